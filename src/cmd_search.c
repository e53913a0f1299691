/* SPDX-License-Identifier: MIT */

/* errcat search TEXT...: codes by what they say, in any language. A code is found when all the
 * words are in its texts of one language, its code or its name; or when the text as a whole is
 * its message with arguments filled in, as it stands in a log: then these are shown. */

#include <stdlib.h>
#include <string.h>

#include "help.h"
#include "match.h"
#include "print.h"
#include "say.h"
#include "texts.h"

/* A template with less literal text matches nearly everything. */
#define LITERAL_MIN 6

struct hit {
  struct ec_match match;
  const char *locale; /* in which it was found */
  size_t literal;     /* bytes of the message that were matched; 0: found by words */
  const char **values;
  struct ec_text text; /* for the reader */
};

struct search {
  const char *whole;
  const char *const *words;
  size_t word_count;
  struct hit *hits;
  size_t count;
};

/* `text` with `to` for each `from` in it. */
static const char *replaced(struct ec_tool *tool, const char *text, const char *from,
                            const char *to)
{
  struct ec_string out = {.pool = &tool->pool};
  for (const char *at; (at = strstr(text, from)) != NULL; text = at + strlen(from)) {
    ec_string_add(&out, text, (size_t)(at - text));
    ec_string_adds(&out, to);
  }
  ec_string_adds(&out, text);
  return out.bytes;
}

/* The message of the locale with marks for arguments, as ec_match_template() wants it. The
 * library hides a sensitive argument, be it a mark; but of one that it is not given it shows
 * the placeholder, {NAME}. */
static const char *template_of(struct ec_tool *tool, const struct ec_match *match,
                               const char *locale)
{
  const struct errcat_code_info *info = match->info;
  struct errcat_arg *args = ec_pool_alloc(&tool->pool, info->arg_count + 1, sizeof *args);
  for (size_t i = 0; i < info->arg_count; i++)
    args[i] = errcat_arg_string(info->args[i].sensitive ? NULL : ec_match_mark(&tool->pool, i));
  struct ec_text text;
  ec_text_in(tool, match->domain->bundle, locale, match->code, args, info->arg_count, &text);
  for (size_t i = 0; i < info->arg_count; i++)
    if (info->args[i].sensitive)
      text.message =
          replaced(tool, text.message, ec_pool_printf(&tool->pool, "{%s}", info->args[i].name),
                   ec_match_mark(&tool->pool, i));
  return text.message;
}

/* What a log says of a person is not said again. */
static void hide_values(const struct errcat_code_info *info, const char **values)
{
  for (size_t i = 0; i < info->arg_count; i++)
    if (values[i] && info->args[i].sensitive)
      values[i] = "***";
}

static bool has_word(struct ec_tool *tool, const struct ec_match *match, const struct ec_text *text,
                     const char *word)
{
  const struct errcat_code_info *info = match->info;
  struct ec_pool *pool = &tool->pool;
  return ec_match_word(pool, text->message, word) || ec_match_word(pool, text->remediation, word) ||
         ec_match_word(pool, info->code, word) || ec_match_word(pool, info->wire, word) ||
         (info->name && ec_match_word(pool, info->name, word));
}

static bool has_words(struct ec_tool *tool, const struct search *search,
                      const struct ec_match *match, const struct ec_text *text)
{
  for (size_t i = 0; i < search->word_count; i++)
    if (!has_word(tool, match, text, search->words[i]))
      return false;
  return true;
}

/* Looks at the code in one language; keeps the better of this and what was found before. */
static void look_in(struct ec_tool *tool, const struct search *search, const char *locale,
                    struct hit *hit)
{
  struct ec_text text;
  const size_t arg_count = hit->match.info->arg_count;
  ec_text_in(tool, hit->match.domain->bundle, locale, hit->match.code, ERRCAT_NO_ARGS, &text);
  if (strcmp(text.result.locale, locale) != 0)
    return; /* untranslated, or withheld */
  const char **values = ec_pool_alloc(&tool->pool, arg_count + 1, sizeof *values);
  const size_t literal = ec_match_template(
      &tool->pool, search->whole, template_of(tool, &hit->match, locale), values, arg_count);
  if (literal >= LITERAL_MIN && literal > hit->literal) {
    hide_values(hit->match.info, values);
    hit->literal = literal;
    hit->values = values;
    hit->locale = locale;
  } else if (!hit->locale && has_words(tool, search, &hit->match, &text)) {
    hit->locale = locale;
  }
}

static void look_at(struct ec_tool *tool, struct search *search, const struct ec_domain *domain,
                    const struct errcat_code_info *info)
{
  struct hit hit = {.match = {domain, info, info->code}};
  for (size_t i = 0; i < errcat_bundle_catalog_count(domain->bundle); i++) {
    struct errcat_catalog_info catalog;
    errcat_bundle_catalog(domain->bundle, i, &catalog);
    if (!catalog.error)
      look_in(tool, search, catalog.locale, &hit);
  }
  if (hit.locale)
    search->hits[search->count++] = hit;
}

