/* SPDX-License-Identifier: MIT */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "errcat.h"

#include <string.h>

#include "buf.h"
#include "format.h"
#include "formats.h"
#include "icu.h"
#include "locale.h"
#include "mem.h"
#include "pattern.h"
#include "status.h"
#include "utf8.h"

const char *errcat_version(void)
{
  return PACKAGE_VERSION;
}

/* The ICU name of a preference entry; "" is the root locale. */
static bool icu_name(const char *locale, struct ec_locale *parsed)
{
  *parsed = (struct ec_locale){0};
  if (!locale || !locale[0] || ec_locale_is_c(locale, strlen(locale), true))
    return true;
  return ec_locale_parse(parsed, locale, strlen(locale));
}

/* A pattern of its own: what a catalog and its bundle would have for it. */
struct errcat_pattern {
  struct errcat_allocator mem;
  struct ec_zones *zones;
  struct ec_formats *formats;
  struct ec_pattern *compiled;
};

static void *allocate(const struct errcat_pattern *pattern, size_t size)
{
  return pattern->mem.allocate(pattern->mem.context, size);
}

/* ------------------------------------------------------------------ options */

static const struct errcat_pattern_options defaults;

static enum ec_type type_of(const struct errcat_arg_info *arg)
{
  enum ec_type type = EC_TYPE_NONE;
  if (arg->type)
    ec_type_parse(arg->type, &type);
  return type;
}

static errcat_status check_args(const struct errcat_pattern_options *options,
                                struct errcat_error *err)
{
  if (options->arg_count && !options->args)
    return ec_fail(err, ERRCAT_E_INVALID, 0, "there are no arguments, but their count is %zu",
                   options->arg_count);
  for (size_t i = 0; i < options->arg_count; i++)
    if (!options->args[i].name ||
        (options->args[i].type && type_of(&options->args[i]) == EC_TYPE_NONE))
      return ec_fail(err, ERRCAT_E_INVALID, 0, "argument %zu has no name, or no such type", i);
  return ERRCAT_OK;
}

static errcat_status check_options(const struct errcat_pattern_options *options,
                                   struct errcat_error *err)
{
  uint64_t unknown = (options->flags & ~(uint32_t)ERRCAT_PATTERN_JDK) | options->reserved_flags;
  for (size_t i = 0; i < sizeof options->reserved / sizeof options->reserved[0]; i++)
    unknown |= options->reserved[i];
  if (unknown)
    return ec_fail(err, ERRCAT_E_INVALID, 0,
                   "options that this errcat does not know: clear the structure first");
  if (options->allocator && (!options->allocator->allocate || !options->allocator->release))
    return ec_fail(err, ERRCAT_E_INVALID, 0, "the allocator lacks a function");
  return check_args(options, err);
}

static errcat_status check_encoding(const char *pattern, size_t len,
                                    const struct errcat_pattern_options *options,
                                    struct errcat_error *err)
{
  size_t valid = ec_utf8_valid(pattern, len);
  if (valid == len)
    return ERRCAT_OK;
  struct errcat_error fault = {0};
  ec_fail(&fault, ERRCAT_E_SYNTAX, valid,
          "expected UTF-8, found the byte %02X, which is not part of it",
          (unsigned char)pattern[valid]);
  fault.code = "fault.utf-8";
  fault.number = (unsigned char)pattern[valid];
  fault.line = fault.column = 1;
  for (size_t i = 0; i < valid; i++) {
    fault.column = pattern[i] == '\n' ? 1 : fault.column + 1;
    fault.line += pattern[i] == '\n';
  }
  if (options->fault)
    options->fault(options->context, &fault);
  if (err)
    *err = fault;
  return ERRCAT_E_SYNTAX;
}

/* ------------------------------------------------------------------ reading */

errcat_status errcat_pattern_read(const char *pattern, size_t len,
                                  const struct errcat_pattern_options *options,
                                  struct errcat_error *err)
{
  size_t size;
  if (!options)
    options = &defaults;
  errcat_status status = check_options(options, err);
  if (status == ERRCAT_OK)
    status = check_encoding(pattern, len, options, err);
  if (status != ERRCAT_OK)
    return status;
  struct ec_pattern_source source = {.text = pattern,
                                     .len = len,
                                     .jdk = options->flags & ERRCAT_PATTERN_JDK,
                                     .infos = options->args,
                                     .declared_count = options->arg_count,
                                     .fault = options->fault,
                                     .piece = options->piece,
                                     .context = options->context};
  return ec_pattern_measure(&source, &size, err);
}

/* ------------------------------------------------------------------ opening */

/* The arguments as the compiler wants them: for the time of opening. */
static errcat_status declare(const struct errcat_pattern *pattern,
                             const struct errcat_pattern_options *options,
                             struct ec_declared **declared, struct errcat_error *err)
{
  *declared = NULL;
  if (!options->arg_count)
    return ERRCAT_OK;
  if (options->arg_count <= SIZE_MAX / sizeof **declared)
    *declared = allocate(pattern, options->arg_count * sizeof **declared);
  if (!*declared)
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  for (size_t i = 0; i < options->arg_count; i++) {
    const struct errcat_arg_info *arg = &options->args[i];
    (*declared)[i] = (struct ec_declared){arg->name, type_of(arg), EC_HIDDEN_NONE};
    /* What it says is not for who does not know it. */
    if (arg->sensitive && !ec_hidden_parse(arg->sensitive, &(*declared)[i].hidden))
      (*declared)[i].hidden = EC_HIDDEN_SECRET;
  }
  return ERRCAT_OK;
}

