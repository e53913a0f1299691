/* SPDX-License-Identifier: MIT */
/* The pieces of patterns, well-formed and not, and the plural categories of languages. */
#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/upluralrules.h>

#include "differential.h"
#include "errcat.h"
#include "pattern.h"
#include "pieces.h"
#include "status.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---------------------------------------------------------------- in words */

struct words {
  const char *pattern;
  char bytes[1024];
  size_t len;
};

static void put(struct words *words, const char *format, ...) EC_PRINTF(2, 3);

static void put(struct words *words, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  words->len +=
      (size_t)vsnprintf(words->bytes + words->len, sizeof words->bytes - words->len, format, ap);
  va_end(ap);
  ck_assert_uint_lt(words->len, sizeof words->bytes);
}

static void put_span(struct words *words, char open, size_t at, size_t len, char close)
{
  put(words, "%c%.*s%c", open, (int)len, words->pattern + at, close);
}

/* Text is in [], quoted text in <>; of all others: a letter, the argument's position or "n", its
 * type, the piece as it stands there in (); an argument's name in [] and style in <>, a case's
 * selector in []. The number before it is its depth, unless that is 0. */
static void add_piece(void *context, const struct errcat_piece *piece)
{
  static const char letters[] = "TQACHeE";
  static const char *const types[] = {"",     "number", "date", "time",   "spell", "ordinal",
                                      "span", "plural", "nth",  "select", "choice"};
  struct words *words = context;
  if (words->len)
    put(words, " ");
  if (piece->depth)
    put(words, "%u", (unsigned)piece->depth);
  if (piece->kind <= ERRCAT_PIECE_QUOTED) {
    bool quoted = piece->kind == ERRCAT_PIECE_QUOTED;
    put_span(words, quoted ? '<' : '[', piece->begin, piece->end - piece->begin,
             quoted ? '>' : ']');
    ck_assert(!piece->type && !piece->argument && !piece->name_len && !piece->style_len);
    return;
  }
  put(words, "%c", letters[piece->kind]);
  if (piece->argument == ERRCAT_PIECE_NAMED)
    put(words, "n");
  else
    put(words, "%u", (unsigned)piece->argument);
  put(words, "%s", types[piece->type]);
  put_span(words, '(', piece->begin, piece->end - piece->begin, ')');
  if (piece->kind == ERRCAT_PIECE_ARGUMENT || piece->kind == ERRCAT_PIECE_CASE)
    put_span(words, '[', piece->name, piece->name_len, ']');
  else
    ck_assert_uint_eq(piece->name_len, 0);
  if (piece->style_len)
    put_span(words, '<', piece->style, piece->style_len, '>');
}

/* ------------------------------------------------------------------- pieces */

