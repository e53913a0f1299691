/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

/* The grammar, of which each token may stand on a line of its own or not:

     file     = { comment | domain | entry }
     domain   = "domain" string
     entry    = { comment } [ previous ] [ "msgctxt" strings ] "msgid" strings
                ( "msgstr" strings | "msgid_plural" strings "msgstr[0]" strings … )
     previous = "#|" of [ "msgctxt" strings ] "msgid" strings [ "msgid_plural" strings ]

   All lines of an entry begin with "#~", or none does; comments need not.

   Recovery: what cannot stand where it stands is told and passed over, with its strings. An entry
   of which something is missing then is not there, and no more is told of it. */

/* ------------------------------------------------------------------- strings */

/* Strings that belong to nothing are read, for what is wrong in them, and forgotten. */
static void skip_strings(struct ec_po_reader *r, const struct ec_po_token *token)
{
  ec_po_open_string(r, &r->skipped, token);
}

static void lone_string(struct ec_po_reader *r, size_t begin)
{
  const struct ec_po_token token = {.word = EC_PO_UNKNOWN, .begin = begin, .end = begin};
  ec_po_order(r, begin, "\"…\"");
  ec_po_close_string(r);
  /* It may be the rest of what a comment came between. */
  r->broken = r->broken || (r->keywords && !r->translation_count);
  skip_strings(r, &token);
}

static void on_string(struct ec_po_reader *r)
{
  const size_t begin = (size_t)(r->p - r->po->bytes);
  const bool known = r->slot && r->slot != &r->skipped;
  if (!r->slot || (known && r->previous != r->slot_previous) ||
      (r->slot == &r->domain_string && r->slot_any))
    lone_string(r, begin);
  else if (known && r->obsolete != r->slot_obsolete)
    ec_po_order(r, begin, "\"…\"");
  if (!r->slot_any)
    r->slot->begin = (uint32_t)begin;
  r->slot_any = true;
  ec_po_scan_string(r);
  r->token_end = (size_t)(r->p - r->po->bytes);
  r->slot->end = (uint32_t)r->token_end;
}

/* ------------------------------------------------------------------- keywords */

/* Whether the keyword, which can be the first one of an entry, is that of another entry. */
static bool is_another(struct ec_po_reader *r, const struct ec_po_token *token)
{
  if (r->past_id)
    return true;
  if (!r->keywords)
    return false;
  if (r->obsolete != r->entry.obsolete || r->blank || token->word == EC_PO_DOMAIN)
    return true;
  if (token->word == EC_PO_MSGCTXT || !r->entry.id.text)
    return r->broken && r->entry.id.text;
  ec_po_order(r, token->begin, "msgid");
  r->broken = true;
  return true;
}

static void first_keyword(struct ec_po_reader *r, const struct ec_po_token *token)
{
  ec_po_begin_entry(r, token->begin);
  if (r->keywords) {
    if (r->obsolete != r->entry.obsolete)
      ec_po_order(r, token->begin, ec_po_shown(r, token));
    return;
  }
  r->keywords = true;
  r->entry.keyword = (uint32_t)token->begin;
  if (!r->was.id.text && (r->was.context.text || r->was.id_plural.text))
    ec_po_order(r, r->previous_keyword, "#|");
  else if (r->was.id.text && r->entry.obsolete != r->obsolete)
    ec_po_order(r, token->begin, ec_po_shown(r, token));
  r->entry.obsolete = r->obsolete;
}

/* Where the strings of the keyword belong; NULL: it cannot stand here. */
static struct ec_po_string *place_of(struct ec_po_reader *r, const struct ec_po_token *token)
{
  struct ec_po_entry *entry = &r->entry;
  switch (token->word) {
  case EC_PO_MSGCTXT:
    return entry->context.text || entry->id.text ? NULL : &entry->context;
  case EC_PO_MSGID:
    return entry->id.text ? NULL : &entry->id;
  case EC_PO_MSGID_PLURAL:
    return !entry->id.text || entry->id_plural.text || r->translation_count ? NULL
                                                                            : &entry->id_plural;
  default:
    return NULL;
  }
}

/* The same of msgstr. One that is there instead of what should be is taken all the same. */
static struct ec_po_string *translation_place(struct ec_po_reader *r,
                                              const struct ec_po_token *token)
{
  const bool plural = r->entry.id_plural.text != NULL, first = !r->translation_count;
  if (!r->entry.id.text || (!first && !(plural && token->indexed)))
    return NULL;
  if (plural != token->indexed || (token->index != r->expected && token->index != SIZE_MAX))
    ec_po_order(r, token->begin, ec_po_shown(r, token));
  r->expected = (token->index == SIZE_MAX ? r->expected : token->index) + 1;
  r->translations = ec_pool_grow(r->po->pool, r->translations, r->translation_count,
                                 &r->translation_size, sizeof *r->translations);
  struct ec_po_string *slot = &r->translations[r->translation_count++];
  *slot = (struct ec_po_string){0};
  return slot;
}

static void on_domain(struct ec_po_reader *r, const struct ec_po_token *token)
{
  r->domain_string = (struct ec_po_string){0};
  ec_po_open_string(r, &r->domain_string, token);
}

/* Whether it stands on the line of a string, which it tears in two, or is what stands behind it. */
static bool behind_string(const struct ec_po_reader *r)
{
  return r->used && r->keywords;
}

static bool tears_string(const struct ec_po_reader *r)
{
  const char *feed = memchr(r->p, '\n', (size_t)(r->end - r->p));
  const char *end = feed ? feed : r->end;
  return behind_string(r) && memchr(r->p, '"', (size_t)(end - r->p));
}

