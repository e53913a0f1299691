/* SPDX-License-Identifier: MIT */
#ifndef EC_FORMAT_H
#define EC_FORMAT_H

/* A compiled pattern and arguments become text. Knows declared types and what to do with
 * values that do not fit them; refuses to know catalogs and locale names. */

#include "buf.h"
#include "errcat.h"
#include "icu.h"
#include "pattern.h"

/* An argument's declared type decides how it is shown: the table is at struct errcat_arg_info. A
 * value that does not fit it is shown all the same, and counted as a mismatch. */
enum ec_type { EC_TYPE_NONE, EC_TYPE_STRING, EC_TYPE_ID, EC_TYPE_INTEGER, EC_TYPE_NUMBER };
/* By its name in the registry ("string", "id", "integer", "number"); false for any other. */
bool ec_type_parse(const char *name, enum ec_type *type);

struct ec_declared {
  const char *name;
  enum ec_type type;
  bool hidden; /* sensitive: shown as *** */
};

struct ec_format_input {
  const struct ec_declared *declared;
  size_t declared_count;
  const struct errcat_arg *args;
  size_t arg_count;
  const struct ec_icu_numbers *numbers;
};

struct ec_format_counts {
  uint32_t missing, mismatched; /* placeholders */
};

/* Appends the text to `out`; adds to *counts. Allocates nothing for strings, nor for integers but
 * in percent.
 *
 * {0} and {tenant}, declared as number 0, are the same argument. Its value is the first of
 * args that has its name (undeclared: the name or number as written), else the one at its
 * index, when that has no name. A placeholder shows its declared name, or else what is
 * written, in braces when it has no value (missing) or one whose kind is none of enum
 * errcat_arg_kind (a mismatch); both also where a value would be hidden.
 *
 * Which case of a plural or select is written, and what comes of values that are not what it
 * asks for, is at struct errcat_arg_info. Only arguments of cases that are written count, and
 * each "#" counts with its plural. Visits each node at most once. */
void ec_format(struct ec_buf *out, const struct ec_pattern *pattern,
               const struct ec_format_input *input, struct ec_format_counts *counts);

#endif
