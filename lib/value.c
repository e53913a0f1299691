/* SPDX-License-Identifier: MIT */
#include "value.h"

#include <math.h>
#include <string.h>

#include "number.h"
#include "utf8.h"
#include "value_isolate.h"

/* ---------------------------------------------------------- what is shown */

/* How a value is shown: the table at struct errcat_arg_info. */
enum how {
  HOW_MISSING, /* the placeholder itself, in braces */
  HOW_HIDDEN,
  HOW_VERBATIM,
  HOW_BARE,
  HOW_GROUPED,
  HOW_DATE,
  HOW_ISO,
  HOW_JOINED,
  HOW_MASK = 15,
  HOW_INTEGRAL = 16, /* mismatched unless the number is integral */
  HOW_MISMATCHED = 32
};

enum {
  V = HOW_VERBATIM,
  B = HOW_BARE,
  G = HOW_GROUPED,
  D = HOW_DATE,
  S = HOW_ISO,
  J = HOW_JOINED,
  I = HOW_INTEGRAL,
  X = HOW_MISMATCHED
};

enum { KINDS = ERRCAT_ARG_LIST + 1 };

static const uint8_t how_shown[EC_TYPE_LIST + 1][KINDS] = {
    /*                  none STRING   INTEGER  UNSIGNED DOUBLE   DECIMAL  TIME     LIST */
    [EC_TYPE_NONE] = {0, V, G, G, G, G, D, J},
    [EC_TYPE_STRING] = {0, V, B | X, B | X, B | X, B | X, S | X, J | X},
    [EC_TYPE_ID] = {0, V, B, B, B | X, B | X, S | X, J | X},
    [EC_TYPE_INTEGER] = {0, V | X, G, G, G | I, G | I, S | X, J | X},
    [EC_TYPE_NUMBER] = {0, V | X, G, G, G, G, S | X, J | X},
    [EC_TYPE_TIME] = {0, V | X, D, D, D, D, D, J | X},
    [EC_TYPE_LIST] = {0, V | X, B | X, B | X, B | X, B | X, S | X, J},
};

/* ----------------------------------------------------------------- numbers */

/* The number as plurals and choices compare it. */
static double to_double(const struct errcat_arg *number)
{
  switch (number->kind) {
  case ERRCAT_ARG_INTEGER:
    return (double)number->value.integer;
  case ERRCAT_ARG_UNSIGNED:
    return (double)number->value.unsigned_integer;
  case ERRCAT_ARG_DECIMAL:
    return ec_number_decimal_double(number->value.string, number->len);
  default:
    return number->value.floating;
  }
}

static bool is_integral(const struct errcat_arg *number)
{
  const double all_above = 9007199254740992.0; /* 2^53: a double has no fraction from here on */
  if (number->kind == ERRCAT_ARG_DECIMAL)
    return ec_number_decimal_integer(number->value.string, number->len);
  double value = number->value.floating;
  if (!isfinite(value))
    return false;
  return fabs(value) >= all_above || (double)(int64_t)value == value;
}

/* As ICU: with an offset numbers are doubles. One that is integral becomes an integer again,
 * which shows the same, and quicker. */
static void subtract(struct errcat_arg *number, double offset)
{
  const double exact = 9007199254740992.0; /* 2^53 */
  double value = to_double(number) - offset;
  if (fabs(value) < exact && (double)(int64_t)value == value)
    *number = errcat_arg_integer((int64_t)value);
  else
    *number = errcat_arg_double(value);
}

/* The number as milliseconds since 1970, rounded down; out of all bounds when it is none. */
static struct errcat_time to_time(const struct errcat_arg *arg)
{
  const double limit = 9e15;
  if (arg->kind == ERRCAT_ARG_TIME)
    return arg->value.time;
  if (arg->kind == ERRCAT_ARG_INTEGER)
    return (struct errcat_time){arg->value.integer, NULL};
  double value = to_double(arg);
  if (!(fabs(value) < limit))
    return (struct errcat_time){INT64_MAX, NULL};
  int64_t ms = (int64_t)value;
  return (struct errcat_time){ms - ((double)ms > value), NULL};
}

