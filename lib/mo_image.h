/* SPDX-License-Identifier: MIT */
#ifndef EC_MO_IMAGE_H
#define EC_MO_IMAGE_H

/* A .mo file while it is taken apart: what the parts of the reader share. Knows where the
 * tables are and what has been read; only mo.c and its mo_*.c siblings may know it. */

#include "mo.h"

/*    0  magic                950412de in the byte order of the whole file
 *    4  revision             major << 16 | minor
 *    8  count
 *   12  originals     ---->  count x { length, offset }, the keys, ascending
 *   16  translations  ---->  count x { length, offset }
 *   20  hash_size
 *   24  hash          ---->  hash_size x (0, or 1 + index of a string)
 *        from minor revision 1 on:
 *   28  segment_count
 *   32  segments      ---->  segment_count x { length with NUL, offset of a name: "PRIu64" }
 *   36  sysdep_count
 *   40  sysdep_originals     ---->  sysdep_count x offset of a description
 *   44  sysdep_translations  ---->  sysdep_count x offset of a description
 *
 *   description: offset of the static text, then pairs { bytes of it, segment to insert },
 *   the last with EC_MO_SEGMENTS_END; the static text's last byte is the NUL.               */
enum {
  EC_MO_HEADER_SIZE = 28,
  EC_MO_HEADER_SIZE_SYSDEP = 48,
  EC_MO_STRING_SIZE = 8 /* of a descriptor: length, offset */
};
#define EC_MO_MAGIC UINT32_C(0x950412de)
#define EC_MO_SEGMENTS_END UINT32_C(0xffffffff)

enum ec_mo_side { EC_MO_ORIGINALS, EC_MO_TRANSLATIONS };

struct ec_mo_image {
  const unsigned char *bytes;
  size_t len;
  bool big_endian;
  uint32_t count, hash_size, hash, segment_count, segments, sysdep_count;
  uint32_t table[2], sysdep_table[2]; /* by ec_mo_side */

  /* What may still be read. Descriptors may share bytes of the file, so a small file can
   * describe strings without end; all that they describe is paid for from here, as if nothing
   * were shared, and so bounds time and memory. See ec_mo_spend(). */
  size_t limit, budget; /* in the beginning, and what is left */

  /* entries[0..count) are the file's static strings in its order, entries[count..entry_count)
   * the system-dependent ones, of which slot[i - count] is the index in their tables. Until
   * ec_mo_decode() has seen them, lengths include what follows the NUL of a plural. */
  struct ec_mo_entry *entries;
  size_t entry_count;
  uint32_t *slot;
  const uint8_t *value; /* of each segment, as mo_sysdep.c numbers them */

  struct ec_arena *arena;
  struct errcat_error *err;
};

/* The word at `at`; at + 4 <= len. */
uint32_t ec_mo_word(const struct ec_mo_image *image, size_t at);
/* The word at `at` whatever the file's byte order: from at least 4 bytes. */
uint32_t ec_mo_word_of(const unsigned char *bytes, bool big_endian);
/* False when the magic number is none. */
bool ec_mo_byte_order(const unsigned char *bytes, bool *big_endian);
/* Takes `cost` bytes from the budget, or false. */
bool ec_mo_spend(struct ec_mo_image *image, size_t cost);
/* "originals" or "translations". */
const char *ec_mo_side_name(enum ec_mo_side side);
errcat_status ec_mo_nomem(struct ec_mo_image *image);

/* Where the file describes a side of entries[i]: a descriptor, or a slot of the tables of
 * system-dependent strings. */
size_t ec_mo_descriptor(const struct ec_mo_image *image, size_t i, enum ec_mo_side side);
/* Where the file has byte `at` of a side of entries[i], as it was before any conversion. */
size_t ec_mo_locate(struct ec_mo_image *image, size_t i, enum ec_mo_side side, size_t at);

/* mo_sysdep.c: appends the system-dependent strings of which this platform knows every
 * segment, expanded; GNU gettext drops the others too. */
errcat_status ec_mo_expand(struct ec_mo_image *image);
size_t ec_mo_locate_sysdep(struct ec_mo_image *image, uint32_t number, enum ec_mo_side side,
                           size_t at);

/* mo_charset.c: checks that all entries are in the charset that the header entry names, and
 * makes them UTF-8 where they are not. Sets *charset, and *converted when strings changed. */
errcat_status ec_mo_decode(struct ec_mo_image *image, const char **charset, bool *converted);

#endif
