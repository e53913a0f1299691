/* SPDX-License-Identifier: MIT */
#include "body.h"

#include <string.h>

#include "http.h"
#include "number.h"

/* google.rpc.Status as AIP-193 has it in JSON. What it asks of strings:
 *
 *   reason          [A-Z][A-Z0-9_]+[A-Z0-9], at most 63 bytes: the registry's name, else the code
 *   key of metadata [a-z][a-zA-Z0-9-_]+, at most 64 bytes: the name of an argument
 *   value           a string
 *
 * The message is for developers, thus in the source language; the reader's is in
 * LocalizedMessage, with the remediation on a line of its own when that was asked for. */

enum { REASON_MAX = 63, KEY_MAX = 64 };

/* --------------------------------------------------------------- ErrorInfo */

static bool is_letter(char c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Makes a reason of a name or code; returns its length, 0 when none can be made. */
static size_t make_reason(const char *text, size_t len, char reason[REASON_MAX])
{
  size_t used = 0;
  while (len && !is_letter(*text)) {
    text++;
    len--;
  }
  for (size_t i = 0; i < len && used < REASON_MAX; i++) {
    char c = text[i];
    reason[used++] = is_letter(c) ? (char)(c & ~0x20) : is_digit(c) ? c : '_';
  }
  while (used && reason[used - 1] == '_')
    used--;
  return used >= 3 ? used : 0;
}

/* A code of digits alone, or of too few letters, gets a word in front. */
static size_t reason_of_code(const char *code, size_t len, char reason[REASON_MAX])
{
  char worded[ERRCAT_CODE_MAX + 8] = "ERROR_";
  const size_t word = strlen(worded);
  size_t used = len && is_letter(*code) ? make_reason(code, len, reason) : 0;
  if (used)
    return used;
  memcpy(worded + word, code, len);
  return make_reason(worded, word + len, reason);
}

static void put_reason(struct ec_body *body)
{
  const struct ec_facts *facts = &body->facts;
  const struct ec_code *code = facts->choice.code;
  const char *name = facts->info ? facts->info->name : NULL;
  char reason[REASON_MAX];
  size_t len = name ? make_reason(name, strlen(name), reason) : 0;
  if (!len && !facts->ours)
    len = reason_of_code(facts->wire, facts->wire_len, reason);
  else if (!len)
    len = reason_of_code(code->code, code->code_len, reason);
  ec_json_clean(&body->json, reason, len);
}

static bool is_key_byte(char c)
{
  return is_letter(c) || is_digit(c) || c == '_' || c == '-';
}

/* The key of an argument: its name, or, when that cannot be one, "arg_" and what can of it. */
static size_t make_key(const char *name, size_t len, char key[KEY_MAX])
{
  static const char word[] = "arg_", ours[] = "errorCode";
  bool fits = len >= 2 && len <= KEY_MAX && is_letter(*name) && *name & 0x20;
  for (size_t i = 0; fits && i < len; i++)
    fits = is_key_byte(name[i]);
  if (fits && !(len == sizeof ours - 1 && memcmp(name, ours, len) == 0)) {
    memcpy(key, name, len);
    return len;
  }
  size_t used = sizeof word - 1;
  memcpy(key, word, used);
  for (size_t i = 0; i < len && used < KEY_MAX; i++)
    key[used++] = is_key_byte(name[i]) ? name[i] : '_';
  return used;
}

static bool has_key(const char *name, size_t name_len, const char *key, size_t len)
{
  char other[KEY_MAX];
  return make_key(name, name_len, other) == len && memcmp(other, key, len) == 0;
}

/* Whether an argument before the one that ec_facts_next() has gone to `state` for has the same key:
 * names that differ may have one. It counts there be it given or not, as with names; to ask
 * ec_facts_next() for each again would take time that grows with the cube of their number. */
static bool is_taken(const struct ec_facts *facts, size_t state, const char *key, size_t len)
{
  const struct errcat_code_info *info = facts->info;
  const struct errcat_arg *args = facts->call->args;
  const size_t declared = info->arg_count;
  for (size_t i = 0; i < declared && i + 1 < state; i++)
    if (has_key(info->args[i].name, strlen(info->args[i].name), key, len))
      return true;
  for (size_t i = 0; i + declared + 1 < state; i++) {
    char digits[EC_NUMBER_SIZE];
    if (args[i].name
            ? has_key(args[i].name, strlen(args[i].name), key, len)
            : i >= declared &&
                  has_key(digits, ec_number_unsigned(&ec_number_bare, i, digits), key, len))
      return true;
  }
  return false;
}

static void put_metadata(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  struct ec_fact fact;
  char key[KEY_MAX];
  EC_JSON_KEY(json, "metadata");
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "errorCode");
  ec_json_string(json, body->facts.wire, body->facts.wire_len);
  for (size_t state = 0;
       ec_facts_declared(&body->facts) && ec_facts_next(&body->facts, &state, &fact);) {
    size_t len = make_key(fact.name, fact.name_len, key);
    if (is_taken(&body->facts, state, key, len))
      continue;
    ec_json_name(json, key, len);
    EC_JSON_PUT(json, "\"");
    ec_facts_put_text(&body->out, &fact, ERRCAT_SINK_JSON);
    EC_JSON_PUT(json, "\"");
  }
  ec_json_close(json, "}");
}

