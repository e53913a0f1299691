/* SPDX-License-Identifier: MIT */

/* Every cell of the published table of error codes against what the library gives: equal,
 * or listed in corrections.txt with its reason. The table is the file as it was published,
 * so that a row of it can never get lost. Uses the public interface alone. */

#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errcat.h"

enum {
  ROWS = 72,
  ROWS_MAX = 128,
  CORRECTIONS_MAX = 512,
  ARGS_MAX = 16,
  TEXT_SIZE = 4096,
  FILE_SIZE = 1 << 20
};

enum cell { STATUS, EN_MESSAGE, ZH_MESSAGE, ZH_REMEDIATION, CELLS };
static const char *const cell_names[CELLS] = {"status", "en message", "zh message",
                                              "zh remediation"};

struct row {
  const char *code, *cells[CELLS];
};

struct correction {
  unsigned line;
  const char *code, *cell, *seed, *now, *reason;
};

static struct row rows[ROWS_MAX];
static size_t row_count;
static struct correction corrections[CORRECTIONS_MAX];
static size_t correction_count;
static char data_folder[1024];
static char *table_text, *corrections_text; /* what the strings above are in */
static struct errcat_bundle *bundle;

/* ------------------------------------------------------------------- files */

static void data_path(char path[TEXT_SIZE], const char *name)
{
  snprintf(path, TEXT_SIZE, "%s/%s", data_folder, name);
}

static bool complain(const char *file, unsigned line, const char *what)
{
  fprintf(stderr, "%s:%u: %s\n", file, line, what);
  return false;
}

/* The whole file, terminated; the caller frees it. NULL, with a word on stderr. */
static char *read_file(const char *name)
{
  char path[TEXT_SIZE];
  data_path(path, name);
  char *text = malloc(FILE_SIZE);
  FILE *file = fopen(path, "rb");
  size_t len = file && text ? fread(text, 1, FILE_SIZE, file) : 0;
  bool whole = len && len < FILE_SIZE && !ferror(file);
  if (file)
    fclose(file);
  if (whole) {
    text[len] = '\0';
    return text;
  }
  fprintf(stderr, "%s: cannot be read, is empty or too large\n", path);
  free(text);
  return NULL;
}

/* The next line, terminated in place; *rest becomes NULL behind the last one. */
static char *next_line(char **rest)
{
  char *line = *rest, *end = strchr(line, '\n');
  *rest = end ? end + 1 : NULL;
  if (end)
    *end = '\0';
  return line;
}

static char *trimmed(char *text)
{
  text += strspn(text, " \t");
  size_t len = strlen(text);
  while (len && strchr(" \t\r", text[len - 1]))
    len--;
  text[len] = '\0';
  return text;
}

/* ------------------------------------------------------------------- table */

static bool is_code(const char *text)
{
  return strncmp(text, "OptVerse_", 9) == 0 || strncmp(text, "JOB_MANAGER_", 12) == 0;
}

/* Cuts a line "a | b |" into its cells, whether or not it begins and ends with a bar. Returns
 * how many it has, also when that is more than `max`. */
static size_t split_cells(char *line, const char **cells, size_t max)
{
  size_t count = 0;
  char *rest = trimmed(line);
  rest += *rest == '|';
  while (*rest) {
    char *cell = rest, *bar = strchr(rest, '|');
    rest = bar ? bar + 1 : rest + strlen(rest);
    if (bar)
      *bar = '\0';
    if (count < max)
      cells[count] = trimmed(cell);
    count++;
  }
  return count;
}

/* A row is a line of which the second cell begins as a code does. It must have five cells, for a
 * bar within a text would tear it apart. */
static bool read_table(const char *name)
{
  unsigned number = 1;
  table_text = read_file(name);
  for (char *rest = table_text; rest; number++) {
    const char *cells[5];
    size_t count = split_cells(next_line(&rest), cells, 5);
    if (count < 2 || !is_code(cells[1]))
      continue;
    if (count != 5)
      return complain(name, number, "a row must have five cells");
    if (row_count == ROWS_MAX)
      return complain(name, number, "too many rows");
    rows[row_count++] = (struct row){cells[1], {cells[0], cells[2], cells[3], cells[4]}};
  }
  return table_text != NULL;
}

