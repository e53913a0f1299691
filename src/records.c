/* SPDX-License-Identifier: MIT */
#include "records.h"

#include <string.h>

#include "when.h"

static bool fail(struct ec_record_fault *fault, const char *code, const char *word)
{
  *fault = (struct ec_record_fault){code, word};
  return false;
}

/* ------------------------------------------------------------------ fields */

static int hex_digit(char c)
{
  static const char digits[] = "0123456789abcdef";
  const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
  return found ? (int)(found - digits) : -1;
}

/* The bytes of what the text behind a backslash stands for; 0 when it is nothing. */
static size_t unescape(const char *text, char out[2], size_t *used)
{
  static const char letters[] = "tnr\\", bytes[] = "\t\n\r\\";
  const char *letter = *text ? strchr(letters, *text) : NULL;
  *used = 1;
  if (letter) {
    out[0] = bytes[letter - letters];
    return 1;
  }
  const int high = *text == 'x' ? hex_digit(text[1]) : -1, low = high < 0 ? -1 : hex_digit(text[2]);
  const int character = high * 16 + low;
  if (low < 0 || character == 0)
    return 0;
  *used = 3;
  if (character < 0x80) {
    out[0] = (char)character;
    return 1;
  }
  out[0] = (char)(0xC0 | character >> 6);
  out[1] = (char)(0x80 | (character & 0x3F));
  return 2;
}

/* Takes the field up to the next tab or the end. */
static const char *take_field(struct ec_pool *pool, const char **at)
{
  const size_t len = strcspn(*at, "\t");
  const char *from = *at, *end = from + len;
  char *field = ec_pool_alloc(pool, len + 1, 1);
  size_t count = 0;
  while (from < end) {
    size_t used;
    const size_t bytes = *from == '\\' ? unescape(from + 1, field + count, &used) : 0;
    if (bytes) {
      count += bytes;
      from += 1 + used;
    } else {
      field[count++] = *from++;
    }
  }
  field[count] = '\0';
  *at = *end ? end + 1 : NULL;
  return field;
}

void ec_record_fields(struct ec_record *record, struct ec_pool *pool, const char *line)
{
  size_t count = 1;
  for (const char *tab = line; (tab = strchr(tab, '\t')) != NULL; tab++)
    count++;
  const char **fields = ec_pool_alloc(pool, count, sizeof *fields);
  count = 0;
  for (const char *at = line; at;)
    fields[count++] = take_field(pool, &at);
  const size_t first = record->pattern ? 0 : 1;
  if (first)
    record->pattern = fields[0];
  record->words = fields + first;
  record->word_count = count - first;
}

const char *ec_record_escape(struct ec_pool *pool, const char *text)
{
  struct ec_string out = {.pool = pool};
  ec_string_escape(&out, text, "\t\n\r\\", "tnr\\");
  return ec_string_get(&out);
}

/* -------------------------------------------------------------------- JSON */

static bool take_string(const json_t *value, const char **text)
{
  if (!json_is_string(value))
    return false;
  *text = json_string_value(value);
  return true;
}

static bool take_zone(struct ec_clocks *clocks, const json_t *value, const char **zone,
                      struct ec_record_fault *fault)
{
  if (!ec_when_known(clocks, json_string_value(value)))
    return fail(fault, "cli.bad-time-zone", json_string_value(value));
  *zone = json_string_value(value);
  return true;
}

static bool take_key(struct ec_record *record, const char *key, json_t *value,
                     struct ec_record_fault *fault)
{
  if (strcmp(key, "pattern") == 0 && take_string(value, &record->pattern))
    return true;
  if (strcmp(key, "locale") == 0 && take_string(value, &record->locale))
    return true;
  if (strcmp(key, "time_zone") == 0 && json_is_string(value))
    return take_zone(record->clocks, value, &record->zone, fault);
  if (strcmp(key, "args") == 0 && (json_is_array(value) || json_is_object(value))) {
    record->args = value;
    return true;
  }
  return fail(fault, "cli.bad-record-key", key);
}

bool ec_record_json(struct ec_record *record, struct ec_pool *pool, const char *line,
                    struct ec_record_fault *fault)
{
  json_error_t error = {.line = 0};
  const char *key;
  json_t *value;
  record->root = json_loads(line, JSON_REJECT_DUPLICATES, &error);
  if (!record->root)
    return fail(fault, "cli.bad-json", ec_pool_copy(pool, error.text, strlen(error.text)));
  if (!json_is_object(record->root))
    return fail(fault, "cli.bad-json", "not an object");
  json_object_foreach(record->root, key, value)
  {
    if (!take_key(record, key, value, fault))
      return false;
  }
  return true;
}

void ec_record_release(struct ec_record *record)
{
  json_decref(record->root);
  record->root = record->args = NULL;
}

