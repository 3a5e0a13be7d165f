/** Matrix products. One scheme for the three forms: rows of c are cut into tiles of 4, columns into panels of 8, and everything
 *  into blocks that stay in a first-level cache together (Goto and van de Geijn 2008, one level of it). A tile of a is packed k by
 *  k; a k at which the whole tile is zero is dropped, and a list says which are left. b is packed only where its rows are too long
 *  to be read in place. An element of c is its starting value plus its products in the order of k, as in the reference, whatever
 *  the sizes; only `dots` sums in four lanes. */
#include <assert.h>

#include "kernels/gemm_few.h"
#include "kernels/gemm_tile.h"
#include "kernels/kernels.h"

enum {
    N_BLOCK = 128,   /* columns of a block; b is read in place if it has no more */
    B_BLOCK = 8192,  /* floats of a block of b: 32 KiB */
    K_BLOCK = 256,   /* rows of a block of b, at most */
    A_BLOCK = 2048,  /* packed floats of a: 8 KiB */
    THIN = 8,        /* up to so many rows b is read in place: packing would cost as much as the product */
    FEW = 4,         /* up to so many columns: `dots`, and aᵀ·b turned round; up to so many k: `stream` */
    DOT_LIMIT = 512, /* the k that `dots` has scratch for */
};

size_t gemm_scratch(const int m, const int n, const int k) {
    const size_t rows = (size_t)smaller(round_up(m, TILE), M_BLOCK),
                 depth = (size_t)smaller(round_up(k, TILE), K_BLOCK);
    const size_t columns = (size_t)smaller(round_up(n, PANEL), N_BLOCK);
    const size_t a_block = rows * depth < A_BLOCK ? rows * depth : A_BLOCK;
    const size_t b_block = columns * depth < B_BLOCK ? columns * depth : B_BLOCK;
    return a_block + a_block / TILE + b_block + PANEL * rows;
}

/* ---- the product --------------------------------------------------------------------------------------------------------- */

enum form { NN, NT, TN };

/* Where the elements of c begin: from c itself, or from the bias of their columns. */
struct start {
    bool from_c;
    float bias[PANEL];
};

/* Tiles that stick out of c, whose elements are `row_step` and `column_step` floats apart: computed in `edge` [rows, 8]. */
static NOINLINE void edge_tiles(float *const c, const size_t row_step, const size_t column_step,
                                const struct start *const start, float *const edge, const struct packed *const a,
                                const struct panels *const b, const int first, const int rows, const int columns) {
    const int last = first + round_up(rows, TILE) / TILE;
    if (start->from_c) {
        memset(edge, 0, sizeof *edge * PANEL * (size_t)round_up(rows, TILE));
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) edge[i * PANEL + j] = c[(size_t)i * row_step + (size_t)j * column_step];
    }
    const float *const from = start->from_c ? edge : start->bias;
    const size_t from_step = start->from_c ? PANEL : 0;
    if (columns > 4)
        tiles_wide(edge, PANEL, from, from_step, a, b, first, last, PANEL);
    else
        tiles_narrow(edge, PANEL, from, from_step, a, b, first, last);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) c[(size_t)i * row_step + (size_t)j * column_step] = edge[i * PANEL + j];
}

/* All tiles of the rows in hand. */
INLINE void pack_tiles(struct packed *const packed, const float *const a, const size_t a_step, const int rows,
                       const enum form form) {
    for (int i = 0; i < rows; i += TILE) {
        float *const values = packed->values + (size_t)i * (size_t)packed->k;
        int32_t *const list = packed->list + (size_t)(i / TILE) * (size_t)packed->k;
        packed->counts[i / TILE] =
            form == TN ? pack_a_columns(values, list, a + i, a_step, smaller(rows - i, TILE), packed->k)
                       : pack_a(values, list, a + (size_t)i * a_step, a_step, smaller(rows - i, TILE), packed->k);
    }
}

/* What every block of one product shares. */
struct product {
    float *c, *edge;   /* [m, n], [rows of a block, 8] */
    const float *bias; /* [n] or NULL */
    size_t n;
};

/* A block of c: the packed rows, which are i .. i + rows - 1, by columns j .. j + columns - 1. The last panel, if it is not whole, is
 * found in `rest`. */
