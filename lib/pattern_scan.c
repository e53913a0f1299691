/* SPDX-License-Identifier: MIT */
#include "pattern_scan.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

void ec_scan_init(struct ec_scan *scan, const struct ec_pattern_source *source)
{
  *scan = (struct ec_scan){.source = source,
                           .text = source->text,
                           .len = source->len,
                           .quote = source->len,
                           .faults = {.line = 1, .column = 1}};
}

/* ------------------------------------------------------------- characters */

struct range {
  uint16_t first, last;
};

/* Pattern_White_Space and Pattern_Syntax never change: UAX #31 promises it. */
static const struct range white_space[] = {
    {0x0009, 0x000d}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x200e, 0x200f}, {0x2028, 0x2029}};
static const struct range pattern_syntax[] = {
    {0x0021, 0x002f}, {0x003a, 0x0040}, {0x005b, 0x005e}, {0x0060, 0x0060}, {0x007b, 0x007e},
    {0x00a1, 0x00a7}, {0x00a9, 0x00a9}, {0x00ab, 0x00ac}, {0x00ae, 0x00ae}, {0x00b0, 0x00b1},
    {0x00b6, 0x00b6}, {0x00bb, 0x00bb}, {0x00bf, 0x00bf}, {0x00d7, 0x00d7}, {0x00f7, 0x00f7},
    {0x2010, 0x2027}, {0x2030, 0x203e}, {0x2041, 0x2053}, {0x2055, 0x205e}, {0x2190, 0x245f},
    {0x2500, 0x2775}, {0x2794, 0x2bff}, {0x2e00, 0x2e7f}, {0x3001, 0x3003}, {0x3008, 0x3020},
    {0x3030, 0x3030}, {0xfd3e, 0xfd3f}, {0xfe45, 0xfe46}};

static bool in_ranges(uint32_t c, const struct range *ranges, size_t count)
{
  for (size_t i = 0; i < count && c >= ranges[i].first; i++)
    if (c <= ranges[i].last)
      return true;
  return false;
}

static bool is_digit(uint32_t c)
{
  return c >= '0' && c <= '9';
}

static bool is_white_space(uint32_t c)
{
  return in_ranges(c, white_space, sizeof white_space / sizeof white_space[0]);
}

static bool is_identifier(uint32_t c)
{
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_')
    return true; /* as most are */
  return !in_ranges(c, pattern_syntax, sizeof pattern_syntax / sizeof pattern_syntax[0]) &&
         !is_white_space(c);
}

/* Moves past the characters that `is` accepts. */
static inline size_t skip(struct ec_scan *scan, bool (*is)(uint32_t))
{
  size_t start = scan->at;
  while (scan->at < scan->len) {
    size_t len = 1;
    unsigned char byte = (unsigned char)scan->text[scan->at];
    if (!is(byte < 0x80 ? byte : ec_utf8_decode(scan->text + scan->at, &len)))
      break;
    scan->at += len;
  }
  return scan->at - start;
}

size_t ec_scan_white_space(struct ec_scan *scan)
{
  return skip(scan, is_white_space);
}

size_t ec_scan_identifier(struct ec_scan *scan)
{
  return skip(scan, is_identifier);
}

void ec_scan_trim(const struct ec_scan *scan, size_t *at, size_t *end)
{
  size_t from = *end, to = *at, len;
  for (size_t i = *at; i < *end; i += len) {
    if (is_white_space(ec_utf8_decode(scan->text + i, &len)))
      continue;
    if (from == *end)
      from = i;
    to = i + len;
  }
  *at = from;
  *end = to > from ? to : from;
}

size_t ec_scan_word(const struct ec_scan *scan, size_t at, size_t end)
{
  size_t to = at, len;
  while (to < end) {
    bool space = is_white_space(ec_utf8_decode(scan->text + to, &len));
    if (space && to > at)
      break;
    to += len;
    if (space)
      break;
  }
  return to;
}

