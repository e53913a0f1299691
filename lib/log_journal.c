/* SPDX-License-Identifier: MIT */
#include "log.h"

#include <string.h>

/* The journal's native protocol: NAME=value and a line feed; a value with a line feed or another
 * control character is NAME, a line feed, its length in 64 bits, little-endian, the value, a line
 * feed. MESSAGE is shown to people by programs that leave out a text with a control character: it
 * is as on a terminal. The arguments have the bytes that they were given. */

/* Appends a name with upper-case letters for lower-case ones and "_" for what a name of the journal
 * may not have, up to `room` bytes. */
static void journal_name(struct ec_buf *out, const char *name, size_t len, size_t room)
{
  for (size_t i = 0; i < len && i < room; i++) {
    char c = ec_log_is_letter(name[i])  ? (char)(name[i] & ~0x20)
             : ec_log_is_digit(name[i]) ? name[i]
                                        : '_';
    ec_buf_add(out, &c, 1);
  }
}

/* What must be told by its length. */
static bool has_control(const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (((unsigned char)text[i] < ' ' && text[i] != '\t') || text[i] == 0x7f)
      return true;
  return false;
}

/* The same of a value that is no list. A decimal may be any text. */
static bool holds_control(const struct errcat_arg *arg)
{
  return (arg->kind == ERRCAT_ARG_STRING || arg->kind == ERRCAT_ARG_DECIMAL) && arg->value.string &&
         has_control(arg->value.string, arg->len);
}

/* How long a fact becomes, and whether it has a control character. */
static size_t measure(const struct ec_fact *fact, bool *control)
{
  struct ec_buf out;
  const struct errcat_arg *arg = fact->arg;
  *control = !fact->hidden && holds_control(arg);
  for (size_t i = 0;
       !fact->hidden && arg->kind == ERRCAT_ARG_LIST && i < arg->len && i < ERRCAT_ITEMS_MAX; i++)
    *control = *control || holds_control(&arg->value.list[i]);
  ec_buf_init(&out, NULL, 0, SIZE_MAX);
  if (*control)
    ec_facts_put_text(&out, fact, ERRCAT_SINK_PLAIN);
  return ec_buf_len(&out);
}

/* "=" or a length, the value, and the end. */
static void journal_fact(struct ec_record *record, const struct ec_fact *fact)
{
  struct ec_buf *out = &record->out;
  bool control;
  size_t len = measure(fact, &control);
  if (control) {
    char size[9] = "\n";
    for (int i = 0; i < 8; i++)
      size[1 + i] = (char)((uint64_t)len >> 8 * i & 0xff);
    ec_buf_add(out, size, sizeof size);
  } else {
    ec_buf_add(out, "=", 1);
  }
  ec_facts_put_text(out, fact, ERRCAT_SINK_PLAIN);
  ec_buf_add(out, "\n", 1);
}

/* A caller's name as the journal has it: one that begins with an underscore is the journal's own to
 * give, so the underscores in front go; none when nothing is left, or it is one of ours. */
static const char *journal_field(const char *name)
{
  static const char *const ours[] = {"MESSAGE", "MESSAGE_ID", "PRIORITY"};
  name += strspn(name, "_.");
  if (!*name || ec_log_is_digit(*name))
    return NULL;
  char upper[EC_FIELD_MAX + 1];
  struct ec_buf out;
  ec_buf_init(&out, upper, sizeof upper, EC_FIELD_MAX);
  journal_name(&out, name, strlen(name), EC_FIELD_MAX);
  ec_buf_finish(&out);
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
    if (strcmp(upper, ours[i]) == 0)
      return NULL;
  return strncmp(upper, "ERRCAT_", 7) == 0 ? NULL : name;
}

