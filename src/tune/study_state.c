#include "tune/study_state.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

enum { FORMAT = 1, MAGIC_BYTES = 8, HASH_BYTES = 8, REPORT_BYTES = 16, IS_GIVEN = 4 };
static const uint8_t magic[MAGIC_BYTES] = {'s', 's', 'p', 's', 't', 'u', 'd', 'y'};
static const uint64_t ONE_NAN = 0x7ff8000000000000u;

/* ---- bytes -------------------------------------------------------------------------------------------------------------- */

struct writer {
    uint8_t *at; /* NULL while counting */
    uint64_t used;
};

static void put_bytes(struct writer *const w, const uint8_t *const bytes, const uint64_t n) {
    if (w->at != NULL && n > 0) memcpy(w->at + w->used, bytes, (size_t)n);
    w->used += n;
}

static void put_number(struct writer *const w, const uint64_t number, const int bytes) {
    for (int i = 0; i < bytes; i++, w->used++)
        if (w->at != NULL) w->at[w->used] = (uint8_t)(number >> (8 * i));
}

/* NaNs are written as one: their payload differs from machine to machine. */
static void put_doubles(struct writer *const w, const double *const x, const uint64_t n) {
    for (uint64_t i = 0; i < n; i++) {
        uint64_t bits = ONE_NAN;
        if (!isnan(x[i])) memcpy(&bits, &x[i], sizeof bits);
        put_number(w, bits, 8);
    }
}

struct reader {
    const uint8_t *at, *end;
    bool is_short; /* something was asked for that is not there */
};

static bool has(struct reader *const r, const uint64_t bytes) {
    if ((uint64_t)(r->end - r->at) < bytes) r->is_short = true;
    return !r->is_short;
}

static uint64_t take_number(struct reader *const r, const int bytes) {
    uint64_t number = 0;
    if (!has(r, (uint64_t)bytes)) return 0;
    for (int i = 0; i < bytes; i++) number |= (uint64_t)*r->at++ << (8 * i);
    return number;
}

static void take_doubles(struct reader *const r, double *const x, const uint64_t n) {
    for (uint64_t i = 0; i < n; i++) {
        const uint64_t bits = take_number(r, 8);
        memcpy(&x[i], &bits, sizeof bits);
    }
}

/* ---- what a study is made of ---------------------------------------------------------------------------------------------- */

/* One block for both lists. */
static bool place_source(struct study_source *const source) {
    source->space = arena_block((uint64_t)(source->n + source->m) * sizeof *source->space);
    if (source->space == NULL) return false;
    source->search = source->space + source->n;
    return true;
}

void study_source_release(struct study_source *const source) {
    arena_release(source->space);
    *source = (struct study_source){0};
}

bool study_keep_source(struct ss_study *const study, const double *const space, const int n, const double *const search,
                       const int m) {
    struct study_source kept = {.n = n, .m = m};
    if (!place_source(&kept)) return false;
    memcpy(kept.space, space, (size_t)n * sizeof *kept.space);
    memcpy(kept.search, search, (size_t)m * sizeof *kept.search);
    study->source = kept.space;
    study->source_space = n;
    study->source_search = m;
    return true;
}

struct head {
    uint64_t space, search, objectives, warm, queued, asked;
};

static struct head take_head(struct reader *const r) {
    struct head head;
    uint64_t *const fields[] = {&head.space, &head.search, &head.objectives, &head.warm, &head.queued, &head.asked};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) *fields[i] = take_number(r, 4);
    return head;
}

/* Up to what stands behind the note. @return false for torn, foreign or newer bytes */
static bool begin(struct reader *const r, const uint8_t *const bytes, const uint64_t n) {
    if (n < MAGIC_BYTES + HASH_BYTES || memcmp(bytes, magic, MAGIC_BYTES) != 0) return false;
    *r = (struct reader){bytes + n - HASH_BYTES, bytes + n, false};
    if (take_number(r, HASH_BYTES) != hash_bytes(HASH_START, bytes, (size_t)n - HASH_BYTES)) return false;
    *r = (struct reader){bytes + MAGIC_BYTES, bytes + n - HASH_BYTES, false};
    if (take_number(r, 4) != FORMAT) return false;
    const uint64_t note = take_number(r, 4);
    if (!has(r, note)) return false;
    r->at += note;
    return true;
}

