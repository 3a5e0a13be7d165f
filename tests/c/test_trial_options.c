/** What a trial makes of the options of training: schedules, clipping, smoothing, weights, and the metrics that cost. Their numbers are
 *  checked in test_schedule.c, test_training.c and test_metric.c. */
#include <string.h>

#include "trials.h"

static void test_schedules(void) {
    claim("a schedule moves the rate of every step, and of a refit as far as it goes");
    struct dataset *const data = clouds(128);
    split(data, 0, 0.0f); /* 96 rows, six batches of 16 */
    struct trial_config config = config_of(4, 0.01f, METRIC_loss);
    const uint64_t constant = hash_with(data, config);
    config.training.schedule = (union schedule_options){.one_cycle = {schedule_kind_one_cycle, 0.25f, 25, 10000}};
    CHECK(hash_with(data, config) != constant);
    struct trial *const t = trial_create(data, &config);
    trial_run(t, 1); /* one batch */
    CHECK_CLOSE(t->optimizer.learning_rate, 0.01 / 25, 1e-9);
    CHECK(t->schedule.steps == 24 && t->schedule.step == 1);
    run(t, 1e9);
    CHECK_CLOSE(t->optimizer.learning_rate, 0.01 / 25 / 10000, 1e-9);
    trial_free(t);
    config.refit_epochs = 2; /* of 128 rows: eight batches */
    struct trial *const refit = finished(data, &config);
    CHECK(refit->schedule.steps == 32 && refit->schedule.step == 16);
    trial_free(refit);
    claim("each fold begins at the first rate again");
    split(data, 2, 0.0f);
    config.refit_epochs = 0;
    struct trial *const folds = trial_create(data, &config);
    while (folds->fold == 0) trial_run(folds, 1e9);
    trial_run(folds, 1);
    CHECK_CLOSE(folds->optimizer.learning_rate, 0.01 / 25, 1e-9);
    trial_free(folds);

    claim("reduce_on_plateau looks at the validation loss, and in a refit at the training loss");
    config = config_of(6, 1e-6f, METRIC_loss);
    config.training.schedule =
        (union schedule_options){.reduce_on_plateau = {schedule_kind_reduce_on_plateau, 0.5f, 2, 1000, 0}};
    for (int refits = 0; refits < 2; refits++) {
        config.refit_epochs = 6 * refits; /* the first epoch is the best, then two reductions of two epochs each */
        struct trial *const reduced = finished(data, &config);
        CHECK_CLOSE(reduced->optimizer.learning_rate, 1e-6 / 4, 1e-12);
        trial_free(reduced);
    }
    dataset_free(data);
}

static void test_options(void) {
    claim("clipping, smoothing and weights change the training, and off is off");
    struct dataset *const data = clouds(90);
    for (int i = 0; i < 90; i++) data->y[i] = i % 9 == 0 ? data->y[i] : 1; /* uneven classes */
    split(data, 0, 0.2f);
    const struct trial_config config = config_of(3, 0.01f, METRIC_loss);
    const uint64_t plain = hash_with(data, config);
    struct trial_config other = config;
    other.training.clip_norm = other.training.clip_value = 1e9f;
    CHECK(hash_with(data, other) == plain);
    other.training.clip_norm = 0.01f;
    const uint64_t by_norm = hash_with(data, other);
    other.training.clip_norm = 0;
    other.training.clip_value = 0.001f;
    CHECK(by_norm != plain && hash_with(data, other) != plain && hash_with(data, other) != by_norm);
    other = config;
    other.training.label_smoothing = 0.2f;
    CHECK(hash_with(data, other) != plain);
    other = config;
    other.training.class_weight = CLASS_WEIGHT_balanced;
    CHECK(hash_with(data, other) != plain);

    claim("rare classes are found when they weigh more; the validation loss counts all rows alike");
    other = config_of(40, 0.01f, METRIC_macro_recall);
    struct trial *const even = finished(data, &other);
    other.training.class_weight = CLASS_WEIGHT_balanced;
    struct trial *const weighed = finished(data, &other);
    CHECK(weighed->loss.weights[1] < 0.6f && weighed->loss.weights[0] > 2);
    CHECK(trial_score(weighed) > trial_score(even));
    CHECK_CLOSE(weighed->results[0].metrics[METRIC_loss], weighed->results[0].metrics[METRIC_log_loss], 1e-12);
    trial_free(even);
    trial_free(weighed);
    dataset_free(data);
}

/* Every metric of the fold's end is there, and the curve and score are those of the metric that was asked for. */
static void check_metric(const struct dataset *const data, const struct trial_config *const config) {
    struct trial *const t = finished(data, config);
    const struct fold_result *const result = &t->results[0];
    const float at_best = point_of(t, 0, result->best_epoch)[2];
    CHECK(result->metrics[METRIC_roc_auc] > 0.9 && result->metrics[METRIC_roc_auc] <= 1);
    CHECK(result->metrics[METRIC_log_loss] > 0 && result->metrics[METRIC_log_loss] < 1);
    CHECK((float)result->metrics[config->metric] == at_best && trial_score(t) == result->metrics[config->metric]);
    for (int epoch = 0; epoch < result->epochs; epoch++) CHECK(isfinite(point_of(t, 0, epoch)[2]));
    trial_free(t);
}

