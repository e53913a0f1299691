/* SPDX-License-Identifier: MIT */
#include "registry_say.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "say.h"

/* Room for the whole file at once, where its size can be told: a string that grows leaves what it
 * outgrew behind. */
static void make_room(FILE *file, size_t max, struct ec_string *bytes)
{
  struct stat info;
  if (fstat(fileno(file), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < 0 ||
      (unsigned long long)info.st_size > max)
    return;
  ec_string_reserve(bytes, (size_t)info.st_size);
}

int ec_registry_bytes(struct ec_pool *pool, const char *path, size_t max, struct ec_string *bytes)
{
  char chunk[65536];
  const bool standard = strcmp(path, "-") == 0;
  FILE *file = standard ? stdin : fopen(path, "rb");
  size_t got = 1;
  int error = 0;
  *bytes = (struct ec_string){.pool = pool};
  if (!file)
    return errno;
  make_room(file, max, bytes);
  while (got && !error) {
    errno = 0;
    got = fread(chunk, 1, sizeof chunk, file);
    if (ferror(file))
      error = errno ? errno : EIO;
    else if (got > max - bytes->len)
      error = EFBIG;
    else
      ec_string_add(bytes, chunk, got);
  }
  if (!standard)
    fclose(file);
  return error;
}

int ec_registry_tell(struct ec_tool *tool, const struct ec_registry_file *file)
{
  const struct ec_registry *registry = &file->registry;
  const char *place = tool->place;
  const bool brief = tool->brief;
  if (!registry->faults_found)
    return EC_EXIT_OK;
  tool->brief = true;
  for (size_t i = 0; i < registry->fault_count; i++) {
    const struct ec_registry_fault *fault = &registry->faults[i];
    tool->place =
        ec_pool_printf(&tool->pool, "%s:%lu:%lu", file->name, (unsigned long)fault->place.line,
                       (unsigned long)fault->place.column);
    ec_say(tool, fault->code, fault->args, fault->arg_count);
  }
  if (registry->faults_found > registry->fault_count) {
    tool->place = file->name;
    ec_say(tool, "registry.more-faults",
           ERRCAT_ARGS(registry->faults_found - registry->fault_count));
  }
  tool->place = place;
  tool->brief = brief;
  return EC_EXIT_FINDINGS;
}

int ec_registry_load(struct ec_tool *tool, const char *path, struct ec_registry_file *file)
{
  struct ec_string bytes;
  const char *shown = strcmp(path, "-") == 0 ? "<stdin>" : path;
  *file = (struct ec_registry_file){.path = path,
                                    .name = ec_codeset_decode(&tool->codeset, &tool->pool, shown)};
  const int error = ec_registry_bytes(&tool->pool, path, EC_REGISTRY_MAX, &bytes);
  if (error == EFBIG) {
    ec_say(tool, "registry.too-large", ERRCAT_ARGS(file->name, (long)EC_REGISTRY_MAX));
    return EC_EXIT_FAILURE;
  }
  if (error) {
    ec_say(tool, "cli.unreadable-file", ERRCAT_ARGS(file->name, strerror(error)));
    return EC_EXIT_FAILURE;
  }
  ec_registry_read(&file->registry, &tool->pool, ec_string_get(&bytes), bytes.len);
  return ec_registry_tell(tool, file);
}
