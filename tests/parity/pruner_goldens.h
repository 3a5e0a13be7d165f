/* Written by scripts/goldens/pruner_goldens.py with Optuna 3.1.0 and SciPy 1.10.1; not edited by hand. */
#ifndef PRUNER_GOLDENS_H
#define PRUNER_GOLDENS_H

#include "tune/options.h"

enum { PRUNER_TRIALS = 32, PRUNER_STEPS = 30, PRUNER_FOLDS = 9, PRUNER_CASES = 24 };
/* After how many reports each trial is stopped; 0: never. */
struct pruner_golden {
    int number;
    union pruner_options options;
    int stops[PRUNER_TRIALS];
};
static const struct pruner_golden pruner_goldens[] = {
{0, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 4, 4, 4, 0, 3, 4, 3, 4, 3, 7, 3, 4, 3, 4, 4, 4, 3, 3, 3, 4, 5, 6, 11, 3, 4, 4, 2, 3, 3, 6,
}},
{1, {.median = {.kind = pruner_kind_median, .n_startup_trials = 5, .n_warmup_steps = 7, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 27, 7, 7, 0, 7, 7, 0, 0, 0, 15, 27, 0, 7, 0, 0, 0,
}},
{2, {.median = {.kind = pruner_kind_median, .n_startup_trials = 5, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 0, 0, 7, 0, 0, 0, 7, 7, 7, 7, 0, 0, 7, 7, 14, 7, 7, 9, 7, 7, 0,
}},
{3, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 5, 9, 6, 6, 8, 8, 8, 6, 5, 7, 6, 9, 7, 6, 7, 7, 7, 10, 5, 5, 4, 6, 8, 6, 0, 6, 5, 8, 4, 2, 7,
}},
{4, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 9, 0, 12, 7, 7, 7, 0, 7, 7, 0, 0, 7, 7, 0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 7, 7, 9, 7, 7, 7, 7,
}},
{5, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 8, 9, 0, 0, 10, 8, 8, 0, 8, 8, 8, 10, 0, 10, 8, 8, 8, 0, 8, 8, 8, 8, 0, 0, 10, 8, 10, 8, 10, 8,
}},
{6, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 3, 3, 2, 3, 0, 2, 2, 1, 3, 3, 5, 2, 2, 3, 2, 12, 3, 6, 2, 2, 2, 3, 2, 3, 1, 2, 3, 0, 3, 3, 1,
}},
{7, {.median = {.kind = pruner_kind_median, .n_startup_trials = 5, .n_warmup_steps = 0, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{8, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 1, 1, 1, 1, 1, 0, 1, 1, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 6, 1, 1, 1, 1, 1, 1, 1,
}},
{9, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 1, 1, 1, 0, 1, 1, 1, 4, 1, 1, 1, 1, 0, 1, 8, 2, 3, 1, 1, 2, 1, 1, 1, 1, 1, 2, 3, 14, 3, 1, 1,
}},
{10, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 4, 0, 4, 6, 4, 4, 4, 4, 6, 4, 4, 4, 4, 4, 6, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 4, 12,
}},
{11, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 1, 3, 0, 1, 1, 0, 1, 1, 1, 1, 20, 0, 1, 1, 6, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 2, 1,
}},
{12, {.median = {.kind = pruner_kind_median, .n_startup_trials = 5, .n_warmup_steps = 3, .interval_steps = 4, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 3, 1, 9, 3, 0, 3, 2, 2, 3, 3, 3, 3, 2, 0, 3, 1, 3, 2, 2,
}},
{13, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 3, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 3, 3, 0, 0, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3, 0, 3, 3, 7, 3, 0, 0, 0, 3, 3, 0, 3, 3, 3, 0, 3,
}},
{14, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{15, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 2, 0, 2, 1, 0, 1, 1, 0, 1, 1, 10, 1, 0, 0, 1, 0, 1, 1,
}},
{16, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 1, 1, 6, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{17, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 2, 2, 1, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1,
}},
{18, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 3, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 7, 6, 5, 0, 7, 0, 3, 2, 2, 2, 3, 2, 3, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 2, 2, 1, 0, 2, 3, 1,
}},
{19, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 1, 1, 3, 1, 1, 0, 1, 1, 1, 2, 0, 1, 2, 1, 1, 1, 0, 2, 1, 1, 1, 4, 1, 1, 1, 1, 0, 1, 2,
}},
{20, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 9, 8, 8, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8, 8,
}},
{21, {.median = {.kind = pruner_kind_median, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 1, 1, 0, 1, 1, 2, 2, 1, 0, 4, 2, 2, 1, 1, 1, 2, 1, 1, 1, 0, 1, 4, 1, 1, 1, 1, 3, 3, 0, 1,
}},
{22, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 9, 0, 0, 12, 7, 0, 7, 10, 8, 7, 7, 0, 0, 0, 0, 0, 0, 7, 7, 7, 9, 7, 7, 7, 7, 7, 10, 0, 7,
}},
{23, {.median = {.kind = pruner_kind_median, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 4, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 4, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{0, {.percentile = {.kind = pruner_kind_percentile, .percentile = 60.0F, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 6, 7, 7, 0, 7, 6, 6, 6, 6, 7, 7, 7, 7, 7, 8, 7, 6, 7, 6, 8, 12, 6, 11, 7, 7, 7, 4, 6, 7, 8,
}},
{1, {.percentile = {.kind = pruner_kind_percentile, .percentile = 10.0F, .n_startup_trials = 1, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 3, 4, 4, 0, 3, 3, 3, 9, 0, 3, 0, 3, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3,
}},
{2, {.percentile = {.kind = pruner_kind_percentile, .percentile = 25.0F, .n_startup_trials = 1, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
}},
{3, {.percentile = {.kind = pruner_kind_percentile, .percentile = 10.0F, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 2, 2, 2, 2, 2, 2, 8, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 10, 1, 2, 1, 1, 2, 2, 0, 1, 1, 1, 1, 1, 1,
}},
{4, {.percentile = {.kind = pruner_kind_percentile, .percentile = 30.0F, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 4, 1, 1, 1, 1,
}},
{5, {.percentile = {.kind = pruner_kind_percentile, .percentile = 60.0F, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 2, 1, 1, 1, 1, 1, 1, 2, 1, 0, 0, 4, 1, 1, 1, 3, 1,
}},
{6, {.percentile = {.kind = pruner_kind_percentile, .percentile = 30.0F, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 6, 3, 4, 0, 3, 6, 2, 2, 2, 1, 0, 2, 6, 2, 1, 2, 2, 1, 2, 1, 1, 2, 0, 1, 1, 1,
}},
{7, {.percentile = {.kind = pruner_kind_percentile, .percentile = 25.0F, .n_startup_trials = 1, .n_warmup_steps = 3, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
}},
{8, {.percentile = {.kind = pruner_kind_percentile, .percentile = 25.0F, .n_startup_trials = 5, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 1, 0, 1, 1, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 6, 1, 1, 1, 1, 1, 1, 1,
}},
{9, {.percentile = {.kind = pruner_kind_percentile, .percentile = 60.0F, .n_startup_trials = 1, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 3, 3, 2, 3, 2, 3, 4, 3, 3, 2, 3, 0, 2, 4, 3, 3, 3, 2, 2, 3, 4, 4, 3, 3, 2, 3, 1, 3, 3, 3,
}},
{10, {.percentile = {.kind = pruner_kind_percentile, .percentile = 0.0F, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2,
}},
{11, {.percentile = {.kind = pruner_kind_percentile, .percentile = 0.0F, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 1, 1, 0, 1, 1, 2, 1, 1, 1, 1, 2, 2, 1, 1, 4, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 2, 1,
}},
{12, {.percentile = {.kind = pruner_kind_percentile, .percentile = 0.0F, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1,
}},
{13, {.percentile = {.kind = pruner_kind_percentile, .percentile = 75.0F, .n_startup_trials = 0, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 8, 0, 0, 0, 7, 7, 0, 0, 7, 0, 7, 0, 7, 10, 0, 10, 7, 0, 0, 0, 0, 0, 7, 7, 0, 7, 7, 10, 0, 8,
}},
{14, {.percentile = {.kind = pruner_kind_percentile, .percentile = 10.0F, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 4, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 7, 7, 15, 7, 7, 7, 7, 15, 7, 7, 7, 7, 7, 7, 0, 7, 7, 7, 0, 7, 7, 7, 7, 15,
}},
{15, {.percentile = {.kind = pruner_kind_percentile, .percentile = 100.0F, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 13, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0,
}},
{16, {.percentile = {.kind = pruner_kind_percentile, .percentile = 100.0F, .n_startup_trials = 5, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 7, 7, 0, 0, 0, 7, 0, 0, 11, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
}},
{17, {.percentile = {.kind = pruner_kind_percentile, .percentile = 10.0F, .n_startup_trials = 0, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 9, 17, 0, 9, 0, 7, 7, 7, 12, 7, 7, 7, 7, 7, 7, 0, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
}},
{18, {.percentile = {.kind = pruner_kind_percentile, .percentile = 75.0F, .n_startup_trials = 0, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 6, 7, 6, 5, 0, 7, 11, 7, 6, 9, 6, 7, 10, 7, 7, 5, 8, 5, 5, 5, 5, 5, 6, 4, 4, 5, 4, 0, 5, 7, 4,
}},
{19, {.percentile = {.kind = pruner_kind_percentile, .percentile = 0.0F, .n_startup_trials = 1, .n_warmup_steps = 3, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 3, 3, 3, 3, 3, 4, 3, 3, 3, 4, 5, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 3, 3,
}},
{20, {.percentile = {.kind = pruner_kind_percentile, .percentile = 0.0F, .n_startup_trials = 0, .n_warmup_steps = 0, .interval_steps = 4, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 0, 0, 9, 9, 5, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{21, {.percentile = {.kind = pruner_kind_percentile, .percentile = 10.0F, .n_startup_trials = 5, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 11, 11, 8, 0, 0, 7, 5, 8, 4, 4, 6, 4, 5, 6, 0, 6, 0, 5, 6, 6, 4, 7, 5, 5, 5,
}},
{22, {.percentile = {.kind = pruner_kind_percentile, .percentile = 60.0F, .n_startup_trials = 1, .n_warmup_steps = 0, .interval_steps = 1, .n_min_trials = 6, .score = SCORE_best}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 6, 1, 1, 1, 0, 0, 0, 0, 3, 0, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{23, {.percentile = {.kind = pruner_kind_percentile, .percentile = 100.0F, .n_startup_trials = 1, .n_warmup_steps = 7, .interval_steps = 1, .n_min_trials = 1, .score = SCORE_best}}, {
    0, 11, 9, 7, 9, 0, 0, 0, 9, 8, 8, 0, 7, 7, 8, 0, 9, 0, 7, 7, 0, 7, 0, 0, 8, 0, 8, 7, 7, 0, 7, 7,
}},
{0, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.5F, .upper = 2.25F, .n_warmup_steps = 0, .interval_steps = 4}}, {
    1, 1, 1, 1, 1, 1, 24, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 10, 0, 1, 1, 0, 1, 1, 1,
}},
{1, {.threshold = {.kind = pruner_kind_threshold, .lower = -1.75F, .upper = -0.0F, .n_warmup_steps = 0, .interval_steps = 4}}, {
    1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0,
}},
{2, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 2.25F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    4, 10, 7, 0, 10, 30, 0, 3, 3, 11, 10, 6, 9, 11, 0, 22, 20, 22, 28, 9, 13, 12, 18, 18, 12, 16, 4, 4, 0, 7, 14, 19,
}},
{3, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 1.75F, .n_warmup_steps = 0, .interval_steps = 4}}, {
    0, 1, 0, 0, 1, 0, 6, 0, 0, 0, 0, 22, 0, 8, 1, 21, 1, 0, 20, 0, 1, 0, 22, 18, 1, 16, 7, 9, 0, 0, 11, 21,
}},
{4, {.threshold = {.kind = pruner_kind_threshold, .lower = -2.25F, .upper = 2.0F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1,
}},
{5, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 1.0F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    5, 4, 4, 5, 0, 4, 4, 4, 4, 0, 4, 4, 4, 0, 0, 5, 4, 4, 4, 0, 4, 4, 4, 4, 0, 0, 4, 4, 0, 4, 0, 4,
}},
{6, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 1.75F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    0, 1, 1, 1, 1, 18, 1, 1, 2, 14, 13, 0, 1, 21, 1, 1, 0, 1, 0, 1, 1, 5, 1, 1, 1, 1, 1, 1, 8, 1, 1, 0,
}},
{7, {.threshold = {.kind = pruner_kind_threshold, .lower = -1.75F, .upper = 2.0F, .n_warmup_steps = 0, .interval_steps = 4}}, {
    0, 0, 1, 1, 0, 4, 4, 1, 1, 0, 1, 1, 1, 0, 0, 1, 16, 1, 1, 1, 1, 1, 0, 0, 1, 16, 0, 1, 8, 1, 1, 16,
}},
{8, {.threshold = {.kind = pruner_kind_threshold, .lower = -2.0F, .upper = 1.0F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
}},
{9, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.5F, .upper = 1.75F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    0, 12, 1, 1, 4, 1, 0, 1, 0, 0, 1, 0, 1, 8, 0, 10, 15, 7, 1, 0, 0, 0, 1, 7, 1, 0, 0, 5, 6, 13, 15, 1,
}},
{10, {.threshold = {.kind = pruner_kind_threshold, .lower = -1.0F, .upper = -0.5F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    4, 4, 5, 4, 8, 4, 4, 4, 4, 15, 4, 4, 4, 4, 4, 7, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 8,
}},
{11, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 2.25F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    6, 0, 10, 0, 17, 16, 4, 7, 28, 7, 3, 5, 17, 6, 4, 24, 6, 18, 5, 6, 19, 0, 15, 29, 4, 5, 8, 5, 13, 12, 16, 0,
}},
{12, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.5F, .upper = 1.75F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    0, 6, 0, 1, 1, 1, 1, 6, 13, 0, 10, 0, 1, 0, 0, 0, 1, 18, 10, 2, 13, 1, 1, 0, 0, 1, 5, 1, 0, 0, 8, 0,
}},
{13, {.threshold = {.kind = pruner_kind_threshold, .lower = -2.25F, .upper = 2.0F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
}},
{14, {.threshold = {.kind = pruner_kind_threshold, .lower = -2.0F, .upper = 1.75F, .n_warmup_steps = 0, .interval_steps = 1}}, {
    2, 1, 3, 8, 10, 1, 1, 5, 6, 2, 17, 1, 2, 1, 14, 6, 1, 1, 10, 6, 1, 1, 30, 11, 10, 0, 0, 1, 2, 4, 1, 17,
}},
{15, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 1.75F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    14, 0, 5, 11, 11, 3, 4, 4, 0, 3, 5, 9, 13, 19, 0, 13, 5, 15, 6, 0, 16, 4, 5, 10, 24, 17, 0, 7, 8, 0, 0, 20,
}},
{16, {.threshold = {.kind = pruner_kind_threshold, .lower = -1.75F, .upper = 2.0F, .n_warmup_steps = 0, .interval_steps = 4}}, {
    0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1,
}},
{17, {.threshold = {.kind = pruner_kind_threshold, .lower = -2.0F, .upper = 2.25F, .n_warmup_steps = 3, .interval_steps = 4}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
}},
{18, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 1.0F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    3, 2, 3, 3, 2, 3, 3, 6, 3, 2, 2, 2, 3, 2, 3, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 2, 2, 1, 17, 2, 3, 1,
}},
{19, {.threshold = {.kind = pruner_kind_threshold, .lower = -1.75F, .upper = -0.5F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    7, 9, 5, 4, 6, 8, 3, 23, 19, 8, 6, 3, 13, 7, 5, 3, 11, 6, 8, 6, 6, 3, 13, 9, 3, 9, 6, 3, 28, 6, 12, 12,
}},
{20, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.5F, .upper = 1.0F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    9, 4, 11, 4, 4, 4, 12, 4, 6, 4, 4, 4, 4, 10, 4, 4, 4, 4, 4, 4, 6, 7, 7, 4, 4, 11, 4, 4, 4, 4, 4, 4,
}},
{21, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.0F, .upper = 1.0F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    3, 3, 2, 4, 4, 3, 2, 2, 0, 3, 0, 0, 0, 3, 3, 1, 3, 2, 2, 2, 2, 0, 2, 3, 2, 2, 3, 2, 0, 0, 0, 2,
}},
{22, {.threshold = {.kind = pruner_kind_threshold, .lower = -2.25F, .upper = 2.0F, .n_warmup_steps = 0, .interval_steps = 4}}, {
    12, 8, 0, 24, 0, 0, 4, 0, 0, 0, 4, 1, 4, 4, 0, 16, 0, 0, 0, 16, 0, 0, 16, 0, 1, 4, 4, 1, 0, 1, 1, 1,
}},
{23, {.threshold = {.kind = pruner_kind_threshold, .lower = 0.5F, .upper = 2.25F, .n_warmup_steps = 3, .interval_steps = 1}}, {
    8, 5, 18, 17, 6, 9, 10, 6, 16, 12, 5, 3, 3, 11, 10, 10, 9, 3, 18, 7, 10, 24, 5, 10, 3, 4, 28, 0, 4, 12, 3, 11,
}},
{0, {.patience = {.kind = pruner_kind_patience, .patience = 0, .min_delta = 0.1F}}, {
    7, 7, 5, 7, 4, 7, 10, 3, 6, 10, 5, 5, 6, 7, 6, 6, 6, 6, 6, 4, 7, 14, 5, 5, 12, 4, 8, 6, 5, 7, 4, 6,
}},
{1, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.1F}}, {
    12, 13, 11, 12, 16, 8, 14, 6, 10, 9, 15, 15, 12, 7, 8, 19, 7, 14, 13, 15, 8, 7, 16, 11, 14, 13, 10, 28, 11, 11, 10,
    15,
}},
{2, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.25F}}, {
    29, 0, 0, 0, 16, 0, 28, 0, 0, 16, 21, 22, 0, 0, 0, 24, 20, 0, 18, 27, 21, 16, 0, 25, 0, 14, 30, 0, 24, 27, 0, 0,
}},
{3, {.patience = {.kind = pruner_kind_patience, .patience = 0, .min_delta = 0.0F}}, {
    3, 5, 7, 6, 8, 4, 3, 6, 3, 7, 3, 4, 7, 5, 6, 6, 8, 7, 5, 4, 8, 7, 4, 5, 5, 3, 6, 3, 3, 2, 6, 5,
}},
{4, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.0F}}, {
    19, 13, 11, 11, 12, 9, 12, 17, 14, 11, 13, 14, 11, 20, 13, 12, 10, 13, 15, 8, 9, 8, 10, 10, 12, 9, 9, 10, 16, 13,
    11, 10,
}},
{5, {.patience = {.kind = pruner_kind_patience, .patience = 6, .min_delta = 0.1F}}, {
    0, 25, 0, 0, 23, 30, 0, 25, 15, 14, 31, 0, 19, 0, 23, 0, 24, 0, 0, 0, 0, 23, 22, 21, 19, 17, 23, 0, 27, 26, 28, 0,
}},
{6, {.patience = {.kind = pruner_kind_patience, .patience = 1, .min_delta = 0.25F}}, {
    0, 20, 0, 12, 10, 18, 0, 9, 3, 9, 0, 14, 13, 10, 22, 8, 9, 15, 6, 18, 0, 18, 17, 12, 9, 20, 14, 15, 21, 17, 22, 16,
}},
{7, {.patience = {.kind = pruner_kind_patience, .patience = 3, .min_delta = 0.0F}}, {
    9, 10, 18, 10, 9, 17, 29, 19, 20, 21, 22, 10, 24, 25, 16, 28, 14, 19, 10, 24, 18, 9, 18, 13, 20, 11, 26, 9, 24, 13,
    14, 17,
}},
{8, {.patience = {.kind = pruner_kind_patience, .patience = 0, .min_delta = 0.1F}}, {
    7, 7, 7, 7, 3, 4, 7, 4, 5, 6, 6, 4, 7, 3, 4, 5, 4, 4, 4, 5, 6, 4, 6, 4, 3, 5, 5, 5, 7, 3, 5, 6,
}},
{9, {.patience = {.kind = pruner_kind_patience, .patience = 3, .min_delta = 0.25F}}, {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 23, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13, 0, 0, 0, 0, 0,
}},
{10, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.0F}}, {
    9, 11, 15, 10, 11, 9, 9, 8, 8, 11, 12, 12, 16, 12, 17, 10, 11, 11, 17, 16, 6, 11, 14, 9, 11, 8, 12, 10, 8, 13, 15,
    12,
}},
{11, {.patience = {.kind = pruner_kind_patience, .patience = 0, .min_delta = 0.0F}}, {
    4, 3, 3, 7, 8, 7, 5, 4, 7, 3, 7, 6, 5, 9, 8, 3, 5, 4, 6, 9, 10, 9, 6, 4, 9, 3, 4, 7, 4, 3, 2, 3,
}},
{12, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.25F}}, {
    0, 0, 18, 0, 0, 0, 21, 23, 25, 16, 0, 0, 0, 0, 0, 0, 0, 14, 0, 0, 0, 0, 18, 12, 0, 0, 19, 0, 0, 15, 0, 0,
}},
{13, {.patience = {.kind = pruner_kind_patience, .patience = 6, .min_delta = 0.1F}}, {
    20, 0, 25, 28, 0, 0, 0, 0, 24, 19, 0, 22, 14, 0, 0, 0, 20, 22, 0, 0, 15, 0, 12, 23, 14, 28, 0, 22, 15, 30, 0, 26,
}},
{14, {.patience = {.kind = pruner_kind_patience, .patience = 6, .min_delta = 0.0F}}, {
    17, 30, 14, 14, 16, 30, 24, 26, 18, 28, 13, 23, 17, 17, 18, 19, 30, 28, 22, 0, 18, 21, 26, 12, 25, 22, 22, 25, 28,
    16, 25, 17,
}},
{15, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.0F}}, {
    21, 15, 11, 10, 13, 7, 15, 9, 18, 11, 17, 10, 11, 16, 13, 8, 6, 5, 7, 10, 15, 6, 9, 11, 14, 14, 10, 12, 10, 14, 19,
    20,
}},
{16, {.patience = {.kind = pruner_kind_patience, .patience = 0, .min_delta = 0.25F}}, {
    8, 6, 8, 5, 16, 6, 13, 14, 9, 12, 5, 7, 10, 9, 5, 6, 14, 13, 6, 6, 11, 6, 5, 10, 11, 14, 7, 13, 12, 12, 13, 7,
}},
{17, {.patience = {.kind = pruner_kind_patience, .patience = 3, .min_delta = 0.1F}}, {
    14, 18, 14, 16, 21, 16, 26, 27, 29, 11, 25, 15, 20, 22, 27, 0, 11, 28, 0, 28, 0, 18, 16, 19, 17, 14, 13, 15, 21,
    11, 0, 19,
}},
{18, {.patience = {.kind = pruner_kind_patience, .patience = 1, .min_delta = 0.0F}}, {
    7, 5, 15, 10, 5, 9, 8, 7, 4, 7, 8, 6, 5, 8, 6, 7, 5, 8, 9, 9, 5, 6, 7, 10, 5, 6, 5, 3, 7, 6, 7, 7,
}},
{19, {.patience = {.kind = pruner_kind_patience, .patience = 0, .min_delta = 0.0F}}, {
    8, 5, 6, 4, 10, 7, 8, 7, 3, 5, 5, 5, 2, 5, 6, 2, 5, 7, 9, 5, 3, 6, 7, 5, 8, 4, 9, 6, 5, 4, 4, 4,
}},
{20, {.patience = {.kind = pruner_kind_patience, .patience = 6, .min_delta = 0.1F}}, {
    0, 0, 0, 31, 0, 0, 0, 22, 0, 0, 0, 0, 30, 0, 28, 0, 22, 0, 0, 0, 20, 31, 22, 0, 0, 0, 0, 19, 0, 25, 0, 13,
}},
{21, {.patience = {.kind = pruner_kind_patience, .patience = 3, .min_delta = 0.0F}}, {
    0, 0, 16, 13, 19, 19, 10, 8, 10, 15, 17, 17, 15, 18, 0, 23, 20, 17, 15, 0, 22, 11, 16, 13, 14, 8, 12, 8, 21, 20,
    14, 17,
}},
{22, {.patience = {.kind = pruner_kind_patience, .patience = 6, .min_delta = 0.0F}}, {
    0, 24, 14, 27, 0, 0, 27, 25, 13, 28, 18, 17, 21, 14, 15, 0, 22, 28, 17, 24, 23, 18, 16, 0, 23, 19, 12, 19, 0, 20,
    0, 27,
}},
{23, {.patience = {.kind = pruner_kind_patience, .patience = 2, .min_delta = 0.25F}}, {
    0, 0, 0, 0, 0, 20, 0, 0, 17, 21, 24, 0, 0, 21, 27, 0, 29, 18, 0, 27, 0, 0, 16, 14, 0, 0, 0, 0, 0, 0, 12, 0,
}},
{0, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 0, 3, 3, 3, 5, 2, 3, 2, 5, 2, 14, 3, 4, 7, 3, 3, 3, 2, 2, 3, 3, 15, 6, 7, 2, 3, 5, 2, 3, 4, 16,
}},
{1, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 3, .min_early_stopping_rate = 1, .bootstrap_count = 3, .score = SCORE_last}}, {
    6, 6, 6, 6, 18, 18, 18, 6, 6, 18, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 6, 0, 6, 0, 6, 6, 0, 6, 18, 0, 0,
}},
{2, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 4, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 2, 0, 2, 2, 0, 2, 0, 2, 2, 2, 2, 8, 2, 0, 8, 8, 2, 2, 2, 2, 8, 2, 2, 2, 2, 2, 2, 8, 2, 2, 2,
}},
{3, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 4, .min_early_stopping_rate = 1, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 3, 15, 3, 3, 4, 3, 0, 3, 3, 4, 4, 0, 4, 4, 4, 4, 4, 0, 3, 4, 2, 3, 3, 4, 11, 4, 3, 3, 1, 2, 14,
}},
{4, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 2, 0, 4, 1, 2, 1, 4, 1, 1, 8, 16, 1, 4, 0, 1, 4, 1, 1, 1, 2, 4, 2, 1, 16, 1, 1, 4, 4, 2, 2, 1,
}},
{5, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 3, .score = SCORE_last}}, {
    3, 3, 3, 5, 5, 5, 3, 3, 3, 5, 3, 3, 3, 5, 9, 3, 3, 5, 3, 9, 3, 5, 3, 3, 5, 9, 5, 3, 9, 3, 9, 3,
}},
{6, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 3, .score = SCORE_last}}, {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 2, 2, 1, 3, 1, 1, 4, 2, 5, 1, 1, 3, 1, 1, 1, 1, 1, 1, 8, 1, 2, 1,
}},
{7, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 2, .min_early_stopping_rate = 1, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 4, 4, 8, 4, 4, 4, 4, 4, 8, 8, 4, 4, 8, 0, 4, 16, 4, 8, 8, 8, 4, 8, 16, 4, 8, 16, 4, 8, 4, 8, 8,
}},
{8, {.asha = {.kind = pruner_kind_asha, .min_resource = 4, .reduction_factor = 4, .min_early_stopping_rate = 1, .bootstrap_count = 3, .score = SCORE_last}}, {
    16, 16, 16, 16, 0, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 0, 16, 16, 16, 16, 16, 16, 16, 0, 16, 0, 0, 16, 16, 16,
    16, 16,
}},
{9, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 3, .min_early_stopping_rate = 1, .bootstrap_count = 3, .score = SCORE_last}}, {
    3, 2, 3, 3, 6, 3, 2, 3, 8, 3, 3, 2, 6, 7, 2, 7, 8, 17, 3, 2, 2, 3, 7, 23, 3, 3, 2, 20, 17, 3, 6, 3,
}},
{10, {.asha = {.kind = pruner_kind_asha, .min_resource = 4, .reduction_factor = 4, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 17, 5, 5, 5, 17, 5, 17,
}},
{11, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 16, 1, 2, 0, 2, 4, 0, 1, 1, 1, 2, 0, 0, 1, 4, 8, 1, 2, 1, 1, 4, 2, 2, 2, 1, 2, 1, 4, 1, 2, 4,
}},
{12, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 3, .min_early_stopping_rate = 0, .bootstrap_count = 3, .score = SCORE_last}}, {
    1, 1, 1, 1, 1, 1, 1, 3, 3, 1, 2, 1, 1, 1, 1, 1, 1, 3, 3, 1, 2, 1, 1, 1, 1, 1, 6, 1, 1, 1, 2, 2,
}},
{13, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 0, 1, 4, 0, 0, 1, 1, 2, 8, 1, 16, 1, 0, 1, 2, 4, 1, 1, 2, 0, 2, 0, 8, 1, 1, 0, 1, 1, 2, 2, 1,
}},
{14, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 3, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 6, 0, 0, 2, 2, 2, 18, 6, 2, 0, 2, 2, 2, 6, 6, 2, 2, 6, 2, 2, 2, 18, 2, 6, 2, 2, 2, 2, 18, 2, 2,
}},
{15, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 3, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    19, 2, 0, 3, 3, 1, 17, 3, 3, 2, 2, 4, 3, 7, 3, 16, 2, 4, 6, 3, 2, 0, 2, 2, 6, 3, 6, 12, 3, 0, 2, 3,
}},
{16, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 4, .min_early_stopping_rate = 0, .bootstrap_count = 3, .score = SCORE_last}}, {
    1, 1, 1, 4, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 4, 1, 4, 1, 1, 4, 4, 1, 1, 1, 4, 1, 4, 1, 1, 1, 1, 1,
}},
{17, {.asha = {.kind = pruner_kind_asha, .min_resource = 4, .reduction_factor = 4, .min_early_stopping_rate = 0, .bootstrap_count = 3, .score = SCORE_last}}, {
    4, 4, 4, 16, 4, 16, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 16, 4, 4, 16, 4, 4, 4, 4, 4, 4, 4, 4, 16, 16, 4, 16,
}},
{18, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2, .min_early_stopping_rate = 1, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 0, 2, 2, 2, 4, 2, 4, 4, 1, 3, 1, 2, 12, 4, 2, 2, 2, 2, 2, 0, 3, 2, 2, 3, 5, 1, 2, 3, 2, 2, 13,
}},
{19, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 4, .min_early_stopping_rate = 1, .bootstrap_count = 3, .score = SCORE_last}}, {
    4, 4, 4, 4, 4, 4, 4, 4, 4, 16, 4, 4, 16, 16, 4, 4, 16, 4, 4, 0, 4, 4, 4, 4, 4, 4, 4, 16, 4, 4, 4, 4,
}},
{20, {.asha = {.kind = pruner_kind_asha, .min_resource = 1, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 2, 9, 2, 2, 2, 5, 3, 3, 2, 2, 2, 2, 3, 2, 3, 2, 2, 2, 5, 9, 5, 3, 3, 2, 3, 2, 3, 3, 2, 2, 2,
}},
{21, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 4, .min_early_stopping_rate = 0, .bootstrap_count = 0, .score = SCORE_last}}, {
    0, 2, 1, 2, 6, 2, 1, 2, 2, 2, 7, 0, 2, 2, 2, 1, 2, 2, 1, 1, 1, 6, 2, 8, 1, 1, 2, 2, 6, 6, 0, 1,
}},
{22, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 2, .min_early_stopping_rate = 1, .bootstrap_count = 3, .score = SCORE_last}}, {
    4, 4, 4, 4, 4, 8, 4, 4, 8, 4, 4, 4, 4, 4, 8, 8, 8, 16, 8, 16, 4, 4, 4, 4, 4, 4, 4, 4, 4, 8, 16, 4,
}},
{23, {.asha = {.kind = pruner_kind_asha, .min_resource = 2, .reduction_factor = 2, .min_early_stopping_rate = 0, .bootstrap_count = 3, .score = SCORE_last}}, {
    2, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 8, 2, 2, 2, 8, 4, 8, 2, 2, 8, 2, 16, 4, 4, 2, 2, 2, 4, 4, 2, 2,
}},
{0, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.3F, .n_startup_steps = 2}}, {
    0, 0, 2, 2, 2, 0, 3, 3, 2, 2, 2, 0, 2, 3, 6, 2, 2, 2, 2, 2, 2, 2, 2, 6, 0, 2, 2, 2, 2, 2, 2, 6,
}},
{1, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 5}}, {
    0, 0, 0, 5, 8, 0, 0, 5, 5, 8, 0, 0, 5, 0, 5, 5, 5, 5, 5, 5, 5, 5, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5,
}},
{2, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 0}}, {
    0, 4, 0, 3, 6, 0, 3, 4, 3, 3, 3, 3, 3, 3, 7, 0, 6, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3,
}},
{3, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.1F, .n_startup_steps = 2}}, {
    0, 4, 0, 4, 4, 6, 0, 0, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 4, 4, 4, 4, 4, 4, 0, 4, 4, 4, 4, 4, 4,
}},
{4, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 5}}, {
    0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 8, 0, 5, 5, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 0, 5, 5, 0, 5, 5, 5, 5,
}},
{5, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.3F, .n_startup_steps = 5}}, {
    0, 5, 5, 5, 0, 0, 5, 5, 5, 5, 5, 5, 5, 6, 5, 5, 5, 5, 5, 0, 5, 5, 5, 5, 5, 0, 5, 5, 5, 5, 5, 5,
}},
{6, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.3F, .n_startup_steps = 2}}, {
    0, 2, 2, 2, 2, 0, 2, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 2, 2, 2,
}},
{7, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 2}}, {
    0, 4, 3, 3, 4, 0, 3, 3, 3, 4, 3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
}},
{8, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 5}}, {
    0, 0, 5, 5, 0, 5, 0, 5, 5, 6, 5, 5, 5, 5, 5, 0, 5, 5, 5, 5, 5, 5, 5, 0, 0, 6, 9, 5, 5, 5, 5, 5,
}},
{9, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.3F, .n_startup_steps = 5}}, {
    0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 0, 5, 6, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 0, 7, 5, 5, 5,
}},
{10, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 2}}, {
    0, 0, 0, 3, 0, 3, 3, 3, 3, 6, 3, 3, 3, 3, 3, 8, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 3, 0,
}},
{11, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 0}}, {
    0, 0, 0, 6, 0, 5, 5, 0, 5, 5, 5, 5, 7, 0, 5, 5, 0, 5, 5, 5, 5, 5, 6, 7, 5, 5, 6, 5, 5, 5, 6, 5,
}},
{12, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.1F, .n_startup_steps = 2}}, {
    0, 0, 4, 4, 4, 4, 4, 0, 6, 4, 5, 4, 4, 4, 4, 4, 4, 6, 5, 4, 4, 4, 4, 4, 4, 4, 0, 4, 4, 4, 4, 4,
}},
{13, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 2}}, {
    0, 0, 3, 4, 7, 0, 3, 3, 3, 3, 3, 9, 3, 0, 3, 3, 9, 5, 3, 6, 6, 9, 0, 7, 3, 3, 8, 3, 3, 3, 6, 3,
}},
{14, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 5}}, {
    0, 0, 0, 0, 5, 5, 5, 7, 0, 5, 0, 5, 5, 5, 6, 6, 5, 5, 5, 5, 5, 5, 7, 6, 6, 5, 0, 5, 5, 5, 5, 9,
}},
{15, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.3F, .n_startup_steps = 5}}, {
    0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 8, 5, 5, 9, 5, 5, 5, 5, 0, 7, 5, 7, 5, 5,
}},
{16, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 2}}, {
    0, 3, 8, 0, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3, 6, 3, 0, 3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3, 3,
}},
{17, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.3F, .n_startup_steps = 5}}, {
    0, 5, 5, 0, 5, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
}},
{18, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 5}}, {
    0, 0, 5, 5, 5, 0, 5, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 0, 5, 5, 6,
}},
{19, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.1F, .n_startup_steps = 2}}, {
    0, 0, 0, 4, 4, 4, 4, 4, 5, 4, 4, 4, 6, 0, 4, 4, 4, 4, 4, 6, 7, 5, 4, 4, 7, 4, 4, 4, 4, 0, 4, 4,
}},
{20, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.15F, .n_startup_steps = 2}}, {
    0, 0, 0, 0, 3, 3, 0, 3, 7, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 5, 0, 3, 3, 6, 3, 3, 3, 3, 3, 3,
}},
{21, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 5}}, {
    0, 0, 5, 0, 0, 5, 0, 0, 0, 7, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 0, 5, 0, 5, 5, 5, 5, 5, 8, 0, 5,
}},
{22, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 5}}, {
    0, 0, 0, 5, 0, 0, 0, 5, 0, 5, 5, 5, 5, 5, 0, 9, 8, 0, 5, 7, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 8, 5,
}},
{23, {.wilcoxon = {.kind = pruner_kind_wilcoxon, .p_threshold = 0.05F, .n_startup_steps = 2}}, {
    0, 0, 5, 5, 8, 0, 0, 0, 6, 6, 7, 0, 5, 5, 5, 0, 8, 0, 5, 5, 8, 5, 0, 7, 5, 7, 5, 5, 5, 7, 5, 5,
}},
};

/* The p-value of the sample's so many differences. */
struct wilcoxon_golden {
    int n;
    double p;
};
static const struct wilcoxon_golden wilcoxon_goldens[] = {
    {1, 0.5},
    {2, 1},
    {2, 0.5},
    {4, 0.75},
    {3, 0.125},
    {5, 0.25},
    {5, 0.15625},
    {6, 0.03125},
    {8, 0.421875},
    {7, 0.5},
    {13, 0.4462890625},
    {8, 0.40625},
    {20, 0.0021104812622070312},
    {9, 0.265625},
    {33, 1.6989652067422867e-05},
    {10, 0.498046875},
    {49, 0.00014284323644631058},
    {11, 0.322265625},
    {50, 0.94737269610476904},
    {12, 0.28466796875},
    {51, 0.32300941821301199},
    {55, 0.064069696580215094},
    {200, 0.00019752085796182471},
    {60, 9.9751663305273582e-05},
    {1000, 3.8278894340191778e-65},
    {80, 0.59524821380859461},
};

#endif
