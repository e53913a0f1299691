/* SPDX-License-Identifier: MIT */
#ifndef EC_USAGE_H
#define EC_USAGE_H

/* Which codes of registries the sources of a program use. Knows when a string literal is a code, or
 * looks like one, and the names of generated headers; refuses to know files and how findings are
 * told.
 *
 * A literal is a code when all of it is one, in its canonical or its wire form. It looks like one
 * when it begins as codes of the registry do: up to the digits at the end ("OptVerse_" of
 * OptVerse_10000004), or, of codes without, up to the first of _ . : - ("cli." of cli.bad-locale).
 * Codes with digits at the end are seen within longer literals too. A literal that is no more than
 * the beginning of codes ("status." or "status.%s") is taken to be a part of each of them. */

#include "names.h"
#include "registry_say.h"

/* A code of one of the registries. */
struct ec_usage_code {
  const struct ec_registry_entry *entry;
  const struct ec_registry_file *file;
  bool used;
};

enum ec_usage_kind { EC_USAGE_UNKNOWN, EC_USAGE_RETIRED };

struct ec_usage_finding {
  enum ec_usage_kind kind;
  struct ec_place place;
  const char *text;                 /* the code or the name, as the source has it */
  const struct ec_usage_code *code; /* of one that is retired */
  const char *near;                 /* a code that may have been meant, or NULL */
};

struct ec_usage {
  struct ec_pool *pool;
  struct ec_usage_code *codes; /* in the order of the registries */
  size_t code_count;
  struct ec_usage_word *forms, *names; /* sorted */
  size_t form_count, name_count;
  const char **stems, **beginnings; /* sorted: of codes with digits at the end, and without */
  size_t stem_count, beginning_count;
  const char **all; /* codes, to choose suggestions from */
};

/* `names` are those of each registry. */
void ec_usage_open(struct ec_usage *usage, struct ec_pool *pool,
                   const struct ec_registry_file *files, const struct ec_names *names,
                   size_t count);

/* Marks what the source uses. Its findings go to *findings, in the order of their places, less
 * those in a line with a comment that says "errcat: ignore". A header that errcat has generated
 * uses nothing. Returns how many there are. */
size_t ec_usage_scan(struct ec_usage *usage, const char *bytes, size_t len,
                     struct ec_usage_finding **findings);

/* For ec_usage_scan(): the code of that form, and the one that has a name in generated headers;
 * NULL when there is none. */
struct ec_usage_code *ec_usage_form(struct ec_usage *usage, const char *form);
struct ec_usage_code *ec_usage_name(struct ec_usage *usage, const char *name);
/* Whether it looks like a code with digits at its end, or like one without. */
bool ec_usage_is_numbered(const struct ec_usage *usage, const char *form);
bool ec_usage_is_named(const struct ec_usage *usage, const char *form);
/* Whether it is all that stands in front of the digits of some code. */
bool ec_usage_is_stem(const struct ec_usage *usage, const char *form);
/* Marks all codes that begin so. False when there are none. */
bool ec_usage_use_all(struct ec_usage *usage, const char *beginning);
const char *ec_usage_near(const struct ec_usage *usage, const char *form);

#endif
