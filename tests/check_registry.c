/* SPDX-License-Identifier: MIT */

/* The registry reader: what each element and attribute becomes, every fault with its place, and the
 * memory that runs out. Also what is made of a registry: names, headers, and codes in sources. */

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

/* src/pool.c with an allocator that fails when it is told to, and is asked for each piece. */
static size_t allocations, fail_at;
static void *counted_malloc(size_t size)
{
  return ++allocations == fail_at ? NULL : malloc(size);
}

#define EC_POOL_BLOCK 0
#define malloc counted_malloc
#include "pool.c"
#undef malloc

/* And src/registry_parse.c with a parser that takes its memory from there. */
#include <expat.h>

static XML_Parser live;

static void *counted_realloc(void *memory, size_t size)
{
  return ++allocations == fail_at ? NULL : realloc(memory, size);
}

static XML_Parser counted_parser(char separator)
{
  static const XML_Memory_Handling_Suite suite = {counted_malloc, counted_realloc, free};
  const char text[] = {separator, '\0'};
  return live = XML_ParserCreate_MM(NULL, &suite, text);
}

static void free_parser(XML_Parser parser)
{
  XML_ParserFree(parser);
  live = NULL;
}

#define XML_ParserCreateNS(encoding, separator) counted_parser(separator)
#define XML_ParserFree free_parser
#include "registry_parse.c"
#undef XML_ParserFree

#include "header.h"
#include "lint_catalog.h"
#include "lint_remediation.h"
#include "names.h"
#include "registry.h"
#include "rules.h"
#include "source.h"
#include "usage.h"

#define ROOT "<errcat xmlns='urn:errcat:registry' format='1' domain='shop' source='en'>"
#define EXCEPTION "<exception rule='zh' reason='1'/>"
#define EXCEPTIONS_10 \
  EXCEPTION EXCEPTION EXCEPTION EXCEPTION EXCEPTION EXCEPTION EXCEPTION EXCEPTION EXCEPTION \
      EXCEPTION
#define EXCEPTIONS_100 \
  EXCEPTIONS_10 EXCEPTIONS_10 EXCEPTIONS_10 EXCEPTIONS_10 EXCEPTIONS_10 EXCEPTIONS_10 \
      EXCEPTIONS_10 EXCEPTIONS_10 EXCEPTIONS_10 EXCEPTIONS_10
#define ONE "<error code='A'><message>One.</message></error>"
#define PATTERN(forms) \
  "<errcat xmlns='urn:errcat:registry' format='1' domain='shop' source='en'\n" \
  "code-pattern='" forms "'>"
#define F8 "A B C # ? * - _ "
#define R64 "abcdefgh.abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-x"
#define L64 "L234567890123456789012345678901234567890123456789012345678901234"

static jmp_buf no_memory;
static void out_of_memory(void *context)
{
  (void)context;
  longjmp(no_memory, 1);
}

static struct ec_pool pool;
static struct ec_registry registry;

static void setup(void)
{
  ec_pool_init(&pool, out_of_memory, NULL);
  fail_at = 0;
}

static void teardown(void)
{
  ec_pool_free(&pool);
}

static void read_bytes(const char *bytes, size_t len)
{
  ec_registry_read(&registry, &pool, bytes, len);
}

static void read_text(const char *text)
{
  read_bytes(text, strlen(text));
}

/* "5:3 registry.bad-code code A 1; …", the faults of the registry. */
static const char *faults(void)
{
  struct ec_string text = {.pool = &pool};
  for (size_t i = 0; i < registry.fault_count; i++) {
    const struct ec_registry_fault *fault = &registry.faults[i];
    ec_string_adds(&text, ec_pool_printf(&pool, "%s%lu:%lu %s", i ? "; " : "",
                                         (unsigned long)fault->place.line,
                                         (unsigned long)fault->place.column, fault->code));
    for (size_t a = 0; a < fault->arg_count; a++) {
      const struct errcat_arg *arg = &fault->args[a];
      ec_string_adds(&text, arg->kind == ERRCAT_ARG_STRING
                                ? ec_pool_printf(&pool, " %s", arg->value.string)
                                : ec_pool_printf(&pool, " %ld", (long)arg->value.integer));
    }
  }
  return ec_string_get(&text);
}

/* ------------------------------------------------------------------- faults */

