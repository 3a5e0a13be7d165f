/** Wilcoxon's signed-rank test for paired measurements (Wilcoxon 1945). */
#ifndef WILCOXON_H
#define WILCOXON_H

/** How likely differences at least as positive are if each had either sign with equal chance. Exact for at most 50 differences, ties
 *  and zeros included; else by the normal distribution, without correction for continuity. Zeros are ranked, and count half for either
 *  side (zsplit).
 *  @param differences  [n] finite; sorted by magnitude on return
 *  @return 0 .. 1; 1 when all are zero, and never less than 2^-n. Cost: O(n log n), for n <= 50 at most n^3 additions. */
double wilcoxon_greater(double *differences, int n);

#endif
