/* Which row goes where. One idea serves tests, folds, fractions and limits: bring the rows into a random order; to stratify,
 * group them by class; then deal them out evenly along the line. So every part gets its share of each class
 * to within one row, and the sizes are exact. */
#include "base/rng.h"
#include "sweetspot.h"
#include "train/dataset.h"

#include <math.h>

/* The candidates (rows whose role is ROLE_TRAIN) in random order, grouped by class if wanted. @return how many */
static int line_up(struct dataset *const data, const bool stratify, struct rng *const rng) {
    int n = 0;
    for (int i = 0; i < data->rows; i++)
        if (data->roles[i] == ROLE_TRAIN) data->order[n++] = i;
    rng_shuffle(data->order, n, rng);
    if (!stratify || data->classes == 0) return n;
    /* Class by class to the front; within a class the order is still random. */
    int done = 0;
    for (int c = 0; c < data->classes; c++) {
        int write = done;
        for (int i = done; i < n; i++) {
            const int32_t row = data->order[i];
            if ((int)data->y[row] != c) continue;
            data->order[i] = data->order[write];
            data->order[write++] = row;
        }
        done = write;
    }
    return n;
}

/* Of n rows in line, m evenly spread ones get a role. */
static void deal_share(struct dataset *const data, const int n, const int m, const int role) {
    for (int i = 0; i < n; i++)
        if ((int64_t)(i + 1) * m / n > (int64_t)i * m / n) data->roles[data->order[i]] = role;
}

static int share_of(const double fraction, const int n) {
    const int m = (int)ceil(fraction * (1.0 - 1e-7) * n); /* as scikit-learn rounds; 0.2F * 150 is 30, not 31 */
    return m < n ? m : n;
}

static bool in_blocks(const struct dataset *const data, const struct data_options *const options) {
    const bool series = data->shape.rank == 2;
    return options->split == SPLIT_blocks || (options->split == SPLIT_auto && series);
}

/* The last m of the candidates get a role. @return how many candidates are left */
static int last_get(struct dataset *const data, const int m, const int role) {
    int n = 0, given = 0;
    for (int i = data->rows - 1; i >= 0; i--) {
        if (data->roles[i] != ROLE_TRAIN) continue;
        if (given < m)
            given++, data->roles[i] = role;
        else
            n++;
    }
    return n;
}

/* Time goes one way: the test comes last, and whoever is limited has the latest rows before it. */
static int split_blocks(struct dataset *const data, const struct data_options *const options,
                        const struct validation_options *const validation) {
    int n = data->rows - data->test_rows;
    if (data->test_rows == 0) n = last_get(data, share_of(options->test_fraction, n), ROLE_TEST);
    for (int i = 0; i < data->rows && options->limit > 0 && n > options->limit; i++)
        if (data->roles[i] == ROLE_TRAIN) data->roles[i] = ROLE_UNUSED, n--;
    if (validation->folds > n || n < 2) return SS_TOO_FEW_ROWS;
    if (validation->folds == 0) {
        const int held = share_of(validation->fraction, n);
        if (held >= n) return SS_TOO_FEW_ROWS;
        last_get(data, held, 0);
        return SS_OK;
    }
    for (int i = 0, k = 0; i < data->rows; i++)
        if (data->roles[i] == ROLE_TRAIN) data->roles[i] = (int32_t)((int64_t)k++ * validation->folds / n);
    return SS_OK;
}

int split_rows(struct dataset *const data, const struct data_options *const options,
               const struct validation_options *const validation) {
    const uint64_t seed = (uint64_t)options->seed;
    struct rng rng;
    for (int i = 0; i < data->rows; i++) data->roles[i] = i < data->rows - data->test_rows ? ROLE_TRAIN : ROLE_TEST;

    data->folds = validation->folds > 0 ? validation->folds : 1;
    data->repeats = validation->repeats;
    if (in_blocks(data, options)) return split_blocks(data, options, validation);

    rng_seed(&rng, seed, 0, 0, STREAM_TEST);
    int n = line_up(data, options->stratify, &rng);
    if (data->test_rows == 0) deal_share(data, n, share_of(options->test_fraction, n), ROLE_TEST);

    rng_seed(&rng, seed, 0, 0, STREAM_LIMIT);
    n = line_up(data, options->stratify, &rng);
    if (options->limit > 0 && options->limit < n) deal_share(data, n, n - options->limit, ROLE_UNUSED);

    rng_seed(&rng, seed, 0, 0, STREAM_FOLDS);
    n = line_up(data, options->stratify, &rng);
    if (validation->folds > n || n < 2) return SS_TOO_FEW_ROWS;
    if (validation->folds > 0) {
        for (int i = 0; i < n; i++) data->roles[data->order[i]] = i % validation->folds;
        return SS_OK;
    }
    const int held = share_of(validation->fraction, n);
    if (held >= n) return SS_TOO_FEW_ROWS;
    deal_share(data, n, held, 0);
    return SS_OK;
}