static const struct {
  const char *name, *text, *want;
} cases[] = {
    /* Well-formed */
    {"smallest", ROOT ONE "</errcat>", ""},
    {"declaration", "<?xml version='1.0' encoding='UTF-8'?>\n" ROOT ONE "</errcat>", ""},
    {"byte order mark", "\xEF\xBB\xBF" ROOT ONE "</errcat>", ""},
    {"prefixed namespace",
     "<e:errcat xmlns:e='urn:errcat:registry' format='1' domain='a' source='en'>"
     "<e:error code='A'><e:message>One.</e:message></e:error></e:errcat>",
     ""},
    {"comments and instructions", "<!-- a -->" ROOT "<?b?><!-- c -->" ONE "</errcat><!-- d -->",
     ""},
    {"comment in a text", ROOT "<error code='A'><message>O<!-- x -->ne.</message></error></errcat>",
     ""},
    {"doctype without entities", "<!DOCTYPE errcat [<!ELEMENT errcat ANY>]>" ROOT ONE "</errcat>",
     ""},
    {"children in any order",
     ROOT "<error code='A'><note>N.</note><remediation>R.</remediation><message>M.</message>"
          "<arg name='a' type='id' example='1'/></error></errcat>",
     ""},
    {"longest code", ROOT "<error code='" L64 "'><message>One.</message></error></errcat>", ""},
    {"every kind of locale",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='sr_Latn-RS@latin'>" ONE
     "</errcat>",
     ""},
    {"foreign prefix alone", ROOT "<prefix match='GATE'><message>M.</message></prefix></errcat>",
     ""},
    {"largest status", ROOT "<error code='A' status='599'><message>One.</message></error></errcat>",
     ""},
    {"long prefix counts",
     ROOT "<prefix match='A_' wire='B.'/><prefix match='A_B_' wire='A_B.'/>"
          "<error code='A_B_1'><message>One.</message></error>"
          "<error code='B.B_1'><message>One.</message></error></errcat>",
     ""},

    /* XML */
    {"nothing", "", "1:1 registry.not-xml no element found"},
    {"no XML", "hello", "1:1 registry.not-xml syntax error"},
    {"unended", ROOT "\n" ONE "\n", "3:1 registry.not-xml no element found"},
    {"mismatched tag", ROOT "\n <error code='A'><message>One.</mesage></error></errcat>",
     "2:33 registry.not-xml mismatched tag"},
    {"ampersand", ROOT "\n<error code='A'><message>R&D.</message></error></errcat>",
     "2:30 registry.not-xml not well-formed (invalid token)"},
    {"undefined entity", ROOT "\n<error code='A'><message>&nbsp;</message></error></errcat>",
     "2:26 registry.not-xml undefined entity"},
    {"ill-formed UTF-8", ROOT "\n<error code='A'><message>Caf\xE9.</message></error></errcat>",
     "2:29 registry.not-xml not well-formed (invalid token)"},
    {"unknown encoding", "<?xml version='1.0' encoding='EBCDIC-XYZ'?>" ROOT ONE "</errcat>",
     "1:31 registry.not-xml unknown encoding"},
    {"attribute twice", ROOT "\n<error code='A' code='B'><message>One.</message></error></errcat>",
     "2:17 registry.not-xml duplicate attribute"},
    {"unbound prefix", ROOT "\n<x:error code='A'/></errcat>",
     "2:1 registry.not-xml unbound prefix"},
    {"second root", ROOT ONE "</errcat>\n<errcat/>",
     "2:1 registry.not-xml junk after document element"},
    {"fault before the end of the XML", ROOT "\n<error code='A 1'><message>One.</message></error>",
     "2:8 registry.bad-code code A 1; 2:50 registry.not-xml no element found"},

    /* Document type declarations */
    {"entity", "<!DOCTYPE errcat [\n<!ENTITY shop 'Corner Shop'>]>" ROOT ONE "</errcat>",
     "2:15 registry.doctype"},
    {"billion laughs",
     "<!DOCTYPE errcat [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
     "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>" ROOT
     "<error code='A'><message>&c;</message></error></errcat>",
     "1:30 registry.doctype"},
    {"entity from a file",
     "<!DOCTYPE errcat [<!ENTITY a SYSTEM '/etc/passwd'>]>" ROOT ONE "</errcat>",
     "1:50 registry.doctype"},
    {"parameter entity",
     "<!DOCTYPE errcat [<!ENTITY % a SYSTEM 'http://example.com/x'> %a;]>" ROOT ONE "</errcat>",
     "1:61 registry.doctype"},
    {"other file", "<!DOCTYPE errcat SYSTEM 'errcat.dtd'>" ROOT ONE "</errcat>",
     "1:37 registry.doctype"},
    {"public identifier", "<!DOCTYPE errcat PUBLIC 'a' 'b'>" ROOT ONE "</errcat>",
     "1:32 registry.doctype"},

    /* The root */
    {"other root", "<html><body/></html>", "1:1 registry.not-a-registry html"},
    {"no namespace", "<errcat format='1' domain='shop' source='en'>" ONE "</errcat>",
     "1:1 registry.not-a-registry errcat"},
    {"other namespace", "<e:errcat xmlns:e='urn:other'/>", "1:1 registry.not-a-registry e:errcat"},
    {"empty", "\n" ROOT "</errcat>", "2:1 registry.empty"},
    {"attributes missing", "<errcat xmlns='urn:errcat:registry'>" ONE "</errcat>",
     "1:1 registry.missing-attribute errcat format; 1:1 registry.missing-attribute errcat domain; "
     "1:1 registry.missing-attribute errcat source"},
    {"newer format",
     "<errcat xmlns='urn:errcat:registry' format='2'\n domain='shop' source='en'>" ONE "</errcat>",
     "1:37 registry.bad-format 2"},
    {"domain",
     "<errcat xmlns='urn:errcat:registry' format='1'\n domain='../shop' source='en'>" ONE
     "</errcat>",
     "2:2 registry.bad-domain ../shop"},
    {"source",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a'\n\tsource = 'C'>" ONE "</errcat>",
     "2:2 registry.bad-source C"},
    {"source POSIX",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='POSIX'>" ONE "</errcat>",
     "1:59 registry.bad-source POSIX"},
    {"source with an empty part",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='en__US'>" ONE "</errcat>",
     "1:59 registry.bad-source en__US"},
    {"source with two modifiers",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='en@a@b'>" ONE "</errcat>",
     "1:59 registry.bad-source en@a@b"},
    {"empty type-base",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='en' type-base=''>" ONE
     "</errcat>",
     "1:71 registry.empty-attribute errcat type-base"},
    {"unknown attribute of the root",
     "<errcat xmlns='urn:errcat:registry' format='1' domain='a' source='en' version='2'>" ONE
     "</errcat>",
     "1:71 registry.unknown-attribute errcat version"},
    {"no code and no message", ROOT ONE "\n<error/></errcat>",
     "2:1 registry.missing-attribute error code; 2:1 registry.no-message <error>"},
    {"text in the root", ROOT ONE "\n  stray </errcat>", "2:3 registry.stray-text <errcat>"},

    /* Codes */
    {"no code", ROOT "\n<error><message>One.</message></error></errcat>",
     "2:1 registry.missing-attribute error code"},
    {"empty code", ROOT "\n<error code=''><message>One.</message></error></errcat>",
     "2:8 registry.empty-attribute error code"},
    {"code with a blank", ROOT "\n<error code='A 1'><message>One.</message></error></errcat>",
     "2:8 registry.bad-code code A 1"},
    {"code that is too long",
     ROOT "\n<error code='" L64 "5'><message>One.</message></error></errcat>",
     "2:8 registry.bad-code code " L64 "5"},
    {"code that is not ASCII", ROOT "\n<error code='Ä'><message>One.</message></error></errcat>",
     "2:8 registry.bad-code code Ä"},
    {"columns are bytes",
     ROOT "\n<!-- 中文 --><error code='Ä'><message>1</message></error></errcat>",
     "2:23 registry.bad-code code Ä"},
    {"lines end as on other systems",
     ROOT "\r\n<!-- -->\r<error\r\n code='Ä'><message>1</message></error></errcat>",
     "4:2 registry.bad-code code Ä"},
    {"greater-than in a value",
     ROOT "\n<error name='a>b' code='Ä'><message>1</message></error></errcat>",
     "2:8 registry.bad-name error a>b; 2:19 registry.bad-code code Ä"},
    {"code twice", ROOT "\n" ONE "\n" ONE "\n" ONE "</errcat>",
     "3:8 registry.twice code A 2; 4:8 registry.twice code A 2"},
    {"name twice",
     ROOT "\n<error code='A' name='n'><message>1</message></error>\n"
          "<error code='B' name='n'><message>1</message></error></errcat>",
     "3:17 registry.twice name n 2"},
    {"bad name", ROOT "\n<error code='A' name='a-b'><message>1</message></error></errcat>",
     "2:17 registry.bad-name error a-b"},
    {"name with a digit in front",
     ROOT "\n<error code='A' name='1a'><message>1</message></error></errcat>",
     "2:17 registry.bad-name error 1a"},
    {"status", ROOT "\n<error code='A' status='600'><message>1</message></error></errcat>",
     "2:17 registry.bad-status 600"},
    {"status with a sign",
     ROOT "\n<error code='A' status='+40'><message>1</message></error></errcat>",
     "2:17 registry.bad-status +40"},
    {"severity", ROOT "\n<error code='A' severity='fatal'><message>1</message></error></errcat>",
     "2:17 registry.bad-value error severity fatal error warning advice text"},
    {"severity of two words",
     ROOT "\n<error code='A' severity='error warning'><message>1</message></error></errcat>",
     "2:17 registry.bad-value error severity error warning error warning advice text"},
    {"retired", ROOT "\n<error code='A' retired='no'><message>1</message></error></errcat>",
     "2:17 registry.bad-value error retired no yes"},
    {"wire", ROOT "\n<error code='A' wire='A/1'><message>1</message></error></errcat>",
     "2:17 registry.bad-code wire A/1"},
    {"unknown attribute",
     ROOT "\n<error code='A' staus='404'><message>1</message></error></errcat>",
     "2:17 registry.unknown-attribute error staus"},
    {"attribute of another namespace",
     ROOT "\n<error xmlns:x='urn:x' code='A' x:status='404'><message>1</message></error></errcat>",
     "2:33 registry.unknown-attribute error x:status"},
    {"unknown element", ROOT "\n<eror code='A'><message>1</message></eror>" ONE "</errcat>",
     "2:1 registry.unknown-element errcat eror"},
    {"unknown child",
     ROOT "\n<error code='A'><message>1</message>\n<agr name='x'><b/></agr></error></errcat>",
     "3:1 registry.unknown-element error agr"},
    {"child of another namespace",
     ROOT "\n<error code='A'><message>1</message><x:note xmlns:x='urn:x'/></error></errcat>",
     "2:37 registry.unknown-element error x:note"},

    /* How codes are sent */
    {"wire form of two",
     ROOT "\n<error code='A' wire='C'><message>1</message></error>\n"
          "<error code='B' wire='C'><message>1</message></error></errcat>",
     "3:8 registry.wire-taken B C A"},
    {"wire form is another code",
     ROOT "\n<prefix match='P_' wire='P.'/>\n<error code='P_1'><message>1</message></error>\n"
          "<error code='P.1'><message>1</message></error></errcat>",
     "3:8 registry.wire-taken P_1 P.1 P.1"},
    {"wire form that is too long",
     ROOT "<prefix match='P' wire='" L64
          "'/>\n<error code='P1'><message>1</message></error></errcat>",
     "2:8 registry.wire-too-long P1 " L64 "1 64"},
    {"match twice",
     ROOT ONE "\n<prefix match='P' wire='Q'/>\n<prefix match='P' wire='R'/></errcat>",
     "3:9 registry.twice match P 2"},
    {"prefix with both",
     ROOT ONE "\n<prefix match='P' wire='Q'><message>1</message></prefix></errcat>",
     "2:9 registry.prefix-both P"},
    {"prefix with a note", ROOT ONE "\n<prefix match='P' wire='Q'><note>1</note></prefix></errcat>",
     "2:9 registry.prefix-both P"},
    {"prefix with neither", ROOT ONE "\n<prefix match='P'/></errcat>",
     "2:9 registry.prefix-neither P"},
    {"prefix without match", ROOT ONE "\n<prefix wire='P'/></errcat>",
     "2:1 registry.missing-attribute prefix match"},
    {"prefix with a status", ROOT ONE "\n<prefix match='P' wire='Q' status='404'/></errcat>",
     "2:28 registry.unknown-attribute prefix status"},

    /* Texts */
    {"no message",
     ROOT "\n<error code='A'><remediation>1</remediation></error>"
          "</errcat>",
     "1:1 registry.empty; 2:8 registry.no-message A"},
    {"two messages",
     ROOT "\n<error code='A'><message>1</message>\n<message>2</message></error></errcat>",
     "3:1 registry.second-text A message"},
    {"two remediations",
     ROOT "<error code='A'><message>1</message>\n<remediation>1</remediation>\n"
          "<remediation>2</remediation></error></errcat>",
     "3:1 registry.second-text A remediation"},
    {"empty message", ROOT "<error code='A'>\n <message> \n </message></error></errcat>",
     "2:2 registry.empty-text A message"},
    {"empty remediation",
     ROOT "<error code='A'><message>1</message>\n<remediation/></error></errcat>",
     "2:1 registry.empty-text A remediation"},
    {"empty note", ROOT "<error code='A'><message>1</message>\n<note></note></error></errcat>",
     "2:1 registry.empty-text A note"},
    {"element in a message",
     ROOT "<error code='A'><message>An\n <b>el<i/>ement</b>.</message></error></errcat>",
     "2:2 registry.element-in-text A b"},
    {"our element in a message",
     ROOT "<error code='A'><message>An\n <note>note</note>.</message></error></errcat>",
     "2:2 registry.element-in-text A note"},
    {"instruction in a text",
     ROOT "<error code='A'><message>An\n <?b x?>.</message></error></errcat>",
     "2:2 registry.element-in-text A ?b"},
    {"attribute of a text",
     ROOT "<error code='A'>\n<message xml:space='preserve'>1</message></error></errcat>",
     "2:10 registry.unknown-attribute message xml:space"},
    {"stray text once",
     ROOT "\n<error code='A'>  stray <message>1</message> again </error></errcat>",
     "2:19 registry.stray-text A"},
    {"stray text in an argument",
     ROOT "\n<error code='A'><arg name='a' type='id' example='1'> "
          "x</arg><message>1</message></error></errcat>",
     "2:54 registry.stray-text A"},
    {"too many notes",
     ROOT "<error code='A'><message>1</message><note>1</note><note>2</note><note>3</note>"
          "<note>4</note><note>5</note><note>6</note><note>7</note><note>8</note>\n"
          "<note>9</note><note>10</note></error></errcat>",
     "2:1 registry.too-many-notes A 8"},
    {"too many exceptions of a code",
     ROOT "<error code='A'><message>1</message>" EXCEPTIONS_100 "\n" EXCEPTION EXCEPTION
          "</error></errcat>",
     "2:1 registry.too-many-exceptions A 100"},
    {"too many exceptions of the registry",
     ROOT EXCEPTIONS_100 "<error code='A'>" EXCEPTIONS_100
                         "<message>1</message></error>\n" EXCEPTION EXCEPTION "</errcat>",
     "2:1 registry.too-many-exceptions <errcat> 100"},

    /* Arguments */
    {"argument without anything",
     ROOT "<error code='A'><message>1</message>\n<arg/></error></errcat>",
     "2:1 registry.missing-attribute arg name; 2:1 registry.missing-attribute arg type; "
     "2:1 registry.missing-attribute arg example"},
    {"argument name",
     ROOT "<error code='A'><message>1</message>\n"
          "<arg name='1st' type='id' example='1'/></error></errcat>",
     "2:6 registry.bad-name arg 1st"},
    {"argument type",
     ROOT "<error code='A'><message>1</message>\n"
          "<arg name='a' type='int' example='1'/></error></errcat>",
     "2:15 registry.bad-value arg type int string id integer number time list"},
    {"argument example",
     ROOT "<error code='A'><message>1</message>\n"
          "<arg name='a' type='id' example=' &#10; '/></error></errcat>",
     "2:25 registry.empty-attribute arg example"},
    {"sensitive",
     ROOT "<error code='A'><message>1</message>\n"
          "<arg name='a' type='id' example='1' sensitive='yes'/></error></errcat>",
     "2:37 registry.bad-value arg sensitive yes personal secret"},
    {"argument twice",
     ROOT "<error code='A'><message>1</message>\n"
          "<arg name='a' type='id' example='1'/>\n"
          "<arg name='a' type='id' example='1'/></error></errcat>",
     "3:6 registry.twice name a 2"},
    {"element in an argument",
     ROOT "<error code='A'><message>1</message>\n"
          "<arg name='a' type='id' example='1'><message>2</message></arg>"
          "</error></errcat>",
     "2:37 registry.unknown-element arg message"},
    {"argument outside of a code", ROOT ONE "\n<arg name='a' type='id' example='1'/></errcat>",
     "2:1 registry.unknown-element errcat arg"},

    /* The code pattern */
    {"code pattern of several forms", PATTERN("A_#### *.?-:") ONE "</errcat>", ""},
    {"code pattern with blanks around", PATTERN(" A_# &#10; B_*&#9;") ONE "</errcat>", ""},
    {"code pattern that no code fits", PATTERN("B") ONE "</errcat>", ""},
    {"longest form", PATTERN(L64) ONE "</errcat>", ""},
    {"most forms", PATTERN(F8 F8 F8 F8) ONE "</errcat>", ""},
    {"too many forms", PATTERN(F8 F8 F8 F8 "*") ONE "</errcat>",
     "2:1 registry.bad-code-pattern " F8 F8 F8 F8 "* 32"},
    {"empty code pattern", PATTERN("") ONE "</errcat>",
     "2:1 registry.empty-attribute errcat code-pattern"},
    {"blank code pattern", PATTERN(" ") ONE "</errcat>", "2:1 registry.bad-code-pattern   32"},
    {"form that is too long", PATTERN("A " L64 "*") ONE "</errcat>",
     "2:1 registry.bad-code-pattern A " L64 "* 32"},
    {"form with another character", PATTERN("[A-Z]+") ONE "</errcat>",
     "2:1 registry.bad-code-pattern [A-Z]+ 32"},
    {"form that is not ASCII", PATTERN("错误#") ONE "</errcat>",
     "2:1 registry.bad-code-pattern 错误# 32"},
    {"code pattern of a code",
     ROOT "\n<error code='A' code-pattern='A'><message>1</message></error></errcat>",
     "2:17 registry.unknown-attribute error code-pattern"},

    /* Exceptions */
    {"exceptions wherever they may be",
     ROOT "<exception rule='zh' reason='R.'/><error code='A'><exception rule='zh.half-width' "
          "reason='R.' locale='zh_CN'/><message>1</message><exception rule='x-y.*' reason='R.'/>"
          "</error><prefix match='B'><exception rule='a.b-c' reason='R.'/><message>1</message>"
          "</prefix><exception rule='all' locale='sr@latin' reason='R.'></exception></errcat>",
     ""},
    {"exception without anything", ROOT ONE "\n<exception/></errcat>",
     "2:1 registry.missing-attribute exception rule; "
     "2:1 registry.missing-attribute exception reason"},
    {"exception without a reason",
     ROOT "<error code='A'><message>1</message>\n<exception rule='zh'/></error></errcat>",
     "2:1 registry.missing-attribute exception reason"},
    {"exception with an empty rule", ROOT ONE "\n<exception rule='' reason='R.'/></errcat>",
     "2:12 registry.empty-attribute exception rule"},
    {"exception with an empty reason",
     ROOT ONE "\n<exception rule='zh' reason=''/><exception rule='zh' reason=' &#10;'/></errcat>",
     "2:22 registry.empty-attribute exception reason; "
     "2:54 registry.empty-attribute exception reason"},
    {"exception with a locale that is none",
     ROOT ONE "\n<exception rule='zh' reason='R.' locale='zh CN'/></errcat>",
     "2:34 registry.bad-locale zh CN"},
    {"exception with an empty locale",
     ROOT ONE "\n<exception rule='zh' reason='R.' locale=''/></errcat>",
     "2:34 registry.empty-attribute exception locale"},
    {"rule in capitals", ROOT ONE "\n<exception rule='Zh' reason='R.'/></errcat>",
     "2:12 registry.bad-rule Zh"},
    {"rule with nothing behind its full stop",
     ROOT ONE "\n<exception rule='zh.' reason='R.'/></errcat>", "2:12 registry.bad-rule zh."},
    {"rule without a family", ROOT ONE "\n<exception rule='.*' reason='R.'/></errcat>",
     "2:12 registry.bad-rule .*"},
    {"rule with a star in it", ROOT ONE "\n<exception rule='zh.half*' reason='R.'/></errcat>",
     "2:12 registry.bad-rule zh.half*"},
    {"rule with more behind a star", ROOT ONE "\n<exception rule='zh.*x' reason='R.'/></errcat>",
     "2:12 registry.bad-rule zh.*x"},
    {"rule of three parts", ROOT ONE "\n<exception rule='zh.a.b' reason='R.'/></errcat>",
     "2:12 registry.bad-rule zh.a.b"},
    {"rule with a blank", ROOT ONE "\n<exception rule='zh text' reason='R.'/></errcat>",
     "2:12 registry.bad-rule zh text"},
    {"rule that is too long", ROOT ONE "\n<exception rule='" R64 "x' reason='R.'/></errcat>",
     "2:12 registry.bad-rule " R64 "x"},
    {"unknown attribute of an exception",
     ROOT ONE "\n<exception rule='zh' reason='R.' code='A'/></errcat>",
     "2:34 registry.unknown-attribute exception code"},
    {"exception of a prefix of ours",
     ROOT ONE "\n<prefix match='P' wire='Q'><exception rule='zh' reason='R.'/></prefix></errcat>",
     "2:9 registry.prefix-both P"},
    {"exception in an argument",
     ROOT "<error code='A'><message>1</message>\n<arg name='a' type='id' example='1'>"
          "<exception rule='zh' reason='R.'/></arg></error></errcat>",
     "2:37 registry.unknown-element arg exception"},
    {"exception in a text",
     ROOT "<error code='A'><message>1\n<exception rule='zh' reason='R.'/></message></error>"
          "</errcat>",
     "2:1 registry.element-in-text A exception"},
    {"element in an exception",
     ROOT ONE "\n<exception rule='zh' reason='R.'><note>N.</note></exception></errcat>",
     "2:34 registry.unknown-element exception note"},
    {"text in an exception of the registry",
     ROOT "\n<exception rule='zh' reason='R.'> x</exception>" ONE "</errcat>",
     "2:35 registry.stray-text <errcat>"},
    {"text in an exception of a code",
     ROOT "<error code='A'><message>1</message>\n<exception rule='zh' reason='R.'> x</exception>"
          "</error></errcat>",
     "2:35 registry.stray-text A"},
};

