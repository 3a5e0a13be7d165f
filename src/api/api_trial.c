#include "base/arena.h"
#include "sweetspot.h"
#include "train/trial.h"

#include <math.h>

_Static_assert((int)SS_TRIAL_RUNNING == (int)TRIAL_RUNNING && (int)SS_TRIAL_DIVERGED == (int)TRIAL_DIVERGED,
               "same states");

static struct trial *inside(struct ss_trial *const trial) { return (struct trial *)trial; }
static const struct dataset *inside_data(const struct ss_dataset *const data) { return (const struct dataset *)data; }
static const struct trial *inside_const(const struct ss_trial *const trial) { return (const struct trial *)trial; }

/* A trial is one block, and no block of a 32-bit memory is larger (base/arena.c). The same on every machine. */
static const double MEMORY_LIMIT = 0x1p31;

/* The doubles of a configuration -> config. layers is a block to be released, NULL when there is no memory for it. */
static int read_config(struct trial_config *const config, union layer_options **const layers,
                       const struct dataset *const data, const double *const numbers, const int n) {
    *layers = NULL;
    if (data == NULL || data->folds == 0 || numbers == NULL || n < 1) return SS_BAD_ARGUMENT;
    const double *in = numbers, *const end = numbers + n;
    bool ok = true;
    config->count = field_take_whole(&in, end, 0, n, &ok);
    if (!ok) return SS_BAD_ARGUMENT;
    *layers = arena_block((uint64_t)config->count * sizeof(union layer_options));
    if (*layers == NULL) return SS_NO_MEMORY;
    for (int i = 0; i < config->count && ok; i++) ok = layer_read(&(*layers)[i], &in, end);
    ok = ok && training_read(&config->training, &in, end) && text_options_read(&config->text, &in, end) && in == end;
    config->layers = *layers;
    int outputs;
    return ok && loss_for((enum loss_kind)config->training.loss, data->classes, &outputs) != NULL ? SS_OK
                                                                                                  : SS_BAD_ARGUMENT;
}

/* One layer's line of ss_trial_shapes. */
static void describe_layer(double *const line, const struct layer *const layer) {
    line[0] = layer->out_shape.rank;
    for (int i = 0; i < 3; i++) line[1 + i] = layer->out_shape.d[i];
    line[4] = (double)layer->params;
}

/* Plans the network. @return how many layers fit, or a negative status; shapes and misfit as in ss_trial_shapes, or NULL. */
static int plan(const struct dataset *const data, const struct trial_config *const config, double *const shapes,
                int *const misfit) {
    struct layer *const layers = arena_block(((uint64_t)config->count + 1) * sizeof(struct layer));
    enum misfit found;
    if (layers == NULL) return SS_NO_MEMORY;
    const int fit = trial_plan(layers, &found, data, config);
    for (int i = 0; i < fit && shapes != NULL; i++) describe_layer(shapes + (size_t)i * SS_SHAPE_NUMBERS, &layers[i]);
    if (misfit != NULL) *misfit = (int)found;
    arena_release(layers);
    return fit;
}

/* read_config, and the layers must fit each other. */
static int read_network(struct trial_config *const config, union layer_options **const layers,
                        const struct dataset *const data, const double *const numbers, const int n) {
    const int status = read_config(config, layers, data, numbers, n);
    if (status != SS_OK) return status;
    const int fit = plan(data, config, NULL, NULL);
    return fit < 0 ? fit : fit == config->count + 1 ? SS_OK : SS_BAD_SHAPE;
}

int ss_trial_shapes(const struct ss_dataset *const data, const double *const config, const int n, double *const shapes,
                    int *const misfit) {
    struct trial_config read = {0};
    union layer_options *layers = NULL;
    int fit =
        shapes != NULL && misfit != NULL ? read_config(&read, &layers, inside_data(data), config, n) : SS_BAD_ARGUMENT;
    if (fit == SS_OK) fit = plan(inside_data(data), &read, shapes, misfit);
    arena_release(layers);
    return fit;
}

double ss_trial_bytes(const struct ss_dataset *const data, const double *const config, const int n,
                      const int refit_epochs) {
    struct trial_config read = {.refit_epochs = refit_epochs};
    union layer_options *layers;
    if (refit_epochs < 0) return SS_BAD_ARGUMENT;
    const int status = read_network(&read, &layers, inside_data(data), config, n);
    const double bytes = status == SS_OK ? (double)trial_size(inside_data(data), &read) : status;
    arena_release(layers);
    return bytes;
}

