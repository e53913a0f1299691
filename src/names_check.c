/* SPDX-License-Identifier: MIT */

/* Which identifiers cannot be had: those of C11 and C++20, those of errcat.h, and those that
 * another code has. */

#include <stdlib.h>
#include <string.h>

#include "names.h"

/* Sorted. Keywords of C11, C23 and C++20 with the alternative tokens, those of GNU C, and macros of
 * the headers that errcat.h includes, or that compilers have defined before the first line. */
static const char *const taken[] = {
    "NULL",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "i386",
    "if",
    "inline",
    "int",
    "int16_t",
    "int32_t",
    "int64_t",
    "int8_t",
    "intmax_t",
    "intptr_t",
    "linux",
    "long",
    "max_align_t",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "nullptr_t",
    "offsetof",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "ptrdiff_t",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "short",
    "signed",
    "size_t",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "typeof_unqual",
    "uint16_t",
    "uint32_t",
    "uint64_t",
    "uint8_t",
    "uintmax_t",
    "uintptr_t",
    "union",
    "unix",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
};

static int by_text(const void *key, const void *element)
{
  return strcmp(key, *(const char *const *)element);
}

static bool ends(const char *text, const char *end)
{
  const size_t len = strlen(text), tail = strlen(end);
  return len >= tail && strcmp(text + len - tail, end) == 0;
}

/* INT8_MAX, UINT_FAST16_MAX, SIZE_MAX, int_least8_t and so on, all from <stdint.h>. */
static bool is_of_stdint(const char *identifier)
{
  static const char *const fronts[] = {"INT",         "UINT",   "SIZE_", "PTRDIFF_",
                                       "SIG_ATOMIC_", "WCHAR_", "WINT_"};
  if (strncmp(identifier, "int_", 4) == 0 || strncmp(identifier, "uint_", 5) == 0)
    return ends(identifier, "_t");
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (strncmp(identifier, fronts[i], strlen(fronts[i])) == 0)
      return ends(identifier, "_MAX") || ends(identifier, "_MIN") || ends(identifier, "_WIDTH") ||
             ends(identifier, "_C");
  return false;
}

bool ec_names_taken(const char *identifier)
{
  /* Names that begin so belong to the compiler. */
  if (*identifier == '_' &&
      (identifier[1] == '_' || (identifier[1] >= 'A' && identifier[1] <= 'Z')))
    return true;
  return is_of_stdint(identifier) ||
         bsearch(identifier, taken, sizeof taken / sizeof *taken, sizeof *taken, by_text) ||
         bsearch(identifier, ec_names_of_errcat, ec_names_of_errcat_count,
                 sizeof *ec_names_of_errcat, by_text);
}

/* ------------------------------------------------------------- identifiers */

/* An identifier, and whose it is. */
struct made {
  const char *identifier;
  const struct ec_registry_entry *owner; /* NULL: of the whole registry */
};

struct all {
  struct made *made;
  size_t count;
  struct ec_pool *pool;
};

static void add(struct all *all, const struct ec_registry_entry *owner, const char *name,
                const char *end)
{
  all->made[all->count++] = (struct made){ec_pool_printf(all->pool, "%s%s", name, end), owner};
}

/* Those of a retired code too: they are poisoned. */
static void collect(struct all *all, const struct ec_names *names,
                    const struct ec_registry *registry)
{
  add(all, NULL, names->lower, EC_NAMES_TABLE);
  add(all, NULL, names->lower, EC_NAMES_TABLE_CODES);
  for (size_t i = 0; i < registry->error_count; i++) {
    const struct ec_registry_entry *error = &registry->errors[i];
    add(all, error, names->of[i].function, "");
    add(all, error, names->of[i].function, EC_NAMES_IN);
    add(all, error, names->of[i].function, EC_NAMES_SPACE);
    add(all, error, names->of[i].constant, "");
    add(all, error, names->of[i].constant, EC_NAMES_CODE);
    if (error->http_status || error->retired)
      add(all, error, names->of[i].constant, EC_NAMES_STATUS);
  }
}

static int by_identifier(const void *a, const void *b)
{
  const struct made *x = a, *y = b;
  const int order = strcmp(x->identifier, y->identifier);
  if (order)
    return order;
  if (!x->owner || !y->owner)
    return (x->owner != NULL) - (y->owner != NULL);
  return x->owner < y->owner ? -1 : x->owner > y->owner;
}

static struct ec_place place_of(const struct ec_registry *registry, const struct made *made)
{
  return made->owner ? made->owner->name_place : registry->domain_place;
}

/* One fault for a code, though all of its names may be another's. */
static void compare(struct all *all, struct ec_registry *registry)
{
  bool *told = ec_pool_alloc(all->pool, registry->error_count + 1, sizeof *told);
  for (size_t i = 0, first = 0; i < all->count; i++) {
    const struct made *made = &all->made[i], *other = &all->made[first];
    const bool twice = i > first && strcmp(made->identifier, other->identifier) == 0;
    bool *of_it =
        &told[made->owner ? (size_t)(made->owner - registry->errors) : registry->error_count];
    first = twice ? first : i;
    if (*of_it)
      continue;
    *of_it = twice || ec_names_taken(made->identifier);
    if (twice && other->owner)
      ec_registry_fault(
          registry, all->pool, place_of(registry, made), "header.collision",
          ERRCAT_ARGS(made->identifier, other->owner->code, (long)other->owner->name_place.line));
    else if (*of_it)
      ec_registry_fault(registry, all->pool, place_of(registry, made), "header.taken",
                        ERRCAT_ARGS(made->identifier));
  }
}

/* ---------------------------------------------------------------- arguments */

static int by_made(const void *key, const void *element)
{
  return strcmp(key, ((const struct made *)element)->identifier);
}

/* A parameter is seen in the bodies of the code's macros and functions, where it must not hide what
 * they are made of. */
static bool is_parameter(const struct all *all, const char *name)
{
  return strncmp(name, "errcat_", 7) != 0 && strncmp(name, "ERRCAT_", 7) != 0 &&
         !ec_names_taken(name) && !bsearch(name, all->made, all->count, sizeof *all->made, by_made);
}

static void check_arguments(const struct all *all, struct ec_registry *registry)
{
  for (size_t i = 0; i < registry->error_count; i++) {
    const struct ec_registry_entry *error = &registry->errors[i];
    for (size_t a = 0; a < error->arg_count && !error->retired; a++)
      if (!is_parameter(all, error->args[a].name))
        ec_registry_fault(registry, all->pool, error->args[a].place, "header.bad-argument",
                          ERRCAT_ARGS(error->args[a].name, error->code));
  }
}

void ec_names_check(const struct ec_names *names, struct ec_pool *pool,
                    struct ec_registry *registry)
{
  struct all all = {.pool = pool};
  if (!ec_names_is_prefix(names->lower)) {
    ec_registry_fault(registry, pool, registry->domain_place, "header.bad-domain",
                      ERRCAT_ARGS(names->lower));
    return;
  }
  all.made = ec_pool_alloc(pool, 6 * registry->error_count + 2, sizeof *all.made);
  collect(&all, names, registry);
  qsort(all.made, all.count, sizeof *all.made, by_identifier);
  compare(&all, registry);
  check_arguments(&all, registry);
  ec_registry_sort(registry);
}
