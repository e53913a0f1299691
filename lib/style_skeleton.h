/* SPDX-License-Identifier: MIT */
#ifndef EC_STYLE_SKELETON_H
#define EC_STYLE_SKELETON_H

/* Number skeletons: {0, number, ::percent .00}. Knows what they may say; refuses to know what it
 * means. style.c's, its one user. */

#include <string.h>

#include "style.h"

/* What is wanted, in one string: the code of the fault when it is not there, and the words. */
#define WANT(code, words) code "\0" words

static inline struct ec_style_fault ec_style_refusal(size_t at, errcat_status status,
                                                     const char *want)
{
  return (struct ec_style_fault){at, status, want + strlen(want) + 1, want};
}

/* ec_style_check() of them. */
bool ec_style_skeleton_check(const char *text, size_t len, struct ec_style_fault *fault);

#endif
