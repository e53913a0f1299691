/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <unicode/uloc.h>
#include <unicode/ures.h>

#include "icu.h"

/* CLDR's plural rules as texts, from the resource bundle that icu::PluralRules reads:
 *
 *     plurals { locales { ru { "setN" } }  locales_ordinals { ... }
 *               rules { setN { few { "v = 0 and i % 10 = 2..4 ... @integer ..." } } } }
 *
 * Nothing is kept, so any thread may ask. */

/* The name of the locale's set of rules, by the way that icu::PluralRules goes: the name without
 * keywords, then what is left as its end is cut off. NULL with no error: it has none. */
static const UChar *rule_set(const UResourceBundle *sets, const char *locale, int32_t *len)
{
  char name[ULOC_FULLNAME_CAPACITY];
  UErrorCode error = U_ZERO_ERROR;
  int32_t left = uloc_getBaseName(locale, name, sizeof name, &error);
  while (U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && left > 0) {
    UErrorCode missing = U_ZERO_ERROR;
    const UChar *set = ures_getStringByKey(sets, name, len, &missing);
    if (U_SUCCESS(missing))
      return set;
    left = uloc_getParent(name, name, sizeof name, &error);
  }
  return NULL;
}

/* Copies ASCII up to `end`, or as far as the text goes. False for any other text, and what has no
 * room. */
static bool copy_ascii(const UChar *text, int32_t len, UChar end, char *out, size_t size)
{
  size_t at = 0;
  for (int32_t i = 0; i < len && text[i] != end; i++) {
    if (text[i] >= 0x80 || at + 1 >= size)
      return false;
    out[at++] = (char)text[i];
  }
  out[at] = '\0';
  return true;
}

/* One rule of a set, without its samples. */
static bool give_rule(const UResourceBundle *set, int32_t i,
                      bool (*rule)(void *context, enum ec_plural_category category,
                                   const char *text, size_t len),
                      void *context)
{
  char text[1024];
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = 0;
  UResourceBundle *entry = ures_getByIndex(set, i, NULL, &error);
  const UChar *wide = ures_getString(entry, &len, &error);
  const char *keyword = U_SUCCESS(error) ? ures_getKey(entry) : NULL;
  bool ok = keyword && copy_ascii(wide, len, '@', text, sizeof text);
  if (ok && strcmp(keyword, ec_plural_name(EC_PLURAL_OTHER)) != 0) {
    enum ec_plural_category category = ec_plural_parse(keyword, strlen(keyword));
    ok = category < EC_PLURAL_CATEGORIES && rule(context, category, text, strlen(text));
  }
  ures_close(entry);
  return ok;
}

bool ec_icu_plural_rules(const char *locale, enum ec_plural_type type,
                         bool (*rule)(void *context, enum ec_plural_category category,
                                      const char *text, size_t len),
                         void *context)
{
  UErrorCode error = U_ZERO_ERROR;
  const char *table = type == EC_PLURAL_ORDINAL ? "locales_ordinals" : "locales";
  char name[64] = "";
  int32_t len = 0;
  UResourceBundle *plurals = ures_openDirect(NULL, "plurals", &error);
  UResourceBundle *sets = ures_getByKey(plurals, table, NULL, &error);
  UResourceBundle *rules = ures_getByKey(plurals, "rules", NULL, &error);
  UResourceBundle *set = NULL;
  bool ok = U_SUCCESS(error);
  const UChar *found = ok ? rule_set(sets, locale, &len) : NULL;
  if (found) {
    ok = copy_ascii(found, len, 0, name, sizeof name);
    set = ures_getByKey(rules, name, NULL, &error);
    ok = ok && U_SUCCESS(error);
  }
  for (int32_t i = 0; ok && set && i < ures_getSize(set); i++)
    ok = give_rule(set, i, rule, context);
  ures_close(set);
  ures_close(rules);
  ures_close(sets);
  ures_close(plurals);
  return ok;
}
