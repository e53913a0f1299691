/* SPDX-License-Identifier: MIT */
#ifndef EC_CODES_H
#define EC_CODES_H

/* What a registry declares, as its metadata in the source catalog tells it. Knows codes,
 * their arguments, statuses and wire forms; refuses to know translations and files. */

#include <stdatomic.h>
#include <string.h>

#include "errcat.h"
#include "mem.h"
#include "mo.h"
#include "pattern.h"

/* The entries of one code stand side by side in a .mo file, for they are sorted:
 *
 *   "OptVerse_10000004/@arg/0/tenant\4id"                     declared argument
 *   "OptVerse_10000004/@arg/0/tenant/example\4acme-cloud"
 *   "OptVerse_10000004/@status\4403"                          status
 *   "OptVerse_10000004/message\4The tenant {0} is not ..."    source text
 *   "OptVerse_10000004/remediation\4Ask ..."
 *
 * Of all that, only what a look-up and a result need is kept apart; the rest is read again when
 * somebody asks for it. */
struct ec_code {
  const char *code; /* canonical form, in the key of an entry: not terminated */
  const char *wire; /* terminated; NULL: the canonical form */
  uint32_t first;   /* of its entries in the source catalog */
  uint32_t message; /* entry of the source text, which keys translations, from 1; 0: none */
  uint32_t remediation;
  uint32_t code_len : 7, wire_len : 7, http_status : 10, foreign : 1;
  uint32_t empty : 1; /* the source has one of the texts only by name */
};

/* All about one code. */
struct ec_details {
  struct errcat_code_info info;
  const struct ec_declared *declared; /* info.arg_count of them */
};

/* A form of a code where a look-up compares it: its first bytes, so that the rest of a long one
 * alone needs a look at the code itself. */
enum { EC_CODE_HEAD = 30 };
struct ec_code_head {
  uint8_t len; /* of the whole */
  bool alias;  /* a wire form: in the list stands as `code`, with `first` the code's own place */
  char text[EC_CODE_HEAD];
};

/* The codes are the hash table. Each has its place for good, by the hash of its canonical form, and
 * all that is kept of codes lies in arrays by place, in the catalogs too:
 *
 *   tags     [ ]  [*]  [*]  [ ]  ...   a part of the hash; 0: the place is free
 *   heads    [ ]  [ ]  [ ]  [ ]  ...   the form
 *   list     [ ]  [ ]  [ ]  [ ]  ...   the code
 *   details  [ ]  [ ]  [ ]  [ ]  ...
 *   slots    [ ]  [ ]  [ ]  [ ]  ...   of each catalog: struct ec_slot
 *
 * A look-up among very many codes waits for memory, and for little else. Here it need not wait for
 * one array to know where to look in the next: the tags, which are few enough to stay in a cache,
 * tell the place, and all the rest is under way at once. A wire form that is another has a place of
 * its own. At most 13 of 16 places are used. */
struct ec_codes {
  const struct ec_mo *mo; /* the source catalog; NULL: there is none */
  uint8_t *tags;
  struct ec_code_head *heads;
  struct ec_code *list;
  _Atomic(struct ec_details *) *details; /* once asked for */
  size_t places;                         /* a power of two; 0: there is no table yet */
  uint32_t *order;                       /* places, ascending by code */
  struct ec_code *sorted;                /* a copy of the codes in that order, while opening */
  struct ec_arena passing;               /* of that copy */
  size_t count;
  bool has_foreign;                   /* some are prefixes of other systems: "APIGW*" */
  size_t metadata;                    /* entries of it in the source catalog */
  const char *type_base;              /* "@type-base", with nothing in it that a URI may not have */
  size_t type_base_len;               /* 0: there is none */
  const struct errcat_allocator *mem; /* of the details */
};

/* The parts of an entry's key "CODE/FIELD\4ID"; metadata of the whole registry has an
 * empty code. False for a key that has no context of this form. Nothing is terminated but id. */
struct ec_key {
  const char *code, *field, *id;
  size_t code_len, field_len;
};
bool ec_key_split(const struct ec_mo_entry *entry, struct ec_key *key);

/* memcmp() == 0 of what is mostly short, and not worth a call. */
static inline bool ec_code_same_bytes(const char *a, const char *b, size_t len)
{
  uint64_t left, right;
  if (len < sizeof left)
    return memcmp(a, b, len) == 0;
  for (size_t at = 0, last = len - sizeof left;; at += sizeof left) {
    if (at > last)
      at = last;
    memcpy(&left, a + at, sizeof left);
    memcpy(&right, b + at, sizeof right);
    if (left != right || at == last)
      return left == right;
  }
}

