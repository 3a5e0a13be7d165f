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

int main(void) {
    fast_equals_plain();
    every_byte();
    return check_report();
}
