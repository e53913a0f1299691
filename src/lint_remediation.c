/* SPDX-License-Identifier: MIT */

/* registry.remediation-repeats and registry.remediation-contact.
 *
 * A remediation is judged by its sentences, and by their parts between commas: each says what one
 * of the message says, or has to do with contacting somebody alone, or says something else, and
 * then the remediation is left alone. Two of them say the same when they have the same words, in
 * any order, but for articles and the like: "Invalid token." and "The token is invalid." */

#include "lint_remediation.h"

#include <stdint.h>
#include <string.h>

/* Bytes of a text that is looked at: a longer one says something. */
#define TEXT_MAX 2000
/* Sentences of a message that are kept. */
#define SENTENCES_MAX 16

/* ---------------------------------------------------------------- sentences */

/* How many bytes of what ends a sentence, or a part of one, there are: . ! ? ; , and line ends, and
 * the full-width ones. */
static size_t stop_at(const char *text, size_t len)
{
  static const char *const wide[] = {"。", "！", "？", "；", "，"};
  const unsigned char byte = (unsigned char)*text;
  if (byte < 0x80)
    return byte == '.' || byte == '!' || byte == '?' || byte == ';' || byte == ',' || byte == '\n';
  if (len < 3 || (byte != 0xE3 && byte != 0xEF))
    return 0;
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
    if (memcmp(text, wide[i], 3) == 0)
      return 3;
  return 0;
}

/* Steps over one of them, without what ends it. Returns its length. */
static size_t next_sentence(const char *text, size_t len, size_t *at, size_t *begin)
{
  static const bool may_stop[256] = {['.'] = true, ['!'] = true,  ['?'] = true,  [';'] = true,
                                     [','] = true, ['\n'] = true, [0xE3] = true, [0xEF] = true};
  size_t stop = 0, end = *at;
  *begin = *at;
  while (end < len &&
         !(may_stop[(unsigned char)text[end]] && (stop = stop_at(text + end, len - end))))
    end++;
  *at = end + stop;
  return end - *begin;
}

/* -------------------------------------------------------------------- words */

/* The words of a text, whatever their order. */
struct bag {
  uint64_t sum;
  size_t count;
};

static unsigned char lower(char byte)
{
  return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
}

static bool is_word(const char *word, size_t len, const char *lower_case)
{
  for (size_t i = 0; i < len; i++)
    if (lower(word[i]) != (unsigned char)lower_case[i])
      return false;
  return true;
}

static bool is_filler(const char *word, size_t len)
{
  static const struct {
    size_t len;
    const char *word;
  } fillers[] = {{1, "a"},    {2, "an"},   {3, "the"},    {2, "is"},   {3, "are"},
                 {3, "was"},  {4, "were"}, {2, "be"},     {4, "been"}, {3, "has"},
                 {4, "have"}, {3, "had"},  {4, "this"},   {4, "that"}, {2, "of"},
                 {2, "to"},   {2, "in"},   {6, "please"}, {3, "请"}};
  if (len > 6 || !strchr("aitwbhop\xE8", lower(*word)))
    return false;
  for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
    if (fillers[i].len == len && is_word(word, len, fillers[i].word))
      return true;
  return false;
}

/* A byte of a word, in lower case: of a letter, a digit, or a character beyond ASCII that is no
 * punctuation of Chinese or of typography; 0: it is none. */
static unsigned char word_byte(const char *text, size_t len)
{
  const unsigned char byte = (unsigned char)*text, low = byte | 0x20;
  if (low >= 'a' && low <= 'z')
    return low;
  if (byte < 0x80)
    return byte >= '0' && byte <= '9' ? byte : 0;
  const unsigned char next = len >= 3 ? (unsigned char)text[1] : 0;
  if ((byte == 0xE2 || byte == 0xE3) && next == 0x80)
    return 0;
  return byte == 0xEF && next == 0xBC ? 0 : byte;
}

