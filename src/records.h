/* SPDX-License-Identifier: MIT */
#ifndef EC_RECORDS_H
#define EC_RECORDS_H

/* One pattern and its arguments on one line of text: fields between tabs, or a JSON object. Knows
 * both forms; refuses to know files and how anything is shown. */

#include <jansson.h>

#include "arguments.h"
#include "pool.h"

struct ec_record {
  const char *pattern; /* NULL: none */
  const char *locale;
  const char *zone; /* NULL: UTC */
  struct ec_clocks *clocks;
  /* The arguments: words, or an array or object of JSON. */
  const char *const *words;
  size_t word_count;
  json_t *args;
  json_t *root; /* what `args` is part of: see ec_record_release() */
};

/* What is wrong with a record: the code of a text and its argument. */
struct ec_record_fault {
  const char *code; /* NULL: nothing */
  const char *word;
};

/* Fields are separated by tabs. In them \t, \n, \r, \\ and \xNN stand for a tab, a line feed, a
 * carriage return, a backslash and the character U+00NN; a backslash before anything else stands
 * for itself. The first field is the pattern, unless the record has one. */
void ec_record_fields(struct ec_record *record, struct ec_pool *pool, const char *line);
/* The text as a field. */
const char *ec_record_escape(struct ec_pool *pool, const char *text);

/* {"pattern": "...", "locale": "...", "time_zone": "...", "args": [...] or {...}}, where each key
 * may be absent and the record keeps what it has. False with *fault. */
bool ec_record_json(struct ec_record *record, struct ec_pool *pool, const char *line,
                    struct ec_record_fault *fault);
void ec_record_release(struct ec_record *record);

/* The arguments of a record of JSON. Strings are read by their declared types, and are text
 * without one; true and false are text; null is no argument; {"decimal": "0.10"} is an exact
 * number, {"time": "2026-11-23T10:00:00Z", "zone": "Asia/Shanghai"} a time, an array a list. */
bool ec_record_arguments(const struct ec_record *record, struct ec_pool *pool,
                         const struct ec_reading *reading, struct ec_arguments *arguments,
                         struct ec_record_fault *fault);

#endif
