/* SPDX-License-Identifier: MIT */
/* Patterns: what they compile to, where and why they are refused, and that ICU's own
 * MessageFormat takes and refuses the same ones. */
#include "pattern.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/umsg.h>
#include <unicode/ustring.h>

#include "counting.h"
#include "status.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ------------------------------------------------------------- reference */

/* ICU's answer: whether it takes the pattern, and, unless `out` is NULL, the text with A0
 * to A9 as the arguments. */
static bool icu_accepts(const char *pattern, size_t len, char *out, size_t size)
{
  static const UChar args[10][3] = {u"A0", u"A1", u"A2", u"A3", u"A4",
                                    u"A5", u"A6", u"A7", u"A8", u"A9"};
  UErrorCode error = U_ZERO_ERROR;
  UParseError parse;
  UChar wide[4096], result[4096];
  int32_t wide_len;
  u_strFromUTF8(wide, 4096, &wide_len, pattern, (int32_t)len, &error);
  ck_assert(U_SUCCESS(error));
  UMessageFormat *format = umsg_open(wide, wide_len, "en", &parse, &error);
  /* What umsg_open() adds to MessageFormat: no argument may be of two types. */
  bool accepted = U_SUCCESS(error) || error == U_ARGUMENT_TYPE_MISMATCH;
  if (accepted && out) {
    int32_t result_len = umsg_format(format, result, 4096, &error, args[0], args[1], args[2],
                                     args[3], args[4], args[5], args[6], args[7], args[8], args[9]);
    ck_assert(U_SUCCESS(error));
    u_strToUTF8(out, (int32_t)size, NULL, result, result_len, &error);
    ck_assert(U_SUCCESS(error));
  }
  umsg_close(format);
  return accepted;
}

/* The same text from our nodes. False when a node is neither text nor one of {0} to {9}. */
static bool our_text(const struct ec_pattern *pattern, char *out, size_t size)
{
  size_t len = 0;
  for (size_t i = 0; i < pattern->count; i++) {
    const struct ec_node *node = &pattern->nodes[i];
    if (node->kind != EC_NODE_TEXT &&
        (node->kind != EC_NODE_ARG || !node->numbered || node->index > 9))
      return false;
    ck_assert_uint_lt(len + node->len + 3, size);
    if (node->kind == EC_NODE_TEXT) {
      memcpy(out + len, node->text, node->len);
      len += node->len;
    } else {
      len += (size_t)snprintf(out + len, size - len, "A%u", (unsigned)node->index);
    }
  }
  out[len] = '\0';
  return true;
}

/* ------------------------------------------------------------------ nodes */

/* `nodes` has [text], #index of a number and $name, behind its type and before its style and
 * the offset; (selector and its nodes), with the value of "=N"; N for "#"; ")" behind all cases. */
