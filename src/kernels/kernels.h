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

/* ---- additions (add.c) ------------------------------------------------------------------------------------------- */

/** y[n] += x[n]; and dw[n] += l1 * sign(w[n]), what L1 adds to a gradient. */
void add_to(float *restrict y, const float *restrict x, size_t n);
void add_to_ref(float *restrict y, const float *restrict x, size_t n);
void add_sign(float *restrict dw, const float *restrict w, float l1, size_t n);
void add_sign_ref(float *restrict dw, const float *restrict w, float l1, size_t n);
/** The sum of magnitudes, as sum_of_squares. */
double sum_of_magnitudes(const float *x, size_t n);
double sum_of_magnitudes_ref(const float *x, size_t n);

/* ---- activations (activation.c): rows of activations.def --------------------------------------------------------- */

/** y = f(x); may alias. */
typedef void activation_forward_fn(float *y, const float *x, size_t n);
/** dx = dy * f'(.), where `at` is y, or x for the rows of activations.def that say FROM_INPUT; dx may alias dy. */
typedef void activation_backward_fn(float *dx, const float *dy, const float *at, size_t n);

struct activation {
    const char *name;
    activation_forward_fn *forward;
    activation_backward_fn *backward;
    bool from_input; /* backward reads x, not y: the layer must keep it */
};

enum activation_kind {
#define FROM_INPUT true
#define FROM_OUTPUT false
#define ACTIVATION(name, from, help) ACTIVATION_##name,
#include "activations.def"
    ACTIVATION_COUNT
};
/** The plain forms stand in a table of their own, so that the linker can leave them out of what ships. */
extern const struct activation activations[ACTIVATION_COUNT], activations_ref[ACTIVATION_COUNT];

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

/** Texts of different lengths as sequences of the same: out [B, T] of row rows[i], whose tokens are x[starts[row]] .. x[starts[row + 1] - 1].
 *  A token of `words` or above becomes 2, as in keras.datasets.imdb; a short row is filled with 0 in front (or behind, `post`), a
 *  long one loses its beginning (or its end, `cut_post`), as keras.utils.pad_sequences has it. */
void gather_tokens(float *restrict out, const uint16_t *restrict x, const int32_t *restrict starts,
                   const int32_t *restrict rows, int b, int t, int words, bool post, bool cut_post);

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

/* ---- embedding (embedding.c) ------------------------------------------------------------------------------------------ */

/** y[i] = w[tokens[i]]: rows of d numbers. tokens [n]: whole numbers, 0 up to the rows of w [words, d]. */
void embedding_forward(float *restrict y /* [n, d] */, const float *restrict w, const float *restrict tokens, size_t n,
                       int d);
void embedding_forward_ref(float *restrict y, const float *restrict w, const float *restrict tokens, size_t n, int d);
/** dw[tokens[i]] += dy[i], one after the other; rows [n] keeps which ones, for embedding_clear. */
void embedding_backward(float *restrict dw /* [words, d] */, int32_t *restrict rows, const float *restrict dy,
                        const float *restrict tokens, size_t n, int d);
void embedding_backward_ref(float *restrict dw, int32_t *restrict rows, const float *restrict dy,
                            const float *restrict tokens, size_t n, int d);
/** dw[rows[i]] = 0: what embedding_backward wrote is gone, without a pass through the whole table. */
void embedding_clear(float *restrict dw /* [words, d] */, const int32_t *restrict rows, size_t n, int d);
void embedding_clear_ref(float *restrict dw, const int32_t *restrict rows, size_t n, int d);
/** mask [n] = 1 where there is a word, 0 where the token is 0: padding. */
void embedding_mask(float *restrict mask, const float *restrict tokens, size_t n);
void embedding_mask_ref(float *restrict mask, const float *restrict tokens, size_t n);
/** y[i] = x[i] + row; x [B, n], row [n]. x and row may be the same. */
void add_rows(float *restrict y, const float *x, const float *row, int b, size_t n);
void add_rows_ref(float *restrict y, const float *x, const float *row, int b, size_t n);

/* ---- attention (attention.c) ------------------------------------------------------------------------------------------ */

/** p [m, n] in place: the softmax of each row over the keys whose mask [n] is not 0 (NULL: all), 0 for the others; zeros if no
 *  key is left. Finite scores, m, n >= 1. */
