/* SPDX-License-Identifier: MIT */
#include "style_skeleton.h"

#include <string.h>

/* The grammar, of which ICU 67 and later know all:
 *
 *   skeleton = [ token *( 1*space token ) ] between spaces
 *   token    = stem *( "/" option )
 *   stem     = a name of the table, or one of
 *              "." *"0" ( *"#" / wildcard )            decimals: at least, at most
 *              1*"@" ( *"#" / wildcard )               significant digits
 *              "E" [ "E" ] [ "+!" / "+?" ] 1*"0"       an exponent, in threes with "EE"
 *              1*"0"                                   digits before the decimal point: at least
 *   wildcard = "*" / "+"
 *   space    = ASCII white space
 *
 *   options:  scientific     wildcard 1*"e" / the name of a sign display
 *             decimals       1*"@" wildcard / "@" 1*"#"
 *             currency       three letters
 *             increment      decimal, not 0
 *             integer-width  wildcard *"0" / *"#" *"0"
 *             scale          [ "-" ] decimal
 *   decimal  = *digit [ "." *digit ] with at least one digit
 *
 * Each property of a number is set once. What ICU has and is not here is newer than ICU 67, or
 * fails for some numbers (rounding-mode-unnecessary), or names units that are not in the list.
 * Of all counts there are bounds, for ICU takes any: scale/1E99999999 costs it seconds. */

enum { RUN_MAX = 20, DECIMAL_MAX = 20 };

enum property {
  NOTATION = 1 << 0,
  UNIT = 1 << 1,
  PER_UNIT = 1 << 2,
  UNIT_WIDTH = 1 << 3,
  PRECISION = 1 << 4,
  ROUNDING = 1 << 5,
  INTEGER_WIDTH = 1 << 6,
  SCALE = 1 << 7,
  GROUPING = 1 << 8,
  SYMBOLS = 1 << 9,
  SIGN = 1 << 10,
  DECIMAL = 1 << 11
};

enum option {
  NONE,
  EXPONENT, /* any number of them; of the next at most one, of all others one */
  DIGITS,
  CURRENCY,
  INCREMENT,
  WIDTH,
  FACTOR,
  NUMBERING,
  MEASURE,
  COMPOUND
};

static const struct stem {
  const char *name;
  unsigned sets; /* 0: errcat refuses it */
  enum option option;
} stems[] = {{"compact-short", NOTATION, NONE},
             {"compact-long", NOTATION, NONE},
             {"scientific", NOTATION, EXPONENT},
             {"engineering", NOTATION, EXPONENT},
             {"notation-simple", NOTATION, NONE},
             {"base-unit", UNIT, NONE},
             {"percent", UNIT, NONE},
             {"permille", UNIT, NONE},
             {"currency", UNIT, CURRENCY},
             {"measure-unit", UNIT, MEASURE},
             {"per-measure-unit", PER_UNIT, MEASURE},
             {"unit", UNIT | PER_UNIT, COMPOUND},
             {"unit-width-narrow", UNIT_WIDTH, NONE},
             {"unit-width-short", UNIT_WIDTH, NONE},
             {"unit-width-full-name", UNIT_WIDTH, NONE},
             {"unit-width-iso-code", UNIT_WIDTH, NONE},
             {"unit-width-hidden", UNIT_WIDTH, NONE},
             {"precision-integer", PRECISION, DIGITS},
             {"precision-unlimited", PRECISION, NONE},
             {"precision-currency-standard", PRECISION, NONE},
             {"precision-currency-cash", PRECISION, NONE},
             {"precision-increment", PRECISION, INCREMENT},
             {"rounding-mode-ceiling", ROUNDING, NONE},
             {"rounding-mode-floor", ROUNDING, NONE},
             {"rounding-mode-down", ROUNDING, NONE},
             {"rounding-mode-up", ROUNDING, NONE},
             {"rounding-mode-half-even", ROUNDING, NONE},
             {"rounding-mode-half-down", ROUNDING, NONE},
             {"rounding-mode-half-up", ROUNDING, NONE},
             {"integer-width", INTEGER_WIDTH, WIDTH},
             {"scale", SCALE, FACTOR},
             {"group-off", GROUPING, NONE},
             {"group-min2", GROUPING, NONE},
             {"group-auto", GROUPING, NONE},
             {"group-on-aligned", GROUPING, NONE},
             {"group-thousands", GROUPING, NONE},
             {"latin", SYMBOLS, NONE},
             {"numbering-system", SYMBOLS, NUMBERING},
             {"sign-auto", SIGN, NONE},
             {"sign-always", SIGN, NONE},
             {"sign-never", SIGN, NONE},
             {"sign-except-zero", SIGN, NONE},
             {"sign-accounting", SIGN, NONE},
             {"sign-accounting-always", SIGN, NONE},
             {"sign-accounting-except-zero", SIGN, NONE},
             {"decimal-auto", DECIMAL, NONE},
             {"decimal-always", DECIMAL, NONE},
             /* concise */
             {"K", NOTATION, NONE},
             {"KK", NOTATION, NONE},
             {"%", UNIT, NONE},
             {"%x100", UNIT | SCALE, NONE},
             {",_", GROUPING, NONE},
             {",?", GROUPING, NONE},
             {",!", GROUPING, NONE},
             {"+!", SIGN, NONE},
             {"+_", SIGN, NONE},
             {"+?", SIGN, NONE},
             {"()", SIGN, NONE},
             {"()!", SIGN, NONE},
             {"()?", SIGN, NONE},
             /* refused */
             {"usage", 0, NONE},
             {"integer-width-trunc", 0, NONE},
             {"unit-width-formal", 0, NONE},
             {"unit-width-variant", 0, NONE},
             {"rounding-mode-unnecessary", 0, NONE},
             {"rounding-mode-half-odd", 0, NONE},
             {"rounding-mode-half-ceiling", 0, NONE},
             {"rounding-mode-half-floor", 0, NONE},
             {"sign-negative", 0, NONE},
             {"sign-accounting-negative", 0, NONE},
             {"+-", 0, NONE},
             {"()-", 0, NONE}};

