/* SPDX-License-Identifier: MIT */
#include "catalogs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "registry_say.h"
#include "say.h"
#include "seen.h"
#include "walk.h"

/* Folders above that of a catalog in which its registry is looked for: po/shop/zh_CN.po has it two
 * above, locale/zh_CN/LC_MESSAGES/shop.po three. */
#define FOLDERS_ABOVE 3

/* Codes of a catalog that are looked for in a registry with faults. */
#define MENTIONS_MAX 16

/* Bytes at the beginning of a file in which its namespace has to be, to be a registry in a folder
 * that holds other XML files, too. */
#define LOOK_MAX 4096

/* ------------------------------------------------------------------ by the look */

/* The beginning without NUL bytes, so that UTF-16 can be looked at too. */
static void look(const char *bytes, size_t len, char out[LOOK_MAX + 1])
{
  size_t count = 0;
  for (size_t i = 0; i < len && i < LOOK_MAX; i++)
    if (bytes[i])
      out[count++] = bytes[i];
  out[count] = '\0';
}

static bool has_namespace(const char *beginning)
{
  return strstr(beginning, "urn:errcat:registry") != NULL;
}

/* Whether it begins as XML does. A catalog cannot begin so. */
static bool is_markup(const char *beginning)
{
  for (; *beginning; beginning++)
    if (!strchr(" \t\r\n\xEF\xBB\xBF\xFE\xFF", *beginning))
      return *beginning == '<';
  return false;
}

static bool is_compiled(const char *bytes, size_t len)
{
  return len >= 4 &&
         (memcmp(bytes, "\xDE\x12\x04\x95", 4) == 0 || memcmp(bytes, "\x95\x04\x12\xDE", 4) == 0);
}

static bool ends_in(const char *path, const char *end)
{
  const size_t len = strlen(path), end_len = strlen(end);
  return len > end_len && strcmp(path + len - end_len, end) == 0;
}

/* Whether it is a registry, of which there need not be more than a beginning. */
static bool is_registry(const char *path, const char *bytes, size_t len)
{
  char beginning[LOOK_MAX + 1];
  if (ends_in(path, ".xml"))
    return true;
  if (ends_in(path, ".po") || ends_in(path, ".pot"))
    return false;
  look(bytes, len, beginning);
  return is_markup(beginning);
}

static bool file_has_namespace(const char *path)
{
  char bytes[LOOK_MAX], beginning[LOOK_MAX + 1];
  FILE *file = fopen(path, "rb");
  if (!file)
    return true; /* which is told when it is read */
  const size_t len = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  look(bytes, len, beginning);
  return has_namespace(beginning);
}

/* --------------------------------------------------------------------- files */

static struct ec_lint_file *add(struct ec_catalogs *catalogs, const char *path)
{
  struct ec_pool *pool = &catalogs->tool->pool;
  if (catalogs->count == catalogs->size) {
    const size_t size = catalogs->size * 2 + 16;
    struct ec_lint_file *files = ec_pool_alloc(pool, size, sizeof *files);
    struct ec_catalogs_file *facts = ec_pool_alloc(pool, size, sizeof *facts);
    if (catalogs->count) {
      memcpy(files, catalogs->files, catalogs->count * sizeof *files);
      memcpy(facts, catalogs->facts, catalogs->count * sizeof *facts);
    }
    catalogs->files = files;
    catalogs->facts = facts;
    catalogs->size = size;
  }
  struct ec_lint_file *file = &catalogs->files[catalogs->count++];
  file->path = path;
  file->name =
      ec_codeset_decode(&catalogs->tool->codeset, pool, strcmp(path, "-") == 0 ? "<stdin>" : path);
  return file;
}

static void say_unreadable(void *context, const char *path, int error)
{
  struct ec_catalogs *catalogs = context;
  struct ec_tool *tool = catalogs->tool;
  const char *name =
      ec_codeset_decode(&tool->codeset, &tool->pool, strcmp(path, "-") == 0 ? "<stdin>" : path);
  if (error == EFBIG)
    ec_say(tool, "lint.too-large", ERRCAT_ARGS(name));
  else if (error == EILSEQ)
    ec_say(tool, "lint.compiled", ERRCAT_ARGS(name));
  else
    ec_say(tool, "cli.unreadable-file", ERRCAT_ARGS(name, strerror(error)));
  catalogs->status = EC_EXIT_FAILURE;
}

