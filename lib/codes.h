/* SPDX-License-Identifier: MIT */
#ifndef EC_CODES_H
#define EC_CODES_H

/* What a registry declares, as its metadata in the source catalog tells it. Knows codes,
 * their arguments, statuses and wire forms; refuses to know translations and files. */

#include "errcat.h"
#include "format.h"
#include "mem.h"
#include "mo.h"

/* The entries of one code stand side by side in a .mo file, for they are sorted:
 *
 *   "OptVerse_10000004/@arg/0/tenant\4id"                     declared argument
 *   "OptVerse_10000004/@arg/0/tenant/example\4acme-cloud"
 *   "OptVerse_10000004/@status\4403"                          status
 *   "OptVerse_10000004/message\4The tenant {0} is not ..."    source text
 *   "OptVerse_10000004/remediation\4Ask ..."                              */
struct ec_code {
  struct errcat_code_info info;
  size_t code_len, wire_len;
  const struct ec_declared *declared; /* info.arg_count of them */
  const char *message_id;             /* English text, which keys translations; NULL: any */
  const char *remediation_id;
};

struct ec_codes {
  struct ec_code *list; /* ascending by code */
  size_t count;
  uint32_t *slots; /* hash table: index + 1 of canonical and wire forms; 0: free */
  size_t mask;
  bool has_foreign; /* some are prefixes of other systems: "APIGW*" */
};

/* The parts of an entry's key "CODE/FIELD\4ID"; metadata of the whole registry has an
 * empty code. False for a key that has no context of this form. Nothing is terminated but id. */
struct ec_key {
  const char *code, *field, *id;
  size_t code_len, field_len;
};
bool ec_key_split(const struct ec_mo_entry *entry, struct ec_key *key);
bool ec_key_is(const struct ec_key *key, const char *field);

/* Whether code[0..len) is [A-Za-z0-9][A-Za-z0-9_.:-]*, at most ERRCAT_CODE_MAX bytes. */
bool ec_code_ok(const char *code, size_t len);

/* "en" when the catalog has the metadata of a source catalog, else NULL. */
const char *ec_codes_source_of(const struct ec_mo *mo);

/* Reads the metadata of a source catalog. `mo` must live as long as the arena.
 * E_FORMAT, E_METADATA (the detail names the entry), E_NOMEM. */
errcat_status ec_codes_read(struct ec_codes *codes, const struct ec_mo *mo, struct ec_arena *arena,
                            struct errcat_error *err);

/* What can be known without a source catalog: the codes that any of the catalogs has a message
 * for, with status 500 and nothing declared. E_NOMEM. */
errcat_status ec_codes_collect(struct ec_codes *codes, const struct ec_mo *const *catalogs,
                               size_t count, struct ec_arena *arena);

/* The code by its canonical or wire form; the foreign prefix that a code begins with. NULL when
 * there is none. */
const struct ec_code *ec_codes_find(const struct ec_codes *codes, const char *code, size_t len);
const struct ec_code *ec_codes_foreign(const struct ec_codes *codes, const char *code, size_t len);

#endif