void attention_softmax(float *restrict p, const float *restrict mask, int m, int n);
void attention_softmax_ref(float *restrict p, const float *restrict mask, int m, int n);
/** dz = p (dp - sum of dp p over the row): through a softmax whose result was p. [m, n]; dz may alias dp. */
void softmax_backward(float *dz, const float *dp, const float *restrict p, int m, int n);
void softmax_backward_ref(float *dz, const float *dp, const float *restrict p, int m, int n);
/** out[i, j] = in[i, j] * factor for m rows of n numbers, which begin out_step and in_step floats apart. */
void copy_columns(float *restrict out, size_t out_step, const float *restrict in, size_t in_step, int m, int n,
                  float factor);
void copy_columns_ref(float *restrict out, size_t out_step, const float *restrict in, size_t in_step, int m, int n,
                      float factor);

/* ---- pooling (pool.c) ----------------------------------------------------------------------------------------------- */

/** Windows that move over pictures [B, H, W, C], each channel on its own; a sequence [T, C] is a picture of one row. The first window
 *  begins at (-top, -left); what lies outside does not count. Each window has at least one pixel inside. */
struct pooling {
    int h, w, c;
    int out_h, out_w;
    int size_h, size_w, stride_h, stride_w;
    int top, left;
};
/** y [B, out_h, out_w, C] the largest number of each window, `at` the pixel where it stands (row * W + column of its picture; of equal ones
 *  the first). A NaN counts only as the first of its window. Cost: one pass over x for each overlap. */
void max_pool_forward(float *restrict y, int32_t *restrict at, const float *restrict x, const struct pooling *pooling,
                      int b);
void max_pool_forward_ref(float *restrict y, int32_t *restrict at, const float *restrict x,
                          const struct pooling *pooling, int b);
/** dx [B, H, W, C]: each dy goes to the pixel `at`. Where windows lie side by side (strides = size) dx is written once. */
void max_pool_backward(float *restrict dx, const float *restrict dy, const int32_t *restrict at,
                       const struct pooling *pooling, int b);
void max_pool_backward_ref(float *restrict dx, const float *restrict dy, const int32_t *restrict at,
                           const struct pooling *pooling, int b);
/** y the mean of the pixels of each window that lie inside; and its gradient. */
void average_pool_forward(float *restrict y, const float *restrict x, const struct pooling *pooling, int b);
void average_pool_forward_ref(float *restrict y, const float *restrict x, const struct pooling *pooling, int b);
void average_pool_backward(float *restrict dx, const float *restrict dy, const struct pooling *pooling, int b);
void average_pool_backward_ref(float *restrict dx, const float *restrict dy, const struct pooling *pooling, int b);

/* ---- pooling of everything (pool_global.c) ------------------------------------------------------------------------------ */

/** x [B, S, C], S pixels or steps -> y [B, C]: the largest, or the mean, of each channel. mask [B, S]: only steps where it is not 0 count;
 *  NULL: all. A row without any gives 0. `at` [B, C]: the step of the largest, of equal ones the first; -1 where there is none. */
void global_max_forward(float *restrict y, int32_t *restrict at, const float *restrict x, const float *restrict mask,
                        int b, int s, int c);
void global_max_forward_ref(float *restrict y, int32_t *restrict at, const float *restrict x,
                            const float *restrict mask, int b, int s, int c);
void global_max_backward(float *restrict dx, const float *restrict dy, const int32_t *restrict at, int b, int s, int c);
void global_max_backward_ref(float *restrict dx, const float *restrict dy, const int32_t *restrict at, int b, int s,
                             int c);
void global_average_forward(float *restrict y, const float *restrict x, const float *restrict mask, int b, int s,
                            int c);
void global_average_forward_ref(float *restrict y, const float *restrict x, const float *restrict mask, int b, int s,
                                int c);
void global_average_backward(float *restrict dx, const float *restrict dy, const float *restrict mask, int b, int s,
                             int c);
void global_average_backward_ref(float *restrict dx, const float *restrict dy, const float *restrict mask, int b, int s,
                                 int c);

/* ---- normalisation (norm.c) ----------------------------------------------------------------------------------------- */

/** Mean and (biased) variance [C] of each column of x [n, C], in one pass: blocks of 64 rows, each shifted by its first row and summed in
 *  float, joined in double (Chan et al. 1983). Relative error of the variance below 1e-4 whatever the mean; equal rows give exactly 0.
 *  sums: [2 C] of scratch. n >= 1. */
void column_moments(float *restrict mean, float *restrict variance, double *restrict sums, const float *restrict x,
                    size_t n, int c);
void column_moments_ref(float *restrict mean, float *restrict variance, double *restrict sums, const float *restrict x,
                        size_t n, int c);