static const struct good {
  const char *pattern, *nodes;
} good[] = {
    {"", ""},
    {"plain", "[plain]"},
    {"多字节文本。", "[多字节文本。]"},
    {"line\nbreak\ttab", "[line\nbreak\ttab]"},
    {"|#", "[|#]"},
    /* arguments */
    {"{0}", "#0"},
    {"{0}{1}", "#0#1"},
    {"{1} {0}", "#1[ ]#0"},
    {"{0}{0}{0}", "#0#0#0"},
    {"a{0}b", "[a]#0[b]"},
    {"该租户 {0} 禁止访问本服务。", "[该租户 ]#0[ 禁止访问本服务。]"},
    {"{10}", "#10"},
    {"{32767}", "#32767"},
    {"{tenant}", "$tenant"},
    {"{tenant} and {0}", "$tenant[ and ]#0"},
    {"{a_b}", "$a_b"},
    {"{_}", "$_"},
    {"{1a}", "$1a"},
    {"{01a}", "$01a"},
    {"{0x1}", "$0x1"},
    {"{租户}", "$租户"},
    {"{é}", "$é"},
    {"{١}", "$١"},                               /* ARABIC-INDIC DIGIT ONE: a name, not a number */
    {"{１}", "$１"},                             /* fullwidth digit: likewise */
    {"{a，b}", "$a，b"},                         /* fullwidth comma: not Pattern_Syntax */
    {"{\xf0\x9f\x98\x80}", "$\xf0\x9f\x98\x80"}, /* beyond the BMP nothing is Pattern_Syntax */
    {"{\xc2\xa0}", "$\xc2\xa0"},                 /* NO-BREAK SPACE: not Pattern_White_Space */
    {"｛0｝", "[｛0｝]"},                        /* fullwidth braces: text */
    /* white space in arguments */
    {"{ 0}", "#0"},
    {"{0 }", "#0"},
    {"{ \t\n\v\f\r0\r\f\v\n\t }", "#0"},
    {"{  tenant  }", "$tenant"},
    {"{\xc2\x85 0}", "#0"},                /* NEXT LINE */
    {"{\xe2\x80\x8e 0}", "#0"},            /* LEFT-TO-RIGHT MARK */
    {"{0\xe2\x80\x8f}", "#0"},             /* RIGHT-TO-LEFT MARK */
    {"{\xe2\x80\xa8x\xe2\x80\xa9}", "$x"}, /* LINE and PARAGRAPH SEPARATOR */
    /* a brace that closes nothing is text */
    {"}", "[}]"},
    {"a}b", "[a}b]"},
    {"{0}}", "#0[}]"},
    {"}{0}", "[}]#0"},
    {"}}", "[}}]"},
    /* apostrophes that quote nothing */
    {"'", "[']"},
    {"it's", "[it's]"},
    {"don't {0}", "[don't ]#0"},
    {"{0}'s", "#0['s]"},
    {"'a'", "['a']"},
    {"'|'", "['|']"},
    {"'#'", "['#']"},
    {"{0}'", "#0[']"},
    {"' {0} '", "[' ]#0[ ']"},
    /* pairs */
    {"''", "[']"},
    {"'''", "['']"},
    {"''''", "['']"},
    {"'''''", "[''']"},
    {"it''s", "[it's]"},
    {"''a''b''", "['a'b']"},
    {"''{0}", "[']#0"},
    {"''{0}''", "[']#0[']"},
    {"{0}''{1}", "#0[']#1"},
    /* quotes */
    {"'{0}'", "[{0}]"},
    {"'{0}", "[{0}]"},
    {"'{'", "[{]"},
    {"'}'", "[}]"},
    {"'}", "[}]"},
    {"'{", "[{]"},
    {"'{'0'}'", "[{0}]"},
    {"'{''0''}'", "[{'0'}]"},
    {"'{'''", "[{']"},
    {"'{''", "[{']"},
    {"'{'' '", "[{' ]"},
    {"'{''''}'", "[{''}]"},
    {"'{'{0}", "[{]#0"},
    {"'{'''{0}", "[{']#0"},
    {"'{'{0}'}'", "[{]#0[}]"},
    {"'''{0}'", "['{0}]"},
    {"'''{'", "['{]"},
    {"''''{0}", "['']#0"},
    {"'a'{0}", "['a{0}]"},
    {"it'{0}'s", "[it{0}s]"},
    {"a'}b'c", "[a}bc]"},
    {"'{0}' '{1}'", "[{0} {1}]"},
    {"'{0}''{1}'", "[{0}'{1}]"},
    {"'{a'}b'", "[{a}b']"},
    {"'{单引号'}。", "[{单引号}。]"},
    {"use '{name}' for {name}", "[use {name} for ]$name"},
    {"\"Don't delete '{'{ 0 }'}' of {tenant}\"", "[\"Don't delete {]#0[} of ]$tenant[\"]"},
    /* numbers */
    {"{0,number}", "number#0"},
    {"{ size , NumBer }", "number$size"},
    {"{0,number,}", "number#0"},
    {"{0,number, \t}", "number#0"},
    {"{0, number, integer}", "number#0.integer"},
    {"{0,number,INTEGER }", "number#0.integer"},
    {"{n, number,\n percent}", "number$n.percent"},
    {"{0,number}{0}", "number#0#0"},
    /* cases */
    {"{n,plural,other{}}", "plural$n(other ))"},
    {"{n, plural, one {# file} other {# files}}", "plural$n(one N[ file])(other N[ files]))"},
    {"It's '{'{n, plural, =0 {no file} other {# files}}'}'",
     "[It's {]plural$n(=0:0 [no file])(other N[ files]))[}]"},
    {"{0,PLURAL,other{a}}b", "plural#0(other [a]))[b]"},
    {"{0,selectordinal,one{#st}other{#th}}", "ordinal#0(one N[st])(other N[th]))"},
    {"{0,selectOrdinal,other{}}", "ordinal#0(other ))"},
    {"{0,SelectORDINAL,other{}}", "ordinal#0(other ))"},
    {"{g,select,male{he}female{she}other{they}}",
     "select$g(male [he])(female [she])(other [they]))"},
    {"{g,Select,other{}}", "select$g(other ))"},
    {"{0,plural,other{{1}{0}}}{2}", "plural#0(other #1#0))#2"},
    {"{0,plural,other{a}}{1,plural,other{b}}", "plural#0(other [a]))plural#1(other [b]))"},
    {"{0,plural,other{}other{x}}", "plural#0(other )(other [x]))"},
    {"{0,plural,one{a}one{b}=1{c}=1{d}other{}}",
     "plural#0(one [a])(one [b])(=1:1 [c])(=1:1 [d])(other ))"},
    {"{0,plural,sixty{a}other{}}", "plural#0(sixty [a])(other ))"},
    {"{0,plural,Other{a}other{}}", "plural#0(Other [a])(other ))"},
    {"{0,plural,1{a}01{b}other{}}", "plural#0(1 [a])(01 [b])(other ))"},
    {"{0,select,1{a}其他{b}é{c}other{}}", "select#0(1 [a])(其他 [b])(é [c])(other ))"},
    {"{0,select,offset{a}other{}}", "select#0(offset [a])(other ))"},
    {"{0,plural,offset{a}other{}}", "plural#0(offset [a])(other ))"},
    {"{0,plural,offset:1 offset{a}other{}}", "plural#0-1(offset [a])(other ))"},
    /* white space */
    {"{ 0 \n,\tplural , one\r{a}\v other\f{b} }", "plural#0(one [a])(other [b]))"},
    {"{0,plural,=1 {a}=2\n{b}other{ c }}", "plural#0(=1:1 [a])(=2:2 [b])(other [ c ]))"},
    {"{0,select,a{x}b{y}\xe2\x80\x8fother{}}", "select#0(a [x])(b [y])(other ))"},
    /* numbers of selectors and offsets */
    {"{0,plural,offset:1 other{#}}", "plural#0-1(other N))"},
    {"{0,plural, offset: 2\nother{#}}", "plural#0-2(other N))"},
    {"{0,plural,offset:-1 other{#}}", "plural#0--1(other N))"},
    {"{0,plural,offset:0.5 other{#}}", "plural#0-0.5(other N))"},
    {"{0,plural,offset:1=1{a}other{#}}", "plural#0-1(=1:1 [a])(other N))"},
    {"{0,plural,=-1{a}=+1{b}=1.5{c}=.5{d}=1.{e}other{}}",
     "plural#0(=-1:-1 [a])(=+1:1 [b])(=1.5:1.5 [c])(=.5:0.5 [d])(=1.:1 [e])(other ))"},
    {"{0,plural,=1e3{a}=1E+3{b}=25e-1{c}=12.5e1{d}other{}}",
     "plural#0(=1e3:1000 [a])(=1E+3:1000 [b])(=25e-1:2.5 [c])(=12.5e1:125 [d])(other ))"},
    {"{0,plural,=007{a}=32768{b}=1e999{c}=1e-999{d}other{}}",
     "plural#0(=007:7 [a])(=32768:32768 [b])(=1e999:inf [c])(=1e-999:0 [d])(other ))"},
    {"{0,plural,=1e000000000000000000000000000000002{a}other{}}",
     "plural#0(=1e000000000000000000000000000000002:100 [a])(other ))"},
    /* "#" is syntax in the cases of a plural alone, not in those of a select within */
    {"#{0,plural,other{#}}#", "[#]plural#0(other N))[#]"},
    {"{0,select,other{#'#' }}", "select#0(other [#'#' ]))"},
    {"{0,plural,other{#{1,select,other{#}}#}}", "plural#0(other Nselect#1(other [#]))N))"},
    {"{0,select,other{{1,plural,other{#}}#}}", "select#0(other plural#1(other N))[#]))"},
    {"{0,plural,other{##}}", "plural#0(other NN))"},
    /* apostrophes within cases */
    {"{0,plural,other{'#'}}", "plural#0(other [#]))"},
    {"{0,plural,other{'#'#}}", "plural#0(other [#]N))"},
    {"{0,plural,other{'{'#'}'}}", "plural#0(other [{]N[}]))"},
    {"{0,plural,other{'}#{'}}", "plural#0(other [}#{]))"},
    {"{0,plural,other{''#''}}", "plural#0(other [']N[']))"},
    {"{0,plural,other{it's # o''clock}}", "plural#0(other [it's ]N[ o'clock]))"},
    {"{0,select,other{'}'}}", "select#0(other [}]))"},
    {"{0,select,other{'|' }}", "select#0(other ['|' ]))"},
    {"{0,plural,other{'|' }}", "plural#0(other ['|' ]))"},
    {"{0,plural,other{'#}}'}}", "plural#0(other [#}}]))"},
    {"{0,plural,other{'#''#'}}", "plural#0(other [#'#]))"},
    /* the style in which the rules see the number is that of "other" */
    {"{0,plural,other{{0}}}", "plural#0(other #0))"},
    {"{0,plural,other{{0,number,percent}}}", "plural#0.percent(other number#0.percent))"},
    {"{0,plural,one{{0,number,percent}}other{{1,number,percent}{0,number,integer}}}",
     "plural#0.integer(one number#0.percent)(other number#1.percentnumber#0.integer))"},
    {"{0,plural,other{#{0,number,percent}}}", "plural#0(other Nnumber#0.percent))"},
    {"{0,plural,other{{0}{0,number,percent}}}", "plural#0(other #0number#0.percent))"},
    {"{0,plural,other{{1,select,other{#{0,number,percent}}}}}",
     "plural#0(other select#1(other [#]number#0.percent))))"},
    {"{0,plural,other{}other{{0,number,percent}}}", "plural#0(other )(other number#0.percent))"},
    {"{a,selectordinal,other{{a,number,integer}}}", "ordinal$a.integer(other number$a.integer))"},
    /* the deepest */
    {"{0,select,other{{0,select,other{{0,select,other{{0,select,other{{0,select,other{{0,select,"
     "other{{0,select,other{{0,select,other{{0}}}}}}}}}}}}}}}}}",
     "select#0(other select#0(other select#0(other select#0(other select#0(other select#0(other "
     "select#0(other select#0(other #0))))))))))))))))"},
};

