/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#include "chars.h"

static const iconv_t none = (iconv_t)-1;
static const char replacement[] = "\xEF\xBF\xBD";

/* --------------------------------------------------------------------- names */

/* Those that GNU gettext takes, whatever iconv knows. */
static const char *const names[] = {
    "ANSI_X3.4-1968", "ASCII",      "BIG5",        "BIG5-HKSCS",  "CP1250",      "CP1251",
    "CP1252",         "CP1253",     "CP1254",      "CP1255",      "CP1256",      "CP1257",
    "CP850",          "CP866",      "CP874",       "CP932",       "CP949",       "CP950",
    "EUC-JP",         "EUC-KR",     "EUC-TW",      "GB18030",     "GB2312",      "GBK",
    "GEORGIAN-PS",    "ISO-8859-1", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-2",
    "ISO-8859-3",     "ISO-8859-4", "ISO-8859-5",  "ISO-8859-6",  "ISO-8859-7",  "ISO-8859-8",
    "ISO-8859-9",     "JOHAB",      "KOI8-R",      "KOI8-T",      "KOI8-U",      "SHIFT_JIS",
    "TIS-620",        "US-ASCII",   "UTF-8",       "VISCII"};

static bool listed(const char *const *list, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (strcasecmp(list[i], name) == 0)
      return true;
  return false;
}

static enum ec_po_pairs pairs_of(const char *name)
{
  static const char *const with_pairs[] = {"BIG5", "BIG5-HKSCS", "CP949", "CP950",
                                           "GBK",  "GB18030",    "JOHAB"};
  if (strcasecmp(name, "SHIFT_JIS") == 0 || strcasecmp(name, "CP932") == 0)
    return EC_PO_PAIRS_SHIFT_JIS;
  return listed(with_pairs, sizeof with_pairs / sizeof *with_pairs, name) ? EC_PO_PAIRS
                                                                          : EC_PO_NO_PAIRS;
}

iconv_t ec_po_converter(const struct ec_po_conversion *conversion, bool to_file)
{
  if (!conversion->name)
    return none;
  return to_file ? iconv_open(conversion->name, "UTF-8") : iconv_open("UTF-8", conversion->name);
}

void ec_po_converter_close(iconv_t converter)
{
  if (converter != none)
    iconv_close(converter);
}

static bool keeps_ascii(iconv_t converter)
{
  char in['~' - ' ' + 1], out[sizeof in * 3], *from = in, *to = out;
  size_t in_left = sizeof in, out_left = sizeof out;
  for (size_t i = 0; i < sizeof in; i++)
    in[i] = (char)(' ' + i);
  iconv(converter, &from, &in_left, &to, &out_left);
  return sizeof out - out_left == sizeof in && memcmp(in, out, sizeof in) == 0;
}

/* -------------------------------------------------------------------- header */

bool ec_po_ascii(const char *bytes, size_t len)
{
  for (; len >= 8; bytes += 8, len -= 8) {
    uint64_t eight;
    memcpy(&eight, bytes, 8);
    if (eight & UINT64_C(0x8080808080808080))
      return false;
  }
  for (; len; bytes++, len--)
    if (*bytes & '\x80')
      return false;
  return true;
}

/* Whether the charset can be read. */
static bool use(struct ec_po_reader *r, const char *name)
{
  struct ec_po_conversion *c = r->conversion;
  if (strncasecmp(name, "ISO_8859-", 9) == 0)
    name = ec_pool_printf(r->po->pool, "ISO-%s", name + 4); /* as gettext does: iconv may not */
  if (!listed(names, sizeof names / sizeof *names, name))
    return false;
  if (strcasecmp(name, "UTF-8") == 0)
    return true;
  c->name = name;
  r->converter = ec_po_converter(c, false);
  if (r->converter == none) {
    c->name = NULL;
    return false;
  }
  c->pairs = pairs_of(name);
  c->keeps_ascii = keeps_ascii(r->converter);
  return true;
}

void ec_po_charset(struct ec_po_reader *r)
{
  static const char field[] = "charset=";
  struct ec_po *po = r->po;
  struct ec_po_conversion *c = r->conversion;
  const struct ec_po_string *header = r->stop ? r->translations : NULL;
  const char *at = header ? strstr(header->text, field) : NULL;
  size_t place = header ? header->begin : 0;
  *c = (struct ec_po_conversion){.known = true, .keeps_ascii = true, .last = c->last};
  c->from = header ? r->last_end : 0;
  if (at) {
    at += sizeof field - 1;
    place = ec_po_offset(po, header, (size_t)(at - header->text));
    c->last->string = NULL; /* it goes away */
    po->charset = ec_chars_clean(po->pool, ec_pool_copy(po->pool, at, strcspn(at, " \t\n")));
  }
  /* Of a template, which does not say it yet. */
  if (!at || strcmp(po->charset, "CHARSET") == 0)
    c->known = ec_po_ascii(po->bytes + ec_po_begin(po), po->len - ec_po_begin(po));
  else
    c->known = c->told = use(r, po->charset);
  if (!c->known)
    ec_po_tell_arg(r, "po.charset", place, at && *po->charset ? po->charset : "none");
}

