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

static const double *read_entry(struct space_entry *const entry, const double *const in, const double *const end) {
    *entry = (struct space_entry){0};
    if (end - in < PARAMETER_NUMBERS || !parameter_read(&entry->parameter, in)) return NULL;
    return read_count(&entry->conditions, in + PARAMETER_NUMBERS, end, 0.0, INT32_MAX);
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

int space_check(const double *const numbers, const int n) {
    const double *const end = numbers + n;
    int params = 0;
    const double *in = read_count(&params, numbers, end, 0.0, INT32_MAX);
    for (int i = 0; in != NULL && i < params; i++) {
        struct space_entry entry;
        in = read_entry(&entry, in, end);
        for (int c = 0; in != NULL && c < entry.conditions; c++) {
            struct condition condition;
            in = read_condition(&condition, i, in, end);
            for (int v = 0; in != NULL && v < condition.count; v++)
                if (!isfinite(condition.values[v])) in = NULL;
        }
    }
    return in == end ? SS_OK : SS_BAD_ARGUMENT;
}

void space_place(struct space *const space, struct arena *const arena, const double *const numbers) {
    space->params = (int)numbers[0];
    space->entries = arena_take(arena, (uint64_t)space->params, sizeof *space->entries);
    const double *in = numbers + 1;
    for (int i = 0; i < space->params; i++) {
        struct space_entry entry;
        /* The check has found every number in place, so here the rest has no end worth knowing. */
        in = read_entry(&entry, in, in + PARAMETER_NUMBERS + 1);
        assert(in != NULL);
        struct condition *const conditions = arena_take(arena, (uint64_t)entry.conditions, sizeof *conditions);
        for (int c = 0; c < entry.conditions; c++) {
            struct condition condition = {.parent = (int)in[0], .count = (int)in[1]};
            const size_t bytes = (size_t)condition.count * sizeof *in;
            double *const values = arena_take(arena, (uint64_t)condition.count, sizeof *values);
            if (values != NULL) {
                memcpy(values, in + 2, bytes);
                condition.values = values;
                conditions[c] = condition;
                space->entries[condition.parent].is_parent = true;
            }
            in += 2 + condition.count;
        }
        entry.condition = conditions;
        if (space->entries != NULL) space->entries[i] = entry;
    }
}

/* Equal but for rounding, so that a condition on 0.3 holds for a grid point computed as 0.30000000000000004. NaN equals nothing. */
static bool same(const double a, const double b) { return fabs(a - b) <= 1e-12 * fmax(fabs(a), fabs(b)); }

static bool holds(const struct condition *const condition, const double *const values) {
    const double value = values[condition->parent];
    for (int v = 0; v < condition->count; v++)
        if (same(value, condition->values[v])) return true;
    return false;
}

bool space_is_active(const struct space *const space, const int i, const double *const values) {
    const struct space_entry *const entry = &space->entries[i];
    for (int c = 0; c < entry->conditions; c++)
        if (!holds(&entry->condition[c], values)) return false;
    return true;
}
