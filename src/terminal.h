/* SPDX-License-Identifier: MIT */
#ifndef EC_TERMINAL_H
#define EC_TERMINAL_H

/* A stream that people read. Knows its codeset, its colours and its width; refuses to know
 * what is said. Text of others (arguments, catalogs, file names) goes through
 * ec_terminal_text() or ec_terminal_paragraph(), which let no control character through;
 * ec_terminal_put() is for what the tool itself lays out. */

#include <stdbool.h>
#include <stdio.h>

#include "codeset.h"
#include "pool.h"

enum ec_color_when { EC_COLOR_AUTO, EC_COLOR_ALWAYS, EC_COLOR_NEVER };

enum ec_style { EC_STYLE_PLAIN, EC_STYLE_BOLD, EC_STYLE_DIM, EC_STYLE_BAD, EC_STYLE_WARN };

struct ec_terminal {
  FILE *file;
  struct ec_pool *pool;
  const struct ec_codeset *codeset;
  bool color;
  int width; /* in columns; 0: not a terminal, lines are never broken */
  int error; /* errno of the first write that failed, or 0 */
};

/* `codeset` and `pool` must outlive the terminal. Colours are off until
 * ec_terminal_color(). The width is $COLUMNS where that is set, else what the terminal says;
 * what is no terminal has none. */
void ec_terminal_open(struct ec_terminal *terminal, FILE *file, const struct ec_codeset *codeset,
                      struct ec_pool *pool);
/* EC_COLOR_AUTO: on a terminal, unless NO_COLOR is set or TERM is "dumb". */
void ec_terminal_color(struct ec_terminal *terminal, enum ec_color_when when);

void ec_terminal_put(struct ec_terminal *terminal, const char *layout);
/* A space, unless `before`, the text in front of it, ends in full-width punctuation, which has
 * its own. */
void ec_terminal_space(struct ec_terminal *terminal, const char *before);
void ec_terminal_pad(struct ec_terminal *terminal, int columns);
void ec_terminal_style(struct ec_terminal *terminal, enum ec_style style);
void ec_terminal_text(struct ec_terminal *terminal, const char *text);
/* Text in a style, then plain again. */
void ec_terminal_styled(struct ec_terminal *terminal, enum ec_style style, const char *text);
/* Text, and as much space behind it as brings it to `width` columns. */
void ec_terminal_cell(struct ec_terminal *terminal, enum ec_style style, const char *text,
                      int width);
/* Text that starts in column `column`, broken to the terminal's width with its other lines
 * under the first, and a line feed behind it. */
void ec_terminal_paragraph(struct ec_terminal *terminal, int column, const char *text);
void ec_terminal_styled_paragraph(struct ec_terminal *terminal, enum ec_style style, int column,
                                  const char *text);

/* Writes out what is buffered. False when this or any write before has failed: then
 * `error` says why. */
bool ec_terminal_flush(struct ec_terminal *terminal);

#endif
