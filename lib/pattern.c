/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include <string.h>

#include "pattern_scan.h"
#include "status.h"
#include "utf8.h"

/* The grammar, as icu::MessagePattern reads it with apostrophes "double optional":
 *
 *   pattern  = *( literal / argument )
 *   message  = *( literal / argument / "#" )     "#" in the cases of a plural alone
 *   literal  = plain / "''" / quoted / "'"       first match; "''" and "'" are an apostrophe
 *   plain    = any character but "'" and "{", in a message "}", in a plural's message "#"
 *   quoted   = "'" followed by "{", "}" or, in a plural's message, "#"; then any text, in
 *              which "''" is an apostrophe, up to the next single "'" or the end of the pattern
 *   argument = "{" ws ( number / name ) ws [ "," ws format ] "}"
 *   format   = "number" ws [ "," style ]         style: empty, integer, percent, between ws
 *            / ( "plural" / "selectordinal" ) ws "," ws [ "offset:" ws value ws ] 1*( case ws )
 *            / "select" ws "," ws 1*( case ws )
 *            / other types, which are not supported
 *   case     = ( name / number / "=" value ) ws "{" message "}"     "=" in a plural alone
 *   number   = "0" / ( "1".."9" *( "0".."9" ) )  at most EC_INDEX_MAX (as a selector: any digits)
 *   name     = 1*( character that is neither Pattern_Syntax nor Pattern_White_Space ),
 *              not all ASCII digits
 *   value    = see ec_scan_number()
 *   ws       = *Pattern_White_Space
 *
 * Types and styles are in either case. One case is "other"; of several with one selector the
 * first counts, which is for who chooses to see to.
 *
 * The pattern is read twice by the same code: the first time checks it and counts nodes
 * and the bytes of unquoted text, the second time fills memory of just that size. Nesting is
 * on a stack of ERRCAT_NESTING_MAX frames, not that of the thread. */

