/* SPDX-License-Identifier: MIT */
#ifndef EC_PO_READER_H
#define EC_PO_READER_H

/* What the parts of the .po reader share: where it is in the file, the entry that it is in, and the
 * charset. Knows nothing that po.h does not say; refuses to be included by anything but po*.c.

     po.c          questions to what was read
     po_parse.c    which token may follow which, recovery
     po_entry.c    the entry and the string that it is in
     po_scan.c     blanks, markers, keywords, comments
     po_string.c   strings and escapes
   po_steps.c    the way back from a byte of a text to the file
     po_charset.c  conversion
     po_write.c    changes

   Whatever reads a PO file must know its charset before it can tell a backslash from the second
   byte of a character, and the charset stands in the file. So the file is read up to the header
   first, byte by byte as gettext does until then, and then once more. */

#include <iconv.h>
#include <string.h>

#include "po.h"

/* Where a charset has characters of two bytes whose second byte may be ASCII. */
enum ec_po_pairs { EC_PO_NO_PAIRS, EC_PO_PAIRS, EC_PO_PAIRS_SHIFT_JIS };

struct ec_po_conversion {
  const char *name; /* for iconv; NULL: it is UTF-8, or is read as if it were */
  bool known;       /* false: the charset cannot be told, which is said once */
  bool told;        /* the header has it; else nothing but ASCII can be written */
  bool keeps_ascii; /* false: iconv makes other characters of some ASCII ones, as of the backslash
                       of Shift_JIS. Here those bytes are ASCII, as they are to programs */
  enum ec_po_pairs pairs;
  size_t from;           /* before this offset pairs are not looked for, as the header is there */
  const uint32_t *lines; /* where each begins; made when the first place is asked for */
  size_t line_count;
  struct ec_po_steps *last; /* where the last question came to, from where the next one may go on */
};

