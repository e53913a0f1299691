/* SPDX-License-Identifier: MIT */
#include "http.h"

/* One list makes both. The codes are those that google/rpc/code.proto maps to the status; where
 * several are, the one that says no more than the status does. Statuses that it does not mention
 * have none here. */
#define STATUS_MAP(X) \
  X(400, "Bad Request", "INVALID_ARGUMENT") \
  X(401, "Unauthorized", "UNAUTHENTICATED") \
  X(402, "Payment Required", "") \
  X(403, "Forbidden", "PERMISSION_DENIED") \
  X(404, "Not Found", "NOT_FOUND") \
  X(405, "Method Not Allowed", "") \
  X(406, "Not Acceptable", "") \
  X(407, "Proxy Authentication Required", "") \
  X(408, "Request Timeout", "") \
  X(409, "Conflict", "ABORTED") \
  X(410, "Gone", "") \
  X(411, "Length Required", "") \
  X(412, "Precondition Failed", "") \
  X(413, "Content Too Large", "") \
  X(414, "URI Too Long", "") \
  X(415, "Unsupported Media Type", "") \
  X(416, "Range Not Satisfiable", "OUT_OF_RANGE") \
  X(417, "Expectation Failed", "") \
  X(421, "Misdirected Request", "") \
  X(422, "Unprocessable Content", "") \
  X(423, "Locked", "") \
  X(424, "Failed Dependency", "") \
  X(425, "Too Early", "") \
  X(426, "Upgrade Required", "") \
  X(428, "Precondition Required", "") \
  X(429, "Too Many Requests", "RESOURCE_EXHAUSTED") \
  X(431, "Request Header Fields Too Large", "") \
  X(451, "Unavailable For Legal Reasons", "") \
  X(499, "", "CANCELLED") \
  X(500, "Internal Server Error", "INTERNAL") \
  X(501, "Not Implemented", "UNIMPLEMENTED") \
  X(502, "Bad Gateway", "") \
  X(503, "Service Unavailable", "UNAVAILABLE") \
  X(504, "Gateway Timeout", "DEADLINE_EXCEEDED") \
  X(505, "HTTP Version Not Supported", "") \
  X(506, "Variant Also Negotiates", "") \
  X(507, "Insufficient Storage", "") \
  X(508, "Loop Detected", "") \
  X(511, "Network Authentication Required", "") \
  X(100, "Continue", "") \
  X(101, "Switching Protocols", "") \
  X(102, "Processing", "") \
  X(103, "Early Hints", "") \
  X(200, "OK", "OK") \
  X(201, "Created", "") \
  X(202, "Accepted", "") \
  X(203, "Non-Authoritative Information", "") \
  X(204, "No Content", "") \
  X(205, "Reset Content", "") \
  X(206, "Partial Content", "") \
  X(207, "Multi-Status", "") \
  X(208, "Already Reported", "") \
  X(226, "IM Used", "") \
  X(300, "Multiple Choices", "") \
  X(301, "Moved Permanently", "") \
  X(302, "Found", "") \
  X(303, "See Other", "") \
  X(304, "Not Modified", "") \
  X(305, "Use Proxy", "") \
  X(307, "Temporary Redirect", "") \
  X(308, "Permanent Redirect", "")

const char *ec_http_phrase(int status, size_t *len)
{
  switch (status) {
#define CASE(number, phrase, code) \
  case number: \
    *len = sizeof phrase - 1; \
    return *len ? phrase : NULL;
    STATUS_MAP(CASE)
#undef CASE
  default:
    return NULL;
  }
}

const char *ec_http_rpc_code(int status)
{
  const char *found = "";
  switch (status) {
#define CASE(number, phrase, code) \
  case number: \
    found = code; \
    break;
    STATUS_MAP(CASE)
#undef CASE
  default:
    break;
  }
  if (*found)
    return found;
  return status >= 200 && status < 300   ? "OK"
         : status >= 400 && status < 500 ? "FAILED_PRECONDITION"
         : status >= 500 && status < 600 ? "INTERNAL"
                                         : "UNKNOWN";
}
