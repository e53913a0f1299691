/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "icu.h"
#include "mo_image.h"
#include "status.h"
#include "utf8.h"

/* header  = *(line LF)            the text of the entry with the empty key
 * line    = "Content-Type" *WS ":" type *(";" parameter)
 * parameter = *WS "charset" *WS "=" *WS [DQUOTE] name
 * name    = what is before white space, ";" or DQUOTE
 *
 * Letters in any case. The first Content-Type counts. */

enum { NAME_MAX_LEN = 40 };

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* `word` is lower case. */
static bool begins_with(const char *s, const char *end, const char *word)
{
  for (; *word; s++, word++)
    if (s == end || lower(*s) != *word)
      return false;
  return true;
}

static const char *skip_blanks(const char *s, const char *end)
{
  while (s < end && is_blank(*s))
    s++;
  return s;
}

/* After `word`, blanks, `mark` and blanks; NULL when s is not that. */
static const char *after(const char *s, const char *end, const char *word, char mark)
{
  s = skip_blanks(s, end);
  if (!begins_with(s, end, word))
    return NULL;
  s = skip_blanks(s + strlen(word), end);
  return s < end && *s == mark ? skip_blanks(s + 1, end) : NULL;
}

/* The charset's name in the parameters of a Content-Type; *len 0 when there is none. */
static const char *find_parameter(const char *s, const char *end, size_t *len)
{
  *len = 0;
  while ((s = memchr(s, ';', (size_t)(end - s)))) {
    const char *name = after(++s, end, "charset", '=');
    if (!name)
      continue;
    if (name < end && *name == '"')
      name++;
    while (name + *len < end && !is_blank(name[*len]) && name[*len] != ';' && name[*len] != '"')
      ++*len;
    return name;
  }
  return end;
}

static const char *find_charset(const char *header, size_t *len)
{
  *len = 0;
  while (*header) {
    const char *end = header + strcspn(header, "\n");
    const char *type = after(header, end, "content-type", ':');
    if (type)
      return find_parameter(type, end, len);
    header = *end ? end + 1 : end;
  }
  return header;
}

/* What ICU may be asked for: nothing that it could take for options or a path. */
static bool is_name(const char *name, size_t len)
{
  static const char later[] = "._:-";
  if (len > NAME_MAX_LEN)
    return false;
  for (size_t i = 0; i < len; i++) {
    char c = lower(name[i]);
    bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!alphanumeric && (!i || !memchr(later, c, sizeof later - 1)))
      return false;
  }
  return len > 0;
}

static bool is_any_of(const char *name, size_t len, const char *const *names)
{
  for (; *names; names++)
    if (strlen(*names) == len && begins_with(name, name + len, *names))
      return true;
  return false;
}

/* A catalog's charset must be one in which ASCII stands for itself and no byte changes what
 * a later character means. A byte of ASCII before an "A" tells: UTF-16 and UTF-32 make less
 * than two characters of them, BOCU-1 and EBCDIC other ones; UTF-7, HZ, ISO-2022 and SCSU
 * each have a byte that shifts. A few charsets of PCs rotate three control characters, and
 * Japan's and Korea's have a currency sign and an overline at 5C and 7E: those may. */
static bool is_superset_of_ascii(struct ec_icu_charset *charset)
{
  for (unsigned c = 1; c < 0x80; c++) {
    char in[2] = {(char)c, 'A'}, out[8];
    size_t bad, len = ec_icu_charset_convert(charset, in, 2, out, sizeof out, &bad);
    if (len == SIZE_MAX || len < 2 || out[len - 1] != 'A')
      return false;
    size_t first = len - 1, size;
    ec_utf8_decode(out, &size);
    bool may_differ = c == 0x1a || c == 0x1c || c == '\\' || c == '~' || c == 0x7f;
    if (may_differ ? size != first : first != 1 || out[0] != in[0])
      return false;
  }
  return true;
}

static errcat_status fail_encoding(struct ec_mo_image *image, size_t i, enum ec_mo_side side,
                                   size_t bad, const char *charset)
{
  size_t at = ec_mo_locate(image, i, side, bad);
  return ec_fail(image->err, ERRCAT_E_ENCODING, at,
                 "byte %02x at %zu, in the string described at %zu in the %s, is not %s",
                 image->bytes[at], at, ec_mo_descriptor(image, i, side), ec_mo_side_name(side),
                 charset);
}

/* As ec_utf8_scan(). */
static size_t scan_ascii(const char *s, size_t len, size_t *nul)
{
  size_t at = 0;
  while (at < len && !((unsigned char)s[at] & 0x80))
    at++;
  const char *end = memchr(s, '\0', at);
  *nul = end ? (size_t)(end - s) : len;
  return at;
}

/* Strings are read here for the last time before they are handed out, so that this also finds
 * where their first form ends. */
