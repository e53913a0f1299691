/* SPDX-License-Identifier: MIT */
#ifndef EC_BUF_H
#define EC_BUF_H

/* Output into the caller's memory with snprintf's length convention. Knows how much
 * fits; refuses to know what is written. */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*   base           at                    limit: what is past it is not even counted
 *   |written.......|.. room ..|          |
 *   0                       size-1
 *
 * As long as all fits, `at` moves and `room` shrinks, and nothing else is touched. The first text
 * that does not fit sets `room` to 0 for good; from then on `over` counts what is not written. */
struct ec_buf_watcher {
  /* Is told what does not fit, piece by piece. */
  void (*unwritten)(struct ec_buf_watcher *watcher, const char *bytes, size_t len);
};

struct ec_buf {
  char *at;
  size_t room;
  char *base;
  size_t size;                    /* of the memory at base */
  size_t limit;                   /* the length never passes it */
  size_t over;                    /* of the whole text, how much is not written */
  bool cut;                       /* text was refused because of the limit */
  struct ec_buf_watcher *watcher; /* or NULL */
};

/* `base` may be NULL: then nothing is written. `at` is something that can be added to all the same,
 * if only 0. */
static inline void ec_buf_init(struct ec_buf *buf, char *base, size_t size, size_t limit)
{
  if (!base)
    size = 0;
  buf->base = buf->at = base ? base : (char *)buf;
  buf->room = size ? size - 1 : 0;
  if (buf->room > limit)
    buf->room = limit;
  buf->size = size;
  buf->limit = limit;
  buf->over = 0;
  buf->cut = false;
  buf->watcher = NULL;
}

/* The length of the whole text so far, written or not. */
static inline size_t ec_buf_len(const struct ec_buf *buf)
{
  return (size_t)(buf->at - buf->base) + buf->over;
}

/* ec_buf_add() for what does not fit. */
void ec_buf_overflow(struct ec_buf *buf, const char *bytes, size_t len);

/* Copies len bytes, mostly few: a call of memcpy() would take longer than they do. */
static inline void ec_buf_copy(char *to, const char *from, size_t len)
{
  if (len > 32) {
    memcpy(to, from, len);
  } else if (len >= 16) {
    memcpy(to, from, 16);
    memcpy(to + len - 16, from + len - 16, 16);
  } else if (len >= 8) {
    memcpy(to, from, 8);
    memcpy(to + len - 8, from + len - 8, 8);
  } else if (len >= 4) {
    memcpy(to, from, 4);
    memcpy(to + len - 4, from + len - 4, 4);
  } else if (len) {
    to[0] = from[0];
    to[len / 2] = from[len / 2];
    to[len - 1] = from[len - 1];
  }
}

/* Ends the text here, as if the limit were reached. */
static inline void ec_buf_cut(struct ec_buf *buf)
{
  buf->cut = true;
  buf->room = 0;
}

/* `bytes` is well-formed UTF-8. */
static inline void ec_buf_add(struct ec_buf *buf, const char *bytes, size_t len)
{
  if (len <= buf->room) {
    ec_buf_copy(buf->at, bytes, len);
    buf->at += len;
    buf->room -= len;
  } else {
    ec_buf_overflow(buf, bytes, len);
  }
}

void ec_buf_adds(struct ec_buf *buf, const char *string);
/* Terminates what was written, cut at a character boundary, and returns the whole
 * length. */
size_t ec_buf_finish(struct ec_buf *buf);

#endif