START_TEST(test_faults)
{
  read_text(cases[_i].text);
  ck_assert_msg(strcmp(faults(), cases[_i].want) == 0, "%s:\nhave %s\nwant %s", cases[_i].name,
                faults(), cases[_i].want);
  ck_assert_uint_eq(registry.faults_found, registry.fault_count);
}
END_TEST

START_TEST(test_many_faults)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, ROOT ONE);
  for (int i = 0; i < 250; i++)
    ec_string_adds(&text, "\n<error/>");
  ec_string_adds(&text, "</errcat>");
  read_text(ec_string_get(&text));
  ck_assert_uint_eq(registry.fault_count, EC_REGISTRY_FAULTS_MAX);
  ck_assert_uint_eq(registry.faults_found, 500); /* neither code nor message */
}
END_TEST

START_TEST(test_too_many_arguments)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, ROOT "<error code='A'><message>1</message>");
  for (int i = 0; i < 18; i++)
    ec_string_adds(&text, ec_pool_printf(&pool, "\n<arg name='a%d' type='id' example='1'/>", i));
  ec_string_adds(&text, "</error></errcat>");
  read_text(ec_string_get(&text));
  ck_assert_str_eq(faults(), "18:1 registry.too-many-arguments A 16");
}
END_TEST

/* A value of any length makes a short message, cut between characters. */
START_TEST(test_long_value)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, ROOT "<error code='x");
  for (int i = 0; i < 100000; i++)
    ec_string_adds(&text, "中");
  ec_string_adds(&text, "'><message>1</message></error></errcat>");
  read_text(ec_string_get(&text));
  ck_assert_uint_eq(registry.fault_count, 1);
  const char *shown = registry.faults[0].args[1].value.string;
  ck_assert_uint_eq(strlen(shown), 160 + strlen("…"));
  ck_assert_str_eq(shown + 157, "中…");
}
END_TEST

/* Nesting is counted, not followed by calls. */
START_TEST(test_deep)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, ROOT ONE);
  for (int i = 0; i < 200000; i++)
    ec_string_adds(&text, "<a>");
  for (int i = 0; i < 200000; i++)
    ec_string_adds(&text, "</a>");
  ec_string_adds(&text, "</errcat>");
  read_text(ec_string_get(&text));
  ck_assert_uint_eq(registry.fault_count, 1);
  ck_assert_str_eq(registry.faults[0].code, "registry.unknown-element");
}
END_TEST

/* -------------------------------------------------------------------- values */

#define EVERYTHING \
  "<errcat xmlns='urn:errcat:registry' format='1' domain='shop' source='en_GB'" \
  " type-base='https://example.com/?a=1&amp;b=' code-pattern='S_# *'>" \
  "<exception rule='zh.*' reason=' As\n  agreed. ' locale='zh_CN'/>" \
  "<prefix match='S_' wire='S.'/>" \
  "<prefix match='GATE'><arg name='code' type='id' example='G1'/><message>Of {code}.</message>" \
  "</prefix>\n" \
  "<error code='S_1' name='denied' status='403' severity='warning'>" \
  "<arg name='a' type='string' example=' Zo&#xEB;\n x ' sensitive='personal'/>" \
  "<arg name='b' type='list' example='1'/>" \
  "<message>\n  A&lt;{a}\t<![CDATA[<&>]]>  b&#x2014;<!-- c --> d \n</message>" \
  "<remediation>R.</remediation><note>N\n1.</note><note>N2.</note>" \
  "<exception rule='text.html' reason='R1.'/><exception reason='R2.' rule='zh'/></error>" \
  "<error code='B' wire='C' retired='yes'><message>M.</message></error>" \
  "</errcat>"