/* The same in every locale. */
static size_t write_bare(const struct errcat_arg *number, char text[EC_NUMBER_SIZE])
{
  switch (number->kind) {
  case ERRCAT_ARG_INTEGER:
    return ec_number_integer(&ec_number_bare, number->value.integer, text);
  case ERRCAT_ARG_UNSIGNED:
    return ec_number_unsigned(&ec_number_bare, number->value.unsigned_integer, text);
  case ERRCAT_ARG_DECIMAL:
    memcpy(text, number->value.string, number->len);
    return number->len;
  default:
    return ec_number_double(number->value.floating, text);
  }
}
_Static_assert((int)EC_NUMBER_SIZE >= ERRCAT_DECIMAL_MAX, "a decimal number must fit");

/* ------------------------------------------------------- which argument */

static bool is_named(const char *string, const char *name, size_t len)
{
  return strnlen(string, len + 1) == len && memcmp(string, name, len) == 0;
}

static const struct errcat_arg *find_arg(const struct ec_value_job *job, const struct ec_node *node)
{
  const struct errcat_arg *args = job->input->args;
  if (job->plain_count != job->count)
    for (size_t i = 0; i < job->input->arg_count; i++)
      if (args[i].name && is_named(args[i].name, job->bytes + node->text, node->len))
        return &args[i];
  return node->arg < job->count && !args[node->arg].name ? &args[node->arg] : NULL;
}

static bool is_absent(const struct errcat_arg *arg)
{
  if (arg->kind == ERRCAT_ARG_STRING || arg->kind == ERRCAT_ARG_DECIMAL)
    return !arg->value.string;
  return arg->kind == ERRCAT_ARG_LIST && !arg->value.list;
}

/* How the argument of a node is shown, but for the style that the node may have. With
 * HOW_MISMATCHED. */
static unsigned how_of(const struct ec_node *node, struct errcat_arg *arg)
{
  unsigned mismatched = 0;
  if ((unsigned)arg->kind >= KINDS || arg->kind < ERRCAT_ARG_STRING)
    return HOW_MISSING | HOW_MISMATCHED;
  if (arg->kind == ERRCAT_ARG_DECIMAL && !ec_number_decimal(arg->value.string, arg->len)) {
    arg->kind = ERRCAT_ARG_STRING;
    mismatched = HOW_MISMATCHED;
  }
  unsigned how = how_shown[node->type][arg->kind];
  if (how & HOW_INTEGRAL)
    how = (how & ~(unsigned)HOW_INTEGRAL) | (is_integral(arg) ? 0 : HOW_MISMATCHED);
  return how | mismatched;
}

/* Whether the node can do to the value what it is there for. A style of times makes a date of a
 * number that is not declared. */
static bool suits(const struct ec_node *node, struct ec_value *value)
{
  switch ((enum ec_node_kind)node->kind) {
  case EC_NODE_FORMAT:
    if (ec_style_is_number((enum ec_style)node->style))
      return value->how == HOW_GROUPED;
    if (value->how == HOW_GROUPED && node->type == EC_TYPE_NONE)
      value->how = HOW_DATE;
    return value->how == HOW_DATE;
  case EC_NODE_PLURAL:
  case EC_NODE_ORDINAL:
  case EC_NODE_CHOICE:
    return value->how == HOW_GROUPED;
  default:
    return true;
  }
}

static bool is_hidden(const struct ec_value_job *job, const struct ec_node *node)
{
  bool shown = node->flags & EC_NODE_PERSONAL && job->input->flags & EC_FORMAT_PERSONAL;
  return node->flags & EC_NODE_HIDDEN && !shown;
}

void ec_value_find(const struct ec_value_job *job, const struct ec_node *node,
                   struct ec_value *value)
{
  const struct errcat_arg *arg = find_arg(job, node);
  value->node = node;
  value->how = HOW_MISSING;
  value->mismatched = false;
  if (!arg || is_absent(arg)) {
    job->counts->missing++;
    return;
  }
  value->arg = *arg;
  unsigned how = how_of(node, &value->arg);
  value->how = how & HOW_MASK;
  if (value->how != HOW_MISSING && !suits(node, value))
    how |= HOW_MISMATCHED;
  value->mismatched = (how & HOW_MISMATCHED) != 0;
  job->counts->mismatched += value->mismatched;
  if (value->how != HOW_MISSING && is_hidden(job, node))
    value->how = HOW_HIDDEN;
}

/* ------------------------------------------------------- writing: strings */

