/* SPDX-License-Identifier: MIT */

/* errcat embed DOMAIN... | LOCALE=FILE.mo...: catalogs as C, for programs that carry their own. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "embed.h"
#include "help.h"
#include "names.h"
#include "publish.h"
#include "say.h"
#include "texts.h"

/* One run of the command: the catalogs, and the files that they are from. */
struct run {
  struct ec_tool *tool;
  struct errcat_image *images;
  const char **files; /* for people */
  size_t count, size;
};

static void add(struct run *run, const struct errcat_image *image, const char *file)
{
  struct ec_pool *pool = &run->tool->pool;
  if (run->count == run->size) {
    run->size = run->size * 2 + 16;
    struct errcat_image *images = ec_pool_alloc(pool, run->size, sizeof *images);
    const char **files = ec_pool_alloc(pool, run->size, sizeof *files);
    if (run->count) {
      memcpy(images, run->images, run->count * sizeof *images);
      memcpy(files, run->files, run->count * sizeof *files);
    }
    run->images = images;
    run->files = files;
  }
  run->images[run->count] = *image;
  run->files[run->count++] = file;
}

static const char *decode(struct ec_tool *tool, const char *typed)
{
  return ec_codeset_decode(&tool->codeset, &tool->pool, typed);
}

/* ----------------------------------------------------------------- reading */

/* All of the file, or, of one that is too large, enough for the library to see that it is. 0, or
 * the errno of what failed. */
static int read_file(struct ec_pool *pool, const char *path, struct errcat_image *image)
{
  struct ec_string bytes = {.pool = pool};
  char chunk[65536];
  FILE *file = fopen(path, "rb");
  if (!file)
    return errno;
  errno = 0;
  for (size_t got = 1; got && bytes.len <= ERRCAT_CATALOG_MAX;) {
    got = fread(chunk, 1, sizeof chunk, file);
    ec_string_add(&bytes, chunk, got);
  }
  const int error = ferror(file) ? (errno ? errno : EIO) : 0;
  fclose(file);
  image->data = ec_string_get(&bytes);
  image->len = bytes.len;
  return error;
}

static void say_refused(struct ec_tool *tool, const char *file, const struct errcat_error *err,
                        const char *detail)
{
  ec_say(tool, "embed.refused",
         ERRCAT_ARGS(file, err->offset, ec_text_status(tool, err->status), detail));
}

/* The bytes that were read are those that are judged, whatever becomes of the file. */
static bool check(struct ec_tool *tool, const struct errcat_image *image, const char *file)
{
  const struct errcat_options options = {.path = "", .images = image, .image_count = 1};
  struct errcat_error err = {.status = ERRCAT_OK};
  struct errcat_bundle *bundle = errcat_bundle_open(image->domain, &options, &err);
  errcat_bundle_free(bundle);
  if (err.status == ERRCAT_E_NOMEM)
    ec_tool_out_of_memory(tool);
  if (!bundle)
    say_refused(tool, file, &err, err.detail);
  return bundle;
}

static int take(struct run *run, const char *domain, const char *locale, const char *path,
                const char *file)
{
  struct ec_tool *tool = run->tool;
  struct errcat_image image = {.domain = domain, .locale = locale};
  for (size_t i = 0; i < run->count; i++) {
    if (strcmp(run->images[i].domain, domain) == 0 && strcmp(run->images[i].locale, locale) == 0) {
      ec_say(tool, "embed.twice", ERRCAT_ARGS(domain, locale, run->files[i], file));
      return EC_EXIT_USAGE;
    }
  }
  const int error = read_file(&tool->pool, path, &image);
  if (error)
    ec_say(tool, "cli.unreadable-file", ERRCAT_ARGS(file, strerror(error)));
  if (error || !check(tool, &image, file))
    return EC_EXIT_FAILURE;
  add(run, &image, file);
  return EC_EXIT_OK;
}

/* ---------------------------------------------------------------- operands */

/* The catalog that --locale means by `wish`, or NULL. */
static const char *wished(const struct errcat_bundle *bundle, const char *wish,
                          struct errcat_step *step)
{
  if (errcat_bundle_trace(bundle, wish, NULL, step, 1) == 0 ||
      step->reason != ERRCAT_REASON_EXACT || step->outcome != ERRCAT_OUTCOME_SERVES)
    return NULL;
  return step->locale;
}

