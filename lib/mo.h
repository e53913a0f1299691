/* SPDX-License-Identifier: MIT */
#ifndef EC_MO_H
#define EC_MO_H

/* GNU .mo files (gettext manual, "The Format of GNU MO Files"). Knows bytes, order,
 * terminators and charsets; refuses to know locales, codes and metadata. A file is
 * checked whole before it is handed out; what is handed out is UTF-8, sorted and final.
 *
 * Revisions 0.x and 1.x in either byte order, with or without hash table. Work is
 * O(n log n) and memory at most 16 times the file plus 256 KiB, and what the arena rounds up,
 * whatever the file says: when strings share bytes (no known writer of catalogs does that) they
 * may add up to 4 times the file and 64 KiB, beyond which it is E_LIMIT. A catalog in UTF-8 takes
 * 24 bytes an entry. */

#include "errcat.h"
#include "mem.h"

/* One entry. Of a plural entry only the first form of each side is kept. */
struct ec_mo_entry {
  const char *key;  /* "context\4msgid", or "msgid"; NUL-terminated */
  const char *text; /* the translation; NUL-terminated */
  uint32_t key_len, text_len;
};

struct ec_mo {
  const struct ec_mo_entry *entries; /* ascending by key, as strcmp orders them; no two alike */
  size_t count;
  const char *header;  /* text of the entry with the empty key, or "" */
  const char *charset; /* as the header names it; "" when it names none, or "CHARSET" */
};

/* Reads, checks and indexes a catalog. All that it holds is taken from `arena`, which on
 * failure may hold rubbish but is still the caller's to free. The image at `data` must live
 * as long as the arena: UTF-8 catalogs are used in place.
 * Statuses: E_NOMEM, E_IO, E_TOO_LARGE, E_MAGIC, E_REVISION, E_TRUNCATED, E_BOUNDS,
 * E_TERMINATOR, E_ORDER, E_HASH, E_SEGMENT, E_CHARSET, E_ENCODING, E_LIMIT, each with the byte
 * offset and the reason in err->detail (without the file's name: the caller knows it). The
 * offset is that of the bytes that are wrong; with E_TRUNCATED, the end of the file; with
 * E_BOUNDS, E_ORDER and E_LIMIT, that of the descriptor. Strings are counted from 1. */
errcat_status ec_mo_load(struct ec_mo *mo, const void *data, size_t len, struct ec_arena *arena,
                         struct errcat_error *err);
/* Reads the whole of a regular file, never a FIFO or device, into the arena, then as above.
 * E_NOT_FOUND when there is none, E_IO also when it changes while it is read. */
errcat_status ec_mo_load_file(struct ec_mo *mo, const char *path, struct ec_arena *arena,
                              struct errcat_error *err);

/* The index of the first entry whose key is not less than key[0..len). */
size_t ec_mo_lower_bound(const struct ec_mo *mo, const char *key, size_t len);

enum { EC_MO_PROBE_MAX = 256 };

/* Whether the file at `path` looks like a .mo file with an entry whose key begins with
 * key[0..len), read with a few small reads and without trusting it: for finding the
 * catalogs worth loading among very many. At most 70 reads; false when len is beyond
 * EC_MO_PROBE_MAX. */
bool ec_mo_probe(const char *path, const char *key, size_t len);

#endif
