#include "tune/view.h"

#include <math.h>
#include <string.h>

#include "tune/pruner_asha.h"
#include "tune/sampler_cma_es.h"
#include "tune/sampler_gp.h"
#include "tune/sampler_nsga2.h"
#include "tune/sampler_tpe.h"

static int least(const int a, const int b) { return a < b ? a : b; }

enum view_kind view_kind(const struct ss_study *const study) {
    static const uint8_t kinds[sampler_count] = {
        [sampler_kind_tpe] = VIEW_DENSITIES,
        [sampler_kind_gp] = VIEW_SURROGATE,
        [sampler_kind_cma_es] = VIEW_DISTRIBUTION,
        [sampler_kind_nsga2] = VIEW_POPULATION,
    };
    return (enum view_kind)kinds[study->options.sampler.kind];
}

int view_point(struct view_point *const point, const struct ss_study *const study, const int trial) {
    if (trial < -1 || trial > study->asked) return SS_BAD_ARGUMENT;
    *point = (struct view_point){study->asked, study->told};
    if (trial < 0) return SS_OK;
    *point = (struct view_point){trial, study_visible_to(study, trial)};
    return point->visible <= study->told ? SS_OK : SS_WAIT;
}

/* As the sampler is given it, warm trials included. */
static struct history history_at(const struct ss_study *const study, const struct view_point point) {
    struct history history = study_sampler_history(study, point.asked);
    history.visible = study->warm + point.visible;
    return history;
}

int view_best(const struct ss_study *const study, const struct view_point point) {
    return point.visible > 0 ? study->leader[point.visible - 1] : -1;
}

int view_axis(double *const values, const struct parameter *const p, const int most) {
    int n = 0;
    if (p->count <= most) {
        for (; n < (int)p->count; n++) values[n] = parameter_value(p, n);
        return n;
    }
    for (int k = 0; k < most; k++) {
        const double value = parameter_from_unit(p, (double)k / (most - 1));
        if (n == 0 || value > values[n - 1]) values[n++] = value;
    }
    return n;
}

/* Scratch: a state of the sampler for the trials that are seen, and a configuration. */
struct scratch {
    void *state;
    double *row; /* [K] */
};

static void place(struct scratch *const scratch, struct arena *const arena, const struct ss_study *const study,
                  const struct view_point point) {
    struct sampler_setup setup = study_setup(study);
    setup.budget = study->warm + (point.asked > 1 ? point.asked : 1);
    scratch->state = study->sampler->place(arena, &setup);
    scratch->row = arena_take(arena, (uint64_t)study->space.params, sizeof *scratch->row);
}

/* @return a block to release; NULL when there is no memory */
static void *open_scratch(struct scratch *const scratch, const struct ss_study *const study,
                          const struct view_point point) {
    struct arena arena = {0};
    place(scratch, &arena, study, point);
    void *const block = arena_block(arena.used);
    if (block == NULL) return NULL;
    arena = (struct arena){block, arena.used, 0};
    place(scratch, &arena, study, point);
    return block;
}

int view_densities(double *const good, double *const bad, const struct ss_study *const study,
                   const struct view_point point, const int parameter, const double *const values, const int n) {
    struct scratch scratch;
    void *const block = open_scratch(&scratch, study, point);
    if (block == NULL) return SS_NO_MEMORY;
    const struct history history = history_at(study, point);
    tpe_view_learn(scratch.state, &history);
    tpe_view(good, bad, scratch.state, parameter, values, n);
    arena_release(block);
    return SS_OK;
}

/* Values become a configuration: NaN where not active; the middle of its range where active and not given. */
static void complete(double *const row, const struct space *const space, const double *const values) {
    for (int i = 0; i < space->params; i++) {
        const bool is_active = space_is_active(space, i, row);
        const double value = isnan(values[i]) ? parameter_from_unit(&space->entries[i].parameter, 0.5) : values[i];
        row[i] = is_active ? value : NAN;
    }
}

int view_surrogate(double *const mean, double *const deviation, double *const acquisition, double *const scales,
                   const struct ss_study *const study, const struct view_point point, const double *const values,
                   const int n) {
    struct scratch scratch;
    void *const block = open_scratch(&scratch, study, point);
    if (block == NULL) return SS_NO_MEMORY;
    const struct history history = history_at(study, point);
    /* The sampler itself must not look at outcomes that its next proposal may not see. */
    struct history allowed = history;
    allowed.visible = study->warm + least(point.visible, study_visible_to(study, study->asked));
    gp_view_borrow(scratch.state, study->sampler_state, &allowed);

    bool has_model = gp_view(mean, deviation, acquisition, scratch.state, &history, values, 0);
    for (int k = 0; k < n && has_model; k++) {
        complete(scratch.row, &study->space, values + (size_t)k * (size_t)study->space.params);
        gp_view_at(&mean[k], &deviation[k], &acquisition[k], scratch.state, scratch.row);
        if (study->is_maximized[0]) mean[k] = -mean[k];
    }
    if (has_model && scales != NULL) gp_view_scales(scales, scratch.state);
    arena_release(block);
    return has_model ? SS_OK : SS_NO_VIEW;
}

int view_surface(double *const mean, const struct ss_study *const study, const struct importance_plane *const plane) {
    const struct importance_trials trials = {study->asked, study->values, study->loss, study->outcome,
                                             study->objectives};
    const int status = importance_surface(mean, &study->space, &trials, plane, (uint64_t)study->options.seed);
    for (int k = 0; k < plane->n * plane->m && study->is_maximized[0]; k++) mean[k] = -mean[k];
    return status;
}

int view_distribution(struct cma_es_view *const view, const struct ss_study *const study,
                      const struct view_point point) {
    struct scratch scratch;
    void *const block = open_scratch(&scratch, study, point);
    if (block == NULL) return SS_NO_MEMORY;
    /* What it has learnt depends on what it drew: it draws all of that again. */
    for (int t = 0; t < point.asked; t++)
        if (!study->is_given[t]) study_propose(scratch.row, scratch.state, study, t);
    const struct history history = history_at(study, point);
    struct rng rng = study_rng(study, point.asked);
    cma_es_view(view, scratch.state, &history, &rng);
    arena_release(block);
    return SS_OK;
}

int view_population(int32_t *const numbers, int32_t *const ranks, const struct ss_study *const study,
                    const struct view_point point) {
    struct scratch scratch;
    void *const block = open_scratch(&scratch, study, point);
    if (block == NULL) return SS_NO_MEMORY;
    const struct history history = history_at(study, point);
    const int members = nsga2_view(numbers, ranks, scratch.state, &history);
    arena_release(block);
    return members;
}

int32_t view_rung(double *const values, uint8_t *const went_on, const struct ss_study *const study, const int trials,
                  const int rung) {
    const struct pruner_asha *const o = &study->options.pruner.asha;
    const int32_t step = asha_rung_step(o, rung);
    if (step == INT32_MAX) return step;
    for (int t = 0; t < trials; t++) {
        values[t] = NAN;
        went_on[t] = 0;
        const struct track *const track = &study->tracks[t];
        const struct report *const report = track_from(track, step);
        if (report == NULL || report->rungs <= rung) continue;
        const double loss = pruner_score(report, o->score);
        values[t] = study->is_maximized[0] ? -loss : loss;
        went_on[t] = !track->is_stopped || track->at[track->count - 1].rungs > rung + 1;
    }
    return step;
}
