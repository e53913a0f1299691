/* SPDX-License-Identifier: MIT */
#ifndef EC_PATTERN_SCAN_H
#define EC_PATTERN_SCAN_H

/* A pattern while it is read. Knows characters, apostrophes, numbers, how literal text becomes
 * nodes, and how faults are told; refuses to know arguments and cases, which are pattern.c's, its
 * one user. */

#include "pattern.h"
#include "status.h"

/* Faults are found in the order of their places, but for one: that the end of the pattern leaves a
 * "{" open, which belongs where the "{" is. So a pattern with faults is read twice: the first time
 * counts them and finds that brace, the second time tells them, in the order of their places. */
struct ec_scan_faults {
  bool telling;
  size_t count;         /* when telling, of those told */
  const char *expected; /* of the "{" that stays open; NULL: none does */
  const char *code;     /* the same */
  size_t open;
  size_t at; /* lines are counted up to here */
  uint32_t line, column;
  struct errcat_error *first; /* for the first that is told */
};

struct ec_scan {
  const struct ec_pattern_source *source;
  const char *text;
  size_t len, at;
  bool lost;             /* the end was reached where it must not be, and that is a fault already */
  size_t quote;          /* the apostrophe of a quotation that reaches the end; len: none does */
  struct ec_node *nodes; /* NULL while counting */
  size_t count;
  char *bytes; /* NULL while counting */
  size_t bytes_len;
  size_t run; /* where in the bytes the literal text starts that is not a node yet */
  /* Of the source; NULL but in the reading that tells pieces, and there in what is passed over. */
  void (*piece)(void *context, const struct errcat_piece *piece);
  uint32_t depth; /* of pieces of text: cases around them */
  struct ec_scan_faults faults;
};

/* Which characters are syntax in the message that is being read, "{" apart, which always is. */
enum ec_scan_syntax {
  EC_SCAN_BRACE = 1, /* "}" ends it: it is a case's */
  EC_SCAN_HASH = 2,  /* "#" is the number: it is a plural's case */
  EC_SCAN_BAR = 4    /* "|" ends it: it is a choice's case */
};

void ec_scan_init(struct ec_scan *scan, const struct ec_pattern_source *source);

/* The byte at the cursor, or 0 past the end. */
char ec_scan_peek(const struct ec_scan *scan);
bool ec_scan_end(const struct ec_scan *scan);
/* The same letters in either case; `lower` has lower-case letters only. */
bool ec_scan_same(const char *text, size_t len, const char *lower);

/* These move past what their name says and return how many bytes it was. */
size_t ec_scan_white_space(struct ec_scan *scan);
size_t ec_scan_identifier(struct ec_scan *scan);
size_t ec_scan_letters(struct ec_scan *scan); /* ASCII */

/* Leaves white space at both ends of text[*at..*end) out. */
void ec_scan_trim(const struct ec_scan *scan, size_t *at, size_t *end);
/* Where what stands at `at` ends: before white space, or behind it when it is that. */
size_t ec_scan_word(const struct ec_scan *scan, size_t at, size_t end);

enum { EC_SCAN_NUMBER_MAX = 127 }; /* bytes */

/* Moves past the characters that numbers are made of, and reads them. False, with the cursor
 * behind them, when they are no number or more than EC_SCAN_NUMBER_MAX; *value is infinite when
 * it is too large, and for the sign of infinity where that is allowed. */
bool ec_scan_number(struct ec_scan *scan, bool infinity, double *value);

/* Moves past literal text, to the end or to a character that is syntax. */
void ec_scan_text(struct ec_scan *scan, unsigned syntax);
/* Moves behind the "}" that is the next when those in pairs and in quotations do not count. */
void ec_scan_skip(struct ec_scan *scan);

/* Tells a piece, where that is wanted. */
static inline void ec_scan_piece(const struct ec_scan *scan, const struct errcat_piece *piece)
{
  if (scan->piece)
    scan->piece(scan->source->context, piece);
}

/* Adds bytes, and returns their offset. None may be added while literal text is no node yet. */
uint32_t ec_scan_put(struct ec_scan *scan, const void *bytes, size_t len);
/* Makes a node of the literal text read so far. */
void ec_scan_flush(struct ec_scan *scan);
/* Adds a node behind the literal text that was read before it; returns its index. */
size_t ec_scan_add(struct ec_scan *scan, struct ec_node node);
/* What was added since node `index` stands below it. */
void ec_scan_close(struct ec_scan *scan, size_t index);

/* What a fault names. */
struct ec_scan_named {
  size_t subject, subject_len, found, found_len; /* bytes of the pattern; found none: the end */
  uint64_t number;
};
/* The character at the cursor is found. */
struct ec_scan_named ec_scan_at(const struct ec_scan *scan);
/* text[at..end) is found where `subject` to `subject_end` is the subject. */
struct ec_scan_named ec_scan_named(size_t subject, size_t subject_end, size_t at, size_t end);

/* `code` is that of struct errcat_error, and `text` says the same in English, with "$s" for the
 * subject, "$f" for what is found and "$n" for the number. */
void ec_scan_fault(struct ec_scan *scan, errcat_status status, size_t at, const char *code,
                   const char *text, struct ec_scan_named named);
/* At the end of a pattern whose "{" at `open` waits for what is expected. The position is that of
 * the "{": where the pattern ends is no news. */
void ec_scan_unclosed(struct ec_scan *scan, size_t open, const char *code, const char *expected);
/* As many faults are told as may be: what is read on is read for nothing. */
bool ec_scan_told(const struct ec_scan *scan);
/* The reading that found faults starts again, to tell them. */
void ec_scan_tell(struct ec_scan *scan, const struct ec_scan *found, struct errcat_error *first);

#endif