START_TEST(test_values)
{
  read_text(EVERYTHING);
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(registry.domain, "shop");
  ck_assert_str_eq(registry.source, "en_GB");
  ck_assert_str_eq(registry.type_base, "https://example.com/?a=1&b=");
  ck_assert_str_eq(registry.code_pattern, "S_# *");
  ck_assert_uint_eq(registry.exception_count, 1);
  ck_assert_str_eq(registry.exceptions[0].rule, "zh.*");
  ck_assert_str_eq(registry.exceptions[0].reason, "As agreed.");
  ck_assert_str_eq(registry.exceptions[0].locale, "zh_CN");
  ck_assert_uint_eq(registry.exceptions[0].place.line, 1);
  ck_assert_uint_eq(registry.exceptions[0].place.column, 153);
  ck_assert_uint_eq(registry.prefix_count, 2);
  ck_assert_str_eq(registry.prefixes[0].code, "S_");
  ck_assert_str_eq(registry.prefixes[0].wire, "S.");
  ck_assert_ptr_null(registry.prefixes[0].message);
  ck_assert_str_eq(registry.prefixes[1].message, "Of {code}.");
  ck_assert_str_eq(registry.prefixes[1].args[0].name, "code");
  ck_assert_uint_eq(registry.error_count, 2);
  const struct ec_registry_entry *error = &registry.errors[0];
  ck_assert_str_eq(error->code, "S_1");
  ck_assert_str_eq(error->sent, "S.1");
  ck_assert_str_eq(error->name, "denied");
  ck_assert_int_eq(error->http_status, 403);
  ck_assert_str_eq(error->severity, "warning");
  ck_assert(!error->retired);
  ck_assert_uint_eq(error->place.line, 3);
  ck_assert_uint_eq(error->place.column, 8);
  ck_assert_uint_eq(error->name_place.column, 19);
  ck_assert_str_eq(error->message, "A<{a} <&> b— d");
  ck_assert_str_eq(error->remediation, "R.");
  ck_assert_uint_eq(error->note_count, 2);
  ck_assert_str_eq(error->notes[0], "N 1.");
  ck_assert_uint_eq(error->arg_count, 2);
  ck_assert_str_eq(error->args[0].example, "Zoë x");
  ck_assert_str_eq(error->args[0].sensitive, "personal");
  ck_assert_str_eq(error->args[1].type, "list");
  ck_assert_ptr_null(error->args[1].sensitive);
  ck_assert_uint_eq(error->exception_count, 2);
  ck_assert_str_eq(error->exceptions[0].rule, "text.html");
  ck_assert_str_eq(error->exceptions[0].reason, "R1.");
  ck_assert_ptr_null(error->exceptions[0].locale);
  ck_assert_str_eq(error->exceptions[1].rule, "zh");
  ck_assert_uint_eq(registry.errors[1].exception_count, 0);
  ck_assert_str_eq(registry.errors[1].sent, "C");
  ck_assert_str_eq(registry.errors[1].severity, "error");
  ck_assert(registry.errors[1].retired);
  ck_assert_ptr_null(registry.errors[1].remediation);
}
END_TEST

/* As xgettext 0.21 with libxml2 2.9 extracts them. */
static const struct {
  const char *text, *want;
} text_cases[] = {
    {" a\n\t b ", "a b"},
    {"a&#9;b&#10;c&#32;&#32;d", "a b c d"},
    {"a&#13;b &#13; c", "a\rb \r c"},
    {"a&#xA0;b &#x2003; c", "a\xC2\xA0"
                            "b \xE2\x80\x83 c"},
    {"x z <!-- c --> w", "x z  w"},
    {"<!-- c --> w <!-- c -->", " w "},
    {"x<![CDATA[ <y> ]]>z", "x <y> z"},
    {" <![CDATA[ d ]]> ", "d"},
    {"<![CDATA[ d ]]><![CDATA[ d ]]>", "d d"},
    {"<![CDATA[ d ]]> <![CDATA[ d ]]>", "d d"},
    {"a<!-- c --> ", "a "},
    {"<![CDATA[ d ]]><!-- c -->", "d "},
    {"x <![CDATA[ y ]]> z", "x  y  z"},
    {"a\r\nb\rc", "a b c"},
};

START_TEST(test_texts)
{
  read_text(ec_pool_printf(&pool, "%s<error code='A'><message>%s</message></error></errcat>", ROOT,
                           text_cases[_i].text));
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(registry.errors[0].message, text_cases[_i].want);
}
END_TEST

/* ---------------------------------------------------------------- code forms */