/* Whether each locale of --locale has a catalog. */
static bool wishes_exist(struct ec_tool *tool, const struct errcat_bundle *bundle,
                         const char *domain)
{
  for (const char *at = tool->locale_option; at && *at; at += *at == ':') {
    const size_t len = strcspn(at, ":");
    const char *wish = ec_pool_copy(&tool->pool, at, len);
    struct errcat_step step;
    if (len && !wished(bundle, wish, &step)) {
      ec_say(tool, "embed.no-catalog", ERRCAT_ARGS(domain, wish));
      return false;
    }
    at += len;
  }
  return true;
}

/* Without --locale all of them are; the source language always, for it has the statuses. */
static bool wanted(struct ec_tool *tool, const struct errcat_bundle *bundle,
                   const struct errcat_catalog_info *info)
{
  if (!tool->locale_option || info->source)
    return true;
  for (const char *at = tool->locale_option; *at; at += *at == ':') {
    const size_t len = strcspn(at, ":");
    struct errcat_step step;
    const char *locale = wished(bundle, ec_pool_copy(&tool->pool, at, len), &step);
    if (len && locale && strcmp(locale, info->locale) == 0)
      return true;
    at += len;
  }
  return false;
}

static int take_found(struct run *run, const struct errcat_bundle *bundle, const char *domain)
{
  struct ec_tool *tool = run->tool;
  int status = wishes_exist(tool, bundle, domain) ? EC_EXIT_OK : EC_EXIT_FAILURE;
  for (size_t i = 0; i < errcat_bundle_catalog_count(bundle); i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog(bundle, i, &info);
    if (info.error) {
      say_refused(tool, info.file, info.error, ec_tool_refusal(&info));
      status = EC_EXIT_FAILURE;
    } else if (wanted(tool, bundle, &info)) {
      const char *locale = ec_pool_copy(&tool->pool, info.locale, strlen(info.locale));
      const char *file = ec_pool_copy(&tool->pool, info.file, strlen(info.file));
      const int taken = take(run, domain, locale, file, file);
      status = taken ? taken : status;
    }
  }
  return status;
}

/* The catalogs of a domain that are on the path; not those built into the tool, which may be
 * others. */
static int take_domain(struct run *run, const char *domain)
{
  struct ec_tool *tool = run->tool;
  const struct errcat_options options = {.path = tool->path};
  struct errcat_error err = {.status = ERRCAT_OK};
  struct errcat_bundle *bundle = errcat_bundle_open(domain, &options, &err);
  if (err.status == ERRCAT_E_NOMEM)
    ec_tool_out_of_memory(tool);
  if (bundle) {
    const int status = take_found(run, bundle, domain);
    errcat_bundle_free(bundle);
    return status;
  }
  if (err.status == ERRCAT_E_NOT_FOUND || err.status == ERRCAT_E_INVALID)
    ec_say(tool, "embed.no-domain", ERRCAT_ARGS(domain));
  else
    ec_say(tool, "catalog.unusable",
           ERRCAT_ARGS(domain, ec_text_status(tool, err.status), err.detail));
  return EC_EXIT_FAILURE;
}

/* LOCALE=FILE.mo. The name of the file is that of the domain, unless --domain says it. */
static int take_file(struct run *run, const char *operand, const char *equals)
{
  struct ec_tool *tool = run->tool;
  const char *path = equals + 1, *slash = strrchr(path, '/');
  const char *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
  const char *domain = tool->domain;
  if (!domain && dot && strcmp(dot, ".mo") == 0)
    domain = ec_pool_copy(&tool->pool, base, (size_t)(dot - base));
  const char *locale = ec_pool_copy(&tool->pool, operand, (size_t)(equals - operand));
  const struct errcat_options options = {
      .path = "", .images = &(struct errcat_image){domain, locale, "", 0}, .image_count = 1};
  struct errcat_error err = {.status = ERRCAT_OK};
  errcat_bundle_free(errcat_bundle_open(domain, &options, &err));
  if (!domain || err.status == ERRCAT_E_INVALID) {
    ec_say(tool, "embed.bad-operand", ERRCAT_ARGS(decode(tool, operand)));
    return EC_EXIT_USAGE;
  }
  return take(run, domain, locale, path, decode(tool, path));
}

