/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

#include <stdlib.h>

struct writer {
  const struct ec_po *po;
  struct ec_string *out;
  iconv_t converter;
  size_t copied; /* of the file */
  size_t open;   /* in `out`: behind the last escape of digits */
};

static void copy_to(struct writer *w, size_t offset)
{
  if (offset > w->copied)
    ec_string_add(w->out, w->po->bytes + w->copied, offset - w->copied);
  w->copied = offset > w->copied ? offset : w->copied;
}

/* -------------------------------------------------------------------- new text */

static void put_octal(struct writer *w, unsigned char byte)
{
  const char digits[] = {'\\', (char)('0' + (byte >> 6)), (char)('0' + (byte >> 3 & 7)),
                         (char)('0' + (byte & 7))};
  ec_string_add(w->out, digits, sizeof digits);
}

static bool is_digit(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Whether what was written last is an escape that a digit would lengthen. */
static bool is_open(const struct writer *w)
{
  const char *bytes = w->out->bytes, *end = bytes + w->out->len;
  return w->open != SIZE_MAX && ec_po_skip_joins(bytes + w->open, end) == end;
}

static void put_ascii(struct writer *w, char c, bool escaped)
{
  static const char names[] = "nt\"\\rabfv", values[] = "\n\t\"\\\r\a\b\f\v";
  const char *value = strchr(values, c);
  if (value) {
    const char two[] = {'\\', names[value - values]};
    ec_string_add(w->out, two, sizeof two);
  } else if (escaped || (unsigned char)c < ' ' || c == 0x7F) {
    put_octal(w, (unsigned char)c);
  } else {
    ec_string_add(w->out, &c, 1);
  }
}

/* Bytes of the file's charset. False: some of them are ASCII, as the yen sign of Shift_JIS is, and
 * would be read as that. `pairs`: where they stand the reader looks for characters of two bytes. */
static bool put_bytes(struct writer *w, const char *p, const char *end, bool pairs)
{
  while (p < end) {
    if (!(*p & '\x80'))
      return false;
    for (size_t n = ec_po_step(w->po->conversion->pairs, p, end); n; n--, p++) {
      ec_string_add(w->out, p, 1);
      if (*p == '\\' && !pairs)
        ec_string_add(w->out, p, 1);
    }
  }
  return true;
}

/* Characters that are not of ASCII; together, for there are charsets in which two are one. False:
 * the charset does not have them. */
static bool put_others(struct writer *w, const char *text, size_t len, bool pairs)
{
  const struct ec_po_conversion *conversion = w->po->conversion;
  if (!conversion->told)
    return false;
  if (!conversion->name)
    return ec_string_add(w->out, text, len), true;
  /* No charset needs more. */
  size_t left = len * 4 + 16;
  char *out = ec_pool_alloc(w->out->pool, left, 1), *in = (char *)text, *to = out;
  iconv(w->converter, NULL, NULL, NULL, NULL);
  if (iconv(w->converter, &in, &len, &to, &left) != 0 ||
      iconv(w->converter, NULL, NULL, &to, &left) != 0)
    return false;
  return put_bytes(w, out, to, pairs);
}

static bool put_text(struct writer *w, const char *text, bool pairs)
{
  size_t bad, len;
  if (!ec_po_well_formed(text, strlen(text), &bad))
    return false;
  for (; *text; text += len) {
    len = 1;
    if (!(*text & '\x80')) {
      put_ascii(w, *text, is_digit(*text) && is_open(w));
      continue;
    }
    while (text[len] & '\x80')
      len++;
    if (!put_others(w, text, len, pairs))
      return false;
  }
  return true;
}

/* ----------------------------------------------------------------------- edits */

/* Goes past a step that stays. */
static bool keep(struct writer *w, struct ec_po_steps *s)
{
  if (s->walk.numeric) {
    copy_to(w, s->stop);
    w->open = w->out->len;
  }
  return ec_po_steps_next(s);
}

static bool leave_out(struct writer *w, struct ec_po_steps *s)
{
  copy_to(w, s->begin);
  w->copied = s->stop;
  return ec_po_steps_next(s);
}

/* Goes to the edit's place, and past what it takes out. `s` is at the next step, if there is
 * `more`. */
static bool edit_one(struct writer *w, const struct ec_po_edit *edit, struct ec_po_steps *s,
                     bool *more)
{
  const struct ec_po *po = w->po;
  size_t bad = SIZE_MAX;
  while (*more && s->at < edit->begin) {
    bad = s->bad ? s->stop : SIZE_MAX;
    *more = keep(w, s);
  }
  const size_t place = *more ? s->begin : s->walk.close;
  if (bad == place || (*more && s->is_second))
    return false;
  copy_to(w, place);
  if (!put_text(w, edit->text, ec_po_pairs_at(po->conversion, place) != EC_PO_NO_PAIRS))
    return false;
  while (*more && s->at < edit->end)
    *more = leave_out(w, s);
  if (*more && s->is_second)
    return false;
  /* Two quotes keep what follows apart from the escape. */
  const char *next = ec_po_skip_joins(po->bytes + w->copied, po->bytes + po->len);
  if (is_open(w) && next < po->bytes + po->len && is_digit(*next))
    ec_string_adds(w->out, "\"\"");
  return true;
}

/* The edits of one string, in order. Returns the one that failed. */
static const struct ec_po_edit *edit_string(struct writer *w, const struct ec_po_edit *const *edits,
                                            size_t count)
{
  const struct ec_po_edit *failed = NULL;
  struct ec_po_steps s;
  ec_po_steps_begin(&s, w->po, edits[0]->string);
  bool more = ec_po_steps_next(&s);
  for (size_t i = 0; i < count && !failed; i++)
    if (!edit_one(w, edits[i], &s, &more))
      failed = edits[i];
  ec_po_steps_end(&s);
  return failed;
}

static int by_place(const void *a, const void *b)
{
  const struct ec_po_edit *one = *(const struct ec_po_edit *const *)a;
  const struct ec_po_edit *two = *(const struct ec_po_edit *const *)b;
  if (one->string->begin != two->string->begin)
    return one->string->begin < two->string->begin ? -1 : 1;
  if (one->begin != two->begin)
    return one->begin < two->begin ? -1 : 1;
  if (one->end != two->end)
    return one->end < two->end ? -1 : 1;
  return one < two ? -1 : one > two;
}

bool ec_po_write(const struct ec_po *po, const struct ec_po_edit *edits, size_t count,
                 struct ec_string *out, const struct ec_po_edit **failed)
{
  struct writer w = {po, out, ec_po_converter(po->conversion, true), 0, SIZE_MAX};
  const struct ec_po_edit **sorted = ec_pool_alloc(out->pool, count, sizeof *sorted);
  *failed = NULL;
  for (size_t i = 0; i < count; i++)
    sorted[i] = &edits[i];
  qsort(sorted, count, sizeof *sorted, by_place);
  for (size_t i = 0, n; i < count && !*failed; i += n) {
    for (n = 1; i + n < count && sorted[i + n]->string == sorted[i]->string;)
      n++;
    *failed = edit_string(&w, sorted + i, n);
  }
  copy_to(&w, po->len);
  ec_po_converter_close(w.converter);
  return !*failed;
}
