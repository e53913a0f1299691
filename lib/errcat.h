/* SPDX-License-Identifier: MIT */
#ifndef ERRCAT_H
#define ERRCAT_H

/* errcat: error messages in the reader's language.
 *
 * A service declares its error codes once, in a registry; the messages and the
 * remediation texts ("what to do") are GNU gettext catalogs keyed by error code;
 * this library looks a code up in the language that a request asks for and puts
 * the arguments in the way that language wants them. It reads no locale of the C
 * library, keeps no global state and takes no lock of its own.
 *
 *     #include <errcat.h>
 *     #include <stdio.h>
 *
 *     int main(void)
 *     {
 *       struct errcat_error err;
 *       struct errcat_bundle *bundle = errcat_bundle_open("optverse", NULL, &err);
 *       if (!bundle)
 *         return fprintf(stderr, "errcat: %s\n", err.detail), 1;
 *       char text[512];
 *       errcat_message(bundle, "zh_CN", "OptVerse_10000004", ERRCAT_ARGS("acme-cloud"), text,
 *                      sizeof text, NULL);
 *       puts(text);   // 该租户 acme-cloud 禁止访问本服务。
 *       errcat_bundle_free(bundle);
 *     }
 *
 * In the order in which a program meets them: statuses and errors, arguments,
 * bundles, texts, patterns, the reader's environment, and, for tools, what a bundle holds.
 *
 * All text in and out is UTF-8. Lengths and offsets are bytes. Lines and columns
 * count from 1. Every pointer parameter must be valid unless "may be NULL" is said.
 * Unless said otherwise a function may be called by any number of threads at once. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ERRCAT_API __attribute__((visibility("default")))
#else
#define ERRCAT_API
#endif

/* ------------------------------------------------------------------ limits */

#define ERRCAT_CODE_MAX 64          /* bytes of an error code */
#define ERRCAT_LOCALE_MAX 64        /* bytes of a locale name */
#define ERRCAT_LOCALES_MAX 512      /* catalogs that a bundle can use */
#define ERRCAT_PREFERENCES_MAX 32   /* entries read of a preference list */
#define ERRCAT_PATTERN_MAX 16384    /* bytes of a message pattern */
#define ERRCAT_PLACEHOLDERS_MAX 100 /* placeholders in a pattern, each "#" being one */
#define ERRCAT_NESTING_MAX 8        /* plurals, selects and choices within one another */
#define ERRCAT_STYLE_MAX 128        /* bytes of a number pattern, date pattern or skeleton */
#define ERRCAT_FAULTS_MAX 20        /* faults of one pattern that are reported */
#define ERRCAT_DECIMAL_MAX 128      /* bytes of a decimal number in a string */
#define ERRCAT_EXPONENT_MAX 40      /* of a decimal number, either sign */
#define ERRCAT_ITEMS_MAX 100        /* items shown of a list */
#define ERRCAT_OUTPUT_MAX 65536     /* bytes of a formatted text */
#define ERRCAT_CATALOG_MAX 67108864 /* bytes of a .mo file (64 MiB) */

/* ------------------------------------------------------------------ status */

/* One list makes the constants, their names and their texts. Numbers are for
 * ever: a new status takes the next free number. */
#define ERRCAT_STATUS_MAP(X) \
  X(OK, 0, "success") \
  X(E_NOMEM, -1, "out of memory") \
  X(E_INVALID, -2, "invalid argument") \
  X(E_NOT_FOUND, -3, "no catalog of that domain") \
  X(E_IO, -4, "file cannot be read") \
  X(E_TOO_LARGE, -5, "catalog larger than 64 MiB") \
  X(E_MAGIC, -6, "not a .mo file") \
  X(E_REVISION, -7, "unknown revision of the .mo format") \
  X(E_TRUNCATED, -8, "catalog ends before its tables do") \
  X(E_BOUNDS, -9, "string lies outside the catalog") \
  X(E_TERMINATOR, -10, "string without its terminating NUL") \
  X(E_ORDER, -11, "keys not in ascending order") \
  X(E_HASH, -12, "hash table out of range") \
  X(E_SEGMENT, -13, "system-dependent string out of range") \
  X(E_CHARSET, -14, "unknown charset in the catalog header") \
  X(E_ENCODING, -15, "text is not in the charset that the header names") \
  X(E_FORMAT, -16, "catalog made for a newer errcat") \
  X(E_METADATA, -17, "ill-formed metadata in the source catalog") \
  X(E_SYNTAX, -18, "syntax error in a message pattern") \
  X(E_UNSUPPORTED, -19, "message pattern uses a style that is not supported") \
  X(E_LIMIT, -20, "limit exceeded") \
  X(E_UNKNOWN_CODE, -21, "unknown error code") \
  X(E_FOREIGN_CODE, -22, "error code of another system") \
  X(E_NO_SOURCE, -23, "no source catalog: status and arguments are unknown") \
  X(E_ARGUMENT, -24, "argument missing or of another type than declared") \
  X(E_BROKEN, -25, "a text has a pattern that cannot be used")

