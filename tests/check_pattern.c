/* SPDX-License-Identifier: MIT */
/* Patterns: what they compile to, where and why they are refused, and that ICU's own
 * MessageFormat takes and refuses the same ones. */
#include "pattern.h"

#include <check.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/umsg.h>
#include <unicode/ustring.h>

#include "said.h"
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

static const char *bytes_at(const struct ec_pattern *pattern, uint32_t offset)
{
  return ec_pattern_bytes(pattern) + offset;
}

static double value_at(const struct ec_pattern *pattern, uint32_t offset)
{
  double value;
  memcpy(&value, bytes_at(pattern, offset), sizeof value);
  return value;
}

/* The same text from our nodes. False when a node is neither text nor one of {0} to {9}. */
static bool our_text(const struct ec_pattern *pattern, char *out, size_t size)
{
  size_t len = 0;
  for (size_t i = 0; i < pattern->count; i++) {
    const struct ec_node *node = &pattern->nodes[i];
    if (node->kind != EC_NODE_TEXT && (node->kind != EC_NODE_ARG || node->arg > 9))
      return false;
    ck_assert_uint_lt(len + node->len + 3, size);
    if (node->kind == EC_NODE_TEXT) {
      memcpy(out + len, bytes_at(pattern, node->text), node->len);
      len += node->len;
    } else {
      len += (size_t)snprintf(out + len, size - len, "A%u", (unsigned)node->arg);
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
    {"{0,number}", "format#0"},
    {"{ size , NumBer }", "format$size"},
    {"{0,number,}", "format#0"},
    {"{0,number, \t}", "format#0"},
    {"{0, number, integer}", "format#0.integer"},
    {"{0,number,INTEGER }", "format#0.integer"},
    {"{n, number,\n percent}", "format$n.percent"},
    {"{0,number}{0}", "format#0#0"},
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
    {"{0,plural,other{{0,number,percent}}}", "plural#0.percent(other format#0.percent))"},
    {"{0,plural,one{{0,number,percent}}other{{1,number,percent}{0,number,integer}}}",
     "plural#0.integer(one format#0.percent)(other format#1.percentformat#0.integer))"},
    {"{0,plural,other{#{0,number,percent}}}", "plural#0(other Nformat#0.percent))"},
    {"{0,plural,other{{0}{0,number,percent}}}", "plural#0(other #0format#0.percent))"},
    {"{0,plural,other{{1,select,other{#{0,number,percent}}}}}",
     "plural#0(other select#1(other [#]format#0.percent))))"},
    {"{0,plural,other{}other{{0,number,percent}}}", "plural#0(other )(other format#0.percent))"},
    {"{a,selectordinal,other{{a,number,integer}}}", "ordinal$a.integer(other format$a.integer))"},
    /* a number is seen as its skeleton or pattern shows it, and a date as no number */
    {"{0,plural,other{{0,number,::.00}}}", "plural#0.skeleton<.00>(other format#0.skeleton<.00>))"},
    {"{0,plural,other{{0,number,0.0}}other{{0}}}",
     "plural#0.pattern<0.0>(other format#0.pattern<0.0>)(other #0))"},
    {"{0,plural,other{{0,spellout}}}", "plural#0.spellout(other format#0.spellout))"},
    {"{0,plural,other{{0,date}{0,number,percent}}}",
     "plural#0(other format#0.date-mediumformat#0.percent))"},
    {"{0,plural,other{{0,plural,other{{0,number,percent}}}{0,number,integer}}}",
     "plural#0.integer(other plural#0.percent(other format#0.percent))format#0.integer))"},
    {"{0,plural,other{{1,choice,0#{0,number,percent}}{0,number,integer}}}",
     "plural#0.integer(other choice#1(:0 format#0.percent))format#0.integer))"},
    /* styles of numbers */
    {"{0,number,currency}", "format#0.currency"},
    {"{0, number, \xe2\x80\x8e CURRENCY\n}", "format#0.currency"},
    {"{0,number,#,##0.00}", "format#0.pattern<#,##0.00>"},
    {"{0, number, #,##0.00 }", "format#0.pattern< #,##0.00 >"},
    {"{0,number,0 '}'}", "format#0.pattern<0 '}'>"},
    {"{0,number,'{'0'}'}", "format#0.pattern<'{'0'}'>"},
    {"{0,number,0{x}}", "format#0.pattern<0{x}>"},
    {"{0,number,0 'it''s'}", "format#0.pattern<0 'it''s'>"},
    {"{0,number,0;'#'0}", "format#0.pattern<0;'#'0>"},
    {"{0,number,::}", "format#0.skeleton"},
    {"{0,number,::compact-short}", "format#0.skeleton<compact-short>"},
    {"{size, NUMBER, \n :: .00 currency/CNY }", "format$size.skeleton<.00 currency/CNY>"},
    {"{0,number, integer}{0,number,integer }", "format#0.integerformat#0.integer"},
    /* of times */
    {"{0,date}", "format#0.date-medium"},
    {"{0,time}", "format#0.time-medium"},
    {"{0,date,}{0,time, }", "format#0.date-mediumformat#0.time-medium"},
    {"{0,Date,SHORT}{0,date, medium}{0,date,long }{0,date,full}",
     "format#0.date-shortformat#0.date-mediumformat#0.date-longformat#0.date-full"},
    {"{0,TIME,short}{0,time,medium}{0,time,long}{0,time,Full}",
     "format#0.time-shortformat#0.time-mediumformat#0.time-longformat#0.time-full"},
    {"{0,date,yyyy-MM-dd}", "format#0.date-pattern<yyyy-MM-dd>"},
    {"{0,time,HH:mm}", "format#0.date-pattern<HH:mm>"},
    {"{0, date, yyyy年M月d日 }", "format#0.date-pattern< yyyy年M月d日 >"},
    {"{0,time,h 'o''clock' '{'a'}'}", "format#0.date-pattern<h 'o''clock' '{'a'}'>"},
    {"{0,date,::yMMMd}", "format#0.date-skeleton<yMMMd>"},
    {"{0,time, ::jmm }", "format#0.date-skeleton<jmm>"},
    /* of rules */
    {"{0,spellout}{0,ordinal}{0,duration}", "format#0.spelloutformat#0.ordinalformat#0.duration"},
    {"{0,SpellOut,}{0,ordinal, }", "format#0.spelloutformat#0.ordinal"},
    {"{0,spellout,%spellout-ordinal}", "format#0.spellout<%spellout-ordinal>"},
    {"{0,duration, %in-numerals }", "format#0.duration< %in-numerals >"},
    /* choices */
    {"{0,choice,0#none}", "choice#0(:0 [none]))"},
    {"{n,choice,0#none|1#one|1<many {0}}", "choice$n(:0 [none])(:1 [one])(<1 [many ]#0))"},
    {"{0,Choice, -1.5 # a | 2\n< b |3≤c }", "choice#0(:-1.5 [ a ])(<2 [ b ])(:3 [c ]))"},
    {"{0,choice,-∞#a|0#|+∞<c|∞≤d}", "choice#0(:-inf [a])(:0 )(<inf [c])(:inf [d]))"},
    {"{0,choice,1e3#a|0#b}", "choice#0(:1000 [a])(:0 [b]))"},
    {"{0,choice,0##|1#<≤}", "choice#0(:0 [#])(:1 [<≤]))"},
    {"{0,choice,0#'|'|1#it's ''|2#'{'}", "choice#0(:0 [|])(:1 [it's '])(:2 [{]))"},
    {"{0,choice,0#'#' }", "choice#0(:0 ['#' ]))"},
    {"{0,choice,0#{1,plural,other{|#}}|1#{2,select,other{|}}}",
     "choice#0(:0 plural#1(other [|]N)))(:1 select#2(other [|]))))"},
    {"{0,plural,other{#{1,choice,0##'|'}#}}", "plural#0(other Nchoice#1(:0 [#|]))N))"},
    {"{0,choice,0#{0,choice,0#a|1#b}|1#c}", "choice#0(:0 choice#0(:0 [a])(:1 [b])))(:1 [c]))"},
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

static void render_style(struct text *out, const struct ec_pattern *pattern,
                         const struct ec_node *node)
{
  static const char *const styles[EC_STYLE_COUNT] = {
      "",           ".integer",   ".percent",      ".currency",
      ".pattern",   ".skeleton",  ".spellout",     ".ordinal",
      ".duration",  ".date-time", ".date-short",   ".date-medium",
      ".date-long", ".date-full", ".time-short",   ".time-medium",
      ".time-long", ".time-full", ".date-pattern", ".date-skeleton",
      ".list"};
  put(out, "%s", styles[node->style]);
  if (node->style_len)
    put(out, "<%.*s>", (int)node->style_len, bytes_at(pattern, node->style_text));
}

static void render_case(struct text *out, const struct ec_pattern *pattern,
                        const struct ec_node *node)
{
  put(out, "(%.*s", (int)node->len, bytes_at(pattern, node->text));
  if (node->flags & EC_NODE_VALUE)
    put(out, "%s%g", node->flags & EC_NODE_LESS ? "<" : ":", value_at(pattern, node->value));
  put(out, " ");
}

static void render_argument(struct text *out, const struct ec_pattern *pattern,
                            const struct ec_node *node)
{
  if (node->arg == EC_NO_POSITION)
    put(out, "$%.*s", (int)node->len, bytes_at(pattern, node->text));
  else
    put(out, "#%u", (unsigned)node->arg);
  if (node->type)
    put(out, "=%d%.*s", node->type, (int)node->len, bytes_at(pattern, node->text));
  if (node->flags & EC_NODE_HIDDEN)
    put(out, "*");
  render_style(out, pattern, node);
  if (node->flags & EC_NODE_OFFSET)
    put(out, "-%g", value_at(pattern, node->value));
}

static void render_node(struct text *out, const struct ec_pattern *pattern,
                        const struct ec_node *node)
{
  static const char *const kinds[] = {[EC_NODE_FORMAT] = "format",
                                      [EC_NODE_PLURAL] = "plural",
                                      [EC_NODE_ORDINAL] = "ordinal",
                                      [EC_NODE_SELECT] = "select",
                                      [EC_NODE_CHOICE] = "choice"};
  switch ((enum ec_node_kind)node->kind) {
  case EC_NODE_TEXT:
    put(out, "[%.*s]", (int)node->len, bytes_at(pattern, node->text));
    return;
  case EC_NODE_HASH:
    put(out, "N");
    return;
  case EC_NODE_CASE:
    render_case(out, pattern, node);
    return;
  case EC_NODE_ARG:
    break;
  case EC_NODE_FORMAT:
  case EC_NODE_PLURAL:
  case EC_NODE_ORDINAL:
  case EC_NODE_SELECT:
  case EC_NODE_CHOICE:
    put(out, "%s", kinds[node->kind]);
  }
  render_argument(out, pattern, node);
}

/* A subtree's end is a ")" for a case and for an argument that has cases. */
static void render(const struct ec_pattern *pattern, struct text *out)
{
  out->len = 0;
  out->bytes[0] = '\0';
  for (size_t i = 0; i < pattern->count; i++) {
    render_node(out, pattern, &pattern->nodes[i]);
    for (size_t n = i + 1; n-- > 0;)
      if (pattern->nodes[n].end == i + 1 && (n < i || pattern->nodes[n].kind == EC_NODE_CASE))
        put(out, ")");
  }
}

/* Compiles into memory of just the size that was measured, so that a sanitizer sees a byte too
 * many. The caller frees it. NULL: refused. */
static struct ec_pattern *compile_source(const struct ec_pattern_source *source,
                                         errcat_status *status, struct errcat_error *err)
{
  size_t size = 77;
  *status = ec_pattern_measure(source, &size, err);
  if (*status) {
    ck_assert_uint_eq(size, 77);
    return NULL;
  }
  struct ec_pattern *pattern = malloc(size);
  memset(pattern, 0xa5, size);
  ec_pattern_build(source, pattern);
  ck_assert_uint_eq(pattern->size, size);
  return pattern;
}

static struct ec_pattern *compile(const char *text, size_t len, errcat_status *status,
                                  struct errcat_error *err)
{
  struct ec_pattern_source source = {.text = text, .len = len};
  return compile_source(&source, status, err);
}

/* The nodes of an accepted pattern, in words. */
static void check_rendered(const struct ec_pattern_source *source, const char *want)
{
  struct errcat_error err = {0};
  errcat_status status;
  struct text got;
  struct ec_pattern *pattern = compile_source(source, &status, &err);
  ck_assert_msg(pattern != NULL, "%s: %s", source->text, err.detail);
  render(pattern, &got);
  ck_assert_msg(strcmp(got.bytes, want) == 0, "%s: got %s, want %s", source->text, got.bytes, want);
  free(pattern);
}

START_TEST(nodes)
{
  const struct good *row = &good[_i];
  size_t len = strlen(row->pattern);
  struct ec_pattern_source source = {.text = row->pattern, .len = len};
  errcat_status status;
  char ours[512], icus[512];
  check_rendered(&source, row->nodes);
  struct ec_pattern *pattern = compile_source(&source, &status, NULL);
  bool comparable = our_text(pattern, ours, sizeof ours);
  ck_assert_msg(icu_accepts(row->pattern, len, comparable ? icus : NULL, sizeof icus),
                "%s: ICU refuses it", row->pattern);
  if (comparable)
    ck_assert_msg(strcmp(ours, icus) == 0, "%s: got %s, ICU says %s", row->pattern, ours, icus);
  free(pattern);
}
END_TEST

/* Nothing of ICU's C API reads apostrophes so. */
static const struct good jdk[] = {
    {"it's", "[its]"},
    {"it''s", "[it's]"},
    {"don't {0}", "[dont {0}]"},
    {"'{0}' {0}", "[{0} ]#0"},
    {"''{0}''", "[']#0[']"},
    {"'''{0}", "['{0}]"},
    {"'a''b'", "[a'b]"},
    {"{0}'", "#0[']"}, /* one that ends the pattern is text */
    {"'", "[']"},
    {"''", "[']"},
    {"'''", "['']"},
    {"a'b", "[ab]"},
    {"'租户' {0}", "[租户 ]#0"},
    {"{n,plural,other{it's # '#' file's}}", "plural$n(other [its # ]N[ files]))"},
    {"{n,plural,other{it''s #}}", "plural$n(other [it's ]N))"},
    {"{n,choice,0#a'|'b|1#'c'}", "choice$n(:0 [a|b])(:1 [c]))"},
    {"{n,select,other{a'}'b}}", "select$n(other [a}b]))"},
    {"{d,date,yyyy 'o''clock'}", "format$d.date-pattern<yyyy 'o''clock'>"},
};

START_TEST(jdk_apostrophes)
{
  const struct good *row = &jdk[_i];
  check_rendered(
      &(struct ec_pattern_source){.text = row->pattern, .len = strlen(row->pattern), .jdk = true},
      row->nodes);
}
END_TEST

static const struct ec_declared declared[] = {{"tenant", EC_TYPE_ID, false},
                                              {"n", EC_TYPE_INTEGER, false},
                                              {"secret", EC_TYPE_STRING, true},
                                              {"租户", EC_TYPE_LIST, false},
                                              {"n", EC_TYPE_TIME, false}};

/* A type is "=" and its number, then the declared name; a hidden one has "*". */
static const struct good bound[] = {
    {"{0}{tenant}", "#0=2tenant#0=2tenant"},
    {"{1}{n}{ n }", "#1=3n#1=3n#1=3n"}, /* the first of two with one name */
    {"{4}", "#4=5n"},
    {"{2}{secret}", "#2=1secret*#2=1secret*"},
    {"{3}{租户}", "#3=6租户#3=6租户"},
    {"{5}{32767}", "#5#32767"},
    {"{x}{tenan}{tenants}{Tenant}", "$x$tenan$tenants$Tenant"},
    {"{n,number,percent}", "format#1=3n.percent"},
    {"{1,plural,other{#}}", "plural#1=3n(other N))"},
    {"{secret,select,a{x}other{{secret}}}", "select#2=1secret*(a [x])(other #2=1secret*))"},
    /* which number the rules see goes by what is written, as in ICU */
    {"{n,plural,other{{1,number,percent}{n}}}", "plural#1=3n(other format#1=3n.percent#1=3n))"},
    {"{n,plural,other{{ n ,number,percent}}}", "plural#1=3n.percent(other format#1=3n.percent))"},
    {"{1,plural,other{{1,number,percent}}}", "plural#1=3n.percent(other format#1=3n.percent))"},
};

START_TEST(declared_arguments)
{
  const struct good *row = &bound[_i];
  check_rendered(&(struct ec_pattern_source){.text = row->pattern,
                                             .len = strlen(row->pattern),
                                             .declared = declared,
                                             .declared_count = COUNT(declared)},
                 row->nodes);
}
END_TEST

/* A NUL ends a declared name, but not one in a pattern; and none is read past its end. */
START_TEST(declared_names)
{
  static const char text[] = "{a\0b}{ab}{a}";
  char *name = malloc(2);
  memcpy(name, "a", 2);
  struct ec_declared one = {name, EC_TYPE_ID, false};
  struct ec_pattern_source source = {
      .text = text, .len = sizeof text - 1, .declared = &one, .declared_count = 1};
  errcat_status status;
  struct ec_pattern *pattern = compile_source(&source, &status, NULL);
  free(name);
  ck_assert_ptr_nonnull(pattern);
  ck_assert_uint_eq(pattern->count, 3);
  ck_assert_uint_eq(pattern->nodes[0].arg, EC_NO_POSITION);
  ck_assert_uint_eq(pattern->nodes[0].len, 3);
  ck_assert_uint_eq(pattern->nodes[1].arg, EC_NO_POSITION);
  ck_assert_uint_eq(pattern->nodes[2].arg, 0);
  ck_assert_mem_eq(bytes_at(pattern, pattern->nodes[2].text), "a", 1); /* a copy */
  free(pattern);
}
END_TEST

/* More than can have a number are not looked at, and a name longer than any pattern is cut. */
START_TEST(many_declared)
{
  enum { MANY = EC_INDEX_MAX + 10 };
  struct ec_declared *many = calloc(MANY, sizeof *many);
  char *name = malloc(2 * ERRCAT_PATTERN_MAX + 3);
  for (size_t i = 0; i < MANY; i++)
    many[i] = (struct ec_declared){"x", EC_TYPE_ID, false};
  memcpy(name, "a", 1);
  for (size_t i = 0; i < ERRCAT_PATTERN_MAX; i++)
    memcpy(name + 1 + 2 * i, "é", 3);
  many[0].name = name;
  many[EC_INDEX_MAX - 1].name = "last";
  many[EC_INDEX_MAX].name = "never";
  static const char text[] = "{0}{last}{never}{32767}{32766}";
  struct ec_pattern_source source = {
      .text = text, .len = sizeof text - 1, .declared = many, .declared_count = MANY};
  errcat_status status;
  struct ec_pattern *pattern = compile_source(&source, &status, NULL);
  ck_assert_ptr_nonnull(pattern);
  ck_assert_uint_eq(pattern->nodes[0].len, ERRCAT_PATTERN_MAX - 1);
  ck_assert_uint_eq(pattern->nodes[1].arg, EC_INDEX_MAX - 1);
  ck_assert_uint_eq(pattern->nodes[2].arg, EC_NO_POSITION);
  ck_assert_uint_eq(pattern->nodes[3].arg, EC_INDEX_MAX);
  ck_assert_uint_eq(pattern->nodes[3].type, EC_TYPE_NONE);
  ck_assert_uint_eq(pattern->nodes[4].type, EC_TYPE_ID);
  free(pattern);
  free(name);
  free(many);
}
END_TEST

START_TEST(types)
{
  static const struct {
    const char *name;
    enum ec_type type;
  } names[] = {{"string", EC_TYPE_STRING}, {"id", EC_TYPE_ID},       {"integer", EC_TYPE_INTEGER},
               {"number", EC_TYPE_NUMBER}, {"time", EC_TYPE_TIME},   {"list", EC_TYPE_LIST},
               {"", EC_TYPE_NONE},         {"String", EC_TYPE_NONE}, {"ids", EC_TYPE_NONE},
               {"date", EC_TYPE_NONE}};
  for (size_t i = 0; i < COUNT(names); i++) {
    enum ec_type type = EC_TYPE_NONE;
    ck_assert_msg(ec_type_parse(names[i].name, &type) == (names[i].type != EC_TYPE_NONE), "%s",
                  names[i].name);
    ck_assert_msg(type == names[i].type, "%s", names[i].name);
  }
}
END_TEST

START_TEST(embedded_nul)
{
  static const char bytes[] = "a\0b{0}{x\0y}'{'\0";
  errcat_status status;
  struct ec_pattern *pattern = compile(bytes, sizeof bytes - 1, &status, NULL);
  ck_assert_ptr_nonnull(pattern);
  ck_assert_uint_eq(pattern->count, 4);
  ck_assert_uint_eq(pattern->nodes[0].len, 3);
  ck_assert_mem_eq(bytes_at(pattern, pattern->nodes[0].text), "a\0b", 3);
  ck_assert_uint_eq(pattern->nodes[2].len, 3);
  ck_assert_mem_eq(bytes_at(pattern, pattern->nodes[2].text), "x\0y", 3);
  ck_assert_uint_eq(pattern->nodes[3].len, 2);
  ck_assert_mem_eq(bytes_at(pattern, pattern->nodes[3].text), "{\0", 2);
  free(pattern);
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
     "expected one of the format types number, date, time, plural, select, selectordinal, choice, "
     "spellout, ordinal and duration, found \"foo\""},
    {"{0, list }", ERRCAT_E_SYNTAX, 1, 5, 4,
     "expected one of the format types number, date, time, plural, select, selectordinal, choice, "
     "spellout, ordinal and duration, found \"list\""},
    {"{0,numbers}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected one of the format types number, date, time, plural, select, selectordinal, choice, "
     "spellout, ordinal and duration, found \"numbers\""},
    {"{0,numbe,x}", ERRCAT_E_SYNTAX, 1, 4, 3,
     "expected one of the format types number, date, time, plural, select, selectordinal, choice, "
     "spellout, ordinal and duration, found \"numbe\""},
    {"{0,plural}", ERRCAT_E_SYNTAX, 1, 10, 9,
     "expected \",\" and cases after format type \"plural\", found \"}\""},
    {"{0,Select }", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected \",\" and cases after format type \"Select\", found \"}\""},
    {"{0,choice}", ERRCAT_E_SYNTAX, 1, 10, 9,
     "expected \",\" and cases after format type \"choice\", found \"}\""},
    {"{0,selectordinal}", ERRCAT_E_SYNTAX, 1, 17, 16,
     "expected \",\" and cases after format type \"selectordinal\", found \"}\""},
    /* styles that errcat refuses, and what is no style */
    {"{0,number,integer percent}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "expected a keyword (integer, percent, currency), or a pattern with \"0\" or \"#\" in it, "
     "found "
     "\"integer\""},
    {"{0,number, integr}", ERRCAT_E_UNSUPPORTED, 1, 12, 11,
     "expected a keyword (integer, percent, currency), or a pattern with \"0\" or \"#\" in it, "
     "found "
     "\"integr\""},
    {"{0,number,0.0#0}", ERRCAT_E_SYNTAX, 1, 15, 14,
     "expected no digit after \"#\" and behind the decimal point, found \"0\""},
    {"{0,number,0 '}'{x} 0}", ERRCAT_E_SYNTAX, 1, 20, 19,
     "expected apostrophes around a special character that is text, found \"0\""},
    {"{0,number,::percnt}", ERRCAT_E_SYNTAX, 1, 13, 12,
     "expected a part of a number skeleton such as percent, compact-short or .00, found "
     "\"percnt\""},
    {"{0,number, :: percent .0 % }", ERRCAT_E_SYNTAX, 1, 26, 25,
     "expected nothing that an earlier part says already, found \"%\""},
    {"{0,number,::scale/1E99999999}", ERRCAT_E_UNSUPPORTED, 1, 20, 19,
     "expected a number such as 100 or 0.01, found \"E99999999\""},
    {"{0,number,::currency}", ERRCAT_E_SYNTAX, 1, 21, 20,
     "expected \"/\" and an option, found the end of the style"},
    {"{d,date,shrt}", ERRCAT_E_UNSUPPORTED, 1, 12, 11,
     "expected a keyword (short, medium, long, full), a letter that stands for a part of a date, "
     "or apostrophes around text, found \"t\""},
    {"{d,time,\nHH:mm tt}", ERRCAT_E_UNSUPPORTED, 2, 7, 15,
     "expected a keyword (short, medium, long, full), a letter that stands for a part of a date, "
     "or apostrophes around text, found \"tt\""},
    {"{d,date,::}", ERRCAT_E_UNSUPPORTED, 1, 11, 10,
     "expected a letter that stands for a part of a date, found the end of the style"},
    {"{d,date,::yMMM d}", ERRCAT_E_UNSUPPORTED, 1, 15, 14,
     "expected a letter that stands for a part of a date, found \" \""},
    {"{0,spellout,ordinal}", ERRCAT_E_UNSUPPORTED, 1, 13, 12,
     "expected the name of a set of rules such as %spellout-ordinal, found \"ordinal\""},
    {"a\nb {n, plural, one {# file} other {{n, date, ::foo}}}", ERRCAT_E_UNSUPPORTED, 2, 47, 48,
     "expected a letter that stands for a part of a date, found \"foo\""},
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
     "expected the case \"other\" of argument \"n\", in English in every language, found \"}\" "
     "after case \"Other\""},
    {"{0,plural,offset:1}", ERRCAT_E_SYNTAX, 1, 19, 18,
     "expected the case \"other\" of argument \"0\", found \"}\""},
    {"{0,select,}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected the case \"other\" of argument \"0\", found \"}\""},
    {"{0,plural,other{{1,select,a{}}}}", ERRCAT_E_SYNTAX, 1, 30, 29,
     "expected the case \"other\" of argument \"1\", in English in every language, found \"}\" "
     "after case \"a\""},
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
     "expected \"}\" for this \"{\", found the end of the pattern in a quotation from \"'}}\""},
    {"{n,plural,other{{x", ERRCAT_E_SYNTAX, 1, 17, 16,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,plural,=", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a number for this \"{\", found the end of the pattern"},
    {"{n,plural,offset: ", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a number for this \"{\", found the end of the pattern"},
    /* choices */
    {"{n,choice,}", ERRCAT_E_SYNTAX, 1, 11, 10, "expected a number after \",\", found \"}\""},
    {"{n,choice, }", ERRCAT_E_SYNTAX, 1, 12, 11, "expected a number after \",\", found \"}\""},
    {"{n,choice,0#a|}", ERRCAT_E_SYNTAX, 1, 15, 14, "expected a number after \"|\", found \"}\""},
    {"{n,choice,0#a||1#b}", ERRCAT_E_SYNTAX, 1, 15, 14,
     "expected a number after \"|\", found \"|\""},
    {"{n,choice,none|1#one}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected a number after \",\", found \"n\""},
    {"{n,choice,#a}", ERRCAT_E_SYNTAX, 1, 11, 10, "expected a number after \",\", found \"#\""},
    {"{n,choice,1..2#a}", ERRCAT_E_SYNTAX, 1, 11, 10,
     "expected a number after \",\", found \"1..2\""},
    {"{n,choice,∞1#a}", ERRCAT_E_SYNTAX, 1, 11, 10, "expected a number after \",\", found \"∞1\""},
    {"{n,choice,0 none|1#one}", ERRCAT_E_SYNTAX, 1, 13, 12,
     "expected \"#\", \"<\" or \"≤\" after number \"0\" of a choice, found \"n\""},
    {"{n,choice,0}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected \"#\", \"<\" or \"≤\" after number \"0\" of a choice, found \"}\""},
    {"{n,choice,0>a}", ERRCAT_E_SYNTAX, 1, 12, 11,
     "expected \"#\", \"<\" or \"≤\" after number \"0\" of a choice, found \">\""},
    {"{n,choice", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,choice,", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a number for this \"{\", found the end of the pattern"},
    {"{n,choice,0 ", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected cases and \"}\" for this \"{\", found the end of the pattern"},
    {"x{n,choice,0#a", ERRCAT_E_SYNTAX, 1, 2, 1,
     "expected \"}\" for this \"{\", found the end of the pattern"},
    {"{n,choice,0#a|", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected a number for this \"{\", found the end of the pattern"},
    {"{n,choice,0#{1,select,other{a}", ERRCAT_E_SYNTAX, 1, 13, 12,
     "expected cases and \"}\" for this \"{\", found the end of the pattern"},
    /* the end is in a quotation */
    {"{n,plural,other{it'{0}s}}", ERRCAT_E_SYNTAX, 1, 16, 15,
     "expected \"}\" for this \"{\", found the end of the pattern in a quotation from \"'{0}s}}\""},
    {"{n,choice,0#a'|1#b}", ERRCAT_E_SYNTAX, 1, 1, 0,
     "expected \"}\" for this \"{\", found the end of the pattern in a quotation from \"'|1#b}\""},
    /* lines and columns */
    {"one\ntwo\n{0\n}\n{}", ERRCAT_E_SYNTAX, 5, 2, 14,
     "expected the number or name of an argument after \"{\", found \"}\""},
    {"\n\n{", ERRCAT_E_SYNTAX, 3, 1, 2,
     "expected the number or name of an argument for this \"{\", found the end of the pattern"},
    {"\r\n{0\r\n,\r\n}", ERRCAT_E_SYNTAX, 4, 1, 9,
     "expected a format type after \",\", found \"}\""},
};

