/* SPDX-License-Identifier: MIT */
#include "locale.h"

#include <string.h>

/* How a catalog is found for a reader.
 *
 * 1. A name is taken apart, whatever its style: zh_CN.GB18030, zh-Hans-CN, zh_Hans_CN and
 *    sr_RS@latin are language, script, region and variants, and the codeset is dropped. A
 *    modifier that names a script becomes the script; any other that looks like a variant
 *    (@euro, @valencia) becomes one, and so is looked for first and then done without, as
 *    gettext does; the rest of them are dropped. Extensions (-u-nu-hanidec), private use at the
 *    end (-x-ours) and ICU keywords (@collation=pinyin) say nothing about the language and are
 *    passed over; private use alone (x-ours) names no language and is refused, like `und`.
 *
 * 2. Likely subtags say which script and region go without saying. Two names are the same
 *    place when they differ only in a script that goes without saying (zh_CN and zh_Hans_CN,
 *    zh_TW and zh_Hant_TW) or in a language that has two codes (iw and he).
 *
 * 3. The chain of a reader is the name that was asked for and its CLDR parents: en_AU, en_001,
 *    en. Where the region implies a script other than the language's usual one, the parents are
 *    those of the name with that script written out: zh_MO, zh_Hant_HK, zh_Hant; never zh, for
 *    parents of another script are left out.
 *
 * 4. Each catalog belongs to the link of the chain with its very name, else to the first that is
 *    the same place. Links are tried in order. After them come the catalogs that belong to none
 *    but have the reader's language and script: those of the region that is likely for the two
 *    first, then those without variants, then by name.
 *
 * So a reader of Traditional Chinese is never shown Simplified, nor the other way round. */

enum { MODIFIER_MAX = 40, CODESET_MAX = 40, GRANDFATHERED_MAX = 11, CHAIN_MAX = 12 };

/* Subtags, one at a time. The text holds letters, digits, '-' and '_' only. */
struct subtags {
  const char *rest;
  size_t left;
  const char *tag; /* the current one; may be empty between two separators */
  size_t len;
  char before; /* the separator before it; 0: it is the first */
  bool end;    /* there is no current one */
};

/* By hand, for the C library's versions ask the process's locale. */
static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
  return is_letter(c) || is_digit(c);
}

