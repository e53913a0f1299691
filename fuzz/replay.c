/* SPDX-License-Identifier: MIT */
/* Gives the files named on the command line to a fuzz target, without a fuzzer: how
 * `make check` replays the corpora with any compiler. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0)
    return perror(path), 1;
  long size = ftell(file);
  rewind(file);
  /* Of just this size, so that a sanitizer sees each byte read past the end. */
  uint8_t *data = size < 0 ? NULL : malloc(size ? (size_t)size : 1);
  if (!data || fread(data, 1, (size_t)size, file) != (size_t)size)
    return perror(path), 1;
  fclose(file);
  LLVMFuzzerTestOneInput(data, (size_t)size);
  free(data);
  return 0;
}

int main(int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    fprintf(stderr, "%s\n", argv[i]); /* before, for it may be the last that is heard */
    if (replay(argv[i]) != 0)
      return 1;
  }
  printf("%d inputs\n", argc - 1);
  return argc > 1 ? 0 : 1;
}
