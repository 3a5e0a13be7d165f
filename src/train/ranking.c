#include "train/ranking.h"

#include "kernels/kernels.h"

#include <math.h>
#include <string.h>

/* ---- one class ------------------------------------------------------------------------------------------------------------ */

/* The order of the numbers is that of the keys; -0 and 0 are one. */
static uint32_t key_of(const float score) {
    const float x = score + 0.0f;
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 31 != 0 ? ~bits : bits | 0x80000000u;
}

/* Radix sort, a byte at a time from the lowest; after four passes the keys are back where they were. */
static void sort_keys(uint32_t *keys, uint32_t *other, const int n) {
    for (int shift = 0; shift < 32; shift += 8) {
        int at[257] = {0};
        for (int i = 0; i < n; i++) at[(keys[i] >> shift & 255u) + 1]++;
        for (int digit = 0; digit < 256; digit++) at[digit + 1] += at[digit];
        for (int i = 0; i < n; i++) other[at[keys[i] >> shift & 255u]++] = keys[i];
        uint32_t *const swapped = keys;
        keys = other;
        other = swapped;
    }
}

double roc_auc(const float *const scores, const float *const y, uint32_t *const keys, const int n,
               const int class_index) {
    int inside = 0, others = 0;
    for (int i = 0; i < n; i++) { /* rows of the class from the front, the others from the back */
        const bool mine = (int)y[i] == class_index;
        keys[mine ? inside : n - 1 - others] = key_of(scores[i]);
        inside += mine;
        others += !mine;
    }
    if (inside == 0 || others == 0) return (double)NAN;
    uint32_t *const rest = keys + inside;
    sort_keys(keys, keys + n, inside);
    sort_keys(rest, keys + n, others);
    double won = 0.0; /* pairs in which the row of the class is above, equal ones by half */
    int below = 0, upto = 0;
    for (int i = 0; i < inside; i++) {
        while (below < others && rest[below] < keys[i]) below++;
        while (upto < others && rest[upto] <= keys[i]) upto++;
        won += ((double)below + (double)upto) / 2.0;
    }
    return won / ((double)inside * (double)others);
}

/* ---- all classes ---------------------------------------------------------------------------------------------------------- */

void ranking_place(struct ranking *const ranking, struct arena *const arena, const int classes, const int rows) {
    const int wanted = classes == 2 ? 1 : classes, most = rows < RANKING_SCORES ? RANKING_SCORES / rows : 1;
    *ranking = (struct ranking){.classes = classes, .rows = rows, .columns = wanted < most ? wanted : most};
    ranking->scores = arena_take(arena, (uint64_t)ranking->columns * (uint64_t)rows, sizeof(float));
    ranking->y = arena_take(arena, (uint64_t)rows, sizeof(float));
    ranking->keys = arena_take(arena, (uint64_t)rows * 2, sizeof(uint32_t));
}

void ranking_reset(struct ranking *const ranking) {
    ranking->count = ranking->ranked = 0;
    ranking->from = ranking->classes == 2 ? 1 : 0;
    ranking->sum = 0.0;
}

static int last_class(const struct ranking *const r) {
    return r->classes - r->from < r->columns ? r->classes : r->from + r->columns;
}

void ranking_add(struct ranking *const ranking, const float *const z, const float *const y, float *const scratch,
                 const int b, const int h) {
    float *const to = ranking->scores + ranking->count;
    memcpy(ranking->y + ranking->count, y, (size_t)b * sizeof(float));
    if (h > 2) softmax_rows(scratch, z, b, h);
    for (int i = 0; i < b && h <= 2; i++) to[i] = h == 1 ? z[i] : z[2 * i + 1] - z[2 * i];
    for (int c = ranking->from; c < last_class(ranking) && h > 2; c++)
        for (int i = 0; i < b; i++)
            to[(size_t)(c - ranking->from) * (size_t)ranking->rows + (size_t)i] =
                scratch[(size_t)i * (size_t)h + (size_t)c];
    ranking->count += b;
}

bool ranking_close(struct ranking *const ranking) {
    for (int c = ranking->from; c < last_class(ranking); c++) {
        const float *const scores = ranking->scores + (size_t)(c - ranking->from) * (size_t)ranking->rows;
        const double area = roc_auc(scores, ranking->y, ranking->keys, ranking->count, c);
        if (isnan(area)) continue;
        ranking->sum += area;
        ranking->ranked++;
    }
    ranking->from = last_class(ranking);
    ranking->count = 0;
    return ranking->from == ranking->classes;
}

double ranking_area(const struct ranking *const ranking) {
    return ranking->ranked > 0 ? ranking->sum / ranking->ranked : (double)NAN;
}