static bool is_letter(uint32_t c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t ec_scan_letters(struct ec_scan *scan)
{
  return skip(scan, is_letter);
}

/* The byte `ahead` of the cursor, or 0 past the end. */
static char peek(const struct ec_scan *scan, size_t ahead)
{
  return ahead < scan->len - scan->at ? scan->text[scan->at + ahead] : '\0';
}

char ec_scan_peek(const struct ec_scan *scan)
{
  return peek(scan, 0);
}

bool ec_scan_end(const struct ec_scan *scan)
{
  return scan->at == scan->len;
}

bool ec_scan_same(const char *text, size_t len, const char *lower)
{
  for (size_t i = 0; i < len; i++)
    if (!lower[i] || (text[i] | 0x20) != lower[i])
      return false;
  return !lower[len];
}

/* ---------------------------------------------------------------- numbers */

enum { INFINITE = 0x221e, INFINITE_LEN = 3 };

static bool is_numeric(uint32_t c)
{
  return is_digit(c) || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E' || c == INFINITE;
}

/* Digits at *at that are moved past; those that count are added to `out`. */
static size_t digits(const char **at, const char *end, char *out)
{
  size_t len = 0;
  while (*at + len < end && is_digit((unsigned char)(*at)[len]))
    len++;
  if (out)
    memcpy(out, *at, len);
  *at += len;
  return len;
}

/* The exponent behind an "e". So large that more of it says nothing new, it stays there. */
static bool exponent(const char **at, const char *end, long *value)
{
  const long enough = 100000;
  bool minus = *at < end && **at == '-';
  *at += *at < end && (**at == '-' || **at == '+');
  const char *from = *at;
  if (!digits(at, end, NULL))
    return false;
  for (*value = 0; from < *at; from++)
    if (*value < enough)
      *value = *value * 10 + (*from - '0');
  *value = minus ? -*value : *value;
  return true;
}

/* number = [ "+" / "-" ] ( 1*digit [ "." *digit ] / "." 1*digit ) [ ( "e" / "E" ) [ sign ] 1*digit
 * ] which is what strtod() reads of these characters. The process's locale may have another decimal
 * point, so strtod() gets none: 1.25e3 becomes 125e1. */
static bool read_finite(const char *at, const char *end, double *value)
{
  char text[EC_SCAN_NUMBER_MAX + 32];
  size_t to = 0;
  if (*at == '-' || *at == '+')
    text[to++] = *at++;
  size_t whole = digits(&at, end, text + to), fraction = 0;
  to += whole;
  if (at < end && *at == '.') {
    at++;
    fraction = digits(&at, end, text + to);
    to += fraction;
  }
  if (!whole && !fraction)
    return false;
  long power = 0;
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    if (!exponent(&at, end, &power))
      return false;
  }
  if (at < end)
    return false;
  snprintf(text + to, sizeof text - to, "e%ld", power - (long)fraction);
  *value = strtod(text, NULL);
  return true;
}

bool ec_scan_number(struct ec_scan *scan, bool infinity, double *value)
{
  const char *at = scan->text + scan->at;
  size_t len = skip(scan, is_numeric);
  if (!len || len > EC_SCAN_NUMBER_MAX)
    return false;
  size_t sign = *at == '-' || *at == '+';
  if (!infinity || len != sign + INFINITE_LEN || memcmp(at + sign, "∞", INFINITE_LEN) != 0)
    return read_finite(at, at + len, value);
  *value = *at == '-' ? -HUGE_VAL : HUGE_VAL;
  return true;
}

/* ------------------------------------------------------------ diagnostics */

