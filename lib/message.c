/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "buf.h"
#include "bundle.h"
#include "codes_find.h"
#include "format.h"
#include "inline.h"
#include "locale.h"
#include "message.h"

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

static size_t index_of(const struct errcat_bundle *bundle, const struct ec_code *code)
{
  return (size_t)(code - bundle->codes.list);
}

/* The catalog that the walk would look at first, and why; NULL when that takes a walk. */
static inline const struct ec_catalog *
first_catalog(const struct errcat_bundle *bundle, const char *locales, enum errcat_reason *reason)
{
  *reason = ERRCAT_REASON_SOURCE;
  if (!locales || !*locales)
    return bundle->source;
  *reason = ERRCAT_REASON_EXACT;
  size_t exact = ec_routes_listed(bundle->routes, locales);
  if (exact == EC_ROUTES_LISTED)
    exact = ec_routes_exact(bundle->routes, locales, strlen(locales));
  return exact == SIZE_MAX ? NULL : bundle->usable[exact];
}

/* Finds the first catalog that serves choice->code, for choice->locales. */
static void choose(struct ec_choice *choice)
{
  size_t index = index_of(choice->bundle, choice->code);
  struct way way;
  struct stop stop;
  way_begin(&way, choice->bundle, choice->locales);
  while (way_next(&way, &stop)) {
    if (!stop.catalog)
      continue;
    const struct ec_text *text = ec_catalog_text(stop.catalog, index);
    if (text && text->outcome == ERRCAT_OUTCOME_SERVES) {
      choice->catalog = stop.catalog;
      choice->text = text;
      choice->reason = stop.reason;
      choice->preference = stop.preference;
      return;
    }
    choice->withheld += !text || text->outcome != ERRCAT_OUTCOME_UNTRANSLATED;
    choice->broken = choice->broken || (text && text->outcome == ERRCAT_OUTCOME_BROKEN);
    choice->nomem = choice->nomem || !text;
  }
}

void ec_message_put_code(struct ec_buf *out, const char *code, size_t len)
{
  if (len > ERRCAT_CODE_MAX)
    len = ERRCAT_CODE_MAX;
  for (size_t i = 0; i < len; i++)
    ec_buf_add(out, code[i] > ' ' && code[i] < 0x7f ? &code[i] : "?", 1);
  if (!len)
    ec_buf_adds(out, "?");
}

errcat_status ec_message_status(const struct ec_choice *choice, bool cut,
                                const struct ec_format_counts *counts)
{
  if (!choice->code)
    return ERRCAT_E_UNKNOWN_CODE;
  if (!choice->catalog && choice->nomem)
    return ERRCAT_E_NOMEM;
  if (choice->code->foreign)
    return ERRCAT_E_FOREIGN_CODE;
  if (!choice->bundle->source)
    return ERRCAT_E_NO_SOURCE;
  if (choice->broken || !choice->catalog)
    return ERRCAT_E_BROKEN;
  if (cut)
    return ERRCAT_E_LIMIT;
  return counts->missing || counts->mismatched ? ERRCAT_E_ARGUMENT : ERRCAT_OK;
}

/* Fills all of to[0..size), so that nothing has to clear it before. */
static void put(char *to, size_t size, const char *from, size_t len)
{
  memcpy(to, from, len);
  memset(to + len, 0, size - len);
}

void ec_message_result(struct errcat_result *result, const struct ec_choice *choice,
                       const struct ec_asked *asked, errcat_status status,
                       const struct ec_format_counts *counts)
{
  const struct ec_code *found = choice->code;
  const char *locale = choice->catalog ? choice->catalog->name : "";
  result->status = status;
  result->http_status = found ? (int)found->http_status : 500;
  result->reason = choice->reason;
  result->preference = choice->preference;
  result->missing = counts->missing;
  result->mismatched = counts->mismatched;
  result->withheld = choice->withheld;
  if (found && !found->foreign) {
    put(result->code, sizeof result->code, found->code, found->code_len);
  } else {
    if (found && !found->http_status)
      result->http_status = 500;
    put(result->code, sizeof result->code, asked->code,
        ec_code_ok(asked->code, asked->len) ? asked->len : 0);
  }
  put(result->locale, sizeof result->locale, locale, strlen(locale));
  memset(result->reserved, 0, sizeof result->reserved);
}

/* ------------------------------------------------------------ any request */

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

