/* SPDX-License-Identifier: MIT */

/* errcat negotiate [HEADER]...: which language a service gives a reader, and why: what it would be
 * told by the library, and a sentence for each wish. */

#include <string.h>

#include "help.h"
#include "print.h"
#include "texts.h"

/* What came of the wishes in one domain. */
struct outcome {
  const struct ec_domain *domain;
  struct errcat_language language;
  const struct errcat_wish *trace;
  size_t count;
};

/* Several fields of one name are one, with commas between them (RFC 9110, section 5.2); so is a
 * header that the shell has split. NULL: there is none. */
static const char *join_header(struct ec_tool *tool)
{
  const char *header = NULL;
  for (size_t i = 0; i < tool->operand_count; i++)
    header = header ? ec_pool_printf(&tool->pool, "%s, %s", header, tool->operands[i])
                    : tool->operands[i];
  return header;
}

static const char *decode(struct ec_tool *tool, const char *value)
{
  return value ? ec_codeset_decode(&tool->codeset, &tool->pool, value) : NULL;
}

static struct errcat_wishes wishes_of(struct ec_tool *tool)
{
  return (struct errcat_wishes){
      .request = decode(tool, tool->wishes.request),
      .profile = decode(tool, tool->wishes.profile),
      .cookie = decode(tool, tool->wishes.cookie),
      .accept_language = join_header(tool),
      .flags = tool->chosen & EC_CHOICE_ANY_SCRIPT ? ERRCAT_WISH_ANY_SCRIPT : 0};
}

static void negotiate(struct ec_tool *tool, const struct errcat_wishes *wishes,
                      struct outcome *outcome)
{
  const struct errcat_bundle *bundle = outcome->domain->bundle;
  outcome->count = errcat_negotiate_trace(bundle, wishes, NULL, 0);
  struct errcat_wish *trace = ec_pool_alloc(&tool->pool, outcome->count + 1, sizeof *trace);
  errcat_negotiate_trace(bundle, wishes, trace, outcome->count);
  outcome->trace = trace;
  errcat_negotiate(bundle, wishes, &outcome->language);
}

/* ------------------------------------------------------------------------ words */

static const char *origin_name(enum errcat_origin origin)
{
  static const char *const names[] = {[ERRCAT_ORIGIN_NONE] = "none",
                                      [ERRCAT_ORIGIN_REQUEST] = "request",
                                      [ERRCAT_ORIGIN_PROFILE] = "profile",
                                      [ERRCAT_ORIGIN_COOKIE] = "cookie",
                                      [ERRCAT_ORIGIN_ACCEPT_LANGUAGE] = "accept-language",
                                      [ERRCAT_ORIGIN_ENVIRONMENT] = "environment"};
  return names[origin];
}

static const char *reason_name(enum errcat_reason reason)
{
  static const char *const names[] = {[ERRCAT_REASON_NONE] = "none",
                                      [ERRCAT_REASON_EXACT] = "exact",
                                      [ERRCAT_REASON_PARENT] = "parent",
                                      [ERRCAT_REASON_LIKELY] = "likely",
                                      [ERRCAT_REASON_SOURCE] = "source",
                                      [ERRCAT_REASON_RELATED] = "related",
                                      [ERRCAT_REASON_OTHER_SCRIPT] = "other-script"};
  return names[reason];
}

static const char *outcome_name(enum errcat_wish_outcome outcome)
{
  static const char *const names[] = {
      [ERRCAT_WISH_SERVES] = "serves",         [ERRCAT_WISH_NO_CATALOG] = "no-catalog",
      [ERRCAT_WISH_UNWANTED] = "unwanted",     [ERRCAT_WISH_REFUSES] = "refuses",
      [ERRCAT_WISH_ILL_FORMED] = "ill-formed", [ERRCAT_WISH_BEYOND] = "beyond"};
  return names[outcome];
}

static const char *text_of(struct ec_tool *tool, const struct errcat_wish *wish)
{
  return ec_pool_copy(&tool->pool, wish->text, wish->len);
}

