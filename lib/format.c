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
 *   - What is written is always well-formed UTF-8, for patterns are, and strings are made so. */

/* ------------------------------------------------------------------- runs */

/* Most of a pattern is text, and values that are what their nodes ask for: these are written in
 * runs, of which each keeps what it needs in a few variables. The functions here write at `to`, of
 * which `end` is the end, and return where they stopped; NULL when something is not as they want
 * it, or there may be too little room. Then nothing that counts is written. */

/* Literal text. */
INLINE char *put_text(char *to, char *end, const char *text, size_t len)
{
  size_t room = (size_t)(end - to);
  if (room < len + EC_PATTERN_SLACK || len > 4 * (size_t)EC_PATTERN_SLACK) {
    if (len > room)
      return NULL;
    memcpy(to, text, len);
  } else {
    memcpy(to, text, EC_PATTERN_SLACK);
    for (size_t done = EC_PATTERN_SLACK; done < len; done += EC_PATTERN_SLACK)
      memcpy(to + done, text + done, EC_PATTERN_SLACK);
  }
  return to + len;
}

INLINE char *put_verbatim(char *to, char *end, const struct errcat_arg *arg)
{
  const char *string = arg->value.string;
  size_t len = arg->len;
  if (len > (size_t)(end - to) || !string)
    return NULL;
  bool good = ec_utf8_copy_ascii(to, string, len) || ec_utf8_valid(string, len) == len;
  return good ? to + len : NULL;
}

INLINE char *put_whole(char *to, char *end, int64_t value, struct ec_formats *formats)
{
  const struct ec_icu_symbols *symbols = ec_formats_symbols(formats);
  if (!symbols || end - to < EC_NUMBER_SIZE)
    return NULL;
  return to + ec_number_integer(symbols, value, to);
}

/* When the style is not one that was used before, and needs no text, or the zone not UTC. */
static char *put_any_date(char *to, char *end, const struct ec_node *node, const char *bytes,
                          const struct errcat_arg *arg, struct ec_formats *formats)
{
  struct ec_buf out;
  size_t room = (size_t)(end - to);
  ec_buf_init(&out, to, room + 1, room);
  bool done = ec_formats_put(formats, (enum ec_style)node->style, bytes + node->style_text,
                             node->style_len, arg, &out);
  return done && !out.over && !out.cut ? out.at : NULL;
}

INLINE char *put_date(char *to, char *end, const struct ec_node *node, const char *bytes,
                      const struct errcat_arg *arg, struct ec_formats *formats)
{
  const struct ec_date *date = ec_formats_date(formats, (enum ec_style)node->style);
  char *next = NULL;
  if (date && !arg->value.time.zone)
    next = ec_date_write(date, arg->value.time.ms, to, (size_t)(end - to));
  return next ? next : put_any_date(to, end, node, bytes, arg, formats);
}

/* What the nodes of a run refer to. */
struct source {
  const struct ec_node *nodes; /* of the whole pattern */
  const char *bytes;
  const struct errcat_arg *args;
  size_t plain_count; /* of args; 0 when one of them has a name: then none is written in a run */
  struct ec_formats *formats;
};

/* Whether it is an integer of 64 bits with a sign, or might be one: then value.integer is it. */
INLINE bool is_whole(const struct errcat_arg *arg)
{
  return arg->kind == ERRCAT_ARG_INTEGER ||
         (arg->kind == ERRCAT_ARG_UNSIGNED && arg->value.unsigned_integer <= INT64_MAX);
}

/* choose_plural() for an integer and a plural that is EC_NODE_WHOLE; NULL when the number is too
 * large. */
INLINE const struct ec_node *choose_quickly(const struct source *source,
                                            const struct ec_node *plural, int64_t number)
{
  const struct ec_node *fits_rule = NULL, *other = NULL;
  enum ec_plural_category category = EC_PLURAL_CATEGORIES; /* not asked yet */
  uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  if (magnitude >= EC_PLURAL_EXACT)
    return NULL;
  const struct ec_node *end = source->nodes + plural->end;
  for (const struct ec_node *node = plural + 1; node < end; node = source->nodes + node->end) {
    if (node->flags & EC_NODE_VALUE) {
      double value;
      memcpy(&value, source->bytes + node->value, sizeof value);
      if ((double)number == value)
        return node;
    } else if (node->flags & EC_NODE_OTHER) {
      other = node;
    } else if (!fits_rule && node->style < EC_PLURAL_OTHER) {
      if (category == EC_PLURAL_CATEGORIES)
        category = ec_formats_cardinal(source->formats, magnitude);
      fits_rule = node->style == category ? node : NULL;
    }
  }
  return fits_rule ? fits_rule : other;
}

/* A value that its node shows as it is. */
INLINE char *put_plainly(char *to, char *end, const struct source *source,
                         const struct ec_node *node, const struct errcat_arg *arg)
{
  if (node->flags & EC_NODE_STRING && arg->kind == ERRCAT_ARG_STRING)
    return put_verbatim(to, end, arg);
  if (node->flags & EC_NODE_WHOLE && is_whole(arg))
    return put_whole(to, end, arg->value.integer, source->formats);
  if (node->flags & EC_NODE_TIME && arg->kind == ERRCAT_ARG_TIME)
    return put_date(to, end, node, source->bytes, arg, source->formats);
  return NULL;
}

