/** The logarithm of the expected improvement in units of the deviation: log h(z), h(z) = phi(z) + z Phi(z), where z is how many
 *  deviations the mean lies below what is to be improved on (Ament et al. 2023, "Unexpected improvements to expected improvement").
 *  Nine digits and more for every finite z; h itself is zero to a double from z = -38 on. */
#ifndef LOG_IMPROVEMENT_H
#define LOG_IMPROVEMENT_H

/** @param slope  its derivative by z, Phi(z) / h(z) */
double log_improvement(double *slope, double z);

#endif
