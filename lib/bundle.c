/* SPDX-License-Identifier: MIT */
#include "bundle.h"

#include <stdlib.h>
#include <string.h>

#include "status.h"

/* Opening a bundle:
 *
 *   1. list the places: files along the path, in its order, then images; by locale
 *   2. of each locale load the first that is sound; those before it are kept as refused
 *   3. choose the source among those that have its metadata, and read the codes from it;
 *      one whose metadata cannot be read is refused, and its locale's next place is tried
 *   4. judge each catalog's texts against the codes
 *   5. find the codes of the tables that the caller brings
 */

/* ------------------------------------------------------------------ places */

/* A catalog that may be loaded: a file, or an image. */
struct source_place {
  const char *locale; /* as the folder or the image calls it */
  const char *file;
  const struct errcat_image *image;
  size_t rank;                      /* of the folder on the path; images come last */
  char name[ERRCAT_LOCALE_MAX + 1]; /* canonical: zh-CN and zh_CN.UTF-8 are one locale */
};

static int by_locale(const void *a, const void *b)
{
  const struct source_place *left = a, *right = b;
  int order = strcmp(left->name, right->name);
  if (!order)
    order = (left->rank > right->rank) - (left->rank < right->rank);
  return order ? order : strcmp(left->locale, right->locale);
}

struct places {
  struct source_place *list;
  size_t count;
};

static void add_place(struct places *places, const char *locale, const char *file,
                      const struct errcat_image *image, size_t rank)
{
  struct source_place *place = &places->list[places->count];
  struct ec_locale parsed;
  if (!ec_locale_parse(&parsed, locale, strlen(locale)))
    return;
  *place = (struct source_place){.locale = locale, .file = file, .image = image, .rank = rank};
  memcpy(place->name, parsed.name, sizeof place->name);
  places->count++;
}

static bool list_places(struct places *places, struct errcat_bundle *bundle, const char *domain,
                        const struct errcat_options *options)
{
  size_t files = bundle->folders.place_count;
  places->list = ec_arena_alloc(&bundle->arena, files + options->image_count, sizeof *places->list);
  if (!places->list)
    return false;
  for (size_t i = 0; i < files; i++) {
    const struct ec_place *place = &bundle->folders.places[i];
    add_place(places, place->locale, place->file, NULL, place->folder);
  }
  for (size_t i = 0; i < options->image_count; i++) {
    const struct errcat_image *image = &options->images[i];
    if (strcmp(image->domain, domain) == 0)
      add_place(places, image->locale, NULL, image, bundle->folders.count + i);
  }
  if (places->count)
    qsort(places->list, places->count, sizeof *places->list, by_locale);
  return true;
}

/* ----------------------------------------------------------------- loading */

/* Loads places from `first` on, all of one locale, up to the first that is sound. Sets *next,
 * when not NULL, to the first place of the next locale. E_NOMEM is the only failure. */
static errcat_status load_locale(struct errcat_bundle *bundle, const struct places *places,
                                 size_t first, size_t *next)
{
  const char *name = places->list[first].name;
  bool sound = false;
  size_t i = first;
  for (; i < places->count && strcmp(places->list[i].name, name) == 0; i++) {
    if (sound)
      continue;
    const struct source_place *place = &places->list[i];
    struct ec_catalog *catalog = ec_arena_alloc(&bundle->arena, 1, sizeof *catalog);
    if (!catalog)
      return ERRCAT_E_NOMEM;
    bundle->catalogs[bundle->count++] = catalog;
    ec_catalog_load(catalog, place->locale, place->file, place->image, &bundle->mem);
    catalog->place = i;
    if (catalog->refused && catalog->error.status == ERRCAT_E_NOMEM)
      return ERRCAT_E_NOMEM;
    sound = !catalog->refused;
  }
  if (next)
    *next = i;
  return ERRCAT_OK;
}

static errcat_status load_all(struct errcat_bundle *bundle, const struct places *places)
{
  bundle->catalogs = ec_arena_alloc(&bundle->arena, places->count, sizeof *bundle->catalogs);
  if (!bundle->catalogs)
    return ERRCAT_E_NOMEM;
  errcat_status status = ERRCAT_OK;
  for (size_t next = 0; status == ERRCAT_OK && next < places->count;)
    status = load_locale(bundle, places, next, &next);
  return status;
}

/* ------------------------------------------------------------------ source */

