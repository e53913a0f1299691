/* SPDX-License-Identifier: MIT */
#include "mo_hostile.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---------------------------------------------------- the files to spoil */

#define CHARSET_HEADER "Content-Type: text/plain; charset="
#define UTF8_HEADER CHARSET_HEADER "UTF-8\n"
#define END_OF_PAIRS \
  { \
    NULL, NULL, 0, 0 \
  }

static const struct mo_pair fruit[] = {
    {"", UTF8_HEADER, 0, 0}, {"apple", "pomme", 0, 0}, {"one\0many", "un\0plusieurs", 8, 12},
    {"pear", "poire", 0, 0}, {"zoo", "parc", 0, 0},    END_OF_PAIRS};
/* Keys that come in the wrong order when they are compared as signed bytes, or by length. */
static const struct mo_pair signed_order[] = {
    {"", UTF8_HEADER, 0, 0}, {"\xc3\xa9", "e", 0, 0}, {"z", "z", 0, 0}, END_OF_PAIRS};
static const struct mo_pair length_order[] = {
    {"", UTF8_HEADER, 0, 0}, {"z", "z", 0, 0}, {"aa", "a", 0, 0}, END_OF_PAIRS};
static const struct mo_pair plural_twin[] = {
    {"", UTF8_HEADER, 0, 0}, {"a", "1", 0, 0}, {"a\0as", "2", 4, 0}, END_OF_PAIRS};
static const struct mo_pair sizes[] = {{"size %<PRIu64>", "taille %<PRIu64>", 0, 0},
                                       {"digit %<I>d", "chiffre %<I>d", 0, 0},
                                       END_OF_PAIRS};
static const struct mo_pair twins[] = {
    {"<PRIu64>", "1", 0, 0}, {"<PRIu64>", "2", 0, 0}, END_OF_PAIRS};
static const struct mo_pair twin_of_static[] = {{"apple", "1", 0, 0}, END_OF_PAIRS};
static const struct mo_pair forged_header[] = {
    {"", "Content-Type: text/plain; charset=ISO-2022-KR\n", 0, 0}, END_OF_PAIRS};
static const struct mo_pair bad_static[] = {{"k%<PRIu64>", "<PRIu64>ab\xff", 0, 0}, END_OF_PAIRS};
static const struct mo_pair no_pairs[] = {END_OF_PAIRS};

enum base {
  PLAIN,
  NO_HASH,
  BIG,
  SYSDEP,
  SYSDEP_BIG,
  SIGNED,
  BY_LENGTH,
  PLURAL_TWIN,
  TWINS,
  TWIN_OF_STATIC,
  FORGED_HEADER,
  BAD_STATIC
};
static const struct mo_spec bases[] = {
    [PLAIN] = {.hash = true, .pairs = fruit},
    [NO_HASH] = {.pairs = fruit},
    [BIG] = {.big_endian = true, .hash = true, .pairs = fruit},
    [SYSDEP] = {.hash = true, .minor = 1, .pairs = fruit, .sysdep = sizes},
    [SYSDEP_BIG] =
        {.big_endian = true, .hash = true, .major = 1, .minor = 1, .pairs = fruit, .sysdep = sizes},
    [SIGNED] = {.hash = true, .pairs = signed_order},
    [BY_LENGTH] = {.hash = true, .pairs = length_order},
    [PLURAL_TWIN] = {.pairs = plural_twin},
    [TWINS] = {.hash = true, .minor = 1, .pairs = fruit, .sysdep = twins},
    [TWIN_OF_STATIC] = {.hash = true, .minor = 1, .pairs = fruit, .sysdep = twin_of_static},
    [FORGED_HEADER] = {.hash = true, .minor = 1, .pairs = no_pairs, .sysdep = forged_header},
    [BAD_STATIC] = {.hash = true, .minor = 1, .pairs = fruit, .sysdep = bad_static},
};

/* A place in a file: a part of it, or a static string. */
struct place {
  enum where {
    NOWHERE,
    REGION,
    KEY,
    TEXT,
    SIZE,
    DESCRIPTION,
    STATIC_ORIGINAL,
    STATIC_TRANSLATION
  } where;
  enum mo_region region; /* of REGION */
  size_t index;          /* of the string, for all others */
  size_t offset;
};
#define H(at) \
  { \
    REGION, MO_HEADER, 0, at \
  }
