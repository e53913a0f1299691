/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accept.h"

/* A header as it was read, in the order in which its ranges count: text, quality, place. Ill-formed
 * ranges have "!" and what is beyond the limits "+" in place of the quality. */
static void describe(const struct ec_accept *accept, char *out, size_t size)
{
  size_t at = 0;
  out[0] = '\0';
  for (size_t i = 0; i < accept->count; i++) {
    const struct ec_range *range = &accept->ranges[accept->order[i]];
    char quality[16];
    snprintf(quality, sizeof quality, "%u", range->quality);
    at +=
        (size_t)snprintf(out + at, size - at, "%s%.*s/%s@%u", i ? " " : "", range->len, range->text,
                         range->kind == EC_RANGE_ILL_FORMED ? "!"
                         : range->kind == EC_RANGE_BEYOND   ? "+"
                                                            : quality,
                         accept->order[i]);
    ck_assert_uint_lt(at, size);
  }
}

static const struct {
  const char *header, *want;
} cases[] = {
    {"", ""},
    {" ", ""},
    {",", ""},
    {" ,\t, ", ""},
    {"en", "en/1000@0"},
    {"en,fr", "en/1000@0 fr/1000@1"},
    {"fr;q=0.5,en", "en/1000@1 fr/500@0"},
    {"a;q=0.1,b;q=0.2,c;q=0.3,d;q=0.2", "c/300@2 b/200@1 d/200@3 a/100@0"},
    {"en;q=0,fr", "fr/1000@1 en/0@0"},
    {"*", "*/1000@0"},
    {"*;q=0", "*/0@0"},
    {" en ; q=0.5 , fr ", "fr/1000@1 en/500@0"},
    {"en\t;\tq=0.5\t,\tfr", "fr/1000@1 en/500@0"},
    {",,en,,fr,,", "en/1000@0 fr/1000@1"},
    {"en;Q=0.5", "en/500@0"},
    {"en;q=1", "en/1000@0"},
    {"en;q=1.", "en/1000@0"},
    {"en;q=1.0", "en/1000@0"},
    {"en;q=1.00", "en/1000@0"},
    {"en;q=1.000", "en/1000@0"},
    {"en;q=0", "en/0@0"},
    {"en;q=0.", "en/0@0"},
    {"en;q=0.0", "en/0@0"},
    {"en;q=0.000", "en/0@0"},
    {"en;q=0.001", "en/1@0"},
    {"en;q=0.01", "en/10@0"},
    {"en;q=0.1", "en/100@0"},
    {"en;q=0.999", "en/999@0"},
    {"en;q=0.12", "en/120@0"},
    /* Weights that are none. */
    {"en;q=0.1234,fr", "fr/1000@1 en;q=0.1234/!@0"},
    {"en;q=1.0000,fr", "fr/1000@1 en;q=1.0000/!@0"},
    {"en;q=1.001,fr", "fr/1000@1 en;q=1.001/!@0"},
    {"en;q=2,fr", "fr/1000@1 en;q=2/!@0"},
    {"en;q=10,fr", "fr/1000@1 en;q=10/!@0"},
    {"en;q=00,fr", "fr/1000@1 en;q=00/!@0"},
    {"en;q=.5,fr", "fr/1000@1 en;q=.5/!@0"},
    {"en;q=-0.5,fr", "fr/1000@1 en;q=-0.5/!@0"},
    {"en;q=+1,fr", "fr/1000@1 en;q=+1/!@0"},
    {"en;q=1e0,fr", "fr/1000@1 en;q=1e0/!@0"},
    {"en;q=0,5", "en/0@0 5/!@1"},
    {"en;q=,fr", "fr/1000@1 en;q=/!@0"},
    {"en;q,fr", "fr/1000@1 en;q/!@0"},
    {"en;,fr", "fr/1000@1 en;/!@0"},
    {"en;;q=1,fr", "fr/1000@1 en;;q=1/!@0"},
    {"en;q =1,fr", "fr/1000@1 en;q =1/!@0"},
    {"en;q= 1,fr", "fr/1000@1 en;q= 1/!@0"},
    {"en;q=\"1\",fr", "fr/1000@1 en;q=\"1\"/!@0"},
    {"en;q=0.5 0.6,fr", "fr/1000@1 en;q=0.5 0.6/!@0"},
    {"en;level=1,fr", "fr/1000@1 en;level=1/!@0"},
    {"en;q=0.5;level=1,fr", "fr/1000@1 en;q=0.5;level=1/!@0"},
    {"en;level=1;q=0.5,fr", "fr/1000@1 en;level=1;q=0.5/!@0"},
    {"en;q=0.5;q=0.6,fr", "fr/1000@1 en;q=0.5;q=0.6/!@0"},
    {";q=0.5,fr", "fr/1000@1 ;q=0.5/!@0"},
    /* Ranges that are none. */
    {"abcdefgh", "abcdefgh/1000@0"},
    {"abcdefghi,fr", "fr/1000@1 abcdefghi/!@0"},
    {"a", "a/1000@0"},
    {"a-b-c-1-22", "a-b-c-1-22/1000@0"},
    {"zh-12345678", "zh-12345678/1000@0"},
    {"zh-123456789,fr", "fr/1000@1 zh-123456789/!@0"},
    {"1a,fr", "fr/1000@1 1a/!@0"},
    {"e1,fr", "fr/1000@1 e1/!@0"},
    {"12,fr", "fr/1000@1 12/!@0"},
    {"zh-,fr", "fr/1000@1 zh-/!@0"},
    {"-zh,fr", "fr/1000@1 -zh/!@0"},
    {"zh--CN,fr", "fr/1000@1 zh--CN/!@0"},
    {"zh_CN,fr", "fr/1000@1 zh_CN/!@0"},
    {"zh-*,fr", "fr/1000@1 zh-*/!@0"},
    {"*-CN,fr", "fr/1000@1 *-CN/!@0"},
    {"**,fr", "fr/1000@1 **/!@0"},
    {"*x,fr", "fr/1000@1 *x/!@0"},
    {"en fr", "en fr/!@0"},
    {"en us,fr", "fr/1000@1 en us/!@0"},
    {"\"en\",fr", "fr/1000@1 \"en\"/!@0"},
    {"en/fr,de", "de/1000@1 en/fr/!@0"},
    {"../etc,de", "de/1000@1 ../etc/!@0"},
    {"\xc3\xa9n,de", "de/1000@1 \xc3\xa9n/!@0"},
    {"en\x01,de", "de/1000@1 en\x01/!@0"},
    {"en\n,de", "de/1000@1 en\n/!@0"},
    {"en\xa0,de", "de/1000@1 en\xa0/!@0"},
    {" x! \t,de", "de/1000@1 x!/!@0"},
    {"!,?,en,;", "en/1000@2 !/!@0 ?/!@1 ;/!@3"},
};
enum { CASES = sizeof cases / sizeof *cases };

