#ifndef NARRATE_CDISK_SHIM_H
#define NARRATE_CDISK_SHIM_H

#include <errno.h>
#include <sys/types.h>

#ifdef __linux__
// The C library shows it to GNU programs only, and Swift does not count as one.
extern int fallocate(int descriptor, int mode, off_t offset, off_t length);

/// Makes sure of room for a file without changing its size; 0, or the number of the error.
static inline int narrate_reserve(int descriptor, off_t bytes) {
    const int keep_size = 1;  // FALLOC_FL_KEEP_SIZE
    return fallocate(descriptor, keep_size, 0, bytes) == 0 ? 0 : errno;
}
#else
static inline int narrate_reserve(int descriptor, off_t bytes) {
    (void)descriptor;
    (void)bytes;
    return EOPNOTSUPP;
}
#endif

#endif