static errcat_status check_in_place(struct ec_mo_image *image,
                                    size_t (*scan)(const char *s, size_t len, size_t *nul),
                                    const char *charset)
{
  for (size_t i = 0; i < image->entry_count; i++) {
    struct ec_mo_entry *entry = &image->entries[i];
    size_t end, good = scan(entry->key, entry->key_len, &end);
    if (good < entry->key_len)
      return fail_encoding(image, i, EC_MO_ORIGINALS, good, charset);
    entry->key_len = (uint32_t)end;
    good = scan(entry->text, entry->text_len, &end);
    if (good < entry->text_len)
      return fail_encoding(image, i, EC_MO_TRANSLATIONS, good, charset);
    entry->text_len = (uint32_t)end;
  }
  return ERRCAT_OK;
}

/* Memory for all converted strings. */
struct output {
  char *at;
  size_t room;
};

/* No charset makes more than three bytes of UTF-8 from one byte, and with every string paid for
 * there is an end to how many bytes there are. */
static bool open_output(struct ec_mo_image *image, struct output *output)
{
  size_t size = 0;
  for (size_t i = 0; i < image->entry_count; i++)
    size += ((size_t)image->entries[i].key_len + image->entries[i].text_len) * 3 + 2;
  output->room = size < image->limit ? size : image->limit;
  output->at = ec_arena_alloc(image->arena, output->room, 1);
  return output->at != NULL;
}

static errcat_status convert(struct ec_mo_image *image, struct ec_icu_charset *charset,
                             const char *name, size_t i, enum ec_mo_side side,
                             struct output *output)
{
  struct ec_mo_entry *entry = &image->entries[i];
  const char **string = side == EC_MO_ORIGINALS ? &entry->key : &entry->text;
  uint32_t *len = side == EC_MO_ORIGINALS ? &entry->key_len : &entry->text_len;
  size_t bad = *len, size = SIZE_MAX;
  if (output->room)
    size = ec_icu_charset_convert(charset, *string, *len, output->at, output->room - 1, &bad);
  if (size == SIZE_MAX && bad < *len)
    return fail_encoding(image, i, side, bad, name);
  if (size == SIZE_MAX)
    return ec_fail(image->err, ERRCAT_E_LIMIT, ec_mo_descriptor(image, i, side),
                   "strings that share bytes take more than %zu bytes once converted to UTF-8",
                   image->limit);
  output->at[size] = '\0';
  *string = output->at;
  *len = (uint32_t)strlen(output->at);
  output->at += size + 1;
  output->room -= size + 1;
  return ERRCAT_OK;
}

static errcat_status convert_all(struct ec_mo_image *image, struct ec_icu_charset *charset,
                                 const char *name)
{
  struct output output;
  if (!open_output(image, &output))
    return ec_mo_nomem(image);
  for (size_t i = 0; i < image->entry_count; i++) {
    errcat_status status = convert(image, charset, name, i, EC_MO_ORIGINALS, &output);
    if (!status)
      status = convert(image, charset, name, i, EC_MO_TRANSLATIONS, &output);
    if (status)
      return status;
  }
  return ERRCAT_OK;
}

static errcat_status convert_from(struct ec_mo_image *image, const char *name, size_t name_at)
{
  struct ec_icu_charset *charset = ec_icu_charset_open(name);
  if (!charset)
    return ec_fail(image->err, ERRCAT_E_CHARSET, name_at, "the charset %s is unknown", name);
  errcat_status status = is_superset_of_ascii(charset)
                             ? convert_all(image, charset, name)
                             : ec_fail(image->err, ERRCAT_E_CHARSET, name_at,
                                       "the charset %s is not one in which ASCII always stands "
                                       "for itself",
                                       name);
  ec_icu_charset_close(charset);
  return status;
}

/* The header entry's index, or the count. It is the first of the static strings; nothing
 * forbids a forged one among the others. */
static size_t find_header(const struct ec_mo_image *image)
{
  if (image->count && !*image->entries[0].key)
    return 0;
  size_t i = image->count;
  while (i < image->entry_count && *image->entries[i].key)
    i++;
  return i;
}

errcat_status ec_mo_decode(struct ec_mo_image *image, const char **charset, bool *converted)
{
  static const char *const utf8[] = {"utf-8", "utf8", NULL};
  static const char *const ascii[] = {"us-ascii", "ascii", "ansi_x3.4-1968", NULL};
  static const char *const none[] = {"charset", NULL}; /* as xgettext leaves it */

  size_t header = find_header(image), len = 0;
  const char *found = "";
  if (header < image->entry_count)
    found = find_charset(image->entries[header].text, &len);
  if (!len || is_any_of(found, len, none))
    return check_in_place(image, ec_utf8_scan, "UTF-8, and the header names no charset");

  size_t at = ec_mo_locate(image, header, EC_MO_TRANSLATIONS,
                           (size_t)(found - image->entries[header].text));
  if (!is_name(found, len))
    return ec_fail(image->err, ERRCAT_E_CHARSET, at,
                   "the charset's name, %zu bytes at %zu, is no name of a charset", len, at);
  const char *name = ec_arena_copy(image->arena, found, len);
  if (!name)
    return ec_mo_nomem(image);
  *charset = name;
  if (is_any_of(name, len, utf8))
    return check_in_place(image, ec_utf8_scan, "UTF-8");
  if (is_any_of(name, len, ascii))
    return check_in_place(image, scan_ascii, "US-ASCII");
  *converted = true;
  return convert_from(image, name, at);
}
