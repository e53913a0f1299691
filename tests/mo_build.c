/* SPDX-License-Identifier: MIT */
#include "mo_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The image grows at its end; tables are reserved first and filled in when what they
 * point to has its place. */

enum { SEGMENTS_MAX = 16, SEGMENT_NAME_MAX = 40 };

struct segments {
  char name[SEGMENTS_MAX][SEGMENT_NAME_MAX];
  uint32_t count;
};

static void *check(void *memory)
{
  if (!memory) {
    fputs("mo_build: out of memory\n", stderr);
    exit(99);
  }
  return memory;
}

void mo_resize(struct mo_built *built, size_t len)
{
  unsigned char *bytes = check(malloc(len ? len : 1));
  size_t keep = len < built->len ? len : built->len;
  if (keep)
    memcpy(bytes, built->bytes, keep);
  memset(bytes + keep, 0, len - keep);
  free(built->bytes);
  built->bytes = bytes;
  built->len = built->room = len;
}

/* Grows by more than is asked for, because a large image is made of very many pieces. */
static size_t reserve(struct mo_built *built, size_t size)
{
  size_t at = built->len;
  if (built->room - at < size) {
    mo_resize(built, (at + size) * 2);
    built->len = at;
  }
  built->len += size;
  return at;
}

uint32_t mo_get(const struct mo_built *built, size_t at)
{
  uint32_t word = 0;
  for (size_t i = 0; i < 4; i++)
    word |= (uint32_t)built->bytes[at + i] << (built->big_endian ? 24 - 8 * i : 8 * i);
  return word;
}

void mo_put(struct mo_built *built, size_t at, uint32_t word)
{
  for (size_t i = 0; i < 4; i++)
    built->bytes[at + i] = (unsigned char)(word >> (built->big_endian ? 24 - 8 * i : 8 * i));
}

size_t mo_string_at(const struct mo_built *built, enum mo_region table, size_t i)
{
  return mo_get(built, built->at[table] + 8 * i + 4);
}

static size_t count_pairs(const struct mo_pair *pairs)
{
  size_t count = 0;
  while (pairs && pairs[count].key)
    count++;
  return count;
}

static size_t length(const char *string, size_t len)
{
  return len ? len : strlen(string);
}

/* Adds the bytes and a NUL. */
static size_t add_string(struct mo_built *built, const char *bytes, size_t len)
{
  size_t at = reserve(built, len + 1);
  if (len)
    memcpy(built->bytes + at, bytes, len);
  return at;
}

static void add_static(struct mo_built *built, size_t slot, const char *string, size_t len)
{
  len = length(string, len);
  mo_put(built, slot, (uint32_t)len);
  mo_put(built, slot + 4, (uint32_t)add_string(built, string, len));
}

/* P. J. Weinberger's hash, as GNU gettext uses it. */
static uint32_t hash_of(const char *string)
{
  uint32_t hash = 0;
  for (; *string; string++) {
    hash = (hash << 4) + (unsigned char)*string;
    uint32_t high = hash & UINT32_C(0xf0000000);
    hash = (hash ^ high >> 24) & ~high;
  }
  return hash;
}

static uint32_t hash_size(size_t count)
{
  uint32_t size = (uint32_t)(count * 4 / 3) | 1;
  for (size = size < 3 ? 3 : size;; size += 2) {
    uint32_t divisor = 3;
    while (divisor * divisor <= size && size % divisor)
      divisor += 2;
    if (divisor * divisor > size)
      return size;
  }
}

static void fill_hash(struct mo_built *built, const struct mo_pair *pairs, size_t count,
                      uint32_t size)
{
  for (size_t i = 0; i < count; i++) {
    uint32_t hash = hash_of(pairs[i].key), slot = hash % size;
    while (mo_get(built, built->at[MO_HASH] + 4 * (size_t)slot))
      slot = (slot + 1 + hash % (size - 2)) % size;
    mo_put(built, built->at[MO_HASH] + 4 * (size_t)slot, (uint32_t)i + 1);
  }
}

static uint32_t segment_index(struct segments *segments, const char *name, size_t len)
{
  for (uint32_t i = 0; i < segments->count; i++)
    if (strlen(segments->name[i]) == len && !memcmp(segments->name[i], name, len))
      return i;
  if (segments->count == SEGMENTS_MAX || len >= SEGMENT_NAME_MAX)
    abort();
  memcpy(segments->name[segments->count], name, len);
  return segments->count++;
}

/* Numbers the segments in the order of their first use. */
static void collect_segments(struct segments *segments, const struct mo_pair *pairs)
{
  for (; pairs && pairs->key; pairs++)
    for (int side = 0; side < 2; side++)
      for (const char *s = strchr(side ? pairs->text : pairs->key, '<'); s; s = strchr(s, '<')) {
        size_t len = strcspn(++s, ">");
        segment_index(segments, s, len);
        s += len;
      }
}

