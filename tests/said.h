/* SPDX-License-Identifier: MIT */
#ifndef SAID_H
#define SAID_H

/* What the tool says of a fault of a pattern, in English, without the tool: by src/fault.c and the
 * catalogs that the build makes of po/errcat.xml. */

#include "errcat.h"

/* Valid until the process ends. */
const char *said_of(const char *pattern, const struct errcat_error *fault);

/* It is the detail, byte for byte, as much of it as there is room for. */
void check_said(const char *pattern, const struct errcat_error *fault);

#endif
