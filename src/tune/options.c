#include "tune/options.h"

bool search_read(struct search_options *const o, const double **const in, const double *const end) {
    bool ok = true;
#define FLOAT(...) FIELD_READ_FLOAT(__VA_ARGS__)
#define INT(...) FIELD_READ_INT(__VA_ARGS__)
#define OBJECT(name, absent, untyped, table, help) ok = name##_read(&o->name, in, end) && ok;
#include "tune/search.def"
    return ok;
}
