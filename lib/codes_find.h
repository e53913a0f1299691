/* SPDX-License-Identifier: MIT */
#ifndef EC_CODES_FIND_H
#define EC_CODES_FIND_H

/* The way to a code that nearly every look-up takes. Knows how a form is hashed and how the table
 * of codes.h is read; refuses to know what is behind the first place that looks right, which is
 * ec_codes_find()'s. */

#include "codes.h"
#include "inline.h"

/* How many tags are compared at once. */
enum { EC_CODES_GROUP = 8 };

INLINE uint64_t ec_code_word(const char *bytes)
{
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/* The halves of the product, one upon the other: each bit of both words has its part in all of
 * them. */
INLINE uint64_t ec_code_mix(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
  __extension__ unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
  uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
  uint64_t left = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
  uint64_t right = (a & UINT32_MAX) * (b >> 32) + (left & UINT32_MAX);
  return a * b ^ ((a >> 32) * (b >> 32) + (left >> 32) + (right >> 32));
#endif
}

/* Pairs of words of eight bytes, the last of which may overlap what is before it. */
INLINE uint64_t ec_code_hash(const char *code, size_t len)
{
  const uint64_t first = UINT64_C(0x9e3779b97f4a7c15), second = UINT64_C(0xd1b54a32d192ed03);
  uint64_t hash = len;
  if (len < 8) {
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++)
      word = word << 8 | (unsigned char)code[i];
    return ec_code_mix(hash ^ first, word ^ second);
  }
  for (size_t i = 0; i + 16 < len; i += 16)
    hash = ec_code_mix(hash ^ ec_code_word(code + i) ^ first, ec_code_word(code + i + 8) ^ second);
  const char *last = len > 16 ? code + len - 16 : code;
  return ec_code_mix(hash ^ ec_code_word(last) ^ first, ec_code_word(code + len - 8) ^ second);
}

/* Of the bits of the hash that do not tell the place. */
INLINE uint8_t ec_code_tag(uint64_t hash)
{
  return (uint8_t)(0x80 | (hash >> 57));
}

/* The tags of eight places from this one on, the first lowest. */
INLINE uint64_t ec_codes_tags_at(const struct ec_codes *codes, size_t place)
{
  const uint8_t *tags = codes->tags + place;
  return (uint64_t)tags[0] | (uint64_t)tags[1] << 8 | (uint64_t)tags[2] << 16 |
         (uint64_t)tags[3] << 24 | (uint64_t)tags[4] << 32 | (uint64_t)tags[5] << 40 |
         (uint64_t)tags[6] << 48 | (uint64_t)tags[7] << 56;
}

INLINE unsigned ec_codes_lowest(uint64_t marks)
{
#if defined(__GNUC__)
  return (unsigned)__builtin_ctzll(marks) / 8;
#else
  unsigned byte = 0;
  for (; !(marks & 0xff); marks >>= 8)
    byte++;
  return byte;
#endif
}

/* Which of the tags are this one: their top bits. A tag that differs by its lowest bit may look
 * like it, which the form itself then tells apart; one of a free place cannot. */
INLINE uint64_t ec_codes_marks(uint64_t tags, uint8_t tag)
{
  const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
  uint64_t differ = tags ^ tag * ones;
  return (differ - ones) & ~differ & tops;
}

/* strlen() of a code that fits into a head, and is not shorter than a word; else 0. A processor
 * guesses the length and goes on with it, whereas it would wait for what a call returns. */
INLINE size_t ec_code_short_len(const char *code)
{
  if (UNLIKELY(!code[0] || !code[1] || !code[2] || !code[3] || !code[4] || !code[5] || !code[6] ||
               !code[7]))
    return 0;
  for (size_t len = 8; len < EC_CODE_HEAD - 2; len += 4) {
    if (!code[len])
      return len;
    if (!code[len + 1])
      return len + 1;
    if (!code[len + 2])
      return len + 2;
    if (!code[len + 3])
      return len + 3;
  }
  return 0;
}

/* memcmp() == 0 of 8 to 32 bytes. */
INLINE bool ec_code_same_short(const char *a, const char *b, size_t len)
{
  return ec_code_word(a) == ec_code_word(b) &&
         ec_code_word(a + len - 8) == ec_code_word(b + len - 8) &&
         (len <= 16 || (ec_code_word(a + 8) == ec_code_word(b + 8) &&
                        ec_code_word(a + len - 16) == ec_code_word(b + len - 16)));
}

/* Whether this form, of 8 to EC_CODE_HEAD bytes, is at the place. */
INLINE bool ec_codes_is_at(const struct ec_codes *codes, size_t place, const char *form, size_t len)
{
  const struct ec_code_head *head = &codes->heads[place];
  return head->len == len && ec_code_same_short(head->text, form, len);
}

/* Finds the place of the code by its canonical or wire form, which is terminated, when that is of
 * usual length and at the first place with its tag, as nearly every one is; else false. No call,
 * and no loop but over its bytes. That it is at its own place, as most are, is guessed, so that
 * what is behind need not wait for the tags. */
INLINE bool ec_codes_find_quickly(const struct ec_codes *codes, const char *code, size_t *place)
{
  size_t len = ec_code_short_len(code);
  if (UNLIKELY(!len))
    return false;
  uint64_t hash = ec_code_hash(code, len);
  size_t last = codes->places - 1, at = hash & last;
  *place = at;
  if (UNLIKELY(codes->tags[at] != ec_code_tag(hash))) {
    uint64_t marks = ec_codes_marks(ec_codes_tags_at(codes, at), ec_code_tag(hash));
    if (!marks)
      return false;
    *place = (at + ec_codes_lowest(marks)) & last;
  }
  if (UNLIKELY(!ec_codes_is_at(codes, *place, code, len)))
    return false;
  if (UNLIKELY(codes->heads[*place].alias))
    *place = codes->list[*place].first;
  return true;
}

#endif
