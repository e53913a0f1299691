/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include <stdio.h>
#include <string.h>

#include "inline.h"
#include "pattern_argument.h"
#include "pattern_scan.h"
#include "plural.h"
#include "status.h"
#include "utf8.h"

/* The grammar, as icu::MessagePattern reads it with apostrophes "double optional" (the JDK's:
 * "double required"):
 *
 *   pattern  = *( literal / argument )
 *   message  = *( literal / argument / "#" )     "#" in the cases of a plural alone
 *   literal  = plain / "''" / quoted / "'"       first match; "''" and "'" are an apostrophe
 *   plain    = any character but "'" and "{"; in a message "}"; in a plural's "#", a choice's "|"
 *   quoted   = "'" followed by "{", "}", in a plural's message "#", in a choice's "|", and, as the
 *              JDK reads it, by any character; then any text, in which "''" is an apostrophe, up
 *              to the next single "'" or the end of the pattern
 *   argument = "{" ws ( number / name ) ws [ "," ws format ] "}"
 *   format   = simple ws [ "," style ]
 *            / ( "plural" / "selectordinal" ) ws "," ws [ "offset:" ws value ws ] 1*( case ws )
 *            / "select" ws "," ws 1*( case ws )
 *            / "choice" ws "," ws range *( "|" ws range )
 *   simple   = "number" / "date" / "time" / "spellout" / "ordinal" / "duration"
 *   style    = text with braces in pairs, up to the "}" of the argument; "'", in it too, quotes up
 *              to the next "'". Between ws it is empty or a keyword: integer, percent, currency
 *              of numbers; short, medium, long, full of dates and times. Or it is ws "::" and a
 *              skeleton; else a pattern, or of the last three the name of a set of rules
 *   case     = ( name / number / "=" value ) ws "{" message "}"     "=" in a plural alone
 *   range    = value ws ( "#" / "<" / U+2264 ) message
 *   number   = "0" / ( "1".."9" *( "0".."9" ) )  at most EC_INDEX_MAX (as a selector: any digits)
 *   name     = 1*( character that is neither Pattern_Syntax nor Pattern_White_Space ),
 *              not all ASCII digits
 *   value    = see ec_scan_number()
 *   ws       = *Pattern_White_Space
 *
 * Types and keywords are in either case. One case is "other"; of several with one selector the
 * first counts, which is for who chooses to see to.
 *
 * The same code reads a pattern to check it and to count nodes and bytes, to tell its faults, and
 * to fill memory of the size that was counted. Nesting is on a stack of ERRCAT_NESTING_MAX
 * frames, not that of the thread. After a fault it goes on where that is likely to make sense: in
 * the next message of an argument with cases, or behind the argument. */

/* An argument whose cases are being read, and the case that is. */
struct frame {
  enum ec_node_kind kind;
  bool has_other, in_other; /* had the case "other"; is in the first of them */
  bool seen;                /* which style the rules see is known */
  bool is_empty, is_faulty;
  /* Of pieces: its beginning is told; the message of a case is being read. */
  bool is_told, in_case;
  uint32_t position;      /* as in them */
  size_t open;            /* its "{" in the pattern */
  size_t node, case_node; /* indices */
  size_t case_open;       /* the "{" of the case's message */
  size_t name, name_len;  /* in the pattern, as the next */
  size_t selector, selector_len;
};

struct parser {
  struct ec_scan scan;
  size_t placeholders;
  size_t depth;
  struct frame frames[ERRCAT_NESTING_MAX];
};

static struct frame *top(struct parser *p)
{
  return &p->frames[p->depth - 1];
}

static bool is_plural(enum ec_node_kind kind)
{
  return kind == EC_NODE_PLURAL || kind == EC_NODE_ORDINAL;
}

/* Of a fault about text[subject..end): what stands at the cursor. */
static struct ec_scan_named found_after(const struct ec_scan *scan, size_t subject, size_t end)
{
  struct ec_scan_named named = ec_scan_at(scan);
  named.subject = subject;
  named.subject_len = end - subject;
  return named;
}

