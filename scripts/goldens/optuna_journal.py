"""A journal as Debian's Optuna 3.1 writes it, for tests/js/foreign.test.mjs: optuna_journal.py FILE"""
import math
import sys

import optuna
from optuna.storages import JournalStorage, JournalFileStorage
optuna.logging.set_verbosity(optuna.logging.ERROR)
f=sys.argv[1]
st=JournalStorage(JournalFileStorage(f))
s=optuna.create_study(study_name='house prices',storage=st,direction='minimize',sampler=optuna.samplers.TPESampler(seed=1),pruner=optuna.pruners.MedianPruner(n_startup_trials=4,n_warmup_steps=1))
s.set_user_attr('dataset','ames')
def obj(t):
    lr=t.suggest_float('lr',1e-4,1e-1,log=True)
    n=t.suggest_int('layers',1,3)
    act=t.suggest_categorical('activation',['relu','tanh'])
    d=t.suggest_float('dropout',0,0.5,step=0.1)
    import math
    if t.number==5: raise ValueError('diverged')
    best=(math.log10(lr)+2.5)**2+abs(n-2)*0.3+(0.2 if act=='tanh' else 0)+d
    for step in range(4):
        v=best+2/(step+1)
        t.report(v,step)
        if t.should_prune(): raise optuna.TrialPruned()
    return best+0.5
s.optimize(obj,n_trials=24,catch=(ValueError,))
s.ask()
m=optuna.create_study(study_name='two goals',storage=st,directions=['maximize','minimize'],sampler=optuna.samplers.NSGAIISampler(seed=1,population_size=4))
def two(t):
    x=t.suggest_float('x',0,1)
    k=t.suggest_categorical('kind',['a','b'])
    y=t.suggest_float('y',0,1) if k=='b' else 0
    return x, x*x+y
m.optimize(two,n_trials=10)
