#include "kernel_data.h"
#include "kernels/kernels.h"

typedef void gemm_fn(float *restrict, const float *restrict, const float *restrict, const float *restrict,
                     float *restrict, int, int, int, bool);
static const struct {
    const char *name;
    gemm_fn *fast, *plain;
} FORMS[] = {{"nn", gemm_nn, gemm_nn_ref}, {"nt", gemm_nt, gemm_nt_ref}, {"tn", gemm_tn, gemm_tn_ref}};

enum { BIAS = 1, ACCUMULATE = 2, VARIANTS = 4 };
static uint32_t state = 1;

/* One product, fast and plain, in buffers of exactly its size. */
static void compare(const int form, const int m, const int n, const int k, const unsigned zeros,
                    const unsigned variant) {
    const size_t sc = (size_t)m * (size_t)n, sa = (size_t)m * (size_t)k, sb = (size_t)n * (size_t)k;
    const size_t ss = gemm_scratch(m, n, k);
    float *const a = random_buffer(sa, -1, 1, zeros, &state), *const b = random_buffer(sb, -1, 1, 0, &state);
    float *const bias = random_buffer((size_t)n, -1, 1, 0, &state), *const scratch = buffer(ss);
    float *const got = random_buffer(sc, -1, 1, 0, &state), *const want = copy_buffer(got, sc);
    const float *const row = variant & BIAS ? bias : NULL;
    FORMS[form].fast(got, a, b, row, scratch, m, n, k, (variant & ACCUMULATE) != 0);
    FORMS[form].plain(want, a, b, row, NULL, m, n, k, (variant & ACCUMULATE) != 0);
    const double error = largest_error(got, want, sc);
    /* Beyond the narrow products, which sum in lanes, only the sign of a zero may differ. */
    const bool in_order = n > 4 || form == 2;
    if (!CHECK(error <= (in_order ? 0 : 4e-7 * sqrt(k + 8.0))) || !CHECK(guarded(got, sc) && guarded(scratch, ss)))
        printf("gemm_%s m %d n %d k %d, %u %% zeros, variant %u: error %g\n", FORMS[form].name, m, n, k, zeros, variant,
               error);
    free(a), free(b), free(bias), free(scratch), free(got), free(want);
}

static void every_small_size(void) {
    static const int sizes[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 31, 33, 65};
    static const unsigned zeros[] = {0, 50, 95};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    claim("fast and plain products agree at every small size");
    unsigned turn = 0;
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++)
            for (int p = 0; p < COUNT; p++)
                for (int form = 0; form < 3; form++, turn++)
                    for (unsigned z = 0; z < 3; z++)
                        compare(form, sizes[i], sizes[j], sizes[p], zeros[z], (turn + z) % VARIANTS);
}

static void large_sizes(void) {
    static const int sizes[][3] = {{32, 128, 784}, {784, 128, 32}, {130, 140, 300}, {33, 520, 270}, {257, 129, 65},
                                   {5, 9, 2051},   {1, 1, 3000},   {2, 3, 1500},    {300, 4, 600},  {96, 100, 4},
                                   {96, 3, 100},   {1, 300, 700},  {8, 257, 64},    {9, 257, 64},   {1000, 10, 33},
                                   {512, 1, 513},  {96, 50, 4},    {96, 150, 3},    {500, 131, 2},  {300, 1001, 1}};
    claim("fast and plain products agree at sizes of more than one block");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int form = 0; form < 3; form++)
            for (unsigned variant = 0; variant < VARIANTS; variant++)
                compare(form, sizes[i][0], sizes[i][1], sizes[i][2], variant * 30, variant);
}

static void plain_form_is_the_definition(void) {
    claim("the plain product is the sum of products, in double");
    enum { M = 5, N = 6, K = 7 };
    float *const a = random_buffer(M * K, -1, 1, 0, &state), *const b = random_buffer(K * N, -1, 1, 0, &state);
    float *const at = buffer(M * K), *const bt = buffer(K * N), *const c = buffer(M * N);
    for (int i = 0; i < M; i++)
        for (int p = 0; p < K; p++) at[p * M + i] = a[i * K + p];
    for (int p = 0; p < K; p++)
        for (int j = 0; j < N; j++) bt[j * K + p] = b[p * N + j];
    for (int form = 0; form < 3; form++) {
        for (int i = 0; i < M * N; i++) c[i] = 2;
        FORMS[form].plain(c, form == 2 ? at : a, form == 1 ? bt : b, b, NULL, M, N, K, true);
        for (int i = 0; i < M; i++)
            for (int j = 0; j < N; j++) {
                double want = 2 + (double)b[j];
                for (int p = 0; p < K; p++) want += (double)a[i * K + p] * (double)b[p * N + j];
                CHECK_CLOSE(c[i * N + j], want, 1e-6);
            }
    }
    free(a), free(b), free(at), free(bt), free(c);
}

