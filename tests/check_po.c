/* SPDX-License-Identifier: MIT */

/* The .po reader: what each form becomes, every fault with its place and what is there around it,
 * where the bytes of texts stand, charsets, changes, and the memory that runs out. That it agrees
 * with msgcat is for tests/po_peers.sh to show; what stands here was tried with msgcat, too. */

#include <iconv.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

/* src/pool.c with an allocator that fails when it is told to, a piece a block. */
static size_t allocations, fail_at;
static void *counted_malloc(size_t size)
{
  return ++allocations == fail_at ? NULL : malloc(size);
}
#define malloc counted_malloc
#define EC_POOL_BLOCK 0
#include "pool.c"
#undef malloc

/* And src/po_charset.c with converters that can be closed from outside. */
static iconv_t live[4];
static size_t live_count;
static iconv_t counted_open(const char *to, const char *from)
{
  const iconv_t converter = iconv_open(to, from);
  if (converter != (iconv_t)-1)
    live[live_count++] = converter;
  return converter;
}
static int counted_close(iconv_t converter)
{
  ck_assert(live_count && live[live_count - 1] == converter);
  live_count--;
  return iconv_close(converter);
}
#define iconv_open counted_open
#define iconv_close counted_close
#include "po_charset.c"
#undef iconv_open
#undef iconv_close

#include "po.h"

static jmp_buf no_memory;
static void out_of_memory(void *context)
{
  (void)context;
  longjmp(no_memory, 1);
}

static struct ec_pool pool;
static struct ec_po po;

static void setup(void)
{
  ec_pool_init(&pool, out_of_memory, NULL);
  fail_at = 0;
}

static void teardown(void)
{
  ec_pool_free(&pool);
}

/* In the tables ' stands for ", and ^ for '. */
static const char *quoted(const char *text)
{
  char *copy = ec_pool_copy(&pool, text, strlen(text));
  for (char *c = copy; *c; c++)
    *c = *c == '\'' ? '"' : *c == '^' ? '\'' : *c;
  return copy;
}

static void read_text(const char *text)
{
  ec_po_read(&po, &pool, text, strlen(text));
}

/* ------------------------------------------------------------------ as one line */

static struct ec_string line;

static void put_text(const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++) {
    if ((unsigned char)text[i] < ' ')
      ec_string_adds(&line, ec_pool_printf(&pool, "<%02X>", (unsigned)(unsigned char)text[i]));
    else
      ec_string_add(&line, text + i, 1);
  }
}

static void put_string(const char *before, const struct ec_po_string *string, const char *behind)
{
  if (!string->text)
    return;
  ec_string_adds(&line, before);
  put_text(string->text, string->len);
  ec_string_adds(&line, behind);
}

static void put_comments(const struct ec_po_entry *entry)
{
  static const char marks[] = "#.:,=";
  for (size_t i = 0; i < entry->comment_count; i++)
    ec_string_adds(&line, ec_pool_printf(&pool, " [%c%s]", marks[entry->comments[i].kind],
                                         entry->comments[i].text));
}

/* "~context|id+plural=one/other? (was context|id+plural) [.comment]" */
static void put_entry(const struct ec_po_entry *entry)
{
  ec_string_adds(&line, entry->obsolete ? "~" : "");
  if (entry->domain)
    ec_string_adds(&line, ec_pool_printf(&pool, "{%s}", entry->domain));
  put_string("", &entry->context, "|");
  put_string("", &entry->id, "");
  put_string("+", &entry->id_plural, "");
  for (size_t i = 0; i < entry->translation_count; i++)
    put_string(i ? "/" : "=", &entry->translations[i], "");
  ec_string_adds(&line, entry->fuzzy ? "?" : "");
  if (entry->previous && entry->previous->id.text) {
    ec_string_adds(&line, " (was ");
    put_string("", &entry->previous->context, "|");
    put_string("", &entry->previous->id, "");
    put_string("+", &entry->previous->id_plural, "");
    ec_string_adds(&line, ")");
  }
  put_comments(entry);
}

static const char *entries(void)
{
  line = (struct ec_string){.pool = &pool};
  for (size_t i = 0; i < po.entry_count; i++) {
    if (&po.entries[i] == po.header)
      continue;
    ec_string_adds(&line, line.len ? "; " : "");
    put_entry(&po.entries[i]);
  }
  return ec_string_get(&line);
}

static const char *place_of(size_t offset)
{
  const struct ec_place place = ec_po_place(&po, offset);
  return ec_pool_printf(&pool, "%lu:%lu", (unsigned long)place.line, (unsigned long)place.column);
}

/* "5:3 po.keyword msgstx; …" */
static const char *faults(void)
{
  line = (struct ec_string){.pool = &pool};
  for (size_t i = 0; i < po.fault_count; i++) {
    const struct ec_po_fault *fault = &po.faults[i];
    ec_string_adds(&line, ec_pool_printf(&pool, "%s%s %s", i ? "; " : "", place_of(fault->offset),
                                         fault->code + strlen("po.")));
    for (size_t a = 0; a < fault->arg_count; a++)
      ec_string_adds(&line, ec_pool_printf(&pool, " %s", fault->args[a].value.string));
  }
  return ec_string_get(&line);
}

/* ----------------------------------------------------------- forms and faults */

#define HEADER(charset) "msgid ''\nmsgstr 'Content-Type: text/plain; charset=" charset "\\n'\n\n"
/* The first entry is in line 4 then. */
#define UTF8 HEADER("UTF-8")
#define A "msgid 'a'\nmsgstr 'x'\n"
#define B "msgid 'b'\nmsgstr 'y'\n"

