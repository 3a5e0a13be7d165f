/** Importance: against functions whose shares are known, Optuna's fANOVA and the papers' formulas in Python; conditional and logarithmic
 *  parameters; whatever a study may hold that says nothing. */
#include <string.h>

#include "../parity/importance_goldens.h"
#include "check.h"
#include "spaces.h"
#include "tune/importance.h"
#include "tune/study.h"

enum { MOST_PARAMS = 12, MOST_TRIALS = 1000 };

/* Importances of a function of the values, over trials drawn as in importance_goldens.py. */
struct probe {
    struct numbers space;
    double (*loss)(const double *values);
    int params, trials, status;
    double single[MOST_PARAMS], pairs[MOST_PARAMS * MOST_PARAMS];
    double values[MOST_PARAMS * MOST_TRIALS], losses[MOST_TRIALS];
    uint8_t outcomes[MOST_TRIALS];
};
static struct probe probe;

static double draw(const int number, const int trial, const int param) {
    uint64_t x = (uint64_t)((number * 1000 + trial) * 64 + param) + 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return ((double)((x ^ (x >> 31)) % (1 << 20)) + 0.5) / (1 << 20);
}

static struct numbers *begin(const int params, double (*const loss)(const double *)) {
    probe.params = params;
    probe.loss = loss;
    space_of(&probe.space, params);
    return &probe.space;
}

static void *place_space(struct space *const space) {
    struct arena arena = {0};
    space_place(space, &arena, probe.space.at, probe.space.n);
    void *const block = arena_block(arena.used);
    arena = (struct arena){block, arena.used, 0};
    space_place(space, &arena, probe.space.at, probe.space.n);
    return block;
}

static void make_trials(const struct space *const space, const int number, const int trials) {
    probe.trials = trials;
    for (int t = 0; t < trials; t++) {
        double *const values = probe.values + t * probe.params;
        for (int i = 0; i < probe.params; i++) {
            values[i] = NAN;
            if (space_is_active(space, i, values))
                values[i] = parameter_from_unit(&space->entries[i].parameter, draw(number, t, i));
        }
        probe.losses[t] = probe.loss(values);
        probe.outcomes[t] = OUTCOME_COMPLETE;
    }
}

static void measure_made(const struct space *const space, const int kind) {
    const struct importance_trials trials = {probe.trials, probe.values, probe.losses, probe.outcomes, 1};
    double *const pairs = kind == importance_kind_fanova ? probe.pairs : NULL;
    probe.status = importance_measure(probe.single, pairs, space, &trials, kind, 1);
    CHECK(probe.status == SS_OK);
    double sum = 0.0, shares = 0.0;
    for (int i = 0; i < probe.params; i++) {
        CHECK(probe.single[i] >= 0.0 && probe.single[i] <= 1.0 + 1e-12);
        sum += probe.single[i];
        for (int j = 0; pairs != NULL && j <= i; j++) {
            CHECK(pairs[i * probe.params + j] >= 0.0 && pairs[i * probe.params + j] == pairs[j * probe.params + i]);
            shares += pairs[i * probe.params + j];
        }
    }
    CHECK(sum == 0.0 || fabs(sum - 1.0) < 1e-12);
    if (pairs != NULL) CHECK(shares <= 1.0 + 1e-9);
}

static void measure(const int kind, const int number, const int trials) {
    struct space space;
    void *const block = place_space(&space);
    make_trials(&space, number, trials);
    measure_made(&space, kind);
    arena_release(block);
}

static void check_singles(const double *const want, const double tolerance) {
    for (int i = 0; i < probe.params; i++) CHECK_CLOSE(probe.single[i], want[i], tolerance);
}

/* ---- goldens --------------------------------------------------------------------------------------------------------------- */