int study_source_of(struct study_source *const source, const uint8_t *const bytes, const uint64_t n) {
    struct reader r;
    *source = (struct study_source){0};
    if (!begin(&r, bytes, n)) return SS_BAD_ARGUMENT;
    const struct head head = take_head(&r);
    const uint64_t most = (uint64_t)(r.end - r.at) / 8;
    if (r.is_short || head.space < 1 || head.space > most || head.search > most - head.space) return SS_BAD_ARGUMENT;
    if (head.objectives < 1 || head.objectives > SS_MOST_OBJECTIVES) return SS_BAD_ARGUMENT;
    source->n = (int)head.space;
    source->m = (int)head.search;
    source->objectives = (int)head.objectives;
    if (!place_source(source)) return SS_NO_MEMORY;
    take_doubles(&r, source->space, head.space);
    take_doubles(&r, source->search, head.search);
    for (int i = 0; i < source->objectives; i++) source->maximize[i] = (uint8_t)take_number(&r, 1);
    return SS_OK;
}

/* ---- saving ---------------------------------------------------------------------------------------------------------------- */

static void put_track(struct writer *const w, const struct track *const track) {
    put_number(w, (uint64_t)track->count, 4);
    put_number(w, track->is_stopped, 1);
    put_number(w, (uint32_t)track->look, 4);
    for (int i = 0; i < track->count; i++) {
        put_doubles(w, &track->at[i].loss, 1);
        put_number(w, (uint32_t)track->at[i].step, 4);
        put_number(w, (uint32_t)track->at[i].rungs, 4);
    }
}

static void put_study(struct writer *const w, const struct ss_study *const study) {
    const uint64_t params = (uint64_t)study->space.params, objectives = (uint64_t)study->objectives;
    const uint64_t warm = (uint64_t)study->warm;
    const int rows = study->queued > study->asked ? study->queued : study->asked;
    const int head[] = {study->source_space, study->source_search, study->objectives,
                        study->warm,         study->queued,        study->asked};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) put_number(w, (uint64_t)head[i], 4);
    put_doubles(w, study->source, (uint64_t)study->source_space + (uint64_t)study->source_search);
    for (int i = 0; i < study->objectives; i++) put_number(w, study->is_maximized[i], 1);
    put_doubles(w, study->values - warm * params, warm * params);
    put_doubles(w, study->loss - warm * objectives, warm * objectives);
    put_doubles(w, study->values, (uint64_t)rows * params);
    for (int t = 0; t < study->asked; t++) {
        put_number(w, study->outcome[t] + (study->is_given[t] ? IS_GIVEN : 0u), 1);
        put_doubles(w, study->loss + (size_t)t * objectives, objectives);
    }
    for (int t = 0; study->tracks != NULL && t < study->asked; t++) put_track(w, &study->tracks[t]);
}

static uint64_t put_all(uint8_t *const bytes, const struct ss_study *const study, const uint8_t *const note,
                        const uint32_t note_bytes) {
    struct writer w = {bytes, 0};
    put_bytes(&w, magic, MAGIC_BYTES);
    put_number(&w, FORMAT, 4);
    put_number(&w, note_bytes, 4);
    put_bytes(&w, note, note_bytes);
    put_study(&w, study);
    put_number(&w, bytes != NULL ? hash_bytes(HASH_START, bytes, (size_t)w.used) : 0, HASH_BYTES);
    return w.used;
}

uint64_t study_save(const struct ss_study *const study, const uint8_t *const note, const uint32_t note_bytes,
                    uint8_t *const bytes, const uint64_t room) {
    const uint64_t needed = put_all(NULL, study, note, note_bytes);
    if (bytes != NULL && needed <= room) put_all(bytes, study, note, note_bytes);
    return needed;
}

