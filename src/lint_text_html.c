/* SPDX-License-Identifier: MIT */

/* Markup that nothing will interpret: text.html. A source that has markup of any kind is for a
 * program that interprets it; whether the translation has the right one is for others to say. */

#include <string.h>
#include <strings.h>

#include "lint_text_rules.h"

/* Names that are hardly a word between angle brackets, such as <br>, and those that may be one,
 * such as <code> in "errcat explain <code>": these are tags only when they end or have attributes.
 */
static const struct tag {
  const char *name;
  bool plain;
} tags[] = {
    {"a", false},     {"b", true},       {"big", true},    {"blockquote", true}, {"body", false},
    {"br", true},     {"button", false}, {"center", true}, {"code", false},      {"div", true},
    {"em", true},     {"font", false},   {"form", false},  {"h1", true},         {"h2", true},
    {"h3", true},     {"h4", true},      {"hr", true},     {"html", true},       {"i", true},
    {"iframe", true}, {"img", false},    {"input", false}, {"kbd", true},        {"label", false},
    {"li", true},     {"link", false},   {"ol", true},     {"p", true},          {"pre", true},
    {"s", false},     {"script", false}, {"small", true},  {"span", true},       {"strike", true},
    {"strong", true}, {"style", false},  {"sub", true},    {"sup", true},        {"table", false},
    {"tbody", true},  {"td", true},      {"th", true},     {"thead", true},      {"title", false},
    {"tr", true},     {"tt", true},      {"u", true},      {"ul", true},
};

/* At most 64: sets of them are bits. */
enum { TAGS = sizeof tags / sizeof *tags, NO_TAG = TAGS };

struct found_tag {
  size_t begin, end;
  size_t tag;
  bool closing, attributes;
};

static size_t tag_of(const char *name, size_t len)
{
  for (size_t i = 0; i < TAGS; i++)
    if (strncasecmp(tags[i].name, name, len) == 0 && !tags[i].name[len])
      return i;
  return NO_TAG;
}

/* A tag at found->begin, where there is a "<". Sets `end` behind what it looked at, so that no byte
 * is looked at twice. */
static bool read_tag(const struct ec_sentence *sentence, struct found_tag *found)
{
  const char *text = sentence->text;
  size_t at = found->begin + 1, name;
  found->closing = at < sentence->len && text[at] == '/';
  at += found->closing;
  name = at;
  while (at < sentence->len && (ec_letters_is_digit((unsigned char)text[at]) ||
                                (ec_letters_is_latin((unsigned char)text[at]) && text[at] > 0)))
    at++;
  found->tag = at - name <= 10 ? tag_of(text + name, at - name) : NO_TAG;
  found->attributes = false;
  const size_t behind = at;
  while (at < sentence->len && text[at] != '<' && text[at] != '>')
    found->attributes = text[at++] == '=' || found->attributes;
  found->end = at;
  if (at == sentence->len || text[at] != '>' || found->tag == NO_TAG || behind == name ||
      (behind < at && text[behind] != ' ' && text[behind] != '/' && text[behind] != '\n'))
    return false;
  found->end = at + 1;
  return true;
}

/* "&nbsp;" or "&#160;" at `begin`: its end, or `begin`. */
static size_t entity_end(const struct ec_sentence *sentence, size_t begin)
{
  static const char *const names[] = {"amp",   "apos",  "bull",  "copy",  "gt",    "hellip",
                                      "laquo", "ldquo", "lsquo", "lt",    "mdash", "middot",
                                      "nbsp",  "ndash", "quot",  "raquo", "rdquo", "reg",
                                      "rsquo", "shy",   "times", "trade"};
  const char *name = sentence->text + begin + 1;
  size_t len = 0;
  const size_t left = sentence->len - begin - 1;
  while (len < left && len < 8 && name[len] != ';' && name[len] > ' ')
    len++;
  if (len == left || len < 2 || name[len] != ';')
    return begin;
  if (*name == '#')
    return strspn(name + 1, "0123456789xXabcdefABCDEF") + 1 == len ? begin + len + 2 : begin;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
      return begin + len + 2;
  return begin;
}

/* Calls `tell` for each tag and entity; what else is in the sentence is known by then. */
struct markup {
  const struct ec_sentence *sentence;
  uint64_t ended;           /* tags that end somewhere, as bits */
  bool has_amp, has_lesser; /* an "&" or a "<" that is a part of neither */
  void (*tell)(void *context, const struct ec_sentence *sentence, size_t begin, size_t end);
  void *context;
};

static void survey(struct markup *markup)
{
  const struct ec_sentence *sentence = markup->sentence;
  for (size_t at = 0; at < sentence->len; at++) {
    struct found_tag found = {.begin = at};
    if (sentence->text[at] == '&')
      markup->has_amp = markup->has_amp || entity_end(sentence, at) == at;
    if (sentence->text[at] != '<')
      continue;
    if (!read_tag(sentence, &found)) {
      markup->has_lesser = true;
      continue;
    }
    if (found.closing)
      markup->ended |= UINT64_C(1) << found.tag;
    at = found.end - 1;
  }
}