/* What is told of a pattern: for each fault "line:column detail" and a line break. */
struct told {
  char text[8192];
  size_t len, count, offset;
  struct errcat_error first;
  const struct ec_pattern_source *source;
};

static void check_error(const struct errcat_error *err, const char *text, size_t len);

static void tell(void *context, const struct errcat_error *fault)
{
  struct told *told = context;
  if (!told->count++)
    told->first = *fault;
  ck_assert_msg(fault->offset >= told->offset, "%.*s: %s", (int)told->source->len,
                told->source->text, fault->detail);
  told->offset = fault->offset;
  check_error(fault, told->source->text, told->source->len);
  check_said(told->source->text, fault);
  told->len += (size_t)snprintf(told->text + told->len, sizeof told->text - told->len, "%u:%u %s\n",
                                (unsigned)fault->line, (unsigned)fault->column, fault->detail);
  ck_assert_uint_lt(told->len, sizeof told->text);
}

/* Refused with *err, which is the first of what is told. */
static errcat_status refuse(struct ec_pattern_source source, struct told *told,
                            struct errcat_error *err)
{
  size_t size = 77;
  *told = (struct told){.source = &source};
  source.fault = tell;
  source.context = told;
  errcat_status status = ec_pattern_measure(&source, &size, err);
  ck_assert_uint_eq(size, 77);
  ck_assert_uint_gt(told->count, 0);
  ck_assert_uint_le(told->count, ERRCAT_FAULTS_MAX);
  ck_assert_int_eq(told->first.status, status);
  ck_assert_int_eq(err->status, status);
  ck_assert_uint_eq(told->first.offset, err->offset);
  ck_assert_str_eq(told->first.detail, err->detail);
  source.fault = NULL;
  ck_assert_int_eq(ec_pattern_measure(&source, &size, NULL), status);
  return status;
}

