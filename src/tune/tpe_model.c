#include "tune/tpe_model.h"

#include <math.h>
#include <string.h>

/* The order of the columns. */
enum { ALWAYS_LINE, MAYBE_LINE, CELLS, CHOICE, SORTS };

static int sort_of(const struct space_entry *const entry) {
    switch (tpe_kind_of(&entry->parameter)) {
    case TPE_CELLS: return CELLS;
    case TPE_CHOICE: return CHOICE;
    case TPE_LINE: break;
    }
    return entry->conditions > 0 ? MAYBE_LINE : ALWAYS_LINE;
}

static struct tpe_columns place_columns(struct arena *const arena, const struct space *const space) {
    const uint64_t params = (uint64_t)space->params;
    int *const column = arena_take(arena, params, sizeof *column);
    int *const parameter = arena_take(arena, params, sizeof *parameter);
    const struct parameter **const parameters = arena_take(arena, params, sizeof *parameters);
    int next = 0, ends[SORTS] = {0};
    for (int sort = 0; parameters != NULL && sort < SORTS; sort++) {
        for (int i = 0; i < space->params; i++) {
            if (sort_of(&space->entries[i]) != sort) continue;
            column[i] = next;
            parameter[next] = i;
            parameters[next++] = &space->entries[i].parameter;
        }
        ends[sort] = next;
    }
    return (struct tpe_columns){ends[ALWAYS_LINE], ends[MAYBE_LINE], ends[CELLS], ends[CHOICE], column,
                                parameter,         parameters};
}

void tpe_model_place(struct tpe_model *const model, struct arena *const arena, const struct space *const space,
                     const int budget, const double gamma, const double prior_weight) {
    const uint64_t params = (uint64_t)space->params;
    const int window = budget < TPE_WINDOW ? budget : TPE_WINDOW;
    struct tpe_model made = {.gamma = gamma, .prior_weight = prior_weight, .window = window};
    made.columns = place_columns(arena, space);
    made.good.kernel = arena_take(arena, TPE_MOST_GOOD, sizeof *made.good.kernel);
    made.bad.kernel = arena_take(arena, (uint64_t)window, sizeof *made.bad.kernel);
    made.recent = arena_take(arena, (uint64_t)window * params, sizeof *made.recent);
    made.best = arena_take(arena, (TPE_MOST_GOOD + 1) * params, sizeof *made.best);
    made.ranked = arena_take(arena, TPE_MOST_GOOD + 1, sizeof *made.ranked);
    made.is_good = arena_take(arena, (uint64_t)window, sizeof *made.is_good);
    tpe_widths_place(model != NULL ? &made.good_widths : NULL, arena, &made.columns, space);
    tpe_widths_place(model != NULL ? &made.bad_widths : NULL, arena, &made.columns, space);
    if (model == NULL) return;
    *model = made;
    model->good.columns = model->bad.columns = &model->columns;
    model->good.widths = &model->good_widths;
    model->bad.widths = &model->bad_widths;
    tpe_mixture_start(&model->good, prior_weight);
    tpe_mixture_start(&model->bad, prior_weight);
}

static double *row_of(const struct tpe_model *const model, double *const rows, const int row) {
    return rows + (size_t)row * (size_t)model->columns.end;
}
static double *recent_row(const struct tpe_model *const model, const int trial) {
    return row_of(model, model->recent, trial % model->window);
}

static void write_row(double *const row, const struct tpe_columns *const columns, const double *const values) {
    for (int j = 0; j < columns->end; j++) {
        const double value = values[columns->parameter[j]];
        row[j] = isnan(value) ? NAN : tpe_coordinate(columns->parameters[j], value);
    }
}

/* Complete trials by their loss, then pruned ones by theirs. */
static bool is_better(const struct history *const history, const int a, const int b) {
    if (history->outcome[a] != history->outcome[b]) return history->outcome[a] == OUTCOME_COMPLETE;
    if (isnan(history->loss[a])) return false;
    return isnan(history->loss[b]) || history->loss[a] < history->loss[b];
}

/* Insert a trial among the best; of equal ones the earlier stands first. */
static void rank(struct tpe_model *const model, const struct history *const history, const int trial) {
    if (history->outcome[trial] == OUTCOME_FAILED) return;
    model->outcomes++;
    int place = model->ranks;
    while (place > 0 && is_better(history, trial, model->ranked[place - 1])) place--;
    if (place == TPE_MOST_GOOD) return;
    const size_t behind = (size_t)(model->ranks - place), params = (size_t)model->columns.end;
    double *const row = row_of(model, model->best, place);
    memmove(model->ranked + place + 1, model->ranked + place, behind * sizeof *model->ranked);
    if (params > 0) memmove(row + params, row, behind * params * sizeof *row);
    model->ranked[place] = trial;
    write_row(row, &model->columns, history->values + (size_t)trial * params);
    if (model->ranks < TPE_MOST_GOOD) model->ranks++;
}

