/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "buf.h"
#include "bundle.h"
#include "format.h"
#include "locale.h"

/* How a text is chosen: one walk along the candidate locales, in the order of the preference
 * list and, for each of its entries, the order of ec_locale_candidates(); last the source, or, in
 * want of one, whatever there is. errcat_message() stops at the first catalog that serves the
 * code, errcat_bundle_trace() goes to the end, so that what it tells is what happens.
 *
 * A service mostly asks for a locale by a catalog's own name. The walk tries that first, by
 * comparing bytes, and looks for other candidates only when it did not serve. */

struct way {
  const struct errcat_bundle *bundle;
  enum { WAY_ENTRY, WAY_ROUTE, WAY_CANDIDATES, WAY_LAST, WAY_END } at;
  const char *rest; /* of the preference list */
  uint32_t preference, preferences;
  const char *entry;
  size_t entry_len;
  const struct ec_route *route;
  struct ec_route_space space;
  size_t next; /* candidate of the route, or catalog of last resort */
  uint64_t seen[(ERRCAT_LOCALES_MAX + 63) / 64]; /* catalogs tried: none is tried twice */
};

/* One stop of the walk. */
struct stop {
  enum errcat_reason reason;
  uint32_t preference;
  const struct ec_catalog *catalog; /* NULL: there is none for this locale */
  const char *locale;
};

static void way_begin(struct way *way, const struct errcat_bundle *bundle, const char *locales)
{
  way->bundle = bundle;
  way->at = WAY_ENTRY;
  way->rest = locales ? locales : "";
  way->preference = way->preferences = 0;
  memset(way->seen, 0, sizeof way->seen);
}

/* Marks a catalog as tried; false when it was before. */
static bool first_visit(struct way *way, size_t catalog)
{
  uint64_t bit = UINT64_C(1) << catalog % 64;
  bool first = !(way->seen[catalog / 64] & bit);
  way->seen[catalog / 64] |= bit;
  return first;
}

static bool stop_at(struct way *way, struct stop *stop, enum errcat_reason reason, size_t catalog)
{
  *stop = (struct stop){reason, way->preference, way->bundle->usable[catalog],
                        way->bundle->usable[catalog]->name};
  return first_visit(way, catalog);
}

/* Takes the next preference, and stops at the catalog of exactly that name if there is one. */
static bool next_entry(struct way *way, struct stop *stop)
{
  if (way->preferences == ERRCAT_PREFERENCES_MAX ||
      !ec_preference_next(&way->rest, &way->entry, &way->entry_len)) {
    way->preference = way->preferences;
    way->at = WAY_LAST;
    way->next = 0;
    return false;
  }
  way->preference = way->preferences++;
  way->at = WAY_ROUTE;
  if (ec_locale_is_c(way->entry, way->entry_len, true)) {
    way->at = WAY_LAST;
    way->next = 0;
    return false;
  }
  for (size_t i = 0; i < way->bundle->usable_count; i++) {
    const char *name = way->bundle->usable[i]->name;
    if (strncmp(name, way->entry, way->entry_len) == 0 && !name[way->entry_len])
      return stop_at(way, stop, ERRCAT_REASON_EXACT, i);
  }
  return false;
}

static void find_route(struct way *way)
{
  way->route = ec_routes_find(way->bundle->routes, way->entry, way->entry_len, &way->space);
  way->next = 0;
  way->at = way->route ? WAY_CANDIDATES : WAY_ENTRY;
}

static bool next_candidate(struct way *way, struct stop *stop)
{
  if (way->next == way->route->count) {
    way->at = WAY_ENTRY;
    return false;
  }
  const struct ec_candidate *candidate = &way->route->list[way->next++];
  if (candidate->catalog != SIZE_MAX)
    return stop_at(way, stop, candidate->reason, candidate->catalog);
  *stop = (struct stop){candidate->reason, way->preference, NULL, candidate->locale};
  return true;
}

