/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "locale.h"

/* What the environment asks for, read as GNU gettext reads it:
 *
 *   category   the first of LC_ALL, LC_MESSAGES, LANG that is set and not empty
 *   language   when the category's locale is C or POSIX, or there is none: the source language,
 *              whatever LANGUAGE says; else LANGUAGE if it is not empty; else the category's
 *              locale, of which C.UTF-8 stands for the source language
 *   LANGUAGE   colon-separated; C and POSIX end the list
 *   codeset    that of the first of LC_ALL, LC_CTYPE, LANG that is set and not empty
 *
 * On purpose it differs where gettext depends on what is installed: a locale need not exist to
 * be asked for, and a name without a codeset, the C locale included, stands for UTF-8, for what
 * codeset glibc would take is written only in the locale's own files. An entry of LANGUAGE that is
 * no locale name, which gettext would look for as a file all the same, is left out. */

static const char *first_set(const char *const names[3], const char **value,
                             const char *(*get)(void *context, const char *name), void *context)
{
  for (int i = 0; i < 3; i++) {
    const char *text = get(context, names[i]);
    if (text && text[0]) {
      *value = text;
      return names[i];
    }
  }
  *value = "";
  return "";
}

/* Whole entries only: a name cut in the middle would be another name. Past the first that
 * does not fit nothing is taken, or a later language would be preferred to an earlier one. */
static void take_list(struct errcat_environment *environment, const char *list)
{
  const char *entry;
  size_t len, used = 0, taken = 0;
  bool full = false;
  while (ec_preference_next(&list, &entry, &len)) {
    if (ec_locale_is_c(entry, len, false))
      return;
    struct ec_locale locale;
    if (!ec_locale_parse(&locale, entry, len)) {
      environment->ignored++;
      continue;
    }
    size_t separator = used > 0;
    full = full || taken == ERRCAT_PREFERENCES_MAX ||
           used + separator + len >= sizeof environment->locales;
    if (full) {
      environment->ignored++;
      continue;
    }
    if (separator)
      environment->locales[used++] = ':';
    memcpy(environment->locales + used, entry, len);
    used += len;
    environment->locales[used] = '\0';
    taken++;
  }
}

static void read_locales(struct errcat_environment *environment,
                         const char *(*get)(void *context, const char *name), void *context)
{
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  const char *category;
  environment->category_from = first_set(names, &category, get, context);
  environment->locales_from = environment->category_from;
  if (!category[0] || ec_locale_is_c(category, strlen(category), false))
    return;
  const char *language = get(context, "LANGUAGE");
  if (language && language[0]) {
    environment->locales_from = "LANGUAGE";
    take_list(environment, language);
    return;
  }
  size_t len = strlen(category);
  struct ec_locale locale;
  if (ec_locale_is_c(category, len, true))
    return;
  if (!ec_locale_parse(&locale, category, len)) {
    environment->ignored++;
    return;
  }
  memcpy(environment->locales, category, len + 1);
}

static void read_codeset(struct errcat_environment *environment,
                         const char *(*get)(void *context, const char *name), void *context)
{
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  const char *category, *codeset = "UTF-8", *from = first_set(names, &category, get, context);
  size_t len = strlen(codeset);
  bool named = ec_locale_codeset(category, strlen(category), &codeset, &len);
  environment->codeset_from = named ? from : "";
  memcpy(environment->codeset, codeset, len);
}

void ec_environment_from(struct errcat_environment *environment,
                         const char *(*get)(void *context, const char *name), void *context)
{
  *environment = (struct errcat_environment){0};
  read_locales(environment, get, context);
  read_codeset(environment, get, context);
}

static const char *from_process(void *context, const char *name)
{
  (void)context;
  return getenv(name);
}

void errcat_environment_read(struct errcat_environment *environment)
{
  ec_environment_from(environment, from_process, NULL);
}
