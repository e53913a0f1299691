/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "mo_image.h"
#include "status.h"

/* A string with <PRIu64> in it is one string on each platform, so the file has it in parts:
 *
 *   "%<PRIu64> files"  static text "% files\0"; pairs {1, segment "PRIu64"} {7, END}
 *                      on Linux x86-64: "%" + "lu" + " files\0"
 *
 * Segment names that this platform does not know make their strings vanish, as in
 * GNU gettext. */

struct value {
  const char *name, *value;
};

#define VALUE(letter, width) {"PRI" #letter #width, PRI##letter##width},
#define EACH_WIDTH(letter, ROW) \
  ROW(letter, 8) \
  ROW(letter, 16) \
  ROW(letter, 32) \
  ROW(letter, 64) \
  ROW(letter, LEAST8) \
  ROW(letter, LEAST16) \
  ROW(letter, LEAST32) \
  ROW(letter, LEAST64) \
  ROW(letter, FAST8) \
  ROW(letter, FAST16) \
  ROW(letter, FAST32) \
  ROW(letter, FAST64) \
  ROW(letter, MAX) \
  ROW(letter, PTR)

/* The flag I of glibc's printf asks for the locale's own digits. */
#ifdef __GLIBC__
#define OUTDIGITS "I"
#else
#define OUTDIGITS ""
#endif

static const struct value values[] = {EACH_WIDTH(d, VALUE) EACH_WIDTH(i, VALUE) EACH_WIDTH(
    o, VALUE) EACH_WIDTH(u, VALUE) EACH_WIDTH(x, VALUE) EACH_WIDTH(X, VALUE){"I", OUTDIGITS}};

enum { VALUE_COUNT = sizeof values / sizeof *values, UNKNOWN = 255, NAME_SIZE = 16 };
_Static_assert((int)VALUE_COUNT < (int)UNKNOWN, "an index must fit in a byte");

/* Only as much of a name is looked at as a known one can have, because many may share a
 * long one. */
static uint8_t value_index(const char *name, size_t size)
{
  if (!memchr(name, '\0', size < NAME_SIZE ? size : NAME_SIZE))
    return UNKNOWN;
  for (uint8_t i = 0; i < VALUE_COUNT; i++)
    if (!strcmp(values[i].name, name))
      return i;
  return UNKNOWN;
}

static errcat_status resolve_segments(struct ec_mo_image *image, uint8_t *value)
{
  for (uint32_t i = 0; i < image->segment_count; i++) {
    size_t at = image->segments + (size_t)i * EC_MO_STRING_SIZE;
    uint32_t size = ec_mo_word(image, at), start = ec_mo_word(image, at + 4);
    if (start > image->len || size > image->len - start)
      return ec_fail(image->err, ERRCAT_E_SEGMENT, at,
                     "the name of segment %" PRIu32 " lies at %" PRIu32 "..%" PRIu64
                     ", past the end at %zu",
                     i + 1, start, (uint64_t)start + size, image->len);
    const char *name = (const char *)image->bytes + start;
    if (!size || name[size - 1])
      return ec_fail(image->err, ERRCAT_E_SEGMENT, at,
                     "the name of segment %" PRIu32 ", %" PRIu32 " bytes at %" PRIu32
                     ", does not end with a NUL",
                     i + 1, size, start);
    value[i] = value_index(name, size);
  }
  return ERRCAT_OK;
}

/* One pass over the parts of a string. */
struct walk {
  enum ec_mo_side side;
  uint32_t number;        /* of the string, from 0 */
  size_t pair;            /* where the next pair is */
  size_t at;              /* where the part's static text is */
  uint32_t size, segment; /* the part: so many bytes, then this segment or the end */
};

static errcat_status start(struct ec_mo_image *image, struct walk *walk, enum ec_mo_side side,
                           uint32_t number)
{
  size_t slot = image->sysdep_table[side] + (size_t)number * 4;
  uint32_t description = ec_mo_word(image, slot);
  if (image->len < 4 || description > image->len - 4)
    return ec_fail(image->err, ERRCAT_E_SEGMENT, slot,
                   "system-dependent string %" PRIu32 " of the %s is described at %" PRIu32
                   ", past the end at %zu",
                   number + 1, ec_mo_side_name(side), description, image->len);
  *walk = (struct walk){.side = side,
                        .number = number,
                        .pair = (size_t)description + 4,
                        .at = ec_mo_word(image, description)};
  return ERRCAT_OK;
}

/* Goes to the next part; not to be called after the one whose segment is the end. */
static errcat_status next(struct ec_mo_image *image, struct walk *walk)
{
  const char *side = ec_mo_side_name(walk->side);
  if (image->len - walk->pair < 8)
    return ec_fail(image->err, ERRCAT_E_SEGMENT, walk->pair,
                   "the description of system-dependent string %" PRIu32
                   " of the %s runs past the end at %zu",
                   walk->number + 1, side, image->len);
  walk->at += walk->size;
  walk->size = ec_mo_word(image, walk->pair);
  walk->segment = ec_mo_word(image, walk->pair + 4);
  if (walk->at > image->len || walk->size > image->len - walk->at)
    return ec_fail(image->err, ERRCAT_E_SEGMENT, walk->pair,
                   "a part of system-dependent string %" PRIu32 " of the %s lies at %zu..%" PRIu64
                   ", past the end at %zu",
                   walk->number + 1, side, walk->at, (uint64_t)walk->at + walk->size, image->len);
  if (walk->segment != EC_MO_SEGMENTS_END && walk->segment >= image->segment_count)
    return ec_fail(image->err, ERRCAT_E_SEGMENT, walk->pair + 4,
                   "system-dependent string %" PRIu32 " of the %s uses segment %" PRIu32
                   ", the last is %" PRIu32,
                   walk->number + 1, side, walk->segment, image->segment_count);
  walk->pair += 8;
  return ERRCAT_OK;
}

