/* SPDX-License-Identifier: MIT */
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* What a program that uses gettext in the usual way shows: gettext_peer FOLDER DOMAIN KEY, the
 * key being context, \4 and msgid. Prints the locale that setlocale() came to ("-": it failed)
 * and, on the next line, the bytes that gettext gives. */
int main(int argc, char **argv)
{
  const char *msgid = argc == 4 ? strchr(argv[3], '\4') : NULL;
  if (!msgid)
    return 2;
  const char *locale = setlocale(LC_ALL, "");
  if (!bindtextdomain(argv[2], argv[1]))
    return 3;
  const char *text = dgettext(argv[2], argv[3]);
  /* Not found: the key itself, of which pgettext() shows the msgid. */
  if (text == argv[3])
    text = msgid + 1;
  return printf("%s\n%s", locale ? locale : "-", text) < 0 ? 3 : 0;
}
