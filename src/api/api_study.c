#include <math.h>
#include <stddef.h>

#include "sweetspot.h"
#include "tune/importance.h"
#include "tune/study.h"

static int create(struct ss_study **const study, const double *const space, const int n, const double *const search,
                  const int m, const int maximize) {
    struct search_options options = {0};
    if (space == NULL || n < 1 || search == NULL || m < 1 || (maximize != 0 && maximize != 1)) return SS_BAD_ARGUMENT;
    const double *in = search;
    const double *const end = search + m;
    if (space_check(space, n) != SS_OK || !search_read(&options, &in, end) || in != end) return SS_BAD_ARGUMENT;
    return study_create(study, space, &options, maximize == 1);
}

struct ss_study *ss_study_create(const double *const space, const int n, const double *const search, const int m,
                                 const int maximize, int *const status) {
    struct ss_study *study = NULL;
    const int result = create(&study, space, n, search, m, maximize);
    if (status != NULL) *status = result;
    return study;
}

double ss_study_size(const struct ss_study *const study) { return study == NULL ? 0.0 : study->size; }

double ss_study_budget(const struct ss_study *const study) { return study == NULL ? 0.0 : study->budget; }

int ss_study_step(const struct ss_study *const study) {
    if (study == NULL) return SS_BAD_ARGUMENT;
    switch (study->pruner->hears) {
    case HEARS_EPOCHS: return SS_STEP_EPOCH;
    case HEARS_FOLDS: return SS_STEP_FOLD;
    default: return SS_STEP_NONE;
    }
}

int ss_study_enqueue(struct ss_study *const study, const double *const values) {
    if (study == NULL || (values == NULL && study->space.params > 0)) return SS_BAD_ARGUMENT;
    return study_enqueue(study, values);
}

int ss_study_ask(struct ss_study *const study, double *const values) {
    if (study == NULL || (values == NULL && study->space.params > 0)) return SS_BAD_ARGUMENT;
    return study_ask(study, values);
}

int ss_study_report(struct ss_study *const study, const int trial, const int step, const double value) {
    if (study == NULL || !study_is_running(study, trial) || step < 0) return SS_BAD_ARGUMENT;
    return study_report(study, trial, step, value);
}

int ss_study_tell(struct ss_study *const study, const int trial, const int told, const double value) {
    if (study == NULL || !study_is_running(study, trial)) return SS_BAD_ARGUMENT;
    switch (told) {
    case SS_TOLD_COMPLETE:
        if (!isfinite(value)) return SS_BAD_ARGUMENT;
        study_tell(study, trial, OUTCOME_COMPLETE, value);
        return SS_OK;
    case SS_TOLD_PRUNED: study_tell(study, trial, OUTCOME_PRUNED, value); return SS_OK;
    case SS_TOLD_FAILED: study_tell(study, trial, OUTCOME_FAILED, NAN); return SS_OK;
    default: return SS_BAD_ARGUMENT;
    }
}

int ss_study_best(const struct ss_study *const study) { return study == NULL ? -1 : study->best; }

int ss_study_importance(const struct ss_study *const study, const int kind, double *const single, double *const pairs) {
    if (study == NULL || kind < 0 || kind >= importance_count) return SS_BAD_ARGUMENT;
    if (single == NULL && study->space.params > 0) return SS_BAD_ARGUMENT;
    const struct importance_trials trials = {study->asked, study->values, study->loss, study->outcome};
    return importance_measure(single, pairs, &study->space, &trials, kind, (uint64_t)study->options.seed);
}

void ss_study_free(struct ss_study *const study) { study_free(study); }
