/* SPDX-License-Identifier: MIT */
#include "arguments.h"

#include <errno.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

/* -?[0-9]+ that fits into 64 bits. */
static bool read_integer(const char *word, struct errcat_arg *arg)
{
  const char *digits = word + (*word == '-');
  char *end;
  if (!*digits || digits[strspn(digits, DIGITS)])
    return false;
  errno = 0;
  const long long value = strtoll(word, &end, 10);
  if (errno == 0) {
    *arg = errcat_arg_integer(value);
    return true;
  }
  errno = 0;
  const unsigned long long large = strtoull(word, &end, 10);
  if (errno != 0 || *word == '-')
    return false;
  *arg = errcat_arg_unsigned(large);
  return true;
}

/* Digits before the point that a double keeps together with the three decimals that are shown. */
#define WHOLE_MAX (DBL_DIG - 3)

/* -?[0-9]+\.[0-9]+, -?[0-9]+[eE][+-]?[0-9]+ or both: what strtod() takes beyond that
 * (hexadecimal, infinities, nothing before the point) is nothing to find in a log. Nor are
 * digits that it would change: an integer too large for 64 bits is none of these, and a
 * fraction of so many digits is refused. No setlocale(): the point is a point. */
static bool read_number(const char *word, struct errcat_arg *arg)
{
  const char *at = word + (*word == '-');
  size_t digits = strspn(at, DIGITS);
  if (!digits || !at[digits] || (at[digits] == '.' && digits > WHOLE_MAX))
    return false;
  at += digits;
  if (*at == '.') {
    digits = strspn(++at, DIGITS);
    if (!digits)
      return false;
    at += digits;
  }
  if (*at == 'e' || *at == 'E') {
    at += 1 + (at[1] == '+' || at[1] == '-');
    digits = strspn(at, DIGITS);
    if (!digits)
      return false;
    at += digits;
  }
  errno = 0;
  const double value = strtod(word, NULL);
  if (*at || errno == ERANGE)
    return false;
  *arg = errcat_arg_double(value);
  return true;
}

static bool named(const char *word, const char *name)
{
  const size_t len = strlen(name);
  return strncmp(word, name, len) == 0 && word[len] == '=';
}

static const struct errcat_arg_info *by_name(const struct errcat_arg_info *declared, size_t count,
                                             const char *word)
{
  for (size_t i = 0; i < count; i++)
    if (named(word, declared[i].name))
      return &declared[i];
  return NULL;
}

static struct errcat_arg read_typed(struct ec_argument *word)
{
  struct errcat_arg arg = errcat_arg_string(word->value);
  const char *type = word->declared ? word->declared->type : "string";
  if (strcmp(type, "integer") == 0)
    word->mistyped = !read_integer(word->value, &arg);
  else if (strcmp(type, "number") == 0)
    word->mistyped = !read_integer(word->value, &arg) && !read_number(word->value, &arg);
  return arg;
}

static void start(struct ec_arguments *arguments, struct ec_pool *pool, size_t count)
{
  arguments->args = ec_pool_alloc(pool, count + 1, sizeof *arguments->args);
  arguments->words = ec_pool_alloc(pool, count + 1, sizeof *arguments->words);
  arguments->arg_count = 0;
  arguments->count = count;
}

void ec_arguments_read(struct ec_arguments *arguments, struct ec_pool *pool,
                       const struct errcat_arg_info *declared, size_t declared_count,
                       const char *const *words, size_t count)
{
  size_t position = 0;
  start(arguments, pool, count);
  for (size_t i = 0; i < count; i++) {
    struct ec_argument *word = &arguments->words[i];
    word->value = words[i];
    word->declared = by_name(declared, declared_count, words[i]);
    if (word->declared) {
      word->name = word->declared->name;
      word->value += strlen(word->name) + 1;
    } else if (position < declared_count) {
      word->declared = &declared[position++];
    }
    /* By name, so that a word too many cannot take another's place. */
    if (word->declared)
      arguments->args[arguments->arg_count++] =
          errcat_arg_named(word->declared->name, read_typed(word));
    else if (declared_count == 0)
      arguments->args[arguments->arg_count++] = read_typed(word);
  }
}

static bool name_byte(char c)
{
  return c && !strchr("{},'# \t\r\n", c);
}

/* The name before `=` of the word, when the pattern has a placeholder of that name. Quoting
 * is not looked at: a name too many harms nobody. */
static const char *placeholder(struct ec_pool *pool, const char *pattern, const char *word)
{
  const char *equals = strchr(word, '=');
  const size_t len = equals ? (size_t)(equals - word) : 0;
  for (const char *at = pattern; len && (at = strchr(at, '{')) != NULL;) {
    at++;
    at += strspn(at, " \t\r\n");
    if (strncmp(at, word, len) == 0 && !name_byte(at[len]))
      return ec_pool_copy(pool, word, len);
  }
  return NULL;
}

/* Whether the word is what a program prints for a number: no zeros in front, so that
 * identifiers stay what they are. */
static bool plain_number(const char *word)
{
  const char *digits = word + (*word == '-');
  return !(digits[0] == '0' && digits[1] && digits[1] != '.') && !strpbrk(word, "eE");
}

static struct errcat_arg guess(const char *value, bool strings)
{
  struct errcat_arg arg = errcat_arg_string(value);
  if (!strings && plain_number(value) && !read_integer(value, &arg))
    read_number(value, &arg);
  return arg;
}

void ec_arguments_guess(struct ec_arguments *arguments, struct ec_pool *pool, const char *pattern,
                        bool strings, const char *const *words, size_t count)
{
  start(arguments, pool, count);
  for (size_t i = 0; i < count; i++) {
    struct ec_argument *word = &arguments->words[i];
    word->name = placeholder(pool, pattern, words[i]);
    word->value = words[i] + (word->name ? strlen(word->name) + 1 : 0);
    if (!word->name)
      arguments->args[arguments->arg_count++] = guess(word->value, strings);
  }
  for (size_t i = 0; i < count; i++) {
    const struct ec_argument *word = &arguments->words[i];
    if (word->name)
      arguments->args[arguments->arg_count++] =
          errcat_arg_named(word->name, guess(word->value, strings));
  }
}

const char *ec_arguments_value(const struct ec_arguments *arguments,
                               const struct errcat_arg_info *declared)
{
  for (size_t i = 0; i < arguments->count; i++)
    if (arguments->words[i].declared == declared)
      return arguments->words[i].value;
  return NULL;
}
