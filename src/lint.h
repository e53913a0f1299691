/* SPDX-License-Identifier: MIT */
#ifndef EC_LINT_H
#define EC_LINT_H

/* What the rules of lint share: the texts that they judge, in the forms in which they look at them,
 * and how they tell what they find. Knows registries, catalogs, and which text belongs to which;
 * refuses to know any rule, files, and how findings are shown.
 *
 * A text is a pattern or it is plain. Rules about characters do not look at patterns but at the
 * sentences that a pattern makes: one for each case, with the text around it. */

#include "errcat.h"
#include "place.h"
#include "po.h"
#include "pool.h"
#include "registry.h"
#include "rules.h"

/* ---------------------------------------------------------------- findings */

enum { EC_FINDING_ARGS_MAX = 4 };

/* A finding, which owns nothing: all of it lives as long as the lint. */
struct ec_finding {
  const struct ec_lint_file *file;
  struct ec_place place, end; /* of the first byte at fault and behind the last one */
  const struct ec_rule *rule;
  struct errcat_arg args[EC_FINDING_ARGS_MAX]; /* of the rule's message, in their order */
  size_t arg_count;
  const char *code; /* of the entry that it is about; NULL: none */
  /* What mends it, when the rule is safe to mend: bytes of one string of a catalog become `mended`.
   * NULL: nothing does. */
  const struct ec_po_string *string;
  size_t mend_begin, mend_end;
  const char *mended;
};

/* ------------------------------------------------------------------- texts */

/* What stands for a placeholder, or for "#", in a sentence: U+FFFC, which is OBJECT REPLACEMENT
 * CHARACTER. */
#define EC_SENTENCE_SLOT "\xEF\xBF\xBC"
enum { EC_SENTENCE_SLOT_LEN = 3, EC_SENTENCES_MAX = 64 };

/* One of the sentences that a pattern makes: as it is read by people, but with slots. */
struct ec_sentence {
  const char *text; /* well-formed UTF-8; apostrophes that quote are gone */
  size_t len;
  /* Where each byte comes from in the text: offsets[len] too. All bytes of a slot have the
   * placeholder's "{". */
  const uint32_t *offsets;
  /* The slots in their order. */
  const struct ec_slot {
    size_t at;                        /* in the sentence */
    const struct errcat_piece *piece; /* ARGUMENT or HASH */
  } * slots;
  size_t slot_count;
};

/* A text of a registry or a catalog in one language. */
struct ec_lint_text {
  const char *text; /* well-formed UTF-8; may hold NUL bytes */
  size_t len;
  const char *locale;   /* of its language: "zh_CN"; "" when unknown */
  const char *language; /* lower-case, without script and region: "zh"; "" when unknown */
  /* Where it is from: a string of a catalog, or runs of a registry. */
  struct ec_lint_file *file;
  const struct ec_po_string *string;
  const struct ec_registry_runs *runs;
  struct ec_place tag; /* of the text in a registry */

  bool is_pattern; /* not a plain text, where braces and apostrophes mean nothing */
  bool jdk;        /* apostrophes are read as the JDK does */
  /* Of a pattern; of a plain text there are no pieces and no faults. */
  const struct errcat_piece *pieces;
  size_t piece_count;
  const struct errcat_error *faults;
  size_t fault_count;
  /* One for each case of a pattern, at least one, and at most EC_SENTENCES_MAX; just the text
   * itself, without slots, of a plain text, and of a pattern with faults other than a case "other"
   * that is not there. What all cases have around them is in several of them: findings that are the
   * same are told once. */
  const struct ec_sentence *sentences;
  size_t sentence_count;
};

/* ------------------------------------------------------------------- units */

/* A text that is judged, and what it is judged against. */
struct ec_lint_unit {
  const char *code; /* NULL: the entry has no context, or one of another form */
  bool is_remediation;
  const struct ec_registry *registry;       /* NULL: none is known */
  const struct ec_registry_entry *declared; /* in it, or NULL */
  const struct ec_po_entry *entry;          /* of a translation; NULL: it is the registry's text */
  struct ec_lint_text text;
  /* Of a translation: what it translates, which is the msgid; else NULL. */
  const struct ec_lint_text *source;
  struct ec_lint_text original; /* which is this; for who makes units */
  /* The arguments that the registry declares; none when `declared` is NULL. */
  const struct errcat_arg_info *args;
  size_t arg_count;
};

/* ------------------------------------------------------------------- files */

/* A registry or a catalog. */
struct ec_lint_code {
  const char *code;
  const struct ec_registry_entry *entry;
  const struct errcat_arg_info *args; /* as many as the entry has */
};
struct ec_lint_file {
  const char *path; /* as typed */
  const char *name; /* for people, in UTF-8 */
  const char *bytes;
  size_t len;
  bool is_registry;
  struct ec_registry registry; /* of a registry */
  /* All of it, prefixes of other systems last; none when it has faults. */
  const struct ec_lint_code *codes;
  const struct ec_lint_code **sorted; /* the same by code */
  size_t code_count;
  struct ec_po po;                          /* of a catalog: */
  const struct ec_lint_file *registry_file; /* of the codes that it translates; NULL: not known */
  const char *locale, *language;            /* as of texts */
  bool is_template;                         /* a .pot: nothing is translated in it */
};

/* How Chinese text is set next to Latin text, digits and placeholders. */
enum ec_spacing {
  EC_SPACING_CONSISTENT, /* as most of the file has it */
  EC_SPACING_OFF,        /* not looked at */
  EC_SPACING_REQUIRED,
  EC_SPACING_FORBIDDEN
};

