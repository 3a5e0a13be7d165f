#include "tune/space.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "sweetspot.h"

/* The walk over the doubles, shared by the check and the layout: each step returns what follows, or NULL. */

static const double *read_count(int *const count, const double *const in, const double *const end, const double low,
                                const double high) {
    if (in == end || !is_whole(*in) || *in < low || *in > high) return NULL;
    *count = (int)*in;
    return in + 1;
}

/* The kind of a category whose choices have weights, which follow. */
enum { WEIGHTED = PARAMETER_CATEGORICAL + 1 };

static const double *read_entry(struct space_entry *const entry, const double **const weights, const double *in,
                                const double *const end) {
    *entry = (struct space_entry){0};
    if (end - in < PARAMETER_NUMBERS) return NULL;
    double numbers[PARAMETER_NUMBERS];
    memcpy(numbers, in, sizeof numbers);
    in += PARAMETER_NUMBERS;
    *weights = NULL;
    if (numbers[0] == WEIGHTED) {
        int choices = 0;
        if (read_count(&choices, &numbers[5], &numbers[6], 1.0, INT32_MAX) == NULL || end - in < choices) return NULL;
        numbers[0] = PARAMETER_CATEGORICAL;
        *weights = in;
        in += choices;
    }
    if (!parameter_read(&entry->parameter, numbers)) return NULL;
    return read_count(&entry->conditions, in, end, 0.0, INT32_MAX);
}

/* Each is positive, and so is their sum, and finite. */
static bool are_weights(const double *const weights, const int count) {
    double sum = 0.0;
    for (int i = 0; i < count; i++) {
        if (!(weights[i] > 0.0)) return false;
        sum += weights[i];
    }
    return isfinite(sum);
}

static const double *read_condition(struct condition *const condition, const int child, const double *in,
                                    const double *const end) {
    in = read_count(&condition->parent, in, end, 0.0, (double)child - 1.0);
    if (in == NULL) return NULL;
    in = read_count(&condition->count, in, end, 1.0, INT32_MAX);
    if (in == NULL || end - in < condition->count) return NULL;
    condition->values = in;
    return in + condition->count;
}

/* The constraints, if there are any. */
static const double *read_constraint(struct constraint *const constraint, const double *const in,
                                     const double *const end) {
    const double *const code = read_count(&constraint->length, in, end, 1.0, INT32_MAX);
    if (code == NULL || end - code < constraint->length) return NULL;
    constraint->code = code;
    return code + constraint->length;
}

int space_check(const double *const numbers, const int n) {
    const double *const end = numbers + n;
    int params = 0;
    const double *in = read_count(&params, numbers, end, 0.0, INT32_MAX);
    for (int i = 0; in != NULL && i < params; i++) {
        struct space_entry entry;
        const double *weights = NULL;
        in = read_entry(&entry, &weights, in, end);
        if (in != NULL && weights != NULL && !are_weights(weights, (int)entry.parameter.count)) in = NULL;
        for (int c = 0; in != NULL && c < entry.conditions; c++) {
            struct condition condition;
            in = read_condition(&condition, i, in, end);
            for (int v = 0; in != NULL && v < condition.count; v++)
                if (!isfinite(condition.values[v])) in = NULL;
        }
    }
    if (in == NULL || in == end) return in == end ? SS_OK : SS_BAD_ARGUMENT;
    int constraints = 0;
    in = read_count(&constraints, in, end, 1.0, INT32_MAX);
    for (int c = 0; in != NULL && c < constraints; c++) {
        struct constraint constraint;
        in = read_constraint(&constraint, in, end);
        if (in != NULL && !constraint_check(constraint.code, constraint.length, params)) in = NULL;
    }
    return in == end ? SS_OK : SS_BAD_ARGUMENT;
}

static const double *copy(struct arena *const arena, const double *const numbers, const int count) {
    double *const copied = arena_take(arena, (uint64_t)count, sizeof *copied);
    if (copied != NULL) memcpy(copied, numbers, (size_t)count * sizeof *copied);
    return copied;
}

