// SPDX-License-Identifier: MIT
// depot LOCALE: a program in C++17 that carries its catalogs within itself, so that one file is all
// there is to deploy. Built with CMake; depot.h is made from depot.xml, depot_catalogs.h from the
// catalogs.
#include <errcat.h>

#include <cstdio>
#include <memory>
#include <string>

#include "depot.h"
#include "depot_catalogs.h"

struct bundle_free {
  void operator()(errcat_bundle *bundle) const
  {
    errcat_bundle_free(bundle);
  }
};

static std::string text(const errcat_bundle *bundle, const char *locales, const errcat_call *call)
{
  std::string text(errcat_text(bundle, locales, call, nullptr, nullptr, 0, nullptr), '\0');
  errcat_text(bundle, locales, call, nullptr, text.data(), text.size() + 1, nullptr);
  return text;
}

int main(int argc, char **argv)
{
  const char *locales = argc > 1 ? argv[1] : "";
  const errcat_table *const tables[] = {&depot_table};
  errcat_options options = {};
  options.path = "";
  options.images = depot_catalogs;
  options.image_count = depot_catalogs_count;
  options.tables = tables;
  options.table_count = 1;
  errcat_error err;
  std::unique_ptr<errcat_bundle, bundle_free> bundle(errcat_bundle_open("depot", &options, &err));
  if (!bundle)
    return std::fprintf(stderr, "depot: %s\n", err.detail), 1;
  const errcat_time due = {1795428000000, "Asia/Shanghai"};
  std::puts(text(bundle.get(), locales, depot_parcel_late("P-17", due)).c_str());
  std::puts(text(bundle.get(), locales, depot_too_heavy(31.5)).c_str());
}
