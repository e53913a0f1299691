/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_ZH_H
#define EC_LINT_ZH_H

/* A sentence of Chinese as the rules of its typography look at it: characters with their kinds, a
 * placeholder being one of them. Knows what is Han, Latin, full-width or code; refuses to know what
 * is right. The rules follow GB/T 15834-2011 (General rules for punctuation) and the W3C's
 * "Requirements for Chinese Text Layout" (clreq). */

#include "lint.h"

enum ec_zh_kind {
  EC_ZH_END, /* before the first and behind the last one */
  EC_ZH_LINE,
  EC_ZH_BLANK,
  EC_ZH_HAN,
  EC_ZH_LATIN,
  EC_ZH_DIGIT,
  EC_ZH_SLOT, /* a placeholder; in plain texts also %s, %(name)s, %1, {name}, ${name} */
  EC_ZH_TAG,  /* <b>, </a>, <a href="..."> */
  EC_ZH_WIDE, /* full-width punctuation */
  EC_ZH_OTHER
};

struct ec_zh_char {
  uint32_t character; /* 0 of a slot, a tag and an end */
  uint32_t at, end;   /* in the sentence */
  uint32_t han;       /* Han characters before it */
  uint8_t kind;
  bool widens; /* half-width punctuation that is told of: its neighbours take it as full-width */
};

/* What the source has; see lint_zh_source.c. */
enum ec_zh_sign {
  EC_ZH_LOOKED = 1,
  EC_ZH_TIGHT_COMMA = 2, /* between letters */
  EC_ZH_TIGHT_SEMICOLON = 4,
  EC_ZH_TIGHT_COLON = 8,
  EC_ZH_TYPED_SEMICOLON = 16, /* behind a name for what is to be typed, "if COMMANDS; then" */
  EC_ZH_OPERATOR_COLON = 32,  /* between spaces */
  EC_ZH_DOUBLED_COLON = 64,
  EC_ZH_TYPED_DOTS = 128,
  EC_ZH_MENU_DOTS = 256,
  EC_ZH_SPACED_BRACKET = 512, /* "( EXPRESSION )" */
  EC_ZH_TAGGED_DOTS = 2048,   /* "<b>Open...</b>", the name of what is in a menu */
  EC_ZH_FIRST_DOTS = 1024     /* "...killed." */
};

struct ec_zh {
  struct ec_lint *lint;
  const struct ec_lint_unit *unit;
  const struct ec_sentence *sentence;
  struct ec_zh_char *chars; /* [1] to [count]; [0] and [count + 1] are ends */
  size_t count;
  bool has_brackets;   /* of the kind [ ] */
  unsigned signs;      /* of enum ec_zh_sign, once they have been looked for */
  unsigned char *seen; /* of lint_spacing.c: bytes of a text with several sentences */
  size_t mended;       /* characters before this one have been mended: changes must not overlap */
};

/* Fills `chars`, in the scratch pool. */
void ec_zh_read(struct ec_zh *zh, const struct ec_sentence *sentence);

/* What is in an address is Latin. */
void ec_zh_mark_addresses(struct ec_zh *zh);

/* The sentence is the pattern as it is written, with a fault: what is a placeholder is not known.
 */
bool ec_zh_is_raw(const struct ec_lint_text *text, const struct ec_sentence *sentence);

/* The nearest character to the left or right of i that is no blank. */
size_t ec_zh_left(const struct ec_zh *zh, size_t i);
size_t ec_zh_right(const struct ec_zh *zh, size_t i);

static inline bool ec_zh_is(const struct ec_zh *zh, size_t i, enum ec_zh_kind kind)
{
  return zh->chars[i].kind == kind;
}
/* Whether the character is one of those of `set`, which is UTF-8. */
bool ec_zh_in(const struct ec_zh *zh, size_t i, const char *set);
/* Whether there is Han from character `begin` to before `end`. */
bool ec_zh_has_han(const struct ec_zh *zh, size_t begin, size_t end);

bool ec_zh_source_has(struct ec_zh *zh, enum ec_zh_sign sign);

/* Tells of the characters `first` to `last`. */
struct ec_finding *ec_zh_tell(struct ec_zh *zh, const char *rule, size_t first, size_t last);
/* The same, and shows the characters `from` to `to` as they are written in the text; none when
 * `from` is 0. */
struct ec_finding *ec_zh_tell_showing(struct ec_zh *zh, const char *rule, size_t first, size_t last,
                                      size_t from, size_t to);
/* They become `mended`. Does nothing when they do not stand side by side in the text, as when one
 * is in a case and the next one is behind it. */
void ec_zh_mend(struct ec_zh *zh, struct ec_finding *finding, size_t first, size_t last,
                const char *mended);
/* The same of a mark that becomes full-width: the space beside it goes. */
void ec_zh_widen(struct ec_zh *zh, struct ec_finding *finding, size_t i, const char *mended);

/* The rules, each about one sentence. */
void ec_zh_brackets(struct ec_zh *zh); /* before the others: sets `widens` */
void ec_zh_half_width(struct ec_zh *zh);
void ec_zh_full_width(struct ec_zh *zh);
void ec_zh_spaces(struct ec_zh *zh);
void ec_zh_quotes(struct ec_zh *zh);
void ec_zh_marks(struct ec_zh *zh); /* ellipses, dashes, colons */
void ec_zh_particles(struct ec_zh *zh);
void ec_zh_count_spaces(struct ec_zh *zh); /* for ec_lint_spacing() */

/* About the text as a whole. */
void ec_zh_script(struct ec_lint *lint, const struct ec_lint_unit *unit);

/* The other form, of three bytes, of the three bytes of a character that only one of the scripts
 * has: of a Traditional one the Simplified one, or the other way round. NULL: there is none, or it
 * is not certain. */
const char *ec_zh_simplified(const char *character);
const char *ec_zh_traditional(const char *character);

#endif
