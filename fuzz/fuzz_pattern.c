/* SPDX-License-Identifier: MIT */
/* Any bytes as a pattern: refused with faults in the order of their places, or formatted to the
 * same text whatever the size of the buffer, of which nothing past the end is written. Reading it
 * tells the same faults, and pieces as lib/errcat.h promises them, and takes no memory. The first
 * byte says in which locale, with the apostrophes of ICU or the JDK, and whether arguments are
 * declared. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"
#include "pieces.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LOCALE = 0x3f, JDK = 0x40, DECLARED = 0x80 };

static const char *const locales[] = {"", "en", "zh_CN", "ar_EG", "hi_IN", "fa", "th", "pl"};

static const struct errcat_arg_info declared[] = {
    {.name = "tenant", .type = "string"},
    {.name = "project", .type = "id"},
    {.name = "ratio", .type = "number"},
    {.name = "count", .type = "integer", .sensitive = "personal"},
    {.name = "when", .type = "time"},
    {.name = "names", .type = "list"},
};

/* ------------------------------------------------------------------ faults */

struct faults {
  size_t count, len; /* of the pattern */
  struct errcat_error first, last;
  struct pieces pieces;
};

static bool is_within(size_t at, size_t len, size_t all)
{
  return at <= all && len <= all - at;
}

static void take_fault(void *context, const struct errcat_error *fault)
{
  struct faults *faults = context;
  assert(fault->status == ERRCAT_E_SYNTAX || fault->status == ERRCAT_E_UNSUPPORTED ||
         fault->status == ERRCAT_E_LIMIT);
  assert(fault->line >= 1 && fault->column >= 1 && fault->offset <= faults->len);
  assert(fault->detail[0] && memchr(fault->detail, '\0', sizeof fault->detail));
  assert(ec_utf8_valid(fault->detail, strlen(fault->detail)) == strlen(fault->detail));
  assert(fault->code && strncmp(fault->code, "fault.", 6) == 0);
  assert(is_within(fault->subject, fault->subject_len, faults->len));
  assert(is_within(fault->found, fault->found_len, faults->len));
  if (faults->count == 0)
    faults->first = *fault;
  else
    assert(fault->offset >= faults->last.offset && fault->line >= faults->last.line);
  faults->last = *fault;
  faults->count++;
}

static void take_piece(void *context, const struct errcat_piece *piece)
{
  struct faults *faults = context;
  assert(faults->count == 0);
  pieces_take(&faults->pieces, piece);
}

static void *allocate(void *context, size_t size)
{
  (void)context, (void)size;
  abort();
}

static void release(void *context, void *memory)
{
  (void)context, (void)memory;
  abort();
}

/* Reads it first; *faults is for opening it. */
static void read_pattern(const char *text, size_t len, struct errcat_pattern_options options,
                         struct faults *faults)
{
  static const struct errcat_allocator none = {.allocate = allocate, .release = release};
  faults->pieces = (struct pieces){.text = text, .len = len};
  options.piece = take_piece;
  options.allocator = &none;
  errcat_status status = errcat_pattern_read(text, len, &options, NULL);
  assert(!pieces_wrong(&faults->pieces));
  assert((status == ERRCAT_OK) == (faults->count == 0));
  assert(status == (faults->count ? faults->first.status : ERRCAT_OK));
  faults->count = 0;
}

/* In memory of just this size, where the sanitizer sees each byte too many, and which is gone when
 * the pattern is used. */
