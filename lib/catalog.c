/* SPDX-License-Identifier: MIT */
#include "catalog.h"

#include <string.h>

#include "status.h"

static const struct ec_text withheld[] = {
    [ERRCAT_OUTCOME_UNTRANSLATED] = {.outcome = ERRCAT_OUTCOME_UNTRANSLATED},
    [ERRCAT_OUTCOME_STALE] = {.outcome = ERRCAT_OUTCOME_STALE},
    [ERRCAT_OUTCOME_BROKEN] = {.outcome = ERRCAT_OUTCOME_BROKEN},
    [ERRCAT_OUTCOME_INCOMPLETE] = {.outcome = ERRCAT_OUTCOME_INCOMPLETE},
};

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
  catalog->slots = NULL;
  if (catalog->formats)
    ec_formats_close(catalog->formats);
  catalog->formats = NULL;
  if (catalog->compiled)
    ec_slabs_free(catalog->compiled);
  catalog->compiled = NULL;
  ec_arena_free(&catalog->arena);
}

void ec_catalog_refuse(struct ec_catalog *catalog, const struct errcat_error *error)
{
  ec_catalog_close(catalog);
  catalog->mo = (struct ec_mo){0};
  catalog->source = false;
  catalog->refused = true;
  catalog->error = *error;
  ec_error_prefix(&catalog->error, catalog->file ? catalog->file : catalog->name);
}

/* ----------------------------------------------------------------- judging */

/* An entry's key, and its code and place: NULL when there is none. */
struct found {
  struct ec_key key;
  const struct ec_code *code;
  size_t place;
};

/* Takes in entry i, "CODE/message" or "CODE/remediation" of a code. Of several with the same
 * context only the one that translates the source's own text is fresh. */
static void take(struct ec_catalog *catalog, const struct found *found, size_t i, bool message)
{
  const struct ec_code *code = found->code;
  const char *id = found->key.id;
  struct ec_slot *slot = &catalog->slots[found->place];
  const char *source =
      ec_codes_source_text(catalog->codes, code, message ? code->message : code->remediation);
  if (!message && !source && code->message)
    return; /* a remediation that the source does not have */
  if ((message ? slot->message : slot->remediation) || !catalog->mo.entries[i].text_len)
    return;
  if (source && source != id && strcmp(source, id) != 0)
    slot->stale = 1;
  else if (message)
    slot->message = (uint32_t)(i + 1) & 0x7fffffff;
  else
    slot->remediation = (uint32_t)(i + 1);
}

/* Whether the code sorts before that of the entry. */
static bool precedes(const struct ec_code *code, const struct ec_mo_entry *entry)
{
  size_t len = code->code_len < entry->key_len ? code->code_len : entry->key_len;
  int order = memcmp(code->code, entry->key, len);
  return order < 0 || (!order && len < entry->key_len);
}

/* Both the entries and the codes are sorted, so that an entry's code is mostly the one at *next or
 * soon after; a look-up finds the others, for "A-1/" sorts before "A/". False when the key is
 * none. */
static bool find(const struct ec_codes *codes, const struct ec_mo_entry *entry, size_t *next,
                 struct found *found)
{
  for (; *next < codes->count; ++*next) {
    found->code = &codes->sorted[*next];
    found->place = codes->order[*next];
    if (ec_key_split_of(entry, found->code->code, found->code->code_len, &found->key))
      return true;
    if (!precedes(found->code, entry))
      break;
  }
  found->code = NULL;
  if (!ec_key_split(entry, &found->key))
    return false;
  found->code = ec_codes_find(codes, found->key.code, found->key.code_len);
  if (found->code)
    found->place = ec_codes_place(codes, found->code);
  return true;
}

static void take_all(struct ec_catalog *catalog)
{
  size_t next = 0;
  for (size_t i = 0; i < catalog->mo.count; i++) {
    struct found found;
    if (!find(catalog->codes, &catalog->mo.entries[i], &next, &found))
      continue;
    bool message = ec_key_is(&found.key, "message");
    if (!message && !ec_key_is(&found.key, "remediation"))
      catalog->metadata += found.key.field[0] == '@';
    else if (found.code)
      take(catalog, &found, i, message);
    else
      catalog->unknown += message;
  }
}

/* Of a source's texts for one code, of which one is empty: then another of the same context, that
 * is one for a source text which is not the first, makes it stale. */
static void take_again(struct ec_catalog *catalog, size_t place)
{
  const struct ec_code *code = &catalog->codes->list[place];
  struct found found = {.code = code, .place = place};
  for (size_t i = code->message - 1;
       i < catalog->mo.count &&
       ec_key_split_of(&catalog->mo.entries[i], code->code, code->code_len, &found.key);
       i++)
    if (ec_key_is(&found.key, "message") || ec_key_is(&found.key, "remediation"))
      take(catalog, &found, i, ec_key_is(&found.key, "message"));
}

/* As take_all() for the catalog that the codes were read from: they tell where their texts are. */
static void take_source(struct ec_catalog *catalog)
{
  const struct ec_codes *codes = catalog->codes;
  catalog->metadata = codes->metadata;
  for (size_t place = 0; place < codes->places; place++) {
    const struct ec_code *code = &codes->list[place];
    if (!ec_codes_taken(codes, place))
      continue;
    if (code->empty) {
      take_again(catalog, place);
      continue;
    }
    catalog->slots[place].message = code->message & 0x7fffffff;
    catalog->slots[place].remediation = code->remediation;
  }
}

