/* SPDX-License-Identifier: MIT */

/* A registry's XML, by expat: elements and texts become entries of the registry.
 *
 * What is inside an element that does not belong there is passed over, so that one slip gives one
 * fault. Nothing of a document type declaration is used, and one that declares entities or names
 * another file ends the reading: what an entity expands to may be of any size, and xgettext would
 * not expand it. */

#include <string.h>

#include <expat.h>

#include "registry_elements.h"

#define NAMESPACE "urn:errcat:registry"
#define SEPARATOR '\n' /* of namespace, name and prefix: in none of them */

struct parser {
  XML_Parser xml;
  struct ec_reader *reader;
  struct ec_elements elements;
  bool wide;                              /* the file is in UTF-16 */
  bool stopped;                           /* by a fault after which nothing else is told */
  size_t skipping;                        /* depth below an element that is passed over */
  struct ec_reader_attribute *attributes; /* of the tag; used again for the next one */
  size_t attributes_size;
};

/* ------------------------------------------------------------------- places */

static struct ec_place place_at(struct parser *parser, size_t at)
{
  struct ec_reader *reader = parser->reader;
  struct ec_reader_cursor *cursor = &reader->cursor;
  const struct ec_registry *registry = reader->registry;
  at = at < reader->len ? at : reader->len;
  cursor->at = at > cursor->at ? at : cursor->at;
  while (cursor->line < registry->line_count && registry->lines[cursor->line] <= cursor->at)
    cursor->line++;
  return (struct ec_place){cursor->line,
                           (uint32_t)(cursor->at - registry->lines[cursor->line - 1]) + 1};
}

static size_t current(const struct parser *parser)
{
  const XML_Index at = XML_GetCurrentByteIndex(parser->xml);
  return at < 0 ? 0 : (size_t)at;
}

static struct ec_place place_here(struct parser *parser, size_t offset)
{
  if (!parser->wide)
    return place_at(parser, current(parser) + offset);
  return (struct ec_place){(uint32_t)XML_GetCurrentLineNumber(parser->xml),
                           (uint32_t)XML_GetCurrentColumnNumber(parser->xml) + 1};
}

static void fault_here(struct parser *parser, const char *code, const struct errcat_arg *args,
                       size_t count)
{
  ec_reader_fault(parser->reader, place_here(parser, 0), code, args, count);
}

/* ------------------------------------------------------------------ the tag */

/* A name as it is written, of what expat makes of it: NAMESPACE name PREFIX. Lives as long as that.
 */
static const char *written(struct parser *parser, const char *name)
{
  const char *local = strchr(name, SEPARATOR);
  if (!local)
    return name;
  const char *prefix = strchr(++local, SEPARATOR);
  if (!prefix)
    return local;
  return ec_pool_printf(parser->reader->pool, "%s:%.*s", prefix + 1, (int)(prefix - local), local);
}

/* The name of an element that is ours, else NULL. */
static const char *ours(const char *name, char local[16])
{
  const size_t space = sizeof NAMESPACE - 1;
  if (strncmp(name, NAMESPACE, space) != 0 || name[space] != SEPARATOR)
    return NULL;
  const size_t len = strcspn(name + space + 1, "\n");
  if (len >= 16)
    return NULL;
  memcpy(local, name + space + 1, len);
  local[len] = '\0';
  return local;
}

