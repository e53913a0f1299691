/* SPDX-License-Identifier: MIT */
#ifndef EC_PO_H
#define EC_PO_H

/* A .po file as it is, byte for byte, and what it says. Knows the syntax of PO files as the manual
 * of GNU gettext describes it and msgcat reads it, the charset of the header, where every byte of
 * every string stands in the file, and how to change a string and leave all else alone; refuses to
 * know what a context means, and which translation is good. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errcat.h"
#include "place.h"
#include "pool.h"

enum {
  EC_PO_MAX = 67108864,   /* bytes of a file (64 MiB) */
  EC_PO_FAULTS_MAX = 100, /* that are told, of those that there are */
  EC_PO_FAULT_ARGS_MAX = 3
};

/* A string of one or several quoted lines. `text` is what it says: escapes undone, the lines
 * joined, in well-formed UTF-8 (U+FFFD for what the charset does not have, which is a fault), with
 * a NUL behind it; it may hold NULs itself, which is a fault too. NULL: it is not there. */
struct ec_po_string {
  const char *text;
  uint32_t len;
  uint32_t begin, end; /* in the file: from its first quote to behind its last one */
};

enum ec_po_comment_kind {
  EC_PO_TRANSLATOR, /* "# " */
  EC_PO_EXTRACTED,  /* "#." */
  EC_PO_REFERENCE,  /* "#:" */
  EC_PO_FLAG,       /* "#,", or "#!", which is the same */
  EC_PO_STICKY_FLAG /* "#=", which newer versions of gettext write */
};
struct ec_po_comment {
  const char *text;    /* in UTF-8, without what marks it and the blanks around it */
  uint32_t begin, end; /* of that in the file */
  enum ec_po_comment_kind kind;
};

/* What an entry once was: "#|". */
struct ec_po_previous {
  struct ec_po_string context, id, id_plural;
};

/* An entry has an id and at least one translation: what lacks one is a fault, and not here. There
 * are many of them, so that offsets, none of which is above EC_PO_MAX, have 32 bits. */
struct ec_po_entry {
  uint32_t begin, end; /* from the line of its first comment to behind its last string */
  uint32_t keyword;    /* where its first keyword stands: msgctxt, or else msgid */
  bool obsolete;       /* "#~" */
  bool fuzzy;
  const char *domain; /* of the keyword "domain" above it; NULL: there is none, as nearly always */
  const struct ec_po_comment *comments;
  struct ec_po_string context, id, id_plural;
  const struct ec_po_previous *previous;   /* NULL: nothing is said of it */
  const struct ec_po_string *translations; /* msgstr, or msgstr[0] and so on */
  uint32_t comment_count, translation_count;
};

/* The arguments: what stands there, of po.bad-escape, po.keyword, po.no-string, po.order and
 * po.stray; what is missing, of po.no-translation; "U+0000" or "U+0004", of po.nul, for gettext
 * keeps contexts apart by the other one; the byte, "0xE9", and the charset, of po.bad-bytes; the
 * charset or "none", of po.charset. */
struct ec_po_fault {
  const char *code; /* of a text of the tool: po.… */
  size_t offset;    /* in the file */
  struct errcat_arg args[EC_PO_FAULT_ARGS_MAX];
  size_t arg_count;
};

struct ec_po {
  const char *bytes; /* of the file, borrowed */
  size_t len;
  struct ec_pool *pool;
  const char *charset;               /* of the header, as written; "UTF-8" without one */
  const struct ec_po_entry *header;  /* the entry without context and with an empty id, or NULL */
  const struct ec_po_entry *entries; /* all, in the order of the file; the header too */
  size_t entry_count;
  const struct ec_po_fault *faults;    /* in the order of their places */
  size_t fault_count;                  /* of them, at most EC_PO_FAULTS_MAX */
  size_t faults_found;                 /* all */
  struct ec_po_conversion *conversion; /* private */
};

/* Reads `len` bytes, which must outlive it, as all that it holds lives as long as the pool. After a
 * fault it goes on with the next line that can begin something, so that the entries around are
 * there. */
void ec_po_read(struct ec_po *po, struct ec_pool *pool, const char *bytes, size_t len);

/* The value of a line of the header, such as "Language", without blanks around it; NULL when there
 * is none. *string, which may be NULL, gets the msgstr, and *at where in it the value begins. */
const char *ec_po_field(const struct ec_po *po, const char *name,
                        const struct ec_po_string **string, size_t *at);

/* Whether the entry has the flag, such as "c-format". Of several lines of flags the last one
 * counts, as it does to gettext. */
bool ec_po_flag(const struct ec_po_entry *entry, const char *flag);

/* Where the byte `at` of a string's text stands in the file: that byte, the character that it is
 * converted from, or the backslash of the escape that it comes of. `at` == len is the quote behind
 * it. Reads the string once more, up to there, or from where the last question about it came to. */
size_t ec_po_offset(const struct ec_po *po, const struct ec_po_string *string, size_t at);

/* Line and column, in bytes, of an offset; a CRLF and a lone LF end a line. A byte order mark is
 * not counted. */
struct ec_place ec_po_place(struct ec_po *po, size_t offset);

/* A change of a string's text: bytes `begin` to `end` of it become `text`. Both are between
 * characters. */
struct ec_po_edit {
  const struct ec_po_string *string;
  size_t begin, end;
  const char *text; /* UTF-8 */
};

/* Adds to `out` the file with these changes, which must not overlap and may come in any order; all
 * other bytes are as they were. A change keeps the lines of the string as they are, escapes what
 * must be, and is written in the charset of the file; new text stands where the first byte that it
 * replaces stood. False when it cannot be written, and *failed is the edit then: the charset lacks
 * a character, no charset is named and the text is not ASCII, or a bad escape or byte stands right
 * before it, which the new text would complete. */
bool ec_po_write(const struct ec_po *po, const struct ec_po_edit *edits, size_t count,
                 struct ec_string *out, const struct ec_po_edit **failed);

#endif