/* Those that ICU has since 67 and that are digits in a row. */
static const char *const numbering_systems[] = {
    "adlm", "ahom", "arab", "arabext",  "bali",    "beng",     "bhks",     "brah",     "cakm",
    "cham", "deva", "diak", "fullwide", "gong",    "gonm",     "gujr",     "guru",     "hanidec",
    "hmng", "hmnp", "java", "kali",     "khmr",    "knda",     "lana",     "lanatham", "laoo",
    "latn", "lepc", "limb", "mathbold", "mathdbl", "mathmono", "mathsanb", "mathsans", "mlym",
    "modi", "mong", "mroo", "mtei",     "mymr",    "mymrshan", "mymrtlng", "newa",     "nkoo",
    "olck", "orya", "osma", "rohg",     "saur",    "segment",  "shrd",     "sind",     "sinh",
    "sora", "sund", "takr", "talu",     "tamldec", "telu",     "thai",     "tibt",     "tirh",
    "vaii", "wara", "wcho"};

static const struct unit {
  const char *type, *name;
} units[] = {{"angle", "degree"},
             {"area", "hectare"},
             {"area", "square-kilometer"},
             {"area", "square-meter"},
             {"digital", "bit"},
             {"digital", "byte"},
             {"digital", "gigabit"},
             {"digital", "gigabyte"},
             {"digital", "kilobit"},
             {"digital", "kilobyte"},
             {"digital", "megabit"},
             {"digital", "megabyte"},
             {"digital", "petabyte"},
             {"digital", "terabit"},
             {"digital", "terabyte"},
             {"duration", "day"},
             {"duration", "hour"},
             {"duration", "microsecond"},
             {"duration", "millisecond"},
             {"duration", "minute"},
             {"duration", "month"},
             {"duration", "nanosecond"},
             {"duration", "second"},
             {"duration", "week"},
             {"duration", "year"},
             {"electric", "ampere"},
             {"electric", "volt"},
             {"energy", "joule"},
             {"energy", "kilowatt-hour"},
             {"frequency", "gigahertz"},
             {"frequency", "hertz"},
             {"frequency", "kilohertz"},
             {"frequency", "megahertz"},
             {"graphics", "megapixel"},
             {"graphics", "pixel"},
             {"length", "centimeter"},
             {"length", "foot"},
             {"length", "inch"},
             {"length", "kilometer"},
             {"length", "meter"},
             {"length", "mile"},
             {"length", "millimeter"},
             {"mass", "gram"},
             {"mass", "kilogram"},
             {"mass", "ounce"},
             {"mass", "pound"},
             {"power", "kilowatt"},
             {"power", "watt"},
             {"temperature", "celsius"},
             {"temperature", "fahrenheit"},
             {"temperature", "kelvin"},
             {"volume", "liter"},
             {"volume", "milliliter"}};

