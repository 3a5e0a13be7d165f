/** 研究文件与数据的警告和说明，以及它们所在的位置（简体中文）；错误见 study.zh.js。 */
export default {
  'place.at': '{place}：{text}',
  'place.row': '第 {row} 行',
  'place.column': '列 {column}',
  'place.cell': '第 {row} 行，列 {column}',
  'place.used': '（用于 {use}）',
  'place.with': '（当 {with} 时）',
  'place.fails': '（当 {fails} 时；这样的试验会失败）',
  'warning.fast_unsupported':
    '此环境不支持 relaxed SIMD：试验改用精确版运行；快速版需要更新的浏览器或 Node',
  'warning.fast_missing':
    '这里没有快速版：试验改用精确版运行；安装 clang 19 及其链接器后，用 npm run build 生成快速版',
  'warning.warm_left_out':
    '早先研究的 {total} 次试验中有 {count} 次在此无法使用，已略去；其中第一次：',
  'warning.warm_no_value': '该试验的状态为 {state}，没有有限的 {metric} 值',
  'warning.warm_refused': '按步长或约束，它并不恰好是这个空间里的配置',
  'warning.warm_no_use':
    '采样器 {sampler} 不读取任何值，热启动对它没有用处；请选择 tpe、gp、cma_es、nsga2 或 auto',
  'warning.adaptive_without_sgd':
    '与 scikit-learn 一致，学习率调度 "adaptive" 只对优化器 sgd 起作用，在此不产生影响',
  'warning.field_not_everywhere': '"{key}" 只对 {where} 起作用；其他选项没有这个字段',
  'warning.trials_above_size': '搜索空间只有 {size} 种配置，{trials} 次试验中最多运行这么多次',
  'warning.class_below_folds': '最小的类别只有 {rows} 行，少于 {folds} 折；有些折中不会出现该类别',
  'warning.objective_clock': '"{metric}" 由时钟测量：再次运行这项研究不会得到相同的试验',
  'warning.num_words_above': '数据只区分 {words} 个词，因此要求 {most} 个与要求 {words} 个相同',
  'warning.no_test_rows': '没有留出测试集，最佳配置将不会被测试；请写 test_fraction，例如 0.2',
  'note.rows_dropped': '有 {count} 行缺少目标值，已略去',
  'note.gaps_filled': '有 {count} 个缺失值，已用其余值的中位数 {median} 填补',
  'note.remarks_skipped': '已跳过文件开头以 # 起始的行：{count} 行',
  'note.decimal_commas': '小数逗号已按小数点读取：{value} 读作 {better}',
  'note.row_counter': '该列只是行号，而数据可能已排序；若无实际含义，请写 "drop": ["{name}"]',
  'note.column_empty': '该列没有任何值，已略去',
  'note.windows': '每行是文件中按顺序的 {window} 行组成的窗口，预测其后第 {horizon} 行的目标值',
  'note.windows_left_out': '测试窗口之前有 {count} 个与之重叠的窗口，已略去',
  'note.one_hot': '该列已转为 {count} 个 0/1 列（独热编码），每个类别一列',
};
