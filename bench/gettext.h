/* SPDX-License-Identifier: MIT */
#ifndef BENCH_GETTEXT_H
#define BENCH_GETTEXT_H

/* gettext with a locale per request, as the peers share it: each request sets the thread's locale
 * to its reader's, for it may be another than the last one's. */

#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stddef.h>

#include "peer.h"

#ifdef __cplusplus
extern "C" {
#endif

struct texts {
  char domain[32];
  locale_t locales[READERS];
};

/* The catalogs in the folder `syntax` of `data`. */
bool texts_open(struct texts *texts, const char *data, const char *syntax, unsigned codes,
                char *why, size_t size);
void texts_close(struct texts *texts);

static inline const char *text_of(const struct texts *texts, const struct request *request)
{
  uselocale(texts->locales[request->reader]);
  return dgettext(texts->domain, request->key);
}

static inline const char *plural_of(const struct texts *texts, const struct request *request,
                                    int64_t number)
{
  uselocale(texts->locales[request->reader]);
  return dngettext(texts->domain, request->key, request->key, (unsigned long)number);
}

#ifdef __cplusplus
}
#endif

#endif
