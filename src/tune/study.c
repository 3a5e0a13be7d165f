#include "tune/study.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "tune/pareto.h"
#include "tune/sampler_auto.h"

enum { MOST_TRIALS = 1000000, DEFAULT_TRIALS = 50 };

struct sampler_setup study_setup(const struct ss_study *const study) {
    return (struct sampler_setup){&study->space, &study->options.sampler, study->warm + study->budget,
                                  study->options.allow_duplicates};
}

/* The first block: the study, its space, and scratch to count it with. */
static struct ss_study *place_study(struct arena *const arena, const double *const space, const int n,
                                    double **const scratch) {
    struct ss_study *const study = arena_take(arena, 1, sizeof *study);
    struct space measured;
    struct space *const placed = study != NULL ? &study->space : &measured;
    space_place(placed, arena, space, n);
    *scratch = arena_take(arena, 2 * (uint64_t)placed->params, sizeof **scratch);
    return study;
}

/* The second: what grows with the number of trials. */
static void place_trials(struct ss_study *const study, struct arena *const arena) {
    const uint64_t trials = (uint64_t)study->budget, params = (uint64_t)study->space.params;
    const uint64_t warm = (uint64_t)study->warm, objectives = (uint64_t)study->objectives;
    study->values = arena_take(arena, (warm + trials) * params, sizeof *study->values);
    study->loss = arena_take(arena, (warm + trials) * objectives, sizeof *study->loss);
    study->outcome = arena_take(arena, warm + trials, sizeof *study->outcome);
    study->is_given = arena_take(arena, trials, sizeof *study->is_given);
    if (study->values != NULL) {
        study->values += warm * params;
        study->loss += warm * objectives;
        study->outcome += warm;
    }
    study->leader = arena_take(arena, trials, sizeof *study->leader);
    study->improved = arena_take(arena, trials, sizeof *study->improved);
    if (study->pruner->hears != HEARS_NOTHING) study->tracks = arena_take(arena, trials, sizeof *study->tracks);
    const struct sampler_setup setup = study_setup(study);
    study->sampler_state = study->sampler->place(arena, &setup);
}

static bool may_repeat(const struct ss_study *const study) {
    return study->options.allow_duplicates && !study->sampler->is_exhaustive;
}

/* @return SS_OK or SS_NOT_A_GRID */
static int decide_budget(struct ss_study *const study, double *const scratch) {
    const struct sampler_setup setup = study_setup(study);
    study->size = study->sampler->size(&setup, scratch);
    double trials = study->options.trials;
    if (trials == 0.0) trials = study->sampler->is_exhaustive ? study->size : DEFAULT_TRIALS;
    if (trials > MOST_TRIALS) return SS_NOT_A_GRID;
    study->budget = (int)(may_repeat(study) ? trials : fmin(trials, study->size));
    return SS_OK;
}

static int create_trials(struct ss_study *const study) {
    arena_release(study->block);
    struct arena arena = {0};
    place_trials(study, &arena);
    study->block = arena_block(arena.used);
    if (study->block == NULL) return SS_NO_MEMORY;
    arena = (struct arena){study->block, arena.used, 0};
    place_trials(study, &arena);
    return SS_OK;
}

int study_create(struct ss_study **const study, const double *const space, const int n,
                 const struct search_options *const options, const uint8_t *const maximize, const int objectives) {
    *study = NULL;
    struct arena arena = {0};
    double *scratch = NULL;
    place_study(&arena, space, n, &scratch);
    void *const block = arena_block(arena.used);
    if (block == NULL) return SS_NO_MEMORY;
    arena = (struct arena){block, arena.used, 0};
    struct ss_study *const made = place_study(&arena, space, n, &scratch);
    made->options = *options;
    made->reason = -1;
    if (options->sampler.kind == sampler_kind_automatic)
        made->reason = auto_pick(&made->options, &made->space, objectives, false, scratch);
    made->sampler = sampler_of(made->options.sampler.kind);
    made->pruner = pruner_of(options->pruner.kind);
    made->objectives = objectives;
    for (int m = 0; m < objectives; m++) made->is_maximized[m] = maximize[m] == 1;
    made->best = -1;
    made->rejected = space_rejected(&made->space, scratch, (uint64_t)options->seed);

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
    arena_release(study->source);
    arena_release(study);
}

