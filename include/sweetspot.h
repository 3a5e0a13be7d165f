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
/** What the network makes of rows of the data set with its weights now: after the last slice of a fold, and until the next, those that
 *  scored it; inputs are scaled as in that fold, dropout is off, batch_norm uses its running statistics. Training is not disturbed.
 *  @param rows  [n] rows, 0 .. N - 1, in any order
 *  @param out   [n, C] a probability for each class, the largest that of the class taken (with a hinge loss the softmax or sigmoid of the
 *               margins: an order, no chance); regression: [n] in the unit of the target
 *  @return SS_OK or SS_BAD_ARGUMENT. Takes no memory. Held-out rows in their order give the bits that were scored. */
int ss_trial_predict_rows(struct ss_trial *trial, const int32_t *rows, int n, float *out);
/** The same for rows of one's own, in the form of the data set and not scaled.
 *  @param x       [n, D] float, or uint8 when the data set is bytes; texts: [tokens] uint16, each below its words
 *  @param starts  texts: [n + 1] where each row begins in x, and where the last one ends; else NULL
 *  @return SS_OK, SS_BAD_ARGUMENT, SS_NOT_FINITE or SS_BAD_TOKEN */
int ss_trial_predict(struct ss_trial *trial, const void *x, const int32_t *starts, int n, float *out);
void ss_trial_free(struct ss_trial *trial);

/* ---- study ------------------------------------------------------------------------------------------------------------ */

struct ss_study;

enum ss_told { SS_TOLD_COMPLETE, SS_TOLD_PRUNED, SS_TOLD_FAILED };
enum { SS_MOST_OBJECTIVES = 4 };
enum ss_step { SS_STEP_NONE, SS_STEP_EPOCH, SS_STEP_FOLD };

/** A tuner. Trains nothing: it proposes configurations and hears their values.
 *  @param space   K, then for each parameter: kind (0 float, 1 int, 2 categorical, 3 categorical with weights), low, high, log (0 or 1), step (0 none; with
 *                 log the factor between neighbours), choices (categorical: how many), of kind 3 as many positive weights; conditions c, then c times: parent (an
 *                 earlier parameter), v, and v values of the parent (an index if it is categorical). A parameter is active when every condition's
 *                 parent is active and has one of those values. Then, if there are constraints, how many, and for each how many
 *                 numbers its code has, and these (rows of tune/operators.def)
 *  @param search  the fields of "search" as doubles
 *  @param maximize    [objectives] 1 or 0 for each; 1 .. SS_MOST_OBJECTIVES of them. With several the sampler must be a row of
 *                     tune/several.def, the pruner none and search.target off
 *  @param status  SS_OK, SS_NO_MEMORY, SS_BAD_ARGUMENT, or SS_NOT_A_GRID: a whole grid was asked for and it is too large */
struct ss_study *ss_study_create(const double *space, int n, const double *search, int m, const uint8_t *maximize,
                                 int objectives, int *status);
/** How many different configurations the sampler can ever propose; Infinity when they cannot be counted. */
double ss_study_size(const struct ss_study *study);
/** How many trials the study will have at most: search.trials, cut to the size of the space. */
double ss_study_budget(const struct ss_study *study);
/** The share of 10,000 random draws that break a constraint, 0 .. 1; 0 without any. A function of the space and the seed. */
double ss_study_rejected(const struct ss_study *study);
/** Why the latest ss_study_ask said SS_EXHAUSTED, if that was because of the constraints: how many draws in a row at most were made
 *  without finding a new configuration that keeps them; else 0. */
int ss_study_gave_up(const struct ss_study *study);
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
/** A trial is over.
 *  @param told    an ss_told
 *  @param values  [objectives] in the order of `maximize`: finite when complete, NaN for none when pruned; NULL when failed
 *  @return SS_OK, or SS_BAD_ARGUMENT: not running, or a complete one with a value that is not finite */
int ss_study_tell(struct ss_study *study, int trial, int told, const double *values);
/** The number of the best complete trial by the first objective, the earliest of equals; -1 while there is none. */
int ss_study_best(const struct ss_study *study);
/** The Pareto front: the complete trials that no other dominates, which is to be as good in every objective and better in one.
 *  Equals stay on it together.
 *  @param numbers  room for as many as were asked for; filled in ascending order
 *  @return how many. Cost: O(T F) for T trials and F of them on the front */
int ss_study_front(const struct ss_study *study, int32_t *numbers);
/** How much of the space of values some complete trials dominate, up to a reference point: the usual measure of a front.
 *  @param numbers    [n] of the trials; those that others of them dominate change nothing
 *  @param reference  [objectives] values; what is not better than it in every objective does not count
 *  @param volume     1: 0 when nothing counts. Exact. Cost: O(n^2) for 2 and 3 objectives, n times that for 4
 *  @return SS_OK, SS_NO_MEMORY, or SS_BAD_ARGUMENT: a trial that is not complete, or a reference that is not finite */
