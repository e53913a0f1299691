/* SPDX-License-Identifier: MIT */
/* Any bytes as a .po file. What is read lies within the file, in order, and is well-formed UTF-8;
 * written without a change it is the same; and translations that are changed here and there are
 * read again as they were meant, with all others as they were. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "chars.h"
#include "po.h"

enum { OFFSETS_MAX = 200, EDITS_MAX = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

/* -------------------------------------------------------------------- reading */

static void check_utf8(const char *text, size_t len)
{
  assert(text[len] == '\0');
  while (len) {
    uint32_t character;
    const size_t step = ec_chars_decode(text, len, &character);
    assert(character != 0xFFFD || step == 3);
    text += step;
    len -= step;
  }
}

static void check_string(const struct ec_po *po, const struct ec_po_string *string)
{
  if (!string->text)
    return;
  assert(string->begin < string->end && string->end <= po->len);
  assert(po->bytes[string->begin] == '"');
  check_utf8(string->text, string->len);
  size_t last = string->begin;
  for (size_t at = 0; at <= string->len && at < OFFSETS_MAX; at++) {
    const size_t offset = ec_po_offset(po, string, at);
    assert(offset >= last && offset <= string->end);
    last = offset;
  }
  const size_t close = ec_po_offset(po, string, string->len);
  assert(close >= last && close <= string->end);
}

static void check_comments(const struct ec_po *po, const struct ec_po_entry *entry)
{
  size_t last = entry->begin;
  for (size_t i = 0; i < entry->comment_count; i++) {
    const struct ec_po_comment *comment = &entry->comments[i];
    assert(comment->begin >= last && comment->begin <= comment->end && comment->end <= po->len);
    check_utf8(comment->text, strlen(comment->text));
    last = comment->end;
  }
}

static void check_entry(const struct ec_po *po, const struct ec_po_entry *entry)
{
  assert(entry->begin <= entry->keyword && entry->keyword < entry->end && entry->end <= po->len);
  assert(entry->id.text && entry->translation_count);
  check_comments(po, entry);
  check_string(po, &entry->context);
  check_string(po, &entry->id);
  check_string(po, &entry->id_plural);
  if (entry->previous) {
    check_string(po, &entry->previous->context);
    check_string(po, &entry->previous->id);
    check_string(po, &entry->previous->id_plural);
  }
  for (size_t i = 0; i < entry->translation_count; i++)
    check_string(po, &entry->translations[i]);
}

static void check_read(struct ec_po *po)
{
  size_t last = 0;
  for (size_t i = 0; i < po->entry_count; i++) {
    assert(po->entries[i].begin >= last);
    check_entry(po, &po->entries[i]);
    last = po->entries[i].end;
  }
  assert(po->fault_count <= EC_PO_FAULTS_MAX && po->fault_count <= po->faults_found);
  for (size_t i = 0; i < po->fault_count; i++) {
    const struct ec_place place = ec_po_place(po, po->faults[i].offset);
    assert(po->faults[i].offset <= po->len && place.line && place.column);
    assert(!i || po->faults[i - 1].offset <= po->faults[i].offset);
  }
  ec_po_field(po, "Language", NULL, NULL);
}

/* -------------------------------------------------------------------- writing */

static uint32_t random_below(uint32_t *seed, size_t below)
{
  *seed = *seed * 1664525 + 1013904223;
  return below ? (*seed >> 8) % (uint32_t)below : 0;
}

/* A place between two characters. */
static size_t boundary(const char *text, size_t at)
{
  while (at && (text[at] & '\xC0') == '\x80')
    at--;
  return at;
}

