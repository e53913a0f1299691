/* SPDX-License-Identifier: MIT */
#include "shape.h"

#include <stdio.h>
#include <string.h>

#include "mem.h"
#include "status.h"
#include "utf8.h"

/* The grammar, that of RFC 8259 but for `word`:
 *
 *   text    = ws value ws
 *   value   = object | array | string | number | "true" | "false" | "null" | word
 *   object  = "{" ws [ member *( "," ws member ) ] "}"
 *   member  = string ws ":" ws value ws
 *   array   = "[" ws [ value ws *( "," ws value ws ) ] "]"
 *   word    = "$" name
 *
 * It is read without recursion: `open` has a bit for each object or array that is open, and `want`
 * says what may come next. Half of a surrogate pair, which the grammar allows as an escape, is
 * refused, because no UTF-8 can be made of it. */

enum { LEVELS = 32 };

enum want {
  WANT_VALUE,
  WANT_VALUE_OR_END,  /* after "[" */
  WANT_MEMBER,        /* after "," in an object */
  WANT_MEMBER_OR_END, /* after "{" */
  WANT_COLON,
  WANT_MORE /* a comma, or the end of what is open; of the text, when nothing is */
};

struct reader {
  const char *at, *end, *start;
  uint64_t open; /* 1: an object; the innermost lowest */
  unsigned depth;
  enum want want;
  struct errcat_shape *shape; /* NULL: only its pieces are counted */
  const char *copied;         /* in the shape, what is at `start` */
  const char *piece;          /* where the current piece begins */
  size_t count;
  struct errcat_error *err;
};

/* ------------------------------------------------------------------ faults */

/* What stands at `at`, for people. */
static void describe(const struct reader *reader, char found[24])
{
  size_t left = (size_t)(reader->end - reader->at);
  unsigned char byte = left ? (unsigned char)*reader->at : 0;
  if (!left)
    snprintf(found, 24, "the end");
  else if (byte > ' ' && byte < 0x7f)
    snprintf(found, 24, "'%c'", byte);
  else
    snprintf(found, 24, "byte 0x%02x", byte);
}

static bool fail_at(const struct reader *reader, errcat_status status, const char *why)
{
  size_t offset = (size_t)(reader->at - reader->start);
  uint32_t line = 1;
  const char *begin = reader->start;
  for (const char *at = reader->start; at < reader->at; at++)
    if (*at == '\n') {
      line++;
      begin = at + 1;
    }
  ec_fail(reader->err, status, offset, "%s", why);
  if (reader->err) {
    reader->err->line = line;
    reader->err->column = (uint32_t)(reader->at - begin) + 1;
  }
  return false;
}

static bool expected(const struct reader *reader, const char *what)
{
  char found[24], why[120];
  describe(reader, found);
  snprintf(why, sizeof why, "expected %s, found %s", what, found);
  return fail_at(reader, ERRCAT_E_SYNTAX, why);
}

/* ----------------------------------------------------------------- tokens */

static bool is_at(const struct reader *reader, char byte)
{
  return reader->at < reader->end && *reader->at == byte;
}

static void skip_space(struct reader *reader)
{
  while (reader->at < reader->end && *reader->at && strchr(" \t\r\n", *reader->at))
    reader->at++;
}

