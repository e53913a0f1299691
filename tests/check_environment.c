/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <errno.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "locale.h"
#include "status.h"

/* Two tests of one thing. The first is a table of environments and what is read from them. The
 * second runs environments through gettext itself, as tests/gettext_peer.c, with locales made
 * by localedef and catalogs made by msgfmt, and through errcat on the same catalogs: the bytes are
 * equal, or the table says in which way they differ on purpose. */

static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"};
enum { VARIABLES = sizeof variables / sizeof *variables };

/* "LANG=zh_CN.UTF-8 LANGUAGE=fr:de" taken apart; each value has its own room, since it must
 * outlive the next look-up. */
struct assignments {
  const char *text;
  char values[VARIABLES][4096];
};

static const char *assigned(void *context, const char *name)
{
  struct assignments *a = context;
  int variable = 0;
  while (strcmp(variables[variable], name) != 0)
    ck_assert_int_lt(++variable, VARIABLES);
  size_t name_len = strlen(name);
  for (const char *at = a->text; *at;) {
    size_t len = strcspn(at, " ");
    if (len > name_len && at[name_len] == '=' && strncmp(at, name, name_len) == 0) {
      ck_assert_uint_lt(len - name_len, sizeof a->values[0]);
      memcpy(a->values[variable], at + name_len + 1, len - name_len - 1);
      a->values[variable][len - name_len - 1] = '\0';
      return a->values[variable];
    }
    at += len + (at[len] == ' ');
  }
  return NULL;
}

/* ------------------------------------------------------------------- reading */

/* `from`: the variables that locales, category and codeset are from. */
static const struct {
  const char *env, *locales, *codeset, *from;
  uint32_t ignored;
} readings[] = {
    {"", "", "UTF-8", "- - -", 0},
    {"LANG=", "", "UTF-8", "- - -", 0},
    {"LANG=C", "", "UTF-8", "LANG LANG -", 0},
    {"LC_ALL=POSIX LANG=fr", "", "UTF-8", "LC_ALL LC_ALL -", 0},
    {"LANG=zh_CN.UTF-8", "zh_CN.UTF-8", "UTF-8", "LANG LANG LANG", 0},
    {"LANG=zh_CN", "zh_CN", "UTF-8", "LANG LANG -", 0},
    {"LC_ALL=zh_CN.GB18030 LANG=fr", "zh_CN.GB18030", "GB18030", "LC_ALL LC_ALL LC_ALL", 0},
    {"LC_ALL= LC_MESSAGES= LC_CTYPE= LANG=fr.x", "fr.x", "x", "LANG LANG LANG", 0},
    {"LC_MESSAGES=fr LC_CTYPE=zh.GBK LANG=de", "fr", "GBK", "LC_MESSAGES LC_MESSAGES LC_CTYPE", 0},
    {"LC_CTYPE=zh_CN.GBK", "", "GBK", "- - LC_CTYPE", 0},
    {"LC_ALL=fr LC_CTYPE=zh_CN.GBK LANG=de.x", "fr", "UTF-8", "LC_ALL LC_ALL -", 0},
    {"LC_CTYPE=C LANG=fr_FR.ISO-8859-1", "fr_FR.ISO-8859-1", "UTF-8", "LANG LANG -", 0},
    {"LC_CTYPE=UTF-8 LANG=fr", "fr", "UTF-8", "LANG LANG -", 0},
    {"LANG=sr_RS.UTF-8@latin", "sr_RS.UTF-8@latin", "UTF-8", "LANG LANG LANG", 0},
    {"LANG=C.UTF-8", "", "UTF-8", "LANG LANG LANG", 0},
    {"LANG=C.ISO-8859-1", "", "ISO-8859-1", "LANG LANG LANG", 0},
    {"LANG=C.UTF-8 LANGUAGE=zh_CN", "zh_CN", "UTF-8", "LANGUAGE LANG LANG", 0},
    {"LANG=C LANGUAGE=zh_CN", "", "UTF-8", "LANG LANG -", 0},
    {"LANGUAGE=zh_CN", "", "UTF-8", "- - -", 0},
    {"LANG=fr LANGUAGE=", "fr", "UTF-8", "LANG LANG -", 0},
    {"LANG=fr LANGUAGE=:", "", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr LANGUAGE=en:fr", "en:fr", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr LANGUAGE=::zh-Hans-CN::de:", "zh-Hans-CN:de", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr LANGUAGE=de:C:zh_CN", "de", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr LANGUAGE=de:POSIX:../x", "de", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr LANGUAGE=C", "", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr LANGUAGE=../x:de:/etc:..:.", "de", "UTF-8", "LANGUAGE LANG -", 4},
    {"LANG=fr LANGUAGE=C.UTF-8:de", "de", "UTF-8", "LANGUAGE LANG -", 1},
    {"LANG=fr LANGUAGE=french:\xe4\xb8\xad\xe6\x96\x87:de@", "", "UTF-8", "LANGUAGE LANG -", 3},
    {"LANG=fr:de", "", "UTF-8", "LANG LANG -", 1},
    {"LANG=fr.UTF-8:de", "", "UTF-8", "LANG LANG -", 1},
    {"LANG=../../etc/passwd", "", "UTF-8", "LANG LANG -", 1},
    {"LANG=../../etc/passwd LANGUAGE=fr", "fr", "UTF-8", "LANGUAGE LANG -", 0},
    {"LANG=fr_FR.UTF-8//TRANSLIT", "", "UTF-8", "LANG LANG -", 1},
    {"LANG=fr_FR.a/b LC_CTYPE=fr.../x", "", "UTF-8", "LANG LANG -", 1},
    {"LANG=fr_FR.", "", "UTF-8", "LANG LANG -", 1},
    {"LC_ALL=fr.abcdefghijklmnopqrstuvwxyz0123456789ABCDE", "", "UTF-8", "LC_ALL LC_ALL -", 1},
};

