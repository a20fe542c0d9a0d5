/* Preloaded into narrate: makes one file-system call fail, ends the process at it, or records what a
 * power cut would leave.
 *
 *   FAULT_PATH   calls on files below this folder count, and no others
 *   FAULT_OPS    which calls count, by their first letters: o(pen for writing) w(rite) f(sync)
 *                r(ename) u(nlink) t(runcate) m(kdir) a(llocate); default: all
 *   FAULT_AT     number of the call that goes wrong, from 1; 0 or absent: none
 *   FAULT_KIND   enospc, eio, edquot, short (half is written), kill, torn (half is written, then kill);
 *                append "+" to have every later call go wrong, too
 *   FAULT_COUNT  file that gets the number of calls that counted
 *   FAULT_SHADOW folder that gets what is durable: file contents at each fsync, folder entries at each
 *                fsync of a folder; "log" lists them in order
 *   FAULT_TRACE  file that gets a line for each write, fsync and rename that is done: seconds, call, name
 *
 * Reaches dynamically linked programs; raw system calls pass.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ({ static __typeof__(&name) real; \
    if (!real) { real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); } real; })

static const char *root, *ops, *kind, *count_file, *shadow, *trace;
static long at;
static int persists;
static atomic_long count, snapshot;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t shadow_lock = PTHREAD_MUTEX_INITIALIZER;

static void read_orders(void) {
    root = getenv("FAULT_PATH");
    ops = getenv("FAULT_OPS");
    kind = getenv("FAULT_KIND");
    count_file = getenv("FAULT_COUNT");
    shadow = getenv("FAULT_SHADOW");
    trace = getenv("FAULT_TRACE");
    if (!kind) kind = "eio";
    persists = strchr(kind, '+') != NULL;
    const char *number = getenv("FAULT_AT");
    at = number ? atol(number) : 0;
}

static void tell_count(void) {
    if (!count_file) return;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&count));
    int file = (int)syscall(SYS_openat, AT_FDCWD, count_file, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    if (file < 0) return;
    syscall(SYS_write, file, text, length);
    syscall(SYS_close, file);
}

__attribute__((destructor)) static void at_end(void) { if (root) tell_count(); }

static int below(const char *path) {
    if (!root || !path) return 0;
    size_t length = strlen(root);
    if (path[0] == '/') return strncmp(path, root, length) == 0;
    char folder[4096], whole[8192];
    if (!getcwd(folder, sizeof folder)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", folder, path);
    return strncmp(whole, root, length) == 0;
}

static int name_of(int descriptor, char *name, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, name, size - 1);
    if (length < 0) return 0;
    name[length] = 0;
    return 1;
}

static int below_descriptor(int descriptor) {
    char name[4096];
    return root && name_of(descriptor, name, sizeof name) && below(name);
}

static void end_here(void) {
    tell_count();
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

/* Whether this call goes wrong; does not come back when the process ends here. */
static int strikes(char op) {
    if (ops && !strchr(ops, op)) return 0;
    long number = atomic_fetch_add(&count, 1) + 1;
    if (!at || !(persists ? number >= at : number == at)) return 0;
    if (strncmp(kind, "kill", 4) == 0) end_here();
    if (strncmp(kind, "torn", 4) == 0 && op != 'w') end_here();
    if (strncmp(kind, "short", 5) == 0 && op != 'w') return 0;
    return 1;
}

static int number_of_error(void) {
    if (strncmp(kind, "enospc", 6) == 0) return ENOSPC;
    if (strncmp(kind, "edquot", 6) == 0) return EDQUOT;
    return EIO;
}

static int is_partial(void) { return strncmp(kind, "short", 5) == 0 || strncmp(kind, "torn", 4) == 0; }

static void note(char op, const char *path, int descriptor) {
    if (!trace) return;
    char name[4096] = "", line[4200];
    if (path) snprintf(name, sizeof name, "%s", path);
    else if (!name_of(descriptor, name, sizeof name)) return;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int length = snprintf(line, sizeof line, "%ld.%09ld %c %s\n", (long)now.tv_sec, now.tv_nsec, op, name);
    int file = (int)syscall(SYS_openat, AT_FDCWD, trace, O_CREAT | O_WRONLY | O_APPEND, 0644);
    if (file < 0) return;
    syscall(SYS_write, file, line, length);
    syscall(SYS_close, file);
}

/* What is durable. */

static void log_line(const char *format, ...) {
    char name[4200], line[8400];
    snprintf(name, sizeof name, "%s/log", shadow);
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    int file = (int)syscall(SYS_openat, AT_FDCWD, name, O_CREAT | O_WRONLY | O_APPEND, 0644);
    if (file < 0) return;
    syscall(SYS_write, file, line, length);
    syscall(SYS_close, file);
}

