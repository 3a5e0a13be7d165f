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
