/** A trial's life: it learns, it is the same whatever the slices, it restores, stops, diverges and refits as its header says. */
#include <stdlib.h>
#include <string.h>

#include "trials.h"

#if defined(__SANITIZE_ADDRESS__) /* gcc ships the function but not its header */
int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void *, size_t), void (*)(const volatile void *));
#elif defined(__wasm__)
#include <malloc.h>
#endif

/* ---- claims ------------------------------------------------------------------------------------------------------------ */

static void test_learning(void) {
    claim("XOR is learned");
    struct dataset *data = xor_rows(400);
    split(data, 0, 0.2f);
    struct trial_config config = config_of(150, 0.02f, METRIC_accuracy);
    struct trial *t = finished(data, &config);
    CHECK(t->loss.outputs == 1 && trial_score(t) >= 0.95);
    CHECK(point_of(t, 0, 149)[0] < 0.3f * point_of(t, 0, 0)[0]);
    trial_free(t);
    claim("so it is with two softmax outputs");
    config.training.loss = LOSS_categorical_crossentropy;
    t = finished(data, &config);
    CHECK(t->loss.outputs == 2 && trial_score(t) >= 0.95);
    trial_free(t);
    dataset_free(data);

    claim("three clouds are told apart, in every fold");
    data = clouds(150);
    split(data, 5, 0.2f);
    config = config_of(60, 0.02f, METRIC_accuracy);
    t = finished(data, &config);
    double sum = 0;
    for (int fold = 0; fold < 5; fold++) {
        CHECK(t->results[fold].metrics[METRIC_accuracy] >= 0.9);
        CHECK(t->results[fold].epochs == 60 && t->results[fold].best_epoch == 59);
        sum += t->results[fold].metrics[METRIC_accuracy];
    }
    CHECK(t->fold == 5);
    CHECK_CLOSE(trial_score(t), sum / 5, 1e-12);
    trial_free(t);
    dataset_free(data);
}

static void test_slices(void) {
    claim("slices of any size give the same bits");
    static const double slices[] = {1e9, 0, 1, 7, 16, 17, 50, NAN};
    struct dataset *const data = clouds(130);
    split(data, 3, 0.2f);
    struct trial_config config = config_of(12, 0.01f, METRIC_macro_f1);
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 3, 0, true}};
    struct trial *const whole = finished(data, &config);
    for (int i = 1; i < 8; i++) {
        struct trial *const t = trial_create(data, &config);
        CHECK(run(t, slices[i]) == TRIAL_COMPLETE);
        CHECK(t->hash == whole->hash);
        CHECK(memcmp(t->curves, whole->curves, 3 * 12 * CURVE_WIDTH * sizeof(float)) == 0);
        CHECK(memcmp(t->results, whole->results, 3 * sizeof *t->results) == 0);
        CHECK(memcmp(t->tally.confusion, whole->tally.confusion, 9 * sizeof(int32_t)) == 0);
        trial_free(t);
    }
    claim("a slice never runs past the end of an epoch");
    struct trial *const t = trial_create(data, &config);
    for (int epoch = 1; epoch <= 3; epoch++) CHECK(trial_run(t, 1e9) == TRIAL_RUNNING && t->results[0].epochs == epoch);
    trial_free(t);
    trial_free(whole);
    dataset_free(data);
}

static void test_streams(void) {
    claim("seed, number, folds and order of the rows decide the weights, and nothing else does");
    struct dataset *const data = clouds(90);
    split(data, 0, 0.2f);
    const struct trial_config config = config_of(3, 0.01f, METRIC_loss);
    struct trial_config other = config;
    const uint64_t hash = hash_with(data, config);
    CHECK(hash_with(data, other) == hash);
    other.metric = METRIC_accuracy;
    CHECK(hash_with(data, other) == hash);
    other.seed = 2;
    CHECK(hash_with(data, other) != hash);
    other = config;
    other.number = 3;
    CHECK(hash_with(data, other) != hash);
    other = config;
    other.training.shuffle = false;
    CHECK(hash_with(data, other) != hash);
    split(data, 3, 0.2f);
    CHECK(hash_with(data, config) != hash);
    claim("each fold starts from weights of its own");
    struct trial *const t = trial_create(data, &config);
    const float first = t->net.w[0];
    while (t->fold == 0) trial_run(t, 1e9);
    CHECK(t->cursor == 0 && t->net.w[0] != first);
    trial_free(t);
    dataset_free(data);
}