/* Each of them is one fault, with no other that follows from it. */
START_TEST(refusals)
{
  const struct bad *row = &bad[_i];
  size_t len = strlen(row->pattern);
  struct errcat_error err = {0};
  struct told told;
  errcat_status status =
      refuse((struct ec_pattern_source){.text = row->pattern, .len = len}, &told, &err);
  ck_assert_msg(status == row->status, "%s: got %s: %s", row->pattern, errcat_status_name(status),
                err.detail);
  ck_assert_msg(err.line == row->line && err.column == row->column && err.offset == row->offset,
                "%s: got %u:%u, offset %zu: %s", row->pattern, (unsigned)err.line,
                (unsigned)err.column, err.offset, err.detail);
  ck_assert_msg(strcmp(err.detail, row->detail) == 0, "%s: got %s", row->pattern, err.detail);
  ck_assert_msg(told.count == 1, "%s:\n%s", row->pattern, told.text);
  if (status == ERRCAT_E_SYNTAX)
    ck_assert_msg(!icu_accepts(row->pattern, len, NULL, 0), "%s: ICU accepts it", row->pattern);
}
END_TEST

/* Several faults: all are told, in the order of their places, and nothing else. */
static const struct several {
  const char *pattern, *told;
} several[] = {
    {"{} {a b} {0,foo} {01}",
     "1:2 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:7 expected \"}\" or \",\" after argument \"a\", found \"b\"\n"
     "1:13 expected one of the format types number, date, time, plural, select, selectordinal, "
     "choice, spellout, ordinal and duration, found \"foo\"\n"
     "1:19 expected an argument number without leading zeros, found \"01\"\n"},
    /* what an argument that cannot be read holds is passed over, quotations too */
    {"{a {b c}} {0 '}' x} {}",
     "1:4 expected \"}\" or \",\" after argument \"a\", found \"{\"\n"
     "1:14 expected \"}\" or \",\" after argument \"0\", found \"'\"\n"
     "1:22 expected the number or name of an argument after \"{\", found \"}\"\n"},
    {"{{0}} {}", "1:2 expected the number or name of an argument after \"{\", found \"{\"\n"
                 "1:8 expected the number or name of an argument after \"{\", found \"}\"\n"},
    /* the comma before the cases is missing: they are read */
    {"{n, plural one {{}} other {{a b}}}",
     "1:12 expected \",\" and cases after format type \"plural\", found \"o\"\n"
     "1:18 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:31 expected \"}\" or \",\" after argument \"a\", found \"b\"\n"},
    {"{n plural, one {a} other {b}} {}",
     "1:4 expected \"}\" or \",\" after argument \"n\", found \"p\"\n"
     "1:32 expected the number or name of an argument after \"{\", found \"}\"\n"},
    /* a fault in a case: on to its message, and then to the next */
    {"{n,plural,one x{{}}=y{{1 }}=2 other{{}}}",
     "1:15 expected \"{\" after case \"one\", found \"x\"\n"
     "1:18 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:21 expected a number after \"=\", found \"y\"\n"
     "1:31 expected \"{\" after case \"=2\", found \"o\"\n"
     "1:38 expected the number or name of an argument after \"{\", found \"}\"\n"},
    {"{n,plural,offset:x one{{}}offset:2 other{}}",
     "1:18 expected a number after \"offset:\", found \"x\"\n"
     "1:25 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:27 expected \"offset:\" once and before all cases, found it here\n"},
    {"{n,plural,one{a},other{b};}{",
     "1:17 expected a case such as \"other\" or the \"}\" of argument \"n\", found \",\"\n"
     "1:26 expected a case such as \"other\" or the \"}\" of argument \"n\", found \";\"\n"
     "1:28 expected the number or name of an argument for this \"{\", found the end of the "
     "pattern\n"},
    /* the case "other", translated */
    {"{n,plural,one{{}}其他{b}}{g,select,}",
     "1:16 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:27 expected the case \"other\" of argument \"n\", in English in every language, found "
     "\"}\" after case \"其他\"\n"
     "1:38 expected the case \"other\" of argument \"g\", found \"}\"\n"},
    /* what stays open is told where it is opened, before what is found in it */
    {"{n,plural,other{\n {} {a b}",
     "1:16 expected \"}\" for this \"{\", found the end of the pattern\n"
     "2:3 expected the number or name of an argument after \"{\", found \"}\"\n"
     "2:8 expected \"}\" or \",\" after argument \"a\", found \"b\"\n"},
    {"{} {n,select,a{{x y}",
     "1:2 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:15 expected \"}\" for this \"{\", found the end of the pattern\n"
     "1:19 expected \"}\" or \",\" after argument \"x\", found \"y\"\n"},
    /* but not when it stays open because of a fault that was told */
    {"{n,plural,other{{x y} {a b",
     "1:20 expected \"}\" or \",\" after argument \"x\", found \"y\"\n"
     "1:26 expected \"}\" or \",\" after argument \"a\", found \"b\"\n"},
    /* choices */
    {"{n,choice,none|1 one {}|2#{a b}|x}",
     "1:11 expected a number after \",\", found \"n\"\n"
     "1:18 expected \"#\", \"<\" or \"≤\" after number \"1\" of a choice, found \"o\"\n"
     "1:23 expected the number or name of an argument after \"{\", found \"}\"\n"
     "1:30 expected \"}\" or \",\" after argument \"a\", found \"b\"\n"
     "1:33 expected a number after \"|\", found \"x\"\n"},
    /* styles */
    {"{0,number,0#}{0,number,::foo}{0,date,::}\n{0,date,yyyy'x}",
     "1:12 expected no \"#\" after a digit and before the decimal point, found \"#\"\n"
     "1:26 expected a part of a number skeleton such as percent, compact-short or .00, found "
     "\"foo\"\n"
     "1:40 expected a letter that stands for a part of a date, found the end of the style\n"
     "2:13 expected another apostrophe for this one, found the end of the pattern\n"},
};

