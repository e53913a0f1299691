/* SPDX-License-Identifier: MIT */

/* text.final-stop: a translation ends as its source does, with a stop of its own script or with
 * none, and what a registry says in whole sentences ends with one. */

#include <string.h>

#include "lint_text_rules.h"
#include "rules.h"

enum way { EXTRA, MISSING };

static const char *const ways[] = {"extra", "missing"};

static void tell(struct ec_lint *lint, const struct ec_lint_unit *unit,
                 const struct ec_sentence *sentence, const char *what, size_t at, size_t end,
                 bool mends)
{
  const struct errcat_arg args[] = {errcat_arg_string(what),
                                    errcat_arg_string_n(sentence->text + at, end - at)};
  struct ec_finding *finding =
      ec_lint_find_in(lint, "text.final-stop", unit, sentence, at, end, args, 2);
  const size_t behind = ec_sentence_end(sentence, at, end);
  if (finding && mends)
    ec_lint_mend(lint, finding, unit, behind, behind, "\xE3\x80\x82");
}

/* ----------------------------------------------------------------- registries */

/* "It failed: {reason}": the value may be a sentence of its own. */
static bool ends_with_reason(const struct ec_sentence *sentence, size_t at)
{
  if (ec_text_char(sentence, at) != EC_TEXT_SLOT)
    return false;
  const uint32_t before = ec_text_char_before(sentence, at);
  if (before != ' ')
    return !before || before == 0xFF1A;
  const uint32_t mark = ec_text_char_before(sentence, at - 1);
  return mark == ':' || mark == 0xFF1A;
}

static void judge_alone(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  size_t at, end;
  if (!unit->declared || strcmp(unit->declared->severity, "text") == 0)
    return;
  for (size_t i = 0; i < unit->text.sentence_count; i++) {
    const struct ec_sentence *sentence = &unit->text.sentences[i];
    if (ec_text_end_of(sentence, unit->text.language, &at, &end) == EC_TEXT_END_NONE &&
        !ends_with_reason(sentence, at))
      tell(lint, unit, sentence, "none", at, end, false);
  }
}

/* --------------------------------------------------------------- translations */

struct source_end {
  enum ec_text_end kind; /* of all sentences; OTHER when they differ, or are short */
  uint32_t mark;         /* the last character */
};

/* Three dots or their character. They may have come to stand elsewhere than at the end. */
static bool has_dots(const struct ec_sentence *sentence)
{
  return ec_text_has(sentence->text, sentence->len, "...", 3) ||
         ec_text_has(sentence->text, sentence->len, "\xE2\x80\xA6", 3) ||
         ec_text_has(sentence->text, sentence->len, "\xE2\x8B\xAF", 3);
}

/* Two sentences. When only the first one has a stop in a source, it is the source that lacks one;
 * what a translation puts into two sentences ends with one. */
static bool has_inner_stop(const struct ec_sentence *sentence, size_t end)
{
  for (size_t at = 1; at + 1 < end; at++)
    if ((strchr(".!?", sentence->text[at]) && sentence->text[at] &&
         (sentence->text[at + 1] == ' ' || sentence->text[at + 1] == '\n')) ||
        (at + 3 < end && memcmp(sentence->text + at, "。", 3) == 0))
      return true;
  return false;
}

/* Languages ask in other words: "whether it works" becomes a question. */
static bool is_question(uint32_t c)
{
  return c == '?' || c == 0xFF1F || c == 0x061F || c == ';' || c == 0x037E;
}

/* An address, which a full stop would become a part of. */
static bool ends_with_address(const struct ec_sentence *sentence, size_t end)
{
  size_t begin = end;
  while (begin > 0 && (unsigned char)sentence->text[begin - 1] > ' ')
    begin--;
  const char *word = sentence->text + begin;
  const size_t len = end - begin;
  return memchr(word, '@', len) || ec_text_has(word, len, "://", 3) ||
         ec_text_has(word, len, "www.", 4) || *word == '/';
}

static struct source_end source_end_of(const struct ec_lint_text *source)
{
  struct source_end found = {EC_TEXT_END_OTHER, 0};
  size_t at, end;
  for (size_t i = 0; i < source->sentence_count; i++) {
    const struct ec_sentence *sentence = &source->sentences[i];
    const enum ec_text_end kind = ec_text_end_of(sentence, source->language, &at, &end);
    if (kind == EC_TEXT_END_OTHER || !ec_text_is_long(sentence) || (i && kind != found.kind))
      return (struct source_end){EC_TEXT_END_OTHER, 0};
    if (kind == EC_TEXT_END_NONE &&
        (has_inner_stop(sentence, sentence->len) || ends_with_address(sentence, end)))
      return (struct source_end){EC_TEXT_END_OTHER, 0};
    found.kind = kind;
    found.mark = ec_text_char(sentence, at);
  }
  return found;
}

