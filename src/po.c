/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

#include <strings.h>

#include "chars.h"

enum { BLOCK = 1 << 20, QUOTE_MAX = 40 };

/* -------------------------------------------------------------------- memory */

/* The text goes on in a new block. */
static void open_block(struct ec_po_reader *r, size_t need)
{
  /* A small file needs a small one. */
  const size_t usual = r->po->len < BLOCK / 2 ? r->po->len + r->po->len / 4 + 256 : BLOCK;
  const char *text = r->text;
  r->text_left = need > usual ? need : usual;
  r->text = ec_pool_take(r->po->pool, r->text_left, 1);
  if (r->text_len)
    memcpy(r->text, text, r->text_len);
}

char *ec_po_room(struct ec_po_reader *r, size_t need)
{
  if (r->text_left <= r->text_len || need >= r->text_left - r->text_len)
    open_block(r, r->text_len * 2 + need + 1);
  return r->text + r->text_len;
}

const char *ec_po_take(struct ec_po_reader *r, uint32_t *len)
{
  ec_po_room(r, 0);
  char *text = r->text;
  text[r->text_len] = '\0';
  if (len)
    *len = (uint32_t)r->text_len;
  r->text += r->text_len + 1;
  r->text_left -= r->text_len + 1;
  r->text_len = 0;
  return text;
}

/* -------------------------------------------------------------------- faults */

static bool is_heard(const struct ec_po_reader *r)
{
  return !r->prescan && r->po->fault_count < EC_PO_FAULTS_MAX;
}

static void tell(struct ec_po_reader *r, const char *code, size_t offset,
                 const struct errcat_arg *args, size_t count)
{
  struct ec_po *po = r->po;
  po->faults_found += !r->prescan;
  if (!is_heard(r))
    return;
  size_t i = po->fault_count++;
  for (; i && r->faults[i - 1].offset > offset; i--)
    r->faults[i] = r->faults[i - 1];
  r->faults[i] = (struct ec_po_fault){.code = code, .offset = offset, .arg_count = count};
  for (size_t a = 0; a < count; a++)
    r->faults[i].args[a] = args[a];
}

void ec_po_tell(struct ec_po_reader *r, const char *code, size_t offset)
{
  tell(r, code, offset, NULL, 0);
}

void ec_po_tell_arg(struct ec_po_reader *r, const char *code, size_t offset, const char *value)
{
  const struct errcat_arg arg = errcat_arg_string(value);
  tell(r, code, offset, &arg, 1);
}

void ec_po_tell_bytes(struct ec_po_reader *r, size_t offset, unsigned char byte)
{
  if (!is_heard(r)) {
    r->po->faults_found += !r->prescan;
    return;
  }
  const struct errcat_arg args[] = {
      errcat_arg_string(ec_pool_printf(r->po->pool, "0x%02X", (unsigned)byte)),
      errcat_arg_string(r->po->charset)};
  tell(r, "po.bad-bytes", offset, args, 2);
}

const char *ec_po_quote(struct ec_po_reader *r, size_t begin, size_t end)
{
  if (!is_heard(r))
    return "";
  const bool cut = end - begin > QUOTE_MAX;
  end = cut ? begin + QUOTE_MAX : end;
  while (cut && end > begin + QUOTE_MAX - 3 && (r->po->bytes[end] & '\xC0') == '\x80')
    end--;
  const char *text = ec_chars_repair(r->po->pool, r->po->bytes + begin, end - begin);
  text = ec_chars_clean(r->po->pool, text);
  return cut ? ec_pool_printf(r->po->pool, "%s…", text) : text;
}

/* ------------------------------------------------------------------- reading */

static void begin_at(struct ec_po_reader *r, bool prescan)
{
  struct ec_po *po = r->po;
  const size_t begin = ec_po_begin(po);
  *r = (struct ec_po_reader){.po = po,
                             .conversion = po->conversion,
                             .converter = (iconv_t)-1,
                             .prescan = prescan,
                             .p = po->bytes + begin,
                             .end = po->bytes + po->len,
                             .line_begin = begin,
                             .header = SIZE_MAX,
                             .faults = r->faults};
  if (begin && !prescan)
    ec_po_tell(r, "po.bom", 0);
}

