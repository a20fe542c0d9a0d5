#pragma once
/* curl_easy_setopt and curl_easy_getinfo are variadic: Swift imports neither. */
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

typedef size_t (*narrate_curl_bytes_fn)(char *bytes, size_t size, size_t count, void *context);
typedef int (*narrate_curl_seek_fn)(void *context, curl_off_t offset, int origin);

static inline CURLcode narrate_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode narrate_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode narrate_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode narrate_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode narrate_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode narrate_curl_set_bytes_fn(CURL *easy, CURLoption option, narrate_curl_bytes_fn value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode narrate_curl_set_seek_fn(CURL *easy, narrate_curl_seek_fn value) {
    return curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, value);
}

static inline CURLcode narrate_curl_get_string(CURL *easy, CURLINFO info, const char **value) {
    return curl_easy_getinfo(easy, info, value);
}

/* CURLMsg carries an anonymous union. */
static inline CURLcode narrate_curl_result(const CURLMsg *message) { return message->data.result; }

/* Macros with casts or operators are not imported. */
static inline CURLcode narrate_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
static const long narrate_curl_http2_over_tls = CURL_HTTP_VERSION_2TLS;
