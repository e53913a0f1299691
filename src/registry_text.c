/* SPDX-License-Identifier: MIT */

/* A text of a registry as xgettext extracts it, so that it is the msgid of its entry, byte for
 * byte.
 *
 * xgettext folds the white space of each node of libxml2 by itself, and trims the first node in
 * front and the last behind. Nodes are CDATA sections, comments, and what stands between them; of
 * blanks alone there is none, but behind a text. Where several comments and sections have nothing
 * but blanks between them libxml2 guesses otherwise at times, which is not followed. */

#include <string.h>

#include "registry_reader.h"

void ec_reader_text_begin(struct ec_reader_text *text, struct ec_pool *pool)
{
  *text = (struct ec_reader_text){.bytes.pool = pool};
}

static void add_node(struct ec_reader_text *text, enum ec_reader_node kind)
{
  text->nodes =
      ec_reader_room(text->bytes.pool, text->nodes, text->count, &text->size, sizeof *text->nodes);
  text->nodes[text->count++] = (struct ec_reader_part){kind, text->bytes.len, text->bytes.len};
}

void ec_reader_text_node(struct ec_reader_text *text, enum ec_reader_node kind)
{
  /* Neighbouring sections are one node. */
  if (kind != EC_NODE_CDATA || !text->count || text->nodes[text->count - 1].kind != kind)
    add_node(text, kind);
  text->in_section = kind == EC_NODE_CDATA;
}

void ec_reader_text_section_end(struct ec_reader_text *text)
{
  text->in_section = false;
}

void ec_reader_text_add(struct ec_reader_text *text, const char *bytes, size_t len)
{
  const enum ec_reader_node kind = text->in_section ? EC_NODE_CDATA : EC_NODE_TEXT;
  if (!text->count || text->nodes[text->count - 1].kind != kind)
    add_node(text, kind);
  ec_string_add(&text->bytes, bytes, len);
  text->nodes[text->count - 1].end = text->bytes.len;
}

/* A carriage return can only be there as a reference, and is none. */
static bool is_blank(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\n';
}

static bool is_all_blank(const struct ec_reader_text *text, const struct ec_reader_part *part)
{
  for (size_t i = part->begin; i < part->end; i++)
    if (!is_blank(text->bytes.bytes[i]))
      return false;
  return true;
}

/* Takes out the blanks that are no node, which may make neighbours of two sections. */
static void drop_blanks(struct ec_reader_text *text)
{
  size_t kept = 0;
  for (size_t i = 0; i < text->count; i++) {
    const struct ec_reader_part part = text->nodes[i];
    const bool begun = kept && text->nodes[0].kind == EC_NODE_TEXT;
    if (part.kind == EC_NODE_TEXT && text->count > 1 && !begun && is_all_blank(text, &part))
      continue;
    text->nodes[kept++] = part;
  }
  text->count = kept;
}

static void fold(struct ec_reader_text *text, size_t i, struct ec_string *out)
{
  const struct ec_reader_part *part = &text->nodes[i];
  const char *bytes = ec_string_get(&text->bytes);
  /* Of two sections that became neighbours the second goes on where the first has ended. */
  const bool joined = i && part->kind == EC_NODE_CDATA && text->nodes[i - 1].kind == part->kind;
  bool blank = joined ? out->len && out->bytes[out->len - 1] == ' ' : i == 0;
  const size_t begin = out->len;
  for (size_t at = part->begin; at < part->end; at++) {
    const bool again = blank;
    blank = is_blank(bytes[at]);
    if (!blank || !again)
      ec_string_add(out, blank ? " " : &bytes[at], 1);
  }
  if (i + 1 == text->count && out->len > begin + (begin > 0) && out->bytes[out->len - 1] == ' ')
    out->bytes[--out->len] = '\0';
}

const char *ec_reader_text_get(struct ec_reader_text *text)
{
  struct ec_string out = {.pool = text->bytes.pool};
  drop_blanks(text);
  for (size_t i = 0; i < text->count; i++)
    fold(text, i, &out);
  return ec_string_get(&out);
}