static const struct row {
  const char *pattern, *pieces;
} rows[] = {
    {"", ""},
    {"plain", "[plain]"},
    {"}#|", "[}#|]"},
    {"租户｛0｝。", "[租户｛0｝。]"},
    /* apostrophes */
    {"'", "[']"},
    {"it's", "[it's]"},
    {"it''s", "[it] ['s]"},
    {"''", "[']"},
    {"'''", "['']"},
    {"''''", "['] [']"},
    {"a''", "[a] [']"},
    {"'{'", "<{>"},
    {"'{0}'", "<{0}>"},
    {"a'{'b", "[a] <{> [b]"},
    {"don't '{'0'}'", "[don't ] <{> [0] <}>"},
    {"'{''}'", "<{> <'}>"},
    {"'{'''", "<{> <'>"},
    {"'''{'", "['] <{>"},
    {"'{a", "<{a>"}, /* never closed */
    {"'{''", "<{> <'>"},
    {"'{'{0}", "<{> A0({0})[0]"},
    /* arguments */
    {"{0}", "A0({0})[0]"},
    {"a{ 1 }b", "[a] A1({ 1 })[1] [b]"},
    {"{tenant}{0}{x}", "A0({tenant})[tenant] A0({0})[0] An({x})[x]"},
    {"{号}{９}", "A1({号})[号] An({９})[９]"},
    {"{7}{32767}", "A7({7})[7] A32767({32767})[32767]"},
    {"{0,number}", "A0number({0,number})[0]"},
    {"{ 0 , NUMBER , integer }", "A0number({ 0 , NUMBER , integer })[0]<integer>"},
    {"{0,number,\n:: .00 }", "A0number({0,number,\n:: .00 })[0]<:: .00>"},
    {"{0,number,'{'0'}'}x", "A0number({0,number,'{'0'}'})[0]<'{'0'}'> [x]"},
    {"{0,date,}{0,date,::yMMMd}", "A0date({0,date,})[0] A0date({0,date,::yMMMd})[0]<::yMMMd>"},
    {"{x, time , HH:mm }", "Antime({x, time , HH:mm })[x]<HH:mm>"},
    {"{0,spellout}{0,ordinal}{0,duration,%x}",
     "A0spell({0,spellout})[0] A0ordinal({0,ordinal})[0] A0span({0,duration,%x})[0]<%x>"},
    /* cases */
    {"{0,plural,other{}}", "A0plural({0,plural,)[0] C0plural(other{)[other] e0plural(}) "
                           "E0plural(})"},
    {"a{n, plural, offset:1 =0 {no} other {# '#'}} b",
     "[a] Anplural({n, plural, offset:1 )[n] Cnplural(=0 {)[=0] 1[no] enplural(}) "
     "Cnplural(other {)[other] 1Hnplural(#) 1[ ] 1<#> enplural(}) Enplural(}) [ b]"},
    {"{0,selectordinal,one{#st}other{}}",
     "A0nth({0,selectordinal,)[0] C0nth(one{)[one] 1H0nth(#) 1[st] e0nth(}) "
     "C0nth(other{)[other] e0nth(}) E0nth(})"},
    {"{0,select,a{#}other{{1}}}", "A0select({0,select,)[0] C0select(a{)[a] 1[#] e0select(}) "
                                  "C0select(other{)[other] 1A1({1})[1] e0select(}) E0select(})"},
    {"{0,choice,0#a|1<b{1}|2≤}",
     "A0choice({0,choice,)[0] C0choice(0#)[0] 1[a] e0choice(|) C0choice(1<)[1] 1[b] 1A1({1})[1] "
     "e0choice(|) C0choice(2≤)[2] e0choice() E0choice(})"},
    {"{0,plural,other{#{1,plural,other{#''{2,select,other{#}}}}#}}",
     "A0plural({0,plural,)[0] C0plural(other{)[other] 1H0plural(#) 1A1plural({1,plural,)[1] "
     "1C1plural(other{)[other] 2H1plural(#) 2['] 2A2select({2,select,)[2] "
     "2C2select(other{)[other] 3[#] 2e2select(}) 2E2select(}) 1e1plural(}) 1E1plural(}) "
     "1H0plural(#) e0plural(}) E0plural(})"},
    /* faults: arguments without a name, or with one that cannot be */
    {"a{}b", "[a] An({})[] [b]"},
    {"{'0'}", "An({'0'})[]"},
    {"{01}", "An({01})[01]"},
    {"{40000}", "An({40000})[40000]"},
    {"{0 a {1} '}b'}c", "A0({0 a {1} '}b'})[0] [c]"},
    {"{0,nummer}{0,}", "A0({0,nummer})[0] A0({0,})[0]"},
    {"{0,number x}y", "A0number({0,number x})[0] [y]"},
    {"{0,number,percnt}", "A0number({0,number,percnt})[0]<percnt>"},
    /* ends that are missing */
    {"a{", "[a] An({)[]"},
    {"{0", "A0({0)[0]"},
    {"{0｝的", "An({0｝的)[0｝的]"},
    {"{0,number,'x}", "A0number({0,number,'x})[0]"},
    {"{0,plural", "A0({0,plural)[0]"},
    {"{0,plural,", "A0plural({0,plural,)[0] E0plural()"},
    {"{0,plural,other", "A0plural({0,plural,other)[0] E0plural()"},
    {"{0,plural,other{a",
     "A0plural({0,plural,)[0] C0plural(other{)[other] 1[a] e0plural() E0plural()"},
    {"{0,plural,other{a} ",
     "A0plural({0,plural,)[0] C0plural(other{)[other] 1[a] e0plural(}) E0plural()"},
    {"{0,select,other{{1,choice,0#a",
     "A0select({0,select,)[0] C0select(other{)[other] 1A1choice({1,choice,)[1] 1C1choice(0#)[0] "
     "2[a] 1e1choice() 1E1choice() e0select() E0select()"},
    {"{0,choice,0#a|", "A0choice({0,choice,)[0] C0choice(0#)[0] 1[a] e0choice(|) E0choice()"},
    {"{0,select,other{{1 x", "A0select({0,select,)[0] C0select(other{)[other] 1A1({1 x)[1] "
                             "e0select() E0select()"},
    /* cases that are none */
    {"{0,plural}a", "A0plural({0,plural)[0] E0plural(}) [a]"},
    {"{0,plural,}", "A0plural({0,plural,)[0] E0plural(})"},
    {"{0,plural,其他{a}}", "A0plural({0,plural,)[0] C0plural(其他{)[其他] 1[a] e0plural(}) "
                           "E0plural(})"},
    {"{0,plural,one}", "A0plural({0,plural,one)[0] E0plural(})"},
    {"{0,plural,one a}x", "A0plural({0,plural,one a)[0] E0plural(}) [x]"},
    {"{0,plural,one two{a}other{b}}",
     "A0plural({0,plural,)[0] C0plural(one two{)[one] 1[a] e0plural(}) C0plural(other{)[other] "
     "1[b] e0plural(}) E0plural(})"},
    {"{0,plural,=x{a}other{b}}",
     "A0plural({0,plural,)[0] C0plural(=x{)[=] 1[a] e0plural(}) C0plural(other{)[other] "
     "1[b] e0plural(}) E0plural(})"},
    {"{0,select,!{a},other{b}}",
     "A0select({0,select,)[0] C0select(!{)[] 1[a] e0select(}) C0select(,other{)[] "
     "1[b] e0select(}) E0select(})"},
    {"{0,plural one{a}other{b}}",
     "A0plural({0,plural )[0] C0plural(one{)[one] 1[a] e0plural(}) C0plural(other{)[other] "
     "1[b] e0plural(}) E0plural(})"},
    {"{,plural,other{a}}",
     "Anplural({,plural,)[] Cnplural(other{)[other] 1[a] enplural(}) Enplural(})"},
    {"{0,choice,a}b", "A0choice({0,choice,)[0] C0choice()[] 1[a] e0choice() E0choice(}) [b]"},
    {"{0,choice,1 a}", "A0choice({0,choice,)[0] C0choice(1 )[1] 1[a] e0choice() E0choice(})"},
    {"{0,choice 1#a}b", "A0choice({0,choice 1#a)[0] E0choice(}) [b]"},
    /* one more than may be nested */
    {"{0,select,other{{0,select,other{{0,select,other{{0,select,other{{0,select,other{{0,select,"
     "other{{0,select,other{{0,select,other{{1,select,other{a}}b",
     "A0select({0,select,)[0] C0select(other{)[other] "
     "1A0select({0,select,)[0] 1C0select(other{)[other] "
     "2A0select({0,select,)[0] 2C0select(other{)[other] "
     "3A0select({0,select,)[0] 3C0select(other{)[other] "
     "4A0select({0,select,)[0] 4C0select(other{)[other] "
     "5A0select({0,select,)[0] 5C0select(other{)[other] "
     "6A0select({0,select,)[0] 6C0select(other{)[other] "
     "7A0select({0,select,)[0] 7C0select(other{)[other] "
     "8A1select({1,select,other{a})[1] 8E1select(}) 8[b] "
     "7e0select() 7E0select() 6e0select() 6E0select() 5e0select() 5E0select() 4e0select() "
     "4E0select() 3e0select() 3E0select() 2e0select() 2E0select() 1e0select() 1E0select() "
     "e0select() E0select()"},
};