static void test_patience(void) {
    claim("patience stops, and the best epoch's weights and scores are the ones that count");
    struct dataset *const data = xor_rows(60); /* few rows, many epochs: overfits */
    split(data, 3, 0.2f);
    struct trial_config config = config_of(400, 0.05f, METRIC_accuracy);
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 6, 0, true}};
    struct trial *const t = finished(data, &config);
    for (int fold = 0; fold < 3; fold++) {
        const struct fold_result *const result = &t->results[fold];
        CHECK(result->epochs == result->best_epoch + 1 + 6 && result->epochs < 400);
        for (int epoch = 0; epoch < result->epochs; epoch++)
            CHECK(point_of(t, fold, epoch)[1] > point_of(t, fold, result->best_epoch)[1] ||
                  epoch >= result->best_epoch);
        CHECK((float)result->metrics[METRIC_loss] == point_of(t, fold, result->best_epoch)[1]);
        CHECK((float)result->metrics[METRIC_accuracy] == point_of(t, fold, result->best_epoch)[2]);
    }
    claim("so many epochs without patience give the same weights");
    struct trial_config same = config;
    same.training.epochs = t->results[2].best_epoch + 1;
    same.training.early_stopping.kind = early_stopping_kind_none;
    struct trial *const plain = finished(data, &same);
    CHECK(memcmp(plain->net.w, t->net.w, (size_t)t->net.params * sizeof(float)) == 0);
    trial_free(plain);
    claim("without restoring, the last weights count, and no copy is kept");
    config.training.early_stopping.patience.restore_best = false;
    struct trial *const last = finished(data, &config);
    CHECK(last->results[0].epochs == t->results[0].epochs &&
          last->results[0].best_epoch == last->results[0].epochs - 1);
    CHECK((float)last->results[0].metrics[METRIC_loss] == point_of(last, 0, last->results[0].best_epoch)[1]);
    CHECK(last->best == NULL && t->best != NULL && last->hash != t->hash);
    trial_free(last);
    trial_free(t);
    dataset_free(data);
}

/* The earliest of the scored epochs with the best metric. */
static int argbest(const struct trial *const t, const int fold, const bool is_maximized) {
    int best = -1;
    for (int epoch = 0; epoch < t->results[fold].epochs; epoch++) {
        const float score = point_of(t, fold, epoch)[2];
        if (isnan(score)) continue;
        const float held = best < 0 ? score : point_of(t, fold, best)[2];
        if (best < 0 || (is_maximized ? score > held : score < held)) best = epoch;
    }
    return best;
}

static void test_best_score(void) {
    claim("score best: the epoch whose metric was best counts, with its weights, in every fold");
    static const enum metric_kind metrics[] = {METRIC_accuracy, METRIC_loss, METRIC_roc_auc};
    struct dataset *const data = xor_rows(60);
    split(data, 3, 0.2f);
    for (int i = 0; i < 3; i++)
        for (int freq = 1; freq <= 3; freq += 2) {
            struct trial_config config = config_of(80, 0.05f, metrics[i]);
            config.training.validation_freq = freq;
            struct trial *const last = finished(data, &config);
            config.training.score = SCORE_EPOCH_best;
            struct trial *const best = finished(data, &config);
            CHECK(memcmp(best->curves, last->curves, (size_t)3 * 80 * CURVE_WIDTH * sizeof(float)) == 0);
            for (int fold = 0; fold < 3; fold++) {
                const struct fold_result *const result = &best->results[fold];
                CHECK(result->epochs == 80 && result->best_epoch == argbest(best, fold, metrics[i] != METRIC_loss));
                CHECK((float)result->metrics[metrics[i]] == point_of(best, fold, result->best_epoch)[2]);
                CHECK((float)result->metrics[METRIC_loss] == point_of(best, fold, result->best_epoch)[1]);
                CHECK(last->results[fold].best_epoch == 79);
            }
            CHECK(best->results[2].best_epoch < 79 && best->hash != last->hash); /* it overfits */
            CHECK(metrics[i] == METRIC_loss ? trial_score(best) < trial_score(last)
                                            : trial_score(best) >= trial_score(last));
            struct trial_config same = config; /* trained no further, the last weights are these */
            same.training.epochs = best->results[2].best_epoch + 1;
            same.training.score = SCORE_EPOCH_last;
            struct trial *const plain = finished(data, &same);
            CHECK(memcmp(plain->net.w, best->net.w, (size_t)plain->net.params * sizeof(float)) == 0);
            trial_free(plain);
            trial_free(last);
            trial_free(best);
        }
    claim("it goes before restore_best, and patience stops where it did");
    struct trial_config config = config_of(400, 0.05f, METRIC_accuracy);
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 6, 0, true}};
    struct trial *const by_loss = finished(data, &config);
    config.training.score = SCORE_EPOCH_best;
    struct trial *const by_score = finished(data, &config);
    for (int fold = 0; fold < 3; fold++) {
        CHECK(by_score->results[fold].epochs == by_loss->results[fold].epochs);
        CHECK(by_score->results[fold].best_epoch == argbest(by_score, fold, true));
    }
    CHECK(by_score->hash != by_loss->hash && trial_score(by_score) >= trial_score(by_loss));
    claim("a refit has nothing to choose by, and keeps no copy");
    config.refit_epochs = 5;
    struct trial *const refit = finished(data, &config);
    CHECK(refit->best == NULL && refit->results[0].best_epoch == 4);
    trial_free(refit);
    trial_free(by_loss);
    trial_free(by_score);
    dataset_free(data);
}

