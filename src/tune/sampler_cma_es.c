/* CMA-ES over the numbers of a space, each on its unit interval (cma.h), from the middle of the range with a sixth of it as deviation.
 *
 * Generations and lag: generation g is a run of lambda trials by number, whoever proposed them. As soon as all of them are visible
 * the distribution learns from them, and every trial proposed after that is drawn from it; so the first trials of the next
 * generation may still come from the one before, and count as injected points. What is known is a function of the history alone.
 *
 * Bounds: a point outside is moved to the edge and learned from as such, which finds optima at the edge faster than drawing
 * again. Whole and stepped numbers keep a margin (cma_margin.h). Categories have probabilities of their own (shares.h). A parameter
 * that is not active keeps the coordinate that was drawn for it, so nothing pulls it anywhere. Equal losses share their ranks' weights;
 * pruned trials rank below complete ones, failed ones last. What breaks a constraint is drawn again, and after 256 draws from all
 * over the space. When the distribution has shrunk to a point, or nothing changes any more,
 * it begins anew at a random place with twice the population (IPOP, Auger and Hansen 2005).
 *
 * After a warm start (in the spirit of Nomura et al. 2021) the mean is the best of those trials, with a tenth of the range as deviation.
 *
 * Optuna's CmaEsSampler draws categories at random, leaves out parameters that are not always active, learns nothing from failures, draws
 * again outside the bounds, and restarts only if asked. */
#include "tune/sampler_cma_es.h"

#include <math.h>

#include "sweetspot.h"
#include "tune/cma.h"
#include "tune/cma_margin.h"
#include "tune/shares.h"
#include "tune/untried.h"

enum { MOST_LAMBDA = 256, MOST_DRAWN = 1024, MOST_REDRAWS = 16, MOST_REDRAWS_CONSTRAINED = 256 };
static const double START_DEVIATION = 1.0 / 6.0, WARM_DEVIATION = 0.1, RESTART_DEVIATION = 0.2;
static const double LEAST_DEVIATION = 1e-6; /* of a range: nobody tunes finer */

/* A point that was drawn: kept while its trial runs. */
struct drawn {
    int trial; /* -1: none */
    int epoch;
};

struct cma_es {
    const struct space *space;
    struct untried untried;
    struct cma cma;
    int numbers, categories, slots;
    int *number;           /* [numbers] parameters with more than one value */
    int *category;         /* [categories] likewise */
    struct shares *shares; /* [categories] */

    int next;         /* the first trial of the generation that is waited for */
    int epoch;        /* changes with the distribution; 0: not begun */
    int unchanged;    /* generations in a row with the same best loss */
    double last_best; /* of the last generation */

    struct drawn *drawn; /* [slots] trial t is in slot t mod slots, until another takes it */
    double *point;       /* [slots, numbers] */

    /* scratch */
    double *unit;                    /* [K] */
    int *order;                      /* [MOST_LAMBDA] */
    struct cma_point *generation;    /* [MOST_LAMBDA] */
    double *foreign;                 /* [MOST_LAMBDA, numbers] */
    double *choices, *choice_weight; /* [MOST_LAMBDA] */
};

static bool is_number(const struct parameter *const p) { return p->kind != PARAMETER_CATEGORICAL && p->count > 1.0; }
static bool is_category(const struct parameter *const p) { return p->kind == PARAMETER_CATEGORICAL && p->count > 1.0; }

