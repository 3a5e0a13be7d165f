/** What a trial predicts is what it was scored by: bit for bit at every fold's end, for rows of the set and for rows of one's own. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "sweetspot.h"
#include "train/predict.h"
#include "trials.h"

enum { MOST_LAYERS = 16, MOST_STEPS = 10 };

struct network_golden {
    const char *name;
    int count;
    union layer_options layers[MOST_LAYERS];
    struct shape shape;
    int classes, params;
    const float *x, *y, *w, *after;
    double losses[MOST_STEPS];
};

#include "../parity/networks.h"

/* ---- against the scores ------------------------------------------------------------------------------------------------ */

static int largest(const float *const p, const int c) {
    int best = 0;
    for (int i = 1; i < c; i++)
        if (p[i] > p[best]) best = i;
    return best;
}

static float *predicted(struct trial *const t, const int32_t *const rows, const int n) {
    const int width = t->data->classes > 0 ? t->data->classes : 1;
    float *const out = malloc((size_t)n * (size_t)width * sizeof(float));
    CHECK(ss_trial_predict_rows((struct ss_trial *)t, rows, n, out) == SS_OK);
    return out;
}

/* Held-out rows of the fold that has just ended, counted anew. */
static void check_confusion(struct trial *const t) {
    const int c = t->data->classes;
    float *const p = predicted(t, t->held_rows, t->held_count);
    int32_t *const confusion = calloc((size_t)(c * c), sizeof(int32_t));
    for (int i = 0; i < t->held_count; i++) {
        double sum = 0;
        for (int k = 0; k < c; k++) sum += (double)p[i * c + k];
        CHECK_CLOSE(sum, 1, 1e-6);
        confusion[(int)t->data->y[t->held_rows[i]] * c + largest(p + (size_t)i * (size_t)c, c)]++;
    }
    CHECK(memcmp(confusion, t->tally.confusion, (size_t)(c * c) * sizeof(int32_t)) == 0);
    free(confusion);
    free(p);
}

/* Log loss of the probabilities, or mean squared error, against the metric of the fold. */
static void check_score(struct trial *const t, const int fold) {
    const int c = t->data->classes;
    float *const p = predicted(t, t->held_rows, t->held_count);
    double sum = 0;
    for (int i = 0; i < t->held_count; i++) {
        const double y = (double)t->data->y[t->held_rows[i]];
        sum += c > 0 ? -log((double)p[i * c + (int)y]) : ((double)p[i] - y) * ((double)p[i] - y);
    }
    const double *const metrics = t->results[fold].metrics;
    const double known = c > 0 ? metrics[METRIC_log_loss] : metrics[METRIC_mean_squared_error];
    CHECK_CLOSE(sum / t->held_count, known, 2e-5);
    free(p);
}

/* The same rows as if they came from elsewhere give the same bits, all at once and one by one. */
static void check_own(struct trial *const t) {
    const struct dataset *const data = t->data;
    const size_t width = data->classes > 0 ? (size_t)data->classes : 1,
                 row = (size_t)data->features * (data->numbers == NUMBERS_BYTE ? 1 : sizeof(float));
    int32_t *const rows = malloc((size_t)data->rows * sizeof(int32_t));
    for (int i = 0; i < data->rows; i++) rows[i] = i;
    float *const known = predicted(t, rows, data->rows);
    float *const out = malloc((size_t)data->rows * width * sizeof(float));
    struct ss_trial *const handle = (struct ss_trial *)t;
    CHECK(ss_trial_predict(handle, data->x, data->starts, data->rows, out) == SS_OK);
    CHECK(memcmp(out, known, (size_t)data->rows * width * sizeof(float)) == 0);
    for (int i = 0; i < data->rows && data->numbers != NUMBERS_TOKEN; i += 7) {
        CHECK(ss_trial_predict(handle, (const uint8_t *)data->x + (size_t)i * row, NULL, 1, out) == SS_OK);
        CHECK(memcmp(out, known + (size_t)i * width, width * sizeof(float)) == 0);
    }
    free(out);
    free(known);
    free(rows);
}

