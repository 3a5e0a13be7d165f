/** A study that is saved and loaded goes on as if it had not been: for every sampler with every pruner, after any event. And
 *  what it is fed from outside: warm trials, finished trials from elsewhere, torn and foreign bytes. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "check.h"
#include "spaces.h"
#include "tune/study.h"
#include "tune/study_state.h"

enum { MOST_PARAMS = 16, TRIALS = 26, STEPS = 5, RUNNING = 3 };

static void search_with(struct numbers *const s, const int sampler, const int pruner, const double trials,
                        const double parallelism) {
    search_of(s, sampler, trials, 9, parallelism);
    const int behind = 8; /* trials and all that follow */
    double rest[16];
    s->n -= behind;
    memcpy(rest, s->at + s->n, sizeof *rest * (size_t)behind);
    s->n--;
    put(s, pruner);
    switch (pruner) {
#define VARIANT(name, help, source) case pruner_kind_##name:
#define FLOAT(name, dflt, ...) put(s, dflt);
#define INT(name, dflt, ...) put(s, dflt);
#define BOOL(name, dflt, help) put(s, dflt);
#define CHOICE(name, dflt, ...) put(s, SCORE_##dflt);
#define END(name) break;
#include "tune/pruners.def"
    }
    for (int i = 0; i < behind; i++) put(s, rest[i]);
}

/* ---- a run, event by event: a function of the study alone ---- */

struct life {
    double values[MOST_PARAMS];
    int number, step, look;
};

struct run {
    struct ss_study *study;
    struct life lives[RUNNING];
    int running, events;
    bool is_over;
    uint64_t seen; /* what the study answered */
};

static void note(struct run *const run, const double answer) {
    uint64_t bits;
    memcpy(&bits, &answer, sizeof bits);
    run->seen = (run->seen ^ (isnan(answer) ? 1 : bits)) * 0x9E3779B97F4A7C15u;
    run->seen ^= run->seen >> 29;
}

static double loss_of(const double *const values, const int params) {
    double loss = 0.0;
    for (int i = 0; i < params; i++)
        if (!isnan(values[i])) loss += fabs(fmod(values[i], 7.0) - 0.3 * i);
    return loss;
}

static void end(struct run *const run, const int at, const int told, const double value) {
    const double values[] = {value, fabs(value - 2.0)};
    CHECK(ss_study_tell(run->study, run->lives[at].number, told, values) == SS_OK);
    run->lives[at] = run->lives[--run->running];
}

/* One trial is asked for, reports or ends. */
static void happen(struct run *const run) {
    const int params = run->study->space.params;
    run->events++;
    if (run->running < RUNNING && !run->is_over) {
        struct life life = {.look = 1};
        life.number = ss_study_ask(run->study, life.values);
        note(run, life.number);
        run->is_over = life.number == SS_EXHAUSTED;
        if (life.number >= 0) {
            for (int i = 0; i < params; i++) note(run, life.values[i]);
            run->lives[run->running++] = life;
            return;
        }
    }
    if (run->running == 0) return;
    const int at = run->events * 7 % run->running;
    struct life *const life = &run->lives[at];
    const double loss = loss_of(life->values, params);
    if (life->number % 9 == 4 || life->step == STEPS) {
        end(run, at, life->step == STEPS ? SS_TOLD_COMPLETE : SS_TOLD_FAILED, loss);
        return;
    }
    life->step++;
    life->look = ss_study_report(run->study, life->number, life->step, loss + 3.0 / life->step);
    note(run, life->look);
    if (life->look == 0) end(run, at, SS_TOLD_PRUNED, life->step > 2 ? loss : NAN);
}

static bool is_done(const struct run *const run) { return run->is_over && run->running == 0; }

static uint8_t *save(const struct ss_study *const study, double *const n) {
    const uint8_t words[] = "a note";
    *n = ss_study_save(study, words, sizeof words, NULL, 0);
    uint8_t *const bytes = malloc((size_t)*n);
    CHECK(ss_study_save(study, words, sizeof words, bytes, *n - 1) == *n);
    CHECK(ss_study_save(study, words, sizeof words, bytes, *n) == *n);
    CHECK(memcmp(bytes + 16, words, sizeof words) == 0 && bytes[12] == sizeof words);
    return bytes;
}

static bool is_same(const struct ss_study *const a, const struct ss_study *const b) {
    double n = 0, m = 0;
    uint8_t *const first = save(a, &n), *const second = save(b, &m);
    const bool same = n == m && memcmp(first, second, (size_t)n) == 0;
    free(first);
    free(second);
    return same;
}