/* Controls, and what changes the direction of the text around it: a log must not obey them. */
static bool is_unsafe(uint32_t c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

enum { SHOWN_MAX = 48 }; /* bytes of the pattern that a detail quotes */

/* A piece of the pattern for a detail, in double quotes; long ones are cut. */
struct shown {
  char text[64];
};

static struct shown show(const struct ec_scan *scan, size_t at, size_t end)
{
  struct shown shown = {"\""};
  size_t to = 1;
  while (at < end && to < SHOWN_MAX) {
    size_t len;
    uint32_t character = ec_utf8_decode(scan->text + at, &len);
    if (is_unsafe(character)) {
      to +=
          (size_t)snprintf(shown.text + to, sizeof shown.text - to, "U+%04X", (unsigned)character);
    } else {
      memcpy(shown.text + to, scan->text + at, len);
      to += len;
    }
    at += len;
  }
  memcpy(shown.text + to, at < end ? "...\"" : "\"", at < end ? 5 : 2);
  return shown;
}

struct ec_scan_named ec_scan_named(size_t subject, size_t subject_end, size_t at, size_t end)
{
  return (struct ec_scan_named){
      .subject = subject, .subject_len = subject_end - subject, .found = at, .found_len = end - at};
}

struct ec_scan_named ec_scan_at(const struct ec_scan *scan)
{
  size_t len = 0;
  if (!ec_scan_end(scan))
    ec_utf8_decode(scan->text + scan->at, &len);
  return (struct ec_scan_named){.found = scan->at, .found_len = len};
}

/* What stands for "$s" and so on. */
static struct shown named_as(const struct ec_scan *scan, char letter,
                             const struct ec_scan_named *named)
{
  struct shown shown = {"the end of the pattern"};
  if (letter == 's')
    return show(scan, named->subject, named->subject + named->subject_len);
  if (letter == 'f' && named->found_len)
    return show(scan, named->found, named->found + named->found_len);
  if (letter == 'n')
    snprintf(shown.text, sizeof shown.text, "%" PRIu64, named->number);
  return shown;
}

/* The text with what it names, cut where there is no more room. */
static void fill(const struct ec_scan *scan, const char *text, const struct ec_scan_named *named,
                 char *out, size_t size)
{
  size_t to = 0;
  for (; *text && to < size - 1; text++) {
    if (*text != '$') {
      out[to++] = *text;
      continue;
    }
    struct shown shown = named_as(scan, *++text, named);
    size_t len = strlen(shown.text), room = size - 1 - to;
    memcpy(out + to, shown.text, len < room ? len : room);
    to += len < room ? len : room;
  }
  out[to] = '\0';
}

/* Faults are told in the order of their places, so that lines are counted once. */
static void locate(struct ec_scan_faults *faults, const char *text, struct errcat_error *err)
{
  for (; faults->at < err->offset; faults->at++) {
    faults->column++;
    if (text[faults->at] == '\n') {
      faults->line++;
      faults->column = 1;
    }
  }
  err->line = faults->line;
  err->column = faults->column;
}

bool ec_scan_told(const struct ec_scan *scan)
{
  return scan->faults.telling && scan->faults.count == ERRCAT_FAULTS_MAX;
}

static void tell(struct ec_scan *scan, errcat_status status, size_t at, const char *code,
                 const char *text, struct ec_scan_named named)
{
  struct ec_scan_faults *faults = &scan->faults;
  struct errcat_error err;
  char detail[sizeof err.detail];
  fill(scan, text, &named, detail, sizeof detail);
  ec_fail(&err, status, at, "%s", detail);
  err.code = code;
  err.subject = (uint32_t)named.subject;
  err.subject_len = (uint32_t)named.subject_len;
  err.found = (uint32_t)named.found;
  err.found_len = (uint32_t)named.found_len;
  err.number = named.number;
  locate(faults, scan->text, &err);
  if (!faults->count++)
    *faults->first = err;
  if (scan->source->fault)
    scan->source->fault(scan->source->context, &err);
}

static void tell_unclosed(struct ec_scan *scan)
{
  struct ec_scan_faults *faults = &scan->faults;
  const char *expected = faults->expected;
  bool quoted = scan->quote < scan->len;
  char text[160];
  faults->expected = NULL;
  if (ec_scan_told(scan))
    return;
  snprintf(text, sizeof text, "expected %s for this \"{\", found the end of the pattern%s",
           expected, quoted ? " in a quotation from $f" : "");
  tell(scan, ERRCAT_E_SYNTAX, faults->open, faults->code, text,
       ec_scan_named(0, 0, scan->quote, scan->len));
}

void ec_scan_fault(struct ec_scan *scan, errcat_status status, size_t at, const char *code,
                   const char *text, struct ec_scan_named named)
{
  struct ec_scan_faults *faults = &scan->faults;
  if (!faults->telling) {
    faults->count++;
    return;
  }
  if (faults->expected && faults->open < at)
    tell_unclosed(scan);
  if (!ec_scan_told(scan))
    tell(scan, status, at, code, text, named);
}

void ec_scan_unclosed(struct ec_scan *scan, size_t open, const char *code, const char *expected)
{
  struct ec_scan_faults *faults = &scan->faults;
  if (scan->lost)
    return;
  scan->lost = true;
  if (faults->telling) {
    if (faults->expected)
      tell_unclosed(scan);
    return;
  }
  faults->count++;
  faults->open = open;
  faults->expected = expected;
  faults->code = code;
}

void ec_scan_tell(struct ec_scan *scan, const struct ec_scan *found, struct errcat_error *first)
{
  ec_scan_init(scan, found->source);
  scan->quote = found->quote;
  scan->faults.telling = true;
  scan->faults.expected = found->faults.expected;
  scan->faults.code = found->faults.code;
  scan->faults.open = found->faults.open;
  scan->faults.first = first;
}

/* ---------------------------------------------------------- text to nodes */

uint32_t ec_scan_put(struct ec_scan *scan, const void *bytes, size_t len)
{
  size_t at = scan->bytes_len;
  if (scan->bytes && len)
    memcpy(scan->bytes + at, bytes, len);
  scan->bytes_len += len;
  scan->run = scan->bytes_len;
  return (uint32_t)at;
}

/* The next `len` bytes are literal text: moves past them. */
static void literal(struct ec_scan *scan, size_t len)
{
  if (scan->bytes && len)
    memcpy(scan->bytes + scan->bytes_len, scan->text + scan->at, len);
  scan->bytes_len += len;
  scan->at += len;
}

static size_t add(struct ec_scan *scan, struct ec_node node)
{
  size_t index = scan->count++;
  node.end = (uint16_t)scan->count;
  if (scan->nodes)
    scan->nodes[index] = node;
  return index;
}

void ec_scan_flush(struct ec_scan *scan)
{
  size_t len = scan->bytes_len - scan->run;
  if (len)
    add(scan,
        (struct ec_node){.kind = EC_NODE_TEXT, .len = (uint16_t)len, .text = (uint32_t)scan->run});
  scan->run = scan->bytes_len;
}

size_t ec_scan_add(struct ec_scan *scan, struct ec_node node)
{
  ec_scan_flush(scan);
  return add(scan, node);
}

void ec_scan_close(struct ec_scan *scan, size_t index)
{
  ec_scan_flush(scan);
  if (scan->nodes)
    scan->nodes[index].end = (uint16_t)scan->count;
}

/* Literal text from `begin` up to the cursor, as it stands there, is a piece. */
static void tell_run(const struct ec_scan *scan, enum errcat_piece_kind kind, size_t begin)
{
  if (!scan->piece || scan->at == begin)
    return;
  struct errcat_piece piece = {.kind = kind, .depth = scan->depth, .begin = begin, .end = scan->at};
  ec_scan_piece(scan, &piece);
}

/* From the apostrophe that opens to behind the one that closes, or to the end. */
static void quoted(struct ec_scan *scan)
{
  size_t open = scan->at++, run = scan->at;
  for (;;) {
    const char *from = scan->text + scan->at;
    const char *close = memchr(from, '\'', scan->len - scan->at);
    if (!close) {
      literal(scan, scan->len - scan->at);
      tell_run(scan, ERRCAT_PIECE_QUOTED, run);
      scan->quote = open;
      return;
    }
    literal(scan, (size_t)(close - from));
    tell_run(scan, ERRCAT_PIECE_QUOTED, run);
    run = ++scan->at;
    if (peek(scan, 0) != '\'')
      return;
    literal(scan, 1);
  }
}

enum { OPEN = 8, APOSTROPHE = 16 };

/* Of enum ec_scan_syntax and the above: what a character can be. Most of a pattern is text, and
 * is read through this table. */
static const uint8_t classes[256] = {['{'] = OPEN,
                                     ['}'] = EC_SCAN_BRACE,
                                     ['#'] = EC_SCAN_HASH,
                                     ['|'] = EC_SCAN_BAR,
                                     ['\''] = APOSTROPHE};

static unsigned class_of(char c)
{
  return classes[(unsigned char)c];
}

/* Two are one, the second, and one that ends the pattern is text, in either way of reading them.
 * Returns where the run of text starts that goes on behind it: at `run`, where the one before it
 * starts, when the apostrophe is text. */
static size_t apostrophe(struct ec_scan *scan, unsigned syntax, size_t run)
{
  bool last = scan->len - scan->at == 1;
  char next = peek(scan, 1);
  if (last ||
      (next != '\'' && !scan->source->jdk && !(class_of(next) & (syntax | OPEN | EC_SCAN_BRACE)))) {
    literal(scan, 1);
    return run;
  }
  tell_run(scan, ERRCAT_PIECE_TEXT, run);
  if (next != '\'') {
    quoted(scan);
    return scan->at;
  }
  run = ++scan->at;
  literal(scan, 1);
  return run;
}

void ec_scan_text(struct ec_scan *scan, unsigned syntax)
{
  size_t run = scan->at;
  for (;;) {
    const char *from = scan->text + scan->at;
    size_t len = 0, left = scan->len - scan->at;
    while (len < left && !(class_of(from[len]) & (syntax | OPEN | APOSTROPHE)))
      len++;
    literal(scan, len);
    if (peek(scan, 0) != '\'')
      break;
    run = apostrophe(scan, syntax, run);
  }
  tell_run(scan, ERRCAT_PIECE_TEXT, run);
}

void ec_scan_skip(struct ec_scan *scan)
{
  void (*piece)(void *, const struct errcat_piece *) = scan->piece;
  scan->piece = NULL;
  for (size_t braces = 1; braces && !scan->lost;) {
    ec_scan_text(scan, EC_SCAN_BRACE);
    scan->lost = ec_scan_end(scan);
    if (ec_scan_peek(scan) == '{')
      braces++;
    else
      braces--;
    scan->at += !scan->lost;
  }
  scan->piece = piece;
}
