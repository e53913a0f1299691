/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <string.h>

/* The file is read through at(), which does not see line splices: a backslash at the end of a line
 * and what ends the line. Only in a raw string they are what they look like.
 *
 * A literal is kept open until something follows that is neither blank nor comment nor another
 * literal, since neighbours are one string. */
struct lexer {
  const char *bytes;
  size_t len, at;
  const struct ec_source_handler *handler;
  char *text; /* the open literal */
  uint32_t *offsets;
  size_t count;
  bool open;
};

static const int END = -1;

static void skip_splices(struct lexer *lexer)
{
  while (lexer->at + 1 < lexer->len && lexer->bytes[lexer->at] == '\\') {
    const size_t carriage = lexer->bytes[lexer->at + 1] == '\r';
    if (lexer->at + 1 + carriage >= lexer->len || lexer->bytes[lexer->at + 1 + carriage] != '\n')
      return;
    lexer->at += 2 + carriage;
  }
}

static int at(struct lexer *lexer)
{
  skip_splices(lexer);
  return lexer->at < lexer->len ? (unsigned char)lexer->bytes[lexer->at] : END;
}

static int step(struct lexer *lexer)
{
  const int byte = at(lexer);
  lexer->at += byte != END;
  return byte;
}

/* The byte after the next. */
static int beyond(struct lexer *lexer)
{
  const size_t here = lexer->at;
  step(lexer);
  const int byte = at(lexer);
  lexer->at = here;
  return byte;
}

static bool is_digit(int byte)
{
  return byte >= '0' && byte <= '9';
}

/* Bytes of UTF-8 beyond ASCII are letters too, and so is $ to gcc. */
static bool is_word(int byte)
{
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '_' || byte == '$' || byte >= 0x80;
}

/* ----------------------------------------------------------------- literals */

static void close_literal(struct lexer *lexer)
{
  if (lexer->open)
    lexer->handler->string(lexer->handler->context, lexer->text, lexer->offsets, lexer->count);
  lexer->open = false;
  lexer->count = 0;
}

static void keep(struct lexer *lexer, char byte, size_t offset)
{
  lexer->text[lexer->count] = byte;
  lexer->offsets[lexer->count++] = (uint32_t)offset;
}

static int digit_value(int byte)
{
  if (is_digit(byte))
    return byte - '0';
  if (byte >= 'a' && byte <= 'f')
    return byte - 'a' + 10;
  return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : 16;
}

/* Up to `most` digits of a base; 0 is any number. */
static unsigned number(struct lexer *lexer, unsigned base, unsigned most)
{
  unsigned value = 0;
  for (unsigned i = 0; (i < most || !most) && (unsigned)digit_value(at(lexer)) < base; i++)
    value = (value * base + (unsigned)digit_value(step(lexer))) & 0xFFFFFF;
  return value;
}

/* Behind the backslash. What is no ASCII becomes a byte that is in no code. */
static char escape(struct lexer *lexer)
{
  unsigned value;
  const int byte = at(lexer);
  if (byte >= '0' && byte <= '7') {
    value = number(lexer, 8, 3);
  } else {
    step(lexer);
    if (byte == 'x')
      value = number(lexer, 16, 0);
    else if (byte == 'u' || byte == 'U')
      value = number(lexer, 16, byte == 'u' ? 4 : 8);
    else
      value = strchr("abfnrtv", byte) ? '\n' : (unsigned)byte;
  }
  return value && value < 0x80 ? (char)value : '\n';
}

/* Up to the quote, which has been read, or the end of the line: then it was none. */
static void quoted(struct lexer *lexer, int quote, bool kept)
{
  for (;;) {
    const int byte = at(lexer);
    const size_t offset = lexer->at;
    if (byte == END || byte == '\n')
      return;
    step(lexer);
    if (byte == quote)
      return;
    char value = (char)byte;
    if (byte == '\\' && at(lexer) != END && at(lexer) != '\n')
      value = escape(lexer);
    if (kept)
      keep(lexer, value, offset);
  }
}

/* R"END( … )END": at most 16 bytes of END, and no splice in it. */
static void raw(struct lexer *lexer)
{
  const char *bytes = lexer->bytes;
  const size_t mark = lexer->at;
  while (lexer->at < lexer->len && lexer->at - mark <= 16 &&
         !strchr("()\\ \t\n\"", bytes[lexer->at]))
    lexer->at++;
  const size_t mark_len = lexer->at - mark;
  if (lexer->at >= lexer->len || bytes[lexer->at] != '(')
    return;
  for (lexer->at++; lexer->at < lexer->len; lexer->at++) {
    const size_t left = lexer->len - lexer->at;
    if (bytes[lexer->at] == ')' && left > mark_len + 1 && bytes[lexer->at + 1 + mark_len] == '"' &&
        memcmp(bytes + lexer->at + 1, bytes + mark, mark_len) == 0) {
      lexer->at += mark_len + 2;
      return;
    }
    keep(lexer, bytes[lexer->at], lexer->at);
  }
}

