/** Words for the columns of a table of the reader's own, in English. */
export default {
  'page.task.auto': 'auto',
  'page.task.classification': 'classes',
  'page.task.regression': 'numbers',
  'page.columns.target': 'target column',
  'page.columns.used': '{used} of {count} columns are inputs',
  'page.columns.inputs': 'Columns that are inputs',
  'page.columns.header': 'first row',
  'page.columns.header.auto': 'auto',
  'page.columns.header.true': 'names the columns',
  'page.columns.header.false': 'is data',
  'page.columns.found': '{kind} (found)',
  'page.columns.kind.number': 'number',
  'page.columns.kind.category': 'category',
  'page.columns.kind.drop': 'left out',
};
