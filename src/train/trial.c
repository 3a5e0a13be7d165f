#include "train/trial.h"

#include "base/hash.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { EVALUATION_ROWS = 256 }; /* scored at a time: enough to keep the products busy, little enough for the cache */

loss_fn *loss_for(const enum loss_kind kind, const int classes, int *const outputs) {
    const bool two = classes == 2 && kind != LOSS_categorical_crossentropy;
    *outputs = classes == 0 || two ? 1 : classes;
    if (classes == 0) return kind == LOSS_auto || kind == LOSS_mean_squared_error ? mean_squared_error : NULL;
    if (kind == LOSS_mean_squared_error || (kind == LOSS_binary_crossentropy && classes != 2)) return NULL;
    return two ? binary_crossentropy : categorical_crossentropy;
}

/* ---- memory: one walk that measures and places -------------------------------------------------------------------- */

static int most_rows(const struct dataset *const data, const bool refit,
                     int (*const list)(const struct dataset *, int, int32_t *)) {
    int most = 1;
    for (int fold = refit ? data->folds : 0; fold < data->folds + (refit ? 1 : 0); fold++) {
        const int n = list(data, fold, NULL);
        if (n > most) most = n;
    }
    return most;
}

static int smaller(const int a, const int b) { return a < b ? a : b; }
static int larger(const int a, const int b) { return a > b ? a : b; }

static void place(struct trial *const t, struct arena *const arena, const struct trial_config *const config) {
    const struct dataset *const data = t->data;
    const int train = most_rows(data, t->refit, dataset_train_rows),
              held = most_rows(data, t->refit, dataset_held_rows);
    t->batch = smaller(config->training.batch_size, train);
    const int rows = larger(t->batch, smaller(held, EVALUATION_ROWS)); /* of the largest pass */
    t->train_rows = arena_take(arena, (uint64_t)train, sizeof(int32_t));
    t->held_rows = arena_take(arena, (uint64_t)held, sizeof(int32_t));
    t->x = arena_take(arena, (uint64_t)rows * (uint64_t)data->features, sizeof(float));
    t->y = arena_take(arena, (uint64_t)rows, sizeof(float));
    t->answers = arena_take(arena, (uint64_t)rows, sizeof(float));
    t->loss_scratch = arena_take(arena, (uint64_t)rows * (uint64_t)t->outputs, sizeof(float));
    net_place(&t->net, arena, config->layers, config->count, data->features, t->outputs, rows);
    optimizer_place(&t->optimizer, arena, &config->training.optimizer, t->net.params);
    const union early_stopping_options *const stop = &config->training.early_stopping;
    const bool restores = stop->kind == early_stopping_kind_patience && stop->patience.restore_best && !t->refit;
    t->best = restores ? arena_take(arena, t->net.params, sizeof(float)) : NULL;
    t->results = arena_take(arena, (uint64_t)t->folds, sizeof(struct fold_result));
    t->curves = arena_take(arena, (uint64_t)t->folds * (uint64_t)t->epochs * CURVE_WIDTH, sizeof(float));
    t->tally.confusion = NULL;
    t->classes = NULL;
    if (data->classes > 0) {
        t->tally.confusion = arena_take(arena, (uint64_t)data->classes * (uint64_t)data->classes, sizeof(int32_t));
        t->classes = arena_take(arena, (uint64_t)data->classes * 4, sizeof(double));
    }
}

static struct trial describe(const struct dataset *const data, const struct trial_config *const config) {
    struct trial t = {.data = data,
                      .training = config->training,
                      .metric = config->metric,
                      .seed = config->seed,
                      .number = config->number,
                      .hash = HASH_START,
                      .refit = config->refit_epochs > 0,
                      .tally = {.classes = data->classes}};
    t.folds = t.refit ? 1 : data->folds;
    t.epochs = t.refit ? config->refit_epochs : config->training.epochs;
    t.loss = loss_for((enum loss_kind)config->training.loss, data->classes, &t.outputs);
    return t;
}

