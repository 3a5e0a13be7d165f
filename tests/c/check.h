/** The C test runner, whole: CHECK counts, TEST names a claim, main returns failure. */
#ifndef CHECK_H
#define CHECK_H

#include <math.h>
#include <stdio.h>

static int checks_passed, checks_failed;
static const char *check_claim = "";

/** Name the claim that the following checks show. */
static inline void claim(const char *const text) { check_claim = text; }

static inline int check_that(const int ok, const char *const text, const char *const file, const int line) {
    if (ok)
        checks_passed++;
    else if (++checks_failed <= 50) /* a broken kernel fails thousands of times: the first few say it */
        printf("%s:%d: FAILED %s: %s\n", file, line, check_claim, text);
    return ok;
}

static inline int check_close(const double got, const double want, const double tolerance, const char *const text,
                              const char *const file, const int line) {
    const double scale = fabs(want) > 1.0 ? fabs(want) : 1.0;
    const int ok = fabs(got - want) <= tolerance * scale;
    if (!ok && checks_failed < 50)
        printf("%s:%d: %s = %.9g, expected %.9g within %.3g\n", file, line, text, got, want, tolerance);
    return check_that(ok, text, file, line);
}

#define CHECK(condition) check_that(!!(condition), #condition, __FILE__, __LINE__)
/** Within tolerance, relative to |want| where that is above 1. NaN never passes. */
#define CHECK_CLOSE(got, want, tolerance) check_close(got, want, tolerance, #got, __FILE__, __LINE__)

/** The closing line and the exit status of a test program. */
static inline int check_report(void) {
    printf("%d passed, %d failed\n", checks_passed, checks_failed);
    return checks_failed != 0 || checks_passed == 0;
}

#endif