#define O(i) \
  { \
    REGION, MO_ORIGINALS, 0, 8 * (i) \
  }
#define O_AT(i) \
  { \
    REGION, MO_ORIGINALS, 0, 8 * (i) + 4 \
  }
#define T(i) \
  { \
    REGION, MO_TRANSLATIONS, 0, 8 * (i) \
  }
#define T_AT(i) \
  { \
    REGION, MO_TRANSLATIONS, 0, 8 * (i) + 4 \
  }
#define HASH(i) \
  { \
    REGION, MO_HASH, 0, 4 * (i) \
  }
#define SEGMENT(i) \
  { \
    REGION, MO_SEGMENTS, 0, 8 * (i) \
  }
#define SEGMENT_AT(i) \
  { \
    REGION, MO_SEGMENTS, 0, 8 * (i) + 4 \
  }
#define SYS_O(i) \
  { \
    REGION, MO_SYSDEP_ORIGINALS, 0, 4 * (i) \
  }
#define SYS_T(i) \
  { \
    REGION, MO_SYSDEP_TRANSLATIONS, 0, 4 * (i) \
  }
#define KEY(i, at) \
  { \
    KEY, MO_HEADER, i, at \
  }
#define TEXT(i, at) \
  { \
    TEXT, MO_HEADER, i, at \
  }
#define LEN \
  { \
    SIZE, MO_HEADER, 0, 0 \
  }
/* Offset `at` in the description of system-dependent original i. */
#define DESC(i, at) \
  { \
    DESCRIPTION, MO_HEADER, i, at \
  }
/* Offset `at` in the static text of system-dependent original, or translation, i. */
#define STATIC_O(i, at) \
  { \
    STATIC_ORIGINAL, MO_HEADER, i, at \
  }
#define STATIC_T(i, at) \
  { \
    STATIC_TRANSLATION, MO_HEADER, i, at \
  }

struct edit {
  enum { NOTHING, WORD, ADD, BYTE, SAME, RESIZE, CUT_AT, FILL_WORDS } kind;
  struct place at;
  uint32_t value;
  struct place from; /* of SAME: word copied from there */
  uint32_t count;    /* of FILL_WORDS */
};
#define WORD(at, value) \
  { \
    WORD, at, value, {NOWHERE, MO_HEADER, 0, 0}, 0 \
  }
#define ADD(at, value) \
  { \
    ADD, at, (uint32_t)(value), {NOWHERE, MO_HEADER, 0, 0}, 0 \
  }
#define BYTE(at, value) \
  { \
    BYTE, at, value, {NOWHERE, MO_HEADER, 0, 0}, 0 \
  }
#define SAME(at, from) \
  { \
    SAME, at, 0, from, 0 \
  }
#define RESIZE(len) \
  { \
    RESIZE, LEN, len, {NOWHERE, MO_HEADER, 0, 0}, 0 \
  }
#define CUT_AT(at, delta) \
  { \
    CUT_AT, at, (uint32_t)(delta), {NOWHERE, MO_HEADER, 0, 0}, 0 \
  }
#define FILL_WORDS(at, value, count) \
  { \
    FILL_WORDS, at, value, {NOWHERE, MO_HEADER, 0, 0}, count \
  }

static size_t place_in(const struct mo_built *built, struct place place)
{
  switch (place.where) {
  case REGION:
    return built->at[place.region] + place.offset;
  case KEY:
    return mo_string_at(built, MO_ORIGINALS, place.index) + place.offset;
  case TEXT:
    return mo_string_at(built, MO_TRANSLATIONS, place.index) + place.offset;
  case DESCRIPTION:
    return mo_get(built, built->at[MO_SYSDEP_ORIGINALS] + 4 * place.index) + place.offset;
  case STATIC_ORIGINAL:
    return mo_get(built, mo_get(built, built->at[MO_SYSDEP_ORIGINALS] + 4 * place.index)) +
           place.offset;
  case STATIC_TRANSLATION:
    return mo_get(built, mo_get(built, built->at[MO_SYSDEP_TRANSLATIONS] + 4 * place.index)) +
           place.offset;
  case SIZE:
    return built->len;
  case NOWHERE:
    break;
  }
  return 0;
}

