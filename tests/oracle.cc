/* SPDX-License-Identifier: MIT */
#include "oracle.h"

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <unicode/fmtable.h>
#include <unicode/listformatter.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/timezone.h>

/* A zone takes ICU longer to make than most messages to format, so they are kept. */
static const icu::TimeZone &zone_of(const std::string &name)
{
  static std::map<std::string, std::unique_ptr<icu::TimeZone>> zones;
  std::unique_ptr<icu::TimeZone> &zone = zones[name];
  if (!zone)
    zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  return *zone;
}

/* The zone of the process, to which ICU resorts whenever it makes a formatter: at once for a
 * {0, date}, at the first time that comes for a {0}. */
static void use_zone(const std::string &name)
{
  static std::string current;
  if (name == current)
    return;
  icu::TimeZone::setDefault(zone_of(name));
  current = name;
}

struct oracle {
  icu::Locale locale;
  std::string zone;
  icu::MessageFormat format;
  std::unique_ptr<icu::ListFormatter> list; /* made when first needed, and so is `item` */
  std::unique_ptr<icu::MessageFormat> item;

  oracle(const char *locale_name, const char *zone_name, UErrorCode &error)
      : locale(locale_name), zone(zone_name), format(icu::UnicodeString(), locale, error)
  {
  }
};

static icu::UnicodeString wide(const char *text, size_t len)
{
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text, static_cast<int32_t>(len)));
}

struct oracle *oracle_open(const char *pattern, size_t len, const char *locale, bool jdk,
                           const char *zone)
{
  UErrorCode error = U_ZERO_ERROR;
  UParseError place;
  use_zone(zone ? zone : "UTC");
  auto oracle = std::make_unique<struct oracle>(locale, zone ? zone : "UTC", error);
  oracle->format.applyPattern(wide(pattern, len),
                              jdk ? UMSGPAT_APOS_DOUBLE_REQUIRED : UMSGPAT_APOS_DOUBLE_OPTIONAL,
                              &place, error);
  return U_SUCCESS(error) ? oracle.release() : nullptr;
}

void oracle_close(struct oracle *oracle)
{
  delete oracle;
}

static icu::Formattable joined(struct oracle &oracle, const struct errcat_arg &list,
                               UErrorCode &error);

static icu::Formattable value(struct oracle &oracle, const struct errcat_arg &arg,
                              UErrorCode &error)
{
  switch (arg.kind) {
  case ERRCAT_ARG_STRING:
    return icu::Formattable(wide(arg.value.string, arg.len));
  case ERRCAT_ARG_INTEGER:
    return icu::Formattable(arg.value.integer);
  case ERRCAT_ARG_DOUBLE:
    return icu::Formattable(arg.value.floating);
  case ERRCAT_ARG_UNSIGNED:
    return icu::Formattable(std::to_string(arg.value.unsigned_integer), error);
  case ERRCAT_ARG_DECIMAL:
    return icu::Formattable(icu::StringPiece(arg.value.string, static_cast<int32_t>(arg.len)),
                            error);
  case ERRCAT_ARG_TIME:
    return icu::Formattable(static_cast<UDate>(arg.value.time.ms), icu::Formattable::kIsDate);
  case ERRCAT_ARG_LIST:
    return joined(oracle, arg, error);
  }
  error = U_ILLEGAL_ARGUMENT_ERROR;
  return icu::Formattable();
}

static icu::Formattable joined(struct oracle &oracle, const struct errcat_arg &list,
                               UErrorCode &error)
{
  if (!oracle.list)
    oracle.list.reset(icu::ListFormatter::createInstance(oracle.locale, error));
  if (!oracle.item)
    oracle.item =
        std::make_unique<icu::MessageFormat>(icu::UnicodeString(u"{0}"), oracle.locale, error);
  std::vector<icu::UnicodeString> items;
  for (size_t i = 0; i < list.len; i++) {
    icu::UnicodeString name(u"0"), text;
    icu::Formattable item = value(oracle, list.value.list[i], error);
    if (U_FAILURE(error))
      return icu::Formattable();
    items.push_back(oracle.item->format(&name, &item, 1, text, error));
  }
  icu::UnicodeString text;
  if (U_SUCCESS(error))
    oracle.list->format(items.data(), static_cast<int32_t>(items.size()), text, error);
  return icu::Formattable(text);
}

size_t oracle_format(struct oracle *oracle, const struct errcat_arg *args, size_t count, char *out,
                     size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  use_zone(oracle->zone);
  for (size_t i = 0; i < count; i++) {
    names.push_back(icu::UnicodeString::fromUTF8(args[i].name ? args[i].name : std::to_string(i)));
    values.push_back(value(*oracle, args[i], error));
  }
  icu::UnicodeString text;
  oracle->format.format(names.data(), values.data(), static_cast<int32_t>(count), text, error);
  if (U_FAILURE(error))
    return SIZE_MAX;
  icu::CheckedArrayByteSink sink(out, static_cast<int32_t>(size) - 1);
  text.toUTF8(sink);
  out[sink.NumberOfBytesWritten()] = '\0';
  return sink.Overflowed() ? SIZE_MAX : static_cast<size_t>(sink.NumberOfBytesWritten());
}