/* An argument whose cases are being read, and the case that is. */
struct frame {
  size_t open;            /* its "{" in the pattern */
  size_t node, case_node; /* indices */
  size_t case_open;       /* the "{" of the case's message */
  enum ec_node_kind kind;
  size_t name, name_len; /* in the pattern */
  bool has_other, is_empty;
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

/* ------------------------------------------------------------ diagnostics */

static void locate(struct errcat_error *err, const char *text)
{
  err->line = err->column = 1;
  for (size_t i = 0; i < err->offset; i++) {
    err->column++;
    if (text[i] == '\n') {
      err->line++;
      err->column = 1;
    }
  }
}

/* At the end of a pattern whose "{" at `open` waits for its "}". The position is that of
 * the "{": where the pattern ends is no news. */
static errcat_status refuse_open(struct parser *p, size_t open, const char *expected)
{
  return ec_fail(p->scan.err, ERRCAT_E_SYNTAX, open,
                 "expected %s for this \"{\", found the end of the pattern", expected);
}

static struct ec_scan_shown show_name(const struct parser *p, const struct ec_node *node)
{
  size_t at = (size_t)(node->text - p->scan.text);
  return ec_scan_show(&p->scan, at, at + node->len);
}

static errcat_status count_placeholder(struct parser *p)
{
  if (++p->placeholders > ERRCAT_PLACEHOLDERS_MAX)
    return ec_fail(p->scan.err, ERRCAT_E_LIMIT, p->scan.at,
                   "expected at most %d placeholders, found more", ERRCAT_PLACEHOLDERS_MAX);
  return ERRCAT_OK;
}

/* ------------------------------------------------------ number or name */

static bool all_digits(const char *text, size_t len)
{
  while (len && text[len - 1] >= '0' && text[len - 1] <= '9')
    len--;
  return !len;
}

/* The number or name between `at` and the cursor. */
static errcat_status identify(struct ec_scan *s, size_t at, struct ec_node *node)
{
  const char *text = s->text + at;
  size_t len = s->at - at;
  *node = (struct ec_node){.kind = EC_NODE_ARG, .len = (uint32_t)len, .text = text};
  if (!len)
    return ec_fail(s->err, ERRCAT_E_SYNTAX, s->at,
                   "expected the number or name of an argument after \"{\", found %s",
                   ec_scan_found(s).text);
  node->numbered = all_digits(text, len);
  if (!node->numbered)
    return ERRCAT_OK;
  if (len > 1 && text[0] == '0')
    return ec_fail(s->err, ERRCAT_E_SYNTAX, at,
                   "expected an argument number without leading zeros, found %s",
                   ec_scan_show(s, at, s->at).text);
  for (size_t i = 0; i < len && node->index <= EC_INDEX_MAX; i++)
    node->index = node->index * 10 + (uint32_t)(text[i] - '0');
  if (node->index > EC_INDEX_MAX)
    return ec_fail(s->err, ERRCAT_E_SYNTAX, at,
                   "expected an argument number of at most %d, found %s", EC_INDEX_MAX,
                   ec_scan_show(s, at, s->at).text);
  return ERRCAT_OK;
}

/* ------------------------------------------------------- types and styles */

static bool same_letters(const char *text, size_t len, const char *lower)
{
  for (size_t i = 0; i < len; i++)
    if ((text[i] | 0x20) != lower[i])
      return false;
  return !lower[len];
}

static const struct type {
  const char *name;
  enum ec_node_kind kind; /* EC_NODE_TEXT: not supported */
  bool cases;             /* must be followed by a comma and cases */
} types[] = {{"number", EC_NODE_NUMBER, false},        {"plural", EC_NODE_PLURAL, true},
             {"select", EC_NODE_SELECT, true},         {"date", EC_NODE_TEXT, false},
             {"selectordinal", EC_NODE_ORDINAL, true}, {"time", EC_NODE_TEXT, false},
             {"choice", EC_NODE_TEXT, true},           {"spellout", EC_NODE_TEXT, false},
             {"duration", EC_NODE_TEXT, false},        {"ordinal", EC_NODE_TEXT, false}};

/* The type text[at..end), the cursor behind the white space that follows it. NULL, and *err
 * filled: there is no such type, or it has no cases. */
static const struct type *find_type(struct ec_scan *s, size_t at, size_t end)
{
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (!same_letters(s->text + at, end - at, types[i].name))
      continue;
    if (!types[i].cases || ec_scan_peek(s) == ',')
      return &types[i];
    ec_fail(s->err, ERRCAT_E_SYNTAX, s->at,
            "expected \",\" and cases after format type %s, found %s",
            ec_scan_show(s, at, end).text, ec_scan_found(s).text);
    return NULL;
  }
  ec_fail(s->err, ERRCAT_E_SYNTAX, at,
          "expected a format type such as number, date, time, plural or select, found %s",
          ec_scan_show(s, at, end).text);
  return NULL;
}

/* Moves to the "}" that ends a style. In it braces are in pairs, and apostrophes quote. */
static errcat_status skip_style(struct parser *p, size_t open)
{
  struct ec_scan *s = &p->scan;
  for (size_t braces = 0; s->at < s->len; s->at++) {
    char c = s->text[s->at];
    if (c == '\'') {
      const char *from = s->text + s->at + 1;
      const char *close = memchr(from, '\'', s->len - s->at - 1);
      if (!close)
        return ec_fail(s->err, ERRCAT_E_SYNTAX, s->at,
                       "expected another apostrophe for this one, found the end of the pattern");
      s->at = (size_t)(close - s->text);
    } else if (c == '{') {
      braces++;
    } else if (c == '}' && braces-- == 0) {
      return ERRCAT_OK;
    }
  }
  return refuse_open(p, open, "\"}\"");
}