static int take_operands(struct run *run)
{
  struct ec_tool *tool = run->tool;
  int status = EC_EXIT_OK;
  for (size_t i = 0; i < tool->operand_count; i++) {
    const char *operand = tool->typed[i], *equals = strchr(operand, '=');
    const int taken =
        equals ? take_file(run, operand, equals) : take_domain(run, tool->operands[i]);
    status = taken ? taken : status;
  }
  return status;
}

/* Whether each domain has its source catalog: without it there are neither statuses nor
 * declarations, which a program would notice only when it runs. */
static int check_sources(const struct run *run)
{
  int status = EC_EXIT_OK;
  const char *last = NULL;
  for (size_t i = 0; i < run->count; i++) {
    const char *domain = run->images[i].domain;
    if (last && strcmp(domain, last) == 0)
      continue;
    last = domain;
    const struct errcat_options options = {
        .path = "", .images = run->images, .image_count = run->count};
    struct errcat_bundle *bundle = errcat_bundle_open(domain, &options, NULL);
    if (!bundle)
      ec_tool_out_of_memory(run->tool);
    struct errcat_catalog_info info;
    errcat_bundle_catalog(bundle, 0, &info);
    errcat_bundle_free(bundle);
    if (!info.source) {
      ec_say(run->tool, "embed.no-source", ERRCAT_ARGS(domain));
      status = EC_EXIT_FAILURE;
    }
  }
  return status;
}

/* ----------------------------------------------------------------- writing */

/* DOMAIN_catalogs, with "_" for what a name cannot have. */
static const char *default_name(const struct run *run)
{
  char *name = ec_pool_printf(&run->tool->pool, "%s_catalogs", run->images[0].domain);
  for (char *at = name; *at; at++)
    if (strchr(".+-", *at))
      *at = '_';
  return name;
}

/* The standard output gets ASCII, whatever the codeset of the terminal: it is for a compiler. */
static int put_text(struct ec_tool *tool, const char *path, const struct ec_string *text)
{
  if (!path || strcmp(path, "-") == 0) {
    if (fwrite(text->bytes, 1, text->len, tool->out.file) != text->len && !tool->out.error)
      tool->out.error = errno;
    return EC_EXIT_OK;
  }
  const int error = ec_publish(&tool->pool, path, text->bytes, text->len);
  if (!error)
    return EC_EXIT_OK;
  ec_say(tool, "cli.unwritable-file", ERRCAT_ARGS(decode(tool, path), strerror(error)));
  return EC_EXIT_FAILURE;
}

static int put(struct run *run, const struct ec_embed *embed)
{
  struct ec_tool *tool = run->tool;
  int status = EC_EXIT_OK;
  if (tool->output || !tool->header) {
    struct ec_string source = {.pool = &tool->pool};
    ec_embed_source(embed, &source);
    status = put_text(tool, tool->output, &source);
  }
  if (status == EC_EXIT_OK && tool->header) {
    struct ec_string header = {.pool = &tool->pool};
    ec_embed_header(embed, &header);
    status = put_text(tool, tool->header, &header);
  }
  return status;
}

int ec_cmd_embed(struct ec_tool *tool)
{
  struct run run = {.tool = tool};
  /* --locale says which catalogs, not how to speak. */
  tool->locales = tool->environment.locales;
  if (tool->operand_count == 0)
    return ec_help_operands(tool, true);
  int status = take_operands(&run);
  if (status == EC_EXIT_OK)
    status = check_sources(&run);
  if (status != EC_EXIT_OK)
    return status;
  const struct ec_embed embed = {tool->name ? decode(tool, tool->name) : default_name(&run),
                                 run.images, run.count};
  if (!ec_embed_is_name(embed.name) || ec_names_taken(embed.name)) {
    ec_say(tool, "embed.bad-name", ERRCAT_ARGS(embed.name));
    return EC_EXIT_USAGE;
  }
  if (tool->output && tool->header && strcmp(tool->output, tool->header) == 0) {
    ec_say(tool, "embed.same-file", ERRCAT_ARGS(decode(tool, tool->header)));
    return EC_EXIT_USAGE;
  }
  return put(&run, &embed);
}
