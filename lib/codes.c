/* SPDX-License-Identifier: MIT */
#include "codes.h"

#include <stdlib.h>
#include <string.h>

#include "status.h"

/* The version of the metadata that this library reads. */
enum { FORMAT_VERSION = 1 };

/* ------------------------------------------------------------------- keys */

bool ec_code_ok(const char *code, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    char c = code[i];
    bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!word && (i == 0 || (c != '_' && c != '.' && c != ':' && c != '-')))
      return false;
  }
  return len >= 1 && len <= ERRCAT_CODE_MAX;
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

bool ec_key_is(const struct ec_key *key, const char *field)
{
  return key->field_len == strlen(field) && memcmp(key->field, field, key->field_len) == 0;
}

static bool begins(const struct ec_key *key, const char *prefix)
{
  size_t len = strlen(prefix);
  return key->field_len > len && memcmp(key->field, prefix, len) == 0;
}

static bool same_code(const struct ec_key *a, const struct ec_key *b)
{
  return a->code_len == b->code_len && memcmp(a->code, b->code, a->code_len) == 0;
}

/* The index after the last entry of the group that begins at `first`, whose key is *key. */
static size_t group_end(const struct ec_mo *mo, size_t first, const struct ec_key *key)
{
  struct ec_key next;
  size_t end = first + 1;
  while (end < mo->count && ec_key_split(&mo->entries[end], &next) && same_code(key, &next))
    end++;
  return end;
}

/* ------------------------------------------------------------- hash table */

