/** Words for the columns of a table of the reader's own, in Chinese. */
export default {
  'page.task.auto': '自动',
  'page.task.classification': '类别',
  'page.task.regression': '数值',
  'page.columns.target': '目标列',
  'page.columns.used': '{count} 列中有 {used} 列作为输入',
  'page.columns.inputs': '作为输入的列',
  'page.columns.header': '第一行',
  'page.columns.header.auto': '自动',
  'page.columns.header.true': '是列名',
  'page.columns.header.false': '是数据',
  'page.columns.found': '{kind}（自动）',
  'page.columns.kind.number': '数值',
  'page.columns.kind.category': '类别',
  'page.columns.kind.drop': '不使用',
};
