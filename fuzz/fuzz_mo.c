/* SPDX-License-Identifier: MIT */
/* Any bytes as a .mo file: refused with an offset inside it and a reason, or sound as
 * mo_verify() says, within the memory that mo.h promises.
 *
 * Built with -fsanitize=fuzzer this is a target of libFuzzer. Built with FUZZ_REPLAY it
 * is a program that runs the target on each file named on its command line, or else on the
 * corpus under $srcdir. */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mo.h"
#include "../tests/mo_verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds, const char *what)
{
  if (holds)
    return;
  fprintf(stderr, "fuzz_mo: %s\n", what);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct mo_heap heap;
  struct ec_arena arena;
  struct ec_mo mo;
  struct errcat_error err = {.status = ERRCAT_OK};
  mo_heap_init(&heap);
  ec_arena_init(&arena, &heap.allocator);
  errcat_status status = ec_mo_load(&mo, data, size, &arena, &err);
  require(heap.bytes <= mo_memory_max(size), "more memory than promised");
  if (status) {
    require(err.status == status, "the error has another status");
    require(err.offset <= size, "the offset lies outside the file");
    require(*err.detail != '\0', "no reason given");
  } else {
    const char *fault = mo_verify(&mo, data, size, &heap);
    require(!fault, fault);
  }
  ec_arena_free(&arena);
  require(!heap.blocks, "memory was lost");
  return 0;
}

#ifdef FUZZ_REPLAY

static int replay(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return 1;
  }
  size_t len = 0, size = 1 << 20;
  uint8_t *bytes = malloc(size), *exact = NULL;
  if (bytes) {
    len = fread(bytes, 1, size, file);
    exact = malloc(len ? len : 1); /* so that tools see a byte read past the end */
  }
  bool good = exact && !ferror(file) && len < size;
  if (good) {
    memcpy(exact, bytes, len);
    LLVMFuzzerTestOneInput(exact, len);
  } else {
    fprintf(stderr, "%s: cannot be read, or has more than %zu bytes\n", path, size);
  }
  free(bytes);
  free(exact);
  fclose(file);
  return good ? 0 : 1;
}

static int replay_folder(const char *folder, int *count)
{
  int failures = 0;
  DIR *entries = opendir(folder);
  if (!entries) {
    perror(folder);
    return 1;
  }
  for (struct dirent *entry; (entry = readdir(entries));) {
    char path[4096];
    if (entry->d_name[0] == '.')
      continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    failures += replay(path);
    ++*count;
  }
  closedir(entries);
  return failures;
}

int main(int argc, char **argv)
{
  int failures = 0, count = argc - 1;
  for (int i = 1; i < argc; i++)
    failures += replay(argv[i]);
  if (argc < 2) {
    char folder[2048];
    const char *srcdir = getenv("srcdir");
    snprintf(folder, sizeof folder, "%s/fuzz/corpus/mo", srcdir ? srcdir : ".");
    failures += replay_folder(folder, &count);
  }
  printf("fuzz_mo: %d files replayed, %d failures\n", count, failures);
  return failures || !count ? 1 : 0;
}

#endif
