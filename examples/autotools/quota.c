/* SPDX-License-Identifier: MIT */
/* quota USER FILES: a tool that speaks the language of its environment. Built with automake;
 * quota.h is made from quota.xml, and its functions take the arguments that are declared there:
 * one that is missing, or of another type, does not compile. */
#include <errcat.h>
#include <stdio.h>
#include <stdlib.h>

#include "quota.h"

static void say(const struct errcat_bundle *bundle, const struct errcat_call *call)
{
  const struct errcat_text_options message = {.sink = ERRCAT_SINK_TERMINAL};
  const struct errcat_text_options remediation = {.part = ERRCAT_PART_REMEDIATION,
                                                  .sink = ERRCAT_SINK_TERMINAL};
  struct errcat_environment environment;
  char text[512];
  errcat_environment_read(&environment);
  errcat_text(bundle, environment.locales, call, &message, text, sizeof text, NULL);
  puts(text);
  errcat_text(bundle, environment.locales, call, &remediation, text, sizeof text, NULL);
  puts(text);
}

int main(int argc, char **argv)
{
  const struct errcat_table *const tables[] = {&quota_table};
  const struct errcat_options options = {
      .localedir = LOCALEDIR, .tables = tables, .table_count = 1};
  struct errcat_error err;
  struct errcat_bundle *bundle = errcat_bundle_open("quota", &options, &err);
  if (!bundle)
    return fprintf(stderr, "quota: %s\n", err.detail), 2;
  if (argc == 3)
    say(bundle, quota_exceeded(argv[1], atoi(argv[2])));
  else
    say(bundle, quota_unknown_user(argc > 1 ? argv[1] : "?"));
  errcat_bundle_free(bundle);
  return 1;
}