typedef enum errcat_status {
#define ERRCAT_STATUS_ENUM(name, value, text) ERRCAT_##name = (value),
  ERRCAT_STATUS_MAP(ERRCAT_STATUS_ENUM)
#undef ERRCAT_STATUS_ENUM
      ERRCAT_STATUS_FORCE_INT = 0x7fffffff
} errcat_status;

/* Where and why something failed. A function that takes `err` accepts NULL for
 * it, writes it only when it fails, and reports the first failure. */
struct errcat_error {
  errcat_status status;
  uint32_t line, column; /* from 1; 0 when the input has no lines */
  size_t offset;         /* bytes from the start of the input */
  char detail[240];      /* one line of English for logs; names the file; never for end users */
  uint64_t reserved[4];
};

/* The constant's name ("ERRCAT_E_NOMEM") and its English text ("out of memory").
 * Static strings; for a number that is no status, "ERRCAT_E_?" and "unknown status". */
ERRCAT_API const char *errcat_status_name(errcat_status status);
ERRCAT_API const char *errcat_status_text(errcat_status status);

/* "MAJOR.MINOR.PATCH" of the library that is running. Static. */
ERRCAT_API const char *errcat_version(void);

/* --------------------------------------------------------------- arguments */

/* A point in time, and where it is shown. */
struct errcat_time {
  int64_t ms; /* since 1970-01-01T00:00:00Z, without leap seconds; at most 100,000,000 days of them
                 in either direction */
  const char *zone; /* name in the IANA time zone database, "Asia/Shanghai", or an offset, "GMT+8",
                       in at most 64 bytes; borrowed for the call; NULL is UTC */
};

/* A tagged value for a placeholder. The tag says what is safe to read; how it is
 * shown is decided by the type that the registry declares for the argument. */
enum errcat_arg_kind {
  ERRCAT_ARG_STRING = 1, /* value.string, len bytes; ill-formed UTF-8 becomes U+FFFD */
  ERRCAT_ARG_INTEGER,    /* value.integer */
  ERRCAT_ARG_UNSIGNED,   /* value.unsigned_integer */
  ERRCAT_ARG_DOUBLE,     /* value.floating */
  /* value.string, len bytes: an exact number, [+-]digits[.digits][e[+-]digits] with at most
   * ERRCAT_DECIMAL_MAX bytes and an exponent within ERRCAT_EXPONENT_MAX, of which no double is
   * made. Anything else is a string that is mismatched wherever it stands. */
  ERRCAT_ARG_DECIMAL,
  ERRCAT_ARG_TIME, /* value.time */
  ERRCAT_ARG_LIST  /* value.list, len items, none of them a list; those past ERRCAT_ITEMS_MAX are
                      not shown, and the list counts as mismatched */
};

struct errcat_arg {
  const char *name; /* NULL: by position; else the declared name, and the position is ignored */
  enum errcat_arg_kind kind;
  uint32_t reserved;
  size_t len; /* of a string in bytes, of a list in items; 0 otherwise */
  union errcat_value {
    const char *string; /* borrowed for the call; NULL counts as missing */
    int64_t integer;
    uint64_t unsigned_integer;
    double floating;
    struct errcat_time time;
    const struct errcat_arg *list; /* borrowed for the call; NULL counts as missing */
  } value;
};

/* ----------------------------------------------------------------- bundles */

/* The catalogs of one domain in all their languages. Immutable once open. */
struct errcat_bundle;

/* Where an open bundle takes memory from. `allocate` returns memory aligned for
 * any type, or NULL; `release` is never given NULL. Both must be safe in every
 * thread that opens, uses or frees a bundle. ICU keeps its own allocator, and the little that
 * holds or copies what is ICU's comes from malloc(). */
struct errcat_allocator {
  void *(*allocate)(void *context, size_t size);
  void (*release)(void *context, void *memory);
  void *context;
};

/* The codes that a program knows, in an order of its own: what a generated header defines, once, as
 * a constant. A bundle that is opened with it finds each of them without a look-up, by its ordinal,
 * and so does the next bundle, of newer catalogs: nothing of a bundle is kept in the table, nor in
 * the program. Tables with the same fingerprint and count are the same table. */