/* Of one about the argument whose cases are read. */
static struct ec_scan_named found_in(const struct parser *p, const struct frame *frame)
{
  return found_after(&p->scan, frame->name, frame->name + frame->name_len);
}

static void count_placeholder(struct parser *p)
{
  if (++p->placeholders == ERRCAT_PLACEHOLDERS_MAX + 1)
    ec_scan_fault(&p->scan, ERRCAT_E_LIMIT, p->scan.at, "fault.placeholders",
                  "expected at most $n placeholders, found more",
                  (struct ec_scan_named){.number = ERRCAT_PLACEHOLDERS_MAX});
}

/* ------------------------------------------------------------------- pieces */

static enum errcat_piece_type piece_type(enum ec_node_kind kind)
{
  switch (kind) {
  case EC_NODE_PLURAL:
    return ERRCAT_PIECE_PLURAL;
  case EC_NODE_ORDINAL:
    return ERRCAT_PIECE_SELECTORDINAL;
  case EC_NODE_SELECT:
    return ERRCAT_PIECE_SELECT;
  default:
    return ERRCAT_PIECE_CHOICE;
  }
}

/* A piece of the argument whose cases are read. */
static struct errcat_piece piece_of(struct parser *p, enum errcat_piece_kind kind, size_t begin,
                                    size_t end)
{
  const struct frame *frame = top(p);
  return (struct errcat_piece){.kind = kind,
                               .type = piece_type(frame->kind),
                               .depth = (uint32_t)(p->depth - 1),
                               .argument = frame->position,
                               .begin = begin,
                               .end = end};
}

/* The beginning of the argument is told when it is known where that ends. */
static void tell_beginning(struct parser *p, size_t end)
{
  struct frame *frame = top(p);
  struct errcat_piece piece = piece_of(p, ERRCAT_PIECE_ARGUMENT, frame->open, end);
  piece.name = frame->name;
  piece.name_len = frame->name_len;
  if (!frame->is_told)
    ec_scan_piece(&p->scan, &piece);
  frame->is_told = true;
}

/* The case whose message starts at the cursor, and whose selector is `len` bytes at `at`. */
static void tell_case(struct parser *p, size_t at, size_t len)
{
  struct errcat_piece piece = piece_of(p, ERRCAT_PIECE_CASE, at, p->scan.at);
  piece.name = at;
  piece.name_len = len;
  tell_beginning(p, at);
  ec_scan_piece(&p->scan, &piece);
}

/* On a "#", which is of the plural that it stands in a case of. */
static void tell_hash(struct parser *p)
{
  struct errcat_piece piece = piece_of(p, ERRCAT_PIECE_HASH, p->scan.at, p->scan.at + 1);
  piece.depth++;
  ec_scan_piece(&p->scan, &piece);
}

static void tell_end(struct parser *p, enum errcat_piece_kind kind, size_t begin, size_t end)
{
  struct errcat_piece piece = piece_of(p, kind, begin, end);
  if (kind == ERRCAT_PIECE_END_ARGUMENT)
    tell_beginning(p, begin);
  ec_scan_piece(&p->scan, &piece);
}

/* An argument without cases, from its "{" up to the cursor. When its type has cases and it has
 * none, for it is faulty, its end is a piece of its own all the same. */
static void tell_argument(struct parser *p, const struct ec_argument *argument)
{
  const struct ec_scan *s = &p->scan;
  struct errcat_piece piece = {.kind = ERRCAT_PIECE_ARGUMENT,
                               .type = argument->type ? argument->type->piece : ERRCAT_PIECE_PLAIN,
                               .depth = (uint32_t)p->depth,
                               .argument = argument->position,
                               .begin = argument->open,
                               .end = s->at,
                               .name = argument->name,
                               .name_len = argument->name_len,
                               .style = argument->style,
                               .style_len = argument->style_len};
  bool has_end = piece.type >= ERRCAT_PIECE_PLURAL;
  piece.end -= has_end && !s->lost;
  ec_scan_piece(s, &piece);
  if (!has_end)
    return;
  piece = (struct errcat_piece){.kind = ERRCAT_PIECE_END_ARGUMENT,
                                .type = piece.type,
                                .depth = piece.depth,
                                .argument = piece.argument,
                                .begin = piece.end,
                                .end = s->at};
  ec_scan_piece(s, &piece);
}