static char to_lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char to_upper(char c)
{
  return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool all(const char *text, size_t len, bool (*is)(char c))
{
  for (size_t i = 0; i < len; i++)
    if (!is(text[i]))
      return false;
  return true;
}

/* Whether text[0..len) is `word`, which is lower case, in any case. */
static bool is_word(const char *text, size_t len, const char *word)
{
  size_t i = 0;
  for (; i < len && word[i]; i++)
    if (word[i] != to_lower(text[i]))
      return false;
  return i == len && !word[i];
}

static void copy_lower(char *to, const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    to[i] = to_lower(text[i]);
  to[len] = '\0';
}

static void copy_upper(char *to, const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    to[i] = to_upper(text[i]);
  to[len] = '\0';
}

static void subtags_next(struct subtags *s)
{
  s->end = s->left == 0;
  if (s->end)
    return;
  s->before = '\0';
  if (s->tag) {
    s->before = *s->rest++;
    s->left--;
  }
  s->tag = s->rest;
  for (s->len = 0; s->len < s->left && s->tag[s->len] != '-' && s->tag[s->len] != '_';)
    s->len++;
  s->rest += s->len;
  s->left -= s->len;
}

/* RFC 5646, section 2.2.2: an extended language stands for itself, and only these languages
 * have any. Elsewhere three letters here would be a country of ISO 3166 alpha-3, which no locale
 * name has. */
static bool has_extended(const char *language)
{
  static const char with[][4] = {"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"};
  for (size_t i = 0; i < sizeof with / sizeof *with; i++)
    if (strcmp(language, with[i]) == 0)
      return true;
  return false;
}

static bool read_language(struct ec_locale *l, struct subtags *s)
{
  if (s->end || s->len < 2 || s->len > 3 || !all(s->tag, s->len, is_letter))
    return false;
  copy_lower(l->language, s->tag, s->len);
  subtags_next(s);
  if (!s->end && s->before == '-' && s->len == 3 && all(s->tag, 3, is_letter) &&
      has_extended(l->language)) {
    copy_lower(l->language, s->tag, 3);
    subtags_next(s);
  }
  return strcmp(l->language, "und") != 0;
}

static void read_script(struct ec_locale *l, struct subtags *s)
{
  if (s->end || s->len != 4 || !all(s->tag, 4, is_letter))
    return;
  copy_lower(l->script, s->tag, 4);
  l->script[0] = to_upper(l->script[0]);
  subtags_next(s);
}

/* Returns whether the region's place was taken, if only by the nothing of "ca__VALENCIA". */
static bool read_region(struct ec_locale *l, struct subtags *s)
{
  if (s->end)
    return false;
  bool empty = s->len == 0 && s->before == '_' && s->left > 0 && *s->rest == '_';
  bool region =
      (s->len == 2 && all(s->tag, 2, is_letter)) || (s->len == 3 && all(s->tag, 3, is_digit));
  if (!empty && !region)
    return false;
  copy_upper(l->region, s->tag, s->len);
  subtags_next(s);
  return true;
}

/* A variant that there is no room for is left out: the text without it is of the same
 * language. */
static void add_variant(struct ec_locale *l, const char *text, size_t len)
{
  size_t used = strlen(l->variant), separator = used > 0;
  if (used + separator + len >= sizeof l->variant)
    return;
  if (separator)
    l->variant[used++] = '_';
  copy_lower(l->variant + used, text, len);
}

/* BCP 47 has 5 to 8 letters and digits, or 4 beginning with a digit. Past the region's place
 * POSIX and ICU have shorter and longer ones too, such as EURO. */
static bool is_variant(const struct subtags *s, bool past_region)
{
  if (s->len >= 3 && past_region && s->before == '_')
    return true;
  return s->len >= 4 && s->len <= 8 && (s->len > 4 || is_digit(s->tag[0]));
}

/* Extensions and private use: singletons, each with subtags that say nothing here. */
static bool pass_extensions(struct subtags *s)
{
  bool private_use = false;
  while (!s->end) {
    if (s->len != 1)
      return false;
    private_use = to_lower(s->tag[0]) == 'x';
    size_t count = 0;
    for (subtags_next(s); !s->end && s->len >= (private_use ? 1 : 2) && s->len <= 8; count++)
      subtags_next(s);
    if (count == 0)
      return false;
  }
  return true;
}

/*  name      = language ["-" extended] [sep script] [sep region] *(sep variant)
 *              *(sep singleton 1*(sep subtag))
 *  sep       = "-" / "_"     ; an empty region, as in "ca__VALENCIA", needs "_"  */
static bool read_name(struct ec_locale *l, const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (!is_alnum(text[i]) && text[i] != '-' && text[i] != '_')
      return false;
  /* Nothing is read behind a separator at the end, so that it has to be seen here. */
  if (len == 0 || !is_alnum(text[len - 1]))
    return false;
  struct subtags s = {.rest = text, .left = len};
  subtags_next(&s);
  if (!read_language(l, &s))
    return false;
  read_script(l, &s);
  bool past_region = read_region(l, &s);
  for (; !s.end && is_variant(&s, past_region); subtags_next(&s))
    add_variant(l, s.tag, s.len);
  return pass_extensions(&s);
}

/* The tags of RFC 5646, section 2.2.8, that do not read as what they mean. Those for which
 * the registry has no better name (i-default, i-enochian, i-mingo) are no locale. */
static const struct {
  const char *tag, *means;
} grandfathered[] = {
    {"art-lojban", "jbo"}, {"cel-gaulish", "xtg"}, {"en-gb-oed", "en-GB-oxendict"},
    {"i-ami", "ami"},      {"i-bnn", "bnn"},       {"i-hak", "hak"},
    {"i-klingon", "tlh"},  {"i-lux", "lb"},        {"i-navajo", "nv"},
    {"i-pwn", "pwn"},      {"i-tao", "tao"},       {"i-tay", "tay"},
    {"i-tsu", "tsu"},      {"no-bok", "nb"},       {"no-nyn", "nn"},
    {"sgn-be-fr", "sfb"},  {"sgn-be-nl", "vgt"},   {"sgn-ch-de", "sgg"},
    {"zh-guoyu", "cmn"},   {"zh-hakka", "hak"},    {"zh-min", "nan"},
    {"zh-min-nan", "nan"}, {"zh-xiang", "hsn"},
};

static bool read_name_or_grandfathered(struct ec_locale *l, const char *text, size_t len)
{
  for (size_t i = 0; i < sizeof grandfathered / sizeof *grandfathered && len <= GRANDFATHERED_MAX;
       i++)
    if (is_word(text, len, grandfathered[i].tag))
      return read_name(l, grandfathered[i].means, strlen(grandfathered[i].means));
  return read_name(l, text, len);
}

/* Modifiers in use for scripts, and those of the Serbian catalogs of KDE. */
static const struct {
  const char *modifier;
  char script[EC_SCRIPT_SIZE];
  const char *variant;
} modifiers[] = {
    {"arab", "Arab", ""},    {"arabic", "Arab", ""},        {"cyrillic", "Cyrl", ""},
    {"cyrl", "Cyrl", ""},    {"deva", "Deva", ""},          {"devanagari", "Deva", ""},
    {"greek", "Grek", ""},   {"hans", "Hans", ""},          {"hant", "Hant", ""},
    {"hebrew", "Hebr", ""},  {"ijekavian", "", "ijekavsk"}, {"ijekavianlatin", "Latn", "ijekavsk"},
    {"iqtelif", "Latn", ""}, {"latin", "Latn", ""},         {"latn", "Latn", ""},
    {"shaw", "Shaw", ""},
};

static bool is_modifier_char(char c)
{
  return is_alnum(c) || (c && strchr("-_=;,+", c));
}

/* False when it cannot be a modifier, or contradicts the script. */
static bool read_modifier(struct ec_locale *l, const char *text, size_t len)
{
  if (len == 0 || len > MODIFIER_MAX || !all(text, len, is_modifier_char))
    return false;
  for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
    if (!is_word(text, len, modifiers[i].modifier))
      continue;
    const char *script = modifiers[i].script, *variant = modifiers[i].variant;
    if (script[0] && l->script[0] && strcmp(script, l->script) != 0)
      return false;
    if (script[0])
      memcpy(l->script, script, sizeof l->script);
    if (variant[0])
      add_variant(l, variant, strlen(variant));
    return true;
  }
  if (len >= 3 && all(text, len, is_alnum))
    add_variant(l, text, len);
  return true;
}

