/* SPDX-License-Identifier: MIT */
#ifndef EC_CODESET_H
#define EC_CODESET_H

/* The terminal's codeset. Knows how to turn the tool's UTF-8 into it and back, and whether it
 * can hold a text; refuses to know what the text is for. */

#include <iconv.h>
#include <stdbool.h>

#include "pool.h"

struct ec_codeset {
  const char *name; /* as the environment gives it; must outlive this */
  bool known;       /* false: iconv has none of that name, or it is no superset of ASCII,
                       so that no terminal can have it: UTF-8 is used in its stead */
  bool utf8;        /* nothing to convert */
  iconv_t to, from;
};

void ec_codeset_open(struct ec_codeset *codeset, const char *name);
void ec_codeset_close(struct ec_codeset *codeset);

/* What is used: `name`, or "UTF-8" in place of one that is not known. */
const char *ec_codeset_used(const struct ec_codeset *codeset);

/* Whether every character of the UTF-8 text can be written. */
bool ec_codeset_holds(const struct ec_codeset *codeset, const char *text);
/* The text in the codeset, `?` for what it cannot hold; `*len` bytes, terminated. Stateful
 * codesets begin and end in their initial state. */
const char *ec_codeset_encode(const struct ec_codeset *codeset, struct ec_pool *pool,
                              const char *text, size_t *len);
/* Bytes that the user typed as well-formed UTF-8. */
const char *ec_codeset_decode(const struct ec_codeset *codeset, struct ec_pool *pool,
                              const char *bytes);

#endif