/* Whether the key begins with the code and a slash. */
static inline bool ec_key_begins(const struct ec_mo_entry *entry, const char *code, size_t len)
{
  return entry->key_len > len && entry->key[len] == '/' &&
         ec_code_same_bytes(entry->key, code, len);
}

/* Splits a key that begins with this code, which another one was split into; false, too, when it
 * begins otherwise. */
static inline bool ec_key_split_of(const struct ec_mo_entry *entry, const char *code, size_t len,
                                   struct ec_key *key)
{
  if (!len || !ec_key_begins(entry, code, len))
    return false;
  const char *field = entry->key + len + 1;
  const char *end = memchr(field, '\004', entry->key_len - len - 1);
  if (end)
    *key = (struct ec_key){entry->key, field, end + 1, len, (size_t)(end - field)};
  return end != NULL;
}

static inline bool ec_key_is(const struct ec_key *key, const char *field)
{
  size_t len = strlen(field);
  return key->field_len == len && memcmp(key->field, field, len) == 0;
}

/* Whether code[0..len) is [A-Za-z0-9][A-Za-z0-9_.:-]*, at most ERRCAT_CODE_MAX bytes. */
bool ec_code_ok(const char *code, size_t len);

/* "en" when the catalog has the metadata of a source catalog, else NULL. */
const char *ec_codes_source_of(const struct ec_mo *mo);

/* Reads and checks the metadata of a source catalog. `mo` must live as long as the codes, which
 * are to be closed whether this succeeds or not; but for details, all that stays is the arena's.
 * E_FORMAT, E_METADATA (the detail names the entry), E_LIMIT (codes made to share their hashes),
 * E_NOMEM. */
errcat_status ec_codes_read(struct ec_codes *codes, const struct ec_mo *mo, struct ec_arena *arena,
                            struct errcat_error *err);

/* What can be known without a source catalog: the codes that any of the catalogs has a message
 * for, with status 500 and nothing declared. The catalogs must live as long as the codes. E_NOMEM,
 * E_LIMIT. */
errcat_status ec_codes_collect(struct ec_codes *codes, const struct ec_mo *const *catalogs,
                               size_t count, struct ec_arena *arena);

/* Makes the table from `count` codes of `sorted`, and sorts these, too: what reading and collecting
 * end with. Of several alike the first counts when there is no source. E_METADATA, E_LIMIT,
 * E_NOMEM. */
errcat_status ec_codes_index(struct ec_codes *codes, size_t count, struct ec_arena *arena,
                             struct errcat_error *err);
/* When all catalogs are judged: gives back what only this needs. */
void ec_codes_settle(struct ec_codes *codes);
void ec_codes_close(struct ec_codes *codes);

/* The code by its canonical or wire form; the foreign prefix that a code begins with. NULL when
 * there is none. */
const struct ec_code *ec_codes_find(const struct ec_codes *codes, const char *code, size_t len);
const struct ec_code *ec_codes_foreign(const struct ec_codes *codes, const char *code, size_t len);

static inline bool ec_code_is(const struct ec_code *code, const char *text, size_t len)
{
  return code->code_len == len && ec_code_same_bytes(code->code, text, len);
}

/* Whether a code has this place. */
static inline bool ec_codes_taken(const struct ec_codes *codes, size_t place)
{
  return codes->tags[place] && !codes->heads[place].alias;
}

/* The i-th code in ascending order. */
static inline const struct ec_code *ec_codes_at(const struct ec_codes *codes, size_t i)
{
  return &codes->list[codes->order[i]];
}

static inline size_t ec_codes_place(const struct ec_codes *codes, const struct ec_code *code)
{
  return (size_t)(code - codes->list);
}

/* The source text of an entry "CODE/FIELD\4TEXT" of the code, given as its `message` or
 * `remediation`; NULL for 0. */
const char *ec_codes_source_text(const struct ec_codes *codes, const struct ec_code *code,
                                 uint32_t entry);

/* The details of a code of the list, put together when they are first asked for, by whichever
 * thread asks, and kept. NULL when out of memory; the next call tries again. */
const struct ec_details *ec_codes_details(const struct ec_codes *codes, const struct ec_code *code);
/* The same for the caller alone, who releases the block to `mem`. */
struct ec_details *ec_codes_describe(const struct ec_codes *codes, const struct ec_code *code,
                                     const struct errcat_allocator *mem);
/* How many arguments the code declares. */
size_t ec_codes_arg_count(const struct ec_codes *codes, const struct ec_code *code);

#endif
