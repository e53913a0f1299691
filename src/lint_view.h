/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_VIEW_H
#define EC_LINT_VIEW_H

/* A pattern as the rules about placeholders look at it: with the braces and digits in ASCII that
 * somebody has typed in full width, so that ｛0｝ is told once, and not as an argument that is
 * missing, too. Knows which characters these are, and which argument a placeholder means; refuses
 * to know what is wrong with a text. */

#include "lint.h"

/* A character of three bytes that is read as one of ASCII. */
struct ec_lint_wide {
  size_t at; /* in the unit's text */
  char ascii;
};
enum { EC_LINT_WIDE_LEN = 3 };

struct ec_lint_view {
  const struct ec_lint_unit *unit;
  /* The unit's text, or what it becomes. */
  const char *text;
  size_t len;
  const struct errcat_piece *pieces;
  size_t piece_count;
  const struct errcat_error *faults;
  size_t fault_count;
  const struct ec_lint_wide *wide; /* in their order */
  size_t wide_count;
  const struct ec_sentence *sentences; /* of the view */
  size_t sentence_count;
};

/* Of the unit's text, which is a pattern. Lives as long as the unit. */
void ec_lint_view(struct ec_lint *lint, const struct ec_lint_unit *unit, struct ec_lint_view *view);

/* Gives a unit, when its texts have been read, the sentences that its text has in the view: what is
 * beside ｛0｝ is beside a placeholder, for the rules about characters, too. */
void ec_lint_view_sentences(struct ec_lint *lint, struct ec_lint_unit *unit);

/* Where a byte of the view is in the unit's text. */
size_t ec_lint_view_place(const struct ec_lint_view *view, size_t at);

/* Tells of bytes of the view. */
struct ec_finding *ec_lint_view_find(struct ec_lint *lint, const char *rule,
                                     const struct ec_lint_view *view, size_t begin, size_t end,
                                     const struct errcat_arg *args, size_t count);

/* The characters of the text in full width that stand for "{", "}" and the digits of a
 * placeholder, whose argument is known. Returns how many; *wide gets them. */
size_t ec_lint_wide_find(struct ec_lint *lint, const struct ec_lint_unit *unit,
                         const struct ec_lint_wide **wide);

/* ---------------------------------------------------------------- arguments */

/* What a placeholder names, in a text. */
struct ec_lint_name {
  uint32_t position; /* ERRCAT_PIECE_NAMED: by the name alone */
  const char *text;
  size_t len;
};

static inline struct ec_lint_name ec_lint_name_of(const char *text,
                                                  const struct errcat_piece *piece)
{
  return (struct ec_lint_name){piece->argument, text + piece->name, piece->name_len};
}
bool ec_lint_name_same(const struct ec_lint_name *a, const struct ec_lint_name *b);
/* Whether it is written as a name, not as a number. */
bool ec_lint_name_is_word(const struct ec_lint_name *name);
static inline struct errcat_arg ec_lint_name_arg(const struct ec_lint_name *name)
{
  return errcat_arg_string_n(name->text, name->len);
}

/* Whether the registry declares the argument, or the source has it, as far as that is known.
 * `name` may be a number or a name that stands in no placeholder. */
bool ec_lint_name_is_known(const struct ec_lint_unit *unit, const char *name, size_t len);

/* Whether a piece of a type with cases. */
static inline bool ec_lint_has_cases(enum errcat_piece_type type)
{
  return type >= ERRCAT_PIECE_PLURAL;
}
_Static_assert(ERRCAT_PIECE_PLURAL > ERRCAT_PIECE_DURATION &&
                   ERRCAT_PIECE_SELECTORDINAL > ERRCAT_PIECE_PLURAL &&
                   ERRCAT_PIECE_SELECT > ERRCAT_PIECE_PLURAL &&
                   ERRCAT_PIECE_CHOICE > ERRCAT_PIECE_PLURAL,
               "types with cases come last");

/* The bytes of the number or name that begins a placeholder behind its "{", or 0. */
size_t ec_lint_identifier(const char *text, size_t len, size_t at);

/* The source as a pattern without faults, or NULL. */
static inline const struct ec_lint_text *ec_lint_source(const struct ec_lint_unit *unit)
{
  return unit->source && unit->source->is_pattern && !unit->source->fault_count ? unit->source
                                                                                : NULL;
}

#endif
