/* SPDX-License-Identifier: MIT */
#ifndef EC_CATALOGS_H
#define EC_CATALOGS_H

/* Registries and catalogs as operands of lint. Knows which files of a folder they are, what the
 * standard input is, and where the registry of a catalog is looked for that was named alone;
 * refuses to know rules and findings. */

#include "lint_run.h"
#include "tool.h"

/* What is known of a file beside what is in it. */
struct ec_catalogs_file {
  bool judged;          /* not there for others only */
  bool named;           /* by --registry */
  const char *original; /* its bytes as they were read */
  size_t original_len;
  size_t mended;     /* how many findings */
  size_t unwritable; /* how many cannot be: the charset lacks what they need */
};

struct ec_catalogs {
  struct ec_tool *tool;
  struct ec_lint_file *files; /* all, in the order of the operands; then what is not judged */
  struct ec_catalogs_file *facts;
  size_t count, size;
  /* Of the walk through operands. */
  const char *operand;
  size_t met;           /* files, again or not */
  struct ec_seen *seen; /* files and folders that were there already */
  int status;
};

/* Reads what the operands name, and the registries beside them. What cannot be read is told, and
 * the rest gone on with: the status is EC_EXIT_FAILURE then. */
int ec_catalogs_load(struct ec_catalogs *catalogs, struct ec_tool *tool);

/* Reads all files with ec_lint_read(), and pairs catalogs with registries. Again, when what is in
 * them has changed. */
void ec_catalogs_read(struct ec_catalogs *catalogs, struct ec_lint *lint);

/* Warns of catalogs that have codes, but no registry. */
void ec_catalogs_warn(const struct ec_catalogs *catalogs);

#endif
