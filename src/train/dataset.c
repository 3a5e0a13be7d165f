#include "train/dataset.h"

#include "base/arena.h"
#include "kernels/kernels.h"
#include "sweetspot.h"

#include <math.h>

static void place(struct dataset *const data, struct arena *const arena) {
    const uint64_t n = (uint64_t)data->rows, d = (uint64_t)data->features;
    if (data->numbers == NUMBERS_TOKEN) {
        data->x = arena_take(arena, (uint64_t)data->tokens, sizeof(uint16_t));
        data->starts = arena_take(arena, n + 1, sizeof(int32_t));
    } else
        data->x = arena_take(arena, n * d, data->numbers == NUMBERS_BYTE ? 1 : sizeof(float));
    data->y = arena_take(arena, n, sizeof(float));
    data->roles = arena_take(arena, n, sizeof(int32_t));
    data->order = arena_take(arena, n, sizeof(int32_t));
}

static struct dataset *create(struct dataset data) {
    struct arena arena = {0};
    (void)arena_take(&arena, 1, sizeof data);
    place(&data, &arena);
    arena = (struct arena){arena_block(arena.used), arena.used, 0};
    if (arena.base == NULL) return NULL;
    struct dataset *const result = arena_take(&arena, 1, sizeof data);
    place(&data, &arena);
    *result = data;
    return result;
}

struct dataset *dataset_create(const int rows, const int features, const int classes, const bool bytes,
                               const int test_rows) {
    return create((struct dataset){.rows = rows,
                                   .features = features,
                                   .classes = classes,
                                   .test_rows = test_rows,
                                   .numbers = bytes ? NUMBERS_BYTE : NUMBERS_FLOAT,
                                   .shape = shape_flat(features)});
}

struct dataset *dataset_create_text(const int rows, const int tokens, const int words, const int num_words,
                                    const int max_length, const int classes, const int test_rows) {
    return create((struct dataset){.rows = rows,
                                   .classes = classes,
                                   .test_rows = test_rows,
                                   .numbers = NUMBERS_TOKEN,
                                   .shape = {.rank = 1, .d = {max_length}, .words = num_words},
                                   .words = words,
                                   .tokens = tokens});
}

struct shape dataset_shape(const struct dataset *const data, const struct text_options *const text) {
    struct shape shape = data->shape;
    if (data->numbers != NUMBERS_TOKEN) return shape;
    if (text->num_words > 0) shape.words = text->num_words;
    if (shape.words > data->words) shape.words = data->words;
    if (shape.words < 3) shape.words = 3; /* padding, start and unknown are always there */
    if (text->max_length > 0) shape.d[0] = text->max_length;
    return shape;
}

void dataset_free(struct dataset *const data) {
    if (data == NULL) return;
    arena_release(data->fitted);
    arena_release(data);
}

static int check_tokens(const struct dataset *const data) {
    const uint16_t *const x = data->x;
    if (data->starts[0] != 0 || data->starts[data->rows] != data->tokens) return SS_BAD_TOKEN;
    for (int i = 0; i < data->rows; i++)
        if (data->starts[i] > data->starts[i + 1]) return SS_BAD_TOKEN;
    for (int i = 0; i < data->tokens; i++)
        if (x[i] >= data->words) return SS_BAD_TOKEN;
    return SS_OK;
}

static int check_numbers(const struct dataset *const data) {
    if (data->numbers == NUMBERS_TOKEN && check_tokens(data) != SS_OK) return SS_BAD_TOKEN;
    if (data->numbers == NUMBERS_FLOAT && !all_finite(data->x, (size_t)data->rows * (size_t)data->features))
        return SS_NOT_FINITE;
    if (!all_finite(data->y, (size_t)data->rows)) return SS_NOT_FINITE;
    for (int i = 0; i < data->rows && data->classes > 0; i++)
        if (data->y[i] < 0.0f || data->y[i] >= (float)data->classes || data->y[i] != floorf(data->y[i]))
            return SS_BAD_CLASS;
    return SS_OK;
}

static int check_classes(const struct dataset *const data) {
    int first = -1;
    if (data->classes == 0) return SS_OK;
    for (int i = 0; i < data->rows; i++) {
        if (data->roles[i] == ROLE_TEST || data->roles[i] == ROLE_UNUSED) continue;
        if (first < 0) first = (int)data->y[i];
        if ((int)data->y[i] != first) return SS_OK;
    }
    return SS_ONE_CLASS;
}

int dataset_split(struct dataset *const data, const struct data_options *const options,
                  const struct validation_options *const validation) {
    int status = check_numbers(data);
    if (status == SS_OK) status = split_rows(data, options, validation);
    if (status == SS_OK) status = check_classes(data);
    if (status != SS_OK) return data->folds = 0, status; /* not split: no trial may begin */
    const uint64_t sets = (uint64_t)data->folds + 1, d = (uint64_t)data->features;
    struct arena arena = {0};
    for (int pass = 0; pass < 2; pass++) {
        data->shift = arena_take(&arena, sets * d, sizeof(float));
        data->scale = arena_take(&arena, sets * d, sizeof(float));
        data->target = arena_take(&arena, sets * 2, sizeof(float));
        if (pass == 1) break;
        arena_release(data->fitted);
        data->fitted = arena_block(arena.used);
        if (data->fitted == NULL) return data->folds = 0, SS_NO_MEMORY;
        arena = (struct arena){data->fitted, arena.used, 0};
    }
    for (int fold = 0; fold <= data->folds; fold++)
        fit_scale(data, fold, (enum scale_kind)options->scale, options->scale_target);
    return SS_OK;
}

static int list_rows(const struct dataset *const data, const int fold, const bool held, int32_t *const rows) {
    int n = 0;
    for (int i = 0; i < data->rows; i++) {
        const int role = data->roles[i];
        const bool mine = fold == data->folds
                              ? (held ? role == ROLE_TEST : role >= 0 || role == ROLE_TRAIN)
                              : (held ? role == fold : (role >= 0 && role != fold) || role == ROLE_TRAIN);
        if (!mine) continue;
        if (rows != NULL) rows[n] = i;
        n++;
    }
    return n;
}

int dataset_train_rows(const struct dataset *const data, const int fold, int32_t *const rows) {
    return list_rows(data, fold, false, rows);
}

int dataset_held_rows(const struct dataset *const data, const int fold, int32_t *const rows) {
    return list_rows(data, fold, true, rows);
}
