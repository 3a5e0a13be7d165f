#include "train/options.h"

bool training_read(struct training *const o, const double **const in, const double *const end) {
    bool ok = true;
#include "base/fields_read.h"
#include "train/training.def"
    return ok;
}

bool data_options_read(struct data_options *const o, const double **const in, const double *const end) {
    bool ok = true;
#include "base/fields_read.h"
#include "train/data.def"
    return ok;
}

bool text_options_read(struct text_options *const o, const double **const in, const double *const end) {
    bool ok = true;
#include "base/fields_read.h"
#include "train/text.def"
    return ok;
}

bool validation_options_read(struct validation_options *const o, const double **const in, const double *const end) {
    bool ok = true;
#include "base/fields_read.h"
#include "train/validation.def"
    return ok && o->folds != 1;
}
