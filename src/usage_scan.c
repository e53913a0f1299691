/* SPDX-License-Identifier: MIT */

/* One source against the codes of the registries. */

#include <stdlib.h>
#include <string.h>

#include "source.h"
#include "usage.h"

#define GENERATED "ERRCAT_HEADER_OF_"
#define IGNORE "errcat: ignore"

/* Findings of a file that get a suggestion, for which all codes are looked at: where there are
 * more, the file is not what was meant. */
#define NEAR_MAX 100

struct scan {
  struct ec_usage *usage;
  const char *bytes;
  size_t len;
  struct ec_usage_finding *findings; /* with the offset in place.column until places() */
  size_t count, size;
  uint32_t *ignored; /* where comments begin that say so */
  size_t ignored_count, ignored_size;
  bool generated;
};

static void *room(struct scan *scan, void *array, size_t count, size_t *size, size_t element)
{
  if (count < *size)
    return array;
  *size = *size * 2 + 16;
  void *larger = ec_pool_alloc(scan->usage->pool, *size, element);
  if (count)
    memcpy(larger, array, count * element);
  return larger;
}

static void find(struct scan *scan, enum ec_usage_kind kind, const char *text, uint32_t offset,
                 const struct ec_usage_code *code)
{
  struct ec_pool *pool = scan->usage->pool;
  scan->findings = room(scan, scan->findings, scan->count, &scan->size, sizeof *scan->findings);
  scan->findings[scan->count++] = (struct ec_usage_finding){
      kind, {0, offset}, ec_pool_copy(pool, text, strlen(text)), code, NULL};
}

/* ------------------------------------------------------------------- codes */

static bool is_code_byte(char byte)
{
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || (byte && strchr("_.:-", byte));
}

/* Marks the code that has this form. False when there is none. */
static bool use(struct scan *scan, const char *form, uint32_t offset)
{
  struct ec_usage_code *code = ec_usage_form(scan->usage, form);
  if (!code)
    return false;
  code->used = true;
  if (code->entry->retired)
    find(scan, EC_USAGE_RETIRED, form, offset, code);
  return true;
}

/* A run of bytes that codes are made of, within a longer literal. */
static void use_run(struct scan *scan, const char *bytes, const uint32_t *offsets, size_t len)
{
  char form[ERRCAT_CODE_MAX + 1];
  while (len && strchr("_.:-", bytes[len - 1]))
    len--;
  if (!len || len > ERRCAT_CODE_MAX)
    return;
  memcpy(form, bytes, len);
  form[len] = '\0';
  if (!ec_usage_is_numbered(scan->usage, form)) {
    const char *colon = strchr(form, ':'); /* "code:SHOP_2" */
    if (colon)
      use_run(scan, bytes + (colon - form) + 1, offsets + (colon - form) + 1,
              len - (size_t)(colon - form) - 1);
    return;
  }
  if (!use(scan, form, *offsets))
    find(scan, EC_USAGE_UNKNOWN, form, *offsets, NULL);
}

static void on_string(void *context, const char *bytes, const uint32_t *offsets, size_t len)
{
  struct scan *scan = context;
  char whole[ERRCAT_CODE_MAX + 1];
  if (scan->generated || !len)
    return;
  size_t run = 0;
  while (run < len && is_code_byte(bytes[run]))
    run++;
  const bool directive = run < len && bytes[run] == '%';
  if (run && run <= ERRCAT_CODE_MAX && (run == len || directive)) {
    memcpy(whole, bytes, run);
    whole[run] = '\0';
    if (run == len && use(scan, whole, *offsets))
      return;
    /* Of codes with digits it may as well be what someone compares others with. */
    if ((directive || !ec_usage_is_stem(scan->usage, whole)) &&
        ec_usage_use_all(scan->usage, whole))
      return;
    if (run == len && ec_usage_is_named(scan->usage, whole)) {
      find(scan, EC_USAGE_UNKNOWN, whole, *offsets, NULL);
      return;
    }
  }
  for (size_t i = 0; i < len; i += run + 1) {
    for (run = 0; i + run < len && is_code_byte(bytes[i + run]);)
      run++;
    use_run(scan, bytes + i, offsets + i, run);
  }
}

static void on_identifier(void *context, const char *name, size_t offset)
{
  struct scan *scan = context;
  scan->generated = scan->generated || strncmp(name, GENERATED, sizeof GENERATED - 1) == 0;
  struct ec_usage_code *code = scan->generated ? NULL : ec_usage_name(scan->usage, name);
  if (!code)
    return;
  code->used = true;
  if (code->entry->retired)
    find(scan, EC_USAGE_RETIRED, name, (uint32_t)offset, code);
}

/* ------------------------------------------------------------------ comments */

static void on_comment(void *context, size_t offset, size_t len)
{
  struct scan *scan = context;
  const size_t mark = sizeof IGNORE - 1;
  for (size_t i = 0; i + mark <= len; i++) {
    if (memcmp(scan->bytes + offset + i, IGNORE, mark) != 0)
      continue;
    scan->ignored =
        room(scan, scan->ignored, scan->ignored_count, &scan->ignored_size, sizeof *scan->ignored);
    scan->ignored[scan->ignored_count++] = (uint32_t)offset;
    return;
  }
}

/* -------------------------------------------------------------------- places */

struct cursor {
  uint32_t at, line, line_start;
};

static void advance(const struct scan *scan, struct cursor *cursor, uint32_t at)
{
  for (; cursor->at < at; cursor->at++) {
    if (scan->bytes[cursor->at] != '\n')
      continue;
    cursor->line++;
    cursor->line_start = cursor->at + 1;
  }
}

static int by_offset(const void *a, const void *b)
{
  const struct ec_usage_finding *x = a, *y = b;
  return x->place.column < y->place.column ? -1 : x->place.column > y->place.column;
}

/* Gives each finding its line and column, and drops those of lines that are ignored. */
static void places(struct scan *scan)
{
  struct cursor cursor = {.line = 1}, comment = {.line = 1};
  size_t kept = 0, next = 0;
  for (size_t i = 0; i < scan->ignored_count; i++) {
    advance(scan, &comment, scan->ignored[i]);
    scan->ignored[i] = comment.line;
  }
  if (scan->count)
    qsort(scan->findings, scan->count, sizeof *scan->findings, by_offset);
  for (size_t i = 0; i < scan->count; i++) {
    struct ec_usage_finding finding = scan->findings[i];
    advance(scan, &cursor, finding.place.column);
    finding.place = (struct ec_place){cursor.line, finding.place.column - cursor.line_start + 1};
    while (next < scan->ignored_count && scan->ignored[next] < cursor.line)
      next++;
    if (next == scan->ignored_count || scan->ignored[next] != cursor.line)
      scan->findings[kept++] = finding;
  }
  scan->count = kept;
}

size_t ec_usage_scan(struct ec_usage *usage, const char *bytes, size_t len,
                     struct ec_usage_finding **findings)
{
  struct scan scan = {.usage = usage, .bytes = bytes, .len = len};
  const struct ec_source_handler handler = {on_string, on_identifier, on_comment, &scan};
  ec_source_scan(usage->pool, bytes, len, &handler);
  places(&scan);
  for (size_t i = 0; i < scan.count && i < NEAR_MAX; i++)
    if (scan.findings[i].kind == EC_USAGE_UNKNOWN)
      scan.findings[i].near = ec_usage_near(usage, scan.findings[i].text);
  *findings = scan.findings;
  return scan.count;
}