START_TEST(reading)
{
  struct assignments env = {readings[_i].env, {""}};
  struct errcat_environment got;
  memset(&got, 0x5a, sizeof got);
  ec_environment_from(&got, assigned, &env);
  char from[64];
  snprintf(from, sizeof from, "%s %s %s", got.locales_from[0] ? got.locales_from : "-",
           got.category_from[0] ? got.category_from : "-",
           got.codeset_from[0] ? got.codeset_from : "-");
  ck_assert_msg(strcmp(got.locales, readings[_i].locales) == 0, "%s: locales \"%s\"", env.text,
                got.locales);
  ck_assert_msg(strcmp(got.codeset, readings[_i].codeset) == 0, "%s: codeset \"%s\"", env.text,
                got.codeset);
  ck_assert_msg(strcmp(from, readings[_i].from) == 0, "%s: from %s", env.text, from);
  ck_assert_msg(got.ignored == readings[_i].ignored, "%s: %u ignored", env.text, got.ignored);
}
END_TEST

static void set_variables(struct assignments *env)
{
  for (int i = 0; i < VARIABLES; i++) {
    const char *value = assigned(env, variables[i]);
    ck_assert_int_eq(value ? setenv(variables[i], value, 1) : unsetenv(variables[i]), 0);
  }
}

/* The process's own environment is read the same way. */
START_TEST(reading_process)
{
  struct assignments env = {readings[_i].env, {""}};
  struct errcat_environment want, got;
  ec_environment_from(&want, assigned, &env);
  set_variables(&env);
  memset(&got, 0x5a, sizeof got);
  errcat_environment_read(&got);
  ck_assert_str_eq(got.locales, want.locales);
  ck_assert_str_eq(got.codeset, want.codeset);
  ck_assert_str_eq(got.locales_from, want.locales_from);
  ck_assert_str_eq(got.category_from, want.category_from);
  ck_assert_str_eq(got.codeset_from, want.codeset_from);
  ck_assert_uint_eq(got.ignored, want.ignored);
}
END_TEST

