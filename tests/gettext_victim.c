/* SPDX-License-Identifier: MIT */

/* gettext_victim FOLDER MSGID...: prints each translation on a line, by the C library's own
 * gettext from FOLDER/xx/LC_MESSAGES/victim.mo. Run by check_mo_hostile on files that may crash
 * or hang it, with an alarm set. Exit status 3: this system cannot do it. */

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* A forged count must not take the machine's memory. Relative, for sanitizers reserve
 * much address space of their own. */
static void limit_memory(void)
{
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file)
    return;
  if (fscanf(file, "%lu", &pages) == 1) {
    rlim_t max = (rlim_t)pages * 4096 + ((rlim_t)512 << 20);
    setrlimit(RLIMIT_AS, &(struct rlimit){max, max});
  }
  fclose(file);
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

int main(int argc, char **argv)
{
  if (argc < 2 || setenv("LANGUAGE", "xx", 1) || !setlocale(LC_ALL, "C.UTF-8"))
    return 3;
  if (!bindtextdomain("victim", argv[1]) || !textdomain("victim"))
    return 3;
  limit_memory();
  for (int i = 2; i < argc; i++)
    puts(gettext(argv[i]));
  for (unsigned long n = 1; n < 4; n++)
    puts(ngettext("one", "many", n));
  return fflush(stdout) ? 3 : 0;
}
