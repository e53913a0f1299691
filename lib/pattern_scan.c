/* SPDX-License-Identifier: MIT */
#include "pattern_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

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

static bool is_white_space(uint32_t c)
{
  return in_ranges(c, white_space, sizeof white_space / sizeof white_space[0]);
}

static bool is_identifier(uint32_t c)
{
  return !in_ranges(c, pattern_syntax, sizeof pattern_syntax / sizeof pattern_syntax[0]) &&
         !is_white_space(c);
}

/* Moves past the characters that `is` accepts. */
static size_t skip(struct ec_scan *scan, bool (*is)(uint32_t))
{
  size_t start = scan->at, len;
  while (scan->at < scan->len && is(ec_utf8_decode(scan->text + scan->at, &len)))
    scan->at += len;
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

/* ---------------------------------------------------------------- numbers */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool is_numeric(uint32_t c)
{
  return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
}

/* Digits at *at that are moved past; those that count are added to `out`. */
static size_t digits(const char **at, const char *end, char *out)
{
  size_t len = 0;
  while (*at + len < end && is_digit((*at)[len]))
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
bool ec_scan_number(struct ec_scan *scan, double *value)
{
  char text[EC_SCAN_NUMBER_MAX + 32];
  const char *at = scan->text + scan->at;
  size_t len = skip(scan, is_numeric), to = 0;
  const char *end = at + len;
  if (!len || len > EC_SCAN_NUMBER_MAX)
    return false;
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
  snprintf(text + to, sizeof text - to, "e%ld", power - (long)fraction);
  *value = strtod(text, NULL);
  return at == end;
}

/* ------------------------------------------------------------ diagnostics */

/* Controls, and what changes the direction of the text around it: a log must not obey them. */
static bool is_unsafe(uint32_t c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

enum { SHOWN_MAX = 48 }; /* bytes of the pattern that a detail quotes */

struct ec_scan_shown ec_scan_show(const struct ec_scan *scan, size_t at, size_t end)
{
  struct ec_scan_shown shown = {"\""};
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

struct ec_scan_shown ec_scan_found(const struct ec_scan *scan)
{
  size_t len;
  ec_utf8_decode(scan->text + scan->at, &len);
  return ec_scan_show(scan, scan->at, scan->at + len);
}

/* ---------------------------------------------------------- text to nodes */

static void put_unquoted(struct ec_scan *scan, const char *bytes, size_t len)
{
  if (scan->unquoted)
    memcpy(scan->unquoted + scan->unquoted_len, bytes, len);
  scan->unquoted_len += len;
}

/* The next `len` bytes are literal text: moves past them. */
static void literal(struct ec_scan *scan, size_t len)
{
  struct ec_scan_run *run = &scan->run;
  if (!run->len) {
    *run = (struct ec_scan_run){.at = scan->at};
  } else if (!run->copied && run->at + run->len != scan->at) {
    size_t start = scan->unquoted_len;
    put_unquoted(scan, scan->text + run->at, run->len);
    run->copied = true;
    run->at = start;
  }
  if (run->copied)
    put_unquoted(scan, scan->text + scan->at, len);
  run->len += len;
  scan->at += len;
}

static size_t add(struct ec_scan *scan, struct ec_node node)
{
  size_t index = scan->count++;
  node.end = (uint32_t)scan->count;
  if (scan->nodes)
    scan->nodes[index] = node;
  return index;
}

void ec_scan_flush(struct ec_scan *scan)
{
  struct ec_scan_run run = scan->run;
  if (!run.len)
    return;
  struct ec_node node = {.kind = EC_NODE_TEXT, .len = (uint32_t)run.len};
  if (scan->nodes)
    node.text = run.copied ? scan->unquoted + run.at : scan->text + run.at;
  add(scan, node);
  scan->run = (struct ec_scan_run){0};
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
    scan->nodes[index].end = (uint32_t)scan->count;
}

/* From behind the apostrophe that opens to behind the one that closes. */
static void quoted(struct ec_scan *scan)
{
  while (scan->at < scan->len) {
    const char *from = scan->text + scan->at;
    const char *apostrophe = memchr(from, '\'', scan->len - scan->at);
    literal(scan, apostrophe ? (size_t)(apostrophe - from) : scan->len - scan->at);
    if (peek(scan, 1) != '\'') {
      scan->at += apostrophe != NULL;
      return;
    }
    literal(scan, 1);
    scan->at++;
  }
}

static void apostrophe(struct ec_scan *scan, struct ec_scan_syntax syntax)
{
  char next = peek(scan, 1);
  if (next == '{' || next == '}' || (next == '#' && syntax.hash)) {
    scan->at++;
    quoted(scan);
  } else {
    literal(scan, 1);
    scan->at += next == '\'';
  }
}

static bool is_syntax(char c, struct ec_scan_syntax syntax)
{
  return c == '{' || (c == '}' && syntax.brace) || (c == '#' && syntax.hash);
}

void ec_scan_text(struct ec_scan *scan, struct ec_scan_syntax syntax)
{
  while (scan->at < scan->len && !is_syntax(peek(scan, 0), syntax)) {
    const char *from = scan->text + scan->at;
    size_t len = 0, left = scan->len - scan->at;
    while (len < left && from[len] != '\'' && !is_syntax(from[len], syntax))
      len++;
    if (len)
      literal(scan, len);
    else
      apostrophe(scan, syntax);
  }
}