static void reload(struct run *const run) {
    double n = 0;
    int status = SS_NO_MEMORY;
    uint8_t *const bytes = save(run->study, &n);
    struct ss_study *const loaded = ss_study_load(bytes, n, &status);
    free(bytes);
    if (!CHECK(status == SS_OK && loaded != NULL)) return;
    CHECK(is_same(run->study, loaded));
    CHECK(ss_study_best(run->study) == ss_study_best(loaded) && run->study->told == loaded->told);
    ss_study_free(run->study);
    run->study = loaded;
}

/* Conditional, counted and not. */
static void numbers_too(struct numbers *const s) {
    space_of(s, 4);
    add_float(s, 0.001, 10, 1, 0);
    add_int(s, 1, 9, 0, 0);
    add_choice(s, 3);
    add_float(s, -1, 1, 0, 0);
    add_when(s, 2, 2, (double[]){0, 2});
}

/* A log number below a linear one: most draws are rejected. */
static void constrained(struct numbers *const s) {
    space_of(s, 3);
    add_float(s, 0.001, 1, 1, 0);
    add_float(s, 0, 0.02, 0, 0);
    add_choice(s, 9);
    constraints_of(s, 1);
    add_code(s, 5, (double[]){OPERATOR_parameter, 0, OPERATOR_parameter, 1, OPERATOR_less_equal});
}

static struct ss_study *start(const struct numbers *const space, const struct numbers *const search,
                              const int objectives) {
    const uint8_t maximize[] = {1, 0};
    struct ss_study *const study =
        ss_study_create(space->at, space->n, search->at, search->n, maximize, objectives, NULL);
    double values[MOST_PARAMS];
    if (!CHECK(study != NULL)) return NULL;
    /* two of the user's own: what another study of this space began with */
    struct numbers random;
    search_of(&random, sampler_kind_random, 2, 77, 1);
    struct ss_study *const other = study_of(space, &random);
    for (int i = 0; i < 2; i++) CHECK(ss_study_ask(other, values) == i && ss_study_enqueue(study, values) == SS_OK);
    ss_study_free(other);
    return study;
}

/* Stopped after `stop` events, or after every one (-1). @return what the study answered in all */
static uint64_t whole(const struct numbers *const space, const struct numbers *const search, const int objectives,
                      const int stop, int *const events) {
    struct run run = {.study = start(space, search, objectives)};
    if (stop == 0 || stop == -1) reload(&run);
    while (!is_done(&run)) {
        happen(&run);
        if (run.events == stop || stop == -1) reload(&run);
    }
    *events = run.events;
    ss_study_free(run.study);
    return run.seen;
}

static void test_all(const int sampler, const int pruner, const int objectives,
                     void (*const make_space)(struct numbers *)) {
    struct numbers space, search;
    make_space(&space);
    search_with(&search, sampler, pruner, TRIALS, 4);
    int events = 0, again = 0;
    const uint64_t expected = whole(&space, &search, objectives, -2, &events);
    const int stops[] = {0, 1, 2, 9, events / 3, events / 2, events - 1, events};
    claim("a loaded study goes on as the saved one, whenever that was");
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        CHECK(whole(&space, &search, objectives, stops[i], &again) == expected && events == again);
    if (sampler == sampler_kind_gp) return;
    claim("also when it is saved and loaded after everything that happens");
    CHECK(whole(&space, &search, objectives, -1, &again) == expected && events == again);
}

/* ---- trials from elsewhere ---- */

