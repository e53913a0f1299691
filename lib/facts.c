/* SPDX-License-Identifier: MIT */
#include "facts.h"

#include <string.h>

#include "inline.h"

/* ------------------------------------------------------------------- texts */

/* Of a code that is not known, or another system's. */
NOT_INLINE void set_asked(struct ec_facts *facts)
{
  const struct ec_code *code = facts->choice.code;
  struct ec_buf out;
  ec_buf_init(&out, facts->safe, sizeof facts->safe, ERRCAT_CODE_MAX);
  ec_message_put_code(&out, facts->asked.code, facts->asked.len);
  facts->wire = facts->safe;
  facts->wire_len = ec_buf_finish(&out);
  facts->status = code && code->http_status ? (int)code->http_status : 500;
}

static bool has_name(const struct errcat_call *call)
{
  for (size_t i = 0; call->args && i < call->count; i++)
    if (call->args[i].name)
      return true;
  return false;
}

static bool has_personal(const struct ec_details *details)
{
  for (size_t i = 0; i < details->info.arg_count; i++)
    if (details->declared[i].hidden == EC_HIDDEN_PERSONAL)
      return true;
  return false;
}

INLINE void set_code(struct ec_facts *facts)
{
  const struct ec_code *code = facts->choice.code;
  facts->wire = code->wire ? code->wire : code->code;
  facts->wire_len = code->wire ? code->wire_len : code->code_len;
  facts->status = (int)code->http_status;
  const struct ec_details *details = ec_codes_details(&facts->choice.bundle->codes, code);
  if (!details) {
    facts->nomem = true;
    return;
  }
  facts->info = &details->info;
  facts->declared = details->declared;
  /* With flags nothing of a text is written the quick way. */
  if (facts->text_flags & EC_FORMAT_PERSONAL && !has_personal(details))
    facts->text_flags &= ~(uint32_t)EC_FORMAT_PERSONAL;
}

void ec_facts_find(struct ec_facts *facts, const struct errcat_bundle *bundle, const char *locales,
                   const struct errcat_call *call, uint32_t flags)
{
  facts->call = call = ec_message_call(call);
  facts->info = NULL;
  facts->declared = NULL;
  facts->flags = facts->text_flags = flags;
  facts->counts = (struct ec_format_counts){0};
  facts->cut = facts->nomem = false;
  facts->named = has_name(call);
  ec_message_find(bundle, locales, call, &facts->choice, &facts->asked);
  facts->ours = facts->choice.code && !facts->choice.code->foreign;
  if (facts->ours)
    set_code(facts);
  else
    set_asked(facts);
}

static void put_text(struct ec_facts *facts, struct ec_buf *out, unsigned sink,
                     enum errcat_part which)
{
  struct ec_sink_part part;
  ec_sink_begin(&part, out, sink);
  ec_message_put(out, &facts->choice, &facts->asked, which, facts->text_flags, &facts->counts);
  facts->cut |= ec_sink_end(&part);
}

void ec_facts_put_message(struct ec_facts *facts, struct ec_buf *out, unsigned sink)
{
  put_text(facts, out, sink, ERRCAT_PART_MESSAGE);
}

void ec_facts_put_remediation(struct ec_facts *facts, struct ec_buf *out, unsigned sink)
{
  put_text(facts, out, sink, ERRCAT_PART_REMEDIATION);
}

/* ------------------------------------------------------------------ result */

size_t ec_facts_tag(const struct ec_facts *facts, char tag[ERRCAT_LOCALE_MAX + 1])
{
  *tag = '\0';
  if (facts->choice.catalog)
    ec_locale_tag(&facts->choice.catalog->locale, tag);
  return strlen(tag);
}

static errcat_status status_of(const struct ec_facts *facts, bool whole)
{
  errcat_status status = ec_message_status(&facts->choice, facts->cut, &facts->counts);
  if (status == ERRCAT_OK || status == ERRCAT_E_LIMIT || status == ERRCAT_E_ARGUMENT) {
    if (facts->nomem)
      return ERRCAT_E_NOMEM;
    if (status == ERRCAT_OK && !whole)
      return ERRCAT_E_SPACE;
  }
  return status;
}

size_t ec_facts_finish(const struct ec_facts *facts, struct ec_buf *out,
                       struct errcat_result *result)
{
  bool whole = !out->over && out->size;
  if (out->size)
    *(whole ? out->at : out->base) = '\0';
  if (result)
    ec_message_result(result, &facts->choice, &facts->asked, status_of(facts, whole),
                      &facts->counts);
  return ec_buf_len(out);
}

size_t ec_facts_refuse(char *buffer, size_t size, struct errcat_result *result)
{
  if (buffer && size)
    *buffer = '\0';
  if (result)
    *result = (struct errcat_result){.status = ERRCAT_E_INVALID, .http_status = 500};
  return 0;
}
