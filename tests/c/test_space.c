/** Parameters, conditions, and how many configurations there are. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "check.h"
#include "spaces.h"
#include "tune/odometer.h"
#include "tune/space.h"

/* A placed space; free its block. */
static void *place(struct space *const space, const struct numbers *const numbers) {
    struct arena arena = {0};
    space_place(space, &arena, numbers->at, numbers->n);
    void *const block = arena_block(arena.used);
    arena = (struct arena){block, arena.used, 0};
    space_place(space, &arena, numbers->at, numbers->n);
    CHECK(arena.used == arena.size);
    return block;
}

static struct parameter parameter_of(const double kind, const double low, const double high, const int is_log,
                                     const double step) {
    struct parameter p;
    CHECK(parameter_read(&p, (double[]){kind, low, high, is_log, step, 3}));
    return p;
}

static const struct row {
    double kind, low, high;
    int is_log;
    double step, count, top;
} rows[] = {
    {0, -1.5, 2.5, 0, 0, INFINITY, 2.5},
    {0, 0.0001, 0.1, 1, 0, INFINITY, 0.1},
    {0, 1e-300, 1e300, 0, 0, INFINITY, 1e300},
    {0, 1e-300, 1e300, 1, 0, INFINITY, 1e300},
    {0, -1.7e308, 1.7e308, 0, 0, INFINITY, 1.7e308},
    {0, 0.3, 0.3, 0, 0, 1, 0.3},
    {0, 0.3, 0.3, 1, 0, 1, 0.3},
    {0, 0.1, 0.5, 0, 0.1, 5, 0.5},
    {0, -0.3, 0.3, 0, 0.1, 7, 0.3},
    {0, 0.1, 0.45, 0, 0.1, 4, 0.4},
    {0, 0.0001, 0.1, 1, 10, 4, 0.1},
    {0, 0.001, 0.05, 1, 2, 6, 0.032},
    {0, 1e-300, 1e300, 1, 10, 601, 1e300},
    {1, -3, 3, 0, 0, 7, 3},
    {1, 16, 128, 0, 16, 8, 128},
    {1, 1, 10, 0, 4, 3, 9},
    {1, 1, 1000, 1, 0, 1000, 1000},
    {1, 16, 512, 1, 2, 6, 512},
    {1, 16, 500, 1, 2, 5, 256},
    {1, 7, 7, 0, 0, 1, 7},
    {1, 1, 9007199254740992.0, 1, 0, 9007199254740992.0, 9007199254740992.0},
    {2, 0, 0, 0, 0, 3, 2},
};
enum { ROWS = sizeof rows / sizeof *rows };

static void test_transforms(void) {
    for (int r = 0; r < ROWS; r++) {
        const struct parameter p = parameter_of(rows[r].kind, rows[r].low, rows[r].high, rows[r].is_log, rows[r].step);
        claim("count and largest value follow from the range");
        CHECK(p.count == rows[r].count);
        CHECK(p.high == rows[r].top);
        claim("both ends are exact");
        CHECK(parameter_from_unit(&p, 0.0) == p.low);
        CHECK(parameter_from_unit(&p, 1.0) == p.high);
        claim("values ascend within the bounds and come back from their units");
        double last = -INFINITY;
        for (int u = 0; u <= 1000; u++) {
            const double unit = u / 1000.0, value = parameter_from_unit(&p, unit);
            CHECK(value >= last && value >= p.low && value <= p.high);
            last = value;
            const double back = parameter_to_unit(&p, value);
            CHECK(back >= 0.0 && back <= 1.0);
            if (p.count == INFINITY) {
                CHECK_CLOSE(back, unit, 1e-9);
            } else {
                CHECK(parameter_value(&p, parameter_index(&p, value)) == value);
                if (p.count < 1e9) CHECK(parameter_from_unit(&p, back) == value);
            }
            if (p.kind == PARAMETER_INT) CHECK(is_whole(value));
        }
    }
}

