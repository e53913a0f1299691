/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bundle.h"
#include "errcat.h"
#include "locale.h"
#include "matcher.h"
#include "negotiate_walk.h"

/* Which language a reader gets: one walk along all wishes, in the order in which they count, each
 * of which is brought to a catalog, or to a reason why it has none. errcat_negotiate() takes the
 * first that serves, errcat_negotiate_trace() tells of all of them, so that what it tells is what
 * happens.
 *
 *   request > profile > cookie > Accept-Language, by quality > environment
 *           > the same once more in any script, when that is allowed > the source language
 *
 * Once the language is known, the walk goes on for the catalogs that are to stand in where that one
 * lacks a text, but leaves out what `vary` does not name: a text that depended on a header that
 * `vary` is silent of would be kept by caches for readers who did not send it. */

/* ---------------------------------------------------------------- the language */

static const char *name_of(const struct ec_walk *walk, size_t catalog)
{
  return walk->bundle->usable[catalog]->name;
}

/* What the decision depends on, when it fell at a wish of this origin. */
static const char *vary_of(const struct errcat_wishes *wishes, enum errcat_origin origin)
{
  bool cookie = wishes->cookie && origin >= ERRCAT_ORIGIN_COOKIE;
  if (origin < ERRCAT_ORIGIN_ACCEPT_LANGUAGE)
    return cookie ? "Cookie" : "";
  return cookie ? "Cookie, Accept-Language" : "Accept-Language";
}

static void decide(struct errcat_language *language, struct ec_walk *walk,
                   const struct ec_wish *wish)
{
  language->origin = wish->origin;
  language->reason = wish->reason;
  language->preference = wish->preference;
  language->vary = vary_of(walk->wishes, wish->origin);
  walk->cookie_left_out = wish->origin < ERRCAT_ORIGIN_COOKIE;
  walk->header_left_out = wish->origin < ERRCAT_ORIGIN_ACCEPT_LANGUAGE;
}

/* The catalogs that serve, so far: no catalog twice. */
struct list {
  char *to;
  size_t len;
  bool full;
  uint64_t seen[(ERRCAT_LOCALES_MAX + 63) / 64];
};

/* Whole names only; nothing behind one that does not fit, which counts more. */
static void add(struct list *list, size_t catalog, const char *name)
{
  uint64_t bit = UINT64_C(1) << catalog % 64;
  if (list->seen[catalog / 64] & bit)
    return;
  list->seen[catalog / 64] |= bit;
  size_t len = strlen(name), separator = list->len > 0;
  list->full = list->full || list->len + separator + len > ERRCAT_WISHES_MAX;
  if (list->full)
    return;
  if (separator)
    list->to[list->len++] = ':';
  memcpy(list->to + list->len, name, len);
  list->len += len;
}

/* Goes to the end of the wishes, or the source language. False: none serves. */
static bool collect(struct ec_walk *walk, struct errcat_language *language, size_t *catalog)
{
  struct list list = {.to = language->locales};
  struct ec_wish wish;
  bool decided = false;
  while (ec_walk_next(walk, &wish)) {
    if (wish.outcome != ERRCAT_WISH_SERVES)
      continue;
    if (!decided) {
      decide(language, walk, &wish);
      *catalog = wish.catalog;
    } else if (walk->bundle->usable[wish.catalog]->source) {
      return true; /* errcat_message() goes there by itself */
    }
    decided = true;
    add(&list, wish.catalog, name_of(walk, wish.catalog));
    if (walk->bundle->usable[wish.catalog]->source)
      return true;
  }
  return decided;
}

/* Nothing that was wished for is there. */
static size_t fall_back(struct ec_walk *walk, struct errcat_language *language)
{
  const struct errcat_bundle *bundle = walk->bundle;
  size_t last = bundle->source ? 1 : bundle->usable_count;
  language->reason = ERRCAT_REASON_SOURCE;
  language->vary = vary_of(walk->wishes, ERRCAT_ORIGIN_ENVIRONMENT);
  for (size_t i = 0; i < last; i++)
    if (!ec_walk_refuses(walk, ERRCAT_ORIGIN_ENVIRONMENT, i))
      return i;
  language->refused = true;
  return 0;
}

