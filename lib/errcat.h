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
 * bundles, texts, the reader's language, calls, texts in other places than plain ones, bodies of
 * replies, log records, patterns, the reader's environment, and, for tools, what a bundle holds.
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
#define ERRCAT_ACCEPT_MAX 4096      /* bytes read of an Accept-Language header */
#define ERRCAT_RANGES_MAX 32        /* ranges read of it */
#define ERRCAT_WISHES_MAX 255       /* bytes of the list of locales that negotiation gives */
#define ERRCAT_SHAPE_MAX 16384      /* bytes of a described body */

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
  X(E_BROKEN, -25, "a text has a pattern that cannot be used") \
  X(E_SPACE, -26, "buffer too short")

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
  /* Of a fault of a pattern, what `detail` is made of, for those who say it in other languages: the
   * code of the sentence in the domain "errcat", such as "fault.no-brace", and what is named in
   * it: bytes of the pattern (none: _len 0) and a number. NULL and 0 of all other errors. Static.
   */
  const char *code;
  uint32_t subject, subject_len; /* what it is about: the argument, the format type, the case */
  uint32_t found, found_len;     /* what stands where something else was expected; none: the end */
  uint64_t number;
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
   * programs), then `localedir`. "": none, images only. */
  const char *path;
  /* Used for a locale of which no folder has a sound catalog. */
  const struct errcat_image *images;
  size_t image_count;
  const struct errcat_allocator *allocator; /* copied; NULL: malloc and free */
  uint32_t flags;                           /* of errcat_open_flags */
  uint32_t reserved_flags;
  const struct errcat_table *const *tables; /* to resolve once; they must outlive the bundle */
  size_t table_count;
  /* The folder below which the program's own catalogs are installed, as for bindtextdomain(); one,
   * or several as in `path`. NULL: the one compiled into the library. */
  const char *localedir;
  uint64_t reserved[3];
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
  ERRCAT_REASON_SOURCE,
  /* Of errcat_negotiate() only: */
  ERRCAT_REASON_RELATED, /* another language that its readers are taken to read (zh_CN for wuu) */
  ERRCAT_REASON_OTHER_SCRIPT /* the language in another script, which was allowed */
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
 *   A placeholder without an argument shows its name in braces; one whose argument is sensitive
 *   shows ***, and so do all when there is no source catalog, which says what is sensitive.
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

/* ---------------------------------------------------- the reader's language */

/* Where a wish came from, in the order in which they count. */
enum errcat_origin {
  ERRCAT_ORIGIN_NONE, /* nothing that was wished for can be served */
  ERRCAT_ORIGIN_REQUEST,
  ERRCAT_ORIGIN_PROFILE,
  ERRCAT_ORIGIN_COOKIE,
  ERRCAT_ORIGIN_ACCEPT_LANGUAGE,
  ERRCAT_ORIGIN_ENVIRONMENT
};

enum errcat_wish_flags {
  /* When nothing else that was wished for can be served: the same language in another script, so
   * that a reader of Traditional Chinese gets Simplified rather than the source language. */
  ERRCAT_WISH_ANY_SCRIPT = 1
};

/* What is known of the languages that a reader wishes for. What comes first counts first; what of
 * one member cannot be served leaves it to the next. All members may be 0; those named reserved
 * must be. Strings are borrowed for the call; the lists are as `locales` of errcat_message(), names
 * in either style, and are read up to ERRCAT_PREFERENCES_MAX entries and ERRCAT_ACCEPT_MAX bytes.
 */
struct errcat_wishes {
  const char *request; /* for this request alone, in its URL or its body, or in gRPC metadata */
  const char *profile; /* as the user has set it in an account */
  const char *cookie;  /* NULL: the service looks at none; "": this request has none */
  /* Accept-Language, RFC 9110, section 12.5.4; several fields joined by commas. NULL: none. */
  const char *accept_language;
  size_t accept_language_len; /* 0: up to its NUL */
  const char *environment;    /* of errcat_environment_read(), in a tool */
  uint32_t flags;             /* of errcat_wish_flags */
  uint32_t reserved_flags;
  uint64_t reserved[4];
};

/* What came of them. Everything in it is a copy, or static. */
struct errcat_language {
  /* To ask for texts with: the catalogs that serve the wishes, the best first, up to the source
   * language, which is only named when it is the first. Wishes of a cookie or header that `vary`
   * does not name are not in it, so that no text depends on them. "": none serves. */
  char locales[ERRCAT_WISHES_MAX + 1];
  char locale[ERRCAT_LOCALE_MAX + 1];           /* the first of them, else the source language */
  char content_language[ERRCAT_LOCALE_MAX + 1]; /* the same as a tag of BCP 47: "zh-CN" */
  /* What of the request it depends on, that is what was looked at before it was clear:
   * "Accept-Language", also when there is none, "Cookie", "Cookie, Accept-Language" or "". It does
   * not say that a profile was looked at, be it one without a wish: who has accounts answers with
   * "Cache-Control: private", or adds the field that tells the accounts apart. */
  const char *vary;
  enum errcat_origin origin;
  enum errcat_reason reason;
  uint32_t preference; /* which entry of the list, or range of the header, from 0 as written */
  bool refused;        /* the header refuses this language, by q=0, and asks for none that there is:
                          a service may answer 406 */
  uint32_t ignored;    /* entries and ranges left out: ill-formed, or past the limits */
  uint64_t reserved[4];
};

