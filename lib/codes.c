/* SPDX-License-Identifier: MIT */
#include "codes.h"

#include <stdlib.h>

#include "codes_find.h"
#include "inline.h"
#include "status.h"

/* ------------------------------------------------------------------- keys */

bool ec_code_ok(const char *code, size_t len)
{
  enum { WORD = 1, LATER };
  static const unsigned char kind[256] = {
      ['0'] = WORD, ['1'] = WORD, ['2'] = WORD,  ['3'] = WORD,  ['4'] = WORD,  ['5'] = WORD,
      ['6'] = WORD, ['7'] = WORD, ['8'] = WORD,  ['9'] = WORD,  ['A'] = WORD,  ['B'] = WORD,
      ['C'] = WORD, ['D'] = WORD, ['E'] = WORD,  ['F'] = WORD,  ['G'] = WORD,  ['H'] = WORD,
      ['I'] = WORD, ['J'] = WORD, ['K'] = WORD,  ['L'] = WORD,  ['M'] = WORD,  ['N'] = WORD,
      ['O'] = WORD, ['P'] = WORD, ['Q'] = WORD,  ['R'] = WORD,  ['S'] = WORD,  ['T'] = WORD,
      ['U'] = WORD, ['V'] = WORD, ['W'] = WORD,  ['X'] = WORD,  ['Y'] = WORD,  ['Z'] = WORD,
      ['a'] = WORD, ['b'] = WORD, ['c'] = WORD,  ['d'] = WORD,  ['e'] = WORD,  ['f'] = WORD,
      ['g'] = WORD, ['h'] = WORD, ['i'] = WORD,  ['j'] = WORD,  ['k'] = WORD,  ['l'] = WORD,
      ['m'] = WORD, ['n'] = WORD, ['o'] = WORD,  ['p'] = WORD,  ['q'] = WORD,  ['r'] = WORD,
      ['s'] = WORD, ['t'] = WORD, ['u'] = WORD,  ['v'] = WORD,  ['w'] = WORD,  ['x'] = WORD,
      ['y'] = WORD, ['z'] = WORD, ['_'] = LATER, ['.'] = LATER, [':'] = LATER, ['-'] = LATER,
  };
  if (len < 1 || len > ERRCAT_CODE_MAX || kind[(unsigned char)code[0]] != WORD)
    return false;
  for (size_t i = 1; i < len; i++)
    if (!kind[(unsigned char)code[i]])
      return false;
  return true;
}

bool ec_key_split(const struct ec_mo_entry *entry, struct ec_key *key)
{
  const char *end = memchr(entry->key, '\004', entry->key_len);
  if (!end)
    return false;
  const char *slash = memchr(entry->key, '/', (size_t)(end - entry->key));
  *key = (struct ec_key){.code = entry->key, .id = end + 1};
  if (entry->key[0] == '@') {
    key->field = entry->key;
  } else if (slash) {
    key->code_len = (size_t)(slash - entry->key);
    key->field = slash + 1;
    size_t bare = key->code_len - (key->code_len && slash[-1] == '*');
    if (!ec_code_ok(key->code, bare))
      return false;
  } else {
    return false;
  }
  key->field_len = (size_t)(end - key->field);
  return true;
}

/* ------------------------------------------------------------- hash table */

/* How far from its place a code may be put. Codes that nobody chose for it are never nearly so far
 * away, however many there are; those that were would make opening a catalog take for ever. */
enum { PROBES_MAX = 4096 };

INLINE bool has_form(const struct ec_codes *codes, size_t place, const char *form, size_t len)
{
  const struct ec_code_head *head = &codes->heads[place];
  if (head->len != len)
    return false;
  return len <= EC_CODE_HEAD ? ec_code_same_bytes(head->text, form, len)
                             : ec_code_is(&codes->list[place], form, len);
}

static const struct ec_code *code_at(const struct ec_codes *codes, size_t place)
{
  const struct ec_code *code = &codes->list[place];
  return codes->heads[place].alias ? &codes->list[code->first] : code;
}

/* The tags of those at the end stand behind the last once more: GROUP - 1 of them are read. */
enum { GROUP = EC_CODES_GROUP };

/* Whether some code has this form, and *place, where. A form is at the first place that was free
 * from its own on, and none is ever taken away: there is no free one before it. Eight tags are
 * compared at once, because a processor that must guess how many it takes goes astray. */
