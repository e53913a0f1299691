/* SPDX-License-Identifier: MIT */
#include "said.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "embedded.h"
#include "fault.h"
#include "texts.h"

static struct ec_tool tool;

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

/* In the place of src/texts.c: in English, and from the catalogs of the build alone. */
void ec_text_own_all(struct ec_tool *of, const char *code, const struct errcat_arg *args,
                     size_t count, struct ec_text *text)
{
  char message[2048];
  size_t len =
      errcat_message(of->own, "en", code, args, count, message, sizeof message, &text->result);
  ck_assert_msg(text->result.status == ERRCAT_OK, "%s: %s", code,
                errcat_status_name(text->result.status));
  ck_assert_uint_lt(len, sizeof message);
  text->message = ec_pool_copy(&of->pool, message, len);
}

const char *ec_text_own(struct ec_tool *of, const char *code, const struct errcat_arg *args,
                        size_t count)
{
  struct ec_text text;
  ec_text_own_all(of, code, args, count, &text);
  return text.message;
}

const char *ec_text_label(struct ec_tool *of, const char *code)
{
  return ec_text_own(of, code, ERRCAT_NO_ARGS);
}

const char *said_of(const char *pattern, const struct errcat_error *fault)
{
  if (!tool.own) {
    struct errcat_options options = {
        .path = "", .images = ec_embedded, .image_count = ec_embedded_count};
    struct errcat_error err = {0};
    ec_pool_init(&tool.pool, out_of_memory, NULL);
    tool.own = errcat_bundle_open("errcat", &options, &err);
    ck_assert_msg(tool.own != NULL, "%s", err.detail);
  }
  return ec_fault_text(&tool, pattern, fault);
}

void check_said(const char *pattern, const struct errcat_error *fault)
{
  ck_assert_msg(fault->code && strncmp(fault->code, "fault.", 6) == 0, "%s: no code",
                fault->detail);
  const char *said = said_of(pattern, fault);
  const size_t len = strlen(fault->detail);
  bool cut = len > sizeof fault->detail - 8;
  ck_assert_msg(strncmp(said, fault->detail, len) == 0 && (cut || !said[len]),
                "%s: %s\n but the registry says: %s", fault->code, fault->detail, said);
}
