/* SPDX-License-Identifier: MIT */
#include "status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "utf8.h"

const char *errcat_status_name(errcat_status status)
{
  switch ((int)status) {
#define CASE(name, value, text) \
  case value: \
    return "ERRCAT_" #name;
    ERRCAT_STATUS_MAP(CASE)
#undef CASE
  default:
    return "ERRCAT_E_?";
  }
}

const char *errcat_status_text(errcat_status status)
{
  switch ((int)status) {
#define CASE(name, value, text) \
  case value: \
    return text;
    ERRCAT_STATUS_MAP(CASE)
#undef CASE
  default:
    return "unknown status";
  }
}

/* Makes the detail one line of UTF-8 that a log can take, whatever names it holds. */
static void clean(char *detail)
{
  size_t len = strlen(detail);
  len = ec_utf8_floor(detail, len);
  detail[len] = '\0';
  for (size_t i = 0; i < len;) {
    unsigned char byte = (unsigned char)detail[i];
    size_t valid = ec_utf8_valid(detail + i, len - i);
    /* C1 controls are C2 80 to C2 9F. */
    bool control = byte < 0x20 || byte == 0x7f ||
                   (byte == 0xc2 && valid && (unsigned char)detail[i + 1] < 0xa0);
    size_t wide = 1;
    if (valid)
      ec_utf8_decode(detail + i, &wide);
    if (control || !valid)
      memset(detail + i, '?', wide);
    i += wide;
  }
}

errcat_status ec_fail(struct errcat_error *err, errcat_status status, size_t offset,
                      const char *format, ...)
{
  if (!err)
    return status;
  *err = (struct errcat_error){.status = status, .offset = offset};
  va_list ap;
  va_start(ap, format);
  vsnprintf(err->detail, sizeof err->detail, format, ap);
  va_end(ap);
  clean(err->detail);
  return status;
}

void ec_error_prefix(struct errcat_error *err, const char *prefix)
{
  /* A long path loses its middle, never the reason behind it. */
  enum { HEAD = 40, TAIL = 60 };
  if (!err)
    return;
  struct errcat_error inner = *err;
  size_t len = strlen(prefix);
  if (len <= HEAD + TAIL) {
    snprintf(err->detail, sizeof err->detail, "%s: ", prefix);
  } else {
    const char *tail = prefix + len - TAIL;
    while (((unsigned char)*tail & 0xc0) == 0x80) /* not from within a character */
      tail++;
    snprintf(err->detail, sizeof err->detail, "%.*s...%s: ", (int)ec_utf8_floor(prefix, HEAD),
             prefix, tail);
  }
  len = strlen(err->detail);
  memcpy(err->detail + len, inner.detail, sizeof err->detail - len - 1);
  err->detail[sizeof err->detail - 1] = '\0';
  clean(err->detail);
}
