/* SPDX-License-Identifier: MIT */
#include "buf.h"

#include <string.h>

#include "utf8.h"

void ec_buf_init(struct ec_buf *buf, char *base, size_t size, size_t limit)
{
  *buf = (struct ec_buf){.base = base, .size = base ? size : 0, .limit = limit};
}

void ec_buf_add(struct ec_buf *buf, const char *bytes, size_t len)
{
  if (buf->cut)
    return;
  if (len > buf->limit - buf->len) {
    len = ec_utf8_floor(bytes, buf->limit - buf->len);
    buf->cut = true;
  }
  if (buf->len < buf->size) {
    size_t room = buf->size - buf->len;
    memcpy(buf->base + buf->len, bytes, len < room ? len : room);
  }
  buf->len += len;
}

void ec_buf_adds(struct ec_buf *buf, const char *string)
{
  ec_buf_add(buf, string, strlen(string));
}

size_t ec_buf_finish(struct ec_buf *buf)
{
  if (buf->size) {
    size_t end = buf->len < buf->size ? buf->len : buf->size - 1;
    buf->base[buf->len < buf->size ? end : ec_utf8_floor(buf->base, end)] = '\0';
  }
  return buf->len;
}
