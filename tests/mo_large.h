/* SPDX-License-Identifier: MIT */
#ifndef MO_LARGE_H
#define MO_LARGE_H

/* Builds catalogs of as many codes as a test wants, in the shape that errcat's own have: a source
 * catalog in English, with metadata, or messages alone, and a translation into Chinese. */

#include "mo_build.h"

enum mo_large_kind {
  MO_LARGE_MESSAGES, /* en: messages, @format and @source */
  MO_LARGE_SOURCE,   /* en: status, two arguments and a remediation too */
  MO_LARGE_TRANSLATED
};

/* Codes are LARGE_10000000 and those that follow; the message is "The tenant {0} is not allowed to
 * access the service {1} (NUMBER)." with the number of the code from 0. A translation of
 * MO_LARGE_SOURCE, or, without remediations, of MO_LARGE_MESSAGES. */
struct mo_built mo_large_build(enum mo_large_kind kind, size_t count, bool remediation);

enum { MO_LARGE_CODE_SIZE = 24 };
void mo_large_code(char code[MO_LARGE_CODE_SIZE], size_t i);

#endif
