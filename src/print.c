/* SPDX-License-Identifier: MIT */
#include "print.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "chars.h"
#include "texts.h"

static void need(struct ec_tool *tool, bool done)
{
  if (!done)
    ec_tool_out_of_memory(tool);
}

void ec_print_put(struct ec_tool *tool, json_t *object, const char *key, json_t *value)
{
  need(tool, json_object_set_new(object, key, value) == 0);
}

void ec_print_append(struct ec_tool *tool, json_t *array, json_t *value)
{
  need(tool, json_array_append_new(array, value) == 0);
}

json_t *ec_print_string(struct ec_tool *tool, const char *text)
{
  return text ? json_string(ec_chars_repair(&tool->pool, text, strlen(text))) : json_null();
}

json_t *ec_print_strings(struct ec_tool *tool, const char *const *texts, size_t count)
{
  json_t *array = json_array();
  for (size_t i = 0; i < count; i++)
    ec_print_append(tool, array, ec_print_string(tool, texts[i]));
  return array;
}

json_t *ec_print_http(int http_status)
{
  return http_status ? json_integer(http_status) : json_null();
}

/* JSON itself escapes C0 controls only, but a terminal obeys DEL and C1 controls too. Both can
 * only be inside of strings. */
static void put_json(struct ec_tool *tool, const char *json, const char *end)
{
  struct ec_string out = {.pool = &tool->pool};
  const size_t len = strlen(json);
  size_t good = 0; /* where what stays as it is began */
  ec_string_reserve(&out, len + strlen(end));
  for (size_t at = 0, step; at < len; at += step) {
    uint32_t character = (unsigned char)json[at];
    step = character < 0x80 ? 1 : ec_chars_decode(json + at, len - at, &character);
    if (character < 0x7F || character >= 0xA0)
      continue;
    ec_string_add(&out, json + good, at - good);
    ec_string_adds(&out, ec_pool_printf(&tool->pool, "\\u%04x", (unsigned)character));
    good = at + step;
  }
  ec_string_add(&out, json + good, len - good);
  ec_string_adds(&out, end);
  if (fwrite(out.bytes, 1, out.len, tool->out.file) != out.len && !tool->out.error)
    tool->out.error = errno;
}

static int print(struct ec_tool *tool, json_t *value, size_t flags, const char *end)
{
  char *json = json_dumps(value, flags);
  need(tool, json != NULL);
  put_json(tool, json, end);
  free(json);
  json_decref(value);
  return EC_EXIT_OK;
}

int ec_print_json(struct ec_tool *tool, json_t *value)
{
  return print(tool, value, JSON_INDENT(2), "\n");
}

int ec_print_json_line(struct ec_tool *tool, json_t *value)
{
  return print(tool, value, 0, "\n");
}

void ec_print_json_part(struct ec_tool *tool, json_t *value)
{
  print(tool, value, 0, "");
}

/* ------------------------------------------------------------------ labels */

#define INDENT 2
#define GAP 2

void ec_print_labels(struct ec_tool *tool, struct ec_labels *labels)
{
  labels->width = 0;
  for (size_t i = 0; i < labels->count; i++) {
    const int width = ec_chars_text_width(ec_text_label(tool, labels->codes[i]));
    labels->width = width > labels->width ? width : labels->width;
  }
}

int ec_print_column(const struct ec_labels *labels)
{
  return INDENT + labels->width + GAP;
}

void ec_print_label(struct ec_tool *tool, const struct ec_labels *labels, const char *code)
{
  ec_terminal_pad(&tool->out, INDENT);
  ec_terminal_cell(&tool->out, EC_STYLE_DIM, code ? ec_text_label(tool, code) : "",
                   labels->width + GAP);
}

/* -------------------------------------------------------------------- rows */

enum ec_style ec_print_http_style(int http_status)
{
  return http_status >= 500 ? EC_STYLE_BAD : http_status >= 400 ? EC_STYLE_WARN : EC_STYLE_PLAIN;
}

struct widths {
  int code, status;
};

static int wider(int width, const char *text)
{
  const int other = ec_chars_text_width(text);
  return other > width ? other : width;
}

static const char *status_cell(struct ec_tool *tool, const struct errcat_code_info *info)
{
  return info->http_status ? ec_pool_printf(&tool->pool, "%d", info->http_status) : "-";
}

static void print_row(struct ec_tool *tool, const struct ec_row *row, const struct widths *widths)
{
  struct ec_terminal *out = &tool->out;
  const struct errcat_code_info *info = row->match->info;
  const int column = INDENT + widths->code + GAP + widths->status + GAP;
  const char *message = row->message;
  if (info->retired)
    message = ec_text_own(tool, "label.retired-message", ERRCAT_ARGS(message));
  ec_terminal_pad(out, INDENT);
  ec_terminal_cell(out, EC_STYLE_BOLD, info->code, widths->code + GAP);
  ec_terminal_cell(out, ec_print_http_style(info->http_status), status_cell(tool, info),
                   widths->status + GAP);
  ec_terminal_paragraph(out, column, message);
  for (size_t i = 0; i < row->note_count; i++) {
    ec_terminal_pad(out, column);
    ec_terminal_paragraph(out, column, row->notes[i]);
  }
}

static void print_heading(struct ec_tool *tool, const char *domain, const struct widths *widths)
{
  struct ec_terminal *out = &tool->out;
  ec_terminal_styled(out, EC_STYLE_BOLD, domain);
  ec_terminal_put(out, "\n");
  ec_terminal_pad(out, INDENT);
  ec_terminal_cell(out, EC_STYLE_DIM, ec_text_label(tool, "label.code"), widths->code + GAP);
  ec_terminal_cell(out, EC_STYLE_DIM, ec_text_label(tool, "label.status"), widths->status + GAP);
  ec_terminal_styled(out, EC_STYLE_DIM, ec_text_label(tool, "label.message"));
  ec_terminal_put(out, "\n");
}

void ec_print_rows(struct ec_tool *tool, const struct ec_row *rows, size_t count)
{
  struct widths widths = {ec_chars_text_width(ec_text_label(tool, "label.code")),
                          ec_chars_text_width(ec_text_label(tool, "label.status"))};
  for (size_t i = 0; i < count; i++)
    widths.code = wider(widths.code, rows[i].match->info->code);
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || rows[i].match->domain != rows[i - 1].match->domain) {
      ec_terminal_put(&tool->out, i ? "\n" : "");
      print_heading(tool, rows[i].match->domain->name, &widths);
    }
    print_row(tool, &rows[i], &widths);
  }
}
