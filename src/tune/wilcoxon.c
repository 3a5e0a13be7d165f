#include "tune/wilcoxon.h"

#include <math.h>
#include <stdlib.h>

enum { EXACT = 50 };

/* Ranks are doubled, so that the mean of two is whole. */
struct ranks {
    int count;                     /* differences that are not zero */
    int rank[EXACT];               /* of the first of them */
    double sum, squares, positive; /* of all; of the positive ones */
};

static int by_magnitude(const void *const left, const void *const right) {
    const double a = fabs(*(const double *)left), b = fabs(*(const double *)right);
    return (a > b) - (a < b);
}

static void add_rank(struct ranks *const r, const double rank, const double difference) {
    if (r->count < EXACT) r->rank[r->count] = (int)rank;
    r->count++;
    r->sum += rank;
    r->squares += rank * rank;
    if (difference > 0.0) r->positive += rank;
}

static struct ranks ranks_of(double *const differences, const int n) {
    struct ranks r = {0};
    qsort(differences, (size_t)n, sizeof *differences, by_magnitude);
    for (int first = 0, end = 0; first < n; first = end) {
        const double magnitude = fabs(differences[first]);
        while (end < n && fabs(differences[end]) == magnitude) end++;
        if (magnitude == 0.0) continue;
        for (int i = first; i < end; i++) add_rank(&r, (double)first + 1.0 + end, differences[i]);
    }
    return r;
}

/* The chance of each sum of positive ranks, one difference after the other: each either adds its rank or does not. Every number
 * is a whole multiple of 2^-50, so the sums are exact. */
static double exact(const struct ranks *const r) {
    double chance[EXACT * (EXACT + 1) + 1] = {1.0};
    int most = 0;
    for (int i = 0; i < r->count; i++) {
        const int rank = r->rank[i];
        most += rank;
        for (int sum = most; sum >= 0; sum--)
            chance[sum] = 0.5 * (chance[sum] + (sum < rank ? 0.0 : chance[sum - rank]));
    }
    double p = 0.0;
    for (int sum = (int)r->positive; sum <= most; sum++) p += chance[sum];
    return p;
}

double wilcoxon_greater(double *const differences, const int n) {
    const struct ranks r = ranks_of(differences, n);
    if (r.count == 0) return 1.0;
    if (n <= EXACT) return exact(&r);
    const double z = (r.positive - 0.5 * r.sum) / (0.5 * sqrt(r.squares));
    return fmax(0.5 * erfc(z * sqrt(0.5)), ldexp(1.0, -r.count)); /* few that are not zero: not less than is possible */
}
