/* NSGA-II, a genetic algorithm for several objectives (Deb, Pratap, Agarwal and Meyarivan 2002): generations of trials; the best of all
 * so far, by rank and then by how alone they stand, are the parents of the next ones. With one objective it is a plain genetic
 * algorithm.
 *
 * A generation is the next population_size complete trials, in the order of their numbers, of those that may be seen: so children that
 * ran in parallel belong to the one after, and failed ones leave no gap. Whatever was given first (the user's own trials, those of
 * another study) is part of the first. What is kept here follows from the trials seen, whenever it is asked for.
 *
 * As in Optuna a child takes each value from one of two parents (uniform crossover), which suits categories and conditions as well as
 * numbers; and one value in K is drawn anew from all there are. Where it differs:
 *   - parents are won by a tournament of rank and crowding as in the paper (Optuna: of dominance alone);
 *   - half of the new values of a number are drawn near the old one, as polynomial mutation would (Deb and Agrawal 1999);
 *   - nothing is tried twice while something else is left, and a child that breaks a constraint is not born. */
#include "tune/sampler_nsga2.h"

#include <math.h>

#include "sweetspot.h"
#include "tune/odometer.h"
#include "tune/pareto.h"
#include "tune/sampler.h"
#include "tune/tried.h"

struct nsga2 {
    const struct space *space;
    const struct sampler_nsga2 *options;
    struct tried *tried; /* the random sampler's state, which also draws the first generation */
    int known;           /* trials that are in it */
    int seen;            /* trials 0 .. seen - 1 belong to a generation, or have failed */
    int parents;         /* 0 before the first generation is complete, then N */
    int fresh;           /* complete trials of the generation under way */
    int32_t *members;    /* [2 N] the parents, the best first, then the fresh ones */
    int32_t *chosen;     /* [2 N] */
    int32_t *rank;       /* [2 N] of the members */
    double *distance;    /* [2 N] */
    int32_t *layer;      /* [2 N] places of one rank */
    int32_t *scratch;    /* [2 N] */
};

static double nsga2_size(const struct sampler_setup *const setup, double *const scratch) {
    return odometer_size(setup->space, INFINITY, scratch);
}

static void *nsga2_place(struct arena *const arena, const struct sampler_setup *const setup) {
    const struct sampler_nsga2 *const options = &setup->options->nsga2;
    const uint64_t places = 2 * (uint64_t)options->population_size;
    struct nsga2 *const nsga2 = arena_take(arena, 1, sizeof *nsga2);
    struct tried *const tried = sampler_of(sampler_kind_random)->place(arena, setup);
    int32_t *const numbers = arena_take(arena, 5 * places, sizeof *numbers);
    double *const distance = arena_take(arena, places, sizeof *distance);
    if (nsga2 != NULL)
        *nsga2 = (struct nsga2){.space = setup->space,
                                .options = options,
                                .tried = tried,
                                .members = numbers,
                                .chosen = numbers + places,
                                .rank = numbers + 2 * places,
                                .layer = numbers + 3 * places,
                                .scratch = numbers + 4 * places,
                                .distance = distance};
    return nsga2;
}

/* The members of one rank into chosen [from ..], the most alone first, equals as they stand. @return how many of the rank there are */
static int choose_layer(struct nsga2 *const nsga2, const struct history *const history, const int members,
                        const int rank, const int from) {
    int count = 0;
    for (int i = 0; i < members; i++)
        if (nsga2->rank[i] == rank) nsga2->layer[count++] = nsga2->members[i];
    double *const distance = nsga2->distance + from;
    pareto_crowding(distance, nsga2->scratch, history->loss, nsga2->layer, count, history->objectives);
    for (int i = 0; i < count; i++) {
        const double own = distance[i];
        int at = i;
        for (; at > 0 && distance[at - 1] < own; at--) {
            distance[at] = distance[at - 1];
            nsga2->chosen[from + at] = nsga2->chosen[from + at - 1];
        }
        distance[at] = own;
        nsga2->chosen[from + at] = nsga2->layer[i];
    }
    return count;
}

/* The best of the parents and the fresh ones are the next parents. */
static void select_parents(struct nsga2 *const nsga2, const struct history *const history) {
    const int members = nsga2->parents + nsga2->fresh, size = nsga2->options->population_size;
    pareto_ranks(nsga2->rank, nsga2->scratch, history->loss, nsga2->members, members, history->objectives);
    for (int rank = 0, count = 0; count < size; rank++) count += choose_layer(nsga2, history, members, rank, count);
    for (int i = 0; i < size; i++) nsga2->members[i] = nsga2->chosen[i];
    nsga2->parents = size;
    nsga2->fresh = 0;
}

