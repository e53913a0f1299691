/* SPDX-License-Identifier: MIT */
#include "lint_try.h"

#include <stdlib.h>
#include <string.h>

#include "lint_run.h"
#include "rules.h"

static struct ec_pool pool, scratch;
static struct ec_lint lint;
static bool open;

static void out_of_memory(void *context)
{
  (void)context;
  abort();
}

static void begin(void)
{
  lint_try_end();
  ec_pool_init(&pool, out_of_memory, NULL);
  ec_pool_init(&scratch, out_of_memory, NULL);
  ec_lint_open(&lint, &pool, &scratch);
  open = true;
}

void lint_try_end(void)
{
  if (!open)
    return;
  ec_pool_free(&pool);
  ec_pool_free(&scratch);
  open = false;
}

/* ------------------------------------------------------------- the registry */

static void escape_xml(struct ec_string *out, const char *text)
{
  for (; *text; text++) {
    if (*text == '&')
      ec_string_adds(out, "&amp;");
    else if (*text == '<')
      ec_string_adds(out, "&lt;");
    else
      ec_string_add(out, text, 1);
  }
}

static const char *example_of(const char *type)
{
  return strcmp(type, "time") == 0                                     ? "2026-11-23T10:00:00Z"
         : strcmp(type, "integer") == 0 || strcmp(type, "number") == 0 ? "3"
                                                                       : "x";
}

static void add_args(struct ec_string *xml, const char *args)
{
  while (*args) {
    const size_t name = strcspn(args, ":"), type = strcspn(args + name + 1, " ");
    const char *kind = ec_pool_copy(&pool, args + name + 1, type);
    ec_string_adds(xml, ec_pool_printf(&pool, "<arg name=\"%.*s\" type=\"%s\" example=\"%s\"/>",
                                       (int)name, args, kind, example_of(kind)));
    args += name + 1 + type;
    args += *args == ' ';
  }
}

static void read_registry(const struct lint_try *what, struct ec_lint_file *file)
{
  const char *text = what->source ? what->source : what->text;
  const char *part = what->remediation ? "remediation" : "message";
  struct ec_string xml = {.pool = &pool};
  ec_string_adds(
      &xml, ec_pool_printf(&pool,
                           "<errcat xmlns=\"urn:errcat:registry\" format=\"1\" domain=\"shop\" "
                           "source=\"%s\"><error code=\"E1\" severity=\"%s\">",
                           what->source || !what->locale || !*what->locale ? "en" : what->locale,
                           what->severity ? what->severity : "error"));
  add_args(&xml, what->args);
  if (what->remediation)
    ec_string_adds(&xml, "<message>The quick message is this one.</message>");
  ec_string_adds(&xml, ec_pool_printf(&pool, "<%s>", part));
  escape_xml(&xml, text);
  ec_string_adds(&xml, ec_pool_printf(&pool, "</%s></error></errcat>", part));
  *file = (struct ec_lint_file){.path = "shop.xml",
                                .name = "shop.xml",
                                .bytes = ec_string_get(&xml),
                                .len = xml.len,
                                .is_registry = true};
  ec_lint_read(&lint, file);
}

/* -------------------------------------------------------------- the catalog */

static void add_string(struct ec_string *po, const char *keyword, const char *text)
{
  ec_string_adds(po, keyword);
  ec_string_adds(po, " \"");
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      ec_string_adds(po, "\\");
    if (*text == '\n')
      ec_string_adds(po, "\\n");
    else if (*text == '\t')
      ec_string_adds(po, "\\t");
    else
      ec_string_add(po, text, 1);
  }
  ec_string_adds(po, "\"\n");
}

static void read_catalog(const struct lint_try *what, struct ec_lint_file *file)
{
  struct ec_string po = {.pool = &pool};
  const char *locale = what->locale && *what->locale ? what->locale : "zh_CN";
  ec_string_adds(&po, ec_pool_printf(&pool,
                                     "msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n"
                                     "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n",
                                     locale));
  if (what->flag)
    ec_string_adds(&po, ec_pool_printf(&pool, "#, %s\n", what->flag));
  if (!what->plain)
    add_string(&po, "msgctxt", what->remediation ? "E1/remediation" : "E1/message");
  add_string(&po, "msgid", what->source);
  add_string(&po, "msgstr", what->text);
  *file = (struct ec_lint_file){.path = ec_pool_printf(&pool, "%s.po", locale),
                                .name = "try.po",
                                .bytes = ec_string_get(&po),
                                .len = po.len};
  ec_lint_read(&lint, file);
}