static double golden_numbers(const double *const v) {
    return 2 * v[0] + log10(v[1]) + 0.3 * fabs(v[2] - 4) + (v[3] == 2 ? 0.5 : 0);
}
static double golden_pair(const double *const v) { return v[0] * v[0] + 3 * v[1] + 0.5 * v[0] * v[1]; }
static double golden_regimes(const double *const v) {
    double loss = 0.6 * v[0] + v[3] / 4000;
    if (v[0] < 2) loss += fabs(log10(v[1]) + 3);
    return v[0] == 0 ? loss + 0.1 * fabs(v[2] - 10) : loss;
}

static void golden_space(const int number) {
    struct numbers *s = NULL;
    if (number == 0) {
        s = begin(4, golden_numbers);
        add_float(s, 0, 1, 0, 0);
        add_float(s, 1e-4, 1, 1, 0);
        add_int(s, 1, 10, 0, 0);
        add_choice(s, 4);
    } else if (number == 1) {
        s = begin(3, golden_pair);
        for (int i = 0; i < 3; i++) add_float(s, -4, 4, 0, 0);
    } else {
        s = begin(5, golden_regimes);
        add_choice(s, 3);
        add_float(s, 1e-5, 1, 1, 0);
        add_when(s, 0, 2, (double[]){0, 1});
        add_int(s, 1, 40, 1, 0);
        add_when(s, 0, 1, (double[]){0});
        add_int(s, 1, 1000, 0, 0);
        add_float(s, 0, 1, 0, 0);
        add_when(s, 0, 1, (double[]){2});
    }
}

static void test_goldens(void) {
    for (int c = 0; c < GOLDEN_CASES; c++) {
        golden_space(c);
        claim("ped_anova is the papers' formula");
        measure(importance_kind_ped_anova, c, GOLDEN_TRIALS);
        check_singles(importance_goldens[c].ped_anova, 1e-9);
        if (importance_goldens[c].fanova[0] == 0.0) continue;
        claim("fanova finds what Optuna's finds");
        measure(importance_kind_fanova, c, GOLDEN_TRIALS);
        check_singles(importance_goldens[c].fanova, 0.03);
    }
}

/* ---- known shares ---------------------------------------------------------------------------------------------------------- */

static double ishigami(const double *const v) {
    return sin(v[0]) + 7 * sin(v[1]) * sin(v[1]) + 0.1 * pow(v[2], 4) * sin(v[0]);
}
static double scales(const double *const v) { return v[0] + log10(v[1]) / 3 + log2(v[2]) / 10; }
static double choices(const double *const v) { return (double[]){0, 1, 0, 2, 1, 0}[(int)v[0]] + v[2]; }
static double unequal(const double *const v) {
    double sum = 0.0;
    for (int i = 0; i < 4; i++) sum += (4 - i) * v[i];
    return sum;
}

static void test_known(void) {
    claim("fanova: Ishigami's function (Homma and Saltelli 1996), and its one pair");
    struct numbers *s = begin(3, ishigami);
    for (int i = 0; i < 3; i++) add_float(s, -3.14159265358979, 3.14159265358979, 0, 0);
    measure(importance_kind_fanova, 1, 1000);
    check_singles((double[]){0.3138 / 0.7562, 0.4424 / 0.7562, 0}, 0.08);
    CHECK_CLOSE(probe.pairs[2], 0.2436, 0.06);
    CHECK(probe.pairs[1] < 0.06 && probe.pairs[5] < 0.08); /* the forest is not a sine */

    claim("fanova: a decade is a decade on a logarithmic axis, of floats and of whole numbers");
    s = begin(3, scales);
    add_float(s, 0, 1, 0, 0);
    add_float(s, 1e-3, 1, 1, 0);
    add_int(s, 1, 1024, 1, 0);
    measure(importance_kind_fanova, 2, 300);
    check_singles((double[]){1.0 / 3, 1.0 / 3, 1.0 / 3}, 0.08);

    claim("fanova: choices, and one of ten that does not matter");
    s = begin(4, choices);
    add_choice(s, 6);
    add_choice(s, 10);
    add_float(s, 0, 1, 0, 0);
    add_float(s, 0, 1, 0, 0);
    measure(importance_kind_fanova, 3, 300);
    check_singles((double[]){20.0 / 23, 0, 3.0 / 23, 0}, 0.04);

    claim("both put four weights among ten parameters in their order, and the other six at the end");
    s = begin(10, unequal);
    for (int i = 0; i < 10; i++) add_float(s, 0, 1, 0, 0);
    for (int kind = 0; kind < importance_count; kind++) {
        measure(kind, 4, kind == importance_kind_fanova ? 300 : 1000);
        for (int i = 0; i < 2; i++) CHECK(probe.single[i] > probe.single[i + 1]);
        for (int i = 3; i < 10; i++) CHECK(probe.single[i] < 0.5 * probe.single[2]);
        check_singles((double[]){16 / 30.0, 9 / 30.0, 4 / 30.0, 1 / 30.0, 0, 0, 0, 0, 0, 0}, 0.13);
    }
}

