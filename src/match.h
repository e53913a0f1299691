/* SPDX-License-Identifier: MIT */
#ifndef EC_MATCH_H
#define EC_MATCH_H

/* Whether a line of a log is a message with its arguments filled in. Knows templates; refuses
 * to know catalogs. */

#include <stdbool.h>

#include "pool.h"

/* Stands in a template for argument `index`: "\x01" index "\x02". What the library makes of a
 * message whose arguments are these marks is its template. */
const char *ec_match_mark(struct ec_pool *pool, size_t index);

/* Finds the template in `text`: its literal parts in their order, ASCII letters of either
 * case, runs of white space alike, a full stop at the end or not. What stands between the
 * parts are the arguments: values[index], for index < count; NULL for one that the template
 * does not have. Returns how many bytes of the template are literal and no space, or 0 when it
 * does not match. */
size_t ec_match_template(struct ec_pool *pool, const char *text, const char *template,
                         const char **values, size_t count);

/* Whether `text` contains `word`, ASCII letters of either case. */
bool ec_match_word(struct ec_pool *pool, const char *text, const char *word);

#endif
