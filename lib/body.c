/* SPDX-License-Identifier: MIT */
#include "body.h"

#include <string.h>

#include "http.h"
#include "inline.h"
#include "shape.h"
#include "uri.h"

/* A body is written once, from its beginning to its end, straight to where the caller wants it: a
 * text is formatted in its place and escaped there, and what is between the texts is literals. That
 * which does not fit is counted and not written, so that nothing else is needed to tell the length
 * of the whole. */

/* ------------------------------------------------------------------ values */

static void put_message(struct ec_body *body)
{
  EC_JSON_PUT(&body->json, "\"");
  ec_facts_put_message(&body->facts, &body->out, ERRCAT_SINK_JSON);
  EC_JSON_PUT(&body->json, "\"");
}

static void put_remediation(struct ec_body *body)
{
  EC_JSON_PUT(&body->json, "\"");
  ec_facts_put_remediation(&body->facts, &body->out, ERRCAT_SINK_JSON);
  EC_JSON_PUT(&body->json, "\"");
}

/* What may be shown of something that is no code may need an escape. */
static void put_code(struct ec_body *body)
{
  const struct ec_facts *facts = &body->facts;
  if (!facts->ours)
    ec_json_string(&body->json, facts->wire, facts->wire_len);
  else
    ec_json_clean(&body->json, facts->wire, facts->wire_len);
}

static void put_status(struct ec_body *body)
{
  ec_json_integer(&body->json, body->facts.status, false);
}

static void put_instance(struct ec_body *body)
{
  const char *instance = body->options->instance;
  EC_JSON_PUT(&body->json, "\"");
  ec_uri_put(&body->out, instance, strlen(instance));
  EC_JSON_PUT(&body->json, "\"");
}

/* A code has no byte that a URI may not have. */
static void put_type(struct ec_body *body)
{
  const struct ec_facts *facts = &body->facts;
  const struct ec_codes *codes = &facts->choice.bundle->codes;
  if (!facts->ours || !codes->type_base_len) {
    EC_JSON_PUT(&body->json, "\"about:blank\"");
    return;
  }
  EC_JSON_PUT(&body->json, "\"");
  ec_buf_add(&body->out, codes->type_base, codes->type_base_len);
  ec_buf_add(&body->out, facts->wire, facts->wire_len);
  EC_JSON_PUT(&body->json, "\"");
}

/* The members of the arguments, from the first one on. */
static void put_args(struct ec_body *body, size_t state, struct ec_fact *fact)
{
  struct ec_json *json = &body->json;
  ec_json_open(json, "{");
  do {
    ec_json_name(json, fact->name, fact->name_len);
    ec_facts_put_json(json, fact);
  } while (ec_facts_next(&body->facts, &state, fact));
  ec_json_close(json, "}");
}

/* The first argument that a body shows. Those of a code that is not known here are none of the
 * reader's business. */
static bool first_arg(const struct ec_body *body, size_t *state, struct ec_fact *fact)
{
  *state = 0;
  return ec_facts_declared(&body->facts) && ec_facts_next(&body->facts, state, fact);
}

/* ------------------------------------------------------------------ shapes */

static void put_plain(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "error_msg");
  put_message(body);
  EC_JSON_KEY(json, "error_code");
  put_code(body);
  if (body->options->flags & ERRCAT_BODY_REMEDIATION && ec_facts_remediation(&body->facts)) {
    EC_JSON_KEY(json, "remediation");
    put_remediation(body);
  }
  ec_json_close(json, "}");
}

static void put_title_and_status(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  size_t len;
  const char *phrase = ec_http_phrase(body->facts.status, &len);
  if (phrase) {
    EC_JSON_KEY(json, "title");
    ec_json_clean(json, phrase, len);
  }
  if (body->facts.status) {
    EC_JSON_KEY(json, "status");
    put_status(body);
  }
}

static void put_problem(struct ec_body *body)
{
  struct ec_json *json = &body->json;
  struct ec_fact fact;
  size_t state;
  ec_json_open(json, "{");
  EC_JSON_KEY(json, "type");
  put_type(body);
  put_title_and_status(body);
  EC_JSON_KEY(json, "detail");
  put_message(body);
  if (body->options->instance) {
    EC_JSON_KEY(json, "instance");
    put_instance(body);
  }
  EC_JSON_KEY(json, "code");
  put_code(body);
  if (ec_facts_remediation(&body->facts)) {
    EC_JSON_KEY(json, "remediation");
    put_remediation(body);
  }
  if (first_arg(body, &state, &fact)) {
    EC_JSON_KEY(json, "args");
    put_args(body, state, &fact);
  }
  ec_json_close(json, "}");
}

/* ---------------------------------------------------------- described ones */

