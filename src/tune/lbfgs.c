#include "tune/lbfgs.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "tune/cholesky.h"

void lbfgs_place(struct lbfgs *const lbfgs, struct arena *const arena, const int size) {
    const uint64_t count = (uint64_t)size;
    double *const vectors = arena_take(arena, 4 * count, sizeof *vectors);
    double *const pairs = arena_take(arena, 2 * LBFGS_PAIRS * count, sizeof *pairs);
    if (vectors == NULL || pairs == NULL) return;
    *lbfgs = (struct lbfgs){
        vectors, vectors + count, vectors + 2 * count, vectors + 3 * count, pairs, pairs + LBFGS_PAIRS * count, size};
}

static double *pair(double *const pairs, const struct lbfgs *const lbfgs, const int number) {
    return pairs + (size_t)(number % LBFGS_PAIRS) * (size_t)lbfgs->size;
}

static bool rests(const double x, const double gradient, const double low, const double high) {
    return (x <= low && gradient > 0.0) || (x >= high && gradient < 0.0);
}

/* Two loops over the pairs kept, [first, end): direction = -H gradient. */
static void turn(double *const direction, const struct lbfgs *const lbfgs, const int first, const int end,
                 const int n) {
    double shares[LBFGS_PAIRS];
    for (int k = end - 1; k >= first; k--) {
        const double *const step = pair(lbfgs->steps, lbfgs, k), *const bend = pair(lbfgs->turns, lbfgs, k);
        const double share = dot(step, direction, n) / dot(step, bend, n);
        shares[k % LBFGS_PAIRS] = share;
        for (int i = 0; i < n; i++) direction[i] -= share * bend[i];
    }
    const double *const step = pair(lbfgs->steps, lbfgs, end - 1), *const bend = pair(lbfgs->turns, lbfgs, end - 1);
    const double scale = dot(step, bend, n) / dot(bend, bend, n);
    for (int i = 0; i < n; i++) direction[i] *= scale;
    for (int k = first; k < end; k++) {
        const double *const s = pair(lbfgs->steps, lbfgs, k), *const y = pair(lbfgs->turns, lbfgs, k);
        const double share = shares[k % LBFGS_PAIRS] - dot(y, direction, n) / dot(s, y, n);
        for (int i = 0; i < n; i++) direction[i] += share * s[i];
    }
}

/* Downhill along the coordinates that do not rest. @return false when none is left */
static bool find_direction(const struct lbfgs *const lbfgs, const double *const x, const double *const low,
                           const double *const high, const int n, const int first, const int end) {
    double *const direction = lbfgs->direction;
    const double *const gradient = lbfgs->gradient;
    double square = 0.0;
    for (int i = 0; i < n; i++) {
        direction[i] = rests(x[i], gradient[i], low[i], high[i]) ? 0.0 : -gradient[i];
        square += direction[i] * direction[i];
    }
    if (!(square > 0.0)) return false;
    if (end > first) turn(direction, lbfgs, first, end, n);
    double descent = 0.0;
    for (int i = 0; i < n; i++) {
        if (rests(x[i], gradient[i], low[i], high[i])) direction[i] = 0.0;
        descent += direction[i] * gradient[i];
    }
    if (end > first && descent < 0.0) return true;
    const double length = sqrt(square); /* the first step: no longer than a tenth */
    for (int i = 0; i < n; i++) {
        direction[i] = rests(x[i], gradient[i], low[i], high[i]) ? 0.0 : -gradient[i];
        if (length > 0.1) direction[i] *= 0.1 / length;
    }
    return true;
}

/* Remember the step from x to next if the function bends upwards along it. */
static bool remember(const struct lbfgs *const lbfgs, const double *const x, const int number, const int n) {
    double *const step = pair(lbfgs->steps, lbfgs, number), *const bend = pair(lbfgs->turns, lbfgs, number);
    for (int i = 0; i < n; i++) {
        step[i] = lbfgs->next[i] - x[i];
        bend[i] = lbfgs->next_gradient[i] - lbfgs->gradient[i];
    }
    return dot(step, bend, n) > 1e-12 * dot(bend, bend, n);
}

double lbfgs_minimize(double *const x, const struct lbfgs *const lbfgs, lbfgs_function *const f, void *const context,
                      const double *const low, const double *const high, const int n, int evaluations,
                      const double tolerance) {
    const size_t bytes = (size_t)n * sizeof *x;
    double value = f(lbfgs->gradient, x, context);
    int first = 0, end = 0;
    evaluations--;
    while (value < INFINITY && evaluations > 0 && find_direction(lbfgs, x, low, high, n, first, end)) {
        double length = 1.0, next_value = INFINITY, descent = 0.0;
        bool descends = false;
        for (; evaluations > 0 && !descends; length *= next_value < INFINITY ? 0.4 : 0.1) {
            descent = 0.0;
            for (int i = 0; i < n; i++) {
                lbfgs->next[i] = fmin(fmax(x[i] + length * lbfgs->direction[i], low[i]), high[i]);
                descent += lbfgs->gradient[i] * (lbfgs->next[i] - x[i]);
            }
            next_value = f(lbfgs->next_gradient, lbfgs->next, context);
            evaluations--;
            descends = next_value <= value + 1e-4 * descent;
            if (!descends && -descent < 0.1 * tolerance) return value;
        }
        if (!descends) return value;
        const double gain = value - next_value;
        if (remember(lbfgs, x, end, n)) {
            end++;
            if (end - first > LBFGS_PAIRS) first++;
        }
        memcpy(x, lbfgs->next, bytes);
        memcpy(lbfgs->gradient, lbfgs->next_gradient, bytes);
        value = next_value;
        if (gain < tolerance) return value;
    }
    return value;
}
