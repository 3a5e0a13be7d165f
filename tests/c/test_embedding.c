#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 23;
static const int WIDTHS[] = {1, 3, 4, 5, 7, 8, 9, 16, 17, 33};
enum { WIDTH_COUNT = sizeof WIDTHS / sizeof *WIDTHS, WORDS = 11 };

/* Tokens below WORDS, a third of them 0 as padding is. */
static float *random_tokens(const size_t n) {
    float *const tokens = buffer(n);
    for (size_t i = 0; i < n; i++) {
        const uint32_t number = next_number(&state);
        tokens[i] = number % 3 == 0 ? 0 : (float)(number / 3 % WORDS);
    }
    return tokens;
}

static void one_size(const size_t n, const int d) {
    const size_t table = (size_t)WORDS * (size_t)d, all = n * (size_t)d;
    float *const w = random_buffer(table, -1, 1, 0, &state), *const tokens = random_tokens(n);
    float *const y = buffer(all), *const y_plain = buffer(all), *const dy = random_buffer(all, -1, 1, 10, &state);
    embedding_forward(y, w, tokens, n, d);
    embedding_forward_ref(y_plain, w, tokens, n, d);
    CHECK(same_bits(y, y_plain, all) && guarded(y, all));
    float *const dw = copy_buffer(w, table), *const dw_plain = copy_buffer(w, table);
    int32_t *const rows = malloc(n * sizeof *rows), *const rows_plain = malloc(n * sizeof *rows);
    embedding_backward(dw, rows, dy, tokens, n, d);
    embedding_backward_ref(dw_plain, rows_plain, dy, tokens, n, d);
    CHECK(same_bits(dw, dw_plain, table) && guarded(dw, table) && memcmp(rows, rows_plain, n * sizeof *rows) == 0);
    embedding_clear(dw, rows, n, d);
    embedding_clear_ref(dw_plain, rows, n, d);
    CHECK(same_bits(dw, dw_plain, table) && guarded(dw, table));
    int wrong = 0; /* what is cleared is what was touched, and nothing else */
    for (int word = 0; word < WORDS; word++) {
        bool touched = false;
        for (size_t i = 0; i < n; i++) touched = touched || (int)tokens[i] == word;
        for (int j = 0; j < d; j++) wrong += dw[word * d + j] != (touched ? 0 : w[word * d + j]);
    }
    CHECK(wrong == 0);
    free(w), free(tokens), free(y), free(y_plain), free(dy), free(dw), free(dw_plain), free(rows), free(rows_plain);
}

static void fast_equals_plain(void) {
    claim("rows of a table are found, added to and cleared as in the plain form, to the bit");
    for (int i = 0; i < WIDTH_COUNT; i++)
        for (int j = 0; j < WIDTH_COUNT; j++) one_size((size_t)WIDTHS[i], WIDTHS[j]);
}

static void masks(void) {
    claim("the mask is 1 where the token is not 0");
    for (int s = 0; s < SIZE_COUNT; s++) {
        const size_t n = SIZES[s];
        float *const tokens = random_tokens(n), *const mask = buffer(n), *const plain = buffer(n);
        embedding_mask(mask, tokens, n);
        embedding_mask_ref(plain, tokens, n);
        CHECK(same_bits(mask, plain, n) && guarded(mask, n));
        free(tokens), free(mask), free(plain);
    }
}

static void added_rows(void) {
    claim("a row is added to every row as in the plain form, to the bit");
    for (int s = 0; s < SIZE_COUNT; s++)
        for (int b = 1; b <= 5; b += 2) {
            const size_t n = SIZES[s], all = (size_t)b * n;
            float *const x = random_buffer(all, -1, 1, 0, &state), *const row = random_buffer(n, -1, 1, 0, &state);
            float *const y = buffer(all), *const plain = buffer(all);
            add_rows(y, x, row, b, n);
            add_rows_ref(plain, x, row, b, n);
            CHECK(same_bits(y, plain, all) && guarded(y, all));
            free(x), free(row), free(y), free(plain);
        }
}

int main(void) {
    fast_equals_plain();
    masks();
    added_rows();
    return check_report();
}