static bool valid_run(const int metric, const double seed, const double number, const int refit_epochs) {
    return metric >= 0 && metric < metrics_count && seed >= 0 && seed < 0x1p53 && number >= 0 && number < 0x1p53 &&
           refit_epochs >= 0;
}

static struct trial *create(const struct dataset *const data, const struct trial_config *const config,
                            int *const status) {
    if ((double)trial_size(data, config) >= MEMORY_LIMIT) return *status = SS_TOO_LARGE, NULL;
    struct trial *const trial = trial_create(data, config);
    if (trial == NULL) *status = SS_NO_MEMORY;
    return trial;
}

struct ss_trial *ss_trial_create(const struct ss_dataset *const data, const double *const config, const int n,
                                 const int metric, const double seed, const double number, const int refit_epochs,
                                 int *const status) {
    struct trial_config read = {.metric = (enum metric_kind)metric, .refit_epochs = refit_epochs};
    union layer_options *layers = NULL;
    struct trial *trial = NULL;
    int result = SS_BAD_ARGUMENT;
    if (valid_run(metric, seed, number, refit_epochs)) {
        read.seed = (uint64_t)seed;
        read.number = (uint64_t)number;
        result = read_network(&read, &layers, inside_data(data), config, n);
        if (result == SS_OK && !metric_fits(read.metric, inside_data(data)->classes)) result = SS_BAD_ARGUMENT;
        if (result == SS_OK) trial = create(inside_data(data), &read, &result);
    }
    arena_release(layers);
    if (status != NULL) *status = result;
    return (struct ss_trial *)trial;
}

int ss_trial_run(struct ss_trial *const trial, const double rows) {
    return trial != 0 ? (int)trial_run(inside(trial), rows) : SS_TRIAL_DIVERGED;
}

int ss_trial_fold(const struct ss_trial *const trial) { return trial != 0 ? inside_const(trial)->fold : 0; }

static bool has_fold(const struct trial *const t, const int fold) { return t != NULL && fold >= 0 && fold < t->folds; }

int ss_trial_epochs(const struct ss_trial *const trial, const int fold) {
    const struct trial *const t = inside_const(trial);
    return has_fold(t, fold) ? t->results[fold].epochs : 0;
}

double ss_trial_progress(const struct ss_trial *const trial) {
    const struct trial *const t = inside_const(trial);
    if (t == NULL) return 0.0;
    if (t->state == TRIAL_COMPLETE) return 1.0;
    const double epoch = t->results[t->fold].epochs + (double)t->cursor / t->train_count;
    return (t->fold + epoch / t->epochs) / t->folds;
}

const float *ss_trial_curve(const struct ss_trial *const trial, const int fold) {
    const struct trial *const t = inside_const(trial);
    return has_fold(t, fold) ? t->curves + (size_t)fold * (size_t)t->epochs * CURVE_WIDTH : 0;
}

int ss_trial_best_epoch(const struct ss_trial *const trial, const int fold) {
    const struct trial *const t = inside_const(trial);
    return has_fold(t, fold) ? t->results[fold].best_epoch : -1;
}

const double *ss_trial_metrics(const struct ss_trial *const trial, const int fold) {
    const struct trial *const t = inside_const(trial);
    return has_fold(t, fold) ? t->results[fold].metrics : 0;
}

double ss_trial_score(const struct ss_trial *const trial) {
    return trial != 0 ? trial_score(inside_const(trial)) : (double)NAN;
}
const int32_t *ss_trial_confusion(const struct ss_trial *const trial) {
    return trial != 0 ? inside_const(trial)->tally.confusion : 0;
}
const double *ss_trial_classes(const struct ss_trial *const trial) {
    return trial != 0 ? inside_const(trial)->classes : 0;
}
uint64_t ss_trial_hash(const struct ss_trial *const trial) { return trial != 0 ? inside_const(trial)->hash : 0; }
double ss_trial_parameters(const struct ss_trial *const trial) {
    return trial != 0 ? (double)inside_const(trial)->net.params : 0.0;
}
double ss_trial_states(const struct ss_trial *const trial) {
    return trial != 0 ? (double)inside_const(trial)->net.states : 0.0;
}
const float *ss_trial_weights(const struct ss_trial *const trial) {
    return trial != 0 ? inside_const(trial)->net.w : 0;
}
void ss_trial_free(struct ss_trial *const trial) { trial_free(inside(trial)); }