/* Whether a catalog says of itself that it is its domain's source: an @source entry in a
 * translation, which names another language or is somebody's mistake, makes it none. */
static bool claims_source(const struct ec_catalog *catalog)
{
  const char *source = catalog->refused ? NULL : ec_codes_source_of(&catalog->mo);
  struct ec_locale locale;
  return source && ec_locale_parse(&locale, source, strlen(source)) &&
         strcmp(locale.name, catalog->locale.name) == 0;
}

/* Of several that claim it, English, else the first by name: one must win, always the same. */
static struct ec_catalog *choose_source(const struct errcat_bundle *bundle)
{
  struct ec_catalog *chosen = NULL;
  for (size_t i = 0; i < bundle->count; i++) {
    struct ec_catalog *catalog = bundle->catalogs[i];
    if (claims_source(catalog) && (!chosen || strcmp(catalog->locale.name, "en") == 0))
      chosen = catalog;
  }
  return chosen;
}

static errcat_status collect_codes(struct errcat_bundle *bundle)
{
  const struct ec_mo **list = ec_arena_alloc(&bundle->arena, bundle->count, sizeof *list);
  if (!list)
    return ERRCAT_E_NOMEM;
  size_t count = 0;
  for (size_t i = 0; i < bundle->count; i++)
    if (!bundle->catalogs[i]->refused)
      list[count++] = &bundle->catalogs[i]->mo;
  return ec_codes_collect(&bundle->codes, list, count, &bundle->arena);
}

/* Finds the source and reads the codes from it, or makes do without one. */
static errcat_status read_codes(struct errcat_bundle *bundle, const struct places *places)
{
  struct ec_catalog *source;
  while ((source = choose_source(bundle)) != NULL) {
    struct errcat_error error = {0};
    errcat_status status = ec_codes_read(&bundle->codes, &source->mo, &bundle->arena, &error);
    if (status == ERRCAT_E_NOMEM)
      return status;
    if (status == ERRCAT_OK) {
      source->source = true;
      bundle->source = source;
      return status;
    }
    ec_catalog_refuse(source, &error);
    size_t next = source->place + 1;
    if (next < places->count && strcmp(places->list[next].name, source->locale.name) == 0) {
      status = load_locale(bundle, places, next, NULL);
      if (status != ERRCAT_OK)
        return status;
    }
  }
  return collect_codes(bundle);
}

/* ----------------------------------------------------------------- judging */

static int by_name(const void *a, const void *b)
{
  const struct ec_catalog *left = *(struct ec_catalog *const *)a;
  const struct ec_catalog *right = *(struct ec_catalog *const *)b;
  if (left->source != right->source)
    return left->source ? -1 : 1;
  int order = strcmp(left->name, right->name);
  return order ? order : (left->place > right->place) - (left->place < right->place);
}

static errcat_status judge_all(struct errcat_bundle *bundle)
{
  if (bundle->count)
    qsort(bundle->catalogs, bundle->count, sizeof *bundle->catalogs, by_name);
  bundle->usable = ec_arena_alloc(&bundle->arena, bundle->count, sizeof *bundle->usable);
  const struct ec_locale **locales = ec_arena_alloc(&bundle->arena, bundle->count, sizeof *locales);
  const char **names = ec_arena_alloc(&bundle->arena, bundle->count, sizeof *names);
  if (!bundle->usable || !locales || !names)
    return ERRCAT_E_NOMEM;
  for (size_t i = 0; i < bundle->count; i++) {
    struct ec_catalog *catalog = bundle->catalogs[i];
    if (catalog->refused)
      continue;
    if (bundle->usable_count == ERRCAT_LOCALES_MAX)
      return ERRCAT_E_LIMIT;
    locales[bundle->usable_count] = &catalog->locale;
    names[bundle->usable_count] = catalog->name;
    bundle->usable[bundle->usable_count++] = catalog;
    errcat_status status = ec_catalog_judge(catalog, &bundle->codes, bundle->zones);
    if (status != ERRCAT_OK)
      return status;
  }
  bundle->routes = ec_routes_open(&bundle->mem, locales, names, bundle->usable_count);
  bundle->matcher = ec_matcher_open(&bundle->arena, locales, bundle->usable_count);
  bundle->answers = ec_answers_open(&bundle->arena);
  for (size_t i = 0; i < EC_ROUTES_LISTED && i < bundle->usable_count; i++)
    bundle->listed[i] = (struct ec_served){bundle->usable[i]->slots, bundle->usable[i]->formats};
  if (bundle->source)
    bundle->of_source = (struct ec_served){bundle->source->slots, bundle->source->formats};
  return bundle->routes && bundle->matcher && bundle->answers ? ERRCAT_OK : ERRCAT_E_NOMEM;
}