static bool look_up(const struct ec_codes *codes, const char *form, size_t len, uint64_t hash,
                    size_t *place)
{
  const uint64_t tops = UINT64_C(0x8080808080808080);
  for (size_t at = hash & (codes->places - 1);; at = (at + GROUP) & (codes->places - 1)) {
    uint64_t tags = ec_codes_tags_at(codes, at);
    for (uint64_t marks = ec_codes_marks(tags, ec_code_tag(hash)); marks; marks &= marks - 1) {
      *place = (at + ec_codes_lowest(marks)) & (codes->places - 1);
      if (has_form(codes, *place, form, len))
        return true;
    }
    if (~tags & tops)
      return false;
  }
}

const struct ec_code *ec_codes_find(const struct ec_codes *codes, const char *code, size_t len)
{
  size_t place;
  if (len > ERRCAT_CODE_MAX + 1 || !look_up(codes, code, len, ec_code_hash(code, len), &place))
    return NULL;
  return code_at(codes, place);
}

const struct ec_code *ec_codes_foreign(const struct ec_codes *codes, const char *code, size_t len)
{
  char prefix[ERRCAT_CODE_MAX + 1];
  if (!codes->has_foreign || !ec_code_ok(code, len))
    return NULL;
  memcpy(prefix, code, len);
  for (size_t bare = len; bare; bare--) {
    prefix[bare] = '*';
    const struct ec_code *found = ec_codes_find(codes, prefix, bare + 1);
    if (found)
      return found;
  }
  return NULL;
}

/* Room for `forms` of `count` codes: one block, in the order of what must be aligned most. */
static bool make_table(struct ec_codes *codes, size_t forms, size_t count, struct ec_arena *arena)
{
  size_t places = 8;
  while (places / 16 * 13 < forms)
    places *= 2;
  const size_t size = sizeof *codes->list + sizeof *codes->details + sizeof *codes->heads +
                      sizeof *codes->order + sizeof *codes->tags;
  codes->list = ec_arena_alloc(arena, places + 1, size);
  if (!codes->list)
    return false;
  codes->details = (_Atomic(struct ec_details *) *)(codes->list + places);
  codes->order = (uint32_t *)(codes->details + places);
  codes->heads = (struct ec_code_head *)(codes->order + count);
  codes->tags = (uint8_t *)(codes->heads + places);
  memset(codes->tags, 0, places + GROUP);
  for (size_t i = 0; i < places; i++)
    atomic_init(&codes->details[i], NULL);
  codes->places = places;
  return true;
}

static void set_tag(struct ec_codes *codes, size_t place, uint8_t tag)
{
  codes->tags[place] = tag;
  if (place < GROUP)
    codes->tags[codes->places + place] = tag;
}

/* Enters a form, unless it is there, and returns whose it is then; NULL when it is entered. Sets
 * *place to where it is, or SIZE_MAX when it would have to be too far away. */
static const struct ec_code *enter(struct ec_codes *codes, const char *form, size_t len,
                                   size_t *place)
{
  uint64_t hash = ec_code_hash(form, len);
  if (look_up(codes, form, len, hash, place))
    return code_at(codes, *place);
  size_t away = 0;
  while (codes->tags[ *place = (hash + away) & (codes->places - 1)])
    if (away++ == PROBES_MAX) {
      *place = SIZE_MAX;
      return NULL;
    }
  struct ec_code_head *head = &codes->heads[*place];
  set_tag(codes, *place, ec_code_tag(hash));
  *head = (struct ec_code_head){.len = len & 0x7f};
  memcpy(head->text, form, len < EC_CODE_HEAD ? len : EC_CODE_HEAD);
  return NULL;
}

/* ------------------------------------------------------------------ index */

static int by_code(const void *a, const void *b)
{
  const struct ec_code *left = a, *right = b;
  size_t len = left->code_len < right->code_len ? left->code_len : right->code_len;
  int order = memcmp(left->code, right->code, len);
  return order ? order : (left->code_len > len) - (right->code_len > len);
}

/* They come in the order of their keys, which differs only where a code is the beginning of
 * another: "A-1/" sorts before "A/". */
static void sort(struct ec_code *list, size_t count)
{
  for (size_t i = 1; i < count; i++)
    if (by_code(&list[i - 1], &list[i]) > 0) {
      qsort(list, count, sizeof *list, by_code);
      return;
    }
}

/* `owner`: whose the form is; NULL: there is no place for it. */
static errcat_status fail_form(const struct ec_code *code, const char *form, size_t len,
                               const struct ec_code *owner, struct errcat_error *err)
{
  if (!owner)
    return ec_fail(err, ERRCAT_E_LIMIT, 0, "%.*s: more than %d codes share its hash",
                   (int)code->code_len, code->code, PROBES_MAX);
  return ec_fail(err, ERRCAT_E_METADATA, 0, "%.*s: \"%.*s\" also stands for the code %.*s",
                 (int)code->code_len, code->code, (int)len, form, (int)owner->code_len,
                 owner->code);
}

