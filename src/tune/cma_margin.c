#include "tune/cma_margin.h"

#include <math.h>

static double normal_below(const double x) { return 0.5 * erfc(-x * 0.70710678118654752440); }

/* Its inverse for p up to a half. By halving: called a few times a generation. */
static double normal_quantile(const double p) {
    double low = -40.0, high = 0.0;
    for (int k = 0; k < 60; k++) {
        const double middle = 0.5 * (low + high);
        if (normal_below(middle) < p)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The unit at which index - 1 becomes index. */
static double border(const struct parameter *const p, const double index) {
    if (p->form == FORM_LOG_INTEGERS) return parameter_to_unit(p, p->low + index - 0.5);
    return index / p->count;
}

/* On the first or the last value the mean moves towards its only neighbour until that is likely enough. In between, the mean and the
 * deviation are set so that each side gets its half of the margin at least, and the value itself what is left. */
static void keep_leaving(struct cma *const cma, const int i, const struct parameter *const p, const double margin) {
    const double unit = fmin(fmax(cma->mean[i], 0.0), 1.0);
    const double index = parameter_index(p, parameter_from_unit(p, unit));
    const double deviation = cma_deviation(cma, i);
    if (index == 0.0 || index == p->count - 1.0) {
        const double edge = border(p, index == 0.0 ? 1.0 : index);
        const double far = -normal_quantile(margin) * deviation;
        cma->mean[i] = index == 0.0 ? fmax(cma->mean[i], edge - far) : fmin(cma->mean[i], edge + far);
        return;
    }
    const double low = border(p, index), high = border(p, index + 1.0);
    const double below = normal_below((low - cma->mean[i]) / deviation);
    const double above = normal_below((cma->mean[i] - high) / deviation);
    const double here = 1.0 - below - above;
    double leave_low = fmax(below, 0.5 * margin), leave_high = fmax(above, 0.5 * margin);
    if (leave_low == below && leave_high == above) return;
    const double excess = (1.0 - leave_low - leave_high - here) / (leave_low + leave_high + here - 1.5 * margin);
    leave_low += excess * (leave_low - 0.5 * margin);
    leave_high += excess * (leave_high - 0.5 * margin);
    const double to_low = -normal_quantile(leave_low), to_high = -normal_quantile(leave_high);
    cma->mean[i] = (low * to_high + high * to_low) / (to_low + to_high);
    cma->scale[i] *= (high - low) / ((to_low + to_high) * deviation);
}

void cma_margin(struct cma *const cma, const struct space *const space, const int *const number) {
    for (int i = 0; i < cma->n; i++) {
        const struct parameter *const p = &space->entries[number[i]].parameter;
        if (p->count < INFINITY) keep_leaving(cma, i, p, 1.0 / (cma->n * cma->lambda));
    }
}