/* Whole messages first, the longest before all; else as they come. */
static int by_literal(const void *a, const void *b)
{
  const struct hit *x = a, *y = b;
  if (x->match.domain != y->match.domain)
    return x->match.domain < y->match.domain ? -1 : 1;
  if (x->literal != y->literal)
    return x->literal > y->literal ? -1 : 1;
  return strcmp(x->match.code, y->match.code);
}

static void find_all(struct ec_tool *tool, struct search *search)
{
  size_t total = 0;
  for (size_t d = 0; d < tool->domain_count; d++)
    total += errcat_bundle_code_count(tool->domains[d].bundle);
  search->hits = ec_pool_alloc(&tool->pool, total + 1, sizeof *search->hits);
  for (size_t d = 0; d < tool->domain_count; d++) {
    const struct ec_domain *domain = &tool->domains[d];
    for (size_t i = 0; i < errcat_bundle_code_count(domain->bundle); i++) {
      const struct errcat_code_info *info = errcat_bundle_code(domain->bundle, i);
      if (!ec_find_is_text(info))
        look_at(tool, search, domain, info);
    }
  }
  qsort(search->hits, search->count, sizeof *search->hits, by_literal);
}

/* The texts for the reader, with the arguments that were found. */
static void read_texts(struct ec_tool *tool, struct hit *hit)
{
  const size_t count = hit->values ? hit->match.info->arg_count : 0;
  struct errcat_arg *args = ec_pool_alloc(&tool->pool, count + 1, sizeof *args);
  for (size_t i = 0; i < count; i++)
    args[i] = errcat_arg_string(hit->values[i]);
  ec_text_get(tool, hit->match.domain->bundle, hit->match.code, args, count, &hit->text);
}

static struct ec_row row_of(struct ec_tool *tool, const struct hit *hit)
{
  const size_t count = hit->values ? hit->match.info->arg_count : 0;
  const char **notes = ec_pool_alloc(&tool->pool, count + 1, sizeof *notes);
  struct ec_row row = {.match = &hit->match, .message = hit->text.message, .notes = notes};
  for (size_t i = 0; i < count; i++)
    if (hit->values[i])
      notes[row.note_count++] =
          ec_pool_printf(&tool->pool, "%s = %s", hit->match.info->args[i].name, hit->values[i]);
  return row;
}

static json_t *json_values(struct ec_tool *tool, const struct hit *hit)
{
  json_t *object = json_object();
  for (size_t i = 0; i < hit->match.info->arg_count && hit->values; i++)
    if (hit->values[i])
      ec_print_put(tool, object, hit->match.info->args[i].name,
                   ec_print_string(tool, hit->values[i]));
  return object;
}

static json_t *json_hit(struct ec_tool *tool, const struct hit *hit)
{
  const struct errcat_code_info *info = hit->match.info;
  json_t *object = json_object();
  ec_print_put(tool, object, "domain", ec_print_string(tool, hit->match.domain->name));
  ec_print_put(tool, object, "code", ec_print_string(tool, info->code));
  ec_print_put(tool, object, "status", ec_print_http(info->http_status));
  ec_print_put(tool, object, "locale", ec_print_string(tool, hit->text.result.locale));
  ec_print_put(tool, object, "message", ec_print_string(tool, hit->text.message));
  ec_print_put(tool, object, "remediation",
               info->has_remediation ? ec_print_string(tool, hit->text.remediation) : json_null());
  ec_print_put(tool, object, "found", ec_print_string(tool, hit->literal ? "message" : "words"));
  ec_print_put(tool, object, "found_in", ec_print_string(tool, hit->locale));
  ec_print_put(tool, object, "arguments", json_values(tool, hit));
  return object;
}

static void print(struct ec_tool *tool, const struct search *search)
{
  struct ec_row *rows = ec_pool_alloc(&tool->pool, search->count + 1, sizeof *rows);
  json_t *root = tool->json ? json_object() : NULL, *results = tool->json ? json_array() : NULL;
  for (size_t i = 0; i < search->count; i++) {
    read_texts(tool, &search->hits[i]);
    if (tool->json)
      ec_print_append(tool, results, json_hit(tool, &search->hits[i]));
    else
      rows[i] = row_of(tool, &search->hits[i]);
  }
  if (!tool->json) {
    ec_print_rows(tool, rows, search->count);
    return;
  }
  ec_print_put(tool, root, "query", ec_print_string(tool, search->whole));
  ec_print_put(tool, root, "results", results);
  ec_print_json(tool, root);
}

int ec_cmd_search(struct ec_tool *tool)
{
  struct search search = {.words = tool->operands, .word_count = tool->operand_count};
  struct ec_string whole = {.pool = &tool->pool};
  for (size_t i = 0; i < tool->operand_count; i++) {
    ec_string_adds(&whole, i ? " " : "");
    ec_string_adds(&whole, tool->operands[i]);
  }
  search.whole = ec_string_get(&whole);
  /* White space is in every text. */
  if (!search.whole[strspn(search.whole, " \t\r\n")])
    return ec_help_operands(tool, true);
  const int status = ec_tool_load(tool);
  if (status != EC_EXIT_OK)
    return status;
  find_all(tool, &search);
  print(tool, &search);
  if (search.count)
    return EC_EXIT_OK;
  ec_say(tool, "cli.no-match", ERRCAT_ARGS(search.whole));
  return EC_EXIT_FINDINGS;
}
