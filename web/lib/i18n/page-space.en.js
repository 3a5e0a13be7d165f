/** Words of the charts over the axes of a space. */
export default {
  'chart.space.trial': 'trial',
  'chart.space.param': 'Parameter',
  'chart.space.pruned': 'Pruned, with their last score: {trials}.',
  'chart.space.failed': 'Failed, not drawn: {trials}.',
  'chart.space.beyond': 'Worse than the axis shows: {trials}.',
  'chart.space.none': 'not used',
  'chart.space.missing': 'missing',
  'chart.space.unused': 'Without one of the two, not drawn: {trials}.',
  'chart.parallel.title': 'Parallel coordinates',
  'chart.parallel.help':
    'An axis for each parameter, a line for each trial. Drag along an axis to keep the trials that pass there; click it to let go. Drag a name to move its axis.',
  'chart.parallel.empty': 'A line for each trial, through its values to its score.',
  'chart.parallel.says':
    '{lines} trials through {axes} parameters to their {metric}. Drag along an axis to keep those that pass there.',
  'chart.parallel.strongest':
    '{lines} trials; {name} tells good from bad best, and the best one has {value}. Drag along an axis to keep those that pass there.',
  'chart.parallel.brushed': '{trials} of {lines} trials pass; a click on a brushed axis lets go.',
  'chart.parallel.foot':
    'At the foot of an axis, “{word}”: trials without that parameter ({trials}).',
  'chart.parallel.keepNone': 'keep “{word}”',
  'chart.parallel.axis': 'Filter by',
  'chart.parallel.part': 'Keep',
  'chart.parallel.by': 'filter: {name}',
  'chart.parallel.all': 'keep all',
  'chart.parallel.low': 'keep lowest third',
  'chart.parallel.middle': 'keep middle third',
  'chart.parallel.high': 'keep highest third',
  'chart.parallel.own': 'keep as brushed',
  'chart.slice.title': 'Slice',
  'chart.slice.help':
    'The score of each trial against one of its values. A slope or a hump shows where to look further; a cloud without shape, that the value matters little.',
  'chart.slice.empty': 'Scores against the values of one parameter.',
  'chart.slice.several': 'The four that matter most',
  'chart.slice.early': 'Too early to see a shape; the best so far has {name} {value}.',
  'chart.slice.matters':
    '{name} alone goes with {share} % of the differences in score; the best has {value}.',
  'chart.slice.flat': '{name} alone says little about the score; the best has {value}.',
  'chart.slice.point': 'trial {trial}: {score} ({name} {value})',
  'chart.slice.foot': 'At “{word}”: trials without that parameter ({trials}).',
  'chart.slice.age': 'Early trials pale, late ones strong.',
  'chart.contour.title': 'Contour',
  'chart.contour.help':
    'The score over two parameters, by a model of the trials; dots: the trials themselves. Pale places are little known.',
  'chart.contour.empty': 'The score over two parameters, from three trials on.',
  'chart.contour.says': 'Where the {metric} is good; the best, trial {trial}, lies at {at}.',
  'chart.contour.between': 'Between trials: interpolated by nearness; pale where none is near.',
  'chart.contour.x': 'Across',
  'chart.contour.y': 'Up',
  'chart.distribution.title': 'Distribution',
  'chart.distribution.help':
    'How many trials had which score. A heap at the good end: most of the space is good; a thin tail there: good places are rare.',
  'chart.distribution.empty': 'How many trials had which score.',
  'chart.distribution.histogram': 'bars',
  'chart.distribution.cumulative': 'summed up',
  'chart.distribution.groups': 'by parameter',
  'chart.distribution.says':
    'Half of the {trials} scores lie between {low} and {high}; the best is {best}.',
  'chart.distribution.best':
    '{name} {value} has the best median, {median} in {trials} trials; look whether the boxes overlap.',
  'chart.distribution.few': 'Too few trials for each value of {name} to compare them.',
  'chart.distribution.boxes': 'Box: the middle half; strong line: the median.',
  'chart.distribution.brushed': 'Strong: what the brush has left.',
  'chart.distribution.pruned': 'Pruned, not counted: {trials}.',
  'chart.distribution.bar': '{from} to {to}: {trials} trials',
  'chart.distribution.step': 'trial {trial}: {value}; {share} % are not higher',
  'chart.distribution.trials': 'trials',
  'chart.distribution.share': 'share of trials',
  'chart.distribution.from': 'from',
  'chart.distribution.to': 'to',
  'chart.distribution.quarter': 'lower quartile',
  'chart.distribution.median': 'median',
  'chart.distribution.threeQuarters': 'upper quartile',
  'chart.distribution.bestScore': 'best',
  'chart.contour.says.gp':
    'The {metric} by the sampler’s own model, gp; the best, trial {trial}, lies at {at}.',
  'chart.contour.says.forest':
    'The {metric} by a random forest; the best, trial {trial}, lies at {at}.',
  'chart.contour.by.gp':
    'Colour: expected with all other parameters as in trial {trial}; pale where gp is unsure.',
  'chart.contour.by.forest':
    'Colour: its mean over all other parameters; pale where no trial is near.',
};