static const struct {
  const char *name, *text, *entries, *faults;
} cases[] = {
    /* Files */
    {"nothing", "", "", ""},
    {"blank lines", "\n \t\n\r\n", "", ""},
    {"a comment alone", "# a", "", ""},
    {"no header", A, "a=x", ""},
    {"comments at the end", UTF8 A "# c\n#: d", "a=x", ""},
    {"no line feed at the end", UTF8 "msgid 'a'\nmsgstr 'x'", "a=x", ""},
    {"byte order mark", "\xEF\xBB\xBF" UTF8 A, "a=x", "1:1 bom"},
    {"byte order mark alone", "\xEF\xBB\xBF", "", "1:1 bom"},

    /* Lines */
    {"carriage returns",
     "msgid ''\r\nmsgstr 'charset=UTF-8'\r\n\r\n#  c \r\nmsgid 'a'\r\n'b'\r\n"
     "msgstr 'x'\r\n",
     "ab=x [#c]", ""},
    {"carriage returns alone are blanks", UTF8 "msgid 'a'\rmsgstr 'x'\r# c\rmsgid 'b'\n", "a=x",
     ""},
    {"everything on one line", UTF8 "msgid 'a' 'b'msgstr 'x''y' msgid 'c'msgstr'd'", "ab=xy; c=d",
     ""},
    {"blank lines within", UTF8 "msgid\n'a'\n\n'b'\n\n\nmsgstr\n\n'x'\n\n'y'\n", "ab=xy", ""},
    {"indented", UTF8 "  msgid   'a'\n\tmsgstr\v\f'x'\n", "a=x", ""},
    {"wrapped", UTF8 "msgid ''\n'a '\n'b\\n'\n'c'\nmsgstr ''\n'x'\n", "a b<0A>c=x", ""},
    {"joined lines", UTF8 "msgid \\\n'a\\\nb'\nmsgstr 'x\\x4\\\n1'\n", "ab=xA", ""},
    {"no entry between", UTF8 A B, "a=x; b=y", ""},

    /* Escapes */
    {"named escapes", UTF8 "msgid 'a'\nmsgstr '\\n\\t\\b\\r\\f\\v\\a\\\\\\''\n",
     "a=<0A><09><08><0D><0C><0B><07>\\\"", ""},
    {"octal", UTF8 "msgid 'a'\nmsgstr '\\1019\\7z\\0609\\18'\n", "a=A9<07>z09<01>8", ""},
    {"octal past a byte", UTF8 "msgid 'a'\nmsgstr '\\477'\n", "a=?", ""},
    {"octal that makes UTF-8", UTF8 "msgid 'a'\nmsgstr '\\303\\251'\n", "a=\xC3\xA9", ""},
    {"hexadecimal", UTF8 "msgid 'a'\nmsgstr '\\x41g\\x5a'\n", "a=AgZ", ""},
    {"hexadecimal without end", UTF8 "msgid 'a'\nmsgstr '\\x00041g\\x4142'\n", "a=AgB", ""},
    {"controls as they are", UTF8 "msgid 'a'\nmsgstr 'x\ty\001z\r-'\n", "a=x<09>y<01>z<0D>-", ""},

    /* Comments */
    {"kinds of comments", UTF8 "# t\n#. e\n#: r:1\n#, f\n#= s\n#! g\n#\n#x\n" A,
     "a=x [#t] [.e] [:r:1] [,f] [=s] [,g] [#] [#x]", ""},
    {"comment behind an entry", UTF8 "msgid 'a'\nmsgstr 'x' # c\n" B, "a=x; b=y [#c]", ""},
    {"comments with blank lines", UTF8 "# c\n\n# d\n\n" A, "a=x [#c] [#d]", ""},
    {"joined comment", UTF8 "# c\\\nd\n" A, "a=x [#cd]", ""},
    {"indented comment", UTF8 " \t#, fuzzy\n" A, "a=x? [,fuzzy]", ""},
    {"fuzzy among others", UTF8 "#,c-format\tfuzzy,,,no-wrap\n" A,
     "a=x? [,c-format\tfuzzy,,,no-wrap]", ""},
    {"not fuzzy", UTF8 "#, Fuzzy fuzzy2 fuzzy;x\n" A, "a=x [,Fuzzy fuzzy2 fuzzy;x]", ""},
    {"flags twice", UTF8 "#, fuzzy\n#, c-format\n" A, "a=x [,fuzzy] [,c-format]", ""},
    {"flags and others", UTF8 "#, fuzzy\n#= c-format\n#. d\n" A, "a=x? [,fuzzy] [=c-format] [.d]",
     ""},

    /* Contexts, plurals, domains */
    {"context", UTF8 "msgctxt 'c'\n" A "msgctxt ''\n" A, "c|a=x; |a=x", ""},
    {"plural", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[0] 'x'\nmsgstr[1] 'y'\n", "a+b=x/y", ""},
    {"plural in pieces", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr [ 0 ] 'x'\nmsgstr\n[01]\n'y'\n",
     "a+b=x/y", ""},
    {"domain", UTF8 A "domain 'd'\n" A, "a=x; {d}a=x", ""},
    {"comment of a domain", UTF8 "# c\ndomain 'd'\n" A, "{d}a=x [#c]", ""},

    /* Obsolete and previous */
    {"obsolete", UTF8 "#~ msgctxt 'c'\n#~ msgid 'a'\n#~ 'b'\n#~\n#~ msgstr 'x'\n", "~c|ab=x", ""},
    {"obsolete without blanks", UTF8 "#~msgid 'a'\n#~msgstr'x'\n" B, "~a=x; b=y", ""},
    {"obsolete plural",
     UTF8 "#~ msgid 'a'\n#~ msgid_plural 'b'\n#~ msgstr[0] 'x'\n#~ msgstr[1] 'y'\n", "~a+b=x/y",
     ""},
    {"comments of an obsolete one", UTF8 "# c\n#, fuzzy\n#~ msgid 'a'\n#~ msgstr 'x'\n",
     "~a=x? [#c] [,fuzzy]", ""},
    {"obsolete comments", UTF8 "#~ # c\n#~ #, fuzzy\n#~ msgid 'a'\n#~ msgstr 'x'\n",
     "~a=x? [#c] [,fuzzy]", ""},
    {"obsolete header", "#~ msgid ''\n#~ msgstr 'charset=BIG5'\n" A, "~=charset=BIG5; a=x", ""},
    {"previous",
     UTF8 "#, fuzzy\n#| msgctxt 'c'\n#| msgid 'o'\n#| 'p'\n#| msgid_plural 'q'\n"
          "msgctxt 'c'\nmsgid 'a'\nmsgid_plural 'b'\nmsgstr[0] 'x'\n",
     "c|a+b=x? (was c|op+q) [,fuzzy]", ""},
    {"previous of an obsolete one",
     UTF8 "#~| msgid 'o'\n#~ msgid 'a'\n#~ msgstr 'x'\n#~ #| msgid 'p'\n#~ msgid 'b'\n"
          "#~ msgstr 'y'\n",
     "~a=x (was o); ~b=y (was p)", ""},
    {"previous, with blank lines", UTF8 "#| msgid 'o'\n#|\n#| 'p'\n\n" A, "a=x (was op)", ""},
    {"tilde in a comment", UTF8 "# ~ msgid 'o'\n" A, "a=x [#~ msgid \"o\"]", ""},

    /* Unterminated strings */
    {"open string", UTF8 "msgid 'a'\nmsgstr 'x\n" B, "a=x; b=y", "5:8 unterminated"},
    {"open string, carriage return", UTF8 "msgid 'a'\nmsgstr 'x\r\n" B, "a=x; b=y",
     "5:8 unterminated"},
    {"open string that goes on", UTF8 "msgid 'a'\nmsgstr 'x\n'y'\n" B, "a=xy; b=y",
     "5:8 unterminated"},
    {"open string at the end", UTF8 A "msgid 'b'\nmsgstr 'y", "a=x; b=y", "7:8 unterminated"},
    {"open empty string at the end", UTF8 A "msgid 'b'\nmsgstr '", "a=x; b=", "7:8 unterminated"},
    {"open id", UTF8 "msgid 'a\nmsgstr 'x'\n" B, "a=x; b=y", "4:7 unterminated"},
    {"quotes within", UTF8 "msgid 'a'\nmsgstr 'say 'hello' twice'\n" B, "b=y",
     "5:14 keyword hello"},
    {"stray behind a string", UTF8 "msgid 'a'\nmsgstr 'x';\n" B, "a=x; b=y", "5:11 stray ;"},
    {"words behind a string", UTF8 "msgid 'a' id\nmsgstr 'x' and so on\n'z'\n" B, "a=x; b=y",
     "4:11 keyword id; 5:12 keyword and"},
    {"quotes within, of Chinese",
     UTF8 A "msgid 'b'\nmsgstr '\xE8\xAF\xB7'\xE7\xA1\xAE'\xE5\xAE\x9A'\n" B, "a=x; b=y",
     "7:13 stray \xE7\xA1\xAE"},

    /* Bad escapes */
    {"escape of an apostrophe", UTF8 "msgid 'a'\nmsgstr 'x\\^y'\n" B, "a=x\\'y; b=y",
     "5:10 bad-escape \\'"},
    {"escape of a question mark", UTF8 "msgid 'a'\nmsgstr '\\?'\n", "a=\\?", "5:9 bad-escape \\?"},
    {"escape of another letter", UTF8 "msgid 'a'\n''\n'\\e'\nmsgstr 'x'\n", "a\\e=x",
     "6:2 bad-escape \\e"},
    {"hexadecimal without digits", UTF8 "msgid 'a'\nmsgstr '\\xg'\n", "a=\\xg",
     "5:9 bad-escape \\x"},
    {"octal of nines", UTF8 "msgid 'a'\nmsgstr '\\9'\n", "a=\\9", "5:9 bad-escape \\9"},
    {"backslash before a line end", UTF8 "msgid 'a'\nmsgstr 'x\\\r\n" B, "a=x\\; b=y",
     "5:8 unterminated; 5:10 bad-escape \\"},
    {"backslash at the end", UTF8 "msgid 'a'\nmsgstr 'x\\", "a=x\\",
     "5:8 unterminated; 5:10 bad-escape \\"},

    /* What is nothing */
    {"stray between entries", UTF8 A "@ foo 12 [\n" B, "a=x; b=y", "6:1 stray @"},
    {"stray within an entry", UTF8 "msgid 'a'\n@\nmsgstr 'x'\n" B, "a=x; b=y", "5:1 stray @"},
    {"stray with strings", UTF8 A "=== 'o'\n'p'\n" B, "a=x; b=y", "6:1 stray ==="},
    {"stray Chinese", UTF8 A "\xE4\xB8\xAD\xE6\x96\x87 x\n" B, "a=x; b=y",
     "6:1 stray \xE4\xB8\xAD\xE6\x96\x87"},
    {"stray bytes", UTF8 A "\xFF\n" B, "a=x; b=y", "6:1 stray \xEF\xBF\xBD"},
    {"stray that is long", UTF8 A "1234567890123456789012345678901234567890123\n" B, "a=x; b=y",
     "6:1 stray 1234567890123456789012345678901234567890\xE2\x80\xA6"},
    {"marks of a merge", UTF8 A "<<<<<<< HEAD\n" B "=======\n>>>>>>> x\nmsgid 'c'\nmsgstr 'z'\n",
     "a=x; b=y; c=z", "6:1 stray <<<<<<<; 9:1 stray =======; 10:1 stray >>>>>>>"},
    {"bad index", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[x] 'x'\nmsgstr[1] 'y'\n" B,
     "a+b=x/y; b=y", "6:7 stray [x]"},
    {"no index", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[] 'x'\n" B, "a+b=x; b=y",
     "6:7 stray []"},
    {"open index", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[0'x'\n" B, "a+b=x; b=y",
     "6:7 stray [0"},
    {"tilde apart", UTF8 "#~ ~ msgid 'o'\n" A, "a=x", "4:4 stray ~"},

    /* Keywords */
    {"unknown keyword", UTF8 A "msgstrx 'o'\n'p'\n\n" B, "a=x; b=y", "6:1 keyword msgstrx"},
    {"misspelt msgstr", UTF8 "msgid 'a'\nmsgstx 'x'\n" B, "b=y", "5:1 keyword msgstx"},
    {"misspelt msgid", UTF8 A "msgidd 'o'\nmsgstr 'p'\n\n" B, "a=x; b=y", "6:1 keyword msgidd"},
    {"capitals", UTF8 "MSGID 'o'\nmsgstr 'p'\n\n" B, "b=y", "4:1 keyword MSGID"},
    {"unknown obsolete keyword", UTF8 A "#~ foo\n" B, "a=x; b=y", "6:4 keyword foo"},
    {"text after a comment's end", UTF8 "# c\nand more of it\n\n" A, "a=x", "5:1 keyword and"},

    /* Order */
    {"translation first", UTF8 A "\nmsgstr 'o'\n" B, "a=x; b=y", "7:1 order msgstr"},
    {"translation first of all", "msgstr 'o'\n" A, "a=x", "1:1 order msgstr"},
    {"id twice", UTF8 "msgid 'a'\nmsgid 'b'\nmsgstr 'y'\n", "b=y", "5:1 order msgid"},
    {"context after the id", UTF8 "msgid 'a'\nmsgctxt 'c'\nmsgstr 'x'\n" B, "b=y",
     "5:1 order msgctxt"},
    {"context twice", UTF8 "msgctxt 'c'\nmsgctxt 'd'\n" A B, "b=y", "5:1 order msgctxt"},
    {"context without id", UTF8 "msgctxt 'c'\nmsgstr 'x'\n" B, "b=y", "5:1 order msgstr"},
    {"plural without id", UTF8 A "\nmsgid_plural 'o'\nmsgstr[0] 'p'\n" B, "a=x; b=y",
     "7:1 order msgid_plural"},
    {"plural behind the translation", UTF8 A "msgid_plural 'o'\n" B, "a=x; b=y",
     "6:1 order msgid_plural"},
    {"plural twice", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgid_plural 'c'\nmsgstr[0] 'x'\n", "a+b=x",
     "6:1 order msgid_plural"},
    {"plural without index", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr 'x'\n" B, "a+b=x; b=y",
     "6:1 order msgstr"},
    {"index without plural", UTF8 "msgid 'a'\nmsgstr[0] 'x'\n" B, "a=x; b=y",
     "5:1 order msgstr[0]"},
    {"index from one", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[1] 'x'\nmsgstr[2] 'y'\n",
     "a+b=x/y", "6:1 order msgstr[1]"},
    {"index passed over", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[0] 'x'\nmsgstr[2] 'y'\n",
     "a+b=x/y", "7:1 order msgstr[2]"},
    {"index twice", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[0] 'x'\nmsgstr[0] 'y'\n", "a+b=x/y",
     "7:1 order msgstr[0]"},
    {"index without bounds",
     UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[0] 'x'\nmsgstr[99999999999999999999] 'y'\n",
     "a+b=x/y", "7:1 order msgstr[99999999999999999999]"},
    {"translation twice", UTF8 A "msgstr 'o'\n" B, "a=x; b=y", "6:1 order msgstr"},
    {"comment within", UTF8 "msgid 'a'\n# c\nmsgstr 'x'\n" B, "a=x [#c]; b=y", "5:1 order #"},
    {"comment behind the id", UTF8 "msgid 'a' # c\nmsgstr 'x'\n" B, "a=x [#c]; b=y",
     "4:11 order #"},
    {"comment within a string", UTF8 "msgid 'a'\nmsgstr 'x'\n#. c\n'y'\n\n" B, "a=x; b=y [.c]",
     "7:1 order \"\xE2\x80\xA6\""},
    {"string that is nothing's", "'a'\n" A, "a=x", "1:1 order \"\xE2\x80\xA6\""},
    {"two domains in one", UTF8 "domain 'd' 'e'\n" A, "{d}a=x", "4:12 order \"\xE2\x80\xA6\""},
    {"half obsolete", UTF8 "#~ msgid 'a'\nmsgstr 'x'\n\n" B, "~a=x; b=y", "5:1 order msgstr"},
    {"half obsolete, the other way", UTF8 "msgid 'a'\n#~ msgstr 'x'\n\n" B, "a=x; b=y",
     "5:4 order msgstr"},
    {"a string obsolete", UTF8 "msgid 'a'\n#~ 'b'\nmsgstr 'x'\n", "ab=x",
     "5:4 order \"\xE2\x80\xA6\""},
    {"comment behind previous", UTF8 "#| msgid 'o'\n#, fuzzy\n" A, "a=x? (was o) [,fuzzy]",
     "5:1 order #"},
    {"previous within", UTF8 "msgid 'a'\n#| msgid 'o'\nmsgstr 'x'\n", "a=x", "5:4 order msgid"},
    {"previous translation", UTF8 "#| msgstr 'o'\n" A, "a=x", "4:4 order msgstr"},
    {"previous context alone", UTF8 "#| msgctxt 'c'\n" A, "a=x", "4:4 order #|"},
    {"previous plural alone", UTF8 "#| msgid_plural 'c'\n" A, "a=x", "4:4 order msgid_plural"},
    {"previous at the end", UTF8 A "#| msgid 'o'\n", "a=x", "6:4 order #|"},
    {"previous not obsolete", UTF8 "#| msgid 'o'\n#~ msgid 'a'\n#~ msgstr 'x'\n", "~a=x (was o)",
     "5:4 order msgid"},

    /* What is missing */
    {"id without string", UTF8 "msgid\nmsgstr 'x'\n" B, "b=y", "4:1 no-string msgid"},
    {"translation without string", UTF8 "msgid 'a'\nmsgstr\n\n" B, "b=y", "5:1 no-string msgstr"},
    {"form without string", UTF8 "msgid 'a'\nmsgid_plural 'b'\nmsgstr[0]\n" B, "b=y",
     "6:1 no-string msgstr[0]"},
    {"translation without string at the end", UTF8 A "msgid 'b'\nmsgstr", "a=x",
     "7:1 no-string msgstr"},
    {"domain without string", UTF8 "domain\n\n" A, "a=x", "4:1 no-string domain"},
    {"no translation", UTF8 "# c\nmsgctxt 'c'\nmsgid 'a'\n\n" B, "b=y",
     "5:1 no-translation msgstr"},
    {"no translation at the end", UTF8 A "msgid 'b'\n", "a=x", "6:1 no-translation msgstr"},
    {"no forms", UTF8 "msgid 'a'\nmsgid_plural 'b'\n\n" B, "b=y", "4:1 no-translation msgstr[0]"},
    {"no id", UTF8 "msgctxt 'c'\n\n" B, "b=y", "4:1 no-translation msgid"},
    {"no translation before an obsolete one", UTF8 "msgid 'a'\n#~ msgid 'b'\n#~ msgstr 'y'\n",
     "~b=y", "4:1 no-translation msgstr"},
    {"no translation before a domain", UTF8 "msgid 'a'\ndomain 'd'\n" B, "{d}b=y",
     "4:1 no-translation msgstr"},
    {"no translation before a comment", UTF8 "msgid 'a'\n\n# c\n" B, "b=y [#c]",
     "4:1 no-translation msgstr"},

    /* Bytes and charsets */
    {"bad byte", UTF8 "msgid 'a'\nmsgstr 'x\xE9y\xE8'\n", "a=x\xEF\xBF\xBDy\xEF\xBF\xBD",
     "5:10 bad-bytes 0xE9 UTF-8"},
    {"bad byte of a wrapped string", UTF8 "msgid 'a'\nmsgstr ''\n'xy\\n'\n'z\xC0'\n",
     "a=xy<0A>z\xEF\xBF\xBD", "7:3 bad-bytes 0xC0 UTF-8"},
    {"bad byte of an escape", UTF8 "msgid 'a'\nmsgstr '\\n\\351x'\n", "a=<0A>\xEF\xBF\xBDx",
     "5:11 bad-bytes 0xE9 UTF-8"},
    {"bad byte of a comment", UTF8 "# x\xE9\xE8\n" A, "a=x [#x\xEF\xBF\xBD\xEF\xBF\xBD]",
     "4:4 bad-bytes 0xE9 UTF-8"},
    {"surrogate", UTF8 "msgid 'a'\nmsgstr '\xED\xA0\x80'\n",
     "a=\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "5:9 bad-bytes 0xED UTF-8"},
    {"cut short", UTF8 "msgid 'a'\nmsgstr 'x\xE4\xB8'\n" B, "a=x\xEF\xBF\xBD\xEF\xBF\xBD; b=y",
     "5:10 bad-bytes 0xE4 UTF-8"},
    {"past ASCII", HEADER("US-ASCII") "msgid 'a'\nmsgstr '\xC3\xA9'\n",
     "a=\xEF\xBF\xBD\xEF\xBF\xBD", "5:9 bad-bytes 0xC3 US-ASCII"},
    {"escape of NUL", UTF8 "msgid 'a'\nmsgstr 'x\\0y'\n", "a=x<00>y", "5:10 nul U+0000"},
    {"end of transmission", UTF8 "msgid 'a'\nmsgstr 'x\\4\004y'\n", "a=x<04><04>y",
     "5:10 nul U+0004; 5:12 nul U+0004"},
    {"no charset, none needed", "msgid ''\nmsgstr 'Language: de\\n'\n" A, "a=x", ""},
    {"no charset", "msgid ''\nmsgstr ''\n'Language: de\\n'\n\nmsgid 'a'\nmsgstr '\xC3\xA9'\n",
     "a=\xC3\xA9", "2:8 charset none"},
    {"no charset, bad bytes", "msgid ''\nmsgstr ''\n\nmsgid 'a'\nmsgstr '\xE9'\n", "a=\xEF\xBF\xBD",
     "2:8 charset none"},
    {"no header at all", "# \xC3\xA9\n" A, "a=x [#\xC3\xA9]", "1:1 charset none"},
    {"a context is no header", "msgctxt ''\n" UTF8 "msgid 'a'\nmsgstr '\xC3\xA9'\n",
     "|=Content-Type: text/plain; charset=UTF-8<0A>; a=\xC3\xA9", "1:1 charset none"},
    {"template", HEADER("CHARSET") "msgid 'a'\nmsgstr ''\n", "a=", ""},
    {"template past ASCII", HEADER("CHARSET") "msgid '\xC3\xA9'\nmsgstr ''\n",
     "\xC3\xA9=", "2:43 charset CHARSET"},
    {"unknown charset", HEADER("FOO-8") A, "a=x", "2:43 charset FOO-8"},
    {"charset that gettext does not know", HEADER("UTF8") "msgid 'a'\nmsgstr '\xC3\xA9'\n",
     "a=\xC3\xA9", "2:43 charset UTF8"},
    {"charset with an end", HEADER("UTF-8;") A, "a=x", "2:43 charset UTF-8;"},
    {"charset without a name", HEADER("") A, "a=x", "2:43 charset none"},
    {"charset that is no superset of ASCII", HEADER("UTF-16") A, "a=x", "2:43 charset UTF-16"},
    {"charset with options", HEADER("UTF-8//IGNORE") A, "a=x", "2:43 charset UTF-8//IGNORE"},
    {"charset in small letters", HEADER("utf-8") "msgid 'a'\nmsgstr '\xC3\xA9'\n", "a=\xC3\xA9",
     ""},
    {"charset in a wrapped header",
     "msgid ''\nmsgstr ''\n'charset=ISO'\n'-8859-1\\n'\nmsgid 'a'\nmsgstr '\xE9'\n", "a=\xC3\xA9",
     ""},
    {"comment that ends like a backslash", HEADER("BIG5") "# \xB3\x5C\n" A "# \xB3\\\n" B,
     "a=x [#\xE8\xA8\xB1]; b=y [#\xE8\xA8\xB1]", ""},
    {"header at the end", "msgid 'a'\nmsgstr '\xE9'\n" HEADER("ISO-8859-1"), "a=\xC3\xA9", ""},
    {"fuzzy header", "# \xE9\n#, fuzzy\n" HEADER("ISO-8859-1") "msgid 'a'\nmsgstr '\xE9'\n",
     "a=\xC3\xA9", ""},
    {"first header of two", HEADER("ISO-8859-1") HEADER("UTF-8") "msgid 'a'\nmsgstr '\xE9'\n",
     "=Content-Type: text/plain; charset=UTF-8<0A>; a=\xC3\xA9", ""},
    {"header of a domain", "domain 'd'\n" HEADER("ISO-8859-1") "msgid 'a'\nmsgstr '\xE9'\n",
     "{d}a=\xC3\xA9", ""},
};

START_TEST(form)
{
  read_text(quoted(cases[_i].text));
  ck_assert_msg(strcmp(entries(), cases[_i].entries) == 0, "%s: entries \"%s\" instead of \"%s\"",
                cases[_i].name, entries(), cases[_i].entries);
  ck_assert_msg(strcmp(faults(), cases[_i].faults) == 0, "%s: faults \"%s\" instead of \"%s\"",
                cases[_i].name, faults(), cases[_i].faults);
  ck_assert_uint_eq(po.faults_found, po.fault_count);
}
END_TEST

START_TEST(nul_bytes)
{
  static const char text[] = "msgid \"a\"\n# c\0d\nmsgid \"b\"\nmsgstr \"x\0y\"\n\0\n";
  ec_po_read(&po, &pool, text, sizeof text - 1);
  ck_assert_str_eq(faults(), "2:1 order #; 2:4 nul U+0000; 3:1 order msgid; 4:10 nul U+0000; "
                             "5:1 nul U+0000");
  ck_assert_str_eq(entries(), "b=x<00>y");
}
END_TEST

START_TEST(many_faults)
{
  struct ec_string text = {.pool = &pool};
  for (size_t i = 0; i < EC_PO_FAULTS_MAX + 5; i++)
    ec_string_adds(&text, "@\n");
  ec_string_adds(&text, quoted(A));
  read_text(ec_string_get(&text));
  ck_assert_uint_eq(po.fault_count, EC_PO_FAULTS_MAX);
  ck_assert_uint_eq(po.faults_found, EC_PO_FAULTS_MAX + 5);
  ck_assert_str_eq(entries(), "a=x");
}
END_TEST

/* --------------------------------------------------------------------- places */

/* Where the bytes of the last translation stand, the quote behind it too; and from where to where
 * the string goes. The same place several times is told once, as "5:9*3". */
static const char *places(const struct ec_po_string *string)
{
  struct ec_string text = {.pool = &pool};
  size_t run = 0;
  for (size_t at = 0; at <= string->len; at++) {
    const size_t offset = ec_po_offset(&po, string, at);
    run++;
    if (at < string->len && ec_po_offset(&po, string, at + 1) == offset)
      continue;
    ec_string_adds(&text, ec_pool_printf(&pool, "%s%s", text.len ? " " : "", place_of(offset)));
    if (run > 1)
      ec_string_adds(&text, ec_pool_printf(&pool, "*%zu", run));
    run = 0;
  }
  ec_string_adds(&text, ec_pool_printf(&pool, " of %s", place_of(string->begin)));
  ec_string_adds(&text, ec_pool_printf(&pool, "-%s", place_of(string->end)));
  return ec_string_get(&text);
}

static const struct {
  const char *name, *text, *want;
} place_cases[] = {
    {"one line", UTF8 "msgid 'a'\nmsgstr 'xyz'", "5:9 5:10 5:11 5:12 of 5:8-5:13"},
    {"empty", UTF8 "msgid 'a'\nmsgstr ''", "5:9 of 5:8-5:10"},
    {"wrapped", UTF8 "msgid 'a'\nmsgstr ''\n'xy'\n\n 'z'\n", "6:2 6:3 8:3 8:4 of 5:8-8:5"},
    {"one line, several strings", UTF8 "msgid 'a'\nmsgstr 'x''y' 'z'\n",
     "5:9 5:12 5:16 5:17 of 5:8-5:18"},
    {"empty at the end", UTF8 "msgid 'a'\nmsgstr 'x'\n''\n", "5:9 6:2 of 5:8-6:3"},
    {"escapes", UTF8 "msgid 'a'\nmsgstr 'x\\ny\\101\\x4142z'\n",
     "5:9 5:10 5:12 5:13 5:17 5:23 5:24 of 5:8-5:25"},
    {"quotes", UTF8 "msgid 'a'\nmsgstr '\\'x\\\\'\n", "5:9 5:11 5:12 5:14 of 5:8-5:15"},
    {"characters", UTF8 "msgid 'a'\nmsgstr '\xE4\xB8\xAD\\n'\n",
     "5:9 5:10 5:11 5:12 5:14 of 5:8-5:15"},
    {"characters of escapes", UTF8 "msgid 'a'\nmsgstr '\\303\\251'\n", "5:9 5:13 5:17 of 5:8-5:18"},
    {"obsolete", UTF8 "#~ msgid 'a'\n#~ msgstr 'x'\n#~ 'y'\n", "5:12 6:5 6:6 of 5:11-6:7"},
    {"joined lines", UTF8 "msgid 'a'\nmsgstr 'x\\\ny\\1\\\n01z'\n",
     "5:9 6:1 6:2 7:3 7:4 of 5:8-7:5"},
    {"carriage returns", UTF8 "msgid 'a'\r\nmsgstr 'x'\r\n'y'\r\n", "5:9 6:2 6:3 of 5:8-6:4"},
    {"byte order mark", "\xEF\xBB\xBFmsgid 'a' msgstr 'x'", "1:19 1:20 of 1:18-1:21"},
    {"open string", UTF8 "msgid 'a'\nmsgstr 'xy\r\n", "5:9 5:10 5:11 of 5:8-5:11"},
    {"open string that goes on", UTF8 "msgid 'a'\nmsgstr 'x\n'y'\n", "5:9 6:2 6:3 of 5:8-6:4"},
    {"bad escape", UTF8 "msgid 'a'\nmsgstr '\\ex'\n", "5:9 5:10 5:11 5:12 of 5:8-5:13"},
    {"bad bytes", UTF8 "msgid 'a'\nmsgstr '\xEF\xE9x\xEF\xBF\xBD'\n",
     "5:9*3 5:10*3 5:11 5:12 5:13 5:14 5:15 of 5:8-5:16"},
    {"Latin-1", HEADER("ISO-8859-1") "msgid 'a'\nmsgstr 'x\xE9\\351y'\n",
     "5:9 5:10*2 5:11*2 5:15 5:16 of 5:8-5:17"},
    {"Big5", HEADER("BIG5") "msgid 'a'\nmsgstr '\xB3\x5C\xA4\xA4\\n'\n'\xB3\x5C'\n",
     "5:9*3 5:11*3 5:13 6:2*3 6:4 of 5:8-6:5"},
    {"Big5 of escapes", HEADER("BIG5") "msgid 'a'\nmsgstr '\\263\\\\x'\n",
     "5:9*3 5:15 5:16 of 5:8-5:17"},
    {"Big5, cut short", HEADER("BIG5") "msgid 'a'\nmsgstr 'x\xB3'\n",
     "5:9 5:10*3 5:11 of 5:8-5:12"},
    {"GB18030 of four bytes", HEADER("GB18030") "msgid 'a'\nmsgstr '\x81\x30\x81\x30x'\n",
     "5:9*2 5:13 5:14 of 5:8-5:15"},
    {"Shift_JIS", HEADER("SHIFT_JIS") "msgid 'a'\nmsgstr '\x83\x5C\\\\\xB1'\n",
     "5:9*3 5:11 5:13*3 5:14 of 5:8-5:15"},
    {"bytes that are no character of GBK", HEADER("GBK") "msgid 'a'\nmsgstr 'x\xFF\x81\x41y'\n",
     "5:9 5:10*3 5:11*3 5:13 5:14 of 5:8-5:15"},
};

START_TEST(place)
{
  read_text(quoted(place_cases[_i].text));
  const struct ec_po_entry *entry = &po.entries[po.entry_count - 1];
  const char *got = places(&entry->translations[0]);
  ck_assert_msg(strcmp(got, place_cases[_i].want) == 0, "%s: \"%s\" instead of \"%s\"",
                place_cases[_i].name, got, place_cases[_i].want);
}
END_TEST

START_TEST(entry_places)
{
  read_text(quoted("\n# c\n  #, f\n msgid 'a'\nmsgstr 'x' # d \n\nmsgctxt 'b' msgid 'c' msgstr "
                   "'y'\n'z' msgid 'd' msgstr ''\n"));
  static const char *const want[] = {"2:1-5:11 4:2", "5:12-8:4 7:1", "8:5-8:24 8:5"};
  ck_assert_uint_eq(po.entry_count, 3);
  for (size_t i = 0; i < 3; i++)
    ck_assert_str_eq(ec_pool_printf(&pool, "%s-%s %s", place_of(po.entries[i].begin),
                                    place_of(po.entries[i].end), place_of(po.entries[i].keyword)),
                     want[i]);
  const struct ec_po_comment *comment = &po.entries[1].comments[0];
  ck_assert_str_eq(place_of(comment->begin), "5:14");
  ck_assert_str_eq(place_of(comment->end), "5:15");
  ck_assert_str_eq(place_of(po.len), "9:1");
}
END_TEST

/* ------------------------------------------------------------------- charsets */

static const struct {
  const char *charset, *bytes, *want; /* of a translation */
} charset_cases[] = {
    {"GB2312", "\xD6\xD0\xCE\xC4\\n", "\xE4\xB8\xAD\xE6\x96\x87\n"},
    {"GBK", "\x81\x5C\\n\x81\x5C\x81\x7C", "\xE4\xB9\x97\n\xE4\xB9\x97\xE4\xBA\x85"},
    {"GB18030", "\x81\x30\x81\x30\x81\x5C", "\xC2\x80\xE4\xB9\x97"},
    {"BIG5", "\xB3\x5C\\\\\xA5\x5C\\n", "\xE8\xA8\xB1\\\xE5\x8A\x9F\n"},
    {"BIG5-HKSCS", "\x88\x62x", "\xC3\x8A\xCC\x84x"},
    {"EUC-JP", "\xC6\xFC\x8E\xB1\x8F\xB0\xA1", "\xE6\x97\xA5\xEF\xBD\xB1\xE4\xB8\x82"},
    {"SHIFT_JIS", "\x83\x5C\\n\x83\x5C\xB1~\\\\", "\xE3\x82\xBD\n\xE3\x82\xBD\xEF\xBD\xB1~\\"},
    {"CP932", "\x83\x5C\\n\xFC\x4B", "\xE3\x82\xBD\n\xE9\xBB\x91"},
    {"EUC-KR", "\xC7\xD1", "\xED\x95\x9C"},
    {"CP949", "\xC7\xD1\\n", "\xED\x95\x9C\n"},
    {"JOHAB", "\xD0\x65\\n\\\\", "\xED\x95\x9C\n\\"},
    {"EUC-TW", "\xC4\xA1", "\xE4\xB8\x80"},
    {"ISO-8859-1", "caf\xE9", "caf\xC3\xA9"},
    {"ISO-8859-2", "\xB1", "\xC4\x85"},
    {"ISO-8859-5", "\xB0", "\xD0\x90"},
    {"ISO_8859-13", "\xE0", "\xC4\x85"},
    {"ISO-8859-15", "\xA4", "\xE2\x82\xAC"},
    {"KOI8-R", "\xE1", "\xD0\x90"},
    {"koi8-u", "\xA4", "\xD1\x94"},
    {"CP1251", "\xC0", "\xD0\x90"},
    {"CP1255", "\xE0\xCE", "\xD7\x90\xD6\xBE"},
    {"TIS-620", "\xA1", "\xE0\xB8\x81"},
    {"ASCII", "x", "x"},
};

START_TEST(charset)
{
  const char *text = ec_pool_printf(&pool,
                                    "msgid \"\"\nmsgstr \"charset=%s\\n\"\nmsgid \"a\"\n"
                                    "msgstr \"%s\"\n",
                                    charset_cases[_i].charset, charset_cases[_i].bytes);
  read_text(text);
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(po.charset, charset_cases[_i].charset);
  ck_assert_str_eq(po.entries[1].translations[0].text, charset_cases[_i].want);
  /* And back: all of it, written anew, is read as the same. */
  const struct ec_po_string *string = &po.entries[1].translations[0];
  const struct ec_po_edit edit = {string, 0, string->len, string->text}, *failed;
  struct ec_string out = {.pool = &pool};
  ck_assert_msg(ec_po_write(&po, &edit, 1, &out, &failed), "%s", charset_cases[_i].charset);
  read_text(ec_string_get(&out));
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(po.entries[1].translations[0].text, charset_cases[_i].want);
}
END_TEST

/* gettext does not know the charset until it has read the header, so in that one a backslash is a
 * backslash, and whoever writes such a file doubles it. */
START_TEST(before_the_header)
{
  read_text(quoted("# \xB3\x5C x\nmsgid ''\nmsgstr 'Last-Translator: \xB3\x5C\x5C\\n'\n"
                   "'Content-Type: text/plain; charset=BIG5\\n'\nmsgid 'a'\n"
                   "msgstr '\xB3\x5C\\n'\n"));
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(entries(), "a=\xE8\xA8\xB1<0A>");
  ck_assert_str_eq(ec_po_field(&po, "Last-Translator", NULL, NULL), "\xE8\xA8\xB1");
  const struct ec_po_edit edits[] = {{&po.header->translations[0], 0, 0, "\xE5\x8A\x9F"},
                                     {&po.entries[1].translations[0], 0, 0, "\xE5\x8A\x9F"}};
  const struct ec_po_edit *failed;
  struct ec_string out = {.pool = &pool};
  ck_assert(ec_po_write(&po, edits, 2, &out, &failed));
  ck_assert(strstr(out.bytes, "\"\xA5\x5C\x5CLast") && strstr(out.bytes, "\"\xA5\x5C\xB3\x5C\\n"));
}
END_TEST

/* ------------------------------------------------------------------- questions */

START_TEST(fields)
{
  const struct ec_po_string *string = NULL;
  size_t at = 0;
  read_text(quoted("msgid ''\nmsgstr ''\n'Languages: x\\n'\n'Language:  zh_CN \\n'\n"
                   "'language-team: \\n'\n'Empty:\\n'\n'Last: y'\n"));
  ck_assert_str_eq(ec_po_field(&po, "Language", &string, &at), "zh_CN");
  ck_assert_ptr_eq(string, &po.header->translations[0]);
  ck_assert_str_eq(place_of(ec_po_offset(&po, string, at)), "4:13");
  ck_assert_str_eq(ec_po_field(&po, "Language-Team", NULL, NULL), "");
  ck_assert_str_eq(ec_po_field(&po, "Empty", NULL, NULL), "");
  ck_assert_str_eq(ec_po_field(&po, "Last", NULL, NULL), "y");
  ck_assert_ptr_null(ec_po_field(&po, "Lang", NULL, NULL));
  read_text("");
  ck_assert_ptr_null(ec_po_field(&po, "Language", NULL, NULL));
}
END_TEST

START_TEST(flags)
{
  read_text(quoted("#, fuzzy\n#, c-format,no-wrap range: 0..5\n#= java-format\n" A));
  const struct ec_po_entry *entry = &po.entries[0];
  ck_assert(ec_po_flag(entry, "c-format") && ec_po_flag(entry, "no-wrap"));
  ck_assert(ec_po_flag(entry, "java-format") && ec_po_flag(entry, "range:"));
  ck_assert(!ec_po_flag(entry, "fuzzy") && !ec_po_flag(entry, "format"));
  ck_assert(!ec_po_flag(entry, "c") && !ec_po_flag(entry, "c-format,no-wrap"));
}
END_TEST

/* --------------------------------------------------------------------- writing */

/* Changes of the last translation. */
static const struct {
  const char *name, *before;
  struct {
    size_t begin, end;
    const char *text;
  } edits[3];
  const char *after; /* NULL: it cannot be written */
} write_cases[] = {
    {"nothing", "# c\n'x'\r\n'y'  \n", {{0, 0, ""}}, "# c\n'x'\r\n'y'  \n"},
    {"inside", "'abc'", {{1, 2, "X"}}, "'aXc'"},
    {"at the begin", "''\n'abc'", {{0, 0, "X"}}, "''\n'Xabc'"},
    {"at the end", "'abc'", {{3, 3, "X"}}, "'abcX'"},
    {"at the end, wrapped", "'abc\\n'\n''\n", {{4, 4, "X"}}, "'abc\\n'\n'X'\n"},
    {"into nothing", "''", {{0, 0, "X"}}, "'X'"},
    {"over two lines", "'abc'\n 'def'", {{2, 4, "X"}}, "'abX'\n 'ef'"},
    {"out of three lines", "'ab'\n'c'\n'de'", {{1, 4, ""}}, "'a'\n''\n'e'"},
    {"escapes", "'a\\nb\\x41'", {{1, 2, " "}, {3, 4, "B"}}, "'a bB'"},
    {"several", "'abcdef'", {{4, 5, "Z"}, {0, 1, "X"}, {2, 2, "Y"}}, "'XbYcdZf'"},
    {"one beside the other", "'abc'", {{1, 2, "X"}, {2, 3, "Y"}}, "'aXY'"},
    {"what must be escaped",
     "''",
     {{0, 0, "\"\\\n\t\r\a\b\f\v\x01\x7F"}},
     "'\\'\\\\\\n\\t\\r\\a\\b\\f\\v\\001\\177'"},
    {"characters",
     "'\xE4\xB8\xAD\xE6\x96\x87'",
     {{0, 3, "\xE2\x80\xA6"}},
     "'\xE2\x80\xA6\xE6\x96\x87'"},
    {"digit behind a hexadecimal escape", "'\\x41z'", {{1, 1, "b"}}, "'\\x41\\142z'"},
    {"other letter behind it", "'\\x41z'", {{1, 1, "g"}}, "'\\x41gz'"},
    {"digit that comes behind it", "'\\x41zb'", {{1, 2, ""}}, "'\\x41''b'"},
    {"digit behind an octal escape", "'\\1z'", {{1, 2, "7"}}, "'\\1\\067'"},
    {"digit after others", "'\\1z'", {{1, 1, ""}, {1, 2, ""}, {2, 2, "7"}}, "'\\1\\067'"},
    {"digit after what is left out", "'\\1zg'", {{1, 2, ""}, {2, 2, "7"}}, "'\\1\\067g'"},
    {"digit on the next line", "'\\1z'\n'7'", {{1, 2, ""}}, "'\\1'\n'7'"},
    {"joined lines", "'\\x4\\\nz1'", {{1, 2, ""}}, "'\\x4\\\n''1'"},
    {"open string", "'ab\n", {{1, 2, "X"}}, "'aX\n"},
    {"behind no escape", "'a\\xz'", {{2, 2, "n"}}, NULL},
    {"away from no escape", "'a\\ez'", {{3, 3, "n"}}, "'a\\enz'"},
    {"behind a bad byte", "'a\xE4z'", {{4, 5, ""}}, NULL},
    {"ill-formed", "'ab'", {{1, 2, "\xE4\xB8"}}, NULL},
};

/* The last one of a file in UTF-8, if `before` has its own header. */
static bool write_last(const char *text, size_t row, struct ec_string *out)
{
  struct ec_po_edit edits[3];
  size_t count = 0;
  read_text(text);
  const struct ec_po_string *string = &po.entries[po.entry_count - 1].translations[0];
  for (; count < 3 && write_cases[row].edits[count].text; count++)
    edits[count] =
        (struct ec_po_edit){string, write_cases[row].edits[count].begin,
                            write_cases[row].edits[count].end, write_cases[row].edits[count].text};
  const struct ec_po_edit *failed;
  *out = (struct ec_string){.pool = &pool};
  const bool ok = ec_po_write(&po, edits, count, out, &failed);
  ck_assert(ok ? !failed : failed >= edits && failed < edits + count);
  return ok;
}

START_TEST(change)
{
  static const char head[] = UTF8 A "msgid 'b'\nmsgstr ";
  struct ec_string out;
  const bool ok = write_last(quoted(ec_pool_printf(&pool, "%s%s", head, write_cases[_i].before)),
                             (size_t)_i, &out);
  ck_assert_msg(ok == (write_cases[_i].after != NULL), "%s", write_cases[_i].name);
  if (!ok)
    return;
  const char *want = quoted(ec_pool_printf(&pool, "%s%s", head, write_cases[_i].after));
  ck_assert_msg(out.len == strlen(want) && strcmp(out.bytes, want) == 0,
                "%s: \"%s\" instead of \"%s\"", write_cases[_i].name, out.bytes, want);
}
END_TEST

START_TEST(change_obsolete)
{
  struct ec_string out = {.pool = &pool};
  const struct ec_po_edit *failed;
  read_text(quoted("#~ msgid 'a'\n#~ msgstr 'x'\n#~ 'yz'\n"));
  const struct ec_po_edit edit = {&po.entries[0].translations[0], 0, 2, "n"};
  ck_assert(ec_po_write(&po, &edit, 1, &out, &failed));
  ck_assert_str_eq(out.bytes, quoted("#~ msgid 'a'\n#~ msgstr 'n'\n#~ 'z'\n"));
}
END_TEST

/* What the charset of a file lacks. */
static const struct {
  const char *charset, *text;
  bool lacks;
} lacking[] = {
    {"ISO-8859-1", "\xE4\xB8\xAD", true},   {"ISO-8859-1", "\xC3\xA9", false},
    {"US-ASCII", "\xC3\xA9", true},         {"US-ASCII", "e", false},
    {"CHARSET", "\xC3\xA9", true},          {"CHARSET", "e", false},
    {"SHIFT_JIS", "\xC2\xA5", true}, /* it would be read as a backslash */
    {"SHIFT_JIS", "\xE3\x82\xBD", false},   {"GB2312", "\xE4\xB9\x97", true},
    {"GB18030", "\xF0\x9F\x98\x80", false}, {"UTF-8", "\xF0\x9F\x98\x80", false},
};

START_TEST(lack)
{
  struct ec_string out = {.pool = &pool};
  const struct ec_po_edit *failed;
  read_text(ec_pool_printf(&pool,
                           "msgid \"\"\nmsgstr \"charset=%s\\n\"\nmsgid \"a\"\n"
                           "msgstr \"b\"\n",
                           lacking[_i].charset));
  const struct ec_po_string *string = &po.entries[1].translations[0];
  const struct ec_po_edit edits[] = {{string, 0, 0, "x"}, {string, 1, 1, lacking[_i].text}};
  ck_assert_int_eq(ec_po_write(&po, edits, 2, &out, &failed), !lacking[_i].lacks);
  ck_assert_ptr_eq(failed, lacking[_i].lacks ? &edits[1] : NULL);
}
END_TEST

/* Many changes at random places: what is read again is what was meant, and all bytes outside the
 * strings that changed are the same. */
enum { RANDOM_ROUNDS = 3000, RANDOM_EDITS = 3 };
static uint32_t seed = 1;

static size_t random_below(size_t below)
{
  seed = seed * 1664525 + 1013904223;
  return below ? (seed >> 8) % below : 0;
}

static size_t boundary(const char *text, size_t at)
{
  while (at && (text[at] & '\xC0') == '\x80')
    at--;
  return at;
}

static size_t random_edits(const struct ec_po_string *string, struct ec_po_edit *edits,
                           struct ec_string *expected)
{
  static const char *const texts[] = {"", "B", "7", "\xE4\xB8\xAD", "\"\\\n\x01", "x y"};
  size_t at = 0, count = 0;
  for (; count < RANDOM_EDITS; count++) {
    const size_t begin = boundary(string->text, at + random_below(string->len - at + 1));
    size_t end = begin + random_below(5);
    end = end > string->len ? string->len : boundary(string->text, end);
    edits[count] = (struct ec_po_edit){string, begin < at ? at : begin, end,
                                       texts[random_below(sizeof texts / sizeof *texts)]};
    if (edits[count].end < edits[count].begin)
      edits[count].end = edits[count].begin;
    ec_string_add(expected, string->text + at, edits[count].begin - at);
    ec_string_adds(expected, edits[count].text);
    at = edits[count].end;
  }
  ec_string_add(expected, string->text + at, string->len - at);
  return count;
}

static void check_round(const char *text)
{
  struct ec_po_edit edits[RANDOM_EDITS];
  struct ec_string expected = {.pool = &pool}, out = {.pool = &pool};
  const struct ec_po_edit *failed;
  struct ec_po again;
  read_text(text);
  const size_t chosen = 1 + random_below(po.entry_count - 1);
  const struct ec_po_string *string = &po.entries[chosen].translations[0];
  const size_t count = random_edits(string, edits, &expected);
  ck_assert(ec_po_write(&po, edits, count, &out, &failed));
  ec_po_read(&again, &pool, out.bytes, out.len);
  ck_assert_uint_eq(again.faults_found, 0);
  ck_assert_uint_eq(again.entry_count, po.entry_count);
  const struct ec_po_string *now = &again.entries[chosen].translations[0];
  ck_assert_uint_eq(now->len, expected.len);
  ck_assert(!now->len || memcmp(now->text, expected.bytes, now->len) == 0);
  ck_assert_uint_eq(now->begin, string->begin);
  ck_assert(memcmp(out.bytes, po.bytes, string->begin) == 0);
  ck_assert_uint_eq(again.len - now->end, po.len - string->end);
  ck_assert(memcmp(out.bytes + now->end, po.bytes + string->end, po.len - string->end) == 0);
}

START_TEST(random_changes)
{
  static const char *const texts[] = {
      UTF8 A "msgid 'b'\nmsgstr ''\n'one \\x4142 two\\1 \\\\ three\\n'\n'\\'four\\' 7'\n\n"
             "#~ msgid 'c'\n#~ msgstr '\xE4\xB8\xAD\xE6\x96\x87\\303\\251 x'\n#~ '5'\n",
      HEADER("GBK") "msgid 'b'\r\nmsgstr '\x81\x5C\\n\x81\x5C'\r\n' \x81\x7C\\201\\\\ a'\r\n" B,
  };
  for (size_t i = 0; i < RANDOM_ROUNDS; i++) {
    const struct ec_pool_mark mark = ec_pool_mark(&pool);
    check_round(quoted(texts[i % 2]));
    ec_pool_release(&pool, mark);
  }
}
END_TEST

/* ---------------------------------------------------------------------- memory */

static bool runs_out(const char *text)
{
  struct ec_string out = {.pool = &pool};
  const struct ec_po_edit *failed;
  if (setjmp(no_memory)) {
    while (live_count)
      counted_close(live[live_count - 1]);
    return true;
  }
  read_text(text);
  ck_assert_uint_eq(po.entry_count, 3);
  const struct ec_po_edit edit = {&po.entries[1].translations[0], 0, 0, "\xC3\xA9"};
  ck_assert(ec_po_write(&po, &edit, 1, &out, &failed));
  return false;
}

START_TEST(no_memory_left)
{
  const char *text = quoted(HEADER("ISO-8859-1") "# c\n" A "#~ msgid 'b'\n#~ msgstr '\xE9'\n@\n");
  size_t failed = 0;
  do {
    fail_at = ++failed;
    allocations = 0;
  } while (runs_out(text));
  ck_assert_uint_gt(failed, 10);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("po");
  TCase *tcase = tcase_create("po");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_loop_test(tcase, form, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, nul_bytes);
  tcase_add_test(tcase, many_faults);
  tcase_add_loop_test(tcase, place, 0, sizeof place_cases / sizeof *place_cases);
  tcase_add_test(tcase, entry_places);
  tcase_add_loop_test(tcase, charset, 0, sizeof charset_cases / sizeof *charset_cases);
  tcase_add_test(tcase, before_the_header);
  tcase_add_test(tcase, fields);
  tcase_add_test(tcase, flags);
  tcase_add_loop_test(tcase, change, 0, sizeof write_cases / sizeof *write_cases);
  tcase_add_test(tcase, change_obsolete);
  tcase_add_loop_test(tcase, lack, 0, sizeof lacking / sizeof *lacking);
  tcase_add_test(tcase, random_changes);
  tcase_add_test(tcase, no_memory_left);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
