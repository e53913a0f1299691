/* SPDX-License-Identifier: MIT */
#ifndef EC_INLINE_H
#define EC_INLINE_H

/* What makes the time of a message is in few functions, and these are part of their callers, so
 * that values need not go through memory; what they leave to others stays apart from them, so that
 * its stack is not set up where it is not needed. Compilers see neither by themselves, nor which
 * way requests mostly go: that is to be straight on, for each jump ends what a processor reads at
 * once. */
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#define NOT_INLINE static __attribute__((noinline))
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#else
#define INLINE static inline
#define NOT_INLINE static
#define LIKELY(condition) (condition)
#endif
#define UNLIKELY(condition) (!LIKELY(!(condition)))

/* Before a loop of at most 8 turns: each on its own, so that they go straight on, too. */
#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define UNROLL _Pragma("GCC unroll 8")
#else
#define UNROLL
#endif

#endif
