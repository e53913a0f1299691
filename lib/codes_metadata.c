/* SPDX-License-Identifier: MIT */
#include "codes.h"

#include "status.h"
#include "uri.h"

/* Metadata is read twice: all of it when the catalog is opened, to check it and to keep what a
 * look-up needs, and that of one code again when somebody asks for its details. Both go through
 * read_field(), so that what is found later is what was checked. */

/* The version of the metadata that this library reads. */
enum { FORMAT_VERSION = 1 };

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

static errcat_status bad(struct errcat_error *err, const struct ec_key *key, const char *why)
{
  const char *start = key->code_len ? key->code : key->field;
  int len = (int)(key->field + key->field_len - start);
  return ec_fail(err, ERRCAT_E_METADATA, 0, "%.*s is \"%.60s\": %s", len > 100 ? 100 : len, start,
                 key->id, why);
}

static errcat_status nomem(struct errcat_error *err)
{
  return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
}

/* -------------------------------------------------------------- arguments */

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

static bool is_arg(const struct ec_key *key)
{
  size_t len = strlen("@arg/");
  return key->field_len > len && memcmp(key->field, "@arg/", len) == 0;
}

static bool property_is(const struct arg_key *arg, const char *property)
{
  return arg->property_len == strlen(property) &&
         memcmp(arg->property, property, arg->property_len) == 0;
}

/* ------------------------------------------------------------------ groups */

enum { KEPT_KEYS = 8 };

/* The entries of one code: those from `first` to before `end`. */
struct group {
  size_t first, end;
  struct ec_key key;   /* of the first */
  struct ec_key *kept; /* those of the first KEPT_KEYS entries, or NULL: most codes have no more */
  size_t message, remediation; /* entries from 1: the first of each; 0: none */
  size_t metadata;             /* entries of it */
  size_t args;                 /* declarations of arguments */
  size_t names;                /* bytes of their names, each with a NUL */
};

/* Takes in the entry at `end`, which has this key. */
static void extend(struct group *group, const struct ec_key *key)
{
  struct arg_key arg;
  if (group->kept && group->end - group->first < KEPT_KEYS)
    group->kept[group->end - group->first] = *key;
  group->end++;
  group->metadata += key->field[0] == '@';
  if (is_arg(key)) {
    if (split_arg(key, &arg) && !arg.property) {
      group->args++;
      group->names += arg.name_len + 1;
    }
  } else if (!group->message && ec_key_is(key, "message")) {
    group->message = group->end;
  } else if (!group->remediation && ec_key_is(key, "remediation")) {
    group->remediation = group->end;
  }
}

/* Splits the key of an entry; true when it is of the group. */
static bool split_next(const struct group *group, const struct ec_mo_entry *entry,
                       struct ec_key *key)
{
  return ec_key_split_of(entry, group->key.code, group->key.code_len, key);
}

/* Finds the group that begins at entry `first`: false when the entry is of none. */
static bool find_group(const struct ec_mo *mo, size_t first, struct ec_key *kept,
                       struct group *group)
{
  struct ec_key key;
  if (!ec_key_split(&mo->entries[first], &key))
    return false;
  *group = (struct group){.first = first, .end = first, .key = key, .kept = kept};
  do
    extend(group, &key);
  while (group->end < mo->count && split_next(group, &mo->entries[group->end], &key));
  return true;
}

/* Reading one code. Without `args` it is only checked, and `seen` tells the arguments apart. */
struct reading {
  const struct group *group;
  struct errcat_code_info info;
  uint64_t *seen;
  struct errcat_arg_info *args;
  struct ec_declared *declared;
  char *names;         /* where there is room for the next */
  struct arg_key last; /* the argument that was declared last: its properties follow it */
  struct errcat_error *err;
};

static bool see(struct reading *reading, unsigned index)
{
  if (!reading->seen)
    return true;
  uint64_t bit = UINT64_C(1) << index % 64, *word = &reading->seen[index / 64];
  bool first = !(*word & bit);
  *word |= bit;
  return first;
}

static errcat_status read_type(struct reading *reading, const struct ec_key *key,
                               const struct arg_key *arg)
{
  enum ec_type type;
  if (!see(reading, arg->index))
    return bad(reading->err, key, "two arguments have that number");
  if (!ec_type_parse(key->id, &type))
    return bad(reading->err, key, "no such type of argument");
  reading->last = *arg;
  if (!reading->args)
    return ERRCAT_OK;
  memcpy(reading->names, arg->name, arg->name_len);
  reading->names[arg->name_len] = '\0';
  reading->args[arg->index].type = key->id;
  reading->args[arg->index].name = reading->names;
  reading->declared[arg->index].type = type;
  reading->declared[arg->index].name = reading->names;
  reading->names += arg->name_len + 1;
  return ERRCAT_OK;
}