/* Whether a file of this name is not there yet. The standard input is there once, too. */
static bool is_new(struct ec_catalogs *catalogs, const char *path)
{
  struct stat info;
  const int got = strcmp(path, "-") == 0 ? fstat(0, &info) : stat(path, &info);
  return got != 0 || !ec_seen(catalogs->seen, &info);
}

static struct ec_lint_file *take(struct ec_catalogs *catalogs, const char *path)
{
  struct ec_string bytes;
  int error = ec_registry_bytes(&catalogs->tool->pool, path, EC_PO_MAX, &bytes);
  const bool registry = !error && is_registry(path, ec_string_get(&bytes), bytes.len);
  if (registry && bytes.len > EC_REGISTRY_MAX)
    error = EFBIG;
  else if (!error && is_compiled(ec_string_get(&bytes), bytes.len))
    error = EILSEQ;
  if (error) {
    say_unreadable(catalogs, path, error);
    return NULL;
  }
  struct ec_lint_file *file = add(catalogs, path);
  struct ec_catalogs_file *facts = &catalogs->facts[catalogs->count - 1];
  file->bytes = facts->original = ec_string_get(&bytes);
  file->len = facts->original_len = bytes.len;
  file->is_registry = registry;
  return file;
}

/* The current folder needs no name. */
static const char *without_dot(const char *path)
{
  return strncmp(path, "./", 2) == 0 ? path + 2 : path;
}

static void take_judged(void *context, const char *path)
{
  struct ec_catalogs *catalogs = context;
  const bool in_folder = path != catalogs->operand;
  if (in_folder && ends_in(path, ".xml") && !file_has_namespace(path))
    return;
  catalogs->met++;
  if (!catalogs->tool->operand_count)
    path = without_dot(path);
  if (is_new(catalogs, path) && take(catalogs, path))
    catalogs->facts[catalogs->count - 1].judged = true;
}

/* ---------------------------------------------------------------- registries */

static void take_neighbour(void *context, const char *path)
{
  struct ec_catalogs *catalogs = context;
  if (file_has_namespace(path) && is_new(catalogs, path))
    take(catalogs, without_dot(path));
}

/* A folder beside a catalog that cannot be read is nobody's fault. */
static void pass_over(void *context, const char *path, int error)
{
  (void)context, (void)path, (void)error;
}

static const char *folder_of(struct ec_pool *pool, const char *path)
{
  size_t len = strlen(path);
  while (len && path[len - 1] == '/')
    len--;
  while (len && path[len - 1] != '/')
    len--;
  while (len > 1 && path[len - 1] == '/')
    len--;
  return len ? ec_pool_copy(pool, path, len) : ".";
}

static const char *parent_of(struct ec_pool *pool, const char *folder)
{
  const char *slash = strrchr(folder, '/');
  const char *last = slash ? slash + 1 : folder;
  if (strcmp(folder, "/") == 0)
    return folder;
  if (strcmp(last, ".") == 0 || strcmp(last, "..") == 0)
    return strcmp(folder, ".") == 0 ? ".." : ec_pool_printf(pool, "%s/..", folder);
  return folder_of(pool, folder);
}

static void look_around(struct ec_catalogs *catalogs, const char *folder)
{
  const struct ec_walk walk = {take_neighbour, pass_over, catalogs, ec_walk_is_registry};
  struct stat info;
  if (stat(folder, &info) == 0 && !ec_seen(catalogs->seen, &info))
    ec_walk_folder(&catalogs->tool->pool, folder, &walk);
}

/* Registries in the folders of catalogs, and in those above them. */
static void find_registries(struct ec_catalogs *catalogs)
{
  struct ec_pool *pool = &catalogs->tool->pool;
  const size_t count = catalogs->count;
  for (size_t i = 0; i < count; i++) {
    if (catalogs->files[i].is_registry || strcmp(catalogs->files[i].path, "-") == 0)
      continue;
    const char *folder = folder_of(pool, catalogs->files[i].path);
    for (int above = 0; above <= FOLDERS_ABOVE; above++) {
      look_around(catalogs, folder);
      folder = parent_of(pool, folder);
    }
  }
}