static const struct row jdk_rows[] = {
    {"it's", "[it] <s>"},
    {"it''s", "[it] ['s]"},
    {"'it''s' {0}", "<it> <'s> [ ] A0({0})[0]"},
    {"don't {0}", "[don] <t {0}>"},
    {"{0}'", "A0({0})[0] [']"},
    {"{0,select,other{a'}'b}}",
     "A0select({0,select,)[0] C0select(other{)[other] 1[a] 1<}> 1[b] e0select(}) E0select(})"},
};

static const struct errcat_arg_info declared[] = {{.name = "tenant", .type = "string"},
                                                  {.name = "号"}};

static void check_row(const struct row *row, uint32_t flags)
{
  struct words words = {.pattern = row->pattern};
  struct errcat_pattern_options options = {.flags = flags,
                                           .args = declared,
                                           .arg_count = COUNT(declared),
                                           .piece = add_piece,
                                           .context = &words};
  errcat_pattern_read(row->pattern, strlen(row->pattern), &options, NULL);
  ck_assert_msg(strcmp(words.bytes, row->pieces) == 0, "%s:\n got %s\nwant %s", row->pattern,
                words.bytes, row->pieces);
}

START_TEST(test_pieces)
{
  check_row(&rows[_i], 0);
}
END_TEST