START_TEST(recovery)
{
  const struct several *row = &several[_i];
  struct errcat_error err = {0};
  struct told told;
  refuse((struct ec_pattern_source){.text = row->pattern, .len = strlen(row->pattern)}, &told,
         &err);
  ck_assert_msg(strcmp(told.text, row->told) == 0, "%s: got\n%swant\n%s", row->pattern, told.text,
                row->told);
}
END_TEST

/* No more than so many are told, those that come first; one that stays open among them. */
START_TEST(many_faults)
{
  enum { MANY = 90 };
  char text[16 + 3 * MANY + 1];
  struct errcat_error err = {0};
  struct told told;
  for (size_t open = 0; open < 2; open++) {
    size_t len = (size_t)snprintf(text, sizeof text, "%s", open ? "{n,select,other{" : "");
    for (size_t i = 0; i < MANY; i++, len += 3)
      memcpy(text + len, "{}\n", 3);
    refuse((struct ec_pattern_source){.text = text, .len = len}, &told, &err);
    ck_assert_uint_eq(told.count, ERRCAT_FAULTS_MAX);
    ck_assert_uint_eq(err.offset, open ? 15 : 1);
    ck_assert_uint_eq(told.offset, open ? 16 + 3 * (ERRCAT_FAULTS_MAX - 2) + 1
                                        : 3 * (ERRCAT_FAULTS_MAX - 1) + 1);
  }
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
    {"zeros", "{", "0", ERRCAT_PATTERN_MAX - 1, ERRCAT_E_SYNTAX, 0, 0},
    {"nines", "{", "9", ERRCAT_PATTERN_MAX - 1, ERRCAT_E_SYNTAX, 0, 0},
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
  const struct limit *row = &limits[_i];
  size_t head = strlen(row->head), unit = strlen(row->unit), len = head + unit * row->units;
  char *text = malloc(len);
  memcpy(text, row->head, head);
  for (size_t i = 0; i < row->units; i++)
    memcpy(text + head + i * unit, row->unit, unit);

  struct errcat_error err = {0};
  errcat_status status;
  struct ec_pattern *pattern = compile(text, len, &status, &err);
  ck_assert_msg(status == row->status, "%s: got %s: %s", row->name, errcat_status_name(status),
                err.detail);
  ck_assert_msg(err.offset == row->offset, "%s: offset %zu", row->name, err.offset);
  ck_assert_msg((pattern ? pattern->count : 0) == row->nodes, "%s: %zu nodes", row->name,
                (size_t)(pattern ? pattern->count : 0));
  ck_assert_msg(!status == !err.detail[0], "%s: detail %s", row->name, err.detail);
  ck_assert_msg(!pattern || pattern->size <= sizeof *pattern + 1 + 10 * len + EC_PATTERN_SLACK,
                "%s: %u bytes", row->name, pattern ? (unsigned)pattern->size : 0);
  free(pattern);
  free(text);
}
END_TEST