/* What to insert after the part; "" where the string ends or the segment is unknown. */
static const char *value_of(const struct ec_mo_image *image, const struct walk *walk)
{
  if (walk->segment == EC_MO_SEGMENTS_END || image->value[walk->segment] == UNKNOWN)
    return "";
  return values[image->value[walk->segment]].value;
}

/* Checks a string and pays for it. *size is with the NUL; *known turns false when a segment
 * is unknown. */
static errcat_status measure(struct ec_mo_image *image, enum ec_mo_side side, uint32_t number,
                             size_t *size, bool *known)
{
  struct walk walk;
  errcat_status status = start(image, &walk, side, number);
  if (status)
    return status;
  *size = 0;
  do {
    if ((status = next(image, &walk)))
      return status;
    if (walk.segment != EC_MO_SEGMENTS_END && image->value[walk.segment] == UNKNOWN)
      *known = false;
    size_t part = walk.size + strlen(value_of(image, &walk));
    /* A pair costs something even when it adds no byte: it takes time. The last is paid. */
    if (!ec_mo_spend(image, part + (walk.segment == EC_MO_SEGMENTS_END ? 0 : 8)))
      return ec_fail(image->err, ERRCAT_E_LIMIT, walk.pair - 8,
                     "with system-dependent string %" PRIu32 " of the %s, strings that share "
                     "bytes add up to several times the file",
                     number + 1, ec_mo_side_name(side));
    *size += part;
  } while (walk.segment != EC_MO_SEGMENTS_END);

  size_t end = walk.at + walk.size;
  if (!walk.size || image->bytes[end - 1])
    return ec_fail(image->err, ERRCAT_E_TERMINATOR, walk.size ? end - 1 : end,
                   "system-dependent string %" PRIu32 " of the %s does not end with a NUL",
                   number + 1, ec_mo_side_name(side));
  return ERRCAT_OK;
}

/* A string that measure() has found good. */
static const char *expand(struct ec_mo_image *image, enum ec_mo_side side, uint32_t number,
                          size_t size)
{
  struct walk walk;
  char *string = ec_arena_alloc(image->arena, size, 1);
  if (!string || start(image, &walk, side, number))
    return NULL;
  char *out = string;
  do {
    if (next(image, &walk))
      return NULL;
    memcpy(out, image->bytes + walk.at, walk.size);
    out += walk.size;
    const char *value = value_of(image, &walk);
    memcpy(out, value, strlen(value));
    out += strlen(value);
  } while (walk.segment != EC_MO_SEGMENTS_END);
  return string;
}

static errcat_status expand_entry(struct ec_mo_image *image, uint32_t number)
{
  size_t key_size, text_size;
  bool known = true;
  errcat_status status = measure(image, EC_MO_ORIGINALS, number, &key_size, &known);
  if (!status)
    status = measure(image, EC_MO_TRANSLATIONS, number, &text_size, &known);
  if (status || !known)
    return status;
  struct ec_mo_entry entry = {
      .key = expand(image, EC_MO_ORIGINALS, number, key_size),
      .text = expand(image, EC_MO_TRANSLATIONS, number, text_size),
      .key_len = (uint32_t)(key_size - 1),
      .text_len = (uint32_t)(text_size - 1),
  };
  if (!entry.key || !entry.text)
    return ec_mo_nomem(image);
  image->slot[image->entry_count - image->count] = number;
  image->entries[image->entry_count++] = entry;
  return ERRCAT_OK;
}

errcat_status ec_mo_expand(struct ec_mo_image *image)
{
  if (!image->sysdep_count)
    return ERRCAT_OK;
  uint8_t *value = ec_arena_alloc(image->arena, image->segment_count, sizeof *value);
  if (!value)
    return ec_mo_nomem(image);
  image->value = value;
  errcat_status status = resolve_segments(image, value);
  for (uint32_t i = 0; !status && i < image->sysdep_count; i++)
    status = expand_entry(image, i);
  return status;
}

size_t ec_mo_locate_sysdep(struct ec_mo_image *image, uint32_t number, enum ec_mo_side side,
                           size_t at)
{
  struct walk walk;
  if (start(image, &walk, side, number))
    return 0;
  while (!next(image, &walk)) {
    if (at < walk.size || walk.segment == EC_MO_SEGMENTS_END)
      return walk.at + at;
    at -= walk.size;
    size_t inserted = strlen(value_of(image, &walk));
    if (at < inserted)
      return walk.at + walk.size; /* where the value goes */
    at -= inserted;
  }
  return walk.at;
}