int study_visible_to(const struct ss_study *const study, const int trial) {
    const int visible = trial - study->options.parallelism + 1;
    return visible > 0 ? visible : 0;
}

struct history study_history(const struct ss_study *const study, const int visible) {
    const int best = visible > 0 ? study->leader[visible - 1] : -1;
    return (struct history){
        study->space.params, study->asked, visible, study->values, study->loss, study->outcome, best, study->tracks, 0,
        study->objectives};
}

/* [M] */
static double *loss_of(const struct ss_study *const study, const int trial) {
    return study->loss + (ptrdiff_t)trial * study->objectives;
}

static double *row_of(const struct ss_study *const study, const int trial) {
    return study->values + (ptrdiff_t)trial * study->space.params;
}

/* The best of the warm trials, by its row among them; -1 for none. */
static int best_of_warm(const struct ss_study *const study) {
    int best = -1;
    for (int w = 0; w < study->warm; w++)
        if (best < 0 || *loss_of(study, w - study->warm) < *loss_of(study, best - study->warm)) best = w;
    return best;
}

struct history study_sampler_history(const struct ss_study *const study, const int trial) {
    const int warm = study->warm;
    const int visible = study->sampler->learns ? study_visible_to(study, trial) : 0;
    struct history history = study_history(study, visible);
    history.asked = warm + trial;
    history.visible = warm + visible;
    if (warm == 0) return history;
    const int best = best_of_warm(study), own = history.best;
    history.best = own < 0 || *loss_of(study, best - warm) <= *loss_of(study, own) ? best : warm + own;
    history.values = row_of(study, -warm);
    history.loss = loss_of(study, -warm);
    history.outcome = study->outcome - warm;
    history.tracks = NULL; /* the warm trials have none */
    history.warm = warm;
    return history;
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
    return space_allows(space, values);
}

bool study_is_configuration(const struct ss_study *const study, const double *const values) {
    return is_configuration(&study->space, values);
}

static bool is_equal(const double *const a, const double *const b, const int params) {
    for (int i = 0; i < params; i++)
        if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i]))) return false;
    return true;
}

/* Before a trial, or in the queue. */
static bool is_given(const struct ss_study *const study, const int trial, const double *const values) {
    const int rows = study->given == 0 ? 0 : trial > study->queued ? trial : study->queued;
    for (int t = 0; t < rows; t++)
        if (study->is_given[t] && is_equal(row_of(study, t), values, study->space.params)) return true;
    return false;
}

static void write_row(struct ss_study *const study, const int trial, const double *const values) {
    if (study->space.params > 0) memcpy(row_of(study, trial), values, (size_t)study->space.params * sizeof *values);
}

static void give_row(struct ss_study *const study, const int trial, const double *const values) {
    write_row(study, trial, values);
    study->is_given[trial] = 1;
    study->given++;
}

int study_enqueue(struct ss_study *const study, const double *const values) {
    if (study->asked > 0 || study->queued == study->budget) return SS_BAD_ARGUMENT;
    if (!is_configuration(&study->space, values) || is_given(study, 0, values)) return SS_BAD_ARGUMENT;
    give_row(study, study->queued++, values);
    return SS_OK;
}

/* A target is kept as a float: compared as one, a score of 0.7 reaches a target of 0.7. */
static bool is_reached(const struct ss_study *const study, const double loss) {
    const float value = (float)(study->is_maximized[0] ? -loss : loss);
    return study->is_maximized[0] ? value >= study->options.target : value <= study->options.target;
}

static bool has_target(const struct ss_study *const study) { return study->options.target < 1e30F; }

/* Whether the outcomes of trials 0 .. visible - 1 are reason to begin no other. */
static bool is_over(const struct ss_study *const study, const int visible) {
    if (visible == 0) return false;
    const int leader = study->leader[visible - 1], patience = study->options.no_improvement;
    if (patience > 0 && visible - 1 - study->improved[visible - 1] >= patience) return true;
    return has_target(study) && leader >= 0 && is_reached(study, *loss_of(study, leader));
}

struct rng study_rng(const struct ss_study *const study, const int trial) {
    struct rng rng;
    rng_seed(&rng, (uint64_t)study->options.seed, (uint64_t)trial, 0, STREAM_SAMPLER);
    return rng;
}

