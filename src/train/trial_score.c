#include "train/trial_score.h"

int trial_data_fold(const struct trial *const t) { return t->refit ? t->data->folds : t->fold % t->data->folds; }

void trial_gather(struct trial *const t, const int32_t *const rows, const int b) {
    const struct dataset *const data = t->data;
    const size_t fold = (size_t)trial_data_fold(t);
    const float *const shift = data->shift + fold * (size_t)data->features;
    const float *const scale = data->scale + fold * (size_t)data->features;
    const float mean = data->target[2 * fold], deviation = data->target[2 * fold + 1];
    if (data->numbers == NUMBERS_TOKEN)
        gather_tokens(t->x, data->x, data->starts, rows, b, t->input.d[0], t->input.words, t->text.padding == SIDE_post,
                      t->text.truncating == SIDE_post);
    else if (data->numbers == NUMBERS_BYTE)
        gather_u8(t->x, data->x, rows, shift, scale, b, data->features);
    else
        gather_f32(t->x, data->x, rows, shift, scale, b, data->features);
    for (int i = 0; i < b; i++) {
        t->answers[i] = data->y[rows[i]];
        t->y[i] = (t->answers[i] - mean) / deviation;
    }
}

/* Held-out rows from `from` on through the network, *b of them. */
static const float *held_part(struct trial *const t, const int from, int *const b) {
    *b = t->held_count - from < t->net.batch ? t->held_count - from : t->net.batch;
    trial_gather(t, t->held_rows + from, *b);
    return net_forward(&t->net, t->x, *b, false);
}

/* with_log_loss, with_ranking: metrics that cost more than counting, and are not wanted after every epoch. */
static void count(struct trial *const t, const bool with_log_loss, const bool with_ranking) {
    const float *const target = t->data->target + 2 * trial_data_fold(t);
    int b;
    tally_reset(&t->tally);
    if (with_log_loss) t->tally.log_loss = 0.0;
    if (with_ranking) ranking_reset(&t->ranking);
    for (int from = 0; from < t->held_count; from += b) {
        const float *const z = held_part(t, from, &b);
        const double loss = loss_score(&t->loss, z, t->y, t->loss_scratch, b);
        tally_add(&t->tally, z, t->answers, b, t->loss.outputs, loss, (double)target[0], (double)target[1]);
        if (with_log_loss) t->tally.log_loss += loss_log(&t->loss, z, t->y, t->loss_scratch, b, loss);
        if (with_ranking) ranking_add(&t->ranking, z, t->answers, t->loss_scratch, b, t->loss.outputs);
    }
    while (with_ranking && !ranking_close(&t->ranking))
        for (int from = 0; from < t->held_count; from += b) {
            const float *const z = held_part(t, from, &b);
            ranking_add(&t->ranking, z, t->answers, t->loss_scratch, b, t->loss.outputs);
        }
    if (with_ranking) t->tally.roc_auc = ranking_area(&t->ranking);
}

double trial_penalty(const struct trial *const t) {
    const double l2 = (double)t->training.l2 + (double)t->training.alpha / t->batch;
    double sum = 0.0;
    for (int i = 0; i < t->net.count; i++) {
        const struct layer *const layer = &t->net.layers[i];
        const double all = l2 + (double)layer->l2;
        if (all > 0.0) sum += 0.5 * all * sum_of_squares(layer->w, (size_t)layer->decayed);
        if (layer->l1 > 0.0f) sum += (double)layer->l1 * sum_of_magnitudes(layer->w, (size_t)layer->decayed);
    }
    return sum;
}

void trial_evaluate(struct trial *const t, struct fold_result *const result, const bool whole) {
    const bool classes = t->data->classes > 0;
    t->whole = whole;
    count(t, classes && (whole || t->metric == METRIC_log_loss), classes && (whole || t->metric == METRIC_roc_auc));
    tally_metrics(&t->tally, result->metrics);
}