/* Behind "number" and white space. */
static errcat_status number(struct parser *p, size_t open, struct ec_node *node)
{
  static const struct {
    const char *name;
    enum ec_number_style style;
  } styles[] = {
      {"", EC_STYLE_DECIMAL}, {"integer", EC_STYLE_INTEGER}, {"percent", EC_STYLE_PERCENT}};
  struct ec_scan *s = &p->scan;
  node->kind = EC_NODE_NUMBER;
  if (ec_scan_peek(s) == '}')
    return ERRCAT_OK;
  s->at++;
  ec_scan_white_space(s);
  size_t at = s->at, len = ec_scan_letters(s);
  ec_scan_white_space(s);
  bool is_word = ec_scan_peek(s) == '}';
  errcat_status status = skip_style(p, open);
  if (status)
    return status;
  for (size_t i = 0; is_word && i < sizeof styles / sizeof styles[0]; i++) {
    if (same_letters(s->text + at, len, styles[i].name)) {
      node->style = (uint8_t)styles[i].style;
      return ERRCAT_OK;
    }
  }
  return ec_fail(s->err, ERRCAT_E_UNSUPPORTED, at,
                 "number style %s of argument %s is not supported", ec_scan_show(s, at, s->at).text,
                 show_name(p, node).text);
}

/* -------------------------------------------------------------------- cases */

/* The number that stands behind `what`. */
static errcat_status read_value(struct parser *p, const char *what, double *value)
{
  struct ec_scan *s = &p->scan;
  size_t at = s->at;
  if (ec_scan_end(s))
    return ec_fail(s->err, ERRCAT_E_SYNTAX, top(p)->open,
                   "expected a number after \"%s\" for this \"{\", found the end of the pattern",
                   what);
  if (ec_scan_number(s, value))
    return ERRCAT_OK;
  if (s->at - at > EC_SCAN_NUMBER_MAX)
    return ec_fail(s->err, ERRCAT_E_LIMIT, at, "expected a number of at most %d bytes, found %s",
                   EC_SCAN_NUMBER_MAX, ec_scan_show(s, at, s->at).text);
  return ec_fail(s->err, ERRCAT_E_SYNTAX, at, "expected a number after \"%s\", found %s", what,
                 s->at > at ? ec_scan_show(s, at, s->at).text : ec_scan_found(s).text);
}

/* "offset:", the cursor behind "offset". */
static errcat_status offset(struct parser *p, size_t at)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  double value;
  if (!frame->is_empty)
    return ec_fail(s->err, ERRCAT_E_SYNTAX, at,
                   "expected \"offset:\" once and before all cases, found it here");
  frame->is_empty = false;
  s->at++;
  ec_scan_white_space(s);
  errcat_status status = read_value(p, "offset:", &value);
  if (s->nodes && !status)
    s->nodes[frame->node].value = value;
  return status;
}

/* The selector at the cursor, which is neither at the end nor on a "}". */
static errcat_status selector(struct parser *p, struct ec_node *node)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  size_t at = s->at;
  errcat_status status = ERRCAT_OK;
  *node = (struct ec_node){.kind = EC_NODE_CASE, .text = s->text + at};
  if (frame->kind != EC_NODE_SELECT && ec_scan_peek(s) == '=') {
    s->at++;
    node->numbered = true;
    status = read_value(p, "=", &node->value);
  } else if (!ec_scan_identifier(s)) {
    return ec_fail(s->err, ERRCAT_E_SYNTAX, at,
                   "expected a case such as \"other\" or the \"}\" of argument %s, found %s",
                   ec_scan_show(s, frame->name, frame->name + frame->name_len).text,
                   ec_scan_found(s).text);
  }
  node->len = (uint32_t)(s->at - at);
  return status;
}

static bool is_word(const struct ec_node *node, const char *word)
{
  return node->len == strlen(word) && memcmp(node->text, word, node->len) == 0;
}

/* From behind the selector `node` to behind the "{" of its message. */
static errcat_status begin_case(struct parser *p, const struct ec_node *node)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  ec_scan_white_space(s);
  if (ec_scan_end(s))
    return refuse_open(p, frame->open, "a message and \"}\"");
  if (ec_scan_peek(s) != '{')
    return ec_fail(s->err, ERRCAT_E_SYNTAX, s->at, "expected \"{\" after case %s, found %s",
                   show_name(p, node).text, ec_scan_found(s).text);
  frame->is_empty = false;
  frame->has_other = frame->has_other || is_word(node, "other");
  frame->case_open = s->at++;
  frame->case_node = ec_scan_add(s, *node);
  return ERRCAT_OK;
}

/* The style in which the rules of the language see the number of the plural at `index`: as ICU,
 * that in which the case "other" shows it first. */