errcat_status ec_catalog_judge(struct ec_catalog *catalog, const struct ec_codes *codes,
                               struct ec_zones *zones)
{
  catalog->formats = ec_formats_open(catalog->arena.mem, catalog->locale.name, zones);
  struct ec_slot *slots = ec_arena_alloc(&catalog->arena, codes->places, sizeof *slots);
  struct ec_slabs *slabs = ec_arena_alloc(&catalog->arena, 1, sizeof *slabs);
  if (!catalog->formats || !slots || !slabs)
    return ERRCAT_E_NOMEM;
  ec_slabs_init(slabs, catalog->arena.mem);
  catalog->compiled = slabs;
  for (size_t i = 0; i < codes->places; i++) {
    slots[i] = (struct ec_slot){.message = 0};
    atomic_init(&slots[i].text, NULL);
  }
  catalog->codes = codes;
  catalog->slots = slots;
  if (catalog->source)
    take_source(catalog);
  else
    take_all(catalog);
  for (size_t i = 0; i < codes->places; i++)
    if (!slots[i].message && !slots[i].remediation)
      atomic_init(&slots[i].text,
                  &withheld[slots[i].stale ? ERRCAT_OUTCOME_STALE : ERRCAT_OUTCOME_UNTRANSLATED]);
  return ERRCAT_OK;
}

/* --------------------------------------------------------------- compiling */

/* The verdict over a code's texts, none of which is broken. */
static enum errcat_outcome verdict(const struct ec_slot *slot, const struct ec_code *code)
{
  bool complete = !code->message || !slot->remediation == !code->remediation;
  if (slot->message && complete)
    return ERRCAT_OUTCOME_SERVES;
  return slot->stale ? ERRCAT_OUTCOME_STALE : ERRCAT_OUTCOME_INCOMPLETE;
}

/* The two texts of a code on their way to patterns. */
struct pair {
  struct ec_pattern_source source[2]; /* message, remediation */
  size_t size[2];                     /* of the pattern; 0: there is no such text */
};

static enum errcat_outcome measure(const struct ec_catalog *catalog, size_t code,
                                   const struct ec_details *details, struct pair *pair)
{
  const struct ec_slot *slot = &catalog->slots[code];
  const uint32_t entry[2] = {slot->message, slot->remediation};
  *pair = (struct pair){.size = {0, 0}};
  for (int i = 0; i < 2; i++) {
    if (!entry[i])
      continue;
    const struct ec_mo_entry *text = &catalog->mo.entries[entry[i] - 1];
    pair->source[i] = (struct ec_pattern_source){
        .text = text->text, .len = text->text_len, .hidden = !catalog->codes->mo};
    if (details) {
      pair->source[i].declared = details->declared;
      pair->source[i].declared_count = details->info.arg_count;
    }
    if (ec_pattern_measure(&pair->source[i], &pair->size[i], NULL) != ERRCAT_OK)
      return ERRCAT_OUTCOME_BROKEN;
  }
  return verdict(slot, &catalog->codes->list[code]);
}

static size_t align(size_t size)
{
  const size_t unit = _Alignof(max_align_t);
  return (size + unit - 1) / unit * unit;
}

/* One block: the text, then its patterns. Sets *size to the block's. */
static const struct ec_text *build(struct ec_slabs *slabs, const struct pair *pair, size_t *size)
{
  size_t message = EC_TEXT_SIZE, remediation = message + align(pair->size[0]);
  *size = remediation + pair->size[1];
  char *block = ec_slabs_alloc(slabs, *size);
  if (!block)
    return NULL;
  struct ec_text *text = (struct ec_text *)block;
  struct ec_pattern *patterns[2] = {(struct ec_pattern *)(block + message), NULL};
  if (pair->size[1])
    patterns[1] = (struct ec_pattern *)(block + remediation);
  for (int i = 0; i < 2; i++)
    if (patterns[i])
      ec_pattern_build(&pair->source[i], patterns[i]);
  *text = (struct ec_text){patterns[0], patterns[1], ERRCAT_OUTCOME_SERVES};
  return text;
}

/* The code's declared arguments; *mine says that they are to be released. NULL and *mine when out
 * of memory; NULL alone when there are none. */
static const struct ec_details *declared(const struct ec_catalog *catalog, size_t code, bool *mine)
{
  const struct ec_codes *codes = catalog->codes;
  const struct ec_details *known =
      atomic_load_explicit(&codes->details[code], memory_order_acquire);
  *mine = !known && ec_codes_arg_count(codes, &codes->list[code]);
  return *mine ? ec_codes_describe(codes, &codes->list[code], catalog->arena.mem) : known;
}

const struct ec_text *ec_catalog_compile(const struct ec_catalog *catalog, size_t code)
{
  const struct errcat_allocator *mem = catalog->arena.mem;
  bool mine;
  const struct ec_details *details = declared(catalog, code, &mine);
  if (!details && mine)
    return NULL;
  struct pair pair;
  enum errcat_outcome outcome = measure(catalog, code, details, &pair);
  const struct ec_text *text = &withheld[outcome], *other = NULL;
  size_t size = 0;
  if (outcome == ERRCAT_OUTCOME_SERVES)
    text = build(catalog->compiled, &pair, &size);
  if (mine)
    mem->release(mem->context, (void *)(uintptr_t)details);
  if (!text || atomic_compare_exchange_strong_explicit(&catalog->slots[code].text, &other, text,
                                                       memory_order_acq_rel, memory_order_acquire))
    return text;
  if (size) /* another thread was quicker, and came to the same */
    ec_slabs_return(catalog->compiled, (void *)(uintptr_t)text, size);
  return other;
}

enum errcat_outcome ec_catalog_outcome(const struct ec_catalog *catalog, size_t code)
{
  struct pair pair;
  const struct ec_text *text =
      atomic_load_explicit(&catalog->slots[code].text, memory_order_acquire);
  return text ? text->outcome : measure(catalog, code, NULL, &pair);
}
