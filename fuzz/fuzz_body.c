/* SPDX-License-Identifier: MIT */
/* Any bytes as a described body and as arguments. The first byte says which shape, layout and log
 * format; the rest is a shape up to the first NUL, then the strings of a call, up to three. A shape
 * is refused with a place within it, or what is made of it is JSON by the same grammar. Bodies and
 * records are as long whatever the size of the buffer, and whole or not there at all. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../tests/outgoing.h"
#include "errcat.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STRINGS = 3, SPACE = 1 << 18 };

struct input {
  struct errcat_body_options body;
  struct errcat_log_options log;
  struct errcat_call call;
  struct errcat_arg args[STRINGS];
};

/* What is up to the next NUL, or the end. */
static const char *next_string(const uint8_t **data, size_t *size, size_t *len)
{
  const char *string = (const char *)*data;
  const uint8_t *end = *size ? memchr(*data, 0, *size) : NULL;
  *len = end ? (size_t)(end - *data) : *size;
  size_t step = *len + (end != NULL);
  *data += step;
  *size -= step;
  return string;
}

/* In memory of just this size, where the sanitizer sees each byte too many. */
static struct errcat_shape *open_shape(const char *text, size_t len)
{
  struct errcat_error err;
  char *copy = malloc(len ? len : 1);
  memcpy(copy, text, len);
  struct errcat_shape *shape = errcat_shape_open(copy, len, NULL, &err);
  free(copy);
  if (!shape) {
    assert(err.status == ERRCAT_E_SYNTAX || err.status == ERRCAT_E_LIMIT);
    assert(err.line >= 1 && err.column >= 1 && err.offset <= len);
    assert(ec_utf8_valid(err.detail, strlen(err.detail)) == strlen(err.detail));
  }
  return shape;
}

static void check_json(const char *text, size_t len)
{
  static char copy[SPACE];
  struct errcat_error err;
  assert(ec_utf8_valid(text, len) == len && strlen(text) == len);
  if (len > ERRCAT_SHAPE_MAX)
    return;
  /* A dollar sign may be in a string, and nowhere else. */
  memcpy(copy, text, len);
  struct errcat_shape *again = errcat_shape_open(copy, len, NULL, &err);
  assert(again || err.status == ERRCAT_E_LIMIT);
  errcat_shape_free(again);
}

static void check_body(const struct errcat_bundle *bundle, const struct input *input)
{
  static char whole[SPACE], part[SPACE];
  struct errcat_result result;
  size_t len = errcat_body(bundle, "zh_CN", &input->call, &input->body, whole, SPACE, &result);
  assert(result.status == ERRCAT_OK || result.status == ERRCAT_E_ARGUMENT ||
         result.status == ERRCAT_E_UNKNOWN_CODE || result.status == ERRCAT_E_FOREIGN_CODE ||
         (result.status == ERRCAT_E_SPACE && len >= SPACE));
  if (len < SPACE)
    check_json(whole, len);
  for (size_t size = len < 8 ? 1 : len - 7; size <= len + 1 && size < SPACE; size++) {
    part[size] = '\x5a';
    assert(errcat_body(bundle, "zh_CN", &input->call, &input->body, part, size, NULL) == len);
    assert(part[size] == '\x5a' && strcmp(part, size > len ? whole : "") == 0);
  }
}

static void check_log(const struct errcat_bundle *bundle, const struct input *input)
{
  static char whole[SPACE];
  size_t len = errcat_log(bundle, &input->call, &input->log, whole, SPACE, NULL);
  assert(errcat_log(bundle, &input->call, &input->log, NULL, 0, NULL) == len);
  if (len >= SPACE || input->log.format == ERRCAT_LOG_JOURNAL)
    return;
  for (size_t i = 0; i < len; i++)
    assert((unsigned char)whole[i] >= ' ' && whole[i] != 0x7f);
  assert(ec_utf8_valid(whole, len) == len);
  if (input->log.format == ERRCAT_LOG_JSON)
    check_json(whole, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static struct errcat_bundle *bundle;
  if (!bundle)
    bundle = outgoing_open(NULL, true);
  if (!size || size > SPACE / 32)
    return 0;
  const uint8_t how = *data++;
  size_t len;
  struct input input = {.body = {.shape = (enum errcat_body_shape)(how & 3), .flags = how >> 2 & 7},
                        .log = {.format = (enum errcat_log_format)((how >> 5) % 3)}};
  size--;
  const char *text = next_string(&data, &size, &len);
  struct errcat_shape *shape = open_shape(text, len);
  input.body.own = shape;
  input.call = (struct errcat_call){.code = how & 0x80 ? "A_3" : "A_1", .args = input.args};
  for (; size && input.call.count < STRINGS; input.call.count++) {
    text = next_string(&data, &size, &len);
    input.args[input.call.count] = errcat_arg_string_n(text, len);
  }
  if (shape || input.body.shape != ERRCAT_BODY_OWN)
    check_body(bundle, &input);
  check_log(bundle, &input);
  errcat_shape_free(shape);
  return 0;
}