/* No ':', which some charsets' names have: in a list it would end the entry. */
static bool is_codeset_char(char c)
{
  return is_alnum(c) || c == '.' || c == '_' || c == '-';
}

static bool is_codeset(const char *text, size_t len)
{
  if (len == 0 || len > CODESET_MAX || !is_alnum(text[0]) || !is_alnum(text[len - 1]))
    return false;
  for (size_t i = 1; i < len; i++)
    if (text[i] == '.' && text[i - 1] == '.')
      return false;
  return all(text, len, is_codeset_char);
}

/* Where the codeset or the modifier begins: at a '@', or the '.' when that counts; or the end. */
static size_t find(const char *text, size_t len, size_t from, bool dot)
{
  while (from < len && text[from] != '@' && !(dot && text[from] == '.'))
    from++;
  return from;
}

bool ec_locale_codeset(const char *text, size_t len, const char **codeset, size_t *codeset_len)
{
  size_t dot = find(text, len, 0, true);
  if (dot == len || text[dot] != '.')
    return false;
  size_t end = find(text, len, dot, false);
  if (!is_codeset(text + dot + 1, end - dot - 1))
    return false;
  *codeset = text + dot + 1;
  *codeset_len = end - dot - 1;
  return true;
}

static char *append(char *to, const char *text)
{
  size_t len = strlen(text);
  memcpy(to, text, len + 1);
  return to + len;
}

