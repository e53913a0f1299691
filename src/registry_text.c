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
  text->bytes.pool = text->out.pool = pool;
  text->bytes.len = text->out.len = text->count = text->read.count = text->folded.count = 0;
  text->in_section = false;
}

static void add_node(struct ec_reader_text *text, enum ec_reader_node kind)
{
  text->nodes =
      ec_pool_grow(text->bytes.pool, text->nodes, text->count, &text->size, sizeof *text->nodes);
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

/* A reference, or a line end of two bytes, has all that becomes of it where it begins. In ISO
 * 8859-1, the only other charset of bytes that expat reads, each character is one byte. */
static void add_runs(struct ec_reader_text *text, const char *bytes, size_t len, size_t offset,
                     size_t there)
{
  const size_t at = text->bytes.len;
  struct ec_pool *pool = text->bytes.pool;
  if (there == len) {
    ec_reader_runs_add(&text->read, pool, at, len, offset);
    return;
  }
  for (size_t i = 0; i < len; i++) {
    const bool is_first = ((unsigned char)bytes[i] & 0xC0) != 0x80;
    offset += there < len && is_first && i;
    ec_reader_runs_add(&text->read, pool, at + i, 1, offset);
  }
}

void ec_reader_text_add(struct ec_reader_text *text, const char *bytes, size_t len, size_t offset,
                        size_t there)
{
  const enum ec_reader_node kind = text->in_section ? EC_NODE_CDATA : EC_NODE_TEXT;
  if (!text->count || text->nodes[text->count - 1].kind != kind)
    add_node(text, kind);
  if (there)
    add_runs(text, bytes, len, offset, there);
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

/* `len` bytes of what was read, from `from` on, become bytes `to` and so on. *run is the run of the
 * byte before them, or 0. */
static void move(struct ec_reader_text *text, size_t *run, size_t from, size_t len, size_t to)
{
  const struct ec_reader_runs *read = &text->read;
  while (len && *run < read->count) {
    const struct ec_registry_run *here = &read->runs[*run];
    const size_t left = here->at + here->len > from ? here->at + here->len - from : 0;
    const size_t step = len < left ? len : left;
    if (step)
      ec_reader_runs_add(&text->folded, text->bytes.pool, to, step,
                         here->offset + (from - here->at));
    *run += step < len;
    from += step;
    to += step;
    len -= step;
  }
}

static void cut_last(struct ec_reader_text *text, struct ec_string *out)
{
  struct ec_reader_runs *folded = &text->folded;
  out->bytes[--out->len] = '\0';
  if (folded->count && --folded->runs[folded->count - 1].len == 0)
    folded->count--;
}

/* The end of what becomes as it is, but for a blank that it may end with. */
static size_t stretch(const char *bytes, size_t at, size_t end)
{
  for (; at < end; at++)
    if (is_blank(bytes[at]) && (bytes[at] != ' ' || at + 1 == end || is_blank(bytes[at + 1])))
      return at + 1;
  return end;
}

static void fold(struct ec_reader_text *text, size_t i, struct ec_string *out, size_t *run)
{
  const struct ec_reader_part *part = &text->nodes[i];
  const char *bytes = ec_string_get(&text->bytes);
  /* Of two sections that became neighbours the second goes on where the first has ended. */
  const bool joined = i && part->kind == EC_NODE_CDATA && text->nodes[i - 1].kind == part->kind;
  bool blank = joined ? out->len && out->bytes[out->len - 1] == ' ' : i == 0;
  const size_t begin = out->len;
  for (size_t at = part->begin, end; at < part->end; at = end) {
    end = at + 1;
    if (blank && is_blank(bytes[at]))
      continue;
    end = stretch(bytes, at, part->end);
    blank = is_blank(bytes[end - 1]);
    move(text, run, at, end - at, out->len);
    ec_string_add(out, bytes + at, end - at);
    if (blank)
      out->bytes[out->len - 1] = ' ';
  }
  if (i + 1 == text->count && out->len > begin + (begin > 0) && out->bytes[out->len - 1] == ' ')
    cut_last(text, out);
}

const char *ec_reader_text_get(struct ec_reader_text *text, struct ec_registry_runs *runs)
{
  struct ec_string *out = &text->out;
  const struct ec_reader_runs *folded = &text->folded;
  size_t run = 0;
  drop_blanks(text);
  for (size_t i = 0; i < text->count; i++)
    fold(text, i, out, &run);
  struct ec_registry_run *copy = ec_pool_take(out->pool, folded->count, sizeof *copy);
  if (folded->count)
    memcpy(copy, folded->runs, folded->count * sizeof *copy);
  *runs = (struct ec_registry_runs){copy, folded->count};
  return ec_pool_copy(out->pool, out->bytes, out->len);
}
