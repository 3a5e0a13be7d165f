/** Learning rates against PyTorch's schedulers and scikit-learn (tests/parity/schedule_goldens.h); adaptive's golden decisions are in
 *  test_stopping.c. A row of schedules.def without a golden fails. */
#include "../parity/schedule_goldens.h"
#include "check.h"
#include "train/schedule.h"

static struct optimizer adam(void) {
    return (struct optimizer){.options = {.adam = {.kind = optimizer_kind_adam}},
                              .learning_rate = (double)schedule_base};
}

static struct schedule fresh(const union schedule_options *const options, const struct optimizer *const optimizer,
                             const int epochs, const bool validated) {
    struct schedule schedule;
    schedule_reset(&schedule, options, optimizer, SCHEDULE_ROWS, SCHEDULE_BATCH, epochs, validated);
    return schedule;
}

/* scheduler.step() of PyTorch works on a product so far, ours of some rows too: a few roundings of doubles. */
static void check_steps(const struct schedule_golden *const golden) {
    struct optimizer optimizer = adam();
    struct schedule schedule = fresh(&golden->options, &optimizer, SCHEDULE_EPOCHS, true);
    for (int step = 0; step < SCHEDULE_STEPS; step++) {
        schedule_step(&schedule, &optimizer);
        if (!CHECK(fabs(optimizer.learning_rate - golden->rates[step]) <= 1e-10 * golden->rates[step] + 1e-15))
            printf("  kind %d, step %d: %.12g\n", golden->options.kind, step, optimizer.learning_rate);
        if ((step + 1) % schedule.per_epoch == 0) CHECK(schedule_epoch(&schedule, &optimizer, 1, 1) == RATE_FOLLOWS);
    }
}

static void check_plateau(const struct schedule_golden *const golden, const bool validated) {
    struct optimizer optimizer = adam();
    struct schedule schedule = fresh(&golden->options, &optimizer, SCHEDULE_EPOCHS, validated);
    for (size_t i = 0; i < sizeof plateau_losses / sizeof *plateau_losses; i++) {
        const double loss = plateau_losses[i];
        schedule_epoch(&schedule, &optimizer, validated ? 1 : loss, validated ? loss : (double)NAN);
        if (validated) schedule_epoch(&schedule, &optimizer, 1, (double)NAN); /* an epoch that was not scored */
        CHECK_CLOSE(optimizer.learning_rate / golden->rates[i], 1, 1e-12);
    }
}

static void test_goldens(void) {
    int seen[schedule_count] = {0};
    seen[schedule_kind_adaptive] = 1;
    claim("every step has the rate of PyTorch or scikit-learn");
    for (size_t i = 0; i < sizeof schedule_goldens / sizeof *schedule_goldens; i++) {
        const struct schedule_golden *const golden = &schedule_goldens[i];
        seen[golden->options.kind]++;
        if (golden->options.kind != schedule_kind_reduce_on_plateau) {
            check_steps(golden);
            continue;
        }
        check_plateau(golden, true);
        check_plateau(golden, false);
    }
    claim("every schedule has a golden");
    for (int kind = 0; kind < schedule_count; kind++) CHECK(seen[kind] > 0);
}

/* Rates of some steps, to the end and beyond. */
static void check_sane(const union schedule_options options, const int epochs) {
    struct optimizer optimizer = adam();
    struct schedule schedule = fresh(&options, &optimizer, epochs, true);
    for (int step = 0; step < 3 * epochs * schedule.per_epoch; step++) {
        schedule_step(&schedule, &optimizer);
        CHECK(optimizer.learning_rate >= 0 && optimizer.learning_rate <= (double)schedule_base * (1 + 1e-12));
    }
}

static void test_edges(void) {
    claim("the rates of the edges of every range are numbers between 0 and the learning rate");
    for (int epochs = 1; epochs <= 3; epochs++)
        for (int i = 0; i <= 4; i++) {
            const float share = (float)i / 4;
            for (int warmup = 0; warmup <= 5; warmup++)
                check_sane((union schedule_options){.cosine = {schedule_kind_cosine, (float)warmup, share, 1 - share}},
                           epochs);
            check_sane((union schedule_options){.one_cycle = {schedule_kind_one_cycle, share, 1, 1}}, epochs);
            check_sane((union schedule_options){.one_cycle = {schedule_kind_one_cycle, share, 1e6f, 1e9f}}, epochs);
            check_sane((union schedule_options){.one_cycle = {schedule_kind_one_cycle, 1.0f / 7, 25, 1e4f}}, epochs);
        }
    claim("one batch in one epoch");
    struct optimizer optimizer = adam();
    struct schedule schedule;
    const union schedule_options one = {.one_cycle = {schedule_kind_one_cycle, 1, 25, 1e4f}};
    schedule_reset(&schedule, &one, &optimizer, 5, 5, 1, true);
    schedule_step(&schedule, &optimizer);
    CHECK(optimizer.learning_rate == (double)schedule_base);
    claim("a rate below min_lr is not raised to it");
    const union schedule_options plateau = {.reduce_on_plateau = {schedule_kind_reduce_on_plateau, 0.1f, 1, 0, 2}};
    optimizer = adam();
    schedule = fresh(&plateau, &optimizer, 5, true);
    for (int i = 0; i < 5; i++) schedule_epoch(&schedule, &optimizer, 1, 1);
    CHECK(optimizer.learning_rate == (double)schedule_base);
}

int main(void) {
    test_goldens();
    test_edges();
    return check_report();
}
