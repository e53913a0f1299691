/* SPDX-License-Identifier: MIT */
/* Any bytes as a text, in every sink: what is written at once is what is written where it lies and
 * what is measured; nothing is written past the end; and nothing is in it that may not be there.
 * The same isolated: closed, however short the limit. The first byte says how much room there is.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"
#include "sink.h"
#include "utf8.h"
#include "value_isolate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In memory of just this size, where the sanitizer sees each byte too many. */
static char *memory(size_t size)
{
  char *memory = malloc(size ? size : 1);
  if (!memory)
    abort();
  return memory;
}

static size_t append(unsigned sink, const char *text, size_t len, char *to, size_t size)
{
  struct ec_buf out;
  ec_buf_init(&out, to, size, SIZE_MAX);
  ec_sink_put(&out, sink, text, len);
  return ec_buf_finish(&out);
}

/* No byte that ends anything, nor one that a terminal obeys. */
static void check_escaped(unsigned sink, const char *text, size_t len)
{
  assert(ec_utf8_valid(text, len) == len);
  for (size_t at = 0; at < len; at++) {
    unsigned char byte = (unsigned char)text[at];
    if (sink == ERRCAT_SINK_PLAIN)
      return;
    assert(byte != 0x7f && (byte >= 0x20 || (sink == ERRCAT_SINK_HTML && memchr("\t\n", byte, 2))));
    assert(byte != 0xc2 || (unsigned char)text[at + 1] >= 0xa0);
    if (sink == ERRCAT_SINK_JSON)
      assert(byte != '<');
    if (sink == ERRCAT_SINK_HTML)
      assert(!memchr("<>\"'", byte, 4));
    if (sink == ERRCAT_SINK_JSON || sink == EC_SINK_QUOTED) {
      assert(byte != '"');
      if (byte == '\\')
        assert(++at < len); /* what is behind it belongs to it */
    }
  }
}

/* Writes it where it lies, in a buffer of `size` bytes. */
static void check_part(unsigned sink, const char *text, size_t len, const char *want,
                       size_t want_len, size_t size)
{
  struct ec_buf out;
  struct ec_sink_part part;
  char *place = memory(size);
  ec_buf_init(&out, place, size, SIZE_MAX);
  ec_sink_begin(&part, &out, sink);
  size_t half = ec_utf8_floor(text, len / 2);
  ec_buf_add(&out, text, half);
  ec_buf_add(&out, text + half, len - half);
  bool cut = ec_sink_end(&part);
  size_t got = ec_buf_finish(&out);
  assert(cut == (len > ERRCAT_OUTPUT_MAX));
  assert(cut || got == want_len);
  if (size)
    assert(memcmp(place, want, strnlen(place, size)) == 0);
  if (got < size)
    assert(memcmp(place, want, got) == 0 && !place[got]);
  free(place);
}

static void check_sink(unsigned sink, const char *text, size_t len, size_t room)
{
  size_t plain_len = ec_sink_escaped_len(ERRCAT_SINK_PLAIN, text, len);
  size_t want_len = ec_sink_escaped_len(sink, text, len);
  char *plain = memory(plain_len + 1), *want = memory(want_len + 1), *place = memory(want_len);
  assert(append(ERRCAT_SINK_PLAIN, text, len, plain, plain_len + 1) == plain_len);
  assert(append(sink, text, len, want, want_len + 1) == want_len);
  check_escaped(sink, want, want_len);
  assert(ec_sink_len(sink, plain, plain_len) == want_len && want_len >= plain_len);
  size_t same = ec_sink_clean(sink, plain, plain_len);
  assert((same == plain_len) == (want_len == plain_len) && memcmp(plain, want, same) == 0);
  memcpy(place, plain, plain_len);
  ec_sink_expand(sink, place, plain_len, want_len);
  assert(memcmp(place, want, want_len) == 0);
  check_part(sink, plain, plain_len, want, want_len, room);
  check_part(sink, plain, plain_len, want, want_len, want_len + 1);
  if (sink <= ERRCAT_SINK_TERMINAL) {
    assert(errcat_escape((enum errcat_sink)sink, text, len, place, want_len) == want_len);
    assert(!want_len || !place[0]);
  }
  free(place);
  free(want);
  free(plain);
}

/* From FSI to the PDI that matches it, in each paragraph. */
static void check_isolated(const char *text, size_t len)
{
  size_t depth = 0, one;
  for (size_t at = 0; at < len; at += one) {
    uint32_t c = ec_utf8_decode(text + at, &one);
    bool breaks = c == 0x2029 || c == 0x85 || c == '\n' || c == '\r' || (c >= 0x1c && c <= 0x1e);
    assert(depth || breaks || c == 0x2068);
    assert(!depth || !breaks);
    depth += c >= 0x2066 && c <= 0x2068;
    depth -= c == 0x2069;
  }
  assert(!depth);
}

static void check_isolate(const char *text, size_t len, size_t limit)
{
  struct ec_buf out;
  char *place = memory(limit + 1);
  ec_buf_init(&out, place, limit + 1, limit);
  ec_isolate_put(&out, text, len);
  size_t got = ec_buf_finish(&out);
  assert(got <= limit && ec_utf8_valid(place, got) == got);
  check_isolated(place, got);
  free(place);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (!size)
    return 0;
  const char *text = (const char *)data + 1;
  for (unsigned sink = 0; sink < EC_SINKS; sink++)
    check_sink(sink, text, size - 1, data[0]);
  check_isolate(text, size - 1, data[0]);
  check_isolate(text, size - 1, ERRCAT_OUTPUT_MAX);
  return 0;
}
