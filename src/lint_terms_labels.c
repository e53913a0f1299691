/* SPDX-License-Identifier: MIT */

/* term.argument-label: what stands before a placeholder and names what is in it, "projectId: {0}"
 * or "user [{0}]". Each label of the source has its translations; those that differ from what most
 * are, are told.
 *
 * Nothing says where a word begins in Chinese, so 和应用类型[{0}] and 应用类型[{0}] must be the
 * same: labels differ only when neither ends with the other, and, where no colon sets a label apart
 * from the sentence before it, when they do not even end alike. */

#include <string.h>

#include "lint_terms.h"
#include "lint_view.h"

enum { VARIANTS_MAX = 16 }; /* of the translation of one label that are told apart */

/* ------------------------------------------------------- labels of translations */

/* Leaves a character out that joins a label to the sentence before it. */
static void leave_joint_out(struct ec_lint_label *label)
{
  static const char joints[] = "和与及或该的";
  char character[4] = {0};
  if (label->len < 9)
    return;
  memcpy(character, label->text + label->at, 3);
  if ((unsigned char)character[0] < 0xE0 || !strstr(joints, character))
    return;
  label->at += 3;
  label->len -= 3;
}

/* Nor one at its end: 长度为[{0}]. */
static void leave_copula_out(struct ec_lint_label *label)
{
  const char *end = label->text + label->at + label->len;
  if (label->len >= 6 && (memcmp(end - 3, "为", 3) == 0 || memcmp(end - 3, "是", 3) == 0 ||
                          memcmp(end - 3, "的", 3) == 0))
    label->len -= 3;
}

/* Whether it is the source's label as it was, with or without something before it. */
static bool is_left(const char *label, size_t label_len, const char *source, size_t source_len)
{
  return label_len >= source_len && memcmp(label + label_len - source_len, source, source_len) == 0;
}

/* Without an "ID" behind it: 项目ID is 项目. */
static size_t without_id(const char *text, size_t len)
{
  if (len > 2 && (text[len - 2] == 'i' && text[len - 1] == 'd'))
    return len - 2;
  return len;
}

struct variant {
  const char *folded;
  size_t folded_len;
  struct ec_lint_label label; /* as it was seen first, with a text of its own */
  size_t count, weight;
};

static bool ends_with(const struct variant *a, const struct variant *b)
{
  return a->folded_len >= b->folded_len &&
         memcmp(a->folded + a->folded_len - b->folded_len, b->folded, b->folded_len) == 0;
}

/* Bytes that both end with, in whole characters, and how many those are. */
static size_t common_end(const struct variant *a, const struct variant *b)
{
  size_t bytes = 0, characters = 0;
  while (bytes < a->folded_len && bytes < b->folded_len &&
         a->folded[a->folded_len - 1 - bytes] == b->folded[b->folded_len - 1 - bytes]) {
    characters += ((unsigned char)a->folded[a->folded_len - 1 - bytes] & 0xC0) != 0x80;
    bytes++;
  }
  return characters;
}

static size_t common_begin(const struct variant *a, const struct variant *b)
{
  size_t bytes = 0;
  while (bytes < a->folded_len && bytes < b->folded_len && a->folded[bytes] == b->folded[bytes])
    bytes++;
  return bytes;
}

/* Whether they are taken for the same word. Words of Latin letters have endings; one beside Han is
 * a name that was left as it is. */
static bool is_alike(const struct variant *a, const struct variant *b)
{
  enum { STEM = 4, ENDING = 2, HAN_LEN = 3 };
  if (a->label.has_han != b->label.has_han || ends_with(a, b) || ends_with(b, a))
    return true;
  if (!a->label.has_han)
    return common_begin(a, b) >= STEM;
  const size_t begin = common_begin(a, b); /* 旧 and 旧值 */
  if (begin >= HAN_LEN && begin + HAN_LEN >= a->folded_len && begin + HAN_LEN >= b->folded_len &&
      (begin == a->folded_len || begin == b->folded_len))
    return true;
  return !(a->label.has_colon && b->label.has_colon) && common_end(a, b) >= ENDING;
}

/* ---------------------------------------------------------------- all of a file */

/* A label of the source, with what it is in the translation. */
struct group {
  size_t count, size, best;
  struct variant *variants;
};

struct use {
  size_t unit;
  struct ec_lint_label source, label; /* their text is only theirs */
  size_t group, variant;
};