/* Enters a wire form of the code at this place, which may be the canonical form of none. */
static errcat_status add_wire(struct ec_codes *codes, size_t place, struct errcat_error *err)
{
  const struct ec_code *code = &codes->list[place];
  size_t alias;
  const struct ec_code *owner = enter(codes, code->wire, code->wire_len, &alias);
  if (owner || alias == SIZE_MAX)
    return owner == code ? ERRCAT_OK : fail_form(code, code->wire, code->wire_len, owner, err);
  codes->heads[alias].alias = true;
  codes->list[alias] = (struct ec_code){
      .code = code->wire, .code_len = code->wire_len, .first = (uint32_t)place & UINT32_MAX};
  return ERRCAT_OK;
}

static errcat_status add(struct ec_codes *codes, const struct ec_code *code,
                         struct errcat_error *err)
{
  size_t place;
  const struct ec_code *owner = enter(codes, code->code, code->code_len, &place);
  if (owner && !codes->mo)
    return ERRCAT_OK;
  if (owner || place == SIZE_MAX)
    return fail_form(code, code->code, code->code_len, owner, err);
  codes->list[place] = *code;
  codes->order[codes->count++] = (uint32_t)place;
  codes->has_foreign = codes->has_foreign || code->foreign;
  return code->wire ? add_wire(codes, place, err) : ERRCAT_OK;
}

errcat_status ec_codes_index(struct ec_codes *codes, size_t count, struct ec_arena *arena,
                             struct errcat_error *err)
{
  struct ec_code *list = codes->sorted;
  size_t forms = count;
  for (size_t i = 0; i < count; i++)
    forms += list[i].wire != NULL;
  sort(list, count);
  codes->mem = arena->mem;
  if (!make_table(codes, forms, count, arena))
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  for (size_t i = 0; i < count; i++) {
    size_t before = codes->count;
    errcat_status status = add(codes, &list[i], err);
    if (status != ERRCAT_OK)
      return status;
    if (before < codes->count && before < i)
      list[before] = list[i];
  }
  return ERRCAT_OK;
}

void ec_codes_settle(struct ec_codes *codes)
{
  if (codes->sorted)
    ec_arena_free(&codes->passing);
  codes->sorted = NULL;
}

void ec_codes_close(struct ec_codes *codes)
{
  ec_codes_settle(codes);
  for (size_t i = 0; i < codes->places; i++) {
    struct ec_details *details = atomic_load_explicit(&codes->details[i], memory_order_relaxed);
    if (details)
      codes->mem->release(codes->mem->context, details);
  }
  codes->places = 0;
}

/* ------------------------------------------------------- without a source */

static bool is_message(const struct ec_mo_entry *entry, struct ec_key *key)
{
  return ec_key_split(entry, key) && key->code_len && ec_key_is(key, "message");
}

static size_t count_messages(const struct ec_mo *mo)
{
  size_t count = 0;
  struct ec_key key;
  for (size_t i = 0; i < mo->count; i++)
    count += is_message(&mo->entries[i], &key);
  return count;
}

/* Appends the codes of one catalog. */
static void collect(struct ec_code *list, size_t *count, const struct ec_mo *mo)
{
  struct ec_key key;
  for (size_t i = 0; i < mo->count; i++)
    if (is_message(&mo->entries[i], &key))
      list[(*count)++] = (struct ec_code){.code = key.code,
                                          .code_len = key.code_len & 0x7f,
                                          .http_status = 500,
                                          .foreign = key.code[key.code_len - 1] == '*'};
}

errcat_status ec_codes_collect(struct ec_codes *codes, const struct ec_mo *const *catalogs,
                               size_t count, struct ec_arena *arena)
{
  *codes = (struct ec_codes){0};
  size_t total = 0, found = 0;
  for (size_t i = 0; i < count; i++)
    total += count_messages(catalogs[i]);
  ec_arena_init(&codes->passing, arena->mem);
  codes->sorted = ec_arena_alloc(&codes->passing, total, sizeof *codes->sorted);
  if (!codes->sorted)
    return ERRCAT_E_NOMEM;
  for (size_t i = 0; i < count; i++)
    collect(codes->sorted, &found, catalogs[i]);
  return ec_codes_index(codes, found, arena, NULL);
}
