/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include <stdio.h>
#include <string.h>

#include "status.h"
#include "utf8.h"

/* The grammar, as icu::MessagePattern reads it with apostrophes "double optional":
 *
 *   pattern  = *( literal / argument )
 *   literal  = plain / "''" / quoted / "'"     first match; "''" and "'" are an apostrophe
 *   plain    = any character but "'" and "{"; a "}" that closes nothing is text
 *   quoted   = "'" followed by "{" or "}", then any text, in which "''" is an apostrophe,
 *              up to the next single "'" or the end of the pattern
 *   argument = "{" ws ( number / name ) ws [ "," ws type ws [ "," style ] ] "}"
 *   number   = "0" / ( "1".."9" *( "0".."9" ) )     at most EC_INDEX_MAX
 *   name     = 1*( character that is neither Pattern_Syntax nor Pattern_White_Space ),
 *              not all ASCII digits
 *   type     = 1*( "a".."z" / "A".."Z" )            which is not supported, whatever it is
 *   ws       = *Pattern_White_Space
 *
 * The pattern is read twice by the same code: the first time checks it and counts nodes
 * and the bytes of unquoted text, the second time fills memory of just that size. */

/* Consecutive literal text that is not a node yet: a slice of the pattern until an
 * apostrophe is dropped from its middle, after that a copy without it. */
struct run {
  bool copied;
  size_t at; /* in the pattern, or in the unquoted text when copied */
  size_t len;
};

struct compiler {
  const char *text;
  size_t len, at;
  struct errcat_error *err;
  struct ec_node *nodes; /* NULL while counting */
  size_t count, placeholders;
  char *unquoted; /* NULL while counting */
  size_t unquoted_len;
  struct run run;
};

/* ------------------------------------------------------------- characters */

struct range {
  uint16_t first, last;
};

/* Pattern_White_Space and Pattern_Syntax never change: UAX #31 promises it. */
static const struct range white_space[] = {
    {0x0009, 0x000d}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x200e, 0x200f}, {0x2028, 0x2029}};
static const struct range syntax[] = {
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
  return !in_ranges(c, syntax, sizeof syntax / sizeof syntax[0]) && !is_white_space(c);
}