static uint32_t hash_of(const char *code, size_t len)
{
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)code[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/* The slot of a code by either form, or the free one where it belongs. */
static uint32_t *slot_of(const struct ec_codes *codes, const char *code, size_t len)
{
  for (size_t at = hash_of(code, len);; at++) {
    uint32_t *slot = &codes->slots[at & codes->mask];
    if (!*slot)
      return slot;
    const struct ec_code *entry = &codes->list[*slot - 1];
    if ((entry->code_len == len && memcmp(entry->info.code, code, len) == 0) ||
        (entry->wire_len == len && memcmp(entry->info.wire, code, len) == 0))
      return slot;
  }
}

/* Room for both forms of `count` codes, at most half full. */
static bool make_slots(struct ec_codes *codes, size_t count, struct ec_arena *arena)
{
  size_t slots = 8;
  while (slots / 4 < count)
    slots *= 2;
  codes->slots = ec_arena_alloc(arena, slots, sizeof *codes->slots);
  if (!codes->slots)
    return false;
  memset(codes->slots, 0, slots * sizeof *codes->slots);
  codes->mask = slots - 1;
  return true;
}

const struct ec_code *ec_codes_find(const struct ec_codes *codes, const char *code, size_t len)
{
  if (!codes->count)
    return NULL;
  uint32_t slot = *slot_of(codes, code, len);
  return slot ? &codes->list[slot - 1] : NULL;
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

/* ----------------------------------------------------------------- finish */

static int by_code(const void *a, const void *b)
{
  return strcmp(((const struct ec_code *)a)->info.code, ((const struct ec_code *)b)->info.code);
}

/* Sorts the list and makes it searchable by both forms. */
static errcat_status finish(struct ec_codes *codes, struct ec_arena *arena,
                            struct errcat_error *err)
{
  if (codes->count)
    qsort(codes->list, codes->count, sizeof *codes->list, by_code);
  if (!make_slots(codes, codes->count, arena))
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  for (size_t i = 0; i < codes->count; i++) {
    const struct ec_code *code = &codes->list[i];
    codes->has_foreign = codes->has_foreign || code->info.foreign;
    const char *forms[] = {code->info.code, code->info.wire};
    size_t lengths[] = {code->code_len, code->wire_len};
    for (size_t form = 0; form < 2; form++) {
      uint32_t *slot = slot_of(codes, forms[form], lengths[form]);
      if (*slot && *slot != i + 1)
        return ec_fail(err, ERRCAT_E_METADATA, 0, "%s: \"%s\" also stands for the code %s",
                       code->info.code, forms[form], codes->list[*slot - 1].info.code);
      *slot = (uint32_t)i + 1;
    }
  }
  return ERRCAT_OK;
}

/* --------------------------------------------------------------- metadata */

const char *ec_codes_source_of(const struct ec_mo *mo)
{
  static const char format[] = "@format\004", source[] = "@source\004";
  size_t at = ec_mo_lower_bound(mo, format, sizeof format - 1);
  if (at == mo->count || strncmp(mo->entries[at].key, format, sizeof format - 1) != 0)
    return NULL;
  at = ec_mo_lower_bound(mo, source, sizeof source - 1);
  if (at == mo->count || strncmp(mo->entries[at].key, source, sizeof source - 1) != 0)
    return NULL;
  return mo->entries[at].key + sizeof source - 1;
}

/* Reads a decimal number of 1 to 5 digits that fills text[0..len). */
static bool read_number(const char *text, size_t len, unsigned *number)
{
  unsigned value = 0;
  for (size_t i = 0; i < len; i++) {
    if (text[i] < '0' || text[i] > '9')
      return false;
    value = value * 10 + (unsigned)(text[i] - '0');
  }
  *number = value;
  return len >= 1 && len <= 5;
}

static errcat_status bad(struct errcat_error *err, const struct ec_key *key, const char *why)
{
  const char *start = key->code_len ? key->code : key->field;
  int len = (int)(key->field + key->field_len - start);
  return ec_fail(err, ERRCAT_E_METADATA, 0, "%.*s is \"%.60s\": %s", len > 100 ? 100 : len, start,
                 key->id, why);
}

/* A field "@arg/INDEX/NAME[/PROPERTY]" taken apart. */
struct arg_key {
  unsigned index;
  const char *name, *property;
  size_t name_len, property_len;
};

static bool split_arg(const struct ec_key *key, struct arg_key *arg)
{
  const char *end = key->field + key->field_len;
  const char *index = key->field + strlen("@arg/");
  const char *slash = memchr(index, '/', (size_t)(end - index));
  if (!slash || !read_number(index, (size_t)(slash - index), &arg->index))
    return false;
  arg->name = slash + 1;
  slash = memchr(arg->name, '/', (size_t)(end - arg->name));
  arg->name_len = (size_t)((slash ? slash : end) - arg->name);
  arg->property = slash ? slash + 1 : NULL;
  arg->property_len = slash ? (size_t)(end - arg->property) : 0;
  return arg->name_len > 0;
}

static bool property_is(const struct arg_key *arg, const char *property)
{
  return arg->property_len == strlen(property) &&
         memcmp(arg->property, property, arg->property_len) == 0;
}

/* Reading one code: what is being filled. */
struct reading {
  struct ec_code *code;
  struct errcat_arg_info *args;
  struct ec_declared *declared;
  struct ec_arena *arena;
  struct errcat_error *err;
};

static errcat_status read_arg(struct reading *reading, const struct ec_key *key)
{
  struct arg_key arg;
  if (!split_arg(key, &arg) || arg.index >= reading->code->info.arg_count)
    return bad(reading->err, key, "the arguments are not numbered 0, 1, 2, ...");
  struct errcat_arg_info *info = &reading->args[arg.index];
  struct ec_declared *declared = &reading->declared[arg.index];
  if (!arg.property) {
    if (info->type)
      return bad(reading->err, key, "two arguments have that number");
    if (!ec_type_parse(key->id, &declared->type))
      return bad(reading->err, key, "no such type of argument");
    info->type = key->id;
    info->name = declared->name = ec_arena_copy(reading->arena, arg.name, arg.name_len);
    if (!info->name)
      return ec_fail(reading->err, ERRCAT_E_NOMEM, 0, "out of memory");
  } else if (property_is(&arg, "example")) {
    info->example = key->id;
  } else if (property_is(&arg, "sensitive")) {
    if (strcmp(key->id, "personal") != 0 && strcmp(key->id, "secret") != 0)
      return bad(reading->err, key, "neither \"personal\" nor \"secret\"");
    info->sensitive = key->id;
    declared->hidden = true;
  }
  return ERRCAT_OK;
}

static errcat_status read_field(struct reading *reading, const struct ec_key *key)
{
  struct ec_code *code = reading->code;
  if (ec_key_is(key, "message")) {
    if (!code->message_id)
      code->message_id = key->id;
  } else if (ec_key_is(key, "remediation")) {
    if (!code->remediation_id)
      code->remediation_id = key->id;
  } else if (begins(key, "@arg/")) {
    return read_arg(reading, key);
  } else if (ec_key_is(key, "@status")) {
    unsigned status;
    if (!read_number(key->id, strlen(key->id), &status) || status < 100 || status > 599)
      return bad(reading->err, key, "not an HTTP status");
    code->info.http_status = (int)status;
  } else if (ec_key_is(key, "@name")) {
    code->info.name = key->id;
  } else if (ec_key_is(key, "@severity")) {
    code->info.severity = key->id;
  } else if (ec_key_is(key, "@retired")) {
    code->info.retired = strcmp(key->id, "yes") == 0;
  } else if (ec_key_is(key, "@wire")) {
    if (!ec_code_ok(key->id, strlen(key->id)))
      return bad(reading->err, key, "not a code");
    code->info.wire = key->id;
  }
  return ERRCAT_OK;
}

/* How many arguments the entries first..end of one code declare. */
static size_t count_args(const struct ec_mo *mo, size_t first, size_t end)
{
  size_t count = 0;
  for (size_t i = first; i < end; i++) {
    struct ec_key key;
    struct arg_key arg;
    if (ec_key_split(&mo->entries[i], &key) && begins(&key, "@arg/") && split_arg(&key, &arg))
      count += arg.property == NULL;
  }
  return count;
}

/* Reads the entries first..end of one code into *code, which is clear. */
static errcat_status read_code(struct ec_code *code, const struct ec_mo *mo, size_t first,
                               size_t end, struct ec_arena *arena, struct errcat_error *err)
{
  struct ec_key key;
  ec_key_split(&mo->entries[first], &key);
  size_t args = count_args(mo, first, end);
  struct reading reading = {code, ec_arena_alloc(arena, args, sizeof *reading.args),
                            ec_arena_alloc(arena, args, sizeof *reading.declared), arena, err};
  code->info.code = ec_arena_copy(arena, key.code, key.code_len);
  if (!reading.args || !reading.declared || !code->info.code)
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  memset(reading.args, 0, args * sizeof *reading.args);
  memset(reading.declared, 0, args * sizeof *reading.declared);
  code->code_len = key.code_len;
  code->info.foreign = key.code[key.code_len - 1] == '*';
  code->info.args = reading.args;
  code->info.arg_count = args;
  code->declared = reading.declared;

  for (size_t i = first; i < end; i++) {
    ec_key_split(&mo->entries[i], &key);
    errcat_status status = read_field(&reading, &key);
    if (status != ERRCAT_OK)
      return status;
  }
  code->info.has_remediation = code->remediation_id != NULL;
  return ERRCAT_OK;
}

/* The metadata entry "@prefix/PREFIX/wire" with the longest PREFIX of `code`, or NULL: one
 * search for each length that a prefix may have, however many of them there are. */
static const char *wire_prefix(const struct ec_mo *mo, const struct ec_code *code, size_t *len)
{
  static const char start[] = "@prefix/", end[] = "/wire\004";
  char key[sizeof start + ERRCAT_CODE_MAX + sizeof end];
  const size_t at = sizeof start - 1;
  memcpy(key, start, at);
  memcpy(key + at, code->info.code, code->code_len);
  for (*len = code->code_len; *len; --*len) {
    size_t key_len = at + *len + sizeof end - 1;
    memcpy(key + at + *len, end, sizeof end - 1);
    size_t found = ec_mo_lower_bound(mo, key, key_len);
    if (found < mo->count && strncmp(mo->entries[found].key, key, key_len) == 0)
      return mo->entries[found].key + key_len;
  }
  return NULL;
}

/* Settles the form in which a code is sent. */
static errcat_status set_wire(struct ec_code *code, const struct ec_mo *mo, struct ec_arena *arena,
                              struct errcat_error *err)
{
  size_t prefix_len;
  const char *prefix;
  if (!code->info.wire && !code->info.foreign && (prefix = wire_prefix(mo, code, &prefix_len))) {
    size_t wire_len = strlen(prefix), rest = code->code_len - prefix_len;
    if (wire_len > ERRCAT_CODE_MAX - rest)
      return ec_fail(err, ERRCAT_E_METADATA, 0, "%s: its wire form is too long", code->info.code);
    char *wire = ec_arena_alloc(arena, wire_len + rest + 1, 1);
    if (!wire)
      return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
    memcpy(wire, prefix, wire_len);
    memcpy(wire + wire_len, code->info.code + prefix_len, rest + 1);
    code->info.wire = wire;
    if (!ec_code_ok(wire, wire_len + rest))
      return ec_fail(err, ERRCAT_E_METADATA, 0, "%s: its wire form is not a code", code->info.code);
  }
  if (!code->info.wire)
    code->info.wire = code->info.code;
  code->wire_len = strlen(code->info.wire);
  return ERRCAT_OK;
}

static errcat_status check_format(const struct ec_mo *mo, struct errcat_error *err)
{
  static const char format[] = "@format\004";
  size_t at = ec_mo_lower_bound(mo, format, sizeof format - 1);
  const char *text = at < mo->count ? mo->entries[at].key + sizeof format - 1 : "";
  unsigned version;
  if (!read_number(text, strlen(text), &version) || version == 0)
    return ec_fail(err, ERRCAT_E_METADATA, 0, "@format is \"%.60s\": not a version", text);
  if (version > FORMAT_VERSION)
    return ec_fail(err, ERRCAT_E_FORMAT, 0,
                   "the metadata has format %u, this errcat reads up to %d: update errcat", version,
                   FORMAT_VERSION);
  return ERRCAT_OK;
}

/* Whether a group of entries has a message: what makes a code of it. */
static bool has_message(const struct ec_mo *mo, size_t first, size_t end)
{
  for (size_t i = first; i < end; i++) {
    struct ec_key key;
    if (ec_key_split(&mo->entries[i], &key) && key.code_len && ec_key_is(&key, "message"))
      return true;
  }
  return false;
}

static size_t count_codes(const struct ec_mo *mo)
{
  size_t count = 0;
  struct ec_key key;
  for (size_t i = 0, end; i < mo->count; i = end) {
    bool split = ec_key_split(&mo->entries[i], &key);
    end = split ? group_end(mo, i, &key) : i + 1;
    count += split && has_message(mo, i, end);
  }
  return count;
}

errcat_status ec_codes_read(struct ec_codes *codes, const struct ec_mo *mo, struct ec_arena *arena,
                            struct errcat_error *err)
{
  *codes = (struct ec_codes){0};
  errcat_status status = check_format(mo, err);
  if (status != ERRCAT_OK)
    return status;
  size_t count = count_codes(mo);
  codes->list = ec_arena_alloc(arena, count, sizeof *codes->list);
  if (!codes->list)
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");

  for (size_t i = 0, end; i < mo->count && codes->count < count; i = end) {
    struct ec_key key;
    bool split = ec_key_split(&mo->entries[i], &key);
    end = split ? group_end(mo, i, &key) : i + 1;
    if (!split || !has_message(mo, i, end))
      continue;
    struct ec_code *code = &codes->list[codes->count++];
    *code = (struct ec_code){0};
    status = read_code(code, mo, i, end, arena, err);
    if (status == ERRCAT_OK)
      status = set_wire(code, mo, arena, err);
    if (status != ERRCAT_OK)
      return status;
  }
  return finish(codes, arena, err);
}

errcat_status ec_codes_collect(struct ec_codes *codes, const struct ec_mo *const *catalogs,
                               size_t count, struct ec_arena *arena)
{
  *codes = (struct ec_codes){0};
  size_t total = 0;
  for (size_t i = 0; i < count; i++)
    total += count_codes(catalogs[i]);
  codes->list = ec_arena_alloc(arena, total, sizeof *codes->list);
  if (!codes->list || !make_slots(codes, total, arena))
    return ERRCAT_E_NOMEM;

  for (size_t c = 0; c < count; c++) {
    const struct ec_mo *mo = catalogs[c];
    for (size_t i = 0; i < mo->count; i++) {
      struct ec_key key;
      if (!ec_key_split(&mo->entries[i], &key) || !key.code_len || !ec_key_is(&key, "message"))
        continue;
      uint32_t *slot = slot_of(codes, key.code, key.code_len);
      if (*slot)
        continue;
      char *name = ec_arena_copy(arena, key.code, key.code_len);
      if (!name)
        return ERRCAT_E_NOMEM;
      codes->list[codes->count++] = (struct ec_code){
          .info = {.code = name,
                   .wire = name,
                   .http_status = 500,
                   .foreign = name[key.code_len - 1] == '*'},
          .code_len = key.code_len,
          .wire_len = key.code_len,
      };
      *slot = (uint32_t)codes->count;
    }
  }
  return finish(codes, arena, NULL);
}
