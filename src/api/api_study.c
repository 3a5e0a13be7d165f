#include <math.h>
#include <stddef.h>

#include "sweetspot.h"
#include "tune/importance.h"
#include "tune/pareto.h"
#include "tune/study.h"
#include "tune/study_state.h"

static bool is_for_several(const struct search_options *const options) {
    return sampler_takes_several(options->sampler.kind) && options->pruner.kind == pruner_kind_none &&
           options->target >= 1e30F;
}

static int create(struct ss_study **const study, const double *const space, const int n, const double *const search,
                  const int m, const uint8_t *const maximize, const int objectives) {
    struct search_options options = {0};
    if (space == NULL || n < 1 || search == NULL || m < 1) return SS_BAD_ARGUMENT;
    if (maximize == NULL || objectives < 1 || objectives > SS_MOST_OBJECTIVES) return SS_BAD_ARGUMENT;
    for (int i = 0; i < objectives; i++)
        if (maximize[i] > 1) return SS_BAD_ARGUMENT;
    const double *in = search;
    const double *const end = search + m;
    if (space_check(space, n) != SS_OK || !search_read(&options, &in, end) || in != end) return SS_BAD_ARGUMENT;
    if (objectives > 1 && !is_for_several(&options)) return SS_BAD_ARGUMENT;
    return study_create(study, space, n, &options, maximize, objectives);
}

struct ss_study *ss_study_create(const double *const space, const int n, const double *const search, const int m,
                                 const uint8_t *const maximize, const int objectives, int *const status) {
    struct ss_study *study = NULL;
    int result = create(&study, space, n, search, m, maximize, objectives);
    if (result == SS_OK && !study_keep_source(study, space, n, search, m)) {
        study_free(study);
        study = NULL;
        result = SS_NO_MEMORY;
    }
    if (status != NULL) *status = result;
    return study;
}

double ss_study_size(const struct ss_study *const study) { return study == NULL ? 0.0 : study->size; }

double ss_study_budget(const struct ss_study *const study) { return study == NULL ? 0.0 : study->budget; }

double ss_study_rejected(const struct ss_study *const study) { return study == NULL ? 0.0 : study->rejected; }

int ss_study_gave_up(const struct ss_study *const study) {
    return study != NULL && study->gave_up ? SPACE_MOST_DRAWS : 0;
}

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

static bool are_finite(const double *const values, const int n) {
    for (int i = 0; i < n; i++)
        if (!isfinite(values[i])) return false;
    return true;
}

int ss_study_tell(struct ss_study *const study, const int trial, const int told, const double *const values) {
    if (study == NULL || !study_is_running(study, trial)) return SS_BAD_ARGUMENT;
    if (told != SS_TOLD_FAILED && values == NULL) return SS_BAD_ARGUMENT;
    switch (told) {
    case SS_TOLD_COMPLETE:
        if (!are_finite(values, study->objectives)) return SS_BAD_ARGUMENT;
        study_tell(study, trial, OUTCOME_COMPLETE, values);
        return SS_OK;
    case SS_TOLD_PRUNED: study_tell(study, trial, OUTCOME_PRUNED, values); return SS_OK;
    case SS_TOLD_FAILED: study_tell(study, trial, OUTCOME_FAILED, values); return SS_OK;
    default: return SS_BAD_ARGUMENT;
    }
}

int ss_study_best(const struct ss_study *const study) { return study == NULL ? -1 : study->best; }

int ss_study_front(const struct ss_study *const study, int32_t *const numbers) {
    if (study == NULL || (numbers == NULL && study->asked > 0)) return SS_BAD_ARGUMENT;
    return pareto_front(numbers, study->loss, study->outcome, study->asked, study->objectives);
}

int ss_study_hypervolume(const struct ss_study *const study, const int32_t *const numbers, const int n,
                         const double *const reference, double *const volume) {
    if (study == NULL || (numbers == NULL && n > 0) || n < 0 || reference == NULL || volume == NULL)
        return SS_BAD_ARGUMENT;
    if (!are_finite(reference, study->objectives)) return SS_BAD_ARGUMENT;
    for (int i = 0; i < n; i++)
        if (numbers[i] < 0 || numbers[i] >= study->asked || study->outcome[numbers[i]] != OUTCOME_COMPLETE)
            return SS_BAD_ARGUMENT;
    return study_hypervolume(study, numbers, n, reference, volume);
}

int ss_study_importance(const struct ss_study *const study, const int kind, double *const single, double *const pairs) {
    if (study == NULL || kind < 0 || kind >= importance_count) return SS_BAD_ARGUMENT;
    if (single == NULL && study->space.params > 0) return SS_BAD_ARGUMENT;
    const struct importance_trials trials = {study->asked, study->values, study->loss, study->outcome,
                                             study->objectives};
    return importance_measure(single, pairs, &study->space, &trials, kind, (uint64_t)study->options.seed);
}

void ss_study_free(struct ss_study *const study) { study_free(study); }
