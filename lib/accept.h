/* SPDX-License-Identifier: MIT */
#ifndef EC_ACCEPT_H
#define EC_ACCEPT_H

/* The syntax of Accept-Language (RFC 9110, sections 12.4.2 and 12.5.4). Knows where ranges begin
 * and end, and what their weights are; refuses to know which languages they mean and what there is
 * of these. */

#include "errcat.h"

enum ec_range_kind {
  EC_RANGE_LANGUAGE,
  EC_RANGE_ANY,        /* "*" */
  EC_RANGE_ILL_FORMED, /* left out; the others count */
  EC_RANGE_BEYOND      /* past ERRCAT_ACCEPT_MAX or ERRCAT_RANGES_MAX; nothing behind it was read */
};

struct ec_range {
  const char *text; /* in the header: the range without its weight; all of one that is ill-formed */
  uint16_t len;
  uint16_t quality; /* thousandths; 0 as well for what does not count */
  uint8_t kind;     /* enum ec_range_kind */
};

struct ec_accept {
  struct ec_range ranges[ERRCAT_RANGES_MAX + 1]; /* as written; empty elements are none */
  /* The same in the order in which they count: by quality, those alike as written; then refusals,
   * ill-formed ones, and what is beyond. */
  uint8_t order[ERRCAT_RANGES_MAX + 1];
  uint8_t count;
  bool refuses;  /* there is a range with q=0 */
  uint32_t read; /* bytes looked at */
};

/* Reads text[0..len), of which it looks at ERRCAT_ACCEPT_MAX bytes at most. A range that is cut off
 * there is left out whole, for "en" may be the beginning of "enm". */
void ec_accept_read(struct ec_accept *accept, const char *text, size_t len);

#endif
