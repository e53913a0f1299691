/* SPDX-License-Identifier: MIT */
/* A program that carries its catalogs within itself and looks at no file. */
#include <errcat.h>
#include <stdio.h>

extern const struct errcat_image ec_embedded[];
extern const size_t ec_embedded_count;

int main(void)
{
  struct errcat_options options = {
      .path = "", .images = ec_embedded, .image_count = ec_embedded_count};
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
