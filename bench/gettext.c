/* SPDX-License-Identifier: MIT */
#include "gettext.h"

#include <stdio.h>

static const char *const names[READERS] = {"zh_CN.UTF-8", "en_US.UTF-8"};

bool texts_open(struct texts *texts, const char *data, const char *syntax, unsigned codes,
                char *why, size_t size)
{
  *texts = (struct texts){.domain = ""};
  char folder[4096];
  snprintf(folder, sizeof folder, "%s/%s", data, syntax);
  snprintf(texts->domain, sizeof texts->domain, "%s.%u", syntax, codes);
  for (size_t i = 0; i < READERS; i++) {
    texts->locales[i] = newlocale(LC_ALL_MASK, names[i], (locale_t)0);
    if (!texts->locales[i]) {
      snprintf(why, size, "there is no locale %s (Debian package locales)", names[i]);
      texts_close(texts);
      return false;
    }
  }
  if (bindtextdomain(texts->domain, folder))
    return true;
  snprintf(why, size, "out of memory");
  texts_close(texts);
  return false;
}

void texts_close(struct texts *texts)
{
  uselocale(LC_GLOBAL_LOCALE);
  for (size_t i = 0; i < READERS; i++)
    if (texts->locales[i])
      freelocale(texts->locales[i]);
}