static void *cma_es_place(struct arena *const arena, const struct sampler_setup *const setup) {
    const struct space *const space = setup->space;
    uint64_t numbers = 0, categories = 0, choices = 0;
    for (int i = 0; i < space->params; i++) {
        const struct parameter *const p = &space->entries[i].parameter;
        numbers += is_number(p);
        categories += is_category(p);
        choices += is_category(p) ? (uint64_t)p->count : 0;
    }
    const int slots = setup->budget < MOST_DRAWN ? setup->budget : MOST_DRAWN;
    struct cma_es *const state = arena_take(arena, 1, sizeof *state);
    struct cma_es made = {.space = space, .slots = slots, .unchanged = 0};
    made.number = arena_take(arena, numbers, sizeof *made.number);
    made.category = arena_take(arena, categories, sizeof *made.category);
    made.shares = arena_take(arena, categories, sizeof *made.shares);
    double *share = arena_take(arena, choices, sizeof *share);
    made.drawn = arena_take(arena, (uint64_t)slots, sizeof *made.drawn);
    made.point = arena_take(arena, (uint64_t)slots * numbers, sizeof *made.point);
    made.unit = arena_take(arena, (uint64_t)space->params, sizeof *made.unit);
    made.order = arena_take(arena, MOST_LAMBDA, sizeof *made.order);
    made.generation = arena_take(arena, MOST_LAMBDA, sizeof *made.generation);
    made.foreign = arena_take(arena, MOST_LAMBDA * numbers, sizeof *made.foreign);
    made.choices = arena_take(arena, MOST_LAMBDA, sizeof *made.choices);
    made.choice_weight = arena_take(arena, MOST_LAMBDA, sizeof *made.choice_weight);
    untried_place(state != NULL ? &made.untried : NULL, arena, setup);
    cma_place(state != NULL ? &made.cma : NULL, arena, (int)numbers, MOST_LAMBDA);
    if (state == NULL) return NULL;

    for (int i = 0; i < space->params; i++) {
        const struct parameter *const p = &space->entries[i].parameter;
        if (is_number(p)) made.number[made.numbers++] = i;
        if (!is_category(p)) continue;
        made.category[made.categories] = i;
        made.shares[made.categories++] = (struct shares){(int)p->count, share};
        share += (int)p->count;
    }
    for (int k = 0; k < slots; k++) made.drawn[k].trial = -1;
    *state = made;
    return state;
}

static const struct parameter *number_at(const struct cma_es *const state, const int n) {
    return &state->space->entries[state->number[n]].parameter;
}

/* Around cma.mean; trials before `next` are not asked about any more. */
static void begin(struct cma_es *const state, const int next, const int lambda, const double deviation) {
    state->next = next;
    state->epoch++;
    state->unchanged = 0;
    for (int c = 0; c < state->categories; c++)
        shares_reset(&state->shares[c], &state->space->entries[state->category[c]].parameter);
    cma_start(&state->cma, lambda, deviation);
}

/* Complete trials come first, then pruned ones, then those without a loss. */
static int class_of(const struct history *const history, const int trial) {
    if (isnan(history->loss[trial])) return 2;
    return history->outcome[trial] == OUTCOME_COMPLETE ? 0 : 1;
}

static int compare(const struct history *const history, const int a, const int b) {
    const int classes = class_of(history, a) - class_of(history, b);
    if (classes != 0) return classes;
    return (history->loss[a] > history->loss[b]) - (history->loss[a] < history->loss[b]);
}

/* Sort the generation and give each of its points the weights of its rank. */
static void rank(struct cma_es *const state, const struct history *const history) {
    const int lambda = state->cma.lambda, next = state->next;
    int *const order = state->order;
    for (int k = 0; k < lambda; k++) {
        int at = k;
        for (; at > 0 && compare(history, next + k, next + order[at - 1]) < 0; at--) order[at] = order[at - 1];
        order[at] = k;
    }
    for (int first = 0, last; first < lambda; first = last + 1) {
        last = first;
        while (last + 1 < lambda && compare(history, next + order[first], next + order[last + 1]) == 0) last++;
        for (int k = first; k <= last; k++) cma_weigh(&state->cma, &state->generation[order[k]], first, last);
    }
}