static void apply(struct mo_built *built, const struct edit *edit)
{
  size_t at = place_in(built, edit->at);
  switch (edit->kind) {
  case WORD:
    mo_put(built, at, edit->value);
    break;
  case ADD:
    mo_put(built, at, mo_get(built, at) + edit->value);
    break;
  case BYTE:
    built->bytes[at] = (unsigned char)edit->value;
    break;
  case SAME:
    mo_put(built, at, mo_get(built, place_in(built, edit->from)));
    break;
  case RESIZE:
    mo_resize(built, edit->value);
    break;
  case CUT_AT:
    mo_resize(built, at + (size_t)(int32_t)edit->value);
    break;
  case FILL_WORDS:
    for (size_t i = 0; i < edit->count; i++)
      mo_put(built, at + 4 * i, edit->value);
    break;
  case NOTHING:
    break;
  }
}

/* Edits are applied in turn to a base, then `offset` is looked up. Where reading goes on
 * although the file is odd, `want` is OK. */
static const struct {
  const char *name;
  enum base base;
  struct edit edits[4];
  errcat_status want;
  struct place offset;
} files[] = {
    /* Cut short. */
    {"empty file", PLAIN, {RESIZE(0)}, ERRCAT_E_TRUNCATED, LEN},
    {"one byte", PLAIN, {RESIZE(1)}, ERRCAT_E_TRUNCATED, LEN},
    {"three bytes", PLAIN, {RESIZE(3)}, ERRCAT_E_TRUNCATED, LEN},
    {"magic number alone", PLAIN, {RESIZE(4)}, ERRCAT_E_TRUNCATED, LEN},
    {"half a revision", BIG, {RESIZE(6)}, ERRCAT_E_TRUNCATED, LEN},
    {"header one byte short", PLAIN, {RESIZE(27)}, ERRCAT_E_TRUNCATED, LEN},
    {"header alone", PLAIN, {RESIZE(28)}, ERRCAT_E_TRUNCATED, LEN},
    {"long header, short file", SYSDEP, {RESIZE(28)}, ERRCAT_E_TRUNCATED, LEN},
    {"long header one byte short", SYSDEP, {RESIZE(47)}, ERRCAT_E_TRUNCATED, LEN},
    {"long header alone", SYSDEP, {RESIZE(48)}, ERRCAT_E_TRUNCATED, LEN},
    {"cut in the originals", PLAIN, {CUT_AT(O(2), 3)}, ERRCAT_E_TRUNCATED, LEN},
    {"cut in the translations", PLAIN, {CUT_AT(T(4), 7)}, ERRCAT_E_TRUNCATED, LEN},
    {"cut in the hash table", PLAIN, {CUT_AT(HASH(2), 1)}, ERRCAT_E_HASH, H(20)},
    {"cut in the segments", SYSDEP, {CUT_AT(SEGMENT(1), 0)}, ERRCAT_E_TRUNCATED, LEN},
    {"cut in sysdep originals", SYSDEP, {CUT_AT(SYS_O(1), 2)}, ERRCAT_E_TRUNCATED, LEN},
    {"cut in sysdep translations", SYSDEP, {CUT_AT(SYS_T(1), 0)}, ERRCAT_E_TRUNCATED, LEN},
    {"cut before the strings", PLAIN, {CUT_AT(KEY(0, 0), 0)}, ERRCAT_E_BOUNDS, O(0)},
    {"cut in a key", PLAIN, {CUT_AT(KEY(3, 2), 0)}, ERRCAT_E_BOUNDS, T(0)},
    {"last NUL missing", PLAIN, {CUT_AT(LEN, -1)}, ERRCAT_E_BOUNDS, T(4)},

    /* Not a .mo file. */
    {"zeros", PLAIN, {WORD(H(0), 0)}, ERRCAT_E_MAGIC, H(0)},
    {"halves of the magic exchanged", PLAIN, {WORD(H(0), 0x12de9504)}, ERRCAT_E_MAGIC, H(0)},
    {"an ELF file", PLAIN, {WORD(H(0), 0x464c457f)}, ERRCAT_E_MAGIC, H(0)},
    {"a .po file", PLAIN, {WORD(H(0), 0x6967736d)}, ERRCAT_E_MAGIC, H(0)},
    {"a compressed file", PLAIN, {WORD(H(0), 0x00088b1f)}, ERRCAT_E_MAGIC, H(0)},
    {"other byte order behind the magic",
     PLAIN,
     {WORD(H(0), 0xde120495), WORD(H(4), 2)},
     ERRCAT_E_REVISION,
     H(4)},

    /* Revisions. */
    {"revision 2.0", PLAIN, {WORD(H(4), 0x20000)}, ERRCAT_E_REVISION, H(4)},
    {"revision 2.1", BIG, {WORD(H(4), 0x20001)}, ERRCAT_E_REVISION, H(4)},
    {"revision 65535.65535", PLAIN, {WORD(H(4), 0xffffffff)}, ERRCAT_E_REVISION, H(4)},
    {"revision 0.7 is read as 0.1", SYSDEP, {WORD(H(4), 7)}, ERRCAT_OK, LEN},
    {"revision 1.0 in a file of 0.0", PLAIN, {WORD(H(4), 0x10000)}, ERRCAT_OK, LEN},

    /* How many strings. */
    {"4294967295 strings", PLAIN, {WORD(H(8), 0xffffffff)}, ERRCAT_E_TRUNCATED, LEN},
    {"strings, 8 times wraps to 0", PLAIN, {WORD(H(8), 0x20000000)}, ERRCAT_E_TRUNCATED, LEN},
    {"strings, 8 times wraps to 8", PLAIN, {WORD(H(8), 0x20000001)}, ERRCAT_E_TRUNCATED, LEN},
    {"one string too many", NO_HASH, {ADD(H(8), 1)}, ERRCAT_E_BOUNDS, T(5)},
    {"one string too few, says the hash table", PLAIN, {ADD(H(8), -1)}, ERRCAT_E_HASH, HASH(3)},
    {"one string too few", NO_HASH, {ADD(H(8), -1)}, ERRCAT_OK, LEN},
    {"no string", NO_HASH, {WORD(H(8), 0)}, ERRCAT_OK, LEN},

    /* Where the tables are. */
    {"originals at 4294967295", PLAIN, {WORD(H(12), 0xffffffff)}, ERRCAT_E_TRUNCATED, LEN},
    {"originals where adding wraps", PLAIN, {WORD(H(12), 0xfffffff8)}, ERRCAT_E_TRUNCATED, LEN},
    {"originals in the last bytes", PLAIN, {ADD(H(12), 200)}, ERRCAT_E_TRUNCATED, LEN},
    {"originals over the header", PLAIN, {WORD(H(12), 0)}, ERRCAT_E_BOUNDS, H(0)},
    {"originals off by one", PLAIN, {ADD(H(12), 1)}, ERRCAT_E_BOUNDS, H(29)},
    {"translations at 4294967295", BIG, {WORD(H(16), 0xffffffff)}, ERRCAT_E_TRUNCATED, LEN},
    {"translations behind 2 GiB", BIG, {WORD(H(16), 0x80000000)}, ERRCAT_E_TRUNCATED, LEN},
    {"translations over the header", PLAIN, {WORD(H(16), 0)}, ERRCAT_E_BOUNDS, H(0)},
    {"translations over the originals", PLAIN, {SAME(H(16), H(12))}, ERRCAT_OK, LEN},

    /* Where the strings are. */
    {"key of 4294967295 bytes", PLAIN, {WORD(O(1), 0xffffffff)}, ERRCAT_E_BOUNDS, O(1)},
    {"key at 4294967295", PLAIN, {WORD(O_AT(1), 0xffffffff)}, ERRCAT_E_BOUNDS, O(1)},
    {"key whose end wraps",
     PLAIN,
     {WORD(O_AT(1), 0xfffffff0), WORD(O(1), 0x20)},
     ERRCAT_E_BOUNDS,
     O(1)},
    {"empty key at the end of the file",
     PLAIN,
     {RESIZE(1000), WORD(O(1), 0), WORD(O_AT(1), 1000)},
     ERRCAT_E_BOUNDS,
     O(1)},
    {"empty key in the header", PLAIN, {WORD(O(1), 0), WORD(O_AT(1), 5)}, ERRCAT_E_ORDER, O(1)},
    {"text of 2 GiB", BIG, {WORD(T(2), 0x80000000)}, ERRCAT_E_BOUNDS, T(2)},
    {"text past the end", PLAIN, {ADD(T_AT(4), 1)}, ERRCAT_E_BOUNDS, T(4)},
    {"text that ends with the file", PLAIN, {ADD(T(4), 1)}, ERRCAT_E_BOUNDS, T(4)},
    {"key one byte short", PLAIN, {ADD(O(1), -1)}, ERRCAT_E_TERMINATOR, KEY(1, 4)},
    {"text one byte short", PLAIN, {ADD(T(1), -1)}, ERRCAT_E_TERMINATOR, TEXT(1, 4)},
    {"text one byte too long", PLAIN, {ADD(T(1), 1)}, ERRCAT_E_TERMINATOR, TEXT(2, 0)},
    {"text that begins one byte late", PLAIN, {ADD(T_AT(1), 1)}, ERRCAT_E_TERMINATOR, TEXT(2, 0)},
    {"terminator of a key overwritten",
     PLAIN,
     {BYTE(KEY(3, 4), '!')},
     ERRCAT_E_TERMINATOR,
     KEY(3, 4)},
    {"terminator of the header overwritten",
     PLAIN,
     {BYTE(TEXT(0, sizeof UTF8_HEADER - 1), 'x')},
     ERRCAT_E_TERMINATOR,
     TEXT(0, sizeof UTF8_HEADER - 1)},
    {"text in the tables", PLAIN, {WORD(T_AT(1), 9), WORD(T(1), 0)}, ERRCAT_OK, LEN},
    {"key cut by a NUL", PLAIN, {BYTE(KEY(3, 2), 0)}, ERRCAT_OK, LEN},

    /* Order. */
    {"key repeated", PLAIN, {SAME(O(3), O(1)), SAME(O_AT(3), O_AT(1))}, ERRCAT_E_ORDER, O(3)},
    {"neighbour repeated", PLAIN, {SAME(O(4), O(3)), SAME(O_AT(4), O_AT(3))}, ERRCAT_E_ORDER, O(4)},
    {"first letter changed", PLAIN, {BYTE(KEY(3, 0), 'A')}, ERRCAT_E_ORDER, O(3)},
    {"header not first", PLAIN, {BYTE(KEY(2, 0), 0)}, ERRCAT_E_ORDER, O(2)},
    {"two headers", PLAIN, {WORD(O(1), 0), ADD(O_AT(1), 5)}, ERRCAT_E_ORDER, O(1)},
    {"order of unsigned bytes", SIGNED, {{.kind = NOTHING}}, ERRCAT_E_ORDER, O(2)},
    {"ordered by length", BY_LENGTH, {{.kind = NOTHING}}, ERRCAT_E_ORDER, O(2)},
    {"same key with and without plural", PLURAL_TWIN, {{.kind = NOTHING}}, ERRCAT_E_ORDER, O(2)},

    /* The hash table. */
    {"hash table of 4294967295 slots", PLAIN, {WORD(H(20), 0xffffffff)}, ERRCAT_E_HASH, H(20)},
    {"hash table whose size wraps to 0", PLAIN, {WORD(H(20), 0x40000000)}, ERRCAT_E_HASH, H(20)},
    {"hash table at 4294967295", PLAIN, {WORD(H(24), 0xffffffff)}, ERRCAT_E_HASH, H(20)},
    {"hash table at 4294967292", PLAIN, {WORD(H(24), 0xfffffffc)}, ERRCAT_E_HASH, H(20)},
    {"hash table over the header", PLAIN, {WORD(H(24), 0)}, ERRCAT_E_HASH, H(0)},
    {"hash slot past the strings", PLAIN, {WORD(HASH(2), 6)}, ERRCAT_E_HASH, HASH(2)},
    {"hash slot of 4294967295", PLAIN, {WORD(HASH(0), 0xffffffff)}, ERRCAT_E_HASH, HASH(0)},
    {"hash table without a free slot", PLAIN, {FILL_WORDS(HASH(0), 1, 7)}, ERRCAT_OK, LEN},
    {"hash table without an entry", PLAIN, {FILL_WORDS(HASH(0), 0, 7)}, ERRCAT_OK, LEN},
    {"hash table of one slot", PLAIN, {WORD(H(20), 1)}, ERRCAT_OK, LEN},
    {"hash table of two slots", PLAIN, {WORD(H(20), 2)}, ERRCAT_OK, LEN},
    {"hash table of three slots", PLAIN, {WORD(H(20), 3)}, ERRCAT_OK, LEN},
    {"no hash table for sysdep strings", SYSDEP, {WORD(H(20), 0)}, ERRCAT_OK, LEN},

    /* System-dependent strings. */
    {"4294967295 segments", SYSDEP, {WORD(H(28), 0xffffffff)}, ERRCAT_E_TRUNCATED, LEN},
    {"segments, 8 times wraps", SYSDEP, {WORD(H(28), 0x20000000)}, ERRCAT_E_TRUNCATED, LEN},
    {"no segments", SYSDEP, {WORD(H(28), 0)}, ERRCAT_E_SEGMENT, DESC(0, 8)},
    {"segments past the end", SYSDEP, {WORD(H(32), 0x7fffffff)}, ERRCAT_E_TRUNCATED, LEN},
    {"segments over the header", SYSDEP, {WORD(H(32), 0)}, ERRCAT_E_SEGMENT, H(0)},
    {"4294967295 sysdep strings", SYSDEP, {WORD(H(36), 0xffffffff)}, ERRCAT_E_TRUNCATED, LEN},
    {"sysdep strings, 4 times wraps",
     SYSDEP_BIG,
     {WORD(H(36), 0x40000000)},
     ERRCAT_E_TRUNCATED,
     LEN},
    {"sysdep originals past the end", SYSDEP, {WORD(H(40), 0xfffffffc)}, ERRCAT_E_TRUNCATED, LEN},
    {"sysdep translations past the end",
     SYSDEP_BIG,
     {WORD(H(44), 0x80000000)},
     ERRCAT_E_TRUNCATED,
     LEN},
    {"segment name at 4294967295",
     SYSDEP,
     {WORD(SEGMENT_AT(0), 0xffffffff)},
     ERRCAT_E_SEGMENT,
     SEGMENT(0)},
    {"segment name of 4294967295 bytes",
     SYSDEP_BIG,
     {WORD(SEGMENT(1), 0xffffffff)},
     ERRCAT_E_SEGMENT,
     SEGMENT(1)},
    {"segment name of no bytes", SYSDEP, {WORD(SEGMENT(0), 0)}, ERRCAT_E_SEGMENT, SEGMENT(0)},
    {"segment name without NUL", SYSDEP, {ADD(SEGMENT(0), -1)}, ERRCAT_E_SEGMENT, SEGMENT(0)},
    {"segment number past the last", SYSDEP, {WORD(DESC(0, 8), 2)}, ERRCAT_E_SEGMENT, DESC(0, 8)},
    {"segment number 4294967294",
     SYSDEP_BIG,
     {WORD(DESC(0, 8), 0xfffffffe)},
     ERRCAT_E_SEGMENT,
     DESC(0, 8)},
    {"description at 4294967295", SYSDEP, {WORD(SYS_O(0), 0xffffffff)}, ERRCAT_E_SEGMENT, SYS_O(0)},
    {"description of a translation past the end",
     SYSDEP,
     {WORD(SYS_T(1), 0x10000)},
     ERRCAT_E_SEGMENT,
     SYS_T(1)},
    {"description in the last bytes",
     SYSDEP,
     {RESIZE(1000), WORD(SYS_O(0), 994)},
     ERRCAT_E_SEGMENT,
     H(998)},
    {"description without end",
     SYSDEP,
     {RESIZE(2000), WORD(SYS_O(1), 1500)},
     ERRCAT_E_SEGMENT,
     H(2000)},
    {"static text past the end",
     SYSDEP,
     {WORD(DESC(0, 0), 0xfffffff0)},
     ERRCAT_E_SEGMENT,
     DESC(0, 4)},
    {"part of 4294967295 bytes",
     SYSDEP,
     {WORD(DESC(0, 4), 0xffffffff)},
     ERRCAT_E_SEGMENT,
     DESC(0, 4)},
    {"parts that together pass the end",
     SYSDEP_BIG,
     {WORD(DESC(0, 12), 10000)},
     ERRCAT_E_SEGMENT,
     DESC(0, 12)},
    {"last part of no bytes", SYSDEP, {WORD(DESC(0, 12), 0)}, ERRCAT_E_TERMINATOR, STATIC_O(0, 6)},
    {"static text one byte short",
     SYSDEP,
     {ADD(DESC(0, 4), -1)},
     ERRCAT_E_TERMINATOR,
     STATIC_O(0, 5)},
    {"first segment is the end",
     SYSDEP,
     {WORD(DESC(0, 8), 0xffffffff)},
     ERRCAT_E_TERMINATOR,
     STATIC_O(0, 5)},
    {"two that expand alike", TWINS, {{.kind = NOTHING}}, ERRCAT_E_ORDER, SYS_O(1)},
    {"one that expands to a static key",
     TWIN_OF_STATIC,
     {{.kind = NOTHING}},
     ERRCAT_E_ORDER,
     SYS_O(0)},
    {"one string described twice", SYSDEP, {SAME(SYS_O(1), SYS_O(0))}, ERRCAT_E_ORDER, SYS_O(1)},
    {"header among the system-dependent",
     FORGED_HEADER,
     {{.kind = NOTHING}},
     ERRCAT_E_CHARSET,
     STATIC_T(0, sizeof CHARSET_HEADER - 1)},
    {"ill-formed in a system-dependent string",
     BAD_STATIC,
     {{.kind = NOTHING}},
     ERRCAT_E_ENCODING,
     STATIC_T(0, 2)},
};

