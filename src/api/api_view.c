#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "sweetspot.h"
#include "tune/view.h"

enum { MOST_POINTS = 1 << 20 };

int ss_study_view(const struct ss_study *const study) {
    if (study == NULL) return SS_BAD_ARGUMENT;
    return (int)view_kind(study);
}
static_assert((int)VIEW_POPULATION == (int)SS_VIEW_POPULATION && (int)VIEW_SURROGATE == (int)SS_VIEW_SURROGATE,
              "the same kinds");

int ss_study_seen(const struct ss_study *const study, const int trial, double *const numbers) {
    struct view_point point;
    if (study == NULL || numbers == NULL) return SS_BAD_ARGUMENT;
    const int status = view_point(&point, study, trial);
    if (status != SS_OK) return status;
    numbers[0] = point.asked;
    numbers[1] = point.visible;
    numbers[2] = view_best(study, point);
    return SS_OK;
}

int ss_study_values(const struct ss_study *const study, const int trial, double *const values) {
    if (study == NULL || trial < 0 || trial >= study->asked) return SS_BAD_ARGUMENT;
    const int params = study->space.params;
    if (values == NULL && params > 0) return SS_BAD_ARGUMENT;
    for (int i = 0; i < params; i++) values[i] = study->values[(size_t)trial * (size_t)params + (size_t)i];
    return SS_OK;
}

static bool has_parameter(const struct ss_study *const study, const int parameter) {
    return study != NULL && parameter >= 0 && parameter < study->space.params;
}

int ss_study_axis(const struct ss_study *const study, const int parameter, const int most, double *const values) {
    if (!has_parameter(study, parameter) || most < 2 || most > MOST_POINTS || values == NULL) return SS_BAD_ARGUMENT;
    return view_axis(values, &study->space.entries[parameter].parameter, most);
}

static bool is_in_range(const struct parameter *const p, const double value) {
    return value >= p->low && value <= p->high && (p->kind == PARAMETER_FLOAT || is_whole(value));
}

static bool are_in_range(const struct ss_study *const study, const int parameter, const double *const values,
                         const int n) {
    for (int k = 0; k < n; k++)
        if (!is_in_range(&study->space.entries[parameter].parameter, values[k])) return false;
    return true;
}

int ss_study_densities(const struct ss_study *const study, const int trial, const int parameter,
                       const double *const values, const int n, double *const good, double *const bad) {
    struct view_point point;
    if (!has_parameter(study, parameter) || n < 0 || n > MOST_POINTS) return SS_BAD_ARGUMENT;
    if (n > 0 && (values == NULL || good == NULL || bad == NULL)) return SS_BAD_ARGUMENT;
    if (!are_in_range(study, parameter, values, n)) return SS_BAD_ARGUMENT;
    if (view_kind(study) != VIEW_DENSITIES) return SS_NO_VIEW;
    const int status = view_point(&point, study, trial);
    return status != SS_OK ? status : view_densities(good, bad, study, point, parameter, values, n);
}

int ss_study_surrogate(const struct ss_study *const study, const int trial, const double *const values, const int n,
                       double *const mean, double *const deviation, double *const acquisition, double *const scales) {
    struct view_point point;
    if (study == NULL || n < 0 || n > MOST_POINTS) return SS_BAD_ARGUMENT;
    const int params = study->space.params;
    if (n > 0 && (mean == NULL || deviation == NULL || acquisition == NULL || (values == NULL && params > 0)))
        return SS_BAD_ARGUMENT;
    for (int k = 0; k < n; k++)
        for (int i = 0; i < params; i++) {
            const double value = values[(size_t)k * (size_t)params + (size_t)i];
            if (!isnan(value) && !is_in_range(&study->space.entries[i].parameter, value)) return SS_BAD_ARGUMENT;
        }
    if (view_kind(study) != VIEW_SURROGATE) return SS_NO_VIEW;
    const int status = view_point(&point, study, trial);
    return status != SS_OK ? status : view_surrogate(mean, deviation, acquisition, scales, study, point, values, n);
}

int ss_study_surface(const struct ss_study *const study, const int across, const double *const x, const int n,
                     const int up, const double *const y, const int m, double *const mean) {
    if (!has_parameter(study, across) || !has_parameter(study, up) || across == up || x == NULL || y == NULL ||
        mean == NULL || n < 1 || n > 1024 || m < 1 || m > 1024)
        return SS_BAD_ARGUMENT;
    if (!are_in_range(study, across, x, n) || !are_in_range(study, up, y, m)) return SS_BAD_ARGUMENT;
    const struct importance_plane plane = {across, up, x, y, n, m};
    return view_surface(mean, study, &plane);
}

int ss_study_distribution(const struct ss_study *const study, const int trial, double *const numbers,
                          double *const mean, double *const covariance, double *const shares) {
    struct view_point point;
    if (study == NULL || numbers == NULL) return SS_BAD_ARGUMENT;
    if (study->space.params > 0 && (mean == NULL || covariance == NULL || shares == NULL)) return SS_BAD_ARGUMENT;
    if (view_kind(study) != VIEW_DISTRIBUTION) return SS_NO_VIEW;
    const int status = view_point(&point, study, trial);
    if (status != SS_OK) return status;
    struct cma_es_view view = {numbers, numbers + 1, numbers + 2, mean, covariance, shares};
    return view_distribution(&view, study, point);
}

int ss_study_population(const struct ss_study *const study, const int trial, int32_t *const numbers,
                        int32_t *const ranks) {
    struct view_point point;
    if (study == NULL || numbers == NULL || ranks == NULL) return SS_BAD_ARGUMENT;
    if (view_kind(study) != VIEW_POPULATION) return SS_NO_VIEW;
    const int status = view_point(&point, study, trial);
    return status != SS_OK ? status : view_population(numbers, ranks, study, point);
}

int ss_study_rung(const struct ss_study *const study, const int trial, const int rung, double *const values,
                  uint8_t *const went_on) {
    struct view_point point;
    if (study == NULL || rung < 0) return SS_BAD_ARGUMENT;
    if (study->asked > 0 && (values == NULL || went_on == NULL)) return SS_BAD_ARGUMENT;
    if (study->pruner != pruner_of(pruner_kind_asha)) return SS_NO_VIEW;
    const int status = view_point(&point, study, trial);
    if (status != SS_OK) return status;
    const int trials = trial < 0 ? study->asked : point.visible;
    for (int t = 0; t < study->asked; t++) {
        values[t] = NAN;
        went_on[t] = 0;
    }
    return view_rung(values, went_on, study, trials, rung);
}
