/** The schema as one constant string, made by the preprocessor from the .def rows: what C reads is what JavaScript checks,
 *  the page shows and the reference documents, because all come from the same lines. Lists end in null: a row cannot know
 *  whether it is the last. */
#include "sweetspot.h"

/* One literal of some 20 kB: longer than C99 promises, taken by every compiler used here. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off: rows of a table, one include and one literal at a time */
#define NUMBER(type, name, dflt, low, high, tune_low, tune_high, scale, unit, help)                        \
    "{\"name\":\"" #name "\",\"type\":\"" type "\",\"default\":" #dflt ",\"low\":" #low ",\"high\":" #high \
    ",\"tune\":{\"low\":" #tune_low ",\"high\":" #tune_high ",\"scale\":\"" #scale "\"},\"unit\":\"" unit  \
    "\",\"help\":\"" help "\"},"

/* A row whose name is a word of C has another one there. */
#define automatic auto
#define NAME_(name) #name
#define NAME(name) NAME_(name)

static const char schema[] = "{\"version\":1,\"tables\":{"
                             "\"activations\":["
#define ACTIVATION(name, from, help) "{\"name\":\"" #name "\",\"help\":\"" help "\"},"
#include "kernels/activations.def"
                             "null],\"initializers\":["
#include "api/schema_rows.h"
#include "nn/initializers.def"
                             "null],\"paddings\":["
#include "api/schema_rows.h"
#include "nn/paddings.def"
                             "null],\"positions\":["
#include "api/schema_rows.h"
#include "nn/positions.def"
                             "null],\"misfits\":["
#include "api/schema_rows.h"
#include "nn/misfits.def"
                             "null],\"layers\":["
#include "api/schema_rows.h"
#include "nn/layers.def"
                             "null],\"losses\":["
#include "api/schema_rows.h"
#include "train/losses.def"
                             "null],\"class_weights\":["
#include "api/schema_rows.h"
#include "train/class_weights.def"
                             "null],\"optimizers\":["
#include "api/schema_rows.h"
#include "train/optimizers.def"
                             "null],\"schedules\":["
#include "api/schema_rows.h"
#include "train/schedules.def"
                             "null],\"stoppings\":["
#include "api/schema_rows.h"
#include "train/stoppings.def"
                             "null],\"score_epochs\":["
#include "api/schema_rows.h"
#include "train/score_epochs.def"
                             "null],\"scales\":["
#include "api/schema_rows.h"
#include "train/scales.def"
                             "null],\"splits\":["
#include "api/schema_rows.h"
#include "train/splits.def"
                             "null],\"sides\":["
#include "api/schema_rows.h"
#include "train/sides.def"
                             "null],\"samplers\":["
#include "api/schema_rows.h"
#include "tune/samplers.def"
                             "null],\"several\":["
#include "api/schema_rows.h"
#include "tune/several.def"
                             "null],\"operators\":["
#include "api/schema_rows.h"
#include "tune/operators.def"
                             "null],\"reasons\":["
#include "api/schema_rows.h"
#include "tune/reasons.def"
                             "null],\"pruners\":["
#include "api/schema_rows.h"
#include "tune/pruners.def"
                             "null],\"scores\":["
#include "api/schema_rows.h"
#include "tune/scores.def"
                             "null],\"importances\":["
#include "api/schema_rows.h"
#include "tune/importances.def"
                             "null],\"costs\":["
#define COST(name, direction, clock, help) \
    "{\"name\":\"" #name "\",\"direction\":\"" #direction "\",\"clock\":" #clock ",\"help\":\"" help "\"},"
#include "tune/costs.def"
                             "null],\"metrics\":["
#define METRIC(name, task, direction, help) \
    "{\"name\":\"" #name "\",\"task\":\"" #task "\",\"direction\":\"" #direction "\",\"help\":\"" help "\"},"
#include "train/metrics.def"
                             "null]},\"sections\":{\"data\":["
#include "api/schema_rows.h"
#include "train/data.def"
                             "null],\"validation\":["
#include "api/schema_rows.h"
#include "train/validation.def"
                             "null],\"training\":["
#include "api/schema_rows.h"
#include "train/training.def"
                             "null],\"text\":["
#include "api/schema_rows.h"
#include "train/text.def"
                             "null],\"search\":["
#include "api/schema_rows.h"
#include "tune/search.def"
                             "null]}}";
/* clang-format on */

const char *ss_schema(void) { return schema; }
