/* SPDX-License-Identifier: MIT */

/* The entries of a catalog, those that are alike found by sorting: by the hashes of context and id,
 * and by what they are where hashes are the same, so that no file takes long, whatever is in it.
 * Both contexts of a code have the same hash but for its last bit, which makes them neighbours. */

#include <stdlib.h>
#include <string.h>

#include "lint_catalog.h"

uint64_t ec_lint_hash(uint64_t begin, const char *bytes, size_t len)
{
  const uint64_t prime = 1099511628211u;
  uint64_t hash = begin ^ 14695981039346656037u, eight;
  for (; len >= sizeof eight; bytes += sizeof eight, len -= sizeof eight) {
    memcpy(&eight, bytes, sizeof eight);
    hash = (hash ^ eight) * prime;
    hash ^= hash >> 29;
  }
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)bytes[i]) * prime;
  return hash ^ (hash >> 32);
}

static int compare_strings(const struct ec_po_string *a, const struct ec_po_string *b)
{
  if (!a->text || !b->text)
    return (a->text != NULL) - (b->text != NULL);
  const size_t len = a->len < b->len ? a->len : b->len;
  const int order = memcmp(a->text, b->text, len);
  return order ? order : (a->len > b->len) - (a->len < b->len);
}

static int compare_hashes(uint64_t a, uint64_t b)
{
  return (a > b) - (a < b);
}

static int compare_contexts(const struct ec_lint_item *x, const struct ec_lint_item *y)
{
  const int order = compare_hashes(x->context_hash, y->context_hash);
  return order ? order : compare_strings(&x->entry->context, &y->entry->context);
}

static int compare_ids(const struct ec_lint_item *x, const struct ec_lint_item *y)
{
  const int order = compare_hashes(x->id_hash, y->id_hash);
  return order ? order : compare_strings(&x->entry->id, &y->entry->id);
}

/* What is sorted: with the hash, which is nearly always enough, at hand. */
struct key {
  uint64_t context_hash;
  struct ec_lint_item *item;
};

static int compare_keys(const void *a, const void *b)
{
  const struct key *one = a, *other = b;
  const struct ec_lint_item *x = one->item, *y = other->item;
  int order = compare_hashes(one->context_hash, other->context_hash);
  if (!order)
    order = compare_contexts(x, y);
  if (!order)
    order = compare_ids(x, y);
  return order ? order : (x > y) - (x < y);
}

/* Of entries with one context, which stand side by side: who is like whom. Returns the first of
 * them in the file. */
static const struct ec_lint_item *link_context(const struct key *sorted, size_t count)
{
  const struct ec_lint_item *first = sorted[0].item, *same = first;
  for (size_t i = 1; i < count; i++)
    if (sorted[i].item < first)
      first = sorted[i].item;
  for (size_t i = 0; i < count; i++) {
    struct ec_lint_item *item = sorted[i].item;
    if (compare_ids(same, item) != 0)
      same = item;
    if (item != same)
      item->same = same;
    if (same != first && compare_ids(first, same) != 0)
      item->other = first;
  }
  return first;
}

static bool has_same_context(const struct key *a, const struct key *b)
{
  return a->context_hash == b->context_hash && compare_contexts(a->item, b->item) == 0;
}

static void link_items(const struct key *sorted, size_t count)
{
  const struct ec_lint_item *before = NULL;
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && has_same_context(&sorted[i], &sorted[end]);)
      end++;
    const struct ec_lint_item *first = link_context(sorted + i, end - i);
    const bool follows = before && before->code && first->code && !before->is_remediation &&
                         first->is_remediation && strcmp(before->code, first->code) == 0;
    for (size_t k = i; follows && k < end; k++)
      sorted[k].item->message = before;
    before = first;
  }
}

static void read_item(struct ec_lint *lint, const struct ec_po_entry *entry,
                      struct ec_lint_item *item)
{
  *item = (struct ec_lint_item){.entry = entry};
  item->code = ec_lint_code(lint->scratch, &entry->context, &item->is_remediation);
  item->id_hash = ec_lint_hash(0, entry->id.text, entry->id.len);
  if (item->code)
    item->context_hash = (ec_lint_hash(0, item->code, strlen(item->code)) & ~(uint64_t)1) |
                         (item->is_remediation ? 1 : 0);
  else if (entry->context.text)
    item->context_hash = ec_lint_hash(0, entry->context.text, entry->context.len);
}

void ec_lint_items_read(struct ec_lint *lint, const struct ec_lint_file *file,
                        struct ec_lint_items *items)
{
  const struct ec_po *po = &file->po;
  struct key *sorted = ec_pool_take(lint->scratch, po->entry_count + 1, sizeof *sorted);
  *items = (struct ec_lint_items){
      .items = ec_pool_alloc(lint->scratch, po->entry_count + 1, sizeof *items->items)};
  for (size_t i = 0; i < po->entry_count; i++) {
    const struct ec_po_entry *entry = &po->entries[i];
    if (entry->obsolete || !entry->id.text)
      continue;
    struct ec_lint_item *item = &items->items[items->count];
    read_item(lint, entry, item);
    items->coded += item->code != NULL;
    sorted[items->count++] = (struct key){item->context_hash, item};
  }
  if (items->count)
    qsort(sorted, items->count, sizeof *sorted, compare_keys);
  link_items(sorted, items->count);
}
