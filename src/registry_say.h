/* SPDX-License-Identifier: MIT */
#ifndef EC_REGISTRY_SAY_H
#define EC_REGISTRY_SAY_H

/* Registries as operands of a command. Knows files and how faults are told; refuses to know what
 * is made of a registry. */

#include "registry.h"
#include "tool.h"

/* A registry and where it is from. */
struct ec_registry_file {
  const char *path; /* as typed */
  const char *name; /* for people, in UTF-8: "<stdin>" for "-" */
  struct ec_registry registry;
};

/* Reads the registry of `path`, "-" being the standard input. EC_EXIT_OK, or tells what is wrong,
 * all of it, and returns the status to end with. */
int ec_registry_load(struct ec_tool *tool, const char *path, struct ec_registry_file *file);

/* Tells of the faults that the registry has. EC_EXIT_OK when there are none. */
int ec_registry_tell(struct ec_tool *tool, const struct ec_registry_file *file);

/* Reads a file whole, up to `max` bytes. 0, or an errno; EFBIG when it is longer. */
int ec_registry_bytes(struct ec_pool *pool, const char *path, size_t max, struct ec_string *bytes);

#endif
