/* SPDX-License-Identifier: MIT */
#ifndef EC_SHAPE_H
#define EC_SHAPE_H

/* Bodies that a caller describes. Knows the grammar of JSON, to find what is none before a body is
 * written, and the words that stand for values; refuses to know the values. */

#include "errcat.h"

/* One list makes the constants and the words. */
#define EC_SHAPE_MAP(X) \
  X(CODE, "code") \
  X(MESSAGE, "message") \
  X(REMEDIATION, "remediation") \
  X(STATUS, "status") \
  X(ARGS, "args") \
  X(NAME, "name") \
  X(SEVERITY, "severity") \
  X(TYPE, "type") \
  X(TITLE, "title") \
  X(LOCALE, "locale") \
  X(INSTANCE, "instance") \
  X(DOMAIN, "domain")

enum ec_shape_member {
#define EC_SHAPE_ENUM(name, word) EC_SHAPE_##name,
  EC_SHAPE_MAP(EC_SHAPE_ENUM)
#undef EC_SHAPE_ENUM
      EC_SHAPE_NOTHING
};

/* Text as it is, then a value: NOTHING in the last piece.
 *
 *   {"error": {"id": $code, "text": $message}}
 *   [{"error": {"id": ] CODE   [, "text": ] MESSAGE   [}}] NOTHING       */
struct ec_shape_piece {
  const char *text;
  uint32_t len;
  enum ec_shape_member member;
};

struct errcat_shape {
  struct errcat_allocator mem;
  size_t count; /* of pieces, at least 1 */
  struct ec_shape_piece pieces[];
};

#endif