/* Scott's rule: how much narrower than the spread of its points a kernel is. */
static double scott(const int points, const int params) { return pow(points, -1.0 / (params + 4)); }

static void set_smoothing(struct tpe_widths *const widths, const struct tpe_columns *const columns, const int points) {
    for (int j = columns->cells_end; j < columns->end; j++) tpe_widths_smooth(widths, columns, j, 2.0 / (points + 1.0));
}

/* The standard deviation of the good trials' units, with twice the even distribution's moments among them. */
static double spread(const struct tpe_model *const model, const int good, const int column) {
    const double prior = 2.0;
    double n = prior, sum = prior / 2.0, squares = prior / 3.0;
    for (int i = 0; i < good; i++) {
        const double at = row_of(model, model->best, i)[column];
        if (isnan(at)) continue;
        const double unit = tpe_unit(model->columns.parameters[column], at);
        n += 1.0;
        sum += unit;
        squares += unit * unit;
    }
    return sqrt(fmax(squares / n - sum / n * (sum / n), 0.0));
}

static void set_good(struct tpe_model *const model, const int good) {
    const struct tpe_columns *const columns = &model->columns;
    const double least = fmax(0.01, 0.5 / (good + 2.0));
    for (int j = 0; j < columns->cells_end; j++) {
        const double sigma = good > 0 ? spread(model, good, j) * scott(good, columns->end) : 1.0;
        tpe_widths_set(&model->good_widths, columns, j, fmax(sigma, least));
    }
    set_smoothing(&model->good_widths, columns, good);

    double all = 0.0;
    for (int i = 0; i < good; i++) all += log(good + 1.0) - log(i + 1.0);
    tpe_mixture_start(&model->good, 0.5 * model->prior_weight);
    for (int i = 0; i < good; i++)
        tpe_mixture_add(&model->good, row_of(model, model->best, i), (log(good + 1.0) - log(i + 1.0)) * good / all);
}

/* n with its four leading binary digits kept: the bad mixture's tables then change once in a while, not with every trial. */
static int rounded(const int n) {
    int unit = 1;
    while (n / unit >= 16) unit *= 2;
    return n / unit * unit;
}

/* Of the trials from `first` on, those that are not good. The older they are, the less they weigh, but for the latest. */
static void set_bad(struct tpe_model *const model, const int first) {
    enum { LATEST = 25 };
    const struct tpe_columns *const columns = &model->columns;
    int points = 0;
    for (int t = first; t < model->asked; t++) points += !model->is_good[t % model->window];
    const double sigma = points > 0 ? 0.2 * scott(rounded(points), columns->end) : 1.0;
    for (int j = 0; j < columns->cells_end; j++) tpe_widths_set(&model->bad_widths, columns, j, sigma);
    set_smoothing(&model->bad_widths, columns, points);

    const double least = 1.0 / fmax(points, 1.0);
    const int older = points - LATEST;
    tpe_mixture_start(&model->bad, model->prior_weight);
    for (int t = first, age = 0; t < model->asked; t++) {
        if (model->is_good[t % model->window]) continue;
        tpe_mixture_add(&model->bad, recent_row(model, t), age >= older ? 1.0 : least + (1.0 - least) * age / older);
        age++;
    }
}

void tpe_model_learn(struct tpe_model *const model, const struct history *const history) {
    const size_t params = (size_t)model->columns.end;
    const int first = history->asked > model->window ? history->asked - model->window : 0;
    for (int t = model->asked > first ? model->asked : first; t < history->asked; t++)
        write_row(recent_row(model, t), &model->columns, history->values + (size_t)t * params);
    model->asked = history->asked;
    for (; model->visible < history->visible; model->visible++) rank(model, history, model->visible);

    /* Fields are of single precision: a fifth of five is one all the same. */
    const double share = ceil(model->gamma * model->outcomes * (1.0 - 1e-6));
    const int good = share < model->ranks ? (int)share : model->ranks;
    memset(model->is_good, 0, (size_t)model->window * sizeof *model->is_good);
    for (int i = 0; i < good; i++)
        if (model->ranked[i] >= first) model->is_good[model->ranked[i] % model->window] = true;
    set_good(model, good);
    set_bad(model, first);
}
