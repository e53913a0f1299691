/* SPDX-License-Identifier: MIT */
#ifndef EC_REGISTRY_H
#define EC_REGISTRY_H

/* A registry of error codes, as errcat-registry(5) describes it, read from its XML file. Knows its
 * elements, what each may hold, and the line and column of every fault; refuses to know languages,
 * streams and what is made of the codes: a fault is a code of the tool's texts with arguments. */

#include "errcat.h"
#include "place.h"
#include "pool.h"

enum {
  EC_REGISTRY_MAX = 67108864,       /* bytes of a file (64 MiB) */
  EC_REGISTRY_ARGS_MAX = 16,        /* arguments of a code */
  EC_REGISTRY_NOTES_MAX = 8,        /* notes of a code */
  EC_REGISTRY_EXCEPTIONS_MAX = 100, /* of a code, and of the registry itself */
  EC_REGISTRY_FORMS_MAX = 32,       /* forms of a code pattern */
  EC_REGISTRY_FAULTS_MAX = 100,     /* that are told, of those that there are */
  EC_REGISTRY_FAULT_ARGS_MAX = 4    /* arguments of a fault's text */
};

/* Where a text stands in the file: runs of its bytes that stand there without a break, in ascending
 * order, which leave out no byte. All bytes of a reference such as "&lt;" stand where it begins,
 * and white space that is folded where the first of it does. None for a file in UTF-16. */
struct ec_registry_run {
  uint32_t at, len; /* in the text */
  uint32_t offset;  /* in the file */
};
struct ec_registry_runs {
  const struct ec_registry_run *runs;
  size_t count;
};

/* An <exception>: findings of a rule that are as they should be, and why. */
struct ec_registry_exception {
  const char *rule;   /* or a family, "zh.*" */
  const char *locale; /* of the translations that it is about; NULL: all, and the registry */
  const char *reason;
  struct ec_place place; /* of its rule */
};

struct ec_registry_arg {
  const char *name, *type, *example;
  const char *sensitive; /* or NULL */
  struct ec_place place; /* of its name */
};

/* An <error>, or a <prefix>, whose `match` is then its code. */
struct ec_registry_entry {
  const char *code;
  const char *key;      /* what catalogs have for the code: itself, but "GATE*" of a prefix GATE */
  const char *wire;     /* as declared, or NULL */
  const char *sent;     /* the form in which the code is sent; of errors alone */
  const char *name;     /* or NULL */
  const char *severity; /* "error" when nothing is declared */
  int http_status;      /* 0: none declared */
  bool retired;
  const struct ec_registry_arg *args;
  size_t arg_count;
  const char *message, *remediation; /* white space folded; or NULL */
  const char *notes[EC_REGISTRY_NOTES_MAX];
  size_t note_count;
  struct ec_place place;                            /* of its code */
  struct ec_place name_place;                       /* of its name, or as `place` */
  struct ec_place message_place, remediation_place; /* of their tags */
  struct ec_registry_runs message_runs, remediation_runs;
  const struct ec_registry_exception *exceptions;
  size_t exception_count;
};

struct ec_registry_fault {
  const char *code; /* of a text of the tool */
  struct ec_place place;
  struct errcat_arg args[EC_REGISTRY_FAULT_ARGS_MAX];
  size_t arg_count;
};

struct ec_registry {
  const char *domain, *source;
  const char *type_base; /* or NULL */
  struct ec_place domain_place;
  struct ec_registry_entry *errors, *prefixes; /* in the order of the file */
  size_t error_count, prefix_count;
  struct ec_registry_fault *faults; /* in the order of their places */
  size_t fault_count;               /* of them, at most EC_REGISTRY_FAULTS_MAX */
  size_t faults_found;              /* all */
  const char *code_pattern; /* the forms that codes have, separated by blanks; or NULL: any */
  const struct ec_registry_exception *exceptions; /* for the whole registry */
  size_t exception_count;
  const uint32_t *lines; /* where each begins in the file; none of a file in UTF-16 */
  size_t line_count;
};

/* Reads `len` bytes of XML. Nothing of the registry may be used when there are faults. What it
 * holds lives as long as the pool. */
void ec_registry_read(struct ec_registry *registry, struct ec_pool *pool, const char *bytes,
                      size_t len);

/* The place of the byte `at` of a text; of `tag` when it cannot be told. */
struct ec_place ec_registry_place(const struct ec_registry *registry,
                                  const struct ec_registry_runs *runs, size_t at,
                                  struct ec_place tag);

/* Whether the code has one of the forms of `code_pattern`: in them # is a digit, ? any one
 * character and * any number of them. Of NULL every code does. */
bool ec_registry_code_fits(const char *code_pattern, const char *code);

/* Adds a fault that was found later, and puts them in order again. */
void ec_registry_fault(struct ec_registry *registry, struct ec_pool *pool, struct ec_place place,
                       const char *code, const struct errcat_arg *args, size_t count);
void ec_registry_sort(struct ec_registry *registry);

#endif