/* A sampler that keeps its own account of what it proposed does not know what was given, and may propose each of it once. */
int study_propose(double *const row, void *const state, const struct ss_study *const study, const int trial) {
    struct rng rng = study_rng(study, trial);
    const struct history history = study_sampler_history(study, trial);
    int status = study->sampler->propose(row, state, &history, &rng);
    const int most = may_repeat(study) ? 0 : study->given;
    for (int again = 0; again < most && status == SS_OK && is_given(study, trial, row); again++)
        status = study->sampler->propose(row, state, &history, &rng);
    return status;
}

static int propose(struct ss_study *const study) {
    return study_propose(row_of(study, study->asked), study->sampler_state, study, study->asked);
}

/* Trial study->asked was proposed to be this. */
static int propose_again(struct ss_study *const study, const double *const values) {
    if (!is_configuration(&study->space, values)) return SS_BAD_ARGUMENT;
    if (study->sampler->is_recalled) {
        write_row(study, study->asked, values);
        return SS_OK;
    }
    return propose(study);
}

/* @param known  [K] or NULL */
static int next_trial(struct ss_study *const study, const double *const known) {
    const int trial = study->asked;
    if (trial >= study->budget) return SS_EXHAUSTED;
    const int visible = study_visible_to(study, trial);
    const bool may_stop = has_target(study) || study->options.no_improvement > 0;
    const bool looks_back = study->sampler->learns || study->pruner->compares || may_stop;
    if (looks_back && study->told < visible) return SS_WAIT;
    if (may_stop && is_over(study, visible)) return SS_EXHAUSTED;
    const bool is_queued = trial < study->queued;
    const int status = is_queued ? SS_OK : known == NULL ? propose(study) : propose_again(study, known);
    study->gave_up = status == SS_EXHAUSTED && study->space.constraints > 0;
    if (status != SS_OK) return status;
    study->asked++;
    return trial;
}

static void read_row(double *const values, const struct ss_study *const study, const int trial) {
    if (trial >= 0 && study->space.params > 0)
        memcpy(values, row_of(study, trial), (size_t)study->space.params * sizeof *values);
}

int study_ask(struct ss_study *const study, double *const values) {
    const int trial = next_trial(study, NULL);
    read_row(values, study, trial);
    return trial;
}

int study_recall(struct ss_study *const study, double *const values) {
    const int trial = next_trial(study, values);
    read_row(values, study, trial);
    return trial;
}

bool study_is_running(const struct ss_study *const study, const int trial) {
    return trial >= 0 && trial < study->asked && study->outcome[trial] == OUTCOME_NONE;
}

static double signed_of(const struct ss_study *const study, const int objective, const double value) {
    return study->is_maximized[objective] ? -value : value;
}

int study_report(struct ss_study *const study, const int trial, const int step, const double value) {
    assert(study_is_running(study, trial) && step >= 0);
    if (study->tracks == NULL) return INT32_MAX;
    struct track *const track = &study->tracks[trial];
    if (track->count > 0 && step < track->at[track->count - 1].step) return SS_BAD_ARGUMENT;
    if (track->is_stopped) return 0;
    if (!track_add(track, step, signed_of(study, 0, value))) return SS_NO_MEMORY;
    if (step < track->look) return track->look;

    struct report *const latest = &track->at[track->count - 1];
    const struct history history = study_history(study, study->pruner->compares ? study_visible_to(study, trial) : 0);
    struct pruner_call call = {&study->options.pruner, &history, track, study->is_maximized[0], latest->rungs};
    track->look = study->pruner->allow(&call);
    track->is_stopped = track->look == 0;
    latest->rungs = call.rungs;
    return track->look;
}

/* Whether an earlier complete trial is at least as good in every objective. */
static bool is_surpassed(const struct ss_study *const study, const int trial) {
    for (int t = 0; t < trial; t++)
        if (study->outcome[t] == OUTCOME_COMPLETE &&
            pareto_covers(loss_of(study, t), loss_of(study, trial), study->objectives))
            return true;
    return false;
}

