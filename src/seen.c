/* SPDX-License-Identifier: MIT */
#include "seen.h"

/* Open addressing: a place that is taken by another file leads to the next one. */
static struct ec_seen_file *place_of(struct ec_seen_file *files, size_t size, dev_t device,
                                     ino_t inode)
{
  /* Inodes are numbered one after the other: the upper bits of the product differ most. */
  const unsigned long long mixed =
      ((unsigned long long)inode ^ (unsigned long long)device << 20) * 0x9E3779B97F4A7C15u;
  size_t at = (size_t)(mixed >> 32) & (size - 1);
  while (files[at].used && (files[at].device != device || files[at].inode != inode))
    at = (at + 1) & (size - 1);
  return &files[at];
}

static void grow(struct ec_seen *seen)
{
  const size_t size = seen->size ? seen->size * 2 : 64;
  struct ec_seen_file *files = ec_pool_alloc(seen->pool, size, sizeof *files);
  for (size_t i = 0; i < seen->size; i++)
    if (seen->files[i].used)
      *place_of(files, size, seen->files[i].device, seen->files[i].inode) = seen->files[i];
  seen->files = files;
  seen->size = size;
}

bool ec_seen(struct ec_seen *seen, const struct stat *file)
{
  if (seen->count * 2 >= seen->size)
    grow(seen);
  struct ec_seen_file *place = place_of(seen->files, seen->size, file->st_dev, file->st_ino);
  if (place->used)
    return true;
  *place = (struct ec_seen_file){file->st_dev, file->st_ino, true};
  seen->count++;
  return false;
}
