/* SPDX-License-Identifier: MIT */
#include "sink.h"

#include "inline.h"
#include "utf8.h"

/* A character is escaped when it can end or change what is around it, when a parser refuses it, or,
 * in a log and on a terminal, when a reader cannot see that it is there:
 *
 *                               JSON     HTML      LOG      TERMINAL
 *   "                           \"       &quot;    (QUOTED: \")
 *   \                           \\                 \\
 *   < > & '                     \u003c   &lt; ...                      JSON: "<" alone
 *   TAB LF CR                   \t ...   CR: &#13; \t ...   \t ...
 *   other C0, DEL, C1           \u001b   U+FFFD    \u001b   \u001b     LOG as JSON: \b, \f
 *   U+2028, U+2029              \u2028             \u2028   \u2028
 *   bidi controls                                  \u202e   \u202e
 *   other invisible characters                     \u200b   \u200b     see is_invisible()
 *   noncharacters                        U+FFFD
 *
 * What stands for a character is always longer than it: so text of which all is written grows where
 * it is, and text that does not fit as it is does not fit escaped.
 *
 * The first byte tells of most characters that they stay as they are: `marks` has it for each byte,
 * suspects() for eight at once, where it may say so of one too many. */

enum {
  J = 1 << ERRCAT_SINK_JSON,
  H = 1 << ERRCAT_SINK_HTML,
  L = 1 << ERRCAT_SINK_LOG,
  T = 1 << ERRCAT_SINK_TERMINAL,
  Q = 1 << EC_SINK_QUOTED,
  S = L | T | Q, /* what a person sees */
  A = J | H | S
};

#define SIXTEEN(x) (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x)

/* In which sinks a character that begins with this byte may have to be escaped. */
/* clang-format off */
static const uint8_t marks[256] = {
    SIXTEEN(A),
    SIXTEEN(A),
    0, 0, J | H | Q, 0, 0, 0, H, H, 0, 0, 0, 0, 0, 0, 0, 0, /* " & ' */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, J | H, 0, H, 0,     /* < > */
    SIXTEEN(0),
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, J | L | Q, 0, 0, 0, /* \ */
    SIXTEEN(0),
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, A,         /* DEL */
    SIXTEEN(0), SIXTEEN(0), SIXTEEN(0), SIXTEEN(0),
    0, 0, A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,         /* C2: C1, U+00AD */
    0, 0, 0, 0, 0, 0, 0, 0, S, 0, 0, 0, 0, 0, 0, 0,         /* D8: U+061C */
    0, S, J | S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, H | S, /* E1, E2, EF */
    H, H, H, H | S, H, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,     /* F0 to F4 */
};
/* clang-format on */

/* ------------------------------------------------------------- eight bytes */

static const uint64_t ones = UINT64_C(0x0101010101010101);
static const uint64_t highs = UINT64_C(0x8080808080808080);

/* Eight numbers below 80 are looked at in one. What is found shows in the highest bit of each, the
 * others mean nothing. After a number that is found there may be one that is not: it is looked at
 * for nothing. `lows` are the bytes without their highest bits. */
INLINE uint64_t has(uint64_t lows, unsigned char c)
{
  return (lows ^ ones * (c & 0x7fu)) - ones;
}

INLINE uint64_t has_control(uint64_t lows)
{
  return (lows - ones * 0x20) | (lows + ones); /* C0, DEL */
}

/* Of ASCII. What differs in some bits is one test, with others that are alike in the rest. */
INLINE uint64_t suspect_ascii(unsigned sink, uint64_t lows)
{
  switch (sink) {
  case ERRCAT_SINK_JSON:
    return has_control(lows) | has(lows, '"') | has(lows | ones * 0x60, 0x7c); /* < \ | */
  case ERRCAT_SINK_HTML:
    return has_control(lows) | has(lows | ones * 0x05, 0x27) | /* " # & ' */
           has(lows | ones * 0x02, 0x3e);                      /* < > */
  case EC_SINK_QUOTED:
    return has_control(lows) | has(lows, '"') | has(lows, '\\');
  case ERRCAT_SINK_LOG:
    return has_control(lows) | has(lows, '\\');
  default:
    return has_control(lows);
  }
}

