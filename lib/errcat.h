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
 * bundles, texts, the reader's environment, and, for tools, what a bundle holds.
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
#define ERRCAT_NESTING_MAX 8        /* plurals and selects within one another */
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
  X(E_UNSUPPORTED, -19, "message pattern uses a format that is not supported") \
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

/* A tagged value for a placeholder. The tag says what is safe to read; how it is
 * shown is decided by the type that the registry declares for the argument. */
enum errcat_arg_kind {
  ERRCAT_ARG_STRING = 1, /* value.string, len bytes; ill-formed UTF-8 becomes U+FFFD */
  ERRCAT_ARG_INTEGER,    /* value.integer */
  ERRCAT_ARG_UNSIGNED,   /* value.unsigned_integer */
  ERRCAT_ARG_DOUBLE      /* value.floating */
};

struct errcat_arg {
  const char *name; /* NULL: by position; else the declared name, and the position is ignored */
  enum errcat_arg_kind kind;
  uint32_t reserved;
  size_t len; /* of a string, in bytes; 0 otherwise */
  union errcat_value {
    const char *string; /* borrowed for the call; NULL counts as missing */
    int64_t integer;
    uint64_t unsigned_integer;
    double floating;
  } value;
};

/* ----------------------------------------------------------------- bundles */

/* The catalogs of one domain in all their languages. Immutable once open. */
struct errcat_bundle;

/* Where an open bundle takes memory from. `allocate` returns memory aligned for
 * any type, or NULL; `release` is never given NULL. Both must be safe in every
 * thread that opens, uses or frees a bundle. ICU keeps its own allocator. */
struct errcat_allocator {
  void *(*allocate)(void *context, size_t size);
  void (*release)(void *context, void *memory);
  void *context;
};

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
  uint64_t reserved[4];
};

/* Opens every catalog of `domain` that the path and the images have. Each file is
 * read whole, checked whole and closed again before this returns.
 *
 * `domain`: [A-Za-z0-9_][A-Za-z0-9_.+-]*, at most 64 bytes; it becomes a file name.
 * `options`: may be NULL (all defaults); not kept, but see errcat_image.
 * Returns the bundle, which the caller frees with errcat_bundle_free(); or NULL, with
 *   ERRCAT_E_INVALID    the domain, an image or the options are ill-formed
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
  /* ERRCAT_OK, or the first that holds of ERRCAT_E_UNKNOWN_CODE, E_FOREIGN_CODE,
   * E_NO_SOURCE, E_BROKEN (a text that would have been nearer to the reader has a pattern
   * that cannot be used, or there is no usable text at all), E_LIMIT (the text was cut at
   * ERRCAT_OUTPUT_MAX), E_ARGUMENT. There is readable text whichever it is. */
  errcat_status status;
  int http_status; /* as declared; 0: none declared; 500: code unknown or another system's, or no
                      source */
  enum errcat_reason reason;
  uint32_t preference;                /* which entry of the preference list, from 0 */
  uint32_t missing;                   /* placeholders that got no argument */
  uint32_t mismatched;                /* placeholders whose argument was of another type */
  uint32_t withheld;                  /* stale, broken or incomplete texts that were passed over */
  char code[ERRCAT_CODE_MAX + 1];     /* canonical form; "" when it is not even a code */
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
 *   terminated and cut at a character boundary.
 * `result`: may be NULL.
 * Returns the length of the whole text, as snprintf does: it was cut when that is
 * `size` or more. There is always a message: for an unknown code it is the code itself;
 * for a code of another system, what the registry says of that system. A code that is
 * unknown or has no remediation gives "" as its remediation. Never more than ERRCAT_OUTPUT_MAX.
 * Allocates nothing and takes no lock for strings and integers, but the first time that a
 * locale's name is seen that is no catalog's own; the bundle remembers 256 such names. */
ERRCAT_API size_t errcat_message(const struct errcat_bundle *bundle, const char *locales,
                                 const char *code, const struct errcat_arg *args, size_t count,
                                 char *buffer, size_t size, struct errcat_result *result);
ERRCAT_API size_t errcat_remediation(const struct errcat_bundle *bundle, const char *locales,
                                     const char *code, const struct errcat_arg *args, size_t count,
                                     char *buffer, size_t size, struct errcat_result *result);

