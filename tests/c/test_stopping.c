/** When training stops, alone and beside scikit-learn's adaptive rate: its recorded decisions, Keras's patience by hand. Each row of
 *  stoppings.def has its test here or does not compile. */
#include "../parity/sklearn_goldens.h"
#include "check.h"
#include "train/stopping.h"

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

static struct optimizer sgd(const double rate) {
    return (struct optimizer){.options = {.sgd = {.kind = optimizer_kind_sgd}}, .learning_rate = rate};
}

/* The rules of a training together, as a trial asks them. */
struct rules {
    struct schedule schedule;
    struct stopping stopping;
};

static struct rules rules_of(const struct training *const training, const struct optimizer *const optimizer) {
    struct rules rules;
    schedule_reset(&rules.schedule, &training->schedule, optimizer, 100, 10, 1000, true);
    stopping_reset(&rules.stopping, &training->early_stopping);
    return rules;
}

static enum verdict epoch(struct rules *const rules, struct optimizer *const optimizer, const double training_loss,
                          const double validation_loss) {
    const enum rate_state rate = schedule_epoch(&rules->schedule, optimizer, training_loss, validation_loss);
    return stopping_epoch(&rules->stopping, rate, training_loss, validation_loss);
}

/* The epoch (from 1) at which a curve of training losses stops; 0 if it does not. */
static int stops_at(const struct training *const training, struct optimizer *const optimizer,
                    const double *const losses, const int n) {
    struct rules rules = rules_of(training, optimizer);
    for (int i = 0; i < n; i++)
        if (epoch(&rules, optimizer, losses[i], (double)NAN) == VERDICT_STOP) return i + 1;
    return 0;
}

static void test_stopping_none(void) {
    claim("without a rule every epoch is trained");
    const struct training training = {.early_stopping = {.kind = early_stopping_kind_none}};
    double flat[500] = {0};
    struct optimizer optimizer = sgd(0.1);
    CHECK(stops_at(&training, &optimizer, flat, 500) == 0 && optimizer.learning_rate == 0.1);
}

static void test_stopping_no_improvement(void) {
    claim("scikit-learn's tol and n_iter_no_change stop at its epoch");
    struct training training = {.early_stopping = {.no_improvement = {early_stopping_kind_no_improvement, 1e-4f, 10}}};
    struct optimizer optimizer = sgd(0.1);
    CHECK(stops_at(&training, &optimizer, stop_adam, COUNT(stop_adam)) == COUNT(stop_adam));
    training.early_stopping.no_improvement.tol = 1e-3f;
    CHECK(stops_at(&training, &optimizer, stop_sgd, COUNT(stop_sgd)) == COUNT(stop_sgd));
    training.early_stopping.no_improvement.n_iter_no_change = 9;
    CHECK(stops_at(&training, &optimizer, stop_sgd, COUNT(stop_sgd)) == COUNT(stop_sgd) - 1);
    claim("a fall below tol moves the best loss, so that a slow descent ends");
    double slow[30];
    for (int i = 0; i < 30; i++) slow[i] = 1 - 0.0009 * i;
    training.early_stopping.no_improvement.n_iter_no_change = 5;
    CHECK(stops_at(&training, &optimizer, slow, 30) == 7);
}

static void test_stopping_patience(void) {
    claim("patience counts epochs without a new best validation loss, as Keras does");
    static const double losses[] = {1, 0.9, 0.95, 0.92, 0.89, 0.9, 0.895, 0.91, 0.8};
    static const enum verdict plain[] = {VERDICT_BETTER, VERDICT_BETTER, VERDICT_GO_ON, VERDICT_GO_ON,
                                         VERDICT_BETTER, VERDICT_GO_ON,  VERDICT_GO_ON, VERDICT_STOP};
    static const enum verdict coarse[] = {VERDICT_BETTER, VERDICT_BETTER, VERDICT_GO_ON, VERDICT_GO_ON, VERDICT_STOP};
    struct optimizer optimizer = sgd(0.1);
    struct training training = {.early_stopping = {.patience = {early_stopping_kind_patience, 3, 0, true}}};
    struct rules rules = rules_of(&training, &optimizer);
    for (int i = 0; i < COUNT(plain); i++) CHECK(epoch(&rules, &optimizer, 1, losses[i]) == plain[i]);
    claim("a fall within min_delta is none");
    training.early_stopping.patience.min_delta = 0.05f;
    rules = rules_of(&training, &optimizer);
    for (int i = 0; i < COUNT(coarse); i++) CHECK(epoch(&rules, &optimizer, 1, losses[i]) == coarse[i]);
    claim("without held-out rows patience never stops");
    double flat[500] = {0};
    CHECK(stops_at(&training, &optimizer, flat, 500) == 0);
}

