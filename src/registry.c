/* SPDX-License-Identifier: MIT */
#include "registry.h"

#include <stdlib.h>
#include <string.h>

#include "registry_reader.h"

/* Bytes of a value that a fault shows; what the library says of a pattern is no longer. */
#define EXCERPT_MAX 160

void *ec_reader_room(struct ec_pool *pool, void *array, size_t count, size_t *size,
                     size_t element_size)
{
  if (count < *size)
    return array;
  *size = *size * 2 + 16;
  void *larger = ec_pool_alloc(pool, *size, element_size);
  if (count)
    memcpy(larger, array, count * element_size);
  return larger;
}

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
  ec_reader_parse(&reader);
  ec_reader_compare(&reader);
  ec_registry_sort(registry);
}
