/* SPDX-License-Identifier: MIT */
#ifndef EC_HTTP_H
#define EC_HTTP_H

/* What statuses of HTTP are called. Knows two tables; refuses to know which status an error has. */

#include <stddef.h>

/* The phrase of RFC 9110, section 15, or of the registry that it names; NULL for any other. */
const char *ec_http_phrase(int status, size_t *len);

/* The google.rpc.Code that stands for it, "PERMISSION_DENIED"; never NULL. */
const char *ec_http_rpc_code(int status);

#endif
