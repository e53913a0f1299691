/* SPDX-License-Identifier: MIT */
/* Any wishes: a header, and lists of locales behind it, each behind a NUL. Whatever they hold, the
 * language is one of the catalogs, all that is said of it holds, the work is bounded, and the trace
 * tells the same. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"
#include "negotiate_walk.h"
#include "shelf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TRACE_MAX = 5 * (ERRCAT_PREFERENCES_MAX + 1), SHELVES = 3 };

static const char *const shelves[SHELVES] = {
    "en zh_CN zh_TW",
    ("en en_001 en_GB es es_419 pt pt_PT sr sr@latin ca ca@valencia sl_ROZAJ no nn zh_CN "
     "zh_Hans_CN zh_HK ar ar_EG yue"),
    "- fr zh_CN iw es_840",
};

static bool has_catalog(const struct errcat_bundle *bundle, const char *name, size_t len)
{
  for (size_t i = 0; i < errcat_bundle_catalog_count(bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog(bundle, i, &info);
    if (strlen(info.locale) == len && memcmp(info.locale, name, len) == 0)
      return true;
  }
  return false;
}

static void check_list(const struct errcat_bundle *bundle, const char *list)
{
  assert(memchr(list, '\0', ERRCAT_WISHES_MAX + 1));
  for (size_t len; *list; list += len + (list[len] == ':')) {
    len = strcspn(list, ":");
    assert(has_catalog(bundle, list, len));
    assert(!list[len] || list[len + 1]);
  }
}

static void check(const struct errcat_bundle *bundle, const struct errcat_wishes *wishes)
{
  struct errcat_language language;
  struct errcat_wish trace[TRACE_MAX];
  assert(ec_negotiate(bundle, wishes, &language) < 200000);
  assert(has_catalog(bundle, language.locale, strlen(language.locale)));
  check_list(bundle, language.locales);
  char tag[ERRCAT_LOCALE_MAX + 1];
  assert(errcat_language_tag(language.locale, tag) && !strcmp(tag, language.content_language));
  size_t count = errcat_negotiate_trace(bundle, wishes, trace, TRACE_MAX), first = 0;
  assert(count <= TRACE_MAX);
  while (first < count && trace[first].outcome != ERRCAT_WISH_SERVES)
    first++;
  assert((first < count) == (language.origin != ERRCAT_ORIGIN_NONE));
  assert(first == count || !strcmp(trace[first].locale, language.locale));
  for (size_t i = 0; i < count; i++)
    assert(trace[i].quality <= 1000 && trace[i].len <= ERRCAT_ACCEPT_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static struct shelf opened[SHELVES];
  char *text = malloc(size + 1);
  assert(text);
  memcpy(text, data, size);
  text[size] = '\0';

  const char *parts[5] = {NULL};
  const char *part = text;
  for (size_t i = 0; i < 5 && part <= text + size; i++) {
    parts[i] = part;
    part += strlen(part) + 1;
  }
  for (size_t i = 0; i < SHELVES; i++) {
    if (!opened[i].bundle)
      shelf_open(&opened[i], shelves[i], NULL);
    assert(opened[i].bundle);
    for (uint32_t flags = 0; flags <= ERRCAT_WISH_ANY_SCRIPT; flags++) {
      struct errcat_wishes wishes = {.accept_language = parts[0],
                                     .request = parts[1],
                                     .profile = parts[2],
                                     .cookie = parts[3],
                                     .environment = parts[4],
                                     .flags = flags};
      check(opened[i].bundle, &wishes);
      /* With its NULs, all of it is the header. */
      wishes = (struct errcat_wishes){
          .accept_language = text, .accept_language_len = size, .flags = flags};
      check(opened[i].bundle, &wishes);
    }
  }
  free(text);
  return 0;
}