static int hex_digit(char byte)
{
  if (byte >= '0' && byte <= '9')
    return byte - '0';
  byte |= 0x20;
  return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Four digits behind "\u"; -1 when there are none. */
static int read_unit(struct reader *reader)
{
  int unit = 0;
  for (int i = 0; i < 4; i++, reader->at++) {
    int digit = reader->at < reader->end ? hex_digit(*reader->at) : -1;
    if (digit < 0) {
      expected(reader, "a hexadecimal digit");
      return -1;
    }
    unit = unit * 16 + digit;
  }
  return unit;
}

/* An escape of a UTF-16 unit, behind "\u", and the one that must follow. */
static bool read_unicode(struct reader *reader)
{
  const char *start = reader->at - 2;
  int unit = read_unit(reader);
  if (unit < 0)
    return false;
  bool high = unit >= 0xd800 && unit < 0xdc00, low = unit >= 0xdc00 && unit < 0xe000;
  if (high && reader->end - reader->at >= 2 && memcmp(reader->at, "\\u", 2) == 0) {
    reader->at += 2;
    unit = read_unit(reader);
    if (unit < 0)
      return false;
    if (unit >= 0xdc00 && unit < 0xe000)
      return true;
    low = true;
  }
  if (!high && !low)
    return true;
  reader->at = start;
  return fail_at(reader, ERRCAT_E_SYNTAX, "half of a surrogate pair");
}

static bool read_escape(struct reader *reader)
{
  reader->at++;
  if (reader->at == reader->end || !*reader->at || !strchr("\"\\/bfnrtu", *reader->at))
    return expected(reader, "one of \" \\ / b f n r t u behind the backslash");
  return *reader->at++ != 'u' || read_unicode(reader);
}

/* From its quotation mark on. */
static bool read_string(struct reader *reader)
{
  reader->at++;
  while (!is_at(reader, '"')) {
    if (reader->at == reader->end)
      return expected(reader, "the end of the string, '\"'");
    if (*reader->at == '\\') {
      if (!read_escape(reader))
        return false;
    } else if ((unsigned char)*reader->at < ' ') {
      return expected(reader, "a character or an escape, which a control character is not");
    } else {
      reader->at++; /* UTF-8 was checked */
    }
  }
  reader->at++;
  return true;
}

static size_t read_digits(struct reader *reader)
{
  const char *start = reader->at;
  while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
    reader->at++;
  return (size_t)(reader->at - start);
}

static bool read_number(struct reader *reader)
{
  reader->at += *reader->at == '-';
  if (is_at(reader, '0'))
    reader->at++;
  else if (!read_digits(reader))
    return expected(reader, "a digit");
  if (is_at(reader, '.')) {
    reader->at++;
    if (!read_digits(reader))
      return expected(reader, "a digit");
  }
  if (is_at(reader, 'e') || is_at(reader, 'E')) {
    reader->at++;
    if (is_at(reader, '+') || is_at(reader, '-'))
      reader->at++;
    if (!read_digits(reader))
      return expected(reader, "a digit");
  }
  return true;
}

static bool is_word(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_';
}

static bool read_literal(struct reader *reader)
{
  static const char *const literals[] = {"true", "false", "null"};
  size_t len = 0, left = (size_t)(reader->end - reader->at);
  while (len < left && is_word(reader->at[len]))
    len++;
  for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
    if (len == strlen(literals[i]) && memcmp(reader->at, literals[i], len) == 0) {
      reader->at += len;
      return true;
    }
  return expected(reader, "a value");
}

/* ------------------------------------------------------------------ pieces */

/* Ends the current piece before `end`, with this value behind it. */
static void add_piece(struct reader *reader, const char *end, enum ec_shape_member member)
{
  if (reader->shape)
    reader->shape->pieces[reader->count] = (struct ec_shape_piece){
        .text = reader->copied + (reader->piece - reader->start),
        .len = (uint32_t)(end - reader->piece),
        .member = member,
    };
  reader->count++;
}

static bool read_dollar(struct reader *reader)
{
  static const char *const words[] = {
#define WORD(name, word) word,
      EC_SHAPE_MAP(WORD)
#undef WORD
  };
  const char *dollar = reader->at;
  size_t len = 0, left = (size_t)(reader->end - dollar) - 1;
  while (len < left && is_word(dollar[1 + len]))
    len++;
  for (size_t i = 0; i < EC_SHAPE_NOTHING; i++)
    if (len == strlen(words[i]) && memcmp(dollar + 1, words[i], len) == 0) {
      add_piece(reader, dollar, (enum ec_shape_member)i);
      reader->at += 1 + len;
      reader->piece = reader->at;
      return true;
    }
  char why[240];
  size_t at = (size_t)snprintf(why, sizeof why, "expected one of");
  for (size_t i = 0; i < EC_SHAPE_NOTHING; i++)
    at += (size_t)snprintf(why + at, sizeof why - at, " $%s", words[i]);
  snprintf(why + at, sizeof why - at, ", found $%.*s", (int)(len > 40 ? 40 : len), dollar + 1);
  return fail_at(reader, ERRCAT_E_SYNTAX, why);
}

/* ------------------------------------------------------------------ values */

static bool open_level(struct reader *reader, bool object)
{
  if (reader->depth == LEVELS)
    return fail_at(reader, ERRCAT_E_LIMIT, "more than 32 objects and arrays within one another");
  reader->open = reader->open << 1 | object;
  reader->depth++;
  reader->want = object ? WANT_MEMBER_OR_END : WANT_VALUE_OR_END;
  reader->at++;
  return true;
}

static void close_level(struct reader *reader)
{
  reader->open >>= 1;
  reader->depth--;
  reader->want = WANT_MORE;
  reader->at++;
}

static bool read_value(struct reader *reader)
{
  char byte = reader->at < reader->end ? *reader->at : '\0';
  reader->want = WANT_MORE;
  if (byte == '{' || byte == '[')
    return open_level(reader, byte == '{');
  if (byte == '"')
    return read_string(reader);
  if (byte == '$')
    return read_dollar(reader);
  if (byte == '-' || (byte >= '0' && byte <= '9'))
    return read_number(reader);
  return read_literal(reader);
}

static bool read_key(struct reader *reader)
{
  if (!is_at(reader, '"'))
    return expected(reader, reader->want == WANT_MEMBER ? "the name of a member, a string"
                                                        : "the name of a member, a string, or '}'");
  reader->want = WANT_COLON;
  return read_string(reader);
}

static bool read_more(struct reader *reader)
{
  bool object = reader->open & 1;
  if (is_at(reader, object ? '}' : ']')) {
    close_level(reader);
    return true;
  }
  if (!is_at(reader, ','))
    return expected(reader, object ? "',' or '}'" : "',' or ']'");
  reader->at++;
  reader->want = object ? WANT_MEMBER : WANT_VALUE;
  return true;
}

static bool read_colon(struct reader *reader)
{
  if (!is_at(reader, ':'))
    return expected(reader, "':'");
  reader->at++;
  reader->want = WANT_VALUE;
  return true;
}

static bool read_next(struct reader *reader)
{
  switch (reader->want) {
  case WANT_VALUE_OR_END:
    if (is_at(reader, ']')) {
      close_level(reader);
      return true;
    }
    return read_value(reader);
  case WANT_MEMBER_OR_END:
    if (is_at(reader, '}')) {
      close_level(reader);
      return true;
    }
    return read_key(reader);
  case WANT_MEMBER:
    return read_key(reader);
  case WANT_COLON:
    return read_colon(reader);
  case WANT_MORE:
    return read_more(reader);
  case WANT_VALUE:
    break;
  }
  return read_value(reader);
}

static bool read_text(struct reader *reader)
{
  for (;;) {
    skip_space(reader);
    if (reader->want == WANT_MORE && !reader->depth)
      break;
    if (!read_next(reader))
      return false;
  }
  if (reader->at < reader->end)
    return expected(reader, "the end");
  add_piece(reader, reader->end, EC_SHAPE_NOTHING);
  return true;
}

/* -------------------------------------------------------------- public face */

static struct reader begin(const char *text, size_t len, struct errcat_error *err)
{
  return (struct reader){
      .at = text, .start = text, .end = text + len, .piece = text, .want = WANT_VALUE, .err = err};
}

static bool check(struct reader *reader, size_t len)
{
  if (len > ERRCAT_SHAPE_MAX) {
    reader->at = reader->start + ERRCAT_SHAPE_MAX;
    return fail_at(reader, ERRCAT_E_LIMIT, "longer than 16384 bytes");
  }
  size_t valid = ec_utf8_valid(reader->start, len);
  if (valid < len) {
    reader->at = reader->start + valid;
    return expected(reader, "UTF-8");
  }
  return read_text(reader);
}
_Static_assert(ERRCAT_SHAPE_MAX == 16384, "said in the text above");

struct errcat_shape *errcat_shape_open(const char *text, size_t len,
                                       const struct errcat_allocator *allocator,
                                       struct errcat_error *err)
{
  const struct errcat_allocator *mem = allocator ? allocator : &ec_mem_default;
  if (!mem->allocate || !mem->release) {
    ec_fail(err, ERRCAT_E_INVALID, 0, "the allocator lacks a function");
    return NULL;
  }
  struct reader reader = begin(text, len, err);
  if (!check(&reader, len))
    return NULL;
  size_t head = sizeof(struct errcat_shape) + reader.count * sizeof(struct ec_shape_piece);
  struct errcat_shape *shape = mem->allocate(mem->context, head + len);
  if (!shape) {
    ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
    return NULL;
  }
  char *copied = (char *)shape + head;
  memcpy(copied, text, len);
  shape->mem = *mem;
  shape->count = reader.count;
  reader = begin(text, len, NULL);
  reader.shape = shape;
  reader.copied = copied;
  read_text(&reader); /* which cannot fail: it did not before */
  return shape;
}

void errcat_shape_free(struct errcat_shape *shape)
{
  if (!shape)
    return;
  struct errcat_allocator mem = shape->mem;
  mem.release(mem.context, shape);
}
