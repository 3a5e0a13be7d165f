/** The kernels: every inner loop of the trainer, and the only SIMD code of the house.
 *
 *  Every fast kernel has a plain `_ref` twin of the same signature beside it in the same file: the specification, the
 *  oracle of the tests and the thing to read first. Kernels are total on the domain their asserts state; they never
 *  fail, allocate or keep state. Arrays are row-major, sizes in elements; `restrict` unless "may alias" is said.
 *
 *  Dimension letters, the same everywhere: N rows of a data set, B rows of a batch, D features in, H features out,
 *  C classes, P parameters of a network. gemm alone uses m, n, k.
 */
#ifndef KERNELS_H
#define KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- matrix products (gemm.c) --------------------------------------------------------------------------------- */

/** Floats of scratch that any of the three products of this size needs. Monotone in each size. */
size_t gemm_scratch(int m, int n, int k);

/** c[m, n] = a[m, k] · b[k, n] (+ bias[n] on every row, NULL for none); accumulate: c += instead (bias still added).
 *  Packing drops every k at which a whole tile of `a` is zero: pixels and ReLU outputs are mostly zeros. So 0 · Inf
 *  counts as 0 where it is dropped (with k <= 4 it need not be). m, n, k >= 1. scratch: gemm_scratch(m, n, k) floats, of any content.
 *  An element is its start (bias, or c) plus its products one by one in the order of k, as in the plain form; with n <= 4
 *  (nn, nt) in four interleaved sums. The same input gives the same bits. Cost: 2 m n k operations less what is dropped. */
void gemm_nn(float *restrict c, const float *restrict a, const float *restrict b, const float *restrict bias,
             float *restrict scratch, int m, int n, int k, bool accumulate);
/** As gemm_nn, but b is [n, k]: c = a · bᵀ. */
void gemm_nt(float *restrict c, const float *restrict a, const float *restrict b, const float *restrict bias,
             float *restrict scratch, int m, int n, int k, bool accumulate);
/** As gemm_nn, but a is [k, m]: c = aᵀ · b. */
void gemm_tn(float *restrict c, const float *restrict a, const float *restrict b, const float *restrict bias,
             float *restrict scratch, int m, int n, int k, bool accumulate);
void gemm_nn_ref(float *restrict c, const float *restrict a, const float *restrict b, const float *restrict bias,
                 float *restrict scratch, int m, int n, int k, bool accumulate);
void gemm_nt_ref(float *restrict c, const float *restrict a, const float *restrict b, const float *restrict bias,
                 float *restrict scratch, int m, int n, int k, bool accumulate);
void gemm_tn_ref(float *restrict c, const float *restrict a, const float *restrict b, const float *restrict bias,
                 float *restrict scratch, int m, int n, int k, bool accumulate);

/* ---- sums (reduce.c) ------------------------------------------------------------------------------------------ */

void row_sums(float *restrict out /* [m] */, const float *restrict a /* [m, n] */, int m, int n);
void row_sums_ref(float *restrict out, const float *restrict a, int m, int n);
void column_sums(float *restrict out /* [n] */, const float *restrict a /* [m, n] */, int m, int n);
void column_sums_ref(float *restrict out, const float *restrict a, int m, int n);
/** The sum of squares, in float lanes and double blocks: relative error below 1e-6 for any n. */
double sum_of_squares(const float *x, size_t n);
double sum_of_squares_ref(const float *x, size_t n);
/** Whether no element is NaN or infinite. */
bool all_finite(const float *x, size_t n);
bool all_finite_ref(const float *x, size_t n);

/* ---- activations (activation.c): rows of activations.def --------------------------------------------------------- */

/** y = f(x); may alias. */
typedef void activation_forward_fn(float *y, const float *x, size_t n);
/** dx = dy * f'(.), where `at` is y, or x for the rows of activations.def that say FROM_INPUT; dx may alias dy. */
typedef void activation_backward_fn(float *dx, const float *dy, const float *at, size_t n);

struct activation {
    const char *name;
    activation_forward_fn *forward, *forward_ref;
    activation_backward_fn *backward, *backward_ref;
    bool from_input; /* backward reads x, not y: the layer must keep it */
};

enum activation_kind {
#define FROM_INPUT true
#define FROM_OUTPUT false
#define ACTIVATION(name, from, help) ACTIVATION_##name,
#include "activations.def"
    ACTIVATION_COUNT
};
extern const struct activation activations[ACTIVATION_COUNT];

