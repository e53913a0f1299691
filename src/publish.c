/* SPDX-License-Identifier: MIT */
#include "publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Others may be writing the same file, and an unfinished one may be left of a run that was killed;
 * so many that no name is free are a sign of something else. */
#define NAMES_MAX 100

static int write_all(int file, const char *bytes, size_t len)
{
  while (len) {
    const ssize_t written = write(file, bytes, len);
    if (written < 0 && errno != EINTR)
      return errno;
    if (written > 0) {
      bytes += written;
      len -= (size_t)written;
    }
  }
  return 0;
}

/* Closes the file whatever happened; the first failure counts. */
static int close_after(int error, int file)
{
  if (close(file) != 0 && !error)
    error = errno;
  return error;
}

static int write_special(const char *path, const char *bytes, size_t len)
{
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0)
    return errno;
  return close_after(write_all(file, bytes, len), file);
}

/* Whether the file has these bytes already. One that cannot be read is another one. */
static bool unchanged(const char *path, const char *bytes, size_t len)
{
  char chunk[65536];
  FILE *file = fopen(path, "rb");
  bool same = file;
  for (size_t got = 1; same && got;) {
    got = fread(chunk, 1, sizeof chunk, file);
    same = got <= len && memcmp(chunk, bytes, got) == 0;
    bytes += same ? got : 0;
    len -= same ? got : 0;
  }
  same = same && !ferror(file) && len == 0;
  if (file)
    fclose(file);
  return same;
}

/* A new file beside `path`; its name goes to *name. Not mkstemp(), whose files nobody else may
 * read: this one is to have the mode that any new file has. */
static int open_beside(struct ec_pool *pool, const char *path, const char **name)
{
  int file = -1;
  for (int i = 0; i < NAMES_MAX && file < 0; i++) {
    *name = ec_pool_printf(pool, "%s.new%ld-%d", path, (long)getpid(), i);
    file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0 && errno != EEXIST)
      break;
  }
  return file;
}

/* `old` is NULL when there is no file yet. */
static int replace(struct ec_pool *pool, const char *path, const struct stat *old,
                   const char *bytes, size_t len)
{
  const char *name;
  const int file = open_beside(pool, path, &name);
  if (file < 0)
    return errno;
  int error = write_all(file, bytes, len);
  if (!error && old && fchmod(file, old->st_mode & 0777) != 0)
    error = errno;
  if (!error && fsync(file) != 0)
    error = errno;
  error = close_after(error, file);
  if (!error && rename(name, path) != 0)
    error = errno;
  if (error)
    unlink(name);
  return error;
}

int ec_publish(struct ec_pool *pool, const char *path, const char *bytes, size_t len)
{
  struct stat old;
  if (stat(path, &old) != 0)
    return errno == ENOENT ? replace(pool, path, NULL, bytes, len) : errno;
  if (!S_ISREG(old.st_mode))
    return write_special(path, bytes, len);
  if (unchanged(path, bytes, len))
    return 0;
  char *real = realpath(path, NULL);
  if (!real)
    return errno;
  const int error = replace(pool, real, &old, bytes, len);
  free(real);
  return error;
}
