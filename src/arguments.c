/* SPDX-License-Identifier: MIT */
#include "arguments.h"

#include <errno.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define BLANKS " \t\r\n"
#define NUMBERED_MAX 32768

/* ----------------------------------------------------------------- numbers */

/* The parts of -?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?: what strtod() takes beyond that
 * (hexadecimal, infinities, nothing before the point) is nothing to find in a log. */
struct number {
  size_t digits;   /* that count: without zeros in front */
  bool fraction;   /* there is a point */
  bool scientific; /* there is an exponent */
  int exponent;
};

static size_t take_digits(const char **at, struct number *number)
{
  const size_t len = strspn(*at, DIGITS);
  size_t zeros = 0;
  while (number->digits == 0 && zeros < len && (*at)[zeros] == '0')
    zeros++;
  number->digits += len - zeros;
  *at += len;
  return len;
}

static bool scan(const char *word, struct number *number)
{
  const char *at = word + (*word == '-');
  *number = (struct number){.digits = 0};
  if (!take_digits(&at, number))
    return false;
  if (*at == '.') {
    number->fraction = true;
    at++;
    if (!take_digits(&at, number))
      return false;
  }
  if (*at == 'e' || *at == 'E') {
    number->scientific = true;
    at++;
    const size_t sign = *at == '+' || *at == '-';
    const size_t len = strspn(at + sign, DIGITS);
    if (!len)
      return false;
    number->exponent = len > 4 ? 9999 : atoi(at);
    at += sign + len;
  }
  return !*at;
}

