/** Several objectives at once: who dominates whom, in which layers trials lie, how crowded each stands, how much a set of them dominates.
 *  A trial's losses are a row [M] of loss [T, M], lower is better, all finite. */
#ifndef PARETO_H
#define PARETO_H

#include <stdbool.h>
#include <stdint.h>

/** Whether a is at least as good as b in every objective. */
bool pareto_covers(const double *a, const double *b, int objectives);
/** Whether a covers b and is better in one objective. */
bool pareto_dominates(const double *a, const double *b, int objectives);

/** The complete trials that no other complete one dominates, ascending. @param numbers  [T]. @return how many. Cost: O(T F M) for F of them */
int pareto_front(int32_t *numbers, const double *loss, const uint8_t *outcome, int trials, int objectives);

/** Non-dominated sorting (Deb et al. 2002): rank 0 is dominated by none, rank r only by ranks below.
 *  @param rank     [n]
 *  @param scratch  [n]
 *  @param numbers  [n] the trials to be ranked. Cost: O(M n^2) */
void pareto_ranks(int32_t *rank, int32_t *scratch, const double *loss, const int32_t *numbers, int n, int objectives);
/** Crowding distances among the trials of one rank (Deb et al. 2002): how far apart the two neighbours stand, summed over the
 *  objectives, each by its own range; INFINITY for the ends of one. An objective in which all are equal does not count.
 *  @param distance  [n]
 *  @param scratch   [n]. Cost: O(M n^2) */
void pareto_crowding(double *distance, int32_t *scratch, const double *loss, const int32_t *numbers, int n,
                     int objectives);

/** The volume between n points and a reference point that is worse in every objective: exact, by slices (Knowles 2002).
 *  @param scratch    [n, M]
 *  @param numbers    [n] changed: put in order
 *  @param reference  [M]. Points that are not better than it in every objective do not count. Cost: O(n^2) for M = 2 and 3, n times that for 4 */
double pareto_hypervolume(int32_t *scratch, const double *loss, int32_t *numbers, int n, const double *reference,
                          int objectives);

#endif
