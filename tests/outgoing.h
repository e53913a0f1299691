/* SPDX-License-Identifier: MIT */
#ifndef OUTGOING_H
#define OUTGOING_H

/* Catalogs for the tests of bodies and log records: codes with arguments of every type, sensitive
 * ones, other systems' codes, broken and missing translations. And buffers that show what was
 * written past their end. */

#include "errcat.h"

/* "test" in en, the source, and zh_CN, in a domain opened from images. With `source` false the
 * source is left out. NULL when the allocator gives up. Exits when the images are refused. */
struct errcat_bundle *outgoing_open(const struct errcat_allocator *allocator, bool source);

enum { OUTGOING_MAX = 1 << 20 };

/* Memory of `size` bytes, with bytes around it that are looked at afterwards. */
char *outgoing_buffer(size_t size);
/* Whether nothing outside of it was written. */
bool outgoing_kept(size_t size);

#endif