/** y [n, C] = (x - mean) * factor + offset, each of these [C]. */
void normalize_columns(float *restrict y, const float *restrict x, const float *restrict mean,
                       const float *restrict factor, const float *restrict offset, size_t n, int c);
void normalize_columns_ref(float *restrict y, const float *restrict x, const float *restrict mean,
                           const float *restrict factor, const float *restrict offset, size_t n, int c);
/** What the gradient of a normalisation needs of each column: sums[0 .. C - 1] of dy and sums[C .. 2 C - 1] of dy * (x - mean). */
void gradient_moments(double *restrict sums /* [2 C] */, const float *restrict dy, const float *restrict x,
                      const float *restrict mean, size_t n, int c);
void gradient_moments_ref(double *restrict sums, const float *restrict dy, const float *restrict x,
                          const float *restrict mean, size_t n, int c);
/** dx [n, C] = dy * factor + (x - mean) * slope + offset, each of these [C]; what is below 1e-30 is 0. */
void normalize_columns_backward(float *restrict dx, const float *restrict dy, const float *restrict x,
                                const float *restrict mean, const float *restrict factor, const float *restrict slope,
                                const float *restrict offset, size_t n, int c);
void normalize_columns_backward_ref(float *restrict dx, const float *restrict dy, const float *restrict x,
                                    const float *restrict mean, const float *restrict factor,
                                    const float *restrict slope, const float *restrict offset, size_t n, int c);
/** y = (x - mean) / sqrt(variance + epsilon) * gamma + beta with the moments of each row of x [n, C]; gamma and beta [C].
 *  kept [n, 2]: the mean and the reciprocal of the root, for the gradient. */
void layer_norm_forward(float *restrict y, float *restrict kept, const float *restrict x, const float *restrict gamma,
                        const float *restrict beta, size_t n, int c, float epsilon);
void layer_norm_forward_ref(float *restrict y, float *restrict kept, const float *restrict x,
                            const float *restrict gamma, const float *restrict beta, size_t n, int c, float epsilon);
/** dgamma and dbeta [C] are written, and dx unless NULL, where what is below 1e-30 is 0. */
void layer_norm_backward(float *restrict dx, float *restrict dgamma, float *restrict dbeta, const float *restrict dy,
                         const float *restrict x, const float *restrict kept, const float *restrict gamma, size_t n,
                         int c);
void layer_norm_backward_ref(float *restrict dx, float *restrict dgamma, float *restrict dbeta,
                             const float *restrict dy, const float *restrict x, const float *restrict kept,
                             const float *restrict gamma, size_t n, int c);

/* ---- recurrent layers (recurrent.c, lstm.c, gru.c): one step of B rows, behind its products ----------------------------- */

/** out[i, j, :] = x[i, j, :] for b rows and t steps of c floats; rows and steps are so many floats apart. Turns [B, T, C] into [T, B, C] and
 *  back, also within wider steps. */
void copy_steps(float *restrict out, const float *restrict x, int b, int t, int c, size_t out_row, size_t out_step,
                size_t x_row, size_t x_step);
void copy_steps_ref(float *restrict out, const float *restrict x, int b, int t, int c, size_t out_row, size_t out_step,
                    size_t x_row, size_t x_step);

/** Common to all steps: row i is padding where mask[i * mask_step] is 0 (mask NULL: no row is); there the state h [B, units] (and c)
 *  is the one before, and on the way back its gradient passes to the step before as it is. Going back, dh [B, units] comes in as what
 *  the steps after this one want of h and leaves as what reaches the h before past the products, to which they add theirs; dy, the
 *  gradient of the output at this step, is added first unless NULL, rows dy_step floats apart. The gradients of what the products
 *  gave take the place of the gates; 0 where a row is padding. What is below 1e-30 is 0. */
void lstm_step(float *restrict h, float *restrict c, float *restrict tanh_c,
               float *restrict gates /* [B, 4 units]: in i, f, c, o before their functions, out behind them */,
               const float *restrict h_before, const float *restrict c_before, const float *restrict mask, int b,
               int units, int mask_step);
void lstm_step_ref(float *restrict h, float *restrict c, float *restrict tanh_c, float *restrict gates,
                   const float *restrict h_before, const float *restrict c_before, const float *restrict mask, int b,
                   int units, int mask_step);
void lstm_step_backward(float *restrict gates, float *restrict dh, float *restrict dc, const float *restrict dy,
                        const float *restrict c_before, const float *restrict tanh_c, const float *restrict mask, int b,
                        int units, size_t dy_step, int mask_step);
