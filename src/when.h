/* SPDX-License-Identifier: MIT */
#ifndef EC_WHEN_H
#define EC_WHEN_H

/* Points in time as people and programs write them. Knows ISO 8601, and which time zone is meant;
 * asks the library for the offsets of a zone; refuses to know how a time is shown. */

#include "errcat.h"

/* What the clocks of zones show. All zero at first; what it needs is opened when it is needed. */
struct ec_clocks {
  struct errcat_pattern *offsets;
};
void ec_clocks_close(struct ec_clocks *clocks);

/* The zone of the environment: the value of TZ, without a colon before it, when that is the name
 * of a zone; else NULL, which is UTC. Rules such as "CST-8" are no names: what is read as one by
 * the C library would be something else to ICU. */
const char *ec_when_environment(struct ec_clocks *clocks);

/* Whether there is a zone of that name. */
bool ec_when_known(struct ec_clocks *clocks, const char *zone);

/* Reads a date and time, or a date, which is its midnight. It is shown in `zone` (NULL: UTC), and
 * that is also the zone in which it is read when it gives no offset from UTC; with `exact` it must
 * give one. False, with *time as it was, when the word is no time. */
bool ec_when_read(struct ec_clocks *clocks, const char *word, const char *zone, bool exact,
                  struct errcat_time *time);

#endif