struct text {
  char bytes[512];
  size_t len;
};

static void put(struct text *text, const char *format, ...) EC_PRINTF(2, 3);

static void put(struct text *text, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  text->len +=
      (size_t)vsnprintf(text->bytes + text->len, sizeof text->bytes - text->len, format, ap);
  va_end(ap);
  ck_assert_uint_lt(text->len, sizeof text->bytes);
}

static void render_node(struct text *out, const struct ec_node *node)
{
  static const char *const styles[] = {"", ".integer", ".percent"};
  int len = (int)node->len;
  switch ((enum ec_node_kind)node->kind) {
  case EC_NODE_TEXT:
    put(out, "[%.*s]", len, node->text);
    return;
  case EC_NODE_HASH:
    put(out, "N");
    return;
  case EC_NODE_CASE:
    if (node->numbered)
      put(out, "(%.*s:%g ", len, node->text, node->value);
    else
      put(out, "(%.*s ", len, node->text);
    return;
  case EC_NODE_ARG:
    break;
  case EC_NODE_NUMBER:
    put(out, "number");
    break;
  case EC_NODE_PLURAL:
    put(out, "plural");
    break;
  case EC_NODE_ORDINAL:
    put(out, "ordinal");
    break;
  case EC_NODE_SELECT:
    put(out, "select");
  }
  if (node->numbered)
    put(out, "#%u", (unsigned)node->index);
  else
    put(out, "$%.*s", len, node->text);
  put(out, "%s", styles[node->style]);
  if (node->value != 0)
    put(out, "-%g", node->value);
}

/* A subtree's end is a ")" for a case and for an argument that has cases. */
static void render(const struct ec_pattern *pattern, struct text *out)
{
  out->len = 0;
  out->bytes[0] = '\0';
  for (size_t i = 0; i < pattern->count; i++) {
    render_node(out, &pattern->nodes[i]);
    for (size_t n = i + 1; n-- > 0;)
      if (pattern->nodes[n].end == i + 1 && (n < i || pattern->nodes[n].kind == EC_NODE_CASE))
        put(out, ")");
  }
}

START_TEST(nodes)
{
  const struct good *row = &good[_i];
  size_t len = strlen(row->pattern);
  struct ec_arena arena;
  struct ec_pattern pattern;
  struct errcat_error err = {0};
  struct text got;
  char ours[512], icus[512];
  ec_arena_init(&arena, &ec_mem_default);
  errcat_status status = ec_pattern_compile(&pattern, row->pattern, len, &arena, &err);
  ck_assert_msg(status == ERRCAT_OK, "%s: %s", row->pattern, err.detail);
  render(&pattern, &got);
  ck_assert_msg(strcmp(got.bytes, row->nodes) == 0, "%s: got %s, want %s", row->pattern, got.bytes,
                row->nodes);

  bool comparable = our_text(&pattern, ours, sizeof ours);
  ck_assert_msg(icu_accepts(row->pattern, len, comparable ? icus : NULL, sizeof icus),
                "%s: ICU refuses it", row->pattern);
  if (comparable)
    ck_assert_msg(strcmp(ours, icus) == 0, "%s: got %s, ICU says %s", row->pattern, ours, icus);
  ec_arena_free(&arena);
}
END_TEST

START_TEST(text_stays_in_place)
{
  static const char in_place[] = "it's {0} and '{that is quoted', all of it";
  struct ec_arena arena;
  struct ec_pattern pattern;
  ec_arena_init(&arena, &ec_mem_default);
  ck_assert_int_eq(ec_pattern_compile(&pattern, in_place, strlen(in_place), &arena, NULL), 0);
  ck_assert_uint_eq(pattern.count, 3);
  ck_assert_ptr_eq(pattern.nodes[0].text, in_place);
  ck_assert_ptr_eq(pattern.nodes[1].text, in_place + 6);
  ck_assert_ptr_ne(pattern.nodes[2].text, in_place + 8);
  ec_arena_free(&arena);
}
END_TEST

START_TEST(embedded_nul)
{
  static const char bytes[] = "a\0b{0}{x\0y}'{'\0";
  struct ec_arena arena;
  struct ec_pattern pattern;
  ec_arena_init(&arena, &ec_mem_default);
  ck_assert_int_eq(ec_pattern_compile(&pattern, bytes, sizeof bytes - 1, &arena, NULL), 0);
  ck_assert_uint_eq(pattern.count, 4);
  ck_assert_uint_eq(pattern.nodes[0].len, 3);
  ck_assert_mem_eq(pattern.nodes[0].text, "a\0b", 3);
  ck_assert_uint_eq(pattern.nodes[2].len, 3);
  ck_assert_mem_eq(pattern.nodes[2].text, "x\0y", 3);
  ck_assert_uint_eq(pattern.nodes[3].len, 2);
  ck_assert_mem_eq(pattern.nodes[3].text, "{\0", 2);
  ec_arena_free(&arena);
}
END_TEST

