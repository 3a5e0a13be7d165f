/** dense and dropout on every shape: scripts/goldens/layers_dense.py. */
#include "layer_check.h"

#include "../parity/layers_dense.h"

int main(void) {
    CHECK_GOLDENS(dense_goldens);
    return check_report();
}
