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

/* -------------------------------------------------------------- the value */

/* What a placeholder has to show. */
struct value {
  struct place place;
  enum { VALUE_NONE, VALUE_HIDDEN, VALUE_SHOWN } how;
  enum ec_type type;
  struct errcat_arg arg; /* of VALUE_SHOWN; of a plural, less its offset */
};

static bool is_number(const struct value *value)
{
  return value->how == VALUE_SHOWN && value->arg.kind != ERRCAT_ARG_STRING;
}

/* Finds what `node` shows, and counts it when it is not there or not what it should be. */
static struct value find_value(const struct ec_format_input *input, const struct ec_node *node,
                               struct ec_format_counts *counts)
{
  struct value value = {.place = find_place(input, node), .how = VALUE_NONE};
  const struct ec_declared *declared = value.place.declared;
  const struct errcat_arg *arg = find_arg(input, &value.place);
  bool wants_number =
      node->kind == EC_NODE_NUMBER || node->kind == EC_NODE_PLURAL || node->kind == EC_NODE_ORDINAL;
  if (!arg || (arg->kind == ERRCAT_ARG_STRING && !arg->value.string)) {
    counts->missing++;
    return value;
  }
  value.type = declared ? declared->type : EC_TYPE_NONE;
  if (!is_known(arg) || !fits(arg, value.type) ||
      (wants_number && (arg->kind == ERRCAT_ARG_STRING || is_bare(value.type))))
    counts->mismatched++;
  if (!is_known(arg))
    return value;
  value.how = declared && declared->hidden ? VALUE_HIDDEN : VALUE_SHOWN;
  value.arg = *arg;
  return value;
}

/* The number as plural rules compare it with "=N". */
static double to_double(const struct errcat_arg *number)
{
  if (number->kind == ERRCAT_ARG_INTEGER)
    return (double)number->value.integer;
  if (number->kind == ERRCAT_ARG_UNSIGNED)
    return (double)number->value.unsigned_integer;
  return number->value.floating;
}

/* As ICU: with an offset numbers are doubles. One that is integral becomes an integer again,
 * which shows the same, and quicker. */
static void subtract(struct errcat_arg *number, double offset)
{
  const double exact = 9007199254740992.0; /* 2^53 */
  if (offset == 0)
    return;
  double value = to_double(number) - offset;
  if (fabs(value) < exact && (double)(int64_t)value == value)
    *number = errcat_arg_integer((int64_t)value);
  else
    *number = errcat_arg_double(value);
}

/* ----------------------------------------------------- how it is shown */

static void put_formatted(struct ec_buf *out, const struct errcat_arg *number,
                          enum ec_number_style style, const struct ec_icu_numbers *numbers)
{
  enum { ENOUGH = 2048 }; /* 311 digits of 4 bytes and 103 separators of 3 */
  char text[ENOUGH];
  size_t len = ec_icu_format_number(numbers, style, number, text, sizeof text);
  if (!len) /* also when ICU is out of memory: there is always text */
    len = ec_number_double(to_double(number), text);
  ec_buf_add(out, text, len);
}

static size_t write_integer(const struct ec_icu_symbols *symbols, const struct errcat_arg *number,
                            char text[EC_NUMBER_SIZE])
{
  return number->kind == ERRCAT_ARG_INTEGER
             ? ec_number_integer(symbols, number->value.integer, text)
             : ec_number_unsigned(symbols, number->value.unsigned_integer, text);
}

/* The same in every locale. */
static size_t write_bare(const struct errcat_arg *number, char text[EC_NUMBER_SIZE])
{
  return number->kind == ERRCAT_ARG_DOUBLE ? ec_number_double(number->value.floating, text)
                                           : write_integer(&ec_number_bare, number, text);
}

static void put_number(struct ec_buf *out, const struct errcat_arg *number, enum ec_type type,
                       enum ec_number_style style, const struct ec_icu_numbers *numbers)
{
  char text[EC_NUMBER_SIZE];
  if (is_bare(type))
    ec_buf_add(out, text, write_bare(number, text));
  else if (number->kind == ERRCAT_ARG_DOUBLE || style == EC_STYLE_PERCENT)
    put_formatted(out, number, style, numbers);
  else
    ec_buf_add(out, text, write_integer(ec_icu_numbers_symbols(numbers), number, text));
}

static void put_value(struct ec_buf *out, const struct value *value, enum ec_number_style style,
                      const struct ec_icu_numbers *numbers)
{
  if (value->how == VALUE_NONE)
    put_placeholder(out, &value->place);
  else if (value->how == VALUE_HIDDEN)
    ec_buf_adds(out, "***");
  else if (value->arg.kind == ERRCAT_ARG_STRING)
    put_string(out, value->arg.value.string, value->arg.len);
  else
    put_number(out, &value->arg, value->type, style, numbers);
}