static void on_unknown(struct ec_po_reader *r, const struct ec_po_token *token)
{
  ec_po_tell_arg(r, "po.keyword", token->begin, ec_po_shown(r, token));
  if (behind_string(r) && !tears_string(r)) {
    skip_strings(r, token);
    ec_po_skip_line(r);
    return;
  }
  if (r->translation_count && !r->used)
    ec_po_end_entry(r);
  ec_po_begin_entry(r, token->begin);
  r->keywords = r->broken = true;
  r->past_id = r->entry.id.text != NULL;
  skip_strings(r, token);
  /* With no string behind it, it is the first of several words. */
  if (r->end - r->p > 1 && *r->p == ' ' && ec_po_is_word(r->p[1]))
    ec_po_skip_line(r);
}

/* Of a "#|" line. */
static void on_previous(struct ec_po_reader *r, const struct ec_po_token *token)
{
  struct ec_po_entry *entry = &r->entry;
  struct ec_po_string *slot = NULL;
  if (r->translation_count)
    ec_po_end_entry(r);
  ec_po_begin_entry(r, token->begin);
  if (!r->keywords && !r->was.id_plural.text) {
    if (token->word == EC_PO_MSGCTXT && !r->was.context.text && !r->was.id.text)
      slot = &r->was.context;
    else if (token->word == EC_PO_MSGID && !r->was.id.text)
      slot = &r->was.id;
    else if (token->word == EC_PO_MSGID_PLURAL && r->was.id.text)
      slot = &r->was.id_plural;
  }
  if (!r->was.id.text)
    entry->obsolete = r->obsolete;
  r->previous_keyword = token->begin;
  if (!slot)
    ec_po_order(r, token->begin, ec_po_shown(r, token));
  if (slot)
    ec_po_open_string(r, slot, token);
  else
    skip_strings(r, token);
}

/* A keyword that cannot stand where it stands. What the entry is about is not known then, unless
   that has been read already. */
static void misplaced(struct ec_po_reader *r, const struct ec_po_token *token)
{
  ec_po_order(r, token->begin, ec_po_shown(r, token));
  r->broken = r->broken || !r->entry.id.text || token->word == EC_PO_MSGCTXT;
}

static void on_keyword(struct ec_po_reader *r, const struct ec_po_token *token)
{
  const bool apart = r->blank || r->obsolete != r->entry.obsolete;
  if (token->word <= EC_PO_MSGID ? is_another(r, token)
                                 : r->translation_count && apart && !token->indexed)
    ec_po_end_entry(r);
  if (r->stop)
    return;
  if (token->word == EC_PO_DOMAIN) {
    on_domain(r, token);
    return;
  }
  first_keyword(r, token);
  struct ec_po_string *slot =
      token->word == EC_PO_MSGSTR ? translation_place(r, token) : place_of(r, token);
  r->past_id = r->past_id || token->word > EC_PO_MSGID;
  if (slot) {
    ec_po_open_string(r, slot, token);
  } else {
    misplaced(r, token);
    skip_strings(r, token);
  }
}

static void on_word(struct ec_po_reader *r)
{
  struct ec_po_token token;
  ec_po_close_string(r);
  ec_po_scan_word(r, &token);
  if (token.word == EC_PO_UNKNOWN)
    on_unknown(r, &token);
  else if (r->previous)
    on_previous(r, &token);
  else
    on_keyword(r, &token);
  r->token_end = token.end; /* now: one that begins an entry has ended the one before */
}

/* ----------------------------------------------------------------- other tokens */

static void on_comment(struct ec_po_reader *r)
{
  const size_t at = (size_t)(r->p - r->po->bytes);
  ec_po_close_string(r);
  if (r->translation_count || (r->keywords && (r->blank || r->broken)))
    ec_po_end_entry(r);
  if (r->stop)
    return;
  ec_po_begin_entry(r, at);
  if (r->keywords || r->previous || r->was.context.text || r->was.id.text)
    ec_po_order(r, at, "#");
  r->comments = ec_pool_grow(r->po->pool, r->comments, r->comment_count, &r->comment_size,
                             sizeof *r->comments);
  ec_po_scan_comment(r, &r->comments[r->comment_count++]);
}

static void on_stray(struct ec_po_reader *r)
{
  const char *p = r->p;
  const size_t at = (size_t)(p - r->po->bytes);
  const struct ec_po_token token = {.word = EC_PO_UNKNOWN, .begin = at, .end = at};
  ec_po_close_string(r);
  do
    p++; /* a control character is told of, too */
  while (p < r->end && (unsigned char)*p > ' ' && *p != '"');
  if (!*r->p)
    ec_po_tell_arg(r, "po.nul", at, "U+0000");
  else
    ec_po_tell_arg(r, "po.stray", at, ec_po_quote(r, at, (size_t)(p - r->po->bytes)));
  r->broken = r->broken || tears_string(r);
  ec_po_skip_line(r);
  skip_strings(r, &token);
}

void ec_po_parse(struct ec_po_reader *r)
{
  while (!r->stop && ec_po_next(r)) {
    if (*r->p == '#')
      on_comment(r);
    else if (*r->p == '"')
      on_string(r);
    else if (ec_po_is_word(*r->p))
      on_word(r);
    else
      on_stray(r);
    r->used = true;
    r->blank = false;
  }
  if (!r->stop)
    ec_po_end_entry(r);
}