START_TEST(test_jdk_pieces)
{
  check_row(&jdk_rows[_i], ERRCAT_PATTERN_JDK);
}
END_TEST

/* ------------------------------------------------- whatever the pattern is */

/* Of a pattern that is read and opened: what is told, and when. */
struct told {
  struct pieces pieces;
  struct errcat_piece list[512];
  size_t count, faults;
  bool late; /* a piece was told after a fault */
};

static void take_piece(void *context, const struct errcat_piece *piece)
{
  struct told *told = context;
  pieces_take(&told->pieces, piece);
  ck_assert_uint_lt(told->count, COUNT(told->list));
  told->list[told->count++] = *piece;
  told->late = told->late || told->faults;
}

static void take_fault(void *context, const struct errcat_error *fault)
{
  struct told *told = context;
  (void)fault;
  told->faults++;
}

static void *allocate_nothing(void *context, size_t size)
{
  (void)context, (void)size;
  ck_abort_msg("memory is taken");
  return NULL;
}

static void release_nothing(void *context, void *memory)
{
  (void)context, (void)memory;
  ck_abort_msg("memory is given back");
}

static const struct errcat_allocator no_memory = {.allocate = allocate_nothing,
                                                  .release = release_nothing};

static bool same_piece(const struct errcat_piece *a, const struct errcat_piece *b)
{
  return a->kind == b->kind && a->type == b->type && a->depth == b->depth &&
         a->argument == b->argument && a->begin == b->begin && a->end == b->end &&
         a->name == b->name && a->name_len == b->name_len && a->style == b->style &&
         a->style_len == b->style_len;
}

static void reset(struct told *told, const char *text, size_t len)
{
  told->pieces = (struct pieces){.text = text, .len = len};
  told->count = told->faults = 0;
  told->late = false;
}

/* Reads it, without memory, and sees that opening it tells the same. */
static errcat_status read_pattern(const char *text, size_t len, uint32_t flags, struct told *told)
{
  static struct told again;
  struct errcat_error err = {0}, again_err = {0};
  reset(told, text, len);
  reset(&again, text, len);
  struct errcat_pattern_options options = {.flags = flags,
                                           .args = declared,
                                           .arg_count = COUNT(declared),
                                           .allocator = &no_memory,
                                           .fault = take_fault,
                                           .piece = take_piece,
                                           .context = told};
  errcat_status status = errcat_pattern_read(text, len, &options, &err);
  ck_assert_msg(!pieces_wrong(&told->pieces), "%s: %s, piece %zu", text,
                pieces_wrong(&told->pieces), told->pieces.count);
  ck_assert_msg(!told->late, "%s: a piece after a fault", text);
  ck_assert_int_eq(status == ERRCAT_OK, told->faults == 0);
  options.allocator = NULL;
  options.context = &again;
  struct errcat_pattern *pattern = errcat_pattern_open("", text, len, &options, &again_err);
  ck_assert_int_eq(pattern != NULL, status == ERRCAT_OK);
  ck_assert_str_eq(err.detail, again_err.detail);
  ck_assert_uint_eq(again.count, told->count);
  for (size_t i = 0; i < again.count; i++)
    ck_assert_msg(same_piece(&again.list[i], &told->list[i]), "%s: piece %zu", text, i);
  errcat_pattern_free(pattern);
  return status;
}

