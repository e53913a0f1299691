/* SPDX-License-Identifier: MIT */
#include "value_isolate.h"

#include "icu.h"
#include "utf8.h"

static const char fsi[] = "\xe2\x81\xa8", pdi[] = "\xe2\x81\xa9", replacement[] = "\xef\xbf\xbd";
enum { MARK_LEN = 3 }; /* of each of them */

enum piece {
  PIECE_TEXT,
  PIECE_OPENS,  /* LRI, RLI or FSI */
  PIECE_CLOSES, /* PDI */
  PIECE_BREAKS  /* a paragraph separator */
};

/* What the character at text[0..len) is, the first byte of which may also be one further on. */
static enum piece piece_at(const char *text, size_t len)
{
  unsigned char byte = (unsigned char)text[0];
  if (byte == '\n' || byte == '\r' || (byte >= 0x1c && byte <= 0x1e))
    return PIECE_BREAKS;
  if (byte == 0xc2 && len >= 2 && text[1] == '\x85')
    return PIECE_BREAKS;
  if (byte != 0xe2 || len < MARK_LEN)
    return PIECE_TEXT;
  if (memcmp(text, "\xe2\x80\xa9", MARK_LEN) == 0)
    return PIECE_BREAKS;
  if (memcmp(text, pdi, MARK_LEN) == 0)
    return PIECE_CLOSES;
  return text[1] == '\x81' && text[2] >= '\xa6' && text[2] <= '\xa8' ? PIECE_OPENS : PIECE_TEXT;
}

/* As many bytes as can show, of `len`: nothing becomes shorter. */
static size_t visible(const struct ec_buf *out, size_t len)
{
  size_t left = out->limit - ec_buf_len(out);
  return len > left && len - left > 4 ? left + 4 : len;
}

/* The same for bytes that are well-formed. */
static bool has_bidi(const char *text, size_t len)
{
  for (size_t at = 0, one; at < len; at += one) {
    one = 1;
    if ((unsigned char)text[at] >= 0xd6 && ec_icu_is_bidi(ec_utf8_decode(text + at, &one)))
      return true;
  }
  return false;
}

bool ec_isolate_needs(const struct ec_buf *out, const char *text, size_t len)
{
  len = visible(out, len);
  while (len) {
    size_t valid = ec_utf8_valid(text, len);
    if (has_bidi(text, valid))
      return true;
    if (valid == len)
      return false;
    valid += ec_utf8_bad(text + valid, len - valid);
    text += valid;
    len -= valid;
  }
  return false;
}

/* ---------------------------------------------------------------- writing */

/* Text that is being isolated. */
struct isolate {
  struct ec_buf *out;
  size_t open; /* isolates: its own, and those that it has opened itself */
};

static void close_all(struct isolate *isolate)
{
  for (; isolate->open; isolate->open--)
    ec_buf_add(isolate->out, pdi, MARK_LEN);
}

/* How many bytes may still be written, for what is open to be closed behind them. */
static size_t left(const struct isolate *isolate)
{
  size_t all = isolate->out->limit - ec_buf_len(isolate->out);
  size_t closers = isolate->open * MARK_LEN;
  return all < closers ? 0 : all - closers;
}

static void cut(struct isolate *isolate)
{
  close_all(isolate);
  ec_buf_cut(isolate->out);
}

/* A mark that adds `more` to what is open. */
static void put_mark(struct isolate *isolate, const char *mark, size_t more)
{
  if (left(isolate) < MARK_LEN * (1 + more)) {
    cut(isolate);
    return;
  }
  ec_buf_add(isolate->out, mark, MARK_LEN);
  isolate->open += more;
}

static void put_text(struct isolate *isolate, const char *text, size_t len)
{
  size_t most = left(isolate);
  ec_buf_add(isolate->out, text, len <= most ? len : ec_utf8_floor(text, most));
  if (len > most)
    cut(isolate);
}

/* left() has kept room for what ends, not for what begins and is to end. */
static void put_break(struct isolate *isolate, const char *text, size_t len)
{
  if (left(isolate) < len + 2 * (size_t)MARK_LEN) {
    cut(isolate);
    return;
  }
  close_all(isolate);
  ec_buf_add(isolate->out, text, len);
  ec_buf_add(isolate->out, fsi, MARK_LEN);
  isolate->open = 1;
}

/* Well-formed text. */
static void put_valid(struct isolate *isolate, const char *text, size_t len)
{
  for (size_t at = 0, one; at < len && !isolate->out->cut; at += one) {
    size_t run = at;
    enum piece piece = PIECE_TEXT;
    while (run < len && (piece = piece_at(text + run, len - run)) == PIECE_TEXT)
      run++;
    put_text(isolate, text + at, run - at);
    at = run;
    one = 0;
    if (at == len || isolate->out->cut)
      return;
    ec_utf8_decode(text + at, &one);
    if (piece == PIECE_BREAKS) {
      put_break(isolate, text + at, one);
    } else if (piece == PIECE_OPENS) {
      put_mark(isolate, text + at, 1);
    } else if (isolate->open > 1) {
      ec_buf_add(isolate->out, pdi, MARK_LEN);
      isolate->open--;
    } else {
      put_mark(isolate, replacement, 0);
    }
  }
}

void ec_isolate_put(struct ec_buf *out, const char *text, size_t len)
{
  struct isolate isolate = {.out = out};
  len = visible(out, len);
  put_mark(&isolate, fsi, 1);
  while (!out->cut) {
    size_t valid = ec_utf8_valid(text, len);
    put_valid(&isolate, text, valid);
    if (valid == len || out->cut)
      break;
    size_t bad = ec_utf8_bad(text + valid, len - valid);
    put_mark(&isolate, replacement, 0);
    text += valid + bad;
    len -= valid + bad;
  }
  close_all(&isolate);
}