/* The source catalog, which is the first of the usable ones; without one, all of them. */
static bool next_last(struct way *way, struct stop *stop)
{
  size_t count = way->bundle->source ? 1 : way->bundle->usable_count;
  if (way->next == count) {
    way->at = WAY_END;
    return false;
  }
  return stop_at(way, stop, ERRCAT_REASON_SOURCE, way->next++);
}

static bool way_next(struct way *way, struct stop *stop)
{
  for (;;) {
    switch (way->at) {
    case WAY_ENTRY:
      if (next_entry(way, stop))
        return true;
      break;
    case WAY_ROUTE:
      find_route(way);
      break;
    case WAY_CANDIDATES:
      if (next_candidate(way, stop))
        return true;
      break;
    case WAY_LAST:
      if (next_last(way, stop))
        return true;
      break;
    case WAY_END:
      return false;
    }
  }
}

/* ---------------------------------------------------------------- one text */

/* What is looked for, and what was found on the way. */
struct search {
  const struct errcat_bundle *bundle;
  const char *locales;
  const struct ec_code *code;
  const struct ec_catalog *catalog; /* that serves it, or NULL */
  const struct ec_text *text;
  enum errcat_reason reason;
  uint32_t preference;
  uint32_t withheld;
  bool broken;
};

static void choose(struct search *search)
{
  size_t index = (size_t)(search->code - search->bundle->codes.list);
  struct way way;
  struct stop stop;
  way_begin(&way, search->bundle, search->locales);
  while (way_next(&way, &stop)) {
    if (!stop.catalog)
      continue;
    const struct ec_text *text = &stop.catalog->texts[index];
    if (text->outcome == ERRCAT_OUTCOME_SERVES) {
      search->catalog = stop.catalog;
      search->text = text;
      search->reason = stop.reason;
      search->preference = stop.preference;
      return;
    }
    search->withheld += text->outcome != ERRCAT_OUTCOME_UNTRANSLATED;
    search->broken = search->broken || text->outcome == ERRCAT_OUTCOME_BROKEN;
  }
}

/* The code itself, for want of a text; of something that is no code, what may be shown of it. */
static void write_code(struct ec_buf *out, const char *code, size_t len)
{
  if (len > ERRCAT_CODE_MAX)
    len = ERRCAT_CODE_MAX;
  for (size_t i = 0; i < len; i++)
    ec_buf_add(out, code[i] > ' ' && code[i] < 0x7f ? &code[i] : "?", 1);
  if (!len)
    ec_buf_adds(out, "?");
}

static void write_text(struct ec_buf *out, const struct search *search, bool remediation,
                       const struct errcat_arg *args, size_t count, struct ec_format_counts *counts)
{
  struct ec_format_input input = {
      .declared = search->code->declared,
      .declared_count = search->code->info.arg_count,
      .args = args,
      .arg_count = args ? count : 0,
      .numbers = search->catalog->numbers,
  };
  const struct ec_text *text = search->text;
  if (!remediation)
    ec_format(out, &text->message, &input, counts);
  else if (text->has_remediation)
    ec_format(out, &text->remediation, &input, counts);
}

static errcat_status status_of(const struct search *search, const struct ec_buf *out,
                               const struct ec_format_counts *counts)
{
  if (!search->code)
    return ERRCAT_E_UNKNOWN_CODE;
  if (search->code->info.foreign)
    return ERRCAT_E_FOREIGN_CODE;
  if (!search->bundle->source)
    return ERRCAT_E_NO_SOURCE;
  if (search->broken || !search->catalog)
    return ERRCAT_E_BROKEN;
  if (out->cut)
    return ERRCAT_E_LIMIT;
  return counts->missing || counts->mismatched ? ERRCAT_E_ARGUMENT : ERRCAT_OK;
}

