/** One parameter as the tree-structured Parzen estimator sees it: its coordinate, and a kernel around each value that was tried.
 *
 *      line     floats, and integers of many values: a normal on the unit interval
 *      cells    numbers of few values: that normal, averaged over each one's share of the unit interval
 *      choice   categories: the kernel's own is likelier than the others, which are alike
 *
 *  Draws come from the kernel as a distribution, the normal cut off at 0 and 1. Configurations are compared by its height, which
 *  is 1 at the centre of a line, and for a choice its probability by that of an even draw (sampler_tpe.c says why). Weights of choices
 *  shape what is drawn from the prior, and the prior's part of a kernel, not the heights: in l / g they would cancel. */
#ifndef TPE_AXIS_H
#define TPE_AXIS_H

#include "base/rng.h"
#include "tune/parameter.h"

enum tpe_kind { TPE_LINE, TPE_CELLS, TPE_CHOICE };
enum { TPE_MOST_CELLS = 32 };

enum tpe_kind tpe_kind_of(const struct parameter *p);

/** The coordinate of a value: its unit, or its index where there are cells or choices. */
double tpe_coordinate(const struct parameter *p, double value);
/** The unit of a coordinate. Not for a choice. */
double tpe_unit(const struct parameter *p, double coordinate);

/** The logarithms of the heights at each cell of the kernel in each cell: [count kernels, count]. */
void tpe_cells_table(double *table, const struct parameter *p, double sigma);
/** The logarithms of the heights of a choice: of the kernel's own, and of any other. smoothing > 0 is what each choice has of the
 *  prior, where the kernel's own has 1. */
void tpe_choice_logs(double *own, double *other, double choices, double smoothing);

/** A value drawn from the kernel at a coordinate. */
double tpe_draw(const struct parameter *p, double coordinate, double sigma, double smoothing, struct rng *rng);

/** How likely a value is under the kernel at a coordinate: a probability if it can be counted, else a density over the unit
 *  interval. */
double tpe_likelihood(const struct parameter *p, double value, double coordinate, double sigma, double smoothing);
/** The same of a random draw. */
double tpe_prior(const struct parameter *p, double value);

#endif