/* `count` entries of `len` bytes each; how many of them are taken, and that they are whole. */
static void check_limit(size_t count, size_t len, size_t taken)
{
  char text[4096] = "LANG=fr LANGUAGE=";
  size_t used = strlen(text);
  for (size_t i = 0; i < count; i++) {
    ck_assert_uint_lt(used + len + 1, sizeof text);
    /* zh-x-aaaa-…, which may be as long as one likes. */
    for (size_t j = 0; j < len; j++)
      text[used++] = j < 4 ? "zh-x"[j] : (j % 6 == 4 && j + 1 < len) ? '-' : 'a';
    text[used++] = ':';
  }
  text[used] = '\0';
  struct assignments env = {text, {""}};
  struct errcat_environment got;
  ec_environment_from(&got, assigned, &env);
  ck_assert_uint_eq(got.ignored, count - taken);
  ck_assert_uint_eq(strlen(got.locales), taken * (len + 1) - 1);
  ck_assert(strncmp(got.locales, strchr(text, ':') - len, taken * (len + 1) - 1) == 0);
}

START_TEST(reading_limits)
{
  check_limit(32, 2, 32);
  check_limit(40, 2, 32);
  check_limit(16, 63, 16);
  check_limit(17, 63, 16);
  check_limit(20, 64, 15);
  /* Nothing behind the first that has no room, however short. */
  char text[2048] = "LANG=fr LANGUAGE=";
  for (int i = 0; i < 16; i++)
    strcat(text, "zh-x-aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-aaaaa-aaaaa:");
  strcat(text, "de:C:fr");
  struct assignments env = {text, {""}};
  struct errcat_environment got;
  ec_environment_from(&got, assigned, &env);
  ck_assert_uint_eq(strlen(got.locales), 15 * 65 - 1);
  ck_assert_uint_eq(got.ignored, 2);
}
END_TEST

/* --------------------------------------------------------------- with gettext */

static const char domain[] = "peer", code[] = "E_1", source_text[] = "Access is denied.";

/* The catalogs of two folders; the first of each is the source. */
static const struct {
  char folder;
  const char *locale, *text;
} catalogs[] = {
    {'A', "en", "Access is denied."},
    {'A', "zh_CN", "禁止访问。"},
    {'A', "zh_TW", "禁止存取。"},
    {'A', "fr", "Accès refusé."},
    {'A', "de", "Zugriff für Sie gesperrt."},
    {'A', "sr", "Приступ је забрањен."},
    {'A', "sr@latin", "Pristup nije dopušten."},
    {'A', "pt_BR", "Acesso não permitido."},
    {'B', "en", "Access is denied."},
    {'B', "zh", "禁止访问。"},
    {'B', "sr", "Приступ је забрањен."},
    {'B', "no", "Tilgang er nektet på grunn av regler."},
};

/* Locales for gettext: as they are asked for, their source and their charmap. */
static const struct {
  const char *name, *input, *charmap;
} locales[] = {
    {"zh_CN.gb18030", "zh_CN", "GB18030"},
    {"C.utf8", "C", "UTF-8"},
    {"zh_CN.utf8", "zh_CN", "UTF-8"},
    {"zh_CN.gbk", "zh_CN", "GBK"},
    {"zh_SG.utf8", "zh_SG", "UTF-8"},
    {"zh_TW.utf8", "zh_TW", "UTF-8"},
    {"zh_TW.big5", "zh_TW", "BIG5"},
    {"zh_HK.utf8", "zh_HK", "UTF-8"},
    {"en_US.utf8", "en_US", "UTF-8"},
    {"en_GB.utf8", "en_GB", "UTF-8"},
    {"fr_FR.utf8", "fr_FR", "UTF-8"},
    {"fr_FR.iso88591", "fr_FR", "ISO-8859-1"},
    {"fr_FR", "fr_FR", "ISO-8859-1"},
    {"de_DE.utf8", "de_DE", "UTF-8"},
    {"de_DE@euro", "de_DE@euro", "ISO-8859-15"},
    {"sr_RS.utf8", "sr_RS", "UTF-8"},
    {"sr_RS.utf8@latin", "sr_RS@latin", "UTF-8"},
    {"pt_BR.utf8", "pt_BR", "UTF-8"},
    {"pt_PT.utf8", "pt_PT", "UTF-8"},
};
enum { LOCALES = sizeof locales / sizeof *locales };

