/* SPDX-License-Identifier: MIT */
#ifndef EC_INLINE_H
#define EC_INLINE_H

/* What makes the time of a message is in few functions, and these are part of their callers, so
 * that values need not go through memory; what they leave to others stays apart from them, so that
 * its stack is not set up where it is not needed. Compilers see neither by themselves. */
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#define NOT_INLINE static __attribute__((noinline))
#else
#define INLINE static inline
#define NOT_INLINE static
#endif

#endif