/* Trials 0 .. told - 1 have an outcome: count on, and note who leads and who improved on all before it. */
static void advance(struct ss_study *const study) {
    for (; study->told < study->asked && study->outcome[study->told] != OUTCOME_NONE; study->told++) {
        const int t = study->told, leader = t > 0 ? study->leader[t - 1] : -1;
        const bool is_complete = study->outcome[t] == OUTCOME_COMPLETE;
        const bool leads = is_complete && (leader < 0 || *loss_of(study, t) < *loss_of(study, leader));
        study->leader[t] = leads ? t : leader;
        const bool improves = study->objectives > 1 ? is_complete && !is_surpassed(study, t) : leads;
        study->improved[t] = improves ? t : t > 0 ? study->improved[t - 1] : -1;
    }
}

void study_tell(struct ss_study *const study, const int trial, const enum outcome outcome, const double *const values) {
    assert(study_is_running(study, trial) && outcome != OUTCOME_NONE);
    study->outcome[trial] = (uint8_t)outcome;
    double *const loss = loss_of(study, trial);
    for (int m = 0; m < study->objectives; m++) {
        assert(outcome != OUTCOME_COMPLETE || isfinite(values[m]));
        loss[m] = outcome == OUTCOME_FAILED ? NAN : signed_of(study, m, values[m]);
    }
    if (study->tracks != NULL && !study->pruner->compares) track_release(&study->tracks[trial]);
    advance(study);
    if (outcome != OUTCOME_COMPLETE) return;
    const double least = study->best < 0 ? INFINITY : *loss_of(study, study->best);
    if (loss[0] < least || (loss[0] == least && trial < study->best)) study->best = trial;
}

int study_adopt(struct ss_study *const study, const double *const values, const enum outcome outcome,
                const double *const told) {
    const int trial = study->asked, behind = study->queued - trial;
    if (trial >= study->budget || study->queued >= study->budget) return SS_EXHAUSTED;
    if (!is_configuration(&study->space, values)) return SS_BAD_ARGUMENT;
    if (behind > 0) { /* the rest of the queue moves on */
        const size_t row = (size_t)study->space.params * sizeof *values;
        if (row > 0) memmove(row_of(study, trial + 1), row_of(study, trial), (size_t)behind * row);
        study->is_given[study->queued++] = 1;
    }
    give_row(study, trial, values);
    study->asked++;
    study_tell(study, trial, outcome, told);
    return trial;
}

static bool is_warm(const struct ss_study *const study, const double *const values, const double *const told) {
    for (int m = 0; m < study->objectives; m++)
        if (!isfinite(told[m])) return false;
    return is_configuration(&study->space, values);
}

/* `auto` thought that there would be nothing to learn from. */
static bool pick_again(struct ss_study *const study) {
    double *const scratch = arena_block(2 * (uint64_t)study->space.params * sizeof *scratch);
    if (scratch == NULL) return false;
    study->reason = auto_pick(&study->options, &study->space, study->objectives, true, scratch);
    study->sampler = sampler_of(study->options.sampler.kind);
    arena_release(scratch);
    return true;
}

int study_warm(uint8_t *const taken, struct ss_study *const study, const double *const values, const double *const told,
               const int n) {
    const int params = study->space.params, objectives = study->objectives;
    if (study->asked > 0 || study->queued > 0 || study->warm > 0 || n > MOST_TRIALS) return SS_BAD_ARGUMENT;
    const bool is_other = study->reason == REASON_short; /* then the state is another's, too */
    if (is_other && !pick_again(study)) return SS_NO_MEMORY;
    if (!study->sampler->learns) return SS_BAD_ARGUMENT;
    int warm = 0;
    for (int i = 0; i < n; i++) {
        taken[i] = is_warm(study, values + (ptrdiff_t)i * params, told + (ptrdiff_t)i * objectives);
        warm += taken[i];
    }
    if (warm == 0 && !is_other) return 0;
    study->warm = warm;
    if (create_trials(study) != SS_OK) return SS_NO_MEMORY;
    for (int i = 0, row = -warm; i < n; i++) {
        if (!taken[i]) continue;
        write_row(study, row, values + (ptrdiff_t)i * params);
        for (int m = 0; m < objectives; m++)
            loss_of(study, row)[m] = signed_of(study, m, told[(ptrdiff_t)i * objectives + m]);
        study->outcome[row++] = OUTCOME_COMPLETE;
    }
    return warm;
}
