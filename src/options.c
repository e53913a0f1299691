/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <string.h>

#include "say.h"

const struct ec_option ec_options[] = {
    {"locale", "LIST", 'l', 0, "help.option-locale"},
    {"domain", "DOMAIN", 'd', 0, "help.option-domain"},
    {"path", "PATH", 'p', 0, "help.option-path"},
    {"json", NULL, 'j', 0, "help.option-json"},
    {"color", "[=WHEN]", 0, 0, "help.option-color"},
    {"help", NULL, 'h', 0, "help.option-help"},
    {"version", NULL, 'V', 0, "help.option-version"},
    {NULL, NULL, 0, 0, NULL},
};

#define OPTIONS_MAX 16
#define NEAR_MAX 3

/* getopt_long() gives back FIRST_KEY plus the index in `all`. */
#define FIRST_KEY 1000

struct parser {
  const struct ec_option *all[OPTIONS_MAX];
  struct option longs[OPTIONS_MAX + 1];
  char shorts[OPTIONS_MAX * 2 + 3];
  size_t count;
};

static void add_options(struct parser *parser, const struct ec_option *option)
{
  for (; option && option->name && parser->count < OPTIONS_MAX; option++) {
    const int has_value = !option->value          ? no_argument
                          : *option->value == '[' ? optional_argument
                                                  : required_argument;
    const size_t i = parser->count++;
    parser->all[i] = option;
    parser->longs[i] = (struct option){option->name, has_value, NULL, FIRST_KEY + (int)i};
    if (option->letter) {
      const size_t len = strlen(parser->shorts);
      parser->shorts[len] = option->letter;
      parser->shorts[len + 1] = has_value == required_argument ? ':' : '\0';
    }
  }
}

/* `mode`: "+:" stops at the first operand, ":" goes on past it. */
static void prepare(struct parser *parser, const char *mode, const struct ec_command *command)
{
  *parser = (struct parser){.count = 0};
  strcpy(parser->shorts, mode);
  add_options(parser, ec_options);
  if (command)
    add_options(parser, command->options);
  opterr = 0;
}

static const struct ec_option *option_of(const struct parser *parser, int key)
{
  for (size_t i = 0; i < parser->count; i++)
    if (key == FIRST_KEY + (int)i || (key && key == parser->all[i]->letter))
      return parser->all[i];
  return NULL;
}

static bool read_color(struct ec_tool *tool, const char *when)
{
  static const char *const names[] = {
      [EC_COLOR_AUTO] = "auto", [EC_COLOR_ALWAYS] = "always", [EC_COLOR_NEVER] = "never"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(when ? when : "always", names[i]) == 0) {
      tool->color = (enum ec_color_when)i;
      return true;
    }
  }
  return false;
}

/* False when the option's value is none of those it can have. */
static bool take(struct ec_tool *tool, const struct ec_option *option, const char *value)
{
  if (option->choice)
    tool->chosen |= option->choice;
  else if (strcmp(option->name, "locale") == 0)
    tool->locale_option = value;
  else if (strcmp(option->name, "domain") == 0)
    tool->domain = value;
  else if (strcmp(option->name, "path") == 0)
    tool->path = value;
  else if (strcmp(option->name, "json") == 0)
    tool->json = true;
  else if (strcmp(option->name, "color") == 0)
    return read_color(tool, value);
  else if (strcmp(option->name, "help") == 0)
    tool->help = true;
  else
    tool->version = true;
  return true;
}

static void set_fault(struct ec_fault *fault, const char *code, const char *word)
{
  if (!fault->code)
    *fault = (struct ec_fault){.code = code, .word = word};
}

