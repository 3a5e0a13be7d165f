/** Constraints as code: every operator on numbers and on what is open, what is refused, and how a space carries them. */
#include <string.h>

#include "check.h"
#include "spaces.h"
#include "tune/constraint.h"
#include "tune/space.h"

enum { MOST_CODE = 512 };

static const double values[] = {3.0, -2.0, NAN, 1.0}; /* four parameters, the third not active */

static double code[MOST_CODE];
static int length;

static void push(const double x) { code[length++] = x; }
static void push_number(const double x) {
    if (isnan(x)) {
        push(OPERATOR_parameter);
        push(2);
        return;
    }
    push(OPERATOR_number);
    push(x);
}

/* A test of truth sees only whether a constraint is broken; of numbers, whether they equal what is expected. */
static bool holds(void) {
    CHECK(constraint_check(code, length, 4));
    const struct constraint constraint = {length, code};
    return constraint_holds(&constraint, values);
}

static bool gives(const enum operator_kind kind, const double a, const double b, const double expected) {
    length = 0;
    push_number(a);
    if (kind != OPERATOR_negate && kind != OPERATOR_abs) push_number(b);
    push(kind);
    push_number(expected);
    push(OPERATOR_equal);
    const bool equals = holds();
    push(OPERATOR_not);
    const bool differs = holds();
    return isnan(expected) ? equals && differs : equals && !differs;
}

static void test_arithmetic(void) {
    claim("numbers are worked out as C does it");
    CHECK(gives(OPERATOR_add, 2, 3, 5) && gives(OPERATOR_subtract, 2, 3, -1) && gives(OPERATOR_multiply, 2, 3, 6));
    CHECK(gives(OPERATOR_divide, 3, 2, 1.5) && gives(OPERATOR_negate, 2, 0, -2) && gives(OPERATOR_abs, -2, 0, 2));
    CHECK(gives(OPERATOR_min, 2, 3, 2) && gives(OPERATOR_min, 3, 2, 2));
    CHECK(gives(OPERATOR_max, 2, 3, 3) && gives(OPERATOR_max, 3, 2, 3));
    claim("what has to do with a parameter that is not active is open");
    for (int kind = OPERATOR_add; kind <= OPERATOR_abs; kind++) CHECK(gives((enum operator_kind)kind, NAN, 3, NAN));
    for (int kind = OPERATOR_add; kind <= OPERATOR_max; kind++) CHECK(gives((enum operator_kind)kind, 3, NAN, NAN));
}

enum truth { NO, YES, OPEN };

static enum truth truth_now(void) {
    const bool plain = holds();
    push(OPERATOR_not);
    const bool opposite = holds();
    length--;
    return plain && opposite ? OPEN : plain ? YES : NO;
}

static enum truth truth_of(const enum operator_kind kind, const double a, const double b) {
    length = 0;
    push_number(a);
    push_number(b);
    push(kind);
    return truth_now();
}

static void test_comparisons(void) {
    claim("a comparison says how two numbers lie");
    static const struct {
        enum operator_kind kind;
        enum truth below, same, above;
    } rows[] = {
        {OPERATOR_less_equal, YES, YES, NO}, {OPERATOR_less, YES, NO, NO},  {OPERATOR_greater_equal, NO, YES, YES},
        {OPERATOR_greater, NO, NO, YES},     {OPERATOR_equal, NO, YES, NO}, {OPERATOR_unequal, YES, NO, YES},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        CHECK(truth_of(rows[r].kind, 1, 2) == rows[r].below);
        CHECK(truth_of(rows[r].kind, 2, 2) == rows[r].same);
        CHECK(truth_of(rows[r].kind, 0.1 + 0.2, 0.3) == rows[r].same);
        CHECK(truth_of(rows[r].kind, 0.3, 0.1 + 0.2) == rows[r].same);
        CHECK(truth_of(rows[r].kind, 3, 2) == rows[r].above);
        CHECK(truth_of(rows[r].kind, NAN, 2) == OPEN && truth_of(rows[r].kind, 2, NAN) == OPEN);
    }
    claim("infinite numbers compare too");
    length = 0;
    push_number(1);
    push_number(0);
    push(OPERATOR_divide);
    push_number(5);
    push(OPERATOR_greater);
    CHECK(truth_now() == YES);
}

static void test_logic(void) {
    claim("and, or: what is open is decided by the other side where that suffices");
    const double side[] = {0, 1, NAN};
    static const enum truth conjunction[3][3] = {{NO, NO, NO}, {NO, YES, OPEN}, {NO, OPEN, OPEN}};
    static const enum truth disjunction[3][3] = {{NO, YES, OPEN}, {YES, YES, YES}, {OPEN, YES, OPEN}};
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            CHECK(truth_of(OPERATOR_and, side[a], side[b]) == conjunction[a][b]);
            CHECK(truth_of(OPERATOR_or, side[a], side[b]) == disjunction[a][b]);
        }
    }
}