/* --------------------------------------------------------------- arguments */

struct json_arguments {
  struct ec_pool *pool;
  const struct ec_reading *reading;
  const char *key; /* of the argument, for its faults */
  struct ec_record_fault *fault;
};

/* {"time": WORD or MILLISECONDS, "zone": NAME} */
static bool from_time(const struct json_arguments *in, const json_t *object, struct errcat_arg *arg)
{
  const json_t *value = json_object_get(object, "time"), *zone = json_object_get(object, "zone");
  struct errcat_time time = {0, in->reading->zone};
  if (json_object_size(object) != 1 + (size_t)(zone != NULL) || (zone && !json_is_string(zone)))
    return fail(in->fault, "cli.bad-record-argument", in->key);
  if (zone && !take_zone(in->reading->clocks, zone, &time.zone, in->fault))
    return false;
  if (json_is_integer(value))
    time.ms = json_integer_value(value);
  else if (!json_is_string(value))
    return fail(in->fault, "cli.bad-record-argument", in->key);
  else if (!ec_when_read(in->reading->clocks, json_string_value(value), time.zone, false, &time))
    return fail(in->fault, "cli.bad-time", json_string_value(value));
  *arg = errcat_arg_time(time);
  return true;
}

static bool from_object(const struct json_arguments *in, const json_t *object,
                        struct errcat_arg *arg)
{
  const char *digits = json_string_value(json_object_get(object, "decimal"));
  if (json_object_get(object, "time"))
    return from_time(in, object, arg);
  if (!digits || json_object_size(object) != 1)
    return fail(in->fault, "cli.bad-record-argument", in->key);
  *arg = errcat_arg_decimal(digits);
  return true;
}

/* Anything but an array. */
static bool from_value(const struct json_arguments *in, const json_t *value, const char *type,
                       struct errcat_arg *arg)
{
  bool mistyped; /* the library finds out for itself */
  switch (json_typeof(value)) {
  case JSON_STRING:
    *arg = ec_arguments_typed(in->pool, in->reading, type ? type : "string",
                              json_string_value(value), &mistyped);
    return true;
  case JSON_INTEGER:
    *arg = errcat_arg_integer(json_integer_value(value));
    return true;
  case JSON_REAL:
    *arg = errcat_arg_double(json_real_value(value));
    return true;
  case JSON_OBJECT:
    return from_object(in, value, arg);
  case JSON_ARRAY:
    return fail(in->fault, "cli.bad-record-argument", in->key);
  case JSON_NULL:
    *arg = errcat_arg_string(NULL);
    return true;
  default:
    *arg = errcat_arg_string(json_is_true(value) ? "true" : "false");
    return true;
  }
}

static bool from_json(const struct json_arguments *in, const json_t *value,
                      const struct errcat_arg_info *declared, struct errcat_arg *arg)
{
  if (!json_is_array(value))
    return from_value(in, value, declared ? declared->type : NULL, arg);
  const size_t count = json_array_size(value);
  struct errcat_arg *items = ec_pool_alloc(in->pool, count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++)
    if (!from_value(in, json_array_get(value, i), NULL, &items[i]))
      return false;
  *arg = errcat_arg_list(items, count);
  return true;
}

static bool from_array(struct json_arguments *in, const json_t *array, struct errcat_arg *args)
{
  for (size_t i = 0; i < json_array_size(array); i++) {
    const struct errcat_arg_info *declared =
        i < in->reading->declared_count ? &in->reading->declared[i] : NULL;
    in->key = ec_pool_printf(in->pool, "%zu", i);
    if (!from_json(in, json_array_get(array, i), declared, &args[i]))
      return false;
  }
  return true;
}

static bool from_members(struct json_arguments *in, json_t *object, struct errcat_arg *args)
{
  size_t count = 0;
  json_t *value;
  json_object_foreach(object, in->key, value)
  {
    const struct errcat_arg_info *declared =
        ec_arguments_declared(in->reading, in->key, strlen(in->key));
    if (!from_json(in, value, declared, &args[count]))
      return false;
    args[count++].name = in->key;
  }
  return true;
}

bool ec_record_arguments(const struct ec_record *record, struct ec_pool *pool,
                         const struct ec_reading *reading, struct ec_arguments *arguments,
                         struct ec_record_fault *fault)
{
  struct json_arguments in = {pool, reading, NULL, fault};
  const bool array = json_is_array(record->args);
  *arguments = (struct ec_arguments){.count = 0};
  arguments->arg_count = array ? json_array_size(record->args) : json_object_size(record->args);
  arguments->args = ec_pool_alloc(pool, arguments->arg_count + 1, sizeof *arguments->args);
  return array ? from_array(&in, record->args, arguments->args)
               : from_members(&in, record->args, arguments->args);
}
