/* SPDX-License-Identifier: MIT */
#include <errcat.h>
#include <stdio.h>

int main(int argc, char **argv)
{
  struct errcat_error err;
  struct errcat_bundle *bundle = errcat_bundle_open("shop", NULL, &err); /* once, for all threads */
  if (!bundle)
    return fprintf(stderr, "shop: %s\n", err.detail), 1;

  /* For each request that fails: */
  struct errcat_wishes wishes = {.accept_language = argc > 1 ? argv[1] : NULL};
  struct errcat_language language;
  errcat_negotiate(bundle, &wishes, &language);
  char body[2048], log[2048];
  struct errcat_reply reply = {
      .body = body, .body_size = sizeof body, .log = log, .log_size = sizeof log};
  errcat_reply_write(bundle, &language, ERRCAT_CALL("SHOP_1001", ERRCAT_ARGS("A-4711")), NULL, NULL,
                     &reply);
  fprintf(stderr, "%s\n", log);
  printf("HTTP/1.1 %d\r\nContent-Type: %s\r\nContent-Language: %s\r\nVary: %s\r\n\r\n%s\n",
         reply.http_status, reply.content_type, reply.content_language, reply.vary, body);

  errcat_bundle_free(bundle);
}