/* "Write &lt; for a literal <." */
static bool is_spoken_of(const struct markup *markup, size_t at)
{
  const char *entity = markup->sentence->text + at;
  return (markup->has_amp && strncmp(entity, "&amp;", 5) == 0) ||
         (markup->has_lesser && strncmp(entity, "&lt;", 4) == 0);
}

static void walk_markup(const struct markup *markup)
{
  const struct ec_sentence *sentence = markup->sentence;
  for (size_t at = 0; at < sentence->len; at++) {
    struct found_tag found = {.begin = at};
    if (sentence->text[at] == '<') {
      const bool is_tag = read_tag(sentence, &found);
      if (is_tag && (found.closing || found.attributes || tags[found.tag].plain ||
                     (markup->ended & UINT64_C(1) << found.tag)))
        markup->tell(markup->context, sentence, at, found.end);
      at = found.end - 1;
    } else if (sentence->text[at] == '&') {
      const size_t end = entity_end(sentence, at);
      if (end > at && !is_spoken_of(markup, at))
        markup->tell(markup->context, sentence, at, end);
    }
  }
}

static void note(void *context, const struct ec_sentence *sentence, size_t begin, size_t end)
{
  bool *any = context;
  (void)sentence, (void)begin, (void)end;
  *any = true;
}

/* Of any language of that kind: "</", "/>", an attribute, an entity of its own. */
static bool has_other_markup(const struct ec_sentence *sentence)
{
  const char *text = sentence->text;
  bool in_tag = false, in_entity = false;
  for (size_t at = 0; at + 1 < sentence->len; at++) {
    const char byte = text[at], next = text[at + 1];
    const bool is_name = next > 0 && (ec_letters_is_latin((unsigned char)next) || next == '#');
    if (byte == '<')
      in_tag = is_name || next == '/' || next == '!' || next == '?';
    if (in_tag && ((byte == '<' && next == '/') || (byte == '/' && next == '>') ||
                   (byte == '=' && (next == '"' || next == '\''))))
      return true;
    in_tag = in_tag && byte != '>';
    if (byte == '&')
      in_entity = is_name;
    else if (in_entity && next == ';')
      return true;
    in_entity = in_entity && byte > ' ';
  }
  return false;
}

static bool has_markup(const struct ec_lint_text *text)
{
  bool any = false;
  for (size_t i = 0; text && i < text->sentence_count && !any; i++) {
    walk_markup(&(struct markup){
        .sentence = &text->sentences[i], .ended = ~UINT64_C(0), .tell = note, .context = &any});
    any = any || has_other_markup(&text->sentences[i]);
  }
  return any;
}

struct telling {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
};

/* Whether any source of the catalog has markup of that kind, "</b>" or "&name;", so that there is a
 * program that interprets it. */
static bool catalog_has(struct ec_lint *lint, const struct ec_po *po, bool is_tag)
{
  struct ec_lint_markup *known = &lint->markup;
  for (size_t i = 0; i < po->entry_count && !known->is_known; i++) {
    const char *text = po->entries[i].id.text ? po->entries[i].id.text : "";
    known->has_tags = known->has_tags || strstr(text, "</") || strstr(text, "/>");
    const char *amp = strchr(text, '&');
    const size_t len = amp ? strspn(amp + 1, "abcdefghijklmnopqrstuvwxyz-#0123456789") : 0;
    known->has_entities = known->has_entities || (len && amp[1 + len] == ';');
  }
  known->is_known = true;
  return is_tag ? known->has_tags : known->has_entities;
}

/* I<dd>, as manual pages are written. */
static bool is_of_pod(const struct ec_sentence *sentence, size_t begin)
{
  return begin > 0 && sentence->text[begin] == '<' && sentence->text[begin - 1] >= 'A' &&
         sentence->text[begin - 1] <= 'Z' && (begin == 1 || sentence->text[begin - 2] < 'A');
}

static void tell_html(void *context, const struct ec_sentence *sentence, size_t begin, size_t end)
{
  const struct telling *telling = context;
  const struct ec_lint_unit *unit = telling->unit;
  if (unit->entry && !unit->code &&
      (is_of_pod(sentence, begin) ||
       catalog_has(telling->lint, &unit->text.file->po, sentence->text[begin] == '<')))
    return;
  ec_text_find(telling->lint, "text.html", telling->unit, sentence, begin, end);
}

void ec_text_html(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  struct telling telling = {lint, unit};
  if (has_markup(unit->source))
    return;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    struct markup markup = {
        .sentence = &unit->text.sentences[i], .tell = tell_html, .context = &telling};
    survey(&markup);
    walk_markup(&markup);
  }
}
