/* SPDX-License-Identifier: MIT */
#include "buf.h"

#include "utf8.h"

void ec_buf_overflow(struct ec_buf *buf, const char *bytes, size_t len)
{
  if (buf->cut)
    return;
  size_t left = buf->limit - ec_buf_len(buf);
  if (len > left) {
    len = ec_utf8_floor(bytes, left);
    buf->cut = true;
  }
  /* What there is room for is a whole number of characters: nothing is put behind it. */
  size_t fits = len < buf->room ? len : ec_utf8_floor(bytes, buf->room);
  memcpy(buf->at, bytes, fits);
  buf->at += fits;
  buf->room = 0;
  buf->over += len - fits;
  if (buf->watcher)
    buf->watcher->unwritten(buf->watcher, bytes + fits, len - fits);
}

void ec_buf_adds(struct ec_buf *buf, const char *string)
{
  ec_buf_add(buf, string, strlen(string));
}

size_t ec_buf_finish(struct ec_buf *buf)
{
  if (buf->size)
    *buf->at = '\0';
  return ec_buf_len(buf);
}
