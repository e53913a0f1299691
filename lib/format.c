/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <string.h>

#include "inline.h"
#include "number.h"
#include "utf8.h"

/* What a request waits for. These hold, and make it quick:
 *
 *   - The pattern was checked when it was compiled: nodes are in bounds, cases are in arguments
 *     with cases, "#" is in a plural, nothing is nested deeper than there are levels, and the
 *     names of declared arguments have become positions. Nothing of that is looked at again.
 *   - Nodes are met in the order of memory, each at most twice (a plural that a run had to leave
 *     is begun again): cases that are not chosen are stepped over. There is no recursion.
 *   - Text and strings are copied, integers are written from the locale's symbols, plurals of whole
 *     numbers follow compiled rules, dates are fields of a compiled pattern: all of it in runs,
 *     without ICU, without a lock and without memory. Whatever is not as a run wants it, is
 *     value.c's.
 *   - Whether there is room, and an argument for each placeholder, is looked at once for a whole
 *     run: struct ec_pattern knows how much that takes. Where it is not so, nothing runs.
 *   - What is written is always well-formed UTF-8, for patterns are, and strings are made so. */

/* ------------------------------------------------------------------- runs */

/* Most of a pattern is text, and values that are what their nodes ask for: these are written in
 * runs, of which each keeps what it needs in a few variables. One begins when it is known that each
 * of its nodes has an argument, and that there is room for all its literals and integers, which
 * nothing then looks at again: see struct ec_pattern. Only strings, times and large integers take
 * from what is `left` beyond that. */

/* What the nodes of a run refer to. */
struct source {
  const struct ec_pattern *pattern;
  const struct ec_node *nodes;
  const char *bytes;
  const struct errcat_arg *args; /* as many as the pattern has positions, and none has a name */
  struct ec_formats *formats;
};

/* The functions from here on return NULL when something is not as they want it, or there may be too
 * little room. Then nothing that counts is written. */

INLINE char *put_string(char *to, size_t *left, const struct errcat_arg *arg)
{
  const char *string = arg->value.string;
  size_t len = arg->len;
  if (UNLIKELY(len > *left || !string))
    return NULL;
  if (UNLIKELY(!ec_utf8_copy_ascii(to, string, len)) && ec_utf8_valid(string, len) != len)
    return NULL;
  *left -= len;
  return to + len;
}

/* One that ec_number_quickly() does not write. */
NOT_INLINE char *put_any_integer(char *to, size_t left, int64_t value, struct ec_formats *formats)
{
  const struct ec_icu_symbols *symbols = ec_formats_symbols(formats);
  if (!symbols || left < EC_NUMBER_SIZE)
    return NULL;
  return to + ec_number_integer(symbols, value, to);
}

INLINE char *put_integer(char *to, size_t *left, int64_t value, struct ec_formats *formats)
{
  const struct ec_icu_symbols *symbols = ec_formats_symbols_known(formats);
  if (LIKELY((uint64_t)value < symbols->quick_end))
    return ec_number_quickly(symbols, (uint32_t)value, to);
  char *next = put_any_integer(to, *left, value, formats);
  if (next)
    *left -= (size_t)(next - to);
  return next;
}
_Static_assert((int)EC_NUMBER_QUICK <= (int)EC_PATTERN_INTEGER,
               "there must be room for these integers");

/* One that ec_date_quickly() does not write, or not yet. */
NOT_INLINE char *put_any_date(char *to, size_t room, const struct ec_node *node, const char *bytes,
                              const struct errcat_arg *arg, struct ec_formats *formats)
{
  struct ec_buf out;
  ec_buf_init(&out, to, room + 1, room);
  bool done = ec_formats_put(formats, (enum ec_style)node->style, bytes + node->style_text,
                             node->style_len, arg, &out);
  return done && !out.over && !out.cut ? out.at : NULL;
}

INLINE char *put_time(char *to, size_t *left, const struct ec_node *node, const char *bytes,
                      const struct errcat_arg *arg, struct ec_formats *formats)
{
  const struct ec_date_program *program = ec_formats_date(formats, (enum ec_style)node->style);
  char *next = NULL;
  if (LIKELY(program && !arg->value.time.zone))
    next = ec_date_quickly(program, arg->value.time.ms, to, *left);
  if (UNLIKELY(!next))
    next = put_any_date(to, *left, node, bytes, arg, formats);
  if (next)
    *left -= (size_t)(next - to);
  return next;
}