/* A limit that is exceeded is told once, and the rest is read on. */
static const struct several limited[] = {
    {"{a b}", "1:304 expected at most 100 placeholders, found more\n"
              "1:307 expected \"}\" or \",\" after argument \"a\", found \"b\"\n"},
    {"{n,plural,other{##}} {}",
     "1:315 expected at most 100 placeholders, found more\n"
     "1:320 expected the number or name of an argument after \"{\", found \"}\"\n"},
};

START_TEST(limits_go_on)
{
  const struct several *row = &limited[_i];
  enum { HEAD = ERRCAT_PLACEHOLDERS_MAX + 1 };
  char text[3 * HEAD + 64];
  struct errcat_error err = {0};
  struct told told;
  size_t before = ERRCAT_PLACEHOLDERS_MAX + 1 - (_i ? 2 : 0), len = 0;
  for (size_t i = 0; i < before; i++, len += 3)
    memcpy(text + len, i == 0 ? "xxx" : "{0}", 3);
  len += (size_t)snprintf(text + len, sizeof text - len, "%s", row->pattern);
  ck_assert_int_eq(refuse((struct ec_pattern_source){.text = text, .len = len}, &told, &err),
                   ERRCAT_E_LIMIT);
  ck_assert_msg(strcmp(told.text, row->told) == 0, "%s: got\n%s", row->pattern, told.text);
}
END_TEST

