#include "tune/study.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { MOST_TRIALS = 1000000, DEFAULT_TRIALS = 50 };

static struct sampler_setup setup_of(const struct ss_study *const study) {
    return (struct sampler_setup){&study->space, &study->options.sampler, study->budget};
}

/* The first block: the study, its space, and scratch to count it with. */
static struct ss_study *place_study(struct arena *const arena, const double *const space, double **const scratch) {
    struct ss_study *const study = arena_take(arena, 1, sizeof *study);
    struct space measured;
    struct space *const placed = study != NULL ? &study->space : &measured;
    space_place(placed, arena, space);
    *scratch = arena_take(arena, 2 * (uint64_t)placed->params, sizeof **scratch);
    return study;
}

/* The second: what grows with the number of trials. */
static void place_trials(struct ss_study *const study, struct arena *const arena) {
    const uint64_t trials = (uint64_t)study->budget, params = (uint64_t)study->space.params;
    study->values = arena_take(arena, trials * params, sizeof *study->values);
    study->loss = arena_take(arena, trials, sizeof *study->loss);
    study->outcome = arena_take(arena, trials, sizeof *study->outcome);
    const struct sampler_setup setup = setup_of(study);
    study->sampler_state = study->sampler->place(arena, &setup);
}

/* @return SS_OK or SS_NOT_A_GRID */
static int decide_budget(struct ss_study *const study, double *const scratch) {
    const struct sampler_setup setup = setup_of(study);
    study->size = study->sampler->size(&setup, scratch);
    double trials = study->options.trials;
    if (trials == 0.0) trials = study->sampler->is_exhaustive ? study->size : DEFAULT_TRIALS;
    if (trials > MOST_TRIALS) return SS_NOT_A_GRID;
    study->budget = (int)fmin(trials, study->size);
    return SS_OK;
}

static int create_trials(struct ss_study *const study) {
    struct arena arena = {0};
    place_trials(study, &arena);
    study->block = arena_block(arena.used);
    if (study->block == NULL) return SS_NO_MEMORY;
    arena = (struct arena){study->block, arena.used, 0};
    place_trials(study, &arena);
    return SS_OK;
}

int study_create(struct ss_study **const study, const double *const space, const struct search_options *const options,
                 const bool is_maximized) {
    *study = NULL;
    struct arena arena = {0};
    double *scratch = NULL;
    place_study(&arena, space, &scratch);
    void *const block = arena_block(arena.used);
    if (block == NULL) return SS_NO_MEMORY;
    arena = (struct arena){block, arena.used, 0};
    struct ss_study *const made = place_study(&arena, space, &scratch);
    made->options = *options;
    made->sampler = sampler_of(options->sampler.kind);
    made->pruner = pruner_of(options->pruner.kind);
    made->is_maximized = is_maximized;
    made->best = -1;

    int status = decide_budget(made, scratch);
    if (status == SS_OK) status = create_trials(made);
    if (status != SS_OK) {
        study_free(made);
        return status;
    }
    *study = made;
    return SS_OK;
}

void study_free(struct ss_study *const study) {
    if (study == NULL) return;
    arena_release(study->block);
    arena_release(study);
}

/* How many outcomes a trial's decisions may rest on. */
static int visible_to(const struct ss_study *const study, const int trial) {
    const int visible = trial - study->options.parallelism + 1;
    return visible > 0 ? visible : 0;
}

static struct history history_of(const struct ss_study *const study, const int visible) {
    return (struct history){study->space.params, study->asked, visible, study->values, study->loss, study->outcome};
}

int study_ask(struct ss_study *const study, double *const values) {
    const int trial = study->asked;
    if (trial >= study->budget) return SS_EXHAUSTED;
    const int visible = visible_to(study, trial);
    const bool looks_back = study->sampler->learns || study->pruner->compares;
    if (looks_back && study->told < visible) return SS_WAIT;

    struct rng rng;
    rng_seed(&rng, (uint64_t)study->options.seed, (uint64_t)trial, 0, STREAM_SAMPLER);
    const struct history history = history_of(study, study->sampler->learns ? visible : 0);
    const size_t params = (size_t)study->space.params;
    double *const row = study->values + (size_t)trial * params;
    const int status = study->sampler->propose(row, study->sampler_state, &history, &rng);
    if (status != SS_OK) return status;
    if (params > 0) memcpy(values, row, params * sizeof *values);
    study->asked++;
    return trial;
}

bool study_is_running(const struct ss_study *const study, const int trial) {
    return trial >= 0 && trial < study->asked && study->outcome[trial] == OUTCOME_NONE;
}

static double loss_of(const struct ss_study *const study, const double value) {
    return study->is_maximized ? -value : value;
}

int study_report(const struct ss_study *const study, const int trial, const int step, const double value) {
    assert(study_is_running(study, trial) && step >= 0);
    const struct history history = history_of(study, study->pruner->compares ? visible_to(study, trial) : 0);
    return study->pruner->allow(&history, trial, step, loss_of(study, value));
}

void study_tell(struct ss_study *const study, const int trial, const enum outcome outcome, const double value) {
    assert(study_is_running(study, trial) && outcome != OUTCOME_NONE);
    assert(outcome != OUTCOME_COMPLETE || isfinite(value));
    const double loss = outcome == OUTCOME_FAILED ? NAN : loss_of(study, value);
    study->outcome[trial] = (uint8_t)outcome;
    study->loss[trial] = loss;
    while (study->told < study->asked && study->outcome[study->told] != OUTCOME_NONE) study->told++;
    if (outcome != OUTCOME_COMPLETE) return;
    const double least = study->best < 0 ? INFINITY : study->loss[study->best];
    if (loss < least || (loss == least && trial < study->best)) study->best = trial;
}
