#pragma once
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
/* glibc gives threads heaps of their own, which a long run fills one after the other; and once a
   take's samples were freed it would put the next ones into those heaps, between small things that
   stay. */
static inline void narrate_limit_heaps(void) {
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  /* Without this the end of a heap goes back to the system at each pause and is asked for again. */
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
}
#else
static inline void narrate_limit_heaps(void) {}
#endif