/* The ends of what the pattern leaves open. */
static void tell_ends(struct parser *p)
{
  size_t end = p->scan.len;
  for (; p->depth; p->depth--) {
    if (top(p)->in_case)
      tell_end(p, ERRCAT_PIECE_END_CASE, end, end);
    tell_end(p, ERRCAT_PIECE_END_ARGUMENT, end, end);
  }
}

/* What has no use but for pieces, and is passed by when nobody wants them. */
#define TELL(p, told) \
  do { \
    if (UNLIKELY((p)->scan.piece != NULL)) \
      told; \
  } while (0)

/* -------------------------------------------------- the arguments' types */

bool ec_type_parse(const char *name, enum ec_type *type)
{
  static const struct {
    const char *name;
    enum ec_type type;
  } types[] = {{"string", EC_TYPE_STRING}, {"id", EC_TYPE_ID},     {"integer", EC_TYPE_INTEGER},
               {"number", EC_TYPE_NUMBER}, {"time", EC_TYPE_TIME}, {"list", EC_TYPE_LIST}};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (strcmp(name, types[i].name) == 0) {
      *type = types[i].type;
      return true;
    }
  }
  return false;
}

bool ec_hidden_parse(const char *name, enum ec_hidden *hidden)
{
  bool personal = strcmp(name, "personal") == 0;
  if (!personal && strcmp(name, "secret") != 0)
    return false;
  *hidden = personal ? EC_HIDDEN_PERSONAL : EC_HIDDEN_SECRET;
  return true;
}

/* --------------------------------------------------------------- arguments */

/* The plural whose case "other" the node stands in sees its number as the node shows it, when it
 * is the first there that does. Names are compared as they are written: so does ICU. */
static void see(struct parser *p, const struct ec_argument *argument)
{
  const struct ec_scan *s = &p->scan;
  struct frame *frame = p->depth ? top(p) : NULL;
  if (!frame || !frame->in_other || frame->seen)
    return;
  const struct ec_node *node = &argument->node;
  frame->seen = node->kind == EC_NODE_HASH ||
                (argument->name_len == frame->name_len &&
                 memcmp(s->text + argument->name, s->text + frame->name, frame->name_len) == 0);
  if (!s->nodes || !frame->seen || !ec_style_is_number(node->style))
    return;
  struct ec_node *plural = &s->nodes[frame->node];
  plural->style = node->style;
  plural->style_len = node->style_len;
  plural->style_text = node->style_text;
}

static void add_simple(struct parser *p, struct ec_argument *argument)
{
  see(p, argument);
  ec_argument_add(&p->scan, argument);
}

/* -------------------------------------------------------------------- cases */

/* A fault where a case was expected: goes on in the next message of the argument, or at its end. */
static void resume(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  top(p)->is_faulty = true;
  while (s->at < s->len && s->text[s->at] != '{' && s->text[s->at] != '}')
    s->at++;
  s->lost = s->lost || ec_scan_end(s);
}

/* The number that stands behind text[what..what_end). */
static bool read_value(struct parser *p, size_t what, size_t what_end, bool infinity, double *value)
{
  struct ec_scan *s = &p->scan;
  size_t at = s->at;
  *value = 0;
  if (ec_scan_end(s)) {
    ec_scan_unclosed(s, top(p)->open, "fault.unclosed-number", "a number");
    return false;
  }
  if (ec_scan_number(s, infinity, value))
    return true;
  struct ec_scan_named named = ec_scan_named(what, what_end, at, s->at);
  if (s->at == at)
    named = found_after(s, what, what_end);
  if (s->at - at > EC_SCAN_NUMBER_MAX) {
    named.number = EC_SCAN_NUMBER_MAX;
    ec_scan_fault(s, ERRCAT_E_LIMIT, at, "fault.number-too-long",
                  "expected a number of at most $n bytes, found $f", named);
  } else {
    ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.no-number", "expected a number after $s, found $f",
                  named);
  }
  return false;
}