static bool read_integer(const char *word, struct errcat_arg *arg)
{
  char *end;
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

/* No setlocale(): the point is a point. */
static bool read_double(const char *word, struct errcat_arg *arg)
{
  errno = 0;
  const double value = strtod(word, NULL);
  if (errno == ERANGE)
    return false;
  *arg = errcat_arg_double(value);
  return true;
}

/* No digit is lost: what neither 64 bits nor a double can hold stays as it is written. False when
 * it is no number, or beyond the limits of one. */
static bool read_number(const char *word, bool whole, struct errcat_arg *arg)
{
  struct number number;
  if (!scan(word, &number) || (whole && (number.fraction || number.scientific)))
    return false;
  if (!number.fraction && !number.scientific && read_integer(word, arg))
    return true;
  if (number.digits <= DBL_DIG)
    return read_double(word, arg);
  if (strlen(word) > ERRCAT_DECIMAL_MAX || abs(number.exponent) > ERRCAT_EXPONENT_MAX)
    return false;
  *arg = errcat_arg_decimal(word);
  return true;
}

/* Whether the word is what a program prints for a number: no zeros in front, so that
 * identifiers stay what they are. */
static bool plain_number(const char *word)
{
  const char *digits = word + (*word == '-');
  return !(digits[0] == '0' && digits[1] && digits[1] != '.') && !strpbrk(word, "eE");
}

/* ------------------------------------------------------------------- types */

static struct errcat_arg guess(const struct ec_reading *reading, const char *value)
{
  struct errcat_arg arg = errcat_arg_string(value);
  struct errcat_time time;
  if (reading->strings)
    return arg;
  if (ec_when_read(reading->clocks, value, reading->zone, true, &time))
    return errcat_arg_time(time);
  if (plain_number(value))
    read_number(value, false, &arg);
  return arg;
}

/* Takes the next item of "a, b\, c", blanks around it apart; *at is where the one after it begins,
 * or NULL. */
static const char *take_item(struct ec_pool *pool, const char **at)
{
  const char *from = *at + strspn(*at, BLANKS);
  char *item = ec_pool_alloc(pool, strlen(from) + 1, 1);
  size_t len = 0;
  while (*from && *from != ',') {
    from += *from == '\\' && (from[1] == ',' || from[1] == '\\');
    item[len++] = *from++;
  }
  while (len && strchr(BLANKS, item[len - 1]))
    len--;
  item[len] = '\0';
  *at = *from ? from + 1 : NULL;
  return item;
}

static struct errcat_arg read_list(struct ec_pool *pool, const struct ec_reading *reading,
                                   const char *word)
{
  size_t most = 1, count = 0;
  for (const char *comma = word; (comma = strchr(comma, ',')) != NULL; comma++)
    most++;
  struct errcat_arg *items = ec_pool_alloc(pool, most, sizeof *items);
  for (const char *at = *word ? word : NULL; at;)
    items[count++] = guess(reading, take_item(pool, &at));
  return errcat_arg_list(items, count);
}

static bool read_time(const struct ec_reading *reading, const char *word, struct errcat_arg *arg)
{
  struct errcat_time time;
  if (!ec_when_read(reading->clocks, word, reading->zone, false, &time))
    return false;
  *arg = errcat_arg_time(time);
  return true;
}

struct errcat_arg ec_arguments_typed(struct ec_pool *pool, const struct ec_reading *reading,
                                     const char *type, const char *word, bool *mistyped)
{
  struct errcat_arg arg = errcat_arg_string(word);
  if (strcmp(type, "integer") == 0)
    *mistyped = !read_number(word, true, &arg);
  else if (strcmp(type, "number") == 0)
    *mistyped = !read_number(word, false, &arg);
  else if (strcmp(type, "time") == 0)
    *mistyped = !read_time(reading, word, &arg) && !read_number(word, true, &arg);
  else if (strcmp(type, "list") == 0)
    arg = read_list(pool, reading, word);
  return arg;
}

/* ------------------------------------------------------------------- words */

const struct errcat_arg_info *ec_arguments_declared(const struct ec_reading *reading,
                                                    const char *name, size_t len)
{
  for (size_t i = 0; i < reading->declared_count; i++) {
    const char *declared = reading->declared[i].name;
    if (strncmp(declared, name, len) == 0 && !declared[len])
      return &reading->declared[i];
  }
  return NULL;
}

/* The bytes of NAME in NAME=VALUE; 0: it is none. */
static size_t name_len(const char *word)
{
  const char *equals = strchr(word, '=');
  return equals ? (size_t)(equals - word) : 0;
}

static void start(struct ec_arguments *arguments, struct ec_pool *pool, size_t count)
{
  arguments->args = ec_pool_alloc(pool, count + 1, sizeof *arguments->args);
  arguments->words = ec_pool_alloc(pool, count + 1, sizeof *arguments->words);
  arguments->arg_count = 0;
  arguments->count = count;
}

static void add(struct ec_arguments *arguments, struct errcat_arg arg)
{
  arguments->args[arguments->arg_count++] = arg;
}

void ec_arguments_read(struct ec_arguments *arguments, struct ec_pool *pool,
                       const struct ec_reading *reading, const char *const *words, size_t count)
{
  size_t position = 0;
  start(arguments, pool, count);
  for (size_t i = 0; i < count; i++) {
    struct ec_argument *word = &arguments->words[i];
    const size_t len = name_len(words[i]);
    word->value = words[i];
    word->declared = len ? ec_arguments_declared(reading, words[i], len) : NULL;
    if (word->declared) {
      word->name = word->declared->name;
      word->value += len + 1;
    } else if (position < reading->declared_count) {
      word->declared = &reading->declared[position++];
    }
    /* By name, so that a word too many cannot take another's place. */
    if (word->declared)
      add(arguments, errcat_arg_named(word->declared->name,
                                      ec_arguments_typed(pool, reading, word->declared->type,
                                                         word->value, &word->mistyped)));
    else if (reading->declared_count == 0)
      add(arguments, errcat_arg_string(words[i]));
  }
}

static bool name_byte(char c)
{
  return c && !strchr("{},'#" BLANKS, c);
}

/* Whether the pattern has a placeholder of that name. Quoting is not looked at: a name too many
 * harms nobody. */
static bool has_placeholder(const char *pattern, const char *name, size_t len)
{
  for (const char *at = pattern; (at = strchr(at, '{')) != NULL;) {
    at++;
    at += strspn(at, BLANKS);
    if (strncmp(at, name, len) == 0 && !name_byte(at[len]))
      return true;
  }
  return false;
}

size_t ec_arguments_numbered(const char *pattern)
{
  size_t count = 0;
  for (const char *at = pattern; (at = strchr(at, '{')) != NULL;) {
    at++;
    at += strspn(at, BLANKS);
    const size_t len = strspn(at, DIGITS);
    const size_t number = len && len < 6 && !name_byte(at[len]) ? (size_t)atoi(at) + 1 : 0;
    if (number > count && number <= NUMBERED_MAX)
      count = number;
  }
  return count;
}

static void guess_word(struct ec_pool *pool, const struct ec_reading *reading,
                       struct ec_argument *word, struct ec_arguments *arguments)
{
  const char *type = word->declared ? word->declared->type : NULL;
  struct errcat_arg arg =
      type ? ec_arguments_typed(pool, reading, type, word->value, &word->mistyped)
           : guess(reading, word->value);
  arg.name = word->name;
  add(arguments, arg);
}

/* Sets the name of a word NAME=VALUE, and of any word the declaration. */
static void assign(struct ec_pool *pool, const struct ec_reading *reading, const char *pattern,
                   struct ec_argument *word, size_t position)
{
  const size_t len = name_len(word->value);
  const struct errcat_arg_info *declared =
      len ? ec_arguments_declared(reading, word->value, len) : NULL;
  if (declared || (len && has_placeholder(pattern, word->value, len))) {
    word->declared = declared;
    word->name = ec_pool_copy(pool, word->value, len);
    word->value += len + 1;
  } else if (position < reading->declared_count) {
    word->declared = &reading->declared[position];
  }
}

void ec_arguments_guess(struct ec_arguments *arguments, struct ec_pool *pool, const char *pattern,
                        const struct ec_reading *reading, const char *const *words, size_t count)
{
  start(arguments, pool, count);
  for (size_t i = 0; i < count; i++) {
    struct ec_argument *word = &arguments->words[i];
    word->value = words[i];
    assign(pool, reading, pattern, word, arguments->arg_count);
    if (!word->name)
      guess_word(pool, reading, word, arguments);
  }
  for (size_t i = 0; i < count; i++)
    if (arguments->words[i].name)
      guess_word(pool, reading, &arguments->words[i], arguments);
}

const char *ec_arguments_value(const struct ec_arguments *arguments,
                               const struct errcat_arg_info *declared)
{
  for (size_t i = 0; i < arguments->count; i++)
    if (arguments->words[i].declared == declared)
      return arguments->words[i].value;
  return NULL;
}
