/** Sweetspot: a trainer and a tuner for small neural networks, in C, for WebAssembly.
 *
 *  This is the only door. What is not declared here is not exported; what is declared here is all that JavaScript calls.
 *  Three objects with a life: a data set (given once, then read only), a trial (one configuration trained and scored on every
 *  fold, or refitted and tested) and a study (the tuner: which configuration comes next). Objects are opaque pointers; every
 *  ..._free takes NULL. Nothing here reads a clock, a file or a global; the same calls give the same bits on every machine.
 *
 *  Configurations come as one array of doubles in schema order; base/fields.h says how the rows of the schema become numbers.
 *  A status is an int: SS_OK (0), or a negative row of base/status.def; ss_status_name gives its name.
 *
 *  Letters: N rows, D features of a row, C classes (0: regression), F folds, E epochs, K parameters of a space, M metrics,
 *  P parameters of a network.
 */
#ifndef SWEETSPOT_H
#define SWEETSPOT_H

#include <stdint.h>

enum ss_status {
#define STATUS(NAME, code, text) SS_##NAME = code,
#include "../src/base/status.def"
};

/** The whole schema as JSON: sections (data, validation, model.layers, training, search) and tables (layers, optimizers,
 *  samplers, metrics ...), each row with its fields: name, type, range, default, unit, help. Ends of lists are marked by null. */
const char *ss_schema(void);
/** The name of a status, such as "NO_MEMORY"; its text follows after a colon. */
const char *ss_status_name(int status);

/** Memory for arguments. NULL when there is none left. Aligned to 16. */
void *ss_alloc(double bytes);
void ss_free(void *memory);
/** 64-bit FNV-1a of n bytes, for checksums and fingerprints. */
uint64_t ss_hash(const void *bytes, double n);

/* ---- data set -------------------------------------------------------------------------------------------------------- */

struct ss_dataset;

/** A data set of N rows with D features each, the last test_rows of which are for testing only.
 *  @param rows, features  1 .. 2^31 - 1, 1 .. 2^24
 *  @param classes  C in 2 .. 65536, or 0 for regression; a trial keeps a confusion matrix of 4 C^2 bytes
 *  @param bytes    0: features are floats, 1: features are bytes (images)
 *  @return NULL when there is no memory for it, or a number is out of its range. Fill ss_dataset_x and ss_dataset_y, then split. */
struct ss_dataset *ss_dataset_create(double rows, double features, int classes, int bytes, double test_rows);
/** A set of texts as tokens: 0 padding, 1 the start, 2 unknown, words from 3 by falling frequency. A trial sees a row as [T]
 *  tokens, cut and filled as its configuration says. Fill x, starts and y, then split.
 *  @param tokens  of all rows together, 0 .. 2^31 - 1
 *  @param words   each token is below this; 3 .. 65536
 *  @param num_words, max_length  what a configuration gets that asks for 0; 3 .. words, 1 .. 65535 */
struct ss_dataset *ss_dataset_create_text(double rows, double tokens, int words, int num_words, int max_length,
                                          int classes, double test_rows);
/** Rows are pictures [height, width, channels], or with height 0 sequences [width, channels]; before the split.
 *  @return SS_OK, or SS_BAD_ARGUMENT when that is not D numbers, or the set is one of texts */
int ss_dataset_shape(struct ss_dataset *data, int height, int width, int channels);
void *ss_dataset_x(struct ss_dataset *data); /* [N, D] float or uint8; texts: [tokens] uint16 */
int32_t *
ss_dataset_starts(struct ss_dataset *data);   /* texts: [N + 1] where each row begins in x, the last one where x ends */
float *ss_dataset_y(struct ss_dataset *data); /* [N] class index or number */

/** Decide which rows are tested and which fold each other row belongs to, and check every number. May be called again when no
 *  trial lives. With folds = 0 there is one fold: the rows held out by validation.fraction.
 *  @param config  the fields of "data", then of "validation", as doubles
 *  @return SS_OK, SS_NOT_FINITE, SS_BAD_CLASS, SS_BAD_TOKEN, SS_TOO_FEW_ROWS, SS_ONE_CLASS, SS_BAD_ARGUMENT, SS_NO_MEMORY.
 *  Cost: O(F N D), the scales of each fold; and O(N C), to stratify. */
