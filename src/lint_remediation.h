/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_REMEDIATION_H
#define EC_LINT_REMEDIATION_H

/* Whether a remediation helps. Knows what it looks like when one only repeats its message, and in
 * English and Chinese how people write that somebody is to be contacted; refuses to know which good
 * advice there could be. */

#include <stdbool.h>
#include <stddef.h>

enum ec_remediation {
  EC_REMEDIATION_HELPS,   /* as far as can be told */
  EC_REMEDIATION_REPEATS, /* the message, and maybe says whom to contact */
  EC_REMEDIATION_CONTACT  /* says whom to contact, and nothing else */
};

/* What a remediation is. `message` may be NULL; `language` is that of both. */
enum ec_remediation ec_remediation_judge(const char *message, size_t message_len,
                                         const char *remediation, size_t len, const char *language);

/* What is said of contacts in a sentence. */
enum ec_contact {
  EC_CONTACT_ELSE = -1, /* it says something else */
  EC_CONTACT_REACH = 1, /* "contact", "ask" */
  EC_CONTACT_WHOM = 2,  /* "administrator" */
  EC_CONTACT_SUBMIT = 4,
  EC_CONTACT_TICKET = 8
};

/* The bits of what a sentence says, or EC_CONTACT_ELSE when it says anything else; 0 when nothing
 * but words that go with them, such as "if the problem persists". */
int ec_contact_english(const char *sentence, size_t len);
int ec_contact_chinese(const char *sentence, size_t len);

#endif