/* ---- conditional spaces ---------------------------------------------------------------------------------------------------- */

static double regimes(const double *const v) {
    return (double[]){0, 0.1, -0.1}[(int)v[0]] + (v[0] == 0 ? v[1] : 0) + 0.3 * v[2];
}
static double strong_child(const double *const v) { return v[0] == 0 ? 5 * (v[1] - 0.5) : v[0] == 1 ? 1 : 0.5; }
static double only_parent(const double *const v) { return v[0] == 0 ? 0 : 1 + 0.1 * v[2]; }
static double chained(const double *const v) { return v[1] > 0 && v[0] == 1 ? (v[2] < 0.5) != (v[3] < 0.5) : 0; }

static void test_conditional(void) {
    struct numbers *s = begin(4, regimes);
    add_choice(s, 3);
    add_float(s, 0, 1, 0, 0);
    add_when(s, 0, 1, (double[]){0});
    add_float(s, 0, 1, 0, 0);
    add_float(s, 0, 1, 0, 0);
    add_when(s, 0, 1, (double[]){1});
    measure(importance_kind_fanova, 5, 300);
    claim("a child has the variance within its regime by the regime's share: V(0.5, 0.1, -0.1), 1 / 3 / 12, 0.09 / 12");
    check_singles((double[]){0.0622222 / 0.0975, 0.0277778 / 0.0975, 0.0075 / 0.0975, 0}, 0.04);
    claim("in a space of regimes the shares still make up the whole");
    CHECK_CLOSE(probe.pairs[0] + probe.pairs[5] + probe.pairs[10], 1.0, 0.02);

    claim(
        "a child that is split before its parent leaves the regimes without it as they are: V(0, 1, 0.5), 25 / 12 / 3");
    s = begin(2, strong_child);
    add_choice(s, 3);
    add_float(s, 0, 1, 0, 0);
    add_when(s, 0, 1, (double[]){0});
    measure(importance_kind_fanova, 9, 300);
    check_singles((double[]){0.1666667 / 0.8611111, 0.6944444 / 0.8611111}, 0.05);

    claim("nothing is important by its absence: the parent decides, its child is only there in the better case, and a "
          "third is never");
    s = begin(4, only_parent);
    add_choice(s, 2);
    add_float(s, 0, 1, 0, 0);
    add_when(s, 0, 1, (double[]){0});
    add_float(s, 0, 1, 0, 0);
    add_float(s, 0, 1, 0, 0);
    add_when(s, 2, 1, (double[]){0.3});
    for (int kind = 0; kind < importance_count; kind++) {
        measure(kind, 6, 200);
        CHECK(probe.single[0] > 0.9 && probe.single[1] < 0.02 && probe.single[3] == 0.0);
    }

    claim("a pair that is active in one sixth of the space: 1 / 24 of what its surface varies, and no more for either");
    s = begin(4, chained);
    add_choice(s, 2);
    add_int(s, 0, 2, 0, 0);
    add_when(s, 0, 1, (double[]){1});
    for (int i = 0; i < 2; i++) {
        add_float(s, 0, 1, 0, 0);
        add_when(s, 1, 1, (double[]){1});
    }
    measure(importance_kind_fanova, 7, 1000);
    CHECK(probe.pairs[2 * 4 + 3] > 3 * probe.pairs[2 * 4 + 2] && probe.pairs[2 * 4 + 3] > 3 * probe.pairs[3 * 4 + 3]);
}

