/* SPDX-License-Identifier: MIT */
/* Each evil string as an argument, in every sink, in two locales; what comes out is read back by
 * those whom it is for: two JSON parsers, and libxml2 as HTML and as XML. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <yajl_parse.h>

#include "errcat.h"
#include "evil.h"
#include "mo_build.h"
#include "sink.h"
#include "utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* {0} and {text} are the argument. The texts themselves have what must be escaped, too. */
#define MESSAGE "Tenant {0} said \"<{text}>\" & left."
#define REMEDIATION "{text}"
#define METADATA \
  {.key = "", .text = "Content-Type: text/plain; charset=UTF-8\n"}, \
      {.key = "@format\0041", .text = "1"}, {.key = "@source\004en", .text = "en"}, \
  { \
    .key = "E_1/@arg/0/text\004string", .text = "string" \
  }

static const struct mo_pair en[] = {
    METADATA,
    {.key = "E_1/message\004" MESSAGE, .text = MESSAGE},
    {.key = "E_1/remediation\004" REMEDIATION, .text = REMEDIATION},
    {0},
};

static const struct mo_pair zh_CN[] = {
    {.key = "", .text = "Content-Type: text/plain; charset=UTF-8\n"},
    {.key = "E_1/message\004" MESSAGE, .text = "租户 {0} 说:“<{text}>”,然后 & 离开了。"},
    {.key = "E_1/remediation\004" REMEDIATION, .text = "请询问“{text}”。"},
    {0},
};

static const struct {
  const char *locale;
  const struct mo_pair *pairs;
  const char *texts[2]; /* of enum errcat_part, the argument being "{}" */
} locales[] = {
    {"en", en, {"Tenant {} said \"<{}>\" & left.", "{}"}},
    {"zh_CN", zh_CN, {"租户 {} 说:“<{}>”,然后 & 离开了。", "请询问“{}”。"}},
};

static struct errcat_bundle *bundle;
static struct mo_built built[COUNT(locales)];

static void setup(void)
{
  struct errcat_error err = {0};
  struct errcat_image images[COUNT(locales)];
  for (size_t i = 0; i < COUNT(locales); i++) {
    built[i] = mo_build(&(struct mo_spec){.pairs = locales[i].pairs});
    images[i] = (struct errcat_image){"test", locales[i].locale, built[i].bytes, built[i].len};
  }
  struct errcat_options options = {.path = "", .images = images, .image_count = COUNT(images)};
  bundle = errcat_bundle_open("test", &options, &err);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
}

static void teardown(void)
{
  errcat_bundle_free(bundle);
  for (size_t i = 0; i < COUNT(locales); i++)
    mo_free(&built[i]);
}

/* ------------------------------------------------------------ what is to come */

enum { SPACE = 1 << 20 };

struct text {
  char bytes[SPACE];
  size_t len;
};

static struct text cleaned, want, got, page;

static void add(struct text *text, const char *bytes, size_t len)
{
  if (len >= SPACE - text->len)
    ck_abort_msg("no more room");
  memcpy(text->bytes + text->len, bytes, len);
  text->len += len;
  text->bytes[text->len] = '\0';
}

/* The string as ICU cleans it: U+FFFD for each maximal subpart that is ill-formed. */
static void clean(const struct evil *evil)
{
  static UChar wide[SPACE];
  UErrorCode error = U_ZERO_ERROR;
  int32_t wide_len = 0, len = 0;
  u_strFromUTF8WithSub(wide, SPACE, &wide_len, evil->text, (int32_t)evil->len, 0xfffd, NULL,
                       &error);
  u_strToUTF8(cleaned.bytes, SPACE, &len, wide, wide_len, &error);
  ck_assert(U_SUCCESS(error));
  cleaned.len = (size_t)len;
}

/* The text with the cleaned string in it. */
static void expect(const char *text)
{
  const char *hole;
  want.len = 0;
  for (; (hole = strstr(text, "{}")) != NULL; text = hole + 2) {
    add(&want, text, (size_t)(hole - text));
    add(&want, cleaned.bytes, cleaned.len);
  }
  add(&want, text, strlen(text));
}