/* Why errcat does otherwise. */
#define INSTALLED "gettext needs every locale that a variable names to be installed"
#define CODESET "a name without a codeset is UTF-8; glibc has the codeset in the locale's file"
#define HOLD \
  "gettext writes '?' where the codeset has no such character; errcat takes the next locale"
#define SUBTAGS "gettext knows no likely subtags: the language in another region"
#define SCRIPT "gettext takes the language in another script; errcat never"
#define PARENTS "gettext knows none of CLDR's parents"
#define STYLES "gettext knows names only as POSIX writes them, byte for byte"
#define PATHS "gettext looks for files outside the folder"
#define ALIASES "gettext reads the system's locale.alias"

/* `locale`: the catalog that errcat takes. `differs`: NULL, or why gettext's bytes are others. */
static const struct {
  char folder;
  const char *env, *locale, *differs;
} rows[] = {
    {'A', "", "en", NULL},
    {'A', "LANG=C", "en", NULL},
    {'A', "LANG=POSIX", "en", NULL},
    {'A', "LANG=C.UTF-8", "en", NULL},
    {'A', "LC_ALL=C LANG=zh_CN.UTF-8", "en", NULL},
    {'A', "LC_MESSAGES=C LANG=zh_CN.UTF-8", "en", NULL},
    {'A', "LC_ALL=C LANGUAGE=zh_CN LANG=zh_CN.UTF-8", "en", NULL},
    {'A', "LANG=zh_CN.UTF-8", "zh_CN", NULL},
    {'A', "LANG=zh_CN.utf8", "zh_CN", NULL},
    {'A', "LC_ALL=zh_CN.UTF-8", "zh_CN", NULL},
    {'A', "LC_MESSAGES=zh_CN.UTF-8 LC_CTYPE=en_US.UTF-8", "zh_CN", NULL},
    {'A', "LC_ALL= LC_MESSAGES= LC_CTYPE= LANG=zh_CN.UTF-8", "zh_CN", NULL},
    {'A', "LC_ALL=fr_FR.UTF-8 LC_MESSAGES=zh_CN.UTF-8 LANG=de_DE.UTF-8", "fr", NULL},
    {'A', "LC_MESSAGES=fr_FR.UTF-8 LANG=zh_CN.UTF-8", "fr", NULL},
    {'A', "LC_ALL=zh_CN.GB18030", "zh_CN", NULL},
    {'A', "LANG=zh_CN.GBK", "zh_CN", NULL},
    {'A', "LC_CTYPE=zh_CN.GB18030 LC_MESSAGES=zh_CN.UTF-8", "zh_CN", NULL},
    {'A', "LC_CTYPE=zh_CN.GBK LANG=zh_CN.UTF-8", "zh_CN", NULL},
    {'A', "LC_CTYPE=zh_CN.GB18030 LANG=fr_FR.UTF-8", "fr", NULL},
    {'A', "LANG=zh_TW.UTF-8", "zh_TW", NULL},
    {'A', "LANG=zh_TW.BIG5", "zh_TW", NULL},
    {'A', "LANG=en_US.UTF-8", "en", NULL},
    {'A', "LANG=en_GB.UTF-8", "en", NULL},
    {'A', "LANG=fr_FR.UTF-8", "fr", NULL},
    {'A', "LANG=fr_FR.ISO-8859-1", "fr", NULL},
    {'A', "LANG=de_DE.UTF-8", "de", NULL},
    {'A', "LANG=pt_BR.UTF-8", "pt_BR", NULL},
    {'A', "LANG=sr_RS.UTF-8", "sr", NULL},
    {'A', "LANG=sr_RS.UTF-8@latin", "sr@latin", NULL},
    {'A', "LANGUAGE=zh_CN LANG=C.UTF-8", "zh_CN", NULL},
    {'A', "LANGUAGE=zh_CN LANG=C", "en", NULL},
    {'A', "LANGUAGE=zh_CN", "en", NULL},
    {'A', "LANGUAGE= LANG=fr_FR.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=: LANG=fr_FR.UTF-8", "en", NULL},
    {'A', "LANGUAGE=fr:zh_CN LANG=en_US.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=zh_CN:fr LC_ALL=en_US.UTF-8", "zh_CN", NULL},
    {'A', "LANGUAGE=zh_CN LC_ALL=fr_FR.UTF-8 LANG=de_DE.UTF-8", "zh_CN", NULL},
    {'A', "LANGUAGE=en:fr LANG=fr_FR.UTF-8", "en", NULL},
    {'A', "LANGUAGE=en_GB:fr LANG=fr_FR.UTF-8", "en", NULL},
    {'A', "LANGUAGE=ja:fr LANG=de_DE.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=ja LANG=de_DE.UTF-8", "en", NULL},
    {'A', "LANGUAGE=ja:C:fr LANG=de_DE.UTF-8", "en", NULL},
    {'A', "LANGUAGE=POSIX:fr LANG=de_DE.UTF-8", "en", NULL},
    {'A', "LANGUAGE=C.UTF-8:fr LANG=de_DE.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=::fr: LANG=de_DE.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=fr_CA:de LANG=en_US.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=sr@latin:de LANG=en_US.UTF-8", "sr@latin", NULL},
    {'A', "LANGUAGE=sr_RS@latin LANG=en_US.UTF-8", "sr@latin", NULL},
    {'A', "LANGUAGE=de_DE@euro LANG=en_US.UTF-8", "de", NULL},
    {'A', "LANGUAGE=zh_CN.GB18030 LANG=en_US.UTF-8", "zh_CN", NULL},
    {'A', "LANGUAGE=zh_CN LANG=en_US.UTF-8 LC_CTYPE=zh_CN.GBK", "zh_CN", NULL},
    {'A', "LANGUAGE=ca@valencia:fr LANG=en_US.UTF-8", "fr", NULL},
    {'A', "LANGUAGE=zh_TW:zh_CN LANG=zh_HK.UTF-8", "zh_TW", NULL},
    {'B', "LANG=zh_CN.UTF-8", "zh", NULL},
    {'B', "LANG=zh_SG.UTF-8", "zh", NULL},
    {'B', "LANGUAGE=fr:zh_CN:no LANG=en_US.UTF-8", "zh", NULL},

    {'A', "LANG=zh_MY.UTF-8", "zh_CN", INSTALLED},
    {'A', "LANG=fr_CA.UTF-8", "fr", INSTALLED},
    {'A', "LANG=ja_JP.UTF-8 LANGUAGE=zh_CN", "zh_CN", INSTALLED},
    {'A', "LANG=zh_CN.UTF-8 LC_CTYPE=ja_JP.UTF-8", "zh_CN", INSTALLED},
    {'A', "LANG=fr_FR", "fr", CODESET},
    {'A', "LANG=de_DE@euro", "de", CODESET},
    {'A', "LC_MESSAGES=zh_CN.UTF-8", "zh_CN", CODESET},
    {'A', "LC_CTYPE=C LANG=fr_FR.UTF-8", "fr", CODESET},
    {'A', "LANGUAGE=zh_CN LANG=fr_FR.ISO-8859-1", "en", HOLD},
    {'A', "LANGUAGE=zh_CN:fr LANG=fr_FR.ISO-8859-1", "fr", HOLD},
    {'A', "LC_CTYPE=zh_TW.BIG5 LANG=zh_CN.UTF-8", "en", HOLD},
    {'A', "LANG=zh_SG.UTF-8", "zh_CN", SUBTAGS},
    {'A', "LANG=zh_HK.UTF-8", "zh_TW", SUBTAGS},
    {'A', "LANG=pt_PT.UTF-8", "pt_BR", SUBTAGS},
    {'A', "LANGUAGE=zh LANG=en_US.UTF-8", "zh_CN", SUBTAGS},
    {'A', "LANGUAGE=sr_ME LANG=en_US.UTF-8", "sr@latin", SCRIPT},
    {'B', "LANG=zh_TW.UTF-8", "en", SCRIPT},
    {'B', "LANG=zh_HK.UTF-8", "en", SCRIPT},
    {'B', "LANG=sr_RS.UTF-8@latin", "en", SCRIPT},
    {'B', "LANGUAGE=nb_NO LANG=en_US.UTF-8", "no", PARENTS},
    {'B', "LANGUAGE=nn LANG=en_US.UTF-8", "no", PARENTS},
    {'A', "LANGUAGE=zh-CN LANG=en_US.UTF-8", "zh_CN", STYLES},
    {'A', "LANGUAGE=zh_Hans_CN LANG=en_US.UTF-8", "zh_CN", STYLES},
    {'A', "LANGUAGE=ZH_cn LANG=en_US.UTF-8", "zh_CN", STYLES},
    {'A', "LANGUAGE=sr_Latn LANG=en_US.UTF-8", "sr@latin", STYLES},
    {'B', "LANGUAGE=../A/fr:zh LANG=en_US.UTF-8", "zh", PATHS},
    {'A', "LANGUAGE=french:de LANG=en_US.UTF-8", "de", ALIASES},
};
enum { ROWS = sizeof rows / sizeof *rows };

