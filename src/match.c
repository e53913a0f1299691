/* SPDX-License-Identifier: MIT */
#include "match.h"

#include <stdlib.h>
#include <string.h>

#define OPEN '\x01'
#define CLOSE '\x02'

const char *ec_match_mark(struct ec_pool *pool, size_t index)
{
  return ec_pool_printf(pool, "%c%zu%c", OPEN, index, CLOSE);
}

static bool space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* One space for each run of white space, none at either end. */
static char *fold_space(struct ec_pool *pool, const char *text)
{
  char *folded = ec_pool_alloc(pool, strlen(text) + 1, 1);
  size_t len = 0;
  for (; *text; text++) {
    if (!space(*text))
      folded[len++] = *text;
    else if (len && folded[len - 1] != ' ')
      folded[len++] = ' ';
  }
  if (len && folded[len - 1] == ' ')
    folded[len - 1] = '\0';
  return folded;
}

/* As many bytes, so that an offset in one is an offset in the other. */
static char *lower(struct ec_pool *pool, const char *text)
{
  char *out = ec_pool_copy(pool, text, strlen(text));
  for (char *c = out; *c; c++)
    if (*c >= 'A' && *c <= 'Z')
      *c = (char)(*c - 'A' + 'a');
  return out;
}

static void drop_full_stop(char *text)
{
  static const char *const stops[] = {".", "。"};
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
    const size_t len = strlen(text), stop = strlen(stops[i]);
    if (len >= stop && strcmp(text + len - stop, stops[i]) == 0) {
      text[len - stop] = '\0';
      return;
    }
  }
}

/* The last place where `part` is in `text`, or NULL. */
static const char *last_of(const char *text, const char *part)
{
  const char *found = NULL;
  for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
    found = at;
  return found;
}

/* A template is cut into literal parts and the arguments behind them:
 *
 *     "project \1 0 \2 of \1 1 \2"  ->  "project ", 0, " of ", 1, ""
 *
 * The parts are searched from left to right, each at its first place behind the one before,
 * the last one at its last place. That finds a match whenever there is one: moving a part to
 * the left only leaves more room for those behind it. */
struct part {
  const char *literal;
  size_t argument; /* behind it; SIZE_MAX: the end */
};

static size_t cut(struct ec_pool *pool, char *template, struct part **parts)
{
  size_t count = 1;
  for (const char *at = template; (at = strchr(at, OPEN)) != NULL; at++)
    count++;
  *parts = ec_pool_alloc(pool, count, sizeof **parts);
  for (size_t i = 0;; i++) {
    (*parts)[i] = (struct part){template, (size_t)-1};
    char *open = strchr(template, OPEN);
    if (!open)
      return i + 1;
    char *close;
    *open = '\0';
    (*parts)[i].argument = strtoul(open + 1, &close, 10);
    template = close + (*close == CLOSE);
  }
}

static size_t literal_bytes(const struct part *parts, size_t count)
{
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++)
    for (const char *c = parts[i].literal; *c; c++)
      bytes += *c != ' ';
  return bytes;
}

size_t ec_match_template(struct ec_pool *pool, const char *text, const char *template,
                         const char **values, size_t count)
{
  char *original = fold_space(pool, text), *pattern = lower(pool, fold_space(pool, template));
  struct part *parts;
  drop_full_stop(original);
  drop_full_stop(pattern);
  const char *line = lower(pool, original), *at = line;
  const size_t part_count = cut(pool, pattern, &parts);
  for (size_t i = 0; i < count; i++)
    values[i] = NULL;
  for (size_t i = 0; i < part_count; i++) {
    const bool last = i > 0 && i == part_count - 1;
    const char *found = !*parts[i].literal && last ? at + strlen(at)
                        : last                     ? last_of(at, parts[i].literal)
                                                   : strstr(at, parts[i].literal);
    if (!found)
      return 0;
    const size_t argument = i ? parts[i - 1].argument : count;
    if (argument < count && !values[argument])
      values[argument] = ec_pool_copy(pool, original + (at - line), (size_t)(found - at));
    at = found + strlen(parts[i].literal);
  }
  return literal_bytes(parts, part_count);
}

bool ec_match_word(struct ec_pool *pool, const char *text, const char *word)
{
  return strstr(lower(pool, text), lower(pool, word)) != NULL;
}