static void keep_file(int descriptor, const struct stat *status) {
    long number = atomic_fetch_add(&snapshot, 1);
    char name[4200], bytes[65536];
    snprintf(name, sizeof name, "%s/%ld", shadow, number);
    int file = (int)syscall(SYS_openat, AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, 0644);
    if (file < 0) return;
    char source[64];
    snprintf(source, sizeof source, "/proc/self/fd/%d", descriptor);
    int copy = (int)syscall(SYS_openat, AT_FDCWD, source, O_RDONLY, 0);
    ssize_t length;
    while ((length = syscall(SYS_read, copy, bytes, sizeof bytes)) > 0) syscall(SYS_write, file, bytes, length);
    syscall(SYS_close, copy);
    syscall(SYS_close, file);
    log_line("F %lu %ld\n", (unsigned long)status->st_ino, number);
}

static void keep_folder(const char *path) {
    DIR *folder = opendir(path);
    if (!folder) return;
    log_line("D %s\n", path);
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        log_line("E %lu %d %s\n", (unsigned long)entry->d_ino, entry->d_type == DT_DIR, entry->d_name);
    }
    closedir(folder);
    log_line("X\n");
}

static void keep(int descriptor) {
    struct stat status;
    char name[4096];
    if (!shadow || fstat(descriptor, &status) || !name_of(descriptor, name, sizeof name)) return;
    pthread_mutex_lock(&shadow_lock);
    if (S_ISDIR(status.st_mode)) keep_folder(name);
    else if (S_ISREG(status.st_mode)) keep_file(descriptor, &status);
    pthread_mutex_unlock(&shadow_lock);
}

/* The calls. */

#define BEFORE pthread_once(&once, read_orders)
#define FAIL { errno = number_of_error(); return -1; }

#define WRITES(name, parameters, half, all) \
ssize_t name parameters { \
    BEFORE; \
    if (below_descriptor(descriptor) && strikes('w')) { \
        if (!is_partial()) FAIL \
        ssize_t written = half; \
        if (strncmp(kind, "torn", 4) == 0) end_here(); \
        return written; \
    } \
    ssize_t done = all; \
    if (trace && below_descriptor(descriptor)) note('w', NULL, descriptor); \
    return done; \
}
WRITES(write, (int descriptor, const void *bytes, size_t length),
       REAL(write)(descriptor, bytes, (length + 1) / 2), REAL(write)(descriptor, bytes, length))
WRITES(pwrite, (int descriptor, const void *bytes, size_t length, off_t offset),
       REAL(pwrite)(descriptor, bytes, (length + 1) / 2, offset),
       REAL(pwrite)(descriptor, bytes, length, offset))
WRITES(pwrite64, (int descriptor, const void *bytes, size_t length, off64_t offset),
       REAL(pwrite64)(descriptor, bytes, (length + 1) / 2, offset),
       REAL(pwrite64)(descriptor, bytes, length, offset))

#define SYNCS(name) int name(int descriptor) { \
    BEFORE; \
    int is_ours = below_descriptor(descriptor); \
    if (is_ours && strikes('f')) FAIL \
    int result = REAL(name)(descriptor); \
    if (is_ours && result == 0) { keep(descriptor); note('f', NULL, descriptor); } \
    return result; \
}
SYNCS(fsync)
SYNCS(fdatasync)

#define TRUNCATES(name, type) int name(int descriptor, type length) { \
    BEFORE; \
    if (below_descriptor(descriptor) && strikes('t')) FAIL \
    return REAL(name)(descriptor, length); \
}
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    BEFORE;
    if (below(to) && strikes('r')) FAIL
    int result = REAL(rename)(from, to);
    if (result == 0 && below(to)) note('r', to, -1);
    return result;
}

int unlink(const char *path) {
    BEFORE;
    if (below(path) && strikes('u')) FAIL
    return REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    BEFORE;
    if (below(path) && strikes('m')) FAIL
    return REAL(mkdir)(path, mode);
}

int fallocate(int descriptor, int mode, off_t offset, off_t length) {
    BEFORE;
    if (below_descriptor(descriptor) && strikes('a')) FAIL
    return REAL(fallocate)(descriptor, mode, offset, length);
}

#define OPENS(name) int name(const char *path, int flags, ...) { \
    BEFORE; \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments); \
    if ((flags & O_ACCMODE) != O_RDONLY && below(path) && strikes('o')) FAIL \
    return REAL(name)(path, flags, mode); \
}
OPENS(open)
OPENS(open64)