static const struct {
  const char *pattern, *code;
  bool want;
} form_cases[] = {
    {NULL, "anything", true},
    {"A", "A", true},
    {"A", "B", false},
    {"A", "AA", false},
    {"AA", "A", false},
    {"a", "A", false},
    {"SHOP_####", "SHOP_1234", true},
    {"SHOP_####", "SHOP_123", false},
    {"SHOP_####", "SHOP_12345", false},
    {"SHOP_####", "SHOP_123a", false},
    {"SHOP_####", "SHOP_12\xEF\xBC\x94\x34", false},
    {"A?C", "ABC", true},
    {"A?C", "A?C", true},
    {"A?C", "AC", false},
    {"A?C", "ABBC", false},
    {"*", "", true},
    {"*", "anything", true},
    {"?", "", false},
    {"A*", "A", true},
    {"A*", "ABC", true},
    {"A*", "BA", false},
    {"*A", "BA", true},
    {"*A", "AB", false},
    {"*A", "ABA", true},
    {"A*B", "AB", true},
    {"A*B", "AxBxB", true},
    {"A*B", "AxBxC", false},
    {"**", "", true},
    {"*#*", "a1b", true},
    {"*#*", "ab", false},
    {"*.*", "cli.usage", true},
    {"*.*", "usage", false},
    {"*ab*ab*", "abxab", true},
    {"*ab*ab*", "abxba", false},
    {"*aab", "aaab", true},
    {"*-#", "a-b-1", true},
    {"A B", "B", true},
    {"  A \t\r\n B  ", "A", true},
    {"  A \t\r\n B  ", "B", true},
    {"A B", "A B", false},
    {"A B", "", false},
    {" ", "", false},
    /* Ways to try them that double with each star. */
    {"*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
};

START_TEST(test_forms)
{
  ck_assert_msg(ec_registry_code_fits(form_cases[_i].pattern, form_cases[_i].code) ==
                    form_cases[_i].want,
                "%s %s", form_cases[_i].pattern, form_cases[_i].code);
}
END_TEST

/* -------------------------------------------------------------- remediations */

#define HELPS EC_REMEDIATION_HELPS
#define REPEATS EC_REMEDIATION_REPEATS
#define CONTACT EC_REMEDIATION_CONTACT

static const struct {
  const char *language, *message, *remediation;
  enum ec_remediation want;
} remediation_cases[] = {
    {"en", NULL, "Contact the administrator.", CONTACT},
    {"en", NULL, "Contact the administrator", CONTACT},
    {"en", NULL, "CONTACT THE ADMINISTRATOR!", CONTACT},
    {"en", NULL, "Please contact customer service for help.", CONTACT},
    {"en", NULL, "Contact technical services.", CONTACT},
    {"en", NULL, "Contact us.", CONTACT},
    {"en", NULL, "If the problem persists, contact technical support and provide the error code.",
     CONTACT},
    {"en", NULL, "If this doesn''t help, please ask your administrator for assistance.", CONTACT},
    {"en", NULL, "Contact the administrator. Provide the error code and the request ID.", CONTACT},
    {"en", NULL, "Get in touch with the O&M personnel.", CONTACT},
    {"en", NULL, "Submit a service ticket.", CONTACT},
    {"en", NULL, "If the error still occurs, open a ticket; include the logs.", CONTACT},
    {"en", NULL, "Ask the system administrator to resolve the problem.", CONTACT},
    {"en", NULL, "Contact the administrator to grant the user access to project {0}.", HELPS},
    {"en", NULL, "Ask the administrator for access.", HELPS},
    {"en", NULL, "Contact the administrator and provide the ID {0}.", HELPS},
    {"en", NULL, "Contact {administrator}.", HELPS},
    {"en", NULL, "Contact support at support@example.com.", HELPS},
    {"en", NULL, "Contact support: https://example.com/support.", HELPS},
    {"en", NULL, "Call 400 955 0808.", HELPS},
    {"en", NULL, "Try again later. If the error persists, contact the administrator.", HELPS},
    {"en", NULL, "Check the name, or contact the administrator.", HELPS},
    {"en", NULL, "Call the service again.", HELPS},
    {"en", NULL, "Open the log file in this case.", HELPS},
    {"en", NULL, "Provide the customer ID.", HELPS},
    {"en", NULL, "Create a team.", HELPS},
    {"en", NULL, "Resolve the problem.", HELPS},
    {"en", NULL, "Contact the incomprehensibilities administrator.", HELPS},
    {"en", NULL, "请联系管理员。", HELPS},
    {"en", NULL, "", HELPS},
    {"en", NULL, " . ! ", HELPS},
    {"en", NULL, "'", HELPS},
    {"fr", NULL, "Contact support.", HELPS},
    {"", NULL, "Contact the administrator.", HELPS},
    {"zh", NULL, "请联系管理员。", CONTACT},
    {"zh", NULL, "请联系管理员处理", CONTACT},
    {"zh", NULL, "请联系管理员排查。", CONTACT},
    {"zh", NULL, "请联系客服", CONTACT},
    {"zh", NULL, "请联系技术支持。", CONTACT},
    {"zh", NULL, "请联系技术支持人员协助处理。", CONTACT},
    {"zh", NULL, "如问题仍未解决，请联系系统管理员，并提供错误码。", CONTACT},
    {"zh", NULL, "如果问题仍然存在，请咨询华为云技术支持。", CONTACT},
    {"zh", NULL, "请联系 O&M 人员或技术支持。", CONTACT},
    {"zh", NULL, "请提交工单。", CONTACT},
    {"zh", NULL, "请提工单联系运维人员，提供请求ID和错误信息", CONTACT},
    {"zh", NULL, "请联系管理员。请提供日志！", CONTACT},
    {"zh", NULL, "请联系管理员为租户 {0} 开通服务。", HELPS},
    {"zh", NULL, "请联系管理员授权。", HELPS},
    {"zh", NULL, "请联系管理员开通服务。", HELPS},
    {"zh", NULL, "请联系管理员检查配置。", HELPS},
    {"zh", NULL, "请联系管理员，并提供错误码 {0}。", HELPS},
    {"zh", NULL, "请稍后重试，如仍失败请联系管理员。", HELPS},
    {"zh", NULL, "请检查参数。如果问题仍然存在，请联系管理员。", HELPS},
    {"zh", NULL, "请创建团队。", HELPS},
    {"zh", NULL, "请提交申请。", HELPS},
    {"zh", NULL, "请提供错误信息。", HELPS},
    {"zh", NULL, "请联系客户确认。", HELPS},
    {"zh", NULL, "请重新登录。", HELPS},
    {"zh", NULL, "Contact the administrator.", HELPS},
    {"zh", NULL, "。，！", HELPS},
    {"en", "The token is invalid.", "The token is invalid.", REPEATS},
    {"en", "The token is invalid.", "the token is invalid", REPEATS},
    {"en", "Invalid token.", "The token is invalid.", REPEATS},
    {"en", "Failed. The disk {0} is full.", "The disk {0} is full.", REPEATS},
    {"en", "The disk {0} is full.", "The disk {0} is full. Contact the administrator.", REPEATS},
    {"en", "The disk {0} is full.", "The disk {1} is full.", HELPS},
    {"en", "The token is invalid.", "The token is invalid. Obtain a new one.", HELPS},
    {"en", "The token is invalid.", "Obtain a token that is valid.", HELPS},
    {"en", "The token is not valid.", "The token is valid.", HELPS},
    {"en", "The quota is exceeded. Try again later.", "Try again later.", REPEATS},
    {"en", "Contact the administrator.", "Contact the administrator.", REPEATS},
    {"en", "The.", "A.", HELPS},
    {"zh", "令牌无效。", "令牌无效", REPEATS},
    {"zh", "令牌无效。", "“令牌无效”。请联系管理员。", REPEATS},
    {"zh", "令牌无效。", "令牌无效，请重新获取。", HELPS},
    {"zh", "添加通知失败。", "添加通知失败,请与管理员联系", REPEATS},
    {"en", "Item 1,000 failed.", "Item 1,000 failed; contact us.", REPEATS},
    {"en", "Item 1,000 failed.", "Item 1,001 failed.", HELPS},
    {"en", "The token has expired.", "If the token has expired, obtain a new one.", HELPS},
    {"zh", "令牌无效。", "请获取有效的令牌。", HELPS},
    {"ja", "トークンが無効です。", "トークンが無効です", REPEATS},
    {"ru", "Токен недействителен.", "Токен недействителен!", REPEATS},
    {"ru", "Токен недействителен.", "Получите новый токен.", HELPS},
};

START_TEST(test_remediations)
{
  const char *message = remediation_cases[_i].message;
  const char *remediation = remediation_cases[_i].remediation;
  const size_t len = strlen(remediation);
  char *exact = malloc(len + !len); /* for sanitizers */
  memcpy(exact, remediation, len);
  const enum ec_remediation have = ec_remediation_judge(message, message ? strlen(message) : 0,
                                                        exact, len, remediation_cases[_i].language);
  ck_assert_msg(have == remediation_cases[_i].want, "%s: %s", remediation, message ? message : "");
  free(exact);
}
END_TEST

START_TEST(test_example)
{
  const struct ec_rule *rule = ec_rule_find("registry.remediation-contact");
  ck_assert_int_eq(ec_remediation_judge(NULL, 0, rule->wrong, strlen(rule->wrong), rule->locale),
                   CONTACT);
  ck_assert_int_eq(ec_remediation_judge(NULL, 0, rule->right, strlen(rule->right), rule->locale),
                   HELPS);
}
END_TEST

/* --------------------------------------------------------------------- copied */

static const struct {
  const char *language;
  bool coded; /* of a registry, not of a program */
  const char *text;
  bool want;
} copied_cases[] = {
    {"zh", true, "The user is not known.", true},
    {"zh", true, "Timeout", true},
    {"de", true, "The user is not known.", true},
    {"en", true, "The user is not known.", false}, /* another spelling of the same language */
    {"", true, "The user is not known.", false},
    {"zh", true, "{0}", false},
    {"zh", true, "{user}: {count, number, integer}", false},
    {"zh", true, "{count, plural, one {# file} other {# files}}", true},
    {"zh", true, "{count, plural, one {{0}} other {{1}}}", false},
    {"zh", true, "#, x.", false},
    {"zh", true, "JSON", false},
    {"zh", true, "errcat.xml", false},
    {"zh", true, "X-Auth-Token", false},
    {"zh", true, "service_type", false},
    {"zh", true, "v2", false},
    {"zh", true, "--prefix", false},
    {"zh", true, "JSON text", true},
    {"zh", true, "/etc/hosts is there.", true},
    {"zh", true, "}}{{", false},
    {"ru", true, "Пользователь неизвестен.", true},
    {"zh", false, "The user is not known.", true},
    {"zh", false, "%d of %ld", false},
    {"zh", false, "Svndiff data contains corrupt window", true},
    {"zh", false, "%s: '%s' is not a directory\n", true},
    {"de", false, "internal error: xc16x_cgen_cpu_open: no endianness specified", true},
    {"de", false, "internal error: unrecognized field %d while printing insn", true},
    {"zh", false, "newusers", false},
    {"zh", false, "FILESYSTEM[:ro]", false},
    {"zh", false, "coral (#FF7F50)", false},
    {"zh", false, "Inkscape SVG (*.svg)", false},
    {"zh", false, "B<-e>, B<--extra-override> I<file>", false},
    {"zh", false, "   readprofile -av | less\n", false},
    {"zh", false, "Types: deb\nURIs: http://a.example\nSuites: unstable\n", false},
    {"zh", false, "Feature: pie\nEnabled: yes\nBuiltin: yes\n", false},
    {"zh", false, "machine a.example login apt password debian", false},
    {"zh", false, "scnlen: %08x  nreloc: %-6u  nlinno: %-6u\n", false},
    {"de", false, "Vallon de la Rousse", false},
    {"de", false, "Kensington and Chelsea", false},
    {"de", false, "(signature %s age %ld)", false},
    {"zh", false, "%s: %ld (%5.2f%%)", false},
    {"zh", false, "<b>%s</b>", false},
    {"zh", false, "File Transfer Protocol", false},
    {"zh", false, "Timeout", false},
    {"de", false, "Version", false},
    {"de", false, "System version", false},
    {"de", false, "Name of the file", true},
    {"zh", false, "%", false},
    {"zh", false, "<", false},
    {"zh", false, "a <b", false},
};

static bool is_copied(const char *language, bool coded, const char *id, const char *text)
{
  const struct ec_lint_file catalog = {.language = language};
  const struct ec_po_string translation = {.text = text, .len = (uint32_t)strlen(text)};
  const struct ec_po_entry entry = {.id = {.text = id, .len = (uint32_t)strlen(id)},
                                    .translations = &translation,
                                    .translation_count = 1};
  const struct ec_lint_item item = {.entry = &entry, .code = coded ? "A" : NULL};
  return ec_lint_is_copied(&catalog, &item);
}

START_TEST(test_copied)
{
  const char *text = copied_cases[_i].text, *language = copied_cases[_i].language;
  const bool coded = copied_cases[_i].coded;
  ck_assert_msg(is_copied(language, coded, text, text) == copied_cases[_i].want, "%s", text);
  ck_assert(!is_copied(language, coded, text, ""));
  ck_assert(!is_copied(language, coded, text, "The user"));
  ck_assert(!is_copied(language, coded, "", ""));
}
END_TEST

START_TEST(test_copied_example)
{
  const struct ec_rule *rule = ec_rule_find("entry.copied");
  ck_assert(is_copied("zh", true, rule->source, rule->wrong));
  ck_assert(!is_copied("zh", true, rule->source, rule->right));
}
END_TEST

/* -------------------------------------------------------------------- places */

/* Each byte of a text that begins in line 3, column 2, and the columns where the bytes stand; a
 * line goes before the first one in it. The last place is that of the text's end. */
static const struct {
  const char *name, *text, *want;
} place_cases[] = {
    {"plain", "abc", "a3:2 b3 c4 $5"},
    {"characters of several bytes", "\u00E9\u4E2D.", "C33:2 A93 E44 B85 AD6 .7 $8"},
    {"blanks around", "  ab  ", "a3:4 b5 $6"},
    {"one blank", "a b", "a3:2 _3 b4 $5"},
    {"folded blanks", "a \t b", "a3:2 _3 b6 $7"},
    {"folded line end", "a  \n   b\nc", "a3:2 _3 b4:4 _5 c5:1 $2"},
    {"line end with a carriage return", "\r\n a\r\nb\rc", "a4:2 _3 b5:1 _2 c6:1 $2"},
    {"nothing but carriage returns", "a\r\r\rb", "a3:2 _3 b6:1 $2"},
    {"names of characters", "a&lt;b&amp;&gt;c", "a3:2 <3 b7 &8 >13 c17 $18"},
    {"entity at the end", "a&lt;", "a3:2 <3 $4"},
    {"entity at the beginning", "&quot;a&apos;", "\"3:2 a8 '9 $10"},
    {"characters by number", "a&#x4E2D;b&#233;", "a3:2 E43 B83 AD3 b11 C312 A912 $13"},
    {"long reference", "&#x0000041;b", "A3:2 b13 $14"},
    {"beyond the first plane", "&#x1F600;\U0001F600!",
     "F03:2 9F2 982 802 F011 9F12 9813 8014 !15 $16"},
    {"blanks by number", "a&#32;&#10;b&#9; c", "a3:2 _3 b13 _14 c19 $20"},
    {"carriage return by number", "a&#13;b", "a3:2 0D3 b8 $9"},
    {"section", "a<![CDATA[<b>]]>c", "a3:2 <12 b13 >14 c18 $19"},
    {"section alone", "<![CDATA[ab]]>", "a3:11 b12 $13"},
    {"section with lines", "x<![CDATA[\r\n  &lt;\n]]>", "x3:2 _12 &4:3 l4 t5 ;6 $7"},
    {"two sections", "<![CDATA[ a ]]> <![CDATA[ b ]]>", "a3:12 _13 b28 $29"},
    {"bracket in a section", "<![CDATA[a]]b]]>", "a3:11 ]12 ]13 b14 $15"},
    {"end of a section in two", "<![CDATA[a]]]]><![CDATA[>b]]>", "a3:11 ]12 ]13 >26 b27 $28"},
    {"comment", "a<!-- x -->b", "a3:2 b13 $14"},
    {"comment between blanks", "a <!-- x --> b", "a3:2 _3 _14 b15 $16"},
    {"comment with lines", "a<!--\n\n-->b", "a3:2 b5:4 $5"},
    {"comment at the end", "a<!-- x --> ", "a3:2 _13 $14"},
    {"comment at the beginning", "<!-- x -->a", "a3:12 $13"},
    {"brackets that end nothing", "a]b]]c", "a3:2 ]3 b4 ]5 ]6 c7 $8"},
};

/* Of both texts: what is kept of the first must not be in the second. */
static const char *places(const char *text, const struct ec_registry_runs *runs)
{
  struct ec_string out = {.pool = &pool};
  uint32_t line = 0;
  for (size_t i = 0; i <= strlen(text); i++) {
    const struct ec_place place =
        ec_registry_place(&registry, runs, i, (struct ec_place){.line = 99});
    const unsigned char byte = (unsigned char)text[i];
    ec_string_adds(&out, i ? " " : "");
    if (byte > ' ' && byte < 0x7F)
      ec_string_add(&out, &text[i], 1);
    else
      ec_string_adds(&out, byte == ' ' ? "_" : byte ? ec_pool_printf(&pool, "%02X", byte) : "$");
    if (place.line != line)
      ec_string_adds(&out, ec_pool_printf(&pool, "%u:", place.line));
    line = place.line;
    ec_string_adds(&out, ec_pool_printf(&pool, "%u", place.column));
  }
  return ec_string_get(&out);
}

START_TEST(test_places)
{
  for (size_t i = 0; i < 3; i++) {
    read_text(ec_pool_printf(
        &pool, "%s%s<error code='A'>%s<remediation\n>%s</remediation>%s</error></errcat>",
        i == 1 ? "\xEF\xBB\xBF" : "", ROOT, i ? "\r\n" : "<message>a&#32;&amp;</message>\n",
        place_cases[_i].text, i ? "<message>M&lt;</message>" : ""));
    ck_assert_str_eq(faults(), "");
    const struct ec_registry_entry *error = &registry.errors[0];
    const char *have = places(error->remediation, &error->remediation_runs);
    ck_assert_msg(strcmp(have, place_cases[_i].want) == 0, "%s:\nhave %s\nwant %s",
                  place_cases[_i].name, have, place_cases[_i].want);
  }
}
END_TEST

/* Both texts of two codes: each has its own. */
START_TEST(test_places_of_all)
{
  read_text(ROOT "\n<error code='A'><message>a b</message>\n<remediation>c</remediation>\n"
                 "<note>n &lt;</note></error>\n<error code='B'><message>\n d</message></error>"
                 "<prefix match='C'><message>e&lt;</message></prefix></errcat>");
  ck_assert_str_eq(faults(), "");
  const struct ec_registry_entry *errors = registry.errors;
  ck_assert_str_eq(places(errors[0].message, &errors[0].message_runs), "a2:26 _27 b28 $29");
  ck_assert_str_eq(places(errors[0].remediation, &errors[0].remediation_runs), "c3:14 $15");
  ck_assert_str_eq(places(errors[1].message, &errors[1].message_runs), "d6:2 $3");
  ck_assert_uint_eq(errors[1].remediation_runs.count, 0);
  ck_assert_str_eq(places(registry.prefixes[0].message, &registry.prefixes[0].message_runs),
                   "e6:48 <49 $50");
}
END_TEST

/* A text of any length has few runs when little breaks it, and many when much does. */
START_TEST(test_many_runs)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, ROOT "<error code='A'><message>");
  for (int i = 0; i < 100000; i++)
    ec_string_adds(&text, i < 50000 ? "ab " : "a&lt;\n");
  ec_string_adds(&text, "</message></error></errcat>");
  read_text(ec_string_get(&text));
  const struct ec_registry_entry *error = &registry.errors[0];
  ck_assert_uint_eq(error->message_runs.count, 50000); /* one goes up to the "&" of the next */
  for (size_t i = 0; error->message[i]; i++) {
    const struct ec_place place =
        ec_registry_place(&registry, &error->message_runs, i, (struct ec_place){.line = 0});
    const size_t at = registry.lines[place.line - 1] + place.column - 1;
    const char byte = error->message[i], there = ec_string_get(&text)[at];
    ck_assert(byte == there || (byte == '<' && there == '&') || (byte == ' ' && there == '\n'));
  }
}
END_TEST

