#include "tune/parameter.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

static const double WHOLE_LIMIT = 0x1p53;

bool is_whole(const double x) { return x == floor(x) && fabs(x) <= WHOLE_LIMIT; }

static double clamp(const double x, const double low, const double high) { return x < low ? low : x > high ? high : x; }

/* Not low + u (high - low): that difference may overflow, and the end would not be exact. */
static double between(const double low, const double high, const double unit) {
    return low * (1.0 - unit) + high * unit;
}

/* Index k of FORM_STEPS and FORM_POWERS. The power is taken in halves so that 1e-300 may grow to 1e300. */
static double nth_value(const struct parameter *const p, const double k) {
    if (p->form == FORM_STEPS) return (p->decimal_low + k * p->decimal_step) / p->decimal_scale;
    const double half = floor(k / 2.0);
    return p->decimal_low * pow(p->step, half) * pow(p->step, k - half) / p->decimal_scale;
}

static void find_decimals(struct parameter *const p) {
    double scale = 1.0;
    for (int digits = 0; digits <= 15; digits++, scale *= 10.0) {
        const double low = round(p->low * scale), step = round(p->step * scale);
        if (!is_whole(low) || !is_whole(step)) break;
        if (low / scale != p->low || step / scale != p->step) continue;
        p->decimal_low = low;
        p->decimal_step = step;
        p->decimal_scale = scale;
        return;
    }
    p->decimal_low = p->low;
    p->decimal_step = p->step;
    p->decimal_scale = 1.0;
}

/* Count the steps from low to high; high is kept to the bit where they reach it, else it becomes the last value. */
static void count_steps(struct parameter *const p) {
    find_decimals(p);
    const double steps =
        p->form == FORM_POWERS ? (log(p->high) - log(p->low)) / log(p->step) : (p->high - p->low) / p->step;
    const double nearest = round(steps);
    const bool reaches = fabs(steps - nearest) <= 1e-9 + steps * 0x1p-50;
    p->count = (reaches ? nearest : floor(steps)) + 1.0;
    if (!reaches) p->high = clamp(nth_value(p, p->count - 1.0), p->low, p->high);
}

static bool read_number(struct parameter *const p, const double log_flag) {
    if (log_flag != 0.0 && log_flag != 1.0) return false;
    if (!isfinite(p->low) || !isfinite(p->high) || !isfinite(p->step)) return false;
    if (p->low > p->high || p->step < 0.0) return false;
    const bool is_log = log_flag == 1.0, is_int = p->kind == PARAMETER_INT;
    if (is_int && !(is_whole(p->low) && is_whole(p->high) && is_whole(p->step))) return false;
    if (is_log && (p->low <= 0.0 || (p->step != 0.0 && p->step <= 1.0))) return false;

    if (is_int && !is_log && p->step == 0.0) p->step = 1.0;
    if (p->low == p->high) {
        p->form = FORM_STEPS;
        p->step = 1.0;
    } else if (p->step != 0.0) {
        p->form = is_log ? FORM_POWERS : FORM_STEPS;
    } else if (is_int) {
        p->form = FORM_LOG_INTEGERS;
    } else {
        p->form = is_log ? FORM_LOG : FORM_LINEAR;
    }
    return true;
}

bool parameter_read(struct parameter *const p, const double numbers[const PARAMETER_NUMBERS]) {
    /* Adding zero turns -0 into 0: a value has one bit pattern. */
    *p = (struct parameter){.low = numbers[1] + 0.0, .high = numbers[2] + 0.0, .step = numbers[4] + 0.0};
    if (numbers[0] == PARAMETER_CATEGORICAL) {
        if (!is_whole(numbers[5]) || numbers[5] < 1.0) return false;
        p->kind = PARAMETER_CATEGORICAL;
        p->form = FORM_STEPS;
        p->low = 0.0;
        p->high = numbers[5] - 1.0;
        p->step = 1.0;
    } else {
        if (numbers[0] != PARAMETER_FLOAT && numbers[0] != PARAMETER_INT) return false;
        p->kind = (enum parameter_kind)numbers[0];
        if (!read_number(p, numbers[3])) return false;
    }
    switch (p->form) {
    case FORM_LINEAR:
    case FORM_LOG: p->count = INFINITY; return true;
    case FORM_LOG_INTEGERS: p->count = p->high - p->low + 1.0; break;
    case FORM_STEPS:
    case FORM_POWERS: count_steps(p); break;
    }
    return p->count <= WHOLE_LIMIT;
}

