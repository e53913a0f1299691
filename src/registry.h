/* SPDX-License-Identifier: MIT */
#ifndef EC_REGISTRY_H
#define EC_REGISTRY_H

/* A registry of error codes, as errcat-registry(5) describes it, read from its XML file. Knows its
 * elements, what each may hold, and the line and column of every fault; refuses to know languages,
 * streams and what is made of the codes: a fault is a code of the tool's texts with arguments. */

#include "errcat.h"
#include "pool.h"

enum {
  EC_REGISTRY_MAX = 67108864,    /* bytes of a file (64 MiB) */
  EC_REGISTRY_ARGS_MAX = 16,     /* arguments of a code */
  EC_REGISTRY_NOTES_MAX = 8,     /* notes of a code */
  EC_REGISTRY_FAULTS_MAX = 100,  /* that are told, of those that there are */
  EC_REGISTRY_FAULT_ARGS_MAX = 4 /* arguments of a fault's text */
};

/* Both count from 1, columns in bytes; in a file in UTF-16, in characters. */
struct ec_place {
  uint32_t line, column;
};

struct ec_registry_arg {
  const char *name, *type, *example;
  const char *sensitive; /* or NULL */
  struct ec_place place; /* of its name */
};

/* An <error>, or a <prefix>, whose `match` is then its code. */
struct ec_registry_entry {
  const char *code;
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
  struct ec_place place;      /* of its code */
  struct ec_place name_place; /* of its name, or as `place` */
  struct ec_place message_place, remediation_place;
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
};

/* Reads `len` bytes of XML. Nothing of the registry may be used when there are faults. What it
 * holds lives as long as the pool. */
void ec_registry_read(struct ec_registry *registry, struct ec_pool *pool, const char *bytes,
                      size_t len);

/* Adds a fault that was found later, and puts them in order again. */
void ec_registry_fault(struct ec_registry *registry, struct ec_pool *pool, struct ec_place place,
                       const char *code, const struct errcat_arg *args, size_t count);
void ec_registry_sort(struct ec_registry *registry);

#endif
