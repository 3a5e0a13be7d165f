#include "tune/cholesky.h"

#include <math.h>
#include <stddef.h>

static double *row(double *const a, const int i, const int stride) { return a + (size_t)i * (size_t)stride; }
static const double *row_of(const double *const a, const int i, const int stride) {
    return a + (size_t)i * (size_t)stride;
}

/* Four sums, since one would wait for each addition. */
double dot(const double *const a, const double *const b, const int n) {
    double s0 = 0.0, s1 = 0.0, s2 = 0.0, s3 = 0.0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
        s0 += a[i] * b[i];
        s1 += a[i + 1] * b[i + 1];
        s2 += a[i + 2] * b[i + 2];
        s3 += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) s0 += a[i] * b[i];
    return (s0 + s1) + (s2 + s3);
}

bool cholesky_factor(double *const a, const int first, const int n, const int stride) {
    for (int i = first; i < n; i++) {
        double *const current = row(a, i, stride);
        for (int j = 0; j < i; j++) {
            const double *const other = row(a, j, stride);
            current[j] = (current[j] - dot(current, other, j)) / other[j];
        }
        const double pivot = current[i] - dot(current, current, i);
        if (!(pivot > 0.0 && pivot < INFINITY)) return false;
        current[i] = sqrt(pivot);
    }
    return true;
}

void cholesky_forward(double *const x, const double *const factor, const int n, const int stride) {
    for (int i = 0; i < n; i++) {
        const double *const current = row_of(factor, i, stride);
        x[i] = (x[i] - dot(current, x, i)) / current[i];
    }
}

/* By rows of L, which are the columns of L': what is solved is taken off the rest at once. */
void cholesky_backward(double *const x, const double *const factor, const int n, const int stride) {
    for (int i = n - 1; i >= 0; i--) {
        const double *const current = row_of(factor, i, stride);
        const double solved = x[i] / current[i];
        x[i] = solved;
        for (int j = 0; j < i; j++) x[j] -= solved * current[j];
    }
}

double cholesky_half_log_determinant(const double *const factor, const int n, const int stride) {
    double sum = 0.0;
    for (int i = 0; i < n; i++) sum += log(row_of(factor, i, stride)[i]);
    return sum;
}

void cholesky_inverse(double *const restrict inverse, double *const restrict scratch,
                      const double *const restrict factor, const int n, const int stride, const int factor_stride) {
    /* Row j of scratch: column j of the inverse of L, which is zero above the diagonal. */
    for (int j = 0; j < n; j++) {
        double *const column = row(scratch, j, stride);
        column[j] = 1.0 / row_of(factor, j, factor_stride)[j];
        for (int i = j + 1; i < n; i++) {
            const double *const current = row_of(factor, i, factor_stride);
            column[i] = -dot(current + j, column + j, i - j) / current[i];
        }
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++)
            row(inverse, i, stride)[j] = dot(row(scratch, i, stride) + i, row(scratch, j, stride) + i, n - i);
}