static void test_metrics(void) {
    claim("the metrics that cost are there at the end of a fold, whichever rule ended it, and after each epoch if "
          "asked for");
    struct dataset *const data = clouds(150);
    split(data, 0, 0.2f);
    static const enum metric_kind metrics[] = {METRIC_loss, METRIC_accuracy, METRIC_roc_auc, METRIC_log_loss};
    for (int i = 0; i < 4; i++) {
        struct trial_config config = config_of(30, 0.02f, metrics[i]);
        check_metric(data, &config);
        config.training.validation_freq = 30;
        config.training.epochs = 30;
        struct trial *const rare = finished(data, &config);
        CHECK(rare->results[0].metrics[METRIC_roc_auc] > 0.9);
        trial_free(rare);
        config.training.validation_freq = 1;
        config.training.early_stopping =
            (union early_stopping_options){.patience = {early_stopping_kind_patience, 2, 0, true}};
        check_metric(data, &config);
        config.training.early_stopping.patience.restore_best = false;
        struct trial *const last = finished(data, &config);
        CHECK(last->results[0].metrics[METRIC_roc_auc] > 0.8);
        trial_free(last);
        config.training.loss = LOSS_hinge;
        config.training.early_stopping.kind = early_stopping_kind_none;
        check_metric(data, &config);
        config.training.loss = LOSS_auto;
        config.training.label_smoothing = 0.1f;
        check_metric(data, &config);
    }
    claim("smoothed labels make the validation loss, not log_loss");
    struct trial_config config = config_of(30, 0.02f, METRIC_accuracy);
    config.training.label_smoothing = 0.3f;
    struct trial *const t = finished(data, &config);
    CHECK(t->results[0].metrics[METRIC_loss] > t->results[0].metrics[METRIC_log_loss] + 0.05);
    trial_free(t);
    dataset_free(data);
}

static void test_repeats(void) {
    claim("with repeats every fold is trained more than once, the first time as without, and each time from other "
          "numbers");
    struct dataset *const data = clouds(90);
    const struct data_options options = {.test_fraction = 0.2f, .stratify = true, .seed = 3, .scale_target = true};
    const struct trial_config config = config_of(6, 0.01f, METRIC_loss);
    split(data, 3, 0.2f);
    struct trial *const once = finished(data, &config);
    CHECK(dataset_split(data, &options, &(struct validation_options){3, 0.25f, 2}) == 0);
    CHECK(data->folds == 3 && data->repeats == 2);
    struct trial *const twice = trial_create(data, &config);
    int counts[6];
    float first[6];
    for (int fold = 0; fold < 6; fold++) {
        counts[fold] = twice->held_count;
        first[fold] = twice->net.w[0];
        CHECK(twice->fold == fold);
        while (twice->fold == fold) CHECK(trial_run(twice, 1e9) != TRIAL_DIVERGED);
    }
    CHECK(twice->state == TRIAL_COMPLETE && twice->folds == 6);
    double sum = 0;
    for (int fold = 0; fold < 6; fold++) {
        sum += twice->results[fold].metrics[METRIC_loss];
        for (int other = 0; other < fold; other++) CHECK(first[fold] != first[other]);
        if (fold < 3) CHECK(memcmp(&twice->results[fold], &once->results[fold], sizeof *once->results) == 0);
        if (fold >= 3) CHECK(counts[fold] == counts[fold - 3]);
        if (fold >= 3)
            CHECK(twice->results[fold].metrics[METRIC_loss] != twice->results[fold - 3].metrics[METRIC_loss]);
    }
    CHECK_CLOSE(trial_score(twice), sum / 6, 1e-12);
    claim("a refit is one training, and knows nothing of repeats");
    struct trial_config refit = config;
    refit.refit_epochs = 6;
    const uint64_t hash = hash_with(data, refit);
    CHECK(dataset_split(data, &options, &(struct validation_options){3, 0.25f, 1}) == 0);
    CHECK(hash_with(data, refit) == hash);
    claim("a single held-out part is repeated, too");
    CHECK(dataset_split(data, &options, &(struct validation_options){0, 0.25f, 4}) == 0);
    struct trial *const part = finished(data, &config);
    CHECK(part->folds == 4 && part->results[3].epochs == 6);
    trial_free(part);
    trial_free(once);
    trial_free(twice);
    dataset_free(data);
}

int main(void) {
    test_schedules();
    test_options();
    test_metrics();
    test_repeats();
    return check_report();
}