/* Whether what was found will do: something usable, and in strict opening nothing refused. */
static errcat_status check_found(const struct errcat_bundle *bundle, const char *domain,
                                 uint32_t flags, struct errcat_error *err)
{
  if (!bundle->count)
    return ec_fail(
        err, ERRCAT_E_NOT_FOUND, 0,
        "no catalog of the domain \"%s\": looked for <folder>/<locale>/LC_MESSAGES/%s.mo "
        "in %zu folder%s, the first \"%.60s\"",
        domain, domain, bundle->folders.count, bundle->folders.count == 1 ? "" : "s",
        bundle->folders.count ? bundle->folders.list[0].name : "");
  for (size_t i = 0; i < bundle->count; i++) {
    const struct ec_catalog *catalog = bundle->catalogs[i];
    if (catalog->refused && (!bundle->usable_count || flags & ERRCAT_OPEN_STRICT)) {
      if (err)
        *err = catalog->error;
      return catalog->error.status;
    }
  }
  return ERRCAT_OK;
}

/* -------------------------------------------------------------- public face */

static errcat_status check_options(const char *domain, const struct errcat_options *options,
                                   struct errcat_error *err)
{
  if (!domain || !ec_folders_domain_ok(domain))
    return ec_fail(err, ERRCAT_E_INVALID, 0, "\"%.64s\" is not a domain name",
                   domain ? domain : "(null)");
  uint64_t unknown = (options->flags & ~(uint32_t)ERRCAT_OPEN_STRICT) | options->reserved_flags;
  for (size_t i = 0; i < sizeof options->reserved / sizeof options->reserved[0]; i++)
    unknown |= options->reserved[i];
  if (unknown)
    return ec_fail(err, ERRCAT_E_INVALID, 0,
                   "options that this errcat does not know: clear the structure first");
  if (options->allocator && (!options->allocator->allocate || !options->allocator->release))
    return ec_fail(err, ERRCAT_E_INVALID, 0, "the allocator lacks a function");
  if (options->image_count && !options->images)
    return ec_fail(err, ERRCAT_E_INVALID, 0, "there are no images, but their count is %zu",
                   options->image_count);
  for (size_t i = 0; i < options->image_count; i++) {
    const struct errcat_image *image = &options->images[i];
    struct ec_locale locale;
    if (!image->domain || !image->locale || (!image->data && image->len) ||
        !ec_locale_parse(&locale, image->locale, strlen(image->locale)))
      return ec_fail(err, ERRCAT_E_INVALID, 0,
                     "image %zu lacks its domain, its locale or its bytes", i);
  }
  return ec_tables_check(options, err);
}

static errcat_status fill(struct errcat_bundle *bundle, const char *domain,
                          const struct errcat_options *options, struct errcat_error *err)
{
  struct places places = {0};
  bundle->zones = ec_zones_open(&bundle->mem);
  if (!bundle->zones)
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  bundle->domain = ec_arena_copy(&bundle->arena, domain, strlen(domain));
  if (!bundle->domain)
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  errcat_status status =
      ec_folders_scan(&bundle->folders, options->path, options->localedir, domain, &bundle->arena);
  if (status == ERRCAT_OK && !list_places(&places, bundle, domain, options))
    status = ERRCAT_E_NOMEM;
  if (status == ERRCAT_OK)
    status = load_all(bundle, &places);
  if (status == ERRCAT_OK)
    status = read_codes(bundle, &places);
  if (status == ERRCAT_OK)
    status = judge_all(bundle);
  ec_codes_settle(&bundle->codes);
  if (status == ERRCAT_OK)
    status = ec_tables_bind(bundle, options);
  if (status == ERRCAT_E_LIMIT && !bundle->usable)
    return ec_fail(err, status, 0, "the domain \"%s\" has codes made to share their hashes",
                   domain);
  if (status == ERRCAT_E_LIMIT)
    return ec_fail(err, status, 0, "the domain \"%s\" has catalogs of more than %d locales", domain,
                   ERRCAT_LOCALES_MAX);
  if (status != ERRCAT_OK)
    return ec_fail(err, status, 0, "%s", errcat_status_text(status));
  return check_found(bundle, domain, options->flags, err);
}

