#include "tune/pruner.h"

#include <assert.h>

#include "base/fields_skip.h"
#define VARIANT(name, help, source) extern const struct pruner_ops pruner_##name;
#include "tune/pruners.def"

static const struct pruner_ops *const pruners[] = {
#include "base/fields_skip.h"
#define VARIANT(name, help, source) &pruner_##name,
#include "tune/pruners.def"
};

static_assert(sizeof pruners / sizeof *pruners == pruner_count, "one pruner for each row of pruners.def");

const struct pruner_ops *pruner_of(const int kind) {
    assert(kind >= 0 && kind < pruner_count);
    return pruners[kind];
}

const struct report *pruner_latest(const struct pruner_call *const call) {
    return &call->own->at[call->own->count - 1];
}

double pruner_score(const struct report *const report, const int score) {
    return score == SCORE_best ? report->best : report->loss;
}

int32_t pruner_next_look(const struct pruner_call *const call, const int warmup, const int interval) {
    const int64_t step = pruner_latest(call)->step;
    if (step < warmup) return warmup;
    const int64_t look = warmup + ((step - warmup) / interval + 1) * interval;
    return look < INT32_MAX ? (int32_t)look : INT32_MAX;
}

int32_t pruner_after(const struct pruner_call *const call, const int64_t steps) {
    const int64_t step = pruner_latest(call)->step;
    return steps < INT32_MAX - step ? (int32_t)(step + steps) : INT32_MAX;
}
