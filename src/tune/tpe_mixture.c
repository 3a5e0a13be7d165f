#include "tune/tpe_mixture.h"

#include <math.h>

void tpe_widths_place(struct tpe_widths *const widths, struct arena *const arena,
                      const struct tpe_columns *const columns, const struct space *const space) {
    const uint64_t params = (uint64_t)space->params;
    double *const sigma = arena_take(arena, params, sizeof *sigma);
    double *const precision = arena_take(arena, params, sizeof *precision);
    double **const table = arena_take(arena, params, sizeof *table);
    double *const smoothing = arena_take(arena, params, sizeof *smoothing);
    double *const own = arena_take(arena, params, sizeof *own);
    double *const other = arena_take(arena, params, sizeof *other);
    for (int i = 0; i < space->params; i++) {
        const struct parameter *const p = &space->entries[i].parameter;
        if (tpe_kind_of(p) != TPE_CELLS) continue;
        const uint64_t cells = (uint64_t)p->count;
        double *const memory = arena_take(arena, cells * cells, sizeof *memory);
        if (table != NULL) table[columns->column[i]] = memory;
    }
    if (widths != NULL) *widths = (struct tpe_widths){sigma, precision, table, smoothing, own, other};
}

void tpe_widths_set(struct tpe_widths *const widths, const struct tpe_columns *const columns, const int column,
                    const double sigma) {
    if (widths->sigma[column] == sigma) return;
    widths->sigma[column] = sigma;
    widths->precision[column] = 0.5 / (sigma * sigma);
    if (widths->table[column] != NULL) tpe_cells_table(widths->table[column], columns->parameters[column], sigma);
}

void tpe_widths_smooth(struct tpe_widths *const widths, const struct tpe_columns *const columns, const int column,
                       const double smoothing) {
    widths->smoothing[column] = smoothing;
    tpe_choice_logs(&widths->own[column], &widths->other[column], columns->parameters[column]->count, smoothing);
}

void tpe_mixture_start(struct tpe_mixture *const mixture, const double prior_weight) {
    mixture->prior_weight = mixture->weight = prior_weight;
    mixture->kernels = 0;
    mixture->most = 0.0;
    for (int j = mixture->columns->cells_end; j < mixture->columns->end; j++) mixture->most += mixture->widths->own[j];
}

void tpe_mixture_add(struct tpe_mixture *const mixture, const double *const at, const double weight) {
    mixture->kernel[mixture->kernels++] = (struct tpe_kernel){at, weight};
    mixture->weight += weight;
}

/* What the columns behind `lines_end` add. NaN on either side is the factor 1. */
static double other_columns(const struct tpe_mixture *const mixture, const double *const at, const double *const x) {
    const struct tpe_columns *const columns = mixture->columns;
    const struct tpe_widths *const widths = mixture->widths;
    double sum = 0.0;
    int j = columns->lines_end;
    for (; j < columns->maybe_end; j++) {
        const double d = x[j] - at[j];
        if (!isnan(d)) sum -= widths->precision[j] * d * d;
    }
    for (; j < columns->cells_end; j++) {
        if (isnan(x[j]) || isnan(at[j])) continue;
        const int cells = (int)columns->parameters[j]->count;
        sum += widths->table[j][(int)at[j] * cells + (int)x[j]];
    }
    for (; j < columns->end; j++)
        if (!isnan(x[j]) && !isnan(at[j])) sum += x[j] == at[j] ? widths->own[j] : widths->other[j];
    return sum;
}

/* z^2 / 2 over n lines; given up where it passes `limit`. */
static double distance(const double *const x, const double *const at, const double *const precision, const int n,
                       const double limit) {
    double sum = 0.0;
    for (int j = 0; j < n; j++) {
        const double d = x[j] - at[j];
        sum += precision[j] * d * d;
        if (sum > limit) break;
    }
    return sum;
}

double tpe_mixture_log(const struct tpe_mixture *const mixture, const double *const x, const double enough) {
    /* A term below e^-25 of the greatest changes no comparison. The prior's term is e^0, so most kernels end in distance(). */
    const double negligible = 25.0;
    const struct tpe_columns *const columns = mixture->columns;
    const bool has_others = columns->lines_end < columns->end;
    const double *const precision = mixture->widths->precision;
    double greatest = 0.0, sum = mixture->prior_weight, limit = mixture->most + negligible;
    double most = mixture->weight * exp(enough);
    /* The latest first: they lie where the search is, so they soon add up to enough. */
    for (int i = mixture->kernels - 1; i >= 0 && sum <= most; i--) {
        const struct tpe_kernel *const kernel = &mixture->kernel[i];
        const double d = distance(x, kernel->at, precision, columns->lines_end, limit);
        if (d > limit) continue;
        const double term = has_others ? other_columns(mixture, kernel->at, x) - d : -d;
        if (term > greatest) {
            sum *= exp(greatest - term);
            greatest = term;
            limit = mixture->most + negligible - greatest;
            most = mixture->weight * exp(enough - greatest);
        }
        if (term > greatest - negligible) sum += kernel->weight * exp(term - greatest);
    }
    return greatest + log(sum / mixture->weight);
}

const struct tpe_kernel *tpe_mixture_pick(const struct tpe_mixture *const mixture, struct rng *const rng) {
    double point = rng_unit(rng) * mixture->weight - mixture->prior_weight;
    if (point < 0.0 || mixture->kernels == 0) return NULL;
    int i = 0;
    while (i + 1 < mixture->kernels && point >= mixture->kernel[i].weight) point -= mixture->kernel[i++].weight;
    return &mixture->kernel[i];
}

double tpe_mixture_likelihood(const struct tpe_mixture *const mixture, const int column, const double value) {
    const struct parameter *const p = mixture->columns->parameters[column];
    const double prior = tpe_prior(p, value);
    double sum = mixture->prior_weight * prior;
    for (int i = 0; i < mixture->kernels; i++) {
        const struct tpe_kernel *const kernel = &mixture->kernel[i];
        const double at = kernel->at[column];
        sum += kernel->weight * (isnan(at) ? prior
                                           : tpe_likelihood(p, value, at, mixture->widths->sigma[column],
                                                            mixture->widths->smoothing[column]));
    }
    return sum / mixture->weight;
}
