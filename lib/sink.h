/* SPDX-License-Identifier: MIT */
#ifndef EC_SINK_H
#define EC_SINK_H

/* What text may not hold where it goes, and what stands for it there: enum errcat_sink. Knows UTF-8
 * and the rules of each place; refuses to know what the text is, and what is around it.
 *
 * Most text needs no escape. It is written to where it belongs before anybody has looked at it, and
 * what there is to escape is escaped there, from the back, so that no text is held twice:
 *
 *   a  "  b  <                          what was written, and the room behind it
 *   a  \  "  b  \  u  0  0  3  c        what becomes of it                          */

#include "buf.h"
#include "errcat.h"

/* One more, which is for lib/ alone: as ERRCAT_SINK_LOG, and the quote, so that it may stand in
 * quotes. What is not ill-formed comes back when a JSON parser reads it. */
enum { EC_SINK_QUOTED = ERRCAT_SINK_TERMINAL + 1, EC_SINKS };

/* Of well-formed text: the length of its beginning that stays as it is; `len` for nearly all. */
size_t ec_sink_clean(unsigned sink, const char *text, size_t len);

/* How long well-formed text becomes: `len` when it stays as it is, else more. */
size_t ec_sink_len(unsigned sink, const char *text, size_t len);

/* The same for any text, in which U+FFFD stands for each ill-formed part. */
size_t ec_sink_escaped_len(unsigned sink, const char *text, size_t len);

/* Escapes well-formed text where it lies, with room for `new_len`, which is ec_sink_len() of it. */
void ec_sink_expand(unsigned sink, char *text, size_t len, size_t new_len);

/* Appends any text, escaped. */
void ec_sink_put(struct ec_buf *out, unsigned sink, const char *text, size_t len);

/* ------------------------------------------------- what is still to be written
 *
 *   ec_sink_begin(&part, out, sink);
 *   ... well-formed text is added to `out`, at most ERRCAT_OUTPUT_MAX of it ...
 *   cut = ec_sink_end(&part);
 *
 * leaves what was added escaped, and the length of `out` is that of it all, escaped, whether there
 * was room for it or not: nothing is formatted twice, and no memory is needed to know how long that
 * is which does not fit. When not all of it fits, what is in `out` is not whole: its beginning up
 * to some character, with no part of an escape. */
struct ec_sink_part {
  struct ec_buf_watcher watcher;
  struct ec_buf *out;
  unsigned sink;
  char *from;
  size_t room, over, limit; /* of `out`, as they were */
  bool cut;
  size_t unwritten; /* how long that becomes which is not written */
};
void ec_sink_begin(struct ec_sink_part *part, struct ec_buf *out, unsigned sink);
/* Whether something was cut off at ERRCAT_OUTPUT_MAX. */
bool ec_sink_end(struct ec_sink_part *part);

#endif
