/* SPDX-License-Identifier: MIT */
#ifndef EC_STYLE_SKELETON_H
#define EC_STYLE_SKELETON_H

/* Number skeletons: {0, number, ::percent .00}. Knows what they may say; refuses to know what it
 * means. style.c's, its one user. */

#include "style.h"

/* ec_style_check() of them. */
bool ec_style_skeleton_check(const char *text, size_t len, struct ec_style_fault *fault);

#endif
