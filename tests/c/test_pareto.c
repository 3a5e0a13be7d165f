/** Fronts, ranks, crowding and hypervolumes against Optuna's and against inclusion and exclusion. */
#include <string.h>

#include "../parity/pareto_goldens.h"
#include "check.h"
#include "tune/history.h"
#include "tune/pareto.h"

enum { MOST = 64, MOST_OBJECTIVES = 4 };

static void test_goldens(void) {
    claim("ranks, distances, fronts and volumes are those of an independent source");
    const double *points = pareto_points;
    const int *ranks = pareto_ranks_of;
    const double *distances = pareto_distances;
    for (size_t c = 0; c < sizeof pareto_cases / sizeof *pareto_cases; c++) {
        const int n = pareto_cases[c].n, objectives = pareto_cases[c].objectives;
        int32_t numbers[MOST], rank[MOST], scratch[MOST * MOST_OBJECTIVES], layer[MOST];
        uint8_t outcome[MOST];
        double distance[MOST], reference[MOST_OBJECTIVES];
        for (int i = 0; i < n; i++) {
            numbers[i] = i;
            outcome[i] = OUTCOME_COMPLETE;
        }
        pareto_ranks(rank, scratch, points, numbers, n, objectives);
        for (int i = 0; i < n; i++) CHECK(rank[i] == ranks[i]);
        for (int r = 0, count = 1; count > 0; r++) {
            count = 0;
            for (int i = 0; i < n; i++)
                if (rank[i] == r) layer[count++] = i;
            if (count == 0) break;
            pareto_crowding(distance, scratch, points, layer, count, objectives);
            for (int k = 0; k < count; k++) {
                const double want = distances[layer[k]];
                if (want < 0) continue;
                if (isinf(want))
                    CHECK(isinf(distance[k]));
                else
                    CHECK_CLOSE(distance[k], want, 1e-12);
            }
        }
        const int front = pareto_front(layer, points, outcome, n, objectives);
        for (int i = 0, k = 0; i < n; i++) {
            const bool is_on_it = k < front && layer[k] == i;
            CHECK(is_on_it == (ranks[i] == 0));
            k += is_on_it;
        }
        for (int m = 0; m < objectives; m++) reference[m] = pareto_reference;
        const double volume = pareto_hypervolume(scratch, points, numbers, n, reference, objectives);
        CHECK_CLOSE(volume, pareto_cases[c].hypervolume, 1e-13);
        points += n * objectives;
        ranks += n;
        distances += n;
    }
}

static void test_edges(void) {
    int32_t numbers[4], scratch[16];
    double distance[4];
    claim("only complete trials are on a front, and equals stay together");
    const double losses[] = {0, 1, 1, 0, NAN, NAN, 0, 1};
    const uint8_t outcomes[] = {OUTCOME_COMPLETE, OUTCOME_PRUNED, OUTCOME_FAILED, OUTCOME_COMPLETE};
    CHECK(pareto_front(numbers, losses, outcomes, 4, 2) == 2 && numbers[0] == 0 && numbers[1] == 3);
    CHECK(pareto_front(numbers, losses, outcomes, 0, 2) == 0);
    claim("the ends of a range may be as far apart as doubles are");
    const double wide[] = {-1.7e308, 1.7e308, 0, 0, 1.7e308, -1.7e308};
    memcpy(numbers, (int32_t[]){0, 1, 2}, 3 * sizeof *numbers);
    pareto_crowding(distance, scratch, wide, numbers, 3, 2);
    CHECK(isinf(distance[0]) && isinf(distance[2]));
    CHECK_CLOSE(distance[1], 2, 1e-15);
    claim("no point inside, no volume");
    CHECK(pareto_hypervolume(scratch, wide, numbers, 3, (double[]){-1.7e308, 0}, 2) == 0);
    CHECK(pareto_hypervolume(scratch, wide, numbers, 0, (double[]){0, 0}, 2) == 0);
}

int main(void) {
    test_goldens();
    test_edges();
    return check_report();
}