/* Arguments that are nested too deep are passed over. */
START_TEST(too_deep)
{
  static const char *const units[] = {"{n,plural,other{", "{n,select,other{",
                                      "{n,selectordinal,other{", "{n,choice,0#"};
  for (size_t unit = 0; unit < COUNT(units); unit++) {
    char text[1024], want[256];
    struct errcat_error err = {0};
    struct told told;
    size_t len = 0, one = strlen(units[unit]), levels = ERRCAT_NESTING_MAX + 3;
    for (size_t i = 0; i < levels; i++, len += one)
      memcpy(text + len, units[unit], one);
    for (size_t i = 0; i < levels; i++)
      len += (size_t)snprintf(text + len, sizeof text - len, "%s", one == 12 ? "}" : "}}");
    len += (size_t)snprintf(text + len, sizeof text - len, "{}");
    snprintf(want, sizeof want,
             "1:%zu expected arguments with cases nested 8 deep at most, found one more\n"
             "1:%zu expected the number or name of an argument after \"{\", found \"}\"\n",
             ERRCAT_NESTING_MAX * one + 1, len);
    refuse((struct ec_pattern_source){.text = text, .len = len}, &told, &err);
    ck_assert_msg(strcmp(told.text, want) == 0, "%s: got\n%s", units[unit], told.text);
  }
}
END_TEST