/* The longest is 3 + 1 + 4 + 1 + 3 + 1 + 23 bytes. */
static void compose(char name[ERRCAT_LOCALE_MAX + 1], const struct ec_locale *l, const char *script)
{
  char *to = append(name, l->language);
  if (script[0])
    to = append(append(to, "_"), script);
  if (l->region[0] || l->variant[0])
    to = append(append(to, "_"), l->region);
  if (l->variant[0]) {
    to = append(to, "_");
    copy_upper(to, l->variant, strlen(l->variant));
  }
}

/* Languages with two codes: aliases in CLDR that ICU's likely subtags do not see through,
 * and Bokmål, whose catalogs go by either name. */
static const struct {
  char code[4], same[4], script[EC_SCRIPT_SIZE];
} same_language[] = {
    {"arb", "ar", ""}, {"cmn", "zh", ""},    {"knn", "kok", ""}, {"lvs", "lv", ""},
    {"no", "nb", ""},  {"sh", "sr", "Latn"}, {"swh", "sw", ""},  {"tl", "fil", ""},
    {"uzn", "uz", ""}, {"zsm", "ms", ""},
};

/* Replaces the code of a language that has another one here. */
static void use_same(struct ec_locale *l)
{
  for (size_t i = 0; i < sizeof same_language / sizeof *same_language; i++) {
    if (strcmp(l->likely_language, same_language[i].code) != 0)
      continue;
    append(l->likely_language, same_language[i].same);
    if (!l->likely_script[0])
      append(l->likely_script, same_language[i].script);
    return;
  }
}

/* ICU replaces codes, too, and may come to one of those above: nor is no, which is nb. */
static void add_likely(struct ec_locale *l)
{
  memcpy(l->likely_language, l->language, sizeof l->likely_language);
  memcpy(l->likely_script, l->script, sizeof l->likely_script);
  memcpy(l->likely_region, l->region, sizeof l->likely_region);
  use_same(l);
  ec_icu_likely(l->likely_language, l->likely_script, l->likely_region);
  use_same(l);
}

bool ec_locale_read(struct ec_locale *locale, const char *text, size_t len)
{
  if (len == 0 || len > ERRCAT_LOCALE_MAX)
    return false;
  struct ec_locale l = {0};
  size_t name_len = find(text, len, 0, true), at = find(text, len, name_len, false);
  if (!read_name_or_grandfathered(&l, text, name_len))
    return false;
  if (name_len < at && !is_codeset(text + name_len + 1, at - name_len - 1))
    return false;
  if (at < len && !read_modifier(&l, text + at + 1, len - at - 1))
    return false;
  compose(l.name, &l, l.script);
  *locale = l;
  return true;
}

bool ec_locale_parse(struct ec_locale *locale, const char *text, size_t len)
{
  if (!ec_locale_read(locale, text, len))
    return false;
  add_likely(locale);
  return true;
}

static bool has_variant(const char *tag, const char *variant, size_t len)
{
  for (const char *at = tag; (at = strchr(at, '-')) != NULL;)
    if (strncmp(++at, variant, len) == 0 && (!at[len] || at[len] == '-'))
      return true;
  return false;
}

