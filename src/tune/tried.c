#include "tune/tried.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* At most one node for each configuration and parameter, and at most one for each combination of values so far. */
static uint64_t most_nodes(const struct sampler_setup *const setup) {
    const struct space *const space = setup->space;
    if (setup->allows_duplicates) return TRIED_ROOT + 1;
    double nodes = TRIED_ROOT + 1.0, combinations = 1.0;
    for (int i = 0; i < space->params; i++) {
        const struct space_entry *const entry = &space->entries[i];
        if (entry->conditions == 0 && entry->parameter.count == INFINITY) return TRIED_ROOT + 1;
        combinations = fmin(combinations * entry->parameter.count, setup->budget);
        nodes += combinations;
    }
    return (uint64_t)nodes;
}

void tried_place(struct tried *const tried, struct arena *const arena, const struct sampler_setup *const setup) {
    const uint64_t nodes = most_nodes(setup);
    uint64_t slots = 2;
    while (slots < 2 * nodes) slots *= 2;
    struct tried_node *const node_memory = arena_take(arena, nodes, sizeof *node_memory);
    uint32_t *const slot_memory = arena_take(arena, slots, sizeof *slot_memory);
    if (node_memory == NULL || slot_memory == NULL) return;
    *tried = (struct tried){setup->space, setup->allows_duplicates, node_memory, TRIED_ROOT + 1,
                            slot_memory,  (uint32_t)(slots - 1)};
    node_memory[TRIED_ROOT] = (struct tried_node){.left = 1.0};
}

/* The slot that holds the node, or the free one where it belongs (open addressing, linear). */
static uint32_t find_slot(const struct tried *const tried, const uint32_t parent, const double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t hash = (bits ^ (uint64_t)parent * 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ (hash >> 29)) * 0x94d049bb133111ebu;
    uint32_t slot = (uint32_t)(hash >> 32) & tried->slots_mask;
    for (;; slot = (slot + 1) & tried->slots_mask) {
        const uint32_t node = tried->slots[slot];
        if (node == TRIED_NONE) return slot;
        if (tried->nodes[node].parent == parent && tried->nodes[node].value == value) return slot;
    }
}

uint32_t tried_child(const struct tried *const tried, const uint32_t node, const double value) {
    if (node == TRIED_NONE) return TRIED_NONE;
    return tried->slots[find_slot(tried, node, value)];
}

bool tried_is_full(const struct tried *const tried, const uint32_t node) {
    return node != TRIED_NONE && tried->nodes[node].left == 0.0;
}

static bool can_be_counted(const struct tried *const tried, const double *const values) {
    for (int i = 0; i < tried->space->params; i++)
        if (!isnan(values[i]) && tried->space->entries[i].parameter.count == INFINITY) return false;
    return true;
}

void tried_add(struct tried *const tried, const double *const values) {
    if (tried->keeps_nothing || !can_be_counted(tried, values)) return;
    uint32_t node = TRIED_ROOT;
    bool is_new = tried->nodes_used == TRIED_ROOT + 1;
    for (int i = 0; i < tried->space->params; i++) {
        if (isnan(values[i])) continue;
        if (is_new) tried->nodes[node].left = tried->space->entries[i].parameter.count;
        const uint32_t slot = find_slot(tried, node, values[i]);
        is_new = tried->slots[slot] == TRIED_NONE;
        if (is_new) {
            tried->slots[slot] = tried->nodes_used;
            tried->nodes[tried->nodes_used++] = (struct tried_node){.value = values[i], .parent = node};
        }
        node = tried->slots[slot];
    }
    if (!is_new) return; /* a repeat */
    tried->nodes[node].left = 0.0;
    while (node != TRIED_ROOT) {
        node = tried->nodes[node].parent;
        tried->nodes[node].left -= 1.0;
        if (tried->nodes[node].left > 0.0) return;
    }
}

static bool is_row(const double *const values, const double *const row, const int params) {
    for (int i = 0; i < params; i++)
        if (values[i] != row[i] && !(isnan(values[i]) && isnan(row[i]))) return false;
    return true;
}

bool tried_is_new(const struct tried *const tried, const struct history *const history, const double *const values) {
    if (tried->keeps_nothing) return true;
    if (can_be_counted(tried, values)) {
        uint32_t node = TRIED_ROOT;
        for (int i = 0; i < history->params; i++)
            if (!isnan(values[i])) node = tried_child(tried, node, values[i]);
        return !tried_is_full(tried, node);
    }
    for (int t = history->asked - 1; t >= 0; t--)
        if (is_row(values, history->values + (size_t)t * (size_t)history->params, history->params)) return false;
    return true;
}