/* All folds, looked at after each slice; then the hash must be that of a trial nobody looked at. */
static void check_trial(struct dataset *const data, const struct trial_config config, const int folds) {
    split(data, folds, 0.2f);
    const uint64_t hash = hash_with(data, config);
    struct trial *const t = trial_create(data, &config);
    for (int fold = 0; t->state == TRIAL_RUNNING;) {
        trial_run(t, 40);
        free(predicted(t, t->held_rows, t->held_count));
        if (t->fold == fold) continue;
        if (data->classes > 0) check_confusion(t);
        check_score(t, fold);
        CHECK((float)t->results[fold].metrics[METRIC_loss] == point_of(t, fold, t->results[fold].best_epoch)[1]);
        fold = t->fold;
    }
    CHECK(t->state == TRIAL_COMPLETE && t->fold == (folds > 0 ? folds : 1));
    CHECK(t->hash == hash);
    check_own(t);
    trial_free(t);
    struct trial_config again = config;
    again.refit_epochs = 3;
    struct trial *const refit = finished(data, &again);
    if (data->classes > 0) check_confusion(refit);
    check_score(refit, 0);
    trial_free(refit);
    dataset_free(data);
}

static struct dataset *byte_rows(void) {
    struct dataset *const data = made(120, 12, 3, true);
    for (int i = 0; i < 120; i++) {
        data->y[i] = (float)(i % 3);
        ((uint8_t *)data->x)[12 * i + i % 3] = 255;
    }
    return data;
}

/* Rows of one to seven tokens; the class is whether token 5 is there. */
static struct dataset *text_rows(void) {
    enum { ROWS = 90, WORDS = 20 };
    struct dataset *const data = dataset_create_text(ROWS, ROWS * 4, WORDS, WORDS, 5, 2, 0);
    struct rng rng;
    rng_seed(&rng, 4, 0, 0, STREAM_SAMPLER);
    uint16_t *const x = data->x;
    data->starts[0] = 0;
    for (int i = 0; i < ROWS; i++) {
        const int length = i + 1 == ROWS ? data->tokens - data->starts[i] : 1 + i % 7;
        data->starts[i + 1] = data->starts[i] + length;
        data->y[i] = 0;
        for (int k = data->starts[i]; k < data->starts[i + 1]; k++) {
            x[k] = (uint16_t)(3 + 16 * rng_unit(&rng));
            if (x[k] == 5) data->y[i] = 1;
        }
    }
    return data;
}

static const union layer_options EMBEDDED[] = {
    {.embedding = {layer_kind_embedding, .output_dim = 4, .embeddings_initializer = INITIALIZER_random_uniform}},
    {.global_average_pool1d = {layer_kind_global_average_pool1d}}};

static struct trial_config text_config(void) {
    struct trial_config config = config_of(6, 0.02f, METRIC_accuracy);
    config.layers = EMBEDDED;
    config.count = 2;
    return config;
}

static void test_scores(void) {
    struct trial_config config = config_of(8, 0.02f, METRIC_accuracy);
    claim("three classes, with dropout");
    check_trial(clouds(130), config, 3);
    claim("two classes, one output");
    check_trial(xor_rows(130), config, 3);
    claim("two classes, two outputs, one held-out part");
    config.training.loss = LOSS_categorical_crossentropy;
    check_trial(xor_rows(130), config, 0);
    claim("weights of an earlier epoch, with batch_norm, in larger batches than a scoring needs");
    union layer_options layers[3] = {
        HIDDEN[0], {.batch_norm = {layer_kind_batch_norm, 0.9f, 1e-3f, true, true}}, HIDDEN[2]};
    config = config_of(30, 0.05f, METRIC_accuracy);
    config.layers = layers;
    config.training.batch_size = 300;
    config.training.early_stopping =
        (union early_stopping_options){.patience = {early_stopping_kind_patience, 2, 0, true}};
    check_trial(clouds(700), config, 2);
    claim("bytes");
    check_trial(byte_rows(), config_of(6, 0.02f, METRIC_accuracy), 2);
    claim("a target far from 0");
    check_trial(slope(130), config_of(10, 0.02f, METRIC_loss), 3);
    claim("texts");
    check_trial(text_rows(), text_config(), 2);
}

/* ---- against PyTorch --------------------------------------------------------------------------------------------------- */

/* The rows of a golden's first step as a data set that is not scaled. */
static struct dataset *golden_rows(const struct network_golden *const golden) {
    const int d = (int)shape_size(&golden->shape), n = NETWORK_STEPS * NETWORK_BATCH;
    const bool text = golden->shape.words > 0;
    struct dataset *const data =
        text ? dataset_create_text(n, n * d, golden->shape.words, golden->shape.words, d, golden->classes, 0)
             : dataset_create(n, d, golden->classes, false, 0);
    for (int i = 0; i < n * d; i++)
        if (text)
            ((uint16_t *)data->x)[i] = (uint16_t)golden->x[i];
        else
            ((float *)data->x)[i] = golden->x[i];
    for (int i = 0; i <= n && text; i++) data->starts[i] = i * d;
    for (int i = 0; i < n; i++) data->y[i] = golden->y[i];
    if (!text) data->shape = golden->shape;
    const struct data_options options = {.test_fraction = 0.2f, .seed = 1, .scale = SCALE_none};
    CHECK(dataset_split(data, &options, &(struct validation_options){0, 0.25f, 1}) == 0);
    return data;
}

