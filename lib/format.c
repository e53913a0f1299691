/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <math.h>
#include <string.h>

#include "number.h"
#include "utf8.h"

bool ec_type_parse(const char *name, enum ec_type *type)
{
  static const struct {
    const char *name;
    enum ec_type type;
  } types[] = {{"string", EC_TYPE_STRING},
               {"id", EC_TYPE_ID},
               {"integer", EC_TYPE_INTEGER},
               {"number", EC_TYPE_NUMBER}};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (strcmp(name, types[i].name) == 0) {
      *type = types[i].type;
      return true;
    }
  }
  return false;
}

/* ------------------------------------------------------- which argument */

/* A placeholder and what is declared of it. */
struct place {
  const struct ec_node *node;
  const struct ec_declared *declared; /* or NULL */
  size_t index;                       /* among the arguments; SIZE_MAX: by name alone */
};

/* A name that is not terminated, and may have a NUL within. */
struct name {
  const char *text;
  size_t len;
};

static struct name name_of(const struct place *place)
{
  if (place->declared)
    return (struct name){place->declared->name, strlen(place->declared->name)};
  return (struct name){place->node->text, place->node->len};
}

static bool is_named(const char *string, struct name name)
{
  return strlen(string) == name.len && memcmp(string, name.text, name.len) == 0;
}

static struct place find_place(const struct ec_format_input *input, const struct ec_node *node)
{
  struct place place = {node, NULL, node->numbered ? node->index : 0};
  struct name name = {node->text, node->len};
  while (!node->numbered && place.index < input->declared_count &&
         !is_named(input->declared[place.index].name, name))
    place.index++;
  if (place.index < input->declared_count)
    place.declared = &input->declared[place.index];
  else if (!node->numbered)
    place.index = SIZE_MAX;
  return place;
}

static const struct errcat_arg *find_arg(const struct ec_format_input *input,
                                         const struct place *place)
{
  for (size_t i = 0; i < input->arg_count; i++)
    if (input->args[i].name && is_named(input->args[i].name, name_of(place)))
      return &input->args[i];
  if (place->index < input->arg_count && !input->args[place->index].name)
    return &input->args[place->index];
  return NULL;
}

/* ----------------------------------------------------- how it is shown */

/* Replaced text is never shorter than what it replaces, so that more of a very long
 * string than fits need not be looked at, nor its last character be whole. */
static void put_string(struct ec_buf *out, const char *string, size_t len)
{
  static const char replacement[] = "\xef\xbf\xbd";
  size_t room = out->limit - out->len;
  if (len > room && len - room > 4)
    len = room + 4;
  while (len) {
    size_t valid = ec_utf8_valid(string, len);
    ec_buf_add(out, string, valid);
    if (valid == len)
      return;
    size_t bad = ec_utf8_bad(string + valid, len - valid);
    ec_buf_add(out, replacement, sizeof replacement - 1);
    string += valid + bad;
    len -= valid + bad;
  }
}

static void put_placeholder(struct ec_buf *out, const struct place *place)
{
  struct name name = name_of(place);
  ec_buf_add(out, "{", 1);
  ec_buf_add(out, name.text, name.len);
  ec_buf_add(out, "}", 1);
}

static bool is_bare(enum ec_type type)
{
  return type == EC_TYPE_STRING || type == EC_TYPE_ID;
}

static void put_double(struct ec_buf *out, double value, enum ec_type type,
                       const struct ec_icu_numbers *numbers)
{
  enum { ENOUGH = 2048 }; /* 309 digits of 4 bytes and 102 separators of 3 */
  char text[ENOUGH];
  size_t len = is_bare(type) ? 0 : ec_icu_format_double(numbers, value, text, sizeof text);
  if (!len) /* also when ICU is out of memory: there is always text */
    len = ec_number_double(value, text);
  ec_buf_add(out, text, len);
}

static void put_value(struct ec_buf *out, const struct errcat_arg *arg, enum ec_type type,
                      const struct ec_icu_numbers *numbers)
{
  if (arg->kind == ERRCAT_ARG_STRING) {
    put_string(out, arg->value.string, arg->len);
    return;
  }
  if (arg->kind == ERRCAT_ARG_DOUBLE) {
    put_double(out, arg->value.floating, type, numbers);
    return;
  }
  char text[EC_NUMBER_SIZE];
  const struct ec_icu_symbols *symbols =
      is_bare(type) ? &ec_number_bare : ec_icu_numbers_symbols(numbers);
  size_t len = arg->kind == ERRCAT_ARG_INTEGER
                   ? ec_number_integer(symbols, arg->value.integer, text)
                   : ec_number_unsigned(symbols, arg->value.unsigned_integer, text);
  ec_buf_add(out, text, len);
}

static bool is_known(const struct errcat_arg *arg)
{
  return arg->kind == ERRCAT_ARG_STRING || arg->kind == ERRCAT_ARG_INTEGER ||
         arg->kind == ERRCAT_ARG_UNSIGNED || arg->kind == ERRCAT_ARG_DOUBLE;
}

static bool is_integral(double value)
{
  const double all_above = 9007199254740992.0; /* 2^53: a double has no fraction from here on */
  if (!isfinite(value))
    return false;
  return fabs(value) >= all_above || (double)(int64_t)value == value;
}

static bool fits(const struct errcat_arg *arg, enum ec_type type)
{
  bool is_string = arg->kind == ERRCAT_ARG_STRING, is_double = arg->kind == ERRCAT_ARG_DOUBLE;
  switch (type) {
  case EC_TYPE_NONE:
    return true;
  case EC_TYPE_STRING:
    return is_string;
  case EC_TYPE_ID:
    return !is_double;
  case EC_TYPE_INTEGER:
    return !is_string && (!is_double || is_integral(arg->value.floating));
  case EC_TYPE_NUMBER:
    return !is_string;
  }
  return false;
}

static void put_argument(struct ec_buf *out, const struct ec_node *node,
                         const struct ec_format_input *input, struct ec_format_counts *counts)
{
  struct place place = find_place(input, node);
  const struct errcat_arg *arg = find_arg(input, &place);
  if (!arg || (arg->kind == ERRCAT_ARG_STRING && !arg->value.string)) {
    counts->missing++;
    put_placeholder(out, &place);
    return;
  }
  enum ec_type type = place.declared ? place.declared->type : EC_TYPE_NONE;
  bool known = is_known(arg);
  counts->mismatched += !known || !fits(arg, type);
  if (!known)
    put_placeholder(out, &place);
  else if (place.declared && place.declared->hidden)
    ec_buf_adds(out, "***");
  else
    put_value(out, arg, type, input->numbers);
}

void ec_format(struct ec_buf *out, const struct ec_pattern *pattern,
               const struct ec_format_input *input, struct ec_format_counts *counts)
{
  for (size_t i = 0; i < pattern->count; i++) {
    const struct ec_node *node = &pattern->nodes[i];
    if (node->kind == EC_NODE_TEXT)
      ec_buf_add(out, node->text, node->len);
    else
      put_argument(out, node, input, counts);
  }
}
