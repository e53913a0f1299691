/* SPDX-License-Identifier: MIT */

/* Texts of a registry in a comment of C. They may hold anything that XML does. */

#include <string.h>

#include "chars.h"
#include "header.h"

#define WIDTH 100

struct line {
  struct ec_string *out;
  const char *beginning;
  int column; /* 0: nothing is in it yet */
};

/* Characters that an editor, or a compiler that warns of such things, does not show as they stand:
 * C1, separators of lines, and what turns the direction of text. */
static unsigned hidden(const unsigned char *at)
{
  if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F)
    return at[1];
  if (at[0] == 0xD8 && at[1] == 0x9C)
    return 0x61C;
  if (at[0] == 0xE2 && at[1] == 0x80 &&
      ((at[2] >= 0xA8 && at[2] <= 0xAE) || at[2] == 0x8E || at[2] == 0x8F))
    return 0x2000u + (at[2] & 0x3Fu);
  if (at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9)
    return 0x2040u + (at[2] & 0x3Fu);
  return at[0] < 0x20 || at[0] == 0x7F ? at[0] : 0;
}

static size_t size_of(unsigned char lead)
{
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The pairs that C knows in a comment: its end, its beginning, and the first two of a trigraph. */
static bool is_pair(char first, char second)
{
  return (first == '*' && second == '/') || (first == '/' && second == '*') ||
         (first == '?' && second == '?') || (first == '/' && second == '/');
}

static const char *harmless(struct ec_pool *pool, const char *word, size_t len)
{
  struct ec_string text = {.pool = pool};
  for (size_t i = 0; i < len;) {
    const unsigned code = hidden((const unsigned char *)word + i);
    const size_t size = size_of((unsigned char)word[i]);
    if (code)
      ec_string_adds(&text, ec_pool_printf(pool, "<U+%04X>", code));
    else
      ec_string_add(&text, word + i, size);
    if (i + 1 < len && is_pair(word[i], word[i + 1]))
      ec_string_adds(&text, " ");
    i += size;
  }
  return ec_string_get(&text);
}

static void end_line(struct line *line)
{
  /* A backslash at the end would join the next line to this one. */
  if (line->out->len && line->out->bytes[line->out->len - 1] == '\\')
    ec_string_adds(line->out, " .");
  ec_string_adds(line->out, "\n");
  line->column = 0;
}

static void add_word(struct line *line, const char *word)
{
  const int width = ec_chars_text_width(word);
  if (line->column && line->column + 1 + width > WIDTH)
    end_line(line);
  if (!line->column) {
    ec_string_adds(line->out, line->beginning);
    line->column = (int)strlen(line->beginning);
  }
  ec_string_adds(line->out, " ");
  ec_string_adds(line->out, word);
  line->column += 1 + width;
}

void ec_header_comment(struct ec_string *out, const char *beginning, const char *text)
{
  struct line line = {out, beginning, 0};
  while (*text) {
    const size_t len = strcspn(text, " ");
    if (len)
      add_word(&line, harmless(out->pool, text, len));
    text += len + (text[len] == ' ');
  }
  if (line.column)
    end_line(&line);
}