static bool is_blank(char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The tag's raw bytes from `at` on: steps over one attribute and gives where its name begins. */
static size_t next_attribute(const struct ec_reader *reader, size_t *at)
{
  size_t i = *at;
  while (i < reader->len && is_blank(reader->bytes[i]))
    i++;
  const size_t name = i;
  while (i < reader->len && reader->bytes[i] != '"' && reader->bytes[i] != '\'')
    i++;
  if (i < reader->len) {
    const char *end = memchr(reader->bytes + i + 1, reader->bytes[i], reader->len - i - 1);
    i = end ? (size_t)(end - reader->bytes) + 1 : reader->len;
  }
  *at = i;
  return name;
}

static bool declares_namespace(const struct ec_reader *reader, size_t at)
{
  return reader->len - at > 6 && memcmp(reader->bytes + at, "xmlns", 5) == 0 &&
         strchr(":= \t\r\n", reader->bytes[at + 5]);
}

/* Attributes that the tag has, with their places. expat keeps their order, but does not tell of
 * those that declare a namespace. */
static struct ec_reader_attribute *attributes_of(struct parser *parser, const char **atts,
                                                 size_t *count)
{
  struct ec_reader *reader = parser->reader;
  *count = (size_t)XML_GetSpecifiedAttributeCount(parser->xml) / 2;
  while (parser->attributes_size < *count)
    parser->attributes = ec_pool_grow(reader->pool, parser->attributes, parser->attributes_size,
                                      &parser->attributes_size, sizeof *parser->attributes);
  struct ec_reader_attribute *attributes = parser->attributes;
  size_t at = current(parser) + 1;
  while (at < reader->len && !is_blank(reader->bytes[at]) && reader->bytes[at] != '/' &&
         reader->bytes[at] != '>')
    at++;
  for (size_t i = 0; i < *count; i++) {
    attributes[i] = (struct ec_reader_attribute){written(parser, atts[2 * i]), atts[2 * i + 1],
                                                 parser->elements.place};
    if (parser->wide)
      continue;
    size_t name;
    do
      name = next_attribute(reader, &at);
    while (declares_namespace(reader, name));
    attributes[i].place = place_at(parser, name);
  }
  return attributes;
}

/* ----------------------------------------------------------------- elements */

static void XMLCALL on_begin(void *data, const char *name, const char **atts)
{
  struct parser *parser = data;
  char local[16];
  size_t count;
  if (parser->stopped || parser->skipping) {
    parser->skipping++;
    return;
  }
  parser->elements.place = place_here(parser, 0);
  const struct ec_reader_attribute *attributes = attributes_of(parser, atts, &count);
  const char *tag = ours(name, local);
  if (tag && ec_elements_begin(&parser->elements, tag, attributes, count))
    return;
  ec_elements_refuse(&parser->elements, written(parser, name));
  parser->stopped = parser->elements.at == EC_AT_START;
  parser->skipping = 1;
}

static void XMLCALL on_end(void *data, const char *name)
{
  struct parser *parser = data;
  (void)name;
  if (parser->skipping)
    parser->skipping--;
  else
    ec_elements_end(&parser->elements);
}

static bool is_in_text(const struct parser *parser)
{
  return parser->elements.at == EC_IN_TEXT && !parser->skipping && !parser->stopped;
}

static void XMLCALL on_text(void *data, const char *text, int len)
{
  struct parser *parser = data;
  size_t blanks = 0;
  if (parser->skipping || parser->stopped)
    return;
  if (is_in_text(parser)) {
    const int there = XML_GetCurrentByteCount(parser->xml);
    ec_reader_text_add(&parser->elements.text, text, (size_t)len, current(parser),
                       parser->wide || there < 0 ? 0 : (size_t)there);
    return;
  }
  while (blanks < (size_t)len && is_blank(text[blanks]))
    blanks++;
  if (blanks < (size_t)len)
    ec_elements_stray(&parser->elements, place_here(parser, blanks));
}

static void XMLCALL on_section(void *data)
{
  struct parser *parser = data;
  if (is_in_text(parser))
    ec_reader_text_node(&parser->elements.text, EC_NODE_CDATA);
}

static void XMLCALL on_section_end(void *data)
{
  struct parser *parser = data;
  if (is_in_text(parser))
    ec_reader_text_section_end(&parser->elements.text);
}

static void XMLCALL on_comment(void *data, const char *comment)
{
  struct parser *parser = data;
  (void)comment;
  if (is_in_text(parser))
    ec_reader_text_node(&parser->elements.text, EC_NODE_COMMENT);
}

/* xgettext passes over a text that has one. */
static void XMLCALL on_instruction(void *data, const char *target, const char *rest)
{
  struct parser *parser = data;
  (void)rest;
  if (is_in_text(parser))
    fault_here(parser, "registry.element-in-text",
               ERRCAT_ARGS(parser->elements.entry_name,
                           ec_pool_printf(parser->reader->pool, "?%s", target)));
}

/* ------------------------------------------------- document type declarations */

static void refuse_doctype(struct parser *parser)
{
  if (parser->stopped)
    return;
  parser->stopped = true;
  fault_here(parser, "registry.doctype", NULL, 0);
  XML_StopParser(parser->xml, XML_FALSE);
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public,
                               int has_subset)
{
  (void)name;
  (void)has_subset;
  if (system || public)
    refuse_doctype(data);
}

static void XMLCALL on_entity(void *data, const char *name, int is_parameter, const char *value,
                              int value_len, const char *base, const char *system,
                              const char *public, const char *notation)
{
  (void)name, (void)is_parameter, (void)value, (void)value_len;
  (void)base, (void)system, (void)public, (void)notation;
  refuse_doctype(data);
}

static void XMLCALL on_skipped(void *data, const char *name, int is_parameter)
{
  (void)name, (void)is_parameter;
  refuse_doctype(data);
}

/* --------------------------------------------------------------------- whole */

static bool is_wide(const char *bytes, size_t len)
{
  return len >= 2 && (memcmp(bytes, "\xFE\xFF", 2) == 0 || memcmp(bytes, "\xFF\xFE", 2) == 0 ||
                      !bytes[0] || !bytes[1]);
}

static void parse(struct parser *parser)
{
  struct ec_reader *reader = parser->reader;
  XML_SetUserData(parser->xml, parser);
  XML_SetReturnNSTriplet(parser->xml, 1);
  XML_SetElementHandler(parser->xml, on_begin, on_end);
  XML_SetCharacterDataHandler(parser->xml, on_text);
  XML_SetCdataSectionHandler(parser->xml, on_section, on_section_end);
  XML_SetCommentHandler(parser->xml, on_comment);
  XML_SetProcessingInstructionHandler(parser->xml, on_instruction);
  XML_SetStartDoctypeDeclHandler(parser->xml, on_doctype);
  XML_SetEntityDeclHandler(parser->xml, on_entity);
  XML_SetSkippedEntityHandler(parser->xml, on_skipped);
  if (XML_Parse(parser->xml, reader->bytes, (int)reader->len, 1) != XML_STATUS_ERROR)
    return;
  const enum XML_Error error = XML_GetErrorCode(parser->xml);
  if (error == XML_ERROR_NO_MEMORY)
    reader->pool->out_of_memory(reader->pool->context);
  if (parser->stopped)
    return;
  /* What was open is not all there, so nothing else is told of it. */
  parser->stopped = true;
  fault_here(parser, "registry.not-xml", ERRCAT_ARGS(XML_ErrorString(error)));
}

void ec_reader_parse(struct ec_reader *reader)
{
  struct parser parser = {.reader = reader,
                          .elements = {.reader = reader},
                          .wide = is_wide(reader->bytes, reader->len)};
  if (reader->len >= 3 && memcmp(reader->bytes, "\xEF\xBB\xBF", 3) == 0)
    reader->cursor.at = 3;
  parser.xml = XML_ParserCreateNS(NULL, SEPARATOR);
  if (!parser.xml)
    reader->pool->out_of_memory(reader->pool->context);
  parse(&parser);
  XML_ParserFree(parser.xml);
  if (!parser.stopped && !parser.elements.messages)
    ec_reader_fault(reader, parser.elements.root_place, "registry.empty", NULL, 0);
}