struct reader {
  const char *text;
  size_t at, len;
  unsigned seen; /* of enum property */
  size_t per;    /* where per-measure-unit is */
  bool has_per, has_measure;
  struct ec_style_fault *fault;
};

/* A slice of the skeleton. */
struct piece {
  const char *text;
  size_t len;
};

static bool refuse(struct reader *r, const char *at, errcat_status status, const char *want)
{
  *r->fault = ec_style_refusal((size_t)(at - r->text), status, want);
  return false;
}

static bool is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool same(struct piece piece, const char *word)
{
  return strlen(word) == piece.len && memcmp(piece.text, word, piece.len) == 0;
}

/* How many of `c` the piece starts with; they are taken off it. */
static size_t take(struct piece *piece, char c)
{
  size_t count = 0;
  while (count < piece->len && piece->text[count] == c)
    count++;
  piece->text += count;
  piece->len -= count;
  return count;
}

static bool take_wildcard(struct piece *piece)
{
  bool is = piece->len && (*piece->text == '*' || *piece->text == '+');
  piece->text += is;
  piece->len -= is;
  return is;
}

/* The run that ends where the rest starts is not too long. */
static bool bounded(struct reader *r, struct piece rest, size_t run)
{
  return run <= RUN_MAX || refuse(r, rest.text - run + RUN_MAX, ERRCAT_E_LIMIT,
                                  WANT("fault.style-run", "at most 20 of one character"));
}

/* ----------------------------------------------------------------- options */

static const struct stem *find_stem(struct piece name)
{
  for (size_t i = 0; i < sizeof stems / sizeof stems[0]; i++)
    if (same(name, stems[i].name))
      return &stems[i];
  return NULL;
}

static bool exponent_option(struct reader *r, struct piece option)
{
  const struct stem *stem = find_stem(option);
  if (stem && stem->sets == SIGN)
    return true;
  bool wild = take_wildcard(&option);
  size_t digits = take(&option, 'e');
  if (!bounded(r, option, digits))
    return false;
  return (wild && digits && !option.len) ||
         refuse(r, option.text, ERRCAT_E_SYNTAX,
                WANT("fault.style-exponent-option",
                     "\"*e\", or a sign such as sign-always, of an exponent"));
}

static bool digits_option(struct reader *r, struct piece option)
{
  size_t least = take(&option, '@');
  if (!bounded(r, option, least))
    return false;
  bool good = least && take_wildcard(&option);
  if (!good) {
    size_t more = take(&option, '#');
    if (!bounded(r, option, more))
      return false;
    good = least == 1 && more;
  }
  return (good && !option.len) || refuse(r, option.text, ERRCAT_E_UNSUPPORTED,
                                         WANT("fault.style-significant-option",
                                              "significant digits such as \"@@*\" or \"@##\""));
}

static bool currency_option(struct reader *r, struct piece option)
{
  size_t i = 0;
  while (i < option.len && i < 3 &&
         ((option.text[i] >= 'A' && option.text[i] <= 'Z') ||
          (option.text[i] >= 'a' && option.text[i] <= 'z')))
    i++;
  return (i == 3 && option.len == 3) ||
         refuse(r, option.text + i, ERRCAT_E_UNSUPPORTED,
                WANT("fault.style-currency", "the three letters of a currency such as USD"));
}

/* "1", "0.05". Digits other than 0 are wanted where `positive`. */
static bool decimal_option(struct reader *r, struct piece option, bool positive, const char *want)
{
  size_t digits = 0, points = 0, others = 0;
  if (option.len > DECIMAL_MAX)
    return refuse(r, option.text + DECIMAL_MAX, ERRCAT_E_LIMIT,
                  WANT("fault.style-number-bytes", "a number of at most 20 bytes"));
  for (; option.len; option.text++, option.len--) {
    char c = *option.text;
    if (c == '.' ? points++ : c < '0' || c > '9')
      return refuse(r, option.text, ERRCAT_E_UNSUPPORTED, want);
    digits += c != '.';
    others += c != '.' && c != '0';
  }
  return (digits && (others || !positive)) || refuse(r, option.text, ERRCAT_E_SYNTAX, want);
}

static bool width_option(struct reader *r, struct piece option)
{
  bool wild = take_wildcard(&option);
  size_t more = wild ? 0 : take(&option, '#');
  if (!bounded(r, option, more))
    return false;
  size_t digits = take(&option, '0');
  if (!bounded(r, option, digits))
    return false;
  return !option.len || refuse(r, option.text, ERRCAT_E_SYNTAX,
                               WANT("fault.style-width-option",
                                    "digits before the decimal point such as \"*00\" or \"#00\""));
}