static void put_error_info(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  const char *domain = ec_body_domain(body);
  ec_json_next(json);
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "@type");
  EC_JSON_PUT(json, "\"type.googleapis.com/google.rpc.ErrorInfo\"");
  EC_JSON_KEY(json, "reason");
  put_reason(body);
  EC_JSON_KEY(json, "domain");
  ec_json_string(json, domain, strlen(domain));
  put_metadata(body);
  ec_json_close(json, "}");
}

/* ------------------------------------------------------------------- texts */

/* The message in the source language. What is wrong with it does not count: it is the reader's text
 * that the result tells of. */
static void put_source_message(struct ec_body *body)
{
  struct ec_facts *facts = &body->facts, source;
  ec_facts_find(&source, facts->choice.bundle, NULL, facts->call, 0);
  EC_JSON_PUT(&body->json, "\"");
  ec_facts_put_message(&source, &body->out, ERRCAT_SINK_JSON);
  EC_JSON_PUT(&body->json, "\"");
}

static void put_localized(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  char tag[ERRCAT_LOCALE_MAX + 1];
  size_t len = ec_facts_tag(&body->facts, tag);
  if (!len)
    return;
  ec_json_next(json);
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "@type");
  EC_JSON_PUT(json, "\"type.googleapis.com/google.rpc.LocalizedMessage\"");
  EC_JSON_KEY(json, "locale");
  ec_json_clean(json, tag, len);
  EC_JSON_KEY(json, "message");
  EC_JSON_PUT(json, "\"");
  ec_facts_put_message(&body->facts, &body->out, ERRCAT_SINK_JSON);
  if (body->options->flags & ERRCAT_BODY_REMEDIATION && ec_facts_remediation(&body->facts)) {
    EC_JSON_PUT(json, "\\n");
    ec_facts_put_remediation(&body->facts, &body->out, ERRCAT_SINK_JSON);
  }
  EC_JSON_PUT(json, "\"");
  ec_json_close(json, "}");
}

void ec_body_rpc(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  const int status = body->facts.status;
  const char *code = ec_http_rpc_code(status);
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "error");
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "code");
  ec_json_integer(json, status ? status : 500, false); /* that of UNKNOWN */
  EC_JSON_KEY(json, "message");
  put_source_message(body);
  EC_JSON_KEY(json, "status");
  ec_json_clean(json, code, strlen(code));
  EC_JSON_KEY(json, "details");
  ec_json_open(json, "[");
  put_error_info(body);
  put_localized(body);
  ec_json_close(json, "]");
  ec_json_close(json, "}");
  ec_json_close(json, "}");
}