struct errcat_table {
  uint64_t fingerprint; /* of the codes in their order: errcat_table_fingerprint() */
  uint32_t count;
  uint32_t reserved;
  const char *const *codes; /* canonical or wire form */
};

/* The code at `ordinal` of a table. With a table that the bundle was not opened with, or an ordinal
 * past its end, it is merely slower, or unknown. */
struct errcat_handle {
  const struct errcat_table *table;
  uint32_t ordinal;
};

/* FNV-1a of 64 bits over the codes, each with its NUL. */
ERRCAT_API uint64_t errcat_table_fingerprint(const char *const *codes, size_t count);

/* A catalog that the program carries within itself: the bytes of a .mo file.
 * Both strings and the bytes must live as long as the bundle; none is copied. */
struct errcat_image {
  const char *domain; /* images of other domains are passed over */
  const char *locale; /* "zh_CN" */
  const void *data;
  size_t len;
};

enum errcat_open_flags {
  /* Fail when any catalog is refused, instead of serving the others. */
  ERRCAT_OPEN_STRICT = 1
};

/* All members may be 0; those named reserved must be. */
struct errcat_options {
  /* Folders that hold `<locale>/LC_MESSAGES/<domain>.mo`, separated by colons,
   * first match wins. NULL: the environment's ERRCAT_PATH (ignored in set-user-ID
   * programs), then the folder compiled in. "": none, images only. */
  const char *path;
  /* Used for a locale of which no folder has a sound catalog. */
  const struct errcat_image *images;
  size_t image_count;
  const struct errcat_allocator *allocator; /* copied; NULL: malloc and free */
  uint32_t flags;                           /* of errcat_open_flags */
  uint32_t reserved_flags;
  const struct errcat_table *const *tables; /* to resolve once; they must outlive the bundle */
  size_t table_count;
  uint64_t reserved[4];
};

/* Opens every catalog of `domain` that the path and the images have. Each file is
 * read whole, checked whole and closed again before this returns.
 *
 * `domain`: [A-Za-z0-9_][A-Za-z0-9_.+-]*, at most 64 bytes; it becomes a file name.
 * `options`: may be NULL (all defaults); not kept, but see errcat_image.
 * Returns the bundle, which the caller frees with errcat_bundle_free(); or NULL, with
 *   ERRCAT_E_INVALID    the domain, an image or the options are ill-formed, or a table has a
 *                       fingerprint that is not that of its codes
 *   ERRCAT_E_NOT_FOUND  nothing on the path and no image is a catalog of that domain
 *   ERRCAT_E_NOMEM      out of memory
 *   ERRCAT_E_LIMIT      there are more than ERRCAT_LOCALES_MAX catalogs; or as below
 *   E_IO … E_METADATA, E_LIMIT (a .mo file made to blow up)
 *                       why the only catalogs were refused, or, with
 *                       ERRCAT_OPEN_STRICT, why the first one was */
ERRCAT_API struct errcat_bundle *errcat_bundle_open(const char *domain,
                                                    const struct errcat_options *options,
                                                    struct errcat_error *err);

/* Frees a bundle and all that was got from it. `bundle` may be NULL. No other
 * thread may be using it. */
ERRCAT_API void errcat_bundle_free(struct errcat_bundle *bundle);

/* ------------------------------------------------------------------- texts */

/* Why a text came in its locale. */
enum errcat_reason {
  ERRCAT_REASON_NONE,   /* there is no text: the code is unknown, or no text of it usable */
  ERRCAT_REASON_EXACT,  /* the locale that was asked for */
  ERRCAT_REASON_PARENT, /* a parent of it by CLDR (en for en_GB) */
  ERRCAT_REASON_LIKELY, /* same language and script (zh_CN for zh_SG) */
  /* The source language, for nothing asked for was there; without a source catalog, whatever
   * language there is. */
  ERRCAT_REASON_SOURCE
};

/* What happened to one text. Everything in it is a copy. */
struct errcat_result {
  /* ERRCAT_OK, or the first that holds of ERRCAT_E_UNKNOWN_CODE, E_NOMEM (there was no memory to
   * compile a text the first time it was needed, and no other language could stand in; nothing of
   * that is remembered, the next call tries again), E_FOREIGN_CODE, E_NO_SOURCE, E_BROKEN (a text
   * that would have been nearer to the reader has a pattern that cannot be used, or there is no
   * usable text at all), E_LIMIT (the text was cut at ERRCAT_OUTPUT_MAX), E_ARGUMENT. There is
   * readable text whichever it is. */
  errcat_status status;
  int http_status; /* as declared; 0: none declared; 500: code unknown or another system's, or no
                      source */
  enum errcat_reason reason;
  uint32_t preference;            /* which entry of the preference list, from 0 */
  uint32_t missing;               /* placeholders that got no argument */
  uint32_t mismatched;            /* placeholders whose argument was of another type */
  uint32_t withheld;              /* texts that were passed over: stale, broken or incomplete, or
                                     for want of memory to compile them */
  char code[ERRCAT_CODE_MAX + 1]; /* canonical form; "" when it is not even a code */
  char locale[ERRCAT_LOCALE_MAX + 1]; /* of the catalog that the text is from, or "" */
  uint64_t reserved[4];
};

