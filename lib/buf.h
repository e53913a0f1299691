/* SPDX-License-Identifier: MIT */
#ifndef EC_BUF_H
#define EC_BUF_H

/* Output into the caller's memory with snprintf's length convention. Knows how much
 * fits; refuses to know what is written. */

#include <stdbool.h>
#include <stddef.h>

/*   base                       limit: what is past it is not even counted
 *   |written......|            |
 *   0             min(len,size-1)                                          */
struct ec_buf {
  char *base;
  size_t size;  /* of the memory at base; 0 with NULL */
  size_t len;   /* of the whole text so far, written or not */
  size_t limit; /* len never passes it */
  bool cut;     /* text was refused because of the limit */
};

void ec_buf_init(struct ec_buf *buf, char *base, size_t size, size_t limit);
/* `bytes` is well-formed UTF-8. */
void ec_buf_add(struct ec_buf *buf, const char *bytes, size_t len);
void ec_buf_adds(struct ec_buf *buf, const char *string);
/* Terminates what was written, cut at a character boundary, and returns the whole
 * length. */
size_t ec_buf_finish(struct ec_buf *buf);

#endif
