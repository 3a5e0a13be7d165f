#include "tune/gp_points.h"

#include <math.h>

static bool is_category(const struct parameter *const p) { return p->kind == PARAMETER_CATEGORICAL; }

void gp_points_place(struct gp_points *const points, struct arena *const arena, const struct space *const space) {
    *points = (struct gp_points){.space = space};
    points->dim = arena_take(arena, (uint64_t)space->params, sizeof *points->dim);
    for (int categories = 0; categories < 2; categories++) {
        for (int i = 0; i < space->params; i++) {
            const struct parameter *const p = &space->entries[i].parameter;
            if (is_category(p) != (categories == 1)) continue;
            const int dim = p->count > 1.0 ? points->dims++ : -1;
            if (points->dim != NULL) points->dim[i] = dim;
        }
        if (categories == 0) points->numeric = points->dims;
    }
}

void gp_points_encode(double *const x, const struct gp_points *const points, const double *const values) {
    for (int i = 0; i < points->space->params; i++) {
        const struct parameter *const p = &points->space->entries[i].parameter;
        if (points->dim[i] < 0) continue;
        const bool is_active = !isnan(values[i]);
        x[points->dim[i]] =
            is_category(p) ? (is_active ? values[i] : -1.0) : (is_active ? parameter_to_unit(p, values[i]) : 0.5);
    }
}

void gp_points_decode(double *const values, const struct gp_points *const points, const double *const units) {
    for (int i = 0; i < points->space->params; i++) {
        const bool is_active = space_is_active(points->space, i, values);
        values[i] = is_active ? parameter_from_unit(&points->space->entries[i].parameter, units[i]) : NAN;
    }
}
