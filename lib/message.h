/* SPDX-License-Identifier: MIT */
#ifndef EC_MESSAGE_H
#define EC_MESSAGE_H

/* Which texts a reader gets for a code. Knows the walk along the candidate locales and what is told
 * of it; refuses to know where the texts go. */

#include "buf.h"
#include "bundle.h"
#include "format.h"

/* What is looked for, and what was found on the way. */
struct ec_choice {
  const struct errcat_bundle *bundle;
  const char *locales;
  const struct ec_code *code;       /* NULL: unknown */
  const struct ec_catalog *catalog; /* that serves it, or NULL */
  const struct ec_text *text;       /* both texts of the code, when there is a catalog */
  enum errcat_reason reason;
  uint32_t preference;
  uint32_t withheld;
  bool broken, nomem;
};

/* What was asked for. Not to be copied: `args` may lead into it. */
struct ec_asked {
  const char *code; /* as it was asked for, or found: len bytes; "" for want of any */
  size_t len;
  const struct errcat_arg *args; /* that the texts show */
  size_t count;
  struct errcat_arg foreign; /* the one of a text for another system's codes: the code */
};

/* In the place of a call that is none: a constant of a generated header may be 0, which C takes for
 * a pointer. */
static inline const struct errcat_call *ec_message_call(const struct errcat_call *call)
{
  static const struct errcat_call unknown = {.code = NULL};
  return call ? call : &unknown;
}

/* Finds what a reader of `locales` gets for a call: the one way for all who write texts. Fills the
 * whole of *choice and *asked, whatever the call is; of these, choice->code may be NULL (unknown),
 * and choice->catalog (no text). */
void ec_message_find(const struct errcat_bundle *bundle, const char *locales,
                     const struct errcat_call *call, struct ec_choice *choice,
                     struct ec_asked *asked);

/* Appends the message or the remediation, of at most ERRCAT_OUTPUT_MAX; for want of a message, the
 * code. `flags` of enum ec_format_flags. Adds to *counts. */
void ec_message_put(struct ec_buf *out, const struct ec_choice *choice,
                    const struct ec_asked *asked, enum errcat_part part, uint32_t flags,
                    struct ec_format_counts *counts);

/* What came of it. `cut`: the text was too long. */
errcat_status ec_message_status(const struct ec_choice *choice, bool cut,
                                const struct ec_format_counts *counts);

/* Fills the whole result. The code that was asked for is shown when it is not known, or is another
 * system's. */
void ec_message_result(struct errcat_result *result, const struct ec_choice *choice,
                       const struct ec_asked *asked, errcat_status status,
                       const struct ec_format_counts *counts);

/* Writes a code, for want of a text; of something that is no code, what may be shown of it. */
void ec_message_put_code(struct ec_buf *out, const char *code, size_t len);

#endif