/* Bytes of what is between words. */
static size_t gap(const char *text, size_t len)
{
  return (unsigned char)*text >= 0x80 && len >= 3 ? 3 : 1;
}

static void add_word(struct bag *bag, const char *word, size_t len, uint64_t hash)
{
  if (is_filler(word, len))
    return;
  hash *= 1099511628211u;
  bag->sum += hash ^ (hash >> 29);
  bag->count++;
}

static struct bag words_of(const char *text, size_t len)
{
  struct bag bag = {0, 0};
  for (size_t at = 0; at < len;) {
    const size_t begin = at;
    uint64_t hash = 1;
    for (unsigned char byte; at < len && (byte = word_byte(text + at, len - at)); at++)
      hash = (hash << 7 | hash >> 57) ^ byte;
    if (at > begin)
      add_word(&bag, text + begin, at - begin, hash);
    if (at < len)
      at += gap(text + at, len - at);
  }
  return bag;
}

static bool is_same(struct bag a, struct bag b)
{
  return a.count && a.count == b.count && a.sum == b.sum;
}

/* ------------------------------------------------------------------- judged */

/* What sentences say, and what all of them say together. */
struct message {
  struct bag all, sentences[SENTENCES_MAX];
  size_t count;
};

static void add_bag(struct bag *all, struct bag bag)
{
  all->sum += bag.sum;
  all->count += bag.count;
}

static void read_message(struct message *message, const char *text, size_t len)
{
  size_t at = 0, begin;
  message->count = 0;
  message->all = (struct bag){0, 0};
  while (text && len <= TEXT_MAX && at < len) {
    const size_t length = next_sentence(text, len, &at, &begin);
    const struct bag words = words_of(text + begin, length);
    add_bag(&message->all, words);
    if (words.count && message->count < SENTENCES_MAX)
      message->sentences[message->count++] = words;
  }
}

static bool is_in(const struct message *message, struct bag sentence)
{
  for (size_t i = 0; i < message->count; i++)
    if (is_same(message->sentences[i], sentence))
      return true;
  return false;
}

static int contact_of(const char *sentence, size_t len, const char *language)
{
  if (strcmp(language, "en") == 0)
    return ec_contact_english(sentence, len);
  if (strcmp(language, "zh") == 0)
    return ec_contact_chinese(sentence, len);
  return EC_CONTACT_ELSE;
}

static bool has(int said, int bits)
{
  return (said & bits) == bits;
}

static enum ec_remediation contact_or_help(int said)
{
  return has(said, EC_CONTACT_REACH | EC_CONTACT_WHOM) ||
                 has(said, EC_CONTACT_SUBMIT | EC_CONTACT_TICKET)
             ? EC_REMEDIATION_CONTACT
             : EC_REMEDIATION_HELPS;
}

enum ec_remediation ec_remediation_judge(const char *message, size_t message_len,
                                         const char *remediation, size_t len, const char *language)
{
  struct message said;
  struct bag all = {0, 0};
  size_t at = 0, begin, repeated = 0;
  int contact = 0;
  bool helps = false;
  if (len > TEXT_MAX)
    return EC_REMEDIATION_HELPS;
  read_message(&said, message, message_len);
  /* That it says the same is out of the question once it has more words. */
  while (at < len && !(helps && all.count > said.all.count)) {
    const size_t length = next_sentence(remediation, len, &at, &begin);
    const struct bag words = words_of(remediation + begin, length);
    add_bag(&all, words);
    if (!words.count || helps)
      continue;
    const int bits = contact_of(remediation + begin, length, language);
    if (bits != EC_CONTACT_ELSE)
      contact |= bits;
    else if (is_in(&said, words))
      repeated++;
    else
      helps = true;
  }
  if (is_same(said.all, all) || (repeated && !helps))
    return EC_REMEDIATION_REPEATS;
  return helps ? EC_REMEDIATION_HELPS : contact_or_help(contact);
}