/* A property may hide an argument: by mistake it must not hide another, which has that number. */
static bool is_of_last(const struct reading *reading, const struct arg_key *arg)
{
  const struct arg_key *last = &reading->last;
  return last->name && last->index == arg->index && last->name_len == arg->name_len &&
         memcmp(last->name, arg->name, arg->name_len) == 0;
}

static errcat_status read_arg(struct reading *reading, const struct ec_key *key)
{
  struct arg_key arg;
  if (!split_arg(key, &arg) || arg.index >= reading->group->args)
    return bad(reading->err, key, "the arguments are not numbered 0, 1, 2, ...");
  if (!arg.property)
    return read_type(reading, key, &arg);
  enum ec_hidden hidden;
  if (!is_of_last(reading, &arg))
    return bad(reading->err, key, "there is no argument of that number and name");
  if (property_is(&arg, "example")) {
    if (reading->args)
      reading->args[arg.index].example = key->id;
  } else if (property_is(&arg, "sensitive")) {
    if (!ec_hidden_parse(key->id, &hidden))
      return bad(reading->err, key, "neither \"personal\" nor \"secret\"");
    if (reading->args) {
      reading->args[arg.index].sensitive = key->id;
      reading->declared[arg.index].hidden = hidden;
    }
  }
  return ERRCAT_OK;
}

static errcat_status read_field(struct reading *reading, const struct ec_key *key)
{
  struct errcat_code_info *info = &reading->info;
  if (is_arg(key)) {
    return read_arg(reading, key);
  } else if (ec_key_is(key, "@status")) {
    unsigned status;
    if (!read_number(key->id, strlen(key->id), &status) || status < 100 || status > 599)
      return bad(reading->err, key, "not an HTTP status");
    info->http_status = (int)status;
  } else if (ec_key_is(key, "@name")) {
    info->name = key->id;
  } else if (ec_key_is(key, "@severity")) {
    info->severity = key->id;
  } else if (ec_key_is(key, "@retired")) {
    info->retired = strcmp(key->id, "yes") == 0;
  } else if (ec_key_is(key, "@wire")) {
    if (!ec_code_ok(key->id, strlen(key->id)))
      return bad(reading->err, key, "not a code");
    info->wire = key->id;
  }
  return ERRCAT_OK;
}

static errcat_status read_group(struct reading *reading, const struct ec_mo *mo)
{
  const struct group *group = reading->group;
  for (size_t i = group->first; i < group->end; i++) {
    struct ec_key key = group->key;
    if (group->kept && i - group->first < KEPT_KEYS)
      key = group->kept[i - group->first];
    else
      split_next(group, &mo->entries[i], &key);
    errcat_status status = key.field[0] == '@' ? read_field(reading, &key) : ERRCAT_OK;
    if (status != ERRCAT_OK)
      return status;
  }
  return ERRCAT_OK;
}

/* -------------------------------------------------------------- wire forms */

/* The entries "@prefix/PREFIX/wire", and which lengths a PREFIX has: bit n - 1 for n bytes. */
struct prefixes {
  struct ec_mo mo; /* these entries alone */
  uint64_t lengths;
};

static const char prefix_start[] = "@prefix/", prefix_end[] = "/wire\004";

static void find_prefixes(const struct ec_mo *mo, struct prefixes *prefixes)
{
  static const char after[] = "@prefix0"; /* the least that is not below "@prefix/" */
  size_t low = ec_mo_lower_bound(mo, prefix_start, sizeof prefix_start - 1);
  size_t high = ec_mo_lower_bound(mo, after, sizeof after - 1);
  *prefixes = (struct prefixes){.mo = {.entries = mo->entries + low, .count = high - low}};
  for (size_t i = low; i < high; i++) {
    const char *prefix = mo->entries[i].key + sizeof prefix_start - 1;
    size_t len = strcspn(prefix, "/");
    if (len >= 1 && len <= ERRCAT_CODE_MAX)
      prefixes->lengths |= UINT64_C(1) << (len - 1);
  }
}

/* The wire form of the longest PREFIX that a code begins with, or NULL: one search for each length
 * that a prefix may have, however many of them there are. */
static const char *wire_prefix(const struct prefixes *prefixes, const struct ec_code *code,
                               size_t *len)
{
  char key[sizeof prefix_start + ERRCAT_CODE_MAX + sizeof prefix_end];
  const size_t at = sizeof prefix_start - 1, tail = sizeof prefix_end - 1;
  memcpy(key, prefix_start, at);
  memcpy(key + at, code->code, code->code_len);
  for (*len = code->code_len; *len; --*len) {
    if (!(prefixes->lengths >> (*len - 1) & 1))
      continue;
    memcpy(key + at + *len, prefix_end, tail);
    size_t key_len = at + *len + tail;
    size_t found = ec_mo_lower_bound(&prefixes->mo, key, key_len);
    if (found < prefixes->mo.count && strncmp(prefixes->mo.entries[found].key, key, key_len) == 0)
      return prefixes->mo.entries[found].key + key_len;
  }
  return NULL;
}