/* The one of the files that this path is, too. */
static struct ec_catalogs_file *same_file(const struct ec_catalogs *catalogs, const char *path)
{
  struct stat info, other;
  for (size_t i = 0; i < catalogs->count && stat(path, &info) == 0; i++)
    if (stat(catalogs->files[i].path, &other) == 0 && info.st_dev == other.st_dev &&
        info.st_ino == other.st_ino)
      return &catalogs->facts[i];
  return NULL;
}

static void take_named(struct ec_catalogs *catalogs)
{
  const struct ec_words *named = &catalogs->tool->registries;
  for (size_t i = 0; i < named->count; i++) {
    struct ec_catalogs_file *facts = NULL;
    if (!is_new(catalogs, named->words[i]))
      facts = same_file(catalogs, named->words[i]);
    else if (take(catalogs, named->words[i]))
      facts = &catalogs->facts[catalogs->count - 1];
    if (facts)
      catalogs->files[facts - catalogs->facts].is_registry = facts->named = true;
  }
}

static void take_operand(struct ec_catalogs *catalogs, const char *path)
{
  struct ec_tool *tool = catalogs->tool;
  const struct ec_walk walk = {take_judged, say_unreadable, catalogs, ec_walk_is_catalog};
  const size_t met = catalogs->met;
  const int status = catalogs->status;
  catalogs->operand = path;
  catalogs->status = EC_EXIT_OK;
  ec_walk(&tool->pool, path, &walk);
  if (catalogs->met == met && catalogs->status == EC_EXIT_OK) {
    ec_say(tool, "lint.nothing", ERRCAT_ARGS(ec_codeset_decode(&tool->codeset, &tool->pool, path)));
    catalogs->status = EC_EXIT_FAILURE;
  }
  catalogs->status = status ? status : catalogs->status;
}

int ec_catalogs_load(struct ec_catalogs *catalogs, struct ec_tool *tool)
{
  *catalogs = (struct ec_catalogs){.tool = tool};
  catalogs->seen = ec_pool_alloc(&tool->pool, 1, sizeof *catalogs->seen);
  catalogs->seen->pool = &tool->pool;
  if (!tool->operand_count)
    take_operand(catalogs, ".");
  for (size_t i = 0; i < tool->operand_count; i++)
    take_operand(catalogs, tool->typed[i]);
  if (tool->registries.count)
    take_named(catalogs);
  else
    find_registries(catalogs);
  return catalogs->status;
}

/* --------------------------------------------------------------------- pairs */

static bool has_codes(const struct ec_catalogs *catalogs, const struct ec_lint_file *file)
{
  struct ec_pool *pool = &catalogs->tool->pool;
  const struct ec_pool_mark mark = ec_pool_mark(pool);
  bool found = false, is_remediation;
  for (size_t i = 0; i < file->po.entry_count && !found; i++)
    found = file->po.entries[i].context.text &&
            ec_lint_code(pool, &file->po.entries[i].context, &is_remediation);
  ec_pool_release(pool, mark);
  return found;
}

/* The best one of those that were asked for: by --registry, or as operands. */
static const struct ec_lint_file *best_asked_for(const struct ec_catalogs *catalogs,
                                                 const struct ec_lint_file *file, bool named)
{
  struct ec_pool *pool = &catalogs->tool->pool;
  const struct ec_pool_mark mark = ec_pool_mark(pool);
  struct ec_lint_file *files = ec_pool_alloc(pool, catalogs->count, sizeof *files);
  size_t *which = ec_pool_alloc(pool, catalogs->count, sizeof *which), count = 0;
  for (size_t i = 0; i < catalogs->count; i++)
    if (catalogs->files[i].is_registry &&
        (named ? catalogs->facts[i].named : catalogs->facts[i].judged)) {
      files[count] = catalogs->files[i];
      which[count++] = i;
    }
  const struct ec_lint_file *best = ec_lint_registry_of(file, files, count);
  if (best)
    best = &catalogs->files[which[best - files]];
  ec_pool_release(pool, mark);
  return best;
}