/* --------------------------------------------------------------------- UTF-8 */

/* Bytes of the character at p; 0: it is not well-formed. RFC 3629. */
static size_t utf8_step(const unsigned char *p, size_t len)
{
  const unsigned char lead = *p;
  if (lead < 0x80)
    return 1;
  const size_t need = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (!need || need > len)
    return 0;
  for (size_t i = 1; i < need; i++)
    if ((p[i] & 0xC0) != 0x80)
      return 0;
  const bool bad = (lead == 0xE0 && p[1] < 0xA0) || (lead == 0xED && p[1] > 0x9F) ||
                   (lead == 0xF0 && p[1] < 0x90) || (lead == 0xF4 && p[1] > 0x8F);
  return bad ? 0 : need;
}

bool ec_po_well_formed(const char *bytes, size_t len, size_t *at)
{
  for (size_t i = 0; i < len;) {
    const size_t step = utf8_step((const unsigned char *)bytes + i, len - i);
    *at = i;
    if (!step)
      return false;
    i += step;
  }
  return true;
}

/* ---------------------------------------------------------------- conversion */

/* What is to be converted, and how far it has come. What is made of it grows behind it, at the end
 * of the reader's text. */
struct run {
  struct ec_po_reader *reader;
  const char *begin;
  char *in;
  size_t in_left;
  size_t bad; /* the first bad byte, from `begin` */
};

static void put(struct run *run, const char *bytes, size_t len)
{
  memcpy(ec_po_room(run->reader, len), bytes, len);
  run->reader->text_len += len;
}

static void take(struct run *run, size_t len)
{
  run->in += len;
  run->in_left -= len;
}

static void put_bad(struct run *run)
{
  if (run->bad == SIZE_MAX)
    run->bad = (size_t)(run->in - run->begin);
  put(run, replacement, sizeof replacement - 1);
  take(run, 1);
}

static void repair_utf8(struct run *run)
{
  while (run->in_left) {
    const size_t step = utf8_step((const unsigned char *)run->in, run->in_left);
    if (!step) {
      put_bad(run);
      continue;
    }
    put(run, run->in, step);
    take(run, step);
  }
}

/* One call of iconv; `in` is NULL to end. False: at `in` there is no character. */
static bool call(struct run *run, char **in, size_t *in_left)
{
  struct ec_po_reader *r = run->reader;
  for (;;) {
    const size_t room = (in ? *in_left * 2 : 0) + 64;
    char *out = ec_po_room(r, room);
    size_t left = room;
    const bool ok = iconv(r->converter, in, in_left, &out, &left) != (size_t)-1;
    r->text_len += room - left;
    if (ok || errno != E2BIG)
      return ok;
  }
}

/* All of the next `len` bytes. */
static void convert_run(struct run *run, size_t len)
{
  const size_t rest = run->in_left - len;
  run->in_left = len;
  iconv(run->reader->converter, NULL, NULL, NULL, NULL);
  while (run->in_left)
    if (!call(run, &run->in, &run->in_left))
      put_bad(run);
  call(run, NULL, NULL);
  run->in_left += rest;
}

/* Where the bytes of ASCII are not what iconv takes them for. */
static void convert_rest(struct run *run)
{
  const enum ec_po_pairs pairs = run->reader->conversion->pairs;
  const char *end = run->in + run->in_left;
  while (run->in_left) {
    size_t len = 0;
    while (len < run->in_left && (run->in[len] & '\x80'))
      len += ec_po_step(pairs, run->in + len, end);
    convert_run(run, len);
    if (run->in_left) {
      put(run, run->in, 1);
      take(run, 1);
    }
  }
}

size_t ec_po_convert(struct ec_po_reader *r)
{
  const size_t len = r->text_len;
  size_t bad = SIZE_MAX;
  if (r->prescan || ec_po_ascii(r->text, len))
    return SIZE_MAX;
  if (r->converter == none && ec_po_well_formed(r->text, len, &bad))
    return SIZE_MAX;
  struct run run = {r, r->text, r->text, len, SIZE_MAX};
  if (r->converter == none)
    repair_utf8(&run);
  else if (r->conversion->keeps_ascii)
    convert_run(&run, len);
  else
    convert_rest(&run);
  r->text_len -= len;
  memmove(r->text, r->text + len, r->text_len);
  return r->conversion->known ? run.bad : SIZE_MAX;
}
