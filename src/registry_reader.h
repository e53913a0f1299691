/* SPDX-License-Identifier: MIT */
#ifndef EC_REGISTRY_READER_H
#define EC_REGISTRY_READER_H

/* What the parts of the registry's reader share: the registry as far as it has been read, and the
 * places of its parts in the file. Knows no XML and no rule. */

#include "registry.h"

/* Lines and columns of bytes that come in ascending order, so that the file is gone through once.
 */
struct ec_reader_cursor {
  size_t at;
  uint32_t line;
};

struct ec_reader {
  struct ec_registry *registry;
  struct ec_pool *pool;
  const char *bytes;
  size_t len;
  struct ec_reader_cursor cursor;
  size_t errors_size, prefixes_size, exceptions_size; /* room in the registry's arrays */
  struct ec_registry_exception *exceptions;           /* of the registry */
  size_t exceptions_found;
};

/* One attribute of a tag. */
struct ec_reader_attribute {
  const char *name; /* with its prefix, as written */
  const char *value;
  struct ec_place place;
};

/* Which attributes an element has, and what each may be. */
enum ec_reader_element {
  EC_ELEMENT_ERRCAT,
  EC_ELEMENT_PREFIX,
  EC_ELEMENT_ERROR,
  EC_ELEMENT_ARG,
  EC_ELEMENT_EXCEPTION,
  EC_ELEMENT_TEXT /* message, remediation, note */
};

void ec_reader_fault(struct ec_reader *reader, struct ec_place place, const char *code,
                     const struct errcat_arg *args, size_t count);

/* Tells of what is wrong with the attributes, of which there are `count`, of an element with the
 * name `tag` at `place`. */
void ec_reader_attributes(struct ec_reader *reader, enum ec_reader_element element, const char *tag,
                          struct ec_place place, const struct ec_reader_attribute *attributes,
                          size_t count);

/* The value of an attribute when it is there and as it must be; else NULL. `*place` gets its place,
 * and may be NULL. */
const char *ec_reader_value(const struct ec_reader_attribute *attributes, size_t count,
                            enum ec_reader_element element, const char *name,
                            struct ec_place *place);

/* A text while it is read: what libxml2 would make nodes of. */
enum ec_reader_node { EC_NODE_TEXT, EC_NODE_CDATA, EC_NODE_COMMENT };
struct ec_reader_part {
  enum ec_reader_node kind;
  size_t begin, end; /* in the bytes of the text */
};
/* Runs as they come in. */
struct ec_reader_runs {
  struct ec_registry_run *runs;
  size_t count, size;
};
/* `len` bytes of a text, behind all others, stand at `offset` of the file. */
void ec_reader_runs_add(struct ec_reader_runs *runs, struct ec_pool *pool, size_t at, size_t len,
                        size_t offset);

struct ec_reader_text {
  struct ec_string bytes, out; /* as read, and folded */
  struct ec_reader_part *nodes;
  size_t count, size;
  bool in_section;
  struct ec_reader_runs read, folded; /* of `bytes`, and of what becomes of them */
};
/* Its arrays are used again for the next text. */
void ec_reader_text_begin(struct ec_reader_text *text, struct ec_pool *pool);
/* `len` bytes that are written as `there` bytes at `offset` of the file; `there` is 0 when that is
 * not to be told. */
void ec_reader_text_add(struct ec_reader_text *text, const char *bytes, size_t len, size_t offset,
                        size_t there);
/* A CDATA section begins, or there is a comment. */
void ec_reader_text_node(struct ec_reader_text *text, enum ec_reader_node kind);
void ec_reader_text_section_end(struct ec_reader_text *text);
/* The whole, with its white space folded, and where it stands. */
const char *ec_reader_text_get(struct ec_reader_text *text, struct ec_registry_runs *runs);

/* Fills the registry's lines, which places are told by. */
void ec_reader_lines(struct ec_reader *reader);

/* Reads the XML. */
void ec_reader_parse(struct ec_reader *reader);

/* What can only be seen when all codes are together: what is there twice, and how codes are sent.
 */
void ec_reader_compare(struct ec_reader *reader);

#endif