static void check_same(const struct evil *evil, const char *how, const char *bytes, size_t len)
{
  ck_assert_msg(len == want.len && memcmp(bytes, want.bytes, len) == 0,
                "%s, %s: got %zu bytes, %.300s, want %zu, %.300s", evil->what, how, len, bytes,
                want.len, want.bytes);
}

static uint32_t next_character(const char *bytes, size_t *at)
{
  size_t len;
  uint32_t c = ec_utf8_decode(bytes + *at, &len);
  *at += len;
  return c;
}

static bool is_control(uint32_t c)
{
  return u_charType((UChar32)c) == U_CONTROL_CHAR;
}

/* --------------------------------------------------------------------- JSON */

/* What yajl has met: anything but one string in an array is one too many. */
struct strings {
  const struct evil *evil;
  size_t count;
};

static int take_string(void *context, const unsigned char *bytes, size_t len)
{
  struct strings *strings = context;
  strings->count++;
  check_same(strings->evil, "yajl", (const char *)bytes, len);
  return 1;
}

static void check_json(const struct evil *evil)
{
  page.len = 0;
  add(&page, "[\"", 2);
  add(&page, got.bytes, got.len);
  add(&page, "\"]", 2);

  json_error_t error;
  json_t *array = json_loadb(page.bytes, page.len, JSON_ALLOW_NUL, &error);
  ck_assert_msg(array && json_array_size(array) == 1, "%s: %s", evil->what, error.text);
  const json_t *string = json_array_get(array, 0);
  check_same(evil, "jansson", json_string_value(string), json_string_length(string));
  json_decref(array);

  static const yajl_callbacks callbacks = {.yajl_string = take_string};
  struct strings strings = {evil, 0};
  yajl_handle parser = yajl_alloc(&callbacks, NULL, &strings);
  ck_assert_ptr_nonnull(parser);
  const unsigned char *bytes = (const unsigned char *)page.bytes;
  yajl_status status = yajl_parse(parser, bytes, page.len);
  size_t consumed = yajl_get_bytes_consumed(parser);
  ck_assert_msg(status == yajl_status_ok && yajl_complete_parse(parser) == yajl_status_ok &&
                    consumed == page.len,
                "%s: not JSON for yajl", evil->what);
  ck_assert_uint_eq(strings.count, 1);
  yajl_free(parser);
}

/* Nothing but JSON itself may be ended by it, wherever it stands. */
static void check_script(const struct evil *evil)
{
  for (size_t at = 0; at < got.len;) {
    uint32_t c = next_character(got.bytes, &at);
    if (c == '<' || is_control(c) || c == 0x2028 || c == 0x2029)
      ck_abort_msg("%s: U+%04X", evil->what, (unsigned)c);
  }
}

/* ------------------------------------------------------------- HTML and XML */

/* HTML may not have these, nor what reads it. */
static void clean_for_html(void)
{
  static struct text html;
  html.len = 0;
  for (size_t at = 0; at < want.len;) {
    size_t from = at;
    uint32_t c = next_character(want.bytes, &at);
    bool bad = (is_control(c) && !strchr("\t\n\r", (int)c)) || c == 0 || U_IS_UNICODE_NONCHAR(c);
    add(&html, bad ? "\xef\xbf\xbd" : want.bytes + from, bad ? 3 : at - from);
  }
  want = html;
}

static size_t count_elements(const xmlNode *node)
{
  size_t count = 0;
  for (const xmlNode *at = node; at;) {
    count += at->type == XML_ELEMENT_NODE;
    if (at->type == XML_ELEMENT_NODE && at->children) {
      at = at->children;
      continue;
    }
    while (at && !at->next)
      at = at->parent == node->parent ? NULL : at->parent;
    at = at ? at->next : NULL;
  }
  return count;
}