/* ---- order, repetition ----------------------------------------------------------------------------------------------------- */

static void test_order(void) {
    claim("the order of the parameters does not matter");
    for (int kind = 0; kind < importance_count; kind++) {
        double forth[4];
        golden_space(0);
        measure(kind, 0, GOLDEN_TRIALS);
        memcpy(forth, probe.single, sizeof forth);
        double *const v = probe.values;
        for (int t = 0; t < probe.trials; t++) {
            const double row[4] = {v[4 * t + 3], v[4 * t + 2], v[4 * t + 1], v[4 * t]};
            memcpy(v + 4 * t, row, sizeof row);
        }
        struct numbers *const s = begin(4, golden_numbers);
        add_choice(s, 4);
        add_int(s, 1, 10, 0, 0);
        add_float(s, 1e-4, 1, 1, 0);
        add_float(s, 0, 1, 0, 0);
        struct space space;
        void *const block = place_space(&space);
        measure_made(&space, kind);
        arena_release(block);
        for (int i = 0; i < 4; i++)
            CHECK_CLOSE(probe.single[3 - i], forth[i], kind == importance_kind_fanova ? 0.015 : 1e-12);
    }
}

static double step_and_line(const double *const v) { return (v[0] > 0.5) + v[1]; }
static double line(const double *const v) { return v[0]; }

/* Trials of two floats whose values are moved before they are measured. */
static void measure_moved(double (*const loss)(const double *), void (*const move)(double *)) {
    struct numbers *const s = begin(2, loss);
    add_float(s, 0, 1, 0, 0);
    add_float(s, 0, 1, 0, 0);
    struct space space;
    void *const block = place_space(&space);
    make_trials(&space, 8, 100);
    for (int t = 0; t < probe.trials; t++) {
        move(probe.values + 2 * t);
        probe.losses[t] = loss(probe.values + 2 * t);
    }
    measure_made(&space, importance_kind_fanova);
    arena_release(block);
}
static void equal(double *const v) { v[1] = v[0]; }
static void far_apart(double *const v) { v[0] = v[0] > 0.5 ? 0.9 : 0.1; }

static void test_forest(void) {
    claim("two parameters that always had the same value share what they explain");
    measure_moved(line, equal);
    check_singles((double[]){0.5, 0.5}, 0.1);
    claim("between values that were tried each has half of the gap: 1 / 4 and 1 / 12");
    measure_moved(step_and_line, far_apart);
    check_singles((double[]){0.75, 0.25}, 0.05);
}

/* ---- through the door ------------------------------------------------------------------------------------------------------ */

enum say { SAY_LOSS, SAY_SAME, SAY_FAILED, SAY_PRUNED, SAY_HUGE };

static double value_of(const double *const values, const int params) {
    double sum = 0.0;
    for (int i = 0; i < params; i++) sum += isnan(values[i]) ? 0.0 : values[i];
    return sum;
}

static struct ss_study *run(const struct numbers *const space, const int trials, const enum say say, const int sign) {
    struct numbers search;
    double values[128];
    int status = SS_OK;
    search_of(&search, sampler_kind_random, trials + 1, 1, 4);
    struct ss_study *const study = create_one(space->at, space->n, search.at, search.n, sign < 0, &status);
    const int params = (int)space->at[0];
    for (int t = 0; t < trials; t++) {
        const int number = ss_study_ask(study, values);
        if (number < 0) break;
        const double sum = sign * value_of(values, params);
        const double value = say == SAY_SAME ? 3 : say == SAY_HUGE ? (number % 2 ? 1.7e308 : -1.7e308) : sum;
        const int told = say == SAY_FAILED ? SS_TOLD_FAILED : say == SAY_PRUNED ? SS_TOLD_PRUNED : SS_TOLD_COMPLETE;
        tell_one(study, number, told, value);
    }
    ss_study_ask(study, values); /* one is always running */
    return study;
}