/* ------------------------------------------------------------- which case */

static bool is_case(const struct ec_node *node, const char *selector)
{
  return !node->numbered && is_named(selector, (struct name){node->text, node->len});
}

/* Of a plural: the first "=N" that the number is, before the offset; else the first of its
 * category; else "other". Takes the offset off the value. A hidden number is "other" too, for
 * any case says something of it. */
static size_t choose_plural(const struct ec_node *nodes, size_t plural, struct value *value,
                            const struct ec_icu_numbers *numbers)
{
  const struct ec_node *node = &nodes[plural];
  const char *category = NULL;
  size_t fits_rule = 0, other = 0, chosen = 0;
  bool numeric = is_number(value);
  double whole = numeric ? to_double(&value->arg) : 0;
  if (numeric)
    subtract(&value->arg, node->value);
  for (size_t i = plural + 1; i < node->end && !chosen; i = nodes[i].end) {
    if (nodes[i].numbered) {
      chosen = numeric && whole == nodes[i].value ? i : 0;
    } else if (is_case(&nodes[i], "other")) {
      other = other ? other : i;
    } else if (numeric && !fits_rule) {
      if (!category)
        category = ec_icu_plural(
            numbers, node->kind == EC_NODE_PLURAL ? EC_PLURAL_CARDINAL : EC_PLURAL_ORDINAL,
            (enum ec_number_style)node->style, &value->arg);
      fits_rule = is_case(&nodes[i], category) ? i : 0;
    }
  }
  if (chosen)
    return chosen;
  return fits_rule ? fits_rule : other;
}

/* Of a select: the first case that is the string, or the number in bare digits; else "other". */
static size_t choose_select(const struct ec_node *nodes, size_t select, const struct value *value)
{
  char digits[EC_NUMBER_SIZE];
  struct name text = {NULL, 0};
  size_t other = 0;
  if (is_number(value))
    text = (struct name){digits, write_bare(&value->arg, digits)};
  else if (value->how == VALUE_SHOWN)
    text = (struct name){value->arg.value.string, value->arg.len};
  for (size_t i = select + 1; i < nodes[select].end; i = nodes[i].end) {
    if (text.len == nodes[i].len && memcmp(text.text, nodes[i].text, text.len) == 0)
      return i;
    if (!other && is_case(&nodes[i], "other"))
      other = i;
  }
  return other;
}

/* ---------------------------------------------------------------- patterns */

/* A case that is being written. */
struct level {
  size_t end;          /* of its nodes */
  size_t resume;       /* behind its argument */
  struct value number; /* of a plural: what "#" shows */
};

/* Begins the case of the argument `i` that its value chooses. */
static struct level enter(const struct ec_node *nodes, size_t i, struct value value,
                          const struct ec_icu_numbers *numbers, size_t *first)
{
  size_t chosen = nodes[i].kind == EC_NODE_SELECT ? choose_select(nodes, i, &value)
                                                  : choose_plural(nodes, i, &value, numbers);
  *first = chosen + 1;
  return (struct level){nodes[chosen].end, nodes[i].end, value};
}

/* Each node is met once at most, for cases that are not chosen are stepped over. The compiler
 * has seen to it that no argument is deeper than there are levels, and that a "#" stands in a
 * case of a plural. */
void ec_format(struct ec_buf *out, const struct ec_pattern *pattern,
               const struct ec_format_input *input, struct ec_format_counts *counts)
{
  struct level levels[ERRCAT_NESTING_MAX];
  size_t depth = 0, i = 0;
  for (;;) {
    while (depth && i == levels[depth - 1].end)
      i = levels[--depth].resume;
    if (i == pattern->count)
      return;
    const struct ec_node *node = &pattern->nodes[i];
    struct value value;
    switch ((enum ec_node_kind)node->kind) {
    case EC_NODE_TEXT:
      ec_buf_add(out, node->text, node->len);
      i++;
      break;
    case EC_NODE_HASH:
      put_value(out, &levels[depth - 1].number, EC_STYLE_DECIMAL, input->numbers);
      i++;
      break;
    case EC_NODE_ARG:
    case EC_NODE_NUMBER:
      value = find_value(input, node, counts);
      put_value(out, &value, (enum ec_number_style)node->style, input->numbers);
      i++;
      break;
    case EC_NODE_PLURAL:
    case EC_NODE_ORDINAL:
    case EC_NODE_SELECT:
      value = find_value(input, node, counts);
      levels[depth++] = enter(pattern->nodes, i, value, input->numbers, &i);
      break;
    case EC_NODE_CASE: /* entered by enter() alone */
      i = node->end;
    }
  }
}
