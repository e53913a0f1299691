/* SPDX-License-Identifier: MIT */

/* The attributes of each element, and what their values may be: as its/errcat.rng has it. */

#include <string.h>

#include "registry_reader.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ" LOWER
#define BLANKS " \t\r\n"
#define DIGITS "0123456789"
#define NAME_MAX_LEN 64

enum kind {
  KIND_END,
  KIND_ANY,
  KIND_CODE,
  KIND_IDENTIFIER,
  KIND_DOMAIN,
  KIND_LOCALE,
  KIND_FORMS, /* of codes, with blanks between them */
  KIND_RULE,
  KIND_FORMAT,
  KIND_STATUS,
  KIND_ONE_OF,   /* of `values` */
  KIND_PARAGRAPH /* more than white space */
};

struct rule {
  const char *name;
  enum kind kind;
  bool needed;
  const char *values; /* with blanks between them */
};

static const struct rule errcat_rules[] = {
    {"format", KIND_FORMAT, true, NULL},       {"domain", KIND_DOMAIN, true, NULL},
    {"source", KIND_LOCALE, true, NULL},       {"type-base", KIND_ANY, false, NULL},
    {"code-pattern", KIND_FORMS, false, NULL}, {NULL, KIND_END, false, NULL},
};
static const struct rule prefix_rules[] = {
    {"match", KIND_CODE, true, NULL},
    {"wire", KIND_CODE, false, NULL},
    {NULL, KIND_END, false, NULL},
};
static const struct rule error_rules[] = {
    {"code", KIND_CODE, true, NULL},
    {"name", KIND_IDENTIFIER, false, NULL},
    {"status", KIND_STATUS, false, NULL},
    {"severity", KIND_ONE_OF, false, "error warning advice text"},
    {"wire", KIND_CODE, false, NULL},
    {"retired", KIND_ONE_OF, false, "yes"},
    {NULL, KIND_END, false, NULL},
};
static const struct rule arg_rules[] = {
    {"name", KIND_IDENTIFIER, true, NULL},
    {"type", KIND_ONE_OF, true, "string id integer number time list"},
    {"example", KIND_PARAGRAPH, true, NULL},
    {"sensitive", KIND_ONE_OF, false, "personal secret"},
    {NULL, KIND_END, false, NULL},
};
static const struct rule exception_rules[] = {
    {"rule", KIND_RULE, true, NULL},
    {"reason", KIND_PARAGRAPH, true, NULL},
    {"locale", KIND_LOCALE, false, NULL},
    {NULL, KIND_END, false, NULL},
};
static const struct rule text_rules[] = {{NULL, KIND_END, false, NULL}};

static const struct rule *const rules[] = {
    [EC_ELEMENT_ERRCAT] = errcat_rules,       [EC_ELEMENT_PREFIX] = prefix_rules,
    [EC_ELEMENT_ERROR] = error_rules,         [EC_ELEMENT_ARG] = arg_rules,
    [EC_ELEMENT_EXCEPTION] = exception_rules, [EC_ELEMENT_TEXT] = text_rules,
};

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* At most 64 letters, digits and others; that it begins with one of those that may is another
 * matter. */
static bool made_of(const char *value, const char *others)
{
  size_t len = 0;
  while (len <= NAME_MAX_LEN && (is_letter(value[len]) || is_digit(value[len]) ||
                                 (value[len] && strchr(others, value[len]))))
    len++;
  return len && len <= NAME_MAX_LEN && !value[len];
}

/* [A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*(@[A-Za-z0-9]{1,8})?, and not POSIX. */
static bool is_locale(const char *value)
{
  size_t len = strspn(value, LETTERS);
  if (len < 2 || len > 8 || strcmp(value, "POSIX") == 0)
    return false;
  for (value += len; *value; value += len) {
    const bool last = *value == '@';
    if (!strchr("_-@", *value))
      return false;
    len = strspn(++value, LETTERS DIGITS);
    if (len < 1 || len > 8 || (last && value[len]))
      return false;
  }
  return true;
}

/* At least one form of at most 64 bytes, and not more than there may be. */
static bool are_forms(const char *value)
{
  size_t count = 0;
  for (value += strspn(value, BLANKS); *value; value += strspn(value, BLANKS)) {
    const size_t len = strcspn(value, BLANKS);
    if (len > NAME_MAX_LEN || strspn(value, LETTERS DIGITS "_.:-#?*") != len ||
        ++count > EC_REGISTRY_FORMS_MAX)
      return false;
    value += len;
  }
  return count > 0;
}

/* [a-z-]+(\.([a-z-]+|\*))? with at most 64 bytes. Whether there is such a rule is not known here.
 */
static bool is_rule(const char *value)
{
  const size_t len = strspn(value, LOWER "-");
  if (!len || strlen(value) > NAME_MAX_LEN)
    return false;
  if (!value[len])
    return true;
  const char *name = value + len + 1;
  return value[len] == '.' && *name && (strcmp(name, "*") == 0 || !name[strspn(name, LOWER "-")]);
}

