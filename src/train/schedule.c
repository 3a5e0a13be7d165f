#include "train/schedule.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

bool plateau_is_flat(struct plateau *const plateau, const double loss, const double tol, const int n_iter_no_change) {
    if (loss > plateau->best - tol)
        plateau->waited++;
    else
        plateau->waited = 0;
    if (loss < plateau->best) plateau->best = loss;
    return plateau->waited > n_iter_no_change;
}

bool plateau_falls(struct plateau *const plateau, const double loss, const double min_delta) {
    if (loss < plateau->best - min_delta) {
        *plateau = (struct plateau){loss, 0};
        return true;
    }
    plateau->waited++;
    return false;
}

void schedule_reset(struct schedule *const schedule, const union schedule_options *const options,
                    const struct optimizer *const optimizer, const int rows, const int batch, const int epochs,
                    const bool validated) {
    const int per_epoch = rows / batch + (rows % batch > 0);
    *schedule = (struct schedule){.options = *options,
                                  .base = optimizer->learning_rate,
                                  .steps = (int64_t)per_epoch * epochs,
                                  .rows = rows,
                                  .per_epoch = per_epoch,
                                  .validated = validated,
                                  .watch = {INFINITY, 0}};
}

/* ---- from step to step ---------------------------------------------------------------------------------------------------- */

/* cos(pi s) for s from 0 to 1, to the last digit or two: the series of the sine from the middle. The library's cosine would be the
 * only user of three kilobytes for arguments that do not occur. */
static double half_cosine(const double s) {
    const double x = PI * (0.5 - s);
    double term = x, sum = x;
    for (int n = 2; n <= 22; n += 2) {
        term *= -x * x / (n * (n + 1));
        sum += term;
    }
    return fmax(-1.0, fmin(sum, 1.0));
}

/* from at share 0, to at share 1 and beyond, along half a cosine. */
static double anneal(const double from, const double to, const double share) {
    return to + (from - to) / 2.0 * (1.0 + half_cosine(fmin(share, 1.0)));
}

/* Keras's CosineDecay, or PyTorch's LinearLR and then CosineAnnealingLR. */
static double cosine_rate(const struct schedule *const s) {
    const struct schedule_cosine *const o = &s->options.cosine;
    const double asked = floor((double)o->warmup_epochs * s->per_epoch + 0.5), step = (double)s->step;
    const double warmup = fmin(asked, (double)s->steps), start = (double)o->warmup_start;
    if (step < warmup) return s->base * (start + (1.0 - start) * step / asked);
    return anneal(s->base, s->base * (double)o->final_share, (step - warmup) / ((double)s->steps - warmup));
}

/* PyTorch's OneCycleLR: the peak is at step pct_start * steps - 1, a fraction of a step included. */
static double one_cycle_rate(const struct schedule *const s) {
    const struct schedule_one_cycle *const o = &s->options.one_cycle;
    const double step = (double)s->step, peak = (double)o->pct_start * (double)s->steps - 1.0;
    const double first = s->base / (double)o->div_factor, last = first / (double)o->final_div_factor;
    if (step <= peak) return peak > 0.0 ? anneal(first, s->base, step / peak) : s->base;
    return anneal(s->base, last, (step - peak) / ((double)s->steps - 1.0 - peak));
}

void schedule_step(struct schedule *const schedule, struct optimizer *const optimizer) {
    if (schedule->options.kind == schedule_kind_cosine) optimizer->learning_rate = cosine_rate(schedule);
    if (schedule->options.kind == schedule_kind_one_cycle) optimizer->learning_rate = one_cycle_rate(schedule);
    schedule->step++;
}

/* ---- from epoch to epoch -------------------------------------------------------------------------------------------------- */

/* The adaptive schedule takes the place of the no_improvement rule, as in scikit-learn: the plateau that would have ended the
 * training divides the rate, until the rate is as good as zero. */
static enum rate_state adapt(struct schedule *const s, struct optimizer *const optimizer, const double loss) {
    const struct schedule_adaptive *const o = &s->options.adaptive;
    if (optimizer->options.kind != optimizer_kind_sgd) return RATE_FOLLOWS;
    if (!plateau_is_flat(&s->watch, loss, (double)o->tol, o->n_iter_no_change)) return RATE_GOVERNS;
    if (optimizer->learning_rate <= 1e-6) return RATE_SPENT;
    optimizer->learning_rate /= 5.0;
    s->watch.waited = 0;
    return RATE_GOVERNS;
}

static void reduce(struct schedule *const s, struct optimizer *const optimizer, const double loss) {
    const struct schedule_reduce_on_plateau *const o = &s->options.reduce_on_plateau;
    if (isnan(loss) || plateau_falls(&s->watch, loss, (double)o->min_delta) || s->watch.waited < o->patience) return;
    const double reduced = fmax(optimizer->learning_rate * (double)o->factor, (double)o->min_lr);
    optimizer->learning_rate = fmin(reduced, optimizer->learning_rate);
    s->watch.waited = 0;
}

enum rate_state schedule_epoch(struct schedule *const schedule, struct optimizer *const optimizer,
                               const double training_loss, const double validation_loss) {
    const union schedule_options *const o = &schedule->options;
    schedule->epochs++;
    switch (o->kind) {
    case schedule_kind_adaptive: return adapt(schedule, optimizer, training_loss);
    case schedule_kind_step:
        if (schedule->epochs % o->step.step_size == 0) optimizer->learning_rate *= (double)o->step.gamma;
        break;
    case schedule_kind_exponential: optimizer->learning_rate *= (double)o->exponential.gamma; break;
    case schedule_kind_inverse_scaling: {
        const double trained = (double)schedule->rows * schedule->epochs;
        optimizer->learning_rate = schedule->base * exp(-(double)o->inverse_scaling.power_t * log(trained + 1.0));
        break;
    }
    case schedule_kind_reduce_on_plateau:
        reduce(schedule, optimizer, schedule->validated ? validation_loss : training_loss);
        break;
    default: break;
    }
    return RATE_FOLLOWS;
}
