#include "train/trial.h"

#include "base/hash.h"
#include "train/trial_score.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    EVALUATION_ROWS = 256, /* scored at a time: enough to keep the products busy, little enough for the cache */
    EVALUATION_NUMBERS =
        1 << 20, /* but no more than a batch when that many rows make more numbers than this in one layer */
};

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

/* Rows of the largest pass: those of a batch or of a scoring. */
static int pass_rows(const struct trial *const t, const struct layer *const layers, const int count, const int held) {
    int widest = 1;
    for (int i = 0; i < count; i++) widest = larger(widest, layers[i].outputs);
    return larger(t->batch, smaller(held, smaller(EVALUATION_ROWS, larger(1, EVALUATION_NUMBERS / widest))));
}

/* Whether the weights of an epoch that was better count, not those of the last. A refit has nothing to tell them by. */
static bool restores(const struct trial *const t) {
    const union early_stopping_options *const stop = &t->training.early_stopping;
    if (t->refit) return false;
    if (t->training.score == SCORE_EPOCH_best) return true;
    return stop->kind == early_stopping_kind_patience && stop->patience.restore_best;
}

static void place(struct trial *const t, struct arena *const arena, const struct trial_config *const config,
                  const struct layer *const layers) {
    const struct dataset *const data = t->data;
    const int train = most_rows(data, t->refit, dataset_train_rows),
              held = most_rows(data, t->refit, dataset_held_rows);
    t->batch = smaller(config->training.batch_size, train);
    const int rows = pass_rows(t, layers, config->count + 1, held);
    t->train_rows = arena_take(arena, (uint64_t)train, sizeof(int32_t));
    t->held_rows = arena_take(arena, (uint64_t)held, sizeof(int32_t));
    t->x = arena_take(arena, (uint64_t)rows * (uint64_t)shape_size(&t->input), sizeof(float));
    t->y = arena_take(arena, (uint64_t)rows, sizeof(float));
    t->answers = arena_take(arena, (uint64_t)rows, sizeof(float));
    t->loss_scratch = arena_take(arena, (uint64_t)rows * (uint64_t)t->loss.outputs, sizeof(float));
    net_place(&t->net, arena, layers, config->count + 1, rows);
    optimizer_place(&t->optimizer, arena, &config->training.optimizer, t->net.params);
    t->best = restores(t) ? arena_take(arena, t->net.params + t->net.states, sizeof(float)) : NULL;
    t->results = arena_take(arena, (uint64_t)t->folds, sizeof(struct fold_result));
    t->curves = arena_take(arena, (uint64_t)t->folds * (uint64_t)t->epochs * CURVE_WIDTH, sizeof(float));
    loss_place(&t->loss, arena);
    t->tally.confusion = NULL;
    t->classes = NULL;
    if (data->classes > 0) {
        t->tally.confusion = arena_take(arena, (uint64_t)data->classes * (uint64_t)data->classes, sizeof(int32_t));
        t->classes = arena_take(arena, (uint64_t)data->classes * 4, sizeof(double));
        ranking_place(&t->ranking, arena, data->classes, held);
    }
}

static struct trial describe(const struct dataset *const data, const struct trial_config *const config) {
    struct trial t = {.data = data,
                      .training = config->training,
                      .text = config->text,
                      .input = dataset_shape(data, &config->text),
                      .metric = config->metric,
                      .seed = config->seed,
                      .number = config->number,
                      .hash = HASH_START,
                      .loss = loss_with(&config->training, data->classes),
                      .refit = config->refit_epochs > 0,
                      .tally = {.classes = data->classes}};
    t.folds = t.refit ? 1 : data->folds * data->repeats;
    t.epochs = t.refit ? config->refit_epochs : config->training.epochs;
    return t;
}

static void begin_fold(struct trial *t);

int trial_plan(struct layer *const layers, enum misfit *const misfit, const struct dataset *const data,
               const struct trial_config *const config) {
    const struct trial t = describe(data, config);
    return net_plan(layers, misfit, config->layers, config->count, &t.input, t.loss.outputs);
}

