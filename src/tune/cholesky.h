/** Symmetric positive definite systems of a few hundred equations, in double precision.
 *
 *  A matrix is its lower triangle in rows, `stride` numbers from one row to the next; what stands above the diagonal is neither
 *  read nor written. Sums run in four interleaved parts, in an order that depends on nothing but their length. */
#ifndef CHOLESKY_H
#define CHOLESKY_H

#include <stdbool.h>

/** The sum of a[i] b[i]. */
double dot(const double *a, const double *b, int n);

/** Turn rows first .. n - 1 of A into those of L, where L L' = A; the rows before hold L already. So a factor grows by rows.
 *  @return false when A is not positive definite within the precision of a double. Cost: n^3 / 6 multiply-adds. */
bool cholesky_factor(double *a, int first, int n, int stride);
/** Solve L x = b in place. Cost: n^2 / 2. */
void cholesky_forward(double *x, const double *factor, int n, int stride);
/** Solve L' x = b in place; after cholesky_forward that is L L' x = b. Cost: n^2 / 2. */
void cholesky_backward(double *x, const double *factor, int n, int stride);
/** Half the logarithm of the determinant of L L'. */
double cholesky_half_log_determinant(const double *factor, int n, int stride);
/** The inverse of L L', its lower triangle. inverse and scratch [n, stride] may have a stride of their own. Cost: n^3 / 3. */
void cholesky_inverse(double *restrict inverse, double *restrict scratch, const double *restrict factor, int n,
                      int stride, int factor_stride);

#endif
