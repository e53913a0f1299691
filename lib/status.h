/* SPDX-License-Identifier: MIT */
#ifndef EC_STATUS_H
#define EC_STATUS_H

/* Failures. Knows how to fill struct errcat_error; refuses to know what failed. */

#include "errcat.h"

#if defined(__GNUC__)
#define EC_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define EC_PRINTF(at, first)
#endif

/* Fills *err (may be NULL) and returns `status`. What cannot stand in a line of a log is
 * replaced by question marks. */
errcat_status ec_fail(struct errcat_error *err, errcat_status status, size_t offset,
                      const char *format, ...) EC_PRINTF(4, 5);

/* Puts "PREFIX: " before the detail: how an outer layer adds the file name. */
void ec_error_prefix(struct errcat_error *err, const char *prefix);

#endif
