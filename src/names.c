/* SPDX-License-Identifier: MIT */
#include "names.h"

#include <stdlib.h>
#include <string.h>

/* Not <ctype.h>, which asks the locale. */
static char lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static char upper(char byte)
{
  return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

static bool is_plain(char byte)
{
  return is_digit(byte) || (lower(byte) >= 'a' && lower(byte) <= 'z');
}

static char *identifier(struct ec_pool *pool, const char *text, char (*letter)(char byte))
{
  char *name = ec_pool_copy(pool, text, strlen(text));
  for (char *byte = name; *byte; byte++)
    *byte = is_plain(*byte) ? letter(*byte) : '_';
  return name;
}

/* Of a code without a name: the part behind the domain. */
static const char *behind_domain(const char *code, const char *domain)
{
  const size_t len = strlen(domain);
  for (size_t i = 0; i < len; i++)
    if (lower(code[i]) != lower(domain[i]))
      return code;
  return code[len] && strchr("_.:-", code[len]) && code[len + 1] ? code + len + 1 : code;
}

void ec_names_make(struct ec_names *names, struct ec_pool *pool, const struct ec_registry *registry,
                   const char *prefix)
{
  const char *front = prefix ? prefix : registry->domain;
  *names = (struct ec_names){
      .lower = identifier(pool, front, lower),
      .upper = identifier(pool, front, upper),
      .of = ec_pool_alloc(pool, registry->error_count + 1, sizeof *names->of),
  };
  for (size_t i = 0; i < registry->error_count; i++) {
    const struct ec_registry_entry *error = &registry->errors[i];
    const char *rest = error->name ? error->name : behind_domain(error->code, registry->domain);
    names->of[i] = (struct ec_name){
        ec_pool_printf(pool, "%s_%s", names->lower, identifier(pool, rest, lower)),
        ec_pool_printf(pool, "%s_%s", names->upper, identifier(pool, rest, upper)),
    };
  }
}

/* Names that begin with an underscore belong to the compiler. */
bool ec_names_is_prefix(const char *prefix)
{
  if (!*prefix || *prefix == '_' || is_digit(*prefix) || strlen(prefix) > 64)
    return false;
  while (is_plain(*prefix) || *prefix == '_')
    prefix++;
  return !*prefix;
}