/* Formats a pattern that is in no catalog, by the rules of one locale: for tools and
 * tests. All arguments are undeclared: numbers are shown as the locale groups them.
 *
 * `locale`: as one entry of a preference list; NULL or "" is the root locale.
 * `pattern`: `len` bytes of ICU MessageFormat, see errcat(3).
 * `buffer`, `size`: as above. `length`: the whole length; may be NULL.
 * Returns ERRCAT_OK; ERRCAT_E_ARGUMENT when a placeholder had no argument or a string where a
 * number belongs, or E_LIMIT with line 0
 * when the text was cut at ERRCAT_OUTPUT_MAX (in both cases the text is written); or, with nothing
 * written and *length as it was, ERRCAT_E_SYNTAX, E_UNSUPPORTED or E_LIMIT with line, column and
 * offset; E_INVALID for a locale name that cannot be read; E_NOMEM. */
ERRCAT_API errcat_status errcat_pattern_format(const char *locale, const char *pattern, size_t len,
                                               const struct errcat_arg *args, size_t count,
                                               char *buffer, size_t size, size_t *length,
                                               struct errcat_error *err);

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
 *              string value    integer value    double value
 *   string     verbatim        bare (!)         bare (!)
 *   id         verbatim        bare             bare (!)          12050009, never 12,050,009
 *   integer    verbatim (!)    grouped          grouped           (!) unless it is integral
 *   number     verbatim (!)    grouped          grouped
 *   undeclared verbatim        grouped          grouped           as ICU shows {0}
 *
 * Bare: ASCII, for a double the fewest digits that give it back. Grouped: by the rules of the
 * locale, at most three decimals.
 *
 * {0, number} with its styles and "#" in {0, plural} and {0, selectordinal} show a value likewise,
 * a string or id, of whatever type, being mismatched there. A plural of a string takes its case
 * "other"; so does each plural and select of a sensitive argument, for any other case would tell of
 * it, and of one that is missing. A select of a number goes by its bare text. */
struct errcat_arg_info {
  const char *name;      /* "tenant" */
  const char *type;      /* "string", "id", "integer", "number" */
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
 * errcat_bundle_code_count(). What the pointers lead to lives as long as the bundle. */
ERRCAT_API size_t errcat_bundle_code_count(const struct errcat_bundle *bundle);
ERRCAT_API const struct errcat_code_info *errcat_bundle_code(const struct errcat_bundle *bundle,
                                                             size_t i);

/* The code by its canonical or wire form, byte for byte, or the prefix entry of the
 * other system that it belongs to; NULL when there is neither. */
ERRCAT_API const struct errcat_code_info *errcat_bundle_find(const struct errcat_bundle *bundle,
                                                             const char *code);

/* Every catalog found, refused ones included: the source first, then by locale. */
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

static inline struct errcat_arg errcat_arg_string_n(const char *string, size_t len)
{
  struct errcat_arg arg = {0, ERRCAT_ARG_STRING, 0, 0, {0}};
  arg.value.string = string;
  arg.len = string ? len : 0;
  return arg;
}

static inline struct errcat_arg errcat_arg_string(const char *string)
{
  size_t len = 0;
  while (string && string[len])
    len++;
  return errcat_arg_string_n(string, len);
}

static inline struct errcat_arg errcat_arg_integer(int64_t integer)
{
  struct errcat_arg arg = {0, ERRCAT_ARG_INTEGER, 0, 0, {0}};
  arg.value.integer = integer;
  return arg;
}

static inline struct errcat_arg errcat_arg_unsigned(uint64_t integer)
{
  struct errcat_arg arg = {0, ERRCAT_ARG_UNSIGNED, 0, 0, {0}};
  arg.value.unsigned_integer = integer;
  return arg;
}

static inline struct errcat_arg errcat_arg_double(double floating)
{
  struct errcat_arg arg = {0, ERRCAT_ARG_DOUBLE, 0, 0, {0}};
  arg.value.floating = floating;
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
 * Strings, integers and floating-point numbers are tagged by their C type; anything
 * else does not compile. ERRCAT_NAMED("tenant", a) gives one by name. The arguments
 * live to the end of the enclosing block (in C++: of the full expression). */
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
static inline errcat_arg errcat_arg_from(const errcat_arg &x)
{
  return x;
}
template <size_t N> struct errcat_arg_pack {
  errcat_arg args[N];
};
}
#define ERRCAT_ARG(x) errcat_arg_from(x)
#define ERRCAT_ARGS(...) \
  errcat_arg_pack<ERRCAT_COUNT_(__VA_ARGS__)>{ \
      {ERRCAT_EACH_(ERRCAT_COUNT_(__VA_ARGS__), __VA_ARGS__)}} \
      .args, \
      (size_t)ERRCAT_COUNT_(__VA_ARGS__)
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