static enum ec_number_style seen_style(const struct ec_node *nodes, size_t index)
{
  const struct ec_node *plural = &nodes[index];
  size_t other = index + 1;
  while (!is_word(&nodes[other], "other"))
    other = nodes[other].end;
  for (size_t i = other + 1; i < nodes[other].end; i = nodes[i].end) {
    if (nodes[i].kind == EC_NODE_HASH)
      break;
    if ((nodes[i].kind == EC_NODE_ARG || nodes[i].kind == EC_NODE_NUMBER) &&
        nodes[i].len == plural->len && memcmp(nodes[i].text, plural->text, plural->len) == 0)
      return nodes[i].style;
  }
  return EC_STYLE_DECIMAL;
}

/* On the "}" behind the last case. */
static errcat_status end_argument(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  struct frame *frame = top(p);
  if (!frame->has_other)
    return ec_fail(s->err, ERRCAT_E_SYNTAX, s->at,
                   "expected the case \"other\" of argument %s, found \"}\"",
                   ec_scan_show(s, frame->name, frame->name + frame->name_len).text);
  ec_scan_close(s, frame->node);
  if (s->nodes && frame->kind != EC_NODE_SELECT)
    s->nodes[frame->node].style = (uint8_t)seen_style(s->nodes, frame->node);
  s->at++;
  p->depth--;
  return ERRCAT_OK;
}

/* Where a case or the end of the argument may stand: to the next message. */
static errcat_status cases(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  struct ec_node node;
  for (;;) {
    ec_scan_white_space(s);
    if (ec_scan_end(s))
      return refuse_open(p, top(p)->open, "cases and \"}\"");
    if (ec_scan_peek(s) == '}')
      return end_argument(p);
    size_t at = s->at;
    errcat_status status = selector(p, &node);
    bool is_offset = !status && top(p)->kind != EC_NODE_SELECT && is_word(&node, "offset") &&
                     ec_scan_peek(s) == ':';
    if (is_offset)
      status = offset(p, at);
    if (status || !is_offset)
      return status ? status : begin_case(p, &node);
  }
}

/* --------------------------------------------------------------- arguments */

/* Behind the comma of an argument with cases, which opened at `open`. */
static errcat_status begin_argument(struct parser *p, size_t open, const struct ec_node *node)
{
  if (p->depth == ERRCAT_NESTING_MAX)
    return ec_fail(p->scan.err, ERRCAT_E_LIMIT, open,
                   "expected arguments with cases nested %d deep at most, found one more",
                   ERRCAT_NESTING_MAX);
  p->frames[p->depth++] = (struct frame){.open = open,
                                         .node = ec_scan_add(&p->scan, *node),
                                         .kind = (enum ec_node_kind)node->kind,
                                         .name = (size_t)(node->text - p->scan.text),
                                         .name_len = node->len,
                                         .is_empty = true};
  return cases(p);
}

/* Behind the comma of the argument `node`, which opened at `open`. */
static errcat_status format(struct parser *p, size_t open, struct ec_node *node)
{
  struct ec_scan *s = &p->scan;
  ec_scan_white_space(s);
  size_t at = s->at, end = at + ec_scan_letters(s);
  ec_scan_white_space(s);
  if (ec_scan_end(s))
    return refuse_open(p, open, end > at ? "\"}\"" : "a format type and \"}\"");
  if (end == at)
    return ec_fail(s->err, ERRCAT_E_SYNTAX, at, "expected a format type after \",\", found %s",
                   ec_scan_found(s).text);
  if (ec_scan_peek(s) != ',' && ec_scan_peek(s) != '}')
    return ec_fail(s->err, ERRCAT_E_SYNTAX, s->at,
                   "expected \"}\" or \",\" after format type %s, found %s",
                   ec_scan_show(s, at, end).text, ec_scan_found(s).text);
  const struct type *type = find_type(s, at, end);
  if (!type)
    return ERRCAT_E_SYNTAX;
  if (type->kind == EC_NODE_TEXT)
    return ec_fail(s->err, ERRCAT_E_UNSUPPORTED, at,
                   "format type %s of argument %s is not supported", ec_scan_show(s, at, end).text,
                   show_name(p, node).text);
  node->kind = (uint8_t)type->kind;
  if (type->cases) {
    s->at++;
    return begin_argument(p, open, node);
  }
  errcat_status status = number(p, open, node);
  if (!status) {
    ec_scan_add(s, *node);
    s->at++;
  }
  return status;
}

