/* SPDX-License-Identifier: MIT */
#include "status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
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
  err->detail[ec_utf8_floor(err->detail, strlen(err->detail))] = '\0';
  return status;
}

void ec_error_prefix(struct errcat_error *err, const char *prefix)
{
  if (!err)
    return;
  struct ec_buf buf;
  struct errcat_error inner = *err;
  ec_buf_init(&buf, err->detail, sizeof err->detail, SIZE_MAX);
  ec_buf_adds(&buf, prefix);
  ec_buf_adds(&buf, ": ");
  ec_buf_adds(&buf, inner.detail);
  ec_buf_finish(&buf);
}