/* Behind a fault: moves past a word that is not the selector of a case. */
static void pass_word(struct ec_scan *s)
{
  size_t at = s->at;
  ec_scan_identifier(s);
  size_t end = s->at;
  ec_scan_white_space(s);
  s->at = ec_scan_peek(s) == '{' ? at : end;
}

/* "offset:" at `at`, the cursor on the colon. */
static void offset(struct parser *p, size_t at)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  double value;
  if (!frame->is_empty)
    ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.offset",
                  "expected \"offset:\" once and before all cases, found it here",
                  (struct ec_scan_named){0});
  frame->is_empty = false;
  size_t end = ++s->at;
  ec_scan_white_space(s);
  if (!read_value(p, at, end, false, &value)) {
    pass_word(s);
    return;
  }
  if (!s->nodes)
    return;
  struct ec_node *node = &s->nodes[frame->node];
  node->flags |= value != 0 ? EC_NODE_OFFSET : 0;
  memcpy(s->bytes + node->value, &value, sizeof value);
}

static bool is_word(const struct ec_scan *s, size_t at, const char *word)
{
  return s->at - at == strlen(word) && memcmp(s->text + at, word, s->at - at) == 0;
}

/* Adds a case, whose message starts at the cursor. */
static void begin_case(struct parser *p, struct ec_node node, double value)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  frame->is_empty = false;
  node.kind = EC_NODE_CASE;
  node.len = (uint16_t)frame->selector_len;
  node.text = ec_scan_put(s, s->text + frame->selector, frame->selector_len);
  if (node.flags & EC_NODE_VALUE)
    node.value = ec_scan_put(s, &value, sizeof value);
  frame->case_node = ec_scan_add(s, node);
  frame->in_case = true;
}

/* At a selector, or at what should be one: reads to behind the "{" of its message. False when
 * there is no message: it was "offset:", or a fault. */
static bool read_case(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  struct ec_node node = {0};
  size_t at = s->at;
  double value = 0;
  bool good = true;
  if (is_plural(frame->kind) && ec_scan_peek(s) == '=') {
    s->at++;
    node.flags = EC_NODE_VALUE;
    good = read_value(p, at, s->at, false, &value);
  } else if (!ec_scan_identifier(s)) {
    good = false;
    ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.no-case",
                  "expected a case such as \"other\" or the \"}\" of argument $s, found $f",
                  found_in(p, frame));
  } else if (is_plural(frame->kind) && is_word(s, at, "offset") && ec_scan_peek(s) == ':') {
    offset(p, at);
    return false;
  }
  frame->selector = at;
  frame->selector_len = s->at - at;
  frame->in_other = good && !frame->has_other && is_word(s, at, "other");
  ec_scan_white_space(s);
  if (ec_scan_end(s))
    ec_scan_unclosed(s, frame->open, "fault.unclosed-message", "a message and \"}\"");
  else if (good && ec_scan_peek(s) != '{')
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.no-message",
                  "expected \"{\" after case $s, found $f",
                  found_after(s, at, at + frame->selector_len));
  if (!good || ec_scan_peek(s) != '{')
    resume(p);
  if (ec_scan_peek(s) != '{')
    return false;
  if (frame->in_other) {
    frame->has_other = true;
    node.flags |= EC_NODE_OTHER;
  }
  if (is_plural(frame->kind) && !(node.flags & EC_NODE_VALUE))
    node.style = (uint8_t)ec_plural_parse(s->text + at, frame->selector_len);
  frame->case_open = s->at++;
  TELL(p, tell_case(p, at, frame->selector_len));
  begin_case(p, node, value);
  return true;
}