static struct errcat_pattern *open_pattern(uint8_t how, const uint8_t *data, size_t len)
{
  struct faults faults = {.len = len};
  struct errcat_error err;
  struct errcat_pattern_options options = {.flags = how & JDK ? ERRCAT_PATTERN_JDK : 0,
                                           .args = how & DECLARED ? declared : NULL,
                                           .arg_count = how & DECLARED ? COUNT(declared) : 0,
                                           .fault = take_fault,
                                           .context = &faults};
  char *text = malloc(len ? len : 1);
  assert(text);
  memcpy(text, data, len);
  read_pattern(text, len, options, &faults);
  struct errcat_pattern *pattern =
      errcat_pattern_open(locales[(how & LOCALE) % COUNT(locales)], text, len, &options, &err);
  free(text);
  if (pattern) {
    assert(faults.count == 0);
  } else {
    assert(faults.count >= 1 && faults.count <= ERRCAT_FAULTS_MAX);
    assert(err.status == faults.first.status && err.offset == faults.first.offset &&
           err.line == faults.first.line && err.column == faults.first.column &&
           strcmp(err.detail, faults.first.detail) == 0);
  }
  return pattern;
}

/* -------------------------------------------------------------------- texts */

static size_t format(const struct errcat_pattern *pattern, char *buffer, size_t size,
                     struct errcat_result *result)
{
  const struct errcat_time shanghai = {.ms = INT64_C(1795428000000), .zone = "Asia/Shanghai"};
  const struct errcat_time ancient = {.ms = -INT64_C(99999999) * 86400000, .zone = "no zone"};
  const struct errcat_arg items[] = {errcat_arg_string("甲"), errcat_arg_integer(-7),
                                     errcat_arg_time(ancient), errcat_arg_decimal("1e40")};
  const struct errcat_arg args[] = {
      errcat_arg_string("租户 {0} '"),
      errcat_arg_integer(INT64_MIN),
      errcat_arg_double(-1234567.891),
      errcat_arg_named("name", errcat_arg_unsigned(UINT64_MAX)),
      errcat_arg_time(shanghai),
      errcat_arg_list(items, COUNT(items)),
      errcat_arg_string_n("\xff\xe4\xb8", 3),
      errcat_arg_decimal("-123456789012345678901234567890.50"),
      errcat_arg_named("n", errcat_arg_integer(1)),
      errcat_arg_named("q", errcat_arg_double(1e308)),
      errcat_arg_named("s", errcat_arg_string("other")),
      errcat_arg_named("t", errcat_arg_time(ancient)),
      errcat_arg_named("d", errcat_arg_decimal("not a number")),
      {.name = "x", .kind = (enum errcat_arg_kind)99},
  };
  return errcat_pattern_format(pattern, args, COUNT(args), buffer, size, result);
}

static void check_text(const char *buffer, size_t len, const struct errcat_result *result)
{
  bool counted = result->missing || result->mismatched;
  assert(buffer[len] == '\0' && ec_utf8_valid(buffer, len) == len);
  assert(result->status == ERRCAT_OK || result->status == ERRCAT_E_ARGUMENT ||
         result->status == ERRCAT_E_LIMIT);
  assert((result->status == ERRCAT_E_ARGUMENT) <= counted);
  assert((result->status == ERRCAT_OK) <= !counted);
}

/* Into memory of just `size` bytes: a part of `whole`, which has `len`. */
static void check_part(const struct errcat_pattern *pattern, size_t size, const char *whole,
                       size_t len)
{
  struct errcat_result result;
  char *buffer = malloc(size ? size : 1);
  assert(buffer);
  size_t got = format(pattern, size ? buffer : NULL, size, &result);
  assert(got == len);
  if (size) {
    size_t fits = len < size ? len : ec_utf8_floor(whole, size - 1);
    assert(memcmp(buffer, whole, fits) == 0 && buffer[fits] == '\0');
  }
  free(buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static char whole[ERRCAT_OUTPUT_MAX + 1];
  if (size == 0)
    return 0;
  struct errcat_pattern *pattern = open_pattern(data[0], data + 1, size - 1);
  if (pattern) {
    struct errcat_result result;
    size_t len = format(pattern, whole, sizeof whole, &result);
    assert(len <= ERRCAT_OUTPUT_MAX);
    check_text(whole, len, &result);
    check_part(pattern, 0, whole, len);
    check_part(pattern, len / 2 + 1, whole, len);
    check_part(pattern, len + 1, whole, len);
  }
  errcat_pattern_free(pattern);
  return 0;
}
