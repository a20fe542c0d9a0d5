#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
/* glibc gives threads heaps of their own, which a long run fills one after the other. */
static inline void narrate_limit_heaps(void) { mallopt(M_ARENA_MAX, 2); }
#else
static inline void narrate_limit_heaps(void) {}
#endif