/* @return the sum of the shares, or NaN if something is not a share */
static double sum_of(const struct ss_study *const study, const int kind, double *const single, double *const pairs) {
    const int params = study->space.params;
    double sum = 0.0;
    CHECK(ss_study_importance(study, kind, single, kind == importance_kind_fanova ? pairs : NULL) == SS_OK);
    for (int i = 0; i < params; i++) sum += single[i] >= 0.0 ? single[i] : NAN;
    for (int i = 0; kind == importance_kind_fanova && i < params * params; i++)
        if (!(pairs[i] >= 0.0 && pairs[i] <= 1.0 + 1e-9)) return NAN;
    return sum;
}

static void odd_space(struct numbers *const s) {
    space_of(s, 8);
    add_float(s, 1e-300, 1e300, 1, 0);
    add_float(s, -1.7e308, 1.7e308, 0, 0);
    add_int(s, 5, 5, 0, 0); /* one value */
    add_choice(s, 1000);
    add_int(s, 1, 1000000, 1, 0);
    add_float(s, 8, 64, 1, 2);
    add_int(s, 0, 1, 0, 0);
    add_when(s, 3, 2, (double[]){1, 999});
    add_float(s, 0, 1, 0, 0.1);
    add_when(s, 6, 1, (double[]){1});
}

static void test_silence(void) {
    struct numbers space;
    double single[8], pairs[64];
    odd_space(&space);
    for (int kind = 0; kind < importance_count; kind++) {
        claim("no share where the trials say nothing: none, one, all failed, all pruned, all alike");
        const struct {
            int trials;
            enum say say;
        } silent[] = {{0, SAY_LOSS}, {1, SAY_LOSS}, {30, SAY_FAILED}, {30, SAY_PRUNED}, {30, SAY_SAME}};
        for (size_t c = 0; c < sizeof silent / sizeof *silent; c++) {
            struct ss_study *const study = run(&space, silent[c].trials, silent[c].say, 1);
            CHECK(sum_of(study, kind, single, pairs) == 0.0);
            ss_study_free(study);
        }
        claim("values and losses as large as doubles go, many choices, one value, few trials");
        for (int trials = 2; trials <= 60; trials = trials * 2 + 1) {
            for (int huge = 0; huge < 2; huge++) {
                struct ss_study *const study = run(&space, trials, huge ? SAY_HUGE : SAY_LOSS, 1);
                const double sum = sum_of(study, kind, single, pairs);
                CHECK(sum == 0.0 || fabs(sum - 1.0) < 1e-12);
                CHECK(kind == importance_kind_ped_anova || sum > 0.5);
                CHECK(single[2] == 0.0);
                ss_study_free(study);
            }
        }
    }
}