/* Finds the language for a reader: the first wish that a catalog serves, in the order of enum
 * errcat_origin, then the source language. For each range and entry the catalog is the one that
 * errcat_message() would look at first, but that a language that has none may have a related one:
 * the members of Chinese and Arabic (wuu and yue are read as Chinese in their script).
 *
 * Accept-Language is read by RFC 9110 and RFC 4647 (Lookup, made aware of scripts):
 *   - Ranges count by their q, those alike in the order written. One that is ill-formed, such as
 *     zh_CN or en;q=2, is left out, and the others count. At most ERRCAT_ACCEPT_MAX bytes and
 *     ERRCAT_RANGES_MAX ranges are read.
 *   - "*" is the source language, unless the header names that with a lower q; then it is the first
 *     other catalog, by name, of which that is not so.
 *   - q=0 refuses the catalogs that the range names (zh-CN: zh_CN and zh_Hans_CN; zh: all Chinese
 *     ones), but for those that another range names more closely with a higher q. "*;q=0" refuses
 *     all others, for what stands behind the header. In place of a catalog that is refused a range
 *     gets another of its language and script. What the request, profile or cookie ask for is not
 *     refused.
 *
 * Never fails, allocates nothing, takes no lock; `bundle` may be shared. ICU is asked about a name
 * the first time that it is seen. */
ERRCAT_API void errcat_negotiate(const struct errcat_bundle *bundle,
                                 const struct errcat_wishes *wishes,
                                 struct errcat_language *language);

/* What one wish came to. */
enum errcat_wish_outcome {
  ERRCAT_WISH_SERVES,     /* a catalog serves it; the first such wish is the one taken */
  ERRCAT_WISH_NO_CATALOG, /* there is no catalog for it */
  ERRCAT_WISH_UNWANTED,   /* there is one, but the header refuses it */
  ERRCAT_WISH_REFUSES,    /* it is a refusal: q=0 */
  ERRCAT_WISH_ILL_FORMED, /* neither a locale nor a range */
  ERRCAT_WISH_BEYOND      /* past the limits: not read, and nothing behind it */
};

struct errcat_wish {
  enum errcat_origin origin;
  enum errcat_wish_outcome outcome;
  enum errcat_reason reason; /* when it serves */
  uint32_t preference;       /* which entry of its list, from 0 as written */
  uint32_t quality;          /* thousandths: 0 to 1000 */
  const char *text;          /* in the wishes: len bytes, without its q */
  size_t len;
  char locale[ERRCAT_LOCALE_MAX + 1]; /* of the catalog that serves, or would */
  uint32_t reserved[4];
};

/* All wishes in the order in which they count, be they looked at or not: of a header the ranges by
 * their quality, then refusals, then what is left out. Writes at most `max` and returns how many
 * there are; never more than 5 * (ERRCAT_PREFERENCES_MAX + 1). `trace` may be NULL when `max` is 0.
 */
ERRCAT_API size_t errcat_negotiate_trace(const struct errcat_bundle *bundle,
                                         const struct errcat_wishes *wishes,
                                         struct errcat_wish *trace, size_t max);

/* A locale's name as a tag of BCP 47, terminated: "zh-CN" for zh_CN.UTF-8, "sr-Latn" for sr@latin.
 * What a tag cannot have, such as @euro, is left out. False, and "" written, when the name cannot
 * be read; C and POSIX are none. */
ERRCAT_API bool errcat_language_tag(const char *locale, char tag[ERRCAT_LOCALE_MAX + 1]);

/* -------------------------------------------------------------------- calls */

/* An error with its arguments: what happened, whoever is told of it and in whichever language. The
 * typed functions of a generated header make them, and ERRCAT_CALL(). All is borrowed. NULL in the
 * place of a call is one of an unknown code: C takes a constant of a generated header for it that
 * is 0. */
struct errcat_call {
  struct errcat_handle handle; /* `table` NULL: `code` counts */
  const char *code;
  const struct errcat_arg *args;
  size_t count;
};

/* ERRCAT_CALL("OptVerse_10000004", ERRCAT_ARGS("acme-cloud")), with ERRCAT_NO_ARGS for none: a
 * `const struct errcat_call *` for a code that is not known before the program runs. It lives as
 * long as ERRCAT_ARGS(): in C++ hand it to a function, never keep it in a variable. */

/* ------------------------------------------------------ texts in other places */

enum errcat_part { ERRCAT_PART_MESSAGE, ERRCAT_PART_REMEDIATION };