/* The same registry in UTF-16, either way round, and in ISO 8859-1. */
START_TEST(test_encodings)
{
  const char *text = "<?xml version='1.0'?>" ROOT
                     "\n<error code='A'><message>Caf\xE9</message></error>\n</errcat>";
  const size_t len = strlen(text);
  char wide[1024] = "";
  for (size_t little = 0; little < 2; little++) {
    memcpy(wide, little ? "\xFF\xFE" : "\xFE\xFF", 2);
    for (size_t i = 0; i < len; i++) {
      wide[3 + 2 * i - little] = text[i];
      wide[2 + 2 * i + little] = '\0';
    }
    read_bytes(wide, 2 + 2 * len);
    ck_assert_str_eq(faults(), "");
    ck_assert_str_eq(registry.errors[0].message, "Café");
    ck_assert_uint_eq(registry.errors[0].place.line, 2);
    ck_assert_uint_eq(registry.errors[0].message_runs.count, 0);
    const struct ec_place tag = registry.errors[0].message_place;
    const struct ec_place place =
        ec_registry_place(&registry, &registry.errors[0].message_runs, 3, tag);
    ck_assert(place.line == 2 && place.column == tag.column && place.column == 17);
  }
  read_text(ec_pool_printf(&pool, "<?xml version='1.0' encoding='ISO-8859-1'?>%s", text + 21));
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(registry.errors[0].message, "Café");
  ck_assert_str_eq(places("Caf\u00E9", &registry.errors[0].message_runs),
                   "C2:26 a27 f28 C329 A929 $30");
}
END_TEST

/* Two bytes that are one character's here are two characters' there. */
START_TEST(test_places_in_latin1)
{
  read_text("<?xml version='1.0' encoding='ISO-8859-1'?>" ROOT
            "\n<error code='A'><message>\xE9\xE9t\xC3\xA9&#xE9;\xFF</message></error></errcat>");
  ck_assert_str_eq(faults(), "");
  ck_assert_str_eq(registry.errors[0].message, "éétÃ©éÿ");
  ck_assert_str_eq(places(registry.errors[0].message, &registry.errors[0].message_runs),
                   "C32:26 A926 C327 A927 t28 C329 8329 C230 A930 C331 A931 C337 BF37 $38");
}
END_TEST

/* Any beginning of a file, and any byte changed in it, gives a registry or faults. */
START_TEST(test_damaged)
{
  const char *text = EVERYTHING;
  const size_t len = strlen(text);
  for (size_t i = 0; i < len; i++) {
    char *copy = malloc(i + 1); /* exactly as long, for sanitizers */
    memcpy(copy, text, i);
    read_bytes(copy, i);
    ck_assert_uint_gt(registry.fault_count, 0);
    free(copy);
    ec_pool_free(&pool);
  }
  for (size_t i = 0; i < len; i++) {
    for (const char *byte = "<>&'/\n\xFF\x01"; *byte; byte++) {
      char *copy = ec_pool_copy(&pool, text, len);
      copy[i] = *byte;
      read_bytes(copy, len);
    }
    ec_pool_free(&pool);
  }
}
END_TEST

/* Many of everything: what would be compared with each other one would not end in the time that a
 * test has. */
START_TEST(test_long)
{
  struct ec_string text = {.pool = &pool};
  ec_string_adds(&text, ROOT);
  for (int i = 0; i < 50000; i++)
    ec_string_adds(&text, ec_pool_printf(&pool,
                                         "<prefix match='P%d_' wire='Q%d.'/><error code='P%d_1' "
                                         "name='n%d'><message>1</message></error>\n",
                                         i, i, i, i));
  ec_string_adds(&text, "</errcat>");
  read_text(ec_string_get(&text));
  ck_assert_str_eq(faults(), "");
  ck_assert_uint_eq(registry.error_count, 50000);
  ck_assert_str_eq(registry.errors[49999].sent, "Q49999.1");
}
END_TEST

/* --------------------------------------------------------------------- names */

static const struct {
  const char *name, *domain, *attributes, *function, *constant;
} name_cases[] = {
    {"name", "shop", "code='SHOP_2' name='order_denied'", "shop_order_denied", "SHOP_ORDER_DENIED"},
    {"name in mixed case", "shop", "code='A' name='orderDenied'", "shop_orderdenied",
     "SHOP_ORDERDENIED"},
    {"domain in front", "shop", "code='SHOP_2'", "shop_2", "SHOP_2"},
    {"domain in another case", "optverse", "code='OptVerse_1'", "optverse_1", "OPTVERSE_1"},
    {"domain and a point", "shop", "code='shop.a.b'", "shop_a_b", "SHOP_A_B"},
    {"domain and no separator", "shop", "code='SHOP2'", "shop_shop2", "SHOP_SHOP2"},
    {"domain alone", "shop", "code='SHOP'", "shop_shop", "SHOP_SHOP"},
    {"domain and a separator alone", "shop", "code='SHOP_'", "shop_shop_", "SHOP_SHOP_"},
    {"longer word", "shop", "code='shopper_1'", "shop_shopper_1", "SHOP_SHOPPER_1"},
    {"other prefix", "optverse", "code='JOB_MANAGER_12'", "optverse_job_manager_12",
     "OPTVERSE_JOB_MANAGER_12"},
    {"domain with points", "my.shop-1", "code='A'", "my_shop_1_a", "MY_SHOP_1_A"},
    {"code with a name that begins with the domain", "shop", "code='A' name='shop_a'",
     "shop_shop_a", "SHOP_SHOP_A"},
};

START_TEST(test_names)
{
  struct ec_names names;
  read_text(ec_pool_printf(&pool,
                           "<errcat xmlns='urn:errcat:registry' format='1' domain='%s' "
                           "source='en'><error %s><message>1</message></error></errcat>",
                           name_cases[_i].domain, name_cases[_i].attributes));
  ck_assert_str_eq(faults(), "");
  ec_names_make(&names, &pool, &registry, NULL);
  ck_assert_msg(strcmp(names.of[0].function, name_cases[_i].function) == 0, "%s: %s",
                name_cases[_i].name, names.of[0].function);
  ck_assert_str_eq(names.of[0].constant, name_cases[_i].constant);
}
END_TEST