int ss_study_hypervolume(const struct ss_study *study, const int32_t *numbers, int n, const double *reference,
                         double *volume);
/** How much each parameter mattered, learnt from the complete trials. single [K] sums to 1; it is 0 where these do not differ, or where
 *  nothing stands out from chance. Of several objectives the first counts.
 *  @param kind   a row of tune/importances.def: 0 fanova, 1 ped_anova
 *  @param pairs  [K, K] or NULL; fanova only. Shares of the variance of the loss over the space: on the diagonal each parameter's by itself,
 *                beside it what a pair has beyond both. Half of it with the diagonal sums to at most 1
 *  @return SS_OK, SS_NO_MEMORY or SS_BAD_ARGUMENT. Cost of fanova: O(N K log N), half a second for 1000 trials of 10
 *  parameters, no more than for 4096 with more, and O(K^2) for the pairs; of ped_anova O(N K), some milliseconds */
int ss_study_importance(const struct ss_study *study, int kind, double *single, double *pairs);
/** The value that the forest of fanova expects over two parameters, whatever the others are: where both are active, each place of the others
 *  weighing by its volume. Learnt from the complete trials; of several objectives the first counts.
 *  @param x, y  [n], [m] values of `across` and of `up`, n and m 1 .. 1024
 *  @param mean  [m, n] NaN when the complete trials do not differ
 *  @return SS_OK, SS_NO_MEMORY or SS_BAD_ARGUMENT. Cost: as ss_study_importance without pairs */
int ss_study_surface(const struct ss_study *study, int across, const double *x, int n, int up, const double *y, int m,
                     double *mean);
/** A finished trial from elsewhere, at any time: it takes the next number of the budget and counts like any other. Trials that are queued move on.
 *  @param values  [K] as ss_study_enqueue @param told  an ss_told @param outcome  as values of ss_study_tell
 *  @return its number, SS_EXHAUSTED or SS_BAD_ARGUMENT */
int ss_study_adopt(struct ss_study *study, const double *values, int told, const double *outcome);
/** What came of complete trials of an earlier study: once, before anything else of this one. They cost no trial and are never its best; the
 *  sampler, which must be one that learns, sees them as if they stood before trial 0, and does not propose them again.
 *  @param values  [n, K] @param told  [n, objectives] finite @param taken  [n] 1, or 0 for what is no configuration of this space
 *  @return how many were taken, SS_BAD_ARGUMENT, or SS_NO_MEMORY: then free the study */
int ss_study_warm(struct ss_study *study, const double *values, const double *told, int n, uint8_t *taken);
/** As ss_study_ask, for the next trial of an interrupted study whose values are known: where it would cost much to propose them they are
 *  taken as they are.
 *  @param values  [K] in: as they were; out: as they are, which is the same unless something else has changed
 *  @return as ss_study_ask, or SS_BAD_ARGUMENT: not one of the space */
int ss_study_recall(struct ss_study *study, double *values);
/** The whole study as bytes: the same on every machine.
 *  @param note    [note_bytes] the caller's own, kept behind 16 bytes, of which the last 4 are note_bytes (little-endian)
 *  @param bytes   [room] or NULL
 *  @return how many bytes there are, 0 for a bad argument; nothing is written if they are more than room */
double ss_study_save(const struct ss_study *study, const uint8_t *note, int note_bytes, uint8_t *bytes, double room);
/** The study as it was: it goes on as the one that was saved would have, bit for bit. Trials that were running still are.
 *  @param status  SS_OK, SS_NO_MEMORY, or SS_BAD_ARGUMENT: torn, foreign, or written by a version that would have proposed other trials.
 *  Cost: that of asking for all trials again; with tpe and gp much less */
struct ss_study *ss_study_load(const uint8_t *bytes, double n, int *status);
/** The sampler in use, a row of tune/samplers.def: never `auto`, but the one that it picked. */
int ss_study_sampler(const struct ss_study *study);
/** Why `auto` picked it, a row of tune/reasons.def; -1 when it was not `auto`. */
int ss_study_reason(const struct ss_study *study);
void ss_study_free(struct ss_study *study);

/* ---- what a study's sampler and pruner believe, for drawing: looking changes nothing ------------------------------------- */

enum ss_view { SS_VIEW_NONE, SS_VIEW_DENSITIES, SS_VIEW_SURROGATE, SS_VIEW_DISTRIBUTION, SS_VIEW_POPULATION };
enum { SS_VIEW_NUMBERS = 3, SS_DISTRIBUTION_NUMBERS = 3 };

