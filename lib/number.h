/* SPDX-License-Identifier: MIT */
#ifndef EC_NUMBER_H
#define EC_NUMBER_H

/* Plain numbers without ICU. Knows how digits are grouped; refuses to know locales. */

#include "errcat.h"
#include "icu.h"

/* Bytes that any number below can take: 20 digits, 19 separators and a minus sign, each as
 * long as struct ec_icu_symbols lets it be, and the last digit's slot to its end. */
enum { EC_NUMBER_SIZE = 20 * 7 + 19 * 7 + 15 + 1 };

/* Bare ASCII digits, nothing grouped. */
extern const struct ec_icu_symbols ec_number_bare;

/* UTF-8 at `out`, not terminated; returns its length. What ICU writes for `{0}` in the
 * locale that the symbols are of. */
size_t ec_number_integer(const struct ec_icu_symbols *symbols, int64_t value,
                         char out[EC_NUMBER_SIZE]);
size_t ec_number_unsigned(const struct ec_icu_symbols *symbols, uint64_t value,
                          char out[EC_NUMBER_SIZE]);

/* The fewest ASCII digits that read back as `value`, the same in every locale of the
 * process: 0.1, -3, 1e+21 (an exponent below 1e-6 and from 1e21), NaN, Infinity. */
size_t ec_number_double(double value, char out[EC_NUMBER_SIZE]);

#endif