void ec_po_read(struct ec_po *po, struct ec_pool *pool, const char *bytes, size_t len)
{
  *po = (struct ec_po){.bytes = len ? bytes : "", .len = len, .pool = pool, .charset = "UTF-8"};
  struct ec_po_reader r = {.po = po};
  r.faults = ec_pool_alloc(pool, EC_PO_FAULTS_MAX, sizeof *r.faults);
  po->conversion = ec_pool_alloc(pool, 1, sizeof *po->conversion);
  po->conversion->last = ec_pool_alloc(pool, 1, sizeof *po->conversion->last);
  po->faults = r.faults;
  const struct ec_pool_mark mark = ec_pool_mark(pool);
  begin_at(&r, true);
  ec_po_parse(&r);
  if (!r.stop)
    ec_pool_release(pool, mark);
  r.prescan = false;
  ec_po_charset(&r);
  const iconv_t converter = r.converter;
  begin_at(&r, false);
  r.converter = converter;
  ec_po_parse(&r);
  ec_po_converter_close(r.converter);
  po->entries = r.entries;
  po->entry_count = r.entry_count;
  po->header = r.header == SIZE_MAX ? NULL : &r.entries[r.header];
}

/* ----------------------------------------------------------------- questions */

bool ec_po_has_flag(const char *flags, const char *flag)
{
  static const char between[] = ", \t\r\f\v\n";
  const size_t len = strlen(flag);
  while (*(flags += strspn(flags, between))) {
    const size_t one = strcspn(flags, between);
    if (one == len && memcmp(flags, flag, len) == 0)
      return true;
    flags += one;
  }
  return false;
}

static bool last_has_flag(const struct ec_po_entry *entry, enum ec_po_comment_kind kind,
                          const char *flag)
{
  for (size_t i = entry->comment_count; i; i--)
    if (entry->comments[i - 1].kind == kind)
      return ec_po_has_flag(entry->comments[i - 1].text, flag);
  return false;
}

bool ec_po_flag(const struct ec_po_entry *entry, const char *flag)
{
  return last_has_flag(entry, EC_PO_FLAG, flag) || last_has_flag(entry, EC_PO_STICKY_FLAG, flag);
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

const char *ec_po_field(const struct ec_po *po, const char *name,
                        const struct ec_po_string **string, size_t *at)
{
  const struct ec_po_string *header = po->header ? &po->header->translations[0] : NULL;
  const size_t len = strlen(name);
  for (const char *line = header ? header->text : ""; *line;) {
    const char *end = line + strcspn(line, "\n");
    if ((size_t)(end - line) > len && strncasecmp(line, name, len) == 0 && line[len] == ':') {
      const char *value = line + len + 1;
      while (value < end && is_space(*value))
        value++;
      while (end > value && is_space(end[-1]))
        end--;
      if (string)
        *string = header;
      if (at)
        *at = (size_t)(value - header->text);
      return ec_pool_copy(po->pool, value, (size_t)(end - value));
    }
    line = *end ? end + 1 : end;
  }
  return NULL;
}

static void find_lines(struct ec_po *po)
{
  size_t count = 1, line = 1;
  const char *end = po->bytes + po->len, *p = po->bytes;
  while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL)
    count++, p++;
  uint32_t *lines = ec_pool_alloc(po->pool, count, sizeof *lines);
  for (p = po->bytes; (p = memchr(p, '\n', (size_t)(end - p))) != NULL;)
    lines[line++] = (uint32_t)(++p - po->bytes);
  lines[0] = (uint32_t)ec_po_begin(po);
  po->conversion->lines = lines;
  po->conversion->line_count = count;
}

struct ec_place ec_po_place(struct ec_po *po, size_t offset)
{
  if (!po->conversion->lines)
    find_lines(po);
  const uint32_t *lines = po->conversion->lines;
  size_t low = 0, high = po->conversion->line_count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (lines[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  const size_t column = offset > lines[low] ? offset - lines[low] : 0;
  return (struct ec_place){(uint32_t)low + 1, (uint32_t)column + 1};
}