/** What the sampler has to show, an ss_view: tpe densities, gp a surrogate, cma_es a distribution, nsga2 a population; others nothing. */
int ss_study_view(const struct ss_study *study);
/** What trial n's proposal could see. Everywhere below `trial` is 0 .. the number of trials asked for; -1 means all that is known by now,
 *  also where search.parallelism would hide the last outcomes from the next proposal.
 *  @param numbers  [SS_VIEW_NUMBERS] how many trials had values, how many an outcome, and the best of these or -1
 *  @return SS_OK, SS_WAIT (an outcome it depends on is missing) or SS_BAD_ARGUMENT */
int ss_study_seen(const struct ss_study *study, int trial, double *numbers);
/** The values [K] of a trial that was asked for, as ss_study_ask gave them. @return SS_OK or SS_BAD_ARGUMENT */
int ss_study_values(const struct ss_study *study, int trial, double *values);
/** Values along a parameter's own scale (linear, log, steps), ascending, from its lowest to its highest: every one if there are at most
 *  `most`, else at most so many, evenly spread on that scale.
 *  @param most    2 .. 2^20
 *  @param values  [most]
 *  @return how many, or SS_BAD_ARGUMENT */
int ss_study_axis(const struct ss_study *study, int parameter, int most, double *values);
/** tpe's l(x) and g(x): how likely its mixtures of the good and of the other trials are to draw each of n values of a parameter, whatever the
 *  others are. A probability if the values can be counted, else a density over the parameter's own scale from 0 to 1; where l / g is
 *  great it looks next. Before the first outcome both are a random draw's.
 *  @return SS_OK, SS_NO_VIEW (another sampler), SS_WAIT, SS_NO_MEMORY or SS_BAD_ARGUMENT. Cost: O(n) kernels, at most 1,050 */
int ss_study_densities(const struct ss_study *study, int trial, int parameter, const double *values, int n,
                       double *good, double *bad);
/** gp's surrogate at n configurations: the value that it expects, how unsure it is of the objective's mean there, and the logarithm of the
 *  improvement expected on the best one, by which it chooses. Units and sign are the objective's. Trials that ran at the time count as
 *  they did for the proposal.
 *  @param values  [n, K] a number as itself, a choice as its index. What is not active is not looked at; NaN of an active one is the
 *                 middle of its range
 *  @param mean, deviation, acquisition  [n]
 *  @param scales  [K] or NULL: each parameter's length scale, on its own scale from 0 to 1; the shorter, the more it matters. NaN for one that
 *                 has a single value
 *  @return SS_OK, SS_NO_VIEW (another sampler, no outcome yet, or nothing to vary), SS_WAIT, SS_NO_MEMORY or SS_BAD_ARGUMENT.
 *  Cost: O(T^3 / 6 + n T^2) for T trials, at most 300; what hyperparameters the study has not needed yet are fitted first */
int ss_study_surrogate(const struct ss_study *study, int trial, const double *values, int n, double *mean,
                       double *deviation, double *acquisition, double *scales);
/** What cma_es draws trials from: a normal distribution over the numbers of the space, each on its own scale (linear, log, steps) from 0 at its
 *  lowest value to 1 at its highest, and a probability of each choice of a category. What falls outside is moved to the edge.
 *  @param numbers     [SS_DISTRIBUTION_NUMBERS] the first trial of the generation that it will learn from next, how many trials that has,
 *                     and how many generations it has learnt from since it began (anew)
 *  @param mean        [K] NaN of a category and of what has one value
 *  @param covariance  [K, K] likewise
 *  @param shares      [choices of all categories] one category after the other; those of one choice are left out
 *  @return SS_OK, SS_NO_VIEW (another sampler), SS_WAIT, SS_NO_MEMORY or SS_BAD_ARGUMENT. Cost: proposing all trials before again,
 *  some milliseconds for 1,000 */
int ss_study_distribution(const struct ss_study *study, int trial, double *numbers, double *mean, double *covariance,
                          double *shares);
/** Whom nsga2 crosses: the parents, the best first (none before the first generation is complete), then the complete trials that will
 *  compete with them for the next generation.
 *  @param numbers  [2 population_size] of trials; negative for one of an earlier study
 *  @param ranks    [2 population_size] of a parent: 0 if no other parent beats it, 1 if none but those of rank 0 do, and on; -1 of the others
 *  @return how many, both together; SS_NO_VIEW (another sampler), SS_WAIT, SS_NO_MEMORY or SS_BAD_ARGUMENT. Cost: O(T N M) */
int ss_study_population(const struct ss_study *study, int trial, int32_t *numbers, int32_t *ranks);
/** A rung of asha, from 0: the values that its trials were measured by there, and who went on. Of the trials that trial n is compared with; for
 *  -1 of all.
 *  @param values   [trials asked for] NaN for a trial that did not come to be measured there
 *  @param went_on  [trials asked for] 1 or 0
 *  @return the rung's step; INT32_MAX for none so high; SS_NO_VIEW (another pruner), SS_WAIT or SS_BAD_ARGUMENT */
int ss_study_rung(const struct ss_study *study, int trial, int rung, double *values, uint8_t *went_on);

#endif
