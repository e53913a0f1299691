/* SPDX-License-Identifier: MIT */
#ifndef EC_LOCALE_H
#define EC_LOCALE_H

/* Locale names and which of several catalogs serves a reader. Knows names, CLDR parents and
 * likely subtags (through icu.h); refuses to know files, catalogs' contents and ICU itself. */

#include "errcat.h"
#include "icu.h"

/* A locale name taken apart and made canonical. Subtags not given are "". */
struct ec_locale {
  char name[ERRCAT_LOCALE_MAX + 1]; /* ICU style: "zh_Hans_CN", "sr_Latn", "ca__VALENCIA" */
  char language[EC_LANGUAGE_SIZE];  /* lower case */
  char script[EC_SCRIPT_SIZE];      /* "Hans" */
  char region[EC_REGION_SIZE];      /* "CN", "419" */
  char variant[24];                 /* "valencia"; several are "rozaj_biske" */
  /* With likely subtags, and the language by its current code: */
  char likely_script[EC_SCRIPT_SIZE], likely_region[EC_REGION_SIZE];
  char likely_language[EC_LANGUAGE_SIZE];
};

/* Reads a POSIX (language[_territory][.codeset][@modifier]), BCP 47 or ICU name of at most
 * ERRCAT_LOCALE_MAX bytes, which need not be terminated. False for anything else, and then
 * *locale is as it was: a name with a slash, a control byte, "..", or no language. What it
 * accepts may become part of a path. Not for "C" and "POSIX": see ec_locale_is_c(). */
bool ec_locale_parse(struct ec_locale *locale, const char *text, size_t len);

/* The same without the likely ones, which stay "": asks nothing of ICU. */
bool ec_locale_read(struct ec_locale *locale, const char *text, size_t len);

/* The name as a tag of BCP 47, terminated: "sr-Latn". What cannot be in one, such as the variant of
 * de_DE@euro, is left out. */
void ec_locale_tag(const struct ec_locale *locale, char tag[ERRCAT_LOCALE_MAX + 1]);

/* The codeset of a POSIX name, whatever stands before it: "GB18030" of "zh_CN.GB18030@x".
 * False when there is none or it is not [A-Za-z0-9._-]{1,40} with a letter or digit at
 * each end and no "..". */
bool ec_locale_codeset(const char *text, size_t len, const char **codeset, size_t *codeset_len);

/* "C" or "POSIX"; with_codeset also "C.UTF-8" and its like. */
bool ec_locale_is_c(const char *text, size_t len, bool with_codeset);

/* The next entry of a colon-separated preference list: advances *list past it, false at the
 * end. Empty entries are skipped. */
bool ec_preference_next(const char **list, const char **entry, size_t *len);

/* The candidates for one reader's locale among `count` catalogs, in order: the same name,
 * or the same but for a script that goes without saying; CLDR parents, none of another
 * script; same language and script, CLDR's likely region first, then those without variants,
 * then alphabetical by name. A catalog of a script other than the reader's is never a
 * candidate. Where the locale or a parent of it has no catalog, that is said in its place. No
 * catalog and no missing name comes twice. locale.c has the whole story. */
struct ec_candidate {
  enum errcat_reason reason;          /* EXACT, PARENT or LIKELY */
  size_t catalog;                     /* index, or SIZE_MAX: no catalog of that name */
  char locale[ERRCAT_LOCALE_MAX + 1]; /* canonical name of the catalog, or of what there is none */
};
/* Writes at most `max`, returns how many there are: at most `count` + 12. `out` may be NULL
 * when `max` is 0. Allocates nothing. */
size_t ec_locale_candidates(const struct ec_locale *wanted, const struct ec_locale *const *catalogs,
                            size_t count, struct ec_candidate *out, size_t max);

/* As errcat_environment_read(), from any lookup of variables: `get` returns a value that
 * lives for the call, or NULL. */
void ec_environment_from(struct errcat_environment *environment,
                         const char *(*get)(void *context, const char *name), void *context);

#endif
