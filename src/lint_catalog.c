/* SPDX-License-Identifier: MIT */

/* Rules about a catalog as a file: what the reader finds, and what its header says. Those about its
 * entries are in lint_entries.c. */

#include "lint.h"

#include <string.h>

#include "lint_catalog.h"

void ec_lint_tell(struct ec_lint *lint, const char *rule, struct ec_lint_file *file,
                  const struct ec_po_string *string, size_t begin, size_t end, const char *code,
                  const struct errcat_arg *args, size_t count)
{
  struct ec_po *po = &file->po;
  struct ec_finding *finding = ec_lint_find_at(
      lint, rule, file, ec_po_place(po, ec_po_offset(po, string, begin)), code, args, count);
  if (finding && end > begin)
    finding->end = ec_po_place(po, ec_po_offset(po, string, end));
}

static void tell_faults(struct ec_lint *lint, struct ec_lint_file *file)
{
  for (size_t i = 0; i < file->po.fault_count; i++) {
    const struct ec_po_fault *fault = &file->po.faults[i];
    ec_lint_find_at(lint, fault->code, file, ec_po_place(&file->po, fault->offset), NULL,
                    fault->args, fault->arg_count);
  }
}

/* ------------------------------------------------------------ locales of names */

static bool is_letter(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

/* The two-letter codes of ISO 639: what else has two letters is the name of something. */
static bool is_language(const char *name)
{
  static const char languages[] =
      "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
      "cy "
      "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht "
      "hu "
      "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la "
      "lb "
      "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj "
      "om "
      "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv "
      "sw "
      "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";
  const char key[] = {name[0], name[1], ' ', '\0'};
  return strstr(languages, key) != NULL;
}

/* What a locale's name says: "zh", "Hant", "HK". */
struct locale {
  char language[4], script[5], region[4];
};

static void take(char *to, size_t size, const char *from, size_t len)
{
  if (len >= size)
    len = size - 1;
  memcpy(to, from, len);
  to[len] = '\0';
}

/* False for what is no locale's name, or may as well be another. Charset and modifier do not count.
 */
static bool read_locale(const char *name, size_t len, struct locale *locale)
{
  size_t at = 0;
  *locale = (struct locale){"", "", ""};
  while (at < len && is_letter(name[at]))
    at++;
  const bool is_long = at == 3;
  if (at < 2 || at > 3 || (!is_long && !is_language(name)))
    return false;
  take(locale->language, sizeof locale->language, name, at);
  while (at < len && (name[at] == '_' || name[at] == '-')) {
    const size_t begin = ++at;
    while (at < len && (is_letter(name[at]) || is_digit(name[at])))
      at++;
    const size_t part = at - begin;
    if (part == 4 && is_letter(name[begin]))
      take(locale->script, sizeof locale->script, name + begin, part);
    else if (part == 2 || (part == 3 && is_digit(name[begin])))
      take(locale->region, sizeof locale->region, name + begin, part);
    else
      return false;
  }
  if (at < len && name[at] != '.' && name[at] != '@')
    return false;
  /* Three letters alone are often something else. */
  return !is_long || *locale->region || *locale->script;
}

/* The locale of the file's name, or of a folder that it is in: "zh_CN" of zh_CN.po, shop.zh_CN.po
 * and zh_CN/LC_MESSAGES/shop.po. NULL when there is none. */
static const char *expected_of(struct ec_lint *lint, const char *path)
{
  struct locale locale;
  const char *end = path + strlen(path);
  if (end - path > 3 && memcmp(end - 3, ".po", 3) == 0)
    end -= 3;
  for (const char *begin = end;; begin--) {
    const bool at_part = begin == path || begin[-1] == '/' || begin[-1] == '.';
    if (at_part && read_locale(begin, (size_t)(end - begin), &locale))
      return ec_pool_copy(lint->pool, begin, (size_t)(end - begin));
    if (begin == path)
      return NULL;
    if (begin[-1] == '/')
      end = begin - 1;
  }
}

/* ------------------------------------------------------------------- header */

static bool differ(const char *a, const char *b)
{
  if (!*a || !*b)
    return false;
  for (; *a && *b; a++, b++)
    if (((unsigned char)*a | 0x20) != ((unsigned char)*b | 0x20))
      return true;
  return *a || *b;
}

/* What one of them leaves open the other may say. */
static bool is_other(const char *value, const char *expected)
{
  struct locale said, wanted;
  if (!read_locale(value, strlen(value), &said) ||
      !read_locale(expected, strlen(expected), &wanted))
    return strcmp(value, expected) != 0 && !read_locale(value, strlen(value), &said);
  return differ(said.language, wanted.language) || differ(said.script, wanted.script) ||
         differ(said.region, wanted.region);
}

static void judge_language(struct ec_lint *lint, struct ec_lint_file *file)
{
  const struct ec_po_string *string = NULL;
  size_t at = 0;
  const char *value = ec_po_field(&file->po, "Language", &string, &at);
  const char *expected = expected_of(lint, file->path);
  if (value && *value && (!expected || !is_other(value, expected)))
    return;
  if (!value || !string) {
    if (!file->po.header->translation_count)
      return;
    string = &file->po.header->translations[0];
    at = 0;
    value = "";
  }
  ec_lint_tell(lint, "po.language", file, string, at, at + strlen(value), NULL,
               ERRCAT_ARGS(*value ? value : "none", expected ? expected : "none"));
}

static void judge_header(struct ec_lint *lint, struct ec_lint_file *file)
{
  const struct ec_po *po = &file->po;
  if (po->header) {
    if (!file->is_template)
      judge_language(lint, file);
  } else if (po->entry_count || !po->faults_found) {
    ec_lint_find_at(lint, "po.no-header", file, (struct ec_place){1, 1}, NULL, NULL, 0);
  }
}

static void judge_twice(struct ec_lint *lint, struct ec_lint_file *file,
                        const struct ec_lint_items *items)
{
  struct ec_po *po = &file->po;
  for (size_t i = 0; i < items->count; i++) {
    const struct ec_lint_item *item = &items->items[i];
    if (item->same)
      ec_lint_find_at(lint, "po.twice", file, ec_po_place(po, item->entry->keyword), item->code,
                      ERRCAT_ARGS((long)ec_po_place(po, item->same->entry->keyword).line));
  }
}

void ec_lint_catalog(struct ec_lint *lint, struct ec_lint_file *file)
{
  const struct ec_pool_mark mark = ec_pool_mark(lint->scratch);
  struct ec_lint_items items;
  tell_faults(lint, file);
  judge_header(lint, file);
  ec_lint_items_read(lint, file, &items);
  judge_twice(lint, file, &items);
  ec_lint_entries(lint, file, &items);
  ec_pool_release(lint->scratch, mark);
}