/* In memory of its very length, so that a byte too far is seen by tools. */
static void read_exactly(struct ec_accept *accept, const char *header, size_t len, char **copy)
{
  *copy = malloc(len ? len : 1);
  ck_assert_ptr_nonnull(*copy);
  memcpy(*copy, header, len);
  ec_accept_read(accept, *copy, len);
}

START_TEST(syntax)
{
  struct ec_accept accept;
  char got[1024], *copy;
  read_exactly(&accept, cases[_i].header, strlen(cases[_i].header), &copy);
  describe(&accept, got, sizeof got);
  free(copy);
  ck_assert_msg(strcmp(got, cases[_i].want) == 0, "\"%s\": %s, not %s", cases[_i].header, got,
                cases[_i].want);
}
END_TEST

START_TEST(nul_is_no_end)
{
  struct ec_accept accept;
  char got[64];
  ec_accept_read(&accept, "en,\0,fr", 7);
  describe(&accept, got, sizeof got);
  ck_assert_uint_eq(accept.count, 3);
  ck_assert_int_eq(accept.ranges[1].kind, EC_RANGE_ILL_FORMED);
  ck_assert_uint_eq(accept.ranges[2].quality, 1000);
}
END_TEST

/* ---------------------------------------------------------------------- limits */

START_TEST(ranges_max)
{
  char header[512] = "";
  struct ec_accept accept;
  for (int count = 0; count <= ERRCAT_RANGES_MAX + 2; count++) {
    ec_accept_read(&accept, header, strlen(header));
    bool beyond = count > ERRCAT_RANGES_MAX;
    ck_assert_uint_eq(accept.count, beyond ? ERRCAT_RANGES_MAX + 1u : (unsigned)count);
    if (count)
      ck_assert_int_eq(accept.ranges[accept.count - 1].kind,
                       beyond ? EC_RANGE_BEYOND : EC_RANGE_LANGUAGE);
    strcat(header, count % 3 ? "fr;q=0.5," : "en,");
  }
}
END_TEST

/* A header that is `before` bytes of spaces and then "abc,de", cut everywhere. */
START_TEST(bytes_max)
{
  static char header[ERRCAT_ACCEPT_MAX + 16];
  for (size_t before = ERRCAT_ACCEPT_MAX - 8; before <= ERRCAT_ACCEPT_MAX; before++) {
    struct ec_accept accept;
    char got[64], *copy;
    memset(header, ' ', sizeof header);
    memcpy(header + before, "abc,de", 6);
    read_exactly(&accept, header, before + 6, &copy);
    describe(&accept, got, sizeof got);
    free(copy);
    size_t left = ERRCAT_ACCEPT_MAX - before;
    const char *want = left >= 6   ? "abc/1000@0 de/1000@1"
                       : left == 5 ? "abc/1000@0 d/+@1"
                       : left == 4 ? "abc/1000@0 /+@1"
                       : left == 3 ? "abc/+@0"
                       : left == 2 ? "ab/+@0"
                       : left == 1 ? "a/+@0"
                                   : "/+@0";
    ck_assert_msg(strcmp(got, want) == 0, "%zu bytes left: %s, not %s", left, got, want);
    ck_assert_uint_le(accept.read, ERRCAT_ACCEPT_MAX);
  }
}
END_TEST

/* Whatever it holds, no more of it is read; a tool would see a byte behind the limit. */
START_TEST(large)
{
  static const char *const parts[] = {",", "a", "en;q=0.5,", " ", "en-", "\xff", ";", "*,", "q=0"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    char *header = malloc(ERRCAT_ACCEPT_MAX);
    ck_assert_ptr_nonnull(header);
    size_t len = strlen(parts[i]);
    for (size_t at = 0; at < ERRCAT_ACCEPT_MAX; at++)
      header[at] = parts[i][at % len];
    struct ec_accept accept;
    ec_accept_read(&accept, header, 1 << 20);
    ck_assert_uint_le(accept.read, ERRCAT_ACCEPT_MAX);
    ck_assert_uint_gt(accept.count, 0);
    ck_assert_int_eq(accept.ranges[accept.count - 1].kind, EC_RANGE_BEYOND);
    free(header);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("accept");
  TCase *reading = tcase_create("reading");
  tcase_add_loop_test(reading, syntax, 0, CASES);
  tcase_add_test(reading, nul_is_no_end);
  suite_add_tcase(suite, reading);
  TCase *limits = tcase_create("limits");
  tcase_add_test(limits, ranges_max);
  tcase_add_test(limits, bytes_max);
  tcase_add_test(limits, large);
  suite_add_tcase(suite, limits);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
