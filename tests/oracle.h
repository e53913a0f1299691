/* SPDX-License-Identifier: MIT */
#ifndef ORACLE_H
#define ORACLE_H

/* icu::MessageFormat, which ICU has in C++ alone: what errcat's texts are compared with. */

#include "errcat.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of one pattern in one locale. ICU takes the time zone from the process when it makes a formatter,
 * so that it belongs to the pattern here; NULL is UTC. One thread at a time in the whole process.
 */
struct oracle;
/* NULL: ICU refuses the pattern. `jdk`: each single apostrophe quotes. */
struct oracle *oracle_open(const char *pattern, size_t len, const char *locale, bool jdk,
                           const char *zone);
void oracle_close(struct oracle *oracle);

/* Arguments without a name are those of their positions. A list, of which MessageFormat knows
 * nothing, is what icu::ListFormatter makes of its items, each of them as {0}. Zones of times are
 * not looked at. Returns the length of the text, which is terminated; SIZE_MAX when ICU refuses the
 * arguments, or the text has no room. */
size_t oracle_format(struct oracle *oracle, const struct errcat_arg *args, size_t count, char *out,
                     size_t size);

#ifdef __cplusplus
}
#endif

#endif