/* The planned layers in a block to be released, or NULL when there is no memory. */
static struct layer *planned(const struct dataset *const data, const struct trial_config *const config) {
    struct layer *const layers = arena_block(((uint64_t)config->count + 1) * sizeof(struct layer));
    if (layers == NULL) return NULL;
    const int fit = trial_plan(layers, NULL, data, config);
    assert(fit == config->count + 1);
    (void)fit;
    return layers;
}

static uint64_t measure(const struct dataset *const data, const struct trial_config *const config,
                        const struct layer *const layers) {
    struct trial measured = describe(data, config);
    struct arena arena = {0};
    (void)arena_take(&arena, 1, sizeof measured);
    place(&measured, &arena, config, layers);
    return arena.used;
}

uint64_t trial_size(const struct dataset *const data, const struct trial_config *const config) {
    struct layer *const layers = planned(data, config);
    if (layers == NULL) return UINT64_MAX;
    const uint64_t size = measure(data, config, layers);
    arena_release(layers);
    return size;
}

struct trial *trial_create(const struct dataset *const data, const struct trial_config *const config) {
    struct layer *const layers = planned(data, config);
    if (layers == NULL) return NULL;
    const uint64_t size = measure(data, config, layers);
    struct arena arena = {arena_block(size), size, 0};
    struct trial *t = NULL;
    if (arena.base != NULL) {
        t = arena_take(&arena, 1, sizeof *t);
        *t = describe(data, config);
        place(t, &arena, config, layers);
        assert(arena.used == size); /* what was planned is what is used */
        begin_fold(t);
    }
    arena_release(layers);
    return t;
}

void trial_free(struct trial *const trial) { arena_release(trial); }

/* ---- a fold's beginning, batches, epochs, end ------------------------------------------------------------------------ */

/* What tells the random streams of one training from those of another; without repeats the fold. */
static uint32_t stream_of(const struct trial *const t) {
    const int repeat = t->refit ? 0 : t->fold / t->data->folds;
    return (uint32_t)(repeat * (t->data->folds + 1) + trial_data_fold(t));
}

/* Trained numbers and running statistics. */
static size_t weights_of(const struct trial *const t) { return (size_t)(t->net.params + t->net.states); }

static void begin_fold(struct trial *const t) {
    struct rng weights, masks;
    const uint32_t fold = stream_of(t);
    t->train_count = dataset_train_rows(t->data, trial_data_fold(t), t->train_rows);
    t->held_count = dataset_held_rows(t->data, trial_data_fold(t), t->held_rows);
    t->cursor = 0;
    t->loss_sum = 0.0;
    t->begun = t->fold;
    t->best_score = (double)NAN;
    rng_seed(&t->shuffle, t->seed, t->number, fold, STREAM_SHUFFLE);
    rng_seed(&weights, t->seed, t->number, fold, STREAM_WEIGHTS);
    rng_seed(&masks, t->seed, t->number, fold, STREAM_DROPOUT);
    net_init(&t->net, &weights, &masks);
    optimizer_reset(&t->optimizer, t->net.params);
    loss_weigh(&t->loss, t->data, t->train_rows, t->train_count);
    /* a refit follows the rates of the folds as far as it goes: their epochs, not its own, are the horizon */
    schedule_reset(&t->schedule, &t->training.schedule, &t->optimizer, t->train_count, t->batch,
                   larger(t->training.epochs, t->epochs), !t->refit);
    stopping_reset(&t->stopping, &t->training.early_stopping);
}

static void train_batch(struct trial *const t) {
    const int b = smaller(t->batch, t->train_count - t->cursor);
    trial_gather(t, t->train_rows + t->cursor, b);
    const float *const z = net_forward(&t->net, t->x, b, true);
    t->loss_sum += loss_train(&t->loss, net_output_gradient(&t->net), z, t->y, t->loss_scratch, b);
    net_backward(&t->net, t->x, b);
    gradient_clip(&t->net, t->training.clip_norm, t->training.clip_value);
    schedule_step(&t->schedule, &t->optimizer);
    optimizer_step(&t->optimizer, &t->net, t->training.l2 + t->training.alpha / (float)b);
    t->cursor += b;
}

