/** A study as bytes that hold nothing of the machine: what it was made of, what it was told, and no state of its sampler, for that
 *  follows from the rest. Little-endian whatever the machine is; a hash of all of it stands at the end.
 *
 *      8 bytes   "sspstudy"
 *      u32       version of the format
 *      u32 n     note [n] bytes of the caller's own
 *      u32 x 6   numbers of the space, numbers of search, objectives, warm trials, trials queued, trials asked
 *      f64       space, search; u8 maximize [objectives]
 *      f64       warm values [W, K] and losses [W, M]; values [max(queued, asked), K]
 *      u8        outcome and whether the trial was given from outside, then f64 losses [M], of each asked trial
 *      tracks    u32 reports, u8 is_stopped, i32 look, then f64 loss, i32 step, i32 rungs of each report; of each asked trial
 *      u64       FNV-1a of everything before
 *
 *  To load is to live through the study again: each trial is proposed anew by a sampler for which that is cheap, and must come out as
 *  it was; the others take the values as they stand (sampler_ops.is_recalled). */
#ifndef STUDY_STATE_H
#define STUDY_STATE_H

#include "tune/study.h"

/** What ss_study_create takes; one block, released by study_source_release. */
struct study_source {
    double *space, *search; /* [n], [m] */
    int n, m;
    uint8_t maximize[SS_MOST_OBJECTIVES];
    int objectives;
};

/** Keep a copy of what a study was made of, with the study. @return false: no memory */
bool study_keep_source(struct ss_study *study, const double *space, int n, const double *search, int m);

/** Write at most `room` bytes. @param bytes  NULL: only count @return how many there are in all; nothing is written when that is more than room */
uint64_t study_save(const struct ss_study *study, const uint8_t *note, uint32_t note_bytes, uint8_t *bytes,
                    uint64_t room);
/** What saved bytes were made of, if they are whole. @return SS_OK, SS_BAD_ARGUMENT or SS_NO_MEMORY */
int study_source_of(struct study_source *source, const uint8_t *bytes, uint64_t n);
void study_source_release(struct study_source *source);
/** Bring a new study of that source to where the saved one was. Whole bytes that tell an impossible story are refused: then
 *  the study is of no use. @return SS_OK, SS_BAD_ARGUMENT or SS_NO_MEMORY */
int study_restore(struct ss_study *study, const uint8_t *bytes, uint64_t n);

#endif
