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

#define OPTIONS_MAX 20
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

/* The place of `value` among the names; `count` when it is none of them. */
static size_t index_of(const char *value, const char *const *names, size_t count)
{
  size_t i = 0;
  while (i < count && strcmp(value, names[i]) != 0)
    i++;
  return i;
}

static bool take_color(struct ec_tool *tool, const char *when)
{
  static const char *const names[] = {
      [EC_COLOR_AUTO] = "auto", [EC_COLOR_ALWAYS] = "always", [EC_COLOR_NEVER] = "never"};
  const size_t i = index_of(when ? when : "always", names, sizeof names / sizeof *names);
  tool->color = (enum ec_color_when)i;
  return i < sizeof names / sizeof *names;
}

static bool take_apostrophes(struct ec_tool *tool, const char *rule)
{
  static const char *const names[] = {"icu", "jdk"};
  const size_t i = index_of(rule, names, sizeof names / sizeof *names);
  tool->jdk = i == 1;
  return i < sizeof names / sizeof *names;
}

static bool take_input_format(struct ec_tool *tool, const char *format)
{
  static const char *const names[] = {"tsv", "jsonl"};
  const size_t i = index_of(format, names, sizeof names / sizeof *names);
  tool->input_format = i == 1 ? EC_INPUT_JSONL : EC_INPUT_TSV;
  return i < sizeof names / sizeof *names;
}

static bool take_shape(struct ec_tool *tool, const char *shape)
{
  static const char *const names[] = {
      [ERRCAT_BODY_PLAIN] = "plain", [ERRCAT_BODY_PROBLEM] = "problem", [ERRCAT_BODY_RPC] = "rpc"};
  const size_t i = index_of(shape, names, sizeof names / sizeof *names);
  tool->shape = (enum errcat_body_shape)i;
  tool->shape_given = true;
  return i < sizeof names / sizeof *names;
}

static bool take_log(struct ec_tool *tool, const char *format)
{
  static const char *const names[] = {
      [ERRCAT_LOG_LOGFMT] = "logfmt", [ERRCAT_LOG_JSON] = "json", [ERRCAT_LOG_JOURNAL] = "journal"};
  const size_t i = index_of(format, names, sizeof names / sizeof *names);
  tool->log = (unsigned)i + 1;
  return i < sizeof names / sizeof *names;
}

static bool take_report(struct ec_tool *tool, const char *format)
{
  static const char *const names[] = {[EC_REPORT_TEXT] = "text",
                                      [EC_REPORT_JSON] = "json",
                                      [EC_REPORT_SARIF] = "sarif",
                                      [EC_REPORT_GITHUB] = "github",
                                      [EC_REPORT_MDOC] = "mdoc"};
  const size_t i = index_of(format, names, sizeof names / sizeof *names);
  tool->lint.format = (enum ec_report_format)i;
  tool->lint.format_given = true;
  return i < sizeof names / sizeof *names;
}

static bool take_fail_on(struct ec_tool *tool, const char *severity)
{
  static const char *const names[] = {[EC_SEVERITY_ADVICE] = "advice",
                                      [EC_SEVERITY_WARNING] = "warning",
                                      [EC_SEVERITY_ERROR] = "error",
                                      "never"};
  const size_t i = index_of(severity, names, sizeof names / sizeof *names);
  tool->lint.never = i > EC_SEVERITY_ERROR;
  tool->lint.fail_on = (enum ec_severity)i;
  return i < sizeof names / sizeof *names;
}

static bool take_spacing(struct ec_tool *tool, const char *style)
{
  static const char *const names[] = {[EC_SPACING_CONSISTENT] = "consistent",
                                      [EC_SPACING_OFF] = "off",
                                      [EC_SPACING_REQUIRED] = "required",
                                      [EC_SPACING_FORBIDDEN] = "forbidden"};
  const size_t i = index_of(style, names, sizeof names / sizeof *names);
  tool->lint.spacing = (enum ec_spacing)i;
  return i < sizeof names / sizeof *names;
}

static void take_word(struct ec_tool *tool, struct ec_words *words, const char *word)
{
  const char **more = ec_pool_alloc(&tool->pool, words->count + 1, sizeof *more);
  if (words->count)
    memcpy(more, words->words, words->count * sizeof *more);
  more[words->count] = word;
  words->words = more;
  words->count++;
}

/* Options that may be given several times. */
static bool take_list(struct ec_tool *tool, const char *name, const char *value)
{
  const struct {
    const char *name;
    struct ec_words *words;
  } places[] = {{"type", &tool->types},
                {"registry", &tool->registries},
                {"sensitive", &tool->sensitive},
                {"only", &tool->lint.only},
                {"ignore", &tool->lint.ignore}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (strcmp(name, places[i].name) == 0) {
      take_word(tool, places[i].words, value);
      return true;
    }
  return false;
}

/* Options that are no more than a string or a yes. */
static bool take_plain(struct ec_tool *tool, const char *name, const char *value)
{
  const struct {
    const char *name;
    const char **string;
    bool *yes;
  } places[] = {
      {"locale", &tool->locale_option, NULL},
      {"domain", &tool->domain, NULL},
      {"path", &tool->path, NULL},
      {"time-zone", &tool->time_zone, NULL},
      {"file", &tool->file, NULL},
      {"input", &tool->input, NULL},
      {"shape-file", &tool->shape_file, NULL},
      {"instance", &tool->instance, NULL},
      {"output", &tool->output, NULL},
      {"name", &tool->name, NULL},
      {"header", &tool->header, NULL},
      {"prefix", &tool->prefix, NULL},
      {"request", &tool->wishes.request, NULL},
      {"profile", &tool->wishes.profile, NULL},
      {"cookie", &tool->wishes.cookie, NULL},
      {"json", NULL, &tool->json},
      {"help", NULL, &tool->help},
      {"version", NULL, &tool->version},
  };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    if (strcmp(name, places[i].name) != 0)
      continue;
    if (places[i].string)
      *places[i].string = value;
    else
      *places[i].yes = true;
    return true;
  }
  return false;
}

/* The code of what is wrong with the option's value, or NULL. */
static const char *take(struct ec_tool *tool, const struct ec_option *option, const char *value)
{
  static const struct {
    const char *name;
    bool (*take)(struct ec_tool *tool, const char *value);
    const char *wrong;
  } choices[] = {{"apostrophes", take_apostrophes, "cli.bad-apostrophes"},
                 {"color", take_color, "cli.bad-color"},
                 {"fail-on", take_fail_on, "lint.bad-severity"},
                 {"format", take_report, "lint.bad-format"},
                 {"input-format", take_input_format, "cli.bad-input-format"},
                 {"log", take_log, "cli.bad-log-format"},
                 {"shape", take_shape, "cli.bad-shape"},
                 {"spacing", take_spacing, "lint.bad-spacing"}};
  if (option->choice)
    tool->chosen |= option->choice;
  else if (!take_plain(tool, option->name, value) && !take_list(tool, option->name, value))
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
      if (strcmp(option->name, choices[i].name) == 0 && !choices[i].take(tool, value))
        return choices[i].wrong;
  return NULL;
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
    const char *code = take(tool, option, optarg);
    if (code)
      set_fault(fault, code, optarg);
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
