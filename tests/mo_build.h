/* SPDX-License-Identifier: MIT */
#ifndef MO_BUILD_H
#define MO_BUILD_H

/* Builds .mo images for tests: well-formed ones, as msgfmt lays them out, and says where each
 * part is, so that a test can spoil it. Keeps entries in the order given, good or bad. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A string with NULs in it (a plural) is given with its length; 0 stands for strlen. */
struct mo_pair {
  const char *key, *text;
  size_t key_len, text_len;
};

struct mo_spec {
  bool big_endian, hash;
  uint16_t major, minor;
  const struct mo_pair *pairs; /* up to the one whose key is NULL */
  /* System-dependent strings, minor revision 1 only: "<NAME>" in them is a segment. */
  const struct mo_pair *sysdep;
};

/* Parts of an image, in the order of the file. */
enum mo_region {
  MO_HEADER,
  MO_ORIGINALS,
  MO_TRANSLATIONS,
  MO_HASH,
  MO_SEGMENTS,
  MO_SYSDEP_ORIGINALS,
  MO_SYSDEP_TRANSLATIONS,
  MO_DESCRIPTIONS, /* of originals and translations in turn */
  MO_STRINGS,
  MO_END,
  MO_REGIONS
};

struct mo_built {
  unsigned char *bytes; /* from malloc; exactly len, so that tools see one byte too far */
  size_t len;
  size_t room; /* while it is being built: bytes that are there and clear */
  bool big_endian;
  size_t at[MO_REGIONS];
};

/* Exits when out of memory. */
struct mo_built mo_build(const struct mo_spec *spec);
struct mo_built mo_copy(const struct mo_built *from);
void mo_free(struct mo_built *built);

uint32_t mo_get(const struct mo_built *built, size_t at);
void mo_put(struct mo_built *built, size_t at, uint32_t word);
/* Adds zero bytes, or takes bytes away. */
void mo_resize(struct mo_built *built, size_t len);
/* Where the bytes of a static string begin. */
size_t mo_string_at(const struct mo_built *built, enum mo_region table, size_t i);

#endif
