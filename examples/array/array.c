/* SPDX-License-Identifier: MIT */
/* array CODE ARGUMENT...: which error it is and how many arguments it has is known only when the
 * program runs, as in a proxy or an interpreter. The arguments are a plain array of tagged values;
 * any may be given by name. Built with nothing but
 *
 *     cc -o array array.c $(pkg-config --cflags --libs errcat)                               */
#include <errcat.h>
#include <stdio.h>

enum { ARGS_MAX = 16 };

int main(int argc, char **argv)
{
  struct errcat_arg args[ARGS_MAX];
  size_t count = 0;
  for (int i = 2; i < argc && count < ARGS_MAX; i++)
    args[count++] = errcat_arg_string(argv[i]);

  struct errcat_error err;
  struct errcat_bundle *bundle = errcat_bundle_open("optverse", NULL, &err);
  if (!bundle || argc < 2)
    return fprintf(stderr, "array: %s\n", bundle ? "which code?" : err.detail), 2;
  char text[512];
  struct errcat_result result;
  errcat_message(bundle, "zh_CN", argv[1], args, count, text, sizeof text, &result);
  puts(text);
  if (result.status != ERRCAT_OK)
    printf("(%s)\n", errcat_status_text(result.status));
  errcat_bundle_free(bundle);
  return result.status != ERRCAT_OK;
}
