/* SPDX-License-Identifier: MIT */
/* A program that carries its catalogs within itself and looks at no file. It is C++ too. */
#include <errcat.h>
#include <stdio.h>

#include "catalogs.h"

int main(void)
{
  static struct errcat_options options;
  options.path = "";
  options.images = optverse_catalogs;
  options.image_count = optverse_catalogs_count;
  struct errcat_error err;
  struct errcat_bundle *bundle = errcat_bundle_open("optverse", &options, &err);
  if (!bundle)
    return fprintf(stderr, "errcat: %s\n", err.detail), 1;
  char text[512];
  errcat_message(bundle, "zh_CN", "OptVerse_10000004", ERRCAT_ARGS("acme-cloud"), text,
                 sizeof text, NULL);
  puts(text);
  errcat_bundle_free(bundle);
}
