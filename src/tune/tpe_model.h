/** What the tree-structured Parzen estimator has learned from a history: the good trials as one mixture, all others that were
 *  asked for as another. */
#ifndef TPE_MODEL_H
#define TPE_MODEL_H

#include "tune/history.h"
#include "tune/tpe_mixture.h"

enum {
    TPE_MOST_GOOD = 25,
    TPE_WINDOW = 1024 /* of the others only those among the last so many trials are kept */
};

struct tpe_model {
    struct tpe_columns columns;
    struct tpe_mixture good, bad;
    struct tpe_widths good_widths, bad_widths;
    double gamma, prior_weight;
    int window;
    double *recent;     /* [window, K] coordinates of trial t in row t % window */
    double *best;       /* [TPE_MOST_GOOD + 1, K] coordinates of the ranked trials */
    int *ranked;        /* [TPE_MOST_GOOD + 1] the best trials, best first */
    int ranks;          /* how many of them */
    int outcomes;       /* how many trials could have a rank */
    bool *is_good;      /* [window] */
    int asked, visible; /* how much of the history is taken in */
};

/** Room for a study of `budget` trials; model may be NULL while measuring. Before it learns, both mixtures are the prior.
 *  @param gamma  the share of the trials that is good */
void tpe_model_place(struct tpe_model *model, struct arena *arena, const struct space *space, int budget, double gamma,
                     double prior_weight);
/** Take in what is new in the history, and set both mixtures. Histories may only grow from call to call.
 *  Cost: O((W + G) K) for W trials in the window and G good ones. */
void tpe_model_learn(struct tpe_model *model, const struct history *history);

#endif
