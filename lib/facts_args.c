/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "date.h"
#include "facts.h"
#include "number.h"

/* ---------------------------------------------------------- which there are */

static bool is_absent(const struct errcat_arg *arg)
{
  switch (arg->kind) {
  case ERRCAT_ARG_STRING:
  case ERRCAT_ARG_DECIMAL:
    return !arg->value.string;
  case ERRCAT_ARG_LIST:
    return !arg->value.list;
  case ERRCAT_ARG_INTEGER:
  case ERRCAT_ARG_UNSIGNED:
  case ERRCAT_ARG_DOUBLE:
  case ERRCAT_ARG_TIME:
    return false;
  }
  return true; /* of no kind that there is */
}

/* The first argument of that name before `end`, or NULL. */
static const struct errcat_arg *find_named(const struct ec_facts *facts, const char *name,
                                           size_t end)
{
  const struct errcat_call *call = facts->call;
  for (size_t i = 0; facts->named && i < end; i++)
    if (call->args[i].name && strcmp(call->args[i].name, name) == 0)
      return &call->args[i];
  return NULL;
}

/* Whether a declared argument is kept from this reader. */
static bool is_hidden(const struct ec_facts *facts, size_t i)
{
  const enum ec_hidden hidden = facts->declared[i].hidden;
  return hidden != EC_HIDDEN_NONE &&
         !(hidden == EC_HIDDEN_PERSONAL && facts->flags & EC_FORMAT_PERSONAL);
}

/* Whether an argument that is not declared is kept from this reader: when nobody can say what is
 * sensitive, and when it may be a sensitive one under a wrong name, or at a wrong place. */
static bool is_other_hidden(const struct ec_facts *facts, size_t declared)
{
  bool hidden = !ec_facts_declared(facts);
  for (size_t i = 0; i < declared && !hidden; i++)
    hidden = is_hidden(facts, i);
  return hidden;
}

static bool is_declared(const struct errcat_code_info *info, const char *name)
{
  for (size_t i = 0; info && i < info->arg_count; i++)
    if (strcmp(info->args[i].name, name) == 0)
      return true;
  return false;
}

/* The declared argument `i`. */
static bool take_declared(const struct ec_facts *facts, size_t i, struct ec_fact *fact)
{
  const struct errcat_call *call = facts->call;
  const struct errcat_arg_info *declared = &facts->info->args[i];
  const struct errcat_arg *arg = find_named(facts, declared->name, call->count);
  if (!arg && i < call->count && !call->args[i].name)
    arg = &call->args[i];
  if (!arg || is_absent(arg))
    return false;
  fact->name = declared->name;
  fact->name_len = strlen(declared->name);
  fact->arg = arg;
  fact->type = facts->declared[i].type;
  fact->hidden = is_hidden(facts, i);
  return true;
}

/* The argument given at `i`, when it is none that is declared. */
static bool take_other(const struct ec_facts *facts, size_t i, size_t declared,
                       struct ec_fact *fact)
{
  const struct errcat_arg *arg = &facts->call->args[i];
  if (is_absent(arg))
    return false;
  if (arg->name) {
    if (is_declared(facts->info, arg->name) || find_named(facts, arg->name, i))
      return false;
    fact->name = arg->name;
    fact->name_len = strlen(arg->name);
  } else {
    char digits[EC_NUMBER_SIZE];
    fact->name_len = ec_number_unsigned(&ec_number_bare, i, digits);
    memcpy(fact->number, digits, fact->name_len);
    fact->number[fact->name_len] = '\0';
    fact->name = fact->number;
    if (i < declared || find_named(facts, fact->number, facts->call->count))
      return false;
  }
  fact->arg = arg;
  fact->type = EC_TYPE_NONE;
  fact->hidden = is_other_hidden(facts, declared);
  return true;
}

bool ec_facts_next(const struct ec_facts *facts, size_t *state, struct ec_fact *fact)
{
  size_t declared = facts->info ? facts->info->arg_count : 0;
  size_t given = facts->call->args ? facts->call->count : 0;
  if (!given)
    return false;
  while (*state < declared)
    if (take_declared(facts, (*state)++, fact))
      return true;
  /* Without names, those behind the declared ones are all there is. */
  if (!facts->named && *state < 2 * declared)
    *state = 2 * declared;
  while (*state - declared < given)
    if (take_other(facts, (*state)++ - declared, declared, fact))
      return true;
  return false;
}

bool ec_facts_own(const struct errcat_arg *arg, struct ec_fact *fact)
{
  if (is_absent(arg))
    return false;
  fact->name = arg->name;
  fact->name_len = strlen(arg->name);
  fact->arg = arg;
  fact->type = EC_TYPE_NONE;
  fact->hidden = false;
  return true;
}

/* ------------------------------------------------------------------ values */

