/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

/* An allocator that counts, and fails from the `fail_at`-th request on. */
struct counter {
  size_t requests, live, bytes, fail_at;
};

static void *count_allocate(void *context, size_t size)
{
  struct counter *counter = context;
  if (++counter->requests >= counter->fail_at)
    return NULL;
  void *memory = malloc(size);
  if (memory) {
    counter->live++;
    counter->bytes += size;
    memset(memory, 0xa5, size); /* memory is not cleared: nothing may count on it */
  }
  return memory;
}

static void count_release(void *context, void *memory)
{
  struct counter *counter = context;
  ck_assert_ptr_nonnull(memory);
  counter->live--;
  free(memory);
}

static struct counter counter;
static struct errcat_allocator mem;
static struct ec_arena arena;

static void set_up(void)
{
  counter = (struct counter){.fail_at = SIZE_MAX};
  mem = (struct errcat_allocator){count_allocate, count_release, &counter};
  ec_arena_init(&arena, &mem);
}

static void tear_down(void)
{
  ec_arena_free(&arena);
  ck_assert_uint_eq(counter.live, 0);
}

static const struct {
  const char *name;
  size_t count, size;
  size_t requests; /* of the allocator; 0 also where memory is given out */
  bool given;
} sizes[] = {
    {"no elements", 0, 8, 1, true},
    {"elements of no size", 8, 0, 1, true},
    {"one byte", 1, 1, 1, true},
    {"a page", 1, 4096, 1, true},
    {"larger than a chunk", 1, 100000, 1, true},
    {"product just over SIZE_MAX", SIZE_MAX / 2 + 1, 2, 0, false},
    {"product wraps to a small number", SIZE_MAX / 8 + 2, 8, 0, false},
    {"product is SIZE_MAX", SIZE_MAX, 1, 0, false},
    {"both SIZE_MAX", SIZE_MAX, SIZE_MAX, 0, false},
    {"over half of the address space", SIZE_MAX / 2 + 1, 1, 0, false},
};

START_TEST(test_sizes)
{
  void *memory = ec_arena_alloc(&arena, sizes[_i].count, sizes[_i].size);
  ck_assert_msg((memory != NULL) == sizes[_i].given, "%s: got %p", sizes[_i].name, memory);
  ck_assert_msg(counter.requests == sizes[_i].requests, "%s: %zu requests", sizes[_i].name,
                counter.requests);
  ck_assert_msg((uintptr_t)memory % _Alignof(max_align_t) == 0, "%s: not aligned", sizes[_i].name);
  if (memory)
    memset(memory, 0, sizes[_i].count * sizes[_i].size);
}
END_TEST

/* Small and large requests in turn: no two overlap, each is aligned, and a large one does not
 * waste what is left of the chunk that small ones share. */
START_TEST(test_many)
{
  enum { COUNT = 2000 };
  static unsigned char *memory[COUNT];
  static size_t len[COUNT];
  size_t total = 0;
  for (size_t i = 0; i < COUNT; i++) {
    len[i] = i % 50 == 49 ? 9000 : i % 37;
    memory[i] = ec_arena_alloc(&arena, len[i], 1);
    ck_assert_msg(memory[i] != NULL, "request %zu", i);
    ck_assert_msg((uintptr_t)memory[i] % _Alignof(max_align_t) == 0, "request %zu", i);
    if (len[i])
      memset(memory[i], (int)(i % 251), len[i]);
    total += len[i];
  }
  for (size_t i = 0; i < COUNT; i++)
    for (size_t k = 0; k < len[i]; k++)
      ck_assert_msg(memory[i][k] == i % 251, "byte %zu of request %zu was overwritten", k, i);
  ck_assert_uint_lt(counter.bytes, total + total / 4);
  ck_assert_uint_lt(counter.requests, COUNT / 20);
}
END_TEST

/* A request of many pages gets whole huge ones, and what is left serves the next. */
START_TEST(test_huge)
{
  char *file = ec_arena_alloc(&arena, 2 * EC_MEM_HUGE - 5000, 1);
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(counter.bytes, 2 * EC_MEM_HUGE);
  ck_assert_ptr_nonnull(ec_arena_alloc(&arena, 4000, 1));
  ck_assert_uint_eq(counter.requests, 1);
  ck_assert_ptr_nonnull(ec_arena_alloc(&arena, EC_MEM_HUGE + 1, 1)); /* too much to round up */
  ck_assert_uint_lt(counter.bytes, 3 * EC_MEM_HUGE + 1000);
}
END_TEST

