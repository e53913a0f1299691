/* SPDX-License-Identifier: MIT */
#include "oracle.h"

#include <cstdio>
#include <vector>

#include <unicode/fmtable.h>
#include <unicode/msgfmt.h>

struct oracle {
  icu::MessageFormat format;

  oracle(const icu::UnicodeString &pattern, const char *locale, UErrorCode &error)
      : format(pattern, icu::Locale(locale), error)
  {
  }
};

static icu::UnicodeString wide(const char *text, size_t len)
{
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text, static_cast<int32_t>(len)));
}

struct oracle *oracle_open(const char *pattern, size_t len, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  struct oracle *oracle = new struct oracle(wide(pattern, len), locale, error);
  if (U_SUCCESS(error))
    return oracle;
  delete oracle;
  return nullptr;
}

void oracle_close(struct oracle *oracle)
{
  delete oracle;
}

static icu::Formattable value(const struct errcat_arg &arg, UErrorCode &error)
{
  switch (arg.kind) {
  case ERRCAT_ARG_STRING:
    return icu::Formattable(wide(arg.value.string, arg.len));
  case ERRCAT_ARG_INTEGER:
    return icu::Formattable(arg.value.integer);
  case ERRCAT_ARG_DOUBLE:
    return icu::Formattable(arg.value.floating);
  case ERRCAT_ARG_UNSIGNED:
    break;
  }
  char digits[24];
  std::snprintf(digits, sizeof digits, "%llu",
                static_cast<unsigned long long>(arg.value.unsigned_integer));
  return icu::Formattable(icu::StringPiece(digits), error);
}

bool oracle_format(const struct oracle *oracle, const struct errcat_arg *args, size_t count,
                   char *out, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (size_t i = 0; i < count; i++) {
    names.push_back(icu::UnicodeString::fromUTF8(args[i].name));
    values.push_back(value(args[i], error));
  }
  icu::UnicodeString text;
  oracle->format.format(names.data(), values.data(), static_cast<int32_t>(count), text, error);
  if (U_FAILURE(error))
    return false;
  icu::CheckedArrayByteSink sink(out, static_cast<int32_t>(size) - 1);
  text.toUTF8(sink);
  out[sink.NumberOfBytesWritten()] = '\0';
  return !sink.Overflowed();
}