/* The text that the pieces have from *i on, which is moved behind them. */
static size_t join(const struct told *told, size_t *i, char *out)
{
  size_t len = 0;
  for (; *i < told->count && told->list[*i].kind <= ERRCAT_PIECE_QUOTED; ++*i) {
    const struct errcat_piece *piece = &told->list[*i];
    memcpy(out + len, told->pieces.text + piece->begin, piece->end - piece->begin);
    len += piece->end - piece->begin;
  }
  return len;
}

static enum ec_node_kind node_kind(const struct errcat_piece *piece)
{
  switch (piece->kind) {
  case ERRCAT_PIECE_CASE:
    return EC_NODE_CASE;
  case ERRCAT_PIECE_HASH:
    return EC_NODE_HASH;
  default:
    break;
  }
  switch (piece->type) {
  case ERRCAT_PIECE_PLAIN:
    return EC_NODE_ARG;
  case ERRCAT_PIECE_PLURAL:
    return EC_NODE_PLURAL;
  case ERRCAT_PIECE_SELECTORDINAL:
    return EC_NODE_ORDINAL;
  case ERRCAT_PIECE_SELECT:
    return EC_NODE_SELECT;
  case ERRCAT_PIECE_CHOICE:
    return EC_NODE_CHOICE;
  default:
    return EC_NODE_FORMAT;
  }
}

static void check_node(const struct told *told, const struct errcat_piece *piece,
                       const struct ec_pattern *pattern, const struct ec_node *node)
{
  const char *text = told->pieces.text, *bytes = ec_pattern_bytes(pattern) + node->text;
  ck_assert_msg(node->kind == node_kind(piece), "%s: node of kind %d at %zu", text, node->kind,
                piece->begin);
  if (piece->kind == ERRCAT_PIECE_ARGUMENT)
    ck_assert_uint_eq(piece->argument,
                      node->arg == EC_NO_POSITION ? ERRCAT_PIECE_NAMED : node->arg);
  if (piece->kind == ERRCAT_PIECE_ARGUMENT ||
      (piece->kind == ERRCAT_PIECE_CASE && piece->type != ERRCAT_PIECE_CHOICE)) {
    ck_assert_uint_eq(piece->name_len, node->len);
    ck_assert_mem_eq(text + piece->name, bytes, node->len);
  }
}

/* The pieces of a pattern that can be compiled are its nodes, and their ends. */
static void check_nodes(const struct told *told, uint32_t flags)
{
  struct ec_pattern_source source = {
      .text = told->pieces.text, .len = told->pieces.len, .jdk = flags & ERRCAT_PATTERN_JDK};
  size_t size, node = 0;
  char text[sizeof((struct text *)0)->bytes];
  ck_assert_int_eq(ec_pattern_measure(&source, &size, NULL), ERRCAT_OK);
  struct ec_pattern *pattern = malloc(size);
  ec_pattern_build(&source, pattern);
  for (size_t i = 0; i < told->count;) {
    const struct errcat_piece *piece = &told->list[i];
    size_t len = join(told, &i, text);
    if (len) {
      ck_assert_int_eq(pattern->nodes[node].kind, EC_NODE_TEXT);
      ck_assert_uint_eq(pattern->nodes[node].len, len);
      ck_assert_mem_eq(ec_pattern_bytes(pattern) + pattern->nodes[node++].text, text, len);
      continue;
    }
    i++;
    if (piece->kind < ERRCAT_PIECE_END_CASE)
      check_node(told, piece, pattern, &pattern->nodes[node++]);
  }
  ck_assert_uint_eq(node, pattern->count);
  free(pattern);
}

enum { RANDOM_PATTERNS = 400 };

