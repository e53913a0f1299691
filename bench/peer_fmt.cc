// SPDX-License-Identifier: MIT
#include <cstring>
#include <ctime>
#include <locale>
#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "gettext.h"

// gettext and {fmt}. Numbers are grouped by a std::locale that is made once for each reader. A date
// is put together in the message itself of year, month and day, for that is faster than
// formatting a std::tm, which gives the name of the month alone; medium dates are without leading
// zeros, which {:%d} of {fmt} 9 cannot leave out.

namespace
{

struct state {
  struct texts texts;
  std::locale locales[READERS];
};

void *open_state(const char *data, unsigned codes, char *why, size_t size)
{
  auto state = std::make_unique<struct state>();
  if (!texts_open(&state->texts, data, "fmt", codes, why, size))
    return nullptr;
  // texts_open() has seen that they are there.
  state->locales[READER_ZH_CN] = std::locale("zh_CN.UTF-8");
  state->locales[READER_EN] = std::locale("en_US.UTF-8");
  return state.release();
}

void close_state(void *opaque)
{
  struct state *state = static_cast<struct state *>(opaque);
  texts_close(&state->texts);
  delete state;
}

const struct texts *texts_in(void *state)
{
  return &static_cast<struct state *>(state)->texts;
}

// {fmt} 9 has no format_to_n() with a locale; its buffer is on the stack. Its own appender is much
// faster than a std::back_inserter().
template <typename... Values>
size_t print_local(void *state, const struct request *request, char *out, const char *pattern,
                   const Values &...values)
{
  const std::locale &locale = static_cast<struct state *>(state)->locales[request->reader];
  fmt::memory_buffer buffer;
  fmt::vformat_to(fmt::appender(buffer), locale, pattern, fmt::make_format_args(values...));
  if (buffer.size() >= OUT_SIZE)
    return 0;
  std::memcpy(out, buffer.data(), buffer.size());
  out[buffer.size()] = '\0';
  return buffer.size();
}

template <typename... Values> size_t print(char *out, const char *pattern, const Values &...values)
{
  auto end = fmt::format_to_n(out, OUT_SIZE - 1, fmt::runtime(pattern), values...);
  *end.out = '\0';
  return end.size;
}

size_t text(void *state, const struct request *request, const struct values *, char *out)
{
  return print(out, text_of(texts_in(state), request));
}

size_t strings(void *state, const struct request *request, const struct values *values, char *out)
{
  return print(out, text_of(texts_in(state), request), values->first, values->second);
}

size_t integer(void *state, const struct request *request, const struct values *values, char *out)
{
  return print_local(state, request, out, text_of(texts_in(state), request), values->number);
}

size_t plural(void *state, const struct request *request, const struct values *values, char *out)
{
  return print_local(state, request, out, plural_of(texts_in(state), request, values->number),
                     values->number);
}

size_t date(void *state, const struct request *request, const struct values *values, char *out)
{
  std::time_t seconds = static_cast<std::time_t>(values->ms / 1000);
  std::tm tm;
  gmtime_r(&seconds, &tm);
  return print_local(state, request, out, text_of(texts_in(state), request), values->number,
                     tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm);
}

RUN(text)
RUN(strings)
RUN(integer)
RUN(plural)
RUN(date)

} // namespace

extern "C" const struct peer peer_fmt = {
    "gettext + {fmt}",
    "uselocale, dgettext or dngettext, fmt::format_to_n with a std::locale per reader",
    open_state,
    close_state,
    false,
    {run_text, run_strings, run_integer, run_plural, run_date},
};
