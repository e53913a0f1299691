/* SPDX-License-Identifier: MIT */
/* Shows what src/po.h makes of a .po file, one line an entry, so that tests/po_peers.sh can compare
 * it with what it makes of the same file after msgcat has written it: what msgcat arranges in its
 * own way (line breaks, references, order of flags) is left out. Faults go to standard error.
 * With --text the strings stand alone, as those of msgunfmt's output do. With --places each string
 * has where it begins and ends. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "po.h"

static void out_of_memory(void *context)
{
  (void)context;
  fputs("po_dump: out of memory\n", stderr);
  exit(3);
}

static char *read_file(const char *path, size_t *len)
{
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
  size_t size = 0;
  char *bytes = NULL;
  *len = 0;
  while (file && !ferror(file) && !feof(file)) {
    if (size - *len < 65536) {
      size = size * 2 + 65536;
      char *grown = realloc(bytes, size);
      if (!grown)
        out_of_memory(NULL);
      bytes = grown;
    }
    *len += fread(bytes + *len, 1, size - *len, file);
  }
  if (!file || ferror(file)) {
    perror(path);
    exit(3);
  }
  return bytes;
}

static void put_text(const char *text, size_t len)
{
  putchar('"');
  for (size_t i = 0; i < len; i++) {
    const unsigned char c = (unsigned char)text[i];
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
      printf("\\%03o", c);
    else
      putchar(c);
  }
  putchar('"');
}

static bool places;

static void put_string(const char *what, const struct ec_po_string *string)
{
  if (!string->text)
    return;
  printf(" %s ", what);
  put_text(string->text, string->len);
  if (places)
    printf(" @%zu-%zu", (size_t)string->begin, (size_t)string->end);
}

static void put_comments(const struct ec_po_entry *entry, enum ec_po_comment_kind kind)
{
  for (size_t i = 0; i < entry->comment_count; i++) {
    if (entry->comments[i].kind != kind)
      continue;
    fputs(kind == EC_PO_EXTRACTED ? " #. " : " # ", stdout);
    put_text(entry->comments[i].text, strlen(entry->comments[i].text));
  }
}

static void put_formats(const struct ec_po_entry *entry)
{
  static const char *const formats[] = {"c-format",      "no-c-format", "java-format",
                                        "python-format", "qt-format",   "kde-format",
                                        "sh-format",     "perl-format", "no-wrap"};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (ec_po_flag(entry, formats[i]))
      printf(" %s", formats[i]);
}

static void put_entry(const struct ec_po_entry *entry, bool text)
{
  fputs(entry->obsolete ? "obsolete" : "entry", stdout);
  if (entry->domain && strcmp(entry->domain, "messages") != 0)
    printf(" domain %s", entry->domain);
  put_string("msgctxt", &entry->context);
  put_string("msgid", &entry->id);
  put_string("msgid_plural", &entry->id_plural);
  for (size_t i = 0; i < entry->translation_count; i++)
    put_string("msgstr", &entry->translations[i]);
  if (!text) {
    if (entry->previous) {
      put_string("was msgctxt", &entry->previous->context);
      put_string("was msgid", &entry->previous->id);
      put_string("was msgid_plural", &entry->previous->id_plural);
    }
    if (entry->fuzzy)
      fputs(" fuzzy", stdout);
    put_formats(entry);
    put_comments(entry, EC_PO_TRANSLATOR);
    put_comments(entry, EC_PO_EXTRACTED);
  }
  putchar('\n');
}

static void put_fault(struct ec_po *po, const struct ec_po_fault *fault)
{
  const struct ec_place place = ec_po_place(po, fault->offset);
  fprintf(stderr, "%lu:%lu %s", (unsigned long)place.line, (unsigned long)place.column,
          fault->code);
  for (size_t i = 0; i < fault->arg_count; i++)
    fprintf(stderr, " %s", fault->args[i].value.string);
  fputc('\n', stderr);
}

/* What a .mo has: neither fuzzy nor untranslated entries. */
static bool is_in_mo(const struct ec_po_entry *entry)
{
  const bool header = !entry->context.text && !entry->id.len;
  return entry->translations[0].len && !entry->obsolete && (header || !entry->fuzzy);
}

int main(int argc, char **argv)
{
  bool text = false;
  while (argc > 2 && argv[1][0] == '-' && argv[1][1] == '-') {
    text = text || strcmp(argv[1], "--text") == 0;
    places = places || strcmp(argv[1], "--places") == 0;
    argc--;
    argv++;
  }
  if (argc != 2) {
    fputs("usage: po_dump [--text] [--places] FILE\n", stderr);
    return 2;
  }
  size_t len;
  char *bytes = read_file(argv[1], &len);
  struct ec_pool pool;
  struct ec_po po;
  ec_pool_init(&pool, out_of_memory, NULL);
  ec_po_read(&po, &pool, bytes, len);
  for (size_t i = 0; i < po.fault_count; i++)
    put_fault(&po, &po.faults[i]);
  for (size_t i = 0; i < po.entry_count; i++)
    if (!text || is_in_mo(&po.entries[i]))
      put_entry(&po.entries[i], text);
  const bool faults = po.faults_found > 0;
  ec_pool_free(&pool);
  free(bytes);
  return faults ? 1 : 0;
}