static const struct row *find_row(const char *code)
{
  for (size_t i = 0; i < row_count; i++)
    if (strcmp(rows[i].code, code) == 0)
      return &rows[i];
  return NULL;
}

/* ------------------------------------------------------------- corrections */

/* The head of the file describes it. */
static bool read_corrections(const char *name)
{
  static const char *const fields[] = {"code:", "cell:", "seed:", "now:", "reason:"};
  enum { FIELDS = sizeof fields / sizeof fields[0] };
  const char *values[FIELDS];
  size_t field = 0;
  unsigned number = 1;
  corrections_text = read_file(name);
  for (char *rest = corrections_text; rest; number++) {
    char *line = trimmed(next_line(&rest));
    if (*line == '#' || (!*line && !field))
      continue;
    size_t len = strlen(fields[field]);
    if (strncmp(line, fields[field], len) != 0)
      return complain(name, number, "expected code, cell, seed, now, reason, in this order");
    values[field++] = trimmed(line + len);
    if (field < FIELDS)
      continue;
    if (correction_count == CORRECTIONS_MAX)
      return complain(name, number, "too many corrections");
    corrections[correction_count++] = (struct correction){
        number - (FIELDS - 1), values[0], values[1], values[2], values[3], values[4]};
    field = 0;
  }
  if (field)
    return complain(name, number, "the last correction is not complete");
  return corrections_text != NULL;
}

static const struct correction *find_correction(const char *code, const char *cell)
{
  for (size_t i = 0; i < correction_count; i++)
    if (strcmp(corrections[i].code, code) == 0 && strcmp(corrections[i].cell, cell) == 0)
      return &corrections[i];
  return NULL;
}

/* What the catalogs must have in this cell. */
static const char *wanted(const struct row *row, enum cell cell)
{
  const struct correction *correction = find_correction(row->code, cell_names[cell]);
  return correction ? correction->now : row->cells[cell];
}

/* -------------------------------------------------------------- the library */

typedef size_t text_function(const struct errcat_bundle *, const char *, const char *,
                             const struct errcat_arg *, size_t, char *, size_t,
                             struct errcat_result *);

static const struct {
  const char *name, *locale, *stop;
  text_function *get;
} texts[] = {
    {"English message", "en", ".", errcat_message},
    {"English remediation", "en", ".", errcat_remediation},
    {"Chinese message", "zh_CN", "。", errcat_message},
    {"Chinese remediation", "zh_CN", "。", errcat_remediation},
};
enum { EN_TEXT, EN_REMEDY, ZH_TEXT, ZH_REMEDY, TEXTS };

static const struct errcat_code_info *info_of(const char *code)
{
  const struct errcat_code_info *info = errcat_bundle_find(bundle, code);
  ck_assert_msg(info != NULL, "%s: not in the catalogs", code);
  ck_assert_msg(info->arg_count <= ARGS_MAX, "%s: %zu arguments", code, info->arg_count);
  return info;
}

/* The text with "{0}", "{1}", ... for arguments, which gives the pattern's text back: but for
 * sensitive arguments, which are never shown. The argument `without` is not given. */
static struct errcat_result get_text(size_t which, const char *code, size_t without,
                                     char text[TEXT_SIZE])
{
  char names[ARGS_MAX][24];
  struct errcat_arg args[ARGS_MAX];
  struct errcat_result result;
  for (size_t i = 0; i < ARGS_MAX; i++) {
    snprintf(names[i], sizeof names[i], "{%zu}", i);
    args[i] = errcat_arg_string(i == without ? NULL : names[i]);
  }
  size_t len = texts[which].get(bundle, texts[which].locale, code, args, info_of(code)->arg_count,
                                text, TEXT_SIZE, &result);
  ck_assert_msg(len < TEXT_SIZE, "%s: %s of %zu bytes", code, texts[which].name, len);
  return result;
}