/* ---- loading --------------------------------------------------------------------------------------------------------------- */

/* Room for one configuration, twice, and its losses; for all of the warm trials. */
struct scratch {
    double *values, *losses, *kept;
    uint8_t *taken;
};

static bool place_scratch(struct scratch *const scratch, const struct ss_study *const study, const uint64_t rows) {
    const uint64_t row = 2 * (uint64_t)study->space.params + (uint64_t)study->objectives;
    scratch->values = arena_block(rows * row * sizeof *scratch->values + rows);
    if (scratch->values == NULL) return false;
    scratch->losses = scratch->values + rows * (uint64_t)study->space.params;
    scratch->kept = scratch->losses + rows * (uint64_t)study->objectives;
    scratch->taken = (uint8_t *)(scratch->kept + rows * (uint64_t)study->space.params);
    return true;
}

/* Losses as the values that they were. */
static void unsign(double *const losses, const struct ss_study *const study, const uint64_t rows) {
    for (uint64_t i = 0; i < rows; i++)
        for (int m = 0; m < study->objectives; m++) {
            double *const loss = &losses[i * (uint64_t)study->objectives + (uint64_t)m];
            if (study->is_maximized[m]) *loss = -*loss;
        }
}

static int restore_warm(struct ss_study *const study, struct reader *const r, const uint64_t warm) {
    const uint64_t row = (uint64_t)study->space.params + (uint64_t)study->objectives;
    if (warm == 0) return SS_OK;
    if (!has(r, warm * row * 8)) return SS_BAD_ARGUMENT;
    struct scratch scratch;
    if (!place_scratch(&scratch, study, warm)) return SS_NO_MEMORY;
    take_doubles(r, scratch.values, warm * (uint64_t)study->space.params);
    take_doubles(r, scratch.losses, warm * (uint64_t)study->objectives);
    unsign(scratch.losses, study, warm);
    const int taken = study_warm(scratch.taken, study, scratch.values, scratch.losses, (int)warm);
    arena_release(scratch.values);
    return taken == (int)warm ? SS_OK : taken < 0 ? taken : SS_BAD_ARGUMENT;
}

/* The queue goes straight to its rows: a trial from outside that came before it may be equal to one of it. */
static int restore_queue(struct ss_study *const study, struct reader *const r, const uint64_t queued) {
    if (queued > (uint64_t)study->budget) return SS_BAD_ARGUMENT;
    take_doubles(r, study->values, queued * (uint64_t)study->space.params);
    if (r->is_short) return SS_BAD_ARGUMENT;
    for (int t = 0; t < (int)queued; t++) {
        if (!study_is_configuration(study, study->values + (size_t)t * (size_t)study->space.params))
            return SS_BAD_ARGUMENT;
        study->is_given[t] = 1;
        study->given++;
    }
    study->queued = (int)queued;
    return SS_OK;
}

static bool is_possible(const enum outcome outcome, const double *const values, const int n) {
    for (int m = 0; m < n; m++) {
        if (outcome == OUTCOME_COMPLETE && !isfinite(values[m])) return false;
        if (outcome == OUTCOME_FAILED && !isnan(values[m])) return false;
    }
    return outcome <= OUTCOME_FAILED;
}

static bool is_same(const double *const a, const double *const b, const int n) {
    for (int i = 0; i < n; i++)
        if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i]))) return false;
    return true;
}

