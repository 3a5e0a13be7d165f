#include "kernel_data.h"
#include "kernels/kernels.h"

static uint32_t state = 11;

/* One optimizer in one of its settings, so that all go through the same checks. slots: w, then what it keeps. */
enum kind { SGD, MOMENTUM, NESTEROV, RMSPROP, RMSPROP_MOMENTUM, ADAGRAD, ADAM, ADAMW, NADAM, KINDS };
static const char *const NAMES[KINDS] = {"sgd",     "momentum", "nesterov", "rmsprop", "rmsprop+momentum",
                                         "adagrad", "adam",     "adamw",    "nadam"};

static struct adam_step adam_at(const enum kind kind, const int t, const float l2) {
    return (struct adam_step){.beta_1 = 0.9F,
                              .beta_2 = 0.999F,
                              .epsilon = 1e-7F,
                              .l2 = l2,
                              .rate = (float)(0.01 / (1 - pow(0.9, t))),
                              .correction = (float)(1 / sqrt(1 - pow(0.999, t))),
                              .shrink = kind == ADAMW ? 1 - 0.01F * 0.004F : 1};
}

/* Dozat's momentum at step t, and the product of those up to it. */
static double momentum_at(const int t) { return 0.9 * (1 - 0.5 * pow(0.96, t)); }
static double momenta_to(const int t) { return t == 0 ? 1 : momentum_at(t) * momenta_to(t - 1); }

static struct nadam_step nadam_at(const int t, const float l2) {
    return (struct nadam_step){.beta_1 = 0.9F,
                               .beta_2 = 0.999F,
                               .epsilon = 1e-7F,
                               .l2 = l2,
                               .rate_m = (float)(0.01 * momentum_at(t + 1) / (1 - momenta_to(t + 1))),
                               .rate_g = (float)(0.01 * (1 - momentum_at(t)) / (1 - momenta_to(t))),
                               .correction = (float)(1 / sqrt(1 - pow(0.999, t)))};
}

static void step(const enum kind kind, const bool fast, float *const w, float *const p, float *const q,
                 const float *const g, const size_t n, const int t, const float l2) {
    const struct sgd_step sgd = {0.01F, kind == SGD ? 0 : 0.9F, l2, kind == NESTEROV};
    const struct rmsprop_step rmsprop = {0.01F, 0.9F, 1e-7F, kind == RMSPROP ? 0 : 0.9F, l2};
    const struct adagrad_step adagrad = {0.01F, 1e-7F, l2};
    const struct adam_step adam = adam_at(kind, t, l2);
    const struct nadam_step nadam = nadam_at(t, l2);
    switch (kind) {
    case SGD: (fast ? sgd_step : sgd_step_ref)(w, NULL, g, n, &sgd); return;
    case MOMENTUM:
    case NESTEROV: (fast ? sgd_step : sgd_step_ref)(w, p, g, n, &sgd); return;
    case RMSPROP: (fast ? rmsprop_step : rmsprop_step_ref)(w, p, NULL, g, n, &rmsprop); return;
    case RMSPROP_MOMENTUM: (fast ? rmsprop_step : rmsprop_step_ref)(w, p, q, g, n, &rmsprop); return;
    case ADAGRAD: (fast ? adagrad_step : adagrad_step_ref)(w, p, g, n, &adagrad); return;
    case NADAM: (fast ? nadam_step : nadam_step_ref)(w, p, q, g, n, &nadam); return;
    default: (fast ? adam_step : adam_step_ref)(w, p, q, g, n, &adam); return;
    }
}

/* The same step of one weight in double, written from the papers' and Keras' formulas. */
static void real_step(const enum kind kind, double *const w, double *const p, double *const q, double g, const int t,
                      const double l2) {
    const double rate = 0.01, epsilon = 1e-7;
    g += l2 * *w;
    if (kind == SGD) {
        *w -= rate * g;
    } else if (kind == MOMENTUM || kind == NESTEROV) {
        *p = 0.9 * *p - rate * g;
        *w += kind == NESTEROV ? 0.9 * *p - rate * g : *p;
    } else if (kind == RMSPROP || kind == RMSPROP_MOMENTUM) {
        *p = 0.9 * *p + 0.1 * g * g;
        *q = (kind == RMSPROP ? 0 : 0.9 * *q) + rate * g / (sqrt(*p) + epsilon);
        *w -= *q;
    } else if (kind == ADAGRAD) {
        *p += g * g;
        *w -= rate * g / (sqrt(*p) + epsilon);
    } else {
        *p = 0.9 * *p + 0.1 * g;
        *q = 0.999 * *q + 0.001 * g * g;
        const double root = sqrt(*q / (1 - pow(0.999, t))) + epsilon;
        if (kind == NADAM) {
            const double look = momentum_at(t + 1) * *p / (1 - momenta_to(t + 1));
            *w -= rate * (look + (1 - momentum_at(t)) * g / (1 - momenta_to(t))) / root;
            return;
        }
        *w = (kind == ADAMW ? 1 - rate * 0.004 : 1) * *w - rate * (*p / (1 - pow(0.9, t))) / root;
    }
}

