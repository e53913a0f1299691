/* SPDX-License-Identifier: MIT */
#include "counting.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>
#include <unicode/uclean.h>

/* In front of each allocation: its size, in a space that keeps what follows aligned. */
union header {
  size_t size;
  char aligned[sizeof(max_align_t) > 16 ? sizeof(max_align_t) : 16];
};

static void *take(struct counting *counting, size_t size)
{
  union header *header = size < SIZE_MAX - sizeof *header ? malloc(sizeof *header + size) : NULL;
  if (!header)
    return NULL;
  header->size = size;
  counting->live++;
  counting->live_bytes += size;
  if (counting->peak < counting->live_bytes)
    counting->peak = counting->live_bytes;
  return header + 1;
}

static void give_back(struct counting *counting, void *memory)
{
  union header *header = memory;
  counting->live--;
  counting->live_bytes -= header[-1].size;
  free(header - 1);
}

static void *allocate(void *context, size_t size)
{
  struct counting *counting = context;
  counting->bytes += size;
  if (++counting->calls == counting->fail_at)
    return NULL;
  return take(counting, size);
}

static void release(void *context, void *memory)
{
  give_back(context, memory);
}

void counting_init(struct counting *counting)
{
  *counting = (struct counting){.allocator = {allocate, release, counting}};
}

static struct counting icu;

static void *U_CALLCONV icu_allocate(const void *context, size_t size)
{
  (void)context;
  icu.calls++;
  icu.bytes += size;
  return take(&icu, size);
}

static void U_CALLCONV icu_release(const void *context, void *memory)
{
  (void)context;
  if (memory)
    give_back(&icu, memory);
}

static void *U_CALLCONV icu_reallocate(const void *context, void *memory, size_t size)
{
  void *larger = icu_allocate(context, size);
  if (larger && memory) {
    size_t old = ((union header *)memory)[-1].size;
    memcpy(larger, memory, old < size ? old : size);
    give_back(&icu, memory);
  }
  return larger;
}

void counting_icu_begin(void)
{
  UErrorCode error = U_ZERO_ERROR;
  u_cleanup();
  u_setMemoryFunctions(NULL, icu_allocate, icu_reallocate, icu_release, &error);
  ck_assert(U_SUCCESS(error));
}

size_t counting_icu_calls(void)
{
  return icu.calls;
}

struct counting *counting_icu(void)
{
  return &icu;
}
