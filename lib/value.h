/* SPDX-License-Identifier: MIT */
#ifndef EC_VALUE_H
#define EC_VALUE_H

/* Any value in any placeholder. Knows what to do with values that do not fit their declared type or
 * their placeholder, and which case they choose; refuses to know the order in which a pattern is
 * written, and the quick ways, which are format.c's. */

#include "buf.h"
#include "errcat.h"
#include "formats.h"
#include "pattern.h"

/* What is not so in most requests. */
enum ec_format_flags {
  EC_FORMAT_ISOLATE = 1, /* bidi isolation around strings that need it */
  EC_FORMAT_PERSONAL = 2 /* what is sensitive="personal" is shown */
};

struct ec_format_input {
  const struct errcat_arg *args;
  size_t arg_count;
  struct ec_formats *formats;
  uint32_t flags; /* of enum ec_format_flags */
};

struct ec_format_counts {
  uint32_t missing, mismatched; /* placeholders */
};

/* What is at hand while a pattern is formatted. */
struct ec_value_job {
  struct ec_buf *out;
  const struct ec_node *nodes;
  const char *bytes; /* of the pattern */
  const struct ec_format_input *input;
  struct ec_format_counts *counts;
  size_t count;                  /* of the arguments, as many as have a position */
  size_t plain_count;            /* the same; 0 when some argument has a name */
  struct ec_value_items **items; /* space for a list, once there was one: see ec_value_end() */
};

/* What a placeholder has to show. */
struct ec_value {
  const struct ec_node *node; /* its placeholder */
  unsigned how;               /* value.c knows */
  bool mismatched;            /* and counted */
  struct errcat_arg arg; /* nothing of it when missing or hidden; of a plural, less its offset */
};

/* Finds what `node` shows, and counts it when it is not there or not what it should be. */
void ec_value_find(const struct ec_value_job *job, const struct ec_node *node,
                   struct ec_value *value);

/* Writes it in the style of its node, or, for a node without one, in the plain one of its kind.
 * False when it turns out then that the value is not as it should be. */
bool ec_value_put(const struct ec_value_job *job, const struct ec_value *value);

/* Both, for {0} and its like. */
void ec_value_put_argument(const struct ec_value_job *job, const struct ec_node *node);

/* The index of the case that the value chooses of the plural, select or choice at index `i`. Takes
 * the offset of a plural off the value. */
size_t ec_value_choose(const struct ec_value_job *job, size_t i, struct ec_value *value);

/* Frees what the job has taken. */
void ec_value_end(const struct ec_value_job *job);

#endif
