/** Spaces and search options as the arrays of doubles that ss_study_create takes, written down readably. */
#ifndef SPACES_H
#define SPACES_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "sweetspot.h"
#include "tune/options.h"

struct numbers {
    double at[8192];
    int n;
    int conditions; /* where the last parameter counts its conditions */
};

static inline void put(struct numbers *const s, const double x) { s->at[s->n++] = x; }

static inline void space_of(struct numbers *const s, const int params) {
    s->n = 0;
    put(s, params);
}

static inline void add_parameter(struct numbers *const s, const double row[6]) {
    for (int i = 0; i < 6; i++) put(s, row[i]);
    s->conditions = s->n;
    put(s, 0);
}

static inline void add_float(struct numbers *const s, const double low, const double high, const int is_log,
                             const double step) {
    add_parameter(s, (double[]){0, low, high, is_log, step, 0});
}

static inline void add_int(struct numbers *const s, const double low, const double high, const int is_log,
                           const double step) {
    add_parameter(s, (double[]){1, low, high, is_log, step, 0});
}

static inline void add_choice(struct numbers *const s, const int choices) {
    add_parameter(s, (double[]){2, 0, 0, 0, 0, choices});
}

/** A category whose choices are drawn by weight. */
static inline void add_weighted(struct numbers *const s, const int choices, const double *const weights) {
    for (int i = 0; i < 6; i++) put(s, ((const double[]){3, 0, 0, 0, 0, choices})[i]);
    for (int i = 0; i < choices; i++) put(s, weights[i]);
    s->conditions = s->n;
    put(s, 0);
}

/** After the last parameter: how many constraints, then each one's code. */
static inline void constraints_of(struct numbers *const s, const int constraints) { put(s, constraints); }
static inline void add_code(struct numbers *const s, const int length, const double *const code) {
    put(s, length);
    for (int i = 0; i < length; i++) put(s, code[i]);
}

/** The last parameter exists only when `parent` has one of the values. */
static inline void add_when(struct numbers *const s, const int parent, const int count, const double *const values) {
    s->at[s->conditions]++;
    put(s, parent);
    put(s, count);
    for (int i = 0; i < count; i++) put(s, values[i]);
}

/** optimizer 3 · layers 1 .. 3 · momentum {0, 0.3 ... 0.9} for sgd · units.0 · units.1 (layers >= 2) · units.2 (layers 3) · nesterov
 *  (only for momentum 0.3 or 0.9) */
static inline void mixed_space(struct numbers *const s) {
    space_of(s, 7);
    add_choice(s, 3);
    add_int(s, 1, 3, 0, 0);
    add_float(s, 0, 0.9, 0, 0.3);
    add_when(s, 0, 1, (double[]){0});
    add_int(s, 8, 32, 1, 2);
    add_int(s, 8, 24, 0, 8);
    add_when(s, 1, 2, (double[]){2, 3});
    add_int(s, 1, 2, 1, 0);
    add_when(s, 1, 1, (double[]){3});
    add_choice(s, 2);
    add_when(s, 2, 2, (double[]){0.3, 0.9});
}
/* (sgd: momentum 0, 0.6 once and 0.3, 0.9 twice = 6, the others 1 each = 8) x 3 units.0 x (1 + 3 + 3 x 2) */
enum { MIXED_SIZE = 8 * 3 * 10 };

/** A sampler's row with its defaults, then the other fields of "search". */
static inline void search_of(struct numbers *const s, const int sampler, const double trials, const double seed,
                             const double parallelism) {
    s->n = 0;
    put(s, sampler);
    switch (sampler) {
#define VARIANT(name, help, source) case sampler_kind_##name:
#define FLOAT(name, dflt, ...) put(s, dflt);
#define INT(name, dflt, ...) put(s, dflt);
#define BOOL(name, dflt, help) put(s, dflt);
#define END(name) break;
#include "tune/samplers.def"
    }
    put(s, pruner_kind_none);
    put(s, trials);
    put(s, 0);
    put(s, 0); /* time limits: off */
    put(s, seed);
    put(s, parallelism);
    put(s, 1e30); /* target: off */
    put(s, 0);    /* no_improvement: off */
    put(s, 0);    /* allow_duplicates: no */
}

/** ss_study_create and ss_study_tell for one objective. */
static inline struct ss_study *create_one(const double *const space, const int n, const double *const search,
                                          const int m, const int maximize, int *const status) {
    const uint8_t directions[1] = {(uint8_t)maximize};
    return ss_study_create(space, n, search, m, directions, 1, status);
}
static inline int tell_one(struct ss_study *const study, const int trial, const int told, const double value) {
    return ss_study_tell(study, trial, told, &value);
}

static inline struct ss_study *study_of(const struct numbers *const space, const struct numbers *const search) {
    int status = SS_OK;
    return create_one(space->at, space->n, search->at, search->n, 0, &status);
}

/** `params` floats from 0 to 1. */
static inline void unit_cube(struct numbers *const space, const int params) {
    space_of(space, params);
    for (int i = 0; i < params; i++) add_float(space, 0, 1, 0, 0);
}

/** What a sampler that reads no outcomes proposes first: [n, K], to be freed. */
static inline double *first_points(const int sampler, const struct numbers *const space, const int params, const int n,
                                   const double seed) {
    struct numbers search;
    search_of(&search, sampler, n, seed, 4);
    struct ss_study *const study = study_of(space, &search);
    double *const all = malloc((size_t)(n * params) * sizeof *all);
    for (int t = 0; t < n; t++)
        if (ss_study_ask(study, all + (size_t)t * (size_t)params) != t) all[(size_t)t * (size_t)params] = (double)NAN;
    ss_study_free(study);
    return all;
}

#endif
