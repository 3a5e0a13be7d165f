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
    study->leader = arena_take(arena, trials, sizeof *study->leader);
    if (study->pruner->hears != HEARS_NOTHING) study->tracks = arena_take(arena, trials, sizeof *study->tracks);
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
    for (int t = 0; study->tracks != NULL && t < study->asked; t++) track_release(&study->tracks[t]);
    arena_release(study->block);
    arena_release(study);
}

/* How many outcomes a trial's decisions may rest on. */
static int visible_to(const struct ss_study *const study, const int trial) {
    const int visible = trial - study->options.parallelism + 1;
    return visible > 0 ? visible : 0;
}

static struct history history_of(const struct ss_study *const study, const int visible) {
    const int best = visible > 0 ? study->leader[visible - 1] : -1;
    return (struct history){study->space.params, study->asked,   visible, study->values,
                            study->loss,         study->outcome, best,    study->tracks};
}

static double *row_of(const struct ss_study *const study, const int trial) {
    return study->values + (size_t)trial * (size_t)study->space.params;
}

static bool is_value(const struct parameter *const p, const double value) {
    if (!(value >= p->low && value <= p->high)) return false;
    return p->count == INFINITY || parameter_value(p, parameter_index(p, value)) == value;
}

static bool is_configuration(const struct space *const space, const double *const values) {
    for (int i = 0; i < space->params; i++) {
        if (space_is_active(space, i, values) ? !is_value(&space->entries[i].parameter, values[i]) : !isnan(values[i]))
            return false;
    }
    return true;
}

static bool is_queued(const struct ss_study *const study, const double *const values) {
    for (int t = 0; t < study->queued; t++) {
        const double *const row = row_of(study, t);
        int i = 0;
        while (i < study->space.params && (row[i] == values[i] || (isnan(row[i]) && isnan(values[i])))) i++;
        if (i == study->space.params) return true;
    }
    return false;
}

int study_enqueue(struct ss_study *const study, const double *const values) {
    if (study->asked > 0 || study->queued == study->budget) return SS_BAD_ARGUMENT;
    if (!is_configuration(&study->space, values) || is_queued(study, values)) return SS_BAD_ARGUMENT;
    if (study->space.params > 0)
        memcpy(row_of(study, study->queued), values, (size_t)study->space.params * sizeof *values);
    study->queued++;
    return SS_OK;
}

/* A target is kept as a float: compared as one, a score of 0.7 reaches a target of 0.7. */
static bool is_reached(const struct ss_study *const study, const double loss) {
    const float value = (float)(study->is_maximized ? -loss : loss);
    return study->is_maximized ? value >= study->options.target : value <= study->options.target;
}

static bool has_target(const struct ss_study *const study) { return study->options.target < 1e30F; }

/* Whether the outcomes of trials 0 .. visible - 1 are reason to begin no other. */
static bool is_over(const struct ss_study *const study, const int visible) {
    if (visible == 0) return false;
    const int leader = study->leader[visible - 1], patience = study->options.no_improvement;
    if (patience > 0 && visible - 1 - leader >= patience) return true;
    return has_target(study) && leader >= 0 && is_reached(study, study->loss[leader]);
}

/* A sampler that keeps its own account of what it proposed does not know the queue, and may propose each of it once. */
static int propose(struct ss_study *const study, const int visible) {
    double *const row = row_of(study, study->asked);
    struct rng rng;
    rng_seed(&rng, (uint64_t)study->options.seed, (uint64_t)study->asked, 0, STREAM_SAMPLER);
    const struct history history = history_of(study, study->sampler->learns ? visible : 0);
    int status = study->sampler->propose(row, study->sampler_state, &history, &rng);
    for (int again = 0; again < study->queued && status == SS_OK && is_queued(study, row); again++)
        status = study->sampler->propose(row, study->sampler_state, &history, &rng);
    return status;
}

int study_ask(struct ss_study *const study, double *const values) {
    const int trial = study->asked;
    if (trial >= study->budget) return SS_EXHAUSTED;
    const int visible = visible_to(study, trial);
    const bool may_stop = has_target(study) || study->options.no_improvement > 0;
    const bool looks_back = study->sampler->learns || study->pruner->compares || may_stop;
    if (looks_back && study->told < visible) return SS_WAIT;
    if (may_stop && is_over(study, visible)) return SS_EXHAUSTED;
    const int status = trial < study->queued ? SS_OK : propose(study, visible);
    if (status != SS_OK) return status;
    if (study->space.params > 0) memcpy(values, row_of(study, trial), (size_t)study->space.params * sizeof *values);
    study->asked++;
    return trial;
}

bool study_is_running(const struct ss_study *const study, const int trial) {
    return trial >= 0 && trial < study->asked && study->outcome[trial] == OUTCOME_NONE;
}

static double loss_of(const struct ss_study *const study, const double value) {
    return study->is_maximized ? -value : value;
}

int study_report(struct ss_study *const study, const int trial, const int step, const double value) {
    assert(study_is_running(study, trial) && step >= 0);
    if (study->tracks == NULL) return INT32_MAX;
    struct track *const track = &study->tracks[trial];
    if (track->count > 0 && step < track->at[track->count - 1].step) return SS_BAD_ARGUMENT;
    if (track->is_stopped) return 0;
    if (!track_add(track, step, loss_of(study, value))) return SS_NO_MEMORY;
    if (step < track->look) return track->look;

    struct report *const latest = &track->at[track->count - 1];
    const struct history history = history_of(study, study->pruner->compares ? visible_to(study, trial) : 0);
    struct pruner_call call = {&study->options.pruner, &history, track, study->is_maximized, latest->rungs};
    track->look = study->pruner->allow(&call);
    track->is_stopped = track->look == 0;
    latest->rungs = call.rungs;
    return track->look;
}

/* Trials 0 .. told - 1 have an outcome: count on, and note who leads. */
static void advance(struct ss_study *const study) {
    for (; study->told < study->asked && study->outcome[study->told] != OUTCOME_NONE; study->told++) {
        const int t = study->told, leader = t > 0 ? study->leader[t - 1] : -1;
        const bool is_complete = study->outcome[t] == OUTCOME_COMPLETE;
        const bool leads = is_complete && (leader < 0 || study->loss[t] < study->loss[leader]);
        study->leader[t] = leads ? t : leader;
    }
}

void study_tell(struct ss_study *const study, const int trial, const enum outcome outcome, const double value) {
    assert(study_is_running(study, trial) && outcome != OUTCOME_NONE);
    assert(outcome != OUTCOME_COMPLETE || isfinite(value));
    const double loss = outcome == OUTCOME_FAILED ? NAN : loss_of(study, value);
    study->outcome[trial] = (uint8_t)outcome;
    study->loss[trial] = loss;
    if (study->tracks != NULL && !study->pruner->compares) track_release(&study->tracks[trial]);
    advance(study);
    if (outcome != OUTCOME_COMPLETE) return;
    const double least = study->best < 0 ? INFINITY : study->loss[study->best];
    if (loss < least || (loss == least && trial < study->best)) study->best = trial;
}
