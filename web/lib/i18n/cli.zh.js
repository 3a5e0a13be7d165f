/** What the command says, in Simplified Chinese. */
export default {
  'cli.help': `sweetspot：在本机离线调优小型神经网络

  sweetspot run 研究.json [--workers N] [--out 结果.json] [--storage 文件] [--warm-start 文件] [--json]
      搜索，用最佳配置在整个训练集上重新训练，并测试一次
  sweetspot trial 研究.json [--params '{"learning_rate": 0.01}'] [--seed N] [--json]
      训练一种配置，逐轮输出
  sweetspot check 研究.json
      列出文件及其数据中的所有错误
  sweetspot export 结果.json --journal 文件
      把结果追加到 Optuna 可读的日志文件
  sweetspot import 文件 [--study 名称] [--out 结果.json]
      以 JSON 输出日志文件中的一项研究
  sweetspot datasets [--json]
      列出内置数据集
  sweetspot examples [--json]
      列出自带的研究文件
  sweetspot schema
      以 JSON 输出研究文件可用的全部内容

  研究.json      可以写 -，表示标准输入
  --workers N    同时进行的试验数，不影响结果（默认：处理器核数）
  --out 文件     把每次试验及其曲线写入文件
  --warm-start 文件  早先研究的结果或日志，采样器会从中学习
  --storage 文件 把每个事件写入 Optuna 格式的日志文件；文件中已有的研究会接着运行
  --json         标准输出每行一个 JSON 对象
  --lang en|zh   语言（默认取自 LANG）
  --help, --version

退出码：0 完成，2 输入有误，130 被中断（已完成的部分仍会报告并写入）。`,
  'cli.error': '错误：{text}',
  'cli.warning': '警告：{text}',
  'cli.note': '说明：{text}',
  'cli.try_help': 'sweetspot --help 列出所有命令和选项',
  'cli.unknown_command': '没有命令 {value}；可用的有：{allowed}',
  'cli.unknown_option': '{command} 没有选项 {option}；可用的有：{allowed}',
  'cli.option_twice': '{option} 给出了两次',
  'cli.option_value': '{option} 需要一个值，例如 {option} {example}',
  'cli.option_no_value': '{option} 不接受值',
  'cli.option_number': '{option} {value}：必须是 {low} 到 {high} 之间的整数',
  'cli.option_json': '{option}：不是 JSON：{reason}。写法如 \'{"learning_rate": 0.01}\'',
  'cli.option_lang': '--lang {value}：必须是 en 或 zh',
  'cli.no_file': '{command} 需要一个研究文件：sweetspot {command} 研究.json',
  'cli.extra': '{command} 不接受更多参数，但给出了 {value}',
  'cli.storage.cannot_use': '{file}：无法读取或写入（{reason}）',
  'cli.storage.full':
    '{file}：没有空间继续写入（{reason}）。文件中已有的内容是完整的：请腾出空间后再次运行同一命令，它会从那里继续',
  'cli.storage.locked':
    '{lock}：另一个程序占用此锁已超过 {seconds} 秒，或在占用期间异常结束。如果没有程序在使用该文件，请删除此锁，然后再次运行同一命令',
  'cli.storage.line': '{file} 第 {line} 行：这不是日志的一行；请删除它，或换一个文件',
  'cli.storage.shrunk': '{file}：在使用期间变短了；请恢复它，或换一个文件',
  'cli.storage.deleted': '{file}：其中的研究已被另一个程序删除',
  'cli.storage.in_use':
    '{file}：研究 {name} 正由另一个进程（{process}）运行；请等待它结束，或结束它',
  'cli.storage.other_study':
    '{file}：其中的研究 {name} 是另一项研究，不同之处：{places}。请给研究另取 "name"，或换一个文件',
  'cli.storage.other_proposal':
    '{file}：试验 {trial} 的取值与调优器为试验 {number} 提出的不同：文件被改动过。请给研究另取 "name"，或换一个文件',
  'cli.storage.changed':
    '{file}：研究 {name} 继续运行，有改动之处：{places}。已有的试验作为最初的试验交给调优器',
  'cli.storage.skipped':
    '{file}：调优器无法接受的试验（取值在空间之外、重复，或超过 search.trials）：{count} 次。它们仍留在文件中：{trials}',
  'cli.storage.resumed':
    '{file}：研究 {name} 继续运行；已完成的试验：{finished}，已开始、需重新训练的：{running}',
  'cli.storage.others':
    '调优器参考的其他程序的试验：{count} 次；它们计入 search.trials，但不在结果中',
  'cli.export.no_file': '{command} 需要一个结果文件：sweetspot {command} 结果.json --journal 文件',
  'cli.export.no_journal': 'export 需要 --journal 文件，例如 --journal study.journal',
  'cli.export.no_result':
    '{file}：这不是结果文件；sweetspot run 研究.json --out 结果.json 会写出结果文件',
  'cli.export.there': '{file}：已有研究 {name}；请换一个文件，或修改结果文件中的 study.name',
  'cli.export.done': '{file}：研究 {name}，试验数：{count}',
  'cli.import.no_file': '{command} 需要一个日志文件：sweetspot {command} 文件',
  'cli.import.empty': '{file}：其中没有研究',
  'cli.import.several': '{file}：其中有多项研究；请用 --study 选择一项：{names}',
  'cli.import.unknown': '{file}：没有研究 {name}；有：{names}',
  'cli.import.done': '{file}：研究 {name}，试验数：{count}',
  'cli.cannot_read': '{file}：无法读取（{reason}）',
  'cli.cannot_write': '{file}：无法写入（{reason}）',
  'cli.out_is_study': '--out {file}：这正是研究文件本身；请为结果另取文件名',
  'cli.out_is_storage': '--out {file}：这是日志文件；请为结果另取文件名',
  'cli.output_lost': '标准输出无法写入（{reason}）',
  'cli.no_engine': '计算引擎尚未构建：请先运行 npm run build',
  'cli.mistakes_1': '{file}：一处错误',
  'cli.mistakes': '{file}：{count} 处错误',
  'cli.good':
    '{file}：没有错误；{rows} 行，{features} 个特征，{target}；{size} 种配置，{trials} 次试验，{folds} 折',
  'cli.target_classes': '目标列 {target}（{count} 类）',
  'cli.target_number': '目标列 {target}（数值）',
  'cli.infinite': '无穷多',
  'cli.loading': '正在加载 {what} {share}',
  'cli.sampler': '采样器：auto 选择了 {sampler}，因为{reason}',
  'cli.warm_start': '热启动：采样器已知早先研究的 {count} 次试验',
  'cli.warm_start.no_result': '{file}：既不是 run --out 写出的结果，也不是只含一项研究的日志',
  'cli.warm_start.several':
    '{file}：日志中有多项研究（{names}）；请先用 sweetspot import --study NAME --out RESULT.json 取出一项',
  'cli.start':
    '{name}：{rows} 行，{features} 个特征，{target}；{trials} 次试验，{folds} 折，{workers} 个线程',
  'cli.progress': '{bar} {finished}/{planned}',
  'cli.progress_best': '最佳 {metric} {value}（试验 {number}）',
  'cli.progress_failed': '{failed} 次失败',
  'cli.progress_left': '还需 {low} 到 {high}',
  'cli.progress_pruned': '{pruned} 次被剪枝',
  'cli.refit': '正在用整个训练集训练最佳配置 {share}',
  'cli.interrupted': '已中断：已完成的部分已保留',
  'cli.interrupted_early': '在第一次试验之前已中断',
  'cli.leaderboard': '排行榜：{metric}，{folds} 折的均值与标准差',
  'cli.leaderboard_1': '排行榜：验证集上的 {metric}',
  'cli.more': '……另有 {count} 个',
  'cli.front': '帕累托前沿：{count} 次试验不被其他试验支配；超体积 {volume}',
  'cli.column.number': '试验',
  'cli.column.std': '+-',
  'cli.column.parameters': '权重数',
  'cli.column.epochs': '轮数',
  'cli.column.time': '用时',
  'cli.no_best': '没有完成的试验。',
  'cli.none_complete': '没有完成任何试验，因此没有最佳配置：{reasons}',
  'cli.none_begun': '没有完成任何试验：到达时间上限时还没有试验开始',
  'cli.pruned':
    '剪枝：{pruner} 停止了 {trials} 次试验中的 {count} 次，在第一折训练 {first} 到 {last} 轮之后；总共训练 {epochs} 轮',
  'cli.pruned_folds':
    '剪枝：{pruner} 停止了 {trials} 次试验中的 {count} 次，在 {first} 到 {last} 折之后；总共训练 {epochs} 轮',
  'cli.over_time':
    '超时：trial_time_limit_s（{limit}）结束了 {trials} 次试验中的 {count} 次；由时钟决定，因此本研究无法精确重复',
  'cli.ended.target': '提前结束：最好的得分已达到目标 {target}',
  'cli.ended.no_improvement': '提前结束：连续 {patience} 次试验没有更好的得分',
  'cli.rejected': '约束：随机抽取的配置中有 {share} % 违反了 {count} 条约束之一',
  'cli.rejected_1': '约束：随机抽取的配置中有 {share} % 违反了这条约束',
  'cli.ended.constraints': '提前结束：连续抽取 10000 次，没有得到满足约束的新配置',
  'cli.ended.time_limit': '提前结束：已到时间上限 {limit}',
  'cli.failed': '失败的试验：{count}{reasons}',
  'cli.reason.diverged': '损失不再是有效数字；减小学习率会有帮助',
  'cli.reason.memory': '需要 {bytes}，超出可用内存；减少单元数或批大小会有帮助',
  'cli.reason.shape': '有一层与输入的形状不符；用 sweetspot trial 加上这些参数可查明是哪一层',
  'cli.reason.worker': '其线程两次意外结束',
  'cli.reason.time_limit': '到 trial_time_limit_s 时还没有得分；放宽时限或减少轮数会有帮助',
  'cli.reason.undefined': '该指标在验证集上没有定义',
  'cli.test': '测试：试验 {number} 在整个训练集上重新训练（{epochs} 轮），在测试集上评估一次',
  'cli.no_test_rows': '没有测试：该研究没有留出测试集。',
  'cli.no_test': '没有测试：最佳配置未能在整个训练集上重新训练：{reason}。',
  'cli.no_test.diverged': '损失不再是有效数字',
  'cli.no_test.memory': '内存不足',
  'cli.no_test.shape': '有一层与输入的形状不符',
  'cli.no_test.worker': '其线程两次意外结束',
  'cli.no_test.undefined': '其指标在测试集上没有定义',
  'cli.class': '类别',
  'cli.precision': '精确率',
  'cli.recall': '召回率',
  'cli.f1': 'F1',
  'cli.rows': '行数',
  'cli.confusion': '混淆矩阵：行为真实类别，列为预测类别',
  'cli.summary': '{trials} 次试验，用时 {time}，{workers} 个线程，指纹 {fingerprint}',
  'cli.speed.exact': '用精确版训练：研究要求的快速版在此无法运行',
  'cli.speed.fast': '用快速版训练：在别的处理器上，数值可能略有不同',
  'cli.written': '结果已写入 {file}',
  'cli.trial': '试验配置 {params}',
  'cli.column.fold': '折',
  'cli.column.epoch': '轮',
  'cli.column.loss': '损失',
  'cli.column.val_loss': '验证损失',
  'cli.trial_done':
    '{metric} {value} +- {std}（{folds} 折），{parameters} 个权重，{time}，权重哈希 {hash}',
  'cli.trial_done_1': '{metric} {value}，{parameters} 个权重，{time}，权重哈希 {hash}',
  'cli.trial_over_time': '{time} 后被 trial_time_limit_s 结束：目前 {metric} 为 {value}',
  'cli.trial_failed': '失败：{reason}',
  'cli.dataset.id': '名称',
  'cli.dataset.rows': '行数',
  'cli.dataset.features': '特征数',
  'cli.dataset.texts': '最多 {longest} 个词，词表 {words}',
  'cli.dataset.windows': '{features}，窗口 {window} 行',
  'cli.dataset.classes': '类别数',
  'cli.dataset.there': '是否可用',
  'cli.dataset.title': '说明',
  'cli.dataset.yes': '是',
  'cli.dataset.build': 'npm run datasets',
  'cli.example.file': '文件',
  'cli.example.about': '内容',
};