/* Settles the form in which a code is sent. `wire`: as declared for the code alone, or NULL. */
static errcat_status set_wire(struct ec_code *code, const char *wire,
                              const struct prefixes *prefixes, struct ec_arena *arena,
                              struct errcat_error *err)
{
  size_t prefix_len;
  const char *prefix = NULL;
  if (!wire && !code->foreign)
    prefix = wire_prefix(prefixes, code, &prefix_len);
  if (prefix) {
    size_t wire_len = strlen(prefix), rest = code->code_len - prefix_len;
    if (wire_len > ERRCAT_CODE_MAX - rest)
      return ec_fail(err, ERRCAT_E_METADATA, 0, "%.*s: its wire form is too long",
                     (int)code->code_len, code->code);
    char *form = ec_arena_alloc(arena, wire_len + rest + 1, 1);
    if (!form)
      return nomem(err);
    memcpy(form, prefix, wire_len);
    memcpy(form + wire_len, code->code + prefix_len, rest);
    form[wire_len + rest] = '\0';
    if (!ec_code_ok(form, wire_len + rest))
      return ec_fail(err, ERRCAT_E_METADATA, 0, "%.*s: its wire form is not a code",
                     (int)code->code_len, code->code);
    wire = form;
  }
  if (wire && !ec_code_is(code, wire, strlen(wire))) {
    code->wire = wire;
    code->wire_len = strlen(wire) & 0x7f;
  }
  return ERRCAT_OK;
}

/* ----------------------------------------------------------------- reading */

static bool is_empty(const struct ec_mo *mo, size_t entry)
{
  return entry && !mo->entries[entry - 1].text_len;
}

static errcat_status read_code(struct ec_code *code, const struct ec_mo *mo,
                               const struct group *group, const struct prefixes *prefixes,
                               struct ec_arena *arena, struct errcat_error *err)
{
  uint64_t few = 0;
  struct reading reading = {.group = group, .seen = &few, .err = err};
  if (group->args > 64) {
    size_t words = group->args / 64 + 1;
    reading.seen = ec_arena_alloc(arena, words, sizeof *reading.seen);
    if (!reading.seen)
      return nomem(err);
    memset(reading.seen, 0, words * sizeof *reading.seen);
  }
  errcat_status status = read_group(&reading, mo);
  if (status != ERRCAT_OK)
    return status;
  *code = (struct ec_code){
      .code = group->key.code,
      .first = (uint32_t)group->first,
      .message = (uint32_t)group->message,
      .remediation = (uint32_t)group->remediation,
      .code_len = group->key.code_len & 0x7f,
      .http_status = (unsigned)reading.info.http_status & 0x3ff,
      .foreign = group->key.code[group->key.code_len - 1] == '*',
      .empty = is_empty(mo, group->message) || is_empty(mo, group->remediation),
  };
  return set_wire(code, reading.info.wire, prefixes, arena, err);
}

/* How many codes there are at most: an entry of messages each, found by its look alone. Mostly
 * the code ends where that of the entry before it did. */
static size_t count_messages(const struct ec_mo *mo)
{
  static const char field[] = "/message\004";
  size_t count = 0, len = 0;
  for (size_t i = 0; i < mo->count; i++) {
    const struct ec_mo_entry *entry = &mo->entries[i];
    if (!len || !ec_key_begins(entry, entry[-1].key, len)) {
      size_t reach = entry->key_len < ERRCAT_CODE_MAX + 2 ? entry->key_len : ERRCAT_CODE_MAX + 2;
      const char *slash = memchr(entry->key, '/', reach);
      len = slash ? (size_t)(slash - entry->key) : 0;
    }
    count += len && entry->key_len - len >= sizeof field - 1 &&
             memcmp(entry->key + len, field, sizeof field - 1) == 0;
  }
  return count;
}

/* Reads all codes into `sorted`, which has room for them. */
static errcat_status read_all(struct ec_codes *codes, size_t *count, struct ec_arena *arena,
                              struct errcat_error *err)
{
  const struct ec_mo *mo = codes->mo;
  struct prefixes prefixes;
  find_prefixes(mo, &prefixes);
  struct group group;
  struct ec_key kept[KEPT_KEYS];
  for (size_t i = 0; i < mo->count; i = group.end) {
    if (!find_group(mo, i, kept, &group)) {
      group.end = i + 1;
      continue;
    }
    codes->metadata += group.metadata;
    if (!group.message || !group.key.code_len)
      continue;
    errcat_status status = read_code(&codes->sorted[*count], mo, &group, &prefixes, arena, err);
    if (status != ERRCAT_OK)
      return status;
    ++*count;
  }
  return ERRCAT_OK;
}

