/* SPDX-License-Identifier: MIT */
#ifndef EC_CATALOG_H
#define EC_CATALOG_H

/* One language's texts, each judged: fit to be shown, or withheld and why. Knows one .mo file
 * and the codes of the domain; refuses to know other languages and who asked. */

#include <stdatomic.h>
#include <stddef.h>

#include "codes.h"
#include "errcat.h"
#include "formats.h"
#include "inline.h"
#include "locale.h"
#include "mem.h"
#include "mo.h"
#include "pattern.h"

/* What came of one catalog's texts of one code: patterns, in one block with this, when the outcome
 * is SERVES. */
struct ec_text {
  const struct ec_pattern *message, *remediation; /* the second NULL when there is none */
  enum errcat_outcome outcome;
};

/* The pattern of the message of a text that serves: where `message` points, found without looking,
 * which would be one more wait for memory. */
enum {
  EC_TEXT_SIZE = (sizeof(struct ec_text) + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) *
                 _Alignof(max_align_t)
};
static inline const struct ec_pattern *ec_text_message(const struct ec_text *text)
{
  return (const struct ec_pattern *)((const char *)text + EC_TEXT_SIZE);
}

/* What one catalog has for one code. When it is opened, only what tells entries apart is looked
 * at: whether they are there and translate the source's text. Whether they are patterns shows when
 * the text is first needed; then both are compiled, and what comes of it is published for all
 * threads by compare-and-swap:
 *
 *   slots  [text, message, remediation, stale]  by the code's place
 *             |
 *             +--> NULL: not needed yet
 *             +--> a block of the slabs: ec_text, pattern of the message, of the remediation
 *             +--> one of a few constants: withheld, and why                                    */
struct ec_slot {
  _Atomic(const struct ec_text *) text;
  uint32_t remediation;             /* entry, from 1; 0: none that is fresh */
  uint32_t message : 31, stale : 1; /* stale: there is one of an older source text */
};

struct ec_catalog {
  const char *name; /* of the locale, as the folder or the image calls it */
  const char *file; /* NULL: an image */
  struct ec_locale locale;
  size_t place; /* where the bundle found it */
  bool source;
  bool refused;
  struct errcat_error error; /* when refused */
  struct ec_arena arena;     /* of all that follows, and of mo */
  struct ec_slabs *compiled; /* texts */
  struct ec_mo mo;
  struct ec_formats *formats;
  const struct ec_codes *codes;
  struct ec_slot *slots; /* one for each place of struct ec_codes */
  size_t unknown, metadata;
};

/* Loads and checks the file, or the image when `file` is NULL. The catalog is to be closed
 * whether this succeeds or not; `name`, `file` and the image must outlive it. On failure it is
 * marked refused, with the error, which names the file. */
errcat_status ec_catalog_load(struct ec_catalog *catalog, const char *name, const char *file,
                              const struct errcat_image *image, const struct errcat_allocator *mem);
void ec_catalog_close(struct ec_catalog *catalog);

/* Marks a loaded catalog as refused and gives its memory back. `error` names no file yet. */
void ec_catalog_refuse(struct ec_catalog *catalog, const struct errcat_error *error);

/* Finds what the catalog has for each of the domain's codes, which, as the zones, must outlive it.
 * E_NOMEM. */
errcat_status ec_catalog_judge(struct ec_catalog *catalog, const struct ec_codes *codes,
                               struct ec_zones *zones);

/* ec_catalog_text() for a text that is not compiled yet. */
const struct ec_text *ec_catalog_compile(const struct ec_catalog *catalog, size_t code);

/* The texts of the code at this place. NULL when there is no memory to compile them: nothing is
 * remembered then. */
static inline const struct ec_text *ec_catalog_text(const struct ec_catalog *catalog, size_t code)
{
  const struct ec_text *text =
      atomic_load_explicit(&catalog->slots[code].text, memory_order_acquire);
  return text ? text : ec_catalog_compile(catalog, code);
}

/* Begins to bring a text's block from memory: the lines that most patterns have, at once instead of
 * one after the other as they are come to. As a function that is not always a part of its callers,
 * it would have no effect in the eyes of a compiler, and be left out. */
INLINE void ec_text_fetch(const struct ec_text *text)
{
#if defined(__GNUC__)
  const char *block = (const char *)text;
  __builtin_prefetch(block + 64);
  __builtin_prefetch(block + 128);
  __builtin_prefetch(block + 192);
#else
  (void)text;
#endif
}

/* What ec_catalog_text() comes to while there is memory; needs none itself. */
enum errcat_outcome ec_catalog_outcome(const struct ec_catalog *catalog, size_t code);

#endif
