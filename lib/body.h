/* SPDX-License-Identifier: MIT */
#ifndef EC_BODY_H
#define EC_BODY_H

/* Bodies as they are written. Knows which member each shape has; refuses to know what the values
 * are (facts.h). */

#include "facts.h"

struct ec_body {
  struct ec_json json;
  struct ec_buf out;
  struct ec_facts facts;
  const struct errcat_body_options *options;
};

/* body_rpc.c: the whole of ERRCAT_BODY_RPC. */
void ec_body_rpc(struct ec_body *body);

static inline const char *ec_body_domain(const struct ec_body *body)
{
  return body->options->domain ? body->options->domain : body->facts.choice.bundle->domain;
}

#endif