/* One that is named alone is the registry of every catalog that has codes, be they all wrong. */
static const struct ec_lint_file *only_named(const struct ec_catalogs *catalogs,
                                             const struct ec_lint_file *file)
{
  const struct ec_lint_file *found = NULL;
  size_t count = 0;
  for (size_t i = 0; i < catalogs->count; i++)
    if (catalogs->facts[i].named) {
      found = &catalogs->files[i];
      count++;
    }
  return count == 1 && has_codes(catalogs, file) && !found->registry.faults_found ? found : NULL;
}

/* A registry that nobody asked for has to be the catalog's beyond doubt: one that shares a code
 * with it by chance would make all others unknown. */
static const struct ec_lint_file *registry_of(const struct ec_catalogs *catalogs,
                                              const struct ec_lint_file *file)
{
  const struct ec_lint_file *found = NULL;
  if (catalogs->tool->registries.count) {
    found = best_asked_for(catalogs, file, true);
    found = found ? found : only_named(catalogs, file);
  }
  if (found)
    return found;
  found = ec_lint_registry_of(file, catalogs->files, catalogs->count);
  if (found && !catalogs->facts[found - catalogs->files].judged &&
      !ec_lint_is_registry_of(file, found))
    found = best_asked_for(catalogs, file, false);
  return found;
}

/* Whether a registry that could not be read to its end has one of the first codes of the catalog,
 * as far as its bytes tell. */
static bool mentions(struct ec_pool *pool, const struct ec_lint_file *registry,
                     const struct ec_lint_file *catalog)
{
  const struct ec_pool_mark mark = ec_pool_mark(pool);
  bool found = false, is_remediation;
  size_t looked = 0;
  for (size_t i = 0; i < catalog->po.entry_count && looked < MENTIONS_MAX && !found; i++) {
    const struct ec_po_string *context = &catalog->po.entries[i].context;
    const char *code = context->text ? ec_lint_code(pool, context, &is_remediation) : NULL;
    looked += code != NULL;
    found = code && strstr(registry->bytes, code);
  }
  ec_pool_release(pool, mark);
  return found;
}

/* A registry with faults is nobody's registry. Where a catalog has none for that reason, its faults
 * are what is wrong; those of others that lie about are nobody's business. */
static bool is_missed(const struct ec_catalogs *catalogs, const struct ec_lint_file *registry)
{
  bool missed = false;
  for (size_t i = 0; i < catalogs->count && !missed; i++) {
    const struct ec_lint_file *file = &catalogs->files[i];
    missed = !file->is_registry && !file->registry_file &&
             mentions(&catalogs->tool->pool, registry, file);
  }
  return missed;
}

void ec_catalogs_read(struct ec_catalogs *catalogs, struct ec_lint *lint)
{
  for (size_t i = 0; i < catalogs->count; i++) {
    const struct ec_lint_file old = catalogs->files[i];
    catalogs->files[i] = (struct ec_lint_file){.path = old.path,
                                               .name = old.name,
                                               .bytes = old.bytes,
                                               .len = old.len,
                                               .is_registry = old.is_registry};
    ec_lint_read(lint, &catalogs->files[i]);
  }
  for (size_t i = 0; i < catalogs->count; i++) {
    struct ec_lint_file *file = &catalogs->files[i];
    if (!file->is_registry)
      file->registry_file = registry_of(catalogs, file);
  }
  for (size_t i = 0; i < catalogs->count; i++) {
    const struct ec_lint_file *file = &catalogs->files[i];
    struct ec_catalogs_file *facts = &catalogs->facts[i];
    if (file->is_registry && file->registry.faults_found && !facts->judged)
      facts->judged = facts->named || is_missed(catalogs, file);
  }
}

void ec_catalogs_warn(const struct ec_catalogs *catalogs)
{
  struct ec_tool *tool = catalogs->tool;
  const bool brief = tool->brief;
  tool->brief = true;
  for (size_t i = 0; i < catalogs->count; i++) {
    const struct ec_lint_file *file = &catalogs->files[i];
    if (!file->is_registry && !file->registry_file && has_codes(catalogs, file))
      ec_say(tool, "lint.no-registry", ERRCAT_ARGS(file->name));
  }
  tool->brief = brief;
}