/* Where the file begins, behind a byte order mark. */
static inline size_t ec_po_begin(const struct ec_po *po)
{
  return po->len >= 3 && memcmp(po->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Bytes of the character at p, as far as it matters: 2 when its second byte must not be looked
 * at. */
static inline size_t ec_po_step(enum ec_po_pairs pairs, const char *p, const char *end)
{
  const unsigned char lead = (unsigned char)*p;
  if (pairs == EC_PO_NO_PAIRS || lead < 0x81 || lead == 0xFF || end - p < 2)
    return 1;
  if (pairs == EC_PO_PAIRS_SHIFT_JIS && (lead > 0xFC || (lead >= 0xA0 && lead < 0xE0)))
    return 1;
  return (unsigned char)p[1] >= 0x30 ? 2 : 1;
}

static inline enum ec_po_pairs ec_po_pairs_at(const struct ec_po_conversion *conversion,
                                              size_t offset)
{
  return offset < conversion->from ? EC_PO_NO_PAIRS : conversion->pairs;
}

/* A backslash and a line feed, which gettext joins lines by, anywhere. */
static inline bool ec_po_joins(const char *p, const char *end)
{
  return end - p >= 2 && p[0] == '\\' && p[1] == '\n';
}

static inline const char *ec_po_skip_joins(const char *p, const char *end)
{
  while (ec_po_joins(p, end))
    p += 2;
  return p;
}

enum ec_po_word {
  EC_PO_DOMAIN,
  EC_PO_MSGCTXT,
  EC_PO_MSGID,
  EC_PO_MSGID_PLURAL,
  EC_PO_MSGSTR,
  EC_PO_UNKNOWN
};

struct ec_po_token {
  enum ec_po_word word;
  size_t begin, end; /* of the word in the file */
  bool indexed;      /* msgstr[…] */
  size_t index;      /* SIZE_MAX: what stands there is no number, which has been told */
};

struct ec_po_reader {
  struct ec_po *po;
  struct ec_po_conversion *conversion;
  iconv_t converter;
  bool prescan; /* only as far as the header, and without faults */
  bool stop;

  const char *p, *end;
  size_t line_begin;
  enum ec_po_pairs pairs;  /* of where it is */
  bool obsolete, previous; /* the line has "#~", "#|" */
  bool used;               /* the line has a token */
  bool blank;              /* a blank line stands before the token */

  /* The string whose lines may go on. */
  struct ec_po_string *slot, skipped;
  struct ec_po_token slot_token;
  bool slot_previous, slot_obsolete; /* the line of its keyword has "#|", "#~" */
  bool slot_any;                     /* it has a line already */

  char *text; /* what grows, in a block that has `text_left` bytes from there on */
  size_t text_len, text_left;

  /* The entry that it is in. */
  struct ec_po_entry entry;
  struct ec_po_previous was;
  bool begun, keywords; /* it has anything, a keyword */
  bool past_id;         /* a keyword that stands behind msgid */
  bool broken;          /* it lacks something, and that has been told */
  size_t expected;      /* next index of msgstr[…] */
  size_t previous_keyword;
  const char *domain;
  struct ec_po_string domain_string;
  size_t last_end; /* of the entry before, and of the token before */
  size_t token_end;

  struct ec_po_comment *comments;
  size_t comment_count, comment_size;
  struct ec_po_string *translations;
  size_t translation_count, translation_size;
  struct ec_po_entry *entries;
  size_t entry_count, entry_size;
  size_t header; /* its index, or SIZE_MAX */
  struct ec_po_fault *faults;
};

/* `need` bytes behind the text that grows. */
char *ec_po_room(struct ec_po_reader *reader, size_t need);
/* That text, with a NUL behind it; the next one begins. */
const char *ec_po_take(struct ec_po_reader *reader, uint32_t *len);

/* Tells a fault; arguments must live long enough. */
void ec_po_tell(struct ec_po_reader *reader, const char *code, size_t offset);
void ec_po_tell_arg(struct ec_po_reader *reader, const char *code, size_t offset,
                    const char *value);
/* Of a byte that is not of the charset. */
void ec_po_tell_bytes(struct ec_po_reader *reader, size_t offset, unsigned char byte);
/* Bytes of the file as a value of an argument: one line, not too long. */
const char *ec_po_quote(struct ec_po_reader *reader, size_t begin, size_t end);

/* po.c */
bool ec_po_has_flag(const char *flags, const char *flag);

/* po_scan.c */
/* Goes to the next token; false at the end of the file. */
bool ec_po_next(struct ec_po_reader *reader);
bool ec_po_is_word(char c);
void ec_po_scan_word(struct ec_po_reader *reader, struct ec_po_token *token);
void ec_po_scan_comment(struct ec_po_reader *reader, struct ec_po_comment *comment);
void ec_po_skip_line(struct ec_po_reader *reader);

/* po_entry.c */
void ec_po_order(struct ec_po_reader *reader, size_t at, const char *what);
/* A token as a fault shows it. */
const char *ec_po_shown(struct ec_po_reader *reader, const struct ec_po_token *token);
/* What follows the keyword belongs into the string, until something else comes. */
void ec_po_open_string(struct ec_po_reader *reader, struct ec_po_string *string,
                       const struct ec_po_token *token);
void ec_po_close_string(struct ec_po_reader *reader);
/* Begins an entry at `at` unless one has begun. */
void ec_po_begin_entry(struct ec_po_reader *reader, size_t at);
/* Adds it to the others, or tells what it lacks. */
void ec_po_end_entry(struct ec_po_reader *reader);

/* po_parse.c */
void ec_po_parse(struct ec_po_reader *reader);

/* po_string.c */
/* Reads from a quote to behind the other one and adds what is between to the text that grows. */
void ec_po_scan_string(struct ec_po_reader *reader);
/* Ends the text that grows, as the text of the string. */
void ec_po_end_string(struct ec_po_reader *reader, struct ec_po_string *string);

/* The bytes of a string, one after another, without escapes. */
struct ec_po_walk {
  const char *bytes, *p, *end;
  const struct ec_po_conversion *conversion;
  enum ec_po_pairs pairs;
  bool inside, second; /* between quotes; the byte is the second one of a character */
  size_t begin, stop;  /* where the byte stands in the file */
  size_t close;        /* the quote that ended a line last, or where a line without one ends */
  bool numeric;        /* the byte was an escape that more digits could lengthen */
  bool lone;           /* it is a backslash that is no escape */
  bool is_second;      /* it is the second one of a character, as the reader sees it */
  unsigned char byte;
};
void ec_po_walk_begin(struct ec_po_walk *walk, const struct ec_po *po,
                      const struct ec_po_string *string);
bool ec_po_walk_next(struct ec_po_walk *walk);

/* po_steps.c */
/* The bytes of a string's text, several at once where they come of the same bytes of the file. */
enum { EC_PO_HELD_MAX = 8 };
struct ec_po_steps {
  struct ec_po_walk walk;
  const struct ec_po_string *string;
  size_t at, width;   /* in the text */
  size_t begin, stop; /* in the file */
  bool is_second; /* begins within what the reader takes for a character: no text may go there */
  bool bad;       /* no escape, or not of the charset: what follows could complete it */
  /* While it converts: bytes that are no character yet, and where those begin of which iconv has
   * kept something back. */
  iconv_t converter;
  struct {
    unsigned char byte;
    bool is_second;
    size_t begin, stop;
  } held[EC_PO_HELD_MAX];
  size_t count, pending;
};
void ec_po_steps_begin(struct ec_po_steps *steps, const struct ec_po *po,
                       const struct ec_po_string *string);
bool ec_po_steps_next(struct ec_po_steps *steps);
void ec_po_steps_end(struct ec_po_steps *steps);

/* po_charset.c */
/* What the header says. Tells the fault that there may be. */
void ec_po_charset(struct ec_po_reader *reader);
bool ec_po_ascii(const char *bytes, size_t len);
/* Whether the bytes are well-formed UTF-8; else *at is the first that is not. */
bool ec_po_well_formed(const char *bytes, size_t len, size_t *at);
/* Makes UTF-8 of the text that grows. Returns the first byte, before, that is not of the charset,
 * or SIZE_MAX. */
size_t ec_po_convert(struct ec_po_reader *reader);
/* From the file's charset, or to it; (iconv_t)-1 when there is nothing to convert. */
iconv_t ec_po_converter(const struct ec_po_conversion *conversion, bool to_file);
void ec_po_converter_close(iconv_t converter);

#endif