/* Whether it is an integer of 64 bits with a sign, or might be one: then value.integer is it. */
INLINE bool is_whole(const struct errcat_arg *arg)
{
  return LIKELY(arg->kind == ERRCAT_ARG_INTEGER) ||
         (arg->kind == ERRCAT_ARG_UNSIGNED && arg->value.unsigned_integer <= INT64_MAX);
}

/* The magnitude of a number by which a plural that is EC_NODE_WHOLE chooses. */
INLINE uint64_t magnitude_of(int64_t number)
{
  return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* The case "=N" of a plural that is this number, or NULL. */
static const struct ec_node *find_value(const struct ec_pattern *pattern,
                                        const struct ec_node *plural, int64_t number)
{
  const struct ec_node *nodes = pattern->nodes, *end = nodes + plural->end;
  for (const struct ec_node *node = plural + 1; node < end; node = nodes + node->end) {
    double value;
    if (!(node->flags & EC_NODE_VALUE))
      continue;
    memcpy(&value, ec_pattern_bytes(pattern) + node->value, sizeof value);
    if ((double)number == value)
      return node;
  }
  return NULL;
}

/* The case of a plural that an integer chooses; NULL when the number is too large. */
NOT_INLINE const struct ec_node *choose_any(const struct ec_pattern *pattern,
                                            const struct ec_node *plural, int64_t number,
                                            struct ec_formats *formats)
{
  uint64_t magnitude = magnitude_of(number);
  if (magnitude >= EC_PLURAL_EXACT)
    return NULL;
  const struct ec_node *same =
      plural->flags & EC_NODE_EXACT ? find_value(pattern, plural, number) : NULL;
  if (same)
    return same;
  return pattern->nodes + ec_pattern_case(ec_pattern_bytes(pattern), plural,
                                          ec_formats_cardinal(formats, magnitude));
}

/* The same without a call, when it has no case "=N" and its language has simple rules. */
INLINE const struct ec_node *choose(const struct ec_pattern *pattern, const struct ec_node *plural,
                                    int64_t number, struct ec_formats *formats)
{
  uint64_t magnitude = magnitude_of(number);
  enum ec_plural_category category = ec_formats_cardinal_alone(formats, magnitude);
  if (UNLIKELY(category == EC_PLURAL_CATEGORIES || plural->flags & EC_NODE_EXACT ||
               magnitude >= EC_PLURAL_EXACT))
    return choose_any(pattern, plural, number, formats);
  return pattern->nodes + ec_pattern_case(ec_pattern_bytes(pattern), plural, category);
}

/* The case of a plural that a run may go into, or NULL. */
INLINE const struct ec_node *find_case(const struct ec_pattern *pattern,
                                       const struct ec_node *plural, const struct errcat_arg *args,
                                       struct ec_formats *formats, size_t *left)
{
  const struct errcat_arg *arg = &args[plural->arg];
  if (UNLIKELY(plural->kind != EC_NODE_PLURAL || !(plural->flags & EC_NODE_WHOLE) ||
               !is_whole(arg)))
    return NULL;
  const struct ec_node *chosen = choose(pattern, plural, arg->value.integer, formats);
  if (UNLIKELY(!chosen || chosen->style_text > *left))
    return NULL;
  *left -= chosen->style_text;
  return chosen;
}

/* A value that its node shows as it is. */
INLINE char *put_plainly(char *to, size_t *left, const struct source *source,
                         const struct ec_node *node)
{
  const struct errcat_arg *arg = &source->args[node->arg];
  if (node->flags & EC_NODE_STRING && arg->kind == ERRCAT_ARG_STRING)
    return put_string(to, left, arg);
  if (node->flags & EC_NODE_WHOLE && is_whole(arg))
    return put_integer(to, left, arg->value.integer, source->formats);
  if (node->flags & EC_NODE_TIME && arg->kind == ERRCAT_ARG_TIME)
    return put_time(to, left, node, source->bytes, arg, source->formats);
  return NULL;
}

/* Writes nodes from `node` on, to *at, as long as they can be written so; returns the first that
 * cannot, NULL when there is none before `end`. A plural is written whole or not at all, and none
 * within another. */
INLINE const struct ec_node *put_run(char **at, size_t left, const struct source *source,
                                     const struct ec_node *node, const struct ec_node *const end)
{
  char *to = *at, *before = to;
  const struct ec_node *plural = NULL, *stop = end;
  for (;; node++) {
    char *next;
    while (node == stop) {
      if (!plural) {
        *at = to;
        return NULL;
      }
      node = source->nodes + plural->end;
      stop = end;
      plural = NULL;
    }
    if (node->kind == EC_NODE_TEXT) {
      next = ec_format_literal(to, source->bytes + node->text, node->len);
    } else if (node->kind <= EC_NODE_FORMAT) {
      next = put_plainly(to, &left, source, node);
    } else if (node->kind == EC_NODE_HASH && plural) {
      next = put_integer(to, &left, source->args[plural->arg].value.integer, source->formats);
    } else {
      const struct ec_node *chosen =
          plural ? NULL : find_case(source->pattern, node, source->args, source->formats, &left);
      next = chosen ? to : NULL;
      if (chosen) {
        plural = node;
        before = to;
        stop = source->nodes + chosen->end;
        node = chosen;
      }
    }
    if (!next)
      break;
    to = next;
  }
  *at = plural ? before : to;
  return plural ? plural : node;
}

/* put_run() over a whole pattern, which most are written by. What is seldom is a call, and all else
 * in registers. What comes behind a literal is looked at without a jump, and the end has a kind of
 * its own, as have the ends of cases: another case, or what is behind the plural. */
INLINE const struct ec_node *put_all(char **at, size_t left, const struct ec_pattern *pattern,
                                     const struct errcat_arg *args, struct ec_formats *formats)
{
  const char *bytes = ec_pattern_bytes(pattern);
  const struct ec_node *node = pattern->nodes, *plural = NULL;
  char *to = *at, *next, *before = to;
  int64_t number = 0;
  for (;; node++) {
    unsigned kind = node->kind;
    if (LIKELY(kind == EC_NODE_TEXT)) {
      to = ec_format_literal(to, bytes + node->text, node->len);
      kind = (++node)->kind;
    }
    if (LIKELY(kind <= EC_NODE_FORMAT)) {
      if (UNLIKELY(kind == EC_NODE_TEXT)) { /* the one before it was the end of a case */
        node--;
        continue;
      }
      const struct errcat_arg *arg = &args[node->arg];
      if (arg->kind == ERRCAT_ARG_STRING && node->flags & EC_NODE_STRING)
        next = put_string(to, &left, arg);
      else if (LIKELY(node->flags & EC_NODE_WHOLE && is_whole(arg)))
        next = put_integer(to, &left, arg->value.integer, formats);
      else if (node->flags & EC_NODE_TIME && arg->kind == ERRCAT_ARG_TIME)
        next = put_time(to, &left, node, bytes, arg, formats);
      else
        break;
    } else if (kind == EC_NODE_HASH) {
      next = put_integer(to, &left, number, formats);
    } else if (kind == EC_NODE_END) {
      *at = to;
      return NULL;
    } else if (kind == EC_NODE_CASE) {
      node = pattern->nodes + plural->end - 1;
      continue;
    } else {
      const struct ec_node *chosen = plural && node < pattern->nodes + plural->end
                                         ? NULL
                                         : find_case(pattern, node, args, formats, &left);
      if (UNLIKELY(!chosen))
        break;
      number = args[node->arg].value.integer;
      before = to;
      plural = node;
      node = chosen;
      continue;
    }
    if (UNLIKELY(!next))
      break;
    to = next;
  }
  bool within = plural && node < pattern->nodes + plural->end;
  *at = within ? before : to;
  return within ? plural : node;
}

/* ---------------------------------------------------------------- patterns */

/* A case that is being written. */
struct level {
  size_t end;             /* of its nodes */
  size_t room;            /* that a run of them needs */
  size_t resume;          /* behind its argument */
  struct ec_value number; /* of a plural: what "#" shows */
};

/* Begins the case `chosen` of the argument `node`; returns the index of its first node. */
INLINE size_t enter(struct level *level, const struct ec_node *nodes, const struct ec_node *node,
                    size_t chosen)
{
  level->end = nodes[chosen].end;
  level->room = nodes[chosen].style_text + (size_t)EC_PATTERN_SLACK;
  level->resume = node->end;
  return chosen + 1;
}

/* What is not written quickly; returns the index of the node to go on with. */
static size_t put_slowly(const struct ec_value_job *job, size_t i, struct level *levels,
                         size_t *depth)
{
  const struct ec_node *node = &job->nodes[i];
  switch ((enum ec_node_kind)node->kind) {
  case EC_NODE_TEXT:
    ec_buf_add(job->out, job->bytes + node->text, node->len);
    return i + 1;
  case EC_NODE_HASH:
    ec_value_put(job, &levels[*depth - 1].number);
    return i + 1;
  case EC_NODE_ARG:
  case EC_NODE_FORMAT:
    ec_value_put_argument(job, node);
    return i + 1;
  default: {
    struct level *level = &levels[(*depth)++];
    ec_value_find(job, node, &level->number);
    return enter(level, job->nodes, node, ec_value_choose(job, i, &level->number));
  }
  }
}

/* Nodes from `i` on. `quick`: in runs, where there is room. */
INLINE void put_nodes(const struct ec_value_job *job, const struct ec_pattern *pattern, size_t i,
                      bool quick)
{
  struct level levels[ERRCAT_NESTING_MAX];
  size_t depth = 0;
  struct ec_buf *out = job->out;
  const struct source source = {pattern, job->nodes, job->bytes, job->input->args,
                                job->input->formats};
  for (;;) {
    size_t end = depth ? levels[depth - 1].end : pattern->count;
    size_t room = depth ? levels[depth - 1].room : pattern->room;
    const struct ec_node *node = i < end ? job->nodes + i : NULL;
    if (quick && out->room >= room) {
      char *at = out->at;
      node = put_run(&at, out->room - room, &source, job->nodes + i, job->nodes + end);
      out->room -= (size_t)(at - out->at);
      out->at = at;
    }
    if (!node) {
      if (!depth)
        return;
      i = levels[--depth].resume;
    } else {
      if (out->cut) /* nothing that follows would be seen */
        return;
      i = put_slowly(job, (size_t)(node - job->nodes), levels, &depth);
    }
  }
}

/* How many arguments have a position: all, but none when one of them has a name. */
INLINE size_t count_plain(const struct errcat_arg *args, size_t count)
{
  size_t plain = count < EC_NO_POSITION ? count : EC_NO_POSITION;
  for (size_t i = 0; i < count; i++)
    if (args[i].name)
      plain = 0;
  return plain;
}

/* The nodes from `i` on. */
INLINE void put_rest(struct ec_buf *out, const struct ec_pattern *pattern, size_t i,
                     const struct ec_format_input *input, struct ec_format_counts *counts)
{
  struct ec_value_items *items = NULL;
  struct ec_value_job job = {
      .out = out,
      .nodes = pattern->nodes,
      .bytes = ec_pattern_bytes(pattern),
      .input = input,
      .counts = counts,
      .count = input->arg_count < EC_NO_POSITION ? input->arg_count : EC_NO_POSITION,
      .plain_count = input->flags ? 0 : count_plain(input->args, input->arg_count),
      .items = &items,
  };
  /* No value is written in a run when it might have to be isolated, or shown though hidden. */
  put_nodes(&job, pattern, i, !input->flags && job.plain_count >= pattern->positions);
  ec_value_end(&job);
}

void ec_format(struct ec_buf *out, const struct ec_pattern *pattern,
               const struct ec_format_input *input, struct ec_format_counts *counts)
{
  put_rest(out, pattern, 0, input, counts);
}

/* ec_format_text() from the node on, where a run ended at `at`. */
NOT_INLINE size_t format_rest(const struct ec_pattern *pattern, struct ec_formats *formats,
                              char *buffer, size_t size, const struct errcat_arg *args,
                              size_t count, const struct ec_node *node, char *at)
{
  const struct ec_format_input input = {args, args ? count : 0, formats, 0};
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
  out.room -= (size_t)(at - buffer);
  out.at += at - buffer;
  put_rest(&out, pattern, (size_t)(node - pattern->nodes), &input, &counts);
  return ec_buf_finish(&out);
}

/* Whether a run may begin: none of the arguments has a name, and the pattern needs no others. (A
 * pattern that needs none is one literal, which ec_format_quickly() writes, or nothing.) */
INLINE bool all_plain(const struct ec_pattern *pattern, const struct errcat_arg *args, size_t count)
{
  if (UNLIKELY(count < pattern->positions || !count || !args))
    return false;
  do
    if (UNLIKELY(args++->name != NULL))
      return false;
  while (UNLIKELY(--count));
  return true;
}

size_t ec_format_text(const struct ec_pattern *pattern, struct ec_formats *formats, char *buffer,
                      size_t size, const struct errcat_arg *args, size_t count)
{
  const struct ec_node *node = pattern->nodes;
  char *at = buffer;
  size_t left = size - 1 - pattern->room; /* too much, if that is too little or there is none */
  if (UNLIKELY(left > ERRCAT_OUTPUT_MAX - EC_PATTERN_SLACK || !all_plain(pattern, args, count)))
    return format_rest(pattern, formats, buffer, size, args, count, node, at);
  node = put_all(&at, left, pattern, args, formats);
  if (UNLIKELY(node != NULL))
    return format_rest(pattern, formats, buffer, size, args, count, node, at);
  *at = '\0';
  return (size_t)(at - buffer);
}
_Static_assert(ERRCAT_PATTERN_MAX <= ERRCAT_OUTPUT_MAX, "the text of a pattern must fit");
