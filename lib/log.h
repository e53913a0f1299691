/* SPDX-License-Identifier: MIT */
#ifndef EC_LOG_H
#define EC_LOG_H

/* Log records as they are written. Knows the three formats, and which fields are a record's own;
 * refuses to know what the values are (facts.h). */

#include "facts.h"

enum { EC_FIELD_MAX = 64 }; /* bytes of the name of a field */

struct ec_record {
  struct ec_json json;
  struct ec_buf out;
  struct ec_facts facts;
  const struct errcat_log_options *options;
};

/* The level for a severity of the registry: "advice" and "text" are no more than information. */
struct ec_level {
  const char *severity, *name, *priority;
};
const struct ec_level *ec_log_level(const struct ec_facts *facts);

/* The canonical form of the code, by which it is looked up; what was asked for, when there is
 * none. */
const char *ec_log_code(const struct ec_facts *facts, size_t *len);

/* The next of the caller's fields that can be shown, or NULL; of several with one name, the first.
 * Begins with *i = 0. */
const struct errcat_arg *ec_log_field(const struct ec_record *record, size_t *i);

void ec_log_status(struct ec_record *record);

bool ec_log_is_letter(char c);
bool ec_log_is_digit(char c);

/* log_journal.c: the whole of ERRCAT_LOG_JOURNAL. */
void ec_log_journal(struct ec_record *record);

#endif
