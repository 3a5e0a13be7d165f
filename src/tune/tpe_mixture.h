/** A Parzen estimator: the prior, and one kernel around each configuration it was told. A kernel is the product of its
 *  parameters' kernels (tpe_axis.h). A parameter that the kernel's configuration did not have is drawn from the prior and
 *  counts as the factor 1; so one mixture speaks of all branches of a conditional space. */
#ifndef TPE_MIXTURE_H
#define TPE_MIXTURE_H

#include "tune/space.h"
#include "tune/tpe_axis.h"

/** How parameters stand in a row of coordinates: sorted, so that the long loop runs over plain numbers. */
struct tpe_columns {
    int lines_end;                       /* first lines that every configuration has */
    int maybe_end;                       /* then lines that some have */
    int cells_end;                       /* then cells */
    int end;                             /* then choices; K in all */
    int *column;                         /* [K] of each parameter */
    int *parameter;                      /* [K] of each column */
    const struct parameter **parameters; /* [K] by column */
};

/** The widths of the kernels of one set of configurations, and what follows from them. All by column. */
struct tpe_widths {
    double *sigma;       /* [K] */
    double *precision;   /* [K] 1 / (2 sigma^2) */
    double **table;      /* [K] tpe_cells_table */
    double *smoothing;   /* [K] */
    double *own, *other; /* [K] tpe_choice_logs */
};

struct tpe_kernel {
    const double *at; /* [K] coordinates by column, NaN where not active */
    double weight;
};

struct tpe_mixture {
    const struct tpe_widths *widths;
    const struct tpe_columns *columns;
    double most; /* what choices can add at most to the logarithm of a kernel's height */
    double prior_weight;
    double weight; /* of all kernels and the prior */
    int kernels;
    struct tpe_kernel *kernel; /* [kernels] */
};

/** Room for the widths of all columns; widths may be NULL while measuring. */
void tpe_widths_place(struct tpe_widths *widths, struct arena *arena, const struct tpe_columns *columns,
                      const struct space *space);
/** Set the width of a column that is no choice. Cost: a table of cells, if it changes. */
void tpe_widths_set(struct tpe_widths *widths, const struct tpe_columns *columns, int column, double sigma);
/** Set the smoothing of a choice. */
void tpe_widths_smooth(struct tpe_widths *widths, const struct tpe_columns *columns, int column, double smoothing);

/** Empty it, for kernels of the widths as they are now. */
void tpe_mixture_start(struct tpe_mixture *mixture, double prior_weight);
void tpe_mixture_add(struct tpe_mixture *mixture, const double *at, double weight);
/** The logarithm of the mean height at coordinates [K]; the prior's is 1 everywhere. Given up where it is seen to be above `enough`:
 *  then anything above that. Cost: O(kernels K), mostly far less. */
double tpe_mixture_log(const struct tpe_mixture *mixture, const double *x, double enough);
/** A kernel, drawn by its weight; NULL for the prior. */
const struct tpe_kernel *tpe_mixture_pick(const struct tpe_mixture *mixture, struct rng *rng);
/** How likely the mixture is to draw a value of a column, as tpe_likelihood says it. */
double tpe_mixture_likelihood(const struct tpe_mixture *mixture, int column, double value);

#endif