void lstm_step_backward_ref(float *restrict gates, float *restrict dh, float *restrict dc, const float *restrict dy,
                            const float *restrict c_before, const float *restrict tanh_c, const float *restrict mask,
                            int b, int units, size_t dy_step, int mask_step);
/** gates [B, 3 units]: z, r, h, in as x W + b, out behind their functions; product [B, 3 units]: h_before U + b'. Going back each becomes
 *  its own gradient. */
void gru_step(float *restrict h, float *restrict gates, const float *restrict product, const float *restrict h_before,
              const float *restrict mask, int b, int units, int mask_step);
void gru_step_ref(float *restrict h, float *restrict gates, const float *restrict product,
                  const float *restrict h_before, const float *restrict mask, int b, int units, int mask_step);
void gru_step_backward(float *restrict gates, float *restrict product, float *restrict dh, const float *restrict dy,
                       const float *restrict h_before, const float *restrict mask, int b, int units, size_t dy_step,
                       int mask_step);
void gru_step_backward_ref(float *restrict gates, float *restrict product, float *restrict dh, const float *restrict dy,
                           const float *restrict h_before, const float *restrict mask, int b, int units, size_t dy_step,
                           int mask_step);
/** What simple_rnn needs around its activation. Forward, behind it: h as above. Backward, before it: dh += dy; behind it, with dz as the
 *  activation made it of dh: dz and dh as above. */
void rnn_step(float *restrict h, const float *restrict h_before, const float *restrict mask, int b, int units,
              int mask_step);
void rnn_step_ref(float *restrict h, const float *restrict h_before, const float *restrict mask, int b, int units,
                  int mask_step);
void rnn_gradient(float *restrict dh, const float *restrict dy, int b, int units, size_t dy_step);
void rnn_gradient_ref(float *restrict dh, const float *restrict dy, int b, int units, size_t dy_step);
void rnn_step_backward(float *restrict dz, float *restrict dh, const float *restrict mask, int b, int units,
                       int mask_step);
void rnn_step_backward_ref(float *restrict dz, float *restrict dh, const float *restrict mask, int b, int units,
                           int mask_step);

/* ---- convolutions (conv.c) -------------------------------------------------------------------------------------------- */

/** Pictures x [B, height, width, channels] -> [B, out_height, out_width, filters] with weights [kernel_height, kernel_width, channels,
 *  filters]; a sequence is a picture of height 1 under a kernel of height 1. An output sees x from strides * (its place) - pad on, every
 *  dilation-th; beyond the border are zeros: as many before as `pad` says, behind as many as the output's size needs. */
struct conv {
    int height, width, channels;
    int kernel_height, kernel_width, filters;
    int strides, dilation; /* the same both ways */
    int pad_top, pad_left; /* at most (kernel - 1) * dilation */
    int out_height, out_width;
};
/** Floats of scratch for passes of b pictures, both ways; SIZE_MAX if they cannot be counted. Monotone in b. */
size_t conv_scratch(const struct conv *c, int b);
/** y = f(z), z = conv(x, w) (+ bias [filters] at each place, NULL for none). z is y unless f is to keep its input. Each sum is its
 *  bias plus its products in the order of w. 0 · Inf may count as 0. Cost: 2 * places * weights operations; less where a third
 *  or more of x is zeros. */
void conv_forward(float *y, float *z, const float *restrict x, const float *restrict w, const float *restrict bias,
                  float *restrict scratch, const struct conv *c, enum activation_kind f, int b);
void conv_forward_ref(float *y, float *z, const float *restrict x, const float *restrict w, const float *restrict bias,
                      float *restrict scratch, const struct conv *c, enum activation_kind f, int b);
/** The gradients of x, unless NULL, of w, and of the bias, unless NULL. dy is used up. `at`: what the derivative of f wants, z or y.
 *  Cost: that of forward for each of dx and dw; less where a third or more of dy is zeros, as behind relu and max pooling. */
void conv_backward(float *dx, float *restrict dw, float *restrict db, float *dy, const float *restrict x,
                   const float *restrict w, const float *restrict at, float *restrict scratch, const struct conv *c,
                   enum activation_kind f, int b);
void conv_backward_ref(float *dx, float *restrict dw, float *restrict db, float *dy, const float *restrict x,
                       const float *restrict w, const float *restrict at, float *restrict scratch, const struct conv *c,
                       enum activation_kind f, int b);

#endif