/* One that has another fault is not told to be too deep, which would be told of its "{", before
 * where that fault is. */
START_TEST(too_deep_and_faulty)
{
  static const struct {
    const char *argument, *fault;
    size_t column; /* in the argument */
  } rows[] = {
      {"{,plural,other{}}", "the number or name of an argument after \"{\", found \",\"", 2},
      {"{01,select,other{}}", "an argument number without leading zeros, found \"01\"", 2},
  };
  for (size_t row = 0; row < COUNT(rows); row++) {
    static const char unit[] = "{n,select,other{";
    char text[1024] = "", want[256];
    struct errcat_error err = {0};
    struct told told;
    for (size_t i = 0; i < ERRCAT_NESTING_MAX; i++)
      strcat(text, unit);
    strcat(text, rows[row].argument);
    for (size_t i = 0; i < ERRCAT_NESTING_MAX; i++)
      strcat(text, "}}");
    snprintf(want, sizeof want, "1:%zu expected %s\n",
             ERRCAT_NESTING_MAX * (sizeof unit - 1) + rows[row].column, rows[row].fault);
    refuse((struct ec_pattern_source){.text = text, .len = strlen(text)}, &told, &err);
    ck_assert_msg(strcmp(told.text, want) == 0, "%s: got\n%s", rows[row].argument, told.text);
  }
}
END_TEST

/* The text of a style is bounded, but not the white space around a keyword. */
START_TEST(style_lengths)
{
  char text[1024];
  struct errcat_error err = {0};
  struct told told;
  errcat_status status;
  int len = snprintf(text, sizeof text, "{0,number,0'%0*d'}", ERRCAT_STYLE_MAX - 3, 0);
  struct ec_pattern *pattern = compile(text, (size_t)len, &status, NULL);
  ck_assert_ptr_nonnull(pattern);
  ck_assert_uint_eq(pattern->nodes[0].style_len, ERRCAT_STYLE_MAX);
  free(pattern);
  len = snprintf(text, sizeof text, "{0,number,0'%0*d'}{}", ERRCAT_STYLE_MAX - 2, 0);
  refuse((struct ec_pattern_source){.text = text, .len = (size_t)len}, &told, &err);
  ck_assert_str_eq(told.text, "1:11 expected a style of at most 128 bytes, found 129\n"
                              "1:142 expected the number or name of an argument after \"{\", "
                              "found \"}\"\n");
  ck_assert_int_eq(err.status, ERRCAT_E_LIMIT);
  len = snprintf(text, sizeof text, "{0,date,%300sfull%300s}", "", "");
  pattern = compile(text, (size_t)len, &status, NULL);
  ck_assert_ptr_nonnull(pattern);
  ck_assert_uint_eq(pattern->nodes[0].style, EC_STYLE_DATE_FULL);
  free(pattern);
}
END_TEST

/* -------------------------------------------------------------------- stack */

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif

/* A thread that does nothing takes some 4.5 KiB, the C library's printf() and strtod() most of the
 * rest. */
enum { STACK_SIZE = 65536, STACK_MAX = 14336 };

/* All rows of the tables, and long ones. */
static void *compile_all(void *context)
{
  size_t *compiled = context;
  for (size_t i = 0; i < COUNT(good) + COUNT(bad) + COUNT(several); i++) {
    size_t k = i - COUNT(good);
    const char *text = i < COUNT(good)  ? good[i].pattern
                       : k < COUNT(bad) ? bad[k].pattern
                                        : several[k - COUNT(bad)].pattern;
    struct errcat_error err;
    size_t size;
    struct ec_pattern_source source = {.text = text, .len = strlen(text)};
    if (ec_pattern_measure(&source, &size, &err))
      continue;
    struct ec_pattern *pattern = malloc(size);
    ec_pattern_build(&source, pattern);
    ++*compiled;
    free(pattern);
  }
  return NULL;
}

/* The thread's stack is ours, and keeps what it was filled with where the thread never was. */
START_TEST(small_stack)
{
  pthread_attr_t attributes;
  pthread_t thread;
  size_t compiled = 0, untouched = 0;
  unsigned char *stack = NULL;
  ck_assert_int_eq(posix_memalign((void **)&stack, 4096, STACK_SIZE), 0);
  memset(stack, 0xa5, STACK_SIZE);
  ck_assert_int_eq(pthread_attr_init(&attributes), 0);
  ck_assert_int_eq(pthread_attr_setstack(&attributes, stack, STACK_SIZE), 0);
  ck_assert_int_eq(pthread_create(&thread, &attributes, compile_all, &compiled), 0);
  ck_assert_int_eq(pthread_join(thread, NULL), 0);
  while (untouched < STACK_SIZE && stack[untouched] == 0xa5)
    untouched++;
  ck_assert_uint_eq(compiled, COUNT(good));
  ck_assert_uint_gt(untouched, 0);
#ifndef SANITIZED
  ck_assert_uint_gt(untouched, STACK_SIZE - STACK_MAX);
#endif
  pthread_attr_destroy(&attributes);
  free(stack);
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
    errcat_status status;
    struct ec_pattern *pattern = compile(text, len, &status, NULL);
    bool accepted = pattern != NULL;
    free(pattern);
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
    errcat_status status;
    struct ec_pattern *pattern = compile(text, len, &status, NULL);
    ck_assert_msg(pattern != NULL, "U+%04X", (unsigned)c);
    ck_assert(pattern->count == 1 && pattern->nodes[0].arg == 0 && pattern->nodes[0].len == 1);
    free(pattern);
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
    PIECE("{n,number,#,##0.0}"),
    PIECE("{n,number,::"),
    PIECE(".00 "),
    PIECE("percent"),
    PIECE("{0,date,"),
    PIECE("yyyy"),
    PIECE("{1,time,::"),
    PIECE("{n,spellout}"),
    PIECE("{n,choice,0#"),
    PIECE("{n,choice,0#a|1#"),
    PIECE("|2#"),
    PIECE("|∞<"),
    PIECE("≤"),
    PIECE("<"),
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
  size_t taken = 0, refused = 0, unsupported = 0, compared = 0, nested = 0, choices = 0;
  random_state = 20240229;
  for (int i = 0; i < 40000; i++) {
    char text[512], ours[2048], icus[2048];
    size_t len = random_pattern(text, 12);
    errcat_status status;
    struct ec_pattern *pattern = compile(text, len, &status, NULL);
    for (size_t n = 0; pattern && n < pattern->count; n++) {
      nested += pattern->nodes[n].kind == EC_NODE_HASH;
      choices += pattern->nodes[n].kind == EC_NODE_CHOICE;
    }
    bool comparable = pattern && our_text(pattern, ours, sizeof ours);
    bool icu = icu_accepts(text, len, comparable ? icus : NULL, sizeof icus);
    if (status != ERRCAT_E_UNSUPPORTED)
      ck_assert_msg(icu == !status, "%.*s: %s, ICU %s it", (int)len, text,
                    errcat_status_name(status), icu ? "accepts" : "refuses");
    if (comparable)
      ck_assert_msg(strcmp(ours, icus) == 0, "%.*s: got %s, ICU says %s", (int)len, text, ours,
                    icus);
    free(pattern);
    taken += !status;
    refused += status == ERRCAT_E_SYNTAX;
    unsupported += status == ERRCAT_E_UNSUPPORTED;
    compared += comparable;
  }
  ck_assert_uint_eq(taken + refused + unsupported, 40000);
  ck_assert_uint_gt(taken, 8000);
  ck_assert_uint_gt(refused, 8000);
  ck_assert_uint_gt(unsupported, 20);
  ck_assert_uint_gt(compared, 4000);
  ck_assert_uint_gt(nested, 30);
  ck_assert_uint_gt(choices, 100);
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
         node->kind == EC_NODE_SELECT || node->kind == EC_NODE_CHOICE;
}

