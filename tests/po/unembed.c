/* SPDX-License-Identifier: MIT */
/* Writes each embedded catalog to a file DOMAIN.LOCALE. */
#include <stdio.h>

#include "embedded.h"

int main(void)
{
  for (size_t i = 0; i < ec_embedded_count; i++) {
    char name[100];
    snprintf(name, sizeof name, "%s.%s", ec_embedded[i].domain, ec_embedded[i].locale);
    FILE *file = fopen(name, "wb");
    if (!file || fwrite(ec_embedded[i].data, 1, ec_embedded[i].len, file) != ec_embedded[i].len ||
        fclose(file) != 0)
      return 1;
  }
  return ec_embedded_count != 3;
}
