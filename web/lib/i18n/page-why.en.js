/** Words of the charts about the reasons: importance, interactions, luck, time, several objectives, the sampler's view. */
export default {
  'chart.importance.title': 'Importance',
  'chart.importance.help':
    'Which share of the differences in score goes back to each parameter. fANOVA looks at the whole space, PED-ANOVA at what sets the best tenth apart.',
  'chart.why.odd':
    'This cannot be worked out: not every trial of this journal has every parameter.',
  'chart.importance.empty': 'How much each parameter matters, from four complete trials on.',
  'chart.importance.fanova': 'fANOVA',
  'chart.importance.ped_anova': 'PED-ANOVA',
  'chart.importance.x': 'share of the differences',
  'chart.importance.says':
    '{name} matters most, with {share} of the differences; then {second}, with {less}.',
  'chart.importance.one': '{name} explains nearly all that a parameter explains: {share}.',
  'chart.importance.early':
    'So far {name} seems to matter most ({share}), but {trials} trials are few.',
  'chart.importance.none': 'The scores differ by no parameter.',
  'chart.importance.rests': 'From {trials} trials.',
  'chart.importance.few': 'From {trials} trials; {enough} are better.',
  'chart.importance.others': 'All others together: {share}.',
  'chart.interactions.title': 'Interactions',
  'chart.interactions.help':
    'What two parameters explain together beyond what each explains by itself (fANOVA). A strong pair has to be tuned together.',
  'chart.interactions.empty':
    'Which parameters have to be tuned together, from four complete trials on.',
  'chart.interactions.says':
    '{a} and {b} have to be tuned together: {share} goes back to their pair alone.',
  'chart.interactions.early':
    '{a} and {b} seem to act together ({share}), but {trials} trials are few.',
  'chart.interactions.none':
    'Parameters act nearly apart: by themselves they explain {alone}, the strongest pair {share}.',
  'chart.interactions.diagonal': 'Per cent; framed: alone.',
  'chart.interactions.left': 'Without a place: {params}.',
  'chart.interactions.with': 'with',
  'chart.curse.title': 'How much is luck',
  'chart.curse.help':
    'The best of many scores is partly lucky, the more so the more trials there are (the winner’s curse). Folds and test rows show how much.',
  'chart.curse.empty': 'How sure the lead of the best is, from three complete trials on.',
  'chart.curse.leaders': 'the best and their folds',
  'chart.curse.luck': 'best of n trials',
  'chart.curse.within':
    'The five best differ by {spread}, less than their folds do ({folds}): any of them may be the best.',
  'chart.curse.apart': 'The five best differ by {spread}, more than their folds do ({folds}).',
  'chart.curse.fell': 'The best has {best}, but {test} on the test rows, which chose nothing.',
  'chart.curse.held': 'The best has {best}, and {test} on the test rows: its lead held.',
  'chart.curse.unchosen':
    'The best has {best}; chosen on other folds than it is scored on, {honest}.',
  'chart.curse.one':
    'The best of {trials} has {best}, on one held-out part: without folds its luck cannot be told.',
  'chart.curse.test': 'test {value}',
  'chart.curse.honest': 'fold left out {value}',
  'chart.curse.ranked': 'trial, the best first',
  'chart.curse.trials': 'trials',
  'chart.curse.low': '1 in 10 worse',
  'chart.curse.middle': 'median',
  'chart.curse.high': '1 in 10 better',
  'chart.curse.point': 'best of the first {trials}: {value}',
  'chart.curse.band':
    'Grey: where the best of n scores drawn at random from these lies, 8 times in 10. A line that leaves it on the good side: the search found good ones early.',
  'chart.curse.whiskers': 'Small dots: the folds; bars: their deviation.',
  'chart.curse.green': 'Dashed: trials chosen without the fold that scores them.',
  'chart.curse.deviation': 'deviation of folds',
  'chart.curse.least': 'lowest fold',
  'chart.curse.most': 'highest fold',
  'chart.pareto.title': 'Pareto front',
  'chart.pareto.help':
    'A trial is on the front when no other is as good by every objective and better by one. Choose along it what the second objective is worth to you.',
  'chart.pareto.empty': 'Two objectives against each other, and the trials that none beats.',
  'chart.pareto.says': '{front} of {trials} trials are beaten by none: from {from} to {to}.',
  'chart.pareto.one': '{front} of {trials} trials are beaten by none: {from}.',
  'chart.pareto.minimize': '{name} (less is better)',
  'chart.pareto.maximize': '{name} (more is better)',
  'chart.pareto.line': 'Diamonds: the front.',
  'chart.pareto.projected': 'Diamonds: the front by all; line: by these two.',
  'chart.pareto.volume': 'Hypervolume {volume}.',
  'chart.pareto.others': 'Pruned or failed, not drawn: {trials}.',
  'chart.pareto.front': 'front',
  'chart.sampler.title': 'What the sampler believes',
  'chart.sampler.help':
    'Where it expects good scores, where it is unsure, and where it goes next. Step back to see what each trial was proposed from.',
  'chart.sampler.empty':
    'What the sampler believes, and where it goes next, once there are trials.',
  'chart.sampler.choose.of': 'Whose view',
  'chart.sampler.choose.param': 'Parameter',
  'chart.sampler.choose.show': 'Figure',
  'chart.sampler.choose.x': 'Across',
  'chart.sampler.choose.y': 'Up',
  'chart.sampler.of.sampler': 'sampler',
  'chart.sampler.of.pruner': 'pruner',
  'chart.sampler.mean': 'expected score',
  'chart.sampler.deviation': 'uncertainty',
  'chart.sampler.acquisition': 'expected gain',
  'chart.sampler.all': 'all parameters',
  'chart.sampler.alone': 'nothing: one parameter',
  'chart.sampler.next': 'trial {trial}',
  'chart.sampler.goal': 'most gain',
  'chart.sampler.little': 'little',
  'chart.sampler.much': 'much',
  'chart.sampler.gain': 'gain',
  'chart.sampler.before': 'Before trial {trial}, {known} scores known: ',
  'chart.sampler.now': 'From {known} scores: ',
  'chart.sampler.tpe':
    '{name} tells good from other trials best; good ones are likeliest near {value}.',
  'chart.sampler.alike': 'Good and other trials lie alike; nothing is learnt yet.',
  'chart.sampler.gp': 'gp expects the best score, {value} ± {deviation}, at {at}.',
  'chart.sampler.went.next': 'Trial {trial} then went to the mark.',
  'chart.sampler.goes': 'Most is to be gained at the mark.',
  'chart.sampler.early': '{name} has no model yet: its first trials are spread over the space.',
  'chart.sampler.is.random':
    'random learns nothing from scores: each draw is by itself, some land close, some places stay empty.',
  'chart.sampler.is.grid':
    'A grid learns nothing from scores: it tries every configuration, the last parameter running fastest.',
  'chart.sampler.is.sobol':
    'sobol learns nothing from scores: each new point goes into a gap, so that the plane is filled evenly.',
  'chart.sampler.is.halton':
    'halton learns nothing from scores: each new point goes into a gap, so that the plane is filled evenly.',
  'chart.sampler.asha': 'Epochs {steps} were reached by {counts} trials.',
  'chart.sampler.rung': 'epochs trained at the rung',
  'chart.sampler.count': '{on} of {trials} on',
  'chart.sampler.went': 'trial {trial}: {value} at {step}, went on',
  'chart.sampler.ended': 'trial {trial}: {value} at {step}, ended there',
  'chart.sampler.ladder': 'Dots: went on; triangles: ended there; lines: one trial.',
  'chart.sampler.rugs':
    'Filled: good trials; dashed or empty: the others; ticks below: each trial. Orange: where it goes.',
  'chart.sampler.note.mean': 'Colour: the score expected there.',
  'chart.sampler.note.deviation': 'Colour: how unsure it is there.',
  'chart.sampler.note.acquisition': 'Colour: the gain expected there (logarithmic).',
  'chart.sampler.note.slice':
    'Band: two deviations; green: the gain expected there. Trials far from the slice are pale.',
  'chart.sampler.others': 'All other parameters as in trial {trial}.',
  'chart.sampler.column.rung': 'rung',
  'chart.sampler.column.trial': 'trial',
  'chart.sampler.column.went': 'went on',
  'chart.sampler.column.value': 'value',
  'chart.sampler.column.good': 'good',
  'chart.sampler.column.others': 'others',
  'chart.step.name': 'Step through the study',
  'chart.step.now': 'now',
  'chart.step.before': 'before trial {trial}',
  'chart.step.back': 'A trial back',
  'chart.step.on': 'A trial on',
  'chart.step.play': 'Play',
  'chart.step.halt': 'Halt',
  'chart.sampler.choose.over': 'Plane',
  'chart.sampler.over.params': 'over parameters',
  'chart.sampler.over.values': 'over objectives',
  'chart.sampler.cut': 'trial {trial}: cut after epoch {epoch} with {value}',
  'chart.sampler.cma.first':
    'cma_es begins with a wide cloud around {at}; it learns where to move it from the first {size} trials.',
  'chart.sampler.cma.says':
    'cma_es draws the next trials around {at}; after {generations} generations its cloud has {width} of its first width.',
  'chart.sampler.cma.note':
    'Solid and dashed: one and two deviations around the mean (+). Orange: the latest generation of {size}, hollow until it has a score; grey: earlier ones.',
  'chart.sampler.cma.shares': 'Per cent: how likely a choice is drawn.',
  'chart.sampler.nsga.first':
    'nsga2 has no parents yet: the first {size} complete trials are drawn at random, and the best of them become parents.',
  'chart.sampler.nsga.says':
    'Each new trial mixes the values of two of the {parents} parents and changes a few; {front} of them are beaten by no other.',
  'chart.sampler.nsga.note':
    'Blue: the parents, the paler the more beat them; orange diamonds: children, hollow until they have a score; grey: died out.',
  'chart.sampler.nsga.child': 'child',
  'chart.sampler.bar.median': 'the median',
  'chart.sampler.bar.percentile': 'the best {share} %',
  'chart.sampler.bar.early': 'Nothing is cut before {trials} trials are complete.',
  'chart.sampler.bar.all':
    '{cut} of {trials} trials were cut: at some epoch they fell behind {of} of the trials complete by then (orange: as it stands now).',
  'chart.sampler.bar.passed':
    'Trial {trial} (black) was never behind {of} of these trials (orange) when it was looked at.',
  'chart.sampler.bar.cut':
    'Trial {trial} (black) was cut after epoch {epoch}: it had {value}, and the bar (orange) stood at {wanted}.',
  'chart.sampler.bar.best':
    'Curves of the first fold; a trial is measured by its best score so far. Triangles: cut there.',
  'chart.sampler.bar.last':
    'Curves of the first fold; a trial is measured by its latest score. Triangles: cut there.',
  'chart.sampler.bar.some': 'The latest {curves} of {of} curves.',
  'chart.sampler.bar.column': 'bar',
  'chart.sampler.bar.there': 'trials there',
  'chart.sampler.column.generation': 'this generation',
  'chart.sampler.column.rank': 'rank',
  'chart.sampler.warm': 'Without the {trials} trials of the earlier study that it began with.',
};