/* Reserves and fills a description, the place of its static text excepted. */
static size_t add_description(struct mo_built *built, struct segments *segments, const char *string)
{
  size_t parts = 1;
  for (const char *s = strchr(string, '<'); s; s = strchr(s + 1, '<'))
    parts++;
  size_t at = reserve(built, 4 + 8 * parts), pair = at + 4;
  while (parts--) {
    size_t len = strcspn(string, "<");
    size_t name = parts ? strcspn(string + len + 1, ">") : 0;
    mo_put(built, pair, (uint32_t)(parts ? len : len + 1));
    mo_put(built, pair + 4, parts ? segment_index(segments, string + len + 1, name) : UINT32_MAX);
    pair += 8;
    string += len + (parts ? name + 2 : 0);
  }
  return at;
}

static void add_static_text(struct mo_built *built, size_t description, const char *string)
{
  mo_put(built, description, (uint32_t)built->len);
  for (;;) {
    size_t len = strcspn(string, "<");
    size_t at = reserve(built, len);
    if (len)
      memcpy(built->bytes + at, string, len);
    if (!string[len])
      break;
    string += len + 1;
    string += strcspn(string, ">") + 1;
  }
  reserve(built, 1);
}

static void add_sysdep(struct mo_built *built, const struct mo_spec *spec,
                       struct segments *segments)
{
  size_t count = count_pairs(spec->sysdep);
  for (size_t i = 0; i < count; i++) {
    size_t slot[2] = {built->at[MO_SYSDEP_ORIGINALS] + 4 * i,
                      built->at[MO_SYSDEP_TRANSLATIONS] + 4 * i};
    mo_put(built, slot[0], (uint32_t)add_description(built, segments, spec->sysdep[i].key));
    mo_put(built, slot[1], (uint32_t)add_description(built, segments, spec->sysdep[i].text));
  }
  built->at[MO_STRINGS] = built->len;
  for (uint32_t i = 0; i < segments->count; i++)
    add_static(built, built->at[MO_SEGMENTS] + 8 * (size_t)i, segments->name[i], 0);
  /* Unlike a string's, the length of a segment's name counts its NUL. */
  for (uint32_t i = 0; i < segments->count; i++) {
    size_t at = built->at[MO_SEGMENTS] + 8 * (size_t)i;
    mo_put(built, at, mo_get(built, at) + 1);
  }
  for (size_t i = 0; i < count; i++) {
    add_static_text(built, mo_get(built, built->at[MO_SYSDEP_ORIGINALS] + 4 * i),
                    spec->sysdep[i].key);
    add_static_text(built, mo_get(built, built->at[MO_SYSDEP_TRANSLATIONS] + 4 * i),
                    spec->sysdep[i].text);
  }
}

struct mo_built mo_build(const struct mo_spec *spec)
{
  struct mo_built built = {.big_endian = spec->big_endian};
  struct segments segments = {.count = 0};
  size_t count = count_pairs(spec->pairs), sysdep_count = count_pairs(spec->sysdep);
  uint32_t slots = spec->hash ? hash_size(count + sysdep_count) : 0;
  collect_segments(&segments, spec->sysdep);

  built.at[MO_HEADER] = reserve(&built, spec->minor ? 48 : 28);
  built.at[MO_ORIGINALS] = reserve(&built, 8 * count);
  built.at[MO_TRANSLATIONS] = reserve(&built, 8 * count);
  built.at[MO_HASH] = reserve(&built, 4 * (size_t)slots);
  built.at[MO_SEGMENTS] = reserve(&built, 8 * (size_t)segments.count);
  built.at[MO_SYSDEP_ORIGINALS] = reserve(&built, 4 * sysdep_count);
  built.at[MO_SYSDEP_TRANSLATIONS] = reserve(&built, 4 * sysdep_count);
  built.at[MO_DESCRIPTIONS] = built.len;
  add_sysdep(&built, spec, &segments);
  for (size_t i = 0; i < count; i++)
    add_static(&built, built.at[MO_ORIGINALS] + 8 * i, spec->pairs[i].key, spec->pairs[i].key_len);
  for (size_t i = 0; i < count; i++)
    add_static(&built, built.at[MO_TRANSLATIONS] + 8 * i, spec->pairs[i].text,
               spec->pairs[i].text_len);
  if (slots)
    fill_hash(&built, spec->pairs, count, slots);
  built.at[MO_END] = built.len;

  const uint32_t header[] = {UINT32_C(0x950412de),
                             (uint32_t)spec->major << 16 | spec->minor,
                             (uint32_t)count,
                             (uint32_t)built.at[MO_ORIGINALS],
                             (uint32_t)built.at[MO_TRANSLATIONS],
                             slots,
                             (uint32_t)built.at[MO_HASH],
                             segments.count,
                             (uint32_t)built.at[MO_SEGMENTS],
                             (uint32_t)sysdep_count,
                             (uint32_t)built.at[MO_SYSDEP_ORIGINALS],
                             (uint32_t)built.at[MO_SYSDEP_TRANSLATIONS]};
  for (size_t i = 0; i < (spec->minor ? 12 : 7); i++)
    mo_put(&built, 4 * i, header[i]);
  mo_resize(&built, built.len);
  return built;
}

struct mo_built mo_copy(const struct mo_built *from)
{
  struct mo_built copy = *from;
  copy.bytes = NULL;
  copy.len = copy.room = 0;
  mo_resize(&copy, from->len);
  if (from->len)
    memcpy(copy.bytes, from->bytes, from->len);
  return copy;
}

void mo_free(struct mo_built *built)
{
  free(built->bytes);
  built->bytes = NULL;
}
