/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

/* Bytes of a string that need a look. */
static const bool special[256] = {
    ['\0'] = true, [4] = true, ['\n'] = true, ['\r'] = true, ['"'] = true, ['\\'] = true};

/* ------------------------------------------------------------------- escapes */

static int digit_of(char c, int base)
{
  int value = c >= '0' && c <= '9'   ? c - '0'
              : c >= 'a' && c <= 'f' ? c - 'a' + 10
              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                     : base;
  return value < base ? value : -1;
}

/* At most `most` digits, 0: any number; gettext takes the last eight bits. NULL: there are none. */
static const char *number(const char *p, const char *end, int base, size_t most,
                          unsigned char *byte)
{
  unsigned value = 0;
  const char *stop = NULL;
  for (size_t i = 0; !most || i < most; i++) {
    p = ec_po_skip_joins(p, end);
    const int digit = p < end ? digit_of(*p, base) : -1;
    if (digit < 0)
      break;
    value = (value * (unsigned)base + (unsigned)digit) & 0xFF;
    stop = ++p;
  }
  *byte = (unsigned char)value;
  return stop;
}

/* Where the escape ends that begins with the backslash at p; NULL: it is none. More digits behind
 * it may be able to lengthen it. */
static const char *escape(const char *p, const char *end, unsigned char *byte, bool *numeric)
{
  static const char names[] = "nt\"\\rabfv", values[] = "\n\t\"\\\r\a\b\f\v";
  p = ec_po_skip_joins(p + 1, end);
  *numeric = false;
  if (p >= end || !*p)
    return NULL;
  const char *name = strchr(names, *p);
  if (name) {
    *byte = (unsigned char)values[name - names];
    return p + 1;
  }
  *numeric = true;
  if (*p == 'x')
    return number(p + 1, end, 16, 0, byte);
  return number(p, end, 8, 3, byte);
}

/* ---------------------------------------------------------------- reading one */

static void add(struct ec_po_reader *r, const char *bytes, size_t len)
{
  memcpy(ec_po_room(r, len), bytes, len);
  r->text_len += len;
}

static void check_byte(struct ec_po_reader *r, unsigned char byte, const char *at)
{
  if (!byte || byte == 4)
    ec_po_tell_arg(r, "po.nul", (size_t)(at - r->po->bytes), byte ? "U+0004" : "U+0000");
}

static const char *scan_backslash(struct ec_po_reader *r, const char *p)
{
  if (ec_po_joins(p, r->end))
    return p + 2;
  unsigned char byte = '\\';
  bool numeric;
  const char *stop = escape(p, r->end, &byte, &numeric);
  const size_t at = (size_t)(p - r->po->bytes);
  if (!stop) {
    const bool more = r->end - p > 1 && (unsigned char)p[1] > ' ';
    byte = '\\';
    ec_po_tell_arg(r, "po.bad-escape", at, ec_po_quote(r, at, at + (more ? 2 : 1)));
  }
  check_byte(r, byte, p);
  const char one = (char)byte;
  add(r, &one, 1);
  return stop ? stop : p + 1;
}

/* What is at p, which is special. NULL: the string ends there. */
static const char *scan_special(struct ec_po_reader *r, const char *p)
{
  if (*p == '"' || *p == '\n' || (*p == '\r' && r->end - p > 1 && p[1] == '\n'))
    return NULL;
  if (*p == '\\')
    return scan_backslash(r, p);
  const size_t step = ec_po_step(r->pairs, p, r->end);
  check_byte(r, (unsigned char)*p, p);
  add(r, p, step);
  return p + step;
}

void ec_po_scan_string(struct ec_po_reader *r)
{
  const size_t open = (size_t)(r->p - r->po->bytes);
  r->pairs = ec_po_pairs_at(r->conversion, open);
  const unsigned high = r->pairs == EC_PO_NO_PAIRS ? 0 : 0x80;
  const char *p = r->p + 1, *run;
  do {
    for (run = p; p < r->end && !special[(unsigned char)*p] && !((unsigned char)*p & high); p++)
      continue;
    if (p > run)
      add(r, run, (size_t)(p - run));
    r->p = p;
  } while (p < r->end && (p = scan_special(r, p)));
  if (r->p < r->end && *r->p == '"')
    r->p++;
  else
    ec_po_tell(r, "po.unterminated", open);
}

void ec_po_end_string(struct ec_po_reader *r, struct ec_po_string *string)
{
  size_t bad = ec_po_convert(r);
  string->text = ec_po_take(r, &string->len);
  if (bad == SIZE_MAX)
    return;
  struct ec_po_walk walk;
  ec_po_walk_begin(&walk, r->po, string);
  while (ec_po_walk_next(&walk) && bad)
    bad--;
  ec_po_tell_bytes(r, walk.begin, walk.byte);
}

/* ------------------------------------------------------------------ going back */

void ec_po_walk_begin(struct ec_po_walk *w, const struct ec_po *po,
                      const struct ec_po_string *string)
{
  *w = (struct ec_po_walk){.bytes = po->bytes,
                           .p = po->bytes + string->begin,
                           .end = po->bytes + string->end,
                           .conversion = po->conversion,
                           .close = string->end};
}

/* Goes into the next line of the string. */
static bool enter(struct ec_po_walk *w)
{
  const char *quote = memchr(w->p, '"', (size_t)(w->end - w->p));
  if (!quote)
    return false;
  w->p = quote + 1;
  w->inside = true;
  w->pairs = ec_po_pairs_at(w->conversion, (size_t)(quote - w->bytes));
  return true;
}

/* Whether a line of the string ends at p, or the string. */
static bool leave(struct ec_po_walk *w)
{
  const bool quote = w->p < w->end && *w->p == '"';
  if (w->p < w->end && !quote && *w->p != '\n' &&
      !(*w->p == '\r' && w->end - w->p > 1 && w->p[1] == '\n'))
    return false;
  w->close = (size_t)(w->p - w->bytes);
  w->p += quote;
  w->inside = false;
  return true;
}

bool ec_po_walk_next(struct ec_po_walk *w)
{
  const char *stop = NULL;
  w->numeric = w->lone = false;
  for (;;) {
    if (!w->inside && !enter(w))
      return false;
    if (w->second || !leave(w)) {
      if (w->second || !ec_po_joins(w->p, w->end))
        break;
      w->p += 2;
    }
  }
  w->begin = (size_t)(w->p - w->bytes);
  w->is_second = w->second;
  if (!w->second && *w->p == '\\')
    stop = escape(w->p, w->end, &w->byte, &w->numeric);
  if (!stop) {
    w->byte = (unsigned char)*w->p;
    w->numeric = false;
    w->lone = !w->second && *w->p == '\\';
    w->second = !w->second && ec_po_step(w->pairs, w->p, w->end) == 2;
    stop = w->p + 1;
  }
  w->p = stop;
  w->stop = (size_t)(stop - w->bytes);
  return true;
}
