/* SPDX-License-Identifier: MIT */

/* Where the bytes of texts stand in the file of a registry, and in which line that is. */

#include <string.h>

#include "registry_reader.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

void ec_reader_runs_add(struct ec_reader_runs *runs, struct ec_pool *pool, size_t at, size_t len,
                        size_t offset)
{
  struct ec_registry_run *last = runs->count ? &runs->runs[runs->count - 1] : NULL;
  if (last && last->at + last->len == at && last->offset + last->len == offset) {
    last->len += (uint32_t)len;
    return;
  }
  runs->runs = ec_pool_grow(pool, runs->runs, runs->count, &runs->size, sizeof *runs->runs);
  runs->runs[runs->count++] =
      (struct ec_registry_run){(uint32_t)at, (uint32_t)len, (uint32_t)offset};
}

/* Where the line that has the byte `at` ends: behind LF, CR, or both; 0 when it does not. */
static size_t line_end(const struct ec_reader *reader, size_t at, bool has_returns)
{
  const char *bytes = reader->bytes;
  if (!has_returns) {
    const char *feed = memchr(bytes + at, '\n', reader->len - at);
    return feed ? (size_t)(feed - bytes) + 1 : 0;
  }
  for (; at < reader->len; at++)
    if (bytes[at] == '\n' ||
        (bytes[at] == '\r' && (at + 1 == reader->len || bytes[at + 1] != '\n')))
      return at + 1;
  return 0;
}

void ec_reader_lines(struct ec_reader *reader)
{
  const size_t mark = sizeof BYTE_ORDER_MARK - 1;
  const bool has_returns = reader->len && memchr(reader->bytes, '\r', reader->len);
  size_t count = 1, at = 0;
  while (at < reader->len && (at = line_end(reader, at, has_returns)) != 0)
    count++;
  uint32_t *lines = ec_pool_alloc(reader->pool, count, sizeof *lines);
  if (reader->len >= mark && memcmp(reader->bytes, BYTE_ORDER_MARK, mark) == 0)
    lines[0] = (uint32_t)mark;
  count = 1;
  for (at = 0; at < reader->len && (at = line_end(reader, at, has_returns)) != 0;)
    lines[count++] = (uint32_t)at;
  reader->registry->lines = lines;
  reader->registry->line_count = count;
}

/* The last run that does not begin behind `at`; there is one. */
static const struct ec_registry_run *run_at(const struct ec_registry_runs *runs, size_t at)
{
  size_t low = 0, high = runs->count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (runs->runs[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return &runs->runs[low];
}

struct ec_place ec_registry_place(const struct ec_registry *registry,
                                  const struct ec_registry_runs *runs, size_t at,
                                  struct ec_place tag)
{
  if (!runs || !runs->count || !registry->line_count)
    return tag;
  const struct ec_registry_run *run = run_at(runs, at);
  /* Behind the last byte of the text is behind the last run, which may be a reference. */
  const size_t offset = run->offset + (at > run->at ? at - run->at : 0);
  size_t low = 0, high = registry->line_count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (registry->lines[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  const size_t begin = registry->lines[low];
  return (struct ec_place){(uint32_t)low + 1, (uint32_t)(offset > begin ? offset - begin : 0) + 1};
}
