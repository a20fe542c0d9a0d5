#ifndef NARRATE_CSPHINX_SHIM_H
#define NARRATE_CSPHINX_SHIM_H

// pocketsphinx is found at run time: who has it installed gets the check of words, and nobody needs it
// to build or to run. So its prototypes stand here; they are those of the library's version 3, by
// whose name it is opened.

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

typedef void *narrate_sphinx_decoder;
typedef void *narrate_sphinx_segment;

typedef struct {
    void *library;
    void (*set_log)(FILE *);
    const void *(*arguments)(void);
    void *(*parse)(void *, const void *, int32_t, char **, int32_t);
    int (*free_configuration)(void *);
    void *(*create)(void *);
    int (*destroy)(void *);
    void *(*log_math)(void *);
    char *(*pronunciation)(void *, const char *);
    int (*add_word)(void *, const char *, const char *, int);
    void *(*read_grammar)(FILE *, void *, float);
    int (*free_grammar)(void *);
    int (*set_grammar)(void *, const char *, void *);
    int (*unset_search)(void *, const char *);
    int (*set_search)(void *, const char *);
    int (*start)(void *);
    int (*process)(void *, const int16_t *, size_t, int, int);
    int (*end)(void *);
    void *(*segments)(void *);
    void *(*next_segment)(void *);
    const char *(*segment_word)(void *);
    void (*segment_frames)(void *, int *, int *);
    int32_t (*segment_score)(void *, int32_t *, int32_t *, int32_t *);
    void (*free_segments)(void *);
} narrate_sphinx;

static inline int narrate_sphinx_symbol(void *library, const char *name, void **symbol) {
    *symbol = dlsym(library, name);
    return *symbol != NULL;
}

/// Opens the library; 0 when it is not installed, or is another version.
static inline int narrate_sphinx_open(narrate_sphinx *sphinx) {
    void *library = dlopen("libpocketsphinx.so.3", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return 0;
    sphinx->library = library;
#define NARRATE_SYMBOL(field, name) \
    narrate_sphinx_symbol(library, name, (void **)&sphinx->field)
    int is_whole = NARRATE_SYMBOL(set_log, "err_set_logfp")
        && NARRATE_SYMBOL(arguments, "ps_args")
        && NARRATE_SYMBOL(parse, "cmd_ln_parse_r")
        && NARRATE_SYMBOL(free_configuration, "cmd_ln_free_r")
        && NARRATE_SYMBOL(create, "ps_init")
        && NARRATE_SYMBOL(destroy, "ps_free")
        && NARRATE_SYMBOL(log_math, "ps_get_logmath")
        && NARRATE_SYMBOL(pronunciation, "ps_lookup_word")
        && NARRATE_SYMBOL(add_word, "ps_add_word")
        && NARRATE_SYMBOL(read_grammar, "fsg_model_read")
        && NARRATE_SYMBOL(free_grammar, "fsg_model_free")
        && NARRATE_SYMBOL(set_grammar, "ps_set_fsg")
        && NARRATE_SYMBOL(unset_search, "ps_unset_search")
        && NARRATE_SYMBOL(set_search, "ps_set_search")
        && NARRATE_SYMBOL(start, "ps_start_utt")
        && NARRATE_SYMBOL(process, "ps_process_raw")
        && NARRATE_SYMBOL(end, "ps_end_utt")
        && NARRATE_SYMBOL(segments, "ps_seg_iter")
        && NARRATE_SYMBOL(next_segment, "ps_seg_next")
        && NARRATE_SYMBOL(segment_word, "ps_seg_word")
        && NARRATE_SYMBOL(segment_frames, "ps_seg_frames")
        && NARRATE_SYMBOL(segment_score, "ps_seg_prob")
        && NARRATE_SYMBOL(free_segments, "ps_seg_free");
#undef NARRATE_SYMBOL
    return is_whole;
}

/// Reads a grammar from text in memory; NULL when it is not one.
static inline void *narrate_sphinx_grammar(
    const narrate_sphinx *sphinx, void *log_math, const char *text, size_t length
) {
    FILE *file = fmemopen((void *)text, length, "r");
    if (file == NULL) return NULL;
    void *grammar = sphinx->read_grammar(file, log_math, 1);
    fclose(file);
    return grammar;
}

#endif
