/* SPDX-License-Identifier: MIT */
#ifndef EC_TOOL_H
#define EC_TOOL_H

/* One run of the tool: what was asked for, where it reads and where it writes. Knows options,
 * environment, domains and streams; refuses to know what the commands do. */

#include <stdbool.h>

#include "errcat.h"
#include "find.h"
#include "lint.h"
#include "pool.h"
#include "terminal.h"
#include "when.h"

enum ec_exit {
  EC_EXIT_OK,       /* nothing to report */
  EC_EXIT_FINDINGS, /* no such code, no match */
  EC_EXIT_USAGE,
  EC_EXIT_FAILURE /* input, output or memory */
};

/* Options of single commands: bits of ec_tool.chosen. */
enum ec_choice {
  EC_CHOICE_CODES = 1,
  EC_CHOICE_DOMAINS = 2,
  EC_CHOICE_LOCALES = 4,
  EC_CHOICE_STRINGS = 8,
  EC_CHOICE_NO_UNUSED = 16,
  EC_CHOICE_LINES = 32,
  EC_CHOICE_REMEDIATION = 64,
  EC_CHOICE_ISOLATE = 128,
  EC_CHOICE_ANY_SCRIPT = 256,
  EC_CHOICE_FIX = 512,
  EC_CHOICE_DRY_RUN = 1024,
  EC_CHOICE_RULES = 2048
};

/* The values of an option that may be given several times. */
struct ec_words {
  const char **words;
  size_t count;
};

enum ec_input_format { EC_INPUT_BY_NAME, EC_INPUT_TSV, EC_INPUT_JSONL };

/* How lint reports. The last is for the manual page of the rules. */
enum ec_report_format {
  EC_REPORT_TEXT,
  EC_REPORT_JSON,
  EC_REPORT_SARIF,
  EC_REPORT_GITHUB,
  EC_REPORT_MDOC
};

struct ec_tool {
  struct ec_pool pool;
  struct errcat_environment environment;
  struct ec_codeset codeset;
  struct ec_terminal out, err;

  /* The tool's own texts: as the path has them, and as they were built in, for when a
   * catalog on the path is of another version, or refused. Either may be NULL. */
  struct errcat_bundle *own, *built_in;

  /* What was asked for. */
  const struct ec_command *command;
  const char *locales; /* a preference list */
  const char *locale_option, *path, *domain;
  enum ec_color_when color;
  bool json, help, version;
  unsigned chosen;
  const char *time_zone;    /* the option's value, or NULL */
  const char *file, *input; /* of format */
  enum ec_input_format input_format;
  bool jdk;                         /* apostrophes */
  struct ec_words types, sensitive; /* in the terminal's codeset */
  const char *output;               /* of embed and header */
  const char *name, *header;        /* of embed */
  const char *prefix;               /* of header and check-source */
  struct ec_words registries;       /* of check-source and lint */
  struct {
    enum ec_report_format format;
    bool format_given, never; /* never: no finding is a failure */
    enum ec_severity fail_on; /* the mildest one that is */
    enum ec_spacing spacing;
    struct ec_words only, ignore; /* rules and families, in the terminal's codeset */
  } lint;
  enum errcat_body_shape shape; /* of body */
  bool shape_given;
  unsigned log; /* 1 and more: the format of the record to print instead */
  const char *shape_file, *instance;
  const char *const *operands; /* in UTF-8 */
  const char *const *typed;    /* the same as they were typed: names of files are bytes */
  struct {
    const char *request, *profile, *cookie; /* lists, in the terminal's codeset, or NULL */
  } wishes;                                 /* of negotiate */
  size_t operand_count;

  struct ec_domain *domains;
  size_t domain_count;
  struct ec_clocks clocks;

  /* Of diagnostics: what they are about, as FILE:LINE, or NULL; whether one that is like the one
   * before it goes without its remediation; the code of that one; and whether there is text of a
   * line that is not ended yet on standard error. */
  const char *place;
  bool brief;
  const char *said;
  bool open_line;
};

struct ec_command {
  const char *name;
  const char *arguments;           /* as the usage line shows them */
  const char *summary;             /* code of a text */
  const char *details;             /* code of a text, or NULL */
  const struct ec_option *options; /* its own, up to one without a name; or NULL */
  int (*run)(struct ec_tool *tool);
};

/* The commands, up to one without a name. */
extern const struct ec_command ec_commands[];

int ec_cmd_explain(struct ec_tool *tool);
int ec_cmd_list(struct ec_tool *tool);
int ec_cmd_body(struct ec_tool *tool);
int ec_cmd_negotiate(struct ec_tool *tool);
int ec_cmd_search(struct ec_tool *tool);
int ec_cmd_format(struct ec_tool *tool);
int ec_cmd_embed(struct ec_tool *tool);
int ec_cmd_check_source(struct ec_tool *tool);
int ec_cmd_header(struct ec_tool *tool);
int ec_cmd_lint(struct ec_tool *tool);
int ec_cmd_why(struct ec_tool *tool);
int ec_cmd_help(struct ec_tool *tool);

/* Before options are read. */
void ec_tool_init(struct ec_tool *tool);
/* With the options: reads the environment and opens streams and own texts. */
void ec_tool_open(struct ec_tool *tool);
/* Writes out what is buffered and frees all. Returns `status`, or EC_EXIT_FAILURE when
 * standard output could not be written. */
int ec_tool_close(struct ec_tool *tool, int status);
/* Says that there is no memory, and ends the program. */
void ec_tool_out_of_memory(void *tool);

/* Opens the domain that was asked for, or every one on the path and built in, and warns of
 * catalogs that cannot be used. EC_EXIT_OK, or the status to end with. */
int ec_tool_load(struct ec_tool *tool);

/* The time zone that was asked for, by the option or else the environment; NULL is UTC.
 * EC_EXIT_OK, or says that there is no such zone, and returns the status to end with. */
int ec_tool_zone(struct ec_tool *tool, const char **zone);

/* Why a catalog was refused, in English, without the name of its file. */
const char *ec_tool_refusal(const struct errcat_catalog_info *info);

/* The one code that `typed` means, in each domain that has it. EC_EXIT_OK with at least one
 * match, or says that there is none, or that there are several, and returns the status to
 * end with. `*near` gets the codes that were suggested. */
struct ec_lookup {
  const struct ec_match *matches;
  size_t count;
  const char **near;
  size_t near_count;
};
int ec_tool_lookup(struct ec_tool *tool, const char *typed, struct ec_lookup *lookup);

#endif
