/* SPDX-License-Identifier: MIT */
#include "mo_hostile.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Small files that say much: without a limit they would take time or memory that grows with the
 * square of their size. The place where the limit stops them follows from what mo.h promises:
 * shared bytes count each time, to 4 times the file and 64 KiB. */

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct mo_pair two[] = {{"", "", 0, 0}, {"apple", "pomme", 0, 0}, {NULL, NULL, 0, 0}};

static size_t limit_of(const struct mo_built *built)
{
  return 4 * built->len + 65536;
}

enum { MANY = 3000, LONG = 30000 };

/* MANY keys of four bytes, each with the same translation of LONG bytes. */
static struct mo_hostile make_shared_text(void)
{
  static struct mo_pair pairs[MANY + 1];
  static char keys[MANY][5], text[LONG + 1];
  memset(text, 't', LONG);
  for (unsigned i = 0; i < MANY; i++) {
    snprintf(keys[i], sizeof keys[i], "%04u", i);
    pairs[i] = (struct mo_pair){keys[i], i ? "" : text, 0, 0};
  }
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = pairs});
  for (size_t i = 1; i < MANY; i++)
    for (size_t word = 0; word < 8; word += 4)
      mo_put(&built, built.at[MO_TRANSLATIONS] + 8 * i + word,
             mo_get(&built, built.at[MO_TRANSLATIONS] + word));
  /* Each costs 8 + 5 for the key and 8 + LONG + 1 for the text. */
  size_t stop = limit_of(&built) / (8 + 5 + 8 + LONG + 1);
  return (struct mo_hostile){.name = "translations that are one",
                             .built = built,
                             .want = ERRCAT_E_LIMIT,
                             .offset = built.at[MO_TRANSLATIONS] + 8 * stop};
}

/* Keys that are all suffixes of one string of one letter: to compare two takes as long as the
 * shorter. */
static struct mo_hostile make_suffixes(void)
{
  static struct mo_pair pairs[MANY + 1];
  static char key[MANY + 1], placeholder[MANY][5];
  memset(key, 'a', MANY);
  for (unsigned i = 0; i < MANY; i++) {
    snprintf(placeholder[i], sizeof placeholder[i], "%04u", i);
    pairs[i] = (struct mo_pair){i < MANY - 1 ? placeholder[i] : key, "", 0, 0};
  }
  struct mo_built built = mo_build(&(struct mo_spec){.pairs = pairs});
  uint32_t end = mo_get(&built, built.at[MO_ORIGINALS] + 8 * (MANY - 1) + 4) + MANY;
  size_t left = limit_of(&built), stop = 0;
  for (uint32_t i = 0; i < MANY; i++) {
    mo_put(&built, built.at[MO_ORIGINALS] + 8 * (size_t)i, i + 1);
    mo_put(&built, built.at[MO_ORIGINALS] + 8 * (size_t)i + 4, end - (i + 1));
    size_t cost = 8 + i + 2 + 8 + 1; /* with the empty translation */
    if (left >= cost) {
      left -= cost;
      stop = i + 1;
    }
  }
  /* The key, not the translation, is what does not fit. */
  return (struct mo_hostile){.name = "keys that are suffixes of one",
                             .built = built,
                             .want = ERRCAT_E_LIMIT,
                             .offset = built.at[MO_ORIGINALS] + 8 * stop};
}

/* MANY slots for one description of 1000 segments. */
static struct mo_hostile make_segments(void)
{
  enum { SEGMENTS = 1000 };
  static struct mo_pair pairs[MANY + 1];
  static char string[SEGMENTS * 8 + 1];
  for (size_t i = 0; i < SEGMENTS; i++)
    memcpy(string + 8 * i, "<PRIu64>", 8);
  for (size_t i = 0; i < MANY; i++)
    pairs[i] = (struct mo_pair){i ? "" : string, "", 0, 0};
  struct mo_built built =
      mo_build(&(struct mo_spec){.hash = true, .minor = 1, .pairs = two, .sysdep = pairs});
  for (size_t i = 1; i < MANY; i++)
    mo_put(&built, built.at[MO_SYSDEP_ORIGINALS] + 4 * i,
           mo_get(&built, built.at[MO_SYSDEP_ORIGINALS]));
  /* What is left after the slots and the static strings; then each original costs a NUL and its
   * pairs, each translation a NUL. */
  size_t left = limit_of(&built) - 32 * MANY, pair = 8 + strlen(PRIu64);
  for (size_t i = 0; i < COUNT(two) - 1; i++)
    left -= mo_get(&built, built.at[MO_ORIGINALS] + 8 * i) +
            mo_get(&built, built.at[MO_TRANSLATIONS] + 8 * i) + 18;
  left %= SEGMENTS * pair + 2;
  return (struct mo_hostile){.name = "descriptions that are one",
                             .built = built,
                             .want = ERRCAT_E_LIMIT,
                             .offset = mo_get(&built, built.at[MO_SYSDEP_ORIGINALS]) + 4 +
                                       8 * (left / pair)};
}

/* Tables of slots that are the whole file. */
static struct mo_hostile make_slots(void)
{
  struct mo_built built =
      mo_build(&(struct mo_spec){.hash = true, .minor = 1, .pairs = two, .sysdep = two});
  mo_resize(&built, 65536);
  mo_put(&built, 36, 65536 / 4);
  mo_put(&built, 40, 0);
  mo_put(&built, 44, 0);
  return (struct mo_hostile){
      .name = "slots everywhere", .built = built, .want = ERRCAT_E_LIMIT, .offset = 36};
}

/* One text of LONG bytes for five keys, each byte of which makes three of UTF-8. As bytes they are
 * within the limit, but after two of them the third has no room. */
static struct mo_hostile make_thai(void)
{
  static char text[LONG + 1];
  memset(text, 0xa1, LONG);
  const struct mo_pair pairs[] = {{"", "Content-Type: text/plain; charset=ISO-8859-11\n", 0, 0},
                                  {"1", text, 0, 0},
                                  {"2", "", 0, 0},
                                  {"3", "", 0, 0},
                                  {"4", "", 0, 0},
                                  {"5", "", 0, 0},
                                  {NULL, NULL, 0, 0}};
  struct mo_built built = mo_build(&(struct mo_spec){.hash = true, .pairs = pairs});
  for (size_t i = 2; i <= 5; i++)
    for (size_t word = 0; word < 8; word += 4)
      mo_put(&built, built.at[MO_TRANSLATIONS] + 8 * i + word,
             mo_get(&built, built.at[MO_TRANSLATIONS] + 8 + word));
  return (struct mo_hostile){.name = "text that is longer in UTF-8",
                             .built = built,
                             .want = ERRCAT_E_LIMIT,
                             .offset = built.at[MO_TRANSLATIONS] + 8 * 3};
}

static struct mo_hostile (*const bombs[])(void) = {make_shared_text, make_suffixes, make_segments,
                                                   make_thai, make_slots};

size_t mo_bomb_count(void)
{
  return COUNT(bombs);
}

struct mo_hostile mo_bomb_make(size_t i)
{
  return bombs[i]();
}