uint64_t trial_size(const struct dataset *const data, const struct trial_config *const config) {
    struct trial measured = describe(data, config);
    struct arena arena = {0};
    (void)arena_take(&arena, 1, sizeof measured);
    place(&measured, &arena, config);
    return arena.used;
}

static void begin_fold(struct trial *t);

struct trial *trial_create(const struct dataset *const data, const struct trial_config *const config) {
    const uint64_t size = trial_size(data, config);
    struct arena arena = {arena_block(size), size, 0};
    if (arena.base == NULL) return NULL;
    struct trial *const t = arena_take(&arena, 1, sizeof *t);
    *t = describe(data, config);
    place(t, &arena, config);
    begin_fold(t);
    return t;
}

void trial_free(struct trial *const trial) { arena_release(trial); }

/* ---- a fold's beginning, batches, epochs, end ------------------------------------------------------------------------ */

/* The data set numbers its folds 0 .. F - 1 and the refit F; a trial numbers its own from 0. */
static int data_fold(const struct trial *const t) { return t->refit ? t->data->folds : t->fold; }

static void begin_fold(struct trial *const t) {
    struct rng weights, masks;
    const uint32_t fold = (uint32_t)data_fold(t);
    t->train_count = dataset_train_rows(t->data, data_fold(t), t->train_rows);
    t->held_count = dataset_held_rows(t->data, data_fold(t), t->held_rows);
    t->cursor = 0;
    t->loss_sum = 0.0;
    rng_seed(&t->shuffle, t->seed, t->number, fold, STREAM_SHUFFLE);
    rng_seed(&weights, t->seed, t->number, fold, STREAM_WEIGHTS);
    rng_seed(&masks, t->seed, t->number, fold, STREAM_DROPOUT);
    net_init(&t->net, &weights, &masks);
    optimizer_reset(&t->optimizer, t->net.params);
    stopping_reset(&t->stopping, &t->training);
}

/* b rows into x and y: inputs scaled, targets scaled (y) and as they are (answers). */
static void gather(struct trial *const t, const int32_t *const rows, const int b) {
    const struct dataset *const data = t->data;
    const size_t fold = (size_t)data_fold(t);
    const float *const shift = data->shift + fold * (size_t)data->features;
    const float *const scale = data->scale + fold * (size_t)data->features;
    const float mean = data->target[2 * fold], deviation = data->target[2 * fold + 1];
    if (data->bytes)
        gather_u8(t->x, data->x, rows, shift, scale, b, data->features);
    else
        gather_f32(t->x, data->x, rows, shift, scale, b, data->features);
    for (int i = 0; i < b; i++) {
        t->answers[i] = data->y[rows[i]];
        t->y[i] = (t->answers[i] - mean) / deviation;
    }
}

static void train_batch(struct trial *const t) {
    const int b = smaller(t->batch, t->train_count - t->cursor);
    gather(t, t->train_rows + t->cursor, b);
    const float *const z = net_forward(&t->net, t->x, b, true);
    t->loss_sum += t->loss(net_output_gradient(&t->net), z, t->y, t->loss_scratch, b, t->outputs);
    net_backward(&t->net, t->x, b);
    optimizer_step(&t->optimizer, &t->net, t->training.l2 + t->training.alpha / (float)b);
    t->cursor += b;
}

static void evaluate(struct trial *const t) {
    const float *const target = t->data->target + 2 * data_fold(t);
    tally_reset(&t->tally);
    for (int from = 0; from < t->held_count; from += EVALUATION_ROWS) {
        const int b = smaller(EVALUATION_ROWS, t->held_count - from);
        gather(t, t->held_rows + from, b);
        const float *const z = net_forward(&t->net, t->x, b, false);
        const double loss = t->loss(NULL, z, t->y, t->loss_scratch, b, t->outputs);
        tally_add(&t->tally, z, t->answers, b, t->outputs, loss, (double)target[0], (double)target[1]);
    }
}