/* Writes the message, or the remediation, of `code` for the reader's language.
 *
 * `locales`: one locale or several in order of preference, separated by colons, as
 *   in LANGUAGE: "zh_TW:zh_CN"; POSIX (zh_CN.UTF-8, sr@latin) and BCP 47 names
 *   (zh-Hans-CN) both do. NULL or "" is the source language, and so is the entry C.
 *   For each entry in turn: the locale itself, its CLDR parents, a catalog of the same
 *   language and script; last of all the source language. A locale serves a code only
 *   when it has every text of it, fresh and usable, so that message and remediation
 *   never come in two languages.
 * `code`: canonical (JOB_MANAGER_12050009) or wire form (JOB_MANAGER.12050009).
 * `args`: `count` of them, borrowed for the call; NULL with 0. By position from 0 in
 *   the order of declaration, or by name. More than the message uses is no fault.
 *   A placeholder without an argument shows its name in braces.
 * `buffer`: `size` bytes; may be NULL when `size` is 0. What is written is always
 *   terminated and cut at a character boundary. What is behind the terminator may be overwritten.
 * `result`: may be NULL.
 * Returns the length of the whole text, as snprintf does: it was cut when that is
 * `size` or more. There is always a message: for an unknown code it is the code itself;
 * for a code of another system, what the registry says of that system. A code that is
 * unknown or has no remediation gives "" as its remediation. Never more than ERRCAT_OUTPUT_MAX.
 * Takes no lock of its own. Allocates nothing for strings, whole numbers, plurals of these and most
 * times, but the first time that a code is needed in a locale, whose patterns are compiled then;
 * the first time that a locale shows a number or a time; and the first time that a locale's name is
 * seen that is no catalog's own, of which the bundle remembers 256. */
ERRCAT_API size_t errcat_message(const struct errcat_bundle *bundle, const char *locales,
                                 const char *code, const struct errcat_arg *args, size_t count,
                                 char *buffer, size_t size, struct errcat_result *result);
ERRCAT_API size_t errcat_remediation(const struct errcat_bundle *bundle, const char *locales,
                                     const char *code, const struct errcat_arg *args, size_t count,
                                     char *buffer, size_t size, struct errcat_result *result);

/* The same for a code that was resolved when the bundle was opened: see struct errcat_table. */
ERRCAT_API size_t errcat_message_of(const struct errcat_bundle *bundle, const char *locales,
                                    struct errcat_handle handle, const struct errcat_arg *args,
                                    size_t count, char *buffer, size_t size,
                                    struct errcat_result *result);
ERRCAT_API size_t errcat_remediation_of(const struct errcat_bundle *bundle, const char *locales,
                                        struct errcat_handle handle, const struct errcat_arg *args,
                                        size_t count, char *buffer, size_t size,
                                        struct errcat_result *result);

/* ---------------------------------------------------------------- patterns */

/* A pattern that is in no catalog, compiled: for tools, tests and texts of other origin. */
struct errcat_pattern;

enum errcat_pattern_flags {
  /* Apostrophes as java.text.MessageFormat reads them: each single one quotes, up to the next. As
   * ICU reads them, one quotes only before a brace, or before "#" in a plural and "|" in a choice.
   */
  ERRCAT_PATTERN_JDK = 1
};

/* All members may be 0; those named reserved must be. */
struct errcat_pattern_options {
  uint32_t flags; /* of errcat_pattern_flags */
  uint32_t reserved_flags;
  /* Declared arguments: `name`, `type` and `sensitive` of each are read. One without a type is no
   * more than a name for its position, and without any all arguments are undeclared. Not kept. */
  const struct errcat_arg_info *args;
  size_t arg_count;
  /* Called, before errcat_pattern_open() returns, for every fault of the pattern in the order of
   * their places, the first ERRCAT_FAULTS_MAX of them; `err` gets the first. */
  void (*fault)(void *context, const struct errcat_error *fault);
  void *context;
  const struct errcat_allocator *allocator; /* copied; NULL: malloc and free */
  uint64_t reserved[4];
};