/* The element that has nothing but the text in it, and, unless NULL, in its only attribute. */
static void check_element(const struct evil *evil, const xmlNode *element, const char *how)
{
  ck_assert_msg(element && strcmp((const char *)element->name, "p") == 0 && !element->next,
                "%s, %s: other elements", evil->what, how);
  const xmlNode *text = element->children;
  ck_assert_msg(!text == !want.len, "%s, %s: no text", evil->what, how);
  if (text) {
    ck_assert_msg(text->type == XML_TEXT_NODE && !text->next, "%s, %s: %s", evil->what, how,
                  page.bytes);
    check_same(evil, how, (const char *)text->content, strlen((const char *)text->content));
  }
}

static void check_attribute(const struct evil *evil, const xmlNode *element, const char *how)
{
  const xmlAttr *attribute = element->properties;
  ck_assert_msg(attribute && !attribute->next, "%s, %s: attributes", evil->what, how);
  xmlChar *value = xmlGetProp((xmlNode *)element, (const xmlChar *)"title");
  ck_assert_ptr_nonnull(value);
  check_same(evil, how, (const char *)value, strlen((const char *)value));
  xmlFree(value);
}

static void write_page(const char *quote)
{
  page.len = 0;
  add(&page, "<p title=", 9);
  add(&page, quote, 1);
  add(&page, got.bytes, got.len);
  add(&page, quote, 1);
  add(&page, ">", 1);
  add(&page, got.bytes, got.len);
  add(&page, "</p>", 4);
}