/* `pattern` as get_text() gives it back. */
static void hide_sensitive(const struct errcat_code_info *info, const char *pattern,
                           char text[TEXT_SIZE])
{
  size_t len = 0;
  while (*pattern) {
    char *end = NULL;
    unsigned long i = *pattern == '{' ? strtoul(pattern + 1, &end, 10) : 0;
    bool hidden = end && *end == '}' && i < info->arg_count && info->args[i].sensitive;
    ck_assert(len + 4 < TEXT_SIZE);
    if (hidden) {
      memcpy(text + len, "***", 3);
      len += 3;
      pattern = end + 1;
    } else {
      text[len++] = *pattern++;
    }
  }
  text[len] = '\0';
}

/* Whether a text uses an argument: it is missed when it is not given. */
static bool uses(size_t which, const char *code, size_t arg)
{
  char text[TEXT_SIZE];
  return get_text(which, code, arg, text).missing > 0;
}

/* --------------------------------------------------------- the files' tests */

START_TEST(test_no_row_is_lost)
{
  char path[TEXT_SIZE], line[TEXT_SIZE];
  data_path(path, "optverse-table.txt");
  FILE *file = fopen(path, "r");
  ck_assert(file != NULL);
  size_t count = 0;
  while (fgets(line, sizeof line, file)) {
    ck_assert(strchr(line, '\n') != NULL);
    count += strstr(line, "| OptVerse_") || strstr(line, "| JOB_MANAGER_");
  }
  fclose(file);
  ck_assert_uint_eq(count, ROWS);
  ck_assert_uint_eq(row_count, ROWS);
  for (size_t i = 0; i < row_count; i++)
    ck_assert_msg(find_row(rows[i].code) == &rows[i], "%s: twice in the table", rows[i].code);
}
END_TEST

START_TEST(test_correction)
{
  const struct correction *correction = &corrections[_i];
  const struct row *row = find_row(correction->code);
  ck_assert_msg(row != NULL, "line %u: %s is not in the table", correction->line, correction->code);
  size_t cell = 0;
  while (cell < CELLS && strcmp(cell_names[cell], correction->cell) != 0)
    cell++;
  ck_assert_msg(cell < CELLS, "line %u: there is no cell '%s'", correction->line, correction->cell);
  ck_assert_msg(strcmp(row->cells[cell], correction->seed) == 0,
                "line %u: the table has '%s', not '%s'", correction->line, row->cells[cell],
                correction->seed);
  ck_assert_msg(strcmp(correction->seed, correction->now) != 0, "line %u: changes nothing",
                correction->line);
  size_t len = strlen(correction->reason);
  ck_assert_msg(len > 1 && correction->reason[len - 1] == '.', "line %u: no reason",
                correction->line);
  ck_assert_msg(find_correction(correction->code, correction->cell) == correction,
                "line %u: %s of %s is corrected twice", correction->line, correction->cell,
                correction->code);
}
END_TEST

/* ------------------------------------------------------------ the cells' tests */

START_TEST(test_status)
{
  const struct row *row = &rows[_i];
  char status[16], text[TEXT_SIZE];
  snprintf(status, sizeof status, "%d", info_of(row->code)->http_status);
  ck_assert_msg(strcmp(status, wanted(row, STATUS)) == 0, "%s: status %s, not %s", row->code,
                status, wanted(row, STATUS));
  for (size_t i = 0; i < TEXTS; i++) {
    int sent = get_text(i, row->code, ARGS_MAX, text).http_status;
    ck_assert_msg(sent == info_of(row->code)->http_status, "%s: %d with the %s", row->code, sent,
                  texts[i].name);
  }
}
END_TEST

