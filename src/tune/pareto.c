#include "tune/pareto.h"

#include <math.h>
#include <string.h>

#include "tune/history.h"

bool pareto_covers(const double *const a, const double *const b, const int objectives) {
    for (int m = 0; m < objectives; m++)
        if (!(a[m] <= b[m])) return false;
    return true;
}

bool pareto_dominates(const double *const a, const double *const b, const int objectives) {
    return pareto_covers(a, b, objectives) && !pareto_covers(b, a, objectives);
}

static const double *row_of(const double *const loss, const int number, const int objectives) {
    return loss + (size_t)number * (size_t)objectives;
}

/* The front of the trials so far takes each next one in, or not, and loses what that dominates. */
int pareto_front(int32_t *const numbers, const double *const loss, const uint8_t *const outcome, const int trials,
                 const int objectives) {
    int count = 0;
    for (int t = 0; t < trials; t++) {
        if (outcome[t] != OUTCOME_COMPLETE) continue;
        const double *const own = row_of(loss, t, objectives);
        bool is_dominated = false;
        int kept = 0;
        for (int k = 0; k < count; k++) {
            const double *const other = row_of(loss, numbers[k], objectives);
            is_dominated = is_dominated || pareto_dominates(other, own, objectives);
            if (is_dominated || !pareto_dominates(own, other, objectives)) numbers[kept++] = numbers[k];
        }
        count = kept;
        if (!is_dominated) numbers[count++] = t;
    }
    return count;
}

void pareto_ranks(int32_t *const rank, int32_t *const scratch, const double *const loss, const int32_t *const numbers,
                  const int n, const int objectives) {
    int32_t *const above = scratch; /* how many that have no rank yet dominate it */
    for (int i = 0; i < n; i++) {
        rank[i] = -1;
        above[i] = 0;
        for (int k = 0; k < n; k++)
            above[i] += pareto_dominates(row_of(loss, numbers[k], objectives), row_of(loss, numbers[i], objectives),
                                         objectives);
    }
    for (int left = n, layer = 0; left > 0; layer++) {
        for (int i = 0; i < n; i++)
            if (rank[i] < 0 && above[i] == 0) rank[i] = layer;
        for (int i = 0; i < n; i++) {
            if (rank[i] != layer) continue;
            left--;
            for (int k = 0; k < n; k++)
                above[k] -= pareto_dominates(row_of(loss, numbers[i], objectives), row_of(loss, numbers[k], objectives),
                                             objectives);
        }
    }
}

void pareto_crowding(double *const distance, int32_t *const scratch, const double *const loss,
                     const int32_t *const numbers, const int n, const int objectives) {
    int32_t *const order = scratch; /* [n] places in numbers, by one objective, equals as they stand in numbers */
    for (int i = 0; i < n; i++) distance[i] = 0.0;
    for (int m = 0; m < objectives; m++) {
        for (int i = 0; i < n; i++) {
            const double own = row_of(loss, numbers[i], objectives)[m];
            int at = i;
            for (; at > 0 && row_of(loss, numbers[order[at - 1]], objectives)[m] > own; at--) order[at] = order[at - 1];
            order[at] = i;
        }
        /* halved, for a difference may be larger than a double can be */
        const double low = 0.5 * row_of(loss, numbers[order[0]], objectives)[m];
        const double range = 0.5 * row_of(loss, numbers[order[n - 1]], objectives)[m] - low;
        if (!(range > 0.0)) continue;
        distance[order[0]] = distance[order[n - 1]] = INFINITY;
        for (int i = 1; i < n - 1; i++) {
            const double before = 0.5 * row_of(loss, numbers[order[i - 1]], objectives)[m];
            distance[order[i]] += (0.5 * row_of(loss, numbers[order[i + 1]], objectives)[m] - before) / range;
        }
    }
}

struct slices {
    const double *loss;
    const double *reference;
    int objectives, n;
    int32_t *fronts; /* [M, n] */
};

static const double *point_of(const struct slices *const slices, const int number) {
    return row_of(slices->loss, number, slices->objectives);
}

/* Take a point into a front of points in the first `dimensions` objectives, in ascending order of the last of them. @return its new length */
static int insert(const struct slices *const slices, int32_t *const front, const int count, const int number,
                  const int dimensions) {
    const double *const own = point_of(slices, number);
    for (int k = 0; k < count; k++)
        if (pareto_covers(point_of(slices, front[k]), own, dimensions)) return count;
    int kept = 0;
    for (int k = 0; k < count; k++)
        if (!pareto_covers(own, point_of(slices, front[k]), dimensions)) front[kept++] = front[k];
    int at = kept;
    for (; at > 0 && point_of(slices, front[at - 1])[dimensions - 1] > own[dimensions - 1]; at--)
        front[at] = front[at - 1];
    front[at] = number;
    return kept + 1;
}

/* Slice across the last dimension: between two neighbours the section is the volume, one dimension less, of all points before.
 * points [count] ascend in that dimension. The depth of the recursion is at most M. */
static double sliced(const struct slices *const slices, const int32_t *const points, const int count,
                     const int dimensions) {
    const int last = dimensions - 1;
    if (last == 0) return slices->reference[0] - point_of(slices, points[0])[0];
    int32_t *const front = slices->fronts + (size_t)(last - 1) * (size_t)slices->n;
    double volume = 0.0;
    for (int i = 0, length = 0; i < count; i++) {
        length = insert(slices, front, length, points[i], last);
        const double from = point_of(slices, points[i])[last];
        const double to = i + 1 < count ? point_of(slices, points[i + 1])[last] : slices->reference[last];
        if (to > from) volume += (to - from) * sliced(slices, front, length, last);
    }
    return volume;
}

static bool is_inside(const double *const point, const double *const reference, const int objectives) {
    for (int m = 0; m < objectives; m++)
        if (!(point[m] < reference[m])) return false;
    return true;
}

double pareto_hypervolume(int32_t *const scratch, const double *const loss, int32_t *const numbers, const int n,
                          const double *const reference, const int objectives) {
    const struct slices slices = {loss, reference, objectives, n, scratch};
    int count = 0;
    for (int i = 0; i < n; i++) {
        const int number = numbers[i];
        if (is_inside(row_of(loss, number, objectives), reference, objectives))
            count = insert(&slices, numbers, count, number, objectives);
    }
    return count == 0 ? 0.0 : sliced(&slices, numbers, count, objectives);
}
