/* SPDX-License-Identifier: MIT */
#include "log.h"

#include <string.h>

/* A record says what happened for who runs the service: in the source language, whatever the reader
 * gets, with what is personal and without what is secret.
 *
 *   LOGFMT   name=value name="value": in quotes when it is empty or has a space, an equals sign, a
 *            quote or anything that is escaped. What is in quotes is escaped as in JSON, so that
 *            any parser of logfmt reads it back.
 *   JSON     one object on one line.
 *   JOURNAL  see log_journal.c                                                               */

const struct ec_level *ec_log_level(const struct ec_facts *facts)
{
  static const struct ec_level levels[] = {
      {"error", "error", "3"}, {"warning", "warn", "4"}, {"", "info", "6"}};
  const char *severity = facts->info ? facts->info->severity : NULL;
  if (!severity || strcmp(severity, "error") == 0)
    return &levels[0];
  return strcmp(severity, "warning") == 0 ? &levels[1] : &levels[2];
}

const char *ec_log_code(const struct ec_facts *facts, size_t *len)
{
  const struct ec_code *code = facts->choice.code;
  *len = facts->ours ? code->code_len : facts->wire_len;
  return facts->ours ? code->code : facts->wire;
}

/* ------------------------------------------------------------------ fields */

enum { LETTER = 1, DIGIT, BARE };

