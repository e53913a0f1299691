/* SPDX-License-Identifier: MIT */
#include "po_reader.h"

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static void end_line(struct ec_po_reader *r)
{
  r->p++;
  r->blank = r->blank || !r->used;
  r->used = r->obsolete = r->previous = false;
  r->line_begin = (size_t)(r->p - r->po->bytes);
}

/* "#~", "#|" and "#~|" are not tokens: they say what the rest of the line is. */
static bool skip_marker(struct ec_po_reader *r)
{
  if (r->end - r->p < 2 || (r->p[1] != '~' && r->p[1] != '|'))
    return false;
  r->obsolete = r->obsolete || r->p[1] == '~';
  r->previous = r->previous || r->p[1] == '|';
  r->p += 2;
  if (r->p[-1] == '~' && r->p < r->end && *r->p == '|') {
    r->previous = true;
    r->p++;
  }
  return true;
}

bool ec_po_next(struct ec_po_reader *r)
{
  while (r->p < r->end) {
    if (is_blank(*r->p))
      r->p++;
    else if (*r->p == '\n')
      end_line(r);
    else if (ec_po_joins(r->p, r->end))
      r->p += 2;
    else if (*r->p != '#' || !skip_marker(r))
      return true;
  }
  return false;
}

bool ec_po_is_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* What stands between "[" and "]". */
static bool scan_number(struct ec_po_reader *r, size_t *index)
{
  bool any = false;
  r->p++;
  ec_po_next(r);
  for (*index = 0; r->p < r->end && is_digit(*r->p); any = true, r->p++)
    *index = *index < 1000 ? *index * 10 + (size_t)(*r->p - '0') : *index;
  return any && ec_po_next(r) && *r->p == ']';
}

/* "[0]" behind msgstr. */
static void scan_index(struct ec_po_reader *r, struct ec_po_token *token)
{
  if (r->end - r->p >= 2 && r->p[0] == ' ' && r->p[1] == '"')
    return; /* as nearly always */
  const struct ec_po_reader before = *r;
  if (!ec_po_next(r) || *r->p != '[') {
    *r = before;
    return;
  }
  const size_t open = (size_t)(r->p - r->po->bytes);
  token->indexed = true;
  if (scan_number(r, &token->index)) {
    r->p++;
  } else {
    for (; r->p < r->end && (unsigned char)*r->p > ' ' && *r->p != '"'; r->p++)
      continue;
    token->index = SIZE_MAX;
    ec_po_tell_arg(r, "po.stray", open, ec_po_quote(r, open, (size_t)(r->p - r->po->bytes)));
  }
  r->used = true;
  token->end = (size_t)(r->p - r->po->bytes);
}

void ec_po_scan_word(struct ec_po_reader *r, struct ec_po_token *token)
{
  static const char *const words[] = {"domain", "msgctxt", "msgid", "msgid_plural", "msgstr"};
  const char *begin = r->p;
  while (r->p < r->end && (ec_po_is_word(*r->p) || is_digit(*r->p)))
    r->p++;
  const size_t len = (size_t)(r->p - begin), at = (size_t)(begin - r->po->bytes);
  *token = (struct ec_po_token){.word = EC_PO_UNKNOWN, .begin = at, .end = at + len};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == len && memcmp(words[i], begin, len) == 0)
      token->word = (enum ec_po_word)i;
  if (token->word == EC_PO_MSGSTR)
    scan_index(r, token);
}

void ec_po_skip_line(struct ec_po_reader *r)
{
  const char *feed = memchr(r->p, '\n', (size_t)(r->end - r->p));
  r->p = feed ? feed : r->end;
}

/* Goes to the end of the comment, which is that of its line unless lines are joined. */
static bool skip_comment(struct ec_po_reader *r)
{
  const char *begin = r->p;
  bool joined = false;
  ec_po_skip_line(r);
  while (r->p < r->end && r->p > begin && r->p[-1] == '\\') {
    /* Whether it is a backslash is seen from the left alone. */
    const char *p = begin;
    while (p < r->p - 1)
      p += ec_po_step(r->pairs, p, r->end);
    if (p != r->p - 1)
      break;
    joined = true;
    begin = ++r->p;
    ec_po_skip_line(r);
  }
  return joined;
}

static void add_joined(struct ec_po_reader *r, const char *begin, const char *end)
{
  char *out = ec_po_room(r, (size_t)(end - begin));
  for (const char *p = begin; p < end;) {
    size_t step = ec_po_step(r->pairs, p, end);
    if (ec_po_joins(p, end)) {
      p += 2;
      continue;
    }
    for (; step; step--)
      out[r->text_len++] = *p++;
  }
}

/* Where the byte `at` of a comment with joined lines stands. */
static size_t joined_offset(struct ec_po_reader *r, const char *begin, const char *end, size_t at)
{
  const char *p = begin;
  while (p < end) {
    const size_t step = ec_po_step(r->pairs, p, end);
    if (ec_po_joins(p, end)) {
      p += 2;
      continue;
    }
    if (at < step)
      break;
    at -= step;
    p += step;
  }
  return (size_t)(p - r->po->bytes) + at;
}

static enum ec_po_comment_kind kind_of(const char *p, const char *end)
{
  switch (p < end ? *p : '\0') {
  case '.':
    return EC_PO_EXTRACTED;
  case ':':
    return EC_PO_REFERENCE;
  case ',':
  case '!':
    return EC_PO_FLAG;
  case '=':
    return EC_PO_STICKY_FLAG;
  default:
    return EC_PO_TRANSLATOR;
  }
}

static void tell_bytes(struct ec_po_reader *r, const char *begin, const char *end, size_t bad)
{
  if (bad != SIZE_MAX) {
    const size_t at = joined_offset(r, begin, end, bad);
    /* The second byte of a character of Big5 or GBK joins lines, as gettext reads what stands
     * before the header; to everybody else it is a character. */
    if (!ec_po_joins(r->po->bytes + at + 1, end))
      ec_po_tell_bytes(r, at, (unsigned char)r->po->bytes[at]);
  }
  const char *nul = memchr(begin, '\0', (size_t)(end - begin));
  if (nul)
    ec_po_tell_arg(r, "po.nul", (size_t)(nul - r->po->bytes), "U+0000");
}

void ec_po_scan_comment(struct ec_po_reader *r, struct ec_po_comment *comment)
{
  const char *begin = ++r->p;
  r->pairs = ec_po_pairs_at(r->conversion, (size_t)(begin - r->po->bytes));
  comment->kind = kind_of(begin, r->end);
  const bool joined = skip_comment(r);
  const char *end = r->p;
  if (comment->kind != EC_PO_TRANSLATOR)
    begin++;
  while (begin < end && is_blank(*begin))
    begin++;
  while (end > begin && is_blank(end[-1]))
    end--;
  comment->begin = (uint32_t)(begin - r->po->bytes);
  comment->end = (uint32_t)(end - r->po->bytes);
  const size_t len = (size_t)(end - begin);
  r->text_len = 0;
  if (joined) {
    add_joined(r, begin, end);
  } else {
    memcpy(ec_po_room(r, len), begin, len);
    r->text_len = len;
  }
  tell_bytes(r, begin, end, ec_po_convert(r));
  comment->text = ec_po_take(r, NULL);
}