/* From a "{" to behind its "}", or behind the "{" of its first message. */
static errcat_status argument(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  size_t open = s->at;
  errcat_status status = count_placeholder(p);
  if (status)
    return status;
  s->at++;
  ec_scan_white_space(s);
  if (ec_scan_end(s))
    return refuse_open(p, open, "the number or name of an argument");
  size_t at = s->at;
  struct ec_node node;
  ec_scan_identifier(s);
  status = identify(s, at, &node);
  if (status)
    return status;
  ec_scan_white_space(s);
  if (ec_scan_end(s))
    return refuse_open(p, open, "\"}\"");
  char next = ec_scan_peek(s);
  if (next != '}' && next != ',')
    return ec_fail(s->err, ERRCAT_E_SYNTAX, s->at,
                   "expected \"}\" or \",\" after argument %s, found %s", show_name(p, &node).text,
                   ec_scan_found(s).text);
  s->at++;
  if (next == ',')
    return format(p, open, &node);
  ec_scan_add(s, node);
  return ERRCAT_OK;
}

/* ----------------------------------------------------------------- patterns */

static errcat_status hash(struct parser *p)
{
  errcat_status status = count_placeholder(p);
  p->scan.at++;
  ec_scan_add(&p->scan, (struct ec_node){.kind = EC_NODE_HASH});
  return status;
}

/* On the "}" of a case's message. */
static errcat_status end_case(struct parser *p)
{
  ec_scan_close(&p->scan, top(p)->case_node);
  p->scan.at++;
  return cases(p);
}

static errcat_status read_pattern(struct parser *p)
{
  struct ec_scan *s = &p->scan;
  errcat_status status = ERRCAT_OK;
  while (!status) {
    struct ec_scan_syntax syntax = {p->depth > 0, p->depth > 0 && top(p)->kind != EC_NODE_SELECT};
    ec_scan_text(s, syntax);
    if (ec_scan_end(s)) {
      ec_scan_flush(s);
      return p->depth ? refuse_open(p, top(p)->case_open, "\"}\"") : ERRCAT_OK;
    }
    switch (ec_scan_peek(s)) {
    case '#':
      status = hash(p);
      break;
    case '}':
      status = end_case(p);
      break;
    default:
      status = argument(p);
    }
  }
  return status;
}

static errcat_status compile(struct ec_pattern *pattern, const struct ec_scan *start,
                             struct ec_arena *arena)
{
  if (start->len > ERRCAT_PATTERN_MAX)
    return ec_fail(start->err, ERRCAT_E_LIMIT, ec_utf8_floor(start->text, ERRCAT_PATTERN_MAX),
                   "expected a pattern of at most %d bytes, found %zu", ERRCAT_PATTERN_MAX,
                   start->len);
  struct parser p = {.scan = *start};
  errcat_status status = read_pattern(&p);
  if (status)
    return status;
  struct ec_scan scan = *start;
  scan.nodes = ec_arena_alloc(arena, p.scan.count, sizeof *scan.nodes);
  scan.unquoted = ec_arena_alloc(arena, p.scan.unquoted_len, 1);
  if (!scan.nodes || !scan.unquoted)
    return ec_fail(start->err, ERRCAT_E_NOMEM, 0, "out of memory");
  p = (struct parser){.scan = scan};
  read_pattern(&p);
  *pattern = (struct ec_pattern){p.scan.nodes, p.scan.count};
  return ERRCAT_OK;
}

errcat_status ec_pattern_compile(struct ec_pattern *pattern, const char *text, size_t len,
                                 struct ec_arena *arena, struct errcat_error *err)
{
  errcat_status status =
      compile(pattern, &(struct ec_scan){.text = text, .len = len, .err = err}, arena);
  if (status && status != ERRCAT_E_NOMEM && err)
    locate(err, text);
  return status;
}
