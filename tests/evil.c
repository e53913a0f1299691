/* SPDX-License-Identifier: MIT */
#include "evil.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVIL_MAX = 800, POOL = 1 << 20 };

static struct evil list[EVIL_MAX];
static size_t count, used;
static char pool[POOL];

/* ----------------------------------------------------------------- by hand */

#define E(what, text) \
  { \
    what, text, sizeof(text) - 1 \
  }

static const struct evil by_hand[] = {
    E("nothing", ""),
    E("a space", " "),
    E("spaces around", "  x  "),
    E("a NUL in the middle", "admin\0@example.com"),
    E("NULs alone", "\0\0\0"),
    E("a NUL before a tag", "\0<script>"),
    /* terminals */
    E("red", "\x1b[31mred\x1b[0m"),
    E("clears the screen", "\x1b[2J\x1b[H"),
    E("hides what follows", "\x1b[8m"),
    E("sets the title", "\x1b]0;owned\x07"),
    E("sets the title, with ST", "\x1b]2;owned\x1b\\"),
    E("a link", "\x1b]8;;http://example.com/\x1b\\click\x1b]8;;\x1b\\"),
    E("fills the clipboard", "\x1b]52;c;cm0gLXJmIC8=\x07"),
    E("asks where the cursor is", "\x1b[6n"),
    E("asks what the terminal is", "\x1b[c"),
    E("another screen", "\x1b[?1049h"),
    E("resets", "\x1b"
                "c"),
    E("fills with E", "\x1b#8"),
    E("device control", "\x1bP$q q\x1b\\"),
    E("application command", "\x1b_Gf=100;AAAA\x1b\\"),
    E("privacy message", "\x1b^x\x1b\\"),
    E("an unfinished sequence", "abc\x1b["),
    E("an unfinished title", "\x1b]0;"),
    E("ESC alone at the end", "abc\x1b"),
    E("CSI in UTF-8", "\xc2\x9b"
                      "31mred"),
    E("CSI as a byte", "\x9b"
                       "31mred"),
    E("OSC in UTF-8", "\xc2\x9d"
                      "0;owned\xc2\x9c"),
    E("another character set", "\x0e"
                               "abc\x0f"),
    E("types over", "safe\b\b\b\bevil"),
    E("returns and types over", "safe\revil"),
    E("pages", "a\f\fb"),
    E("bells", "\a\a\a\a"),
    E("deletes", "rm\x7f\x7f"),
    E("end of file", "\x04"),
    E("flow control", "\x13\x11"),
    /* lines and logs */
    E("a line that is not there", "ok\n2026-01-01T00:00:00Z ERROR forged"),
    E("a line, CR LF", "ok\r\nforged"),
    E("a line, CR", "ok\rforged"),
    E("a line, VT", "ok\vforged"),
    E("a line, FF", "ok\fforged"),
    E("a line, NEL", "ok\xc2\x85"
                     "forged"),
    E("a line, U+2028", "ok\xe2\x80\xa8"
                        "forged"),
    E("a line, U+2029", "ok\xe2\x80\xa9"
                        "forged"),
    E("a line at the end", "ok\n"),
    E("only lines", "\n\n\n"),
    E("an HTTP header", "x\r\nSet-Cookie: admin=1\r\n\r\n<html>"),
    E("an HTTP response", "x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    E("SMTP", "x\r\n.\r\nMAIL FROM:<a@example.com>"),
    E("fields of logfmt", "x level=info code=None"),
    E("ends a field of logfmt", "x\" level=info msg=\"forged"),
    E("a backslash before its end", "x\\"),
    E("backslash and quote", "x\\\" level=info"),
    E("an escape that is none", "\\n"),
    E("an escape by number", "\\u000a"),
    E("half an escape", "\\u00"),
    E("an escape of C", "\\x1b[31m"),
    E("backslashes", "\\\\\\\\\\"),
    E("only a quote", "\""),
    E("only an apostrophe", "'"),
    E("syslog priority", "<0>kernel: forged"),
    E("journal field", "x\nPRIORITY=0\nMESSAGE=forged"),
    E("columns", "a\tb\tc"),
    E("CSV", "=cmd|' /C calc'!A0"),
    /* JSON and JavaScript */
    E("ends a string", "\",\"admin\":true,\"x\":\""),
    E("ends an object", "\"}]}"),
    E("an escaped quote", "\\\",\"admin\":true"),
    E("a quote by number", "\\u0022,\\u0022admin\\u0022:true"),
    E("a lone surrogate by number", "\\ud800"),
    E("ends a script", "</script><script>alert(1)</script>"),
    E("ends a script, in capitals", "</SCRIPT >"),
    E("begins a comment in a script", "<!--<script>"),
    E("ends a comment", "-->"),
    E("ends CDATA", "]]>"),
    E("a line in JavaScript", "\xe2\x80\xa8"
                              "alert(1)//"),
    E("a template", "${alert(1)}`"),
    E("a comment of JavaScript", "*/alert(1)/*"),
    E("prototype", "__proto__"),
    E("numbers", "1e999"),
    E("null", "null"),
    /* HTML and XML */
    E("a tag", "<b>"),
    E("an image", "<img src=x onerror=alert(1)>"),
    E("a drawing", "<svg/onload=alert(1)>"),
    E("leaves an attribute", "\" onmouseover=\"alert(1)"),
    E("leaves an attribute, by apostrophe", "' onfocus='alert(1)' autofocus='"),
    E("leaves an attribute without quotes", "x onload=alert(1)"),
    E("leaves an attribute by grave", "`onload=alert(1)"),
    E("leaves a tag", "\"><script>alert(1)</script>"),
    E("ends the paragraph", "</p><p>"),
    E("ends the title", "</title><script>"),
    E("ends the text area", "</textarea>"),
    E("plain text from here", "<plaintext>"),
    E("an entity", "&lt;script&gt;"),
    E("an entity in decimal", "&#60;script&#62;"),
    E("an entity in hexadecimal", "&#x3c;script&#x3e;"),
    E("an entity without its end", "&lt"),
    E("a NUL by number", "&#0;"),
    E("twice", "&amp;lt;"),
    E("an ampersand", "&"),
    E("a named space", "&nbsp;&zwj;"),
    E("a declaration", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"),
    E("CDATA", "<![CDATA[<b>]]>"),
    E("an instruction", "<?xml version=\"1.0\"?>"),
    E("a bogus comment", "<!x>"),
    E("a link of JavaScript", "javascript:alert(1)"),
    E("split by a tab", "java\tscript:alert(1)"),
    E("split by NUL", "<scr\0ipt>"),
    E("a tag with a form feed", "<img\fsrc=x>"),
    E("full-width tag", "\xef\xbc\x9cscript\xef\xbc\x9e"),
    E("a quote of another kind", "\xe2\x80\x9c onload=alert(1)"),
    E("UTF-7", "+ADw-script+AD4-"),
    /* other languages, which have nothing to say here */
    E("printf", "%s%s%n%x"),
    E("a shell", "$(id)`id`;id|id&&id"),
    E("SQL", "'; DROP TABLE t; --"),
    E("LDAP", "*)(uid=*))(|(uid=*"),
    E("a look-up", "${jndi:ldap://example.com/a}"),
    E("a template of Python", "{{7*7}}{%x%}"),
    E("a path", "../../../etc/passwd"),
    E("a path of Windows", "..\\..\\nul"),
    E("a placeholder", "{0}"),
    E("a plural", "{0, plural, other {#}}"),
    E("half a placeholder", "{0"),
    E("quoted braces", "'{'''}"),
    E("a number sign", "#"),
    E("stars, as of what is hidden", "***"),
    E("BOM of UTF-16 as UTF-8", "\xef\xbf\xbe<"),
    /* ill-formed UTF-8 */
    E("overlong slash, 2", "..\xc0\xaf"),
    E("overlong slash, 3", "..\xe0\x80\xaf"),
    E("overlong slash, 4", "..\xf0\x80\x80\xaf"),
    E("overlong slash, 5", "..\xf8\x80\x80\x80\xaf"),
    E("overlong slash, 6", "..\xfc\x80\x80\x80\x80\xaf"),
    E("overlong NUL", "a\xc0\x80"
                      "b"),
    E("overlong tag", "\xc0\xbcscript\xc0\xbe"),
    E("overlong quote", "\xc0\xa2"),
    E("overlong DEL", "\xc1\xbf"),
    E("overlong U+07FF", "\xe0\x9f\xbf"),
    E("overlong U+FFFF", "\xf0\x8f\xbf\xbf"),
    E("past U+10FFFF", "\xf4\x90\x80\x80"),
    E("far past U+10FFFF", "\xf7\xbf\xbf\xbf"),
    E("a surrogate, high", "\xed\xa0\x80"),
    E("a surrogate, low", "\xed\xbf\xbf"),
    E("surrogates in a pair", "\xed\xa0\xbd\xed\xb8\x80"),
    E("surrogates the other way", "\xed\xb8\x80\xed\xa0\xbd"),
    E("cut, 2 of 3", "\xe4\xb8"),
    E("cut, 1 of 3", "\xe4"),
    E("cut, 3 of 4", "\xf0\x9f\x98"),
    E("cut, 2 of 4", "\xf0\x9f"),
    E("cut before a quote", "\xc3\""),
    E("cut before a tag", "\xe2\x80<b>"),
    E("cut before a line", "\xf0\x9f\n"),
    E("cut before ESC", "\xe4\xb8\x1b[2J"),
    E("cut before a backslash", "\xe4\\"),
    E("cut before NUL", "\xe4\xb8\0"),
    E("continuations alone", "\x80\x81\xbf"),
    E("one continuation too many", "\xc3\xa9\xa9"),
    E("bytes that never are", "\xfe\xff"),
    E("BOM of UTF-16", "\xff\xfe<\0"),
    E("Latin-1", "caf\xe9"),
    E("GBK", "\xc4\xe3\xba\xc3"),
    E("GBK with a backslash", "\xd5\x5c"),
    E("Shift JIS", "\x83\x5c\x95\x5c"),
    E("UTF-16", "\0<\0b\0>"),
    E("ill-formed in long text",
      "The quick brown fox jumps over the lazy dog\xff and over the dog."),
    /* order of letters */
    E("Hebrew", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"),
    E("Hebrew and a number", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 123"),
    E("Arabic", "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"),
    E("Arabic digits", "\xd9\xa1\xd9\xa2\xd9\xa3"),
    E("Persian with a non-joiner", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae"),
    E("Syriac", "\xdc\x90\xdc\x92"),
    E("Adlam", "\xf0\x9e\xa4\x80\xf0\x9e\xa4\x81"),
    E("a letter of Hebrew that is not yet", "\xd7\xbf"),
    E("Trojan Source, early return", "''' Subtract funds \xe2\x80\xae''' ;return \xe2\x81\xa6"),
    E("Trojan Source, commenting out",
      "/*\xe2\x80\xae } \xe2\x81\xa6if (isAdmin)\xe2\x81\xa9 \xe2\x81\xa6 begin admins only */"),
    E("Trojan Source, stretched string",
      "user\xe2\x80\xae \xe2\x81\xa6// Check\xe2\x81\xa9 \xe2\x81\xa6"),
    E("a picture that is a program", "photo\xe2\x80\xaegpj.exe"),
    E("an override left open", "abc\xe2\x80\xae"),
    E("an embedding left open", "abc\xe2\x80\xab"),
    E("an isolate left open", "abc\xe2\x81\xa7"),
    E("five isolates left open", "\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa6\xe2\x81\xa7"),
    E("ends an isolate", "abc\xe2\x81\xa9"),
    E("ends five isolates", "\xe2\x81\xa9\xe2\x81\xa9\xe2\x81\xa9\xe2\x81\xa9\xe2\x81\xa9"),
    E("ends an isolate, then overrides", "\xe2\x81\xa9\xe2\x80\xae"
                                         "evil"),
    E("ends, and begins again", "\xe2\x81\xa9\xe2\x80\xae"
                                "evil\xe2\x81\xa8"),
    E("ends an embedding", "\xe2\x80\xac\xe2\x80\xac\xe2\x80\xac"),
    E("ends an embedding, then an isolate", "\xe2\x80\xac\xe2\x81\xa9\xe2\x80\xac"),
    E("an isolate that is whole", "\xe2\x81\xa8"
                                  "abc\xe2\x81\xa9"),
    E("an isolate in an embedding", "\xe2\x80\xab\xe2\x81\xa6\xe2\x80\xac\xe2\x81\xa9"),
    E("marks", "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c"),
    E("an isolate over a line", "\xe2\x81\xa7"
                                "abc\ndef\xe2\x81\xa9"
                                "ghi"),
    E("an isolate over U+2029", "\xe2\x81\xa7\xd7\xa9\xe2\x80\xa9\xd7\xa9\xe2\x81\xa9"),
    E("an override over NEL", "\xe2\x80\xae"
                              "abc\xc2\x85"
                              "def"),
    E("an override over a separator", "\xe2\x80\xae"
                                      "abc\x1d"
                                      "def\x1c\x1e"),
    E("an override over CR LF", "\xe2\x80\xae"
                                "abc\r\ndef"),
    E("Hebrew over lines", "\xd7\xa9\n\n\xd7\xa9"),
    E("Hebrew, cut", "\xd7\xa9\xd7"),
    E("an override, cut", "abc\xe2\x80"),
    E("brackets", "\xd7\xa9) (\xd7\xa9"),
    E("old controls", "\xe2\x81\xaa\xe2\x81\xab\xe2\x81\xac\xe2\x81\xad\xe2\x81\xae\xe2\x81\xaf"),
    /* what is not seen */
    E("zero width space", "adm\xe2\x80\x8bin"),
    E("joiner", "adm\xe2\x80\x8din"),
    E("non-joiner", "adm\xe2\x80\x8cin"),
    E("word joiner", "adm\xe2\x81\xa0in"),
    E("soft hyphen", "adm\xc2\xadin"),
    E("BOM", "\xef\xbb\xbf"
             "admin"),
    E("BOM in the middle", "adm\xef\xbb\xbfin"),
    E("annotation", "a\xef\xbf\xb9"
                    "b\xef\xbf\xba"
                    "c\xef\xbf\xbb"),
    E("object", "\xef\xbf\xbc"),
    E("U+FFFD itself", "\xef\xbf\xbd"),
    E("Mongolian vowel separator", "a\xe1\xa0\x8e"
                                   "b"),
    E("Hangul filler", "\xe3\x85\xa4"),
    E("Braille blank", "\xe2\xa0\x80"),
    E("no-break space", "a\xc2\xa0"
                        "b"),
    E("ideographic space", "\xe3\x80\x80"),
    E("words in tags",
      "hi\xf3\xa0\x80\x81\xf3\xa0\x81\xa1\xf3\xa0\x81\xa2\xf3\xa0\x81\xa3\xf3\xa0\x81\xbf"),
    E("a variation selector", "a\xef\xb8\x8f"),
    E("a variation selector, supplementary", "\xe8\x91\x9b\xf3\xa0\x84\x80"),
    E("grapheme joiner", "a\xcd\x8f"
                         "b"),
    E("invisible plus", "1\xe2\x81\xa4"
                        "2"),
    /* what looks like something else */
    E("Cyrillic a", "\xd0\xb0"
                    "dmin"),
    E("full-width digits", "\xef\xbc\x91\xef\xbc\x92"),
    E("one dot leader", "\xe2\x80\xa4\xe2\x80\xa4/"),
    E("a family", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"),
    E("the flag of England",
      "\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0\x81\xa5\xf3\xa0\x81\xae\xf3\xa0\x81"
      "\xa7\xf3\xa0\x81\xbf"),
    E("a flag", "\xf0\x9f\x87\xa8\xf0\x9f\x87\xb3"),
    E("a keycap", "1\xef\xb8\x8f\xe2\x83\xa3"),
    E("a skin", "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"),
    E("a combining mark first", "\xcc\x81"
                                "a"),
    E("private use", "\xee\x80\x80\xf4\x8f\xbf\xbd"),
    E("the last character", "\xf4\x8f\xbf\xbf"),
    E("Chinese",
      "\xe7\xa7\x9f\xe6\x88\xb7\xef\xbc\x8c\xe2\x80\x9c\xe7\xa6\x81\xe6\xad\xa2\xe2\x80\x9d"),
    E("Chinese with a tag", "\xe7\xa7\x9f<b>\xe6\x88\xb7"),
    E("Chinese with a line", "\xe7\xa7\x9f\n\xe6\x88\xb7\xe2\x80\xa8\xe3\x80\x82"),
};

/* --------------------------------------------------------------- generated */

static const char *keep(const char *text, size_t len)
{
  char *kept = pool + used;
  if (count == EVIL_MAX || POOL - used < len)
    abort();
  memcpy(kept, text, len);
  used += len;
  return kept;
}

static void add(const char *what, const char *text, size_t len)
{
  const char *kept = keep(text, len);
  list[count++] = (struct evil){keep(what, strlen(what) + 1), kept, len};
}

size_t evil_encode(char to[4], uint32_t c)
{
  if (c < 0x80) {
    to[0] = (char)c;
    return 1;
  }
  size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = len - 1; i; i--, c >>= 6)
    to[i] = (char)(0x80 | (c & 0x3f));
  to[0] = (char)((len == 2 ? 0xc0 : len == 3 ? 0xe0 : 0xf0) | c);
  return len;
}

/* "a", the bytes, "b". */
static void add_between(const char *what, unsigned number, const char *bytes, size_t len)
{
  char name[60], text[16] = "a";
  snprintf(name, sizeof name, "%s %X", what, number);
  memcpy(text + 1, bytes, len);
  text[1 + len] = 'b';
  add(name, text, len + 2);
}

static void add_characters(const char *what, uint32_t first, uint32_t last)
{
  char bytes[4];
  for (uint32_t c = first; c <= last; c++)
    add_between(what, (unsigned)c, bytes, evil_encode(bytes, c));
}

static void add_bytes(const char *what, unsigned first, unsigned last)
{
  for (unsigned byte = first; byte <= last; byte++)
    add_between(what, byte, &(char){(char)byte}, 1);
}

/* `piece` so often that it has some `len` bytes, between Latin letters. */
static void add_long(const char *what, const char *piece, size_t len)
{
  static char text[32768];
  size_t at = 0, one = strlen(piece);
  text[at++] = 'a';
  while (at + one <= len) {
    memcpy(text + at, piece, one);
    at += one;
  }
  text[at++] = 'z';
  add(what, text, at);
}

static void generate(void)
{
  add_characters("control", 0, 0x1f);
  add_characters("control", 0x7f, 0x9f);
  add_bytes("byte", 0x80, 0xff);
  add_characters("invisible", 0x200b, 0x200f);
  add_characters("separator or embedding", 0x2028, 0x202e);
  add_characters("invisible", 0x2060, 0x206f);
  add_characters("noncharacter", 0xfdd0, 0xfdef);
  for (uint32_t plane = 0; plane <= 16; plane++)
    add_characters("noncharacter", plane << 16 | 0xfffe, plane << 16 | 0xffff);
  add_characters("tag", 0xe0000, 0xe0007);
  add_characters("tag", 0xe0020, 0xe0027);
  for (uint32_t c = 0xd800; c < 0xe000; c += 0xff)
    add_characters("surrogate", c, c);
  add_long("very long", "x", 20000);
  add_long("very long in Chinese", "\xe4\xb8\xad", 20000);
  add_long("very many quotes", "\"", 9000);
  add_long("very many tags", "<b>", 9000);
  add_long("very many ampersands", "&", 9000);
  add_long("very many backslashes", "\\", 9000);
  add_long("very many ESC", "\x1b", 9000);
  add_long("very many NUL by number", "\\u0000", 9000);
  add_long("very many bad bytes", "\xff", 9000);
  add_long("very many U+2028", "\xe2\x80\xa8", 9000);
  add_long("very many marks on one letter", "\xcc\x81", 9000);
  add_long("very many lines", "\r\n", 9000);
  add_long("very many embeddings", "\xe2\x80\xab", 3000);
  add_long("very many overrides", "\xe2\x80\xae", 3000);
  add_long("very many isolates", "\xe2\x81\xa7", 3000);
  add_long("very many ends of isolates", "\xe2\x81\xa9", 3000);
  add_long("very many isolates and embeddings", "\xe2\x81\xa7\xe2\x80\xab", 3000);
  add_long("very many isolates and lines", "\xe2\x81\xa7\n", 3000);
  add_long("more levels than UAX #9 has", "\xe2\x80\xab\xe2\x81\xa7\xe2\x80\xaa\xe2\x81\xa6", 1300);
}

const struct evil *evil_strings(size_t *number)
{
  if (!count) {
    for (size_t i = 0; i < sizeof by_hand / sizeof by_hand[0]; i++)
      list[count++] = by_hand[i];
    generate();
  }
  *number = count;
  return list;
}