static void nan_is_not_lost(void) {
    claim("a NaN reaches its row of the product and no other");
    static const int sizes[][3] = {{9, 17, 33}, {9, 3, 33}, {6, 1, 5}, {9, 11, 3}, {33, 130, 300}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        const int m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
        float *const a = random_buffer((size_t)(m * k), -1, 1, 50, &state), *const b = random_buffer((size_t)(n * k), 1,
                                                                                                     2, 0, &state);
        float *const c = buffer((size_t)(m * n)), *const scratch = buffer(gemm_scratch(m, n, k));
        for (int form = 0; form < 3; form++) {
            const int at = form == 2 ? (k - 1) * m + 2 : 2 * k + k - 1; /* row 2, the last k */
            const float before = a[at];
            a[at] = NAN;
            FORMS[form].fast(c, a, b, NULL, scratch, m, n, k, false);
            a[at] = before;
            int lost = 0, spread = 0;
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++)
                    lost += i == 2 && !isnan(c[i * n + j]), spread += i != 2 && isnan(c[i * n + j]);
            CHECK(lost == 0);
            CHECK(spread == 0);
        }
        free(a), free(b), free(c), free(scratch);
    }
}

static void zeros_are_dropped(void) {
    claim("a k at which all of a is zero is dropped: what b holds there does not matter");
    static const int sizes[][3] = {{4, 8, 5}, {6, 17, 33}, {33, 130, 90}};
    for (size_t s = 0; s < 3; s++) {
        const int m = sizes[s][0], n = sizes[s][1], k = sizes[s][2];
        for (int form = 0; form < 3; form++)
            for (int zero = 0; zero < k; zero += 3) {
                float *const a = random_buffer((size_t)(m * k), -1, 1, 0, &state);
                float *const b = random_buffer((size_t)(n * k), 1, 2, 0, &state);
                float *const c = buffer((size_t)(m * n)), *const scratch = buffer(gemm_scratch(m, n, k));
                for (int i = 0; i < m; i++) a[form == 2 ? zero * m + i : i * k + zero] = 0;
                for (int j = 0; j < n; j++) b[form == 1 ? j * k + zero : zero * n + j] = INFINITY;
                FORMS[form].fast(c, a, b, NULL, scratch, m, n, k, false);
                int bad = 0;
                for (int i = 0; i < m * n; i++) bad += !isfinite(c[i]);
                CHECK(bad == 0);
                free(a), free(b), free(c), free(scratch);
            }
    }
}

static void same_input_same_bits(void) {
    claim("what lies in the scratch does not matter");
    enum { M = 37, N = 131, K = 290 };
    float *const a = random_buffer(M * K, -1, 1, 50, &state), *const b = random_buffer(N * K, -1, 1, 0, &state);
    float *const one = buffer(M * N), *const two = buffer(M * N), *const scratch = buffer(gemm_scratch(M, N, K));
    for (int form = 0; form < 3; form++) {
        memset(scratch, 0, gemm_scratch(M, N, K) * sizeof *scratch);
        FORMS[form].fast(one, a, b, b, scratch, M, N, K, false);
        memset(scratch, 0xFF, gemm_scratch(M, N, K) * sizeof *scratch);
        FORMS[form].fast(two, a, b, b, scratch, M, N, K, false);
        CHECK(same_bits(one, two, M * N));
    }
    free(a), free(b), free(one), free(two), free(scratch);
}

static void scratch_grows_with_each_size(void) {
    claim("scratch is monotone in each size");
    static const int sizes[] = {1, 3, 4, 5, 31, 64, 65, 100, 128, 129, 255, 256, 257, 1000, 5000};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++)
            for (int p = 0; p < COUNT; p++) {
                const size_t here = gemm_scratch(sizes[i], sizes[j], sizes[p]);
                if (i > 0) CHECK(here >= gemm_scratch(sizes[i - 1], sizes[j], sizes[p]));
                if (j > 0) CHECK(here >= gemm_scratch(sizes[i], sizes[j - 1], sizes[p]));
                if (p > 0) CHECK(here >= gemm_scratch(sizes[i], sizes[j], sizes[p - 1]));
            }
}

int main(void) {
    plain_form_is_the_definition();
    every_small_size();
    large_sizes();
    nan_is_not_lost();
    zeros_are_dropped();
    same_input_same_bits();
    scratch_grows_with_each_size();
    return check_report();
}