/* "0.5" of 500. */
static const char *quality_of(struct ec_tool *tool, const struct errcat_wish *wish)
{
  char *text = ec_pool_printf(&tool->pool, "%u.%03u", wish->quality / 1000, wish->quality % 1000);
  size_t len = strlen(text);
  while (text[len - 1] == '0')
    len--;
  return ec_pool_copy(&tool->pool, text, text[len - 1] == '.' ? len - 1 : len);
}

/* ---------------------------------------------------------------------- sentences */

static const char *sentence_of(struct ec_tool *tool, const struct errcat_wish *wish)
{
  const char *what =
      wish->outcome == ERRCAT_WISH_SERVES ? reason_name(wish->reason) : outcome_name(wish->outcome);
  return ec_text_own(tool, ec_pool_printf(&tool->pool, "negotiate.wish-%s", what),
                     ERRCAT_ARGS(wish->locale));
}

static void put_wish(struct ec_tool *tool, const struct errcat_wish *wish, size_t number)
{
  const char *origin = ec_text_label(
      tool, ec_pool_printf(&tool->pool, "negotiate.origin-%s", origin_name(wish->origin)));
  const bool weighed = wish->origin == ERRCAT_ORIGIN_ACCEPT_LANGUAGE &&
                       wish->outcome < ERRCAT_WISH_ILL_FORMED && wish->quality < 1000;
  const char *place = ec_pool_printf(&tool->pool, "  %zu. ", number);
  ec_terminal_put(&tool->out, place);
  if (wish->outcome == ERRCAT_WISH_BEYOND) {
    ec_terminal_paragraph(&tool->out, (int)strlen(place),
                          ec_text_own(tool, "negotiate.beyond", ERRCAT_ARGS(origin)));
    return;
  }
  const char *text = text_of(tool, wish), *sentence = sentence_of(tool, wish);
  ec_terminal_paragraph(
      &tool->out, (int)strlen(place),
      weighed ? ec_text_own(tool, "negotiate.wish-weighed",
                            ERRCAT_ARGS(origin, text, quality_of(tool, wish), sentence))
              : ec_text_own(tool, "negotiate.wish", ERRCAT_ARGS(origin, text, sentence)));
}

/* Why, when nothing that was wished for is there; and what else there would be. */
static void put_fallback(struct ec_tool *tool, const struct errcat_wishes *wishes,
                         const struct outcome *outcome)
{
  const struct errcat_language *language = &outcome->language;
  const char *code = !outcome->count     ? "negotiate.nothing-wished"
                     : language->refused ? "negotiate.refused"
                                         : "negotiate.fallback";
  struct errcat_wishes any = *wishes;
  struct errcat_language other;
  any.flags |= ERRCAT_WISH_ANY_SCRIPT;
  errcat_negotiate(outcome->domain->bundle, &any, &other);
  ec_terminal_put(&tool->out, "  - ");
  ec_terminal_paragraph(&tool->out, 4, ec_text_own(tool, code, ERRCAT_ARGS(language->locale)));
  if (other.origin == ERRCAT_ORIGIN_NONE)
    return;
  ec_terminal_put(&tool->out, "  - ");
  ec_terminal_paragraph(&tool->out, 4,
                        ec_text_own(tool, "negotiate.any-script", ERRCAT_ARGS(other.locale)));
}

static void put_row(struct ec_tool *tool, const struct ec_labels *labels, const char *label,
                    enum ec_style style, const char *value)
{
  ec_print_label(tool, labels, label);
  ec_terminal_styled_paragraph(&tool->out, style, ec_print_column(labels), *value ? value : "-");
}

static void put_outcome(struct ec_tool *tool, const struct errcat_wishes *wishes,
                        const struct outcome *outcome, bool first)
{
  static const char *const codes[] = {"negotiate.locale", "negotiate.content-language",
                                      "negotiate.vary", "negotiate.locales"};
  const struct errcat_language *language = &outcome->language;
  struct ec_labels labels = {.codes = codes, .count = sizeof codes / sizeof *codes};
  ec_print_labels(tool, &labels);
  ec_terminal_put(&tool->out, first ? "" : "\n");
  ec_terminal_styled(&tool->out, EC_STYLE_BOLD,
                     ec_text_own(tool, "why.domain", ERRCAT_ARGS(outcome->domain->name)));
  ec_terminal_put(&tool->out, "\n");
  put_row(tool, &labels, codes[0], EC_STYLE_BOLD, language->locale);
  put_row(tool, &labels, codes[1], EC_STYLE_PLAIN, language->content_language);
  put_row(tool, &labels, codes[2], EC_STYLE_PLAIN, language->vary);
  put_row(tool, &labels, codes[3], EC_STYLE_PLAIN, language->locales);
  for (size_t i = 0; i < outcome->count; i++)
    put_wish(tool, &outcome->trace[i], i + 1);
  if (language->origin == ERRCAT_ORIGIN_NONE)
    put_fallback(tool, wishes, outcome);
}