static void copy(char *to, const char *from)
{
  memcpy(to, from, strlen(from) + 1);
}

static void walk_all(struct ec_walk *walk, struct errcat_language *language)
{
  size_t catalog;
  bool found = collect(walk, language, &catalog);
  if (!found && walk->wishes->flags & ERRCAT_WISH_ANY_SCRIPT) {
    ec_walk_again(walk);
    found = collect(walk, language, &catalog);
    language->vary = vary_of(walk->wishes, ERRCAT_ORIGIN_ENVIRONMENT);
  }
  if (!found)
    catalog = fall_back(walk, language);
  copy(language->locale, name_of(walk, catalog));
  copy(language->content_language, ec_matcher_tag(walk->bundle->matcher, catalog));
  language->ignored = walk->ignored;
}

static bool is_empty(const char *list)
{
  return !list || !*list;
}

/* Most services know nothing of a reader but the header. */
static bool is_header_alone(const struct errcat_wishes *wishes)
{
  return wishes->accept_language && is_empty(wishes->request) && is_empty(wishes->profile) &&
         is_empty(wishes->cookie) && is_empty(wishes->environment) && !wishes->flags;
}

uint32_t ec_negotiate(const struct errcat_bundle *bundle, const struct errcat_wishes *wishes,
                      struct errcat_language *language)
{
  struct ec_walk walk;
  memset(language, 0, sizeof *language);
  ec_walk_begin(&walk, bundle, wishes);
  walk_all(&walk, language);
  return walk.work;
}

void errcat_negotiate(const struct errcat_bundle *bundle, const struct errcat_wishes *wishes,
                      struct errcat_language *language)
{
  if (!is_header_alone(wishes)) {
    ec_negotiate(bundle, wishes, language);
    return;
  }
  const char *text = wishes->accept_language;
  size_t len = wishes->accept_language_len;
  if (!len)
    len = strnlen(text, EC_ANSWER_MAX + 1);
  if (ec_answers_find(bundle->answers, text, len, language)) {
    language->vary = vary_of(wishes, ERRCAT_ORIGIN_ACCEPT_LANGUAGE);
    return;
  }
  ec_negotiate(bundle, wishes, language);
  if (!language->ignored)
    ec_answers_keep(bundle->answers, text, len, language);
}

/* ----------------------------------------------------------------------- trace */

static bool any_serves(const struct errcat_bundle *bundle, const struct errcat_wishes *wishes)
{
  struct ec_walk walk;
  struct ec_wish wish;
  ec_walk_begin(&walk, bundle, wishes);
  while (ec_walk_next(&walk, &wish))
    if (wish.outcome == ERRCAT_WISH_SERVES)
      return true;
  return false;
}

size_t errcat_negotiate_trace(const struct errcat_bundle *bundle,
                              const struct errcat_wishes *wishes, struct errcat_wish *trace,
                              size_t max)
{
  size_t count = 0;
  struct ec_walk walk;
  struct ec_wish wish;
  ec_walk_begin(&walk, bundle, wishes);
  walk.any_script = wishes->flags & ERRCAT_WISH_ANY_SCRIPT && !any_serves(bundle, wishes);
  for (; ec_walk_next(&walk, &wish); count++) {
    if (count >= max)
      continue;
    struct errcat_wish *step = &trace[count];
    *step = (struct errcat_wish){.origin = wish.origin,
                                 .outcome = wish.outcome,
                                 .reason = wish.reason,
                                 .preference = wish.preference,
                                 .quality = wish.quality,
                                 .text = wish.text,
                                 .len = wish.len};
    if (wish.catalog != EC_MATCHER_NONE)
      copy(step->locale, name_of(&walk, wish.catalog));
  }
  return count;
}

bool errcat_language_tag(const char *locale, char tag[ERRCAT_LOCALE_MAX + 1])
{
  struct ec_locale read;
  size_t len = strnlen(locale, ERRCAT_LOCALE_MAX + 1);
  tag[0] = '\0';
  if (!ec_locale_read(&read, locale, len))
    return false;
  ec_locale_tag(&read, tag);
  return true;
}