static void test_adopt(const int sampler) {
    struct numbers space, search;
    numbers_too(&space);
    search_with(&search, sampler, pruner_kind_median, TRIALS, 2);
    claim("a finished trial takes the next number, before the queue and while others run");
    struct run run = {.study = start(&space, &search, 1)};
    const double first[] = {0.5, 3, 1, NAN}, worse[] = {5, 9, 0, 0.25}, wrong[] = {5, 9, 1, 0.25};
    const double small = 0.125, none = NAN;
    CHECK(ss_study_adopt(run.study, wrong, SS_TOLD_COMPLETE, &small) == SS_BAD_ARGUMENT);
    CHECK(ss_study_adopt(run.study, first, SS_TOLD_COMPLETE, &none) == SS_BAD_ARGUMENT);
    CHECK(ss_study_adopt(run.study, first, 3, &small) == SS_BAD_ARGUMENT);
    CHECK(ss_study_adopt(run.study, first, SS_TOLD_COMPLETE, &small) == 0 && ss_study_best(run.study) == 0);
    for (int i = 0; i < 20; i++) happen(&run);
    CHECK(run.study->is_given[1] && run.study->is_given[2] && !run.study->is_given[3]);
    const int next = run.study->asked;
    CHECK(ss_study_adopt(run.study, worse, SS_TOLD_FAILED, NULL) == next);
    CHECK(ss_study_adopt(run.study, worse, SS_TOLD_PRUNED, &none) == next + 1);
    struct run other = run;
    double n = 0;
    uint8_t *const bytes = save(run.study, &n);
    other.study = ss_study_load(bytes, n, NULL);
    free(bytes);
    if (CHECK(other.study != NULL)) {
        while (!is_done(&run)) happen(&run), happen(&other);
        CHECK(run.seen == other.seen && is_same(run.study, other.study));
    }
    CHECK(ss_study_adopt(run.study, worse, SS_TOLD_FAILED, NULL) == SS_EXHAUSTED);
    ss_study_free(other.study);
    ss_study_free(run.study);
}

/* The mean loss of a sampler's first trials on a bowl, with or without what an earlier study knew of it. */
static double first_losses(const int sampler, const int seed, const bool is_warm) {
    struct numbers space, search;
    space_of(&space, 2);
    add_float(&space, 0, 1, 0, 0);
    add_float(&space, 0, 1, 0, 0);
    search_of(&search, sampler, 10, seed, 1);
    struct ss_study *const study = study_of(&space, &search);
    double values[162], told[81], sum = 0.0;
    uint8_t taken[81];
    for (int i = 0; i < 81; i++) {
        values[2 * i] = i / 9 * 0.125;
        values[2 * i + 1] = i % 9 * 0.125;
        told[i] = pow(values[2 * i] - 0.7, 2) + pow(values[2 * i + 1] - 0.2, 2);
    }
    if (is_warm) CHECK(ss_study_warm(study, values, told, 81, taken) == 81);
    for (int t = 0; t < 10; t++) {
        double at[2];
        CHECK(ss_study_ask(study, at) == t);
        const double loss = pow(at[0] - 0.7, 2) + pow(at[1] - 0.2, 2);
        sum += loss / 10;
        CHECK(tell_one(study, t, SS_TOLD_COMPLETE, loss) == SS_OK);
    }
    ss_study_free(study);
    return sum;
}

static void test_warm(const int sampler) {
    struct numbers space, search;
    numbers_too(&space);
    search_with(&search, sampler, pruner_kind_median, TRIALS, 2);
    const double values[] = {0.5, 3, 1, NAN, 5, 9, 1, 0.25, 5, 9, 0, 0.25, 1, 1, 1, NAN};
    const double told[] = {-50, 1, 2, INFINITY};
    uint8_t taken[4] = {9, 9, 9, 9};
    struct run run = {.study = study_of(&space, &search)};
    if (!CHECK(run.study != NULL)) return;
    if (!run.study->sampler->learns) {
        claim("a sampler that learns nothing takes no warm start");
        CHECK(ss_study_warm(run.study, values, told, 4, taken) == SS_BAD_ARGUMENT);
        ss_study_free(run.study);
        return;
    }
    claim("warm trials are no trials of the study; what does not fit is left out");
    CHECK(ss_study_warm(run.study, values, told, 4, taken) == 2);
    CHECK(taken[0] == 1 && taken[1] == 0 && taken[2] == 1 && taken[3] == 0);
    CHECK(ss_study_warm(run.study, values, told, 4, taken) == SS_BAD_ARGUMENT);
    CHECK(ss_study_best(run.study) == -1 && ss_study_budget(run.study) == TRIALS);
    for (int i = 0; i < 60; i++) {
        happen(&run);
        if (i % 20 == 7) reload(&run);
    }
    CHECK(run.study->loss[ss_study_best(run.study)] > -50);
    ss_study_free(run.study);

    claim("what the earlier study knew helps from the first trial on");
    double cold = 0.0, warm = 0.0;
    for (int seed = 0; seed < 20; seed++) {
        cold += first_losses(sampler, seed, false) / 20;
        warm += first_losses(sampler, seed, true) / 20;
    }
    printf("  %s: mean loss of the first ten %.4f, warm %.4f\n", sampler_of(sampler)->name, cold, warm);
    CHECK(warm < 0.9 * cold);
}