START_TEST(test_texts_of_the_table)
{
  static const struct {
    enum cell cell;
    size_t text;
  } cases[] = {{EN_MESSAGE, EN_TEXT}, {ZH_MESSAGE, ZH_TEXT}, {ZH_REMEDIATION, ZH_REMEDY}};
  const struct row *row = &rows[_i];
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char want[TEXT_SIZE], text[TEXT_SIZE];
    hide_sensitive(info_of(row->code), wanted(row, cases[i].cell), want);
    get_text(cases[i].text, row->code, ARGS_MAX, text);
    ck_assert_msg(
        strcmp(text, want) == 0,
        "%s: the %s is\n  %s\nwhich is neither in the table nor in corrections.txt:\n  %s",
        row->code, texts[cases[i].text].name, text, want);
  }
}
END_TEST

START_TEST(test_every_text_is_there)
{
  const char *code = rows[_i].code;
  char text[TEXTS][TEXT_SIZE];
  for (size_t i = 0; i < TEXTS; i++) {
    struct errcat_result result = get_text(i, code, ARGS_MAX, text[i]);
    ck_assert_msg(strcmp(result.locale, texts[i].locale) == 0 &&
                      result.reason == ERRCAT_REASON_EXACT && result.withheld == 0,
                  "%s: the %s comes in '%s'", code, texts[i].name, result.locale);
    ck_assert_msg(result.status == ERRCAT_OK ||
                      (result.status == ERRCAT_E_ARGUMENT && result.mismatched > 0),
                  "%s: %s: %s", code, texts[i].name, errcat_status_name(result.status));
    ck_assert_msg(result.missing == 0, "%s: the %s has a placeholder that is not declared", code,
                  texts[i].name);
    size_t len = strlen(text[i]), stop = strlen(texts[i].stop);
    ck_assert_msg(len > stop && strcmp(text[i] + len - stop, texts[i].stop) == 0,
                  "%s: the %s has no final stop: %s", code, texts[i].name, text[i]);
  }
  ck_assert_msg(info_of(code)->has_remediation, "%s: no remediation", code);
  ck_assert_msg(strcmp(text[EN_TEXT], text[EN_REMEDY]) != 0 &&
                    strcmp(text[ZH_TEXT], text[ZH_REMEDY]) != 0,
                "%s: a remediation repeats the message", code);
}
END_TEST

/* What was wrong throughout the table must not come back. */
START_TEST(test_chinese_punctuation)
{
  const char *code = rows[_i].code;
  for (size_t i = ZH_TEXT; i < TEXTS; i++) {
    char text[TEXT_SIZE];
    get_text(i, code, ARGS_MAX, text);
    size_t mark = strcspn(text, ",:;()!?\"'");
    while (text[mark] == ',' && mark && isdigit((unsigned char)text[mark - 1]) &&
           isdigit((unsigned char)text[mark + 1])) /* of a number: 1,000 */
      mark += 1 + strcspn(text + mark + 1, ",:;()!?\"'");
    ck_assert_msg(!text[mark], "%s: half-width '%c' in the %s: %s", code, text[mark], texts[i].name,
                  text);
  }
}
END_TEST

/* -------------------------------------------------------- the arguments' tests */

/* How many different placeholders the table's English text has. */
static size_t count_placeholders(const char *pattern)
{
  size_t count = 0;
  for (size_t i = 0; i < ARGS_MAX; i++) {
    char placeholder[16];
    snprintf(placeholder, sizeof placeholder, "{%zu}", i);
    count += strstr(pattern, placeholder) != NULL;
  }
  return count;
}

START_TEST(test_placeholders)
{
  const char *code = rows[_i].code;
  size_t count = info_of(code)->arg_count;
  ck_assert_msg(count == count_placeholders(rows[_i].cells[EN_MESSAGE]),
                "%s: %zu arguments declared, the table has %zu", code, count,
                count_placeholders(rows[_i].cells[EN_MESSAGE]));
  for (size_t i = 0; i < count; i++) {
    const char *name = info_of(code)->args[i].name;
    ck_assert_msg(uses(EN_TEXT, code, i), "%s: the English message does not use %s", code, name);
    ck_assert_msg(uses(ZH_TEXT, code, i), "%s: the Chinese message does not use %s", code, name);
    ck_assert_msg(uses(EN_REMEDY, code, i) == uses(ZH_REMEDY, code, i),
                  "%s: only one of the remediations uses %s", code, name);
  }
}
END_TEST

