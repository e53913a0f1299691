/* SPDX-License-Identifier: MIT */
#include "outgoing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mo_build.h"

#define HEADER \
  { \
    .key = "", .text = "Content-Type: text/plain; charset=UTF-8\n" \
  }

/* A text of NULL is the key's msgid, as msgen makes it. */
static const struct mo_pair en[] = {
    HEADER,
    {.key = "1001/message\004Digits alone."},
    {.key = "@format\0041"},
    {.key = "@prefix/JOB_MANAGER_/wire\004JOB_MANAGER."},
    {.key = "@source\004en"},
    {.key = "@type-base\004https://err.example/\xc3\xa4 b?a=1&code="},
    {.key = "A_1/@arg/0/tenant\004id"},
    {.key = "A_1/@arg/1/count\004integer"},
    {.key = "A_1/@name\004tenant_denied"},
    {.key = "A_1/@status\004403"},
    {.key = "A_1/message\004Tenant {tenant} sent {1}."},
    {.key = "A_1/remediation\004Ask <\"someone\"> about {tenant}."},
    {.key = "A_2/@severity\004warning"},
    {.key = "A_2/message\004Only in English."},
    {.key = "A_3/@arg/0/s\004string"},
    {.key = "A_3/@arg/1/id\004id"},
    {.key = "A_3/@arg/2/whole\004integer"},
    {.key = "A_3/@arg/3/number\004number"},
    {.key = "A_3/@arg/4/when\004time"},
    {.key = "A_3/@arg/5/items\004list"},
    {.key = "A_3/@status\004499"},
    {.key = "A_3/message\004{0} {1} {2} {3} {5}."},
    {.key = "A_4/@arg/0/who\004string"},
    {.key = "A_4/@arg/0/who/sensitive\004personal"},
    {.key = "A_4/@arg/1/key\004string"},
    {.key = "A_4/@arg/1/key/sensitive\004secret"},
    {.key = "A_4/@arg/2/keys\004list"},
    {.key = "A_4/@arg/2/keys/sensitive\004secret"},
    {.key = "A_4/@severity\004advice"},
    {.key = "A_4/@status\004401"},
    {.key = "A_4/message\004{who} has {key} of {keys}."},
    {.key = "A_5/@status\004500"},
    {.key = "A_5/message\004Broken elsewhere."},
    {.key = "A_6/@status\004500"},
    {.key = "A_6/message\004{0, never}"},
    {.key = "APIGW*/@arg/0/code\004id"},
    {.key = "APIGW*/message\004{code} is the gateway's."},
    {.key = "APIGW*/remediation\004See the gateway about {code}."},
    {.key = "JOB_MANAGER_12050009/message\004xxx"},
};

static const struct mo_pair zh_CN[] = {
    HEADER,
    {.key = "A_1/message\004Tenant {tenant} sent {1}.", .text = "租户 {tenant} 发送了 {1}。"},
    {.key = "A_1/remediation\004Ask <\"someone\"> about {tenant}.", .text = "请询问“{tenant}”。"},
    {.key = "A_3/message\004{0} {1} {2} {3} {5}.", .text = "{0} {1} {2} {3} {5}。"},
    {.key = "A_4/message\004{who} has {key} of {keys}.", .text = "{who}：{key}，{keys}。"},
    {.key = "A_5/message\004Broken elsewhere.", .text = "坏了 {"},
    {.key = "APIGW*/message\004{code} is the gateway's.", .text = "{code} 属于网关。"},
    {.key = "APIGW*/remediation\004See the gateway about {code}.", .text = "{code}：请参见网关。"},
};

enum { ENTRIES_MAX = 64 };

static int by_key(const void *a, const void *b)
{
  return strcmp(((const struct mo_pair *)a)->key, ((const struct mo_pair *)b)->key);
}

static struct errcat_image image(const char *locale, const struct mo_pair *entries, size_t count)
{
  struct mo_pair sorted[ENTRIES_MAX + 1] = {0};
  memcpy(sorted, entries, count * sizeof *entries);
  qsort(sorted, count, sizeof *sorted, by_key);
  for (size_t i = 0; i < count; i++)
    if (!sorted[i].text)
      sorted[i].text = strchr(sorted[i].key, 4) + 1;
  struct mo_built built = mo_build(&(struct mo_spec){.pairs = sorted});
  return (struct errcat_image){"test", locale, built.bytes, built.len};
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
_Static_assert(COUNT(en) <= ENTRIES_MAX && COUNT(zh_CN) <= ENTRIES_MAX, "they must fit");

struct errcat_bundle *outgoing_open(const struct errcat_allocator *allocator, bool source)
{
  static struct errcat_image images[2]; /* for as long as the program runs */
  if (!images[0].data) {
    images[0] = image("en", en, COUNT(en));
    images[1] = image("zh_CN", zh_CN, COUNT(zh_CN));
  }
  struct errcat_options options = {.path = "",
                                   .images = images + !source,
                                   .image_count = 1 + (size_t)source,
                                   .allocator = allocator,
                                   .flags = ERRCAT_OPEN_STRICT};
  struct errcat_error err = {.status = ERRCAT_OK};
  struct errcat_bundle *bundle = errcat_bundle_open("test", &options, &err);
  if (!bundle && err.status != ERRCAT_E_NOMEM) {
    fprintf(stderr, "%s\n", err.detail);
    exit(1);
  }
  return bundle;
}

enum { GUARD = 64, CANARY = 0xa5 };
static char space[GUARD + OUTGOING_MAX + GUARD];

char *outgoing_buffer(size_t size)
{
  memset(space, CANARY, GUARD + size + GUARD);
  return space + GUARD;
}

bool outgoing_kept(size_t size)
{
  for (size_t i = 0; i < GUARD; i++)
    if ((unsigned char)space[i] != CANARY || (unsigned char)space[GUARD + size + i] != CANARY)
      return false;
  return true;
}
