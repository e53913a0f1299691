/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "folders.h"
#include "mo.h"

/* Which domains are errcat's. A system's locale folders may hold thousands of other
 * programs' catalogs, so a file is only probed, not loaded. */

enum { DOMAIN_SIZE = 65, FILES_MAX = 1 << 20 };

struct domains {
  char (*list)[DOMAIN_SIZE]; /* sorted */
  size_t count, room;
};

/* The index of `name`, or where it belongs. */
static size_t place_of(const struct domains *domains, const char *name, bool *found)
{
  size_t low = 0, high = domains->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(domains->list[middle], name);
    if (order == 0) {
      *found = true;
      return middle;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  *found = false;
  return low;
}

static bool insert(struct domains *domains, size_t at, const char *name, struct ec_arena *arena)
{
  if (domains->count == domains->room) {
    size_t room = domains->room ? domains->room * 2 : 16;
    void *list = ec_arena_alloc(arena, room, sizeof *domains->list);
    if (!list)
      return false;
    if (domains->count)
      memcpy(list, domains->list, domains->count * sizeof *domains->list);
    domains->list = list;
    domains->room = room;
  }
  memmove(domains->list + at + 1, domains->list + at,
          (domains->count - at) * sizeof *domains->list);
  memcpy(domains->list[at], name, strlen(name) + 1);
  domains->count++;
  return true;
}

/* Looks at one file of an LC_MESSAGES folder. False when out of memory. */
static bool look_at(struct domains *domains, const char *folder, const char *file,
                    struct ec_arena *arena)
{
  static const char mark[] = "@format\004";
  size_t len = strlen(file);
  if (len <= 3 || len - 3 >= DOMAIN_SIZE || strcmp(file + len - 3, ".mo") != 0)
    return true;
  char name[DOMAIN_SIZE];
  memcpy(name, file, len - 3);
  name[len - 3] = '\0';
  bool found;
  size_t at = place_of(domains, name, &found);
  if (found || !ec_folders_domain_ok(name))
    return true;

  size_t folder_len = strlen(folder);
  char path[4096];
  if (folder_len + 1 + len >= sizeof path)
    return true;
  memcpy(path, folder, folder_len);
  path[folder_len] = '/';
  memcpy(path + folder_len + 1, file, len + 1);
  return !ec_mo_probe(path, mark, sizeof mark - 1) || insert(domains, at, name, arena);
}

static bool look_through(struct domains *domains, const char *folder, struct ec_arena *arena)
{
  DIR *dir = opendir(folder);
  if (!dir)
    return true;
  bool ok = true;
  struct dirent *entry;
  for (int i = 0; ok && i < FILES_MAX && (entry = readdir(dir)); i++)
    ok = look_at(domains, folder, entry->d_name, arena);
  closedir(dir);
  return ok;
}

errcat_status errcat_domains(const char *path, bool (*found)(void *context, const char *name),
                             void *context)
{
  struct ec_arena arena;
  ec_arena_init(&arena, &ec_mem_default);
  struct ec_folders folders;
  struct domains domains = {0};
  errcat_status status = ec_folders_scan(&folders, path, NULL, NULL, &arena);
  for (size_t i = 0; status == ERRCAT_OK && i < folders.place_count; i++)
    if (!look_through(&domains, folders.places[i].file, &arena))
      status = ERRCAT_E_NOMEM;
  for (size_t i = 0; status == ERRCAT_OK && i < domains.count; i++)
    if (!found(context, domains.list[i]))
      break;
  ec_arena_free(&arena);
  return status;
}