/* On the "}" behind the last case. */
static void end_argument(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  bool wants_other = frame->kind != EC_NODE_CHOICE && !frame->has_other && !frame->is_faulty;
  if (wants_other && frame->selector_len)
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.other-last",
                  "expected the case \"other\" of argument $s, in English in every language, "
                  "found \"}\" after case $f",
                  ec_scan_named(frame->name, frame->name + frame->name_len, frame->selector,
                                frame->selector + frame->selector_len));
  else if (wants_other)
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.other",
                  "expected the case \"other\" of argument $s, found \"}\"", found_in(p, frame));
  ec_scan_close(s, frame->node);
  TELL(p, tell_end(p, ERRCAT_PIECE_END_ARGUMENT, s->at, s->at + 1));
  s->at++;
  p->depth--;
}

/* Where a case or the end of the argument may stand: to the next message, or behind the end. */
static void cases(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  while (!s->lost) {
    ec_scan_white_space(s);
    if (ec_scan_end(s)) {
      ec_scan_unclosed(s, top(p)->open, "fault.unclosed-cases", "cases and \"}\"");
    } else if (ec_scan_peek(s) == '}') {
      end_argument(p);
      return;
    } else if (read_case(p)) {
      return;
    }
  }
}

/* ----------------------------------------------------------------- choices */

static size_t separator(const struct ec_scan *s)
{
  static const char less_or_equal[] = "≤";
  size_t len = sizeof less_or_equal - 1;
  if (ec_scan_peek(s) == '#' || ec_scan_peek(s) == '<')
    return 1;
  return s->len - s->at >= len && memcmp(s->text + s->at, less_or_equal, len) == 0 ? len : 0;
}

/* Where a case of a choice must stand: to its message. After a fault its message is read on all
 * the same. */
static void range(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  struct ec_node node = {.flags = EC_NODE_VALUE};
  double value;
  size_t what = s->at - 1; /* "," or "|" */
  ec_scan_white_space(s);
  size_t at = s->at;
  bool good = read_value(p, what, what + 1, true, &value);
  size_t end = s->at;
  ec_scan_white_space(s);
  if (ec_scan_end(s)) {
    ec_scan_unclosed(s, frame->open, "fault.unclosed-cases", "cases and \"}\"");
    return;
  }
  size_t len = separator(s);
  if (good && !len)
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.choice",
                  "expected \"#\", \"<\" or \"≤\" after number $s of a choice, found $f",
                  found_after(s, at, end));
  node.flags |= len && ec_scan_peek(s) == '<' ? EC_NODE_LESS : 0;
  s->at += len;
  TELL(p, tell_case(p, at, end - at));
  frame->case_open = frame->open;
  begin_case(p, node, value);
}

/* --------------------------------------------------------------- arguments */

/* Behind the comma of an argument with cases. */
static void begin_argument(struct parser *p, struct ec_argument *argument)
{
  struct ec_scan *s = &p->scan;
  enum ec_node_kind kind = (enum ec_node_kind)argument->node.kind;
  if (is_plural(kind)) {
    /* The offset, and the indices that map_cases() finds. */
    static const char none[sizeof(double) + EC_PLURAL_CATEGORIES * sizeof(uint16_t)];
    ec_scan_flush(s);
    argument->node.value = ec_scan_put(s, none, sizeof none);
  }
  p->frames[p->depth++] = (struct frame){.open = argument->open,
                                         .node = ec_argument_add(&p->scan, argument),
                                         .kind = kind,
                                         .name = argument->name,
                                         .name_len = argument->name_len,
                                         .position = argument->position,
                                         .is_empty = true};
  argument->has_frame = true;
  if (kind == EC_NODE_CHOICE)
    range(p);
  else
    cases(p);
}

/* Behind the type of an argument with cases, and white space. One that is too deep has that fault
 * at its "{", and only when it has none yet: those stand further on. */
static void format_with_cases(struct parser *p, struct ec_argument *argument,
                              const struct ec_argument_type *type, size_t at)
{
  struct ec_scan *s = &p->scan;
  char next = ec_scan_peek(s);
  if (p->depth == ERRCAT_NESTING_MAX) {
    if (s->faults.count == argument->faults)
      ec_scan_fault(s, ERRCAT_E_LIMIT, argument->open, "fault.nesting",
                    "expected arguments with cases nested $n deep at most, found one more",
                    (struct ec_scan_named){.number = ERRCAT_NESTING_MAX});
    ec_scan_skip(s);
    return;
  }
  if (next != ',')
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.no-cases",
                  "expected \",\" and cases after format type $s, found $f",
                  found_after(s, at, at + strlen(type->name)));
  if (type->kind == EC_NODE_CHOICE && next != ',' && next != '}') {
    ec_scan_skip(s); /* what follows may be a number of the choice, or anything */
    return;
  }
  s->at += next == ',' || next == '}';
  if (next != '}')
    begin_argument(p, argument);
}