/* Compiles a pattern.
 *
 * `locale`: as one entry of a preference list; NULL or "" is the root locale.
 * `pattern`: `len` bytes of ICU MessageFormat, see errcat(7); copied.
 * `options`: may be NULL (all defaults).
 * Returns the pattern, which the caller frees with errcat_pattern_free(); or NULL, with
 *   ERRCAT_E_SYNTAX       not a pattern, or not UTF-8
 *   ERRCAT_E_UNSUPPORTED  a style, or a part of one, that this library refuses
 *   ERRCAT_E_LIMIT        a limit is exceeded
 *                         each with line, column (in bytes) and offset, and in words what was
 *                         expected and what was found
 *   ERRCAT_E_INVALID      a locale name that cannot be read, or ill-formed options
 *   ERRCAT_E_NOMEM        out of memory */
ERRCAT_API struct errcat_pattern *errcat_pattern_open(const char *locale, const char *pattern,
                                                      size_t len,
                                                      const struct errcat_pattern_options *options,
                                                      struct errcat_error *err);

/* `pattern` may be NULL. No other thread may be using it. */
ERRCAT_API void errcat_pattern_free(struct errcat_pattern *pattern);

/* Formats it: arguments, buffer and return value as with errcat_message().
 * `result`: may be NULL. Of its members `status` (ERRCAT_OK, E_LIMIT, E_ARGUMENT), `missing` and
 *   `mismatched` say what happened; the others are 0. */
ERRCAT_API size_t errcat_pattern_format(const struct errcat_pattern *pattern,
                                        const struct errcat_arg *args, size_t count, char *buffer,
                                        size_t size, struct errcat_result *result);

/* --------------------------------------------------- the reader's environment */

/* What the environment variables of this process ask for. */
struct errcat_environment {
  char locales[1024];                  /* a preference list; "" is the source language */
  char codeset[ERRCAT_LOCALE_MAX + 1]; /* "UTF-8" when no variable names one */
  /* Which variable decided: the preference list ("LANGUAGE", or as category_from), the
   * language of messages ("LC_ALL", "LC_MESSAGES", "LANG"), the codeset ("LC_ALL", "LC_CTYPE",
   * "LANG"). "" when none did: for the codeset also when the variable names none. Static. */
  const char *locales_from;
  const char *category_from;
  const char *codeset_from;
  uint32_t ignored; /* entries left out: not a locale name, or one too many */
  uint64_t reserved[4];
};

/* Reads LANGUAGE, LC_ALL, LC_MESSAGES, LANG and LC_CTYPE as gettext(3) reads them (GNU
 * gettext manual, "Locale Environment Variables" and "The LANGUAGE variable"), but calls
 * no setlocale() and needs no installed locale: LANGUAGE counts only when the category's
 * locale is not C. Not while another thread changes the environment. Never fails. */
ERRCAT_API void errcat_environment_read(struct errcat_environment *environment);

/* -------------------------------------------------------- what a bundle holds */

/* An argument as the registry declares it. Its type decides how a value is shown; one marked
 * (!) counts as mismatched.
 *
 *              string        integer     double      decimal     time        list
 *   string     verbatim      bare (!)    bare (!)    bare (!)    ISO (!)     joined (!)
 *   id         verbatim      bare        bare (!)    bare (!)    ISO (!)     joined (!)
 *   integer    verbatim (!)  grouped     grouped (i) grouped (i) ISO (!)     joined (!)
 *   number     verbatim (!)  grouped     grouped     grouped     ISO (!)     joined (!)
 *   time       verbatim (!)  date        date        date        date        joined (!)
 *   list       verbatim (!)  bare (!)    bare (!)    bare (!)    ISO (!)     joined
 *   undeclared verbatim      grouped     grouped     grouped     date        joined
 *
 * Bare: ASCII, for a double the fewest digits that give it back, for a decimal those that it has;
 * 12050009, never 12,050,009. Grouped: by the rules of the locale, at most three decimals, as ICU
 * shows {0}. (i): mismatched unless it is integral. Date: date and time, both short; a number is
 * milliseconds since 1970, in UTC. ISO: 2026-11-23T10:00:00Z. Joined: with the locale's commas and
 * "and", each item as an undeclared value.
 *
 * A date that cannot be shown, for its time or its zone is none that struct errcat_time may have,
 * is ISO, or, of a number, bare, and counts as mismatched. So does a number that ICU cannot show in
 * its style, which is bare.
 *
 * A style of numbers ({0, number, percent}, {0, spellout}), and "#", shows what is grouped in its
 * own way, and a style of times ({0, date, full}) what is a date, or, undeclared, a number. On
 * anything else a style has no effect, and it is mismatched there. So is {0, plural},
 * {0, selectordinal} or {0, choice} of what is not grouped: it takes the case "other", or the first
 * of a choice. So does each plural, select and choice of a sensitive argument, for any other case
 * would tell of it, and of one that is missing. A select of a number goes by its bare text. */