static void fill_result(struct errcat_result *result, const struct search *search, const char *code,
                        size_t len, errcat_status status, const struct ec_format_counts *counts)
{
  *result = (struct errcat_result){
      .status = status,
      .http_status = 500,
      .reason = search->reason,
      .preference = search->preference,
      .missing = counts->missing,
      .mismatched = counts->mismatched,
      .withheld = search->withheld,
  };
  if (search->code && !search->code->info.foreign) {
    result->http_status = search->code->info.http_status;
    code = search->code->info.code;
    len = search->code->code_len;
  } else if (search->code && search->code->info.http_status) {
    result->http_status = search->code->info.http_status;
  }
  if (ec_code_ok(code, len))
    memcpy(result->code, code, len);
  if (search->catalog)
    memcpy(result->locale, search->catalog->name, strlen(search->catalog->name));
}

static size_t render(const struct errcat_bundle *bundle, const char *locales, const char *code,
                     bool remediation, const struct errcat_arg *args, size_t count, char *buffer,
                     size_t size, struct errcat_result *result)
{
  size_t len = code ? strlen(code) : 0;
  struct search search = {.bundle = bundle, .locales = locales};
  struct ec_format_counts counts = {0};
  struct errcat_arg asked = errcat_arg_string_n(code, len);
  struct ec_buf out;
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);

  search.code = ec_codes_find(&bundle->codes, code, len);
  if (!search.code && (search.code = ec_codes_foreign(&bundle->codes, code, len)) != NULL) {
    args = &asked; /* a foreign prefix's text has one argument: the code that was asked for */
    count = 1;
  }
  if (search.code)
    choose(&search);
  if (search.catalog)
    write_text(&out, &search, remediation, args, count, &counts);
  else if (!remediation)
    write_code(&out, code, len);
  if (result)
    fill_result(result, &search, code, len, status_of(&search, &out, &counts), &counts);
  return ec_buf_finish(&out);
}

/* -------------------------------------------------------------- public face */

size_t errcat_message(const struct errcat_bundle *bundle, const char *locales, const char *code,
                      const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                      struct errcat_result *result)
{
  return render(bundle, locales, code, false, args, count, buffer, size, result);
}

size_t errcat_remediation(const struct errcat_bundle *bundle, const char *locales, const char *code,
                          const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                          struct errcat_result *result)
{
  return render(bundle, locales, code, true, args, count, buffer, size, result);
}

/* What a stop without a usable catalog came to: there may be a refused one. */
static enum errcat_outcome absent(const struct errcat_bundle *bundle, const char *name)
{
  struct ec_locale locale;
  if (!ec_locale_parse(&locale, name, strlen(name)))
    return ERRCAT_OUTCOME_NO_CATALOG;
  for (size_t i = 0; i < bundle->count; i++)
    if (bundle->catalogs[i]->refused && strcmp(bundle->catalogs[i]->locale.name, locale.name) == 0)
      return ERRCAT_OUTCOME_REFUSED;
  return ERRCAT_OUTCOME_NO_CATALOG;
}

size_t errcat_bundle_trace(const struct errcat_bundle *bundle, const char *locales,
                           const char *code, struct errcat_step *steps, size_t max)
{
  const struct ec_code *wanted = NULL;
  if (code) {
    size_t len = strlen(code);
    wanted = ec_codes_find(&bundle->codes, code, len);
    if (!wanted)
      wanted = ec_codes_foreign(&bundle->codes, code, len);
  }
  size_t count = 0;
  struct way way;
  struct stop stop;
  way_begin(&way, bundle, locales);
  while (way_next(&way, &stop)) {
    if (count < max) {
      struct errcat_step *step = &steps[count];
      *step = (struct errcat_step){.preference = stop.preference, .reason = stop.reason};
      memcpy(step->locale, stop.locale, strlen(stop.locale) + 1);
      if (!stop.catalog)
        step->outcome = absent(bundle, stop.locale);
      else if (wanted)
        step->outcome = stop.catalog->texts[wanted - bundle->codes.list].outcome;
      else
        step->outcome = code ? ERRCAT_OUTCOME_UNTRANSLATED : ERRCAT_OUTCOME_SERVES;
    }
    count++;
  }
  return count;
}
