/** The section "search" of a study file as a struct, made from search.def, samplers.def, pruners.def and scores.def. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/fields.h"

#define PREFIX sampler
#define TABLE "tune/samplers.def"
#include "base/fields_union.h"

enum score_kind {
#define OPTION(name, help) SCORE_##name,
#include "tune/scores.def"
    scores_count
};

#define PREFIX pruner
#define TABLE "tune/pruners.def"
#include "base/fields_union.h"

struct search_options {
#include "base/fields_struct.h"
#include "tune/search.def"
};

/** Read the fields of "search" from *in on, up to end. False when a number is missing or out of the range of its row. */
bool search_read(struct search_options *o, const double **in, const double *end);

#endif