/* Finds what takes a walk. `code` is what was asked for, when that was no handle of a code. */
static void find_on_the_way(const struct ec_code *found, const char *code,
                            const struct errcat_arg *args, size_t count, struct ec_choice *choice,
                            struct ec_asked *asked)
{
  choice->code = found;
  asked->code = code ? code : found ? found->code : "";
  asked->len = code ? strlen(code) : found ? found->code_len : 0;
  asked->args = args;
  asked->count = args ? count : 0;
  if (!found &&
      (choice->code = ec_codes_foreign(&choice->bundle->codes, asked->code, asked->len)) != NULL) {
    asked->foreign = errcat_arg_string_n(asked->code, asked->len);
    asked->args = &asked->foreign;
    asked->count = 1;
  }
  if (choice->code)
    choose(choice);
}

void ec_message_find(const struct errcat_bundle *bundle, const char *locales,
                     const struct errcat_call *call, struct ec_choice *choice,
                     struct ec_asked *asked)
{
  const char *code = call->code;
  const struct ec_code *found = NULL;
  if (call->handle.table)
    found = ec_tables_find(bundle, call->handle, &code);
  else if (code)
    found = ec_codes_find(&bundle->codes, code, strlen(code));
  if (found && found->foreign) { /* "APIGW*" is no code: its text would show the call's arguments */
    code = found->code;
    found = NULL;
  }
  *choice = (struct ec_choice){.bundle = bundle, .locales = locales, .code = found};
  if (found)
    choice->text = first_text(bundle, locales, found, &choice->catalog, &choice->reason);
  if (!choice->text) {
    choice->catalog = NULL;
    choice->reason = ERRCAT_REASON_NONE;
    find_on_the_way(found, code, call->args, call->count, choice, asked);
    return;
  }
  asked->code = found->code;
  asked->len = found->code_len;
  asked->args = call->args;
  asked->count = call->args ? call->count : 0;
}

void ec_message_put(struct ec_buf *out, const struct ec_choice *choice,
                    const struct ec_asked *asked, enum errcat_part part, uint32_t flags,
                    struct ec_format_counts *counts)
{
  if (!choice->catalog) {
    if (part == ERRCAT_PART_MESSAGE)
      ec_message_put_code(out, asked->code, asked->len);
    return;
  }
  const struct ec_pattern *pattern =
      part == ERRCAT_PART_MESSAGE ? choice->text->message : choice->text->remediation;
  struct ec_format_input input = {asked->args, asked->count, choice->catalog->formats, flags};
  if (pattern)
    ec_format(out, pattern, &input, counts);
}

/* What is asked for. Its members are passed one by one: written here and read there in pairs, they
 * would keep the processor waiting longer than all the rest takes. */
#define REQUEST \
  const struct errcat_bundle *bundle, const char *locales, const struct ec_code *found, \
      const char *code, bool remediation, const struct errcat_arg *args, size_t count, \
      char *buffer, size_t size, struct errcat_result *result

static size_t render_on_the_way(REQUEST)
{
  struct ec_choice choice = {.bundle = bundle, .locales = locales};
  struct ec_asked asked;
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
  find_on_the_way(found, code, args, count, &choice, &asked);
  ec_message_put(&out, &choice, &asked, remediation ? ERRCAT_PART_REMEDIATION : ERRCAT_PART_MESSAGE,
                 0, &counts);
  if (result)
    ec_message_result(result, &choice, &asked, ec_message_status(&choice, out.cut, &counts),
                      &counts);
  return ec_buf_finish(&out);
}

NOT_INLINE size_t render(REQUEST)
{
  enum errcat_reason reason;
  const struct ec_catalog *catalog = NULL;
  const struct ec_text *text = found ? first_text(bundle, locales, found, &catalog, &reason) : NULL;
  if (!text)
    return render_on_the_way(bundle, locales, found, code, remediation, args, count, buffer, size,
                             result);
  const struct ec_pattern *pattern = remediation ? text->remediation : text->message;
  struct ec_format_input input = {args, args ? count : 0, catalog->formats, 0};
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  if (!result && pattern)
    return ec_format_text(pattern, catalog->formats, buffer, size, args, count);
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
  if (pattern)
    ec_format(&out, pattern, &input, &counts);
  static const struct ec_asked nothing = {.code = ""};
  struct ec_choice choice = {
      .bundle = bundle, .code = found, .catalog = catalog, .text = text, .reason = reason};
  if (result)
    ec_message_result(result, &choice, &nothing, ec_message_status(&choice, out.cut, &counts),
                      &counts);
  return ec_buf_finish(&out);
}

/* The catalog that is listed by the locale's name, or that of the source; else one without slots.
 */
