/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

static const char *const words[] = {"domain", "msgctxt", "msgid", "msgid_plural", "msgstr", ""};

const char *ec_po_shown(struct ec_po_reader *r, const struct ec_po_token *token)
{
  return token->word == EC_PO_UNKNOWN || token->indexed ? ec_po_quote(r, token->begin, token->end)
                                                        : words[token->word];
}

void ec_po_order(struct ec_po_reader *r, size_t at, const char *what)
{
  if (!r->broken)
    ec_po_tell_arg(r, "po.order", at, what);
}

/* ------------------------------------------------------------------- strings */

void ec_po_close_string(struct ec_po_reader *r)
{
  struct ec_po_string *slot = r->slot;
  r->slot = NULL;
  if (!slot || (slot == &r->skipped && !r->slot_any))
    return;
  if (r->slot_any) {
    ec_po_end_string(r, slot);
    if (slot == &r->domain_string)
      r->domain = slot->text;
    return;
  }
  ec_po_tell_arg(r, "po.no-string", r->slot_token.begin, ec_po_shown(r, &r->slot_token));
  *slot = (struct ec_po_string){.text = ""};
  r->broken = r->broken || slot != &r->domain_string;
}

void ec_po_open_string(struct ec_po_reader *r, struct ec_po_string *slot,
                       const struct ec_po_token *token)
{
  r->slot = slot;
  r->slot_token = *token;
  r->slot_previous = r->previous;
  r->slot_obsolete = r->obsolete;
  r->slot_any = false;
  r->text_len = 0;
}

/* -------------------------------------------------------------------- entries */

void ec_po_begin_entry(struct ec_po_reader *r, size_t at)
{
  if (r->begun)
    return;
  r->begun = true;
  r->entry.begin = (uint32_t)(r->line_begin >= r->last_end ? r->line_begin : at);
  r->entry.obsolete = r->obsolete;
}

static void forget_entry(struct ec_po_reader *r)
{
  r->entry = (struct ec_po_entry){0};
  r->was = (struct ec_po_previous){0};
  r->begun = r->keywords = r->past_id = r->broken = false;
  r->comment_count = r->translation_count = r->expected = 0;
}

/* As gettext does: a line of flags takes back what the one before said. */
static bool is_fuzzy(const struct ec_po_reader *r)
{
  for (size_t i = r->comment_count; i; i--)
    if (r->comments[i - 1].kind == EC_PO_FLAG)
      return ec_po_has_flag(r->comments[i - 1].text, "fuzzy");
  return false;
}

static const void *keep(struct ec_po_reader *r, const void *array, size_t len)
{
  return len ? memcpy(ec_pool_take(r->po->pool, len, 1), array, len) : NULL;
}

static void keep_entry(struct ec_po_reader *r)
{
  struct ec_po_entry *entry = &r->entry;
  const bool header = !entry->context.text && !entry->id.len && !entry->obsolete;
  r->last_end = entry->end;
  if (r->prescan) {
    r->stop = header;
    return;
  }
  entry->fuzzy = is_fuzzy(r);
  entry->domain = r->domain;
  if (r->was.context.text || r->was.id.text || r->was.id_plural.text)
    entry->previous = keep(r, &r->was, sizeof r->was);
  entry->comment_count = (uint32_t)r->comment_count;
  entry->comments = keep(r, r->comments, r->comment_count * sizeof *r->comments);
  entry->translation_count = (uint32_t)r->translation_count;
  entry->translations = keep(r, r->translations, r->translation_count * sizeof *r->translations);
  r->entries = ec_pool_grow(r->po->pool, r->entries, r->entry_count, &r->entry_size, sizeof *entry);
  if (header && r->header == SIZE_MAX)
    r->header = r->entry_count;
  r->entries[r->entry_count++] = *entry;
}

void ec_po_end_entry(struct ec_po_reader *r)
{
  const struct ec_po_entry *entry = &r->entry;
  ec_po_close_string(r);
  if (!r->begun)
    return;
  r->entry.end = (uint32_t)r->token_end;
  if (r->keywords && !r->broken && !r->translation_count)
    ec_po_tell_arg(r, "po.no-translation", entry->keyword,
                   !entry->id.text         ? "msgid"
                   : entry->id_plural.text ? "msgstr[0]"
                                           : "msgstr");
  else if (!r->keywords && r->was.id.text)
    ec_po_order(r, r->previous_keyword, "#|");
  else if (r->keywords && !r->broken)
    keep_entry(r);
  if (!r->stop)
    forget_entry(r);
}