/* Replaced text is never shorter than what it replaces, so that more of a very long
 * string than fits need not be looked at, nor its last character be whole. */
static void put_untrusted(struct ec_buf *out, const char *string, size_t len)
{
  static const char replacement[] = "\xef\xbf\xbd";
  size_t room = out->limit - ec_buf_len(out);
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

static void put_string(const struct ec_value_job *job, struct ec_buf *out, const char *string,
                       size_t len)
{
  if (job->input->flags & EC_FORMAT_ISOLATE && ec_isolate_needs(out, string, len)) {
    ec_isolate_put(out, string, len);
  } else if (len <= out->room && ec_utf8_copy_ascii(out->at, string, len)) {
    out->at += len;
    out->room -= len;
  } else {
    put_untrusted(out, string, len);
  }
}

static void put_placeholder(const struct ec_value_job *job, const struct ec_node *node)
{
  ec_buf_add(job->out, "{", 1);
  ec_buf_add(job->out, job->bytes + node->text, node->len);
  ec_buf_add(job->out, "}", 1);
}

/* ------------------------------------------------------- writing: numbers */

/* Digits and separators go straight to where they belong when there is certainly room. */
static void put_integer(struct ec_buf *out, const struct ec_icu_symbols *symbols,
                        const struct errcat_arg *number)
{
  char space[EC_NUMBER_SIZE];
  char *to = out->room >= EC_NUMBER_SIZE ? out->at : space;
  size_t len = number->kind == ERRCAT_ARG_INTEGER
                   ? ec_number_integer(symbols, number->value.integer, to)
                   : ec_number_unsigned(symbols, number->value.unsigned_integer, to);
  if (to == space) {
    ec_buf_add(out, space, len);
  } else {
    out->at += len;
    out->room -= len;
  }
}

static void put_bare(struct ec_buf *out, const struct errcat_arg *number)
{
  char text[EC_NUMBER_SIZE];
  ec_buf_add(out, text, write_bare(number, text));
}

/* False when ICU cannot show it, or is out of memory: there is always text. */
static bool put_number(struct ec_buf *out, struct ec_formats *formats, enum ec_style style,
                       const char *text, size_t len, const struct errcat_arg *number)
{
  bool whole = number->kind == ERRCAT_ARG_INTEGER || number->kind == ERRCAT_ARG_UNSIGNED;
  const struct ec_icu_symbols *symbols;
  if (whole && style <= EC_STYLE_INTEGER && (symbols = ec_formats_symbols(formats)) != NULL) {
    put_integer(out, symbols, number);
    return true;
  }
  bool done = ec_formats_put(formats, style, text, len, number, out);
  if (!done)
    put_bare(out, number);
  return done;
}

/* --------------------------------------------- writing: times and lists */

static void put_iso(struct ec_buf *out, const struct errcat_arg *arg)
{
  char text[EC_DATE_ISO_SIZE];
  ec_buf_add(out, text, ec_date_iso(arg->value.time.ms, text));
}

/* False, when it has no date, or a zone that nobody knows: then it is shown without one. */
static bool put_time(const struct ec_value_job *job, struct ec_buf *out, enum ec_style style,
                     const char *text, size_t len, const struct errcat_arg *arg)
{
  struct errcat_arg time = errcat_arg_time(to_time(arg));
  if (ec_formats_put(job->input->formats, style, text, len, &time, out))
    return true;
  if (arg->kind == ERRCAT_ARG_TIME)
    put_iso(out, arg);
  else
    put_bare(out, arg);
  return false;
}

/* An item of a list, as an undeclared argument. False when it is not as it should be. */
static bool put_item(const struct ec_value_job *job, struct ec_buf *out,
                     const struct errcat_arg *item)
{
  static const struct ec_node undeclared = {.kind = EC_NODE_ARG, .arg = EC_NO_POSITION};
  struct errcat_arg arg = *item;
  unsigned how = how_of(&undeclared, &arg);
  bool fits = !(how & HOW_MISMATCHED);
  if (is_absent(&arg))
    how = HOW_MISSING;
  switch ((enum how)(how & HOW_MASK)) {
  case HOW_VERBATIM:
    put_string(job, out, arg.value.string, arg.len);
    return fits;
  case HOW_GROUPED:
    return put_number(out, job->input->formats, EC_STYLE_DECIMAL, "", 0, &arg) && fits;
  case HOW_DATE:
    return put_time(job, out, EC_STYLE_DATE_TIME, "", 0, &arg);
  default: /* missing, or a list in a list */
    ec_buf_add(out, "{}", 2);
    return false;
  }
}

struct ec_value_items {
  const char *text[ERRCAT_ITEMS_MAX];
  size_t len[ERRCAT_ITEMS_MAX];
  char bytes[ERRCAT_OUTPUT_MAX + 1];
};

/* Writes the items apart from each other. */
static bool collect(const struct ec_value_job *job, struct ec_value_items *items,
                    const struct errcat_arg *list, size_t count)
{
  bool fits = true;
  struct ec_buf bytes;
  ec_buf_init(&bytes, items->bytes, sizeof items->bytes, ERRCAT_OUTPUT_MAX);
  for (size_t i = 0; i < count; i++) {
    items->text[i] = bytes.at;
    fits = (bytes.cut || put_item(job, &bytes, &list[i])) && fits;
    items->len[i] = (size_t)(bytes.at - items->text[i]);
  }
  return fits;
}

/* For want of memory: the items, and commas. */
static bool put_items(const struct ec_value_job *job, const struct errcat_arg *list, size_t count)
{
  bool fits = true;
  for (size_t i = 0; i < count; i++) {
    if (i)
      ec_buf_add(job->out, ", ", 2);
    fits = put_item(job, job->out, &list[i]) && fits;
  }
  return fits;
}

/* False when an item is not as it should be, or not shown. */
static bool put_list(const struct ec_value_job *job, const struct errcat_arg *arg)
{
  const struct errcat_arg *list = arg->value.list;
  size_t count = arg->len < ERRCAT_ITEMS_MAX ? arg->len : ERRCAT_ITEMS_MAX;
  struct ec_value_items *items = *job->items;
  if (!items)
    items = *job->items = ec_formats_allocate(job->input->formats, sizeof *items);
  bool fits = items && collect(job, items, list, count);
  if (!items || !ec_formats_put_list(job->input->formats, items->text, items->len, count, job->out))
    fits = put_items(job, list, count);
  return fits && count == arg->len;
}

/* ----------------------------------------------------- writing: any value */

bool ec_value_put(const struct ec_value_job *job, const struct ec_value *value)
{
  const struct ec_node *node = value->node;
  bool styled = node->kind == EC_NODE_FORMAT;
  enum ec_style style = styled ? (enum ec_style)node->style : EC_STYLE_DECIMAL;
  const char *text = styled ? job->bytes + node->style_text : "";
  size_t len = styled ? node->style_len : 0;
  switch ((enum how)value->how) {
  case HOW_HIDDEN:
    ec_buf_add(job->out, "***", 3);
    return true;
  case HOW_VERBATIM:
    put_string(job, job->out, value->arg.value.string, value->arg.len);
    return true;
  case HOW_BARE:
    put_bare(job->out, &value->arg);
    return true;
  case HOW_GROUPED:
    if (!ec_style_is_number(style))
      return put_number(job->out, job->input->formats, EC_STYLE_DECIMAL, "", 0, &value->arg);
    return put_number(job->out, job->input->formats, style, text, len, &value->arg);
  case HOW_DATE:
    if (!ec_style_is_time(style))
      return put_time(job, job->out, EC_STYLE_DATE_TIME, "", 0, &value->arg);
    return put_time(job, job->out, style, text, len, &value->arg);
  case HOW_ISO:
    put_iso(job->out, &value->arg);
    return true;
  case HOW_JOINED:
    return put_list(job, &value->arg);
  default:
    put_placeholder(job, node);
    return true;
  }
}

void ec_value_put_argument(const struct ec_value_job *job, const struct ec_node *node)
{
  struct ec_value value;
  ec_value_find(job, node, &value);
  if (!ec_value_put(job, &value))
    job->counts->mismatched += !value.mismatched;
}

/* ------------------------------------------------------------- which case */

static bool is_case(const char *bytes, const struct ec_node *node, const char *text, size_t len)
{
  return !(node->flags & EC_NODE_VALUE) && node->len == len &&
         memcmp(bytes + node->text, text, len) == 0;
}

static double value_of(const struct ec_value_job *job, const struct ec_node *node)
{
  double value;
  memcpy(&value, job->bytes + node->value, sizeof value);
  return value;
}

static enum ec_plural_category category_of(const struct ec_value_job *job,
                                           const struct ec_node *plural,
                                           const struct errcat_arg *number)
{
  return ec_formats_plural(
      job->input->formats, plural->kind == EC_NODE_PLURAL ? EC_PLURAL_CARDINAL : EC_PLURAL_ORDINAL,
      (enum ec_style)plural->style, job->bytes + plural->style_text, plural->style_len, number);
}

/* Of a plural: the first "=N" that the number is, before the offset; else the first of its
 * category; else "other". Takes the offset off the value. A hidden number is "other" too, for
 * any case says something of it. */
static size_t choose_plural(const struct ec_value_job *job, const struct ec_node *nodes,
                            size_t plural, struct ec_value *value)
{
  const struct ec_node *node = &nodes[plural];
  bool numeric = value->how == HOW_GROUPED;
  double whole = numeric ? to_double(&value->arg) : 0;
  enum ec_plural_category category = EC_PLURAL_CATEGORIES; /* not asked yet */
  size_t fits_rule = 0, other = 0;
  if (numeric && node->flags & EC_NODE_OFFSET)
    subtract(&value->arg, value_of(job, node));
  for (size_t i = plural + 1; i < node->end; i = nodes[i].end) {
    if (nodes[i].flags & EC_NODE_VALUE) {
      if (numeric && whole == value_of(job, &nodes[i]))
        return i;
    } else if (nodes[i].flags & EC_NODE_OTHER) {
      other = i;
    } else if (numeric && !fits_rule && nodes[i].style < EC_PLURAL_OTHER) {
      if (category == EC_PLURAL_CATEGORIES)
        category = category_of(job, node, &value->arg);
      fits_rule = nodes[i].style == category ? i : 0;
    }
  }
  return fits_rule ? fits_rule : other;
}

/* Of a select: the first case that is the string, or the number or time as bare text; else
 * "other". */
static size_t choose_select(const struct ec_value_job *job, const struct ec_node *nodes,
                            size_t select, const struct ec_value *value)
{
  char space[EC_NUMBER_SIZE];
  const char *text = NULL;
  size_t len = 0, other = 0;
  if (value->how != HOW_MISSING && value->how != HOW_HIDDEN) {
    text = space;
    if (value->arg.kind == ERRCAT_ARG_STRING) {
      text = value->arg.value.string;
      len = value->arg.len;
    } else if (value->arg.kind == ERRCAT_ARG_TIME) {
      len = ec_date_iso(value->arg.value.time.ms, space);
    } else if (value->arg.kind != ERRCAT_ARG_LIST) {
      len = write_bare(&value->arg, space);
    }
  }
  for (size_t i = select + 1; i < nodes[select].end; i = nodes[i].end) {
    if (text && is_case(job->bytes, &nodes[i], text, len))
      return i;
    if (nodes[i].flags & EC_NODE_OTHER)
      other = i;
  }
  return other;
}
_Static_assert((int)EC_NUMBER_SIZE >= (int)EC_DATE_ISO_SIZE, "a time must fit");

/* Of a choice: the last case whose limit the number has reached; else the first, so that not a
 * number is there too. */
static size_t choose_choice(const struct ec_value_job *job, const struct ec_node *nodes,
                            size_t choice, const struct ec_value *value)
{
  size_t chosen = choice + 1;
  if (value->how != HOW_GROUPED)
    return chosen;
  double number = to_double(&value->arg);
  for (size_t i = nodes[chosen].end; i < nodes[choice].end; i = nodes[i].end) {
    double limit = value_of(job, &nodes[i]);
    if (nodes[i].flags & EC_NODE_LESS ? !(number > limit) : !(number >= limit))
      break;
    chosen = i;
  }
  return chosen;
}

size_t ec_value_choose(const struct ec_value_job *job, size_t i, struct ec_value *value)
{
  switch ((enum ec_node_kind)job->nodes[i].kind) {
  case EC_NODE_SELECT:
    return choose_select(job, job->nodes, i, value);
  case EC_NODE_CHOICE:
    return choose_choice(job, job->nodes, i, value);
  default:
    return choose_plural(job, job->nodes, i, value);
  }
}

void ec_value_end(const struct ec_value_job *job)
{
  if (*job->items)
    ec_formats_release(job->input->formats, *job->items);
}
