/* SPDX-License-Identifier: MIT */
/* Any text as a pattern: refused with a place, or formatted to the same length whatever the
 * size of the buffer, of which nothing past the end is written. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const locales[] = {"", "en", "zh_CN", "ar_EG", "hi_IN"};

struct input {
  const char *locale, *pattern;
  size_t len;
};

/* Into memory of just `size` bytes, where the sanitizer sees each byte too many. */
static errcat_status format(const struct input *input, size_t size, size_t *length)
{
  const struct errcat_arg args[] = {
      errcat_arg_string("租户 {0} '"),
      errcat_arg_integer(INT64_MIN),
      errcat_arg_double(-1234567.891),
      errcat_arg_named("name", errcat_arg_unsigned(UINT64_MAX)),
      errcat_arg_string_n("\xff\xe4\xb8", 3),
  };
  char *buffer = malloc(size ? size : 1);
  assert(buffer);
  struct errcat_error err;
  errcat_status status =
      errcat_pattern_format(input->locale, input->pattern, input->len, args,
                            sizeof args / sizeof *args, buffer, size, length, &err);
  if (status == ERRCAT_OK || status == ERRCAT_E_ARGUMENT) {
    assert(*length <= ERRCAT_OUTPUT_MAX);
    if (*length < size) { /* a NUL of the pattern is in the text too */
      assert(buffer[*length] == '\0');
      assert(ec_utf8_valid(buffer, *length) == *length);
    } else if (size) {
      assert(memchr(buffer, '\0', size));
    }
  } else {
    assert(err.status == status);
    assert(err.line >= 1 && err.column >= 1 && err.offset <= input->len);
  }
  free(buffer);
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  const char *text = (const char *)data + 1;
  struct input input = {locales[data[0] % (sizeof locales / sizeof *locales)], text,
                        ec_utf8_valid(text, size - 1)};
  size_t whole = 0, cut = 0;
  errcat_status status = format(&input, 0, &whole);
  assert(format(&input, whole + 1, &cut) == status && cut == whole);
  assert(format(&input, whole / 2 + 1, &cut) == status && cut == whole);
  return 0;
}
