/* SPDX-License-Identifier: MIT */
#include "texts.h"

#include <string.h>

typedef size_t text_function(const struct errcat_bundle *, const char *, const char *,
                             const struct errcat_arg *, size_t, char *, size_t,
                             struct errcat_result *);

/* Other statuses go before E_LIMIT. Then the length tells: a text is cut before the character
 * that does not fit, so that up to three bytes are missing to the limit. */
static bool was_cut(errcat_status status, size_t len)
{
  return status == ERRCAT_E_LIMIT ||
         (status != ERRCAT_OK && status != ERRCAT_E_ARGUMENT && len > ERRCAT_OUTPUT_MAX - 4);
}

static const char *whole(struct ec_tool *tool, text_function *function,
                         const struct errcat_bundle *bundle, const char *locales, const char *code,
                         const struct errcat_arg *args, size_t count, struct ec_text *into)
{
  char first[512];
  const size_t len =
      function(bundle, locales, code, args, count, first, sizeof first, &into->result);
  into->cut = into->cut || was_cut(into->result.status, len);
  if (len < sizeof first)
    return ec_pool_copy(&tool->pool, first, len);
  char *text = ec_pool_alloc(&tool->pool, len + 1, 1);
  function(bundle, locales, code, args, count, text, len + 1, NULL);
  return text;
}

void ec_text_in(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *locales,
                const char *code, const struct errcat_arg *args, size_t count, struct ec_text *text)
{
  text->cut = false;
  text->remediation = whole(tool, errcat_remediation, bundle, locales, code, args, count, text);
  text->message = whole(tool, errcat_message, bundle, locales, code, args, count, text);
}

const struct errcat_step *ec_text_trace(struct ec_tool *tool, const struct errcat_bundle *bundle,
                                        const char *code, size_t *count)
{
  *count = errcat_bundle_trace(bundle, tool->locales, code, NULL, 0);
  struct errcat_step *steps = ec_pool_alloc(&tool->pool, *count + 1, sizeof *steps);
  errcat_bundle_trace(bundle, tool->locales, code, steps, *count);
  return steps;
}

static bool code_held(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *locale,
                      const char *code)
{
  struct ec_text text;
  ec_text_in(tool, bundle, locale, code, ERRCAT_NO_ARGS, &text);
  return strcmp(text.result.locale, locale) != 0 ||
         (ec_codeset_holds(&tool->codeset, text.message) &&
          ec_codeset_holds(&tool->codeset, text.remediation));
}

bool ec_text_held(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *locale,
                  const char *code)
{
  if (tool->codeset.utf8)
    return true;
  if (code)
    return code_held(tool, bundle, locale, code);
  for (size_t i = 0; i < errcat_bundle_code_count(bundle); i++)
    if (!code_held(tool, bundle, locale, errcat_bundle_code(bundle, i)->code))
      return false;
  return true;
}

/* Texts that the codeset can hold. The last locale that serves is the source language, which
 * is better with question marks in it than nothing. */
static void get_held(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *code,
                     const struct errcat_arg *args, size_t count, struct ec_text *text)
{
  size_t step_count;
  const struct errcat_step *steps = ec_text_trace(tool, bundle, code, &step_count);
  const struct errcat_step *chosen = NULL;
  for (size_t i = 0; i < step_count; i++) {
    if (steps[i].outcome != ERRCAT_OUTCOME_SERVES)
      continue;
    chosen = &steps[i];
    if (ec_text_held(tool, bundle, chosen->locale, code))
      break;
  }
  ec_text_in(tool, bundle, chosen ? chosen->locale : tool->locales, code, args, count, text);
  if (chosen) {
    text->result.reason = chosen->reason;
    text->result.preference = chosen->preference;
  }
}

void ec_text_get(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *code,
                 const struct errcat_arg *args, size_t count, struct ec_text *text)
{
  if (tool->json || tool->codeset.utf8)
    ec_text_in(tool, bundle, tool->locales, code, args, count, text);
  else
    get_held(tool, bundle, code, args, count, text);
}

static bool own_text(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *code,
                     const struct errcat_arg *args, size_t count, struct ec_text *text)
{
  if (!bundle)
    return false;
  if (tool->codeset.utf8)
    ec_text_in(tool, bundle, tool->locales, code, args, count, text);
  else
    get_held(tool, bundle, code, args, count, text);
  return text->result.status != ERRCAT_E_UNKNOWN_CODE && text->result.status != ERRCAT_E_NO_SOURCE;
}

void ec_text_own_all(struct ec_tool *tool, const char *code, const struct errcat_arg *args,
                     size_t count, struct ec_text *text)
{
  if (own_text(tool, tool->own, code, args, count, text) ||
      own_text(tool, tool->built_in, code, args, count, text))
    return;
  *text = (struct ec_text){.message = code, .remediation = ""};
}

const char *ec_text_own(struct ec_tool *tool, const char *code, const struct errcat_arg *args,
                        size_t count)
{
  struct ec_text text;
  ec_text_own_all(tool, code, args, count, &text);
  return text.message;
}

const char *ec_text_label(struct ec_tool *tool, const char *code)
{
  return ec_text_own(tool, code, ERRCAT_NO_ARGS);
}

const char *ec_text_status(struct ec_tool *tool, errcat_status status)
{
  const char *name = errcat_status_name(status);
  static const char prefix[] = "ERRCAT_";
  if (strncmp(name, prefix, sizeof prefix - 1) == 0)
    name += sizeof prefix - 1;
  return ec_text_label(tool, ec_pool_printf(&tool->pool, "status.%s", name));
}