START_TEST(test_random)
{
  static struct told told;
  enum family family = (enum family)_i;
  uint32_t flags = family == FAMILY_JDK ? ERRCAT_PATTERN_JDK : 0;
  size_t good = 0, pieces = 0;
  random_seed(20261125u + (unsigned)_i);
  for (size_t i = 0; i < RANDOM_PATTERNS; i++) {
    struct text text = {.len = 0};
    random_pattern(&text, family);
    if (text.full)
      continue;
    bool is_good = read_pattern(text.bytes, text.len, flags, &told) == ERRCAT_OK;
    if (is_good)
      check_nodes(&told, flags);
    good += is_good;
    pieces += told.count;
    /* and some of its beginnings, which are mostly faulty */
    for (size_t len = text.len; len > 0; len -= 1 + len / 4)
      read_pattern(text.bytes, len - 1, flags, &told);
  }
  ck_assert_msg(good > RANDOM_PATTERNS / 10 && pieces > 2 * RANDOM_PATTERNS,
                "%zu patterns with %zu pieces", good, pieces);
}
END_TEST

/* Without arguments the pieces are the text that it makes. */
START_TEST(test_text)
{
  static const char *const texts[] = {
      "",       "plain",   "}",    "it's", "it''s", "'{'0'}'", "'{a",     "'''{",
      "'{''}'", "a'b'c '", "''''", "'{'",  "'{''",  "a '''",   "''a'{'b", "租户'｛0｝'。"};
  for (size_t i = 0; i < COUNT(texts); i++) {
    for (uint32_t flags = 0; flags <= ERRCAT_PATTERN_JDK; flags++) {
      struct told told;
      char joined[64], made[64];
      size_t at = 0, len = strlen(texts[i]);
      ck_assert_int_eq(read_pattern(texts[i], len, flags, &told), ERRCAT_OK);
      joined[join(&told, &at, joined)] = '\0';
      ck_assert_uint_eq(at, told.count);
      struct errcat_pattern_options options = {.flags = flags};
      struct errcat_pattern *pattern = errcat_pattern_open("", texts[i], len, &options, NULL);
      errcat_pattern_format(pattern, ERRCAT_NO_ARGS, made, sizeof made, NULL);
      ck_assert_msg(strcmp(joined, made) == 0, "%s: got %s, want %s", texts[i], joined, made);
      errcat_pattern_free(pattern);
    }
  }
}
END_TEST

/* A NUL is a character like any other. */
START_TEST(test_nul)
{
  static const char text[] = "a\0b'{\0'{x\0y}";
  struct told told;
  ck_assert_int_eq(read_pattern(text, sizeof text - 1, 0, &told), ERRCAT_OK);
  ck_assert_uint_eq(told.count, 3);
  ck_assert_uint_eq(told.list[0].end, 3);
  ck_assert_uint_eq(told.list[1].end - told.list[1].begin, 2);
  ck_assert_uint_eq(told.list[2].name_len, 3);
}
END_TEST

/* What cannot be read at all has no pieces, and the largest that can has all of them. */
START_TEST(test_bounds)
{
  static char text[ERRCAT_PATTERN_MAX + 1];
  struct told told;
  memset(text, 'x', sizeof text);
  ck_assert_int_eq(read_pattern(text, ERRCAT_PATTERN_MAX, 0, &told), ERRCAT_OK);
  ck_assert_uint_eq(told.count, 1);
  ck_assert_uint_eq(told.list[0].end, ERRCAT_PATTERN_MAX);
  ck_assert_int_eq(read_pattern(text, sizeof text, 0, &told), ERRCAT_E_LIMIT);
  ck_assert_uint_eq(told.count, 0);
  ck_assert_uint_eq(told.faults, 1);
  ck_assert_int_eq(read_pattern("{0} \xff", 5, 0, &told), ERRCAT_E_SYNTAX);
  ck_assert_uint_eq(told.count, 0);
  /* one placeholder too many is no reason to stop */
  memset(text, '\0', sizeof text);
  for (size_t i = 0; i <= ERRCAT_PLACEHOLDERS_MAX; i++)
    memcpy(text + 3 * i, "{0}", 3);
  ck_assert_int_eq(read_pattern(text, strlen(text), 0, &told), ERRCAT_E_LIMIT);
  ck_assert_uint_eq(told.count, ERRCAT_PLACEHOLDERS_MAX + 1);
}
END_TEST

