/** One parameter of a space: which values it may take, and how they lie on the unit interval.
 *
 *  A sampler thinks in units (0 .. 1, evenly likely) or, where the values can be counted, in indices (0 .. count - 1); a trial
 *  gets values. Both ends are exact: unit 0 is `low` and unit 1 is `high`, to the bit. */
#ifndef PARAMETER_H
#define PARAMETER_H

#include <stdbool.h>

enum parameter_kind { PARAMETER_FLOAT, PARAMETER_INT, PARAMETER_CATEGORICAL };

/** How values lie between low and high. */
enum parameter_form {
    FORM_LINEAR,      /* any number, evenly */
    FORM_LOG,         /* any number, evenly on the logarithm */
    FORM_STEPS,       /* low + k step; also every category, and a single value */
    FORM_POWERS,      /* low step^k */
    FORM_LOG_INTEGERS /* whole numbers, each as likely as its share of the logarithm */
};

struct parameter {
    enum parameter_kind kind;
    enum parameter_form form;
    double low, high; /* the smallest and the largest value, both reached; an index of the choices if categorical */
    double step;      /* FORM_STEPS: the difference, FORM_POWERS: the factor between neighbours */
    double count;     /* how many values; INFINITY for FORM_LINEAR and FORM_LOG */
    const double *
        edges; /* [count + 1] where the share of each choice begins on the unit interval, and 1; NULL when all are alike */
    /* low and step as whole numbers over a power of ten where they are such decimals, so that 0.1 + 2 * 0.1 is 0.3 */
    double decimal_low, decimal_step, decimal_scale;
};

enum { PARAMETER_NUMBERS = 6 };

/** Read and validate kind, low, high, log, step, choices (sweetspot.h); all choices are alike. @return false when they are not a
 *  parameter */
bool parameter_read(struct parameter *p, const double numbers[PARAMETER_NUMBERS]);

/** The value at a unit in 0 .. 1. */
double parameter_from_unit(const struct parameter *p, double unit);
/** The unit of a value: the middle of its share where values can be counted. */
double parameter_to_unit(const struct parameter *p, double value);

/** The value of an index, 0 .. count - 1, in ascending order. Only where count is finite. */
double parameter_value(const struct parameter *p, double index);
/** The index of a value, the nearest if it is none of the parameter's. Only where count is finite. */
double parameter_index(const struct parameter *p, double value);
/** How likely a random draw is to have an index. Only where count is finite, and not for FORM_LOG_INTEGERS. */
double parameter_share(const struct parameter *p, double index);

/** Whether x is a whole number that a double holds exactly, at most 2^53 in magnitude. */
bool is_whole(double x);

#endif