static bool differs_in_training(const struct network_golden *const golden) {
    for (int i = 0; i < golden->count; i++)
        if (golden->layers[i].kind == layer_kind_batch_norm || golden->layers[i].kind == layer_kind_dropout)
            return true;
    return false;
}

/* With PyTorch's weights the predictions have the loss that PyTorch saw in its first step. */
static int check_golden(const struct network_golden *const golden) {
    if (differs_in_training(golden)) return 0;
    claim(golden->name);
    struct dataset *const data = golden_rows(golden);
    struct trial_config config = config_of(1, 0.01f, METRIC_loss);
    config.count = golden->count;
    config.layers = golden->layers;
    struct trial *const t = trial_create(data, &config);
    if (!CHECK(t->net.params == (uint64_t)golden->params)) return 0;
    memcpy(t->net.w, golden->w, (size_t)golden->params * sizeof(float));
    static const int32_t rows[NETWORK_BATCH] = {0, 1, 2, 3};
    float *const p = predicted(t, rows, NETWORK_BATCH);
    double sum = 0;
    for (int i = 0; i < NETWORK_BATCH; i++) {
        const double y = (double)golden->y[i];
        sum += golden->classes > 0 ? -log((double)p[i * golden->classes + (int)y])
                                   : ((double)p[i] - y) * ((double)p[i] - y);
    }
    CHECK_CLOSE(sum / NETWORK_BATCH, golden->losses[0], 1e-5);
    free(p);
    trial_free(t);
    dataset_free(data);
    return 1;
}

/* ---- what is refused --------------------------------------------------------------------------------------------------- */

static void test_refusals(void) {
    claim("rows, numbers and tokens that are not there are refused");
    struct dataset *data = clouds(60);
    split(data, 0, 0.2f);
    const struct trial_config config = config_of(1, 0.01f, METRIC_loss);
    struct trial *t = trial_create(data, &config);
    struct ss_trial *handle = (struct ss_trial *)t;
    float out[12], x[4] = {0};
    const int32_t rows[] = {59, 60, -1};
    CHECK(ss_trial_predict_rows(handle, rows, 1, out) == SS_OK);
    CHECK(ss_trial_predict_rows(handle, rows, 2, out) == SS_BAD_ARGUMENT);
    CHECK(ss_trial_predict_rows(handle, rows + 2, 1, out) == SS_BAD_ARGUMENT);
    CHECK(ss_trial_predict_rows(handle, rows, 0, out) == SS_OK);
    CHECK(ss_trial_predict_rows(NULL, rows, 1, out) == SS_BAD_ARGUMENT);
    CHECK(ss_trial_predict(handle, x, NULL, 1, out) == SS_OK);
    CHECK(ss_trial_predict(handle, NULL, NULL, 1, out) == SS_BAD_ARGUMENT);
    CHECK(ss_trial_predict(handle, x, NULL, -1, out) == SS_BAD_ARGUMENT);
    x[3] = NAN;
    CHECK(ss_trial_predict(handle, x, NULL, 1, out) == SS_NOT_FINITE);
    trial_free(t);
    dataset_free(data);
    data = text_rows();
    split(data, 0, 0.2f);
    const struct trial_config of_texts = text_config();
    t = trial_create(data, &of_texts);
    handle = (struct ss_trial *)t;
    uint16_t tokens[] = {1, 19, 20};
    const int32_t starts[] = {0, 2, 2, 3}, wrong[] = {0, 2, 1};
    CHECK(ss_trial_predict(handle, tokens, starts, 2, out) == SS_OK); /* an empty text is one of padding */
    CHECK(ss_trial_predict(handle, tokens, starts, 3, out) == SS_BAD_TOKEN);
    CHECK(ss_trial_predict(handle, tokens, wrong, 2, out) == SS_BAD_TOKEN);
    CHECK(ss_trial_predict(handle, tokens, NULL, 1, out) == SS_BAD_ARGUMENT);
    trial_free(t);
    dataset_free(data);
}

int main(void) {
    int compared = 0;
    test_scores();
    for (size_t i = 0; i < sizeof network_goldens / sizeof *network_goldens; i++)
        compared += check_golden(&network_goldens[i]);
    claim("most networks are compared");
    CHECK(compared >= 4);
    test_refusals();
    return check_report();
}
