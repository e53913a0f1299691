/* SPDX-License-Identifier: MIT */
#include "accept.h"

#include <string.h>

/*  Accept-Language = #( language-range [ weight ] )
 *  language-range  = 1*8ALPHA *( "-" 1*8( ALPHA / DIGIT ) ) / "*"        ; RFC 4647, section 2.1
 *  weight          = OWS ";" OWS ( "q" / "Q" ) "=" qvalue
 *  qvalue          = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3"0" ] )
 *  #element        = elements between commas with OWS around them, any of them empty
 *  OWS             = *( SP / HTAB )
 *
 * What is not of this form is ill-formed up to its comma: other parameters, four decimals, zh_CN,
 * and the extended ranges of RFC 4647, section 2.2 (zh-*), which HTTP does not have. */

enum { LETTER = 1, DIGIT = 2, SPACE = 4, COMMA = 8 };

static const uint8_t classes[256] = {
    ['\t'] = SPACE, [' '] = SPACE,  [','] = COMMA,  ['0'] = DIGIT,  ['1'] = DIGIT,  ['2'] = DIGIT,
    ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,  ['6'] = DIGIT,  ['7'] = DIGIT,  ['8'] = DIGIT,
    ['9'] = DIGIT,  ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER,
    ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER, ['K'] = LETTER,
    ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER, ['Q'] = LETTER,
    ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER,
    ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER, ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER,
    ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER,
    ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER,
    ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER, ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER,
    ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER,
};

/* What is left of the header. */
struct scan {
  const char *at, *end;
};

static bool is(const struct scan *scan, unsigned wanted)
{
  return scan->at < scan->end && classes[(unsigned char)*scan->at] & wanted;
}

/* Takes the byte when it is the one that is wanted. */
static bool take(struct scan *scan, char wanted)
{
  bool found = scan->at < scan->end && *scan->at == wanted;
  scan->at += found;
  return found;
}

static void pass(struct scan *scan, unsigned unwanted)
{
  while (is(scan, unwanted))
    scan->at++;
}

/* One subtag of 1 to 8 bytes. */
static bool read_subtag(struct scan *scan, unsigned of)
{
  const char *from = scan->at;
  pass(scan, of);
  return scan->at > from && scan->at - from <= 8;
}

static bool read_language_range(struct scan *scan, struct ec_range *range)
{
  if (take(scan, '*')) {
    range->kind = EC_RANGE_ANY;
    return true;
  }
  if (!read_subtag(scan, LETTER))
    return false;
  while (take(scan, '-'))
    if (!read_subtag(scan, LETTER | DIGIT))
      return false;
  return true;
}

static bool read_quality(struct scan *scan, struct ec_range *range)
{
  bool one = take(scan, '1');
  if (!one && !take(scan, '0'))
    return false;
  unsigned quality = 0;
  if (take(scan, '.'))
    for (unsigned worth = 100; worth && is(scan, DIGIT); worth /= 10)
      quality += (unsigned)(*scan->at++ - '0') * worth;
  if (one && quality)
    return false;
  range->quality = (uint16_t)(one ? 1000 : quality);
  return true;
}

static bool read_weight(struct scan *scan, struct ec_range *range)
{
  pass(scan, SPACE);
  if (!take(scan, ';'))
    return true;
  pass(scan, SPACE);
  if ((!take(scan, 'q') && !take(scan, 'Q')) || !take(scan, '='))
    return false;
  bool read = read_quality(scan, range);
  pass(scan, SPACE);
  return read;
}

/* Goes to the comma behind the element, or the end. */
static void pass_element(struct scan *scan, struct ec_range *range)
{
  const char *comma = memchr(scan->at, ',', (size_t)(scan->end - scan->at));
  const char *end = scan->at = comma ? comma : scan->end;
  while (end > range->text && classes[(unsigned char)end[-1]] & SPACE)
    end--;
  range->kind = EC_RANGE_ILL_FORMED;
  range->len = (uint16_t)(end - range->text);
  range->quality = 0;
}

/* The scan is at the first byte of the element, which is neither space nor comma. */
static void read_element(struct scan *scan, struct ec_range *range)
{
  *range = (struct ec_range){.text = scan->at, .quality = 1000, .kind = EC_RANGE_LANGUAGE};
  bool read = read_language_range(scan, range);
  range->len = (uint16_t)(scan->at - range->text);
  if (!read || !read_weight(scan, range) || (scan->at < scan->end && !is(scan, COMMA)))
    pass_element(scan, range);
}

static unsigned weight_of(const struct ec_range *range)
{
  return range->kind == EC_RANGE_BEYOND       ? 0
         : range->kind == EC_RANGE_ILL_FORMED ? 1
                                              : range->quality + 2u;
}

/* By insertion: there are few, and mostly they are in order. */
static void enter(struct ec_accept *accept)
{
  uint8_t place = accept->count++, at = place;
  unsigned weight = weight_of(&accept->ranges[place]);
  for (; at > 0 && weight_of(&accept->ranges[accept->order[at - 1]]) < weight; at--)
    accept->order[at] = accept->order[at - 1];
  accept->order[at] = place;
  accept->refuses = accept->refuses || weight == 2;
}

static void enter_beyond(struct ec_accept *accept, const char *text, const char *end)
{
  accept->ranges[accept->count] =
      (struct ec_range){.text = text, .len = (uint16_t)(end - text), .kind = EC_RANGE_BEYOND};
  enter(accept);
}

void ec_accept_read(struct ec_accept *accept, const char *text, size_t len)
{
  bool cut = len > ERRCAT_ACCEPT_MAX;
  struct scan scan = {text, text + (cut ? ERRCAT_ACCEPT_MAX : len)};
  accept->count = 0;
  accept->refuses = false;
  for (;;) {
    pass(&scan, SPACE | COMMA);
    bool end = scan.at == scan.end, full = accept->count == ERRCAT_RANGES_MAX;
    if (end || full) {
      if (end ? cut : full)
        enter_beyond(accept, scan.at, scan.at);
      break;
    }
    struct ec_range *range = &accept->ranges[accept->count];
    read_element(&scan, range);
    if (scan.at == scan.end && cut) {
      enter_beyond(accept, range->text, scan.end);
      break;
    }
    enter(accept);
  }
  accept->read = (uint32_t)(scan.at - text);
}