static const struct {
  const char *name, *domain, *prefix, *body, *want;
} name_faults[] = {
    {"sound", "shop", NULL, "<error code='A' name='a'><message>1</message></error>", ""},
    {"domain with a digit in front", "3shop", NULL, ONE, "1:37 header.bad-domain 3shop"},
    {"domain with an underscore in front", "_shop", NULL, ONE, "1:37 header.bad-domain _shop"},
    {"prefix instead", "3shop", "shop", ONE, ""},
    {"codes that are alike", "shop", NULL,
     "\n<error code='A.B'><message>1</message></error>\n"
     "<error code='A_B'><message>1</message></error>",
     "3:8 header.collision SHOP_A_B A.B 2"},
    {"code and name", "shop", NULL,
     "\n<error code='SHOP_2'><message>1</message></error>\n"
     "<error code='B' name='2x'><message>1</message></error>"
     "<error code='2'><message>1</message></error>",
     NULL},
    {"constant of another code's", "shop", NULL,
     "\n<error code='A'><message>1</message></error>\n"
     "<error code='B' name='a_code'><message>1</message></error>",
     "3:17 header.collision SHOP_A_CODE A 2"},
    {"status of another code's", "shop", NULL,
     "\n<error code='A' status='404'><message>1</message></error>\n"
     "<error code='A.status'><message>1</message></error>",
     "3:8 header.collision SHOP_A_STATUS A 2"},
    {"no status, no collision", "shop", NULL,
     "\n<error code='A'><message>1</message></error>\n"
     "<error code='A.status'><message>1</message></error>",
     ""},
    {"function of another code's", "shop", NULL,
     "\n<error code='A'><message>1</message></error>\n"
     "<error code='A-in'><message>1</message></error>",
     "3:8 header.collision shop_a_in A 2"},
    {"name of the table", "shop", NULL, "\n<error code='table'><message>1</message></error>",
     "2:8 header.taken shop_table"},
    {"retired code", "shop", NULL,
     "\n<error code='A' retired='yes'><message>1</message></error>\n"
     "<error code='A.code'><message>1</message></error>",
     "3:8 header.collision SHOP_A_CODE A 2"},
    {"alternative token", "and", NULL, "\n<error code='eq'><message>1</message></error>",
     "2:8 header.taken and_eq"},
    {"type of C", "size", NULL, "\n<error code='t'><message>1</message></error>",
     "2:8 header.taken size_t"},
    {"limit of C", "int", NULL, "\n<error code='max'><message>1</message></error>",
     "2:8 header.taken INT_MAX"},
    {"name of errcat.h", "errcat", "errcat",
     "\n<error code='catalog.max'><message>1</message></error>",
     "1:37 header.taken errcat_table; 2:8 header.taken ERRCAT_CATALOG_MAX"},
    {"status of errcat.h", "errcat", NULL, "\n<error code='e.io'><message>1</message></error>",
     "1:37 header.taken errcat_table; 2:8 header.taken ERRCAT_E_IO"},
    {"arguments", "shop", NULL,
     "\n<error code='A'><message>1</message>\n"
     "<arg name='class' type='id' example='1'/>\n"
     "<arg name='and' type='id' example='1'/>\n"
     "<arg name='_Bool' type='id' example='1'/>\n"
     "<arg name='true' type='id' example='1'/>\n"
     "<arg name='errno' type='id' example='1'/>\n"
     "<arg name='__x' type='id' example='1'/>\n"
     "<arg name='errcat_arg' type='id' example='1'/>\n"
     "<arg name='SHOP_A' type='id' example='1'/>\n"
     "<arg name='shop_table' type='id' example='1'/>\n"
     "<arg name='co_await' type='id' example='1'/>\n"
     "<arg name='klass' type='id' example='1'/></error>",
     "3:6 header.bad-argument class A; 4:6 header.bad-argument and A; "
     "5:6 header.bad-argument _Bool A; 6:6 header.bad-argument true A; "
     "7:6 header.bad-argument errno A; 8:6 header.bad-argument __x A; "
     "9:6 header.bad-argument errcat_arg A; 10:6 header.bad-argument SHOP_A A; "
     "11:6 header.bad-argument shop_table A; 12:6 header.bad-argument co_await A"},
    {"arguments of a retired code", "shop", NULL,
     ONE "<error code='B' retired='yes'><message>1</message>"
         "<arg name='class' type='id' example='1'/></error>",
     ""},
};

START_TEST(test_name_faults)
{
  struct ec_names names;
  read_text(ec_pool_printf(&pool,
                           "<errcat xmlns='urn:errcat:registry' domain='%s' format='1' "
                           "source='en'>%s</errcat>",
                           name_faults[_i].domain, name_faults[_i].body));
  if (registry.fault_count) { /* what cannot be a name is found before */
    ck_assert_ptr_null(name_faults[_i].want);
    return;
  }
  ec_names_make(&names, &pool, &registry, name_faults[_i].prefix);
  ec_names_check(&names, &pool, &registry);
  ck_assert_msg(strcmp(faults(), name_faults[_i].want) == 0, "%s:\nhave %s\nwant %s",
                name_faults[_i].name, faults(), name_faults[_i].want);
}
END_TEST

/* -------------------------------------------------------------------- comments */

static const struct {
  const char *name, *text, *want;
} comment_cases[] = {
    {"nothing", "", ""},
    {"words", "a b", " * a b\n"},
    {"end of a comment", "a*/b */", " * a* /b * /\n"},
    {"its beginning", "/* /*/ //", " * / * / * / / /\n"},
    {"stars", "**/ *", " * ** / *\n"},
    {"trigraphs", "\?\?/ \?\?\?= ?", " * ? ?/ ? ? ?= ?\n"},
    {"backslash at the end", "a \\", " * a \\ .\n"},
    {"backslashes elsewhere", "\\n a\\b", " * \\n a\\b\n"},
    {"bidi",
     "\xE2\x80\xAE"
     "a\xE2\x81\xA6",
     " * <U+202E>a<U+2066>\n"},
    {"right-to-left mark", "\xE2\x80\x8F\xD8\x9C", " * <U+200F><U+061C>\n"},
    {"line separator", "a\xE2\x80\xA8", " * a<U+2028>\n"},
    {"C1", "\xC2\x85\xC2\x9F\xC2\xA0", " * <U+0085><U+009F>\xC2\xA0\n"},
    {"DEL", "\x7F", " * <U+007F>\n"},
    {"Chinese", "中文，", " * 中文，\n"},
    {"dash", "a — b…", " * a — b…\n"},
    {"long lines",
     "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 "
     "0123456789",
     " * 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\n"
     " * 0123456789\n"},
    {"backslash at the end of a line",
     "0123456789ab 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 01234567\\ "
     "0123456789",
     " * 0123456789ab 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 01234567\\ "
     ".\n"
     " * 0123456789\n"},
};

START_TEST(test_comments)
{
  struct ec_string out = {.pool = &pool};
  ec_header_comment(&out, " *", comment_cases[_i].text);
  ck_assert_msg(strcmp(ec_string_get(&out), comment_cases[_i].want) == 0, "%s:\nhave %s\nwant %s",
                comment_cases[_i].name, ec_string_get(&out), comment_cases[_i].want);
}
END_TEST

/* --------------------------------------------------------------------- sources */

#define SOURCES_REGISTRY \
  "<errcat xmlns='urn:errcat:registry' format='1' domain='shop' source='en'>" \
  "<prefix match='SHOP_' wire='SHOP.'/>" \
  "<error code='SHOP_1' name='one'><message>1</message></error>" \
  "<error code='SHOP_2' name='two'><message>1</message></error>" \
  "<error code='SHOP_3' name='gone' retired='yes'><message>1</message></error>" \
  "<error code='cart.empty'><message>1</message></error>" \
  "<error code='cart.too-full'><message>1</message></error>" \
  "<error code='title'><message>1</message></error>" \
  "</errcat>"