static void count_piece(void *context, const struct errcat_piece *piece)
{
  size_t *count = context;
  (void)piece;
  ++*count;
}

static const struct errcat_arg_info no_name = {.type = "id"},
                                    no_type = {.name = "a", .type = "ids"};

START_TEST(test_options)
{
  size_t count = 0;
  struct errcat_error err;
  const struct errcat_pattern_options ill_formed[] = {
      {.flags = 2, .piece = count_piece, .context = &count},
      {.reserved = {1}, .piece = count_piece, .context = &count},
      {.arg_count = 1, .piece = count_piece, .context = &count},
      {.args = &no_name, .arg_count = 1, .piece = count_piece, .context = &count},
      {.args = &no_type, .arg_count = 1, .piece = count_piece, .context = &count},
  };
  for (size_t i = 0; i < COUNT(ill_formed); i++) {
    ck_assert_int_eq(errcat_pattern_read("{0}", 3, &ill_formed[i], &err), ERRCAT_E_INVALID);
    ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
    ck_assert_ptr_null(err.code);
    ck_assert_ptr_null(errcat_pattern_open("", "{0}", 3, &ill_formed[i], &err));
    ck_assert_int_eq(err.status, ERRCAT_E_INVALID);
  }
  ck_assert_uint_eq(count, 0);
  ck_assert_int_eq(errcat_pattern_read("{0}", 3, NULL, NULL), ERRCAT_OK);
  ck_assert_int_eq(errcat_pattern_read("{", 1, NULL, &err), ERRCAT_E_SYNTAX);
}
END_TEST

/* ------------------------------------------------ what the faults' codes name */

static const struct named {
  const char *pattern, *code, *subject, *found;
  uint64_t number;
} named[] = {
    {"{n,plural,one", "fault.unclosed-message", "", "", 0},
    {"x{n y}", "fault.after-argument", "n", "y", 0},
    {"{n,plural, offset: x other{}}", "fault.no-number", "offset:", "x", 0},
    {"{n,plural,=}", "fault.no-number", "=", "}", 0},
    {"{n,choice, a}", "fault.no-number", ",", "a", 0},
    {"{n,choice,0#| 1.1.#}", "fault.no-number", "|", "1.1.", 0},
    {"{n,plural,一{}}", "fault.other-last", "n", "一", 0},
    {"{n,select,}", "fault.other", "n", "}", 0},
    {"{40000}", "fault.argument-too-large", "", "40000", 32767},
    {"{n,number,::foo bar}", "fault.style-skeleton", "", "foo", 0},
    {"{d,date,::}", "fault.style-date-letter", "", "", 0},
    {"{n,plural,other{it'{'s '{0}}}", "fault.unclosed", "", "'{0}}}", 0},
    {"\xff", "fault.utf-8", "", "", 0xff},
};

START_TEST(test_named)
{
  const struct named *row = &named[_i];
  struct errcat_error err = {0};
  errcat_pattern_read(row->pattern, strlen(row->pattern), NULL, &err);
  ck_assert_str_eq(err.code, row->code);
  ck_assert_msg(err.subject_len == strlen(row->subject) && err.found_len == strlen(row->found),
                "%s: %u, %u", row->pattern, (unsigned)err.subject_len, (unsigned)err.found_len);
  ck_assert_mem_eq(row->pattern + err.subject, row->subject, err.subject_len);
  ck_assert_mem_eq(row->pattern + err.found, row->found, err.found_len);
  ck_assert_uint_eq(err.number, row->number);
}
END_TEST

/* --------------------------------------------------------- plural categories */

enum {
  ZERO = ERRCAT_PLURAL_ZERO,
  ONE = ERRCAT_PLURAL_ONE,
  TWO = ERRCAT_PLURAL_TWO,
  FEW = ERRCAT_PLURAL_FEW,
  MANY = ERRCAT_PLURAL_MANY,
  OTHER = ERRCAT_PLURAL_OTHER
};

