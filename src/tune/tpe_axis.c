#include "tune/tpe_axis.h"

#include <math.h>
#include <stddef.h>

static const double SQRT_2PI = 2.50662827463100050242;
static const double SQRT_HALF = 0.70710678118654752440;

enum tpe_kind tpe_kind_of(const struct parameter *const p) {
    if (p->kind == PARAMETER_CATEGORICAL) return TPE_CHOICE;
    return p->count <= TPE_MOST_CELLS ? TPE_CELLS : TPE_LINE;
}

double tpe_coordinate(const struct parameter *const p, const double value) {
    return tpe_kind_of(p) == TPE_LINE ? parameter_to_unit(p, value) : parameter_index(p, value);
}

double tpe_unit(const struct parameter *const p, const double coordinate) {
    return tpe_kind_of(p) == TPE_LINE ? coordinate : parameter_to_unit(p, parameter_value(p, coordinate));
}

/* The normal's mass between a and b in standard deviations, a < b, without cancellation in either tail. */
static double normal_mass(const double a, const double b) {
    if (a > 0.0) return 0.5 * (erfc(a * SQRT_HALF) - erfc(b * SQRT_HALF));
    if (b < 0.0) return 0.5 * (erfc(-b * SQRT_HALF) - erfc(-a * SQRT_HALF));
    return 0.5 * (erf(b * SQRT_HALF) - erf(a * SQRT_HALF));
}

/* Where the share of index i begins on the unit interval. All are of one width, but for whole numbers on a logarithm. */
static double edge(const struct parameter *const p, const double i) {
    if (i == 0.0) return 0.0;
    if (i == p->count) return 1.0;
    if (p->edges != NULL) return p->edges[(int)i];
    if (p->form != FORM_LOG_INTEGERS) return i / p->count;
    const double low = log(p->low - 0.5), high = log(p->high + 0.5);
    return (log(p->low + i - 0.5) - low) / (high - low);
}

void tpe_cells_table(double *const table, const struct parameter *const p, const double sigma) {
    const double least = 1e-300; /* so that every logarithm is finite */
    const int cells = (int)p->count;
    double edges[TPE_MOST_CELLS + 1];
    for (int i = 0; i <= cells; i++) edges[i] = edge(p, i);
    for (int k = 0; k < cells; k++) {
        const double mu = tpe_unit(p, k);
        for (int i = 0; i < cells; i++) {
            const double mass = normal_mass((edges[i] - mu) / sigma, (edges[i + 1] - mu) / sigma);
            table[k * cells + i] = log(fmax(mass * sigma * SQRT_2PI / (edges[i + 1] - edges[i]), least));
        }
    }
}

void tpe_choice_logs(double *const own, double *const other, const double choices, const double smoothing) {
    const double scale = choices / (1.0 + choices * smoothing);
    *own = log((1.0 + smoothing) * scale);
    *other = log(smoothing * scale);
}

/* By rejection: mu lies inside and sigma is at most 1, so a third of the draws at least is kept. */
static double draw_unit(const double mu, const double sigma, struct rng *const rng) {
    enum { MOST_REJECTIONS = 100 };
    for (int tries = 0; tries < MOST_REJECTIONS; tries++) {
        const double unit = mu + sigma * rng_normal(rng);
        if (unit >= 0.0 && unit <= 1.0) return unit;
    }
    return mu;
}

double tpe_draw(const struct parameter *const p, const double coordinate, const double sigma, const double smoothing,
                struct rng *const rng) {
    if (tpe_kind_of(p) != TPE_CHOICE) return parameter_from_unit(p, draw_unit(tpe_unit(p, coordinate), sigma, rng));
    const double point = rng_unit(rng) * (1.0 + p->count * smoothing);
    if (point < 1.0) return parameter_value(p, coordinate);
    if (p->edges != NULL) return parameter_from_unit(p, fmin((point - 1.0) / (p->count * smoothing), 1.0));
    return parameter_value(p, fmin(floor((point - 1.0) / smoothing), p->count - 1.0));
}

double tpe_prior(const struct parameter *const p, const double value) {
    if (p->count == INFINITY) return 1.0;
    const double index = parameter_index(p, value);
    return edge(p, index + 1.0) - edge(p, index);
}

double tpe_likelihood(const struct parameter *const p, const double value, const double coordinate, const double sigma,
                      const double smoothing) {
    if (tpe_kind_of(p) == TPE_CHOICE) {
        const double own = value == parameter_value(p, coordinate) ? 1.0 : 0.0;
        const double prior = p->edges != NULL ? p->count * parameter_share(p, value) * smoothing : smoothing;
        return (own + prior) / (1.0 + p->count * smoothing);
    }
    const double mu = tpe_unit(p, coordinate);
    const double kept = normal_mass(-mu / sigma, (1.0 - mu) / sigma);
    if (p->count < INFINITY) {
        const double index = parameter_index(p, value);
        return normal_mass((edge(p, index) - mu) / sigma, (edge(p, index + 1.0) - mu) / sigma) / kept;
    }
    const double z = (parameter_to_unit(p, value) - mu) / sigma;
    return exp(-0.5 * z * z) / (sigma * SQRT_2PI * kept);
}
