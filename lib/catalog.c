/* SPDX-License-Identifier: MIT */
#include "catalog.h"

#include <string.h>

#include "status.h"

errcat_status ec_catalog_load(struct ec_catalog *catalog, const char *name, const char *file,
                              const struct errcat_image *image, const struct errcat_allocator *mem)
{
  *catalog = (struct ec_catalog){.name = name, .file = file};
  ec_arena_init(&catalog->arena, mem);
  struct errcat_error error = {0};
  errcat_status status = ERRCAT_OK;
  if (!ec_locale_parse(&catalog->locale, name, strlen(name)))
    status = ec_fail(&error, ERRCAT_E_INVALID, 0, "\"%.64s\" is not a locale name", name);
  else if (file)
    status = ec_mo_load_file(&catalog->mo, file, &catalog->arena, &error);
  else
    status = ec_mo_load(&catalog->mo, image->data, image->len, &catalog->arena, &error);
  if (status != ERRCAT_OK)
    ec_catalog_refuse(catalog, &error);
  return status;
}

void ec_catalog_close(struct ec_catalog *catalog)
{
  ec_icu_numbers_close(catalog->numbers);
  catalog->numbers = NULL;
  ec_arena_free(&catalog->arena);
}

void ec_catalog_refuse(struct ec_catalog *catalog, const struct errcat_error *error)
{
  ec_catalog_close(catalog);
  catalog->mo = (struct ec_mo){0};
  catalog->texts = NULL;
  catalog->source = false;
  catalog->refused = true;
  catalog->error = *error;
  ec_error_prefix(&catalog->error, catalog->file ? catalog->file : catalog->name);
}

/* Compiles one text. False when out of memory; a pattern that cannot be used is marked. */
static bool compile(struct ec_catalog *catalog, struct ec_text *text, struct ec_pattern *pattern,
                    const struct ec_mo_entry *entry)
{
  errcat_status status =
      ec_pattern_compile(pattern, entry->text, entry->text_len, &catalog->arena, NULL);
  if (status != ERRCAT_OK)
    text->outcome = ERRCAT_OUTCOME_BROKEN;
  return status != ERRCAT_E_NOMEM;
}

/* Takes in an entry "CODE/message" or "CODE/remediation". Of several with the same context only
 * the one that translates the source's own text is fresh. False when out of memory. */
static bool take(struct ec_catalog *catalog, const struct ec_mo_entry *entry, struct ec_text *text,
                 bool message, const char *source_id, const char *id)
{
  bool *has = message ? &text->has_message : &text->has_remediation;
  struct ec_pattern *pattern = message ? &text->message : &text->remediation;
  if (*has || !entry->text_len)
    return true;
  if (source_id && strcmp(source_id, id) != 0) {
    if (text->outcome == ERRCAT_OUTCOME_UNTRANSLATED)
      text->outcome = ERRCAT_OUTCOME_STALE;
    return true;
  }
  *has = true;
  return compile(catalog, text, pattern, entry);
}

/* The verdict over a code's texts, when none is broken. */
static enum errcat_outcome verdict(const struct ec_text *text, const struct ec_code *code)
{
  bool no_source = code->message_id == NULL;
  bool wants_remediation = code->remediation_id != NULL;
  if (text->outcome == ERRCAT_OUTCOME_BROKEN)
    return ERRCAT_OUTCOME_BROKEN;
  if (text->has_message && (no_source || text->has_remediation == wants_remediation))
    return ERRCAT_OUTCOME_SERVES;
  if (text->outcome == ERRCAT_OUTCOME_STALE)
    return ERRCAT_OUTCOME_STALE;
  if (text->has_message || text->has_remediation)
    return ERRCAT_OUTCOME_INCOMPLETE;
  return ERRCAT_OUTCOME_UNTRANSLATED;
}

static void count(struct ec_catalog *catalog, enum errcat_outcome outcome)
{
  catalog->served += outcome == ERRCAT_OUTCOME_SERVES;
  catalog->stale += outcome == ERRCAT_OUTCOME_STALE;
  catalog->broken += outcome == ERRCAT_OUTCOME_BROKEN;
  catalog->incomplete += outcome == ERRCAT_OUTCOME_INCOMPLETE;
}

errcat_status ec_catalog_judge(struct ec_catalog *catalog, const struct ec_codes *codes)
{
  catalog->numbers = ec_icu_numbers_open(catalog->locale.name);
  catalog->texts = ec_arena_alloc(&catalog->arena, codes->count, sizeof *catalog->texts);
  if (!catalog->numbers || !catalog->texts)
    return ERRCAT_E_NOMEM;
  for (size_t i = 0; i < codes->count; i++)
    catalog->texts[i] = (struct ec_text){.outcome = ERRCAT_OUTCOME_UNTRANSLATED};

  for (size_t i = 0; i < catalog->mo.count; i++) {
    const struct ec_mo_entry *entry = &catalog->mo.entries[i];
    struct ec_key key;
    if (!ec_key_split(entry, &key))
      continue;
    bool message = ec_key_is(&key, "message");
    if (!message && !ec_key_is(&key, "remediation")) {
      catalog->metadata += key.field[0] == '@';
      continue;
    }
    const struct ec_code *code = ec_codes_find(codes, key.code, key.code_len);
    if (!code) {
      catalog->unknown += message;
      continue;
    }
    const char *source_id = message ? code->message_id : code->remediation_id;
    if (!message && !source_id && code->message_id)
      continue; /* a remediation that the source does not have */
    if (!take(catalog, entry, &catalog->texts[code - codes->list], message, source_id, key.id))
      return ERRCAT_E_NOMEM;
  }

  for (size_t i = 0; i < codes->count; i++) {
    catalog->texts[i].outcome = verdict(&catalog->texts[i], &codes->list[i]);
    if (!codes->list[i].info.foreign)
      count(catalog, catalog->texts[i].outcome);
  }
  return ERRCAT_OK;
}
