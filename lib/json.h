/* SPDX-License-Identifier: MIT */
#ifndef EC_JSON_H
#define EC_JSON_H

/* JSON (RFC 8259) as it is written. Knows punctuation, layouts and numbers; refuses to know what
 * is said, and leaves what is in a string to sink.h. */

#include "buf.h"
#include "errcat.h"
#include "sink.h"

/* Members and items are written one after the other; whatever is opened is to be closed.
 *
 *   compact   {"error_msg":"…","error_code":"…"}
 *   lines     {
 *             "error_msg": "…",
 *             "error_code": "…"
 *             }                                      */
struct ec_json {
  struct ec_buf *out;
  unsigned sink; /* of strings */
  bool lines;
  bool fresh; /* nothing is in the innermost object or array yet */
};

static inline void ec_json_init(struct ec_json *json, struct ec_buf *out, unsigned sink, bool lines)
{
  json->out = out;
  json->sink = sink;
  json->lines = lines;
  json->fresh = true;
}

/* A literal: its length is known when this is compiled, and it is no more than a few moves. */
#define EC_JSON_PUT(json, literal) ec_buf_add((json)->out, "" literal, sizeof literal - 1)

/* "{" or "[", and its end. */
static inline void ec_json_open(struct ec_json *json, const char *bracket)
{
  ec_buf_add(json->out, bracket, 1);
  json->fresh = true;
}

static inline void ec_json_close(struct ec_json *json, const char *bracket)
{
  if (json->lines && !json->fresh)
    EC_JSON_PUT(json, "\n");
  ec_buf_add(json->out, bracket, 1);
  json->fresh = false;
}

/* What stands between the last member or item and the next. */
static inline void ec_json_next(struct ec_json *json)
{
  if (!json->fresh)
    EC_JSON_PUT(json, ",");
  if (json->lines)
    EC_JSON_PUT(json, "\n");
  json->fresh = false;
}

/* EC_JSON_KEY() in lines. */
void ec_json_key_line(struct ec_json *json, const char *key, size_t len);

/* The key of the next member, a literal: ,"status": and only in lines more than one piece. */
#define EC_JSON_KEY(json, name) ec_json_key((json), ",\"" name "\":", sizeof name + 3)

static inline void ec_json_key(struct ec_json *json, const char *key, size_t len)
{
  if (json->lines)
    ec_json_key_line(json, key, len);
  else if (json->fresh)
    ec_buf_add(json->out, key + 1, len - 1);
  else
    ec_buf_add(json->out, key, len);
  json->fresh = false;
}

/* Any bytes as a string. */
void ec_json_string(struct ec_json *json, const char *bytes, size_t len);

/* A string of which every byte is known to need no escape. */
static inline void ec_json_clean(struct ec_json *json, const char *bytes, size_t len)
{
  EC_JSON_PUT(json, "\"");
  ec_buf_add(json->out, bytes, len);
  EC_JSON_PUT(json, "\"");
}

/* The key of the next member, any bytes. */
void ec_json_name(struct ec_json *json, const char *name, size_t len);

/* A number; as a string when `quoted`, or when not every reader would get it exactly: RFC 7493
 * allows 2^53 - 1 on either side of 0. */
void ec_json_integer(struct ec_json *json, int64_t value, bool quoted);
void ec_json_unsigned(struct ec_json *json, uint64_t value, bool quoted);
/* The fewest digits; a string when there are none for it. What is not exact in all readers never
 * looks like an integer, with which some have more trouble: jansson refuses the whole text then. */
void ec_json_double(struct ec_json *json, double value, bool quoted);

#endif