static bool is_number(const char *text, bool integer)
{
  char *end;
  double number = integer ? (double)strtoll(text, &end, 10) : strtod(text, &end);
  return *text && !*end && number == number;
}

START_TEST(test_declarations)
{
  const struct errcat_code_info *info = info_of(rows[_i].code);
  for (size_t i = 0; i < info->arg_count; i++) {
    const struct errcat_arg_info *arg = &info->args[i];
    ck_assert_msg(arg->example && *arg->example, "%s: %s has no example", info->code, arg->name);
    bool integer = strcmp(arg->type, "integer") == 0, number = strcmp(arg->type, "number") == 0;
    ck_assert_msg(!(integer || number) || is_number(arg->example, integer),
                  "%s: '%s' is no example of the %s %s", info->code, arg->example, arg->type,
                  arg->name);
    for (size_t j = 0; j < i; j++)
      ck_assert_msg(strcmp(arg->name, info->args[j].name) != 0, "%s: two arguments %s", info->code,
                    arg->name);
  }
}
END_TEST

/* What may hold keys is never shown, and what a reader needs is never hidden. */
START_TEST(test_secrets)
{
  static const char *const secrets[] = {"OptVerse_13030001 request", "OptVerse_13040001 scc_conf"};
  const struct errcat_code_info *info = info_of(rows[_i].code);
  for (size_t i = 0; i < info->arg_count; i++) {
    char arg[TEXT_SIZE], text[TEXT_SIZE];
    snprintf(arg, sizeof arg, "%s %s", info->code, info->args[i].name);
    bool secret = strcmp(arg, secrets[0]) == 0 || strcmp(arg, secrets[1]) == 0;
    snprintf(arg, sizeof arg, "{%zu}", i);
    for (size_t j = EN_TEXT; j < TEXTS; j += 2) {
      get_text(j, info->code, ARGS_MAX, text);
      ck_assert_msg((strstr(text, arg) == NULL) == secret, "%s: %s is %s in: %s", info->code,
                    info->args[i].name, secret ? "shown" : "hidden", text);
    }
  }
}
END_TEST

/* ------------------------------------------------------------ the codes' tests */

START_TEST(test_wire_form)
{
  static const char prefix[] = "JOB_MANAGER_", wire_prefix[] = "JOB_MANAGER.";
  const char *code = rows[_i].code;
  char wire[ERRCAT_CODE_MAX + 1], text[TEXT_SIZE];
  snprintf(wire, sizeof wire, "%s", code);
  if (strncmp(code, prefix, strlen(prefix)) == 0)
    memcpy(wire, wire_prefix, strlen(wire_prefix));
  ck_assert_str_eq(info_of(code)->code, code);
  ck_assert_str_eq(info_of(code)->wire, wire);
  ck_assert_ptr_eq(info_of(wire), info_of(code));
  ck_assert_str_eq(get_text(ZH_TEXT, wire, ARGS_MAX, text).code, code);
}
END_TEST

START_TEST(test_codes_are_those_of_the_table)
{
  size_t own = 0, count = errcat_bundle_code_count(bundle);
  for (size_t i = 0; i < count; i++) {
    const struct errcat_code_info *info = errcat_bundle_code(bundle, i);
    if (info->foreign)
      continue;
    own++;
    ck_assert_msg(find_row(info->code) != NULL, "%s: not in the table", info->code);
    ck_assert_msg(info->name && *info->name, "%s: no name", info->code);
    for (size_t j = 0; j < i; j++) {
      const char *name = errcat_bundle_code(bundle, j)->name;
      ck_assert_msg(!name || strcmp(name, info->name) != 0, "%s: the name %s is taken", info->code,
                    info->name);
    }
  }
  ck_assert_uint_eq(own, ROWS);
}
END_TEST