/* After an epoch. Its weights are those of the fold's end when it is the last and no better ones are kept. */
static void score_epoch(struct trial *const t, struct fold_result *const result, float *const point, const bool last) {
    trial_evaluate(t, result, last && t->best == NULL);
    point[1] = (float)result->metrics[METRIC_loss];
    point[2] = (float)result->metrics[t->metric];
}

static void end_fold(struct trial *const t) {
    struct fold_result *const result = &t->results[t->fold];
    if (t->best != NULL) memcpy(t->net.w, t->best, weights_of(t) * sizeof(float));
    if (!t->whole || t->best != NULL)
        trial_evaluate(t, result, true); /* all that can be said of the weights that count */
    const bool is_scored = t->held_count == 0 || isfinite(result->metrics[METRIC_loss]);
    if (!is_scored || !all_finite(t->net.w, weights_of(t))) { /* the very last step can blow up, too */
        t->state = TRIAL_DIVERGED;
        return;
    }
    if (t->data->classes > 0) tally_classes(&t->tally, t->classes);
    t->hash = hash_floats(t->hash, t->net.w, weights_of(t));
    t->fold++;
    if (t->fold == t->folds) t->state = TRIAL_COMPLETE;
}

/* Whether an epoch is the best so far by the objective's metric. One with a score comes before one without. */
static bool is_best_score(const struct trial *const t, const struct fold_result *const result) {
    const double score = result->metrics[t->metric];
    if (!isfinite(t->best_score)) return true;
    return metric_is_maximized(t->metric) ? score > t->best_score : score < t->best_score;
}

/* Whether the weights after an epoch are kept. `falls`: its validation loss is the best that early stopping has seen. */
static bool is_kept(const struct trial *const t, const struct fold_result *const result, const bool is_scored,
                    const bool falls) {
    if (t->best == NULL) return true;
    return t->training.score == SCORE_EPOCH_best ? is_scored && is_best_score(t, result) : falls;
}

static void keep(struct trial *const t, struct fold_result *const result) {
    result->best_epoch = result->epochs - 1;
    t->best_score = result->metrics[t->metric];
    if (t->best != NULL) memcpy(t->best, t->net.w, weights_of(t) * sizeof(float));
}

static void end_epoch(struct trial *const t) {
    struct fold_result *const result = &t->results[t->fold];
    float *const point = t->curves + ((size_t)t->fold * (size_t)t->epochs + (size_t)result->epochs) * CURVE_WIDTH;
    const double training_loss = t->loss_sum / t->train_count + trial_penalty(t);
    const bool last = ++result->epochs == t->epochs, due = last || result->epochs % t->training.validation_freq == 0;
    point[0] = (float)training_loss;
    point[1] = point[2] = NAN;
    t->cursor = 0;
    t->loss_sum = 0.0;
    if (due && !t->refit) score_epoch(t, result, point, last);
    const double validation_loss = due && !t->refit ? result->metrics[METRIC_loss] : (double)NAN;
    if (!isfinite(training_loss) || (due && !t->refit && !isfinite(validation_loss))) {
        t->state = TRIAL_DIVERGED;
        return;
    }
    const enum rate_state rate = schedule_epoch(&t->schedule, &t->optimizer, training_loss, validation_loss);
    const enum verdict verdict = stopping_epoch(&t->stopping, rate, training_loss, validation_loss);
    if (is_kept(t, result, due, verdict == VERDICT_BETTER)) keep(t, result);
    if (verdict != VERDICT_STOP && !last) return;
    if (!due && !t->refit) {
        score_epoch(t, result, point, true);
        if (is_kept(t, result, true, result->metrics[METRIC_loss] < t->stopping.watch.best)) keep(t, result);
    }
    end_fold(t);
}

enum trial_state trial_run(struct trial *const t, const double rows) {
    double done = 0.0;
    if (t->state != TRIAL_RUNNING) return t->state;
    if (t->begun < t->fold) begin_fold(t); /* not before: until then the weights of the last one can be looked at */
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