static errcat_status compile(struct errcat_pattern *pattern, const char *text, size_t len,
                             const struct errcat_pattern_options *options, struct errcat_error *err)
{
  struct ec_declared *declared;
  size_t size;
  errcat_status status = declare(pattern, options, &declared, err);
  struct ec_pattern_source source = {.text = text,
                                     .len = len,
                                     .jdk = options->flags & ERRCAT_PATTERN_JDK,
                                     .declared = declared,
                                     .declared_count = options->arg_count,
                                     .fault = options->fault,
                                     .piece = options->piece,
                                     .context = options->context};
  if (status == ERRCAT_OK)
    status = ec_pattern_measure(&source, &size, err);
  if (status == ERRCAT_OK) {
    pattern->compiled = allocate(pattern, size);
    if (pattern->compiled)
      ec_pattern_build(&source, pattern->compiled);
    else
      status = ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  }
  if (declared)
    pattern->mem.release(pattern->mem.context, declared);
  return status;
}

struct errcat_pattern *errcat_pattern_open(const char *locale, const char *text, size_t len,
                                           const struct errcat_pattern_options *options,
                                           struct errcat_error *err)
{
  struct ec_locale parsed;
  if (!options)
    options = &defaults;
  if (check_options(options, err))
    return NULL;
  if (!icu_name(locale, &parsed)) {
    ec_fail(err, ERRCAT_E_INVALID, 0, "\"%.64s\" is not a locale name", locale);
    return NULL;
  }
  if (check_encoding(text, len, options, err))
    return NULL;

  const struct errcat_allocator *mem = options->allocator ? options->allocator : &ec_mem_default;
  struct errcat_pattern *pattern = mem->allocate(mem->context, sizeof *pattern);
  if (pattern) {
    *pattern = (struct errcat_pattern){.mem = *mem};
    pattern->zones = ec_zones_open(&pattern->mem);
    pattern->formats = ec_formats_open(&pattern->mem, parsed.name, pattern->zones);
  }
  if (!pattern || !pattern->zones || !pattern->formats)
    ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  else if (!compile(pattern, text, len, options, err))
    return pattern;
  errcat_pattern_free(pattern);
  return NULL;
}

void errcat_pattern_free(struct errcat_pattern *pattern)
{
  if (!pattern)
    return;
  struct errcat_allocator mem = pattern->mem;
  ec_formats_close(pattern->formats);
  ec_zones_close(pattern->zones);
  if (pattern->compiled)
    mem.release(mem.context, pattern->compiled);
  mem.release(mem.context, pattern);
}

/* --------------------------------------------------------------- formatting */

size_t errcat_pattern_format(const struct errcat_pattern *pattern, const struct errcat_arg *args,
                             size_t count, char *buffer, size_t size, struct errcat_result *result)
{
  if (!result)
    return ec_format_text(pattern->compiled, pattern->formats, buffer, size, args, count);
  struct ec_format_input input = {args, args ? count : 0, pattern->formats, 0};
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
  ec_format(&out, pattern->compiled, &input, &counts);
  *result = (struct errcat_result){.missing = counts.missing, .mismatched = counts.mismatched};
  if (out.cut)
    result->status = ERRCAT_E_LIMIT;
  else if (counts.missing || counts.mismatched)
    result->status = ERRCAT_E_ARGUMENT;
  return ec_buf_finish(&out);
}

/* --------------------------------------------------------- plural categories */

static bool add_category(void *context, enum ec_plural_category category, const char *text,
                         size_t len)
{
  uint32_t *categories = context;
  (void)text, (void)len;
  *categories |= UINT32_C(1) << category;
  return true;
}

/* The bits are those of the library's own categories. */
_Static_assert(ERRCAT_PLURAL_ZERO == 1 << EC_PLURAL_ZERO, "zero");
_Static_assert(ERRCAT_PLURAL_ONE == 1 << EC_PLURAL_ONE, "one");
_Static_assert(ERRCAT_PLURAL_TWO == 1 << EC_PLURAL_TWO, "two");
_Static_assert(ERRCAT_PLURAL_FEW == 1 << EC_PLURAL_FEW, "few");
_Static_assert(ERRCAT_PLURAL_MANY == 1 << EC_PLURAL_MANY, "many");
_Static_assert(ERRCAT_PLURAL_OTHER == 1 << EC_PLURAL_OTHER, "other");

uint32_t errcat_plural_categories(const char *locale, bool ordinal)
{
  struct ec_locale parsed;
  uint32_t categories = ERRCAT_PLURAL_OTHER;
  enum ec_plural_type type = ordinal ? EC_PLURAL_ORDINAL : EC_PLURAL_CARDINAL;
  if (icu_name(locale, &parsed) &&
      !ec_icu_plural_rules(parsed.name, type, add_category, &categories))
    categories = ERRCAT_PLURAL_OTHER;
  return categories;
}
