/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "bundle.h"
#include "status.h"

/* Handles. A program numbers the codes that it knows, once; each bundle maps these ordinals to
 * what it has for them:
 *
 *   handle {table, 1}      table->codes     bound->codes          codes.list
 *                          [0] "B"          [0] 3                 [0] "A"
 *                          [1] "A"   --->   [1] 1          --->   [0]
 *                          [2] "X"          [2] 0: unknown
 *
 * A table is found by its address, which needs no look at the table itself; one in another place
 * with the same fingerprint, as two files of a program may have it, is found by that. */

uint64_t errcat_table_fingerprint(const char *const *codes, size_t count)
{
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < count; i++) {
    const char *byte = codes[i];
    do
      hash = (hash ^ (unsigned char)*byte) * UINT64_C(0x100000001b3);
    while (*byte++);
  }
  return hash;
}

static bool has_null(const struct errcat_table *table)
{
  for (uint32_t i = 0; i < table->count; i++)
    if (!table->codes[i])
      return true;
  return false;
}

errcat_status ec_tables_check(const struct errcat_options *options, struct errcat_error *err)
{
  if (options->table_count && !options->tables)
    return ec_fail(err, ERRCAT_E_INVALID, 0, "there are no tables, but their count is %zu",
                   options->table_count);
  for (size_t i = 0; i < options->table_count; i++) {
    const struct errcat_table *table = options->tables[i];
    if (!table || table->reserved || (table->count && (!table->codes || has_null(table))))
      return ec_fail(err, ERRCAT_E_INVALID, 0, "table %zu lacks its codes, or is not clear", i);
    if (errcat_table_fingerprint(table->codes, table->count) != table->fingerprint)
      return ec_fail(err, ERRCAT_E_INVALID, 0,
                     "table %zu has a fingerprint that is not that of its codes", i);
  }
  return ERRCAT_OK;
}

static bool bind(struct errcat_bundle *bundle, struct ec_bound *bound,
                 const struct errcat_table *table)
{
  *bound = (struct ec_bound){
      .table = table,
      .fingerprint = table->fingerprint,
      .count = table->count,
      .codes = ec_arena_alloc(&bundle->arena, table->count, sizeof *bound->codes),
  };
  if (!bound->codes)
    return false;
  for (uint32_t i = 0; i < table->count; i++) {
    const char *text = table->codes[i];
    const struct ec_code *code = ec_codes_find(&bundle->codes, text, strlen(text));
    bound->codes[i] = code ? (uint32_t)(code - bundle->codes.list) + 1 : 0;
  }
  return true;
}

errcat_status ec_tables_bind(struct errcat_bundle *bundle, const struct errcat_options *options)
{
  bundle->tables = ec_arena_alloc(&bundle->arena, options->table_count, sizeof *bundle->tables);
  if (!bundle->tables)
    return ERRCAT_E_NOMEM;
  for (size_t i = 0; i < options->table_count; i++) {
    if (!bind(bundle, &bundle->tables[i], options->tables[i]))
      return ERRCAT_E_NOMEM;
    bundle->table_count++;
  }
  if (bundle->table_count)
    bundle->first = bundle->tables[0];
  return ERRCAT_OK;
}

/* The bound table that is at this address, or else the same. */
static const struct ec_bound *bound_of(const struct errcat_bundle *bundle,
                                       const struct errcat_table *table)
{
  for (size_t i = 0; i < bundle->table_count; i++)
    if (bundle->tables[i].table == table)
      return &bundle->tables[i];
  for (size_t i = 0; i < bundle->table_count; i++)
    if (bundle->tables[i].fingerprint == table->fingerprint &&
        bundle->tables[i].count == table->count)
      return &bundle->tables[i];
  return NULL;
}

const struct ec_code *ec_tables_find(const struct errcat_bundle *bundle,
                                     struct errcat_handle handle, const char **text)
{
  *text = NULL;
  if (!handle.table)
    return NULL;
  const struct ec_bound *bound = bound_of(bundle, handle.table);
  if (bound && handle.ordinal < bound->count && bound->codes[handle.ordinal])
    return &bundle->codes.list[bound->codes[handle.ordinal] - 1];
  if (handle.ordinal >= handle.table->count || !handle.table->codes)
    return NULL;
  *text = handle.table->codes[handle.ordinal];
  return *text ? ec_codes_find(&bundle->codes, *text, strlen(*text)) : NULL;
}