static void block(const struct product *const p, const struct packed *const a, const struct panels *const b,
                  const struct panels *const rest, const int i, const int rows, const int j, const int columns,
                  const bool from_c) {
    static const float zeros[N_BLOCK];
    const float *const bias = p->bias != NULL ? p->bias + j : zeros;
    float *const c = p->c + (size_t)i * p->n + j;
    const int whole_rows = rows / TILE * TILE, whole_columns = columns / PANEL * PANEL;
    tiles_wide(c, p->n, from_c ? c : bias, from_c ? p->n : 0, a, b, 0, whole_rows / TILE, whole_columns);
    for (int q = 0; q < columns; q += PANEL) {
        const int first = q < whole_columns ? whole_rows : 0, width = smaller(columns - q, PANEL);
        if (first == rows) continue;
        struct panels panel = q < whole_columns ? *b : *rest;
        struct start start = {.from_c = from_c};
        panel.values += (size_t)(q / PANEL) * panel.panel_step;
        memcpy(start.bias, bias + q, (size_t)width * sizeof *start.bias);
        edge_tiles(c + (size_t)first * p->n + q, p->n, 1, &start, p->edge, a, &panel, first / TILE, rows - first,
                   width);
    }
}

/* ---- few columns: the output layers of small problems --------------------------------------------------------------------------- */

/* c = aᵀ·b with at most FEW columns, as cᵀ = bᵀ·a: one tile of rows, and a in place. */
static void turned(float *const c, const float *const a, const float *const b, const float *const bias,
                   float *const scratch, const int m, const int n, const int k, const bool accumulate) {
    const size_t a_step = (size_t)m, b_step = (size_t)n;
    const int k_block = smaller(round_up(k, TILE), K_BLOCK);
    float *const a_panel = scratch, *const edge = a_panel + PANEL * k_block, *const values = edge + PANEL * TILE;
    struct packed packed = {.values = values, .list = (int32_t *)(void *)(values + TILE * k_block)};
    for (int i = 0; bias != NULL && i < m; i++)
        for (int j = 0; j < n; j++) c[(size_t)i * b_step + (size_t)j] = bias[j];
    for (int k0 = 0; k0 < k; k0 += k_block) {
        const struct start start = {.from_c = accumulate || bias != NULL || k0 > 0};
        packed.k = smaller(k - k0, k_block);
        packed.counts[0] = pack_a_columns(packed.values, packed.list, b + (size_t)k0 * b_step, b_step, n, packed.k);
        for (int i = 0; i < m; i += PANEL) {
            const float *const columns = a + (size_t)k0 * a_step + i;
            const bool whole = i + PANEL <= m;
            if (!whole) pack_b(a_panel, columns, a_step, m - i, packed.k);
            const struct panels panel = {whole ? columns : a_panel, whole ? a_step : PANEL, 0};
            edge_tiles(c + (size_t)i * b_step, 1, b_step, &start, edge, &packed, &panel, 0, n, whole ? PANEL : m - i);
        }
    }
}

/* ---- any size ------------------------------------------------------------------------------------------------------------------ */

static void add_bias(float *const c, const float *const bias, const int m, const int n) {
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) c[(size_t)i * (size_t)n + (size_t)j] += bias[j];
}

INLINE void blocks(float *const c, const float *const a, const float *const b, const float *const bias,
                   float *const scratch, const int m, const int n, const int k, const bool accumulate,
                   const enum form form) {
    const bool in_place = form != NT && (n <= N_BLOCK || m <= THIN);
    const int n_block = block_size(n, N_BLOCK, PANEL),
              k_block = block_size(k, smaller(B_BLOCK / n_block / TILE * TILE, K_BLOCK), TILE);
    const int m_block = block_size(m, smaller(A_BLOCK / k_block / TILE * TILE, M_BLOCK), TILE);
    const size_t a_step = (size_t)(form == TN ? m : k), b_step = (size_t)(form == NT ? k : n);
    float *const b_packed = scratch, *const edge = b_packed + (size_t)n_block * (size_t)k_block;
    float *const values = edge + PANEL * (size_t)m_block;
    struct packed packed = {.values = values, .list = (int32_t *)(void *)(values + (size_t)m_block * (size_t)k_block)};
    const struct product p = {c, edge, bias, (size_t)n};
    for (int j0 = 0; j0 < n; j0 += n_block)
        for (int k0 = 0; k0 < k; k0 += k_block) {
            const int columns = smaller(n - j0, n_block), depth = packed.k = smaller(k - k0, k_block);
            const float *const b0 =
                b + (form == NT ? (size_t)j0 * b_step + (size_t)k0 : (size_t)k0 * b_step + (size_t)j0);
            const int kept = in_place ? columns / PANEL * PANEL : 0;
            for (int j = kept; j < columns; j += PANEL)
                (form == NT ? pack_b_rows : pack_b)(b_packed + (size_t)j * (size_t)depth,
                                                    b0 + (size_t)j * (form == NT ? b_step : 1), b_step,
                                                    smaller(columns - j, PANEL), depth);
            const struct panels here = {b0, b_step, PANEL}, there = {b_packed, PANEL, PANEL * (size_t)depth};
            for (int i0 = 0; i0 < m; i0 += m_block) {
                const int rows = smaller(m - i0, m_block);
                pack_tiles(&packed,
                           a + (form == TN ? (size_t)k0 * a_step + (size_t)i0 : (size_t)i0 * a_step + (size_t)k0),
                           a_step, rows, form);
                block(&p, &packed, in_place ? &here : &there, &there, i0, rows, j0, columns, accumulate || k0 > 0);
            }
        }
}

