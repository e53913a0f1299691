/* SPDX-License-Identifier: MIT */
#include "lint_run.h"

#include <string.h>

#include "lint_units.h"

/* Texts between two reports of progress. */
#define REPORT_EVERY 1000

void ec_lint_open(struct ec_lint *lint, struct ec_pool *pool, struct ec_pool *scratch)
{
  *lint = (struct ec_lint){.pool = pool, .scratch = scratch};
}

static void judge_unit(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  lint->unit_first = lint->finding_count;
  ec_lint_pattern(lint, unit);
  ec_lint_argument(lint, unit);
  ec_lint_plural(lint, unit);
  ec_lint_characters(lint, unit);
  ec_lint_chinese(lint, unit);
  ec_lint_remediation(lint, unit);
}

void ec_lint_judge(struct ec_lint *lint, struct ec_lint_file *file,
                   const struct ec_lint_progress *progress)
{
  struct ec_lint_units units;
  struct ec_lint_unit unit;
  const size_t first = lint->finding_count;
  lint->unit_first = first;
  lint->spaces = (struct ec_lint_spaces){{0}, {0}};
  lint->stops = (struct ec_lint_stops){{0}, {0}};
  lint->markup = (struct ec_lint_markup){false, false, false};
  if (file->is_registry)
    ec_lint_registry(lint, file);
  else
    ec_lint_catalog(lint, file);
  ec_lint_units_find(lint, file, &units);
  for (size_t i = 0; i < units.count; i++) {
    const struct ec_pool_mark mark = ec_pool_mark(lint->scratch);
    if (progress && i % REPORT_EVERY == 0)
      progress->report(progress->context, file, i, units.count);
    ec_lint_unit_get(&units, i, &unit);
    ec_lint_unit_read(lint, &unit);
    judge_unit(lint, &unit);
    ec_pool_release(lint->scratch, mark);
  }
  ec_lint_settle(lint, first);
  lint->unit_first = lint->finding_count;
  ec_lint_terms(lint, &units);
  ec_lint_spacing(lint, &units);
}