static void learn(struct nsga2 *const nsga2, const struct history *const history) {
    for (; nsga2->seen < history->visible; nsga2->seen++) {
        if (history->outcome[nsga2->seen] != OUTCOME_COMPLETE) continue;
        nsga2->members[nsga2->parents + nsga2->fresh++] = nsga2->seen;
        if (nsga2->fresh == nsga2->options->population_size) select_parents(nsga2, history);
    }
}

static const double *row_of(const struct history *const history, const int trial) {
    return history->values + (size_t)trial * (size_t)history->params;
}

/* The better of two: the parents stand in order. */
static const double *win(const struct nsga2 *const nsga2, const struct history *const history, struct rng *const rng) {
    const int a = (int)(rng_unit(rng) * nsga2->parents), b = (int)(rng_unit(rng) * nsga2->parents);
    return row_of(history, nsga2->members[a < b ? a : b]);
}

/* A value like this one: polynomial mutation, whose steps are the shorter the likelier. */
static double near(const struct parameter *const p, const double value, struct rng *const rng) {
    const double power = 1.0 / 21.0; /* an index of 20, as is usual */
    const double u = rng_unit(rng);
    const double step = u < 0.5 ? pow(2.0 * u, power) - 1.0 : 1.0 - pow(2.0 - 2.0 * u, power);
    return parameter_from_unit(p, fmin(fmax(parameter_to_unit(p, value) + step, 0.0), 1.0));
}

static void breed(double *const child, const struct nsga2 *const nsga2, const struct history *const history,
                  struct rng *const rng) {
    const struct sampler_nsga2 *const options = nsga2->options;
    const double *const mother = win(nsga2, history, rng), *const father = win(nsga2, history, rng);
    const bool is_crossed = rng_unit(rng) < options->crossover_prob;
    const double mutation = options->mutation_prob > 0.0F ? options->mutation_prob : 1.0 / history->params;
    for (int i = 0; i < history->params; i++) {
        const struct parameter *const p = &nsga2->space->entries[i].parameter;
        child[i] = NAN;
        if (!space_is_active(nsga2->space, i, child)) continue;
        const bool is_swapped = is_crossed && rng_unit(rng) < options->swapping_prob;
        const double first = is_swapped ? father[i] : mother[i], other = is_swapped ? mother[i] : father[i];
        const double inherited = isnan(first) ? other : first;
        child[i] = inherited;
        if (isnan(inherited) || rng_unit(rng) < mutation) {
            const bool is_near = !isnan(inherited) && p->kind != PARAMETER_CATEGORICAL && rng_unit(rng) < 0.5;
            child[i] = is_near ? near(p, inherited, rng) : parameter_from_unit(p, rng_unit(rng));
        }
    }
}

static int nsga2_propose(double *const values, void *const state, const struct history *const history,
                         struct rng *const rng) {
    enum { MOST_TRIES = 16, MOST_TRIES_CONSTRAINED = 256 };
    struct nsga2 *const nsga2 = state;
    for (; nsga2->known < history->asked; nsga2->known++) tried_add(nsga2->tried, row_of(history, nsga2->known));
    learn(nsga2, history);
    const int most = nsga2->space->constraints > 0 ? MOST_TRIES_CONSTRAINED : MOST_TRIES;
    for (int tries = 0; nsga2->parents > 0 && tries < most; tries++) {
        breed(values, nsga2, history, rng);
        if (space_allows(nsga2->space, values) && tried_is_new(nsga2->tried, history, values)) return SS_OK;
    }
    return sampler_of(sampler_kind_random)->propose(values, nsga2->tried, history, rng);
}

int nsga2_view(int32_t *const numbers, int32_t *const ranks, void *const state, const struct history *const history) {
    struct nsga2 *const nsga2 = state;
    learn(nsga2, history);
    const int members = nsga2->parents + nsga2->fresh;
    pareto_ranks(ranks, nsga2->scratch, history->loss, nsga2->members, nsga2->parents, history->objectives);
    for (int i = 0; i < members; i++) {
        numbers[i] = nsga2->members[i] - history->warm;
        if (i >= nsga2->parents) ranks[i] = -1;
    }
    return members;
}

const struct sampler_ops sampler_nsga2 = {
    .name = "nsga2",
    .learns = true,
    .is_recalled = true,
    .is_exhaustive = false,
    .size = nsga2_size,
    .place = nsga2_place,
    .propose = nsga2_propose,
};
