/* SPDX-License-Identifier: MIT */
#include "counting.h"

#include <stdlib.h>

#include <check.h>
#include <unicode/uclean.h>

static void *allocate(void *context, size_t size)
{
  struct counting *counting = context;
  counting->bytes += size;
  if (++counting->calls == counting->fail_at)
    return NULL;
  counting->live++;
  return malloc(size);
}

static void release(void *context, void *memory)
{
  ((struct counting *)context)->live--;
  free(memory);
}

void counting_init(struct counting *counting)
{
  *counting = (struct counting){.allocator = {allocate, release, counting}};
}

static size_t icu_calls;

static void *U_CALLCONV icu_allocate(const void *context, size_t size)
{
  (void)context;
  icu_calls++;
  return malloc(size);
}

static void *U_CALLCONV icu_reallocate(const void *context, void *memory, size_t size)
{
  (void)context;
  icu_calls++;
  return realloc(memory, size);
}

static void U_CALLCONV icu_release(const void *context, void *memory)
{
  (void)context;
  free(memory);
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
  return icu_calls;
}
