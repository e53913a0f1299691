/* SPDX-License-Identifier: MIT */
#include "mend.h"

#include <stdlib.h>
#include <string.h>

#include "rules.h"

/* By their places in the file; of the same place the longer one last. */
static int compare(const void *a, const void *b)
{
  const struct ec_po_edit *x = a, *y = b;
  if (x->string->begin != y->string->begin)
    return x->string->begin < y->string->begin ? -1 : 1;
  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return (x->end > y->end) - (x->end < y->end);
}

/* Whether the second change is of other bytes. What is put in beside another change may be in the
 * wrong order. */
static bool is_apart(const struct ec_po_edit *one, const struct ec_po_edit *other)
{
  if (one->string != other->string || one->end < other->begin)
    return true;
  return one->end == other->begin && one->begin < one->end && other->begin < other->end;
}

/* Leaves out what overlaps the one before. It is found again in the next round. */
static size_t drop_overlapping(struct ec_po_edit *edits, size_t count)
{
  size_t kept = 0;
  qsort(edits, count, sizeof *edits, compare);
  for (size_t i = 0; i < count; i++)
    if (!kept || is_apart(&edits[kept - 1], &edits[i]))
      edits[kept++] = edits[i];
  return kept;
}

static size_t collect(const struct ec_finding *findings, size_t count, const bool *selected,
                      struct ec_po_edit *edits)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (findings[i].mended && findings[i].string && selected[findings[i].rule - ec_rules])
      edits[kept++] = (struct ec_po_edit){findings[i].string, findings[i].mend_begin,
                                          findings[i].mend_end, findings[i].mended};
  return kept;
}

/* Leaves out what the file's charset has no characters for. */
static size_t drop_unwritable(const struct ec_po *po, struct ec_po_edit *edits, size_t count)
{
  struct ec_codeset codeset;
  size_t kept = 0;
  ec_codeset_open(&codeset, po->charset);
  for (size_t i = 0; i < count; i++)
    if (ec_codeset_holds(&codeset, edits[i].text))
      edits[kept++] = edits[i];
  ec_codeset_close(&codeset);
  return kept;
}

static bool mend_file(struct ec_catalogs *catalogs, size_t i, struct ec_po_edit *edits,
                      size_t count)
{
  struct ec_lint_file *file = &catalogs->files[i];
  struct ec_string out = {.pool = &catalogs->tool->pool};
  const struct ec_po_edit *failed;
  const size_t writable = drop_unwritable(&file->po, edits, count);
  const size_t kept = drop_overlapping(edits, writable);
  catalogs->facts[i].unwritable = count - writable;
  if (!kept)
    return false;
  if (!ec_po_write(&file->po, edits, kept, &out, &failed)) {
    catalogs->facts[i].unwritable = count;
    return false;
  }
  if (out.len == file->len && memcmp(out.bytes, file->bytes, out.len) == 0)
    return false;
  file->bytes = ec_string_get(&out);
  file->len = out.len;
  catalogs->facts[i].mended += kept;
  return true;
}

bool ec_mend(struct ec_catalogs *catalogs, const struct ec_lint *lint, const bool *selected)
{
  struct ec_po_edit *edits = ec_pool_alloc(lint->pool, lint->finding_count + 1, sizeof *edits);
  bool changed = false;
  /* Findings are sorted by file: each is looked at once. */
  for (size_t from = 0, to; from < lint->finding_count; from = to) {
    const struct ec_lint_file *file = lint->findings[from].file;
    for (to = from; to < lint->finding_count && lint->findings[to].file == file;)
      to++;
    const size_t count = collect(lint->findings + from, to - from, selected, edits);
    if (count && !file->po.faults_found)
      changed = mend_file(catalogs, (size_t)(file - catalogs->files), edits, count) || changed;
  }
  return changed;
}