/* A string of up to three edits, one behind the other, in *expected what it becomes. */
static size_t make_edits(struct ec_po_edit *edits, const struct ec_po_string *string,
                         uint32_t *seed, struct ec_string *expected)
{
  static const char *const texts[] = {"", "B", "7", "\xE4\xB8\xAD", "\"\\\n\x01", "x y"};
  size_t at = 0, count = 0;
  for (size_t wanted = random_below(seed, 4); count < wanted && at <= string->len; count++) {
    struct ec_po_edit *edit = &edits[count];
    edit->string = string;
    edit->begin = boundary(string->text, at + random_below(seed, string->len - at + 1));
    edit->begin = edit->begin < at ? at : edit->begin;
    edit->end = boundary(string->text, edit->begin + random_below(seed, 4));
    edit->end = edit->end > string->len ? string->len : edit->end;
    edit->end = edit->end < edit->begin ? edit->begin : edit->end;
    edit->text = texts[random_below(seed, sizeof texts / sizeof *texts)];
    ec_string_add(expected, string->text + at, edit->begin - at);
    ec_string_adds(expected, edit->text);
    at = edit->end;
  }
  ec_string_add(expected, string->text + at, string->len - at);
  return count;
}

static bool same(const struct ec_po_string *string, const char *text, size_t len)
{
  return string->len == len && memcmp(string->text, text, len) == 0;
}

static void check_again(struct ec_pool *pool, const struct ec_po *po, const struct ec_string *out,
                        const struct ec_string *expected)
{
  struct ec_po again;
  ec_po_read(&again, pool, out->bytes, out->len);
  assert(again.faults_found == 0 && again.entry_count == po->entry_count);
  for (size_t i = 0; i < po->entry_count; i++) {
    const struct ec_po_entry *old = &po->entries[i], *now = &again.entries[i];
    assert(same(&now->id, old->id.text, old->id.len));
    assert(now->translation_count == old->translation_count);
    for (size_t t = 0; t < old->translation_count; t++, expected++)
      assert(same(&now->translations[t], ec_string_get(expected), expected->len));
  }
}

static size_t translations(const struct ec_po *po)
{
  size_t count = 0;
  for (size_t i = 0; i < po->entry_count; i++)
    count += po->entries[i].translation_count;
  return count;
}

static void check_write(struct ec_pool *pool, const struct ec_po *po, uint32_t seed)
{
  const size_t most = translations(po);
  struct ec_po_edit *edits = ec_pool_alloc(pool, most * 4, sizeof *edits);
  struct ec_string *expected = ec_pool_alloc(pool, most, sizeof *expected);
  struct ec_string out = {.pool = pool};
  const struct ec_po_edit *failed;
  size_t count = 0, n = 0;
  for (size_t i = 0; i < po->entry_count; i++)
    for (size_t t = 0; t < po->entries[i].translation_count; t++, n++) {
      const struct ec_po_string *string = &po->entries[i].translations[t];
      expected[n] = (struct ec_string){.pool = pool};
      if (&po->entries[i] == po->header || !po->entries[i].id.len)
        ec_string_add(&expected[n], string->text, string->len);
      else
        count += make_edits(edits + count, string, &seed, &expected[n]);
    }
  if (ec_po_write(po, edits, count, &out, &failed))
    check_again(pool, po, &out, expected);
  else
    assert(failed >= edits && failed < edits + count);
}

/* In these a character may stand for two, or two may become one. */
static bool composes(const char *charset)
{
  return strcasecmp(charset, "BIG5-HKSCS") == 0 || strcasecmp(charset, "CP1255") == 0 ||
         strcasecmp(charset, "VISCII") == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ec_pool pool;
  struct ec_po po;
  const struct ec_po_edit *failed;
  uint32_t seed = (uint32_t)size;
  ec_pool_init(&pool, out_of_memory, NULL);
  ec_po_read(&po, &pool, (const char *)data, size);
  check_read(&po);
  struct ec_string out = {.pool = &pool};
  assert(ec_po_write(&po, NULL, 0, &out, &failed));
  assert(out.len == size && (!size || memcmp(out.bytes, data, size) == 0));
  for (size_t i = 0; i < size; i++)
    seed = seed * 31 + data[i];
  if (!po.faults_found && !composes(po.charset))
    check_write(&pool, &po, seed);
  ec_pool_free(&pool);
  return 0;
}