/* What a byte is: a letter or digit of ASCII, or else fit to stand in logfmt without quotes. */
static const unsigned char kinds[256] = {
    ['*'] = BARE,   ['+'] = BARE,   [','] = BARE,   ['-'] = BARE,   ['.'] = BARE,   ['/'] = BARE,
    ['0'] = DIGIT,  ['1'] = DIGIT,  ['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,
    ['6'] = DIGIT,  ['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,  [':'] = BARE,   ['@'] = BARE,
    ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER,
    ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER, ['K'] = LETTER, ['L'] = LETTER,
    ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER,
    ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER,
    ['Y'] = LETTER, ['Z'] = LETTER, ['_'] = BARE,   ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER,
    ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER,
    ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER,
    ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER,
    ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER,
};

bool ec_log_is_letter(char c)
{
  return kinds[(unsigned char)c] == LETTER;
}

bool ec_log_is_digit(char c)
{
  return kinds[(unsigned char)c] == DIGIT;
}

/* Whether it is a name that a caller's own field may have. */
static bool is_field_name(const char *name)
{
  size_t len = strnlen(name, EC_FIELD_MAX + 1);
  if (!len || len > EC_FIELD_MAX || !(ec_log_is_letter(*name) || *name == '_'))
    return false;
  for (size_t i = 1; i < len; i++)
    if (!ec_log_is_letter(name[i]) && !ec_log_is_digit(name[i]) && name[i] != '_' && name[i] != '.')
      return false;
  return true;
}

/* Names that a record has itself, in any format: a caller's field would pass for it. */
static bool is_taken(const char *name)
{
  static const char *const ours[] = {"level", "code", "domain", "status", "msg", "message", "args"};
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
    if (strcmp(name, ours[i]) == 0)
      return true;
  return strncmp(name, "arg.", 4) == 0;
}

const struct errcat_arg *ec_log_field(const struct ec_record *record, size_t *i)
{
  const struct errcat_arg *fields = record->options->fields;
  for (size_t count = fields ? record->options->field_count : 0; *i < count;) {
    const struct errcat_arg *field = &fields[(*i)++];
    bool fits = field->name && is_field_name(field->name) && !is_taken(field->name);
    for (const struct errcat_arg *other = fields; fits && other < field; other++)
      fits = !other->name || strcmp(other->name, field->name) != 0;
    if (fits)
      return field;
  }
  return NULL;
}

/* ------------------------------------------------------------------ logfmt */

/* What stays as it is without quotes. */
static bool is_bare(const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (!kinds[(unsigned char)text[i]])
      return false;
  return len > 0;
}

static void logfmt_text(struct ec_record *record, const char *text, size_t len)
{
  if (is_bare(text, len))
    ec_buf_add(&record->out, text, len);
  else
    ec_json_string(&record->json, text, len);
}

/* A name of at most EC_FIELD_MAX bytes of what a name may have, with "_" for all others. */
static void put_name(struct ec_buf *out, const char *name, size_t len)
{
  if (!len)
    ec_buf_add(out, "_", 1);
  for (size_t i = 0; i < len && i < EC_FIELD_MAX; i++)
    ec_buf_add(out,
               ec_log_is_letter(name[i]) || ec_log_is_digit(name[i]) || name[i] == '.' ? &name[i]
                                                                                       : "_",
               1);
}

static void logfmt_fact(struct ec_record *record, const struct ec_fact *fact)
{
  const struct errcat_arg *arg = fact->arg;
  bool quoted = arg->kind == ERRCAT_ARG_LIST && !fact->hidden;
  if (!fact->hidden && (arg->kind == ERRCAT_ARG_STRING || arg->kind == ERRCAT_ARG_DECIMAL)) {
    logfmt_text(record, arg->value.string, arg->len);
    return;
  }
  if (quoted)
    EC_JSON_PUT(&record->json, "\"");
  ec_facts_put_text(&record->out, fact, EC_SINK_QUOTED);
  if (quoted)
    EC_JSON_PUT(&record->json, "\"");
}

void ec_log_status(struct ec_record *record)
{
  ec_json_integer(&record->json, record->facts.status, false);
}

static void logfmt_args(struct ec_record *record)
{
  struct ec_fact fact;
  for (size_t state = 0; ec_facts_next(&record->facts, &state, &fact);) {
    EC_JSON_PUT(&record->json, " arg.");
    put_name(&record->out, fact.name, fact.name_len);
    EC_JSON_PUT(&record->json, "=");
    logfmt_fact(record, &fact);
  }
}

static void logfmt_fields(struct ec_record *record)
{
  const struct errcat_arg *field;
  struct ec_fact fact;
  for (size_t i = 0; (field = ec_log_field(record, &i)) != NULL;) {
    if (!ec_facts_own(field, &fact))
      continue;
    EC_JSON_PUT(&record->json, " ");
    ec_buf_add(&record->out, fact.name, fact.name_len);
    EC_JSON_PUT(&record->json, "=");
    logfmt_fact(record, &fact);
  }
}

static void put_logfmt(struct ec_record *record)
{
  struct ec_json *json = &record->json;
  struct ec_facts *facts = &record->facts;
  const char *level = ec_log_level(facts)->name, *domain = facts->choice.bundle->domain;
  size_t len;
  EC_JSON_PUT(json, "level=");
  ec_buf_add(&record->out, level, strlen(level));
  const char *code = ec_log_code(facts, &len);
  EC_JSON_PUT(json, " code=");
  logfmt_text(record, code, len);
  EC_JSON_PUT(json, " domain=");
  logfmt_text(record, domain, strlen(domain));
  if (facts->status) {
    EC_JSON_PUT(json, " status=");
    ec_log_status(record);
  }
  EC_JSON_PUT(json, " msg=\"");
  ec_facts_put_message(facts, &record->out, EC_SINK_QUOTED);
  EC_JSON_PUT(json, "\"");
  logfmt_args(record);
  logfmt_fields(record);
}

/* -------------------------------------------------------------------- JSON */

static void json_args(struct ec_record *record)
{
  struct ec_json *json = &record->json;
  struct ec_fact fact;
  size_t state = 0;
  if (!ec_facts_next(&record->facts, &state, &fact))
    return;
  EC_JSON_KEY(json, "args");
  ec_json_open(json, "{");
  do {
    ec_json_name(json, fact.name, fact.name_len);
    ec_facts_put_json(json, &fact);
  } while (ec_facts_next(&record->facts, &state, &fact));
  ec_json_close(json, "}");
}

static void json_fields(struct ec_record *record)
{
  const struct errcat_arg *field;
  struct ec_fact fact;
  for (size_t i = 0; (field = ec_log_field(record, &i)) != NULL;) {
    if (!ec_facts_own(field, &fact))
      continue;
    ec_json_name(&record->json, fact.name, fact.name_len);
    ec_facts_put_json(&record->json, &fact);
  }
}

static void put_json(struct ec_record *record)
{
  struct ec_json *json = &record->json;
  struct ec_facts *facts = &record->facts;
  const char *level = ec_log_level(facts)->name, *domain = facts->choice.bundle->domain;
  size_t len;
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "level");
  ec_json_clean(json, level, strlen(level));
  const char *code = ec_log_code(facts, &len);
  EC_JSON_KEY(json, "code");
  ec_json_string(json, code, len);
  EC_JSON_KEY(json, "domain");
  ec_json_string(json, domain, strlen(domain));
  if (facts->status) {
    EC_JSON_KEY(json, "status");
    ec_log_status(record);
  }
  EC_JSON_KEY(json, "message");
  EC_JSON_PUT(json, "\"");
  ec_facts_put_message(facts, &record->out, EC_SINK_QUOTED);
  EC_JSON_PUT(json, "\"");
  json_args(record);
  json_fields(record);
  ec_json_close(json, "}");
}

/* -------------------------------------------------------------- public face */

static bool is_valid(const struct errcat_log_options *options)
{
  uint64_t unknown = options->reserved_flags;
  for (size_t i = 0; i < sizeof options->reserved / sizeof options->reserved[0]; i++)
    unknown |= options->reserved[i];
  return !unknown && (unsigned)options->format <= ERRCAT_LOG_JOURNAL;
}

static const struct errcat_log_options defaults;

size_t errcat_log(const struct errcat_bundle *bundle, const struct errcat_call *call,
                  const struct errcat_log_options *options, char *buffer, size_t size,
                  struct errcat_result *result)
{
  struct ec_record record;
  record.options = options ? options : &defaults;
  if (!is_valid(record.options))
    return ec_facts_refuse(buffer, size, result);
  ec_facts_find(&record.facts, bundle, NULL, call, EC_FORMAT_PERSONAL);
  ec_buf_init(&record.out, buffer, size, SIZE_MAX);
  ec_json_init(&record.json, &record.out, EC_SINK_QUOTED, false);
  switch (record.options->format) {
  case ERRCAT_LOG_LOGFMT:
    put_logfmt(&record);
    break;
  case ERRCAT_LOG_JSON:
    put_json(&record);
    break;
  case ERRCAT_LOG_JOURNAL:
    ec_log_journal(&record);
    break;
  }
  return ec_facts_finish(&record.facts, &record.out, result);
}
