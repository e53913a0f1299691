/* SPDX-License-Identifier: MIT */

/* Registries and catalogs as lint needs them: what language they are in, which codes there are, and
 * which registry a catalog is of. */

#include <string.h>

#include "lint_run.h"
#include "sort.h"

/* So many entries tell of which registry a catalog is. */
#define SAMPLE 500

/* ---------------------------------------------------------------- languages */

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *ec_lint_language(struct ec_pool *pool, const char *locale)
{
  size_t len = 0;
  while (is_letter(locale[len]))
    len++;
  char *language = ec_pool_copy(pool, locale, len);
  for (size_t i = 0; i < len; i++)
    language[i] = (char)(language[i] | 0x20);
  return language;
}

/* Whether it looks like a locale: two or three letters, then parts behind _ - or @. */
static bool looks_like_locale(const char *name, size_t len)
{
  size_t letters = 0;
  while (letters < len && is_letter(name[letters]))
    letters++;
  return letters >= 2 && letters <= 3 && (letters == len || strchr("_-@", name[letters]));
}

const char *ec_lint_path_locale(struct ec_pool *pool, const char *path)
{
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  size_t len = strlen(name);
  if (len > 3 && strcmp(name + len - 3, ".po") == 0)
    len -= 3;
  size_t begin = len;
  while (begin > 0 && name[begin - 1] != '.')
    begin--;
  if (looks_like_locale(name + begin, len - begin))
    return ec_pool_copy(pool, name + begin, len - begin);
  return NULL;
}

/* -------------------------------------------------------------- registries */

static int compare_codes(const void *a, const void *b)
{
  const struct ec_lint_code *const *x = a, *const *y = b;
  return strcmp((*x)->code, (*y)->code);
}

static struct ec_lint_code index_code(struct ec_lint *lint, const struct ec_registry_entry *entry)
{
  struct errcat_arg_info *args = NULL;
  if (entry->arg_count)
    args = ec_pool_alloc(lint->pool, entry->arg_count, sizeof *args);
  for (size_t i = 0; i < entry->arg_count; i++)
    args[i] = (struct errcat_arg_info){.name = entry->args[i].name, .type = entry->args[i].type};
  return (struct ec_lint_code){entry->key, entry, args};
}

static void index_codes(struct ec_lint *lint, struct ec_lint_file *file)
{
  const struct ec_registry *registry = &file->registry;
  const size_t size = registry->error_count + registry->prefix_count;
  struct ec_lint_code *codes = ec_pool_alloc(lint->pool, size, sizeof *codes);
  for (size_t i = 0; i < registry->error_count; i++)
    codes[file->code_count++] = index_code(lint, &registry->errors[i]);
  for (size_t i = 0; i < registry->prefix_count; i++)
    if (registry->prefixes[i].message)
      codes[file->code_count++] = index_code(lint, &registry->prefixes[i]);
  file->codes = codes;
  file->sorted = ec_pool_alloc(lint->pool, size, sizeof *file->sorted);
  for (size_t i = 0; i < file->code_count; i++)
    file->sorted[i] = &codes[i];
  ec_sort(file->sorted, file->code_count, sizeof *file->sorted, compare_codes);
}

static void read_registry(struct ec_lint *lint, struct ec_lint_file *file)
{
  ec_registry_read(&file->registry, lint->pool, file->bytes, file->len);
  if (!file->registry.faults_found)
    index_codes(lint, file);
  file->locale = file->registry.source ? file->registry.source : "";
}

/* ----------------------------------------------------------------- catalogs */

static bool ends_in(const char *text, const char *ending)
{
  const size_t len = strlen(text), ending_len = strlen(ending);
  return len >= ending_len && strcmp(text + len - ending_len, ending) == 0;
}

static void read_catalog(struct ec_lint *lint, struct ec_lint_file *file)
{
  ec_po_read(&file->po, lint->pool, file->bytes, file->len);
  const char *locale = ec_po_field(&file->po, "Language", NULL, NULL);
  if (!locale || !*locale)
    locale = ec_lint_path_locale(lint->pool, file->path);
  file->locale = locale ? locale : "";
  file->is_template = ends_in(file->path, ".pot");
}

void ec_lint_read(struct ec_lint *lint, struct ec_lint_file *file)
{
  if (file->is_registry)
    read_registry(lint, file);
  else
    read_catalog(lint, file);
  file->language = ec_lint_language(lint->pool, file->locale);
}

/* How many of the first entries have a code of the registry; *all, which may be NULL, how many have
 * any code. */
static size_t count_known(const struct ec_lint_file *catalog, const struct ec_lint_file *registry,
                          size_t *all)
{
  char code[ERRCAT_CODE_MAX + 1];
  size_t count = 0, codes = 0;
  for (size_t i = 0; i < catalog->po.entry_count && i < SAMPLE; i++) {
    const char *context = catalog->po.entries[i].context.text;
    const size_t len = context ? strcspn(context, "/") : 0;
    if (!len || len >= sizeof code || !context[len])
      continue;
    memcpy(code, context, len);
    code[len] = '\0';
    codes++;
    count += ec_lint_declared(registry, code) != NULL;
  }
  if (all)
    *all = codes;
  return count;
}

/* Whether a folder of the path, or the beginning of its file's name, is the domain. */
static bool names_domain(const char *path, const char *domain)
{
  const size_t len = strlen(domain);
  for (const char *part = path; part; part = strchr(part, '/')) {
    part += *part == '/';
    if (strncmp(part, domain, len) == 0 && (part[len] == '/' || part[len] == '.'))
      return true;
  }
  return false;
}

const struct ec_lint_file *ec_lint_registry_of(const struct ec_lint_file *catalog,
                                               const struct ec_lint_file *files, size_t count)
{
  const struct ec_lint_file *best = NULL;
  size_t best_score = 0;
  for (size_t i = 0; i < count; i++) {
    if (!files[i].is_registry || files[i].registry.faults_found)
      continue;
    size_t score = 2 * count_known(catalog, &files[i], NULL);
    if (score && names_domain(catalog->path, files[i].registry.domain))
      score++;
    if (score > best_score) {
      best_score = score;
      best = &files[i];
    }
  }
  return best;
}

bool ec_lint_is_registry_of(const struct ec_lint_file *catalog, const struct ec_lint_file *registry)
{
  size_t all;
  const size_t known = count_known(catalog, registry, &all);
  return known && (2 * known >= all || names_domain(catalog->path, registry->registry.domain));
}