/* A tag has no variant twice, and none of a length that only POSIX and ICU have. */
static void append_variants(char *tag, const char *variant)
{
  char *to = tag + strlen(tag);
  for (size_t len; *variant; variant += len + (variant[len] == '_')) {
    len = strcspn(variant, "_");
    bool fit = (len >= 5 && len <= 8) || (len == 4 && is_digit(variant[0]));
    if (!fit || has_variant(tag, variant, len))
      continue;
    *to++ = '-';
    memcpy(to, variant, len);
    *(to += len) = '\0';
  }
}

/* Never longer than the name is, of ERRCAT_LOCALE_MAX. */
void ec_locale_tag(const struct ec_locale *locale, char tag[ERRCAT_LOCALE_MAX + 1])
{
  char *to = append(tag, locale->language);
  if (locale->script[0])
    to = append(append(to, "-"), locale->script);
  if (locale->region[0])
    append(append(to, "-"), locale->region);
  append_variants(tag, locale->variant);
}

bool ec_locale_is_c(const char *text, size_t len, bool with_codeset)
{
  if ((len == 1 && text[0] == 'C') || (len == 5 && memcmp(text, "POSIX", 5) == 0))
    return true;
  return with_codeset && len > 2 && text[0] == 'C' && text[1] == '.' &&
         is_codeset(text + 2, len - 2);
}

bool ec_preference_next(const char **list, const char **entry, size_t *len)
{
  const char *at = *list + strspn(*list, ":");
  size_t n = strcspn(at, ":");
  *list = at + n;
  if (n == 0)
    return false;
  *entry = at;
  *len = n;
  return true;
}

/* ---------------------------------------------------------------- candidates */

/* The reader's locale and its CLDR parents of the same script, no name twice. */
struct chain {
  struct ec_locale links[CHAIN_MAX];
  size_t count;
};

/* Differ at most in a script that goes without saying, or in the code of one language. */
static bool same_place(const struct ec_locale *a, const struct ec_locale *b)
{
  return strcmp(a->likely_language, b->likely_language) == 0 &&
         strcmp(a->likely_script, b->likely_script) == 0 && strcmp(a->region, b->region) == 0 &&
         strcmp(a->variant, b->variant) == 0;
}

/* The name whose parents are the reader's. zh_TW would be cut down to zh, which is of
 * another script, and would never meet zh_Hant; and CLDR knows eng_AU as en_AU only. */
static void spell_out(char name[ERRCAT_LOCALE_MAX + 1], const struct ec_locale *wanted)
{
  struct ec_locale bare = {0}, spelled = *wanted;
  append(bare.language, wanted->likely_language);
  add_likely(&bare);
  append(spelled.language, wanted->likely_language);
  bool usual = strcmp(bare.likely_script, wanted->likely_script) == 0;
  compose(name, &spelled, wanted->script[0] || usual ? wanted->script : wanted->likely_script);
}

static void chain_build(struct chain *chain, const struct ec_locale *wanted)
{
  chain->links[0] = *wanted;
  chain->count = 1;
  char name[ERRCAT_LOCALE_MAX + 1];
  spell_out(name, wanted);
  for (int steps = 0; steps < CHAIN_MAX && chain->count < CHAIN_MAX; steps++) {
    char parent[ERRCAT_LOCALE_MAX + 1];
    if (!ec_icu_parent(name, parent))
      return;
    append(name, parent);
    /* Truncation leaves "ca_" of "ca__VALENCIA". */
    for (size_t len = strlen(name); len > 0 && name[len - 1] == '_';)
      name[--len] = '\0';
    struct ec_locale *link = &chain->links[chain->count];
    if (!ec_locale_parse(link, name, strlen(name)))
      return;
    if (strcmp(link->likely_script, wanted->likely_script) == 0 &&
        strcmp(link->name, wanted->name) != 0)
      chain->count++;
  }
}

/* Which link the catalog belongs to; chain->count: none. */
static size_t link_of(const struct chain *chain, const struct ec_locale *catalog)
{
  for (size_t i = 0; i < chain->count; i++)
    if (strcmp(chain->links[i].name, catalog->name) == 0)
      return i;
  for (size_t i = 0; i < chain->count; i++)
    if (same_place(&chain->links[i], catalog))
      return i;
  return chain->count;
}