/* ----------------------------------------------------------------- findings */

static bool is_wanted(const struct lint_try *what, const struct ec_finding *finding)
{
  const size_t len = strcspn(finding->rule->name, ".");
  for (const char *at = what->families; at && *at; at += strcspn(at, " "), at += *at == ' ')
    if (strncmp(at, finding->rule->name, len) == 0 && (!at[len] || at[len] == ' '))
      return true;
  return !what->families;
}

/* Of the entry that is tried. */
static const struct ec_po_string *string_of(const struct ec_lint_file *file)
{
  return &file->po.entries[file->po.entry_count - 1].translations[0];
}

static const char *place_in(const struct lint_try *what, struct ec_lint_file *file,
                            const struct ec_finding *finding)
{
  const struct ec_registry_entry *entry = file->registry.errors;
  for (size_t at = 0; at <= strlen(what->text); at++) {
    struct ec_place place;
    if (file->is_registry)
      place = ec_registry_place(&file->registry,
                                what->remediation ? &entry->remediation_runs : &entry->message_runs,
                                at, (struct ec_place){0, 0});
    else
      place = ec_po_place(&file->po, ec_po_offset(&file->po, string_of(file), at));
    if (place.line == finding->place.line && place.column == finding->place.column)
      return ec_pool_printf(&pool, "@%zu", at);
  }
  return "";
}

static struct ec_lint_file files[2];

/* The file that the text is in, when it has been judged. */
static struct ec_lint_file *judge(const struct lint_try *what)
{
  begin();
  lint.jdk = what->jdk;
  memset(files, 0, sizeof files);
  if (what->args || !what->source)
    read_registry(&(struct lint_try){what->locale, what->args ? what->args : "", what->source,
                                     what->text, NULL, NULL, what->severity, false, false,
                                     what->remediation},
                  &files[0]);
  if (what->source)
    read_catalog(what, &files[1]);
  if (what->source && what->args && !what->plain)
    files[1].registry_file = &files[0];
  ec_lint_judge(&lint, what->source ? &files[1] : &files[0], NULL);
  ec_lint_finish(&lint, files, 2, NULL, NULL);
  return what->source ? &files[1] : &files[0];
}

const char *lint_try(const struct lint_try *what)
{
  struct ec_lint_file *file = judge(what);
  struct ec_string out = {.pool = &pool};
  for (size_t i = 0; i < lint.finding_count; i++) {
    if (!is_wanted(what, &lint.findings[i]))
      continue;
    ec_string_adds(&out, out.len ? " " : "");
    ec_string_adds(&out, lint.findings[i].rule->name);
    ec_string_adds(&out, place_in(what, file, &lint.findings[i]));
  }
  return ec_string_get(&out);
}

const char *lint_try_mended(const struct lint_try *what)
{
  struct ec_lint_file *file = judge(what);
  const struct ec_po_edit *failed;
  struct ec_string out = {.pool = &pool};
  size_t count = 0;
  struct ec_po_edit *edits = ec_pool_alloc(&pool, lint.finding_count, sizeof *edits);
  for (size_t i = 0; i < lint.finding_count; i++) {
    const struct ec_finding *finding = &lint.findings[i];
    bool apart = finding->mended && is_wanted(what, finding);
    for (size_t k = 0; k < count; k++)
      apart = apart &&
              (edits[k].end <= finding->mend_begin || edits[k].begin >= finding->mend_end) &&
              (edits[k].begin != finding->mend_begin || edits[k].end != finding->mend_end);
    if (apart)
      edits[count++] = (struct ec_po_edit){finding->string, finding->mend_begin, finding->mend_end,
                                           finding->mended};
  }
  if (!ec_po_write(&file->po, edits, count, &out, &failed))
    return NULL;
  struct ec_po again;
  ec_po_read(&again, &pool, ec_string_get(&out), out.len);
  return again.entries[again.entry_count - 1].translations[0].text;
}

const char *lint_try_arg(unsigned i)
{
  if (!lint.finding_count || i >= lint.findings[0].arg_count ||
      lint.findings[0].args[i].kind != ERRCAT_ARG_STRING)
    return NULL;
  return lint.findings[0].args[i].value.string;
}
