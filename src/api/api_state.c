#include <math.h>
#include <stddef.h>

#include "sweetspot.h"
#include "tune/study.h"
#include "tune/study_state.h"

double ss_study_save(const struct ss_study *const study, const uint8_t *const note, const int note_bytes,
                     uint8_t *const bytes, const double room) {
    if (study == NULL || note_bytes < 0 || (note == NULL && note_bytes > 0) || !(room >= 0.0)) return 0.0;
    return (double)study_save(study, note, (uint32_t)note_bytes, bytes, (uint64_t)fmin(room, 0x1p53));
}

static int load(struct ss_study **const study, const uint8_t *const bytes, const uint64_t n) {
    struct study_source source;
    int status = study_source_of(&source, bytes, n);
    if (status != SS_OK) return status;
    *study =
        ss_study_create(source.space, source.n, source.search, source.m, source.maximize, source.objectives, &status);
    study_source_release(&source);
    if (status == SS_OK) status = study_restore(*study, bytes, n);
    return status;
}

struct ss_study *ss_study_load(const uint8_t *const bytes, const double n, int *const status) {
    struct ss_study *study = NULL;
    const bool is_possible = bytes != NULL && n >= 0.0 && n <= 0x1p53;
    const int result = is_possible ? load(&study, bytes, (uint64_t)n) : SS_BAD_ARGUMENT;
    if (status != NULL) *status = result;
    if (result == SS_OK) return study;
    study_free(study);
    return NULL;
}

int ss_study_recall(struct ss_study *const study, double *const values) {
    if (study == NULL || (values == NULL && study->space.params > 0)) return SS_BAD_ARGUMENT;
    return study_recall(study, values);
}

static bool are_finite(const double *const values, const int n) {
    for (int i = 0; i < n; i++)
        if (!isfinite(values[i])) return false;
    return true;
}

int ss_study_adopt(struct ss_study *const study, const double *const values, const int told,
                   const double *const outcome) {
    if (study == NULL || (values == NULL && study->space.params > 0)) return SS_BAD_ARGUMENT;
    if (told != SS_TOLD_FAILED && outcome == NULL) return SS_BAD_ARGUMENT;
    switch (told) {
    case SS_TOLD_COMPLETE:
        if (!are_finite(outcome, study->objectives)) return SS_BAD_ARGUMENT;
        return study_adopt(study, values, OUTCOME_COMPLETE, outcome);
    case SS_TOLD_PRUNED: return study_adopt(study, values, OUTCOME_PRUNED, outcome);
    case SS_TOLD_FAILED: return study_adopt(study, values, OUTCOME_FAILED, outcome);
    default: return SS_BAD_ARGUMENT;
    }
}

int ss_study_warm(struct ss_study *const study, const double *const values, const double *const told, const int n,
                  uint8_t *const taken) {
    if (study == NULL || n < 0 || (values == NULL && study->space.params > 0 && n > 0)) return SS_BAD_ARGUMENT;
    if ((told == NULL || taken == NULL) && n > 0) return SS_BAD_ARGUMENT;
    return study_warm(taken, study, values, told, n);
}

int ss_study_sampler(const struct ss_study *const study) {
    return study == NULL ? SS_BAD_ARGUMENT : study->options.sampler.kind;
}

int ss_study_reason(const struct ss_study *const study) { return study == NULL ? -1 : study->reason; }
