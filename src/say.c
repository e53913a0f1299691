/* SPDX-License-Identifier: MIT */
#include "say.h"

#include <string.h>

#include "chars.h"
#include "texts.h"

static bool is_warning(const struct ec_tool *tool, const char *code)
{
  const struct errcat_bundle *bundle = tool->built_in ? tool->built_in : tool->own;
  const struct errcat_code_info *info = bundle ? errcat_bundle_find(bundle, code) : NULL;
  return info && info->severity && strcmp(info->severity, "warning") == 0;
}

void ec_say_nothing(struct ec_tool *tool)
{
  if (tool->open_line)
    ec_terminal_put(&tool->err, "\n");
  tool->open_line = false;
}

void ec_say(struct ec_tool *tool, const char *code, const struct errcat_arg *args, size_t count)
{
  struct ec_terminal *err = &tool->err;
  const bool warning = is_warning(tool, code);
  const char *severity = ec_text_label(tool, warning ? "label.warning" : "label.error");
  struct ec_text text;
  ec_text_own_all(tool, code, args, count, &text);
  /* Data and diagnostics on one terminal come in the order in which they were made. */
  ec_terminal_flush(&tool->out);
  ec_say_nothing(tool);
  if (tool->place) {
    ec_terminal_text(err, tool->place);
    ec_terminal_put(err, ": ");
  } else {
    ec_terminal_put(err, "errcat: ");
  }
  ec_terminal_styled(err, warning ? EC_STYLE_WARN : EC_STYLE_BAD, severity);
  ec_terminal_space(err, severity);
  ec_terminal_text(err, text.message);
  ec_terminal_space(err, text.message);
  ec_terminal_put(err, "[");
  ec_terminal_styled(err, EC_STYLE_DIM, code);
  ec_terminal_put(err, "]\n");
  if (*text.remediation && !(tool->brief && tool->said && strcmp(tool->said, code) == 0)) {
    ec_terminal_pad(err, 2);
    ec_terminal_paragraph(err, 2, text.remediation);
  }
  tool->said = code;
}

void ec_say_names(struct ec_tool *tool, const char *text, const char *const *names, size_t count)
{
  if (!count)
    return;
  ec_terminal_pad(&tool->err, 2);
  ec_terminal_paragraph(&tool->err, 2, ec_text_label(tool, text));
  for (size_t i = 0; i < count; i++) {
    ec_terminal_pad(&tool->err, 4);
    ec_terminal_styled(&tool->err, EC_STYLE_BOLD, names[i]);
    ec_terminal_put(&tool->err, "\n");
  }
}

void ec_say_line(struct ec_tool *tool, const char *line)
{
  ec_terminal_pad(&tool->err, 2);
  ec_terminal_text(&tool->err, line);
  ec_terminal_put(&tool->err, "\n");
}
