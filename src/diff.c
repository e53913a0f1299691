/* SPDX-License-Identifier: MIT */
#include "diff.h"

#include <stdio.h>
#include <string.h>

#define CONTEXT 3 /* unchanged lines around changed ones */

/* Both texts are gone through twice, once to find where hunks begin and end, and once more to write
 * one as soon as its end is known. */
struct cursor {
  const struct ec_diff_text *text;
  size_t at, line;
};

static struct ec_diff_text peek(const struct cursor *cursor, bool *ended)
{
  const char *bytes = cursor->text->bytes + cursor->at;
  const size_t left = cursor->text->len - cursor->at;
  const char *end = left ? memchr(bytes, '\n', left) : NULL;
  *ended = end;
  return (struct ec_diff_text){bytes, end ? (size_t)(end - bytes) : left};
}

static bool at_end(const struct cursor *cursor)
{
  return cursor->at >= cursor->text->len;
}

static void step(struct cursor *cursor)
{
  bool ended;
  if (at_end(cursor))
    return;
  cursor->at += peek(cursor, &ended).len + (ended ? 1 : 0);
  cursor->line++;
}

static bool differs(const struct cursor *before, const struct cursor *after)
{
  bool one_ended, other_ended;
  if (at_end(before) || at_end(after))
    return true;
  const struct ec_diff_text one = peek(before, &one_ended), other = peek(after, &other_ended);
  return one.len != other.len || one_ended != other_ended ||
         memcmp(one.bytes, other.bytes, one.len) != 0;
}

static void put(const struct ec_diff_sink *sink, char mark, const struct cursor *cursor)
{
  static const char remark[] = " No newline at end of file";
  bool ended;
  if (at_end(cursor))
    return;
  const struct ec_diff_text line = peek(cursor, &ended);
  sink->line(sink->context, mark, line.bytes, line.len);
  if (!ended)
    sink->line(sink->context, '\\', remark, sizeof remark - 1);
}

/* Removed lines come before added ones, so that a run is gone through for each. */
static void put_run(const struct ec_diff_sink *sink, struct cursor *before, struct cursor *after)
{
  struct cursor removed = *before, added = *after;
  while ((!at_end(before) || !at_end(after)) && differs(before, after)) {
    step(before);
    step(after);
  }
  for (; removed.at < before->at; step(&removed))
    put(sink, '-', &removed);
  for (; added.at < after->at; step(&added))
    put(sink, '+', &added);
}

static size_t lines_to(struct cursor from, size_t end)
{
  size_t count = 0;
  for (; from.at < end; step(&from))
    count++;
  return count;
}

/* From the cursors up to the offsets. */
static void put_hunk(const struct ec_diff_sink *sink, struct cursor before, struct cursor after,
                     size_t before_end, size_t after_end)
{
  char head[128];
  const size_t removed = lines_to(before, before_end), added = lines_to(after, after_end);
  const int len =
      snprintf(head, sizeof head, "@@ -%zu,%zu +%zu,%zu @@", before.line + (removed ? 1 : 0),
               removed, after.line + (added ? 1 : 0), added);
  sink->line(sink->context, '@', head, (size_t)len);
  while (before.at < before_end || after.at < after_end) {
    if (differs(&before, &after)) {
      put_run(sink, &before, &after);
    } else {
      put(sink, ' ', &before);
      step(&before);
      step(&after);
    }
  }
}

bool ec_diff(const struct ec_diff_text *before, const struct ec_diff_text *after,
             const struct ec_diff_sink *sink)
{
  struct cursor one = {before, 0, 0}, other = {after, 0, 0};
  struct cursor context[2] = {one, other}; /* up to CONTEXT lines in front of the cursors */
  struct cursor hunk[2] = {one, other}, end[2] = {one, other};
  size_t since = 0; /* unchanged lines since a changed one, in a hunk */
  bool open = false, any = false;
  while (!at_end(&one) || !at_end(&other)) {
    if (differs(&one, &other)) {
      if (!open)
        memcpy(hunk, context, sizeof hunk);
      open = any = true;
      since = 0;
    } else if (open && ++since > 2 * CONTEXT) {
      put_hunk(sink, hunk[0], hunk[1], end[0].at, end[1].at);
      open = false;
    }
    step(&one);
    step(&other);
    if (open && since <= CONTEXT) {
      end[0] = one;
      end[1] = other;
    }
    while (one.line - context[0].line > CONTEXT) {
      step(&context[0]);
      step(&context[1]);
    }
  }
  if (open)
    put_hunk(sink, hunk[0], hunk[1], end[0].at, end[1].at);
  return any;
}
