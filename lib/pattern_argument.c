/* SPDX-License-Identifier: MIT */
#include "pattern_argument.h"

#include <stdio.h>
#include <string.h>

#include "utf8.h"

/* The grammar is pattern.c's. */

/* ------------------------------------------------------ number or name */

static bool all_digits(const char *text, size_t len)
{
  while (len && text[len - 1] >= '0' && text[len - 1] <= '9')
    len--;
  return !len;
}

/* The number that digits are. What is none is a fault, and 0. */
static uint16_t number(struct ec_scan *s, size_t at, size_t end)
{
  uint32_t number = 0;
  if (end - at > 1 && s->text[at] == '0') {
    ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.argument-zeros",
                  "expected an argument number without leading zeros, found $f",
                  ec_scan_named(0, 0, at, end));
    return 0;
  }
  for (size_t i = at; i < end && number <= EC_INDEX_MAX; i++)
    number = number * 10 + (uint32_t)(s->text[i] - '0');
  if (number <= EC_INDEX_MAX)
    return (uint16_t)number;
  struct ec_scan_named named = ec_scan_named(0, 0, at, end);
  named.number = EC_INDEX_MAX;
  ec_scan_fault(s, ERRCAT_E_SYNTAX, at, "fault.argument-too-large",
                "expected an argument number of at most $n, found $f", named);
  return 0;
}

/* More declared arguments than can have a number are not looked at. */
static size_t declared_count(const struct ec_pattern_source *source)
{
  return source->declared_count < EC_INDEX_MAX ? source->declared_count : EC_INDEX_MAX;
}

static uint16_t position(const struct ec_pattern_source *source, const char *name, size_t len)
{
  size_t count = declared_count(source);
  for (size_t i = 0; i < count; i++) {
    const char *declared = source->declared ? source->declared[i].name : source->infos[i].name;
    if (declared[0] == name[0] && strnlen(declared, len + 1) == len &&
        memcmp(declared, name, len) == 0)
      return (uint16_t)i;
  }
  return EC_NO_POSITION;
}

/* The declared argument that the placeholder means, or what it says itself. */
static void bind(const struct ec_scan *s, struct ec_argument *argument)
{
  struct ec_node *node = &argument->node;
  argument->text = s->text + argument->name;
  node->len = (uint16_t)argument->name_len;
  if (s->source->hidden)
    node->flags = EC_NODE_HIDDEN;
  if (!s->source->declared || node->arg >= declared_count(s->source))
    return;
  const struct ec_declared *declared = &s->source->declared[node->arg];
  argument->text = declared->name;
  node->type = (uint8_t)declared->type;
  if (declared->hidden != EC_HIDDEN_NONE)
    node->flags = EC_NODE_HIDDEN;
  if (declared->hidden == EC_HIDDEN_PERSONAL)
    node->flags |= EC_NODE_PERSONAL;
  size_t len = strnlen(declared->name, ERRCAT_PATTERN_MAX + 1);
  node->len =
      (uint16_t)(len > ERRCAT_PATTERN_MAX ? ec_utf8_floor(declared->name, ERRCAT_PATTERN_MAX)
                                          : len);
}

/* The number or name at the cursor, if there is one. */
void ec_argument_read(struct ec_scan *s, struct ec_argument *argument)
{
  argument->name = s->at;
  argument->name_len = ec_scan_identifier(s);
  argument->node = (struct ec_node){.kind = EC_NODE_ARG};
  const char *text = s->text + argument->name;
  if (!argument->name_len)
    ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.no-argument",
                  "expected the number or name of an argument after \"{\", found $f",
                  ec_scan_at(s));
  else if (all_digits(text, argument->name_len))
    argument->node.arg = number(s, argument->name, s->at);
  else
    argument->node.arg = position(s->source, text, argument->name_len);
  if (s->faults.count == argument->faults && argument->node.arg != EC_NO_POSITION)
    argument->position = argument->node.arg;
  bind(s, argument);
}