static bool begins(const char *text, const char *beginning)
{
  return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* A long option that is none, or the beginning of several. */
static struct ec_fault long_fault(struct ec_tool *tool, const struct parser *parser,
                                  const char *word)
{
  const char *typed = ec_pool_copy(&tool->pool, word, strcspn(word, "="));
  const char **all = ec_pool_alloc(&tool->pool, parser->count + 1, sizeof *all);
  const char **meant = ec_pool_alloc(&tool->pool, parser->count + 1, sizeof *meant);
  size_t count = 0;
  for (size_t i = 0; i < parser->count; i++) {
    all[i] = ec_pool_printf(&tool->pool, "--%s", parser->all[i]->name);
    if (begins(all[i], typed))
      meant[count++] = all[i];
  }
  if (count)
    return (struct ec_fault){"cli.ambiguous-option", typed, meant, count, .all = true};
  return (struct ec_fault){"cli.unknown-option", typed, all, parser->count, .all = false};
}

/* Why getopt_long() gave `?` or `:`. It tells a lone letter in optopt, 0 for a long option that
 * it does not know, and the option's key when there is a value too many or too few. */
static void explain_fault(struct ec_tool *tool, const struct parser *parser, int key, char **argv,
                          struct ec_fault *fault)
{
  const struct ec_option *option = option_of(parser, optopt);
  if (option)
    set_fault(fault, key == ':' ? "cli.missing-value" : "cli.unwanted-value",
              ec_pool_printf(&tool->pool, "--%s", option->name));
  else if (optopt)
    set_fault(fault, "cli.unknown-option", ec_pool_printf(&tool->pool, "-%c", optopt));
  else if (!fault->code)
    *fault = long_fault(tool, parser, argv[optind - 1]);
}

static void parse(struct ec_tool *tool, const struct parser *parser, int argc, char **argv,
                  struct ec_fault *fault)
{
  int key;
  while ((key = getopt_long(argc, argv, parser->shorts, parser->longs, NULL)) != -1) {
    if (key == '?' || key == ':') {
      explain_fault(tool, parser, key, argv, fault);
      continue;
    }
    const struct ec_option *option = option_of(parser, key);
    if (!take(tool, option, optarg))
      set_fault(fault, "cli.bad-color", optarg);
  }
}

const struct ec_command *ec_options_command(struct ec_tool *tool, const char *name,
                                            struct ec_fault *fault)
{
  size_t count = 0;
  for (; ec_commands[count].name; count++)
    if (strcmp(ec_commands[count].name, name) == 0)
      return &ec_commands[count];
  const char **names = ec_pool_alloc(&tool->pool, count, sizeof *names);
  for (size_t i = 0; i < count; i++)
    names[i] = ec_commands[i].name;
  if (!fault->code)
    *fault = (struct ec_fault){"cli.unknown-command", name, names, count, .all = false};
  return NULL;
}

int ec_options_report(struct ec_tool *tool, const struct ec_fault *fault)
{
  const char *near[NEAR_MAX];
  const char *word = fault->word ? ec_codeset_decode(&tool->codeset, &tool->pool, fault->word) : "";
  ec_say(tool, fault->code, ERRCAT_ARGS(word));
  if (fault->all)
    ec_say_names(tool, "label.did-you-mean", fault->near, fault->near_count);
  else
    ec_say_names(tool, "label.did-you-mean", near,
                 ec_find_near(&tool->pool, fault->near, fault->near_count, word, near, NEAR_MAX));
  return EC_EXIT_USAGE;
}

void ec_options_read(struct ec_tool *tool, int argc, char **argv, struct ec_fault *fault)
{
  struct parser parser;
  *fault = (struct ec_fault){.code = NULL};
  prepare(&parser, "+:", NULL);
  parse(tool, &parser, argc, argv, fault);
  if (optind >= argc)
    return;
  tool->command = ec_options_command(tool, argv[optind], fault);
  if (!tool->command)
    return;
  argc -= optind;
  argv += optind;
  optind = 0; /* to the C library: begin anew, with other options */
  prepare(&parser, ":", tool->command);
  parse(tool, &parser, argc, argv, fault);
  tool->operands = (const char *const *)(argv + optind);
  tool->operand_count = (size_t)(argc - optind);
}