/* ---- softmax and losses (loss.c) ---------------------------------------------------------------------------------- */

/** p = softmax of each row of z[B, C]; stable for any finite z; may alias. C >= 1. */
void softmax_rows(float *p, const float *z, int b, int c);
void softmax_rows_ref(float *p, const float *z, int b, int c);

/** A loss takes raw outputs z [B, H] and targets y [B] and returns the SUM over rows (double), writing
 *  dz = d(mean loss)/dz = (1/B) d(row loss)/dz, [B, H]; dz NULL: loss only. dz may alias z.
 *  categorical: H = C logits, y a class index. binary: H = 1 logit, y 0 or 1. squared: H = 1, mean of (z - y)^2. absolute: H = 1,
 *  mean of |z - y|. hinge: H = 1, y 0 or 1 meaning t = -1 or 1: max(0, 1 - t z). categorical hinge, as Keras has it: y a class
 *  index, max(0, 1 + max(0, largest other z) - z[y]); of equal ones the first gets the gradient. Where a loss bends, its derivative
 *  is 0.
 *  scratch: [B, H] floats. */
typedef double loss_fn(float *dz, const float *z, const float *restrict y, float *restrict scratch, int b, int h);
loss_fn categorical_crossentropy, categorical_crossentropy_ref;
loss_fn binary_crossentropy, binary_crossentropy_ref;
loss_fn mean_squared_error, mean_squared_error_ref;
loss_fn mean_absolute_error, mean_absolute_error_ref;
loss_fn hinge, hinge_ref;
loss_fn categorical_hinge, categorical_hinge_ref;
/** A loss with a bend of its own, H = 1: e = z - y counts e^2 / 2 up to |e| = delta and delta (|e| - delta / 2) beyond. delta > 0. */
double huber(float *dz, const float *z, const float *restrict y, int b, float delta);
double huber_ref(float *dz, const float *z, const float *restrict y, int b, float delta);
/** What label smoothing adds to a cross-entropy of z [B, H]: targets are (1 - smoothing) of the right class and smoothing / C of every
 *  class; H = 1 is the sigmoid form with C = 2. dz, already the gradient of the plain loss, is added to; NULL: loss only. @return the sum
 *  over rows of what is added to the loss. */
double smooth_labels(float *dz, const float *z, const float *restrict y, int b, int h, float smoothing);
double smooth_labels_ref(float *dz, const float *z, const float *restrict y, int b, int h, float smoothing);

/* ---- elementary functions (math.c) -------------------------------------------------------------------------------- */

/** Vectorised over n; may alias. Error bounds (measured over every float against double): stated in math.c and checked
 *  by tests/c/test_math.c. NaN gives NaN; results below the smallest normal are flushed to zero (FACTS: denormals). */
void vec_exp(float *y, const float *x, size_t n);
void vec_tanh(float *y, const float *x, size_t n);
void vec_sigmoid(float *y, const float *x, size_t n);
void vec_exp_ref(float *y, const float *x, size_t n);
void vec_tanh_ref(float *y, const float *x, size_t n);
void vec_sigmoid_ref(float *y, const float *x, size_t n);

/* ---- batches (gather.c) --------------------------------------------------------------------------------------------- */

/** out[i, d] = (x[rows[i], d] - shift[d]) * scale[d]. x [N, D], rows [B], shift and scale [D]. */
void gather_f32(float *restrict out, const float *restrict x, const int32_t *restrict rows, const float *restrict shift,
                const float *restrict scale, int b, int d);
void gather_f32_ref(float *restrict out, const float *restrict x, const int32_t *restrict rows,
                    const float *restrict shift, const float *restrict scale, int b, int d);
/** As gather_f32, but x is bytes: images stay uint8 in memory. */
void gather_u8(float *restrict out, const uint8_t *restrict x, const int32_t *restrict rows,
               const float *restrict shift, const float *restrict scale, int b, int d);
void gather_u8_ref(float *restrict out, const uint8_t *restrict x, const int32_t *restrict rows,
                   const float *restrict shift, const float *restrict scale, int b, int d);

/* ---- dropout (dropout.c) -------------------------------------------------------------------------------------------- */

