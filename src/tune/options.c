#include "tune/options.h"

bool search_read(struct search_options *const o, const double **const in, const double *const end) {
    bool ok = true;
#include "base/fields_read.h"
#include "tune/search.def"
    return ok;
}