/* ------------------------------------------------------- types and styles */

static const struct ec_argument_type types[] = {
    {"number", EC_NODE_FORMAT, EC_STYLE_DECIMAL, ERRCAT_PIECE_NUMBER},
    {"plural", EC_NODE_PLURAL, 0, ERRCAT_PIECE_PLURAL},
    {"select", EC_NODE_SELECT, 0, ERRCAT_PIECE_SELECT},
    {"date", EC_NODE_FORMAT, EC_STYLE_DATE_MEDIUM, ERRCAT_PIECE_DATE},
    {"time", EC_NODE_FORMAT, EC_STYLE_TIME_MEDIUM, ERRCAT_PIECE_TIME},
    {"selectordinal", EC_NODE_ORDINAL, 0, ERRCAT_PIECE_SELECTORDINAL},
    {"choice", EC_NODE_CHOICE, 0, ERRCAT_PIECE_CHOICE},
    {"spellout", EC_NODE_FORMAT, EC_STYLE_SPELLOUT, ERRCAT_PIECE_SPELLOUT},
    {"ordinal", EC_NODE_FORMAT, EC_STYLE_ORDINAL, ERRCAT_PIECE_ORDINAL},
    {"duration", EC_NODE_FORMAT, EC_STYLE_DURATION, ERRCAT_PIECE_DURATION}};

const struct ec_argument_type *ec_argument_type(const char *name, size_t len)
{
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (ec_scan_same(name, len, types[i].name))
      return &types[i];
  return NULL;
}

static const struct {
  const char *name;
  enum ec_style of, style;
} keywords[] = {{"", EC_STYLE_DECIMAL, EC_STYLE_DECIMAL},
                {"integer", EC_STYLE_DECIMAL, EC_STYLE_INTEGER},
                {"percent", EC_STYLE_DECIMAL, EC_STYLE_PERCENT},
                {"currency", EC_STYLE_DECIMAL, EC_STYLE_CURRENCY},
                {"", EC_STYLE_DATE_MEDIUM, EC_STYLE_DATE_MEDIUM},
                {"short", EC_STYLE_DATE_MEDIUM, EC_STYLE_DATE_SHORT},
                {"medium", EC_STYLE_DATE_MEDIUM, EC_STYLE_DATE_MEDIUM},
                {"long", EC_STYLE_DATE_MEDIUM, EC_STYLE_DATE_LONG},
                {"full", EC_STYLE_DATE_MEDIUM, EC_STYLE_DATE_FULL},
                {"", EC_STYLE_TIME_MEDIUM, EC_STYLE_TIME_MEDIUM},
                {"short", EC_STYLE_TIME_MEDIUM, EC_STYLE_TIME_SHORT},
                {"medium", EC_STYLE_TIME_MEDIUM, EC_STYLE_TIME_MEDIUM},
                {"long", EC_STYLE_TIME_MEDIUM, EC_STYLE_TIME_LONG},
                {"full", EC_STYLE_TIME_MEDIUM, EC_STYLE_TIME_FULL},
                {"", EC_STYLE_SPELLOUT, EC_STYLE_SPELLOUT},
                {"", EC_STYLE_ORDINAL, EC_STYLE_ORDINAL},
                {"", EC_STYLE_DURATION, EC_STYLE_DURATION}};

/* Moves to the "}" that ends a style. In it braces are in pairs, and apostrophes quote. False:
 * there is none. */
