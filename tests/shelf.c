/* SPDX-License-Identifier: MIT */
#include "shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mo_build.h"

#define HEADER "Content-Type: text/plain; charset=UTF-8\n"

static struct mo_built build_source(const char *locale)
{
  char key[128], text[ERRCAT_LOCALE_MAX + 1];
  snprintf(key, sizeof key, "@source\004%.64s", locale);
  snprintf(text, sizeof text, "%.64s", locale);
  struct mo_pair pairs[] = {{.key = "", .text = HEADER},
                            {.key = "@format\0041", .text = "1"},
                            {.key = key, .text = text},
                            {.key = "A_1/message\004One.", .text = "One."},
                            {.key = NULL}};
  return mo_build(&(struct mo_spec){.pairs = pairs});
}

static struct mo_built build_other(void)
{
  struct mo_pair pairs[] = {
      {.key = "", .text = HEADER}, {.key = "A_1/message\004One.", .text = "1."}, {.key = NULL}};
  return mo_build(&(struct mo_spec){.pairs = pairs});
}

void shelf_open(struct shelf *shelf, const char *locales, const struct errcat_allocator *allocator)
{
  memset(shelf, 0, sizeof *shelf);
  snprintf(shelf->list, sizeof shelf->list, "%s", locales);
  snprintf(shelf->names, sizeof shelf->names, "%s", locales);
  struct mo_built source = {0}, other = build_other();
  shelf->other = other.bytes;
  char *rest = shelf->names, *name;
  for (size_t i = 0; (name = strtok_r(rest, " ", &rest)) != NULL; i++) {
    if (i == 0 && strcmp(name, "-") == 0)
      continue;
    if (i == 0)
      source = build_source(name);
    struct mo_built *built = i == 0 ? &source : &other;
    shelf->images[shelf->count++] = (struct errcat_image){"shelf", name, built->bytes, built->len};
  }
  shelf->source = source.bytes;
  struct errcat_options options = {
      .path = "", .images = shelf->images, .image_count = shelf->count, .allocator = allocator};
  shelf->bundle = errcat_bundle_open("shelf", &options, NULL);
}

void shelf_close(struct shelf *shelf)
{
  errcat_bundle_free(shelf->bundle);
  free(shelf->source);
  free(shelf->other);
}
