/* SPDX-License-Identifier: MIT */
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What is still to be looked at, the next at the end. Folders lie as deep as names can be long, but
 * no function calls itself for them. */
struct stack {
  struct ec_pool *pool;
  const char **paths;
  size_t count, size;
};

static void push(struct stack *stack, const char *path)
{
  if (stack->count == stack->size) {
    stack->size = stack->size * 2 + 64;
    const char **larger = ec_pool_alloc(stack->pool, stack->size, sizeof *larger);
    if (stack->count)
      memcpy(larger, stack->paths, stack->count * sizeof *larger);
    stack->paths = larger;
  }
  stack->paths[stack->count++] = path;
}

static bool ends_in(const char *name, const char *const *ends, size_t count)
{
  const char *end = strrchr(name, '.');
  for (size_t i = 0; end && i < count; i++)
    if (strcmp(end, ends[i]) == 0)
      return true;
  return false;
}

bool ec_walk_is_source(const char *name)
{
  static const char *const ends[] = {".c",   ".h",   ".cc",  ".hh", ".cpp",
                                     ".hpp", ".cxx", ".hxx", ".inc"};
  return ends_in(name, ends, sizeof ends / sizeof *ends);
}

bool ec_walk_is_catalog(const char *name)
{
  static const char *const ends[] = {".po", ".xml"};
  return ends_in(name, ends, sizeof ends / sizeof *ends);
}

bool ec_walk_is_registry(const char *name)
{
  static const char *const ends[] = {".xml"};
  return ends_in(name, ends, 1);
}

/* The last name first: it is taken last. */
static int descending(const void *a, const void *b)
{
  return strcmp(*(const char *const *)b, *(const char *const *)a);
}

static int open_folder(struct stack *stack, const char *path, bool (*wanted)(const char *name))
{
  DIR *folder = opendir(path);
  const size_t before = stack->count;
  if (!folder)
    return errno;
  const struct dirent *entry;
  errno = 0;
  while ((entry = readdir(folder))) {
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    struct stat info;
    if (*entry->d_name == '.')
      continue;
    const char *child = ec_pool_printf(stack->pool, "%s%s%s", path, slash, entry->d_name);
    if (lstat(child, &info) == 0 && (S_ISDIR(info.st_mode) || wanted(entry->d_name)))
      push(stack, child);
    errno = 0;
  }
  const int error = errno;
  closedir(folder);
  if (stack->count > before)
    qsort(stack->paths + before, stack->count - before, sizeof *stack->paths, descending);
  return error;
}

void ec_walk(struct ec_pool *pool, const char *path, const struct ec_walk *walk)
{
  struct stack stack = {.pool = pool};
  struct stat info;
  push(&stack, path);
  while (stack.count) {
    const char *next = stack.paths[--stack.count];
    const bool there = stat(next, &info) == 0;
    if (!there || !S_ISDIR(info.st_mode)) {
      /* A FIFO has no end until somebody writes to it. One that was asked for is read. */
      if (next == path || !there || S_ISREG(info.st_mode))
        walk->file(walk->context, next);
      continue;
    }
    const bool link = next != path && lstat(next, &info) == 0 && S_ISLNK(info.st_mode);
    const int error = link ? 0 : open_folder(&stack, next, walk->wanted);
    if (error)
      walk->unreadable(walk->context, next, error);
  }
}

void ec_walk_folder(struct ec_pool *pool, const char *path, const struct ec_walk *walk)
{
  struct stack stack = {.pool = pool};
  struct stat info;
  open_folder(&stack, path, walk->wanted);
  while (stack.count) {
    const char *next = stack.paths[--stack.count];
    if (stat(next, &info) == 0 && S_ISREG(info.st_mode))
      walk->file(walk->context, next);
  }
}