static struct mo_hostile make_file(size_t i)
{
  struct mo_built built = mo_build(&bases[files[i].base]);
  struct place place = files[i].offset;
  /* A place that goes through what an edit spoils is looked up before. */
  size_t before = files[i].want && place.where != SIZE ? place_in(&built, place) : 0;
  for (size_t n = 0; n < COUNT(files[i].edits); n++)
    apply(&built, &files[i].edits[n]);
  return (struct mo_hostile){.name = files[i].name,
                             .built = built,
                             .want = files[i].want,
                             .offset = place.where == SIZE ? built.len : before};
}

/* -------------------------------------------------------------- charsets */

static const struct {
  const char *name, *charset, *key, *text;
  errcat_status want;
  struct place offset;
} encodings[] = {
#define NAME TEXT(0, sizeof CHARSET_HEADER - 1)
    {"unknown charset", "x-no-such", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"charset with a path", "../../etc/passwd", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"charset with an option", "ISO_2022,locale=ja,version=0", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"charset with an ASCII that is Latin-1", "\xe9", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"charset that begins with a dash", "-utf8", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"charset of 41 bytes", "a2345678901234567890123456789012345678901", "k", "t", ERRCAT_E_CHARSET,
     NAME},
    {"UTF-7", "UTF-7", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"UTF-16", "UTF-16", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"UTF-16LE", "utf-16le", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"UTF-32", "UTF-32", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"UCS-2", "ISO-10646-UCS-2", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"SCSU", "SCSU", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"BOCU-1", "BOCU-1", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"ISO-2022-JP", "ISO-2022-JP", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"ISO-2022-KR", "ISO-2022-KR", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"ISO-2022-CN-EXT", "ISO-2022-CN-EXT", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"HZ", "HZ-GB-2312", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"EBCDIC", "IBM037", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"EBCDIC with shifts", "ibm-939", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"names of mail folders", "IMAP-mailbox-name", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"compound text", "x11-compound-text", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"quotation mark for an apostrophe", "Adobe-Standard-Encoding", "k", "t", ERRCAT_E_CHARSET,
     NAME},
    {"GB 2312 without ASCII", "GB_2312-80", "k", "t", ERRCAT_E_CHARSET, NAME},
    {"lone continuation byte", "UTF-8", "k", "ab\x80", ERRCAT_E_ENCODING, TEXT(1, 2)},
    {"overlong NUL", "UTF-8", "k", "a\xc0\x80", ERRCAT_E_ENCODING, TEXT(1, 1)},
    {"overlong slash", "UTF-8", "k", "\xe0\x80\xaf", ERRCAT_E_ENCODING, TEXT(1, 0)},
    {"surrogate", "UTF-8", "k", "abc\xed\xa0\x80", ERRCAT_E_ENCODING, TEXT(1, 3)},
    {"past U+10FFFF", "UTF-8", "k", "\xf4\x90\x80\x80", ERRCAT_E_ENCODING, TEXT(1, 0)},
    {"character cut at the end", "UTF-8", "k", "a\xe4\xb8", ERRCAT_E_ENCODING, TEXT(1, 1)},
    {"ill-formed key", "UTF-8", "k\xff", "t", ERRCAT_E_ENCODING, KEY(1, 1)},
    {"Latin-1 without a charset", "CHARSET", "k", "\xe9t\xe9", ERRCAT_E_ENCODING, TEXT(1, 0)},
    {"Latin-1 in US-ASCII", "US-ASCII", "k", "\xc3\xa9", ERRCAT_E_ENCODING, TEXT(1, 0)},
    {"GBK with a wrong second byte", "GBK", "k", "\xd6\xd0\xd6 !", ERRCAT_E_ENCODING, TEXT(1, 2)},
    {"GBK cut at the end", "GBK", "k", "abc\xd6", ERRCAT_E_ENCODING, TEXT(1, 3)},
    {"GBK with a stray FF", "GBK", "k",
     "a\xff"
     "a",
     ERRCAT_E_ENCODING, TEXT(1, 1)},
    {"GB 18030 with a wrong fourth byte", "GB18030", "k", "a\x95\x32\x82!", ERRCAT_E_ENCODING,
     TEXT(1, 1)},
    {"GB 18030 past Unicode", "GB18030", "k", "a\xfe\x39\xfe\x39", ERRCAT_E_ENCODING, TEXT(1, 1)},
    {"GB 2312 with a character of GBK", "GB2312", "k", "\xd6\xd0\xd6\x40", ERRCAT_E_ENCODING,
     TEXT(1, 2)},
    {"Big5 with a wrong second byte", "Big5", "k", "\xa4\xa4\xa4 ", ERRCAT_E_ENCODING, TEXT(1, 2)},
    {"Big5 key", "Big5", "z\xa4", "t", ERRCAT_E_ENCODING, KEY(1, 1)},
    {"Shift_JIS cut at the end", "Shift_JIS", "k", "\x92\x86\x95", ERRCAT_E_ENCODING, TEXT(1, 2)},
    {"EUC-KR with a wrong second byte", "EUC-KR", "k", "\xf1\xe9\xf1 ", ERRCAT_E_ENCODING,
     TEXT(1, 2)},
    {"EUC-TW with half a plane", "EUC-TW", "k", "ab\x8e\xa2", ERRCAT_E_ENCODING, TEXT(1, 2)},
    {"hole in ISO 8859-7", "ISO-8859-7", "k", "\xe1\xd2", ERRCAT_E_ENCODING, TEXT(1, 1)},
    {"two keys alike once converted", "Shift_JIS", "\x81\xca", "\xfa\x54", ERRCAT_E_ORDER, O(2)},
#undef NAME
};

