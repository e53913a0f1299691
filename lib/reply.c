/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "errcat.h"

/* What goes out at once. Knows which part of an answer is whose; all of it is made elsewhere.
 *
 * Arguments are as long as whoever sends a request likes. Were a body or a record that does not fit
 * left out, a long one would take the answer from a reader, and from the log that there was an
 * error at all; so what does not fit is written without them. */

static struct errcat_call without_args(const struct errcat_call *call)
{
  struct errcat_call bare = {.code = NULL};
  if (call) {
    bare.handle = call->handle;
    bare.code = call->code;
  }
  return bare;
}

/* What is in a buffer of `size` bytes when the whole has this length. */
static size_t kept(size_t len, size_t size)
{
  return len < size ? len : 0;
}

static void write_body(const struct errcat_bundle *bundle, const char *locales,
                       const struct errcat_call *call, const struct errcat_body_options *options,
                       struct errcat_reply *reply)
{
  size_t len = reply->body_full =
      errcat_body(bundle, locales, call, options, reply->body, reply->body_size, &reply->result);
  if (len >= reply->body_size) {
    const struct errcat_call bare = without_args(call);
    len = errcat_body(bundle, locales, &bare, options, reply->body, reply->body_size, NULL);
  }
  reply->body_len = kept(len, reply->body_size);
}

static void write_record(const struct errcat_bundle *bundle, const struct errcat_call *call,
                         const struct errcat_log_options *options, struct errcat_reply *reply)
{
  struct errcat_result record;
  size_t len = reply->log_full =
      errcat_log(bundle, call, options, reply->log, reply->log_size, &record);
  reply->log_status = record.status;
  if (len >= reply->log_size) {
    const struct errcat_call bare = without_args(call);
    const struct errcat_log_options no_fields = {.format =
                                                     options ? options->format : ERRCAT_LOG_LOGFMT};
    len = errcat_log(bundle, &bare, &no_fields, reply->log, reply->log_size, NULL);
  }
  reply->log_len = kept(len, reply->log_size);
}

void errcat_reply_write(const struct errcat_bundle *bundle, const struct errcat_language *language,
                        const struct errcat_call *call, const struct errcat_body_options *body,
                        const struct errcat_log_options *log, struct errcat_reply *reply)
{
  write_body(bundle, language ? language->locales : NULL, call, body, reply);
  write_record(bundle, call, log, reply);
  reply->http_status = reply->result.http_status ? reply->result.http_status : 500;
  reply->content_type = errcat_body_media_type(body);
  errcat_language_tag(reply->result.locale, reply->content_language);
  reply->vary = language && language->vary ? language->vary : "";
  memset(reply->reserved, 0, sizeof reply->reserved);
}