struct errcat_arg_info {
  const char *name;      /* "tenant" */
  const char *type;      /* "string", "id", "integer", "number", "time", "list" */
  const char *example;   /* or NULL */
  const char *sensitive; /* "personal" or "secret": shown as ***; or NULL */
};

/* A code as the registry declares it. */
struct errcat_code_info {
  const char *code;     /* canonical */
  const char *wire;     /* as it is sent; the canonical form when nothing else is declared */
  const char *name;     /* or NULL */
  const char *severity; /* or NULL */
  int http_status;      /* 0: none declared; 500 when there is no source catalog */
  bool retired;
  bool foreign; /* `code` is the prefix of another system's codes, then "*" */
  bool has_remediation;
  const struct errcat_arg_info *args;
  size_t arg_count;
};

/* A catalog that the bundle found, whether it could be used or not. */
struct errcat_catalog_info {
  const char *locale;
  const char *file;                 /* path; NULL: an image */
  bool source;                      /* the source language's, with the metadata */
  const struct errcat_error *error; /* NULL, or why it was refused: the rest is 0 then */
  size_t codes;                     /* served by it; prefixes of other systems are not counted */
  size_t stale;                     /* withheld: their source text has changed since */
  size_t broken;                    /* withheld: a pattern that cannot be used */
  size_t incomplete;                /* withheld: only one of message and remediation is there */
  size_t unknown;                   /* codes that the source catalog does not have */
  size_t metadata;                  /* entries of metadata; ignored unless `source` */
  uint64_t reserved[4];
};

/* What one candidate locale came to while a text was looked for. */
enum errcat_outcome {
  ERRCAT_OUTCOME_SERVES,       /* has the code; the first such step is the one taken */
  ERRCAT_OUTCOME_NO_CATALOG,   /* there is no catalog of that locale */
  ERRCAT_OUTCOME_REFUSED,      /* there is one, but it could not be used */
  ERRCAT_OUTCOME_UNTRANSLATED, /* the catalog does not have the code */
  ERRCAT_OUTCOME_STALE,        /* its text is of an older source text */
  ERRCAT_OUTCOME_BROKEN,       /* its pattern cannot be used */
  ERRCAT_OUTCOME_INCOMPLETE    /* it has only one of message and remediation */
};

struct errcat_step {
  uint32_t preference;       /* which entry of the preference list, from 0 */
  enum errcat_reason reason; /* why this candidate was looked at */
  enum errcat_outcome outcome;
  char locale[ERRCAT_LOCALE_MAX + 1]; /* of the candidate */
  uint32_t reserved[4];
};

/* The codes in the order of their names. `i` of errcat_bundle_code() is below
 * errcat_bundle_code_count(). What the pointers lead to lives as long as the bundle. A code's
 * description is put together when it is first asked for; when there is no memory for that, `code`
 * and `wire` of what is returned are "", and the next call tries again. */
ERRCAT_API size_t errcat_bundle_code_count(const struct errcat_bundle *bundle);
ERRCAT_API const struct errcat_code_info *errcat_bundle_code(const struct errcat_bundle *bundle,
                                                             size_t i);

/* The code by its canonical or wire form, byte for byte, or the prefix entry of the
 * other system that it belongs to; NULL when there is neither, or no memory to put its description
 * together. */
ERRCAT_API const struct errcat_code_info *errcat_bundle_find(const struct errcat_bundle *bundle,
                                                             const char *code);

/* Every catalog found, refused ones included: the source first, then by locale. What a catalog
 * serves and withholds is counted anew by each call, which looks at every pattern of it. */
ERRCAT_API size_t errcat_bundle_catalog_count(const struct errcat_bundle *bundle);
ERRCAT_API void errcat_bundle_catalog(const struct errcat_bundle *bundle, size_t i,
                                      struct errcat_catalog_info *info);

/* The folders that were searched, in their order. `*readable` (may be NULL) says
 * whether the folder is there and could be read. */
ERRCAT_API size_t errcat_bundle_folder_count(const struct errcat_bundle *bundle);
ERRCAT_API const char *errcat_bundle_folder(const struct errcat_bundle *bundle, size_t i,
                                            bool *readable);

/* The whole way that errcat_message() goes for `locales` and `code`, in its order; it
 * takes the first step that serves. `code` may be NULL: then a catalog alone serves.
 * Writes at most `max` steps and returns how many there are. */
ERRCAT_API size_t errcat_bundle_trace(const struct errcat_bundle *bundle, const char *locales,
                                      const char *code, struct errcat_step *steps, size_t max);