static void test_indices(void) {
    claim("every index has its own value, in ascending order");
    for (int r = 0; r < ROWS; r++) {
        const struct parameter p = parameter_of(rows[r].kind, rows[r].low, rows[r].high, rows[r].is_log, rows[r].step);
        if (p.count > 5000) continue;
        for (double k = 0; k < p.count; k++) {
            CHECK(parameter_index(&p, parameter_value(&p, k)) == k);
            if (k > 0) CHECK(parameter_value(&p, k) > parameter_value(&p, k - 1));
        }
        CHECK(parameter_value(&p, 0) == p.low);
    }
    claim("decimal steps give the decimals that were written");
    const struct parameter tenths = parameter_of(0, -0.3, 0.7, 0, 0.1), powers = parameter_of(0, 0.0003, 0.3, 1, 10);
    const double written[] = {-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    const double decades[] = {0.0003, 0.003, 0.03, 0.3};
    for (int k = 0; k < 11; k++) CHECK(parameter_value(&tenths, k) == written[k]);
    for (int k = 0; k < 4; k++) CHECK(parameter_value(&powers, k) == decades[k]);
    claim("zero has one bit pattern");
    CHECK(!signbit(parameter_value(&tenths, 3)));
    const struct parameter minus_zero = parameter_of(0, -0.0, 1, 0, 0);
    CHECK(!signbit(parameter_from_unit(&minus_zero, 0.0)));
}

static void test_log_integers(void) {
    claim("an integer on a log scale gets its share of the logarithm");
    enum { DRAWS = 200000, HIGH = 20 };
    const struct parameter p = parameter_of(1, 1, HIGH, 1, 0);
    int drawn[HIGH + 1] = {0};
    for (int u = 0; u < DRAWS; u++) drawn[(int)parameter_from_unit(&p, (u + 0.5) / DRAWS)]++;
    for (int v = 1; v <= HIGH; v++) {
        const double share = log((v + 0.5) / (v - 0.5)) / log((HIGH + 0.5) / 0.5);
        CHECK(fabs(drawn[v] - share * DRAWS) <= 2.0);
    }
    claim("categories and steps have equal shares");
    const struct parameter steps = parameter_of(1, 0, 30, 0, 10);
    int hits[4] = {0};
    for (int u = 0; u < 4000; u++) hits[(int)parameter_from_unit(&steps, (u + 0.5) / 4000) / 10]++;
    for (int v = 0; v < 4; v++) CHECK(hits[v] == 1000);
}

static void test_activity(void) {
    struct numbers numbers;
    struct space space;
    mixed_space(&numbers);
    CHECK(space_check(numbers.at, numbers.n) == SS_OK);
    void *const block = place(&space, &numbers);
    memset(numbers.at, 0xff, sizeof numbers.at); /* the space keeps no reference */

    claim("a parameter is active only for the values it names");
    double sgd[7] = {0, 2, 0.3};
    CHECK(space_is_active(&space, 0, sgd) && space_is_active(&space, 2, sgd) && space_is_active(&space, 6, sgd));
    CHECK(space_is_active(&space, 4, sgd) && !space_is_active(&space, 5, sgd));
    sgd[2] = 0.6;
    CHECK(!space_is_active(&space, 6, sgd));
    sgd[2] = 0.1 + 0.2; /* not the double 0.3 */
    CHECK(space_is_active(&space, 6, sgd));
    claim("children of an inactive parameter are inactive");
    const double adam[7] = {1, 3, NAN};
    CHECK(!space_is_active(&space, 2, adam) && !space_is_active(&space, 6, adam) && space_is_active(&space, 5, adam));
    CHECK(space.entries[0].is_parent && space.entries[2].is_parent && !space.entries[3].is_parent);
    arena_release(block);
}

static double size_of(const struct numbers *const numbers, const double points) {
    struct space space;
    void *const block = place(&space, numbers);
    double scratch[256];
    const double size = odometer_size(&space, points, scratch);
    arena_release(block);
    return size;
}

static void test_size(void) {
    struct numbers s;
    claim("configurations of a conditional space are counted");
    mixed_space(&s);
    CHECK(size_of(&s, INFINITY) == MIXED_SIZE);
    claim("no parameter: one configuration, the empty one");
    space_of(&s, 0);
    CHECK(size_of(&s, INFINITY) == 1);
    claim("a continuous parameter cannot be counted, but a grid over it can");
    space_of(&s, 2);
    add_choice(&s, 2);
    add_float(&s, 0, 1, 0, 0);
    add_when(&s, 0, 1, (double[]){1});
    CHECK(size_of(&s, INFINITY) == INFINITY);
    CHECK(size_of(&s, 5) == 6);
    claim("two conditions must both hold");
    space_of(&s, 3);
    add_choice(&s, 2);
    add_int(&s, 1, 4, 0, 0);
    add_int(&s, 1, 10, 0, 0);
    add_when(&s, 0, 1, (double[]){1});
    add_when(&s, 1, 2, (double[]){2, 4});
    CHECK(size_of(&s, INFINITY) == 4 + 2 + 2 * 10);
    claim("more than 2^53 configurations, or a million combinations of parents, are not counted");
    space_of(&s, 60);
    for (int i = 0; i < 60; i++) add_choice(&s, 2);
    CHECK(size_of(&s, INFINITY) == INFINITY);
    space_of(&s, 40);
    for (int i = 0; i < 20; i++) {
        add_int(&s, 0, 9, 0, 0);
        add_choice(&s, 1);
        add_when(&s, 2 * i, 1, (double[]){3});
    }
    CHECK(size_of(&s, INFINITY) == INFINITY);
}

static void test_bad_spaces(void) {
    claim("what is not a parameter is refused");
    const double bad[][PARAMETER_NUMBERS] = {
        {3, 0, 1, 0, 0, 0},   {0.5, 0, 1, 0, 0, 0},      {NAN, 0, 1, 0, 0, 0},       {0, 1, 0, 0, 0, 0},
        {0, NAN, 1, 0, 0, 0}, {0, 0, INFINITY, 0, 0, 0}, {0, -INFINITY, 0, 0, 0, 0}, {0, 0, 1, 1, 0, 0},
        {0, -1, 1, 1, 0, 0},  {0, 0, 1, 2, 0, 0},        {0, 0, 1, NAN, 0, 0},       {0, 0, 1, 0, -0.1, 0},
        {0, 0, 1, 0, NAN, 0}, {0, 1, 8, 1, 1, 0},        {0, 1, 8, 1, 0.5, 0},       {0, 0, 1, 0, 1e-17, 0},
        {1, 0.5, 1, 0, 0, 0}, {1, 0, 1.5, 0, 0, 0},      {1, 0, 9, 0, 1.5, 0},       {1, 0, 9, 1, 0, 0},
        {1, 1, 9, 1, 1.5, 0}, {1, 0, 1e17, 0, 0, 0},     {2, 0, 0, 0, 0, 0},         {2, 0, 0, 0, 0, 1.5},
        {2, 0, 0, 0, 0, -1},  {2, 0, 0, 0, 0, NAN},      {2, 0, 0, 0, 0, 1e300},
    };
    struct numbers s;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        space_of(&s, 1);
        add_parameter(&s, bad[i]);
        if (!CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT)) printf("row %d\n", (int)i);
    }
    claim("a space that is cut short or too long is refused");
    mixed_space(&s);
    for (int n = 1; n < s.n; n++) {
        double *const exact = malloc((size_t)n * sizeof *exact); /* so that a read behind the end is seen */
        memcpy(exact, s.at, (size_t)n * sizeof *exact);
        CHECK(space_check(exact, n) == SS_BAD_ARGUMENT);
        free(exact);
    }
    put(&s, 0);
    CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
    claim("a condition names an earlier parameter and at least one finite value");
    const double conditions[][3] = {{1, 1, 0},   {-1, 1, 0},  {0.5, 1, 0}, {0, 0, 0},
                                    {0, 1, NAN}, {0, 1e9, 0}, {NAN, 1, 0}};
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        space_of(&s, 2);
        add_choice(&s, 2);
        add_choice(&s, 2);
        s.at[s.conditions] = 1;
        for (int k = 0; k < 3; k++) put(&s, conditions[i][k]);
        CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
    }
    s.at[0] = -1;
    CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
    s.at[0] = 1e300;
    CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
}

int main(void) {
    test_transforms();
    test_indices();
    test_log_integers();
    test_activity();
    test_size();
    test_bad_spaces();
    return check_report();
}
