/* SPDX-License-Identifier: MIT */
#ifndef ORACLE_H
#define ORACLE_H

/* icu::MessageFormat, which ICU has in C++ alone: what errcat's texts are compared with. */

#include "errcat.h"

#ifdef __cplusplus
extern "C" {
#endif

struct oracle;
/* NULL: ICU refuses the pattern. */
struct oracle *oracle_open(const char *pattern, size_t len, const char *locale);
void oracle_close(struct oracle *oracle);
/* All arguments are by name. False: ICU refuses them. */
bool oracle_format(const struct oracle *oracle, const struct errcat_arg *args, size_t count,
                   char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