struct ec_lint {
  struct ec_pool *pool;    /* of findings, and all that lives as long as they do */
  struct ec_pool *scratch; /* of one unit, after which it is emptied; of a file, where a rule keeps
                              counts of a whole file, it uses `pool` */
  enum ec_spacing spacing;
  bool jdk; /* patterns of all catalogs are read as the JDK does */
  /* What a fault of a pattern is in the reader's language: ec_fault_text(), for which lint has no
   * tool. NULL: its detail, in English. */
  const char *(*fault_text)(void *context, const char *pattern, const struct errcat_error *fault);
  void *fault_context;
  struct ec_finding *findings;
  size_t finding_count, finding_size;
  size_t unit_first; /* the first finding of the unit that is judged */
  struct ec_lint_spaces {
    size_t tight[2], spaced[2]; /* of the file that is judged; see lint_spacing.c */
  } spaces;
  struct ec_lint_stops {
    size_t kept[2], broken[2]; /* of the catalog that is judged; see lint_text_stops.c */
  } stops;
  struct ec_lint_markup {
    bool is_known, has_tags, has_entities; /* in its source texts; see lint_text_html.c */
  } markup;
  const struct ec_lint_plurals *plurals; /* of lint_plural_needs.c, private */
};

/* ----------------------------------------------------------- what rules call */

/* The language of a locale: "zh" of "zh_CN". */
const char *ec_lint_language(struct ec_pool *pool, const char *locale);

/* Fills what a text is made of, when `text`, `len`, `is_pattern` and `jdk` are set. `args` are the
 * declared arguments. Takes its memory from lint->scratch. */
void ec_lint_text_read(struct ec_lint *lint, struct ec_lint_text *text,
                       const struct errcat_arg_info *args, size_t count);

/* Whether nothing in it means anything in a pattern, which is one piece of text then. */
bool ec_lint_is_bare(const char *text, size_t len);

/* What a rule says of a fault of the text's pattern, as an argument. */
static inline struct errcat_arg ec_lint_fault_arg(const struct ec_lint *lint,
                                                  const struct ec_lint_text *text,
                                                  const struct errcat_error *fault)
{
  return errcat_arg_string(
      lint->fault_text ? lint->fault_text(lint->fault_context, text->text, fault) : fault->detail);
}

/* Where bytes `begin` to `end` of a sentence end in the text. */
size_t ec_sentence_end(const struct ec_sentence *sentence, size_t begin, size_t end);

/* The entry of a code in a registry, also of one that begins with the prefix of another system;
 * NULL when there is none. `file` may be NULL. */
const struct ec_registry_entry *ec_lint_declared(const struct ec_lint_file *file, const char *code);
const struct ec_lint_code *ec_lint_declared_code(const struct ec_lint_file *file, const char *code);

/* Tells of bytes `begin` to `end` of a text. The arguments are copied. Returns the finding, to
 * which the caller may add what mends it, until the next one is told; or NULL when the same rule
 * has told of the same place already. */
struct ec_finding *ec_lint_find(struct ec_lint *lint, const char *rule,
                                const struct ec_lint_unit *unit, size_t begin, size_t end,
                                const struct errcat_arg *args, size_t count);
/* The same of bytes of a sentence of the unit's text. */
struct ec_finding *ec_lint_find_in(struct ec_lint *lint, const char *rule,
                                   const struct ec_lint_unit *unit,
                                   const struct ec_sentence *sentence, size_t begin, size_t end,
                                   const struct errcat_arg *args, size_t count);
/* Of a place in a file. `code` may be NULL. */
struct ec_finding *ec_lint_find_at(struct ec_lint *lint, const char *rule,
                                   const struct ec_lint_file *file, struct ec_place place,
                                   const char *code, const struct errcat_arg *args, size_t count);

/* What mends the finding, which may be NULL: bytes of the unit's text become `mended`. Only of a
 * catalog's text; of a registry's it does nothing. */
void ec_lint_mend(struct ec_lint *lint, struct ec_finding *finding, const struct ec_lint_unit *unit,
                  size_t begin, size_t end, const char *mended);

/* "OptVerse_10000004" of the context "OptVerse_10000004/message", whose other part goes to
 * *is_remediation. NULL for a context that is not of this form. */
const char *ec_lint_code(struct ec_pool *pool, const struct ec_po_string *context,
                         bool *is_remediation);

/* --------------------------------------------------------------- the rules */

/* Rules about one text: called for every text of a registry and every translation, but not for what
 * is empty, obsolete, retired or, since no catalog is made of it, fuzzy. */
void ec_lint_pattern(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_lint_argument(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_lint_plural(struct ec_lint *lint, const struct ec_lint_unit *unit);
void ec_lint_characters(struct ec_lint *lint, const struct ec_lint_unit *unit); /* text.… */
void ec_lint_chinese(struct ec_lint *lint, const struct ec_lint_unit *unit);    /* zh.… */

/* registry.remediation-…, which translations can break too. */
void ec_lint_remediation(struct ec_lint *lint, const struct ec_lint_unit *unit);

/* Rules about a whole file, called before those about its texts. */
void ec_lint_catalog(struct ec_lint *lint, struct ec_lint_file *file);  /* po.…, entry.… */
void ec_lint_registry(struct ec_lint *lint, struct ec_lint_file *file); /* registry.… */

/* Takes findings back, from index `first` on, of what turns out to be the habit of a catalog.
 * Called when all its texts have been judged. */
void ec_lint_settle(struct ec_lint *lint, size_t first);

/* Rules that compare the texts of a file with each other: called with all units of the file, after
 * all rules about one text. */
struct ec_lint_units;
void ec_lint_terms(struct ec_lint *lint, const struct ec_lint_units *units);   /* term.… */
void ec_lint_spacing(struct ec_lint *lint, const struct ec_lint_units *units); /* zh.spacing-… */

#endif