static bool scale_option(struct reader *r, struct piece option)
{
  bool minus = option.len && *option.text == '-';
  option.text += minus;
  option.len -= minus;
  return decimal_option(r, option, false,
                        WANT("fault.style-scale", "a number such as 100 or 0.01"));
}

static bool numbering_option(struct reader *r, struct piece option)
{
  for (size_t i = 0; i < sizeof numbering_systems / sizeof numbering_systems[0]; i++)
    if (same(option, numbering_systems[i]))
      return true;
  return refuse(
      r, option.text, ERRCAT_E_UNSUPPORTED,
      WANT("fault.style-numbering", "a numbering system of decimal digits such as arab or deva"));
}

static const char unknown_unit[] =
    WANT("fault.style-measure", "a unit that errcat knows such as digital-byte, "
                                "duration-second or length-meter");

static bool measure_option(struct reader *r, struct piece option)
{
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    size_t type = strlen(units[i].type);
    if (option.len > type && memcmp(option.text, units[i].type, type) == 0 &&
        option.text[type] == '-' &&
        same((struct piece){option.text + type + 1, option.len - type - 1}, units[i].name))
      return true;
  }
  return refuse(r, option.text, ERRCAT_E_UNSUPPORTED, unknown_unit);
}

static bool is_unit(struct piece name)
{
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
    if (same(name, units[i].name))
      return true;
  return false;
}

/* "meter", "meter-per-second". */
static bool compound_option(struct reader *r, struct piece option)
{
  static const char per[] = "-per-";
  size_t at = 0, len = sizeof per - 1;
  while (at + len < option.len && memcmp(option.text + at, per, len) != 0)
    at++;
  if (at + len >= option.len
          ? is_unit(option)
          : is_unit((struct piece){option.text, at}) &&
                is_unit((struct piece){option.text + at + len, option.len - at - len}))
    return true;
  return refuse(r, option.text, ERRCAT_E_UNSUPPORTED,
                WANT("fault.style-unit",
                     "a unit that errcat knows such as byte, second or meter-per-second"));
}

static bool check_option(struct reader *r, enum option kind, struct piece option)
{
  switch (kind) {
  case NONE:
    break;
  case EXPONENT:
    return exponent_option(r, option);
  case DIGITS:
    return digits_option(r, option);
  case CURRENCY:
    return currency_option(r, option);
  case INCREMENT:
    return decimal_option(r, option, true,
                          WANT("fault.style-increment", "a number above 0 such as 5 or 0.05"));
  case WIDTH:
    return width_option(r, option);
  case FACTOR:
    return scale_option(r, option);
  case NUMBERING:
    return numbering_option(r, option);
  case MEASURE:
    return measure_option(r, option);
  case COMPOUND:
    return compound_option(r, option);
  }
  return refuse(r, option.text - 1, ERRCAT_E_SYNTAX,
                WANT("fault.style-option-end", "a space or the end of the style"));
}

/* ------------------------------------------------------------------- stems */

static bool decimals(struct reader *r, struct piece rest, struct stem *stem)
{
  rest.text++; /* the point */
  rest.len--;
  size_t least = take(&rest, '0');
  if (!bounded(r, rest, least))
    return false;
  bool wild = take_wildcard(&rest);
  size_t more = wild ? 0 : take(&rest, '#');
  if (!bounded(r, rest, more))
    return false;
  *stem = (struct stem){NULL, PRECISION, DIGITS};
  return !rest.len ||
         refuse(r, rest.text, ERRCAT_E_SYNTAX,
                WANT("fault.style-decimals", "decimals such as \".00\", \".0#\" or \".0*\""));
}

static bool significant(struct reader *r, struct piece rest, struct stem *stem)
{
  size_t least = take(&rest, '@');
  if (!bounded(r, rest, least))
    return false;
  size_t more = take_wildcard(&rest) ? 0 : take(&rest, '#');
  if (!bounded(r, rest, more))
    return false;
  *stem = (struct stem){NULL, PRECISION, NONE};
  return !rest.len || refuse(r, rest.text, ERRCAT_E_SYNTAX,
                             WANT("fault.style-significant",
                                  "significant digits such as \"@@\", \"@@#\" or \"@@*\""));
}

