/** A condition between parameters, such as units.1 <= units.0, as code for a stack of doubles: an opcode (a row of operators.def)
 *  after what it works on. True is 1, false 0. NaN is open: what a parameter that is not active has to do with is neither true
 *  nor false (Kleene's logic), and only a constraint that is false is broken.
 *
 *      units.1 <= units.0     parameter 1  parameter 0  less_equal */
#ifndef CONSTRAINT_H
#define CONSTRAINT_H

#include <stdbool.h>

enum operator_kind {
#define OPTION(name, help) OPERATOR_##name,
#include "tune/operators.def"
    operator_count
};

enum { CONSTRAINT_MOST_STACK = 64 };

struct constraint {
    int length;
    const double *code; /* [length] */
};

/** Whether code is one: every opcode known, every index one of `params` parameters, as deep as the stack at most, one number left. */
bool constraint_check(const double *code, int length, int params);
/** Whether a configuration [K], NaN where not active, keeps a constraint that constraint_check accepts: true or open.
 *  Cost: O(length) */
bool constraint_holds(const struct constraint *constraint, const double *values);

/** Equal but for rounding: 0.1 + 0.2 is 0.3. NaN equals nothing. */
bool is_same_number(double a, double b);

#endif