/* Where a text goes, which says what may not be in it as it is. Each ill-formed part of UTF-8 (each
 * "maximal subpart", as Unicode calls it) becomes U+FFFD everywhere. What is escaped becomes
 * longer, one character at most 12 bytes; ERRCAT_OUTPUT_MAX is of the text before that. */
enum errcat_sink {
  ERRCAT_SINK_PLAIN, /* as it is */
  /* In a string of RFC 8259, without the quotes. Of what may be in it, DEL, C1, U+2028, U+2029 and
   * "<" are escaped too, so that it is also a string of JavaScript, and fit for a <script>. */
  ERRCAT_SINK_JSON,
  /* In text or in a quoted attribute, of HTML and of XML; not in a <script> or <style>. Control
   * characters but TAB, LF and CR, and noncharacters, which HTML may not have, become U+FFFD. */
  ERRCAT_SINK_HTML,
  /* One line, whatever it holds, on which nothing is hidden: escapes as in JSON for the backslash,
   * C0, DEL, C1, U+2028 and U+2029, bidi controls, and other invisible format characters (U+00AD,
   * U+180E, U+200B, U+2060 to U+206F, U+FEFF, U+FFF9 to U+FFFB, tags). Not for U+200C and U+200D,
   * without which Persian, Indian languages and emoji cannot be written. A quote is itself. */
  ERRCAT_SINK_LOG,
  /* The same for people: a backslash is itself. There is no control character in it at all, the end
   * of a line neither. */
  ERRCAT_SINK_TERMINAL
};

enum errcat_text_flags {
  /* A string argument, or string in a list, that has right-to-left letters or bidi controls is
   * isolated, from FSI to PDI (UAX #9), so that it does not reorder what is around it. Nothing in
   * it can end that: a PDI too many in it becomes U+FFFD, what it leaves open is closed, and a
   * paragraph separator in it is outside, between two isolates. (A plain text that is cut for want
   * of room may lack its PDI.) Of no effect for the sinks LOG and TERMINAL, which show bidi
   * controls instead of obeying them. */
  ERRCAT_TEXT_ISOLATE = 1,
  ERRCAT_TEXT_PERSONAL = 2 /* show what is sensitive="personal", as in a log */
};

/* All members may be 0; those named reserved must be. */
struct errcat_text_options {
  enum errcat_part part;
  enum errcat_sink sink;
  uint32_t flags; /* of errcat_text_flags */
  uint32_t reserved_flags;
  uint64_t reserved[4];
};

/* Writes a text of a call for the reader's language, as errcat_message() and errcat_remediation()
 * do, for a sink. `options`: may be NULL (all defaults); when they are ill-formed, "" is written,
 * and the status is ERRCAT_E_INVALID. Returns the length of the whole text. What does not fit is
 * cut at a character boundary, and not within an escape, when the sink is PLAIN or TERMINAL (an
 * isolate may so lack its end: append nothing to a text that was cut); for any other a part would
 * be wrong, so "" is written, and the status is ERRCAT_E_SPACE unless there is another. */
ERRCAT_API size_t errcat_text(const struct errcat_bundle *bundle, const char *locales,
                              const struct errcat_call *call,
                              const struct errcat_text_options *options, char *buffer, size_t size,
                              struct errcat_result *result);

/* The same for any text, of `len` bytes and any length: returns the length of what is escaped, of
 * which all or, when it does not fit in `size` bytes with a NUL, nothing is written; 0 for a sink
 * that there is not. */
ERRCAT_API size_t errcat_escape(enum errcat_sink sink, const char *text, size_t len, char *buffer,
                                size_t size);

/* --------------------------------------------------------- bodies of replies */

enum errcat_body_shape {
  ERRCAT_BODY_PLAIN,   /* {"error_msg":"…","error_code":"…"}, application/json */
  ERRCAT_BODY_PROBLEM, /* RFC 9457, application/problem+json: type, title, status, detail, instance,
                          and as extensions code, remediation, args */
  ERRCAT_BODY_RPC,     /* google.rpc.Status with ErrorInfo and LocalizedMessage, as AIP-193 has it,
                          application/json */
  ERRCAT_BODY_OWN      /* `own`, application/json */
};

enum errcat_body_flags {
  ERRCAT_BODY_LINES = 1, /* a member a line; PLAIN is then, byte for byte, as the table of OptVerse
                            shows it. Not of OWN, which keeps its white space */
  ERRCAT_BODY_REMEDIATION = 2, /* PLAIN and RPC have the remediation too, when there is one: the
                                  member "remediation", or a second line of LocalizedMessage */
  ERRCAT_BODY_ISOLATE = 4      /* as ERRCAT_TEXT_ISOLATE, in texts for the reader */
};