/* A "." behind a short word of a short text may be of an abbreviation that nobody has listed. */
static bool may_be_abbreviation(const struct ec_sentence *sentence, size_t at)
{
  size_t letters = 0, words = 0;
  bool in_word = true;
  uint32_t c;
  if (sentence->text[at] != '.')
    return false;
  while (at > 0 && words < 4) {
    at -= ec_letters_before(sentence->text, at, &c);
    const bool is_blank = ec_letters_is_blank(c);
    if (ec_letters_is_han(c) || ec_letters_is_kana(c) || ec_letters_is_hangul(c))
      return false;
    letters += !words && ec_letters_is_letter(c);
    words += is_blank && in_word;
    in_word = !is_blank;
  }
  return letters < 5 && words < 4;
}

/* Texts in the order in which a terminal without Hebrew shows them begin with their end. */
static bool is_turned(const struct ec_sentence *sentence, const char *language)
{
  size_t at = 0;
  while (at < sentence->len && (sentence->text[at] == ' ' || sentence->text[at] == '\n'))
    at++;
  return ec_letters_right_to_left(language) && ec_letters_is_stop(ec_text_char(sentence, at));
}

/* Whether the end is another than the source's, in which way. */
static bool is_broken(const struct ec_lint_unit *unit, const struct source_end *source,
                      const struct ec_sentence *sentence, enum ec_text_end kind, size_t at,
                      size_t end)
{
  if (source->kind == EC_TEXT_END_NONE)
    return kind == EC_TEXT_END_STOP && ec_text_is_long(sentence) &&
           !is_question(ec_text_char(sentence, at)) && !may_be_abbreviation(sentence, at) &&
           !has_inner_stop(sentence, at);
  return kind == EC_TEXT_END_NONE && !ends_with_address(sentence, end) &&
         !is_turned(sentence, unit->text.language) &&
         !(source->kind == EC_TEXT_END_DOTS && has_dots(sentence));
}

static void judge_sentence(struct ec_lint *lint, const struct ec_lint_unit *unit,
                           const struct source_end *source, const struct ec_sentence *sentence)
{
  const char *language = unit->text.language;
  size_t at, end;
  const enum ec_text_end kind = ec_text_end_of(sentence, language, &at, &end);
  const enum way way = source->kind == EC_TEXT_END_NONE ? EXTRA : MISSING;
  const bool broken = is_broken(unit, source, sentence, kind, at, end);
  *(broken ? &lint->stops.broken[way] : &lint->stops.kept[way]) += !unit->code;
  if (broken)
    tell(lint, unit, sentence, ways[way], at, end,
         way == MISSING && source->mark == '.' && source->kind == EC_TEXT_END_STOP &&
             strcmp(language, "zh") == 0 && ec_letters_is_han(ec_text_char(sentence, at)));
}

static void judge_translation(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  const struct source_end source = source_end_of(unit->source);
  if (source.kind == EC_TEXT_END_OTHER)
    return;
  for (size_t i = 0; i < unit->text.sentence_count; i++)
    judge_sentence(lint, unit, &source, &unit->text.sentences[i]);
}

void ec_text_stops(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  if (!ec_letters_has_stops(unit->text.language))
    return;
  if (unit->source)
    judge_translation(lint, unit);
  else
    judge_alone(lint, unit);
}

/* ---------------------------------------------------------------------- habits */

/* In catalogs at large: where stops are added, or left out, in a good part of what could keep to
 * the source, that is how the translators write, and no fault of one text. */
static bool is_habit(const struct ec_lint_stops *stops, enum way way)
{
  enum { LEAST = 5, PART = 8 };
  return stops->broken[way] >= LEAST &&
         stops->broken[way] >= (stops->kept[way] + stops->broken[way]) / PART;
}

void ec_lint_settle(struct ec_lint *lint, size_t first)
{
  size_t count = first;
  const bool habits[] = {is_habit(&lint->stops, EXTRA), is_habit(&lint->stops, MISSING)};
  if (!habits[EXTRA] && !habits[MISSING])
    return;
  for (size_t i = first; i < lint->finding_count; i++) {
    const struct ec_finding *finding = &lint->findings[i];
    const bool stop = !finding->code && strcmp(finding->rule->name, "text.final-stop") == 0;
    const char *what = stop ? finding->args[0].value.string : "";
    if (!(stop && habits[strcmp(what, ways[MISSING]) == 0]))
      lint->findings[count++] = *finding;
  }
  lint->finding_count = count;
}