static void test_door(void) {
    struct numbers space;
    double single[128], again[128], pairs[64];
    claim("what is not a study, a kind, a place for the answer or a measure with pairs is refused");
    mixed_space(&space);
    struct ss_study *const study = run(&space, 100, SAY_LOSS, 1), *const negated = run(&space, 100, SAY_LOSS, -1);
    CHECK(ss_study_importance(NULL, 0, single, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_importance(study, -1, single, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_importance(study, importance_count, single, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_importance(study, 0, NULL, NULL) == SS_BAD_ARGUMENT);
    CHECK(ss_study_importance(study, importance_kind_ped_anova, single, pairs) == SS_BAD_ARGUMENT);
    claim("the same bits again; and for the negated values maximised");
    for (int kind = 0; kind < importance_count; kind++) {
        CHECK_CLOSE(sum_of(study, kind, single, pairs), 1.0, 1e-12);
        CHECK(ss_study_importance(study, kind, again, NULL) == SS_OK && memcmp(single, again, 7 * sizeof *single) == 0);
        CHECK(ss_study_importance(negated, kind, again, NULL) == SS_OK &&
              memcmp(single, again, 7 * sizeof *single) == 0);
    }
    ss_study_free(study);
    ss_study_free(negated);

    claim("a space without parameters has no shares");
    space_of(&space, 0);
    struct ss_study *const none = run(&space, 1, SAY_LOSS, 1);
    CHECK(ss_study_importance(none, 0, NULL, NULL) == SS_OK);
    ss_study_free(none);

    claim("a hundred parameters; six thousand trials");
    space_of(&space, 100);
    for (int i = 0; i < 100; i++) add_float(&space, 0, i == 42 ? 100 : 1, 0, 0);
    struct ss_study *const wide = run(&space, 60, SAY_LOSS, 1);
    space_of(&space, 2);
    for (int i = 0; i < 2; i++) add_float(&space, 0, i == 1 ? 3 : 1, 0, 0);
    struct ss_study *const tall = run(&space, 6000, SAY_LOSS, 1);
    for (int kind = 0; kind < importance_count; kind++) {
        CHECK(ss_study_importance(wide, kind, single, NULL) == SS_OK);
        for (int i = 0; i < 100; i++) CHECK(i == 42 || single[i] < 0.5 * single[42]);
        CHECK(ss_study_importance(tall, kind, single, NULL) == SS_OK);
        CHECK_CLOSE(single[1], 0.9, 0.05);
    }
    ss_study_free(wide);
    ss_study_free(tall);
}

/* A forest that can tell every pair of values apart expects of each what it had, whatever a third parameter is. */
static void test_surface(void) {
    claim("surface: the mean at each pair of values, with the sign of the objective");
    enum { EACH = 40, ROWS = 12 * EACH };
    struct numbers space, search;
    space_of(&space, 3);
    add_choice(&space, 3);
    add_int(&space, 1, 4, 0, 0);
    add_float(&space, 0, 1, 0, 0);
    search_of(&search, sampler_kind_random, ROWS, 1, 1);
    for (int maximize = 0; maximize < 2; maximize++) {
        int status = SS_OK;
        struct ss_study *const study = create_one(space.at, space.n, search.at, search.n, maximize, &status);
        for (int t = 0; t < ROWS; t++) {
            const double row[3] = {t % 3, 1 + t / 3 % 4, (double)t / ROWS};
            const double value = 100 + 10 * row[0] * row[1] - row[1];
            CHECK(ss_study_adopt(study, row, SS_TOLD_COMPLETE, &value) == t);
        }
        const double x[4] = {1, 2, 3, 4}, y[3] = {0, 1, 2};
        double mean[12];
        CHECK(ss_study_surface(study, 1, x, 4, 0, y, 3, mean) == SS_OK);
        for (int b = 0; b < 3; b++)
            for (int a = 0; a < 4; a++) CHECK_CLOSE(mean[4 * b + a], 100 + 10 * y[b] * x[a] - x[a], 1e-9);
        const double z[2] = {0.25, 0.75};
        CHECK(ss_study_surface(study, 2, z, 2, 1, x, 4, mean) == SS_OK);
        for (int k = 0; k < 8; k++) CHECK_CLOSE(mean[k], 100 + 10 * x[k / 2] - x[k / 2], 1e-9);
        CHECK(ss_study_surface(study, 1, x, 4, 1, x, 4, mean) == SS_BAD_ARGUMENT);
        CHECK(ss_study_surface(study, 1, x, 4, 3, y, 3, mean) == SS_BAD_ARGUMENT);
        CHECK(ss_study_surface(study, 1, x, 0, 0, y, 3, mean) == SS_BAD_ARGUMENT);
        CHECK(ss_study_surface(study, 0, x, 4, 1, x, 4, mean) == SS_BAD_ARGUMENT);
        ss_study_free(study);
    }
}

int main(void) {
    test_goldens();
    test_known();
    test_conditional();
    test_order();
    test_forest();
    test_silence();
    test_door();
    test_surface();
    return check_report();
}