static errcat_status read_type_base(struct ec_codes *codes, struct ec_arena *arena,
                                    struct errcat_error *err)
{
  static const char key[] = "@type-base\004";
  size_t at = ec_mo_lower_bound(codes->mo, key, sizeof key - 1);
  if (at == codes->mo->count || strncmp(codes->mo->entries[at].key, key, sizeof key - 1) != 0)
    return ERRCAT_OK;
  const char *text = codes->mo->entries[at].key + sizeof key - 1;
  struct ec_buf out;
  size_t len = strlen(text), room = 3 * len + 1; /* a byte becomes three at most */
  char *base = ec_arena_alloc(arena, room, 1);
  if (!base)
    return nomem(err);
  ec_buf_init(&out, base, room, room);
  ec_uri_put(&out, text, len);
  codes->type_base = base;
  codes->type_base_len = ec_buf_finish(&out);
  return ERRCAT_OK;
}

errcat_status ec_codes_read(struct ec_codes *codes, const struct ec_mo *mo, struct ec_arena *arena,
                            struct errcat_error *err)
{
  *codes = (struct ec_codes){.mo = mo};
  errcat_status status = check_format(mo, err);
  if (status == ERRCAT_OK)
    status = read_type_base(codes, arena, err);
  if (status != ERRCAT_OK)
    return status;
  ec_arena_init(&codes->passing, arena->mem);
  codes->sorted = ec_arena_alloc(&codes->passing, count_messages(mo), sizeof *codes->sorted);
  if (!codes->sorted)
    return nomem(err);
  size_t count = 0;
  status = read_all(codes, &count, arena, err);
  if (status == ERRCAT_OK)
    status = ec_codes_index(codes, count, arena, err);
  if (status != ERRCAT_OK)
    ec_codes_settle(codes);
  return status;
}

/* ----------------------------------------------------------------- details */

const char *ec_codes_source_text(const struct ec_codes *codes, const struct ec_code *code,
                                 uint32_t entry)
{
  if (!entry)
    return NULL;
  size_t field = entry == code->message ? sizeof "message" : sizeof "remediation";
  return codes->mo->entries[entry - 1].key + code->code_len + 1 + field;
}

/* A block of a code's details, with room for arguments and names but without them. */
static struct ec_details *make_details(const struct ec_code *code, const struct group *group,
                                       const struct errcat_allocator *mem, struct reading *reading)
{
  struct ec_details *details;
  size_t size = sizeof *details +
                group->args * (sizeof *reading->args + sizeof *reading->declared) + group->names +
                code->code_len + 1;
  details = mem->allocate(mem->context, size);
  if (!details)
    return NULL;
  reading->args = (struct errcat_arg_info *)(details + 1);
  reading->declared = (struct ec_declared *)(reading->args + group->args);
  reading->names = (char *)(reading->declared + group->args);
  memset(details, 0, size);
  memcpy(reading->names, code->code, code->code_len);
  reading->info.code = reading->names;
  reading->names += code->code_len + 1;
  return details;
}

struct ec_details *ec_codes_describe(const struct ec_codes *codes, const struct ec_code *code,
                                     const struct errcat_allocator *mem)
{
  struct group group = {0};
  struct reading reading = {.group = &group};
  if (codes->mo)
    find_group(codes->mo, code->first, NULL, &group);
  struct ec_details *details = make_details(code, &group, mem, &reading);
  if (!details)
    return NULL;
  details->declared = reading.declared;
  reading.info.args = reading.args;
  if (codes->mo)
    read_group(&reading, codes->mo); /* which cannot fail: it was checked */
  reading.info.wire = code->wire ? code->wire : reading.info.code;
  reading.info.http_status = (int)code->http_status;
  reading.info.foreign = code->foreign;
  reading.info.has_remediation = code->remediation != 0;
  reading.info.arg_count = group.args;
  details->info = reading.info;
  return details;
}

size_t ec_codes_arg_count(const struct ec_codes *codes, const struct ec_code *code)
{
  struct group group = {0};
  if (codes->mo)
    find_group(codes->mo, code->first, NULL, &group);
  return group.args;
}

const struct ec_details *ec_codes_details(const struct ec_codes *codes, const struct ec_code *code)
{
  _Atomic(struct ec_details *) *slot = &codes->details[ec_codes_place(codes, code)];
  struct ec_details *details = atomic_load_explicit(slot, memory_order_acquire);
  if (details)
    return details;
  details = ec_codes_describe(codes, code, codes->mem);
  struct ec_details *other = NULL;
  if (!details || atomic_compare_exchange_strong_explicit(
                      slot, &other, details, memory_order_acq_rel, memory_order_acquire))
    return details;
  codes->mem->release(codes->mem->context, details);
  return other;
}