static bool exponent(struct reader *r, struct piece rest, struct stem *stem)
{
  size_t letters = take(&rest, 'E');
  if (rest.len >= 2 && rest.text[0] == '+' && (rest.text[1] == '!' || rest.text[1] == '?')) {
    rest.text += 2;
    rest.len -= 2;
  }
  size_t digits = take(&rest, '0');
  if (!bounded(r, rest, digits))
    return false;
  *stem = (struct stem){NULL, NOTATION, NONE};
  return (letters <= 2 && digits && !rest.len) ||
         refuse(r, rest.text, ERRCAT_E_SYNTAX,
                WANT("fault.style-exponent", "an exponent such as \"E0\", \"EE0\" or \"E+!00\""));
}

static bool integer(struct reader *r, struct piece rest, struct stem *stem)
{
  size_t digits = take(&rest, '0');
  if (!bounded(r, rest, digits))
    return false;
  *stem = (struct stem){NULL, INTEGER_WIDTH, NONE};
  return !rest.len ||
         refuse(r, rest.text, ERRCAT_E_SYNTAX,
                WANT("fault.style-width", "digits before the decimal point such as \"00\""));
}

/* What a stem is of which names are made: its first character tells. */
static bool read_stem(struct reader *r, struct piece name, struct stem *stem)
{
  switch (*name.text) {
  case '.':
    return decimals(r, name, stem);
  case '@':
    return significant(r, name, stem);
  case 'E':
    return exponent(r, name, stem);
  case '0':
    return integer(r, name, stem);
  default:
    break;
  }
  const struct stem *found = find_stem(name);
  if (!found)
    return refuse(r, name.text, ERRCAT_E_SYNTAX,
                  WANT("fault.style-skeleton",
                       "a part of a number skeleton such as percent, compact-short or .00"));
  if (!found->sets)
    return refuse(
        r, name.text, ERRCAT_E_UNSUPPORTED,
        WANT("fault.style-unsupported-part", "a part of a number skeleton that errcat supports"));
  *stem = *found;
  return true;
}

/* ------------------------------------------------------------------ tokens */

/* At the cursor, up to the next slash, white space or the end. */
static struct piece next_piece(struct reader *r)
{
  struct piece piece = {r->text + r->at, 0};
  while (r->at < r->len && r->text[r->at] != '/' && !is_space(r->text[r->at]))
    r->at++;
  piece.len = (size_t)(r->text + r->at - piece.text);
  return piece;
}

static bool read_options(struct reader *r, const struct stem *stem)
{
  enum option kind = stem->option;
  bool wanted = kind > DIGITS;
  while (r->at < r->len && r->text[r->at] == '/') {
    r->at++;
    struct piece option = next_piece(r);
    if (!option.len && kind != NONE)
      return refuse(r, option.text, ERRCAT_E_SYNTAX,
                    WANT("fault.style-no-option", "an option behind \"/\""));
    if (!check_option(r, kind, option))
      return false;
    kind = kind == EXPONENT ? kind : NONE;
    wanted = false;
  }
  return !wanted || refuse(r, r->text + r->at, ERRCAT_E_SYNTAX,
                           WANT("fault.style-options", "\"/\" and an option"));
}

static bool read_token(struct reader *r)
{
  struct piece name = next_piece(r);
  struct stem stem;
  if (!name.len)
    return refuse(r, name.text, ERRCAT_E_SYNTAX,
                  WANT("fault.style-skeleton",
                       "a part of a number skeleton such as percent, compact-short or .00"));
  if (!read_stem(r, name, &stem))
    return false;
  if (r->seen & stem.sets)
    return refuse(r, name.text, ERRCAT_E_SYNTAX,
                  WANT("fault.style-twice", "nothing that an earlier part says already"));
  r->seen |= stem.sets;
  r->has_measure = r->has_measure || (stem.option == MEASURE && stem.sets == UNIT);
  if (stem.sets == PER_UNIT) {
    r->has_per = true;
    r->per = (size_t)(name.text - r->text);
  }
  return read_options(r, &stem);
}

bool ec_style_skeleton_check(const char *text, size_t len, struct ec_style_fault *fault)
{
  struct reader r = {.text = text, .len = len, .fault = fault};
  for (;;) {
    while (r.at < len && is_space(text[r.at]))
      r.at++;
    if (r.at == len)
      break;
    if (!read_token(&r))
      return false;
  }
  return !r.has_per || r.has_measure ||
         refuse(&r, text + r.per, ERRCAT_E_UNSUPPORTED,
                WANT("fault.style-per-unit", "a measure-unit along with per-measure-unit"));
}