#define AFTER_TYPE "expected \"}\" or \",\" after format type $s, found $f"

/* Of an argument whose type, at `at`, is known; the cursor is behind the white space after it. */
static void format(struct parser *p, struct ec_argument *argument,
                   const struct ec_argument_type *type, size_t at)
{
  struct ec_scan *s = &p->scan;
  char next = ec_scan_peek(s);
  argument->node.kind = (uint8_t)type->kind;
  argument->node.style = (uint8_t)type->style;
  argument->type = type;
  if (type->kind != EC_NODE_FORMAT) {
    format_with_cases(p, argument, type, at);
    return;
  }
  if (next != ',' && next != '}') {
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.after-type", AFTER_TYPE,
                  found_after(s, at, at + strlen(type->name)));
    ec_scan_skip(s);
    return;
  }
  s->at += next == ',';
  if (next == ',')
    ec_argument_style(s, argument);
  add_simple(p, argument);
  s->at += !s->lost;
}

/* Behind the comma after an argument's number or name. */
static void read_format(struct parser *p, struct ec_argument *argument)
{
  struct ec_scan *s = &p->scan;
  ec_scan_white_space(s);
  size_t at = s->at, end = at + ec_scan_letters(s);
  ec_scan_white_space(s);
  if (ec_scan_end(s)) {
    if (end > at)
      ec_scan_unclosed(s, argument->open, "fault.unclosed", "\"}\"");
    else
      ec_scan_unclosed(s, argument->open, "fault.unclosed-type", "a format type and \"}\"");
    return;
  }
  const struct ec_argument_type *type = ec_argument_type(s->text + at, end - at);
  if (type) {
    format(p, argument, type, at);
    return;
  }
  if (end == at)
    ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.no-type",
                  "expected a format type after \",\", found $f", ec_scan_at(s));
  else if (ec_scan_peek(s) != ',' && ec_scan_peek(s) != '}')
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.after-type", AFTER_TYPE,
                  found_after(s, at, end));
  else
    ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.unknown-type",
                  "expected one of the format types number, date, time, plural, select, "
                  "selectordinal, choice, spellout, ordinal and duration, found $f",
                  ec_scan_named(0, 0, at, end));
  ec_scan_skip(s);
}

/* Behind a "{". */
static void inside(struct parser *p, struct ec_argument *argument)
{
  struct ec_scan *s = &p->scan;
  ec_scan_white_space(s);
  if (ec_scan_end(s)) {
    ec_scan_unclosed(s, argument->open, "fault.unclosed-argument",
                     "the number or name of an argument");
    return;
  }
  ec_argument_read(s, argument);
  ec_scan_white_space(s);
  if (ec_scan_end(s)) {
    ec_scan_unclosed(s, argument->open, "fault.unclosed", "\"}\"");
    return;
  }
  switch (ec_scan_peek(s)) {
  case ',':
    s->at++;
    read_format(p, argument);
    return;
  case '}':
    s->at++;
    add_simple(p, argument);
    return;
  default:
    if (argument->name_len)
      ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.after-argument",
                    "expected \"}\" or \",\" after argument $s, found $f",
                    found_after(s, argument->name, argument->name + argument->name_len));
    ec_scan_skip(s);
  }
}

/* From a "{" to behind its "}", or to its first message. */
static void read_argument(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  struct ec_argument argument = {.open = s->at, .position = ERRCAT_PIECE_NAMED};
  count_placeholder(p);
  argument.faults = s->faults.count;
  s->at++;
  inside(p, &argument);
  if (!argument.has_frame)
    TELL(p, tell_argument(p, &argument));
}

