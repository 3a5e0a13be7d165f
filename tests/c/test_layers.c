/** Every row of layers.def has a golden of PyTorch with its gradients, and central differences. */
#include "layer_check.h"

#include "../parity/layers_conv.h"
#include "../parity/layers_dense.h"
#include "../parity/layers_norm.h"
#include "../parity/layers_pool.h"
#include "../parity/layers_recurrent.h"
#include "../parity/layers_sequence.h"

static int goldens_of[layer_count], differences_of[layer_count];

static void count(const struct layer_golden *const goldens, const size_t n) {
    for (size_t i = 0; i < n; i++)
        for (int l = 0; l < goldens[i].count; l++) {
            const int kind = goldens[i].layers[l].kind;
            goldens_of[kind] += goldens[i].training && goldens[i].g != NULL;
            differences_of[kind] += goldens[i].training && goldens[i].g != NULL && goldens[i].step > 0;
        }
}

#define COUNT(goldens) count(goldens, sizeof(goldens) / sizeof *(goldens))

int main(void) {
    COUNT(conv_goldens);
    COUNT(dense_goldens);
    COUNT(norm_goldens);
    COUNT(pool_goldens);
    COUNT(recurrent_goldens);
    COUNT(sequence_goldens);
    for (int kind = 0; kind < layer_count; kind++) {
        claim(layer_table[kind]->name);
        CHECK(goldens_of[kind] > 0);
        CHECK(differences_of[kind] > 0);
    }
    return check_report();
}