/** Four xoshiro128+ generators side by side; word j of lane l is s[4 * j + l]. Seeded by the caller; not all zero. */
struct lanes_rng {
    uint32_t s[16];
};
/** Inverted dropout: y = x * mask, mask 0 with probability `rate`, else 1 / (1 - rate). mask [n] is written. may alias
 *  (y, x). 0 <= rate < 1. The fast and the plain form draw the same numbers and give the same bits. */
void dropout_forward(float *y, const float *x, float *restrict mask, size_t n, float rate, struct lanes_rng *rng);
void dropout_forward_ref(float *y, const float *x, float *restrict mask, size_t n, float rate, struct lanes_rng *rng);
/** y = a * b; may alias. */
void multiply(float *y, const float *a, const float *b, size_t n);
void multiply_ref(float *y, const float *a, const float *b, size_t n);

/* ---- optimizer steps (step.c): w and the moments are updated in place, one pass ------------------------------------- */

/** Common to all: g is the gradient of the mean loss; l2 is added as g + l2 * w before anything else. First moments
 *  below 1e-30 in magnitude are stored as zero, and a gradient below 1e-15 counts as 1e-15 where it is squared: denormals are a
 *  hundred times slower. The plain and the fast form give the same bits. Cost: one pass; adam is a square root and a
 *  division per weight. */
struct sgd_step {
    float learning_rate, momentum, l2;
    bool nesterov;
};
/** Keras: u = momentum * u - lr * g; w += u, or with nesterov w += momentum * u - lr * g. u may be NULL if momentum = 0. */
void sgd_step(float *restrict w, float *restrict u, const float *restrict g, size_t n, const struct sgd_step *s);
void sgd_step_ref(float *restrict w, float *restrict u, const float *restrict g, size_t n, const struct sgd_step *s);

struct rmsprop_step {
    float learning_rate, rho, epsilon, momentum, l2;
};
/** v = rho * v + (1 - rho) * g^2; u = momentum * u + lr * g / (sqrt(v) + eps); w -= u. u may be NULL if momentum = 0. */
void rmsprop_step(float *restrict w, float *restrict v, float *restrict u, const float *restrict g, size_t n,
                  const struct rmsprop_step *s);
void rmsprop_step_ref(float *restrict w, float *restrict v, float *restrict u, const float *restrict g, size_t n,
                      const struct rmsprop_step *s);

struct adagrad_step {
    float learning_rate, epsilon, l2;
};
/** v += g^2; w -= lr * g / (sqrt(v) + eps). */
void adagrad_step(float *restrict w, float *restrict v, const float *restrict g, size_t n,
                  const struct adagrad_step *s);
void adagrad_step_ref(float *restrict w, float *restrict v, const float *restrict g, size_t n,
                      const struct adagrad_step *s);

struct adam_step {
    float beta_1, beta_2, epsilon, l2;
    float rate;       /* learning_rate / (1 - beta_1^t) */
    float correction; /* 1 / sqrt(1 - beta_2^t) */
    float shrink;     /* adamw: 1 - learning_rate * weight_decay, applied to w first; adam: 1 */
};
/** m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; w = shrink w - rate * m / (sqrt(v) * correction + eps). */
void adam_step(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, size_t n,
               const struct adam_step *s);
void adam_step_ref(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, size_t n,
                   const struct adam_step *s);

struct nadam_step {
    float beta_1, beta_2, epsilon, l2;
    float rate_m,
        rate_g; /* of the mean gradient and of the gradient itself: learning_rate times Dozat's momentum schedule */
    float correction; /* 1 / sqrt(1 - beta_2^t) */
};
/** m and v as adam; w -= (rate_m * m + rate_g * g) / (sqrt(v) * correction + eps). */
void nadam_step(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, size_t n,
                const struct nadam_step *s);
void nadam_step_ref(float *restrict w, float *restrict m, float *restrict v, const float *restrict g, size_t n,
                    const struct nadam_step *s);

/* ---- gradients kept short (clip.c) ------------------------------------------------------------------------------------ */

/** x = min(max(x, -limit), limit); NaN stays. limit > 0. */
void clip_values(float *x, size_t n, float limit);
void clip_values_ref(float *x, size_t n, float limit);
/** x *= factor; what falls below 1e-30 is zero. */
void scale_values(float *x, size_t n, float factor);
void scale_values_ref(float *x, size_t n, float factor);

#endif