/* --------------------------------------------------------------- refusals */

static const struct bad {
  const char *pattern;
  errcat_status status;
  uint32_t line, column;
  size_t offset;
  const char *detail;
} bad[] = {
    /* never closed: the position is that of the brace */
    {"{", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected the number or name of an argument for this \"{\", found the end of the pattern"},
    {"a {  ", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected the number or name of an argument for this \"{\", found the end of the pattern"},
    {"a {0", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"a {0 ", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{0} {tenant", ERRCAT_E_SYNTAX, 1, 5, 4,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{0,", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a format type and \"}\" for this \"{\", found the end of the pattern"},
    {"{0, ", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a format type and \"}\" for this \"{\", found the end of the pattern"},
    {"{0,number", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{0,number ", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{0,nonsense", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    /* no name */
    {"{}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"}\""},
    {"{ }", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected the number or name of an argument after \"{\", found \"}\""},
    {"{,number}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \",\""},
    {"{{0}}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"{\""},
    {"{'0'}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"'\""},
    {"{-1}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"-\""},
    {"{+1}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"+\""},
    {"{$x}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"$\""},
    {"{→}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"→\""},
    {"{。}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"。\""},
    /* numbers */
    {"{00}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected an argument number without leading zeros, found \"00\""},
    {"{01}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected an argument number without leading zeros, found \"01\""},
    {"x{ 007 }", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected an argument number without leading zeros, found \"007\""},
    {"{32768}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected an argument number of at most 32767, found \"32768\""},
    {"{2147483648}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected an argument number of at most 32767, found \"2147483648\""},
    {"{4294967296}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected an argument number of at most 32767, found \"4294967296\""},
    {"{99999999999999999999999999999999999999999999999999}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected an argument number of at most 32767, found "
     "\"99999999999999999999999999999999999999999999999...\""},
    /* after the name */
    {"{a b}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected \"}\" or \",\" after argument \"a\", found \"b\""},
    {"{0 0}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected \"}\" or \",\" after argument \"0\", found \"0\""},
    {"{project-id}", ERRCAT_E_SYNTAX, 1, 9, 8,
     "expected \"}\" or \",\" after argument \"project\", found \"-\""},
    {"{a.b}", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected \"}\" or \",\" after argument \"a\", found \".\""},
    {"{0;}", ERRCAT_E_SYNTAX, 1, 3, 2, "expected \"}\" or \",\" after argument \"0\", found \";\""},
    {"{a'b'}", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected \"}\" or \",\" after argument \"a\", found \"'\""},
    {"{0{1}}", ERRCAT_E_SYNTAX, 1, 3, 2,
     "expected \"}\" or \",\" after argument \"0\", found \"{\""},
    {"租户 {租户 号}", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"}\" or \",\" after argument \"租户\", found \"号\""},
    /* what a log must not obey is spelled out */
    {"{a\x1b[0m b}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected \"}\" or \",\" after argument \"aU+001B\", found \"[\""},
    {"{a\xe2\x80\xae b}", ERRCAT_E_SYNTAX, 1, 7, 6,
     "expected \"}\" or \",\" after argument \"aU+202E\", found \"b\""},
    /* type */
    {"{0,}", ERRCAT_E_SYNTAX, 1, 4, 3, "expected a format type after \",\", found \"}\""},
    {"{0, }", ERRCAT_E_SYNTAX, 1, 5, 4, "expected a format type after \",\", found \"}\""},
    {"{0,,}", ERRCAT_E_SYNTAX, 1, 4, 3, "expected a format type after \",\", found \",\""},
    {"{0,1}", ERRCAT_E_SYNTAX, 1, 4, 3, "expected a format type after \",\", found \"1\""},
    {"{0,数字}", ERRCAT_E_SYNTAX, 1, 4, 3, "expected a format type after \",\", found \"数\""},
    {"{0,number x}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected \"}\" or \",\" after format type \"number\", found \"x\""},
    {"{0,num1}", ERRCAT_E_SYNTAX, 1, 7, 6,
     "expected \"}\" or \",\" after format type \"num\", found \"1\""},
    {"{0,number'", ERRCAT_E_SYNTAX, 1, 10, 9,
     "expected \"}\" or \",\" after format type \"number\", found \"'\""},
    {"Hello {name, welcome!", ERRCAT_E_SYNTAX, 1, 21, 20,
     "expected \"}\" or \",\" after format type \"welcome\", found \"!\""},
    {"{0,foo}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected a format type such as number, date, time, plural or select, found \"foo\""},
    {"{0, list }", ERRCAT_E_SYNTAX, 1, 5, 4,
     "expected a format type such as number, date, time, plural or select, found \"list\""},
    {"{0,numbers}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected a format type such as number, date, time, plural or select, found \"numbers\""},
    {"{0,numbe,x}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected a format type such as number, date, time, plural or select, found \"numbe\""},
    {"{0,plural}", ERRCAT_E_SYNTAX, 1, 10, 9,
     "expected \",\" and cases after format type \"plural\", found \"}\""},
    {"{0,Select }", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected \",\" and cases after format type \"Select\", found \"}\""},
    {"{0,choice}", ERRCAT_E_SYNTAX, 1, 10, 9,
     "expected \",\" and cases after format type \"choice\", found \"}\""},
    {"{0,selectordinal}", ERRCAT_E_SYNTAX, 1, 17, 16,
     "expected \",\" and cases after format type \"selectordinal\", found \"}\""},
    /* not supported */
    {"{0,number,currency}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "number style \"currency\" of argument \"0\" is not supported"},
    {"{size, NUMBER, ::compact-short }", ERRCAT_E_UNSUPPORTED, 1, 16, 15,
     "number style \"::compact-short \" of argument \"size\" is not supported"},
    {"{0,number,#,##0.00}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "number style \"#,##0.00\" of argument \"0\" is not supported"},
    {"{0,number,0 '}'{x} files}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "number style \"0 '}'{x} files\" of argument \"0\" is not supported"},
    {"{0,number,integer percent}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "number style \"integer percent\" of argument \"0\" is not supported"},
    {"{0,number,integers}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "number style \"integers\" of argument \"0\" is not supported"},
    {"{0,date}", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"date\" of argument \"0\" is not supported"},
    {"{0,time,short}", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"time\" of argument \"0\" is not supported"},
    {"{0,spellout}", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"spellout\" of argument \"0\" is not supported"},
    {"{0,ordinal}", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"ordinal\" of argument \"0\" is not supported"},
    {"{0,duration}", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"duration\" of argument \"0\" is not supported"},
    {"{0,choice,0#a}", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"choice\" of argument \"0\" is not supported"},
    {"a\nb {n, plural, one {# file} other {{n, date}}}", ERRCAT_E_UNSUPPORTED, 2, 39, 40,
     "format type \"date\" of argument \"n\" is not supported"},
    /* styles */
    {"{0,number,integer", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{0,number,{}", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{0,number,'}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected another apostrophe for this one, found the end of the pattern"},
    /* cases */
    {"{0,plural,}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected the case \"other\" of argument \"0\", found \"}\""},
    {"{n,plural,one{a}Other{b} }", ERRCAT_E_SYNTAX, 1, 26, 25,
     "expected the case \"other\" of argument \"n\", found \"}\""},
    {"{0,plural,offset:1}", ERRCAT_E_SYNTAX, 1, 19, 18,
     "expected the case \"other\" of argument \"0\", found \"}\""},
    {"{0,select,}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected the case \"other\" of argument \"0\", found \"}\""},
    {"{0,plural,other{{1,select,a{}}}}", ERRCAT_E_SYNTAX, 1, 30, 29,
     "expected the case \"other\" of argument \"1\", found \"}\""},
    {"{n,plural,other}", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"{\" after case \"other\", found \"}\""},
    {"{n,plural,one a}", ERRCAT_E_SYNTAX, 1, 15, 14,
     "expected \"{\" after case \"one\", found \"a\""},
    {"{n,plural,=1 =2{}other{}}", ERRCAT_E_SYNTAX, 1, 14, 13,
     "expected \"{\" after case \"=1\", found \"=\""},
    {"{n,plural,a:1 other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected \"{\" after case \"a\", found \":\""},
    {"{n,plural,{a}other{}}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected a case such as \"other\" or the \"}\" of argument \"n\", found \"{\""},
    {"{n,plural,other{},}", ERRCAT_E_SYNTAX, 1, 18, 17,
     "expected a case such as \"other\" or the \"}\" of argument \"n\", found \",\""},
    {"{n,select,=1{}other{}}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected a case such as \"other\" or the \"}\" of argument \"n\", found \"=\""},
    {"{n,select,'a'{}other{}}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected a case such as \"other\" or the \"}\" of argument \"n\", found \"'\""},
    {"{n,select,offset:1 other{}}", ERRCAT_E_SYNTAX, 1, 17, 16,
     "expected \"{\" after case \"offset\", found \":\""},
    {"{n,plural,Offset:1 other{}}", ERRCAT_E_SYNTAX, 1, 17, 16,
     "expected \"{\" after case \"Offset\", found \":\""},
    {"{n,plural,offset :1 other{}}", ERRCAT_E_SYNTAX, 1, 18, 17,
     "expected \"{\" after case \"offset\", found \":\""},
    {"{n,plural,one{}offset:1 other{}}", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"offset:\" once and before all cases, found it here"},
    {"{n,plural,offset:1 offset:2 other{}}", ERRCAT_E_SYNTAX, 1, 20, 19,
     "expected \"offset:\" once and before all cases, found it here"},
    {"{n,plural,offset:other{}}", ERRCAT_E_SYNTAX, 1, 18, 17,
     "expected a number after \"offset:\", found \"o\""},
    {"{n,plural,offset:1e other{}}", ERRCAT_E_SYNTAX, 1, 18, 17,
     "expected a number after \"offset:\", found \"1e\""},
    {"{n,plural,offset:∞ other{}}", ERRCAT_E_SYNTAX, 1, 18, 17,
     "expected a number after \"offset:\", found \"∞\""},
    {"{n,plural,={}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \"{\""},
    {"{n,plural,= 1{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \" \""},
    {"{n,plural,=one{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \"o\""},
    {"{n,plural,=.{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \".\""},
    {"{n,plural,=+-1{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \"+-1\""},
    {"{n,plural,=1.2.3{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \"1.2.3\""},
    {"{n,plural,=1e+{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \"1e+\""},
    {"{n,plural,=0x1{}other{}}", ERRCAT_E_SYNTAX, 1, 13, 12,
     "expected \"{\" after case \"=0\", found \"x\""},
    {"{n,plural,=١{}other{}}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected a number after \"=\", found \"١\""},
    {"{n,plural,=00000000000000000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000001{}other{}}",
     ERRCAT_E_LIMIT, 1, 12, 11,
     "expected a number of at most 127 bytes, found "
     "\"00000000000000000000000000000000000000000000000...\""},
    /* the innermost that is never closed */
    {"{n,plural,", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected cases and \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,other{}", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected cases and \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,other", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a message and \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,other{a", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,other{'}'", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,other{'}}", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,other{{x", ERRCAT_E_SYNTAX, 1, 17, 16,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,=", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a number after \"=\" for this \"{\", found the end of the pattern"},
    {"{n,plural,offset: ", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a number after \"offset:\" for this \"{\", found the end of the pattern"},
    /* lines and columns */
    {"one\ntwo\n{0\n}\n{}", ERRCAT_E_SYNTAX, 5, 2, 14,
     "expected the number or name of an argument after \"{\", found \"}\""},
    {"\n\n{", ERRCAT_E_SYNTAX, 3, 1, 2,
     "expected the number or name of an argument for this \"{\", found the end of the pattern"},
    {"\r\n{0\r\n,\r\n}", ERRCAT_E_SYNTAX, 4, 1, 9,
     "expected a format type after \",\", found \"}\""},
    /* the first fault wins */
    {"{0,date} {", ERRCAT_E_UNSUPPORTED, 1, 4, 3,
     "format type \"date\" of argument \"0\" is not supported"},
    {"{} {0,date}", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected the number or name of an argument after \"{\", found \"}\""},
};

START_TEST(refusals)
{
  const struct bad *row = &bad[_i];
  size_t len = strlen(row->pattern);
  struct ec_arena arena;
  struct ec_pattern pattern = {NULL, 77};
  struct errcat_error err = {0};
  ec_arena_init(&arena, &ec_mem_default);
  errcat_status status = ec_pattern_compile(&pattern, row->pattern, len, &arena, &err);
  ck_assert_msg(status == row->status && err.status == status, "%s: got %s: %s", row->pattern,
                errcat_status_name(status), err.detail);
  ck_assert_msg(err.line == row->line && err.column == row->column && err.offset == row->offset,
                "%s: got %u:%u, offset %zu", row->pattern, (unsigned)err.line, (unsigned)err.column,
                err.offset);
  ck_assert_msg(strcmp(err.detail, row->detail) == 0, "%s: got %s", row->pattern, err.detail);
  ck_assert(pattern.nodes == NULL && pattern.count == 77);
  ck_assert_int_eq(ec_pattern_compile(&pattern, row->pattern, len, &arena, NULL), status);
  if (status == ERRCAT_E_SYNTAX)
    ck_assert_msg(!icu_accepts(row->pattern, len, NULL, 0), "%s: ICU accepts it", row->pattern);
  ec_arena_free(&arena);
}
END_TEST

/* Not a limit of ICU's: the one difference between what it takes and what we take. */
static const struct limit {
  const char *name, *head, *unit;
  size_t units;
  errcat_status status;
  size_t offset, nodes;
} limits[] = {
    {"longest pattern", "", "x", ERRCAT_PATTERN_MAX, ERRCAT_OK, 0, 1},
    {"one byte more", "", "x", ERRCAT_PATTERN_MAX + 1, ERRCAT_E_LIMIT, ERRCAT_PATTERN_MAX, 0},
    {"cut in a character", "xx", "租", ERRCAT_PATTERN_MAX / 3 + 1, ERRCAT_E_LIMIT,
     ERRCAT_PATTERN_MAX - 2, 0},
    {"64 KiB of open braces", "", "{", 65536, ERRCAT_E_LIMIT, ERRCAT_PATTERN_MAX, 0},
    {"open braces", "", "{", ERRCAT_PATTERN_MAX, ERRCAT_E_SYNTAX, 1, 0},
    {"nested plurals", "", "{0,plural,other{", ERRCAT_PATTERN_MAX / 16, ERRCAT_E_LIMIT,
     16 * ERRCAT_NESTING_MAX, 0},
    {"nested selects, as deep as may be", "", "{0,select,other{", ERRCAT_NESTING_MAX,
     ERRCAT_E_SYNTAX, 16 * ERRCAT_NESTING_MAX - 1, 0},
    {"closing braces", "", "}", ERRCAT_PATTERN_MAX, ERRCAT_OK, 0, 1},
    {"apostrophes", "", "'", ERRCAT_PATTERN_MAX, ERRCAT_OK, 0, 1},
    {"quoted apostrophes", "'{", "''", ERRCAT_PATTERN_MAX / 2 - 1, ERRCAT_OK, 0, 1},
    {"quoted braces", "", "'{'", ERRCAT_PATTERN_MAX / 3, ERRCAT_OK, 0, 1},
    {"white space", "{", " ", ERRCAT_PATTERN_MAX - 1, ERRCAT_E_SYNTAX, 0, 0},
    {"zeros", "{", "0", ERRCAT_PATTERN_MAX - 1, ERRCAT_E_SYNTAX, 1, 0},
    {"nines", "{", "9", ERRCAT_PATTERN_MAX - 1, ERRCAT_E_SYNTAX, 1, 0},
    {"long name", "{", "n", ERRCAT_PATTERN_MAX - 1, ERRCAT_E_SYNTAX, 0, 0},
    {"long type", "{0,", "n", ERRCAT_PATTERN_MAX - 3, ERRCAT_E_SYNTAX, 0, 0},
    {"most placeholders", "", "{0}", ERRCAT_PLACEHOLDERS_MAX, ERRCAT_OK, 0,
     ERRCAT_PLACEHOLDERS_MAX},
    {"most placeholders, with text", "", "{0}''", ERRCAT_PLACEHOLDERS_MAX, ERRCAT_OK, 0,
     2 * ERRCAT_PLACEHOLDERS_MAX},
    {"one placeholder more", "", "{0}", ERRCAT_PLACEHOLDERS_MAX + 1, ERRCAT_E_LIMIT,
     3 * ERRCAT_PLACEHOLDERS_MAX, 0},
};

START_TEST(bounds)
{
  struct counting counting;
  counting_init(&counting);
  const struct limit *row = &limits[_i];
  size_t head = strlen(row->head), unit = strlen(row->unit), len = head + unit * row->units;
  char *text = malloc(len);
  memcpy(text, row->head, head);
  for (size_t i = 0; i < row->units; i++)
    memcpy(text + head + i * unit, row->unit, unit);

  struct ec_arena arena;
  struct ec_pattern pattern = {NULL, 0};
  struct errcat_error err = {0};
  ec_arena_init(&arena, &counting.allocator);
  errcat_status status = ec_pattern_compile(&pattern, text, len, &arena, &err);
  ck_assert_msg(status == row->status, "%s: got %s: %s", row->name, errcat_status_name(status),
                err.detail);
  ck_assert_msg(err.offset == row->offset, "%s: offset %zu", row->name, err.offset);
  ck_assert_msg(pattern.count == row->nodes, "%s: %zu nodes", row->name, pattern.count);
  ck_assert_msg(!status == !err.detail[0], "%s: detail %s", row->name, err.detail);
  ck_assert_msg(counting.bytes <= 3 * 16384 && (!status || !counting.bytes),
                "%s: %zu bytes allocated", row->name, counting.bytes);
  ec_arena_free(&arena);
  free(text);
}
END_TEST

/* Each allocation in turn fails. */
START_TEST(out_of_memory)
{
  char text[4 * ERRCAT_PLACEHOLDERS_MAX + 8192];
  size_t len = 0;
  for (size_t i = 0; i < ERRCAT_PLACEHOLDERS_MAX; i++, len += 4)
    memcpy(text + len, "{0}x", 4);
  memset(text + len, '\'', sizeof text - len);

  size_t failures = 0;
  for (;; failures++) {
    struct counting counting;
    counting_init(&counting);
    counting.fail_at = failures + 1;
    struct ec_arena arena;
    struct ec_pattern pattern = {NULL, 77};
    struct errcat_error err = {0};
    ec_arena_init(&arena, &counting.allocator);
    errcat_status status = ec_pattern_compile(&pattern, text, sizeof text, &arena, &err);
    ec_arena_free(&arena);
    ck_assert_uint_eq(counting.live, 0);
    if (!status)
      break;
    ck_assert_int_eq(status, ERRCAT_E_NOMEM);
    ck_assert_int_eq(err.status, ERRCAT_E_NOMEM);
    ck_assert(err.detail[0] && !err.line && !err.column);
    ck_assert(pattern.nodes == NULL && pattern.count == 77);
  }
  ck_assert_uint_eq(failures, 2); /* nodes and unquoted text, each a chunk of its own */
}
END_TEST

/* ------------------------------------------------------------- characters */

static size_t encode(uint32_t c, char *out)
{
  int32_t len = 0;
  UBool fault = false;
  U8_APPEND((uint8_t *)out, len, 4, c, fault);
  ck_assert(!fault);
  return (size_t)len;
}

START_TEST(every_character_in_a_name)
{
  size_t refused = 0;
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    if (c >= 0xd800 && c <= 0xdfff)
      continue;
    char text[8] = "{";
    size_t len = 1 + encode(c, text + 1);
    text[len++] = '}';
    struct ec_arena arena;
    struct ec_pattern pattern;
    ec_arena_init(&arena, &ec_mem_default);
    bool accepted = !ec_pattern_compile(&pattern, text, len, &arena, NULL);
    ec_arena_free(&arena);
    bool want = !u_hasBinaryProperty((UChar32)c, UCHAR_PATTERN_SYNTAX) &&
                !u_hasBinaryProperty((UChar32)c, UCHAR_PATTERN_WHITE_SPACE);
    ck_assert_msg(accepted == want, "U+%04X", (unsigned)c);
    if (c < 0x3100)
      ck_assert_msg(icu_accepts(text, len, NULL, 0) == want, "U+%04X, says ICU", (unsigned)c);
    refused += !accepted;
  }
  ck_assert_uint_eq(refused, 2760 + 11);
}
END_TEST

START_TEST(every_white_space)
{
  size_t skipped = 0;
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    if (!u_hasBinaryProperty((UChar32)c, UCHAR_PATTERN_WHITE_SPACE))
      continue;
    char text[32] = "{";
    size_t len = 1 + encode(c, text + 1);
    text[len++] = '0';
    len += encode(c, text + len);
    text[len++] = '}';
    struct ec_arena arena;
    struct ec_pattern pattern;
    ec_arena_init(&arena, &ec_mem_default);
    ck_assert_msg(!ec_pattern_compile(&pattern, text, len, &arena, NULL), "U+%04X", (unsigned)c);
    ck_assert(pattern.count == 1 && pattern.nodes[0].numbered && pattern.nodes[0].len == 1);
    ec_arena_free(&arena);
    skipped++;
  }
  ck_assert_uint_eq(skipped, 11);
}
END_TEST

/* -------------------------------------------------------- random patterns */

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static size_t random_below(size_t limit)
{
  random_state ^= random_state >> 12;
  random_state ^= random_state << 25;
  random_state ^= random_state >> 27;
  return (size_t)((random_state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

/* A pattern with a byte of 0 is in it as one character, for lengths are given. */
static const struct piece {
  const char *text;
  size_t len;
} pieces[] = {
#define PIECE(s) \
  { \
    s, sizeof(s) - 1 \
  }
    PIECE("'"),
    PIECE("'"),
    PIECE("'"),
    PIECE("''"),
    PIECE("{"),
    PIECE("}"),
    PIECE("{0}"),
    PIECE("{1}"),
    PIECE("{ 2 }"),
    PIECE("{name}"),
    PIECE("'{"),
    PIECE("}'"),
    PIECE("'}'"),
    PIECE("a"),
    PIECE(" "),
    PIECE("\n"),
    PIECE("0"),
    PIECE("01"),
    PIECE("{9"),
    PIECE(","),
    PIECE("number"),
    PIECE("plural"),
    PIECE("foo"),
    PIECE("|"),
    PIECE("#"),
    PIECE("é"),
    PIECE("租"),
    PIECE("。"),
    PIECE("\xf0\x9f\x98\x80"),
    PIECE("\xe2\x80\x8e"),
    PIECE("\0"),
    PIECE("-"),
    PIECE("32768"),
    PIECE("{0,"),
    PIECE("{0,number}"),
    PIECE("{n,select,other{x}}"),
    PIECE("{0,plural,"),
    PIECE("{n,select,"),
    PIECE("{1,selectordinal, "),
    PIECE("other{"),
    PIECE("other {#}}"),
    PIECE("{0,plural,other{#"),
    PIECE("{n,select,a{}other{"),
    PIECE("{0,plural,=1{}other{"),
    PIECE("one{"),
    PIECE("=1{"),
    PIECE("}}"),
    PIECE("}}"),
    PIECE("offset:1 "),
    PIECE("=0.5"),
    PIECE("{2,number,percent}"),
    PIECE("{0,date}"),
    PIECE("{n,number,currency}"),
#undef PIECE
};

static size_t random_pattern(char *text, size_t pieces_max)
{
  size_t len = 0;
  for (size_t n = 1 + random_below(pieces_max); n; n--) {
    const struct piece *piece = &pieces[random_below(COUNT(pieces))];
    memcpy(text + len, piece->text, piece->len);
    len += piece->len;
  }
  return len;
}

START_TEST(same_as_icu)
{
  size_t taken = 0, refused = 0, unsupported = 0, compared = 0, nested = 0;
  random_state = 20240229;
  for (int i = 0; i < 20000; i++) {
    char text[512], ours[2048], icus[2048];
    size_t len = random_pattern(text, 12);
    struct ec_arena arena;
    struct ec_pattern pattern;
    ec_arena_init(&arena, &ec_mem_default);
    errcat_status status = ec_pattern_compile(&pattern, text, len, &arena, NULL);
    for (size_t n = 0; !status && n < pattern.count; n++)
      nested += pattern.nodes[n].kind == EC_NODE_HASH;
    bool comparable = !status && our_text(&pattern, ours, sizeof ours);
    bool icu = icu_accepts(text, len, comparable ? icus : NULL, sizeof icus);
    /* Of a pattern with such a format type nothing is read beyond it: no verdict. */
    if (status != ERRCAT_E_UNSUPPORTED)
      ck_assert_msg(icu == !status, "%.*s: %s, ICU %s it", (int)len, text,
                    errcat_status_name(status), icu ? "accepts" : "refuses");
    if (comparable)
      ck_assert_msg(strcmp(ours, icus) == 0, "%.*s: got %s, ICU says %s", (int)len, text, ours,
                    icus);
    ec_arena_free(&arena);
    taken += !status;
    refused += status == ERRCAT_E_SYNTAX;
    unsupported += status == ERRCAT_E_UNSUPPORTED;
    compared += comparable;
  }
  ck_assert_uint_eq(taken + refused + unsupported, 20000);
  ck_assert_uint_gt(taken, 5000);
  ck_assert_uint_gt(refused, 5000);
  ck_assert_uint_gt(unsupported, 20);
  ck_assert_uint_gt(compared, 4000);
  ck_assert_uint_gt(nested, 30);
}
END_TEST

/* Inserts, removes and replaces whole characters, so that the text stays well-formed. */
static size_t mutate(char *text, size_t len, size_t size)
{
  for (size_t n = 1 + random_below(4); n; n--) {
    size_t at = len ? ec_utf8_floor(text, random_below(len + 1)) : 0, gone = 0;
    if (at < len && random_below(3))
      ec_utf8_decode(text + at, &gone);
    struct piece piece = {"", 0};
    if (random_below(3))
      piece = pieces[random_below(COUNT(pieces))];
    if (len - gone + piece.len >= size)
      continue;
    memmove(text + at + piece.len, text + at + gone, len - at - gone);
    memcpy(text + at, piece.text, piece.len);
    len = len - gone + piece.len;
  }
  return len;
}

static bool has_cases(const struct ec_node *node)
{
  return node->kind == EC_NODE_PLURAL || node->kind == EC_NODE_ORDINAL ||
         node->kind == EC_NODE_SELECT;
}

/* Returns the bytes of the pattern that the node must have taken. `parent` is what it stands
 * directly below, or NULL; `before` the node before it there, or NULL. */
static size_t check_node(const struct ec_node *node, const struct ec_node *parent,
                         const struct ec_node *grandparent, const struct ec_node *before)
{
  bool in_cases = parent && has_cases(parent);
  ck_assert(in_cases == (node->kind == EC_NODE_CASE));
  ck_assert(node->numbered || node->index == 0);
  if (node->kind == EC_NODE_HASH) {
    ck_assert(grandparent && grandparent->kind != EC_NODE_SELECT && has_cases(grandparent));
    return 1;
  }
  ck_assert_uint_gt(node->len, 0);
  ck_assert_uint_eq(ec_utf8_valid(node->text, node->len), node->len);
  if (node->kind == EC_NODE_TEXT) {
    ck_assert(!before || before->kind != EC_NODE_TEXT);
    return node->len;
  }
  ck_assert_uint_le(node->index, EC_INDEX_MAX);
  return node->len + 2;
}

static void check_nodes(const struct ec_pattern *pattern, const char *text, size_t len)
{
  enum { DEPTH_MAX = 2 * ERRCAT_NESTING_MAX + 2 };
  const struct ec_node *above[DEPTH_MAX + 2] = {NULL}, *before[DEPTH_MAX + 2] = {NULL};
  const struct ec_node *end = pattern->nodes + pattern->count;
  size_t total = 0, depth = 2; /* of them, each of two levels that are not there */
  for (const struct ec_node *node = pattern->nodes; node < end; node++) {
    while (depth > 2 && node == pattern->nodes + above[depth - 1]->end)
      depth--;
    const struct ec_node *limit = above[depth - 1] ? pattern->nodes + above[depth - 1]->end : end;
    ck_assert(pattern->nodes + node->end > node && pattern->nodes + node->end <= limit);
    total += check_node(node, above[depth - 1], above[depth - 2], before[depth]);
    if (node->kind != EC_NODE_TEXT && node->kind != EC_NODE_HASH)
      ck_assert(node->text > text && node->text + node->len < text + len);
    before[depth] = node;
    if (has_cases(node) || node->kind == EC_NODE_CASE) {
      ck_assert(has_cases(node) ? node->end > node - pattern->nodes + 1 : true);
      above[depth++] = node;
      ck_assert_uint_le(depth, DEPTH_MAX);
      before[depth] = NULL;
    } else {
      ck_assert(pattern->nodes + node->end == node + 1);
    }
  }
  ck_assert_uint_le(total, len);
}

static void check_error(const struct errcat_error *err, const char *text, size_t len)
{
  ck_assert_uint_lt(err->offset, len);
  ck_assert_uint_eq(ec_utf8_floor(text, err->offset), err->offset);
  uint32_t line = 1;
  size_t start = 0;
  for (size_t i = 0; i < err->offset; i++) {
    if (text[i] == '\n') {
      line++;
      start = i + 1;
    }
  }
  ck_assert_uint_eq(err->line, line);
  ck_assert_uint_eq(err->column, err->offset - start + 1);
  size_t detail = strlen(err->detail);
  ck_assert_uint_gt(detail, 20);
  ck_assert_uint_eq(ec_utf8_valid(err->detail, detail), detail);
  for (size_t i = 0; i < detail; i++)
    ck_assert_uint_ge((unsigned char)err->detail[i], 0x20);
}

START_TEST(mutations)
{
  size_t taken = 0;
  random_state = 42;
  for (int i = 0; i < 40000; i++) {
    char text[256];
    size_t row = random_below(COUNT(good) + COUNT(bad));
    const char *seed = row < COUNT(good) ? good[row].pattern : bad[row - COUNT(good)].pattern;
    size_t len = strlen(seed);
    memcpy(text, seed, len);
    len = mutate(text, len, sizeof text);
    char *exact = malloc(len ? len : 1); /* so that a sanitizer sees a byte too many */
    memcpy(exact, text, len);

    struct ec_arena arena;
    struct ec_pattern pattern;
    struct errcat_error err = {0};
    ec_arena_init(&arena, &ec_mem_default);
    errcat_status status = ec_pattern_compile(&pattern, exact, len, &arena, &err);
    ck_assert_int_eq(status, err.status);
    if (status)
      check_error(&err, exact, len);
    else
      check_nodes(&pattern, exact, len);
    taken += !status;
    ec_arena_free(&arena);
    free(exact);
  }
  ck_assert_uint_gt(taken, 9000);
  ck_assert_uint_lt(taken, 30000);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("pattern");
  TCase *tables = tcase_create("tables");
  tcase_add_loop_test(tables, nodes, 0, COUNT(good));
  tcase_add_loop_test(tables, refusals, 0, COUNT(bad));
  tcase_add_loop_test(tables, bounds, 0, COUNT(limits));
  tcase_add_test(tables, text_stays_in_place);
  tcase_add_test(tables, embedded_nul);
  tcase_add_test(tables, out_of_memory);
  suite_add_tcase(suite, tables);

  TCase *many = tcase_create("many");
  tcase_set_timeout(many, 300);
  tcase_add_test(many, every_character_in_a_name);
  tcase_add_test(many, every_white_space);
  tcase_add_test(many, same_as_icu);
  tcase_add_test(many, mutations);
  suite_add_tcase(suite, many);

  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