static void test_choices(void) {
    claim("a choice stands for its number");
    const double pick[] = {OPERATOR_choice, 3, 3, 16, 32, 64, OPERATOR_number, 32, OPERATOR_equal};
    memcpy(code, pick, sizeof pick);
    length = sizeof pick / sizeof *pick;
    CHECK(truth_now() == YES);
    code[7] = 16;
    CHECK(truth_now() == NO);
    code[1] = 2;
    CHECK(truth_now() == OPEN);
}

static bool is_code(const int n, const double *const numbers) { return constraint_check(numbers, n, 4); }

static void test_refused(void) {
    claim("what is not code is refused");
    CHECK(is_code(2, (double[]){OPERATOR_number, 1}));
    CHECK(!is_code(0, (double[]){0}));
    CHECK(!is_code(1, (double[]){OPERATOR_number}));
    CHECK(!is_code(2, (double[]){OPERATOR_number, NAN}) && !is_code(2, (double[]){OPERATOR_number, INFINITY}));
    CHECK(!is_code(2, (double[]){OPERATOR_parameter, 4}) && !is_code(2, (double[]){OPERATOR_parameter, -1}));
    CHECK(!is_code(2, (double[]){OPERATOR_parameter, 0.5}));
    CHECK(!is_code(1, (double[]){operator_count}) && !is_code(1, (double[]){-1}) && !is_code(1, (double[]){0.5}));
    CHECK(!is_code(1, (double[]){NAN}) && !is_code(1, (double[]){1e300}));
    CHECK(!is_code(4, (double[]){OPERATOR_number, 1, OPERATOR_number, 2}));
    CHECK(!is_code(3, (double[]){OPERATOR_number, 1, OPERATOR_add}));
    CHECK(!is_code(1, (double[]){OPERATOR_not}));
    CHECK(!is_code(2, (double[]){OPERATOR_choice, 0}) && !is_code(3, (double[]){OPERATOR_choice, 0, 0}));
    CHECK(!is_code(4, (double[]){OPERATOR_choice, 0, 2, 1}) && is_code(5, (double[]){OPERATOR_choice, 0, 2, 1, 2}));
    CHECK(!is_code(5, (double[]){OPERATOR_choice, 0, 1e300, 1, 2}));
    CHECK(!is_code(5, (double[]){OPERATOR_choice, 0, 2, 1, NAN}));
    claim("the stack has an end");
    for (int deep = CONSTRAINT_MOST_STACK - 1; deep <= CONSTRAINT_MOST_STACK + 1; deep++) {
        length = 0;
        for (int i = 0; i < deep; i++) push_number(1);
        for (int i = 1; i < deep; i++) push(OPERATOR_add);
        CHECK(constraint_check(code, length, 4) == (deep <= CONSTRAINT_MOST_STACK));
    }
}

/* units.1 <= units.0 over two integers, as a space has it. */
static void two_integers(struct numbers *const s) {
    space_of(s, 2);
    add_int(s, 1, 4, 0, 0);
    add_int(s, 1, 4, 0, 0);
    constraints_of(s, 1);
    add_code(s, 5, (double[]){OPERATOR_parameter, 1, OPERATOR_parameter, 0, OPERATOR_less_equal});
}

static void test_space(void) {
    struct numbers s;
    two_integers(&s);
    claim("a space carries constraints behind its parameters");
    CHECK(space_check(s.at, s.n) == SS_OK);
    for (int n = s.n - 6; n < s.n; n++) CHECK(space_check(s.at, n) == SS_BAD_ARGUMENT);
    put(&s, 0);
    CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
    two_integers(&s);
    s.at[s.n - 4] = 2; /* parameter 2 of 2 */
    CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);

    claim("weights are positive, finite, and as many as there are choices");
    const double good[] = {3, 1, 0.5};
    space_of(&s, 1);
    add_weighted(&s, 3, good);
    CHECK(space_check(s.at, s.n) == SS_OK);
    for (int n = s.n - 4; n < s.n; n++) CHECK(space_check(s.at, n) == SS_BAD_ARGUMENT);
    const double bad[] = {0, -1, NAN, INFINITY};
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        space_of(&s, 1);
        add_weighted(&s, 2, (double[]){1, bad[b]});
        CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
    }
    space_of(&s, 1);
    add_weighted(&s, 2, (double[]){1.7e308, 1.7e308});
    CHECK(space_check(s.at, s.n) == SS_BAD_ARGUMENT);
}

int main(void) {
    test_arithmetic();
    test_comparisons();
    test_logic();
    test_choices();
    test_refused();
    test_space();
    return check_report();
}