/* Moves past the characters that `is` accepts. */
static void skip(struct compiler *c, bool (*is)(uint32_t))
{
  size_t len;
  while (c->at < c->len && is(ec_utf8_decode(c->text + c->at, &len)))
    c->at += len;
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The byte `ahead` of the cursor, or 0 past the end. */
static char peek(const struct compiler *c, size_t ahead)
{
  return ahead < c->len - c->at ? c->text[c->at + ahead] : '\0';
}

/* ------------------------------------------------------------ diagnostics */

enum { SHOWN_MAX = 48 }; /* bytes of the pattern that a detail quotes */

struct shown {
  char text[SHOWN_MAX + 16];
};

/* Controls, and what changes the direction of the text around it: a log must not obey them. */
static bool is_unsafe(uint32_t c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* text[at..end) in double quotes, for a detail. */
static struct shown show(const struct compiler *c, size_t at, size_t end)
{
  struct shown shown = {"\""};
  size_t to = 1;
  while (at < end && to < SHOWN_MAX) {
    size_t len;
    uint32_t character = ec_utf8_decode(c->text + at, &len);
    if (is_unsafe(character)) {
      to +=
          (size_t)snprintf(shown.text + to, sizeof shown.text - to, "U+%04X", (unsigned)character);
    } else {
      memcpy(shown.text + to, c->text + at, len);
      to += len;
    }
    at += len;
  }
  memcpy(shown.text + to, at < end ? "...\"" : "\"", at < end ? 5 : 2);
  return shown;
}

/* The character at the cursor, which is not at the end. */
static struct shown found(const struct compiler *c)
{
  size_t len;
  ec_utf8_decode(c->text + c->at, &len);
  return show(c, c->at, c->at + len);
}

static void locate(struct errcat_error *err, const char *text)
{
  err->line = err->column = 1;
  for (size_t i = 0; i < err->offset; i++) {
    err->column++;
    if (text[i] == '\n') {
      err->line++;
      err->column = 1;
    }
  }
}

/* -------------------------------------------------------- text to nodes */

static void put_unquoted(struct compiler *c, const char *bytes, size_t len)
{
  if (c->unquoted)
    memcpy(c->unquoted + c->unquoted_len, bytes, len);
  c->unquoted_len += len;
}

/* The next `len` bytes are literal text: moves past them. */
static void literal(struct compiler *c, size_t len)
{
  struct run *run = &c->run;
  if (!run->len) {
    *run = (struct run){.at = c->at};
  } else if (!run->copied && run->at + run->len != c->at) {
    size_t start = c->unquoted_len;
    put_unquoted(c, c->text + run->at, run->len);
    run->copied = true;
    run->at = start;
  }
  if (run->copied)
    put_unquoted(c, c->text + c->at, len);
  run->len += len;
  c->at += len;
}

static void add_node(struct compiler *c, struct ec_node node)
{
  if (c->nodes)
    c->nodes[c->count] = node;
  c->count++;
}

static void flush(struct compiler *c)
{
  struct run run = c->run;
  if (!run.len)
    return;
  struct ec_node node = {.kind = EC_NODE_TEXT, .len = (uint32_t)run.len};
  if (c->nodes)
    node.text = run.copied ? c->unquoted + run.at : c->text + run.at;
  add_node(c, node);
  c->run = (struct run){0};
}

/* From behind the apostrophe that opens to behind the one that closes. */
static void quoted(struct compiler *c)
{
  while (c->at < c->len) {
    const char *from = c->text + c->at;
    const char *apostrophe = memchr(from, '\'', c->len - c->at);
    literal(c, apostrophe ? (size_t)(apostrophe - from) : c->len - c->at);
    if (peek(c, 1) != '\'') {
      c->at += apostrophe != NULL;
      return;
    }
    literal(c, 1);
    c->at++;
  }
}

static void apostrophe(struct compiler *c)
{
  char next = peek(c, 1);
  if (next == '{' || next == '}') {
    c->at++;
    quoted(c);
  } else {
    literal(c, 1);
    c->at += next == '\'';
  }
}

static void plain(struct compiler *c)
{
  size_t len = 0;
  while (len < c->len - c->at && c->text[c->at + len] != '\'' && c->text[c->at + len] != '{')
    len++;
  literal(c, len);
}

/* ---------------------------------------------------------------- arguments */

static bool all_digits(const char *text, size_t len)
{
  while (len && is_digit(text[len - 1]))
    len--;
  return !len;
}

/* The number or name between `at` and the cursor. */
static errcat_status identify(struct compiler *c, size_t at, struct ec_node *node)
{
  const char *text = c->text + at;
  size_t len = c->at - at;
  *node = (struct ec_node){.kind = EC_NODE_ARG, .len = (uint32_t)len, .text = text};
  if (!len)
    return ec_fail(c->err, ERRCAT_E_SYNTAX, c->at,
                   "expected the number or name of an argument after \"{\", found %s",
                   found(c).text);
  node->numbered = all_digits(text, len);
  if (!node->numbered)
    return ERRCAT_OK;
  if (len > 1 && text[0] == '0')
    return ec_fail(c->err, ERRCAT_E_SYNTAX, at,
                   "expected an argument number without leading zeros, found %s",
                   show(c, at, c->at).text);
  for (size_t i = 0; i < len && node->index <= EC_INDEX_MAX; i++)
    node->index = node->index * 10 + (uint32_t)(text[i] - '0');
  if (node->index > EC_INDEX_MAX)
    return ec_fail(c->err, ERRCAT_E_SYNTAX, at,
                   "expected an argument number of at most %d, found %s", EC_INDEX_MAX,
                   show(c, at, c->at).text);
  return ERRCAT_OK;
}

static bool same_letters(const char *text, size_t len, const char *lower)
{
  for (size_t i = 0; i < len; i++)
    if ((text[i] | 0x20) != lower[i])
      return false;
  return !lower[len];
}

/* Fails for the type text[at..end), the cursor behind the white space that follows it:
 * unsupported, or no type at all. */
static errcat_status refuse_type(struct compiler *c, size_t at, size_t end,
                                 const struct ec_node *node)
{
  static const struct {
    const char *name;
    bool cases; /* must be followed by a comma and cases */
  } types[] = {{"number", false},  {"date", false},        {"time", false},  {"spellout", false},
               {"ordinal", false}, {"duration", false},    {"choice", true}, {"plural", true},
               {"select", true},   {"selectordinal", true}};
  struct shown type = show(c, at, end);
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (!same_letters(c->text + at, end - at, types[i].name))
      continue;
    if (types[i].cases && peek(c, 0) != ',')
      return ec_fail(c->err, ERRCAT_E_SYNTAX, c->at,
                     "expected \",\" and cases after format type %s, found %s", type.text,
                     found(c).text);
    size_t name = (size_t)(node->text - c->text);
    return ec_fail(c->err, ERRCAT_E_UNSUPPORTED, at,
                   "format type %s of argument %s is not supported", type.text,
                   show(c, name, name + node->len).text);
  }
  return ec_fail(c->err, ERRCAT_E_SYNTAX, at,
                 "expected a format type such as number, date, time, plural or select, found %s",
                 type.text);
}

/* At the end of a pattern whose "{" at `open` waits for its "}". The position is that of
 * the "{": where the pattern ends is no news. */
static errcat_status refuse_open(struct compiler *c, size_t open, const char *expected)
{
  return ec_fail(c->err, ERRCAT_E_SYNTAX, open,
                 "expected %s for this \"{\", found the end of the pattern", expected);
}

/* Behind the comma of the argument that opened at `open`: always fails. */
static errcat_status format(struct compiler *c, size_t open, const struct ec_node *node)
{
  skip(c, is_white_space);
  size_t at = c->at;
  while (is_letter(peek(c, 0)))
    c->at++;
  size_t end = c->at;
  skip(c, is_white_space);
  if (c->at == c->len)
    return refuse_open(c, open, end > at ? "\"}\"" : "a format type and \"}\"");
  if (end == at)
    return ec_fail(c->err, ERRCAT_E_SYNTAX, at, "expected a format type after \",\", found %s",
                   found(c).text);
  if (peek(c, 0) != ',' && peek(c, 0) != '}')
    return ec_fail(c->err, ERRCAT_E_SYNTAX, c->at,
                   "expected \"}\" or \",\" after format type %s, found %s", show(c, at, end).text,
                   found(c).text);
  return refuse_type(c, at, end, node);
}

/* From a "{" to behind its "}". */
static errcat_status argument(struct compiler *c)
{
  size_t open = c->at++;
  if (++c->placeholders > ERRCAT_PLACEHOLDERS_MAX)
    return ec_fail(c->err, ERRCAT_E_LIMIT, open, "expected at most %d placeholders, found more",
                   ERRCAT_PLACEHOLDERS_MAX);
  skip(c, is_white_space);
  if (c->at == c->len)
    return refuse_open(c, open, "the number or name of an argument");
  size_t at = c->at;
  struct ec_node node;
  skip(c, is_identifier);
  errcat_status status = identify(c, at, &node);
  if (status)
    return status;
  skip(c, is_white_space);
  if (c->at == c->len)
    return refuse_open(c, open, "\"}\"");
  char next = peek(c, 0);
  if (next != '}' && next != ',')
    return ec_fail(c->err, ERRCAT_E_SYNTAX, c->at,
                   "expected \"}\" or \",\" after argument %s, found %s",
                   show(c, at, at + node.len).text, found(c).text);
  c->at++;
  if (next == ',')
    return format(c, open, &node);
  add_node(c, node);
  return ERRCAT_OK;
}

/* ----------------------------------------------------------------- patterns */

static errcat_status read_pattern(struct compiler *c)
{
  errcat_status status = ERRCAT_OK;
  while (c->at < c->len && !status) {
    char next = peek(c, 0);
    if (next == '\'') {
      apostrophe(c);
    } else if (next != '{') {
      plain(c);
    } else {
      flush(c);
      status = argument(c);
    }
  }
  flush(c);
  return status;
}

static errcat_status compile(struct ec_pattern *pattern, const struct compiler *start,
                             struct ec_arena *arena)
{
  if (start->len > ERRCAT_PATTERN_MAX)
    return ec_fail(start->err, ERRCAT_E_LIMIT, ec_utf8_floor(start->text, ERRCAT_PATTERN_MAX),
                   "expected a pattern of at most %d bytes, found %zu", ERRCAT_PATTERN_MAX,
                   start->len);
  struct compiler counted = *start;
  errcat_status status = read_pattern(&counted);
  if (status)
    return status;
  struct compiler c = *start;
  c.nodes = ec_arena_alloc(arena, counted.count, sizeof *c.nodes);
  c.unquoted = ec_arena_alloc(arena, counted.unquoted_len, 1);
  if (!c.nodes || !c.unquoted)
    return ec_fail(start->err, ERRCAT_E_NOMEM, 0, "out of memory");
  read_pattern(&c);
  *pattern = (struct ec_pattern){c.nodes, c.count};
  return ERRCAT_OK;
}

errcat_status ec_pattern_compile(struct ec_pattern *pattern, const char *text, size_t len,
                                 struct ec_arena *arena, struct errcat_error *err)
{
  errcat_status status =
      compile(pattern, &(struct compiler){.text = text, .len = len, .err = err}, arena);
  if (status && status != ERRCAT_E_NOMEM && err)
    locate(err, text);
  return status;
}