struct search {
  struct ec_lint *lint;
  struct ec_lint_words words; /* labels of the source: the value is an index of groups */
  struct group **groups;
  size_t group_count, group_size;
  struct use *uses;
  size_t use_count, use_size;
  size_t unit; /* that is looked at */
};

static void *room(struct search *search, void *array, size_t count, size_t *size, size_t each)
{
  if (count < *size)
    return array;
  *size = *size ? *size * 2 : 2;
  void *more = ec_pool_alloc(search->lint->pool, *size, each);
  if (count)
    memcpy(more, array, count * each);
  return more;
}

static size_t group_of(struct search *search, const char *folded, size_t len)
{
  bool is_new;
  const char *kept = ec_pool_copy(search->lint->pool, folded, len);
  const size_t i = *ec_lint_words_add(&search->words, kept, len, search->group_count, &is_new);
  if (is_new) {
    search->groups = room(search, search->groups, search->group_count, &search->group_size,
                          sizeof *search->groups);
    search->groups[search->group_count++] =
        ec_pool_alloc(search->lint->pool, 1, sizeof **search->groups);
  }
  return i;
}

/* The label with a text that lives on; `at` is still where it was. */
static struct ec_lint_label kept(struct search *search, const struct ec_lint_label *label)
{
  struct ec_lint_label copy = *label;
  copy.text = ec_pool_copy(search->lint->pool, label->text + label->at, label->len);
  return copy;
}

/* The index of the variant; VARIANTS_MAX when there are too many. */
static size_t variant_of(struct search *search, struct group *group,
                         const struct ec_lint_label *label)
{
  char folded[EC_LINT_LABEL_MAX];
  const size_t len = without_id(folded, ec_lint_label_fold(label, folded));
  size_t i = 0;
  while (i < group->count && (group->variants[i].folded_len != len ||
                              memcmp(group->variants[i].folded, folded, len) != 0))
    i++;
  if (i == VARIANTS_MAX)
    return i;
  if (i == group->count) {
    group->variants =
        room(search, group->variants, group->count, &group->size, sizeof *group->variants);
    group->count++;
    group->variants[i] = (struct variant){.folded = ec_pool_copy(search->lint->pool, folded, len),
                                          .folded_len = len,
                                          .label = kept(search, label)};
  }
  /* Where it was once without a colon, nobody knows whether it is the whole label. */
  group->variants[i].label.has_colon = group->variants[i].label.has_colon && label->has_colon;
  group->variants[i].count++;
  return i;
}

static void add_use(struct search *search, const struct ec_lint_label *source,
                    struct ec_lint_label *label)
{
  char of_source[EC_LINT_LABEL_MAX], of_label[EC_LINT_LABEL_MAX];
  const size_t source_len = ec_lint_label_fold(source, of_source),
               label_len = ec_lint_label_fold(label, of_label);
  /* Where there are no Han and no colon, the word before the bracket may be any of a phrase. */
  if (is_left(of_label, label_len, of_source, source_len) || !(label->has_han || label->has_colon))
    return;
  /* "Starting protocolHandler [{0}]": so much at the beginning may have the verb in it. */
  enum { WORD_MAX = 12 };
  if (!label->has_colon && label->at == 0 && label->len > WORD_MAX && source->at > 0)
    return;
  leave_joint_out(label);
  leave_copula_out(label);
  const size_t group = group_of(search, of_source, source_len);
  const size_t variant = variant_of(search, search->groups[group], label);
  if (variant == VARIANTS_MAX)
    return;
  search->uses =
      room(search, search->uses, search->use_count, &search->use_size, sizeof *search->uses);
  search->uses[search->use_count++] =
      (struct use){search->unit, kept(search, source), kept(search, label), group, variant};
}

/* The first slot of the sentence that shows the same argument and has a label. */
static bool find_again(const struct ec_lint_text *text, const struct ec_lint_text *source,
                       const struct errcat_piece *piece, struct ec_lint_label *label)
{
  const struct ec_sentence *sentence = &text->sentences[0];
  const struct ec_lint_name name = ec_lint_name_of(source->text, piece);
  for (size_t i = 0; i < sentence->slot_count; i++) {
    const struct errcat_piece *own = sentence->slots[i].piece;
    const struct ec_lint_name other = ec_lint_name_of(text->text, own);
    if (own->kind == ERRCAT_PIECE_ARGUMENT && ec_lint_name_same(&name, &other) &&
        ec_lint_label_find(sentence, sentence->slots[i].at, label))
      return true;
  }
  return false;
}