/* Trial study->asked: proposed once more, or given, then told. */
static int restore_trial(struct ss_study *const study, const struct scratch *const row, struct reader *const told) {
    const unsigned flags = (unsigned)take_number(told, 1);
    const enum outcome outcome = (enum outcome)(flags & 3u);
    const bool is_given = (flags & IS_GIVEN) != 0;
    const int trial = study->asked;
    take_doubles(told, row->losses, (uint64_t)study->objectives);
    unsign(row->losses, study, 1);
    if (told->is_short || flags > 7 || !is_possible(outcome, row->losses, study->objectives)) return SS_BAD_ARGUMENT;
    if (is_given && trial >= study->queued) {
        if (outcome == OUTCOME_NONE) return SS_BAD_ARGUMENT;
        return study_adopt(study, row->values, outcome, row->losses) == trial ? SS_OK : SS_BAD_ARGUMENT;
    }
    if (is_given != (trial < study->queued) || study_recall(study, row->kept) != trial) return SS_BAD_ARGUMENT;
    if (!is_same(row->kept, row->values, study->space.params)) return SS_BAD_ARGUMENT;
    if (outcome != OUTCOME_NONE) study_tell(study, trial, outcome, row->losses);
    return SS_OK;
}

static int restore_track(struct track *const track, struct reader *const r, const bool may_report) {
    const uint64_t count = take_number(r, 4), is_stopped = take_number(r, 1);
    const int32_t look = (int32_t)(uint32_t)take_number(r, 4);
    if (is_stopped > 1 || look < 0 || !has(r, count * REPORT_BYTES) || (count > 0 && !may_report))
        return SS_BAD_ARGUMENT;
    int32_t last = -1;
    for (uint64_t i = 0; i < count; i++) {
        double loss;
        take_doubles(r, &loss, 1);
        const int32_t step = (int32_t)(uint32_t)take_number(r, 4), rungs = (int32_t)(uint32_t)take_number(r, 4);
        if (step <= last || rungs < 0) return SS_BAD_ARGUMENT;
        if (!track_add(track, step, loss)) return SS_NO_MEMORY;
        track->at[track->count - 1].rungs = rungs;
        last = step;
    }
    track->look = look;
    track->is_stopped = is_stopped == 1;
    return SS_OK;
}

static int restore_trials(struct ss_study *const study, struct reader *const r, const struct head *const head,
                          const struct scratch *const row) {
    const uint64_t params = (uint64_t)study->space.params;
    const uint64_t rest = head->asked > head->queued ? head->asked - head->queued : 0;
    if (head->asked > (uint64_t)study->budget || !has(r, rest * params * 8)) return SS_BAD_ARGUMENT;
    struct reader told = *r;
    told.at += rest * params * 8;
    for (int t = 0; t < (int)head->asked; t++) {
        if (t >= study->queued)
            take_doubles(r, row->values, params);
        else if (params > 0)
            memcpy(row->values, study->values + (size_t)t * params, (size_t)params * sizeof *row->values);
        if (params > 0) memcpy(row->kept, row->values, (size_t)params * sizeof *row->kept);
        const int status = restore_trial(study, row, &told);
        if (status != SS_OK) return status;
    }
    *r = told;
    for (int t = 0; study->tracks != NULL && t < study->asked; t++) {
        const bool may_report = study->pruner->compares || study->outcome[t] == OUTCOME_NONE;
        const int status = restore_track(&study->tracks[t], r, may_report);
        if (status != SS_OK) return status;
    }
    return r->is_short || r->at != r->end ? SS_BAD_ARGUMENT : SS_OK;
}

int study_restore(struct ss_study *const study, const uint8_t *const bytes, const uint64_t n) {
    struct reader r;
    if (!begin(&r, bytes, n)) return SS_BAD_ARGUMENT;
    const struct head head = take_head(&r);
    const uint64_t source = 8 * (head.space + head.search) + head.objectives;
    if (!has(&r, source)) return SS_BAD_ARGUMENT;
    r.at += source;
    int status = restore_warm(study, &r, head.warm);
    if (status == SS_OK) status = restore_queue(study, &r, head.queued);
    if (status != SS_OK) return status;
    struct scratch row;
    if (!place_scratch(&row, study, 1)) return SS_NO_MEMORY;
    status = restore_trials(study, &r, &head, &row);
    arena_release(row.values);
    return status;
}
