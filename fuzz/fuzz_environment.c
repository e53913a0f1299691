/* SPDX-License-Identifier: MIT */
/* Any values of the variables that choose a language: what comes out is terminated, and each
 * entry of it is a locale name that could never lead out of a folder. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "locale.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"};
enum { NAMES = sizeof names / sizeof *names };

/* Values in the order of the names, one behind the NUL of the other. */
struct variables {
  const char *value[NAMES];
};

static const char *get(void *context, const char *name)
{
  const struct variables *variables = context;
  for (size_t i = 0; i < NAMES; i++)
    if (!strcmp(names[i], name))
      return variables->value[i];
  return NULL;
}

/* Those among which choosing is hardest: scripts, and languages with several codes. */
static const char *const shelf[] = {"en", "zh_CN", "zh_TW", "nb", "nn", "sr", "sr@latin", "iw"};
enum { SHELF = sizeof shelf / sizeof *shelf, CANDIDATES_MAX = SHELF + 12 };

static void check_candidates(const struct ec_locale *wanted)
{
  struct ec_locale catalogs[SHELF];
  const struct ec_locale *list[SHELF];
  for (size_t i = 0; i < SHELF; i++) {
    bool named = ec_locale_parse(&catalogs[i], shelf[i], strlen(shelf[i]));
    assert(named);
    list[i] = &catalogs[i];
  }
  struct ec_candidate candidates[CANDIDATES_MAX];
  size_t count = ec_locale_candidates(wanted, list, SHELF, candidates, CANDIDATES_MAX);
  assert(count <= CANDIDATES_MAX);
  for (size_t i = 0; i < count; i++)
    assert(candidates[i].catalog < SHELF || candidates[i].catalog == SIZE_MAX);
}

static void check_locales(const char *list)
{
  const char *entry;
  size_t len;
  while (ec_preference_next(&list, &entry, &len)) {
    struct ec_locale locale;
    if (ec_locale_is_c(entry, len, true) || !ec_locale_parse(&locale, entry, len))
      continue;
    assert(locale.name[0] && memchr(locale.name, '\0', sizeof locale.name));
    assert(!strpbrk(locale.name, "/.\\"));
    check_candidates(&locale);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char *text = malloc(size + 1);
  assert(text);
  memcpy(text, data, size);
  text[size] = '\0';

  struct variables variables = {{NULL}};
  const char *value = text;
  for (size_t i = 0; i < NAMES && value <= text + size; i++) {
    variables.value[i] = value;
    value += strlen(value) + 1;
  }
  struct errcat_environment environment;
  ec_environment_from(&environment, get, &variables);
  assert(memchr(environment.locales, '\0', sizeof environment.locales));
  assert(memchr(environment.codeset, '\0', sizeof environment.codeset));
  assert(!strchr(environment.locales, '/'));
  check_locales(environment.locales);
  free(text);
  return 0;
}