/* ----------------------------------------------------------------- patterns */

static void hash(struct parser *p)
{
  struct ec_argument argument = {.node = {.kind = EC_NODE_HASH}};
  count_placeholder(p);
  TELL(p, tell_hash(p));
  p->scan.at++;
  see(p, &argument);
  ec_scan_add(&p->scan, argument.node);
}

/* On the "}" or "|" that ends a case's message. */
static void end_case(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  bool ends_all = top(p)->kind == EC_NODE_CHOICE && ec_scan_peek(s) == '}';
  top(p)->in_other = top(p)->in_case = false;
  TELL(p, tell_end(p, ERRCAT_PIECE_END_CASE, s->at, s->at + !ends_all));
  ec_scan_close(s, top(p)->case_node);
  s->at += !ends_all;
  if (ends_all)
    end_argument(p);
  else if (top(p)->kind == EC_NODE_CHOICE)
    range(p);
  else
    cases(p);
}

static unsigned syntax_of(struct parser *p)
{
  if (!p->depth)
    return 0;
  if (top(p)->kind == EC_NODE_CHOICE)
    return EC_SCAN_BRACE | EC_SCAN_BAR;
  return is_plural(top(p)->kind) ? EC_SCAN_BRACE | EC_SCAN_HASH : EC_SCAN_BRACE;
}

static void read_pattern(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  if (s->len > ERRCAT_PATTERN_MAX) {
    char text[80];
    snprintf(text, sizeof text, "expected a pattern of at most %d bytes, found $n",
             ERRCAT_PATTERN_MAX);
    ec_scan_fault(s, ERRCAT_E_LIMIT, ec_utf8_floor(s->text, ERRCAT_PATTERN_MAX),
                  "fault.pattern-too-long", text, (struct ec_scan_named){.number = s->len});
    return;
  }
  for (;;) {
    s->depth = (uint32_t)p->depth;
    ec_scan_text(s, syntax_of(p));
    if (ec_scan_end(s) || ec_scan_told(s))
      break;
    switch (ec_scan_peek(s)) {
    case '{':
      read_argument(p);
      break;
    case '#':
      hash(p);
      break;
    default:
      end_case(p);
    }
  }
  ec_scan_flush(s);
  if (p->depth)
    ec_scan_unclosed(s, top(p)->case_open, "fault.unclosed", "\"}\"");
  TELL(p, tell_ends(p));
}

/* The frames are set when they are used. */
static void start(struct parser *p, const struct ec_pattern_source *source)
{
  ec_scan_init(&p->scan, source);
  p->placeholders = p->depth = 0;
}

/* Reads it again, to tell its faults. */
static errcat_status refuse(struct parser *p, struct errcat_error *err)
{
  struct errcat_error first;
  struct ec_scan found = p->scan;
  start(p, found.source);
  ec_scan_tell(&p->scan, &found, &first);
  read_pattern(p);
  if (err)
    *err = first;
  return first.status;
}

static size_t size_of(const struct ec_scan *counted)
{
  return sizeof(struct ec_pattern) + counted->count * sizeof(struct ec_node) + 1 +
         counted->bytes_len + EC_PATTERN_SLACK;
}

errcat_status ec_pattern_measure(const struct ec_pattern_source *source, size_t *size,
                                 struct errcat_error *err)
{
  struct parser p;
  start(&p, source);
  p.scan.piece = source->piece;
  read_pattern(&p);
  if (p.scan.faults.count)
    return refuse(&p, err);
  *size = size_of(&p.scan);
  return ERRCAT_OK;
}