/* Where each choice's share of the unit interval begins. */
static const double *place_edges(struct arena *const arena, const double *const weights, const int count) {
    double *const edges = arena_take(arena, (uint64_t)count + 1, sizeof *edges);
    if (edges == NULL) return NULL;
    double sum = 0.0, below = 0.0;
    for (int i = 0; i < count; i++) sum += weights[i];
    for (int i = 0; i < count; below += weights[i++]) edges[i] = below / sum;
    edges[count] = 1.0;
    return edges;
}

static void place_constraints(struct space *const space, struct arena *const arena, const double *in,
                              const double *const end) {
    space->constraints = in == end ? 0 : (int)*in++;
    struct constraint *const constraints = arena_take(arena, (uint64_t)space->constraints, sizeof *constraints);
    for (int c = 0; c < space->constraints; c++) {
        struct constraint constraint;
        in = read_constraint(&constraint, in, end);
        constraint.code = copy(arena, constraint.code, constraint.length);
        if (constraints != NULL) constraints[c] = constraint;
    }
    space->constraint = constraints;
}

void space_place(struct space *const space, struct arena *const arena, const double *const numbers, const int n) {
    space->params = (int)numbers[0];
    space->entries = arena_take(arena, (uint64_t)space->params, sizeof *space->entries);
    const double *in = numbers + 1;
    for (int i = 0; i < space->params; i++) {
        struct space_entry entry;
        const double *weights = NULL;
        in = read_entry(&entry, &weights, in, numbers + n);
        assert(in != NULL);
        if (weights != NULL) entry.parameter.edges = place_edges(arena, weights, (int)entry.parameter.count);
        struct condition *const conditions = arena_take(arena, (uint64_t)entry.conditions, sizeof *conditions);
        for (int c = 0; c < entry.conditions; c++) {
            struct condition condition = {.parent = (int)in[0], .count = (int)in[1]};
            condition.values = copy(arena, in + 2, condition.count);
            if (conditions != NULL) {
                conditions[c] = condition;
                space->entries[condition.parent].is_parent = true;
            }
            in += 2 + condition.count;
        }
        entry.condition = conditions;
        if (space->entries != NULL) space->entries[i] = entry;
    }
    place_constraints(space, arena, in, numbers + n);
}

static bool holds(const struct condition *const condition, const double *const values) {
    const double value = values[condition->parent];
    for (int v = 0; v < condition->count; v++)
        if (is_same_number(value, condition->values[v])) return true;
    return false;
}

bool space_is_active(const struct space *const space, const int i, const double *const values) {
    const struct space_entry *const entry = &space->entries[i];
    for (int c = 0; c < entry->conditions; c++)
        if (!holds(&entry->condition[c], values)) return false;
    return true;
}

bool space_allows(const struct space *const space, const double *const values) {
    for (int c = 0; c < space->constraints; c++)
        if (!constraint_holds(&space->constraint[c], values)) return false;
    return true;
}

void space_draw(double *const values, const struct space *const space, struct rng *const rng) {
    for (int i = 0; i < space->params; i++) {
        const bool is_active = space_is_active(space, i, values);
        values[i] = is_active ? parameter_from_unit(&space->entries[i].parameter, rng_unit(rng)) : NAN;
    }
}

double space_rejected(const struct space *const space, double *const scratch, const uint64_t seed) {
    if (space->constraints == 0) return 0.0;
    struct rng rng;
    rng_seed(&rng, seed, 0, 0, STREAM_CONSTRAINTS);
    int rejected = 0;
    for (int draw = 0; draw < SPACE_MOST_DRAWS; draw++) {
        space_draw(scratch, space, &rng);
        rejected += !space_allows(space, scratch);
    }
    return (double)rejected / SPACE_MOST_DRAWS;
}