static void fast_equals_plain(void) {
    claim("fast and plain steps give the same bits at every size, and touch nothing beyond");
    for (enum kind kind = 0; kind < KINDS; kind++)
        for (int s = 0; s < SIZE_COUNT; s++) {
            const size_t n = SIZES[s];
            float *const w = random_buffer(n, -1, 1, 5, &state), *const w_plain = copy_buffer(w, n);
            float *const p = random_buffer(n, 0, 0, 0, &state), *const p_plain = copy_buffer(p, n);
            float *const q = random_buffer(n, 0, 0, 0, &state), *const q_plain = copy_buffer(q, n);
            for (int t = 1; t <= 5; t++) {
                const float l2 = t % 2 == 0 ? 0.01F : 0; /* adam has a form without */
                float *const g = random_buffer(n, -1, 1, 30, &state);
                step(kind, true, w, p, q, g, n, t, l2);
                step(kind, false, w_plain, p_plain, q_plain, g, n, t, l2);
                CHECK(guarded(g, n));
                free(g);
            }
            if (!CHECK(same_bits(w, w_plain, n) && same_bits(p, p_plain, n) && same_bits(q, q_plain, n)))
                printf("%s, %zu\n", NAMES[kind], n);
            CHECK(guarded(w, n) && guarded(p, n) && guarded(q, n));
            free(w), free(w_plain), free(p), free(p_plain), free(q), free(q_plain);
        }
}

static void steps_follow_their_formulas(void) {
    claim("twenty steps agree with the formulas in double");
    for (enum kind kind = 0; kind < KINDS; kind++) {
        enum { N = 7 };
        float w[N], p[N] = {0}, q[N] = {0}, g[N];
        double rw[N], rp[N] = {0}, rq[N] = {0};
        for (int i = 0; i < N; i++) w[i] = (float)i - 3, rw[i] = i - 3;
        for (int t = 1; t <= 20; t++) {
            for (int i = 0; i < N; i++) {
                g[i] = (float)((i * 7 + t * 3) % 11 - 4) / 8;
                real_step(kind, &rw[i], &rp[i], &rq[i], (double)g[i], t, 0.01);
            }
            step(kind, true, w, p, q, g, N, t, 0.01F);
        }
        for (int i = 0; i < N; i++)
            if (!CHECK_CLOSE(w[i], rw[i], 4e-6)) printf("%s\n", NAMES[kind]);
    }
}

static void moments_are_never_denormal(void) {
    claim("moments of weights without a gradient never become denormal, and tiny gradients are harmless");
    for (enum kind kind = MOMENTUM; kind < KINDS; kind++) {
        enum { N = 9 };
        float w[N], p[N] = {0}, q[N] = {0}, g[N];
        int small = 0;
        for (int i = 0; i < N; i++) w[i] = 1, g[i] = i % 2 == 0 ? 1e-3F : 1e-22F;
        for (int t = 1; t <= 2000; t++) {
            step(kind, true, w, p, q, g, N, t, 0);
            if (t == 3)
                for (int i = 0; i < N; i++) g[i] = 0;
            for (int i = 0; i < N; i++) {
                small += p[i] != 0 && fabsf(p[i]) < 1e-36F;
                small += q[i] != 0 && fabsf(q[i]) < 1e-36F;
                small += !isfinite(w[i]);
            }
        }
        if (!CHECK(small == 0)) printf("%s: %d\n", NAMES[kind], small);
    }
}

static void nan_stays(void) {
    claim("a NaN gradient makes its weight NaN, and no other");
    for (enum kind kind = 0; kind < KINDS; kind++) {
        float w[9] = {0}, p[9] = {0}, q[9] = {0}, g[9] = {0};
        g[2] = NAN, g[8] = NAN;
        step(kind, true, w, p, q, g, 9, 1, 0);
        for (int i = 0; i < 9; i++) CHECK(!!isnan(w[i]) == (i == 2 || i == 8));
    }
}

int main(void) {
    fast_equals_plain();
    steps_follow_their_formulas();
    moments_are_never_denormal();
    nan_stays();
    return check_report();
}