/* EC_NODE_STRING and so on. */
static unsigned shown_plainly(const struct ec_node *node)
{
  enum ec_type type = (enum ec_type)node->type;
  bool any = type == EC_TYPE_NONE;
  bool number = any || type == EC_TYPE_INTEGER || type == EC_TYPE_NUMBER;
  if (node->flags & (EC_NODE_HIDDEN | EC_NODE_OFFSET))
    return 0;
  switch ((enum ec_node_kind)node->kind) {
  case EC_NODE_ARG:
    return (any || type == EC_TYPE_STRING || type == EC_TYPE_ID ? EC_NODE_STRING : 0u) |
           (number ? EC_NODE_WHOLE : 0u);
  case EC_NODE_FORMAT:
    if (ec_style_is_time((enum ec_style)node->style))
      return any || type == EC_TYPE_TIME ? EC_NODE_TIME : 0;
    return number && node->style <= EC_STYLE_INTEGER ? EC_NODE_WHOLE : 0;
  case EC_NODE_PLURAL:
    return number && node->style <= EC_STYLE_INTEGER ? EC_NODE_WHOLE : 0;
  case EC_NODE_HASH:
    return EC_NODE_WHOLE;
  default:
    return 0;
  }
}

/* What nodes[i..end), which are a case's or in none, write at most. */
static uint32_t room_of(const struct ec_node *nodes, size_t i, size_t end)
{
  uint32_t room = 0;
  while (i < end) {
    const struct ec_node *node = &nodes[i];
    bool has_cases = node->kind >= EC_NODE_PLURAL && node->kind <= EC_NODE_CHOICE;
    if (node->kind == EC_NODE_TEXT)
      room += node->len;
    else if (!has_cases)
      room += EC_PATTERN_INTEGER;
    i = has_cases ? node->end : i + 1;
  }
  return room;
}

/* Of each category the first case that has it, or else "other": see ec_pattern_case(). */
static void map_cases(struct ec_pattern *pattern, struct ec_node *plural)
{
  uint16_t map[EC_PLURAL_CATEGORIES] = {0}, other = 0;
  for (size_t i = (size_t)(plural - pattern->nodes) + 1; i < plural->end;
       i = pattern->nodes[i].end) {
    const struct ec_node *node = &pattern->nodes[i];
    if (node->flags & EC_NODE_VALUE)
      plural->flags |= EC_NODE_EXACT;
    else if (node->flags & EC_NODE_OTHER)
      other = (uint16_t)i;
    else if (node->style < EC_PLURAL_OTHER && !map[node->style])
      map[node->style] = (uint16_t)i;
  }
  for (unsigned category = 0; category < EC_PLURAL_CATEGORIES; category++)
    if (!map[category])
      map[category] = other;
  memcpy((char *)pattern + plural->value + sizeof(double), map, sizeof map);
}

/* Works out what makes a pattern quick to write. */
static void prepare(struct ec_pattern *pattern)
{
  pattern->room = room_of(pattern->nodes, 0, pattern->count) + EC_PATTERN_SLACK;
  pattern->positions = 0;
  for (size_t i = 0; i < pattern->count; i++) {
    struct ec_node *node = &pattern->nodes[i];
    node->flags |= (uint8_t)shown_plainly(node);
    if (node->kind == EC_NODE_CASE)
      node->style_text = room_of(pattern->nodes, i + 1, node->end);
    else if (node->kind != EC_NODE_TEXT && node->kind != EC_NODE_HASH &&
             node->arg >= pattern->positions)
      pattern->positions = node->arg == EC_NO_POSITION ? UINT32_MAX : node->arg + 1u;
    if (is_plural((enum ec_node_kind)node->kind))
      map_cases(pattern, node);
  }
}

void ec_pattern_build(const struct ec_pattern_source *source, struct ec_pattern *pattern)
{
  struct parser p;
  start(&p, source);
  read_pattern(&p);
  pattern->count = (uint32_t)p.scan.count;
  pattern->size = (uint32_t)size_of(&p.scan);
  start(&p, source);
  p.scan.nodes = pattern->nodes;
  p.scan.bytes = (char *)pattern;
  p.scan.bytes_len = sizeof *pattern + pattern->count * sizeof *pattern->nodes;
  p.scan.bytes[p.scan.bytes_len++] = EC_NODE_END;
  p.scan.run = p.scan.bytes_len;
  read_pattern(&p);
  prepare(pattern);
  memset((char *)pattern + pattern->size - EC_PATTERN_SLACK, 0, EC_PATTERN_SLACK);
}