/* What is found, and, behind the bar, which codes are used. */
static const struct {
  const char *name, *source, *want;
} source_cases[] = {
    {"nothing", "", "|"},
    {"code", "f(\"SHOP_1\");", "|SHOP_1"},
    {"wire form", "f(\"SHOP.2\");", "|SHOP_2"},
    {"unknown code", "f(\"SHOP_77\");", "1:4 unknown SHOP_77|"},
    {"unknown wire form", "\n  f(\"SHOP.77\");", "2:6 unknown SHOP.77|"},
    {"retired code", "f(\"SHOP_3\");", "1:4 retired SHOP_3|SHOP_3"},
    {"retired wire form", "f(\"SHOP.3\");", "1:4 retired SHOP.3|SHOP_3"},
    {"code without digits", "f(\"cart.empty\");", "|cart.empty"},
    {"unknown code without digits", "f(\"cart.emtpy\");", "1:4 unknown cart.emtpy|"},
    {"code without separator", "f(\"title\");", "|title"},
    {"word without separator", "f(\"titel\", \"TITLE\");", "|"},
    {"within a longer text", "f(\"{\\\"code\\\":\\\"SHOP_1\\\"} SHOP_77, SHOP_2.\");",
     "1:26 unknown SHOP_77|SHOP_1 SHOP_2"},
    {"behind a colon", "f(\"code:SHOP_1\");", "|SHOP_1"},
    {"without digits within a longer text", "f(\"see cart.emtpy and the title\");", "|"},
    {"prefix alone", "strncmp(code, \"SHOP_\", 5);", "|"},
    {"other words with the prefix", "getenv(\"SHOP_HOME\"), f(\"SHOP_1a\", \"SHOP_1.json\");", "|"},
    {"longer prefix", "f(\"MYSHOP_77\", \"XSHOP_1\");", "|"},
    {"put together", "sprintf(b, \"cart.%s\", x);", "|cart.empty cart.too-full"},
    {"put together from digits", "sprintf(b, \"SHOP_%d\", x);", "|SHOP_1 SHOP_2 SHOP_3"},
    {"beginning of codes", "strcat(\"cart.too-\", x);", "|cart.too-full"},
    {"neighbours", "f(\"SHO\" \"P_1\");", "|SHOP_1"},
    {"neighbours over lines", "f(\"SHOP_\" // comment\n  /* another */ \"77\");",
     "1:4 unknown SHOP_77|"},
    {"second neighbour", "f(\"a, \"\n \"SHOP_77\");", "2:3 unknown SHOP_77|"},
    {"no neighbours", "f(\"SHOP_\", \"1\");", "|"},
    {"with a macro between", "f(\"SHOP_\" X \"1\");", "|"},
    {"comments", "// \"SHOP_77\"\n/* \"SHOP_78\"\n \"SHOP_79\" */ f(\"SHOP_1\");", "|SHOP_1"},
    {"comment over a splice", "// a \\\n\"SHOP_77\"\n\"SHOP_1\"", "|SHOP_1"},
    {"comment with a splice in its end", "/* a *\\\n/ \"SHOP_1\"", "|SHOP_1"},
    {"slash that is no comment", "a / \"SHOP_1\" / b", "|SHOP_1"},
    {"splice in a literal", "f(\"SHO\\\nP_7\\\r\n7\");", "1:4 unknown SHOP_77|"},
    {"splice in an identifier", "shop_\\\none();", "|SHOP_1"},
    {"escapes", "f(\"SH\\x4FP\\137\\61\", \"\\\"SHOP_2\\n\");", "|SHOP_1 SHOP_2"},
    {"escaped backslash", "f(\"a\\\\\", \"SHOP_77\");", "1:11 unknown SHOP_77|"},
    {"prefixes of literals", "f(L\"SHOP_1\" u8\"\", U\"SHOP_2\", u\"cart.empty\");",
     "|SHOP_1 SHOP_2 cart.empty"},
    {"identifier in front", "f(X\"SHOP_77\");", "1:5 unknown SHOP_77|"},
    {"raw string", "f(R\"(SHOP_1)\");", "|SHOP_1"},
    {"raw string with a mark", "f(R\"x(a)\" \\ SHOP_2 \")x\" \"\");", "|SHOP_2"},
    {"raw string over lines", "f(u8R\"(\n  SHOP_77)\");", "2:3 unknown SHOP_77|"},
    {"raw string without end", "f(R\"x(SHOP_77\");\n\"SHOP_1\"", "1:7 unknown SHOP_77|SHOP_1"},
    {"quote in a character", "f('\"', \"SHOP_1\", '\\'', \"SHOP_2\", '\"');", "|SHOP_1 SHOP_2"},
    {"wide character", "f(L'\"', \"SHOP_1\");", "|SHOP_1"},
    {"separators in numbers", "f(1'000'000, 0x1'F, \"SHOP_1\", 1'0);", "|SHOP_1"},
    {"number with a sign", "f(1e+3, .5e-1, \"SHOP_1\");", "|SHOP_1"},
    {"apostrophe in an #error", "#error don't\nf(\"SHOP_1\");", "|SHOP_1"},
    {"name of a header",
     "#include \"cart.h\"\n#  include_next \"SHOP_77\"\n#import \"SHOP_78\"\nf(\"SHOP_1\");",
     "|SHOP_1"},
    {"#define", "#define CODE \"SHOP_77\"", "1:15 unknown SHOP_77|"},
    {"literal without end", "f(\"SHOP_77\nf(\"SHOP_1\");", "1:4 unknown SHOP_77|SHOP_1"},
    {"literal at the end", "f(\"SHOP_1", "|SHOP_1"},
    {"backslash at the end", "f(\"SHOP_1\\", "|SHOP_1"},
    {"comment at the end", "/* \"SHOP_77\"", "|"},
    {"slash at the end", "\"SHOP_1\" /", "|SHOP_1"},
    {"typed call", "x = shop_one(); y = SHOP_TWO_CODE;", "|SHOP_1 SHOP_2"},
    {"space", "struct shop_one_space s; shop_two_in(&s);", "|SHOP_1 SHOP_2"},
    {"name of no code", "shop_init(); SHOP_OPEN; shop_one_by_one();", "|"},
    {"code without a name", "shop_cart_empty(SHOP_CART_TOO_FULL);", "|cart.empty cart.too-full"},
    {"retired name", "\n  shop_gone(1);\n", "2:3 retired shop_gone|SHOP_3"},
    {"retired constant", "SHOP_GONE_STATUS", "1:1 retired SHOP_GONE_STATUS|SHOP_3"},
    {"name in a comment", "/* shop_gone() */", "|"},
    {"ignored", "f(\"SHOP_77\"); // errcat: ignore\nf(\"SHOP_78\");", "2:4 unknown SHOP_78|"},
    {"ignored in the first line", "/* errcat: ignore */ f(\"SHOP_77\", \"SHOP_3\");", "|SHOP_3"},
    {"ignored, several",
     "f(\"SHOP_71\");\nf(\"SHOP_72\"); // errcat: ignore\n\nf(\"SHOP_73\");\n"
     "f(\"SHOP_74\"); /* a */ /* errcat: ignore this */ /* errcat: ignore */\nf(\"SHOP_75\");",
     "1:4 unknown SHOP_71; 4:4 unknown SHOP_73; 6:4 unknown SHOP_75|"},
    {"generated header",
     "#ifndef ERRCAT_HEADER_OF_SHOP\n#define SHOP_ONE_CODE \"SHOP_1\"\nSHOP_GONE", "|"},
    {"UTF-8", "f(\"中文 SHOP_77\"); größe(\"SHOP_1\");", "1:11 unknown SHOP_77|SHOP_1"},
    {"too long", "f(\"SHOP_" L64 "\");", "|"},
    {"empty literal", "f(\"\", \"\" \"\");", "|"},
};

static struct ec_registry_file file;
static struct ec_names file_names;
static struct ec_usage usage;

static void open_usage(void)
{
  read_text(SOURCES_REGISTRY);
  ck_assert_str_eq(faults(), "");
  file = (struct ec_registry_file){"shop.xml", "shop.xml", registry};
  ec_names_make(&file_names, &pool, &file.registry, NULL);
  ec_usage_open(&usage, &pool, &file, &file_names, 1);
}

static const char *used(const char *source, size_t len)
{
  struct ec_string text = {.pool = &pool};
  struct ec_usage_finding *findings;
  const size_t count = ec_usage_scan(&usage, source, len, &findings);
  for (size_t i = 0; i < count; i++)
    ec_string_adds(
        &text, ec_pool_printf(
                   &pool, "%s%lu:%lu %s %s", i ? "; " : "", (unsigned long)findings[i].place.line,
                   (unsigned long)findings[i].place.column,
                   findings[i].kind == EC_USAGE_RETIRED ? "retired" : "unknown", findings[i].text));
  const char *before = "|";
  for (size_t i = 0; i < usage.code_count; i++) {
    if (usage.codes[i].used)
      ec_string_adds(&text, ec_pool_printf(&pool, "%s%s", before, usage.codes[i].entry->code));
    before = usage.codes[i].used || *before == ' ' ? " " : before;
  }
  if (*before == '|')
    ec_string_adds(&text, "|");
  return ec_string_get(&text);
}

START_TEST(test_sources)
{
  const char *source = source_cases[_i].source;
  const size_t len = strlen(source);
  char *copy = malloc(len + 1); /* exactly as long, for sanitizers */
  memcpy(copy, source, len);
  copy = realloc(copy, len ? len : 1);
  open_usage();
  const char *have = used(copy, len);
  free(copy);
  ck_assert_msg(strcmp(have, source_cases[_i].want) == 0, "%s:\nhave %s\nwant %s",
                source_cases[_i].name, have, source_cases[_i].want);
}
END_TEST

/* Every beginning of every case is read to its end. */
START_TEST(test_cut_sources)
{
  open_usage();
  const struct ec_pool_mark mark = ec_pool_mark(&pool);
  for (size_t c = 0; c < sizeof source_cases / sizeof *source_cases; c++) {
    const size_t len = strlen(source_cases[c].source);
    for (size_t i = 0; i < len; i++) {
      char *copy = malloc(i ? i : 1);
      memcpy(copy, source_cases[c].source, i);
      used(copy, i);
      free(copy);
      ec_pool_release(&pool, mark);
    }
  }
}
END_TEST

START_TEST(test_suggestion)
{
  struct ec_usage_finding *findings;
  open_usage();
  ck_assert_uint_eq(ec_usage_scan(&usage, "\"cart.emtpy\" , \"SHOP_99999999\"", 31, &findings), 2);
  ck_assert_str_eq(findings[0].near, "cart.empty");
  ck_assert_ptr_null(findings[1].near);
}
END_TEST

/* -------------------------------------------------------------- out of memory */

/* All that is done with a registry. */
static void everything(void)
{
  struct ec_names names;
  struct ec_usage_finding *findings;
  read_text(EVERYTHING);
  ec_names_make(&names, &pool, &registry, NULL);
  ec_names_check(&names, &pool, &registry);
  ck_assert_uint_eq(registry.fault_count, 0);
  ck_assert_uint_gt(strlen(ec_header_make(&pool, &registry, &names, "shop.xml")), 1000);
  read_text(ROOT "<error code='A 1'/><x/></errcat>");
  ck_assert_uint_gt(registry.fault_count, 2);
  open_usage();
  ck_assert_uint_eq(
      ec_usage_scan(&usage, "f(\"SHOP_77\") /* errcat: ignore */;\"SHOP_3\"", 43, &findings), 0);
}

START_TEST(test_out_of_memory)
{
  allocations = 0;
  everything();
  const size_t all = allocations;
  ck_assert_uint_gt(all, 200);
  for (volatile size_t i = 1; i <= all; i++) {
    ec_pool_free(&pool);
    if (live)
      free_parser(live);
    allocations = 0;
    fail_at = i;
    if (setjmp(no_memory) == 0) {
      everything();
      ck_abort_msg("allocation %zu of %zu did not fail", i, all);
    }
  }
  if (live)
    free_parser(live);
  fail_at = 0;
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("registry");
  TCase *tcase = tcase_create("registry");
  tcase_add_checked_fixture(tcase, setup, teardown);
#define LOOP(test, table) tcase_add_loop_test(tcase, test, 0, (int)(sizeof table / sizeof *table))
  LOOP(test_faults, cases);
  tcase_add_test(tcase, test_many_faults);
  tcase_add_test(tcase, test_too_many_arguments);
  tcase_add_test(tcase, test_long_value);
  tcase_add_test(tcase, test_deep);
  tcase_add_test(tcase, test_values);
  LOOP(test_texts, text_cases);
  LOOP(test_forms, form_cases);
  LOOP(test_remediations, remediation_cases);
  tcase_add_test(tcase, test_example);
  LOOP(test_copied, copied_cases);
  tcase_add_test(tcase, test_copied_example);
  LOOP(test_places, place_cases);
  tcase_add_test(tcase, test_places_of_all);
  tcase_add_test(tcase, test_places_in_latin1);
  tcase_add_test(tcase, test_many_runs);
  tcase_add_test(tcase, test_encodings);
  tcase_add_test(tcase, test_damaged);
  tcase_add_test(tcase, test_long);
  LOOP(test_names, name_cases);
  LOOP(test_name_faults, name_faults);
  LOOP(test_comments, comment_cases);
  LOOP(test_sources, source_cases);
  tcase_add_test(tcase, test_cut_sources);
  tcase_add_test(tcase, test_suggestion);
  tcase_add_test(tcase, test_out_of_memory);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
