/* SPDX-License-Identifier: MIT */
#ifndef EC_DATE_H
#define EC_DATE_H

/* Times as text, in one style of one locale. Knows the Gregorian calendar and the fields of CLDR
 * date patterns; asks ICU for what it cannot write itself, and for nothing else once warm. Refuses
 * to know messages and arguments. */

#include "buf.h"
#include "errcat.h"
#include "icu.h"
#include "mem.h"
#include "style.h"

/* The zones that times were asked for in, remembered: any number of threads read and extend it
 * without a lock, up to EC_ZONES_MAX of them; beyond that each time asks ICU anew. */
enum { EC_ZONES_MAX = 64 };
struct ec_zones;
struct ec_zones *ec_zones_open(const struct errcat_allocator *mem);
void ec_zones_close(struct ec_zones *zones);
/* Whether ICU knows the zone; NULL is UTC. */
bool ec_zones_known(struct ec_zones *zones, const char *name);
/* The zone's offset from UTC at a time, in milliseconds. When it is only ICU that can tell, because
 * the time is not of the years 1900 to 2099 or the zone could not be remembered, *offset stays. */
enum ec_zone_answer { EC_ZONE_UNKNOWN, EC_ZONE_OFFSET, EC_ZONE_ASK_ICU };
enum ec_zone_answer ec_zones_offset(struct ec_zones *zones, const char *name, int64_t ms,
                                    int32_t *offset);

/* How one locale writes times in one style. Immutable, as far as its users can see: any number of
 * threads may use it. NULL when ICU refuses the style, or has no memory. */
struct ec_date;
struct ec_date *ec_date_open(const struct errcat_allocator *mem, const char *locale,
                             enum ec_style style, const char *text, size_t len);
void ec_date_close(struct ec_date *date);

enum { EC_TIME_MAX_DAYS = 100000000 }; /* either side of 1970, as in ECMAScript and ICU */

/* Appends what icu::MessageFormat writes for the time, in its zone. False, and nothing appended,
 * when the zone is not known, the time is beyond EC_TIME_MAX_DAYS, or ICU fails. Allocates nothing
 * for a pattern of numbers, names and AM/PM from the year 1583 on, in a zone that was seen before.
 */
bool ec_date_put(const struct ec_date *date, struct ec_zones *zones, const struct errcat_time *time,
                 struct ec_buf *out);

/* The same for what most styles are, a program that needs no ICU; NULL when it does. */
struct ec_date_program;
const struct ec_date_program *ec_date_program(const struct ec_date *date);
/* Of a time in UTC, at to[0..room); returns where it ends. NULL, and nothing that counts written,
 * when it takes ec_date_put() to do it, or there may be too little room. */
char *ec_date_quickly(const struct ec_date_program *program, int64_t ms, char *to, size_t room);

/* 2026-11-23T10:00:00Z, with milliseconds when there are some: what is shown of a time where no
 * locale is asked. Always UTC. */
enum { EC_DATE_ISO_SIZE = 40 };
size_t ec_date_iso(int64_t ms, char out[EC_DATE_ISO_SIZE]);

#endif