/* What the members hold:
 *
 *   PROBLEM  type: the registry's type-base with the wire form behind it; about:blank when it has
 *            none, or the code is not of this system. title: the phrase of HTTP, in English, for a
 *            status that has one. status: left out when none is declared.
 *   RPC      code: 500 when none is declared, as of the status UNKNOWN. message: in the source
 *            language. reason: the registry's name in capitals, else the code. metadata: the
 *            arguments as strings, and errorCode, the wire form; a name that cannot be a key of it
 *            (fewer than two bytes, a capital first, ...) has "arg_" in front.
 *   args     An object by declared name; an argument without one goes by its own name or number,
 *            "0", "1" and so on. Strings, ids and decimals are strings; so are integers past
 *            2^53 - 1 on either side of 0, which not every reader would get exactly, and doubles
 *            that are not finite; all others are numbers. Times, and numbers declared as such, are
 *            2026-11-23T10:00:00Z; lists arrays. Of several with one name the first counts. One
 *            that is not declared is ***, too, when the code declares a sensitive one, which it
 *            may be under a wrong name. There are none when nobody can say what is sensitive: for
 *            a code that is not of this system, and without a source catalog. */

/* A body that the caller describes. Immutable. */
struct errcat_shape;

/* `text`: `len` bytes of JSON, copied, in which, where a value may stand,
 *   $code $message $remediation $status $args $name $severity $type $title $locale $instance
 * $domain stand for the code's wire form, the two texts, the HTTP status as a number, the arguments
 * as an object, the registry's name of the code, and so on; $locale is a tag, "zh-CN", and
 * $severity "error" when none is declared. Null where there is none. In a string a $ is itself.
 * White space is kept. An escape of half a surrogate pair is an error, and so is a byte order mark.
 * `allocator`: copied; NULL: malloc and free. Returns what the caller frees with
 * errcat_shape_free(), or NULL, with E_SYNTAX (line, column and offset, and in words what was
 * expected and what was found), E_LIMIT (ERRCAT_SHAPE_MAX bytes, 32 levels), E_INVALID (the
 * allocator lacks a function) or E_NOMEM. */
ERRCAT_API struct errcat_shape *errcat_shape_open(const char *text, size_t len,
                                                  const struct errcat_allocator *allocator,
                                                  struct errcat_error *err);
/* `shape` may be NULL. No other thread may be using it. */
ERRCAT_API void errcat_shape_free(struct errcat_shape *shape);

/* All members may be 0; those named reserved must be. */
struct errcat_body_options {
  enum errcat_body_shape shape;
  uint32_t flags;       /* of errcat_body_flags */
  const char *instance; /* URI reference of this occurrence; what no URI may have is
                           percent-encoded; NULL: left out */
  const char *domain;   /* of RPC's ErrorInfo, "optverse.example.com"; NULL: the bundle's */
  const struct errcat_shape *own; /* of OWN; borrowed for the call */
  uint64_t reserved[4];
};

/* Writes the body of a reply in the reader's language: valid JSON in valid UTF-8, whatever the
 * arguments and the catalogs hold, and fit for a <script>. Sensitive arguments are ***, in `args`
 * too. A code of another system is named, with the text that refers to that system; one that is
 * unknown is its own text, with what may not be shown of it as question marks.
 * `options`: may be NULL (all defaults).
 * Returns the length of the whole body. When that is `size` or more, "" is written, and the status
 * is E_SPACE unless there is another. With options that make no sense (reserved members, unknown
 * values, OWN without `own`) it is 0, and the status E_INVALID. E_NOMEM may also say that there was
 * no memory to put together what is declared of the code, the first time that it is needed: then
 * args are left out. The counts of the result are those of all texts of the reader's in the body.
 * All else is as with errcat_message(); once warm, nothing is allocated, whatever the size. */
ERRCAT_API size_t errcat_body(const struct errcat_bundle *bundle, const char *locales,
                              const struct errcat_call *call,
                              const struct errcat_body_options *options, char *buffer, size_t size,
                              struct errcat_result *result);

/* Its media type. Static. */
ERRCAT_API const char *errcat_body_media_type(const struct errcat_body_options *options);

/* --------------------------------------------------------------- log records */

enum errcat_log_format {
  /* level=error code=OptVerse_10000004 domain=optverse status=403 msg="…" arg.tenant=acme-cloud */
  ERRCAT_LOG_LOGFMT,
  /* {"level":"error","code":"…","domain":"…","status":403,"message":"…","args":{"tenant":"…"}} */
  ERRCAT_LOG_JSON,
  /* Fields of the journal's native protocol, for its socket: MESSAGE, MESSAGE_ID, PRIORITY,
   * ERRCAT_DOMAIN, ERRCAT_CODE, ERRCAT_STATUS, ERRCAT_ARG_TENANT. */
  ERRCAT_LOG_JOURNAL
};

/* All members may be 0; those named reserved must be. */
struct errcat_log_options {
  enum errcat_log_format format;
  uint32_t reserved_flags;
  /* Fields of the caller's own, at the end: each with a name, [A-Za-z_][A-Za-z0-9_.]*, up to 64
   * bytes. Left out are others, those without a value, the second of a name, and names that a
   * record has itself: level, code, domain, status, msg, message, args, arg.*; in the journal also
   * MESSAGE_ID, PRIORITY and ERRCAT_*. There a name is in capitals, with "_" for each dot, and
   * without those in front. */
  const struct errcat_arg *fields;
  size_t field_count;
  uint64_t reserved[4];
};