static void search_unit(struct search *search, const struct ec_lint_unit *unit)
{
  const struct ec_lint_text *source = ec_lint_source(unit);
  struct ec_lint_label of_source, label;
  if (!source || unit->text.fault_count)
    return;
  const struct ec_sentence *sentence = &source->sentences[0];
  for (size_t i = 0; i < sentence->slot_count; i++) {
    const struct ec_slot *slot = &sentence->slots[i];
    if (slot->piece->kind == ERRCAT_PIECE_ARGUMENT &&
        ec_lint_label_find(sentence, slot->at, &of_source) && ec_lint_label_names(&of_source) &&
        find_again(&unit->text, source, slot->piece, &label))
      add_use(search, &of_source, &label);
  }
}

/* Names that are left as they are say nothing of what else the label should be. */
static bool counts(const struct group *group, const struct variant *variant)
{
  for (size_t i = 0; i < group->count; i++)
    if (group->variants[i].label.has_han)
      return variant->label.has_han;
  return true;
}

static bool is_better(const struct variant *a, const struct variant *b)
{
  if (a->weight != b->weight)
    return a->weight > b->weight;
  return a->count > b->count ||
         (a->count == b->count && is_alike(a, b) && a->label.len < b->label.len);
}

/* What most of a group's labels are: with what is like it, the one that is there most often. */
static void choose_best(struct group *group)
{
  for (size_t i = 0; i < group->count; i++)
    for (size_t k = 0; k < group->count && counts(group, &group->variants[i]); k++)
      if (counts(group, &group->variants[k]) && is_alike(&group->variants[i], &group->variants[k]))
        group->variants[i].weight += group->variants[k].count;
  for (size_t i = 1; i < group->count; i++)
    if (is_better(&group->variants[i], &group->variants[group->best]))
      group->best = i;
}

/* The label that the best one is, with the least of what may be the sentence before it. */
static const struct ec_lint_label *usual_label(const struct group *group)
{
  const struct variant *usual = &group->variants[group->best];
  for (size_t i = 0; i < group->count; i++)
    if (group->variants[i].label.len < usual->label.len && ends_with(usual, &group->variants[i]))
      usual = &group->variants[i];
  return &usual->label;
}

static struct errcat_arg argument_of(const struct ec_lint_label *kept)
{
  return errcat_arg_string_n(kept->text, kept->len);
}

static void tell(const struct ec_lint_units *units, const struct use *use,
                 const struct ec_lint_label *usual)
{
  struct ec_lint *lint = units->lint;
  const struct ec_pool_mark mark = ec_pool_mark(lint->scratch);
  struct ec_lint_unit unit;
  ec_lint_unit_get(units, use->unit, &unit);
  ec_lint_unit_read(lint, &unit);
  ec_lint_find_in(
      lint, "term.argument-label", &unit, &unit.text.sentences[0], use->label.at,
      use->label.at + use->label.len,
      ERRCAT_ARGS(argument_of(&use->label), argument_of(&use->source), argument_of(usual)));
  ec_pool_release(lint->scratch, mark);
}

/* Without one of these there is no label. */
static bool may_have_label(const struct ec_lint_text *source)
{
  return strpbrk(source->text, ":[") || strstr(source->text, "：") || strstr(source->text, "【") ||
         strstr(source->text, "［");
}

static void search_all(struct search *search, const struct ec_lint_units *units)
{
  struct ec_lint_unit unit;
  for (search->unit = 0; search->unit < units->count; search->unit++) {
    ec_lint_unit_get(units, search->unit, &unit);
    if (!may_have_label(unit.source))
      continue;
    const struct ec_pool_mark mark = ec_pool_mark(search->lint->scratch);
    ec_lint_unit_read(search->lint, &unit);
    search_unit(search, &unit);
    ec_pool_release(search->lint->scratch, mark);
  }
}

void ec_lint_labels(struct ec_lint *lint, const struct ec_lint_units *units)
{
  struct search search = {.lint = lint, .words = {.pool = lint->pool}};
  search_all(&search, units);
  for (size_t i = 0; i < search.group_count; i++)
    choose_best(search.groups[i]);
  for (size_t i = 0; i < search.use_count; i++) {
    const struct use *use = &search.uses[i];
    const struct group *group = search.groups[use->group];
    if (!is_alike(&group->variants[use->variant], &group->variants[group->best]))
      tell(units, use, usual_label(group));
  }
}