/* Slabs: aligned, apart, not many, and given back whole; the last piece can be returned. */
START_TEST(test_slabs)
{
  enum { COUNT = 20000 };
  static unsigned char *memory[COUNT];
  struct ec_slabs slabs;
  ec_slabs_init(&slabs, &mem);
  size_t total = 0;
  for (size_t i = 0; i < COUNT; i++) {
    size_t len = i % 1000 == 999 ? 9000 : 1 + i % 300;
    memory[i] = ec_slabs_alloc(&slabs, len);
    ck_assert_msg(memory[i] && (uintptr_t)memory[i] % _Alignof(max_align_t) == 0, "piece %zu", i);
    if (i % 7 == 0) {
      ec_slabs_return(&slabs, memory[i], len);
      unsigned char *again = ec_slabs_alloc(&slabs, len);
      ck_assert_msg(again == memory[i], "piece %zu is not given out again", i);
    }
    memset(memory[i], (int)(i % 251), len);
    total += len;
  }
  for (size_t i = 0; i < COUNT; i++)
    ck_assert_msg(memory[i][0] == i % 251, "piece %zu was overwritten", i);
  ec_slabs_return(&slabs, memory[0], 1); /* of an old slab: no effect */
  ck_assert_uint_lt(counter.bytes, 3 * total);
  ck_assert_uint_lt(counter.requests, 20);
  ck_assert_ptr_null(ec_slabs_alloc(&slabs, SIZE_MAX));
  counter.fail_at = counter.requests + 1;
  ck_assert_ptr_null(ec_slabs_alloc(&slabs, 4 * EC_MEM_HUGE));
  ec_slabs_free(&slabs);
  ck_assert_uint_eq(counter.live, 0);
}
END_TEST

START_TEST(test_copy)
{
  char *copy = ec_arena_copy(&arena, "a\0bc", 4);
  ck_assert_mem_eq(copy, "a\0bc", 5);
  char *empty = ec_arena_copy(&arena, NULL, 0);
  ck_assert_str_eq(empty, "");
  ck_assert_ptr_ne(copy, empty);
  ck_assert_ptr_null(ec_arena_copy(&arena, "", SIZE_MAX));
  ck_assert_ptr_null(ec_arena_copy(&arena, "", SIZE_MAX - 1));
}
END_TEST

/* The arena is whole after each failure: what was given out before stays, and it is
 * freed to the last byte. */
START_TEST(test_out_of_memory)
{
  size_t needed = 0;
  for (counter.fail_at = 1; !needed; counter.fail_at++) {
    counter.requests = 0;
    char *small = ec_arena_copy(&arena, "small", 5);
    char *large = ec_arena_alloc(&arena, 50000, 1);
    char *other = ec_arena_alloc(&arena, 60000, 1);
    ck_assert_int_eq(small != NULL, counter.fail_at > 1);
    ck_assert_int_eq(large != NULL, counter.fail_at > 2);
    ck_assert_int_eq(other != NULL, counter.fail_at > 3);
    if (small)
      ck_assert_str_eq(small, "small");
    if (other)
      needed = counter.requests;
    ec_arena_free(&arena);
    ck_assert_uint_eq(counter.live, 0);
  }
  ck_assert_uint_eq(needed, 3);
}
END_TEST

START_TEST(test_free)
{
  ec_arena_free(&arena); /* of nothing */
  ck_assert_ptr_nonnull(ec_arena_alloc(&arena, 1, 1));
  ec_arena_free(&arena);
  ck_assert_uint_eq(counter.live, 0);
  ck_assert_ptr_nonnull(ec_arena_alloc(&arena, 1, 1)); /* and it can be used again */
}
END_TEST

START_TEST(test_default)
{
  static const size_t lens[] = {0, 1, 16, 4096, EC_MEM_HUGE - 1, EC_MEM_HUGE, 3 * EC_MEM_HUGE + 1};
  for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
    char *memory = ec_mem_default.allocate(ec_mem_default.context, lens[i]);
    ck_assert_ptr_nonnull(memory);
    ck_assert_uint_eq((uintptr_t)memory % _Alignof(max_align_t), 0);
    memset(memory, 0x5a, lens[i]);
    ec_mem_default.release(ec_mem_default.context, memory);
  }
  ck_assert_ptr_null(ec_mem_default.allocate(ec_mem_default.context, SIZE_MAX));
  ck_assert_ptr_null(ec_mem_default.allocate(ec_mem_default.context, SIZE_MAX - 100));
}
END_TEST

int main(void)
{
  TCase *tcase = tcase_create("mem");
  tcase_add_checked_fixture(tcase, set_up, tear_down);
  tcase_add_loop_test(tcase, test_sizes, 0, sizeof sizes / sizeof *sizes);
  tcase_add_test(tcase, test_many);
  tcase_add_test(tcase, test_copy);
  tcase_add_test(tcase, test_huge);
  tcase_add_test(tcase, test_slabs);
  tcase_add_test(tcase, test_out_of_memory);
  tcase_add_test(tcase, test_free);
  tcase_add_test(tcase, test_default);

  Suite *suite = suite_create("mem");
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
