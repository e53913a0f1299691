/* SPDX-License-Identifier: MIT */

/* A text in the forms in which rules look at it: its pieces, its faults, and its sentences.
 *
 * A pattern makes one sentence in which each argument with cases has its case "other", or its last
 * one, and one more for each further case, in which the cases around that are chosen as they must
 * be, and "other" everywhere else. So each case is seen with what stands around it, and the number
 * of sentences is that of the cases, not that of their combinations. */

#include <string.h>

#include "lint.h"

/* ----------------------------------------------------- reading the pattern */

struct reading {
  struct ec_lint *lint;
  struct ec_lint_text *text;
  struct errcat_piece *pieces;
  struct errcat_error *faults;
  size_t piece_size, fault_size;
};

static void on_piece(void *context, const struct errcat_piece *piece)
{
  struct reading *reading = context;
  struct ec_lint_text *text = reading->text;
  reading->pieces = ec_pool_grow(reading->lint->scratch, reading->pieces, text->piece_count,
                                 &reading->piece_size, sizeof *piece);
  reading->pieces[text->piece_count++] = *piece;
  text->pieces = reading->pieces;
}

static void on_fault(void *context, const struct errcat_error *fault)
{
  struct reading *reading = context;
  struct ec_lint_text *text = reading->text;
  reading->faults = ec_pool_grow(reading->lint->scratch, reading->faults, text->fault_count,
                                 &reading->fault_size, sizeof *fault);
  reading->faults[text->fault_count++] = *fault;
  text->faults = reading->faults;
}

bool ec_lint_is_bare(const char *text, size_t len)
{
  return len && len <= ERRCAT_PATTERN_MAX && !memchr(text, '{', len) && !memchr(text, '}', len) &&
         !memchr(text, '\'', len) && !memchr(text, '\0', len);
}

static void read_pattern(struct ec_lint *lint, struct ec_lint_text *text,
                         const struct errcat_arg_info *args, size_t count)
{
  struct reading reading = {.lint = lint, .text = text};
  if (ec_lint_is_bare(text->text, text->len)) {
    on_piece(&reading, &(struct errcat_piece){.kind = ERRCAT_PIECE_TEXT, .end = text->len});
    return;
  }
  const struct errcat_pattern_options options = {.flags = text->jdk ? ERRCAT_PATTERN_JDK : 0,
                                                 .args = args,
                                                 .arg_count = count,
                                                 .fault = on_fault,
                                                 .piece = on_piece,
                                                 .context = &reading};
  errcat_pattern_read(text->text, text->len, &options, NULL);
}

/* --------------------------------------------------------------- sentences */

static bool has_cases(const struct errcat_piece *piece)
{
  return piece->type == ERRCAT_PIECE_PLURAL || piece->type == ERRCAT_PIECE_SELECTORDINAL ||
         piece->type == ERRCAT_PIECE_SELECT || piece->type == ERRCAT_PIECE_CHOICE;
}

/* The tree of cases. All are indices of pieces; 0 is none, for the first piece is never a case. */
struct tree {
  const struct ec_lint_text *text;
  struct case_of {
    size_t argument, end; /* of a CASE: the ARGUMENT it is of, its END_CASE */
    size_t around;        /* the CASE around that ARGUMENT */
    size_t usual, chosen; /* of an ARGUMENT: the case that is shown unless another must be, and the
                             one that is */
  } * nodes;
};

static bool is_other(const struct ec_lint_text *text, const struct errcat_piece *piece)
{
  return piece->name_len == 5 && memcmp(text->text + piece->name, "other", 5) == 0;
}

static void grow_tree(struct tree *tree)
{
  const struct ec_lint_text *text = tree->text;
  size_t arguments[ERRCAT_NESTING_MAX + 1] = {0}, cases[ERRCAT_NESTING_MAX + 1] = {0};
  size_t depth = 0; /* of arguments with cases that are open */
  for (size_t i = 0; i < text->piece_count; i++) {
    const struct errcat_piece *piece = &text->pieces[i];
    struct case_of *node = &tree->nodes[i];
    if (piece->kind == ERRCAT_PIECE_ARGUMENT && has_cases(piece) && depth < ERRCAT_NESTING_MAX) {
      node->around = cases[depth];
      arguments[++depth] = i;
      cases[depth] = 0;
    } else if (piece->kind == ERRCAT_PIECE_CASE) {
      struct case_of *argument = &tree->nodes[arguments[depth]];
      node->argument = arguments[depth];
      node->around = argument->around;
      cases[depth] = i;
      if (!argument->usual || !is_other(text, &text->pieces[argument->usual]))
        argument->usual = i;
    } else if (piece->kind == ERRCAT_PIECE_END_CASE) {
      tree->nodes[cases[depth]].end = i;
    } else if (piece->kind == ERRCAT_PIECE_END_ARGUMENT && depth) {
      depth--;
    }
  }
}

struct writing {
  char *text;
  uint32_t *offsets;
  struct ec_slot *slots;
  size_t len, slot_count;
};

static void write_bytes(struct writing *writing, const char *bytes, size_t len, size_t from,
                        size_t step)
{
  memcpy(writing->text + writing->len, bytes, len);
  for (size_t i = 0; i < len; i++)
    writing->offsets[writing->len + i] = (uint32_t)(from + i * step);
  writing->len += len;
}

