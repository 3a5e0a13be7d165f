/* Picks a sampler by what docs/benchmarks.md shows of them, in this order:
 *
 *      several objectives                                 nsga2     the only one that looks for a front
 *      no more configurations than trials                 grid      all of them, nothing to model
 *      fewer than 12 trials, or no more than twice        sobol     a model would hardly be asked
 *      parallelism, and no warm start
 *      half of the parameters or more unordered choices   tpe
 *      up to 15 parameters and 250 trials                 gp        least regret on every smooth function, and on the conditional one
 *      a parameter with conditions                        tpe
 *      more than 250 trials, numbers alone                cma_es    cost and regret after hundreds of trials
 *      else                                               tpe
 *
 *  A parameter with one value counts for nothing. */
#include "tune/sampler_auto.h"

#include <math.h>
#include <string.h>

#include "tune/odometer.h"
#include "tune/sampler.h"

enum { FEW_TRIALS = 12, MOST_NUMBERS = 15, MANY_TRIALS = 250, DEFAULT_TRIALS = 50 };

static void set_defaults(union sampler_options *const options, const int kind) {
    memset(options, 0, sizeof *options);
    options->kind = kind;
    switch (kind) {
/* clang-format off */
#define VARIANT(name, help, source)                    \
    case sampler_kind_##name: {                        \
        struct sampler_##name *const o = &options->name; \
        (void)o;
#define FLOAT(name, dflt, ...) o->name = (float)(dflt);
#define INT(name, dflt, ...) o->name = dflt;
#define BOOL(name, dflt, help) o->name = dflt;
#define CHOICE(name, ...) o->name = 0;
#define END(name) \
    break;        \
    }
#include "tune/samplers.def"
        /* clang-format on */
    }
}

struct shape {
    int params, choices, conditional;
    double size;
};

static struct shape shape_of(const struct space *const space, double *const scratch) {
    struct shape shape = {0, 0, 0, odometer_size(space, INFINITY, scratch)};
    for (int i = 0; i < space->params; i++) {
        const struct space_entry *const entry = &space->entries[i];
        if (entry->parameter.count <= 1.0) continue;
        shape.params++;
        shape.choices += entry->parameter.kind == PARAMETER_CATEGORICAL;
        shape.conditional += entry->conditions > 0;
    }
    return shape;
}

static int reason_of(const struct shape *const shape, const struct search_options *const options, const int objectives,
                     const bool is_warm) {
    const int trials = options->trials > 0 ? options->trials : DEFAULT_TRIALS;
    if (objectives > 1) return REASON_several;
    if (shape->size <= trials && !options->allow_duplicates) return REASON_whole;
    if (!is_warm && (trials < FEW_TRIALS || trials <= 2 * options->parallelism)) return REASON_short;
    if (2 * shape->choices >= shape->params) return REASON_choices;
    if (trials <= MANY_TRIALS && shape->params <= MOST_NUMBERS) return REASON_numbers;
    if (shape->conditional > 0) return REASON_conditional;
    if (trials <= MANY_TRIALS) return REASON_many;
    return shape->choices == 0 ? REASON_long : REASON_many;
}

int auto_pick(struct search_options *const options, const struct space *const space, const int objectives,
              const bool is_warm, double *const scratch) {
    /* clang-format off */
    static const int picked[reasons_count] = {
        [REASON_several] = sampler_kind_nsga2,
        [REASON_whole] = sampler_kind_grid,
        [REASON_short] = sampler_kind_sobol,
        [REASON_conditional] = sampler_kind_tpe,
        [REASON_choices] = sampler_kind_tpe,
        [REASON_numbers] = sampler_kind_gp,
        [REASON_long] = sampler_kind_cma_es,
        [REASON_many] = sampler_kind_tpe,
    };
    /* clang-format on */
    const struct shape shape = shape_of(space, scratch);
    const int reason = reason_of(&shape, options, objectives, is_warm);
    if (options->trials == 0 && reason != REASON_whole) options->trials = DEFAULT_TRIALS;
    set_defaults(&options->sampler, picked[reason]);
    return reason;
}

/* Its row: a study never runs it. */
const struct sampler_ops sampler_automatic = {.name = "auto", .learns = true};