static void journal_args(struct ec_record *record)
{
  static const char prefix[] = "ERRCAT_ARG_";
  struct ec_fact fact;
  for (size_t state = 0; ec_facts_next(&record->facts, &state, &fact);) {
    ec_buf_add(&record->out, prefix, sizeof prefix - 1);
    journal_name(&record->out, fact.name, fact.name_len, EC_FIELD_MAX - (sizeof prefix - 1));
    journal_fact(record, &fact);
  }
}

static void journal_fields(struct ec_record *record)
{
  const struct errcat_arg *field;
  struct ec_fact fact;
  for (size_t i = 0; (field = ec_log_field(record, &i)) != NULL;) {
    const char *name = journal_field(field->name);
    if (!name || !ec_facts_own(field, &fact))
      continue;
    journal_name(&record->out, name, strlen(name), EC_FIELD_MAX);
    journal_fact(record, &fact);
  }
}

void ec_log_journal(struct ec_record *record)
{
  struct ec_json *json = &record->json;
  struct ec_facts *facts = &record->facts;
  struct ec_buf *out = &record->out;
  char id[33], code_text[ERRCAT_CODE_MAX + 1];
  size_t len;
  const char *code = ec_log_code(facts, &len), *domain = facts->choice.bundle->domain;
  memcpy(code_text, code, len);
  code_text[len] = '\0';
  errcat_message_id(domain, code_text, id);
  EC_JSON_PUT(json, "MESSAGE=");
  ec_facts_put_message(facts, out, ERRCAT_SINK_TERMINAL);
  EC_JSON_PUT(json, "\nMESSAGE_ID=");
  ec_buf_add(out, id, 32);
  EC_JSON_PUT(json, "\nPRIORITY=");
  ec_buf_add(out, ec_log_level(facts)->priority, 1);
  EC_JSON_PUT(json, "\nERRCAT_DOMAIN=");
  ec_buf_add(out, domain, strlen(domain));
  EC_JSON_PUT(json, "\nERRCAT_CODE=");
  ec_buf_add(out, code_text, len);
  if (facts->status) {
    EC_JSON_PUT(json, "\nERRCAT_STATUS=");
    ec_log_status(record);
  }
  EC_JSON_PUT(json, "\n");
  journal_args(record);
  journal_fields(record);
}

/* -------------------------------------------------------------- MESSAGE_ID */

/* FNV-1a of 128 bits, whose prime is 2^88 + 0x13b. */
struct fnv {
  uint64_t high, low;
};

static void hash_byte(struct fnv *hash, unsigned char byte)
{
  const uint64_t low = hash->low ^ byte;
  /* times 0x13b, in halves so that nothing is lost, and 2^88 of the low half on top */
  uint64_t lower = (low & 0xffffffff) * 0x13b;
  uint64_t upper = (low >> 32) * 0x13b + (lower >> 32);
  hash->high = hash->high * 0x13b + (upper >> 32) + (low << 24);
  hash->low = upper << 32 | (lower & 0xffffffff);
}

/* With the NUL of each. */
static void hash_string(struct fnv *hash, const char *string)
{
  do
    hash_byte(hash, (unsigned char)*string);
  while (*string++);
}

void errcat_message_id(const char *domain, const char *code, char id[33])
{
  static const char digits[] = "0123456789abcdef";
  struct fnv hash = {UINT64_C(0x6c62272e07bb0142), UINT64_C(0x62b821756295c58d)};
  hash_string(&hash, "errcat");
  hash_string(&hash, domain);
  hash_string(&hash, code);
  /* RFC 9562: a UUID of version 8, which is made as whoever makes it likes. */
  hash.high = (hash.high & ~UINT64_C(0xf000)) | 0x8000;
  hash.low = (hash.low & ~(UINT64_C(3) << 62)) | UINT64_C(2) << 62;
  for (int i = 0; i < 16; i++) {
    id[i] = digits[hash.high >> (60 - 4 * i) & 15];
    id[16 + i] = digits[hash.low >> (60 - 4 * i) & 15];
  }
  id[32] = '\0';
}