/* The text of the last row is its second key. */
static struct mo_hostile make_encoding(size_t i)
{
  char header[100];
  snprintf(header, sizeof header, CHARSET_HEADER "%s\n", encodings[i].charset);
  const struct mo_pair pairs[] = {{"", header, 0, 0},
                                  {encodings[i].key, encodings[i].text, 0, 0},
                                  {"\xfa\x54", "second", 0, 0},
                                  END_OF_PAIRS};
  bool two = encodings[i].want == ERRCAT_E_ORDER;
  const struct mo_pair one[] = {pairs[0], pairs[1], END_OF_PAIRS};
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = two ? pairs : one});
  return (struct mo_hostile){.name = encodings[i].name,
                             .built = built,
                             .want = encodings[i].want,
                             .offset = place_in(&built, encodings[i].offset)};
}

/* ---------------------------------------------------------------- all of them */

size_t mo_hostile_count(void)
{
  return COUNT(files) + COUNT(encodings) + mo_bomb_count();
}

struct mo_hostile mo_hostile_make(size_t i)
{
  if (i < COUNT(files))
    return make_file(i);
  i -= COUNT(files);
  return i < COUNT(encodings) ? make_encoding(i) : mo_bomb_make(i - COUNT(encodings));
}

struct mo_built mo_hostile_base(size_t i)
{
  static const struct mo_pair gbk[] = {{"", CHARSET_HEADER "GBK\n", 0, 0},
                                       {"\xb0\xa2", "\xd6\xd0\xce\xc4", 0, 0},
                                       {"\xd2\xbb", "one", 0, 0},
                                       END_OF_PAIRS};
  static const struct mo_spec in_gbk = {.hash = true, .minor = 1, .pairs = gbk, .sysdep = sizes};
  static const struct mo_spec *const specs[MO_HOSTILE_BASES] = {
      &bases[PLAIN], &bases[NO_HASH], &bases[BIG], &bases[SYSDEP], &bases[SYSDEP_BIG], &in_gbk};
  return mo_build(specs[i]);
}
