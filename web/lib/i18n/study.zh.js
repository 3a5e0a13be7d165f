/** 研究文件与数据的错误（简体中文）。 */
export default {
  'error.file_empty': '文件是空的；研究文件是一个 JSON 对象，例如 {"data": {"source": "iris"}}',
  'error.json_ends': '第 {line} 行第 {column} 列：文件提前结束；请用 "、] 或 } 补全未闭合的部分',
  'error.json_comment': '第 {line} 行第 {column} 列：JSON 不支持注释；请删除，或把文字放进 "about"',
  'error.json_trailing_comma':
    '第 {line} 行第 {column} 列：最后一个逗号之后没有内容；请删除这个逗号',
  'error.json_quotes': '第 {line} 行第 {column} 列：JSON 须用双引号 "，不能用单引号 \'',
  'error.json_string':
    '第 {line} 行第 {column} 列：字符串没有在本行闭合，或含有 JSON 不认识的 \\；请用 " 闭合，反斜杠写成 \\\\，换行写成 \\n',
  'error.json_key':
    '第 {line} 行第 {column} 列：此处应为双引号中的名称，例如 "units"；实际是 {found}',
  'error.json_colon': '第 {line} 行第 {column} 列：名称之后应为冒号；实际是 {found}',
  'error.json_comma': '第 {line} 行第 {column} 列：此处应为逗号或右括号；实际是 {found}',
  'error.json_value_missing':
    '第 {line} 行第 {column} 列：{found} 之前缺少值；请补上，或删除前面的逗号或名称',
  'error.json_number':
    '第 {line} 行第 {column} 列：JSON 无法读取数字 {found}；请写成 0.5、-3 或 1e-4 的形式',
  'error.json_unexpected':
    '第 {line} 行第 {column} 列：{found} 不是合法的值；文本须加双引号，其余只能是数字、true、false 和 null',
  'error.json_after_end': '第 {line} 行第 {column} 列：研究结束之后还有内容：{found}；请删除',
  'error.json_deep': '第 {line} 行第 {column} 列：括号嵌套过深；研究文件不需要超过 200 层',
  'error.duplicate_key': '"{key}" 出现了两次；请只保留一个',
  'error.is_result': '这是研究的结果文件；研究本身在 "study" 之下，请把该部分另存为文件',
  'error.not_an_object':
    '研究应是一个 JSON 对象，例如 {"data": {"source": "iris"}}；实际是 {value}',

  'error.unknown_key': '此处没有 "{key}"；请删除，或改用：{allowed}',
  'error.unknown_key_hint': '此处没有 "{key}"；是否想写 "{hint}"？',
  'error.missing': '缺少 "{key}"；请补上',
  'error.expected_object': '此处应为花括号 { } 中的对象；实际是 {value}',
  'error.expected_list': '此处应为方括号 [ ] 中的列表；实际是 {value}',
  'error.expected_number': '此处应为数字；实际是 {value}',
  'error.expected_integer': '此处应为整数；实际是 {value}',
  'error.expected_boolean': '此处应为 true 或 false（不加引号）；实际是 {value}',
  'error.expected_text': '此处应为双引号中的文本；实际是 {value}',
  'error.expected_variant':
    '此处应为名称或对象 {"type": 名称}，名称可以是：{allowed}；实际是 {value}',
  'error.expected_column': '此处应为一列：列名，或从 1 开始的列号；实际是 {value}',
  'error.expected_source':
    '此处应为内置数据集的名称、CSV 文件的路径、{"images": 文件, "labels": 文件} 或 {"batches": [文件]}；实际是 {value}',
  'error.not_one_of': '{value} 不可用；请改用：{allowed}',
  'error.not_one_of_hint': '{value} 不可用；是否想写 "{hint}"？',
  'error.out_of_range': '{value} 超出范围；允许 {low} 到 {high}',
  'error.field_of_other':
    '{variants} 没有 "{key}"，它属于 {others}；请删除，或把 "type" 改成其中之一',
  'error.version': '文件版本为 {value}，只能读取版本 {version}；请写 "version": {version}',

  'error.param_not_here': '这里对所有试验都相同，不能使用参数；请写一个值',
  'error.param_not_in_space': '搜索空间中没有参数 "{name}"；请加入 "space"，或改用：{names}',
  'error.param_not_in_space_hint': '搜索空间中没有参数 "{name}"；是否想写 "{hint}"？',
  'error.param_unused': '参数 "{name}" 没有被使用；请在需要处写 {"param": "{name}"}，或删除它',
  'error.param_name': '{name} 不能作为参数名；请使用不含点号、至多 100 个字符的名称',
  'error.float_for_int': '那里需要整数；请写 "type": "int"',
  'error.number_for_name':
    '那里不能使用数值范围（"{type}"）；请写 "type": "categorical" 并给出 "choices"',
  'error.each_outside':
    '"each" 为每次重复各建一个参数，只能用在 {"type": "repeat"} 层之内；请在此处删除',
  'error.each_mixed':
    '参数 "{name}" 在 {use} 处是每次重复一个，在此处却是共用一个；请两处都写 "each": true，或都不写',
  'error.each_twice': '参数 "{name}" 已属于 {use} 所在的 repeat；此处请使用另一个名称的参数',
  'error.each_parent': '"{name}" 是每次重复一个的参数，不能出现在 "when" 中；请删除该条件',

  'error.low_above_high': '下限（{low}）大于上限（{high}）；请对调',
  'error.log_of_zero': '对数刻度不能从 {low} 开始；请写大于 0 的下限，或写 "log": false',
  'error.step_not_positive': '步长 {step} 无效；请写大于 0 的数',
  'error.factor_too_small':
    '使用 "log" 时步长是相邻值之间的倍数，{step} 无效；请写大于 1 的数，例如 2',
  'error.step_does_not_divide':
    '从 {low} 起以 {step} 为步长到不了 {high}；请把上限改为 {last} 或 {next}，或更换步长',
  'error.factor_does_not_reach':
    '从 {low} 起每次乘以 {step} 到不了 {high}；请把上限改为 {last} 或 {next}，或更换倍数',
  'error.choices_empty': '类别参数至少需要一个选项；请补上',
  'error.choice_twice': '选项 {value} 出现了两次；请只保留一个',
  'error.when_unknown': '条件依赖的 "{parent}" 不在搜索空间中；请改用：{names}',
  'error.when_unknown_hint': '条件依赖的 "{parent}" 不在搜索空间中；是否想写 "{hint}"？',
  'error.when_empty': '没有列出 "{parent}" 的任何取值，该参数永远不会存在；请列出取值，或删除条件',
  'error.when_float':
    '"{parent}" 可取范围内的任意数，几乎不会恰好等于这个值；请给它设置 "step"，或换一个条件',
  'error.when_value': '"{parent}" 不会取 {value}；它的取值是 {allowed}',
  'error.when_cycle': '条件形成了循环：{names}；请删除其中之一',

  'error.weight': '权重应为大于 0、不超过 {most} 的数；这里是 {value}',
  'error.weights_count': '有 {choices} 个选项、{count} 个权重；请按顺序为每个选项写一个权重',
  'error.constraint_list': '约束应为文本的列表，例如 ["units.1 <= units.0"]；这里是 {value}',
  'error.constraint_text': '约束应为双引号中的文本，例如 "units.1 <= units.0"；这里是 {value}',
  'error.constraint_many': '这里有 {count} 条约束，最多可以有 {most} 条',
  'error.constraint_twice': 'constraints.{first} 已有这条约束；请只保留一条',
  'error.constraint_long': '这条约束超过 {most} 个字符；请在某个 and 处拆成几条',
  'error.constraint_deep': '第 {at} 个字符：嵌套过深；请减少括号，或拆成几条约束',
  'error.constraint_character':
    '第 {at} 个字符：约束中不能出现 {found}；参数名若含有字母、数字和 _ 以外的符号，请写成 `参数名`',
  'error.constraint_quote': '第 {at} 个字符：这个 {quote} 没有结束；请在文本后面再加一个',
  'error.constraint_assign': '第 {at} 个字符：比较相等请写 ==',
  'error.constraint_logic': '第 {at} 个字符：请用单词 and、or、not；比较请用 ==、!=',
  'error.constraint_value': '第 {at} 个字符：这里应为数、参数、引号中的文本或括号，却是 {found}',
  'error.constraint_value_end':
    '第 {at} 个字符：约束没有写完；这里还应有数、参数、引号中的文本或括号',
  'error.constraint_operator':
    '第 {at} 个字符：这里应为 <= 之类的比较、+ 之类的运算符或者 and、or，却是 {found}',
  'error.constraint_close': '第 {at} 个字符：这里应为 )，却是 {found}',
  'error.constraint_close_end': '第 {at} 个字符：括号没有闭合；请加上 )',
  'error.constraint_chain': '第 {at} 个字符：比较不能连写；请把 a <= b <= c 写成 a <= b and b <= c',
  'error.constraint_function': '第 {at} 个字符：没有函数“{name}”；可用的有 min、max 和 abs',
  'error.constraint_abs': '第 {at} 个字符：abs 需要一个数',
  'error.constraint_two': '第 {at} 个字符：{name} 需要两个或更多的数',
  'error.constraint_name':
    '第 {at} 个字符：搜索空间中没有参数 {name}；可用的有：{names}；文本请放在单引号中',
  'error.constraint_name_hint': '第 {at} 个字符：搜索空间中没有参数 {name}；是否指“{hint}”？',
  'error.constraint_needs_number': '第 {at} 个字符：这里需要一个数，而 {found} 不是',
  'error.constraint_needs_truth':
    '第 {at} 个字符：这里需要能判断真假的条件，例如 units <= 64；而 {found} 不是',
  'error.constraint_kinds':
    '第 {at} 个字符：{left} 与 {right} 不能比较；请用数与数比较，用选项与单引号中的文本比较',
  'error.constraint_order': '第 {at} 个字符：{left} 与 {right} 没有大小之分；请用 == 或 !=',
  'error.constraint_choice': '第 {at} 个字符：“{name}”不会取 {value}；它的选项有：{allowed}',
  'error.constraint_choice_hint': "第 {at} 个字符：“{name}”不会取 {value}；是否指 '{hint}'？",
  'error.constraint_constant':
    '这条约束没有提到任何参数，因此要么禁止一切，要么毫无作用；请写上参数，或将其删除',
  'error.constraint_broken': '该配置违反了约束“{constraint}”；请修改配置或约束',
  'error.constraints_impossible':
    '搜索空间中没有任何配置满足所有约束；请放宽某条约束，或扩大参数的范围',
  'error.constraints_never':
    '抽取了 {draws} 种配置，没有一种满足约束；请放宽某条约束，或调整参数的范围，使更多配置满足约束',

  'error.model_is_list': '层应放在对象中：请写 "model": {"layers": [ ... ]}',
  'error.too_many_layers': '这里有 {count} 层；最多允许 {high} 层',
  'error.repeat_in_repeat': 'repeat 之内不能再有 repeat；请把内层的各层并入外层',
  'error.bidirectional_is_field':
    '循环层本身就能双向读取；请写 {"type": "lstm", "bidirectional": true}，"gru" 与 "simple_rnn" 也一样',
  'error.input_follows': '输入的形状由数据决定；请删除这一层',
  'error.misfit_needs_picture':
    '"{layer}" 需要图像 [高, 宽, 通道]，而输入是 {found}；请在它之前加一层 "reshape"，或改用适合该形状的层',
  'error.misfit_needs_sequence':
    '"{layer}" 需要序列 [步, 通道]，而输入是 {found}；文本要先经过 "embedding"，它之前的循环层要写 "return_sequences": true，其他数据要先经过 "reshape"',
  'error.misfit_needs_tokens':
    '"{layer}" 读取文本，应为第一层，而输入 {found} 不是文本；请用文本数据集并把它放在最前，或删除它',
  'error.misfit_needs_numbers':
    '输入是词，而 "{layer}" 需要数值；请在最前加一层嵌入，例如 {"type": "embedding", "output_dim": 16}',
  'error.misfit_too_small':
    '"{layer}" 的窗口大于输入的 {found}；请减小 kernel_size、pool_size 或 dilation_rate，或写 "padding": "same"，或减少之前的池化层和步幅',
  'error.misfit_too_large':
    '"{layer}" 会把每行 {found} 变成超过 2147483647 个数；请减少 units 或 filters，或加大 strides',
  'error.misfit_wrong_size':
    '输入 {found} 共 {size} 个数，与 "{layer}" 要求的个数不同；请让 height、width 与 channels 的乘积为 {size}',
  'error.misfit_wrong_block':
    '进入残差块的是 {block}，块内各层把它变成 {found}，输入无法变成这个形状；各边应保持不变，或按同一个整数步幅缩小：块内写 "padding": "same" 即可',
  'error.misfit_empty_block': '残差块内需要有层；请在 "layers" 中写入',
  'error.num_words_few':
    '{value} 太少，因为前 {low} 个编号是填充、开头和未知词；请写大于 {low} 的数，或写 0 采用数据集的惯用值',
  'error.needs_texts': '"{key}" 只用于文本数据，而这不是文本；请删除它',
  'error.one_fold': '只有一折时没有数据可供训练；请写 2 或更大的数，或改用 "fraction"',
  'error.folds_and_fraction': '"folds" 与 "fraction" 只能用一个来决定验证集；请删除其中之一',
  'error.l2_and_alpha': '"l2" 与 "alpha" 是同一种惩罚的两种记法；请删除其中之一',
  'error.grid_too_large':
    '该网格有 {size} 种配置，最多可遍历 {high} 种；请减少参数的取值，或改用采样器 "random"',
  'error.objectives_count':
    '列表中应有 2 到 {high} 个目标，这里有 {count} 个；只有一个目标时不用列表，例如 {"metric": "accuracy"}',
  'error.objective_twice': '目标 "{metric}" 重复；每个目标只能写一次',
  'error.cost_alone':
    '如果只以 "{metric}" 为目标，最小的网络总会胜出，不论预测好坏；请把一个指标放在前面，例如 [{"metric": "accuracy"}, {"metric": "{metric}"}]',
  'error.cost_first':
    '试验按第一个目标排名，也按它选出最佳试验重新训练；请把一个指标放在第一位，"{metric}" 放在其后',
  'error.sampler_for_one': '采样器 "{sampler}" 只支持单个目标；请改用 "nsga2"，或：{allowed}',
  'error.pruner_for_one':
    '剪枝器 "{pruner}" 按单个目标比较试验；有多个目标时请用 "none" 或省略剪枝器',
  'error.target_for_one':
    '目标值只适用于单个目标；有多个目标时请省略它，改用 "no_improvement" 或 "trials"',
  'error.direction_wrong': '指标 "{metric}" 的方向应为 "{direction}"；请改正，或省略方向',
  'error.off_step': '{value} 不在 {low}、{low} + {step} 等取值之中；请写其中一个',
  'error.off_factor': '{value} 不在 {low}、{low} x {step} 等取值之中；请写其中一个，精确到最后一位',
  'error.view_params': '这里应是一个参数名或两个不同参数名的列表；实际为 {value}',
  'error.view_no_param': '没有参数 "{name}"；可用的有：{names}',
  'error.view_no_param_hint': '没有参数 "{name}"；是否想写 "{hint}"？',
  'error.view_at': '这里应是试验的编号，或按名称给出参数值的对象；实际为 {value}',
  'error.enqueue_twice': '该配置已写在 {first}；请只保留一个',
  'error.enqueue_too_many':
    '这里有 {count} 种配置，而研究只有 {trials} 次试验；请增大 "trials"，或删去一些',
  'error.enqueue_refused': '搜索无法采用该配置；请按参数的步长准确写出每个值',
  'error.param_missing': '"{name}" 没有值；请补上',
  'error.param_inactive': '"{name}" 仅在 {when} 时存在；请删除它，或让其他参数取这些值',

  'error.metric_for_classification':
    '"{metric}" 是回归指标，而这份数据是分类任务；请改用：{allowed}',
  'error.metric_for_regression': '"{metric}" 是分类指标，而这份数据是回归任务；请改用：{allowed}',
  'error.loss_for_classes': '损失 "{loss}" 不适用于 {classes} 个类别的数据；请改用：{allowed}',
  'error.loss_for_regression': '损失 "{loss}" 用于分类，而这份数据是回归任务；请改用：{allowed}',
  'error.metric_needs_classes':
    '指标 "{metric}" 用于至少 {least} 个类别的数据，而这份数据有 {classes} 个；请改用 "accuracy"',
  'error.class_weight_needs_classes':
    '只有分类任务才能给类别加权，而这份数据是回归任务；请改用 "none"',
  'error.smoothing_needs_crossentropy':
    '标签平滑只适用于交叉熵损失，不适用于 "{loss}"；请设为 0，或换一个损失',
  'error.one_class':
    '"{name}" 的所有行都是同一个类别，没有可学习的内容；请换一个目标列，或加入其他类别的行',
  'error.folds_above_rows':
    '{folds} 折至少需要同样多行的训练数据，而只有 {rows} 行；请减少折数，或多留一些行用于训练',
  'error.too_few_rows': '可用于训练的只有 {rows} 行，至少需要 2 行；请增加数据，或少留出一些',

  'error.data_refused': '数据无法使用：{reason}；请修正文件，或少留出一些行',
  'error.data_too_large': '数据需要 {bytes} 字节内存，超出可用范围；请减少行或列',
  'error.unknown_dataset':
    '没有内置数据集 {value}；请改用：{allowed}；文件路径须含点号或斜杠，例如 ./table.csv',
  'error.unknown_dataset_hint': '没有内置数据集 {value}；是否想写 "{hint}"？',
  'error.cannot_read': '无法读取 {file}（{reason}）；请检查名称，它相对于研究文件所在的文件夹',
  'error.not_built':
    '无法取得 "{name}" 的文件（{reason}）；请重试，若从未生成过，请运行：npm run datasets',
  'error.gzip_broken': '{file} 是 gzip 压缩文件，但已损坏或不完整；请重新获取',
  'error.not_text': '这不是 UTF-8 文本文件；请把表格另存为 UTF-8 编码的 CSV',
  'error.csv_empty': '文件是空的；需要一行列名和若干行数据',
  'error.csv_header_only':
    '文件只有一行 {columns} 个列名，没有数据；请补充数据，若该行就是数据请写 "header": false',
  'error.csv_quotes': '引号没有闭合，或出现在单元格中间；请闭合引号，引号之内的引号写两次：""',
  'error.csv_ragged':
    '该行有 {found} 个单元格，而第一行有 {expected} 个；请增删单元格，含分隔符的单元格须加引号',
  'error.csv_column_twice': '第 {first} 列与第 {second} 列都叫 "{name}"；请给其中一列改名',
  'error.csv_one_column':
    '只找到一列（"{name}"），而需要输入列和目标列；请用逗号、分号或制表符分隔单元格',
  'error.no_such_column': '文件中没有列 "{name}"；现有的列：{names}',
  'error.no_such_column_hint': '文件中没有列 "{name}"；是否想写 "{hint}"？现有的列：{names}',
  'error.target_dropped': '"{name}" 既是目标列又被列入 "drop"；请从 "drop" 中删除，或另选目标列',
  'error.no_features': '没有可用来预测 "{name}" 的列；请增加列，或少忽略一些',
  'error.not_finite': '{value} 是计算失败的结果；请改正，若数值缺失请留空',
  'error.not_a_number':
    '"{value}" 不是数字，而 "{name}" 列大多是数字；请改正，数值缺失请留空，或把该列写入 "drop"',
  'error.said_number':
    '"{value}" 不是数字，而 "columns" 写明 "{name}" 列是数字；请改正，数值缺失请留空，或在 "columns" 中改为 "category"',
  'error.column_is_target':
    '"{name}" 是目标列，它的类型由 "task" 决定：请在 "task" 写 "classification" 或 "regression"，并从 "columns" 中删除它',
  'error.expected_columns':
    '此处应为对象，例如 {"zip": "category", "size": "number"}；实际是 {value}',
  'error.decimal_comma': '"{value}" 使用了小数逗号；请写成 {better}',
  'error.dressed_number':
    '"{value}" 是带符号或千位分隔符的数字；请写成 1234.5 这样的纯数字，或写 "drop": ["{name}"]',
  'error.id_column':
    '每行的文本都不同（例如 "{example}"），说明它是名称或编号，无法从中学习；请写 "drop": ["{name}"]',
  'error.too_many_categories':
    '共有 {count} 种不同的文本，最多允许 {high} 个类别；请合并，或写 "drop": ["{name}"]',
  'error.target_not_numeric':
    '"{name}" 含有文本（例如 "{example}"），不能作为数值来预测；请写 "task": "classification"，或另选目标列',
  'error.too_many_classes':
    '"{name}" 在 {rows} 行中有 {count} 个不同的值，作为类别过多；请另选目标列，若是数值请写 "task": "regression"',
  'error.idx_magic':
    '这不是 IDX 文件：开头是 {found}，而应为 00 00 08；需要 MNIST 格式的图像和标签',
  'error.idx_type': '该 IDX 文件的数据类型是 {found}，只能读取字节（0x08）；请先转换',
  'error.idx_dimensions':
    '该 IDX 文件有 {found} 维，应为 {expected} 维；图像与标签是否写反了？请检查',
  'error.idx_length': '文件应有 {expected} 字节，实际 {found} 字节；文件不完整或已损坏，请重新获取',
  'error.idx_counts_differ': '有 {labels} 个标签和 {images} 张图像；请给出配套的两个文件',
  'error.idx_shapes_differ': '测试图像的尺寸是 {found}，训练图像是 {expected}；请给出配套的文件',
  'error.idx_empty': '文件中没有图像；请换一个文件',
  'error.batches_empty':
    '没有列出文件；请列出 CIFAR-10 的文件，例如 ["data_batch_1.bin", "data_batch_2.bin"]',
  'error.cifar_length':
    '{file} 有 {found} 字节，而每条记录应为 {record} 字节；请给出从压缩包中解出的 CIFAR-10 二进制版 .bin 文件',
  'error.cifar_label':
    '{file} 的第 {row} 条记录的标签是 {label}，而 CIFAR-10 的标签为 0 到 9；请给出 CIFAR-10 二进制版的 .bin 文件',
  'error.cifar_python':
    '{file} 属于 CIFAR-10 的 Python 版，只有 Python 能读取；请下载二进制版 cifar-10-binary.tar.gz，并给出其中的 .bin 文件',
  'error.tokens_magic':
    '这不是文本数据文件：开头是 {found}，而应为 54585353；请重新生成：npm run datasets',
  'error.tokens_version':
    '该文本数据文件的版本是 {found}，只能读取版本 {expected}；请重新生成：npm run datasets',
  'error.tokens_length':
    '文本数据文件应有 {expected} 字节，实际 {found} 字节；文件不完整或已损坏，请重新生成：npm run datasets',
  'error.tokens_lengths':
    '各文本的长度之和为 {found} 个词，而文件中有 {expected} 个；文件已损坏，请重新生成：npm run datasets',
  'error.tokens_empty_row': '文件中第 {row} 条文本没有词；文件已损坏，请重新生成：npm run datasets',
  'error.tokens_range':
    '文件中有编号为 {found} 的词，而词的编号应小于 {words}；文件已损坏，请重新生成：npm run datasets',
  'error.tokens_words':
    '文件列出了 {found} 个词，而应有 {expected} 个；文件已损坏，请重新生成：npm run datasets',
  'error.tokens_not_utf8': '词表不是 UTF-8 编码；文件已损坏，请重新生成：npm run datasets',
  'error.window_needs_table': '只有表格的行才能切成窗口；请写 "window": 0，或改用 CSV 文件',
  'error.window_too_long':
    '{rows} 行太少，无法切出长 {window} 行、目标在其后第 {horizon} 行的窗口，至少需要 {least} 行；请减小 window 或 horizon，或增加行',
  'error.window_leaves_few':
    '{windows} 个窗口中有 {test} 个用于测试，其余不与之重叠的只剩 {rows} 个可供训练；请减小 window、horizon 或 test_fraction',
  'error.windows_too_large': '这些窗口需要 {bytes} 字节内存；请减小 window，或减少行或列',
  'error.and_more': '另有 {count} 处同类问题',

  'error.saved_study': '这不是已保存研究的字节，或者不完整；也可能写出它的版本会提出不同的试验',
  'error.saved_run': '这不是已保存运行的字节，或者不完整；请重新保存，或不带它重新开始',
  'error.saved_run_other': '保存的运行属于另一项研究：{places}；请用保存时的研究文件运行',
  'error.warm_no_trials':
    '应为试验列表，例如 [{"params": {"lr": 0.1}, "value": 0.9}]，或一个结果文件，而不是 {value}',
  'error.warm_other_objective':
    '其中的值属于另一种目标（{other}；此处为 {own}）；请使用目标相同的研究的结果',
  'reason.several': '有多个目标，它会寻找它们的前沿',
  'reason.whole': '空间里的配置不多于试验次数',
  'reason.short': '试验太少，无从学习，因此均匀铺开',
  'reason.conditional': '有些参数只在其他参数取某些值时存在',
  'reason.choices': '至少一半的参数是没有顺序的选项',
  'reason.numbers': '参数不超过 15 个、试验不超过 250 次时，它从每次试验中学到的最多',
  'reason.long': '只有数值参数，且试验超过 250 次',
  'reason.many': '参数很多，或试验很多且带有一些选项',
};