static void string(struct lexer *lexer, bool is_raw)
{
  lexer->open = true;
  lexer->at++; /* the quote */
  if (is_raw)
    raw(lexer);
  else
    quoted(lexer, '"', true);
}

/* -------------------------------------------------------------------- others */

static void comment(struct lexer *lexer, size_t begin)
{
  const bool line = at(lexer) == '/';
  step(lexer);
  for (int byte; (byte = at(lexer)) != END;) {
    if (line && byte == '\n')
      break;
    step(lexer);
    if (!line && byte == '*' && at(lexer) == '/') {
      step(lexer);
      break;
    }
  }
  if (lexer->handler->comment)
    lexer->handler->comment(lexer->handler->context, begin, lexer->at - begin);
}

/* 1'000'000, 0x1p-3, 1.5e+3: none of the apostrophes begins a character. */
static void skip_number(struct lexer *lexer)
{
  int before = step(lexer);
  for (int byte; (byte = at(lexer)) != END; before = byte) {
    const bool sign = (byte == '+' || byte == '-') && strchr("eEpP", before);
    if (!is_word(byte) && byte != '.' && !sign && !(byte == '\'' && is_word(beyond(lexer))))
      return;
    step(lexer);
  }
}

static bool is_one_of(const char *word, const char *const *words)
{
  for (; *words; words++)
    if (strcmp(word, *words) == 0)
      return true;
  return false;
}

/* An identifier, or what stands in front of a literal. */
static void word(struct lexer *lexer)
{
  static const char *const plain[] = {"L", "u", "U", "u8", NULL};
  static const char *const raws[] = {"R", "LR", "uR", "UR", "u8R", NULL};
  char name[EC_SOURCE_IDENTIFIER_MAX + 1];
  const size_t begin = lexer->at;
  size_t len = 0;
  while (is_word(at(lexer))) {
    const int byte = step(lexer);
    if (len <= EC_SOURCE_IDENTIFIER_MAX)
      name[len++] = (char)byte;
  }
  const bool whole = len <= EC_SOURCE_IDENTIFIER_MAX;
  name[whole ? len : 0] = '\0';
  const bool is_raw = is_one_of(name, raws);
  if (at(lexer) == '"' && (is_raw || is_one_of(name, plain))) {
    string(lexer, is_raw);
  } else if (at(lexer) == '\'' && is_one_of(name, plain)) {
    close_literal(lexer);
    step(lexer);
    quoted(lexer, '\'', false);
  } else {
    close_literal(lexer);
    if (whole)
      lexer->handler->identifier(lexer->handler->context, name, begin);
  }
}

/* Behind a #. What an #include names is no string, and may have an apostrophe. */
static void directive(struct lexer *lexer)
{
  char name[8] = "";
  size_t len = 0;
  step(lexer);
  while (at(lexer) == ' ' || at(lexer) == '\t')
    step(lexer);
  while (is_word(at(lexer)) && len + 1 < sizeof name)
    name[len++] = (char)step(lexer);
  /* The beginning of include_next, too. */
  if (strncmp(name, "include", 7) != 0 && strncmp(name, "import", 7) != 0)
    return;
  while (at(lexer) != END && at(lexer) != '\n')
    step(lexer);
}

static void token(struct lexer *lexer, int byte)
{
  const size_t begin = lexer->at;
  if (byte == '/' && (beyond(lexer) == '/' || beyond(lexer) == '*')) {
    step(lexer);
    comment(lexer, begin);
  } else if (byte == '"') {
    string(lexer, false);
  } else if (is_word(byte) && !is_digit(byte)) {
    word(lexer);
  } else if (strchr(" \t\r\n\v\f", byte)) {
    step(lexer);
  } else {
    close_literal(lexer);
    if (is_digit(byte) || (byte == '.' && is_digit(beyond(lexer)))) {
      skip_number(lexer);
    } else if (byte == '#') {
      directive(lexer);
    } else {
      step(lexer);
      if (byte == '\'')
        quoted(lexer, '\'', false);
    }
  }
}

void ec_source_scan(struct ec_pool *pool, const char *bytes, size_t len,
                    const struct ec_source_handler *handler)
{
  struct lexer lexer = {
      .bytes = bytes,
      .len = len,
      .handler = handler,
      .text = ec_pool_alloc(pool, len + 1, 1),
      .offsets = ec_pool_alloc(pool, len + 1, sizeof *lexer.offsets),
  };
  for (int byte; (byte = at(&lexer)) != END;)
    token(&lexer, byte);
  close_literal(&lexer);
}
