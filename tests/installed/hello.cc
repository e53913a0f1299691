// SPDX-License-Identifier: MIT
// The same from C++, with arguments of several types and one by name.
#include <errcat.h>
#include <cstdio>

int main()
{
  errcat_error err;
  errcat_bundle *bundle = errcat_bundle_open("optverse", nullptr, &err);
  if (!bundle)
    return std::fprintf(stderr, "errcat: %s\n", err.detail), 1;
  char text[512];
  errcat_message(bundle, "zh_CN", "OptVerse_10000004",
                 ERRCAT_ARGS(ERRCAT_NAMED("tenant", "acme-cloud"), 1, 2u, 3.5, true, 'c'), text,
                 sizeof text, nullptr);
  std::puts(text);
  errcat_bundle_free(bundle);
}
