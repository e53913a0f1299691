/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

#include <errno.h>

static const iconv_t none = (iconv_t)-1;
static const char replacement[] = "\xEF\xBF\xBD";
enum { REPLACEMENT_LEN = sizeof replacement - 1 };

void ec_po_steps_begin(struct ec_po_steps *s, const struct ec_po *po,
                       const struct ec_po_string *string)
{
  *s = (struct ec_po_steps){.string = string, .converter = none, .pending = SIZE_MAX};
  ec_po_walk_begin(&s->walk, po, string);
  if (!ec_po_ascii(string->text, string->len))
    s->converter = ec_po_converter(po->conversion, false);
}

void ec_po_steps_end(struct ec_po_steps *s)
{
  ec_po_converter_close(s->converter);
  s->converter = none;
}

static bool step(struct ec_po_steps *s, size_t width, size_t begin, size_t stop)
{
  s->width = width;
  s->begin = begin;
  s->stop = stop;
  s->pending = SIZE_MAX;
  return true;
}

/* ------------------------------------------------------------ nothing to convert */

/* Whether U+FFFD stands in the text for the byte, and not for itself. */
static bool is_replaced(const struct ec_po_steps *s)
{
  const struct ec_po_string *string = s->string;
  if (string->len - s->at < REPLACEMENT_LEN ||
      memcmp(string->text + s->at, replacement, REPLACEMENT_LEN) != 0)
    return false;
  struct ec_po_walk ahead = s->walk;
  for (size_t i = 0; i < REPLACEMENT_LEN; i++)
    if ((i && !ec_po_walk_next(&ahead)) || ahead.byte != (unsigned char)replacement[i])
      return true;
  return false;
}

static bool next_plain(struct ec_po_steps *s)
{
  if (!ec_po_walk_next(&s->walk))
    return false;
  /* Its other bytes are themselves: well-formed UTF-8 has EF only where a character begins. */
  const bool replaced = is_replaced(s);
  s->bad = replaced || s->walk.lone;
  return step(s, replaced ? REPLACEMENT_LEN : 1, s->walk.begin, s->walk.stop);
}

/* ---------------------------------------------------------------- to be converted */

static bool hold(struct ec_po_steps *s)
{
  if (s->count == EC_PO_HELD_MAX || !ec_po_walk_next(&s->walk))
    return false;
  s->held[s->count].byte = s->walk.byte;
  s->held[s->count].is_second = s->walk.is_second;
  s->held[s->count].begin = s->walk.begin;
  s->held[s->count++].stop = s->walk.stop;
  return true;
}

/* The first `count` bytes are done with. */
static void let_go(struct ec_po_steps *s, size_t count)
{
  if (s->pending == SIZE_MAX) {
    s->pending = s->held[0].begin;
    s->is_second = s->held[0].is_second;
  }
  s->stop = s->held[count - 1].stop;
  s->count -= count;
  memmove(s->held, s->held + count, s->count * sizeof *s->held);
}

/* What the first bytes that are held become, `taken` of them; 0: more of them are needed. */
static size_t convert(struct ec_po_steps *s, size_t *taken)
{
  char in[EC_PO_HELD_MAX], out[64];
  for (size_t i = 0; i < s->count; i++)
    in[i] = (char)s->held[i].byte;
  for (size_t n = 1; n <= s->count; n++) {
    char *from = in, *to = out;
    size_t in_left = n, out_left = sizeof out;
    const bool ok = iconv(s->converter, &from, &in_left, &to, &out_left) != (size_t)-1;
    const bool bad = !ok && errno != EINVAL;
    const size_t made = sizeof out - out_left;
    *taken = n - in_left;
    if (*taken || made)
      return made;
    if (bad) {
      s->bad = true;
      *taken = 1;
      return REPLACEMENT_LEN;
    }
  }
  return *taken = 0;
}

/* What iconv has kept back, in case that a mark follows. */
static bool next_kept(struct ec_po_steps *s)
{
  char out[64], *to = out;
  size_t left = sizeof out;
  iconv(s->converter, NULL, NULL, &to, &left);
  return left < sizeof out && step(s, sizeof out - left, s->pending, s->stop);
}

static bool next_converted(struct ec_po_steps *s)
{
  for (;;) {
    size_t taken = 0, made = 0;
    if (!s->count && !hold(s))
      return s->pending != SIZE_MAX && next_kept(s);
    if (!s->walk.conversion->keeps_ascii && s->held[0].byte < 0x80)
      made = taken = 1;
    while (!taken && !made) {
      made = convert(s, &taken);
      if (!taken && !made && !hold(s)) {
        s->bad = true;
        taken = 1;
        made = REPLACEMENT_LEN;
      }
    }
    s->bad = s->bad || s->walk.lone;
    if (taken)
      let_go(s, taken);
    if (made)
      return step(s, made, s->pending, s->stop);
  }
}

bool ec_po_steps_next(struct ec_po_steps *s)
{
  s->at += s->width;
  s->width = 0;
  s->bad = false;
  return s->converter == none ? next_plain(s) : next_converted(s);
}

/* Goes on where the last question about the string came to, or begins. */
static bool resume(struct ec_po_steps *s, const struct ec_po *po, const struct ec_po_string *string,
                   size_t at)
{
  const struct ec_po_steps *last = po->conversion->last;
  ec_po_steps_begin(s, po, string);
  if (last->string != string || last->at > at)
    return ec_po_steps_next(s);
  const iconv_t converter = s->converter;
  *s = *last;
  s->converter = converter;
  return true;
}

size_t ec_po_offset(const struct ec_po *po, const struct ec_po_string *string, size_t at)
{
  struct ec_po_steps s, *last = po->conversion->last;
  bool more = resume(&s, po, string, at);
  while (more && s.at + s.width <= at)
    more = ec_po_steps_next(&s);
  ec_po_steps_end(&s);
  /* Not in the midst of characters, of which iconv would have to know. */
  if (more && !s.count && s.pending == SIZE_MAX)
    *last = s;
  return more ? s.begin : s.walk.close;
}