/* Of bytes 80 to FF. */
INLINE uint64_t suspect_leads(unsigned sink, uint64_t lows)
{
  switch (sink) {
  case ERRCAT_SINK_JSON:
    return has(lows | ones * 0x20, 0xe2); /* C2, E2 */
  case ERRCAT_SINK_HTML:
    return has(lows, 0xc2) | has(lows, 0xef) | (lows + ones * 0x10); /* F0 to FF */
  default:
    return has(lows | ones * 0x20, 0xe2) | has(lows, 0xd8) | has(lows, 0xe1) | has(lows, 0xef) |
           has(lows, 0xf3);
  }
}

/* Whether one of the eight may be the first of a character that is escaped. */
INLINE bool suspects(unsigned sink, uint64_t bytes)
{
  uint64_t lows = bytes & ~highs, found = suspect_ascii(sink, lows) & ~bytes;
  if (bytes & highs)
    found |= suspect_leads(sink, lows) & bytes;
  return (found & highs) != 0;
}

/* ------------------------------------------------------------ which character */

/* Which characters are escaped is said here and in `marks` alone, and by their bytes, so that those
 * that stay need not be decoded: Chinese quotes begin as U+2028 does, and full-width commas as
 * noncharacters. Each of these is about a character that begins with a byte that is marked. */

INLINE bool is_c1(const unsigned char *s)
{
  return s[0] == 0xc2 && s[1] < 0xa0;
}

INLINE bool is_separator(const unsigned char *s)
{
  return s[0] == 0xe2 && s[1] == 0x80 && (s[2] == 0xa8 || s[2] == 0xa9);
}

INLINE bool is_noncharacter(const unsigned char *s)
{
  if (s[0] == 0xef)
    return (s[1] == 0xb7 && s[2] >= 0x90 && s[2] <= 0xaf) || (s[1] == 0xbf && s[2] >= 0xbe);
  return s[0] >= 0xf0 && (s[1] & 0x0f) == 0x0f && s[2] == 0xbf && s[3] >= 0xbe;
}

/* Bidi controls, and format characters that take no place and that no writing needs: a name that
 * has one of them looks like another that has not, is not found by who types it, or carries what
 * nobody sees. U+200C and U+200D stay, for Persian, the languages of India and emoji are not
 * written without them, and so do variation selectors. */
INLINE bool is_invisible(const unsigned char *s)
{
  switch (s[0]) {
  case 0xc2:
    return s[1] == 0xad; /* U+00AD */
  case 0xd8:
    return s[1] == 0x9c; /* U+061C */
  case 0xe1:
    return s[1] == 0xa0 && s[2] == 0x8e; /* U+180E */
  case 0xe2:
    if (s[1] == 0x80) /* U+200B, U+200E, U+200F, U+202A to U+202E */
      return s[2] == 0x8b || s[2] == 0x8e || s[2] == 0x8f || (s[2] >= 0xaa && s[2] <= 0xae);
    return s[1] == 0x81 && s[2] >= 0xa0 && s[2] <= 0xaf; /* U+2060 to U+206F */
  case 0xef:                                             /* U+FEFF, U+FFF9 to U+FFFB */
    return (s[1] == 0xbb && s[2] == 0xbf) || (s[1] == 0xbf && s[2] >= 0xb9 && s[2] <= 0xbb);
  case 0xf3:
    return s[1] == 0xa0 && s[2] <= 0x81; /* U+E0000 to U+E007F */
  default:
    return false;
  }
}

/* Whether the character at `text` is escaped. */
INLINE bool is_escaped(unsigned sink, const char *text)
{
  const unsigned char *s = (const unsigned char *)text;
  if (!(marks[s[0]] & 1u << sink))
    return false;
  if (s[0] < 0x80)
    return sink != ERRCAT_SINK_HTML || (s[0] != '\t' && s[0] != '\n');
  if (sink == ERRCAT_SINK_HTML)
    return is_c1(s) || is_noncharacter(s);
  return is_c1(s) || is_separator(s) || (sink != ERRCAT_SINK_JSON && is_invisible(s));
}

/* ---------------------------------------------------------------- its escape */

enum { ESCAPE_SPACE = 12 }; /* the longest are two numbers of six */

static size_t put_ascii(char *to, const char *from)
{
  size_t len = strlen(from);
  memcpy(to, from, len);
  return len;
}

static size_t put_unit(char *to, uint32_t unit)
{
  static const char digits[] = "0123456789abcdef";
  to[0] = '\\';
  to[1] = 'u';
  for (int i = 0; i < 4; i++)
    to[2 + i] = digits[unit >> (12 - 4 * i) & 15];
  return 6;
}

