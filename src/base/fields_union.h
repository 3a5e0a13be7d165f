/* From a table of variants: `struct PREFIX_row` for each row, `union PREFIX_options` over them with the common first member
 * `kind`, an enum of the kinds, and `PREFIX_read`, which fills the union from doubles. Set PREFIX and TABLE, then include;
 * both are undefined again. No include guard: it is included once for each table. See base/fields.h.
 *
 *      #define PREFIX optimizer
 *      #define TABLE "train/optimizers.def"
 *      #include "base/fields_union.h"        gives struct optimizer_adam, optimizer_kind_adam, optimizer_read ...
 */

/* clang-format off */
#define VARIANT(name, help, source)    \
    struct FIELD_PASTE(PREFIX, name) { \
        int kind;
#define END(name) };
#include "base/fields_struct.h"
#include TABLE

enum FIELD_PASTE(PREFIX, kind) {
#define VARIANT(name, help, source) FIELD_PASTE(FIELD_PASTE(PREFIX, kind), name),
#include "base/fields_skip.h"
#include TABLE
    FIELD_PASTE(PREFIX, count)
};

union FIELD_PASTE(PREFIX, options) {
    int kind;
#define VARIANT(name, help, source) struct FIELD_PASTE(PREFIX, name) name;
#include "base/fields_skip.h"
#include TABLE
};

/** Read one variant from *in on, up to end. False when a number is missing or out of the range of its row. */
static inline bool FIELD_PASTE(PREFIX, read)(union FIELD_PASTE(PREFIX, options) *const options, const double **const in,
                                             const double *const end) {
    bool ok = true;
    options->kind = field_take_whole(in, end, 0, FIELD_PASTE(PREFIX, count) - 1, &ok);
    switch (options->kind) {
#define VARIANT(name, help, source)                                 \
    case FIELD_PASTE(FIELD_PASTE(PREFIX, kind), name): {            \
        struct FIELD_PASTE(PREFIX, name) *const o = &options->name; \
        (void)o;
#define END(name) \
    break;        \
    }
#include "base/fields_read.h"
#include TABLE
    }
    return ok;
}

/* clang-format on */
#undef PREFIX
#undef TABLE