/* A string, or null for NULL. */
static void put_string(struct ec_body *body, const char *string)
{
  if (string)
    ec_json_string(&body->json, string, strlen(string));
  else
    EC_JSON_PUT(&body->json, "null");
}

static void put_locale(struct ec_body *body)
{
  char tag[ERRCAT_LOCALE_MAX + 1];
  put_string(body, ec_facts_tag(&body->facts, tag) ? tag : NULL);
}

static const char *severity_of(const struct ec_facts *facts)
{
  return facts->info && facts->info->severity ? facts->info->severity : "error";
}

static void put_args_or_null(struct ec_body *body)
{
  struct ec_fact fact;
  size_t state;
  if (first_arg(body, &state, &fact))
    put_args(body, state, &fact);
  else
    EC_JSON_PUT(&body->json, "null");
}

/* What is there whatever the code is, or is one string or null. */
static void put_simple_member(struct ec_body *body, enum ec_shape_member member)
{
  const struct ec_facts *facts = &body->facts;
  size_t len;
  switch (member) {
  case EC_SHAPE_CODE:
    put_code(body);
    break;
  case EC_SHAPE_MESSAGE:
    put_message(body);
    break;
  case EC_SHAPE_NAME:
    put_string(body, facts->info ? facts->info->name : NULL);
    break;
  case EC_SHAPE_SEVERITY:
    put_string(body, severity_of(facts));
    break;
  case EC_SHAPE_TITLE:
    put_string(body, ec_http_phrase(facts->status, &len));
    break;
  case EC_SHAPE_DOMAIN:
    put_string(body, ec_body_domain(body));
    break;
  case EC_SHAPE_TYPE:
    put_type(body);
    break;
  case EC_SHAPE_LOCALE:
    put_locale(body);
    break;
  case EC_SHAPE_ARGS:
    put_args_or_null(body);
    break;
  default:
    break;
  }
}

static void put_member(struct ec_body *body, enum ec_shape_member member)
{
  bool there = true;
  if (member == EC_SHAPE_REMEDIATION && (there = ec_facts_remediation(&body->facts)))
    put_remediation(body);
  else if (member == EC_SHAPE_STATUS && (there = body->facts.status))
    put_status(body);
  else if (member == EC_SHAPE_INSTANCE && (there = body->options->instance))
    put_instance(body);
  else if (there)
    put_simple_member(body, member);
  if (!there)
    EC_JSON_PUT(&body->json, "null");
}

static void put_own(struct ec_body *body)
{
  const struct errcat_shape *shape = body->options->own;
  for (size_t i = 0; i < shape->count; i++) {
    const struct ec_shape_piece *piece = &shape->pieces[i];
    ec_buf_add(&body->out, piece->text, piece->len);
    put_member(body, piece->member);
  }
}

/* -------------------------------------------------------------- public face */

static bool is_valid(const struct errcat_body_options *options)
{
  const uint32_t known = ERRCAT_BODY_LINES | ERRCAT_BODY_REMEDIATION | ERRCAT_BODY_ISOLATE;
  uint64_t unknown = options->flags & ~known;
  for (size_t i = 0; i < sizeof options->reserved / sizeof options->reserved[0]; i++)
    unknown |= options->reserved[i];
  return !unknown && (unsigned)options->shape <= ERRCAT_BODY_OWN &&
         (options->shape != ERRCAT_BODY_OWN || options->own);
}

static const struct errcat_body_options defaults;

size_t errcat_body(const struct errcat_bundle *bundle, const char *locales,
                   const struct errcat_call *call, const struct errcat_body_options *options,
                   char *buffer, size_t size, struct errcat_result *result)
{
  struct ec_body body;
  body.options = options ? options : &defaults;
  if (!is_valid(body.options))
    return ec_facts_refuse(buffer, size, result);
  ec_facts_find(&body.facts, bundle, locales, call,
                body.options->flags & ERRCAT_BODY_ISOLATE ? EC_FORMAT_ISOLATE : 0);
  ec_buf_init(&body.out, buffer, size, SIZE_MAX);
  ec_json_init(&body.json, &body.out, ERRCAT_SINK_JSON,
               (body.options->flags & ERRCAT_BODY_LINES) != 0);
  switch (body.options->shape) {
  case ERRCAT_BODY_PLAIN:
    put_plain(&body);
    break;
  case ERRCAT_BODY_PROBLEM:
    put_problem(&body);
    break;
  case ERRCAT_BODY_RPC:
    ec_body_rpc(&body);
    break;
  case ERRCAT_BODY_OWN:
    body.json.lines = false;
    put_own(&body);
    break;
  }
  return ec_facts_finish(&body.facts, &body.out, result);
}

const char *errcat_body_media_type(const struct errcat_body_options *options)
{
  return options && options->shape == ERRCAT_BODY_PROBLEM ? "application/problem+json"
                                                          : "application/json";
}