static void test_validation_freq(void) {
    claim("held-out rows are scored every so many epochs and at the end; the weights do not know");
    struct dataset *const data = clouds(90);
    split(data, 2, 0.2f);
    struct trial_config config = config_of(8, 0.01f, METRIC_accuracy);
    struct trial *const each = finished(data, &config);
    config.training.validation_freq = 3;
    struct trial *const third = finished(data, &config);
    CHECK(third->hash == each->hash && memcmp(third->results, each->results, 2 * sizeof *each->results) == 0);
    for (int epoch = 0; epoch < 8; epoch++) {
        const bool due = epoch == 2 || epoch == 5 || epoch == 7;
        CHECK(point_of(third, 1, epoch)[0] == point_of(each, 1, epoch)[0]);
        for (int k = 1; k < 3; k++)
            CHECK(due ? point_of(third, 1, epoch)[k] == point_of(each, 1, epoch)[k]
                      : isnan(point_of(third, 1, epoch)[k]));
    }
    trial_free(third);
    trial_free(each);

    claim("patience counts the epochs that were scored");
    config = config_of(400, 0.3f, METRIC_loss);
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 2, 0, true}};
    config.training.validation_freq = 5;
    struct trial *const patient = finished(data, &config);
    for (int fold = 0; fold < 2; fold++) {
        CHECK(patient->results[fold].epochs == patient->results[fold].best_epoch + 1 + 10);
        CHECK((float)patient->results[fold].metrics[METRIC_loss] ==
              point_of(patient, fold, patient->results[fold].best_epoch)[1]);
    }
    trial_free(patient);

    claim("a training that the schedule ends before its first scoring keeps its last weights");
    config = config_of(400, 0, METRIC_loss);
    config.training.optimizer = (union optimizer_options){.sgd = {optimizer_kind_sgd, 1e-8f, 0, false}};
    config.training.schedule = (union schedule_options){.adaptive = {schedule_kind_adaptive, 100, 1}};
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 2, 0, true}};
    config.training.validation_freq = 50;
    struct trial *const short_one = finished(data, &config);
    CHECK(short_one->results[0].epochs == 3 && short_one->results[0].best_epoch == 2);
    CHECK(short_one->net.w[0] != 0 && isfinite(point_of(short_one, 0, 2)[1]));
    trial_free(short_one);
    dataset_free(data);
}

static void test_no_improvement(void) {
    claim("no_improvement ends a training that stands still after n_iter_no_change + 2 epochs");
    struct dataset *const data = clouds(60);
    split(data, 0, 0.2f);
    struct trial_config config = config_of(100, 1e-10f, METRIC_loss);
    config.training.early_stopping =
        (union early_stopping_options){.no_improvement = {early_stopping_kind_no_improvement, 1.0f, 4}};
    config.training.shuffle = false;
    config.count = 1; /* no dropout: the loss does not move at all */
    struct trial *const t = finished(data, &config);
    CHECK(t->results[0].epochs == 6 && t->results[0].best_epoch == 5);
    trial_free(t);
    dataset_free(data);
}

