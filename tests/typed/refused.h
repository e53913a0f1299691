/* SPDX-License-Identifier: MIT */

/* What the calls of refused.cases are made with. */

#include "typed.h"

enum color { RED };
#ifdef __cplusplus
#ifdef WITH_STRING /* takes a compiler longer than all the rest */
#include <string>
extern std::string standard_string;
#endif
enum class kind { ONE };
struct to_int {
  operator int() const
  {
    return 1;
  }
};
struct to_string {
  operator const char *() const
  {
    return "";
  }
};
extern to_int like_int;
extern to_string like_string;
#endif

extern void *pointer;
extern unsigned char *bytes;
extern signed char *signed_bytes;
extern const int *integers;
extern char **strings;
extern char (*array)[4];
extern void (*function)(void);
extern float single;
extern double floating;
extern long double wide;
extern bool yes;
extern int number;
extern enum color color;
extern struct errcat_time when;
extern struct errcat_arg arg;
extern const struct errcat_arg list[2];
extern struct typed_text_space text_space;
extern struct typed_pair_space pair_space;
extern struct typed_plain_space plain_space;