/* Calls `found` once for each errcat domain that the path (as in errcat_options; may be
 * NULL) has, in the order of their names: a domain is errcat's when one of its catalogs
 * has the metadata that a source catalog has. `name` lives for the call. Stops early
 * when `found` returns false. Returns ERRCAT_OK or ERRCAT_E_NOMEM. */
ERRCAT_API errcat_status errcat_domains(const char *path,
                                        bool (*found)(void *context, const char *name),
                                        void *context);

/* ------------------------------------------------- arguments from plain values */

/* Member by member, which compilers put straight into its place among the arguments. */
static inline struct errcat_arg errcat_arg_empty_(enum errcat_arg_kind kind)
{
  struct errcat_arg arg;
  arg.name = 0;
  arg.kind = kind;
  arg.reserved = 0;
  arg.len = 0;
  arg.value.time.ms = 0;
  arg.value.time.zone = 0;
  return arg;
}

static inline size_t errcat_strlen_(const char *string)
{
#if defined(__GNUC__)
  return __builtin_strlen(string);
#else
  size_t len = 0;
  while (string[len])
    len++;
  return len;
#endif
}

static inline struct errcat_arg errcat_arg_string_n(const char *string, size_t len)
{
  struct errcat_arg arg = errcat_arg_empty_(ERRCAT_ARG_STRING);
  arg.value.string = string;
  arg.len = string ? len : 0;
  return arg;
}

static inline struct errcat_arg errcat_arg_string(const char *string)
{
  return errcat_arg_string_n(string, string ? errcat_strlen_(string) : 0);
}

static inline struct errcat_arg errcat_arg_integer(int64_t integer)
{
  struct errcat_arg arg = errcat_arg_empty_(ERRCAT_ARG_INTEGER);
  arg.value.integer = integer;
  return arg;
}

static inline struct errcat_arg errcat_arg_unsigned(uint64_t integer)
{
  struct errcat_arg arg = errcat_arg_empty_(ERRCAT_ARG_UNSIGNED);
  arg.value.unsigned_integer = integer;
  return arg;
}

static inline struct errcat_arg errcat_arg_double(double floating)
{
  struct errcat_arg arg = errcat_arg_empty_(ERRCAT_ARG_DOUBLE);
  arg.value.floating = floating;
  return arg;
}

/* "1234567890.12": exact, see ERRCAT_ARG_DECIMAL. */
static inline struct errcat_arg errcat_arg_decimal(const char *digits)
{
  struct errcat_arg arg = errcat_arg_string(digits);
  arg.kind = ERRCAT_ARG_DECIMAL;
  return arg;
}

static inline struct errcat_arg errcat_arg_time(struct errcat_time time)
{
  struct errcat_arg arg = errcat_arg_empty_(ERRCAT_ARG_TIME);
  arg.value.time.ms = time.ms;
  arg.value.time.zone = time.zone;
  return arg;
}

/* In UTC. */
static inline struct errcat_arg errcat_arg_time_ms(int64_t ms)
{
  struct errcat_time time = {0, 0};
  time.ms = ms;
  return errcat_arg_time(time);
}

static inline struct errcat_arg errcat_arg_list(const struct errcat_arg *items, size_t count)
{
  struct errcat_arg arg = errcat_arg_empty_(ERRCAT_ARG_LIST);
  arg.value.list = items;
  arg.len = items ? count : 0;
  return arg;
}

static inline struct errcat_arg errcat_arg_itself(struct errcat_arg arg)
{
  return arg;
}

static inline struct errcat_arg errcat_arg_named(const char *name, struct errcat_arg arg)
{
  arg.name = name;
  return arg;
}

#ifdef __cplusplus
} /* extern "C" */
#endif

/* ERRCAT_ARGS(a, b, …): 1 to 16 plain C values as the two parameters `args, count`.
 * Strings, integers, floating-point numbers and struct errcat_time are tagged by their C type;
 * errcat_arg_decimal() and errcat_arg_list() make the others; anything else does not compile.
 * ERRCAT_NAMED("tenant", a) gives one by name. The arguments live to the end of the enclosing block
 * (in C++: of the full expression). */
#define ERRCAT_NO_ARGS NULL, 0
#define ERRCAT_NAMED(name, x) errcat_arg_named((name), ERRCAT_ARG(x))

