/* SPDX-License-Identifier: MIT */
#include "message.h"
#include "sink.h"

/* Texts in other places than plain ones. */

enum { FLAGS = ERRCAT_TEXT_ISOLATE | ERRCAT_TEXT_PERSONAL };

static bool is_valid(const struct errcat_text_options *options)
{
  bool reserved = options->reserved_flags != 0;
  for (size_t i = 0; i < sizeof options->reserved / sizeof options->reserved[0]; i++)
    reserved = reserved || options->reserved[i];
  return !reserved && (unsigned)options->part <= ERRCAT_PART_REMEDIATION &&
         (unsigned)options->sink <= ERRCAT_SINK_TERMINAL && !(options->flags & ~(uint32_t)FLAGS);
}

/* Whether a part of a text is wrong there: an escape may be cut, and what is behind it be read as
 * something else. */
static bool is_all_or_nothing(enum errcat_sink sink)
{
  return sink != ERRCAT_SINK_PLAIN && sink != ERRCAT_SINK_TERMINAL;
}

static uint32_t format_flags(const struct errcat_text_options *options)
{
  /* There the isolates would be shown, not obeyed. */
  bool shown = options->sink == ERRCAT_SINK_LOG || options->sink == ERRCAT_SINK_TERMINAL;
  return (options->flags & ERRCAT_TEXT_ISOLATE && !shown ? EC_FORMAT_ISOLATE : 0u) |
         (options->flags & ERRCAT_TEXT_PERSONAL ? EC_FORMAT_PERSONAL : 0u);
}

static size_t refuse(char *buffer, size_t size, struct errcat_result *result)
{
  if (size)
    buffer[0] = '\0';
  if (result)
    *result = (struct errcat_result){.status = ERRCAT_E_INVALID, .http_status = 500};
  return 0;
}

/* The same as errcat_message() and its like write, as fast. */
static size_t write_plain(const struct errcat_bundle *bundle, const char *locales,
                          const struct errcat_call *call, enum errcat_part part, char *buffer,
                          size_t size, struct errcat_result *result)
{
  if (!call->handle.table)
    return (part == ERRCAT_PART_MESSAGE ? errcat_message : errcat_remediation)(
        bundle, locales, call->code, call->args, call->count, buffer, size, result);
  return (part == ERRCAT_PART_MESSAGE ? errcat_message_of : errcat_remediation_of)(
      bundle, locales, call->handle, call->args, call->count, buffer, size, result);
}

size_t errcat_text(const struct errcat_bundle *bundle, const char *locales,
                   const struct errcat_call *call, const struct errcat_text_options *options,
                   char *buffer, size_t size, struct errcat_result *result)
{
  static const struct errcat_text_options defaults;
  struct ec_choice choice;
  struct ec_asked asked;
  struct ec_format_counts counts = {0};
  struct ec_buf out;
  struct ec_sink_part part;
  call = ec_message_call(call);
  if (!options)
    options = &defaults;
  if (!is_valid(options))
    return refuse(buffer, size, result);
  if (options->sink == ERRCAT_SINK_PLAIN && !options->flags)
    return write_plain(bundle, locales, call, options->part, buffer, size, result);

  ec_message_find(bundle, locales, call, &choice, &asked);
  ec_buf_init(&out, buffer, size, SIZE_MAX);
  ec_sink_begin(&part, &out, options->sink);
  ec_message_put(&out, &choice, &asked, options->part, format_flags(options), &counts);
  bool cut = ec_sink_end(&part);
  size_t len = ec_buf_finish(&out);
  bool fits = !is_all_or_nothing(options->sink) || len < size;
  if (!fits && size)
    buffer[0] = '\0';
  if (!result)
    return len;
  errcat_status status = ec_message_status(&choice, cut, &counts);
  ec_message_result(result, &choice, &asked, !fits && !status ? ERRCAT_E_SPACE : status, &counts);
  return len;
}

size_t errcat_escape(enum errcat_sink sink, const char *text, size_t len, char *buffer, size_t size)
{
  struct ec_buf out;
  size_t escaped = 0;
  bool known = (unsigned)sink <= ERRCAT_SINK_TERMINAL;
  if (known)
    escaped = ec_sink_escaped_len(sink, text, len);
  ec_buf_init(&out, buffer, size, SIZE_MAX);
  if (known && escaped < size)
    ec_sink_put(&out, sink, text, len);
  ec_buf_finish(&out);
  return escaped;
}
