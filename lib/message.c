/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "buf.h"
#include "bundle.h"
#include "format.h"
#include "inline.h"
#include "locale.h"

/* How a text is chosen: one walk along the candidate locales, in the order of the preference
 * list and, for each of its entries, the order of ec_locale_candidates(); last the source, or, in
 * want of one, whatever there is. errcat_message() stops at the first catalog that serves the
 * code, errcat_bundle_trace() goes to the end, so that what it tells is what happens.
 *
 * A service mostly asks for one locale by a catalog's own name, or for the source language, and
 * mostly that catalog serves. ready() and render() see to this case, and the walk to all others:
 * what the first finds is what the walk would stop at first, with the same reason and preference,
 * for it finds nothing else. It is what makes the time of a message, so it has little to set up:
 *
 *   locale   a hash table of the catalogs' names
 *   code     a hash table of the codes; a handle is one look into a table instead
 *   text     catalog->slots[code]: compiled, or a reason to leave it to the walk           */

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
  size_t exact = ec_routes_exact(way->bundle->routes, way->entry, way->entry_len);
  return exact != SIZE_MAX && stop_at(way, stop, ERRCAT_REASON_EXACT, exact);
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
  bool broken, nomem;
};

static size_t index_of(const struct errcat_bundle *bundle, const struct ec_code *code)
{
  return (size_t)(code - bundle->codes.list);
}

/* The catalog that the walk would look at first, and why; NULL when that takes a walk. */
static inline const struct ec_catalog *
first_catalog(const struct errcat_bundle *bundle, const char *locales, enum errcat_reason *reason)
{
  size_t len = locales ? strlen(locales) : 0;
  *reason = ERRCAT_REASON_SOURCE;
  if (!len)
    return bundle->source;
  *reason = ERRCAT_REASON_EXACT;
  size_t exact = ec_routes_exact(bundle->routes, locales, len);
  return exact == SIZE_MAX ? NULL : bundle->usable[exact];
}