static const struct {
  const char *locale;
  bool ordinal;
  uint32_t categories;
} languages[] = {
    {"zh", false, OTHER},
    {"zh_CN", false, OTHER},
    {"zh_CN.GB18030", true, OTHER},
    {"ja", false, OTHER},
    {"en", false, ONE | OTHER},
    {"en-GB", false, ONE | OTHER},
    {"ru", false, ONE | FEW | MANY | OTHER},
    {"pl_PL.UTF-8", false, ONE | FEW | MANY | OTHER},
    {"ar", false, ZERO | ONE | TWO | FEW | MANY | OTHER},
    {"fr", false, ONE | MANY | OTHER},
    {"cy", false, ZERO | ONE | TWO | FEW | MANY | OTHER},
    {"sr_Latn_RS", false, ONE | FEW | OTHER},
    {"lv", false, ZERO | ONE | OTHER},
    {"en", true, ONE | TWO | FEW | OTHER},
    {"en_US", true, ONE | TWO | FEW | OTHER},
    {"it", true, MANY | OTHER},
    {"sv", true, ONE | OTHER},
    {"ru", true, OTHER},
    /* none, or none known */
    {NULL, false, OTHER},
    {"", true, OTHER},
    {"C", false, OTHER},
    {"tlh", false, OTHER},
    {"../en", false, OTHER},
};

START_TEST(test_languages)
{
  uint32_t got = errcat_plural_categories(languages[_i].locale, languages[_i].ordinal);
  ck_assert_msg(got == languages[_i].categories, "%s: got %#x", languages[_i].locale,
                (unsigned)got);
}
END_TEST

static uint32_t category_of(const char *name)
{
  static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};
  for (size_t i = 0; i < COUNT(names); i++)
    if (strcmp(name, names[i]) == 0)
      return UINT32_C(1) << i;
  return 0;
}

/* What icu::PluralRules says of a locale. */
static uint32_t icus(const char *locale, bool ordinal)
{
  UErrorCode error = U_ZERO_ERROR;
  uint32_t categories = 0;
  UPluralRules *rules =
      uplrules_openForType(locale, ordinal ? UPLURAL_TYPE_ORDINAL : UPLURAL_TYPE_CARDINAL, &error);
  UEnumeration *names = uplrules_getKeywords(rules, &error);
  for (const char *name; (name = uenum_next(names, NULL, &error)) != NULL;)
    categories |= category_of(name);
  ck_assert_msg(U_SUCCESS(error), "%s", locale);
  uenum_close(names);
  uplrules_close(rules);
  return categories;
}

START_TEST(test_all_locales)
{
  int32_t count = uloc_countAvailable();
  ck_assert_int_gt(count, 300);
  for (int32_t i = 0; i < count; i++) {
    const char *locale = uloc_getAvailable(i);
    for (int ordinal = 0; ordinal < 2; ordinal++)
      ck_assert_msg(errcat_plural_categories(locale, ordinal) == icus(locale, ordinal), "%s %d",
                    locale, ordinal);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("pieces");
  TCase *pieces = tcase_create("pieces"), *plurals = tcase_create("plurals");
  tcase_add_loop_test(pieces, test_pieces, 0, COUNT(rows));
  tcase_add_loop_test(pieces, test_jdk_pieces, 0, COUNT(jdk_rows));
  tcase_add_loop_test(pieces, test_random, 0, FAMILIES);
  tcase_add_test(pieces, test_text);
  tcase_add_test(pieces, test_nul);
  tcase_add_test(pieces, test_bounds);
  tcase_add_test(pieces, test_options);
  tcase_add_loop_test(pieces, test_named, 0, COUNT(named));
  tcase_set_timeout(pieces, 60);
  tcase_add_loop_test(plurals, test_languages, 0, COUNT(languages));
  tcase_add_test(plurals, test_all_locales);
  tcase_set_timeout(plurals, 60);
  suite_add_tcase(suite, pieces);
  suite_add_tcase(suite, plurals);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
