/* SPDX-License-Identifier: MIT */
#include "registry.h"

#include <stdlib.h>
#include <string.h>

#include "registry_reader.h"

/* Bytes of a value that a fault shows; what the library says of a pattern is no longer. */
#define EXCERPT_MAX 160
#define BLANKS " \t\r\n"

/* Of a value that may be of any length. */
static const char *excerpt(struct ec_pool *pool, const char *value)
{
  size_t len = strlen(value);
  if (len <= EXCERPT_MAX)
    return ec_pool_copy(pool, value, len);
  /* Not within a character: expat gives UTF-8. */
  for (len = EXCERPT_MAX; len && ((unsigned char)value[len] & 0xC0) == 0x80;)
    len--;
  return ec_pool_printf(pool, "%.*s…", (int)len, value);
}

void ec_registry_fault(struct ec_registry *registry, struct ec_pool *pool, struct ec_place place,
                       const char *code, const struct errcat_arg *args, size_t count)
{
  registry->faults_found++;
  if (registry->fault_count == EC_REGISTRY_FAULTS_MAX)
    return;
  struct ec_registry_fault *fault = &registry->faults[registry->fault_count++];
  *fault = (struct ec_registry_fault){.code = code, .place = place};
  for (; fault->arg_count < count && fault->arg_count < EC_REGISTRY_FAULT_ARGS_MAX;
       fault->arg_count++) {
    struct errcat_arg *arg = &fault->args[fault->arg_count];
    *arg = args[fault->arg_count];
    if (arg->kind == ERRCAT_ARG_STRING)
      *arg = errcat_arg_string(excerpt(pool, arg->value.string));
  }
}

void ec_reader_fault(struct ec_reader *reader, struct ec_place place, const char *code,
                     const struct errcat_arg *args, size_t count)
{
  ec_registry_fault(reader->registry, reader->pool, place, code, args, count);
}

static int by_place(const void *a, const void *b)
{
  const struct ec_registry_fault *x = a, *y = b;
  if (x->place.line != y->place.line)
    return x->place.line < y->place.line ? -1 : 1;
  if (x->place.column != y->place.column)
    return x->place.column < y->place.column ? -1 : 1;
  return strcmp(x->code, y->code);
}

void ec_registry_sort(struct ec_registry *registry)
{
  if (registry->fault_count)
    qsort(registry->faults, registry->fault_count, sizeof *registry->faults, by_place);
}

void ec_registry_read(struct ec_registry *registry, struct ec_pool *pool, const char *bytes,
                      size_t len)
{
  *registry = (struct ec_registry){
      .faults = ec_pool_alloc(pool, EC_REGISTRY_FAULTS_MAX, sizeof *registry->faults)};
  struct ec_reader reader = {registry, pool, bytes, len, .cursor = {.line = 1}};
  ec_reader_lines(&reader);
  ec_reader_parse(&reader);
  ec_reader_compare(&reader);
  ec_registry_sort(registry);
}

/* Whether a character of a code is one that the form may have there. */
static bool is_like(char form, char byte)
{
  return form == '?' ? byte != '\0' : form == '#' ? byte >= '0' && byte <= '9' : form == byte;
}

/* What a * stands for only ever grows, and only the last one's: what fits before it fits for good.
 * So there is one way back, not one for each of them. */
static bool form_fits(const char *form, const char *end, const char *code)
{
  const char *behind_star = NULL, *taken = NULL;
  while (*code) {
    if (form < end && *form == '*') {
      behind_star = ++form;
      taken = code;
    } else if (form < end && is_like(*form, *code)) {
      form++;
      code++;
    } else if (behind_star) {
      form = behind_star;
      code = ++taken;
    } else {
      return false;
    }
  }
  while (form < end && *form == '*')
    form++;
  return form == end;
}

bool ec_registry_code_fits(const char *code_pattern, const char *code)
{
  if (!code_pattern)
    return true;
  for (const char *form = code_pattern; *(form += strspn(form, BLANKS));) {
    const char *end = form + strcspn(form, BLANKS);
    if (form_fits(form, end, code))
      return true;
    form = end;
  }
  return false;
}
