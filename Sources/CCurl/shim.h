#pragma once
/* curl_easy_setopt and curl_easy_getinfo are variadic: Swift imports neither. */
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#include <dlfcn.h>

/* libcurl is opened when the first request is made: with the libraries it needs, that takes longer than the rest
   of the program's start, and most commands never leave the machine. */
#ifdef __APPLE__
#define NARRATE_CURL_FILE "libcurl.4.dylib"
#else
#define NARRATE_CURL_FILE "libcurl.so.4"
#endif
static inline void *narrate_curl_library(void) {
    static void *opened;
    void *library = __atomic_load_n(&opened, __ATOMIC_ACQUIRE);
    if (library == NULL) {
        library = dlopen(NARRATE_CURL_FILE, RTLD_LAZY | RTLD_LOCAL);
        __atomic_store_n(&opened, library, __ATOMIC_RELEASE);
    }
    return library;
}
/* Each place looks its function up once. */
#define NARRATE_CURL(function) ((__typeof__(&function))({ \
    static void *found; \
    void *address = __atomic_load_n(&found, __ATOMIC_ACQUIRE); \
    if (address == NULL) { \
        address = dlsym(narrate_curl_library(), #function); \
        __atomic_store_n(&found, address, __ATOMIC_RELEASE); \
    } \
    address; \
}))

/* Whether libcurl is there: nothing below may be called otherwise. */
static inline int narrate_curl_is_installed(void) {
    void *library = narrate_curl_library();
    return library != NULL && dlsym(library, "curl_multi_poll") != NULL;
}

static inline CURL *narrate_curl_easy_init(void) { return NARRATE_CURL(curl_easy_init)(); }
static inline void narrate_curl_easy_cleanup(CURL *easy) { NARRATE_CURL(curl_easy_cleanup)(easy); }
static inline const char *narrate_curl_easy_strerror(CURLcode code) { return NARRATE_CURL(curl_easy_strerror)(code); }
static inline time_t narrate_curl_getdate(const char *date) { return NARRATE_CURL(curl_getdate)(date, NULL); }
static inline struct curl_slist *narrate_curl_slist_append(struct curl_slist *list, const char *line) {
    return NARRATE_CURL(curl_slist_append)(list, line);
}
static inline void narrate_curl_slist_free_all(struct curl_slist *list) { NARRATE_CURL(curl_slist_free_all)(list); }
static inline CURLM *narrate_curl_multi_init(void) { return NARRATE_CURL(curl_multi_init)(); }
static inline CURLMcode narrate_curl_multi_cleanup(CURLM *multi) { return NARRATE_CURL(curl_multi_cleanup)(multi); }
static inline CURLMcode narrate_curl_multi_perform(CURLM *multi, int *running) {
    return NARRATE_CURL(curl_multi_perform)(multi, running);
}
static inline CURLMcode narrate_curl_multi_poll(CURLM *multi, int milliseconds) {
    return NARRATE_CURL(curl_multi_poll)(multi, NULL, 0, milliseconds, NULL);
}
static inline CURLMcode narrate_curl_multi_wakeup(CURLM *multi) { return NARRATE_CURL(curl_multi_wakeup)(multi); }
static inline const char *narrate_curl_multi_strerror(CURLMcode code) {
    return NARRATE_CURL(curl_multi_strerror)(code);
}
static inline CURLMcode narrate_curl_multi_add(CURLM *multi, CURL *easy) {
    return NARRATE_CURL(curl_multi_add_handle)(multi, easy);
}
static inline CURLMcode narrate_curl_multi_remove(CURLM *multi, CURL *easy) {
    return NARRATE_CURL(curl_multi_remove_handle)(multi, easy);
}
static inline CURLMsg *narrate_curl_multi_info_read(CURLM *multi, int *left) {
    return NARRATE_CURL(curl_multi_info_read)(multi, left);
}

typedef size_t (*narrate_curl_bytes_fn)(char *bytes, size_t size, size_t count, void *context);
typedef int (*narrate_curl_seek_fn)(void *context, curl_off_t offset, int origin);

static inline CURLcode narrate_curl_set_long(CURL *easy, CURLoption option, long value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, option, value);
}
static inline CURLcode narrate_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, option, value);
}
static inline CURLcode narrate_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, option, value);
}
static inline CURLcode narrate_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, option, value);
}
static inline CURLcode narrate_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, option, value);
}
static inline CURLcode narrate_curl_set_bytes_fn(CURL *easy, CURLoption option, narrate_curl_bytes_fn value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, option, value);
}
static inline CURLcode narrate_curl_set_seek_fn(CURL *easy, narrate_curl_seek_fn value) {
    return NARRATE_CURL(curl_easy_setopt)(easy, CURLOPT_SEEKFUNCTION, value);
}

static inline CURLcode narrate_curl_get_string(CURL *easy, CURLINFO info, const char **value) {
    return NARRATE_CURL(curl_easy_getinfo)(easy, info, value);
}

/* CURLMsg carries an anonymous union. */
static inline CURLcode narrate_curl_result(const CURLMsg *message) { return message->data.result; }

/* Macros with casts or operators are not imported. */
static inline CURLcode narrate_curl_global_init(void) { return NARRATE_CURL(curl_global_init)(CURL_GLOBAL_DEFAULT); }
static const long narrate_curl_http2_over_tls = CURL_HTTP_VERSION_2TLS;