static void choose_on_the_way(struct search *search)
{
  size_t index = index_of(search->bundle, search->code);
  struct way way;
  struct stop stop;
  way_begin(&way, search->bundle, search->locales);
  while (way_next(&way, &stop)) {
    if (!stop.catalog)
      continue;
    const struct ec_text *text = ec_catalog_text(stop.catalog, index);
    if (text && text->outcome == ERRCAT_OUTCOME_SERVES) {
      search->catalog = stop.catalog;
      search->text = text;
      search->reason = stop.reason;
      search->preference = stop.preference;
      return;
    }
    search->withheld += !text || text->outcome != ERRCAT_OUTCOME_UNTRANSLATED;
    search->broken = search->broken || (text && text->outcome == ERRCAT_OUTCOME_BROKEN);
    search->nomem = search->nomem || !text;
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

static errcat_status status_of(const struct search *search, const struct ec_buf *out,
                               const struct ec_format_counts *counts)
{
  if (!search->code)
    return ERRCAT_E_UNKNOWN_CODE;
  if (!search->catalog && search->nomem)
    return ERRCAT_E_NOMEM;
  if (search->code->foreign)
    return ERRCAT_E_FOREIGN_CODE;
  if (!search->bundle->source)
    return ERRCAT_E_NO_SOURCE;
  if (search->broken || !search->catalog)
    return ERRCAT_E_BROKEN;
  if (out->cut)
    return ERRCAT_E_LIMIT;
  return counts->missing || counts->mismatched ? ERRCAT_E_ARGUMENT : ERRCAT_OK;
}

/* Fills all of to[0..size), so that nothing has to clear it before. */
static void put(char *to, size_t size, const char *from, size_t len)
{
  memcpy(to, from, len);
  memset(to + len, 0, size - len);
}

/* `code` is what was asked for: it is shown when it is not known, or is another system's. */
static void fill_result(struct errcat_result *result, const struct search *search, const char *code,
                        size_t len, errcat_status status, const struct ec_format_counts *counts)
{
  const struct ec_code *found = search->code;
  const char *locale = search->catalog ? search->catalog->name : "";
  result->status = status;
  result->http_status = found ? (int)found->http_status : 500;
  result->reason = search->reason;
  result->preference = search->preference;
  result->missing = counts->missing;
  result->mismatched = counts->mismatched;
  result->withheld = search->withheld;
  if (found && !found->foreign) {
    put(result->code, sizeof result->code, found->code, found->code_len);
  } else {
    if (found && !found->http_status)
      result->http_status = 500;
    put(result->code, sizeof result->code, code, ec_code_ok(code, len) ? len : 0);
  }
  put(result->locale, sizeof result->locale, locale, strlen(locale));
  memset(result->reserved, 0, sizeof result->reserved);
}

/* ------------------------------------------------------------ any request */

/* What is asked for. Its members are passed one by one: written here and read there in pairs, they
 * would keep the processor waiting longer than all the rest takes. */
#define REQUEST \
  const struct errcat_bundle *bundle, const char *locales, const struct ec_code *found, \
      const char *code, bool remediation, const struct errcat_arg *args, size_t count, \
      char *buffer, size_t size, struct errcat_result *result

/* For want of a text: what was asked for. */
static void write_asked(struct ec_buf *out, const char *asked, const struct ec_code *code)
{
  if (asked)
    write_code(out, asked, strlen(asked));
  else
    write_code(out, code ? code->code : "", code ? code->code_len : 0);
}

static size_t render_on_the_way(REQUEST)
{
  size_t len = found || !code ? 0 : strlen(code);
  struct search search = {.bundle = bundle, .locales = locales, .code = found};
  struct ec_format_input input = {.args = args, .arg_count = args ? count : 0};
  struct ec_format_counts counts = {0};
  struct errcat_arg asked;
  struct ec_buf out;
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);

  if (!found && (search.code = ec_codes_foreign(&bundle->codes, code, len)) != NULL) {
    /* A foreign prefix's text has one argument: the code that was asked for. */
    asked = errcat_arg_string_n(code, len);
    input.args = &asked;
    input.arg_count = 1;
  }
  if (search.code)
    choose_on_the_way(&search);
  if (search.catalog) {
    const struct ec_pattern *pattern =
        remediation ? search.text->remediation : search.text->message;
    input.formats = search.catalog->formats;
    if (pattern)
      ec_format(&out, pattern, &input, &counts);
  } else if (!remediation) {
    write_asked(&out, code, search.code);
  }
  if (result)
    fill_result(result, &search, code ? code : "", len, status_of(&search, &out, &counts), &counts);
  return ec_buf_finish(&out);
}

/* The texts of the code in the catalog that the walk would look at first, when they serve. */
INLINE const struct ec_text *first_text(const struct errcat_bundle *bundle, const char *locales,
                                        const struct ec_code *found,
                                        const struct ec_catalog **catalog,
                                        enum errcat_reason *reason)
{
  *catalog = first_catalog(bundle, locales, reason);
  if (!*catalog)
    return NULL;
  const struct ec_text *text = ec_catalog_text(*catalog, index_of(bundle, found));
  ec_text_fetch(text);
  return text && text->outcome == ERRCAT_OUTCOME_SERVES ? text : NULL;
}

static size_t render(REQUEST)
{
  enum errcat_reason reason;
  const struct ec_catalog *catalog = NULL;
  const struct ec_text *text = found ? first_text(bundle, locales, found, &catalog, &reason) : NULL;
  if (!text)
    return render_on_the_way(bundle, locales, found, code, remediation, args, count, buffer, size,
                             result);
  const struct ec_pattern *pattern = remediation ? text->remediation : text->message;
  struct ec_format_input input = {args, args ? count : 0, catalog->formats};
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  if (!result && pattern)
    return ec_format_text(pattern, args, input.arg_count, catalog->formats, buffer, size);
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
  if (pattern)
    ec_format(&out, pattern, &input, &counts);
  struct search search = {
      .bundle = bundle, .code = found, .catalog = catalog, .text = text, .reason = reason};
  if (result)
    fill_result(result, &search, "", 0, status_of(&search, &out, &counts), &counts);
  return ec_buf_finish(&out);
}

/* The pattern of a text that is compiled already, in a catalog that is listed by the locale's name,
 * or is that of the source; else NULL. Calls nothing, so that its callers hardly need a stack. */
INLINE const struct ec_pattern *ready(const struct errcat_bundle *bundle, const char *locales,
                                      size_t index, bool remediation,
                                      const struct ec_catalog **catalog)
{
  *catalog = bundle->source;
  if (locales && *locales) {
    size_t listed = ec_routes_listed(bundle->routes, locales);
    *catalog = listed < EC_ROUTES_LISTED ? bundle->usable[listed] : NULL;
  }
  if (!*catalog)
    return NULL;
  const struct ec_text *text =
      atomic_load_explicit(&(*catalog)->slots[index].text, memory_order_acquire);
  if (!text)
    return NULL;
  ec_text_fetch(text);
  if (text->outcome != ERRCAT_OUTCOME_SERVES)
    return NULL;
  return remediation ? text->remediation : text->message;
}

/* -------------------------------------------------------------- public face */

/* By code. */
INLINE size_t answer(const struct errcat_bundle *bundle, const char *locales, const char *code,
                     bool remediation, const struct errcat_arg *args, size_t count, char *buffer,
                     size_t size, struct errcat_result *result)
{
  const struct ec_code *found = code ? ec_codes_find(&bundle->codes, code, strlen(code)) : NULL;
  const struct ec_catalog *catalog;
  const struct ec_pattern *pattern = NULL;
  if (found && !result)
    pattern = ready(bundle, locales, index_of(bundle, found), remediation, &catalog);
  if (pattern)
    return ec_format_text(pattern, args, args ? count : 0, catalog->formats, buffer, size);
  return render(bundle, locales, found, code, remediation, args, count, buffer, size, result);
}

size_t errcat_message(const struct errcat_bundle *bundle, const char *locales, const char *code,
                      const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                      struct errcat_result *result)
{
  return answer(bundle, locales, code, false, args, count, buffer, size, result);
}

size_t errcat_remediation(const struct errcat_bundle *bundle, const char *locales, const char *code,
                          const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                          struct errcat_result *result)
{
  return answer(bundle, locales, code, true, args, count, buffer, size, result);
}

/* The next two have the parameters of the public functions, which can so leave them where they are
 * for what is not ready. */
NOT_INLINE size_t message_of(const struct errcat_bundle *bundle, const char *locales,
                             struct errcat_handle handle, const struct errcat_arg *args,
                             size_t count, char *buffer, size_t size, struct errcat_result *result)
{
  const char *code;
  const struct ec_code *found = ec_tables_find(bundle, handle, &code);
  return render(bundle, locales, found, code, false, args, count, buffer, size, result);
}

NOT_INLINE size_t remediation_of(const struct errcat_bundle *bundle, const char *locales,
                                 struct errcat_handle handle, const struct errcat_arg *args,
                                 size_t count, char *buffer, size_t size,
                                 struct errcat_result *result)
{
  const char *code;
  const struct ec_code *found = ec_tables_find(bundle, handle, &code);
  return render(bundle, locales, found, code, true, args, count, buffer, size, result);
}

size_t errcat_message_of(const struct errcat_bundle *bundle, const char *locales,
                         struct errcat_handle handle, const struct errcat_arg *args, size_t count,
                         char *buffer, size_t size, struct errcat_result *result)
{
  size_t index = ec_tables_first(bundle, handle);
  const struct ec_catalog *catalog;
  const struct ec_pattern *pattern;
  if (result || !index || !(pattern = ready(bundle, locales, index - 1, false, &catalog)))
    return message_of(bundle, locales, handle, args, count, buffer, size, result);
  return ec_format_text(pattern, args, args ? count : 0, catalog->formats, buffer, size);
}

size_t errcat_remediation_of(const struct errcat_bundle *bundle, const char *locales,
                             struct errcat_handle handle, const struct errcat_arg *args,
                             size_t count, char *buffer, size_t size, struct errcat_result *result)
{
  size_t index = ec_tables_first(bundle, handle);
  const struct ec_catalog *catalog;
  const struct ec_pattern *pattern;
  if (result || !index || !(pattern = ready(bundle, locales, index - 1, true, &catalog)))
    return remediation_of(bundle, locales, handle, args, count, buffer, size, result);
  return ec_format_text(pattern, args, args ? count : 0, catalog->formats, buffer, size);
}

/* ------------------------------------------------------------------- trace */

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
        step->outcome = ec_catalog_outcome(stop.catalog, index_of(bundle, wanted));
      else
        step->outcome = code ? ERRCAT_OUTCOME_UNTRANSLATED : ERRCAT_OUTCOME_SERVES;
    }
    count++;
  }
  return count;
}
