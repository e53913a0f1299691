/* SPDX-License-Identifier: MIT */
#ifndef EC_FACTS_H
#define EC_FACTS_H

/* What there is to say of a call: its texts in one language, its code, its status, its arguments by
 * name. Knows what may be shown to whom; refuses to know the shape of a body and of a record. */

#include "bundle.h"
#include "json.h"
#include "message.h"

struct ec_facts {
  struct ec_choice choice; /* of texts */
  struct ec_asked asked;
  const struct errcat_call *call;
  /* What the registry declares; NULL for a code that is not of this system, and without memory. */
  const struct errcat_code_info *info;
  const struct ec_declared *declared; /* info->arg_count of them */
  const char *wire; /* as it is sent: printable ASCII, which may be anything when it is unknown */
  size_t wire_len;
  int status;     /* of HTTP; 0: none declared */
  uint32_t flags; /* of enum ec_format_flags: what is asked for, and what texts need of it */
  uint32_t text_flags;
  struct ec_format_counts counts; /* of all texts that were written */
  bool ours;                      /* the code is known here, and not another system's */
  bool cut;                       /* a text, at ERRCAT_OUTPUT_MAX */
  bool nomem;                     /* what is declared could not be put together */
  bool named;                     /* some argument has a name */
  char safe[ERRCAT_CODE_MAX + 1]; /* what may be shown of something that is no code */
};

/* Finds it all, with texts for `locales`. `flags` are those of enum ec_format_flags; with
 * EC_FORMAT_PERSONAL what is personal is shown. All that is given is borrowed as long as the facts
 * are used, which must stay where they are. */
void ec_facts_find(struct ec_facts *facts, const struct errcat_bundle *bundle, const char *locales,
                   const struct errcat_call *call, uint32_t flags);

/* Whether there is a remediation. */
static inline bool ec_facts_remediation(const struct ec_facts *facts)
{
  return facts->choice.catalog && facts->choice.text->remediation &&
         facts->choice.text->remediation->count;
}

/* Appends a text, escaped for `sink`. There is always a message. */
void ec_facts_put_message(struct ec_facts *facts, struct ec_buf *out, unsigned sink);
void ec_facts_put_remediation(struct ec_facts *facts, struct ec_buf *out, unsigned sink);

/* The locale of the texts as a tag of BCP 47, terminated; returns its length, 0 when there is no
 * text. */
size_t ec_facts_tag(const struct ec_facts *facts, char tag[ERRCAT_LOCALE_MAX + 1]);

/* Terminates what was written, or, when it is not whole, writes "" and says E_SPACE, and fills the
 * result, which may be NULL. Returns the length of the whole. */
size_t ec_facts_finish(const struct ec_facts *facts, struct ec_buf *out,
                       struct errcat_result *result);

/* "" and a status, when the options make no sense. */
size_t ec_facts_refuse(char *buffer, size_t size, struct errcat_result *result);

/* --------------------------------------------------------------- arguments */

/* One argument. */
struct ec_fact {
  const char *name; /* as declared, as given, or, of one that has only its position, its number */
  size_t name_len;
  const struct errcat_arg *arg;
  enum ec_type type; /* EC_TYPE_NONE: undeclared */
  bool hidden;       /* shown as *** */
  char number[24];
};

/* Whether it is known what is secret: neither of a code that is not known, nor without a source
 * catalog. */
static inline bool ec_facts_declared(const struct ec_facts *facts)
{
  return facts->info && facts->choice.bundle->source;
}

/* Begins with *state = 0. The declared arguments that there are, in their order, then all others.
 * Of several with one name the first counts, as in a text. False at the end. When nobody can say
 * what is secret, all are hidden. */
bool ec_facts_next(const struct ec_facts *facts, size_t *state, struct ec_fact *fact);

/* The value in JSON: a string, a number or an array. What is declared as an id is a string,
 * whatever it was given as, so that its type does not depend on the program. */
void ec_facts_put_json(struct ec_json *json, const struct ec_fact *fact);

/* The value as text, the items of a list with ", " between them, escaped for `sink`. */
void ec_facts_put_text(struct ec_buf *out, const struct ec_fact *fact, unsigned sink);

/* A value with a name that is no argument; false when it is missing. */
bool ec_facts_own(const struct errcat_arg *arg, struct ec_fact *fact);

#endif