/* --------------------------------------------------------------------------- JSON */

static json_t *json_wish(struct ec_tool *tool, const struct errcat_wish *wish)
{
  json_t *object = json_object();
  const char *reason = wish->outcome == ERRCAT_WISH_SERVES ? reason_name(wish->reason) : NULL;
  ec_print_put(tool, object, "origin", ec_print_string(tool, origin_name(wish->origin)));
  ec_print_put(tool, object, "preference", json_integer(wish->preference));
  ec_print_put(tool, object, "text", ec_print_string(tool, text_of(tool, wish)));
  ec_print_put(tool, object, "quality", json_real(wish->quality / 1000.0));
  ec_print_put(tool, object, "outcome", ec_print_string(tool, outcome_name(wish->outcome)));
  ec_print_put(tool, object, "reason", ec_print_string(tool, reason));
  ec_print_put(tool, object, "locale", ec_print_string(tool, *wish->locale ? wish->locale : NULL));
  return object;
}

static json_t *json_outcome(struct ec_tool *tool, const struct outcome *outcome)
{
  const struct errcat_language *language = &outcome->language;
  json_t *object = json_object(), *wishes = json_array();
  for (size_t i = 0; i < outcome->count; i++)
    ec_print_append(tool, wishes, json_wish(tool, &outcome->trace[i]));
  ec_print_put(tool, object, "domain", ec_print_string(tool, outcome->domain->name));
  ec_print_put(tool, object, "locale", ec_print_string(tool, language->locale));
  ec_print_put(tool, object, "content_language", ec_print_string(tool, language->content_language));
  ec_print_put(tool, object, "vary", ec_print_string(tool, language->vary));
  ec_print_put(tool, object, "locales", ec_print_string(tool, language->locales));
  ec_print_put(tool, object, "origin", ec_print_string(tool, origin_name(language->origin)));
  ec_print_put(tool, object, "reason", ec_print_string(tool, reason_name(language->reason)));
  ec_print_put(tool, object, "refused", json_boolean(language->refused));
  ec_print_put(tool, object, "ignored", json_integer(language->ignored));
  ec_print_put(tool, object, "wishes", wishes);
  return object;
}

static void print_json(struct ec_tool *tool, const struct outcome *outcomes, size_t count)
{
  json_t *root = json_object(), *domains = json_array();
  for (size_t i = 0; i < count; i++)
    ec_print_append(tool, domains, json_outcome(tool, &outcomes[i]));
  ec_print_put(tool, root, "domains", domains);
  ec_print_json(tool, root);
}

/* ------------------------------------------------------------------------ command */

int ec_cmd_negotiate(struct ec_tool *tool)
{
  const int status = ec_tool_load(tool);
  if (status != EC_EXIT_OK)
    return status;
  const struct errcat_wishes wishes = wishes_of(tool);
  const size_t count = tool->domain_count;
  struct outcome *outcomes = ec_pool_alloc(&tool->pool, count + 1, sizeof *outcomes);
  bool served = true;
  for (size_t i = 0; i < count; i++) {
    outcomes[i].domain = &tool->domains[i];
    negotiate(tool, &wishes, &outcomes[i]);
    served = served && outcomes[i].language.origin != ERRCAT_ORIGIN_NONE;
  }
  if (tool->json)
    print_json(tool, outcomes, count);
  for (size_t i = 0; !tool->json && i < count; i++)
    put_outcome(tool, &wishes, &outcomes[i], i == 0);
  return served ? EC_EXIT_OK : EC_EXIT_FINDINGS;
}
