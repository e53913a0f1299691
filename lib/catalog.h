/* SPDX-License-Identifier: MIT */
#ifndef EC_CATALOG_H
#define EC_CATALOG_H

/* One language's texts, each judged: fit to be shown, or withheld and why. Knows one .mo file
 * and the codes of the domain; refuses to know other languages and who asked. */

#include "codes.h"
#include "errcat.h"
#include "icu.h"
#include "locale.h"
#include "mem.h"
#include "mo.h"
#include "pattern.h"

/* What one catalog has for one code. */
struct ec_text {
  struct ec_pattern message, remediation; /* usable when the outcome is SERVES */
  bool has_message, has_remediation;
  enum errcat_outcome outcome;
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
  struct ec_mo mo;
  struct ec_icu_numbers *numbers;
  struct ec_text *texts; /* one for each code, in the order of struct ec_codes */
  size_t served, stale, broken, incomplete, unknown, metadata;
};

/* Loads and checks the file, or the image when `file` is NULL. The catalog is to be closed
 * whether this succeeds or not; `name`, `file` and the image must outlive it. On failure it is
 * marked refused, with the error, which names the file. */
errcat_status ec_catalog_load(struct ec_catalog *catalog, const char *name, const char *file,
                              const struct errcat_image *image, const struct errcat_allocator *mem);
void ec_catalog_close(struct ec_catalog *catalog);

/* Marks a loaded catalog as refused and gives its memory back. `error` names no file yet. */
void ec_catalog_refuse(struct ec_catalog *catalog, const struct errcat_error *error);

/* Compiles and judges every text against the domain's codes. E_NOMEM. */
errcat_status ec_catalog_judge(struct ec_catalog *catalog, const struct ec_codes *codes);

#endif
