/* SPDX-License-Identifier: MIT */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "folders.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "locale.h"
#include "mo.h"

#ifndef EC_LOCALEDIR
#define EC_LOCALEDIR "/usr/local/share/locale"
#endif

/* A folder of locales with more entries than this is not one; reading stops there. */
enum { ENTRIES_MAX = 65536 };

bool ec_folders_domain_ok(const char *domain)
{
  size_t len = 0;
  for (; domain[len]; len++) {
    char c = domain[len];
    bool word =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!word && (len == 0 || (c != '.' && c != '+' && c != '-')))
      return false;
  }
  return len >= 1 && len <= 64;
}

/* A variable of the environment, but nothing in a program that runs with more rights than
 * whoever set the variable. */
static const char *trusted_getenv(const char *name)
{
#ifdef HAVE_SECURE_GETENV
  return secure_getenv(name);
#else
  return getuid() == geteuid() && getgid() == getegid() ? getenv(name) : NULL;
#endif
}

/* Takes "a:b::c" apart into folders a, b and c. */
static bool split(struct ec_folders *folders, const char *path, struct ec_arena *arena)
{
  size_t parts = 1;
  for (const char *p = path; *p; p++)
    parts += *p == ':';
  folders->list = ec_arena_alloc(arena, parts, sizeof *folders->list);
  if (!folders->list)
    return false;
  folders->count = 0;
  for (const char *p = path; *p;) {
    size_t len = strcspn(p, ":");
    if (len) {
      char *name = ec_arena_copy(arena, p, len);
      if (!name)
        return false;
      folders->list[folders->count++] = (struct ec_folder){name, false};
    }
    p += len + (p[len] == ':');
  }
  return true;
}

static bool set_path(struct ec_folders *folders, const char *path, const char *localedir,
                     struct ec_arena *arena)
{
  *folders = (struct ec_folders){0};
  if (path)
    return split(folders, path, arena);
  const char *variable = trusted_getenv("ERRCAT_PATH");
  if (!localedir)
    localedir = EC_LOCALEDIR;
  const size_t len = variable ? strlen(variable) : 0, rest = strlen(localedir) + 1;
  if (len > SIZE_MAX / 4 || rest > SIZE_MAX / 4)
    return false;
  char *whole = ec_arena_alloc(arena, len + 1 + rest, 1);
  if (!whole)
    return false;
  if (len)
    memcpy(whole, variable, len);
  whole[len] = ':';
  memcpy(whole + len + 1, localedir, rest);
  return split(folders, whole, arena);
}

/* The names in a folder that are locale names, each with room behind it in `found`. */
struct names {
  char (*list)[ERRCAT_LOCALE_MAX + 1];
  size_t count, room;
};

static bool keep_name(struct names *names, const char *name, struct ec_arena *arena)
{
  if (names->count == names->room) {
    size_t room = names->room ? names->room * 2 : 32;
    void *list = ec_arena_alloc(arena, room, sizeof *names->list);
    if (!list)
      return false;
    if (names->count)
      memcpy(list, names->list, names->count * sizeof *names->list);
    names->list = list;
    names->room = room;
  }
  memcpy(names->list[names->count++], name, strlen(name) + 1);
  return true;
}

static bool read_locales(struct ec_folder *folder, struct names *names, struct ec_arena *arena)
{
  *names = (struct names){0};
  DIR *dir = opendir(folder->name);
  if (!dir)
    return true;
  folder->readable = true;
  bool ok = true;
  struct dirent *entry;
  for (int i = 0; ok && i < ENTRIES_MAX && (entry = readdir(dir)); i++) {
    struct ec_locale locale;
    if (ec_locale_parse(&locale, entry->d_name, strlen(entry->d_name)))
      ok = keep_name(names, entry->d_name, arena);
  }
  closedir(dir);
  return ok;
}

/* "<folder>/<locale>/LC_MESSAGES/<domain>.mo", or without the last part when it is NULL. */
static char *join(const char *folder, const char *locale, const char *domain,
                  struct ec_arena *arena)
{
  size_t size = strlen(folder) + strlen(locale) + (domain ? strlen(domain) : 0) + 32;
  char *file = ec_arena_alloc(arena, size, 1);
  if (file)
    snprintf(file, size, "%s/%s/LC_MESSAGES%s%s%s", folder, locale, domain ? "/" : "",
             domain ? domain : "", domain ? ".mo" : "");
  return file;
}

static int by_locale_and_folder(const void *a, const void *b)
{
  const struct ec_place *left = a, *right = b;
  int order = strcmp(left->locale, right->locale);
  return order ? order : (left->folder > right->folder) - (left->folder < right->folder);
}

/* Adds the catalogs of one folder to the list, which has room for all its names. */
static bool add_places(struct ec_folders *folders, size_t folder, const struct names *names,
                       const char *domain, struct ec_arena *arena)
{
  for (size_t i = 0; i < names->count; i++) {
    char *file = join(folders->list[folder].name, names->list[i], domain, arena);
    if (!file)
      return false;
    struct stat info;
    /* What is there but cannot be reached is kept, so that it gets refused with the reason. */
    if (stat(file, &info) == 0 || (errno != ENOENT && errno != ENOTDIR) || lstat(file, &info) == 0)
      folders->places[folders->place_count++] = (struct ec_place){names->list[i], file, folder};
  }
  return true;
}

errcat_status ec_folders_scan(struct ec_folders *folders, const char *path, const char *localedir,
                              const char *domain, struct ec_arena *arena)
{
  if (!set_path(folders, path, localedir, arena))
    return ERRCAT_E_NOMEM;
  struct names *names = ec_arena_alloc(arena, folders->count, sizeof *names);
  if (!names)
    return ERRCAT_E_NOMEM;
  size_t total = 0;
  for (size_t i = 0; i < folders->count; i++) {
    if (!read_locales(&folders->list[i], &names[i], arena))
      return ERRCAT_E_NOMEM;
    total += names[i].count;
  }
  folders->places = ec_arena_alloc(arena, total, sizeof *folders->places);
  if (!folders->places)
    return ERRCAT_E_NOMEM;
  for (size_t i = 0; i < folders->count; i++)
    if (!add_places(folders, i, &names[i], domain, arena))
      return ERRCAT_E_NOMEM;
  if (folders->place_count)
    qsort(folders->places, folders->place_count, sizeof *folders->places, by_locale_and_folder);
  return ERRCAT_OK;
}
