/* SPDX-License-Identifier: MIT */
#include "mo_large.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Pairs and their strings, in the order in which they are added, which is that of the file. */
struct pile {
  struct mo_pair *pairs;
  size_t count;
  char *at, *end;
};

enum { FIELDS = 5, FIELD_SIZE = 192 };

static void *check(void *memory)
{
  if (!memory) {
    fputs("mo_large: out of memory\n", stderr);
    exit(99);
  }
  return memory;
}

static const char *keep(struct pile *pile, const char *string)
{
  size_t size = strlen(string) + 1;
  if (size > (size_t)(pile->end - pile->at))
    abort();
  char *copy = memcpy(pile->at, string, size);
  pile->at += size;
  return copy;
}

/* `text` NULL: the msgid itself, as msgen has it. */
static void add(struct pile *pile, const char *key, const char *text)
{
  const char *kept = keep(pile, key);
  const char *id = strchr(kept, '\004');
  pile->pairs[pile->count++] = (struct mo_pair){.key = kept,
                                                .text = text ? keep(pile, text)
                                                        : id ? id + 1
                                                             : ""};
}

void mo_large_code(char code[MO_LARGE_CODE_SIZE], size_t i)
{
  snprintf(code, MO_LARGE_CODE_SIZE, "LARGE_%08zu", 10000000 + i % 80000000);
}

static void add_code(struct pile *pile, enum mo_large_kind kind, size_t i, bool remediation)
{
  char code[MO_LARGE_CODE_SIZE], key[FIELD_SIZE], text[FIELD_SIZE];
  mo_large_code(code, i);
  if (kind == MO_LARGE_SOURCE) {
    snprintf(key, sizeof key, "%s/@arg/0/tenant\004id", code);
    add(pile, key, NULL);
    snprintf(key, sizeof key, "%s/@arg/1/service\004id", code);
    add(pile, key, NULL);
    snprintf(key, sizeof key, "%s/@status\004403", code);
    add(pile, key, NULL);
  }
  bool translated = kind == MO_LARGE_TRANSLATED;
  snprintf(key, sizeof key,
           "%s/message\004The tenant {0} is not allowed to access the service {1} (%zu).", code, i);
  snprintf(text, sizeof text, "租户 {0} 不允许访问服务 {1}(%zu)。", i);
  add(pile, key, translated ? text : NULL);
  if (!remediation)
    return;
  snprintf(key, sizeof key, "%s/remediation\004Contact the administrator.", code);
  add(pile, key, translated ? "请联系管理员。" : NULL);
}

struct mo_built mo_large_build(enum mo_large_kind kind, size_t count, bool remediation)
{
  size_t size = (count + 1) * FIELDS * FIELD_SIZE;
  char *strings = check(malloc(size));
  struct pile pile = {.pairs = check(malloc(((count + 1) * FIELDS) * sizeof *pile.pairs)),
                      .at = strings,
                      .end = strings + size};
  add(&pile, "", "Content-Type: text/plain; charset=UTF-8\n");
  if (kind != MO_LARGE_TRANSLATED) {
    add(&pile, "@format\0041", NULL);
    add(&pile, "@source\004en", NULL);
  }
  for (size_t i = 0; i < count; i++)
    add_code(&pile, kind, i, remediation);
  pile.pairs[pile.count] = (struct mo_pair){.key = NULL};
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = pile.pairs});
  free(pile.pairs);
  free(strings);
  return built;
}
