/* SPDX-License-Identifier: MIT */

/* Prints texts by typed calls, as C and as C++: what each type of argument takes, calls that live
 * longer than the expression, and a bundle that is opened again. Each line is what tests/header.sh
 * expects. */

#include "typed.h"
#include "typed.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

int other_file(const struct errcat_bundle *bundle); /* in other.c */

enum color { RED, GREEN = 7 };

static void show(const struct errcat_bundle *bundle, const struct errcat_call *call)
{
  char text[512];
  struct errcat_result result;
  errcat_message_of(bundle, "", call->handle, call->args, call->count, text, sizeof text, &result);
  printf("%s: %s%s\n", result.code, text, result.status == ERRCAT_OK ? "" : " (!)");
}

static struct errcat_bundle *open_bundle(void)
{
  const struct errcat_table *const tables[] = {&typed_table};
  struct errcat_options options;
  struct errcat_error err;
  memset(&options, 0, sizeof options);
  options.tables = tables;
  options.table_count = 1;
  struct errcat_bundle *bundle = errcat_bundle_open("typed", &options, &err);
  if (!bundle)
    printf("%s\n", err.detail);
  return bundle;
}

static void strings(const struct errcat_bundle *bundle)
{
  char buffer[] = "buffer";
  const char constant[] = "constant";
  char *pointer = buffer;
  const char *to_constant = constant;
  const char *const both = constant;
  show(bundle, typed_text("literal"));
  show(bundle, typed_text(buffer));
  show(bundle, typed_text(constant));
  show(bundle, typed_text(pointer));
  show(bundle, typed_text(to_constant));
  show(bundle, typed_text(both));
  show(bundle, typed_text(1 ? pointer : "either"));
  show(bundle, typed_text(errcat_arg_string_n("long", 2)));
  show(bundle, typed_text(&buffer[3]));
  show(bundle, typed_pair("a", pointer));
  show(bundle, typed_ident("acme-cloud"));
  show(bundle, typed_ident(pointer));
  show(bundle, typed_ident(12050009));
  show(bundle, typed_ident(12050009UL));
  show(bundle, typed_ident(errcat_arg_string("argument")));
}

static void numbers(const struct errcat_bundle *bundle)
{
  const signed char small = -1;
  const unsigned char small_unsigned = 255;
  const short medium = -300;
  const size_t size = 1024;
  const enum color color = GREEN;
  show(bundle, typed_count(1));
  show(bundle, typed_count(small));
  show(bundle, typed_count(small_unsigned));
  show(bundle, typed_count(medium));
  show(bundle, typed_count((unsigned short)7));
  show(bundle, typed_count(2u));
  show(bundle, typed_count(-3L));
  show(bundle, typed_count(4ul));
  show(bundle, typed_count(LLONG_MIN));
  show(bundle, typed_count(ULLONG_MAX));
  show(bundle, typed_count(size));
  show(bundle, typed_count((char)8));
  show(bundle, typed_count(color));
  show(bundle, typed_count(RED));
  show(bundle, typed_amount(1234567));
  show(bundle, typed_amount(12.5));
  show(bundle, typed_amount(0.25f));
  show(bundle, typed_amount(size));
  show(bundle, typed_amount(errcat_arg_decimal("1234567890.12")));
  show(bundle, typed_most(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
}

static struct errcat_time time_of(int64_t ms)
{
  struct errcat_time time;
  time.ms = ms;
  time.zone = "Asia/Shanghai";
  return time;
}

static void others(const struct errcat_bundle *bundle)
{
  const struct errcat_time until = time_of(1795430400000);
  struct errcat_arg items[2];
  items[0] = errcat_arg_string("A");
  items[1] = errcat_arg_integer(2);
  show(bundle, typed_moment(until));
  show(bundle, typed_moment(time_of(0)));
  show(bundle, typed_items(errcat_arg_list(items, 2)));
  show(bundle, typed_all("s", 7, 8, 9.5, until, errcat_arg_list(items, 2)));
  show(bundle, typed_plain());
  show(bundle, typed_space("a", "b", "c", "d", "e", "f"));
  show(bundle, typed_12());
  show(bundle, typed_a_b_c_d());
  show(bundle, typed_other_7());
}

/* Each argument is looked at once. */
static int calls;
static int counted(void)
{
  return ++calls;
}

static void longer(const struct errcat_bundle *bundle)
{
  struct typed_pair_space pair;
  struct typed_plain_space plain;
  struct typed_space_space space;
  const struct errcat_call *kept[3];
  kept[0] = typed_pair_in(&pair, "kept", "longer");
  kept[1] = typed_plain_in(&plain);
  kept[2] = typed_space_in(&space, "1", "2", "3", "4", "5", "6");
  for (int i = 0; i < 3; i++)
    show(bundle, kept[i]);
  show(bundle, typed_count(counted()));
  printf("%d\n", calls);
#ifdef __cplusplus
  auto call = typed_pair("held", "in a variable");
  auto copy = call;
  call = typed_pair("held", "then changed");
  show(bundle, call);
  show(bundle, copy);
#endif
}

/* Every function that takes a call. */
static void everywhere(const struct errcat_bundle *bundle)
{
  char text[512], log[512];
  struct errcat_reply reply;
  errcat_text(bundle, "", typed_pair("a", "b"), NULL, text, sizeof text, NULL);
  puts(text);
  errcat_body(bundle, "", typed_text("\"quoted\""), NULL, text, sizeof text, NULL);
  puts(text);
  errcat_log(bundle, typed_count(1024), NULL, text, sizeof text, NULL);
  puts(strstr(text, "1,024 items") ? "logged" : text);
  memset(&reply, 0, sizeof reply);
  reply.body = text;
  reply.body_size = sizeof text;
  reply.log = log;
  reply.log_size = sizeof log;
  errcat_reply_write(bundle, NULL, typed_plain(), NULL, NULL, &reply);
  printf("%d\n%s\n%s\n", reply.http_status, text, strstr(log, "TYPED_1") ? "logged" : log);
}

int main(void)
{
  struct errcat_bundle *bundle = open_bundle();
  if (!bundle)
    return 1;
  strings(bundle);
  numbers(bundle);
  others(bundle);
  longer(bundle);
  everywhere(bundle);
  struct typed_text_space space;
  const struct errcat_call *call = typed_text_in(&space, "before and after");
  show(bundle, call);
  errcat_bundle_free(bundle);
  bundle = open_bundle();
  if (!bundle)
    return 1;
  show(bundle, call);
  printf("%s %d %s %s\n", TYPED_TEXT_CODE, TYPED_TEXT_STATUS, typed_table.codes[TYPED_TEXT],
         typed_table.codes[TYPED_OTHER_7]);
  printf("%d\n",
         errcat_table_fingerprint(typed_table.codes, typed_table.count) == typed_table.fingerprint);
  const int same = other_file(bundle);
  errcat_bundle_free(bundle);
  return same ? 0 : 1;
}
