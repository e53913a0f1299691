/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <errno.h>
#include <string.h>

bool ec_input_open(struct ec_input *input, struct ec_pool *pool, const char *path)
{
  const bool standard = strcmp(path, "-") == 0;
  *input = (struct ec_input){.name = standard ? "<stdin>" : path};
  input->file = standard ? stdin : fopen(path, "rb");
  if (!input->file) {
    input->error = errno;
    return false;
  }
  input->bytes = ec_pool_alloc(pool, EC_INPUT_MAX + 1, 1);
  return true;
}

void ec_input_close(struct ec_input *input)
{
  if (input->file && input->file != stdin)
    fclose(input->file);
  input->file = NULL;
}

static void drop_mark(struct ec_input *input, size_t *len)
{
  if (input->line > 1 || *len < 3 || memcmp(input->bytes, "\xEF\xBB\xBF", 3) != 0)
    return;
  *len -= 3;
  memmove(input->bytes, input->bytes + 3, *len);
}

static void drop_end(struct ec_input *input, size_t *len, char end)
{
  if (*len && input->bytes[*len - 1] == end)
    --*len;
}

/* Up to `end`, which is kept, or to the end of the file with EOF. What cannot be used is read on
 * only when something may follow it: a file may have no end. */
static enum ec_input_line take(struct ec_input *input, int end)
{
  size_t len = 0;
  bool usable = true;
  int byte;
  errno = 0;
  while ((byte = getc_unlocked(input->file)) != EOF) {
    usable = usable && byte && len < EC_INPUT_MAX;
    if (usable)
      input->bytes[len++] = (char)byte;
    if (byte == end || (end == EOF && !usable))
      break;
  }
  if (byte == EOF && ferror(input->file)) {
    input->error = errno ? errno : EIO;
    return EC_INPUT_END;
  }
  if (byte == EOF && len == 0 && usable)
    return EC_INPUT_END;
  input->line++;
  drop_end(input, &len, '\n');
  drop_end(input, &len, '\r');
  drop_mark(input, &len);
  input->bytes[len] = '\0';
  return usable ? EC_INPUT_LINE : EC_INPUT_UNUSABLE;
}

enum ec_input_line ec_input_next(struct ec_input *input)
{
  return take(input, '\n');
}

enum ec_input_line ec_input_whole(struct ec_input *input)
{
  const enum ec_input_line got = take(input, EOF);
  if (got == EC_INPUT_END && !input->error) {
    input->bytes[0] = '\0';
    return EC_INPUT_LINE;
  }
  return got;
}