static void check_html(const struct evil *evil)
{
  clean_for_html();
  for (int i = 0; i < 2; i++) {
    write_page(i ? "'" : "\"");
    htmlDocPtr document =
        htmlReadMemory(page.bytes, (int)page.len, NULL, "UTF-8",
                       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    const xmlNode *root = xmlDocGetRootElement(document);
    ck_assert_uint_eq(count_elements(root), 3); /* html, body, p */
    const xmlNode *element = root->children->children;
    check_element(evil, element, "HTML");
    check_attribute(evil, element, "HTML, attribute");
    xmlFreeDoc(document);
  }
}

/* Of an attribute XML makes tabs and line ends spaces: that they come back is not promised. */
static void check_xml(const struct evil *evil)
{
  write_page("\"");
  xmlDoc *document = xmlReadMemory(page.bytes, (int)page.len, NULL, "UTF-8", XML_PARSE_NONET);
  ck_assert_msg(document != NULL, "%s: not XML: %s", evil->what, page.bytes);
  const xmlNode *root = xmlDocGetRootElement(document);
  ck_assert_uint_eq(count_elements(root), 1);
  check_element(evil, root, "XML");
  ck_assert(root->properties && !root->properties->next);
  xmlFreeDoc(document);
}

/* ------------------------------------------------------- logs and terminals */

static bool is_bidi_control(uint32_t c)
{
  return u_hasBinaryProperty((UChar32)c, UCHAR_BIDI_CONTROL);
}

/* Not a byte that a terminal or a reader of lines would obey. */
static void check_shown(const struct evil *evil)
{
  for (size_t at = 0; at < got.len;) {
    size_t from = at;
    uint32_t c = next_character(got.bytes, &at);
    unsigned char byte = (unsigned char)got.bytes[from];
    if (byte < 0x20 || byte == 0x7f || is_control(c) || is_bidi_control(c) || c == 0x2028 ||
        c == 0x2029)
      ck_abort_msg("%s: U+%04X", evil->what, (unsigned)c);
  }
}

static uint32_t read_unit(const char *digits)
{
  char text[5] = {0};
  memcpy(text, digits, 4);
  return (uint32_t)strtoul(text, NULL, 16);
}

/* Undoes the escapes of a log: what is read is what was written. */
static void check_unescaped(const struct evil *evil)
{
  static const char letters[] = "\\bfnrt", chars[] = "\\\b\f\n\r\t";
  page.len = 0;
  for (size_t at = 0; at < got.len;) {
    char c = got.bytes[at++];
    if (c != '\\') {
      add(&page, &c, 1);
      continue;
    }
    c = got.bytes[at++];
    const char *letter = strchr(letters, c);
    if (letter && c) {
      add(&page, &chars[letter - letters], 1);
      continue;
    }
    ck_assert_msg(c == 'u', "%s: no escape", evil->what);
    uint32_t unit = read_unit(got.bytes + at);
    at += 4;
    if (unit >= 0xd800 && unit < 0xdc00) {
      ck_assert(memcmp(got.bytes + at, "\\ud", 3) == 0);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (read_unit(got.bytes + at + 2) - 0xdc00);
      at += 6;
    }
    char bytes[4];
    add(&page, bytes, evil_encode(bytes, unit));
  }
  check_same(evil, "log", page.bytes, page.len);
}

/* As a value of logfmt: one string, which no quote ends. */
static void check_quoted(const struct evil *evil)
{
  got.len = ec_sink_escaped_len(EC_SINK_QUOTED, want.bytes, want.len);
  struct ec_buf out;
  ec_buf_init(&out, got.bytes, SPACE, SIZE_MAX);
  ec_sink_put(&out, EC_SINK_QUOTED, want.bytes, want.len);
  ck_assert_uint_eq(ec_buf_finish(&out), got.len);
  check_shown(evil);
  check_json(evil);
}

/* --------------------------------------------------------------- every sink */

static void write_text(const struct evil *evil, const char *locale, enum errcat_part part,
                       enum errcat_sink sink)
{
  struct errcat_arg arg = errcat_arg_string_n(evil->text, evil->len);
  struct errcat_call call = {.code = "E_1", .args = &arg, .count = 1};
  struct errcat_text_options options = {.part = part, .sink = sink};
  struct errcat_result result;
  got.len = errcat_text(bundle, locale, &call, &options, got.bytes, SPACE, &result);
  ck_assert_msg(result.status == ERRCAT_OK, "%s: %s", evil->what,
                errcat_status_name(result.status));
  ck_assert_str_eq(result.locale, locale);
  ck_assert_uint_lt(got.len, SPACE);
  ck_assert_msg(ec_utf8_valid(got.bytes, got.len) == got.len, "%s: not UTF-8", evil->what);
}

static void check_sink(const struct evil *evil, enum errcat_sink sink)
{
  switch (sink) {
  case ERRCAT_SINK_PLAIN:
    check_same(evil, "plain", got.bytes, got.len);
    break;
  case ERRCAT_SINK_JSON:
    check_json(evil);
    check_script(evil);
    break;
  case ERRCAT_SINK_HTML:
    check_html(evil);
    check_xml(evil);
    break;
  case ERRCAT_SINK_LOG:
    check_shown(evil);
    check_unescaped(evil);
    check_quoted(evil);
    break;
  case ERRCAT_SINK_TERMINAL:
    check_shown(evil);
    break;
  }
}

START_TEST(test_sink)
{
  size_t count, checks = 0;
  const struct evil *evil = evil_strings(&count);
  for (size_t i = 0; i < count; i++) {
    clean(&evil[i]);
    for (size_t l = 0; l < COUNT(locales); l++) {
      for (int part = 0; part < 2; part++) {
        expect(locales[l].texts[part]);
        write_text(&evil[i], locales[l].locale, (enum errcat_part)part, (enum errcat_sink)_i);
        check_sink(&evil[i], (enum errcat_sink)_i);
        checks++;
      }
    }
  }
  printf("sink %d: %zu strings, %zu locales, %zu texts\n", _i, count, COUNT(locales), checks);
  fflush(stdout);
}
END_TEST

START_TEST(test_distinct)
{
  size_t count;
  const struct evil *evil = evil_strings(&count);
  ck_assert_uint_ge(count, 300);
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < i; k++)
      if (evil[i].len == evil[k].len && memcmp(evil[i].text, evil[k].text, evil[i].len) == 0)
        ck_abort_msg("\"%s\" is \"%s\"", evil[i].what, evil[k].what);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("evil");
  TCase *tcase = tcase_create("evil");
  tcase_set_timeout(tcase, 300);
  tcase_add_unchecked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, test_distinct);
  tcase_add_loop_test(tcase, test_sink, 0, ERRCAT_SINK_TERMINAL + 1);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  xmlCleanupParser();
  return failed != 0;
}
