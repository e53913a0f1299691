/* SPDX-License-Identifier: MIT */
#ifndef EC_URI_H
#define EC_URI_H

/* What may stand in a URI reference (RFC 3986). Knows bytes; refuses to know what a URI means. */

#include "buf.h"

/* Appends text[0..len), in which every byte that no URI has is percent-encoded: controls, spaces,
 * what is not ASCII, any of "<>\^`{|}, and a percent sign that no two hexadecimal digits follow.
 * What is written needs no escape in a string of JSON. */
void ec_uri_put(struct ec_buf *out, const char *text, size_t len);

#endif