static char base[256]; /* of all that is made for this test */

/* The path of something in `base`. */
static char *in_base(char path[512], const char *format, ...) EC_PRINTF(2, 3);
static char *in_base(char path[512], const char *format, ...)
{
  size_t used = (size_t)snprintf(path, 512, "%s/", base);
  va_list values;
  va_start(values, format);
  int len = vsnprintf(path + used, 512 - used, format, values);
  va_end(values);
  ck_assert(len > 0 && (size_t)len < 512 - used);
  return path;
}

static FILE *create(const char *path)
{
  FILE *file = fopen(path, "w");
  ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
  return file;
}

static void make_folder(const char *path)
{
  ck_assert_msg(mkdir(path, 0777) == 0 || errno == EEXIST, "%s: %s", path, strerror(errno));
}

static pid_t start(const char *const *argv)
{
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    execvp(argv[0], (char *const *)argv);
    _exit(127);
  }
  return pid;
}

/* The exit status of a program that was started, 128 when a signal ended it. */
static int finish(void)
{
  int status;
  return wait(&status) > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void make_catalog(char folder, const char *locale, const char *text)
{
  char from[512], to[512];
  make_folder(in_base(to, "%c", folder));
  make_folder(in_base(to, "%c/%s", folder, locale));
  make_folder(in_base(to, "%c/%s/LC_MESSAGES", folder, locale));
  in_base(to, "%c/%s/LC_MESSAGES/%s.mo", folder, locale, domain);
  FILE *po = create(in_base(from, "%c/%s.po", folder, locale));
  fprintf(po, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
  if (strcmp(locale, "en") == 0)
    fprintf(po,
            "msgctxt \"@format\"\nmsgid \"1\"\nmsgstr \"1\"\n\n"
            "msgctxt \"@source\"\nmsgid \"en\"\nmsgstr \"en\"\n\n"
            "msgctxt \"@domain\"\nmsgid \"%s\"\nmsgstr \"%s\"\n\n",
            domain, domain);
  fprintf(po, "msgctxt \"%s/message\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", code, source_text, text);
  ck_assert_int_eq(fclose(po), 0);
  start((const char *const[]){"msgfmt", "-o", to, from, NULL});
  int status = finish();
  ck_assert_msg(status != 127, "msgfmt cannot be run: install gettext");
  ck_assert_msg(status == 0, "msgfmt: exit status %d for %s", status, from);
}

/* Of the locale's own definition only what gettext looks at. Collation alone would take ten
 * times as long as all the rest. */
static void write_definition(const char *input)
{
  static const char *const categories[][2] = {
      {"CTYPE", NULL},       {"IDENTIFICATION", NULL}, {"COLLATE", "POSIX"},
      {"MONETARY", "POSIX"}, {"NUMERIC", "POSIX"},     {"TIME", "POSIX"},
      {"MESSAGES", "POSIX"}, {"PAPER", "i18n"},        {"NAME", "i18n"},
      {"ADDRESS", "i18n"},   {"TELEPHONE", "i18n"},    {"MEASUREMENT", "i18n"},
  };
  char path[512];
  FILE *file = create(in_base(path, "src/%s", input));
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
    fprintf(file, "LC_%s\ncopy \"%s\"\nEND LC_%s\n", categories[i][0],
            categories[i][1] ? categories[i][1] : input, categories[i][0]);
  ck_assert_int_eq(fclose(file), 0);
}

static void start_localedef(size_t i)
{
  char input[512], output[512];
  write_definition(locales[i].input);
  in_base(input, "src/%s", locales[i].input);
  in_base(output, "locales/%s", locales[i].name);
  start((const char *const[]){"localedef", "--no-archive", "--quiet", "-c", "-i", input, "-f",
                              locales[i].charmap, output, NULL});
}

static void make_locales(void)
{
  char path[512];
  make_folder(in_base(path, "src"));
  make_folder(in_base(path, "locales"));
  size_t started = 0;
  for (size_t finished = 0; finished < LOCALES; finished++) {
    while (started < LOCALES && started < finished + 2)
      start_localedef(started++);
    ck_assert_msg(finish() != 127, "localedef cannot be run: install libc-bin and locales");
  }
}

static void set_up(void)
{
  const char *parent = getenv("TMPDIR");
  int len = snprintf(base, sizeof base, "%s/errcat-environment-XXXXXX",
                     parent && parent[0] ? parent : "/tmp");
  ck_assert(len > 0 && (size_t)len < sizeof base);
  ck_assert_msg(mkdtemp(base) != NULL, "%s: %s", base, strerror(errno));
  for (size_t i = 0; i < sizeof catalogs / sizeof *catalogs; i++)
    make_catalog(catalogs[i].folder, catalogs[i].locale, catalogs[i].text);
  make_locales();
}

/* Runs the peer in the environment of `text` and nothing else. `locale` gets the name that its
 * setlocale() gave, which may list all categories; returns the length of gettext's bytes. */
static size_t run_peer(const char *text, char folder, char locale[512], char *out, size_t size)
{
  char peer[512], path[512], key[64], copy[512], locpath[512];
  const char *builddir = getenv("builddir");
  snprintf(peer, sizeof peer, "%s/tests/gettext_peer", builddir ? builddir : ".");
  in_base(path, "%c", folder);
  snprintf(key, sizeof key, "%s/message\004%s", code, source_text);
  snprintf(locpath, sizeof locpath, "LOCPATH=%s/locales", base);
  snprintf(copy, sizeof copy, "%s", text);
  char *env[VARIABLES + 2] = {locpath};
  char *save = NULL, *word = strtok_r(copy, " ", &save);
  for (size_t i = 1; word; word = strtok_r(NULL, " ", &save), i++) {
    ck_assert_uint_le(i, VARIABLES);
    env[i] = word;
  }
  int ends[2];
  ck_assert_int_eq(pipe(ends), 0);
  fflush(NULL);
  pid_t pid = fork();
  ck_assert_int_ge(pid, 0);
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    const char *const argv[] = {peer, path, domain, key, NULL};
    execve(peer, (char *const *)argv, env);
    _exit(127);
  }
  close(ends[1]);
  FILE *from = fdopen(ends[0], "r");
  ck_assert_ptr_nonnull(from);
  ck_assert_msg(fgets(locale, 512, from) != NULL, "%s: prints nothing", peer);
  locale[strcspn(locale, "\n")] = '\0';
  size_t len = fread(out, 1, size, from);
  fclose(from);
  int status = finish();
  ck_assert_msg(status == 0, "%s: exit status %d", peer, status);
  return len;
}

/* SIZE_MAX: the codeset cannot hold the text. */
static size_t convert(const char *codeset, char *text, char *out, size_t size)
{
  iconv_t cd = iconv_open(codeset, "UTF-8");
  ck_assert_msg(cd != (iconv_t)-1, "iconv knows no %s", codeset);
  size_t left = strlen(text), room = size;
  size_t changed = iconv(cd, &text, &left, &out, &room);
  iconv_close(cd);
  /* A character that was replaced is one that is not there. */
  return changed == 0 ? size - room : SIZE_MAX;
}

/* As the command line does it: the first text that the codeset can hold, else the source's. */
static size_t run_errcat(struct assignments *env, char folder, char locale[512], char *out,
                         size_t size)
{
  char path[512], text[256];
  in_base(path, "%c", folder);
  struct errcat_error err;
  struct errcat_bundle *bundle =
      errcat_bundle_open(domain, &(struct errcat_options){.path = path}, &err);
  ck_assert_msg(bundle != NULL, "%s", err.detail);
  struct errcat_environment environment;
  set_variables(env);
  errcat_environment_read(&environment);
  const char *list = environment.locales, *entry;
  size_t entry_len, len = SIZE_MAX;
  for (;;) {
    struct errcat_result result;
    errcat_message(bundle, list, code, ERRCAT_NO_ARGS, text, sizeof text, &result);
    ck_assert_msg(result.status == ERRCAT_OK, "%s: %s", env->text,
                  errcat_status_name(result.status));
    snprintf(locale, 512, "%s", result.locale);
    len = convert(environment.codeset, text, out, size);
    if (len != SIZE_MAX || !*list)
      break;
    for (uint32_t i = 0; i <= result.preference && ec_preference_next(&list, &entry, &entry_len);)
      i++;
  }
  errcat_bundle_free(bundle);
  ck_assert_msg(len != SIZE_MAX, "%s: %s cannot hold even the source", env->text,
                environment.codeset);
  return len;
}

START_TEST(installed)
{
  char env[64], got[512], bytes[256];
  snprintf(env, sizeof env, "LC_ALL=%s", locales[_i].name);
  run_peer(env, 'A', got, bytes, sizeof bytes);
  ck_assert_msg(strcmp(got, locales[_i].name) == 0,
                "localedef did not make %s from %s: install locales", locales[_i].name,
                locales[_i].input);
}
END_TEST

START_TEST(same_as_gettext)
{
  struct assignments env = {rows[_i].env, {""}};
  char theirs[256], ours[256], theirs_from[512], ours_from[512];
  size_t theirs_len = run_peer(env.text, rows[_i].folder, theirs_from, theirs, sizeof theirs);
  size_t ours_len = run_errcat(&env, rows[_i].folder, ours_from, ours, sizeof ours);
  ck_assert_msg(strcmp(ours_from, rows[_i].locale) == 0, "%s: errcat takes %s, not %s", env.text,
                ours_from, rows[_i].locale);
  bool missing = strcmp(theirs_from, "-") == 0;
  const char *differs = rows[_i].differs;
  ck_assert_msg(missing == (differs && strcmp(differs, INSTALLED) == 0),
                "%s: setlocale() came to \"%s\"", env.text, theirs_from);
  bool same = theirs_len == ours_len && memcmp(theirs, ours, ours_len) == 0;
  if (!differs)
    ck_assert_msg(same, "%s: \"%.*s\" by errcat, \"%.*s\" by gettext in locale %s", env.text,
                  (int)ours_len, ours, (int)theirs_len, theirs, theirs_from);
  else
    ck_assert_msg(!same, "%s: no longer differs (%s)", env.text, differs);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("environment");
  TCase *alone = tcase_create("reading");
  tcase_add_loop_test(alone, reading, 0, sizeof readings / sizeof *readings);
  tcase_add_loop_test(alone, reading_process, 0, sizeof readings / sizeof *readings);
  tcase_add_test(alone, reading_limits);
  suite_add_tcase(suite, alone);
  TCase *compared = tcase_create("gettext");
  tcase_add_unchecked_fixture(compared, set_up, NULL);
  tcase_set_timeout(compared, 60);
  tcase_add_loop_test(compared, installed, 0, LOCALES);
  tcase_add_loop_test(compared, same_as_gettext, 0, ROWS);
  suite_add_tcase(suite, compared);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  /* Not a fixture, which would not run after a set_up() that failed. */
  if (base[0]) {
    start((const char *const[]){"rm", "-rf", "--", base, NULL});
    failed += finish() != 0;
  }
  return failed != 0;
}
