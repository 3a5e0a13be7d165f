/* Written by scripts/goldens/importance_goldens.py with Optuna 3.1.0; not edited by hand. */
#ifndef IMPORTANCE_GOLDENS_H
#define IMPORTANCE_GOLDENS_H

enum { GOLDEN_TRIALS = 150, GOLDEN_CASES = 3 };
/* fanova is 0 where Optuna has no shares */
static const struct {
    double fanova[5], ped_anova[5];
} importance_goldens[GOLDEN_CASES] = {
    {{0.155584151407, 0.783805457467, 0.0566252973062, 0.00398509382039},
     {0.193919329197, 0.657061737578, 0.0913618689095, 0.0576570643164}},
    {{0.236042641583, 0.761433013606, 0.0025243448114},
     {0.261367010618, 0.738632989382, 0}},
    {{0, 0, 0, 0, 0},
     {0.12383851431, 0.849492651973, 0.00997935184058, 0.016689481876, 0}},
};

#endif