int ss_dataset_split(struct ss_dataset *data, const double *config, int n);
/** How many folds a trial has: those of the split, as often as validation.repeats says. 0 before the split. */
int ss_dataset_folds(const struct ss_dataset *data);
/** [N]: the fold in which a row is held out, -1 for a test row, -2 for one that is always trained on, -3 for one that is not used. */
const int32_t *ss_dataset_roles(const struct ss_dataset *data);
void ss_dataset_free(struct ss_dataset *data);

/* ---- trial ----------------------------------------------------------------------------------------------------------- */

struct ss_trial;

enum ss_trial_state { SS_TRIAL_RUNNING, SS_TRIAL_COMPLETE, SS_TRIAL_DIVERGED };

enum { SS_SHAPE_NUMBERS = 5 };

/** What each layer makes of a row, without training anything.
 *  @param shapes  [layers + 1, SS_SHAPE_NUMBERS] for each layer that fits, the output layer last: rank, three sizes, trainable numbers
 *  @param misfit  the row of "misfits" that says why the next one does not fit; 0 when all do
 *  @return how many fit: layers + 1 when all do; or a negative status */
int ss_trial_shapes(const struct ss_dataset *data, const double *config, int n, double *shapes, int *misfit);
/** Bytes that the trial of this configuration needs; a negative status if the configuration is not one. The curves of all folds
 *  are counted at their full length, 12 bytes an epoch, however soon early stopping may end: 5 folds of a million epochs are 60 MB.
 *  @param refit_epochs  as in ss_trial_create */
double ss_trial_bytes(const struct ss_dataset *data, const double *config, int n, int refit_epochs);

/** One configuration, ready to be trained.
 *  @param config  the number of layers, then each layer as an OBJECT of "layers" (a residual block behind the layers inside),
 *                 then the fields of "training", then those of "text"
 *  @param metric  the row of "metrics" that scores it
 *  @param seed, number  the study's seed and the trial's number: they decide every random stream
 *  @param refit_epochs  0: train on each fold in turn and score on its held-out rows; n > 0: train n epochs on all training rows,
 *                 without early stopping by validation, then score on the test rows
 *  @param status  SS_OK, SS_NO_MEMORY, SS_TOO_LARGE (2 GiB or more), SS_BAD_SHAPE or SS_BAD_ARGUMENT; NULL: not wanted */
struct ss_trial *ss_trial_create(const struct ss_dataset *data, const double *config, int n, int metric, double seed,
                                 double number, int refit_epochs, int *status);
/** Train for about so many rows (a slice of some milliseconds), never past the end of an epoch; the last slice of an epoch also
 *  scores the held-out rows. At least one batch. Slices of any size give the same bits. @return an ss_trial_state */
int ss_trial_run(struct ss_trial *trial, double rows);
int ss_trial_fold(const struct ss_trial *trial);             /* the fold in training, F when complete */
int ss_trial_epochs(const struct ss_trial *trial, int fold); /* epochs finished in a fold */
double ss_trial_progress(const struct ss_trial *trial);      /* share of the epochs at most, 0 .. 1 */
/** [E, 3] a finished epoch's training loss (mean while training, penalties included), validation loss (without them),
 *  validation metric; NaN where not measured. */
const float *ss_trial_curve(const struct ss_trial *trial, int fold);
/** Epoch (from 0) whose weights scored a finished fold. */
int ss_trial_best_epoch(const struct ss_trial *trial, int fold);
/** [M] every metric of a finished fold, in schema order; NaN where the task has none. */
const double *ss_trial_metrics(const struct ss_trial *trial, int fold);
/** Mean over the finished folds of the metric that scores the trial; NaN before the first. */
double ss_trial_score(const struct ss_trial *trial);
/** [C, C] of the latest scoring (once complete: of the last fold, or of the test rows): row the true class, column the predicted
 *  one. NULL for regression. */
const int32_t *ss_trial_confusion(const struct ss_trial *trial);
/** [C, 4] of the last finished fold: precision, recall, F1, rows. NULL for regression. */
const double *ss_trial_classes(const struct ss_trial *trial);
/** 64-bit hash of the weights that scored each finished fold: equal hashes, equal networks. */
uint64_t ss_trial_hash(const struct ss_trial *trial);
double ss_trial_parameters(const struct ss_trial *trial); /* P, trainable numbers of the network */
double ss_trial_states(const struct ss_trial *trial);     /* S, running statistics of its batch_norm layers */
/** [P + S] the weights now: layer by layer, kernel [in, out] then bias; behind all of them the running statistics. */
const float *ss_trial_weights(const struct ss_trial *trial);
void ss_trial_free(struct ss_trial *trial);

