/* SPDX-License-Identifier: MIT */
#ifndef EC_VALUE_ISOLATE_H
#define EC_VALUE_ISOLATE_H

/* Text of which nobody knows the direction, in a line of known direction. Knows the isolates of the
 * Unicode Bidirectional Algorithm (UAX #9); refuses to know whose text it is.
 *
 * The text stands from U+2068 FIRST STRONG ISOLATE to U+2069 POP DIRECTIONAL ISOLATE. What it holds
 * cannot end that, nor last longer:
 *   - A PDI that ends nothing of the text itself is U+FFFD.
 *   - Isolates that the text leaves open are ended before its own.
 *   - Embeddings and overrides (LRE, RLE, LRO, RLO) stay as they are: by rule X6a the PDI ends
 * those that are open, and by X7 a PDF ends none that is outside of the isolate.
 *   - A paragraph separator (Bidi_Class B: LF, CR, U+001C to U+001E, U+0085, U+2029) ends all
 *     isolates, by X8. So they are ended before it, and the text is isolated anew behind it.
 * Like a paragraph separator, a TAB keeps what is before it on a line apart from what is behind it,
 * by rule L1: this is left as it is. */

#include "buf.h"

/* Whether there is anything in the text, of any bytes, that can change the order of what is around
 * it. No more is looked at than the limit of `out` lets pass. */
bool ec_isolate_needs(const struct ec_buf *out, const char *text, size_t len);

/* Appends it isolated, with U+FFFD for each ill-formed part. Cut at the limit, it is whole all the
 * same: the limit is that of the text with its end. */
void ec_isolate_put(struct ec_buf *out, const char *text, size_t len);

#endif
