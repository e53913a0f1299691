/* SPDX-License-Identifier: MIT */
#ifndef EC_TEST_LINT_TRY_H
#define EC_TEST_LINT_TRY_H

/* One text given to the rules of lint, as in a registry and a catalog of one entry. */

#include <stdbool.h>

struct lint_try {
  const char *locale; /* of the text; "" or NULL: zh_CN */
  const char *args;   /* declared: "user:string count:integer"; NULL: there is no registry */
  const char *source; /* what is translated; NULL: `text` is the registry's own */
  const char *text;
  const char *families; /* whose findings are wanted, "text zh"; NULL: of all */
  const char *flag;     /* of the entry, "c-format"; or NULL */
  const char *severity; /* of the registry's entry; NULL: error */
  bool plain;           /* an entry without context: no pattern */
  bool jdk;             /* apostrophes */
  bool remediation;     /* the text is the remediation, not the message */
};

/* What is found, in the order of the places: "text.brackets@12 zh.half-width@30", with the offsets
 * of the bytes in the text; findings that are not of the text have no "@". "" for nothing. Lives
 * until lint_try_end(). */
const char *lint_try(const struct lint_try *what);

/* The text with all that can be mended of that mended. */
const char *lint_try_mended(const struct lint_try *what);

/* Of the last one: the arguments of its first finding, "0" to "3"; or NULL. */
const char *lint_try_arg(unsigned i);

void lint_try_end(void);

#endif