/* ---- bytes that are not what they should be ---- */

static void test_bytes(void) {
    struct numbers space, search;
    numbers_too(&space);
    search_with(&search, sampler_kind_tpe, pruner_kind_median, 8, 2);
    struct run run = {.study = start(&space, &search, 1)};
    for (int i = 0; i < 25; i++) happen(&run);
    double n = 0;
    uint8_t *const bytes = save(run.study, &n);
    int status = SS_OK;
    claim("cut anywhere, or with any byte changed, it is refused");
    for (double k = 0; k < n; k++) {
        uint8_t *const cut = malloc((size_t)k + 1); /* of its own size: a look beyond it is seen */
        memcpy(cut, bytes, (size_t)k);
        CHECK(ss_study_load(cut, k, &status) == NULL && status == SS_BAD_ARGUMENT);
        free(cut);
        bytes[(size_t)k] ^= (uint8_t)(1u << ((unsigned)k % 8));
        CHECK(ss_study_load(bytes, n, &status) == NULL && status == SS_BAD_ARGUMENT);
        bytes[(size_t)k] ^= (uint8_t)(1u << ((unsigned)k % 8));
    }
    CHECK(ss_study_load(NULL, n, &status) == NULL && status == SS_BAD_ARGUMENT);
    CHECK(ss_study_load(bytes, NAN, &status) == NULL && status == SS_BAD_ARGUMENT);

    claim("bytes with a true hash and a false story are refused or make a study, and nothing breaks");
    uint32_t random = 1;
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
        uint8_t *const forged = malloc((size_t)n);
        memcpy(forged, bytes, (size_t)n);
        for (int k = 0; k < 1 + round % 3; k++) {
            random = random * 1664525u + 1013904223u;
            const size_t at = 8 + (random >> 8) % ((size_t)n - 16);
            random = random * 1664525u + 1013904223u;
            forged[at] = round % 2 ? (uint8_t)(random >> 24) : (uint8_t)(forged[at] + (random >> 31 ? 1u : 255u));
        }
        const uint64_t hash = hash_bytes(HASH_START, forged, (size_t)n - 8);
        for (int i = 0; i < 8; i++) forged[(size_t)n - 8 + (size_t)i] = (uint8_t)(hash >> (8 * i));
        struct ss_study *const study = ss_study_load(forged, n, &status);
        CHECK((study != NULL) == (status == SS_OK));
        refused += study == NULL;
        double values[MOST_PARAMS * 8];
        if (study != NULL && study->space.params <= MOST_PARAMS * 8) ss_study_ask(study, values);
        ss_study_free(study);
        free(forged);
    }
    CHECK(refused > 1000 && refused < 4000);
    free(bytes);
    ss_study_free(run.study);
    CHECK(ss_study_save(NULL, NULL, 0, NULL, 0) == 0);
}

static void test_recall(void) {
    struct numbers space, search;
    double values[MOST_PARAMS];
    const double other[] = {0.5, 3, 1, NAN};
    numbers_too(&space);
    claim("a trial that would have been another shows where proposing costs little; none of the space is refused");
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        search_with(&search, sampler, pruner_kind_none, 5, 1);
        struct ss_study *const study = study_of(&space, &search), *const again = study_of(&space, &search);
        CHECK(ss_study_ask(study, values) == 0 && ss_study_recall(again, values) == 0);
        CHECK(tell_one(again, 0, SS_TOLD_COMPLETE, 1) == SS_OK);
        values[1] = 10;
        CHECK(ss_study_recall(again, values) == SS_BAD_ARGUMENT);
        memcpy(values, other, sizeof other);
        CHECK(ss_study_recall(again, values) == 1);
        CHECK(values[0] != 0.5 || again->sampler->is_recalled);
        ss_study_free(study);
        ss_study_free(again);
    }
}

int main(void) {
    for (int sampler = 0; sampler < sampler_count; sampler++) {
        for (int pruner = 0; pruner < pruner_count; pruner++) {
            test_all(sampler, pruner, 1, numbers_too);
        }
        test_all(sampler, pruner_kind_none, 1, mixed_space);
        test_all(sampler, pruner_kind_none, 1, constrained);
        if (sampler_takes_several(sampler)) test_all(sampler, pruner_kind_none, 2, numbers_too);
        test_adopt(sampler);
        test_warm(sampler);
    }
    test_recall();
    test_bytes();
    return check_report();
}