/* Bytes of the block that a node says are its own. */
static const char *piece_of(const struct ec_pattern *pattern, uint32_t at, size_t len)
{
  size_t start = sizeof *pattern + pattern->count * sizeof pattern->nodes[0];
  ck_assert_uint_ge(at, len ? start : 0);
  ck_assert_uint_le(at, pattern->size);
  ck_assert_uint_le(len, pattern->size - at);
  return bytes_at(pattern, at);
}

/* One case is "other", the first of them; of a choice none is. */
static void check_cases(const struct ec_pattern *pattern, const struct ec_node *argument)
{
  size_t index = (size_t)(argument - pattern->nodes), cases = 0, others = 0;
  for (size_t i = index + 1; i < argument->end; i = pattern->nodes[i].end, cases++) {
    const struct ec_node *node = &pattern->nodes[i];
    ck_assert_int_eq(node->kind, EC_NODE_CASE);
    bool other = node->len == 5 && memcmp(bytes_at(pattern, node->text), "other", 5) == 0;
    ck_assert_int_eq((node->flags & EC_NODE_OTHER) != 0, other && !others);
    others += other;
    if (argument->kind == EC_NODE_CHOICE)
      ck_assert(node->flags & EC_NODE_VALUE && node->len == 0);
    else
      ck_assert(node->len && !(node->flags & EC_NODE_LESS));
  }
  ck_assert_uint_gt(cases, 0);
  ck_assert_uint_eq(others > 0, argument->kind != EC_NODE_CHOICE);
}

/* `parent` is what it stands directly below, or NULL; `before` the node before it there. */
static void check_node(const struct ec_pattern *pattern, const struct ec_node *node,
                       const struct ec_node *parent, const struct ec_node *grandparent,
                       const struct ec_node *before)
{
  ck_assert((parent && has_cases(parent)) == (node->kind == EC_NODE_CASE));
  ck_assert(!node->style || node->style < EC_STYLE_LIST);
  if (node->kind == EC_NODE_HASH) {
    ck_assert(grandparent &&
              (grandparent->kind == EC_NODE_PLURAL || grandparent->kind == EC_NODE_ORDINAL));
    return;
  }
  const char *text = piece_of(pattern, node->text, node->len);
  piece_of(pattern, node->style_text, node->style_len);
  ck_assert_uint_eq(ec_utf8_valid(text, node->len), node->len);
  ck_assert(node->len || node->kind == EC_NODE_CASE);
  if (node->kind == EC_NODE_TEXT)
    ck_assert(!before || before->kind != EC_NODE_TEXT);
  if (node->kind == EC_NODE_PLURAL || node->kind == EC_NODE_ORDINAL ||
      (node->kind == EC_NODE_CASE && node->flags & EC_NODE_VALUE))
    piece_of(pattern, node->value, sizeof(double));
  if (has_cases(node))
    check_cases(pattern, node);
}

static void check_nodes(const struct ec_pattern *pattern)
{
  enum { DEPTH_MAX = 2 * ERRCAT_NESTING_MAX + 2 };
  const struct ec_node *above[DEPTH_MAX + 2] = {NULL}, *before[DEPTH_MAX + 2] = {NULL};
  const struct ec_node *end = pattern->nodes + pattern->count;
  size_t depth = 2; /* of them, each of two levels that are not there */
  for (const struct ec_node *node = pattern->nodes; node < end; node++) {
    while (depth > 2 && node == pattern->nodes + above[depth - 1]->end)
      depth--;
    const struct ec_node *limit = above[depth - 1] ? pattern->nodes + above[depth - 1]->end : end;
    ck_assert(pattern->nodes + node->end > node && pattern->nodes + node->end <= limit);
    check_node(pattern, node, above[depth - 1], above[depth - 2], before[depth]);
    before[depth] = node;
    if (has_cases(node) || node->kind == EC_NODE_CASE) {
      above[depth++] = node;
      ck_assert_uint_le(depth, DEPTH_MAX);
      before[depth] = NULL;
    } else {
      ck_assert(pattern->nodes + node->end == node + 1);
    }
  }
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

static const char *random_seed(void)
{
  size_t row = random_below(COUNT(good) + COUNT(bad) + COUNT(several));
  if (row < COUNT(good))
    return good[row].pattern;
  row -= COUNT(good);
  return row < COUNT(bad) ? bad[row].pattern : several[row - COUNT(bad)].pattern;
}

START_TEST(mutations)
{
  size_t taken = 0, faults = 0;
  random_state = 42;
  for (int i = 0; i < 60000; i++) {
    char text[512];
    const char *seed = random_seed();
    size_t len = strlen(seed);
    memcpy(text, seed, len);
    len = mutate(text, len, sizeof text);
    char *exact = malloc(len ? len : 1); /* so that a sanitizer sees a byte too many */
    memcpy(exact, text, len);

    struct ec_pattern_source source = {.text = exact,
                                       .len = len,
                                       .jdk = random_below(4) == 0,
                                       .declared = declared,
                                       .declared_count = random_below(COUNT(declared) + 1)};
    struct errcat_error err = {0};
    errcat_status status;
    struct told told;
    struct ec_pattern *pattern = compile_source(&source, &status, &err);
    if (pattern) {
      check_nodes(pattern);
      taken++;
    } else {
      ck_assert_int_eq(refuse(source, &told, &err), status);
      faults += told.count;
    }
    free(pattern);
    free(exact);
  }
  ck_assert_uint_gt(taken, 9000);
  ck_assert_uint_lt(taken, 40000);
  ck_assert_uint_gt(faults, (60000 - taken) * 11 / 10);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("pattern");
  TCase *tables = tcase_create("tables");
  tcase_add_loop_test(tables, nodes, 0, COUNT(good));
  tcase_add_loop_test(tables, refusals, 0, COUNT(bad));
  tcase_add_loop_test(tables, bounds, 0, COUNT(limits));
  tcase_add_loop_test(tables, jdk_apostrophes, 0, COUNT(jdk));
  tcase_add_loop_test(tables, declared_arguments, 0, COUNT(bound));
  tcase_add_loop_test(tables, recovery, 0, COUNT(several));
  tcase_add_test(tables, declared_names);
  tcase_add_test(tables, many_declared);
  tcase_add_test(tables, types);
  tcase_add_test(tables, embedded_nul);
  tcase_add_test(tables, many_faults);
  tcase_add_loop_test(tables, limits_go_on, 0, COUNT(limited));
  tcase_add_test(tables, too_deep);
  tcase_add_test(tables, too_deep_and_faulty);
  tcase_add_test(tables, style_lengths);
  tcase_add_test(tables, small_stack);
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
