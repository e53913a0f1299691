/* SPDX-License-Identifier: MIT */
#include "icu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

/* How this file shares ICU between threads: locale functions keep nothing. A converter has state,
 * so a charset belongs to one thread. */

/* ---------------------------------------------------------------- charsets */

struct ec_icu_charset {
  UConverter *from;
  UConverter *utf8;
};

/* ICU's "GBK" is Microsoft's code page 936, which maps stray bytes to private characters;
 * GB 18030 holds all of GBK and refuses them. */
static const char *standard_name(const char *name)
{
  return ucnv_compareNames(name, "GBK") == 0 ? "GB18030" : name;
}

struct ec_icu_charset *ec_icu_charset_open(const char *name)
{
  struct ec_icu_charset *charset = calloc(1, sizeof *charset);
  if (!charset)
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  charset->from = ucnv_open(standard_name(name), &error);
  charset->utf8 = ucnv_open("UTF-8", &error);
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(charset->from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  if (U_FAILURE(error)) {
    ec_icu_charset_close(charset);
    return NULL;
  }
  return charset;
}

void ec_icu_charset_close(struct ec_icu_charset *charset)
{
  if (!charset)
    return;
  ucnv_close(charset->from);
  ucnv_close(charset->utf8);
  free(charset);
}

size_t ec_icu_charset_convert(struct ec_icu_charset *charset, const char *bytes, size_t len,
                              char *out, size_t size, size_t *bad)
{
  UChar pivot[512];
  UChar *pivot_source = pivot, *pivot_target = pivot;
  const char *source = bytes;
  char *target = out;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_convertEx(charset->utf8, charset->from, &target, out + size, &source, bytes + len, pivot,
                 &pivot_source, &pivot_target, pivot + sizeof pivot / sizeof pivot[0], true, true,
                 &error);
  if (U_SUCCESS(error))
    return (size_t)(target - out);
  *bad = len;
  if (error != U_BUFFER_OVERFLOW_ERROR) {
    char invalid[32];
    int8_t count = sizeof invalid;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(charset->from, invalid, &count, &ignored);
    size_t done = (size_t)(source - bytes);
    *bad = U_SUCCESS(ignored) && count > 0 && (size_t)count <= done ? done - (size_t)count : done;
    if (*bad == len && len)
      *bad = len - 1;
  }
  return SIZE_MAX;
}

/* ----------------------------------------------------------------- locales */

/* Copies a subtag when it fits and is there. */
static void take(char *to, size_t size, const char *from)
{
  size_t len = strlen(from);
  if (len && len < size)
    memcpy(to, from, len + 1);
}

void ec_icu_likely(char language[EC_LANGUAGE_SIZE], char script[EC_SCRIPT_SIZE],
                   char region[EC_REGION_SIZE])
{
  char name[ULOC_FULLNAME_CAPACITY], likely[ULOC_FULLNAME_CAPACITY], tag[ULOC_FULLNAME_CAPACITY];
  UErrorCode error = U_ZERO_ERROR;
  snprintf(name, sizeof name, "%s%s%s%s%s", language, script[0] ? "_" : "", script,
           region[0] ? "_" : "", region);

  /* Only the language tag has deprecated subtags replaced. */
  int32_t len = uloc_toLanguageTag(name, tag, sizeof tag, false, &error);
  if (U_FAILURE(error) || len >= (int32_t)sizeof tag || strncmp(tag, "und", 3) == 0)
    return;
  uloc_forLanguageTag(tag, name, sizeof name, NULL, &error);
  len = uloc_addLikelySubtags(name, likely, sizeof likely, &error);
  if (U_FAILURE(error) || len >= (int32_t)sizeof likely)
    return;

  char part[ULOC_FULLNAME_CAPACITY];
  if (uloc_getLanguage(likely, part, sizeof part, &error) > 0 && U_SUCCESS(error))
    take(language, EC_LANGUAGE_SIZE, part);
  if (uloc_getScript(likely, part, sizeof part, &error) > 0 && U_SUCCESS(error))
    take(script, EC_SCRIPT_SIZE, part);
  if (uloc_getCountry(likely, part, sizeof part, &error) > 0 && U_SUCCESS(error))
    take(region, EC_REGION_SIZE, part);
}

/* The parent that CLDR names in the locale's own data, or false: then it is truncation. */
static bool explicit_parent(const char *name, char parent[ERRCAT_LOCALE_MAX + 1])
{
  UErrorCode error = U_ZERO_ERROR;
  /* Not ures_openDirect(), which never comes back from the alias no_NO in ICU 72. What this one
   * finds by falling back to other locales is told by the error code. */
  UResourceBundle *data = ures_open(NULL, name, &error);
  int32_t len = 0;
  const UChar *text = NULL;
  if (error == U_ZERO_ERROR)
    text = ures_getStringByKey(data, "%%Parent", &len, &error);
  bool found = U_SUCCESS(error) && error == U_ZERO_ERROR && len > 0 && len <= ERRCAT_LOCALE_MAX;
  if (found)
    u_UCharsToChars(text, parent, len + 1);
  ures_close(data);
  return found;
}

bool ec_icu_parent(const char *name, char parent[ERRCAT_LOCALE_MAX + 1])
{
  char result[ERRCAT_LOCALE_MAX + 1];
  if (!explicit_parent(name, result)) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t len = uloc_getParent(name, result, sizeof result, &error);
    if (U_FAILURE(error) || len >= (int32_t)sizeof result)
      return false;
  }
  if (!result[0] || strcmp(result, "root") == 0)
    return false;
  memcpy(parent, result, sizeof result);
  return true;
}

const char *ec_icu_locale(int32_t i)
{
  return i >= 0 && i < uloc_countAvailable() ? uloc_getAvailable(i) : NULL;
}

/* -------------------------------------------------------------- characters */

bool ec_icu_is_bidi(uint32_t c)
{
  if (c < 0x590 || (c >= 0x2070 && c < 0xfb1d)) /* most text */
    return false;
  switch (u_charDirection((UChar32)c)) {
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC:
  case U_ARABIC_NUMBER:
    return true;
  default:
    return u_hasBinaryProperty((UChar32)c, UCHAR_BIDI_CONTROL);
  }
}
