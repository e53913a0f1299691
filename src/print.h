/* SPDX-License-Identifier: MIT */
#ifndef EC_PRINT_H
#define EC_PRINT_H

/* What several commands print: JSON, headings, and rows of codes. Knows the layout; refuses to
 * know where the data is from. */

#include <jansson.h>

#include "tool.h"

/* Prints and releases the value: UTF-8 whatever the terminal's codeset, no control
 * characters. Returns EC_EXIT_OK. */
int ec_print_json(struct ec_tool *tool, json_t *value);
/* The same on one line. */
int ec_print_json_line(struct ec_tool *tool, json_t *value);
/* The same without the end of the line, as a part of a larger value. */
void ec_print_json_part(struct ec_tool *tool, json_t *value);

/* Puts `value`, which it takes over, under the key. */
void ec_print_put(struct ec_tool *tool, json_t *object, const char *key, json_t *value);
void ec_print_append(struct ec_tool *tool, json_t *array, json_t *value);
/* The text repaired to well-formed UTF-8; null for NULL. */
json_t *ec_print_string(struct ec_tool *tool, const char *text);
json_t *ec_print_strings(struct ec_tool *tool, const char *const *texts, size_t count);
/* A status of HTTP; null for 0. */
json_t *ec_print_http(int http_status);

/* "  LABEL       " in a column that is as wide as the widest of all the labels. */
struct ec_labels {
  const char *const *codes; /* of the texts */
  size_t count;
  int width; /* filled by ec_print_labels() */
};
void ec_print_labels(struct ec_tool *tool, struct ec_labels *labels);
void ec_print_label(struct ec_tool *tool, const struct ec_labels *labels, const char *code);
/* The column behind the labels. */
int ec_print_column(const struct ec_labels *labels);

/* A row of `list` and `search`. */
struct ec_row {
  const struct ec_match *match;
  const char *message;
  const char *const *notes; /* lines under the message */
  size_t note_count;
};
/* Under a heading for each domain; all columns are aligned. */
void ec_print_rows(struct ec_tool *tool, const struct ec_row *rows, size_t count);

enum ec_style ec_print_http_style(int http_status);

#endif
