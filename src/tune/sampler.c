#include "tune/sampler.h"

#include <assert.h>

#include "base/fields_skip.h"
#define VARIANT(name, help, source) extern const struct sampler_ops sampler_##name;
#include "tune/samplers.def"

static const struct sampler_ops *const samplers[] = {
#include "base/fields_skip.h"
#define VARIANT(name, help, source) &sampler_##name,
#include "tune/samplers.def"
};

static_assert(sizeof samplers / sizeof *samplers == sampler_count, "one sampler for each row of samplers.def");

const struct sampler_ops *sampler_of(const int kind) {
    assert(kind >= 0 && kind < sampler_count);
    return samplers[kind];
}

bool sampler_takes_several(const int kind) {
    switch (kind) {
#define OPTION(name, help) case sampler_kind_##name:
#include "tune/several.def"
        return true;
    default: return false;
    }
}