/* As JSON has it: a backslash and a letter, or a number, or two. */
static size_t put_backslash(char *to, uint32_t c)
{
  static const char chars[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  for (size_t i = 0; letters[i]; i++) {
    if (c == (unsigned char)chars[i]) {
      to[0] = '\\';
      to[1] = letters[i];
      return 2;
    }
  }
  if (c <= 0xffff)
    return put_unit(to, c);
  put_unit(to, 0xd7c0 + (c >> 10));
  return 6 + put_unit(to + 6, 0xdc00 | (c & 0x3ff));
}

static size_t put_entity(char *to, uint32_t c)
{
  switch (c) {
  case '&':
    return put_ascii(to, "&amp;");
  case '<':
    return put_ascii(to, "&lt;");
  case '>':
    return put_ascii(to, "&gt;");
  case '"':
    return put_ascii(to, "&quot;");
  case '\'':
    return put_ascii(to, "&#39;");
  case '\r':
    return put_ascii(to, "&#13;");
  default: /* U+FFFD, of a noncharacter by its number, so that it is longer */
    return put_ascii(to, c < 0xa0 ? "\xef\xbf\xbd" : "&#65533;");
  }
}

/* Writes what stands for the character at `text`, which is_escaped(), and returns its length. *len
 * is the length of the character. */
static size_t escape(unsigned sink, const char *text, size_t *len, char to[ESCAPE_SPACE])
{
  uint32_t c = ec_utf8_decode(text, len);
  return sink == ERRCAT_SINK_HTML ? put_entity(to, c) : put_backslash(to, c);
}

/* ---------------------------------------------------------- well-formed text */

INLINE bool suspects_at(unsigned sink, const char *text)
{
  uint64_t bytes;
  memcpy(&bytes, text, sizeof bytes);
  return suspects(sink, bytes);
}

/* ec_sink_clean() of a sink that the compiler knows. */
INLINE size_t clean(unsigned sink, const char *text, size_t len)
{
  for (size_t at = 0; at < len;) {
    while (len - at >= 8 && !suspects_at(sink, text + at))
      at += 8;
    /* The last eight may begin among bytes that were seen before. */
    if (len - at < 8 && len >= 8 && !suspects_at(sink, text + len - 8))
      return len;
    for (size_t stop = len - at > 8 ? at + 8 : len; at < stop; at++)
      if (is_escaped(sink, text + at))
        return at;
  }
  return len;
}

size_t ec_sink_clean(unsigned sink, const char *text, size_t len)
{
  switch (sink) {
  case ERRCAT_SINK_JSON:
    return clean(ERRCAT_SINK_JSON, text, len);
  case ERRCAT_SINK_HTML:
    return clean(ERRCAT_SINK_HTML, text, len);
  case ERRCAT_SINK_LOG:
    return clean(ERRCAT_SINK_LOG, text, len);
  case ERRCAT_SINK_TERMINAL:
    return clean(ERRCAT_SINK_TERMINAL, text, len);
  case EC_SINK_QUOTED:
    return clean(EC_SINK_QUOTED, text, len);
  default:
    return len;
  }
}

size_t ec_sink_len(unsigned sink, const char *text, size_t len)
{
  char escaped[ESCAPE_SPACE];
  size_t total = 0, one;
  for (;;) {
    size_t same = ec_sink_clean(sink, text, len);
    total += same;
    if (same == len)
      return total;
    total += escape(sink, text + same, &one, escaped);
    text += same + one;
    len -= same + one;
  }
}

void ec_sink_expand(unsigned sink, char *text, size_t len, size_t new_len)
{
  char escaped[ESCAPE_SPACE];
  char *from = text + len, *to = text + new_len;
  while (from != to) { /* where they meet, all before them stays */
    const char *end = from;
    do
      from--;
    while (from != text && !is_escaped(sink, from));
    size_t one = 0, new = 0;
    if (is_escaped(sink, from))
      new = escape(sink, from, &one, escaped);
    size_t same = (size_t)(end - from) - one;
    to -= same;
    memmove(to, from + one, same);
    to -= new;
    memcpy(to, escaped, new);
  }
}

/* ----------------------------------------------------------------- any text */

static const char replacement[] = "\xef\xbf\xbd";
enum { REPLACEMENT_LEN = sizeof replacement - 1 };

size_t ec_sink_escaped_len(unsigned sink, const char *text, size_t len)
{
  size_t total = 0;
  for (;;) {
    size_t valid = ec_utf8_valid(text, len);
    total += ec_sink_len(sink, text, valid);
    if (valid == len)
      return total;
    size_t bad = ec_utf8_bad(text + valid, len - valid);
    total += REPLACEMENT_LEN;
    text += valid + bad;
    len -= valid + bad;
  }
}

NOT_INLINE void put_escape(struct ec_buf *out, const char *escaped, size_t len)
{
  ec_buf_add(out, escaped, len);
}

static void put_valid(struct ec_buf *out, unsigned sink, const char *text, size_t len)
{
  char escaped[ESCAPE_SPACE];
  size_t one;
  while (!out->cut) {
    size_t same = ec_sink_clean(sink, text, len);
    ec_buf_add(out, text, same);
    if (same == len)
      return;
    put_escape(out, escaped, escape(sink, text + same, &one, escaped));
    text += same + one;
    len -= same + one;
  }
}

void ec_sink_put(struct ec_buf *out, unsigned sink, const char *text, size_t len)
{
  while (!out->cut) {
    size_t valid = ec_utf8_valid(text, len);
    put_valid(out, sink, text, valid);
    if (valid == len)
      return;
    size_t bad = ec_utf8_bad(text + valid, len - valid);
    ec_buf_add(out, replacement, REPLACEMENT_LEN);
    text += valid + bad;
    len -= valid + bad;
  }
}

/* ------------------------------------------------------ what is to be written */

static void watch(struct ec_buf_watcher *watcher, const char *bytes, size_t len)
{
  struct ec_sink_part *part = (struct ec_sink_part *)watcher; /* its first member */
  part->unwritten += ec_sink_len(part->sink, bytes, len);
}

void ec_sink_begin(struct ec_sink_part *part, struct ec_buf *out, unsigned sink)
{
  part->watcher.unwritten = watch;
  part->out = out;
  part->sink = sink;
  part->from = out->at;
  part->over = out->over;
  part->limit = out->limit;
  part->room = out->room;
  part->cut = out->cut;
  part->unwritten = 0;
  if (out->room > ERRCAT_OUTPUT_MAX)
    out->room = ERRCAT_OUTPUT_MAX;
  out->limit = ec_buf_len(out) + ERRCAT_OUTPUT_MAX;
  out->watcher = &part->watcher;
}

/* The length of the longest beginning of the text, in whole characters, that becomes no longer than
 * `room`; *new_len is how long it becomes. */
static size_t what_fits(unsigned sink, const char *text, size_t len, size_t room, size_t *new_len)
{
  char escaped[ESCAPE_SPACE];
  size_t at = 0, one;
  *new_len = 0;
  for (;;) {
    size_t same = ec_sink_clean(sink, text + at, len - at);
    if (same > room - *new_len)
      same = ec_utf8_floor(text + at, room - *new_len);
    at += same;
    *new_len += same;
    if (at == len || *new_len == room)
      return at;
    if (!is_escaped(sink, text + at)) /* there is no room for it, which is longer than one byte */
      return at;
    size_t new = escape(sink, text + at, &one, escaped);
    if (new > room - *new_len)
      return at;
    at += one;
    *new_len += new;
  }
}

/* Escapes the len bytes that were written, as far as there is room for what they become, new_len.
 */
static void settle(struct ec_sink_part *part, size_t len, size_t new_len)
{
  struct ec_buf *out = part->out;
  size_t room = len + out->room, fits = len, fit_len = new_len;
  if (new_len > room)
    fits = what_fits(part->sink, part->from, len, room, &fit_len);
  ec_sink_expand(part->sink, part->from, fits, fit_len);
  out->at = part->from + fit_len;
  out->room = new_len > room ? 0 : room - fit_len;
  out->over += new_len - fit_len;
}

bool ec_sink_end(struct ec_sink_part *part)
{
  struct ec_buf *out = part->out;
  size_t len = (size_t)(out->at - part->from);
  bool cut = out->cut && !part->cut;
  if (out->over == part->over) /* all is written; a cut has taken the room */
    out->room = part->room - len;
  out->watcher = NULL;
  out->limit = part->limit;
  out->cut = part->cut;
  out->over = part->over + part->unwritten;
  if (len && ec_sink_clean(part->sink, part->from, len) < len)
    settle(part, len, ec_sink_len(part->sink, part->from, len));
  return cut;
}