/* The table says of codes that begin with APIGW: see the error codes of the API gateway. */
START_TEST(test_foreign_code)
{
  static const char code[] = "APIGW.0301";
  static const char *const gateways[TEXTS] = {"API gateway", "API gateway", "API网关", "API网关"};
  ck_assert(info_of(code)->foreign);
  for (size_t i = 0; i < TEXTS; i++) {
    char text[TEXT_SIZE];
    struct errcat_result result;
    texts[i].get(bundle, texts[i].locale, code, NULL, 0, text, sizeof text, &result);
    ck_assert_int_eq(result.status, ERRCAT_E_FOREIGN_CODE);
    ck_assert_str_eq(result.locale, texts[i].locale);
    ck_assert_msg(strstr(text, code) != NULL, "the %s does not name the code: %s", texts[i].name,
                  text);
    ck_assert_msg(strstr(text, gateways[i]) != NULL, "the %s does not refer to the gateway: %s",
                  texts[i].name, text);
  }
}
END_TEST

START_TEST(test_nothing_is_withheld)
{
  size_t count = errcat_bundle_catalog_count(bundle);
  ck_assert_uint_ge(count, 2);
  for (size_t i = 0; i < count; i++) {
    struct errcat_catalog_info info;
    errcat_bundle_catalog_texts(bundle, i, &info);
    ck_assert_msg(!info.error, "%s: %s", info.locale, info.error ? info.error->detail : "");
    ck_assert_msg(info.stale + info.broken + info.incomplete + info.unknown == 0,
                  "%s: %zu stale, %zu broken, %zu incomplete, %zu unknown", info.locale, info.stale,
                  info.broken, info.incomplete, info.unknown);
    ck_assert_msg(info.source || info.metadata == 0, "%s: %zu entries of metadata", info.locale,
                  info.metadata);
  }
}
END_TEST

/* -------------------------------------------------------------------- main */

static Suite *make_suite(void)
{
  Suite *suite = suite_create("seed");
  int all_rows = (int)row_count;

  TCase *files = tcase_create("files");
  tcase_add_test(files, test_no_row_is_lost);
  tcase_add_loop_test(files, test_correction, 0, (int)correction_count);
  suite_add_tcase(suite, files);

  TCase *cells = tcase_create("cells");
  tcase_add_loop_test(cells, test_status, 0, all_rows);
  tcase_add_loop_test(cells, test_texts_of_the_table, 0, all_rows);
  tcase_add_loop_test(cells, test_every_text_is_there, 0, all_rows);
  tcase_add_loop_test(cells, test_chinese_punctuation, 0, all_rows);
  suite_add_tcase(suite, cells);

  TCase *arguments = tcase_create("arguments");
  tcase_add_loop_test(arguments, test_placeholders, 0, all_rows);
  tcase_add_loop_test(arguments, test_declarations, 0, all_rows);
  tcase_add_loop_test(arguments, test_secrets, 0, all_rows);
  suite_add_tcase(suite, arguments);

  TCase *codes = tcase_create("codes");
  tcase_add_loop_test(codes, test_wire_form, 0, all_rows);
  tcase_add_test(codes, test_codes_are_those_of_the_table);
  tcase_add_test(codes, test_foreign_code);
  tcase_add_test(codes, test_nothing_is_withheld);
  suite_add_tcase(suite, codes);
  return suite;
}

static bool open_bundle(void)
{
  const char *builddir = getenv("builddir");
  char path[1024];
  snprintf(path, sizeof path, "%s/po/locale", builddir ? builddir : ".");
  struct errcat_options options = {.path = path};
  struct errcat_error error;
  bundle = errcat_bundle_open("optverse", &options, &error);
  if (!bundle)
    fprintf(stderr, "%s: %s\n", path, error.detail);
  return bundle != NULL;
}

int main(void)
{
  const char *srcdir = getenv("srcdir");
  snprintf(data_folder, sizeof data_folder, "%s/tests/data", srcdir ? srcdir : ".");
  if (!read_table("optverse-table.txt") || !read_corrections("corrections.txt") || !open_bundle())
    return 1;
  SRunner *runner = srunner_create(make_suite());
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  errcat_bundle_free(bundle);
  free(table_text);
  free(corrections_text);
  return failed ? 1 : 0;
}