/* Where the points of the generation lie: as they were drawn, else by their values. */
static void locate(struct cma_es *const state, const struct history *const history) {
    for (int k = 0; k < state->cma.lambda; k++) {
        const int trial = state->next + k, slot = trial % state->slots;
        struct cma_point *const point = &state->generation[k];
        const bool is_kept = state->drawn[slot].trial == trial;
        point->is_foreign = !is_kept || state->drawn[slot].epoch != state->epoch;
        point->x = state->point + (size_t)slot * (size_t)state->numbers;
        if (is_kept) continue;
        double *const x = state->foreign + (size_t)k * (size_t)state->numbers;
        const double *const values = history->values + (size_t)trial * (size_t)history->params;
        for (int n = 0; n < state->numbers; n++) {
            const double value = values[state->number[n]];
            x[n] = isnan(value) ? state->cma.mean[n] : parameter_to_unit(number_at(state, n), value);
        }
        point->x = x;
    }
}

static void learn_categories(struct cma_es *const state, const struct history *const history) {
    const int lambda = state->cma.lambda;
    const double margin = 1.0 / (lambda * (state->numbers + state->categories));
    for (int k = 0; k < lambda; k++) state->choice_weight[k] = state->generation[k].mean_weight;
    for (int c = 0; c < state->categories; c++) {
        for (int k = 0; k < lambda; k++)
            state->choices[k] =
                history->values[(size_t)(state->next + k) * (size_t)history->params + (size_t)state->category[c]];
        shares_learn(&state->shares[c], state->choices, state->choice_weight, lambda, margin);
    }
}

static void learn(struct cma_es *const state, const struct history *const history) {
    const int lambda = state->cma.lambda;
    rank(state, history);
    const int best = state->next + state->order[0], worst = state->next + state->order[lambda - 1];
    const bool has_a_loss = class_of(history, best) < 2;
    if (has_a_loss && compare(history, best, worst) == 0) {
        cma_widen(&state->cma);
    } else if (has_a_loss) {
        locate(state, history);
        learn_categories(state, history);
        cma_update(&state->cma, state->generation);
        cma_margin(&state->cma, state->space, state->number);
    }
    if (has_a_loss) {
        const double loss = history->loss[best];
        const bool is_same = fabs(loss - state->last_best) <= 1e-12 * fmax(1.0, fabs(loss));
        state->unchanged = is_same ? state->unchanged + 1 : 0;
        state->last_best = loss;
        state->epoch++;
    }
    state->next += lambda;
}

/* The margin's scale is left out: it holds a deviation up that has long shrunk. */
static bool is_spent(const struct cma_es *const state) {
    const struct cma *const cma = &state->cma;
    if (state->unchanged >= 10 + (int)ceil(30.0 * cma->n / cma->lambda) || cma_is_degenerate(cma)) return true;
    double most = 0.0;
    for (int n = 0; n < state->numbers; n++) most = fmax(most, cma_deviation(cma, n) / cma->scale[n]);
    return state->numbers > 0 && most < LEAST_DEVIATION;
}

/* The best trial of an earlier study, NULL if there is none: the search begins there, and closer around it. */
static const double *best_warm(const struct history *const history) {
    const double *best = NULL;
    double least = INFINITY;
    for (int trial = 0; trial < history->warm; trial++) {
        if (!(history->loss[trial] < least)) continue;
        least = history->loss[trial];
        best = history->values + (size_t)trial * (size_t)history->params;
    }
    return best;
}

/* Bring the distribution up to what is visible. */
static void catch_up(struct cma_es *const state, const struct history *const history, struct rng *const rng) {
    struct cma *const cma = &state->cma;
    if (state->epoch == 0) {
        const double *const best = best_warm(history);
        for (int n = 0; n < state->numbers; n++) {
            const double value = best == NULL ? NAN : best[state->number[n]];
            cma->mean[n] = isnan(value) ? 0.5 : parameter_to_unit(number_at(state, n), value);
        }
        begin(state, history->warm, cma_default_lambda(state->numbers + state->categories),
              best == NULL ? START_DEVIATION : WARM_DEVIATION);
    }
    while (history->visible >= state->next + cma->lambda) {
        learn(state, history);
        if (!is_spent(state)) continue;
        for (int n = 0; n < state->numbers; n++) cma->mean[n] = rng_unit(rng);
        const int twice = 2 * cma->lambda;
        begin(state, history->asked, twice < MOST_LAMBDA ? twice : MOST_LAMBDA, RESTART_DEVIATION);
    }
}

