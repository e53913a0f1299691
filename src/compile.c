/* SPDX-License-Identifier: MIT */
#include "compile.h"

#include <string.h>

#include "arguments.h"

#define DIGITS "0123456789"

/* A pattern that was compiled, in the place that its hash gives it. What it needs of the pool's
 * kind it has for itself, so that it can go when another pattern needs the place. */
struct ec_compiler_slot {
  const char *locale, *text; /* NULL: there is none */
  struct errcat_pattern *pattern;
  struct errcat_arg_info *declared;
  size_t declared_count;
  struct ec_pool pool;
};

void ec_compiler_open(struct ec_compiler *compiler, struct ec_pool *pool, bool jdk,
                      const struct errcat_arg_info *types, size_t type_count)
{
  *compiler =
      (struct ec_compiler){.pool = pool, .jdk = jdk, .types = types, .type_count = type_count};
  compiler->slots = ec_pool_alloc(pool, EC_COMPILER_SLOTS, sizeof *compiler->slots);
}

static void empty(struct ec_compiler_slot *slot)
{
  errcat_pattern_free(slot->pattern);
  ec_pool_free(&slot->pool);
  *slot = (struct ec_compiler_slot){.text = NULL};
}

void ec_compiler_close(struct ec_compiler *compiler)
{
  for (size_t i = 0; i < EC_COMPILER_SLOTS; i++)
    empty(&compiler->slots[i]);
}

/* FNV-1a. */
static size_t slot_of(const char *locale, const char *text)
{
  uint32_t hash = 2166136261u;
  for (const char *at = text; *at; at++)
    hash = (hash ^ (unsigned char)*at) * 16777619u;
  for (const char *at = locale; *at; at++)
    hash = (hash ^ (unsigned char)*at) * 16777619u;
  return hash % EC_COMPILER_SLOTS;
}

/* The number that the name is; SIZE_MAX when it is none. */
static size_t number_of(const char *name)
{
  const size_t len = strlen(name);
  size_t number = 0;
  if (len == 0 || len > 5 || strspn(name, DIGITS) != len)
    return SIZE_MAX;
  for (size_t i = 0; i < len; i++)
    number = number * 10 + (size_t)(name[i] - '0');
  return number;
}

/* A declaration is known by its place, so arguments by number that are not declared have one too,
 * without a type, and those by name come after them. */
static void declare(const struct ec_compiler *compiler, struct ec_compiler_slot *slot)
{
  size_t numbered = ec_arguments_numbered(slot->text), count;
  if (!compiler->type_count)
    return;
  for (size_t i = 0; i < compiler->type_count; i++) {
    const size_t number = number_of(compiler->types[i].name);
    if (number != SIZE_MAX && number >= numbered)
      numbered = number + 1;
  }
  slot->declared =
      ec_pool_alloc(&slot->pool, numbered + compiler->type_count, sizeof *slot->declared);
  for (count = 0; count < numbered; count++)
    slot->declared[count].name = ec_pool_printf(&slot->pool, "%zu", count);
  for (size_t i = 0; i < compiler->type_count; i++) {
    const size_t number = number_of(compiler->types[i].name);
    struct errcat_arg_info *place = &slot->declared[number == SIZE_MAX ? count++ : number];
    place->type = compiler->types[i].type;
    place->sensitive = compiler->types[i].sensitive;
    if (number == SIZE_MAX)
      place->name = compiler->types[i].name;
  }
  slot->declared_count = count;
}

static void add_fault(void *context, const struct errcat_error *fault)
{
  struct ec_compiled *compiled = context;
  if (compiled->fault_count < ERRCAT_FAULTS_MAX)
    compiled->faults[compiled->fault_count++] = *fault;
}

static void compile(const struct ec_compiler *compiler, struct ec_compiler_slot *slot,
                    struct ec_compiled *compiled)
{
  const struct errcat_pattern_options options = {
      .flags = compiler->jdk ? ERRCAT_PATTERN_JDK : 0,
      .args = slot->declared,
      .arg_count = slot->declared_count,
      .fault = add_fault,
      .context = compiled,
  };
  struct errcat_error err = {.status = ERRCAT_OK};
  slot->pattern = errcat_pattern_open(slot->locale, slot->text, strlen(slot->text), &options, &err);
  /* What is no fault of the pattern's. */
  if (!slot->pattern && !compiled->fault_count)
    add_fault(compiled, &err);
}

static void fill(const struct ec_compiler *compiler, struct ec_compiler_slot *slot,
                 const char *locale, const char *text, struct ec_compiled *compiled)
{
  empty(slot);
  ec_pool_init(&slot->pool, compiler->pool->out_of_memory, compiler->pool->context);
  slot->locale = ec_pool_copy(&slot->pool, locale, strlen(locale));
  slot->text = ec_pool_copy(&slot->pool, text, strlen(text));
  declare(compiler, slot);
  compile(compiler, slot, compiled);
}

void ec_compiler_get(struct ec_compiler *compiler, const char *locale, const char *pattern,
                     struct ec_compiled *compiled)
{
  struct ec_compiler_slot *slot = &compiler->slots[slot_of(locale, pattern)];
  compiled->fault_count = 0;
  /* One with faults has them told anew. */
  if (!slot->pattern || strcmp(slot->text, pattern) != 0 || strcmp(slot->locale, locale) != 0)
    fill(compiler, slot, locale, pattern, compiled);
  compiled->pattern = slot->pattern;
  compiled->declared = slot->declared;
  compiled->declared_count = slot->declared_count;
}
