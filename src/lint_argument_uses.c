/* SPDX-License-Identifier: MIT */

#include <string.h>

#include "lint_argument.h"
#include "lint_plural.h"

/* Counts of one depth: in the case that is being read, up to now, and the most of any case before.
 */
struct level {
  const struct errcat_piece *argument; /* whose case it is; NULL: the text itself */
  size_t owner;                        /* its use */
  uint16_t now[ERRCAT_PLACEHOLDERS_MAX], most[ERRCAT_PLACEHOLDERS_MAX];
};

struct walk {
  struct ec_lint_uses *uses;
  const char *text;
  const struct ec_lint_uses *limit;
  size_t depth;
  struct level levels[ERRCAT_NESTING_MAX + 1];
};

const struct ec_lint_use *ec_lint_uses_find(const struct ec_lint_uses *uses,
                                            const struct ec_lint_name *name)
{
  for (size_t i = 0; i < uses->count; i++)
    if (ec_lint_name_same(&uses->of[i].name, name))
      return &uses->of[i];
  return NULL;
}

/* The index of an argument's use. */
static size_t use_of(struct walk *walk, const struct errcat_piece *piece)
{
  struct ec_lint_uses *uses = walk->uses;
  const struct ec_lint_name name = ec_lint_name_of(walk->text, piece);
  const struct ec_lint_use *known = ec_lint_uses_find(uses, &name);
  if (known || uses->count == ERRCAT_PLACEHOLDERS_MAX)
    return known ? (size_t)(known - uses->of) : 0;
  const struct ec_lint_use *limit = walk->limit ? ec_lint_uses_find(walk->limit, &name) : NULL;
  uses->of[uses->count] =
      (struct ec_lint_use){.name = name, .first = piece, .limit = limit ? limit->most : SIZE_MAX};
  for (size_t depth = 0; depth <= walk->depth; depth++)
    walk->levels[depth].now[uses->count] = walk->levels[depth].most[uses->count] = 0;
  return uses->count++;
}

/* A placeholder, or "#", that shows the argument. */
static void show(struct walk *walk, size_t index, const struct errcat_piece *piece)
{
  struct ec_lint_use *use = &walk->uses->of[index];
  size_t times = 1;
  use->how |= EC_LINT_SHOWS | EC_LINT_TELLS;
  for (size_t depth = 0; depth <= walk->depth; depth++)
    times += walk->levels[depth].now[index];
  if (times > use->limit && times > 1 && !use->beyond)
    use->beyond = piece;
  walk->levels[walk->depth].now[index]++;
}

static unsigned how_used(enum errcat_piece_type type)
{
  switch (type) {
  case ERRCAT_PIECE_DATE:
  case ERRCAT_PIECE_TIME:
    return EC_LINT_DATES;
  case ERRCAT_PIECE_SELECT:
    return 0;
  default:
    return EC_LINT_PLAIN;
  }
}

static void argument(struct walk *walk, const struct errcat_piece *piece)
{
  const size_t index = use_of(walk, piece);
  struct ec_lint_use *use = &walk->uses->of[index];
  use->how |= how_used(piece->type);
  if (!ec_lint_has_cases(piece->type)) {
    show(walk, index, piece);
  } else if (walk->depth < ERRCAT_NESTING_MAX) {
    struct level *level = &walk->levels[++walk->depth];
    level->argument = piece;
    level->owner = index;
    memset(level->now, 0, walk->uses->count * sizeof *level->now);
    memset(level->most, 0, walk->uses->count * sizeof *level->most);
    use->how |= piece->type == ERRCAT_PIECE_CHOICE ? EC_LINT_TELLS : 0U;
  }
}

/* A plural's "=0" says that there is nothing; "=1" and categories are grammar. */
static void begin_case(struct walk *walk, const struct errcat_piece *piece)
{
  struct ec_lint_use *use = &walk->uses->of[walk->levels[walk->depth].owner];
  const char *selector = walk->text + piece->name;
  const size_t len = piece->name_len;
  const bool is_grammar = piece->type == ERRCAT_PIECE_SELECT
                              ? ec_lint_is_gender(selector, len)
                              : selector[0] != '=' || (len == 2 && selector[1] == '1');
  use->how |= is_grammar ? 0U : EC_LINT_TELLS;
}

static void end_case(struct walk *walk)
{
  struct level *level = &walk->levels[walk->depth];
  for (size_t i = 0; i < walk->uses->count; i++) {
    level->most[i] = level->now[i] > level->most[i] ? level->now[i] : level->most[i];
    level->now[i] = 0;
  }
}

static void end_argument(struct walk *walk)
{
  const struct level *level = &walk->levels[walk->depth--];
  for (size_t i = 0; i < walk->uses->count; i++)
    walk->levels[walk->depth].now[i] =
        (uint16_t)(walk->levels[walk->depth].now[i] + level->most[i]);
}

static void piece(struct walk *walk, const struct errcat_piece *piece)
{
  switch (piece->kind) {
  case ERRCAT_PIECE_ARGUMENT:
    argument(walk, piece);
    break;
  case ERRCAT_PIECE_HASH:
    if (walk->depth)
      show(walk, walk->levels[walk->depth].owner, piece);
    break;
  case ERRCAT_PIECE_CASE:
    if (walk->depth)
      begin_case(walk, piece);
    break;
  case ERRCAT_PIECE_END_CASE:
    if (walk->depth)
      end_case(walk);
    break;
  case ERRCAT_PIECE_END_ARGUMENT:
    if (walk->depth)
      end_argument(walk);
    break;
  default:
    break;
  }
}

void ec_lint_uses_read(struct ec_lint_uses *uses, const char *text,
                       const struct errcat_piece *pieces, size_t count,
                       const struct ec_lint_uses *limit)
{
  struct walk walk;
  walk.uses = uses;
  walk.text = text;
  walk.limit = limit;
  walk.depth = 0;
  uses->count = 0;
  for (size_t i = 0; i < count; i++)
    piece(&walk, &pieces[i]);
  for (size_t i = 0; i < uses->count; i++)
    uses->of[i].most = walk.levels[0].now[i];
}

/* -------------------------------------------------------------------- types */

const char *ec_lint_type_name(enum errcat_piece_type type)
{
  static const char *const names[] = {
      [ERRCAT_PIECE_PLAIN] = "",
      [ERRCAT_PIECE_NUMBER] = "number",
      [ERRCAT_PIECE_DATE] = "date",
      [ERRCAT_PIECE_TIME] = "time",
      [ERRCAT_PIECE_SPELLOUT] = "spellout",
      [ERRCAT_PIECE_ORDINAL] = "ordinal",
      [ERRCAT_PIECE_DURATION] = "duration",
      [ERRCAT_PIECE_PLURAL] = "plural",
      [ERRCAT_PIECE_SELECTORDINAL] = "selectordinal",
      [ERRCAT_PIECE_SELECT] = "select",
      [ERRCAT_PIECE_CHOICE] = "choice",
  };
  return names[type];
}

bool ec_lint_type_fits(const char *declared, enum errcat_piece_type type)
{
  const bool is_date = type == ERRCAT_PIECE_DATE || type == ERRCAT_PIECE_TIME;
  if (!declared || type == ERRCAT_PIECE_PLAIN)
    return true;
  if (type == ERRCAT_PIECE_SELECT)
    return strcmp(declared, "list") != 0;
  if (strcmp(declared, "time") == 0)
    return is_date;
  if (strcmp(declared, "integer") == 0 || strcmp(declared, "number") == 0)
    return !is_date;
  return false; /* string, id, list: they are no numbers, and an id is shown as it is */
}