/* What L2 adds to the loss, at the weights of the epoch's end. */
static double penalty(const struct trial *const t) {
    const double l2 = (double)t->training.l2 + (double)t->training.alpha / t->batch;
    double squares = 0.0;
    if (l2 == 0.0) return 0.0;
    for (int i = 0; i < t->net.count; i++)
        squares += sum_of_squares(t->net.layers[i].w, (size_t)t->net.layers[i].decayed);
    return 0.5 * l2 * squares;
}

static void score(struct trial *const t, struct fold_result *const result) {
    evaluate(t);
    tally_metrics(&t->tally, result->metrics);
}

static void score_epoch(struct trial *const t, struct fold_result *const result, float *const point) {
    score(t, result);
    point[1] = (float)result->metrics[METRIC_loss];
    point[2] = (float)result->metrics[t->metric];
}

static void end_fold(struct trial *const t) {
    struct fold_result *const result = &t->results[t->fold];
    if (t->best != NULL) memcpy(t->net.w, t->best, (size_t)t->net.params * sizeof(float));
    if (t->refit || t->best != NULL) score(t, result); /* the tally is to be of the weights that count */
    const bool is_scored = t->held_count == 0 || isfinite(result->metrics[METRIC_loss]);
    if (!is_scored || !all_finite(t->net.w, (size_t)t->net.params)) { /* the very last step can blow up, too */
        t->state = TRIAL_DIVERGED;
        return;
    }
    if (t->data->classes > 0) tally_classes(&t->tally, t->classes);
    t->hash = hash_floats(t->hash, t->net.w, (size_t)t->net.params);
    t->fold++;
    if (t->fold == t->folds)
        t->state = TRIAL_COMPLETE;
    else
        begin_fold(t);
}

static void keep_best(struct trial *const t, struct fold_result *const result) {
    result->best_epoch = result->epochs - 1;
    if (t->best != NULL) memcpy(t->best, t->net.w, (size_t)t->net.params * sizeof(float));
}

static void end_epoch(struct trial *const t) {
    struct fold_result *const result = &t->results[t->fold];
    float *const point = t->curves + ((size_t)t->fold * (size_t)t->epochs + (size_t)result->epochs) * CURVE_WIDTH;
    const double training_loss = t->loss_sum / t->train_count + penalty(t);
    const bool last = ++result->epochs == t->epochs, due = last || result->epochs % t->training.validation_freq == 0;
    point[0] = (float)training_loss;
    point[1] = point[2] = NAN;
    t->cursor = 0;
    t->loss_sum = 0.0;
    if (due && !t->refit) score_epoch(t, result, point);
    const double validation_loss = due && !t->refit ? result->metrics[METRIC_loss] : (double)NAN;
    if (!isfinite(training_loss) || (due && !t->refit && !isfinite(validation_loss))) {
        t->state = TRIAL_DIVERGED;
        return;
    }
    const enum verdict verdict = stopping_epoch(&t->stopping, &t->optimizer, training_loss, validation_loss);
    if (verdict == VERDICT_BETTER || t->best == NULL) keep_best(t, result);
    if (verdict != VERDICT_STOP && !last) return;
    if (!due && !t->refit) {
        score_epoch(t, result, point);
        if (t->best != NULL && result->metrics[METRIC_loss] < t->stopping.stop.best) keep_best(t, result);
    }
    end_fold(t);
}

enum trial_state trial_run(struct trial *const t, const double rows) {
    double done = 0.0;
    if (t->state != TRIAL_RUNNING) return t->state;
    if (t->cursor == 0 && t->training.shuffle) rng_shuffle(t->train_rows, t->train_count, &t->shuffle);
    do {
        const int before = t->cursor;
        train_batch(t);
        done += t->cursor - before;
        if (!isfinite(t->loss_sum)) return t->state = TRIAL_DIVERGED;
    } while (t->cursor < t->train_count && done < rows);
    if (t->cursor >= t->train_count) end_epoch(t);
    return t->state;
}

double trial_score(const struct trial *const t) {
    double sum = 0.0;
    if (t->fold == 0) return (double)NAN;
    for (int i = 0; i < t->fold; i++) sum += t->results[i].metrics[t->metric];
    return sum / t->fold;
}
