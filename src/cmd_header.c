/* SPDX-License-Identifier: MIT */

/* errcat header REGISTRY: the header for C and C++ that is made of it. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "header.h"
#include "help.h"
#include "publish.h"
#include "registry_patterns.h"
#include "registry_say.h"
#include "say.h"

/* Without its folder: the header is the same wherever it is made. */
static const char *base_name(const struct ec_registry_file *file)
{
  const char *slash = strrchr(file->name, '/');
  if (strcmp(file->path, "-") == 0)
    return NULL;
  return slash ? slash + 1 : file->name;
}

/* At least one code is not retired, or there is nothing to declare. */
static void check_codes(struct ec_tool *tool, struct ec_registry *registry)
{
  for (size_t i = 0; i < registry->error_count; i++)
    if (!registry->errors[i].retired)
      return;
  ec_registry_fault(registry, &tool->pool, registry->domain_place, "header.no-codes", NULL, 0);
}

static int write_out(struct ec_tool *tool, const char *text)
{
  const size_t len = strlen(text);
  if (!tool->output || strcmp(tool->output, "-") == 0) {
    /* In UTF-8 whatever the codeset of the terminal: it is for a compiler. */
    if (fwrite(text, 1, len, tool->out.file) != len && !tool->out.error)
      tool->out.error = errno;
    return EC_EXIT_OK;
  }
  const int error = ec_publish(&tool->pool, tool->output, text, len);
  if (!error)
    return EC_EXIT_OK;
  ec_say(
      tool, "cli.unwritable-file",
      ERRCAT_ARGS(ec_codeset_decode(&tool->codeset, &tool->pool, tool->output), strerror(error)));
  return EC_EXIT_FAILURE;
}

int ec_cmd_header(struct ec_tool *tool)
{
  struct ec_registry_file file;
  struct ec_names names;
  if (tool->operand_count != 1)
    return ec_help_operands(tool, tool->operand_count == 0);
  if (tool->prefix && !ec_names_is_prefix(tool->prefix)) {
    ec_say(tool, "header.bad-prefix",
           ERRCAT_ARGS(ec_codeset_decode(&tool->codeset, &tool->pool, tool->prefix)));
    return EC_EXIT_USAGE;
  }
  int status = ec_registry_load(tool, tool->typed[0], &file);
  if (status != EC_EXIT_OK)
    return status;
  ec_names_make(&names, &tool->pool, &file.registry, tool->prefix);
  check_codes(tool, &file.registry);
  ec_names_check(&names, &tool->pool, &file.registry);
  ec_registry_patterns(tool, &file.registry);
  status = ec_registry_tell(tool, &file);
  if (status != EC_EXIT_OK)
    return status;
  return write_out(tool, ec_header_make(&tool->pool, &file.registry, &names, base_name(&file)));
}