static void test_diverging(void) {
    claim("a training that blows up is diverged, and stays so");
    struct dataset *const data = slope(100);
    split(data, 2, 0.2f);
    struct trial_config config = config_of(50, 0, METRIC_r2);
    config.training.optimizer = (union optimizer_options){.sgd = {optimizer_kind_sgd, 1000, 0.9f, false}};
    struct trial *const t = trial_create(data, &config);
    CHECK(run(t, 10) == TRIAL_DIVERGED);
    const int epochs = t->results[0].epochs;
    CHECK(trial_run(t, 10) == TRIAL_DIVERGED && t->results[0].epochs == epochs && t->fold == 0 &&
          isnan(trial_score(t)));
    trial_free(t);

    claim("so is one that blows up with the last step of a refit");
    for (int i = 0; i < 200; i++) ((float *)data->x)[i] *= 1e15f;
    const struct data_options options = {.test_fraction = 0.2f, .seed = 3, .scale = SCALE_none};
    CHECK(dataset_split(data, &options, &(struct validation_options){0, 0.2f, 1}) == 0);
    config.refit_epochs = 1;
    config.training.batch_size = 1000;
    config.count = 0;
    struct trial *const refit = trial_create(data, &config);
    CHECK(run(refit, 1e9) == TRIAL_DIVERGED);
    trial_free(refit);
    claim("even where there is no test row to tell");
    const struct data_options untested = {.test_fraction = 0, .seed = 3, .scale = SCALE_none};
    CHECK(dataset_split(data, &untested, &(struct validation_options){0, 0.2f, 1}) == 0);
    config.training.optimizer.sgd.learning_rate = 1000;
    for (int i = 0; i < 200; i++) ((float *)data->x)[i] *= 1e4f;
    struct trial *const blind = trial_create(data, &config);
    CHECK(run(blind, 1e9) == TRIAL_DIVERGED);
    trial_free(blind);
    dataset_free(data);
}

static void test_regression(void) {
    claim("regression is learned, and scored in the target's own units");
    struct dataset *const data = slope(300);
    split(data, 0, 0.2f);
    struct trial_config config = config_of(100, 0.01f, METRIC_r2);
    config.count = 1;
    struct trial *const t = finished(data, &config);
    const double *const m = t->results[0].metrics, deviation = (double)data->target[1];
    CHECK(deviation > 250 && deviation < 400);
    CHECK(m[METRIC_r2] > 0.99 && trial_score(t) == m[METRIC_r2]);
    CHECK(m[METRIC_mean_squared_error] < 0.01 * deviation * deviation && m[METRIC_mean_absolute_error] > 0.01);
    CHECK(fabs(m[METRIC_loss] * deviation * deviation / m[METRIC_mean_squared_error] - 1) < 1e-3);
    CHECK(isnan(m[METRIC_accuracy]) && isnan(m[METRIC_roc_auc]) && t->tally.confusion == NULL && t->classes == NULL);
    trial_free(t);
    dataset_free(data);
}

static void test_refit(void) {
    claim("a refit trains on all training rows, once, and is scored on the test rows");
    struct dataset *const data = clouds(200);
    split(data, 4, 0.25f);
    struct trial_config config = config_of(5, 0.02f, METRIC_accuracy);
    config.refit_epochs = 40;
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 1, 0, true}};
    struct trial *const t = finished(data, &config);
    CHECK(t->folds == 1 && t->fold == 1 && t->train_count == 150 && t->held_count == 50);
    CHECK(t->results[0].epochs == 40 && t->results[0].best_epoch == 39 && t->best == NULL);
    int total = 0;
    for (int i = 0; i < 9; i++) total += t->tally.confusion[i];
    CHECK(total == 50 && trial_score(t) >= 0.9);
    for (int epoch = 0; epoch < 40; epoch++)
        CHECK(isfinite(point_of(t, 0, epoch)[0]) && isnan(point_of(t, 0, epoch)[1]) && isnan(point_of(t, 0, epoch)[2]));
    trial_free(t);
    claim("without test rows there is nothing to score, and that is no error");
    split(data, 4, 0.0f);
    struct trial *const none = finished(data, &config);
    CHECK(none->train_count == 200 && none->held_count == 0 && isnan(trial_score(none)));
    trial_free(none);
    dataset_free(data);
}