struct sink {
  struct ec_candidate *out;
  size_t max, count;
};

static void emit(struct sink *sink, enum errcat_reason reason, size_t catalog,
                 const struct ec_locale *locale)
{
  if (sink->count < sink->max) {
    struct ec_candidate *candidate = &sink->out[sink->count];
    candidate->reason = reason;
    candidate->catalog = catalog;
    memcpy(candidate->locale, locale->name, sizeof candidate->locale);
  }
  sink->count++;
}

/* The catalogs of one link, the one with its very name first; or that there is none. */
static void emit_link(struct sink *sink, const struct chain *chain, size_t i,
                      const struct ec_locale *const *catalogs, size_t count)
{
  const struct ec_locale *link = &chain->links[i];
  enum errcat_reason reason = i == 0 ? ERRCAT_REASON_EXACT : ERRCAT_REASON_PARENT;
  size_t before = sink->count;
  for (size_t c = 0; c < count; c++)
    if (strcmp(catalogs[c]->name, link->name) == 0)
      emit(sink, reason, c, catalogs[c]);
  for (size_t c = 0; c < count; c++)
    if (strcmp(catalogs[c]->name, link->name) != 0 && link_of(chain, catalogs[c]) == i)
      emit(sink, reason, c, catalogs[c]);
  if (sink->count == before)
    emit(sink, reason, SIZE_MAX, link);
}

/* Negative when catalog `a` comes before catalog `b`; never 0 for two of them. */
static int compare_likely(const struct ec_locale *const *catalogs, size_t a, size_t b,
                          const char *region)
{
  const struct ec_locale *x = catalogs[a], *y = catalogs[b];
  int away = (strcmp(x->likely_region, region) != 0) - (strcmp(y->likely_region, region) != 0);
  int variant = (x->variant[0] != '\0') - (y->variant[0] != '\0');
  int name = strcmp(x->name, y->name);
  return away ? away : variant ? variant : name ? name : a < b ? -1 : a > b;
}

/* Picks the next in order again and again, which needs no memory for sorting. */
static void emit_likely(struct sink *sink, const struct chain *chain,
                        const struct ec_locale *const *catalogs, size_t count)
{
  const struct ec_locale *wanted = &chain->links[0];
  struct ec_locale likely = *wanted;
  likely.likely_region[0] = '\0';
  ec_icu_likely(likely.likely_language, likely.likely_script, likely.likely_region);
  size_t last = SIZE_MAX;
  for (;;) {
    size_t next = SIZE_MAX;
    for (size_t c = 0; c < count; c++) {
      if (strcmp(catalogs[c]->likely_language, wanted->likely_language) != 0 ||
          strcmp(catalogs[c]->likely_script, wanted->likely_script) != 0 ||
          link_of(chain, catalogs[c]) < chain->count)
        continue;
      if (last != SIZE_MAX && compare_likely(catalogs, c, last, likely.likely_region) <= 0)
        continue;
      if (next == SIZE_MAX || compare_likely(catalogs, c, next, likely.likely_region) < 0)
        next = c;
    }
    if (next == SIZE_MAX)
      return;
    emit(sink, ERRCAT_REASON_LIKELY, next, catalogs[next]);
    last = next;
  }
}

size_t ec_locale_candidates(const struct ec_locale *wanted, const struct ec_locale *const *catalogs,
                            size_t count, struct ec_candidate *out, size_t max)
{
  struct chain chain;
  struct sink sink = {out, max, 0};
  chain_build(&chain, wanted);
  for (size_t i = 0; i < chain.count; i++)
    emit_link(&sink, &chain, i, catalogs, count);
  emit_likely(&sink, &chain, catalogs, count);
  return sink.count;
}