/* A number that is declared as a time is milliseconds since 1970, rounded down as in a text. */
static bool is_time(const struct errcat_arg *arg, enum ec_type type, int64_t *ms)
{
  const int64_t limit = INT64_C(86400000) * EC_TIME_MAX_DAYS;
  *ms = arg->value.time.ms;
  if (arg->kind == ERRCAT_ARG_TIME)
    return true;
  if (type != EC_TYPE_TIME)
    return false;
  if (arg->kind == ERRCAT_ARG_INTEGER)
    *ms = arg->value.integer;
  else if (arg->kind == ERRCAT_ARG_UNSIGNED && arg->value.unsigned_integer <= (uint64_t)limit)
    *ms = (int64_t)arg->value.unsigned_integer;
  else if (arg->kind == ERRCAT_ARG_DOUBLE && fabs(arg->value.floating) <= (double)limit)
    *ms =
        (int64_t)arg->value.floating - ((double)(int64_t)arg->value.floating > arg->value.floating);
  else
    return false;
  return *ms >= -limit && *ms <= limit;
}

/* A value that is no list as text: where it is, or written to `space`. */
static const char *scalar(const struct errcat_arg *arg, enum ec_type type,
                          char space[EC_NUMBER_SIZE], size_t *len)
{
  int64_t ms;
  if (arg->kind == ERRCAT_ARG_STRING || arg->kind == ERRCAT_ARG_DECIMAL) {
    *len = arg->len;
    return arg->value.string;
  }
  if (is_time(arg, type, &ms))
    *len = ec_date_iso(ms, space);
  else if (arg->kind == ERRCAT_ARG_INTEGER)
    *len = ec_number_integer(&ec_number_bare, arg->value.integer, space);
  else if (arg->kind == ERRCAT_ARG_UNSIGNED)
    *len = ec_number_unsigned(&ec_number_bare, arg->value.unsigned_integer, space);
  else
    *len = ec_number_double(arg->value.floating, space);
  return space;
}
_Static_assert((int)EC_NUMBER_SIZE >= (int)EC_DATE_ISO_SIZE, "a time must fit");

static void put_scalar(struct ec_json *json, const struct errcat_arg *arg, enum ec_type type)
{
  char space[EC_NUMBER_SIZE];
  const bool quoted = type == EC_TYPE_ID;
  int64_t ms;
  size_t len;
  switch (arg->kind) {
  case ERRCAT_ARG_STRING:
  case ERRCAT_ARG_DECIMAL:
    ec_json_string(json, arg->value.string, arg->len);
    return;
  case ERRCAT_ARG_INTEGER:
    if (is_time(arg, type, &ms))
      break;
    ec_json_integer(json, arg->value.integer, quoted);
    return;
  case ERRCAT_ARG_UNSIGNED:
    if (is_time(arg, type, &ms))
      break;
    ec_json_unsigned(json, arg->value.unsigned_integer, quoted);
    return;
  case ERRCAT_ARG_DOUBLE:
    if (is_time(arg, type, &ms))
      break;
    ec_json_double(json, arg->value.floating, quoted);
    return;
  default:
    break;
  }
  const char *text = scalar(arg, type, space, &len);
  ec_json_clean(json, text, len);
}

/* As many items as a text shows. */
static size_t item_count(const struct errcat_arg *list)
{
  return list->len < ERRCAT_ITEMS_MAX ? list->len : ERRCAT_ITEMS_MAX;
}

static bool is_item(const struct errcat_arg *item)
{
  return !is_absent(item) && item->kind != ERRCAT_ARG_LIST;
}

void ec_facts_put_json(struct ec_json *json, const struct ec_fact *fact)
{
  const struct errcat_arg *arg = fact->arg;
  if (fact->hidden) {
    EC_JSON_PUT(json, "\"***\"");
    return;
  }
  if (arg->kind != ERRCAT_ARG_LIST) {
    put_scalar(json, arg, fact->type);
    return;
  }
  ec_json_open(json, "[");
  for (size_t i = 0; i < item_count(arg); i++) {
    ec_json_next(json);
    if (is_item(&arg->value.list[i]))
      put_scalar(json, &arg->value.list[i], EC_TYPE_NONE);
    else
      EC_JSON_PUT(json, "null");
  }
  ec_json_close(json, "]");
}

void ec_facts_put_text(struct ec_buf *out, const struct ec_fact *fact, unsigned sink)
{
  char space[EC_NUMBER_SIZE];
  const struct errcat_arg *arg = fact->arg;
  size_t len;
  if (fact->hidden) {
    ec_buf_add(out, "***", 3);
    return;
  }
  if (arg->kind != ERRCAT_ARG_LIST) {
    const char *text = scalar(arg, fact->type, space, &len);
    ec_sink_put(out, sink, text, len);
    return;
  }
  for (size_t i = 0; i < item_count(arg); i++) {
    if (i)
      ec_buf_add(out, ", ", 2);
    if (!is_item(&arg->value.list[i]))
      continue;
    const char *text = scalar(&arg->value.list[i], EC_TYPE_NONE, space, &len);
    ec_sink_put(out, sink, text, len);
  }
}