/* ---- study ------------------------------------------------------------------------------------------------------------ */

struct ss_study;

enum ss_told { SS_TOLD_COMPLETE, SS_TOLD_PRUNED, SS_TOLD_FAILED };
enum ss_step { SS_STEP_NONE, SS_STEP_EPOCH, SS_STEP_FOLD };

/** A tuner. Trains nothing: it proposes configurations and hears their values.
 *  @param space   K, then for each parameter: kind (0 float, 1 int, 2 categorical), low, high, log (0 or 1), step (0 none; with
 *                 log the factor between neighbours), choices (categorical: how many), conditions c, then c times: parent (an
 *                 earlier parameter), v, and v values of the parent (an index if it is categorical). A parameter is active when every condition's
 *                 parent is active and has one of those values.
 *  @param search  the fields of "search" as doubles
 *  @param maximize  1 or 0
 *  @param status  SS_OK, SS_NO_MEMORY, SS_BAD_ARGUMENT, or SS_NOT_A_GRID: a whole grid was asked for and it is too large */
struct ss_study *ss_study_create(const double *space, int n, const double *search, int m, int maximize, int *status);
/** How many different configurations the sampler can ever propose; Infinity when they cannot be counted. */
double ss_study_size(const struct ss_study *study);
/** How many trials the study will have at most: search.trials, cut to the size of the space. */
double ss_study_budget(const struct ss_study *study);
/** A configuration of the user's own for the next trial that has none; before the first ss_study_ask. values [K] as ss_study_ask gives
 *  them. It is one of the trials of the budget.
 *  @return SS_OK, or SS_BAD_ARGUMENT: not exactly one of the space, given already, more than the budget, or too late */
int ss_study_enqueue(struct ss_study *study, const double *values);
/** The next trial. values [K]: a number as itself, a choice as its index, NaN where the parameter is not active.
 *  @return its number (0, 1, ...), SS_WAIT when a trial it depends on is not told yet, or SS_EXHAUSTED, also when search.target or
 *  search.no_improvement ends the study */
int ss_study_ask(struct ss_study *study, double *values);
/** What a step of ss_study_report is, an ss_step: nothing is heard, an epoch of the first fold, or a fold. Counted from 1. */
int ss_study_step(const struct ss_study *study);
/** A value of a running trial at a step, which is later than its last one, or that again to replace it. Each step that has a score is
 *  reported, in order; between two looks the trial need not wait for the answer.
 *  @return the step of the next look: the trial may go on to the first scored step there or after. INT32_MAX to the end, 0 to stop (then
 *  0 for ever), SS_BAD_ARGUMENT or SS_NO_MEMORY */
int ss_study_report(struct ss_study *study, int trial, int step, double value);
/** A trial is over. @param told  an ss_told; value is ignored when failed. @return SS_OK, or SS_BAD_ARGUMENT if it is not running */
int ss_study_tell(struct ss_study *study, int trial, int told, double value);
/** The number of the best complete trial, the earliest of equals; -1 while there is none. */
int ss_study_best(const struct ss_study *study);
/** How much each parameter mattered, learnt from the complete trials. single [K] sums to 1; it is 0 where these do not differ, or where
 *  nothing stands out from chance.
 *  @param kind   a row of tune/importances.def: 0 fanova, 1 ped_anova
 *  @param pairs  [K, K] or NULL; fanova only. Shares of the variance of the loss over the space: on the diagonal each parameter's by itself,
 *                beside it what a pair has beyond both. Half of it with the diagonal sums to at most 1
 *  @return SS_OK, SS_NO_MEMORY or SS_BAD_ARGUMENT. Cost of fanova: O(N K log N), half a second for 1000 trials of 10
 *  parameters, no more than for 4096 with more, and O(K^2) for the pairs; of ped_anova O(N K), some milliseconds */
int ss_study_importance(const struct ss_study *study, int kind, double *single, double *pairs);
void ss_study_free(struct ss_study *study);

#endif