static void test_constant_rate(void) {
    claim("a constant rate stays");
    const struct training training = {
        .schedule = {.kind = schedule_kind_constant},
        .early_stopping = {.no_improvement = {early_stopping_kind_no_improvement, 1e-3f, 10}}};
    struct optimizer optimizer = sgd(0.5);
    CHECK(stops_at(&training, &optimizer, adaptive_losses, COUNT(adaptive_losses)) == adaptive_divided[0]);
    CHECK(optimizer.learning_rate == 0.5);
}

static void test_adaptive_rate(void) {
    claim("adaptive divides the rate by 5 at scikit-learn's epochs, and stops at its last");
    const struct training training = {
        .schedule = {.adaptive = {schedule_kind_adaptive, 1e-3f, 10}},
        .early_stopping = {.no_improvement = {early_stopping_kind_no_improvement, 1e-4f, 10}}};
    struct optimizer optimizer = sgd(0.5);
    int divided = 0;
    struct rules rules = rules_of(&training, &optimizer);
    for (int i = 0; i < COUNT(adaptive_losses); i++) {
        const double before = optimizer.learning_rate;
        const enum verdict verdict = epoch(&rules, &optimizer, adaptive_losses[i], (double)NAN);
        CHECK((verdict == VERDICT_STOP) == (i == COUNT(adaptive_losses) - 1));
        if (optimizer.learning_rate == before) continue;
        CHECK(optimizer.learning_rate == before / 5);
        CHECK(divided < COUNT(adaptive_divided) && adaptive_divided[divided] == i + 1);
        divided++;
    }
    CHECK(divided == COUNT(adaptive_divided));

    claim("adaptive acts with sgd only: with others the stopping rule stays in force");
    optimizer = sgd(0.5);
    optimizer.options.kind = optimizer_kind_adam;
    double flat[100] = {0};
    CHECK(stops_at(&training, &optimizer, flat, 100) == 12 && optimizer.learning_rate == 0.5);

    claim("patience and the adaptive rate go side by side");
    const struct training both = {.schedule = {.adaptive = {schedule_kind_adaptive, 1e-3f, 2}},
                                  .early_stopping = {.patience = {early_stopping_kind_patience, 8, 0, true}}};
    optimizer = sgd(0.5);
    rules = rules_of(&both, &optimizer);
    for (int i = 0; i < 9; i++)
        CHECK(epoch(&rules, &optimizer, 1, 1) == (i == 0 ? VERDICT_BETTER : i == 8 ? VERDICT_STOP : VERDICT_GO_ON));
    CHECK(optimizer.learning_rate == 0.5 / 5 / 5);
    claim("while the validation loss falls, the end of the schedule waits: the best weights are kept first");
    optimizer = sgd(1e-7);
    rules = rules_of(&both, &optimizer);
    for (int i = 0; i < 9; i++)
        CHECK(epoch(&rules, &optimizer, 1, i < 6 ? 1 - 0.1 * i : 2) == (i < 6 ? VERDICT_BETTER : VERDICT_STOP));
}

int main(void) {
#define VARIANT(name, help, source) test_stopping_##name();
#include "base/fields_skip.h"
#include "train/stoppings.def"
    test_constant_rate();
    test_adaptive_rate();
    return check_report();
}