static void draw(struct cma_es *const state, double *const x, const bool has_partner, struct rng *const rng) {
    if (has_partner)
        cma_sample(&state->cma, x, rng);
    else
        cma_sample_alone(&state->cma, x, rng);
    for (int n = 0; n < state->numbers; n++) {
        x[n] = fmin(fmax(x[n], 0.0), 1.0);
        state->unit[state->number[n]] = x[n];
    }
    for (int c = 0; c < state->categories; c++)
        state->unit[state->category[c]] = parameter_to_unit(&state->space->entries[state->category[c]].parameter,
                                                            shares_draw(&state->shares[c], rng));
}

static int cma_es_propose(double *const values, void *const opaque, const struct history *const history,
                          struct rng *const rng) {
    struct cma_es *const state = opaque;
    catch_up(state, history, rng);
    const int slot = history->asked % state->slots;
    double *const x = state->point + (size_t)slot * (size_t)state->numbers;
    bool is_new = false;
    const int redraws = state->space->constraints > 0 ? MOST_REDRAWS_CONSTRAINED : MOST_REDRAWS;
    for (int tries = 0; tries <= redraws && !is_new; tries++) {
        draw(state, x, tries == 0, rng);
        untried_decode(values, &state->untried, state->unit);
        is_new = space_allows(state->space, values) && untried_is_new(&state->untried, history, values);
    }
    if (!is_new) /* a corner of the space: leave it */
        for (int n = 0; n < state->numbers; n++)
            if (number_at(state, n)->count == INFINITY) state->unit[state->number[n]] = rng_unit(rng);
    const int status = untried_at(values, &state->untried, history, state->unit, rng);
    state->drawn[slot] = (struct drawn){history->asked, state->epoch};
    for (int n = 0; n < state->numbers && !is_new; n++) {
        const double value = values[state->number[n]];
        if (!isnan(value)) x[n] = parameter_to_unit(number_at(state, n), value);
    }
    return status;
}

void cma_es_view(struct cma_es_view *const view, void *const opaque, const struct history *const history,
                 struct rng *const rng) {
    struct cma_es *const state = opaque;
    const struct cma *const cma = &state->cma;
    const int params = state->space->params;
    catch_up(state, history, rng);
    *view->first = state->next - history->warm;
    *view->lambda = cma->lambda;
    *view->updates = cma->updates;
    for (int i = 0; i < params; i++) view->mean[i] = NAN;
    for (int i = 0; i < params * params; i++) view->covariance[i] = NAN;
    for (int n = 0; n < state->numbers; n++) {
        const struct parameter *const p = number_at(state, n);
        const double low = parameter_to_unit(p, p->low), range = parameter_to_unit(p, p->high) - low;
        const int i = state->number[n];
        view->mean[i] = (cma->mean[n] - low) / range;
        state->unit[i] = cma->sigma * cma->scale[n] / range;
        for (int m = 0; m <= n; m++) {
            const int j = state->number[m];
            view->covariance[i * params + j] = view->covariance[j * params + i] =
                state->unit[i] * state->unit[j] * cma->covariance[n * cma->n + m];
        }
    }
    double *share = view->shares;
    for (int c = 0; c < state->categories; c++) {
        const struct shares *const shares = &state->shares[c];
        for (int k = 0; k < shares->count; k++) *share++ = shares->share[k];
    }
}

const struct sampler_ops sampler_cma_es = {
    .name = "cma_es",
    .learns = true,
    .is_exhaustive = false,
    .size = untried_size,
    .place = cma_es_place,
    .propose = cma_es_propose,
};