static bool is_one_of(const char *value, const char *values)
{
  const size_t len = strlen(value);
  for (const char *end; values; values = end ? end + 1 : NULL) {
    end = strchr(values, ' ');
    if ((end ? (size_t)(end - values) : strlen(values)) == len && memcmp(values, value, len) == 0)
      return true;
  }
  return false;
}

static bool fits(const struct rule *rule, const char *value)
{
  switch (rule->kind) {
  case KIND_CODE:
    return (is_letter(*value) || is_digit(*value)) && made_of(value, "_.:-");
  case KIND_IDENTIFIER:
    return !is_digit(*value) && made_of(value, "_");
  case KIND_DOMAIN:
    return !strchr(".+-", *value) && made_of(value, "_.+-");
  case KIND_LOCALE:
    return is_locale(value);
  case KIND_FORMS:
    return are_forms(value);
  case KIND_RULE:
    return is_rule(value);
  case KIND_FORMAT:
    return strcmp(value, "1") == 0;
  case KIND_STATUS:
    return strlen(value) == 3 && strspn(value, DIGITS) == 3 && *value >= '1' && *value <= '5';
  case KIND_ONE_OF:
    return is_one_of(value, rule->values);
  case KIND_PARAGRAPH:
    return value[strspn(value, BLANKS)] != '\0';
  default:
    return true;
  }
}

static void tell_misfit(struct ec_reader *reader, const struct rule *rule, const char *tag,
                        const struct ec_reader_attribute *attribute)
{
  const char *value = attribute->value;
  switch (rule->kind) {
  case KIND_CODE:
    ec_reader_fault(reader, attribute->place, "registry.bad-code", ERRCAT_ARGS(rule->name, value));
    break;
  case KIND_IDENTIFIER:
    ec_reader_fault(reader, attribute->place, "registry.bad-name", ERRCAT_ARGS(tag, value));
    break;
  case KIND_DOMAIN:
    ec_reader_fault(reader, attribute->place, "registry.bad-domain", ERRCAT_ARGS(value));
    break;
  case KIND_LOCALE:
    ec_reader_fault(reader, attribute->place,
                    strcmp(rule->name, "source") == 0 ? "registry.bad-source"
                                                      : "registry.bad-locale",
                    ERRCAT_ARGS(value));
    break;
  case KIND_FORMS:
    ec_reader_fault(reader, attribute->place, "registry.bad-code-pattern",
                    ERRCAT_ARGS(value, (int)EC_REGISTRY_FORMS_MAX));
    break;
  case KIND_RULE:
    ec_reader_fault(reader, attribute->place, "registry.bad-rule", ERRCAT_ARGS(value));
    break;
  case KIND_FORMAT:
    ec_reader_fault(reader, attribute->place, "registry.bad-format", ERRCAT_ARGS(value));
    break;
  case KIND_STATUS:
    ec_reader_fault(reader, attribute->place, "registry.bad-status", ERRCAT_ARGS(value));
    break;
  case KIND_ONE_OF:
    ec_reader_fault(reader, attribute->place, "registry.bad-value",
                    ERRCAT_ARGS(tag, rule->name, value, rule->values));
    break;
  default:
    break;
  }
}

static const struct rule *rule_of(enum ec_reader_element element, const char *name)
{
  const struct rule *rule = rules[element];
  while (rule->name && (*rule->name != *name || strcmp(rule->name, name) != 0))
    rule++;
  return rule->name ? rule : NULL;
}

static const struct ec_reader_attribute *find(const struct ec_reader_attribute *attributes,
                                              size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (*attributes[i].name == *name && strcmp(attributes[i].name, name) == 0)
      return &attributes[i];
  return NULL;
}

void ec_reader_attributes(struct ec_reader *reader, enum ec_reader_element element, const char *tag,
                          struct ec_place place, const struct ec_reader_attribute *attributes,
                          size_t count)
{
  for (const struct rule *rule = rules[element]; rule->name; rule++)
    if (rule->needed && !find(attributes, count, rule->name))
      ec_reader_fault(reader, place, "registry.missing-attribute", ERRCAT_ARGS(tag, rule->name));
  for (size_t i = 0; i < count; i++) {
    const struct ec_reader_attribute *attribute = &attributes[i];
    const struct rule *rule = rule_of(element, attribute->name);
    if (!rule)
      ec_reader_fault(reader, attribute->place, "registry.unknown-attribute",
                      ERRCAT_ARGS(tag, attribute->name));
    else if (!*attribute->value || (rule->kind == KIND_PARAGRAPH && !fits(rule, attribute->value)))
      ec_reader_fault(reader, attribute->place, "registry.empty-attribute",
                      ERRCAT_ARGS(tag, rule->name));
    else if (!fits(rule, attribute->value))
      tell_misfit(reader, rule, tag, attribute);
  }
}

const char *ec_reader_value(const struct ec_reader_attribute *attributes, size_t count,
                            enum ec_reader_element element, const char *name,
                            struct ec_place *place)
{
  const struct ec_reader_attribute *attribute = find(attributes, count, name);
  if (!attribute || !*attribute->value || !fits(rule_of(element, name), attribute->value))
    return NULL;
  if (place)
    *place = attribute->place;
  return attribute->value;
}
