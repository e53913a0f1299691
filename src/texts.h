/* SPDX-License-Identifier: MIT */
#ifndef EC_TEXTS_H
#define EC_TEXTS_H

/* Texts of catalogs in a language that the reader wants and the terminal can show. Knows both
 * the preferences and the codeset; refuses to know where texts are put. */

#include "tool.h"

/* A code's texts, all from one locale. */
struct ec_text {
  const char *message;
  const char *remediation; /* "" when there is none */
  bool cut;                /* one of them was longer than ERRCAT_OUTPUT_MAX */
  struct errcat_result result;
};

/* In the first locale of errcat_bundle_trace() that the codeset can hold, or, when it can hold
 * none of them, in the last. With --json the codeset does not matter. */
void ec_text_get(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *code,
                 const struct errcat_arg *args, size_t count, struct ec_text *text);

/* As ec_text_get() for the preference list `locales`, whatever the codeset. */
void ec_text_in(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *locales,
                const char *code, const struct errcat_arg *args, size_t count,
                struct ec_text *text);

/* Whether the codeset can hold the texts that `locale` has of the code, arguments apart. A
 * NULL code stands for whatever the domain has: then the codes of the locale are all tried. */
bool ec_text_held(struct ec_tool *tool, const struct errcat_bundle *bundle, const char *locale,
                  const char *code);

/* The whole trace; its length goes to *count. */
const struct errcat_step *ec_text_trace(struct ec_tool *tool, const struct errcat_bundle *bundle,
                                        const char *code, size_t *count);

/* A text of the tool itself. Always something: the code, if nothing else. */
const char *ec_text_own(struct ec_tool *tool, const char *code, const struct errcat_arg *args,
                        size_t count);
/* Message and remediation. */
void ec_text_own_all(struct ec_tool *tool, const char *code, const struct errcat_arg *args,
                     size_t count, struct ec_text *text);
/* The same without arguments. */
const char *ec_text_label(struct ec_tool *tool, const char *code);

/* What the library's status means, in the reader's language: the text status.E_IO etc. */
const char *ec_text_status(struct ec_tool *tool, errcat_status status);

#endif
