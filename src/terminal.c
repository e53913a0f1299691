/* SPDX-License-Identifier: MIT */
#include "terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "chars.h"

/* Narrower than this, breaking lines makes text harder to read, not easier. */
#define WIDTH_MIN 40
#define WIDTH_MAX 1000

static int columns_of(FILE *file)
{
  const char *columns = getenv("COLUMNS");
  long width = columns ? strtol(columns, NULL, 10) : 0;
  struct winsize size;
  /* A shell that exports COLUMNS knows nothing of what is behind a pipe. */
  if (!isatty(fileno(file)))
    return 0;
  if (width <= 0 && ioctl(fileno(file), TIOCGWINSZ, &size) == 0)
    width = size.ws_col;
  return width >= WIDTH_MIN && width <= WIDTH_MAX ? (int)width : 0;
}

void ec_terminal_open(struct ec_terminal *terminal, FILE *file, const struct ec_codeset *codeset,
                      struct ec_pool *pool)
{
  *terminal = (struct ec_terminal){
      .file = file, .pool = pool, .codeset = codeset, .width = columns_of(file)};
}

void ec_terminal_color(struct ec_terminal *terminal, enum ec_color_when when)
{
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  const bool wanted = !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
  terminal->color = when == EC_COLOR_ALWAYS ||
                    (when == EC_COLOR_AUTO && wanted && isatty(fileno(terminal->file)));
}

void ec_terminal_put(struct ec_terminal *terminal, const char *layout)
{
  size_t len;
  const char *bytes = ec_codeset_encode(terminal->codeset, terminal->pool, layout, &len);
  if (fwrite(bytes, 1, len, terminal->file) != len && !terminal->error)
    terminal->error = errno;
}

void ec_terminal_space(struct ec_terminal *terminal, const char *before)
{
  const size_t len = strlen(before);
  if (len && (unsigned char)before[len - 1] < 0x80)
    ec_terminal_put(terminal, " ");
}

void ec_terminal_pad(struct ec_terminal *terminal, int columns)
{
  for (; columns > 0; columns--)
    ec_terminal_put(terminal, " ");
}

void ec_terminal_style(struct ec_terminal *terminal, enum ec_style style)
{
  static const char *const escapes[] = {[EC_STYLE_PLAIN] = "\x1b[0m",
                                        [EC_STYLE_BOLD] = "\x1b[1m",
                                        [EC_STYLE_DIM] = "\x1b[2m",
                                        [EC_STYLE_BAD] = "\x1b[1;31m",
                                        [EC_STYLE_WARN] = "\x1b[33m"};
  if (terminal->color)
    ec_terminal_put(terminal, escapes[style]);
}

void ec_terminal_text(struct ec_terminal *terminal, const char *text)
{
  ec_terminal_put(terminal, ec_chars_clean(terminal->pool, text));
}

void ec_terminal_styled(struct ec_terminal *terminal, enum ec_style style, const char *text)
{
  if (style != EC_STYLE_PLAIN)
    ec_terminal_style(terminal, style);
  ec_terminal_text(terminal, text);
  if (style != EC_STYLE_PLAIN)
    ec_terminal_style(terminal, EC_STYLE_PLAIN);
}

void ec_terminal_cell(struct ec_terminal *terminal, enum ec_style style, const char *text,
                      int width)
{
  const char *clean = ec_chars_clean(terminal->pool, text);
  ec_terminal_styled(terminal, style, clean);
  ec_terminal_pad(terminal, width - ec_chars_text_width(clean));
}

static void put_lines(struct ec_terminal *terminal, int column, const char *text)
{
  const char *rest = ec_chars_clean(terminal->pool, text);
  /* Too little room beside the indentation: as if there were no width at all. */
  const bool broken = terminal->width - column >= WIDTH_MIN / 2;
  while (broken && *rest) {
    const size_t len = ec_chars_break(rest, terminal->width - column);
    if (!rest[len])
      break;
    size_t shown = len;
    while (shown && rest[shown - 1] == ' ')
      shown--;
    ec_terminal_put(terminal, ec_pool_copy(terminal->pool, rest, shown));
    ec_terminal_put(terminal, "\n");
    ec_terminal_pad(terminal, column);
    rest += len;
  }
  ec_terminal_put(terminal, rest);
}

void ec_terminal_paragraph(struct ec_terminal *terminal, int column, const char *text)
{
  ec_terminal_styled_paragraph(terminal, EC_STYLE_PLAIN, column, text);
}

void ec_terminal_styled_paragraph(struct ec_terminal *terminal, enum ec_style style, int column,
                                  const char *text)
{
  if (style != EC_STYLE_PLAIN)
    ec_terminal_style(terminal, style);
  put_lines(terminal, column, text);
  if (style != EC_STYLE_PLAIN)
    ec_terminal_style(terminal, EC_STYLE_PLAIN);
  ec_terminal_put(terminal, "\n");
}

bool ec_terminal_flush(struct ec_terminal *terminal)
{
  if (fflush(terminal->file) != 0 && !terminal->error)
    terminal->error = errno;
  if (ferror(terminal->file) && !terminal->error)
    terminal->error = EIO;
  return !terminal->error;
}