/* Writes a record of a call for a log, in the source language: one line without its end, or, for
 * the journal, a datagram, in which there may be NULs. `code` is the canonical form. Arguments that
 * are sensitive="personal" are shown, those that are sensitive="secret" are ***, and all of them
 * are where nobody can say which are. They have the values that were given, by name as in a body:
 * what is escaped (as by ERRCAT_SINK_LOG, in quotes where logfmt needs them) any reader of the
 * format reads back; the journal has them as they are, its MESSAGE as on a terminal. The level is
 * the code's severity: error, warn (warning) or info (all others), PRIORITY 3, 4 or 6. Returns, and
 * refuses, as errcat_body() does. */
ERRCAT_API size_t errcat_log(const struct errcat_bundle *bundle, const struct errcat_call *call,
                             const struct errcat_log_options *options, char *buffer, size_t size,
                             struct errcat_result *result);

/* The MESSAGE_ID of a code, in its canonical form: 32 hexadecimal digits, the same for ever,
 * terminated. It is a UUID of version 8 (RFC 9562), from the FNV-1a of 128 bits over "errcat", the
 * domain and the code, each with its NUL. */
ERRCAT_API void errcat_message_id(const char *domain, const char *code, char id[33]);

/* One error: what the reader gets, and what the log says. */
struct errcat_reply {
  /* Set by the caller; may be NULL and 0. */
  char *body;
  size_t body_size;
  char *log;
  size_t log_size;
  /* Set by errcat_reply_write(). */
  size_t body_len, log_len;   /* of what is in the buffers: what there is to send */
  size_t body_full, log_full; /* of the whole: the same, unless the buffer is too short for it */
  int http_status;            /* to answer with: that of `result`, but 500 when none is declared */
  const char *content_type;   /* static */
  char content_language[ERRCAT_LOCALE_MAX + 1]; /* of the body's texts; "" when there are none */
  const char *vary;                             /* of `language` */
  struct errcat_result result;                  /* of the body */
  errcat_status log_status;                     /* of the record, as errcat_log() gives it */
  uint64_t reserved[4];
};

/* Both at once: errcat_body() for `language`, which is of errcat_negotiate(), NULL being the source
 * language, and errcat_log(). The options may be NULL (all defaults). What is too long for its
 * buffer is written without the arguments, and the record without fields of the caller's own, so
 * that nobody can keep an error from the log by a long argument; only when there is no room for
 * that, either, it is "". The statuses are those of the whole. */
ERRCAT_API void
errcat_reply_write(const struct errcat_bundle *bundle, const struct errcat_language *language,
                   const struct errcat_call *call, const struct errcat_body_options *body,
                   const struct errcat_log_options *log, struct errcat_reply *reply);

/* ---------------------------------------------------------------- patterns */

/* A pattern that is in no catalog, compiled: for tools, tests and texts of other origin. */
struct errcat_pattern;

/* What a piece of a pattern is. */
enum errcat_piece_kind {
  ERRCAT_PIECE_TEXT,        /* literal text that is shown as it stands there */
  ERRCAT_PIECE_QUOTED,      /* the same, but between apostrophes, which are not in it */
  ERRCAT_PIECE_ARGUMENT,    /* {0}, {when, date, ::yMMMd}; or the beginning of one with cases */
  ERRCAT_PIECE_CASE,        /* the beginning of a case: its selector, or a choice's number */
  ERRCAT_PIECE_HASH,        /* "#" in a plural */
  ERRCAT_PIECE_END_CASE,    /* the "}" that ends a case, the "|" of a choice, of which the last case
                               ends, with nothing in this piece, before the "}" of the argument */
  ERRCAT_PIECE_END_ARGUMENT /* the "}" of an argument with cases */
};

/* The format type of an argument. */
enum errcat_piece_type {
  ERRCAT_PIECE_PLAIN, /* none: {0} */
  ERRCAT_PIECE_NUMBER,
  ERRCAT_PIECE_DATE,
  ERRCAT_PIECE_TIME,
  ERRCAT_PIECE_SPELLOUT,
  ERRCAT_PIECE_ORDINAL,
  ERRCAT_PIECE_DURATION,
  ERRCAT_PIECE_PLURAL,
  ERRCAT_PIECE_SELECTORDINAL,
  ERRCAT_PIECE_SELECT,
  ERRCAT_PIECE_CHOICE
};

