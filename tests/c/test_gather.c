#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 13;

static void fast_equals_plain(void) {
    claim("gathered rows are shifted and scaled, the same bits fast and plain, whatever the width");
    for (int s = 0; s < SIZE_COUNT; s++)
        for (int b = 1; b <= 9; b += 4) {
            enum { N = 11 };
            const size_t d = SIZES[s], n = (size_t)b * d;
            float *const x = random_buffer(N * d, -5, 5, 20, &state), *const shift = random_buffer(d, -1, 1, 0, &state);
            float *const scale = random_buffer(d, 0.5F, 2, 0, &state), *const out = buffer(n), *const want = buffer(n);
            uint8_t *const bytes = malloc(N * d);
            int32_t rows[9];
            for (int i = 0; i < b; i++) rows[i] = (int32_t)(next_number(&state) % N);
            rows[b - 1] = N - 1; /* the end of x is read exactly */
            for (size_t i = 0; i < N * d; i++) bytes[i] = (uint8_t)next_number(&state);
            gather_f32(out, x, rows, shift, scale, b, (int)d);
            gather_f32_ref(want, x, rows, shift, scale, b, (int)d);
            CHECK(same_bits(out, want, n) && guarded(out, n));
            CHECK(out[n - 1] == (x[N * d - 1] - shift[d - 1]) * scale[d - 1]);
            gather_u8(out, bytes, rows, shift, scale, b, (int)d);
            gather_u8_ref(want, bytes, rows, shift, scale, b, (int)d);
            CHECK(same_bits(out, want, n) && guarded(out, n));
            CHECK(out[0] == ((float)bytes[(size_t)rows[0] * d] - shift[0]) * scale[0]);
            free(x), free(shift), free(scale), free(out), free(want), free(bytes);
        }
}

static void every_byte(void) {
    claim("all 256 bytes keep their value");
    uint8_t x[256];
    float shift[256] = {0}, scale[256], out[256];
    const int32_t row = 0;
    for (int i = 0; i < 256; i++) x[i] = (uint8_t)i, scale[i] = 1;
    gather_u8(out, x, &row, shift, scale, 1, 256);
    int wrong = 0;
    for (int i = 0; i < 256; i++) wrong += out[i] != (float)i;
    CHECK(wrong == 0);
}

static void texts(void) {
    claim("texts are cut and filled as keras.utils.pad_sequences does, rare words become 2");
    static const uint16_t x[] = {1, 5, 9, 4, /**/ 1, /**/ 1, 3, 8};
    static const int32_t starts[] = {0, 4, 4, 5, 8}, rows[] = {3, 0, 1, 2};
    static const struct {
        int t;
        bool post, cut_post;
        float want[16];
    } cases[] = {{3, false, false, {1, 3, 2, 5, 2, 4, 0, 0, 0, 0, 0, 1}},
                 {3, true, true, {1, 3, 2, 1, 5, 2, 0, 0, 0, 1, 0, 0}},
                 {4, true, false, {1, 3, 2, 0, 1, 5, 2, 4, 0, 0, 0, 0, 1, 0, 0, 0}},
                 {1, false, true, {1, 1, 0, 1}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t n = 4 * (size_t)cases[i].t;
        float *const out = buffer(n);
        gather_tokens(out, x, starts, rows, 4, cases[i].t, 8, cases[i].post, cases[i].cut_post);
        CHECK(same_bits(out, cases[i].want, n) && guarded(out, n));
        free(out);
    }
}

int main(void) {
    fast_equals_plain();
    every_byte();
    texts();
    return check_report();
}
