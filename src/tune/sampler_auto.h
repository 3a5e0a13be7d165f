/** The sampler `auto`: not one of its own, but the choice of one by the space, the budget and the objectives. */
#ifndef SAMPLER_AUTO_H
#define SAMPLER_AUTO_H

#include "tune/options.h"
#include "tune/space.h"

enum auto_reason {
#define OPTION(name, help) REASON_##name,
#include "tune/reasons.def"
    reasons_count
};

/** Puts the sampler that is picked in the place of `auto`, with its defaults.
 *  @param is_warm  trials of an earlier study are there to learn from
 *  @param scratch  [2 K]
 *  @return why, an auto_reason */
int auto_pick(struct search_options *options, const struct space *space, int objectives, bool is_warm, double *scratch);

#endif