static void write_piece(struct writing *writing, const struct ec_lint_text *text,
                        const struct errcat_piece *piece)
{
  if (piece->kind == ERRCAT_PIECE_TEXT || piece->kind == ERRCAT_PIECE_QUOTED) {
    write_bytes(writing, text->text + piece->begin, piece->end - piece->begin, piece->begin, 1);
  } else if (piece->kind == ERRCAT_PIECE_HASH ||
             (piece->kind == ERRCAT_PIECE_ARGUMENT && !has_cases(piece))) {
    writing->slots[writing->slot_count++] = (struct ec_slot){writing->len, piece};
    write_bytes(writing, EC_SENTENCE_SLOT, EC_SENTENCE_SLOT_LEN, piece->begin, 0);
  }
}

/* The sentence of the cases that are chosen. A slot is no longer than the shortest placeholder, but
 * longer than "#". */
static void write_sentence(struct ec_lint *lint, const struct tree *tree,
                           struct ec_sentence *sentence)
{
  const struct ec_lint_text *text = tree->text;
  const size_t size = text->len + text->piece_count * EC_SENTENCE_SLOT_LEN + 1;
  struct writing writing = {
      .text = ec_pool_take(lint->scratch, size, 1),
      .offsets = ec_pool_take(lint->scratch, size, sizeof *writing.offsets),
      .slots = ec_pool_take(lint->scratch, text->piece_count, sizeof *writing.slots)};
  for (size_t i = 0; i < text->piece_count; i++) {
    const struct errcat_piece *piece = &text->pieces[i];
    const struct case_of *node = tree->nodes ? &tree->nodes[i] : NULL;
    if (piece->kind == ERRCAT_PIECE_CASE && node && tree->nodes[node->argument].chosen != i)
      i = node->end;
    else
      write_piece(&writing, text, piece);
  }
  writing.text[writing.len] = '\0';
  writing.offsets[writing.len] = (uint32_t)text->len;
  *sentence = (struct ec_sentence){writing.text, writing.len, writing.offsets, writing.slots,
                                   writing.slot_count};
}

/* Chooses the usual cases everywhere, but `wanted` and those around it. */
static void choose(struct tree *tree, size_t wanted)
{
  for (size_t i = 0; i < tree->text->piece_count; i++)
    tree->nodes[i].chosen = tree->nodes[i].usual;
  for (size_t i = wanted; i; i = tree->nodes[i].around)
    tree->nodes[tree->nodes[i].argument].chosen = i;
}

/* The usual cases are in the sentences of those around them. */
static bool needs_sentence(const struct tree *tree, size_t i)
{
  return tree->text->pieces[i].kind == ERRCAT_PIECE_CASE &&
         tree->nodes[tree->nodes[i].argument].usual != i;
}

static void make_sentences(struct ec_lint *lint, struct ec_lint_text *text)
{
  struct tree tree = {.text = text};
  size_t cases = 0;
  for (size_t i = 0; i < text->piece_count; i++)
    cases += text->pieces[i].kind == ERRCAT_PIECE_CASE;
  const size_t most = cases < EC_SENTENCES_MAX ? cases + 1 : EC_SENTENCES_MAX;
  struct ec_sentence *sentences = ec_pool_alloc(lint->scratch, most, sizeof *sentences);
  if (cases) {
    tree.nodes = ec_pool_alloc(lint->scratch, text->piece_count, sizeof *tree.nodes);
    grow_tree(&tree);
    choose(&tree, 0);
  }
  write_sentence(lint, &tree, &sentences[0]);
  text->sentence_count = 1;
  for (size_t i = 0; cases && i < text->piece_count && text->sentence_count < most; i++) {
    if (!needs_sentence(&tree, i))
      continue;
    choose(&tree, i);
    write_sentence(lint, &tree, &sentences[text->sentence_count++]);
  }
  text->sentences = sentences;
}

/* The text itself as a sentence. */
static void make_plain(struct ec_lint *lint, struct ec_lint_text *text)
{
  struct ec_sentence *sentence = ec_pool_alloc(lint->scratch, 1, sizeof *sentence);
  uint32_t *offsets = ec_pool_take(lint->scratch, text->len + 1, sizeof *offsets);
  for (size_t i = 0; i <= text->len; i++)
    offsets[i] = (uint32_t)i;
  *sentence = (struct ec_sentence){.text = text->text, .len = text->len, .offsets = offsets};
  text->sentences = sentence;
  text->sentence_count = 1;
}

/* Whether nothing is wrong, or only that arguments end without their case "other": all that is
 * shown is known then. */
static bool is_whole(const struct ec_lint_text *text)
{
  size_t fault = 0;
  for (size_t i = 1; i < text->piece_count && fault < text->fault_count; i++) {
    const struct errcat_piece *piece = &text->pieces[i];
    if (piece->kind == ERRCAT_PIECE_END_ARGUMENT && piece->end > piece->begin &&
        text->pieces[i - 1].kind == ERRCAT_PIECE_END_CASE &&
        text->faults[fault].offset == piece->begin)
      fault++;
  }
  return fault == text->fault_count && fault < ERRCAT_FAULTS_MAX;
}

void ec_lint_text_read(struct ec_lint *lint, struct ec_lint_text *text,
                       const struct errcat_arg_info *args, size_t count)
{
  if (text->is_pattern)
    read_pattern(lint, text, args, count);
  if (text->is_pattern && is_whole(text))
    make_sentences(lint, text);
  else
    make_plain(lint, text);
}

size_t ec_sentence_end(const struct ec_sentence *sentence, size_t begin, size_t end)
{
  if (end <= begin)
    return sentence->offsets[begin];
  /* Behind a slot is the end of the placeholder, not where the next byte comes from. */
  for (size_t i = sentence->slot_count; i > 0; i--) {
    const struct ec_slot *slot = &sentence->slots[i - 1];
    if (slot->at < end && end - slot->at <= EC_SENTENCE_SLOT_LEN)
      return slot->piece->end;
  }
  return (size_t)sentence->offsets[end - 1] + 1;
}
