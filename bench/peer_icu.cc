// SPDX-License-Identifier: MIT
#include <cstdio>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <unicode/fmtable.h>
#include <unicode/msgfmt.h>
#include <unicode/timezone.h>

#include "gettext.h"

// icu::MessageFormat, one for each code and locale, made when it is first asked for and kept.
// gettext is where the patterns come from, but is not asked again.

namespace
{

const char *const locales[READERS] = {"zh_CN", "en"};

struct state {
  struct texts texts;
  std::unordered_map<std::string_view, std::unique_ptr<icu::MessageFormat>> formats[READERS];
  std::deque<std::string> codes; // where the keys of the maps live

  icu::MessageFormat *make(const struct request *request)
  {
    std::string_view code = codes.emplace_back(request->code);
    UErrorCode error = U_ZERO_ERROR;
    auto format =
        std::make_unique<icu::MessageFormat>(icu::UnicodeString::fromUTF8(text_of(&texts, request)),
                                             icu::Locale(locales[request->reader]), error);
    return formats[request->reader].emplace(code, std::move(format)).first->second.get();
  }

  icu::MessageFormat *find(const struct request *request)
  {
    auto found = formats[request->reader].find(request->code);
    return found != formats[request->reader].end() ? found->second.get() : make(request);
  }
};

void *open_state(const char *data, unsigned codes, char *why, size_t size)
{
  icu::TimeZone::adoptDefault(icu::TimeZone::createTimeZone("UTC"));
  auto state = std::make_unique<struct state>();
  if (!texts_open(&state->texts, data, "icu", codes, why, size))
    return nullptr;
  return state.release();
}

void close_state(void *opaque)
{
  struct state *state = static_cast<struct state *>(opaque);
  texts_close(&state->texts);
  delete state;
}

size_t format(void *state, const struct request *request, const icu::Formattable *arguments,
              int32_t count, char *out)
{
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString wide;
  icu::FieldPosition ignored(icu::FieldPosition::DONT_CARE);
  static_cast<struct state *>(state)->find(request)->format(arguments, count, wide, ignored, error);
  if (U_FAILURE(error))
    return static_cast<size_t>(std::snprintf(out, OUT_SIZE, "%s", u_errorName(error)));
  icu::CheckedArrayByteSink sink(out, OUT_SIZE - 1);
  wide.toUTF8(sink);
  size_t len = static_cast<size_t>(sink.NumberOfBytesWritten());
  out[len] = '\0';
  return len;
}

size_t text(void *state, const struct request *request, const struct values *, char *out)
{
  return format(state, request, nullptr, 0, out);
}

size_t strings(void *state, const struct request *request, const struct values *values, char *out)
{
  const icu::Formattable arguments[] = {icu::UnicodeString::fromUTF8(values->first),
                                        icu::UnicodeString::fromUTF8(values->second)};
  return format(state, request, arguments, 2, out);
}

size_t number(void *state, const struct request *request, const struct values *values, char *out)
{
  const icu::Formattable argument(values->number);
  return format(state, request, &argument, 1, out);
}

size_t date(void *state, const struct request *request, const struct values *values, char *out)
{
  const icu::Formattable arguments[] = {
      icu::Formattable(static_cast<UDate>(values->ms), icu::Formattable::kIsDate),
      icu::Formattable(values->number)};
  return format(state, request, arguments, 2, out);
}

RUN(text)
RUN(strings)
RUN(number)
RUN(date)

} // namespace

extern "C" const struct peer peer_icu = {
    "cached icu::MessageFormat",
    "icu::MessageFormat of each code and locale, kept in a hash table; from and to UTF-8",
    open_state,
    close_state,
    false,
    {run_text, run_strings, run_number, run_number, run_date},
};
