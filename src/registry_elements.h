/* SPDX-License-Identifier: MIT */
#ifndef EC_REGISTRY_ELEMENTS_H
#define EC_REGISTRY_ELEMENTS_H

/* Elements of a registry become its entries. Knows which may stand where, and what each must have;
 * refuses to know how they are read. */

#include "registry_reader.h"

enum ec_element_at {
  EC_AT_START,
  EC_IN_ERRCAT,
  EC_IN_ENTRY,
  EC_IN_ARG,
  EC_IN_EXCEPTION,
  EC_IN_TEXT
};

struct ec_elements {
  struct ec_reader *reader;
  enum ec_element_at at;
  struct ec_place place; /* of the tag that begins */
  bool stray;            /* text outside texts has been told of in this entry */

  const char *entry_tag, *entry_name; /* "error"; its code for faults, or "<error>" */
  bool is_prefix;
  struct ec_registry_entry entry;
  struct ec_registry_arg args[EC_REGISTRY_ARGS_MAX]; /* of it, until it ends */
  size_t args_found, notes_found;
  struct ec_registry_exception *exceptions; /* of the entry */
  size_t exceptions_size, exceptions_found;
  enum ec_element_at around; /* of an exception: what holds it */

  const char *text_tag;
  struct ec_place text_place;
  struct ec_reader_text text;
  size_t messages; /* so far */
  struct ec_place root_place;
};

/* An element of our namespace begins at `place`, with `count` attributes. False when none of that
 * name may stand here: then nothing has changed. */
bool ec_elements_begin(struct ec_elements *elements, const char *tag,
                       const struct ec_reader_attribute *attributes, size_t count);
/* Tells of one that may not, by its name as written. */
void ec_elements_refuse(struct ec_elements *elements, const char *tag);
void ec_elements_end(struct ec_elements *elements);

/* Tells of text where there may be none: once in an entry. */
void ec_elements_stray(struct ec_elements *elements, struct ec_place place);

#endif