static void test_penalties(void) {
    claim("alpha is l2 times the rows of a batch");
    struct dataset *const data = clouds(128);
    split(data, 0, 0.0f); /* 96 rows, six batches of 16 */
    struct trial_config config = config_of(5, 0.01f, METRIC_loss);
    config.training.l2 = 0.0625f;
    const uint64_t hash = hash_with(data, config);
    config.training.l2 = 0;
    CHECK(hash_with(data, config) != hash);
    config.training.alpha = 1;
    CHECK(hash_with(data, config) == hash);

    claim("the training loss holds l2 / 2 times the squared weights, offsets left out; the validation loss does not");
    config = config_of(1, 1e-10f, METRIC_loss);
    struct trial *const without = finished(data, &config);
    config.training.l2 = 0.5f;
    struct trial *const with = finished(data, &config);
    double squares = 0;
    for (int l = 0; l < with->net.count; l++)
        for (uint64_t i = 0; i < with->net.layers[l].decayed; i++)
            squares += (double)with->net.layers[l].w[i] * (double)with->net.layers[l].w[i];
    CHECK_CLOSE((double)point_of(with, 0, 0)[0] - (double)point_of(without, 0, 0)[0], 0.25 * squares, 1e-5);
    CHECK_CLOSE((double)point_of(with, 0, 0)[1], (double)point_of(without, 0, 0)[1], 1e-6);
    trial_free(with);
    trial_free(without);
    dataset_free(data);
}

static void test_bytes(void) {
    claim("images as bytes and as floats are the same trial");
    struct dataset *const bytes = made(80, 9, 2, true), *const floats = made(80, 9, 2, false);
    const struct data_options options = {.test_fraction = 0.2f, .stratify = true, .seed = 3, .scale = SCALE_unit};
    for (int i = 0; i < 80; i++) bytes->y[i] = floats->y[i] = (float)(((uint8_t *)bytes->x)[9 * i] > 127);
    for (int i = 0; i < 80 * 9; i++) ((float *)floats->x)[i] = ((uint8_t *)bytes->x)[i];
    CHECK(dataset_split(bytes, &options, &(struct validation_options){2, 0.2f, 1}) == 0);
    CHECK(dataset_split(floats, &options, &(struct validation_options){2, 0.2f, 1}) == 0);
    CHECK(hash_with(bytes, config_of(4, 0.01f, METRIC_loss)) == hash_with(floats, config_of(4, 0.01f, METRIC_loss)));
    claim("a batch larger than the data is the data");
    struct trial_config large = config_of(4, 0.01f, METRIC_loss), exact = large;
    large.training.batch_size = 1000000;
    exact.training.batch_size = 32;
    CHECK(hash_with(bytes, large) == hash_with(bytes, exact));
    dataset_free(bytes);
    dataset_free(floats);
}

/* ---- memory ------------------------------------------------------------------------------------------------------------- */

static long allocations; /* calls (ASan), or bytes in use (wasm) */
#if defined(__SANITIZE_ADDRESS__)
static void on_malloc(const volatile void *const at, const size_t size) { (void)at, (void)size, allocations++; }
static void on_free(const volatile void *const at) { (void)at, allocations++; }
static void watch(void) { CHECK(__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) > 0); }
static long allocated(void) { return allocations; }
#elif defined(__wasm__)
static void watch(void) {}
static long allocated(void) { return allocations = (long)mallinfo().uordblks; }
#else
static void watch(void) {}
static long allocated(void) { return allocations; }
#endif

static void test_memory(void) {
    claim("nothing is allocated after creation");
    struct dataset *const data = clouds(100);
    split(data, 3, 0.2f);
    struct trial_config config = config_of(10, 0.01f, METRIC_loss);
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 3, 0, true}};
    struct trial *const t = trial_create(data, &config);
    watch();
    const long before = allocated();
    run(t, 10);
    CHECK(allocated() == before);
    const uint64_t slab = (t->net.params * sizeof(float) + 15) / 16 * 16;
    trial_free(t);
    claim("the size is known before, and grows with what is asked for");
    const uint64_t size = trial_size(data, &config);
    CHECK(size > 0 && size % 16 == 0 && size < 100000);
    config.training.early_stopping.patience.restore_best = false;
    CHECK(trial_size(data, &config) == size - slab);
    dataset_free(data);
}

int main(void) {
    test_learning();
    test_slices();
    test_streams();
    test_patience();
    test_best_score();
    test_validation_freq();
    test_no_improvement();
    test_diverging();
    test_regression();
    test_refit();
    test_penalties();
    test_bytes();
    test_memory();
    return check_report();
}
