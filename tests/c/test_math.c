#include "kernel_data.h"
#include "kernels/kernels.h"

typedef void vec_fn(float *, const float *, size_t);
typedef double real_fn(double);
static double real_sigmoid(const double x) { return 1 / (1 + exp(-x)); }

static const struct {
    const char *name;
    vec_fn *fast, *plain;
    real_fn *real;
    double ulps; /* as stated in math.c */
} FUNCTIONS[] = {{"exp", vec_exp, vec_exp_ref, exp, 1.01},
                 {"tanh", vec_tanh, vec_tanh_ref, tanh, 6},
                 {"sigmoid", vec_sigmoid, vec_sigmoid_ref, real_sigmoid, 2.5}};
enum { FUNCTION_COUNT = 3, CHUNK = 1024 };

static float from_bits(const uint32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The distance from the true value in units in the last place of a float of its size; flushed denormals are right. */
static double ulps(const float got, const double want) {
    if (isnan(want) || isnan(got)) return isnan(want) && isnan(got) ? 0 : INFINITY;
    const double rounded = fabs(want) > 0x1.ffffffp127 ? copysign(INFINITY, want) : want;
    if ((double)got == rounded) return 0;
    if (fabs(want) < 0x1p-126 && got == 0) return 0;
    int exponent;
    frexp(want, &exponent);
    return fabs((double)got - want) / ldexp(1, (exponent < -125 ? -125 : exponent) - 24);
}

/* The largest error over the floats first, first + stride ... (as bits). */
static double sweep(const int f, const uint32_t first, const uint32_t stride, const uint32_t count,
                    float *const worst) {
    double largest = 0;
    float x[CHUNK], y[CHUNK];
    for (uint32_t done = 0; done < count; done += CHUNK) {
        for (uint32_t i = 0; i < CHUNK; i++) x[i] = from_bits(first + (done + i) * stride);
        FUNCTIONS[f].fast(y, x, CHUNK);
        for (uint32_t i = 0; i < CHUNK; i++) {
            const double error = ulps(y[i], FUNCTIONS[f].real((double)x[i]));
            if (error > largest) largest = error, *worst = x[i];
        }
    }
    return largest;
}

static void errors_are_as_stated(void) {
    claim("errors over the whole float range are as stated");
    /* the edges: 4096 floats on both sides of each, of both signs */
    static const float edges[] = {0x1p-126F, 1e-30F,    0x1p-24F, 1e-4F, 0.34657359F, 0.5F,     0.625F,
                                  1,         2,         9.0109F,  10,    16.6F,       17.3287F, 20,
                                  87.33654F, 88.72284F, 103.97F,  127,   128,         1e10F};
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        const uint32_t stride = 251; /* prime: all exponents, both signs, and patterns of low bits */
        float worst = 0;
        double error = sweep(f, 0, stride, UINT32_MAX / stride - CHUNK, &worst);
        for (size_t e = 0; e < sizeof edges / sizeof *edges; e++)
            for (uint32_t sign = 0; sign < 2; sign++) {
                uint32_t bits;
                memcpy(&bits, &edges[e], sizeof bits);
                error = fmax(error, sweep(f, (bits - 4096) | sign << 31, 1, 8192, &worst));
            }
        if (!CHECK(error <= FUNCTIONS[f].ulps)) printf("%s: %g ulp at %.9g\n", FUNCTIONS[f].name, error, (double)worst);
    }
}

static void special_values(void) {
    claim("infinities, NaN, zeros and denormals");
    const float x[] = {INFINITY, -INFINITY, NAN, 0, 1e-40F, 88.8F, -87.4F, 3e38F, -3e38F};
    const float want[FUNCTION_COUNT][9] = {{INFINITY, 0, NAN, 1, 1, INFINITY, 0, INFINITY, 0},
                                           {1, -1, NAN, 0, 0, 1, -1, 1, -1},
                                           {1, 0, NAN, 0.5F, 0.5F, 1, 0, 1, 0}};
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        float fast[9], plain[9];
        FUNCTIONS[f].fast(fast, x, 9);
        FUNCTIONS[f].plain(plain, x, 9);
        for (int i = 0; i < 9; i++) /* exact, but for tanh, which stays below one */
            CHECK(ulps(fast[i], (double)want[f][i]) <= (want[f][i] == 1 || want[f][i] == -1 ? FUNCTIONS[f].ulps : 0));
        CHECK(largest_error(plain, want[f], 9) == 0);
    }
}

static void place_does_not_matter(void) {
    claim("a result depends on its argument alone; nothing beyond the array is touched; in place works");
    uint32_t state = 7;
    for (int f = 0; f < FUNCTION_COUNT; f++)
        for (int s = 0; s < SIZE_COUNT; s++) {
            const size_t n = SIZES[s];
            float *const x = random_buffer(n, -20, 20, 10, &state), *const y = buffer(n), *const plain = buffer(n);
            FUNCTIONS[f].fast(y, x, n);
            FUNCTIONS[f].plain(plain, x, n);
            CHECK(largest_error(y, plain, n) <= 1e-6);
            bool alone = true;
            for (size_t i = 0; i < n; i++) {
                float one;
                FUNCTIONS[f].fast(&one, x + i, 1);
                alone = alone && same_bits(&one, y + i, 1);
            }
            CHECK(alone);
            FUNCTIONS[f].fast(x, x, n);
            CHECK(same_bits(x, y, n) && guarded(x, n) && guarded(y, n));
            free(x), free(y), free(plain);
        }
}

static void tanh_is_odd_and_bounded(void) {
    claim("tanh is odd and never above one");
    float x[CHUNK], y[CHUNK], z[CHUNK];
    int bad = 0;
    for (int i = 0; i < CHUNK; i++) x[i] = (float)i / 64;
    vec_tanh(y, x, CHUNK);
    for (int i = 0; i < CHUNK; i++) x[i] = -x[i];
    vec_tanh(z, x, CHUNK);
    for (int i = 0; i < CHUNK; i++) bad += y[i] != -z[i] || y[i] > 1;
    CHECK(bad == 0);
}

int main(void) {
    errors_are_as_stated();
    special_values();
    place_does_not_matter();
    tanh_is_odd_and_bounded();
    return check_report();
}