static bool skip_style(struct ec_scan *s, size_t open)
{
  for (size_t braces = 0; s->at < s->len; s->at++) {
    char c = s->text[s->at];
    if (c == '\'') {
      const char *from = s->text + s->at + 1;
      const char *close = memchr(from, '\'', s->len - s->at - 1);
      if (!close) {
        ec_scan_fault(s, ERRCAT_E_SYNTAX, s->at, "fault.open-quote",
                      "expected another apostrophe for this one, found $f",
                      (struct ec_scan_named){.found = s->len});
        s->lost = true;
        s->at = s->len;
        return false;
      }
      s->at = (size_t)(close - s->text);
    } else if (c == '{') {
      braces++;
    } else if (c == '}' && braces-- == 0) {
      return true;
    }
  }
  ec_scan_unclosed(s, open, "fault.unclosed", "\"}\"");
  return false;
}

/* The style when text[at..end) is a keyword for arguments whose style is `of` without one. */
static bool find_keyword(const struct ec_scan *s, size_t at, size_t end, enum ec_style of,
                         uint8_t *style)
{
  for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
    if (keywords[i].of == of && ec_scan_same(s->text + at, end - at, keywords[i].name)) {
      *style = (uint8_t)keywords[i].style;
      return true;
    }
  }
  return false;
}

/* What a style that is no keyword is. ICU shows the white space around a pattern, and knows no
 * set of rules with any in its name; of a skeleton it means nothing. */
static enum ec_style text_style(const struct ec_scan *s, enum ec_style of, size_t *at, size_t *end)
{
  size_t from = *at, to = *end;
  ec_scan_trim(s, &from, &to);
  bool is_skeleton = to - from >= 2 && memcmp(s->text + from, "::", 2) == 0;
  if (of != EC_STYLE_DECIMAL && !ec_style_is_time(of))
    return of;
  if (!is_skeleton)
    return of == EC_STYLE_DECIMAL ? EC_STYLE_NUMBER_PATTERN : EC_STYLE_DATE_PATTERN;
  *at = from + 2;
  *end = to;
  ec_scan_trim(s, at, end);
  return of == EC_STYLE_DECIMAL ? EC_STYLE_NUMBER_SKELETON : EC_STYLE_DATE_SKELETON;
}

/* text[at..end) is the text of a style. The cursor is behind it. */
static void check_style(struct ec_scan *s, enum ec_style style, size_t at, size_t end)
{
  struct ec_style_fault fault;
  char text[160];
  if (end - at > ERRCAT_STYLE_MAX) {
    snprintf(text, sizeof text, "expected a style of at most %d bytes, found $n", ERRCAT_STYLE_MAX);
    ec_scan_fault(s, ERRCAT_E_LIMIT, at, "fault.style-too-long", text,
                  (struct ec_scan_named){.number = end - at});
  } else if (!ec_style_check(style, s->text + at, end - at, &fault)) {
    size_t from = at + fault.at;
    snprintf(text, sizeof text, "expected %s, found %s", fault.expected,
             from < end ? "$f" : "the end of the style");
    ec_scan_fault(s, fault.status, from, fault.code, text,
                  ec_scan_named(0, 0, from, ec_scan_word(s, from, end)));
  }
}

/* Behind the comma of an argument with a style. */
void ec_argument_style(struct ec_scan *s, struct ec_argument *argument)
{
  struct ec_node *node = &argument->node;
  enum ec_style of = (enum ec_style)node->style;
  size_t at = s->at;
  if (!skip_style(s, argument->open))
    return;
  size_t end = s->at, from = at, to = end;
  ec_scan_trim(s, &from, &to);
  argument->style = from;
  argument->style_len = to - from;
  if (find_keyword(s, from, to, of, &node->style))
    return;
  enum ec_style style = text_style(s, of, &at, &end);
  check_style(s, style, at, end);
  ec_scan_flush(s);
  node->style = (uint8_t)style;
  node->style_len = (uint16_t)(end - at);
  node->style_text = ec_scan_put(s, s->text + at, end - at);
}

size_t ec_argument_add(struct ec_scan *s, struct ec_argument *argument)
{
  ec_scan_flush(s);
  argument->node.text = ec_scan_put(s, argument->text, argument->node.len);
  return ec_scan_add(s, argument->node);
}