INLINE void product(float *const c, const float *const a, const float *const b, const float *const bias,
                    float *const scratch, const int m, const int n, const int k, const bool accumulate,
                    const enum form form) {
    assert(m >= 1 && n >= 1 && k >= 1);
    if (accumulate && bias != NULL) add_bias(c, bias, m, n);
    const float *const start = accumulate ? NULL : bias;
    if (form == TN && n <= FEW)
        turned(c, a, b, start, scratch, m, n, k, accumulate);
    else if (form != TN && k <= FEW && n >= PANEL && !accumulate)
        stream(c, a, b, form == NT ? 1 : (size_t)n, form == NT ? (size_t)k : 1, start, m, n, k);
    else if (form != TN && n <= FEW && k >= TILE && k <= DOT_LIMIT)
        dots(c, a, b, start, scratch, m, n, k, accumulate, form == NT);
    else
        blocks(c, a, b, start, scratch, m, n, k, accumulate, form);
}

/* ---- the three forms ------------------------------------------------------------------------------------------------------- */

#define AT(row, column, columns) ((size_t)(row) * (size_t)(columns) + (size_t)(column))

void gemm_nn_ref(float *restrict const c, const float *restrict const a, const float *restrict const b,
                 const float *restrict const bias, float *restrict const scratch, const int m, const int n, const int k,
                 const bool accumulate) {
    (void)scratch;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            float sum = (accumulate ? c[AT(i, j, n)] : 0) + (bias != NULL ? bias[j] : 0);
            for (int p = 0; p < k; p++) sum += a[AT(i, p, k)] * b[AT(p, j, n)];
            c[AT(i, j, n)] = sum;
        }
}

void gemm_nn(float *restrict const c, const float *restrict const a, const float *restrict const b,
             const float *restrict const bias, float *restrict const scratch, const int m, const int n, const int k,
             const bool accumulate) {
    product(c, a, b, bias, scratch, m, n, k, accumulate, NN);
}

void gemm_nt_ref(float *restrict const c, const float *restrict const a, const float *restrict const b,
                 const float *restrict const bias, float *restrict const scratch, const int m, const int n, const int k,
                 const bool accumulate) {
    (void)scratch;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            float sum = (accumulate ? c[AT(i, j, n)] : 0) + (bias != NULL ? bias[j] : 0);
            for (int p = 0; p < k; p++) sum += a[AT(i, p, k)] * b[AT(j, p, k)];
            c[AT(i, j, n)] = sum;
        }
}

void gemm_nt(float *restrict const c, const float *restrict const a, const float *restrict const b,
             const float *restrict const bias, float *restrict const scratch, const int m, const int n, const int k,
             const bool accumulate) {
    product(c, a, b, bias, scratch, m, n, k, accumulate, NT);
}

void gemm_tn_ref(float *restrict const c, const float *restrict const a, const float *restrict const b,
                 const float *restrict const bias, float *restrict const scratch, const int m, const int n, const int k,
                 const bool accumulate) {
    (void)scratch;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            float sum = (accumulate ? c[AT(i, j, n)] : 0) + (bias != NULL ? bias[j] : 0);
            for (int p = 0; p < k; p++) sum += a[AT(p, i, m)] * b[AT(p, j, n)];
            c[AT(i, j, n)] = sum;
        }
}

void gemm_tn(float *restrict const c, const float *restrict const a, const float *restrict const b,
             const float *restrict const bias, float *restrict const scratch, const int m, const int n, const int k,
             const bool accumulate) {
    product(c, a, b, bias, scratch, m, n, k, accumulate, TN);
}
