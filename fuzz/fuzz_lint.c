/* SPDX-License-Identifier: MIT */
/* Any bytes as a registry and, behind the first line "====", a catalog of it, judged by all rules.
 * Each finding is of a place of its file and of a rule, and judging once more finds the same. What
 * mends a finding is what the file says when it has been written and read again, and is no fault
 * of the catalog. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lint_run.h"
#include "rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { REGISTRY, CATALOG, FILES, MENDED_MAX = 8 };

struct judged {
  struct ec_pool pool, scratch;
  struct ec_lint lint;
  struct ec_lint_file files[FILES];
};

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

static void judge(struct judged *judged, const char *const bytes[FILES], const size_t len[FILES],
                  enum ec_spacing spacing)
{
  ec_pool_init(&judged->pool, out_of_memory, NULL);
  ec_pool_init(&judged->scratch, out_of_memory, NULL);
  ec_lint_open(&judged->lint, &judged->pool, &judged->scratch);
  judged->lint.spacing = spacing;
  for (int i = 0; i < FILES; i++) {
    struct ec_lint_file *file = &judged->files[i];
    *file = (struct ec_lint_file){.path = i == REGISTRY ? "shop.xml" : "shop.zh_CN.po",
                                  .name = "file",
                                  .bytes = bytes[i],
                                  .len = len[i],
                                  .is_registry = i == REGISTRY};
    ec_lint_read(&judged->lint, file);
  }
  judged->files[CATALOG].registry_file =
      ec_lint_registry_of(&judged->files[CATALOG], judged->files, FILES);
  for (int i = 0; i < FILES; i++)
    ec_lint_judge(&judged->lint, &judged->files[i], NULL);
  ec_lint_finish(&judged->lint, judged->files, FILES, NULL, NULL);
}

static void forget(struct judged *judged)
{
  ec_pool_free(&judged->pool);
  ec_pool_free(&judged->scratch);
}

/* -------------------------------------------------------------------- places */

/* How long a line of the file is; SIZE_MAX: there is no such line. */
static size_t line_len(const struct ec_lint_file *file, uint32_t line)
{
  const char *p = file->bytes, *end = p + file->len;
  if (file->len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
    p += 3;
  for (; line > 1; line--) {
    p = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    if (!p++)
      return SIZE_MAX;
  }
  const char *feed = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
  return (size_t)((feed ? feed : end) - p);
}

static void check_place(const struct ec_lint_file *file, struct ec_place place)
{
  assert(place.line && place.column);
  const size_t len = line_len(file, place.line);
  assert(len != SIZE_MAX && place.column <= len + 1);
}

static void check_finding(const struct judged *judged, const struct ec_finding *finding)
{
  assert(finding->rule >= ec_rules && finding->rule < ec_rules + ec_rule_count);
  assert(finding->file >= judged->files && finding->file < judged->files + FILES);
  assert(finding->end.line > finding->place.line || (finding->end.line == finding->place.line &&
                                                     finding->end.column >= finding->place.column));
  if (finding->file->is_registry)
    return; /* which may be in UTF-16 */
  check_place(finding->file, finding->place);
  check_place(finding->file, finding->end);
}

static void check_findings(const struct judged *judged)
{
  const struct ec_finding *findings = judged->lint.findings;
  for (size_t i = 0; i < judged->lint.finding_count; i++) {
    check_finding(judged, &findings[i]);
    assert(!i || findings[i - 1].file <= findings[i].file);
  }
}

static void check_same(const struct judged *one, const struct judged *other)
{
  assert(one->lint.finding_count == other->lint.finding_count);
  for (size_t i = 0; i < one->lint.finding_count; i++) {
    const struct ec_finding *x = &one->lint.findings[i], *y = &other->lint.findings[i];
    assert(x->rule == y->rule && x->place.line == y->place.line &&
           x->place.column == y->place.column && x->arg_count == y->arg_count);
  }
}

/* -------------------------------------------------------------------- mending */

static bool is_boundary(const char *text, size_t at)
{
  return (text[at] & '\xC0') != '\x80';
}

/* The same string of another reading of the catalog. */
static const struct ec_po_string *counterpart(const struct ec_po *po, const struct ec_po *again,
                                              const struct ec_po_string *string)
{
  for (size_t i = 0; i < po->entry_count; i++)
    for (size_t t = 0; t < po->entries[i].translation_count; t++)
      if (&po->entries[i].translations[t] == string)
        return &again->entries[i].translations[t];
  abort();
}

static void check_mend(struct judged *judged, const struct ec_finding *finding)
{
  const struct ec_po *po = &judged->files[CATALOG].po;
  const struct ec_po_string *string = finding->string;
  const struct ec_po_edit edit = {string, finding->mend_begin, finding->mend_end, finding->mended},
                          *failed;
  struct ec_string out = {.pool = &judged->pool}, expected = {.pool = &judged->pool};
  struct ec_po again;
  assert(edit.begin <= edit.end && edit.end <= string->len);
  assert(is_boundary(string->text, edit.begin) && is_boundary(string->text, edit.end));
  if (po->faults_found || !ec_po_write(po, &edit, 1, &out, &failed))
    return;
  ec_string_add(&expected, string->text, edit.begin);
  ec_string_adds(&expected, edit.text);
  ec_string_add(&expected, string->text + edit.end, string->len - edit.end);
  ec_po_read(&again, &judged->pool, out.bytes, out.len);
  assert(again.faults_found == 0 && again.entry_count == po->entry_count);
  const struct ec_po_string *now = counterpart(po, &again, string);
  assert(now->len == expected.len);
  assert(!expected.len || memcmp(now->text, expected.bytes, expected.len) == 0);
}

static void check_mends(struct judged *judged)
{
  const size_t found = judged->lint.finding_count;
  size_t mended = 0;
  for (size_t i = 0; i < found && mended < MENDED_MAX; i++)
    if (judged->lint.findings[i].mended) {
      assert(judged->lint.findings[i].string && judged->lint.findings[i].rule->mends);
      check_mend(judged, &judged->lint.findings[i]);
      mended++;
    }
}

/* ------------------------------------------------------------------------ all */

/* Where the first of the lines that come between begins, and the catalog; `size` when there is
 * none. */
static size_t find_break(const uint8_t *data, size_t size, size_t *catalog)
{
  static const char line[] = "\n====\n";
  const size_t len = sizeof line - 1;
  for (size_t i = 0; i + len <= size; i++)
    if (memcmp(data + i, line, len) == 0) {
      *catalog = i + len;
      return i + 1;
    }
  return *catalog = size;
}

/* Of just that size, so that a sanitizer sees each byte that is read behind it. */
static char *copy(const uint8_t *data, size_t size)
{
  char *bytes = malloc(size ? size : 1);
  if (!bytes)
    abort();
  if (size)
    memcpy(bytes, data, size);
  return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct judged one, other;
  size_t catalog;
  const size_t end = find_break(data, size, &catalog);
  char *registry_bytes = copy(data, end), *catalog_bytes = copy(data + catalog, size - catalog);
  const char *const bytes[FILES] = {registry_bytes, catalog_bytes};
  const size_t len[FILES] = {end, size - catalog};
  const enum ec_spacing spacing = (enum ec_spacing)(size % 4);
  judge(&one, bytes, len, spacing);
  judge(&other, bytes, len, spacing);
  check_findings(&one);
  check_same(&one, &other);
  check_mends(&one);
  forget(&one);
  forget(&other);
  free(registry_bytes);
  free(catalog_bytes);
  return 0;
}