/* A piece, by offsets in bytes from the beginning of the pattern: its first byte, and the one
 * behind its last. An argument without cases has its braces in it; one with cases reaches up to its
 * first case, or to its end when there is none. A case reaches behind the "{" of its message, or
 * behind the "#", "<" or "≤" of a choice. What no piece has in it is syntax; "''" is that and an
 * apostrophe, which is the first of a piece of text. So the pieces of text of a pattern without
 * arguments are the text that it makes, and a quotation that is not closed is a piece QUOTED up to
 * the end of the pattern.
 *
 * The pieces come in the order in which they stand there, and none reaches into another. Each
 * argument of a type with cases, and each case, has its end, also in a pattern with faults: the end
 * of what it leaves open is an empty piece behind the last byte. There an argument may lack its
 * name (name_len is 0), its type (which is PLAIN) or cases, and reach up to the end of the pattern;
 * what stands in its braces for no good is in it, or in no piece. A pattern that is longer than
 * ERRCAT_PATTERN_MAX, or not UTF-8, has none. */
struct errcat_piece {
  enum errcat_piece_kind kind;
  enum errcat_piece_type type; /* of an argument, and of that which a case, "#" or end belongs to */
  uint32_t depth;    /* cases around it: the same for an argument, its cases and all their ends */
  uint32_t argument; /* position of the argument, among those declared or as it is written;
                        ERRCAT_PIECE_NAMED when it has none: by name alone, or by what cannot be
                        a number. Of ARGUMENT, and of that which CASE, HASH and ends belong to */
  size_t begin, end;
  size_t name, name_len;   /* of an ARGUMENT, its number or name; of a CASE, its selector ("other",
                              "=1") or a choice's number; else 0 */
  size_t style, style_len; /* of an ARGUMENT, its style without white space around; else 0 */
};
#define ERRCAT_PIECE_NAMED 0xffffffffu

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
  /* Called, before the function returns, for every fault of the pattern in the order of their
   * places, the first ERRCAT_FAULTS_MAX of them; `err` gets the first. */
  void (*fault)(void *context, const struct errcat_error *fault);
  void *context;                            /* of `fault` and `piece` */
  const struct errcat_allocator *allocator; /* copied; NULL: malloc and free */
  /* Called for every piece of the pattern, also of one that has faults, as far as they can be made
   * out: all of them before the first fault is told. */
  void (*piece)(void *context, const struct errcat_piece *piece);
  uint64_t reserved[3];
};

/* Reads a pattern without making anything of it, for tools that judge or show patterns: calls
 * `options->piece` and then `options->fault`, as errcat_pattern_open() does. Takes no memory, but a
 * bounded stack. Returns ERRCAT_OK, or the status of the first fault, which `err` gets:
 * ERRCAT_E_SYNTAX, E_UNSUPPORTED or E_LIMIT, as there; ERRCAT_E_INVALID for ill-formed options. */
ERRCAT_API errcat_status errcat_pattern_read(const char *pattern, size_t len,
                                             const struct errcat_pattern_options *options,
                                             struct errcat_error *err);

/* The categories of plural rules, as bits. */
enum errcat_plural_categories {
  ERRCAT_PLURAL_ZERO = 1,
  ERRCAT_PLURAL_ONE = 2,
  ERRCAT_PLURAL_TWO = 4,
  ERRCAT_PLURAL_FEW = 8,
  ERRCAT_PLURAL_MANY = 16,
  ERRCAT_PLURAL_OTHER = 32
};

/* The categories that the language of `locale` has, by CLDR as ICU has it, of cardinal numbers
 * (plural) or of ordinal ones (selectordinal). OTHER is among them always, and alone for a locale
 * that ICU has no rules of. */
ERRCAT_API uint32_t errcat_plural_categories(const char *locale, bool ordinal);

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
 * of a choice. So does each plural, select and choice of an argument that is shown as ***, for any
 * other case would tell of it, and of one that is missing. A select of a number goes by its bare
 * text. */
