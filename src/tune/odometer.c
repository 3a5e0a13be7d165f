#include "tune/odometer.h"

#include <math.h>

enum { MOST_COMBINATIONS = 1000000 };

double odometer_count(const struct parameter *const p, const double points) {
    return p->count < INFINITY ? p->count : points;
}

static double value_at(const struct parameter *const p, const double index, const double points) {
    if (p->count < INFINITY) return parameter_value(p, index);
    return parameter_from_unit(p, index / (points - 1.0));
}

/* Put parameter `first` and all behind it at their first value, or at NaN where they do not exist. */
static void settle(struct odometer *const o, const int first) {
    for (int i = first; i < o->space->params; i++) {
        const struct space_entry *const entry = &o->space->entries[i];
        const bool turns = (entry->is_parent || !o->parents_only) && space_is_active(o->space, i, o->values);
        o->index[i] = 0.0;
        o->values[i] = turns ? entry->parameter.low : NAN;
    }
}

void odometer_start(struct odometer *const o) { settle(o, 0); }

bool odometer_next(struct odometer *const o) {
    for (int i = o->space->params - 1; i >= 0; i--) {
        if (isnan(o->values[i])) continue;
        const struct parameter *const p = &o->space->entries[i].parameter;
        if (o->index[i] + 1.0 >= odometer_count(p, o->points)) continue;
        o->index[i] += 1.0;
        o->values[i] = value_at(p, o->index[i], o->points);
        settle(o, i + 1);
        return true;
    }
    return false;
}

/* The product of the values of the active parameters that nothing depends on. */
static double leaves(const struct odometer *const o) {
    double product = 1.0;
    for (int i = 0; i < o->space->params; i++) {
        const struct space_entry *const entry = &o->space->entries[i];
        if (!entry->is_parent && space_is_active(o->space, i, o->values))
            product *= odometer_count(&entry->parameter, o->points);
    }
    return product;
}

/* Of a space of a million configurations at most. */
static double count_allowed(const struct space *const space, const double points, double *const scratch) {
    struct odometer o = {space, points, false, scratch, scratch + space->params};
    double count = 0.0;
    odometer_start(&o);
    do count += space_allows(space, o.values);
    while (odometer_next(&o));
    return count;
}

static double count_all(const struct space *const space, const double points, double *const scratch) {
    for (int i = 0; i < space->params; i++)
        if (space->entries[i].is_parent && odometer_count(&space->entries[i].parameter, points) == INFINITY)
            return INFINITY;
    struct odometer o = {space, points, true, scratch, scratch + space->params};
    odometer_start(&o);
    double size = 0.0;
    for (int walked = 0; walked < MOST_COMBINATIONS; walked++) {
        size += leaves(&o);
        if (size > 0x1p53) return INFINITY;
        if (!odometer_next(&o)) return size;
    }
    return INFINITY;
}

double odometer_size(const struct space *const space, const double points, double *const scratch) {
    const double size = count_all(space, points, scratch);
    return space->constraints > 0 && size <= MOST_COMBINATIONS ? count_allowed(space, points, scratch) : size;
}
