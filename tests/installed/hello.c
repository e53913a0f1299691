/* SPDX-License-Identifier: MIT */
#include <errcat.h>
#include <stdio.h>

int main(void)
{
  struct errcat_error err;
  struct errcat_bundle *bundle = errcat_bundle_open("optverse", NULL, &err);
  if (!bundle)
    return fprintf(stderr, "errcat: %s\n", err.detail), 1;
  char text[512];
  errcat_message(bundle, "zh_CN", "OptVerse_10000004", ERRCAT_ARGS("acme-cloud"), text,
                 sizeof text, NULL);
  puts(text);   // 该租户 acme-cloud 禁止访问本服务。
  errcat_bundle_free(bundle);
}