INLINE const struct ec_served *served(const struct errcat_bundle *bundle, const char *locales)
{
  static const struct ec_served none;
  if (UNLIKELY(!locales || !*locales))
    return &bundle->of_source;
  size_t found = ec_routes_listed(bundle->routes, locales);
  return LIKELY(found < EC_ROUTES_LISTED) ? &bundle->listed[found] : &none;
}

/* The pattern of a text that is compiled already, and serves; else NULL. */
INLINE const struct ec_pattern *ready(const struct ec_served *catalog, size_t place,
                                      bool remediation)
{
  if (UNLIKELY(!catalog->slots))
    return NULL;
  const struct ec_text *text =
      atomic_load_explicit(&catalog->slots[place].text, memory_order_acquire);
  if (UNLIKELY(!text))
    return NULL;
  ec_text_fetch(text);
  if (UNLIKELY(text->outcome != ERRCAT_OUTCOME_SERVES))
    return NULL;
  return remediation ? text->remediation : ec_text_message(text);
}

/* -------------------------------------------------------------- public face */

/* A quick answer needs neither a stack nor to keep what it was called with: what is not ready is
 * left to render() by calls that are set up only then. */

NOT_INLINE size_t render_code(const struct errcat_bundle *bundle, const char *locales,
                              const char *code, const struct errcat_arg *args, size_t count,
                              char *buffer, size_t size, struct errcat_result *result,
                              bool remediation)
{
  const struct ec_code *found = code ? ec_codes_find(&bundle->codes, code, strlen(code)) : NULL;
  return render(bundle, locales, found, code, remediation, args, count, buffer, size, result);
}

NOT_INLINE size_t render_handle(const struct errcat_bundle *bundle, const char *locales,
                                struct errcat_handle handle, const struct errcat_arg *args,
                                size_t count, char *buffer, size_t size,
                                struct errcat_result *result, bool remediation)
{
  const char *code;
  const struct ec_code *found = ec_tables_find(bundle, handle, &code);
  return render(bundle, locales, found, code, remediation, args, count, buffer, size, result);
}

INLINE size_t answer_code(const struct errcat_bundle *bundle, const char *locales, const char *code,
                          const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                          struct errcat_result *result, bool remediation)
{
  size_t place;
  if (UNLIKELY(result || !code || !ec_codes_find_quickly(&bundle->codes, code, &place)))
    return render_code(bundle, locales, code, args, count, buffer, size, result, remediation);
  const struct ec_served *catalog = served(bundle, locales);
  const struct ec_pattern *pattern = ready(catalog, place, remediation);
  if (UNLIKELY(!pattern))
    return render_code(bundle, locales, code, args, count, buffer, size, result, remediation);
  return ec_format_quickly(pattern, catalog->formats, buffer, size, args, count);
}

INLINE size_t answer_handle(const struct errcat_bundle *bundle, const char *locales,
                            struct errcat_handle handle, const struct errcat_arg *args,
                            size_t count, char *buffer, size_t size, struct errcat_result *result,
                            bool remediation)
{
  size_t index = ec_tables_first(bundle, handle);
  if (UNLIKELY(!index))
    return render_handle(bundle, locales, handle, args, count, buffer, size, result, remediation);
  const struct ec_served *catalog = served(bundle, locales);
  const struct ec_pattern *pattern =
      UNLIKELY(result) ? NULL : ready(catalog, index - 1, remediation);
  if (UNLIKELY(!pattern))
    return render(bundle, locales, &bundle->codes.list[index - 1], NULL, remediation, args, count,
                  buffer, size, result);
  return ec_format_quickly(pattern, catalog->formats, buffer, size, args, count);
}

size_t errcat_message(const struct errcat_bundle *bundle, const char *locales, const char *code,
                      const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                      struct errcat_result *result)
{
  return answer_code(bundle, locales, code, args, count, buffer, size, result, false);
}

size_t errcat_remediation(const struct errcat_bundle *bundle, const char *locales, const char *code,
                          const struct errcat_arg *args, size_t count, char *buffer, size_t size,
                          struct errcat_result *result)
{
  return answer_code(bundle, locales, code, args, count, buffer, size, result, true);
}

size_t errcat_message_of(const struct errcat_bundle *bundle, const char *locales,
                         struct errcat_handle handle, const struct errcat_arg *args, size_t count,
                         char *buffer, size_t size, struct errcat_result *result)
{
  return answer_handle(bundle, locales, handle, args, count, buffer, size, result, false);
}

size_t errcat_remediation_of(const struct errcat_bundle *bundle, const char *locales,
                             struct errcat_handle handle, const struct errcat_arg *args,
                             size_t count, char *buffer, size_t size, struct errcat_result *result)
{
  return answer_handle(bundle, locales, handle, args, count, buffer, size, result, true);
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