struct errcat_bundle *errcat_bundle_open(const char *domain, const struct errcat_options *options,
                                         struct errcat_error *err)
{
  static const struct errcat_options defaults;
  if (!options)
    options = &defaults;
  if (check_options(domain, options, err) != ERRCAT_OK)
    return NULL;
  const struct errcat_allocator *mem = options->allocator ? options->allocator : &ec_mem_default;
  struct errcat_bundle *bundle = mem->allocate(mem->context, sizeof *bundle);
  if (!bundle) {
    ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
    return NULL;
  }
  *bundle = (struct errcat_bundle){.mem = *mem};
  ec_arena_init(&bundle->arena, &bundle->mem);
  if (fill(bundle, domain, options, err) != ERRCAT_OK) {
    errcat_bundle_free(bundle);
    return NULL;
  }
  return bundle;
}

void errcat_bundle_free(struct errcat_bundle *bundle)
{
  if (!bundle)
    return;
  for (size_t i = 0; i < bundle->count; i++)
    ec_catalog_close(bundle->catalogs[i]);
  ec_routes_close(bundle->routes);
  ec_codes_close(&bundle->codes);
  ec_zones_close(bundle->zones);
  ec_arena_free(&bundle->arena);
  struct errcat_allocator mem = bundle->mem;
  mem.release(mem.context, bundle);
}

size_t errcat_bundle_code_count(const struct errcat_bundle *bundle)
{
  return bundle->codes.count;
}

const struct errcat_code_info *errcat_bundle_code(const struct errcat_bundle *bundle, size_t i)
{
  static const struct errcat_code_info nothing = {.code = "", .wire = ""};
  const struct ec_details *details =
      ec_codes_details(&bundle->codes, ec_codes_at(&bundle->codes, i));
  return details ? &details->info : &nothing;
}

const struct errcat_code_info *errcat_bundle_find(const struct errcat_bundle *bundle,
                                                  const char *code)
{
  size_t len = strlen(code);
  const struct ec_code *found = ec_codes_find(&bundle->codes, code, len);
  if (!found)
    found = ec_codes_foreign(&bundle->codes, code, len);
  const struct ec_details *details = found ? ec_codes_details(&bundle->codes, found) : NULL;
  return details ? &details->info : NULL;
}

size_t errcat_bundle_catalog_count(const struct errcat_bundle *bundle)
{
  return bundle->count;
}

/* Patterns are compiled when they are needed, so that only here all of them are looked at. */
static void count_outcomes(const struct errcat_bundle *bundle, const struct ec_catalog *catalog,
                           struct errcat_catalog_info *info)
{
  for (size_t i = 0; i < bundle->codes.count; i++) {
    const struct ec_code *code = ec_codes_at(&bundle->codes, i);
    if (code->foreign)
      continue;
    enum errcat_outcome outcome = ec_catalog_outcome(catalog, ec_codes_place(&bundle->codes, code));
    info->codes += outcome == ERRCAT_OUTCOME_SERVES;
    info->stale += outcome == ERRCAT_OUTCOME_STALE;
    info->broken += outcome == ERRCAT_OUTCOME_BROKEN;
    info->incomplete += outcome == ERRCAT_OUTCOME_INCOMPLETE;
  }
}

void errcat_bundle_catalog(const struct errcat_bundle *bundle, size_t i,
                           struct errcat_catalog_info *info)
{
  const struct ec_catalog *catalog = bundle->catalogs[i];
  *info = (struct errcat_catalog_info){
      .locale = catalog->name,
      .file = catalog->file,
      .source = catalog->source,
      .error = catalog->refused ? &catalog->error : NULL,
      .unknown = catalog->unknown,
      .metadata = catalog->metadata,
  };
}

void errcat_bundle_catalog_texts(const struct errcat_bundle *bundle, size_t i,
                                 struct errcat_catalog_info *info)
{
  errcat_bundle_catalog(bundle, i, info);
  if (!bundle->catalogs[i]->refused)
    count_outcomes(bundle, bundle->catalogs[i], info);
}

size_t errcat_bundle_folder_count(const struct errcat_bundle *bundle)
{
  return bundle->folders.count;
}

const char *errcat_bundle_folder(const struct errcat_bundle *bundle, size_t i, bool *readable)
{
  if (readable)
    *readable = bundle->folders.list[i].readable;
  return bundle->folders.list[i].name;
}