#ifndef __cplusplus
#define ERRCAT_ARG(x) \
  _Generic((x), \
      char *: errcat_arg_string, \
      const char *: errcat_arg_string, \
      bool: errcat_arg_integer, \
      char: errcat_arg_integer, \
      signed char: errcat_arg_integer, \
      short: errcat_arg_integer, \
      int: errcat_arg_integer, \
      long: errcat_arg_integer, \
      long long: errcat_arg_integer, \
      unsigned char: errcat_arg_unsigned, \
      unsigned short: errcat_arg_unsigned, \
      unsigned int: errcat_arg_unsigned, \
      unsigned long: errcat_arg_unsigned, \
      unsigned long long: errcat_arg_unsigned, \
      float: errcat_arg_double, \
      double: errcat_arg_double, \
      struct errcat_time: errcat_arg_time, \
      struct errcat_arg: errcat_arg_itself)(x)
#define ERRCAT_ARGS(...) \
  ((const struct errcat_arg[]){ERRCAT_EACH_(ERRCAT_COUNT_(__VA_ARGS__), __VA_ARGS__)}), \
      (size_t)ERRCAT_COUNT_(__VA_ARGS__)
#else /* C++11 */
extern "C++" {
static inline errcat_arg errcat_arg_from(const char *x)
{
  return errcat_arg_string(x);
}
static inline errcat_arg errcat_arg_from(bool x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(char x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(signed char x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(short x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(int x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(long x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(long long x)
{
  return errcat_arg_integer(x);
}
static inline errcat_arg errcat_arg_from(unsigned char x)
{
  return errcat_arg_unsigned(x);
}
static inline errcat_arg errcat_arg_from(unsigned short x)
{
  return errcat_arg_unsigned(x);
}
static inline errcat_arg errcat_arg_from(unsigned x)
{
  return errcat_arg_unsigned(x);
}
static inline errcat_arg errcat_arg_from(unsigned long x)
{
  return errcat_arg_unsigned(x);
}
static inline errcat_arg errcat_arg_from(unsigned long long x)
{
  return errcat_arg_unsigned(x);
}
static inline errcat_arg errcat_arg_from(float x)
{
  return errcat_arg_double(x);
}
static inline errcat_arg errcat_arg_from(double x)
{
  return errcat_arg_double(x);
}
static inline errcat_arg errcat_arg_from(const errcat_time &x)
{
  return errcat_arg_time(x);
}
static inline errcat_arg errcat_arg_from(const errcat_arg &x)
{
  return x;
}
/* No other pointer may become a bool on the quiet. */
template <typename T> errcat_arg errcat_arg_from(const T *) = delete;
template <size_t N> struct errcat_arg_pack {
  errcat_arg args[N];
};
}
#define ERRCAT_ARG(x) errcat_arg_from(x)
#define ERRCAT_ARGS(...) \
  errcat_arg_pack<ERRCAT_COUNT_(__VA_ARGS__)>{ \
      {ERRCAT_EACH_(ERRCAT_COUNT_(__VA_ARGS__), __VA_ARGS__)}} \
      .args, \
      static_cast<size_t>(ERRCAT_COUNT_(__VA_ARGS__))
#endif

/* How many there are, and ERRCAT_ARG() of each. */
#define ERRCAT_COUNT_(...) \
  ERRCAT_COUNT_AT_(__VA_ARGS__, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define ERRCAT_COUNT_AT_(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, n, \
                         ...) \
  n
#define ERRCAT_EACH_(n, ...) ERRCAT_EACH_N_(n, __VA_ARGS__)
#define ERRCAT_EACH_N_(n, ...) ERRCAT_EACH_##n##_(__VA_ARGS__)
#define ERRCAT_EACH_1_(a) ERRCAT_ARG(a)
#define ERRCAT_EACH_2_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_1_(__VA_ARGS__)
#define ERRCAT_EACH_3_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_2_(__VA_ARGS__)
#define ERRCAT_EACH_4_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_3_(__VA_ARGS__)
#define ERRCAT_EACH_5_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_4_(__VA_ARGS__)
#define ERRCAT_EACH_6_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_5_(__VA_ARGS__)
#define ERRCAT_EACH_7_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_6_(__VA_ARGS__)
#define ERRCAT_EACH_8_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_7_(__VA_ARGS__)
#define ERRCAT_EACH_9_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_8_(__VA_ARGS__)
#define ERRCAT_EACH_10_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_9_(__VA_ARGS__)
#define ERRCAT_EACH_11_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_10_(__VA_ARGS__)
#define ERRCAT_EACH_12_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_11_(__VA_ARGS__)
#define ERRCAT_EACH_13_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_12_(__VA_ARGS__)
#define ERRCAT_EACH_14_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_13_(__VA_ARGS__)
#define ERRCAT_EACH_15_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_14_(__VA_ARGS__)
#define ERRCAT_EACH_16_(a, ...) ERRCAT_ARG(a), ERRCAT_EACH_15_(__VA_ARGS__)

#endif /* ERRCAT_H */
