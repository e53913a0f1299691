/* SPDX-License-Identifier: MIT */
#include "mo.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mo_image.h"
#include "status.h"

/* Files are read, not mapped: a mapping changes, or kills the process with SIGBUS, when
 * another process writes to the file or cuts it short. */

/* In English, whatever the process's locale. */
static const char *error_text(int number)
{
  switch (number) {
  case EACCES:
    return "permission denied";
  case ELOOP:
    return "too many symbolic links";
  case EMFILE:
  case ENFILE:
    return "too many open files";
  case ENAMETOOLONG:
    return "name too long";
  case ENXIO:
    return "not a regular file";
  case EIO:
    return "input/output error";
  default:
    return "system error";
  }
}

static errcat_status fail_errno(struct errcat_error *err, const char *what, size_t offset)
{
  int number = errno;
  if (number == ENOENT || number == ENOTDIR)
    return ec_fail(err, ERRCAT_E_NOT_FOUND, 0, "no such file");
  return ec_fail(err, ERRCAT_E_IO, offset, "could not %s the file: %s (errno %d)", what,
                 error_text(number), number);
}

/* O_NONBLOCK so that a FIFO without a writer does not hold us, O_NOCTTY so that a terminal
 * does not become ours: both are refused, but only once open can it be seen without a race. */
static int open_regular(const char *path, struct stat *st, struct errcat_error *err,
                        errcat_status *status)
{
  int fd;
  do
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  while (fd < 0 && errno == EINTR);
  if (fd < 0) {
    *status = fail_errno(err, "open", 0);
    return -1;
  }
  if (fstat(fd, st))
    *status = fail_errno(err, "examine", 0);
  else if (!S_ISREG(st->st_mode))
    *status = ec_fail(err, ERRCAT_E_IO, 0, "%s, not a regular file",
                      S_ISDIR(st->st_mode) ? "a directory" : "a device, FIFO or socket");
  else
    return fd;
  close(fd);
  return -1;
}

/* Reads until `size` bytes are there or the file ends; SIZE_MAX on failure. */
static size_t read_full(int fd, char *bytes, size_t size)
{
  size_t len = 0;
  while (len < size) {
    ssize_t got = read(fd, bytes + len, size - len);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return SIZE_MAX;
    if (!got)
      break;
    len += (size_t)got;
  }
  return len;
}

static bool same_time(const struct stat *a, const struct stat *b)
{
  return a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Reads a file of st->st_size bytes, which is refused when it changes meanwhile: half of one
 * catalog and half of another may look like a good one. */
static errcat_status read_all(int fd, const struct stat *st, struct ec_arena *arena, char **bytes,
                              struct errcat_error *err)
{
  size_t size = (size_t)st->st_size;
  *bytes = ec_arena_alloc(arena, size + 1, 1);
  if (!*bytes)
    return ec_fail(err, ERRCAT_E_NOMEM, 0, "out of memory");
  size_t len = read_full(fd, *bytes, size + 1);
  if (len == SIZE_MAX)
    return fail_errno(err, "read", 0);
  struct stat now;
  if (fstat(fd, &now))
    return fail_errno(err, "examine", 0);
  if (len != size || now.st_size != st->st_size || !same_time(&now, st))
    return ec_fail(err, ERRCAT_E_IO, len < size ? len : size,
                   "the file was written to while it was read: %zu bytes of %zu%s",
                   len < size ? len : size, size, len > size ? ", and more" : "");
  return ERRCAT_OK;
}

errcat_status ec_mo_load_file(struct ec_mo *mo, const char *path, struct ec_arena *arena,
                              struct errcat_error *err)
{
  struct stat st;
  errcat_status status = ERRCAT_OK;
  int fd = open_regular(path, &st, err, &status);
  if (fd < 0)
    return status;
  char *bytes = NULL;
  if (st.st_size > ERRCAT_CATALOG_MAX)
    status = ec_fail(err, ERRCAT_E_TOO_LARGE, ERRCAT_CATALOG_MAX,
                     "the file has %lld bytes, more than the limit of %d", (long long)st.st_size,
                     ERRCAT_CATALOG_MAX);
  else
    status = read_all(fd, &st, arena, &bytes, err);
  close(fd);
  return status ? status : ec_mo_load(mo, bytes, (size_t)st.st_size, arena, err);
}

/* A file of which nothing has been checked. */
struct probe {
  int fd;
  uint64_t len;
  bool big_endian;
  uint32_t count, originals;
};

static bool read_at(const struct probe *probe, void *bytes, size_t size, uint64_t at)
{
  char *out = bytes;
  if (at > probe->len || size > probe->len - at)
    return false;
  while (size) {
    ssize_t got = pread(probe->fd, out, size, (off_t)at);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    out += got;
    at += (uint64_t)got;
    size -= (size_t)got;
  }
  return true;
}

static bool read_probe_header(struct probe *probe)
{
  unsigned char header[EC_MO_HEADER_SIZE];
  if (!read_at(probe, header, sizeof header, 0) || !ec_mo_byte_order(header, &probe->big_endian) ||
      ec_mo_word_of(header + 4, probe->big_endian) >> 16 > 1)
    return false;
  probe->count = ec_mo_word_of(header + 8, probe->big_endian);
  probe->originals = ec_mo_word_of(header + 12, probe->big_endian);
  return probe->originals <= probe->len &&
         probe->count <= (probe->len - probe->originals) / EC_MO_STRING_SIZE;
}

/* Compares as much of string i as key[0..len) is long: below 0 when it sorts before, 0 when
 * it begins with the key. False when it cannot be read. */
static bool compare_at(const struct probe *probe, uint32_t i, const char *key, size_t len,
                       int *order)
{
  unsigned char descriptor[EC_MO_STRING_SIZE];
  char string[EC_MO_PROBE_MAX];
  if (!read_at(probe, descriptor, sizeof descriptor,
               probe->originals + (uint64_t)i * EC_MO_STRING_SIZE))
    return false;
  size_t size = ec_mo_word_of(descriptor, probe->big_endian);
  if (size > len)
    size = len;
  if (!read_at(probe, string, size, ec_mo_word_of(descriptor + 4, probe->big_endian)))
    return false;
  *order = memcmp(string, key, size);
  if (!*order && size < len)
    *order = -1;
  return true;
}

static bool find(const struct probe *probe, const char *key, size_t len)
{
  uint32_t low = 0, high = probe->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order;
    if (!compare_at(probe, middle, key, len, &order))
      return false;
    if (!order)
      return true;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

bool ec_mo_probe(const char *path, const char *key, size_t len)
{
  struct stat st;
  errcat_status status;
  if (len > EC_MO_PROBE_MAX)
    return false;
  int fd = open_regular(path, &st, NULL, &status);
  if (fd < 0)
    return false;
  struct probe probe = {.fd = fd, .len = (uint64_t)st.st_size};
  bool found = read_probe_header(&probe) && find(&probe, key, len);
  close(fd);
  return found;
}
