/* SPDX-License-Identifier: MIT */
#include "mo.h"

#include <inttypes.h>
#include <string.h>

#include "mo_image.h"
#include "status.h"

/* The whole file is checked before anything is handed out, in this order, so that each
 * step may rely on the ones before: header; tables inside the file; static strings
 * inside, terminated and ascending; system-dependent strings expanded; charset; order.
 *
 * Work and memory are bounded by the budget (struct ec_mo_image) and not by what the
 * file claims. A catalog that shares no bytes spends at most its own size; one that
 * shares them may be worth BUDGET_FACTOR times its size. */
enum { BUDGET_FACTOR = 4, BUDGET_SLACK = 65536 };

uint32_t ec_mo_word_of(const unsigned char *bytes, bool big_endian)
{
  if (big_endian)
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
  return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

uint32_t ec_mo_word(const struct ec_mo_image *image, size_t at)
{
  return ec_mo_word_of(image->bytes + at, image->big_endian);
}

bool ec_mo_byte_order(const unsigned char *bytes, bool *big_endian)
{
  *big_endian = ec_mo_word_of(bytes, true) == EC_MO_MAGIC;
  return *big_endian || ec_mo_word_of(bytes, false) == EC_MO_MAGIC;
}

bool ec_mo_spend(struct ec_mo_image *image, size_t cost)
{
  if (cost > image->budget)
    return false;
  image->budget -= cost;
  return true;
}

const char *ec_mo_side_name(enum ec_mo_side side)
{
  return side == EC_MO_ORIGINALS ? "originals" : "translations";
}

errcat_status ec_mo_nomem(struct ec_mo_image *image)
{
  return ec_fail(image->err, ERRCAT_E_NOMEM, 0, "out of memory");
}

size_t ec_mo_descriptor(const struct ec_mo_image *image, size_t i, enum ec_mo_side side)
{
  if (i < image->count)
    return image->table[side] + i * EC_MO_STRING_SIZE;
  return image->sysdep_table[side] + (size_t)image->slot[i - image->count] * 4;
}

size_t ec_mo_locate(struct ec_mo_image *image, size_t i, enum ec_mo_side side, size_t at)
{
  if (i >= image->count)
    return ec_mo_locate_sysdep(image, image->slot[i - image->count], side, at);
  return ec_mo_word(image, ec_mo_descriptor(image, i, side) + 4) + at;
}

static errcat_status fail_short(struct ec_mo_image *image, size_t need)
{
  return ec_fail(image->err, ERRCAT_E_TRUNCATED, image->len,
                 "the file has %zu bytes, its header alone needs %zu", image->len, need);
}

static errcat_status read_header(struct ec_mo_image *image)
{
  if (image->len > ERRCAT_CATALOG_MAX)
    return ec_fail(image->err, ERRCAT_E_TOO_LARGE, ERRCAT_CATALOG_MAX,
                   "the catalog has %zu bytes, more than the limit of %d", image->len,
                   ERRCAT_CATALOG_MAX);
  if (image->len < 4)
    return fail_short(image, EC_MO_HEADER_SIZE);
  if (!ec_mo_byte_order(image->bytes, &image->big_endian))
    return ec_fail(image->err, ERRCAT_E_MAGIC, 0,
                   "the file begins with %02x %02x %02x %02x, which is not the magic number of a "
                   ".mo file",
                   image->bytes[0], image->bytes[1], image->bytes[2], image->bytes[3]);
  if (image->len < 8)
    return fail_short(image, EC_MO_HEADER_SIZE);

  /* The manual promises that a newer minor revision can be read as an older one. */
  uint32_t revision = ec_mo_word(image, 4);
  if (revision >> 16 > 1)
    return ec_fail(image->err, ERRCAT_E_REVISION, 4,
                   "the format has revision %" PRIu32 ".%" PRIu32 ", known are 0.x and 1.x",
                   revision >> 16, revision & 0xffff);
  bool sysdep = revision & 0xffff;
  size_t size = sysdep ? EC_MO_HEADER_SIZE_SYSDEP : EC_MO_HEADER_SIZE;
  if (image->len < size)
    return fail_short(image, size);

  image->count = ec_mo_word(image, 8);
  image->table[EC_MO_ORIGINALS] = ec_mo_word(image, 12);
  image->table[EC_MO_TRANSLATIONS] = ec_mo_word(image, 16);
  image->hash_size = ec_mo_word(image, 20);
  image->hash = ec_mo_word(image, 24);
  if (!sysdep)
    return ERRCAT_OK;
  image->segment_count = ec_mo_word(image, 28);
  image->segments = ec_mo_word(image, 32);
  image->sysdep_count = ec_mo_word(image, 36);
  image->sysdep_table[EC_MO_ORIGINALS] = ec_mo_word(image, 40);
  image->sysdep_table[EC_MO_TRANSLATIONS] = ec_mo_word(image, 44);
  return ERRCAT_OK;
}

/* Whether `count` elements of `size` bytes lie at `offset`. A division, so that no count
 * read from a file can make the arithmetic wrap. Where nothing is, any offset will do. */
static bool table_fits(const struct ec_mo_image *image, uint32_t offset, uint32_t count,
                       size_t size)
{
  return !count || (offset <= image->len && count <= (image->len - offset) / size);
}

static errcat_status check_tables(struct ec_mo_image *image)
{
  const struct {
    const char *name;
    uint32_t offset, count;
    size_t size;
  } tables[] = {
      {"originals", image->table[EC_MO_ORIGINALS], image->count, EC_MO_STRING_SIZE},
      {"translations", image->table[EC_MO_TRANSLATIONS], image->count, EC_MO_STRING_SIZE},
      {"segments", image->segments, image->segment_count, EC_MO_STRING_SIZE},
      {"system-dependent originals", image->sysdep_table[EC_MO_ORIGINALS], image->sysdep_count, 4},
      {"system-dependent translations", image->sysdep_table[EC_MO_TRANSLATIONS],
       image->sysdep_count, 4},
  };
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
    if (!table_fits(image, tables[i].offset, tables[i].count, tables[i].size))
      return ec_fail(image->err, ERRCAT_E_TRUNCATED, image->len,
                     "the table of %s, %" PRIu32 " times %zu bytes at %" PRIu32
                     ", ends past the file's %zu bytes",
                     tables[i].name, tables[i].count, tables[i].size, tables[i].offset, image->len);
  return ERRCAT_OK;
}

/* Look-ups here need no hash table, but a file whose table is wrong was damaged or forged,
 * and crashes readers that use it. */
static errcat_status check_hash(struct ec_mo_image *image)
{
  if (!table_fits(image, image->hash, image->hash_size, 4))
    return ec_fail(image->err, ERRCAT_E_HASH, 20,
                   "the hash table, %" PRIu32 " times 4 bytes at %" PRIu32
                   ", ends past the file's %zu bytes",
                   image->hash_size, image->hash, image->len);
  for (uint32_t i = 0; i < image->hash_size; i++) {
    size_t at = image->hash + (size_t)i * 4;
    if (ec_mo_word(image, at) > image->count)
      return ec_fail(image->err, ERRCAT_E_HASH, at,
                     "slot %" PRIu32 " of the hash table names string %" PRIu32 " of %" PRIu32, i,
                     ec_mo_word(image, at), image->count);
  }
  return ERRCAT_OK;
}

static errcat_status read_string(struct ec_mo_image *image, enum ec_mo_side side, uint32_t i,
                                 const char **string, uint32_t *len)
{
  size_t at = ec_mo_descriptor(image, i, side);
  uint32_t length = ec_mo_word(image, at), start = ec_mo_word(image, at + 4);
  if (start >= image->len || length >= image->len - start)
    return ec_fail(image->err, ERRCAT_E_BOUNDS, at,
                   "string %" PRIu32 " of the %s lies at %" PRIu32 "..%" PRIu64
                   " with a NUL behind it, past the end at %zu",
                   i + 1, ec_mo_side_name(side), start, (uint64_t)start + length, image->len);
  size_t end = (size_t)start + length;
  if (image->bytes[end])
    return ec_fail(image->err, ERRCAT_E_TERMINATOR, end,
                   "string %" PRIu32 " of the %s, at %" PRIu32 "..%zu, has no NUL behind it", i + 1,
                   ec_mo_side_name(side), start, end);
  if (!ec_mo_spend(image, EC_MO_STRING_SIZE + (size_t)length + 1))
    return ec_fail(image->err, ERRCAT_E_LIMIT, at,
                   "with string %" PRIu32 " of the %s, strings that share bytes add up to more "
                   "than %d times the file",
                   i + 1, ec_mo_side_name(side), BUDGET_FACTOR);
  *string = (const char *)image->bytes + start;
  *len = length;
  return ERRCAT_OK;
}

static errcat_status read_static(struct ec_mo_image *image)
{
  for (uint32_t i = 0; i < image->count; i++) {
    struct ec_mo_entry *entry = &image->entries[i];
    errcat_status status = read_string(image, EC_MO_ORIGINALS, i, &entry->key, &entry->key_len);
    if (!status)
      status = read_string(image, EC_MO_TRANSLATIONS, i, &entry->text, &entry->text_len);
    if (status)
      return status;
    image->entry_count++;

    int order = i ? strcmp(entry[-1].key, entry->key) : -1;
    if (order >= 0)
      return ec_fail(image->err, ERRCAT_E_ORDER, ec_mo_descriptor(image, i, EC_MO_ORIGINALS),
                     "string %" PRIu32 " of the originals %s string %" PRIu32, i + 1,
                     order ? "sorts before" : "has the same key as", i);
  }
  return ERRCAT_OK;
}

/* A merge sort, because each of its comparisons costs no more than the length of the key that
 * it moves: a whole pass costs no more than all keys together, however long the prefixes that
 * they share. (A heap or a quicksort compares the same two long keys again and again.)
 * Returns whichever of the two arrays holds the result. */
static uint32_t *sort(const struct ec_mo_entry *entries, size_t count, uint32_t *from, uint32_t *to)
{
  for (size_t i = 0; i < count; i++)
    from[i] = (uint32_t)i;
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t start = 0; start < count; start += 2 * width) {
      size_t middle = count - start > width ? start + width : count;
      size_t end = count - start > 2 * width ? start + 2 * width : count;
      size_t left = start, right = middle;
      for (size_t i = start; i < end; i++) {
        bool take_left = left < middle && (right == end || strcmp(entries[from[left]].key,
                                                                  entries[from[right]].key) <= 0);
        to[i] = from[take_left ? left++ : right++];
      }
    }
    uint32_t *swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/* Puts entries[order[i]] at entries[i] without a second array, one cycle of the permutation
 * after the other. */
static void permute(struct ec_mo_entry *entries, size_t count, uint32_t *order)
{
  for (size_t i = 0; i < count; i++) {
    struct ec_mo_entry first = entries[i];
    size_t hole = i;
    while (order[hole] != i) {
      size_t next = order[hole];
      entries[hole] = entries[next];
      order[hole] = (uint32_t)hole;
      hole = next;
    }
    entries[hole] = first;
    order[hole] = (uint32_t)hole;
  }
}

static bool is_ascending(const struct ec_mo_entry *entries, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if (strcmp(entries[i - 1].key, entries[i].key) >= 0)
      return false;
  return true;
}

/* Expanded strings come last, and a conversion may change the order and make keys alike. */
static errcat_status restore_order(struct ec_mo_image *image)
{
  struct ec_mo_entry *entries = image->entries;
  size_t count = image->entry_count;
  if (is_ascending(entries, count))
    return ERRCAT_OK;
  uint32_t *one = ec_arena_alloc(image->arena, count, sizeof *one);
  uint32_t *other = ec_arena_alloc(image->arena, count, sizeof *other);
  if (!one || !other)
    return ec_mo_nomem(image);

  uint32_t *order = sort(entries, count, one, other);
  for (size_t i = 1; i < count; i++)
    if (!strcmp(entries[order[i - 1]].key, entries[order[i]].key)) {
      size_t a = ec_mo_descriptor(image, order[i - 1], EC_MO_ORIGINALS);
      size_t b = ec_mo_descriptor(image, order[i], EC_MO_ORIGINALS);
      return ec_fail(image->err, ERRCAT_E_ORDER, b,
                     "the string described at %zu, once expanded and converted, has the same key "
                     "as the one described at %zu",
                     b, a);
    }
  permute(entries, count, order);
  return ERRCAT_OK;
}

static errcat_status read_entries(struct ec_mo_image *image)
{
  /* Two slots and two descriptions of one pair at least, paid before memory is taken. */
  if (!ec_mo_spend(image, (size_t)image->sysdep_count * 32))
    return ec_fail(image->err, ERRCAT_E_LIMIT, 36,
                   "%" PRIu32 " system-dependent strings in %zu bytes share more of them than "
                   "is allowed",
                   image->sysdep_count, image->len);
  size_t max = (size_t)image->count + image->sysdep_count;
  image->entries = ec_arena_alloc(image->arena, max, sizeof *image->entries);
  image->slot = ec_arena_alloc(image->arena, image->sysdep_count, sizeof *image->slot);
  if (!image->entries || !image->slot)
    return ec_mo_nomem(image);
  errcat_status status = read_static(image);
  return status ? status : ec_mo_expand(image);
}

errcat_status ec_mo_load(struct ec_mo *mo, const void *data, size_t len, struct ec_arena *arena,
                         struct errcat_error *err)
{
  struct ec_mo_image image = {.bytes = data, .len = len, .arena = arena, .err = err};
  errcat_status status = read_header(&image);
  if (status)
    return status;
  image.limit = image.budget = len * BUDGET_FACTOR + BUDGET_SLACK;
  const char *charset = "";
  bool converted = false;
  if ((status = check_tables(&image)) || (status = check_hash(&image)) ||
      (status = read_entries(&image)) || (status = ec_mo_decode(&image, &charset, &converted)))
    return status;
  if ((converted || image.entry_count > image.count) && (status = restore_order(&image)))
    return status;

  *mo = (struct ec_mo){
      .entries = image.entries, .count = image.entry_count, .header = "", .charset = charset};
  if (mo->count && !mo->entries[0].key_len)
    mo->header = mo->entries[0].text;
  return ERRCAT_OK;
}

/* As strcmp, had key[0..len) a NUL behind it. */
static int compare(const struct ec_mo_entry *entry, const char *key, size_t len)
{
  int order = memcmp(entry->key, key, entry->key_len < len ? entry->key_len : len);
  if (order)
    return order;
  return entry->key_len < len ? -1 : entry->key_len > len;
}

size_t ec_mo_lower_bound(const struct ec_mo *mo, const char *key, size_t len)
{
  size_t low = 0, high = mo->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare(&mo->entries[middle], key, len) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
