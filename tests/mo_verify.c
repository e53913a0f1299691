/* SPDX-License-Identifier: MIT */
#include "mo_verify.h"

#include <stdlib.h>
#include <string.h>

#include "utf8.h"

struct mo_block {
  struct mo_block *next;
  size_t size;
  max_align_t bytes[];
};

static void *heap_allocate(void *context, size_t size)
{
  struct mo_heap *heap = context;
  if (++heap->count == heap->fail_at)
    return NULL;
  struct mo_block *block = malloc(sizeof *block + size);
  if (!block)
    return NULL;
  *block = (struct mo_block){heap->blocks, size};
  heap->blocks = block;
  heap->bytes += size;
  return block->bytes;
}

static void heap_release(void *context, void *memory)
{
  struct mo_heap *heap = context;
  struct mo_block **link = &heap->blocks;
  while ((void *)(*link)->bytes != memory)
    link = &(*link)->next;
  struct mo_block *block = *link;
  *link = block->next;
  free(block);
}

void mo_heap_init(struct mo_heap *heap)
{
  *heap = (struct mo_heap){.allocator = {heap_allocate, heap_release, heap}};
}

size_t mo_memory_max(size_t len)
{
  return 16 * len + 256 * 1024;
}

static bool is_within(const char *string, size_t size, const void *bytes, size_t len)
{
  uintptr_t at = (uintptr_t)string, start = (uintptr_t)bytes;
  return at >= start && at - start < len && size <= len - (at - start);
}

static const char *verify_string(const char *string, size_t len, const void *image, size_t size,
                                 const struct mo_heap *heap)
{
  bool inside = is_within(string, len + 1, image, size);
  for (const struct mo_block *block = heap->blocks; block && !inside; block = block->next)
    inside = is_within(string, len + 1, block->bytes, block->size);
  if (!inside)
    return "a string lies outside the image and the heap";
  if (strlen(string) != len)
    return "a string does not end at its length";
  if (ec_utf8_valid(string, len) != len)
    return "a string is not UTF-8";
  return NULL;
}

static const char *verify_lookup(const struct ec_mo *mo, size_t i)
{
  const struct ec_mo_entry *entry = &mo->entries[i];
  if (i && strcmp(entry[-1].key, entry->key) >= 0)
    return "keys are not ascending";
  if (ec_mo_lower_bound(mo, entry->key, entry->key_len) != i)
    return "an entry is not found again";
  /* With its NUL the key is the least of those greater than itself. */
  if (ec_mo_lower_bound(mo, entry->key, (size_t)entry->key_len + 1) != i + 1)
    return "the place after an entry is not found";
  return NULL;
}

const char *mo_verify(const struct ec_mo *mo, const void *image, size_t len,
                      const struct mo_heap *heap)
{
  const char *fault = NULL;
  for (size_t i = 0; i < mo->count && !fault; i++) {
    const struct ec_mo_entry *entry = &mo->entries[i];
    fault = verify_string(entry->key, entry->key_len, image, len, heap);
    if (!fault)
      fault = verify_string(entry->text, entry->text_len, image, len, heap);
    if (!fault)
      fault = verify_lookup(mo, i);
  }
  if (fault)
    return fault;
  if (ec_mo_lower_bound(mo, "", 0) != 0 || ec_mo_lower_bound(mo, "\xff\xff", 2) != mo->count)
    return "a key past an end is not placed there";
  bool has_header = mo->count && !mo->entries[0].key_len;
  if (has_header ? mo->header != mo->entries[0].text : *mo->header)
    return "the header is not the text of the empty key";
  return NULL;
}