struct errcat_arg_info {
  const char *name;    /* "tenant" */
  const char *type;    /* "string", "id", "integer", "number", "time", "list" */
  const char *example; /* or NULL */
  /* NULL: shown to all; "personal": *** but in a log; "secret", or anything else: *** everywhere.
   */
  const char *sensitive;
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
  size_t unknown;                   /* codes that the source catalog does not have */
  size_t metadata;                  /* entries of metadata; ignored unless `source` */
  /* 0, until errcat_bundle_catalog_texts() counts them: */
  size_t codes;      /* served by it; prefixes of other systems are not counted */
  size_t stale;      /* withheld: their source text has changed since */
  size_t broken;     /* withheld: a pattern that cannot be used */
  size_t incomplete; /* withheld: only one of message and remediation is there */
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

/* Every catalog found, refused ones included: the source first, then by locale. */
ERRCAT_API size_t errcat_bundle_catalog_count(const struct errcat_bundle *bundle);
ERRCAT_API void errcat_bundle_catalog(const struct errcat_bundle *bundle, size_t i,
                                      struct errcat_catalog_info *info);
/* The same, with what the catalog serves and withholds, for which every pattern of it is looked at.
 */
ERRCAT_API void errcat_bundle_catalog_texts(const struct errcat_bundle *bundle, size_t i,
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
#define ERRCAT_CALL(code, ...) ERRCAT_CALL_((code), __VA_ARGS__)
#define ERRCAT_CALL_(code, args, count) \
  ((const struct errcat_call *)&(const struct errcat_call){{NULL, 0}, (code), (args), (count)})
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
struct errcat_call_once : errcat_call {
  errcat_call_once(const char *code_, const errcat_arg *args_, size_t count_)
  {
    handle.table = 0;
    handle.ordinal = 0;
    code = code_;
    args = args_;
    count = count_;
  }
  const errcat_call *address() const
  {
    return this;
  }
};
}
#define ERRCAT_ARG(x) errcat_arg_from(x)
#define ERRCAT_ARGS(...) \
  errcat_arg_pack<ERRCAT_COUNT_(__VA_ARGS__)>{ \
      {ERRCAT_EACH_(ERRCAT_COUNT_(__VA_ARGS__), __VA_ARGS__)}} \
      .args, \
      static_cast<size_t>(ERRCAT_COUNT_(__VA_ARGS__))
#define ERRCAT_CALL(code, ...) (errcat_call_once((code), __VA_ARGS__).address())
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

/* ------------------------------------------------- for generated headers */

/* What a header that `errcat header` writes is made of; programs use that header. For each type
 * that a registry declares there is a type of parameter. It takes what such an argument may be, and
 * anything else does not compile, whichever warnings are on:
 *
 *   string   const char *, struct errcat_arg
 *   id       const char *, integers, struct errcat_arg
 *   integer  integers
 *   number   integers, float, double, struct errcat_arg (of errcat_arg_decimal())
 *   time     struct errcat_time
 *   list     struct errcat_arg (of errcat_arg_list())
 *
 * A bool is no integer. A prototype of C would convert what it is given, so there macros look at
 * the types first. */
#define ERRCAT_TYPED 1 /* version of what is below */

#if defined(__GNUC__)
#define ERRCAT_TYPED_UNUSED_ __attribute__((unused))
#else
#define ERRCAT_TYPED_UNUSED_
#endif

#ifndef __cplusplus
typedef struct errcat_arg errcat_typed_string;
typedef struct errcat_arg errcat_typed_id;
typedef struct errcat_arg errcat_typed_integer;
typedef struct errcat_arg errcat_typed_number;
typedef struct errcat_arg errcat_typed_time;
typedef struct errcat_arg errcat_typed_list;

/* clang-format off */
#define ERRCAT_TYPED_STRINGS_ char *: errcat_arg_string, const char *: errcat_arg_string
#define ERRCAT_TYPED_INTEGERS_ \
  char: errcat_arg_integer, signed char: errcat_arg_integer, short: errcat_arg_integer, \
  int: errcat_arg_integer, long: errcat_arg_integer, long long: errcat_arg_integer, \
  unsigned char: errcat_arg_unsigned, unsigned short: errcat_arg_unsigned, \
  unsigned: errcat_arg_unsigned, unsigned long: errcat_arg_unsigned, \
  unsigned long long: errcat_arg_unsigned
#define ERRCAT_TYPED_DOUBLES_ float: errcat_arg_double, double: errcat_arg_double
#define ERRCAT_TYPED_ITSELF_ struct errcat_arg: errcat_arg_itself
/* clang-format on */
#define ERRCAT_TYPED_STRING_(x) _Generic((x), ERRCAT_TYPED_STRINGS_, ERRCAT_TYPED_ITSELF_)(x)
#define ERRCAT_TYPED_ID_(x) \
  _Generic((x), ERRCAT_TYPED_STRINGS_, ERRCAT_TYPED_INTEGERS_, ERRCAT_TYPED_ITSELF_)(x)
#define ERRCAT_TYPED_INTEGER_(x) _Generic((x), ERRCAT_TYPED_INTEGERS_)(x)
#define ERRCAT_TYPED_NUMBER_(x) \
  _Generic((x), ERRCAT_TYPED_INTEGERS_, ERRCAT_TYPED_DOUBLES_, ERRCAT_TYPED_ITSELF_)(x)
#define ERRCAT_TYPED_TIME_(x) _Generic((x), struct errcat_time : errcat_arg_time)(x)
#define ERRCAT_TYPED_LIST_(x) _Generic((x), ERRCAT_TYPED_ITSELF_)(x)

/* The space itself, when it is one of this type: a pointer to another would only be warned of. */
#define ERRCAT_TYPED_SPACE_(type, space) _Generic((space), type * : (space))

/* A `const struct errcat_call *` that lives as long as ERRCAT_ARGS(). */
#define ERRCAT_TYPED_CALL_(table, ordinal, count, ...) \
  ((const struct errcat_call *)&(const struct errcat_call){ \
      {(table), (ordinal)}, NULL, (const struct errcat_arg[]){__VA_ARGS__}, (count)})
#define ERRCAT_TYPED_CALL_0_(table, ordinal) \
  ((const struct errcat_call *)&(const struct errcat_call){{(table), (ordinal)}, NULL, NULL, 0})
#else /* C++11 */
extern "C++" {
#define ERRCAT_TYPED_STRINGS_(type) \
  type(const char *x) : errcat_arg(errcat_arg_string(x)) \
  { \
  } \
  type(char *x) : errcat_arg(errcat_arg_string(x)) \
  { \
  }
#define ERRCAT_TYPED_NUMBER_OF_(type, from, make) \
  type(from x) : errcat_arg(make(x)) \
  { \
  }
/* What promotes to an integer is one, but for a bool. */
#define ERRCAT_TYPED_INTEGERS_(type) \
  ERRCAT_TYPED_NUMBER_OF_(type, char, errcat_arg_integer) \
  ERRCAT_TYPED_NUMBER_OF_(type, signed char, errcat_arg_integer) \
  ERRCAT_TYPED_NUMBER_OF_(type, short, errcat_arg_integer) \
  ERRCAT_TYPED_NUMBER_OF_(type, int, errcat_arg_integer) \
  ERRCAT_TYPED_NUMBER_OF_(type, long, errcat_arg_integer) \
  ERRCAT_TYPED_NUMBER_OF_(type, long long, errcat_arg_integer) \
  ERRCAT_TYPED_NUMBER_OF_(type, unsigned char, errcat_arg_unsigned) \
  ERRCAT_TYPED_NUMBER_OF_(type, unsigned short, errcat_arg_unsigned) \
  ERRCAT_TYPED_NUMBER_OF_(type, unsigned, errcat_arg_unsigned) \
  ERRCAT_TYPED_NUMBER_OF_(type, unsigned long, errcat_arg_unsigned) \
  ERRCAT_TYPED_NUMBER_OF_(type, unsigned long long, errcat_arg_unsigned) \
  type(bool) = delete; \
  type(long double) = delete; \
  type(decltype(nullptr)) = delete; \
  template <typename T> type(T *) = delete;
#define ERRCAT_TYPED_ITSELF_(type) \
  type(const errcat_arg &x) : errcat_arg(x) \
  { \
  }
struct errcat_typed_string : errcat_arg {
  ERRCAT_TYPED_STRINGS_(errcat_typed_string)
  ERRCAT_TYPED_ITSELF_(errcat_typed_string)
  template <typename T> errcat_typed_string(T) = delete; /* 0 and NULL among them */
};
struct errcat_typed_id : errcat_arg {
  ERRCAT_TYPED_STRINGS_(errcat_typed_id)
  ERRCAT_TYPED_INTEGERS_(errcat_typed_id)
  ERRCAT_TYPED_ITSELF_(errcat_typed_id)
  errcat_typed_id(float) = delete;
  errcat_typed_id(double) = delete;
};
struct errcat_typed_integer : errcat_arg {
  ERRCAT_TYPED_INTEGERS_(errcat_typed_integer)
  errcat_typed_integer(float) = delete;
  errcat_typed_integer(double) = delete;
};
struct errcat_typed_number : errcat_arg {
  ERRCAT_TYPED_INTEGERS_(errcat_typed_number)
  ERRCAT_TYPED_NUMBER_OF_(errcat_typed_number, float, errcat_arg_double)
  ERRCAT_TYPED_NUMBER_OF_(errcat_typed_number, double, errcat_arg_double)
  ERRCAT_TYPED_ITSELF_(errcat_typed_number)
};
struct errcat_typed_time : errcat_arg {
  errcat_typed_time(const errcat_time &x) : errcat_arg(errcat_arg_time(x))
  {
  }
};
struct errcat_typed_list : errcat_arg {
  ERRCAT_TYPED_ITSELF_(errcat_typed_list)
};

/* A call with N arguments, in the place of a `const struct errcat_call *`. Handed to a function it
 * lives to the end of the full expression; in a variable, as long as that. */
template <size_t N> struct errcat_typed_call {
  template <typename... T>
  errcat_typed_call(const errcat_table *table, uint32_t ordinal, const T &...values)
      : args_{static_cast<const errcat_arg &>(values)...}
  {
    call_.handle.table = table;
    call_.handle.ordinal = ordinal;
    call_.code = 0;
    call_.args = args_;
    call_.count = N;
  }
  errcat_typed_call(const errcat_typed_call &other)
  {
    *this = other;
  }
  /* The arguments are the copy's own. */
  errcat_typed_call &operator=(const errcat_typed_call &other)
  {
    call_ = other.call_;
    call_.args = args_;
    for (size_t i = 0; i < N; i++)
      args_[i] = other.args_[i];
    return *this;
  }
  operator const errcat_call *() const
  {
    return &call_;
  }

private:
  errcat_call call_;
  errcat_arg args_[N ? N : 1];
};
}
#endif

/* Fills a call that lives as long as the space that it is in. */
static inline const struct errcat_call *
errcat_typed_fill_(struct errcat_call *call, const struct errcat_table *table, uint32_t ordinal,
                   const struct errcat_arg *args, size_t count)
{
  call->handle.table = table;
  call->handle.ordinal = ordinal;
  call->code = 0;
  call->args = args;
  call->count = count;
  return call;
}

#endif /* ERRCAT_H */
