/** What a trial reported on its way. Nothing says beforehand how many steps there will be, so a track is a block of its own that
 *  doubles: the one thing of a study that grows while it runs. */
#ifndef REPORTS_H
#define REPORTS_H

#include <stdbool.h>
#include <stdint.h>

struct report {
    double loss; /* lower is better; may be NaN */
    double best; /* the least so far; NaN while there is none */
    int32_t step;
    int32_t rungs; /* asha: how many rungs the trial has completed with this report */
};

struct track {
    struct report *at; /* [count] steps strictly rising */
    int count, capacity;
    int32_t look;    /* the pruner has let it go on to this step */
    bool is_stopped; /* the pruner has stopped it: what is reported after that does not count */
};

/** A value at a step, which is the last one again (then it replaces that one's) or a later one; rungs are those before. @return false: no memory, nothing changed */
bool track_add(struct track *track, int32_t step, double loss);
/** The first report at a step or after it; NULL if there is none. O(1) when every step was reported, else O(log count). */
const struct report *track_from(const struct track *track, int32_t step);
/** Gives the memory back. */
void track_release(struct track *track);

#endif