/* The range whose logarithm is shared out among the integers: each one's share is its own half on either side. */
static double log_integers_low(const struct parameter *const p) { return log(p->low - 0.5); }
static double log_integers_high(const struct parameter *const p) { return log(p->high + 0.5); }

/* The last share that begins at the unit or before. */
static double index_at(const struct parameter *const p, const double unit) {
    if (p->edges == NULL) return fmin(floor(unit * p->count), p->count - 1.0);
    int index = (int)p->count - 1;
    while (index > 0 && p->edges[index] > unit) index--;
    return index;
}

double parameter_from_unit(const struct parameter *const p, const double unit) {
    assert(unit >= 0.0 && unit <= 1.0);
    if (unit == 0.0) return p->low;
    if (unit == 1.0) return p->high;
    double value = 0.0;
    switch (p->form) {
    case FORM_LINEAR: value = between(p->low, p->high, unit); break;
    case FORM_LOG: value = exp(between(log(p->low), log(p->high), unit)); break;
    case FORM_LOG_INTEGERS: value = round(exp(between(log_integers_low(p), log_integers_high(p), unit))); break;
    case FORM_STEPS:
    case FORM_POWERS: return parameter_value(p, index_at(p, unit));
    }
    return clamp(value, p->low, p->high) + 0.0;
}

double parameter_to_unit(const struct parameter *const p, const double value) {
    double low = p->low, high = p->high, x = value;
    switch (p->form) {
    case FORM_LINEAR: /* halved: the difference of the ends may overflow */
        low *= 0.5;
        high *= 0.5;
        x *= 0.5;
        break;
    case FORM_LOG:
        low = log(low);
        high = log(high);
        x = log(x);
        break;
    case FORM_LOG_INTEGERS:
        low = log_integers_low(p);
        high = log_integers_high(p);
        x = log(x);
        break;
    case FORM_STEPS:
    case FORM_POWERS: {
        const double index = parameter_index(p, value);
        if (p->edges != NULL) return 0.5 * (p->edges[(int)index] + p->edges[(int)index + 1]);
        return (index + 0.5) / p->count;
    }
    }
    return clamp((x - low) / (high - low), 0.0, 1.0);
}

double parameter_value(const struct parameter *const p, const double index) {
    assert(p->count < INFINITY && is_whole(index) && index >= 0.0 && index < p->count);
    if (index == p->count - 1.0) return p->high;
    if (p->form == FORM_LOG_INTEGERS) return p->low + index;
    return clamp(nth_value(p, index), p->low, p->high) + 0.0;
}

double parameter_index(const struct parameter *const p, const double value) {
    assert(p->count < INFINITY);
    double index = 0.0;
    switch (p->form) {
    case FORM_STEPS: index = (value - p->low) / p->step; break;
    case FORM_POWERS: index = (log(value) - log(p->low)) / log(p->step); break;
    case FORM_LOG_INTEGERS: index = value - p->low; break;
    case FORM_LINEAR:
    case FORM_LOG: break;
    }
    return clamp(round(index), 0.0, p->count - 1.0);
}

double parameter_share(const struct parameter *const p, const double index) {
    if (p->edges == NULL) return 1.0 / p->count;
    return p->edges[(int)index + 1] - p->edges[(int)index];
}