/* The case of a plural that a run may go into, or NULL. */
INLINE const struct ec_node *find_case(const struct source *source, const struct ec_node *plural)
{
  if (!(plural->flags & EC_NODE_WHOLE) || plural->arg >= source->plain_count)
    return NULL;
  const struct errcat_arg *arg = &source->args[plural->arg];
  return is_whole(arg) ? choose_quickly(source, plural, arg->value.integer) : NULL;
}

/* Writes nodes from `node` on, to *at, as long as they can be written so; returns the first that
 * cannot, NULL when there is none before `stop`. A plural is written whole or not at all, and none
 * within another. */
INLINE const struct ec_node *put_run(char **at, char *end, const struct source *source,
                                     const struct ec_node *node, const struct ec_node *stop)
{
  char *to = *at, *before = to;
  const struct ec_node *plural = NULL, *behind = stop; /* what is behind its case */
  for (;; node++) {
    char *next;
    while (node == stop) {
      if (!plural) {
        *at = to;
        return NULL;
      }
      node = source->nodes + plural->end;
      stop = behind;
      plural = NULL;
    }
    if (node->kind == EC_NODE_TEXT) {
      next = put_text(to, end, source->bytes + node->text, node->len);
    } else if (node->kind <= EC_NODE_FORMAT && node->arg < source->plain_count) {
      next = put_plainly(to, end, source, node, &source->args[node->arg]);
    } else if (node->kind == EC_NODE_HASH && plural) {
      next = put_whole(to, end, source->args[plural->arg].value.integer, source->formats);
    } else {
      const struct ec_node *chosen = plural ? NULL : find_case(source, node);
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

/* ---------------------------------------------------------------- patterns */

/* A case that is being written. */
struct level {
  size_t end;             /* of its nodes */
  size_t resume;          /* behind its argument */
  struct ec_value number; /* of a plural: what "#" shows */
};

/* Begins the case `chosen` of the argument `node`; returns the index of its first node. */
INLINE size_t enter(struct level *level, const struct ec_node *nodes, const struct ec_node *node,
                    size_t chosen)
{
  level->end = nodes[chosen].end;
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

/* Nodes from `i` on. */
INLINE void put_nodes(const struct ec_value_job *job, size_t i, size_t count)
{
  struct level levels[ERRCAT_NESTING_MAX];
  size_t depth = 0;
  struct ec_buf *out = job->out;
  const struct source source = {job->nodes, job->bytes, job->input->args, job->plain_count,
                                job->input->formats};
  for (;;) {
    size_t end = depth ? levels[depth - 1].end : count;
    char *at = out->at;
    const struct ec_node *node =
        put_run(&at, at + out->room, &source, job->nodes + i, job->nodes + end);
    out->room -= (size_t)(at - out->at);
    out->at = at;
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
      .plain_count = count_plain(input->args, input->arg_count),
      .items = &items,
  };
  put_nodes(&job, i, pattern->count);
  ec_value_end(&job);
}

void ec_format(struct ec_buf *out, const struct ec_pattern *pattern,
               const struct ec_format_input *input, struct ec_format_counts *counts)
{
  put_rest(out, pattern, 0, input, counts);
}

/* ec_format_text() from the node on, where a run ended at `at`; NULL: it has not begun. */
NOT_INLINE size_t format_rest(const struct ec_pattern *pattern, const struct ec_node *node,
                              const char *at, const struct ec_format_input *input, char *buffer,
                              size_t size)
{
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  ec_buf_init(&out, buffer, size, ERRCAT_OUTPUT_MAX);
  if (at) {
    out.room -= (size_t)(at - buffer);
    out.at += at - buffer;
  }
  put_rest(&out, pattern, (size_t)(node - pattern->nodes), input, &counts);
  return ec_buf_finish(&out);
}

/* ec_format_text() of more than one literal. Not part of it, so that one literal alone needs no
 * stack. */
NOT_INLINE size_t format_nodes(const struct ec_pattern *pattern, const struct errcat_arg *args,
                               size_t count, struct ec_formats *formats, char *buffer, size_t size)
{
  const struct ec_node *node = pattern->nodes;
  char *at = NULL;
  if (buffer && size) {
    const struct source source = {node, ec_pattern_bytes(pattern), args, count_plain(args, count),
                                  formats};
    at = buffer;
    node = put_run(&at, buffer + (size - 1 < ERRCAT_OUTPUT_MAX ? size - 1 : ERRCAT_OUTPUT_MAX),
                   &source, node, node + pattern->count);
    if (!node) {
      *at = '\0';
      return (size_t)(at - buffer);
    }
  }
  const struct ec_format_input input = {args, count, formats};
  return format_rest(pattern, node, at, &input, buffer, size);
}

size_t ec_format_text(const struct ec_pattern *pattern, const struct errcat_arg *args, size_t count,
                      struct ec_formats *formats, char *buffer, size_t size)
{
  const struct ec_node *node = pattern->nodes;
  if (pattern->count != 1 || node->kind != EC_NODE_TEXT || node->len >= size)
    return format_nodes(pattern, args, count, formats, buffer, size);
  size_t len = node->len;
  put_text(buffer, buffer + size, ec_pattern_bytes(pattern) + node->text, len);
  buffer[len] = '\0';
  return len;
}
_Static_assert(ERRCAT_PATTERN_MAX <= ERRCAT_OUTPUT_MAX, "the text of a pattern must fit");
