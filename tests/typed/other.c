/* SPDX-License-Identifier: MIT */

/* A second file with the same header: its table is another object, but the same table. */

#include "typed.h"

#include <string.h>

int other_file(const struct errcat_bundle *bundle);

int other_file(const struct errcat_bundle *bundle)
{
  char text[64];
  struct typed_text_space space;
  const struct errcat_call *call = typed_text_in(&space, "there");
  errcat_message_of(bundle, "", call->handle, call->args, call->count, text, sizeof text, NULL);
  return strcmp(text, "Text there.") == 0;
}
