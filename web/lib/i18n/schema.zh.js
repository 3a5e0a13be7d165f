/** 模式（schema）中每一行和每个字段的说明（简体中文）；英文说明写在 C 核心的 .def 表中。 */
import layers from './layers.zh.js';

const learning_rate = '学习率：每一步走多远；最值得先调的超参数';
const momentum = '动量：保留上一步的比例';
const epsilon = '防止除以零的小常数';
const tol = '训练损失的下降小于此值不算改善';

export default {
  ...layers,

  'schema.activations.linear': 'f(x) = x',
  'schema.activations.relu': 'f(x) = max(0, x)；隐藏层的首选',
  'schema.activations.sigmoid':
    'f(x) = 1 / (1 + exp(-x))，介于 0 与 1 之间；scikit-learn 称为 logistic',
  'schema.activations.tanh': 'f(x) = tanh(x)，介于 -1 与 1 之间',
  'schema.activations.leaky_relu': '正数为 x，否则为 0.2 x（Keras）',
  'schema.activations.elu': '正数为 x，否则为 exp(x) - 1（Clevert 等，2015）',
  'schema.activations.gelu': 'x 乘以 x 的正态分布函数（Hendrycks 与 Gimpel，2016）',

  'schema.initializers.glorot_uniform':
    '在 +-sqrt(6 / (输入 + 输出)) 内均匀分布（Glorot 与 Bengio，2010）；Keras 的默认值',
  'schema.initializers.glorot_normal':
    '正态分布，标准差 sqrt(2 / (输入 + 输出))，在两个标准差处截断（Glorot 与 Bengio，2010）',
  'schema.initializers.he_uniform': '在 +-sqrt(6 / 输入) 内均匀分布（何恺明等，2015）',
  'schema.initializers.he_normal':
    '正态分布，标准差 sqrt(2 / 输入)，在两个标准差处截断（何恺明等，2015）',
  'schema.initializers.random_uniform': '在 +-0.05 内均匀分布',
  'schema.initializers.random_normal': '正态分布，标准差 0.05',
  'schema.initializers.orthogonal':
    '正交：各行（或各列，取较少者）长度为 1 且互相垂直（Saxe 等，2013）',
  'schema.initializers.zeros': '全部为零：只用来观察它为什么学不会',

  'schema.paddings.valid':
    '不填充：只取完全在内部的窗口；长度 n 变为 floor((n - 窗口) / strides) + 1',
  'schema.paddings.same': '补零，前后一样多（奇数时后面多一个）：长度 n 变为 ceil(n / strides)',
  'schema.positions.learned':
    '每个位置一个可学习的向量，初值在 +-0.05 内均匀分布（Devlin 等，2018）',
  'schema.positions.sinusoidal': '频率递减的固定正弦与余弦（Vaswani 等，2017）',
  'schema.misfits.none': '形状相符',
  'schema.misfits.needs_picture': '需要图像 [H, W, C]',
  'schema.misfits.needs_sequence': '需要序列 [T, C]',
  'schema.misfits.needs_tokens': '需要词元：文本，紧接在数据之后',
  'schema.misfits.needs_numbers': '需要数值而不是词元：先要有嵌入层',
  'schema.misfits.too_small': '窗口大于输入',
  'schema.misfits.too_large': '每行的输出超过 2^31 个数',
  'schema.misfits.wrong_size': '这么多数无法变成这个形状',
  'schema.misfits.wrong_block':
    '块的输入无法变成其输出的形状：维数必须相同，各边必须不变或按同一个整数步幅缩小',
  'schema.misfits.empty_block': '残差块内需要有层',
  'schema.splits.auto': '序列上的窗口按时间块划分，其他数据随机划分',
  'schema.splits.random': '由种子随机抽取',
  'schema.splits.blocks': '按行的顺序：最后的行用于测试，各折依次相接，留出的部分在末尾',
  'schema.sides.pre': '在前面，Keras 的默认值',
  'schema.sides.post': '在后面',

  'schema.losses.auto':
    '多分类用 categorical_crossentropy，二分类用 binary_crossentropy，回归用 mean_squared_error',
  'schema.losses.categorical_crossentropy': '正确类别概率的负对数；softmax 输出，每个类别一个单元',
  'schema.losses.binary_crossentropy': '同上，用于两个类别，一个 sigmoid 输出',
  'schema.losses.mean_squared_error': '差的平方的平均值；线性输出',

  'schema.losses.mean_absolute_error': '平均绝对误差：离群点的影响较小；线性输出',
  'schema.losses.huber':
    '误差不超过 huber_delta 时为平方的一半，超过后匀速增长（Huber，1964）；线性输出',
  'schema.losses.hinge':
    '正确类别领先不足 1 的差额：二分类为 Keras 的 hinge，一个线性输出；多分类为其 categorical_hinge（Crammer 与 Singer，2001）',

  'schema.score_epochs.last': '训练结束时的权重：最后一轮的，或早停恢复的',
  'schema.score_epochs.best': '按目标指标得分最好的那一轮的权重，同分取较早的',

  'schema.class_weights.none': '每一行的权重都是 1',
  'schema.class_weights.balanced':
    '一行的权重为 行数 /（类别数 * 该类行数），按该折的训练集及其中出现的类别计算（scikit-learn）',

  'schema.optimizers.sgd': '随机梯度下降，可带动量',
  'schema.optimizers.sgd.learning_rate': learning_rate,
  'schema.optimizers.sgd.momentum': momentum,
  'schema.optimizers.sgd.nesterov': '先沿动量方向前看一步，再计算梯度',
  'schema.optimizers.rmsprop': '每一步除以梯度的滑动均方根',
  'schema.optimizers.rmsprop.learning_rate': learning_rate,
  'schema.optimizers.rmsprop.rho': '保留旧均方值的比例',
  'schema.optimizers.rmsprop.momentum': momentum,
  'schema.optimizers.rmsprop.epsilon': epsilon,
  'schema.optimizers.adagrad': '每一步除以至今全部梯度平方和的平方根',
  'schema.optimizers.adagrad.learning_rate': learning_rate,
  'schema.optimizers.adagrad.initial_accumulator': '平方和的初值',
  'schema.optimizers.adagrad.epsilon': epsilon,
  'schema.optimizers.adam': '动量加上每个权重各自的步长；通常的首选',
  'schema.optimizers.adam.learning_rate': learning_rate,
  'schema.optimizers.adam.beta_1': '保留旧梯度均值的比例',
  'schema.optimizers.adam.beta_2': '保留旧均方值的比例',
  'schema.optimizers.adam.epsilon': epsilon,
  'schema.optimizers.adamw': '权重衰减直接作用于权重的 Adam',
  'schema.optimizers.adamw.learning_rate': learning_rate,
  'schema.optimizers.adamw.beta_1': '保留旧梯度均值的比例',
  'schema.optimizers.adamw.beta_2': '保留旧均方值的比例',
  'schema.optimizers.adamw.epsilon': epsilon,
  'schema.optimizers.adamw.weight_decay': '每一步从各权重中减去的比例，再乘以学习率',

  'schema.optimizers.nadam':
    '像 sgd 的 nesterov 那样沿动量前看一步的 Adam；动量本身也有预热（同 Keras；相当于 PyTorch 的 momentum_decay 取 1）',
  'schema.optimizers.nadam.learning_rate': learning_rate,
  'schema.optimizers.nadam.beta_1': '保留旧梯度均值的比例',
  'schema.optimizers.nadam.beta_2': '保留旧均方值的比例',
  'schema.optimizers.nadam.epsilon': epsilon,

  'schema.schedules.constant': '学习率保持不变',
  'schema.schedules.adaptive':
    'scikit-learn 的规则：训练损失下降时保持学习率，否则除以 5，直到低于 1e-6。与 scikit-learn 一致，只对 sgd 起作用',
  'schema.schedules.adaptive.tol': '训练损失下降超过此值，该轮才算改善',
  'schema.schedules.adaptive.n_iter_no_change': '连续多少轮没有改善后降低学习率',

  'schema.schedules.step': '每隔若干轮，学习率乘以 gamma',
  'schema.schedules.step.gamma': '学习率所乘的系数',
  'schema.schedules.step.step_size': '每隔多少轮乘一次',
  'schema.schedules.exponential': '每一轮之后学习率乘以 gamma',
  'schema.schedules.exponential.gamma': '学习率所乘的系数',
  'schema.schedules.cosine':
    '逐步变化：预热时均匀升到学习率，然后沿半个余弦下降，直到全部轮数的最后一步（Keras 的 CosineDecay）',
  'schema.schedules.cosine.warmup_epochs': '上升持续多少轮；0 表示不预热',
  'schema.schedules.cosine.warmup_start': '预热第一步的学习率所占比例',
  'schema.schedules.cosine.final_share': '结束时的学习率所占比例',
  'schema.schedules.one_cycle':
    '逐步变化：沿半个余弦升到学习率，再降到远低于起点的值（PyTorch 的 OneCycleLR；动量不变）',
  'schema.schedules.one_cycle.pct_start': '上升阶段占全部步数的比例',
  'schema.schedules.one_cycle.div_factor': '起始学习率为学习率除以此数',
  'schema.schedules.one_cycle.final_div_factor': '最后的学习率为起始学习率除以此数',
  'schema.schedules.inverse_scaling':
    '每一轮之后，学习率为设定值除以（已训练的行数 + 1）的 power_t 次方；对任何优化器都起作用，而 scikit-learn 只用于 sgd',
  'schema.schedules.inverse_scaling.power_t': '学习率下降的快慢',
  'schema.schedules.reduce_on_plateau':
    '验证损失一段时间不再下降时，学习率乘以 factor（Keras 的 ReduceLROnPlateau）；最后的重新训练没有验证集，改看训练损失',
  'schema.schedules.reduce_on_plateau.factor': '学习率所乘的系数',
  'schema.schedules.reduce_on_plateau.patience': '每次降低之前，容忍多少个评过分的轮没有改善',
  'schema.schedules.reduce_on_plateau.min_delta': '损失的下降小于此值不算改善',
  'schema.schedules.reduce_on_plateau.min_lr': '学习率不会降到此值以下',

  'schema.stoppings.none': '训练全部轮数，采用最后的权重',
  'schema.stoppings.patience':
    '验证损失一段时间不再下降就停止，并恢复最佳权重（Keras 的 EarlyStopping）',
  'schema.stoppings.patience.patience': '容忍多少轮没有改善',
  'schema.stoppings.patience.min_delta': '验证损失的下降小于此值不算改善',
  'schema.stoppings.patience.restore_best': '保留最佳一轮的权重，而不是最后一轮的',
  'schema.stoppings.no_improvement':
    'scikit-learn 的规则：训练损失连续超过 n_iter_no_change 轮没有下降超过 tol 就停止；采用最后的权重',
  'schema.stoppings.no_improvement.tol': tol,
  'schema.stoppings.no_improvement.n_iter_no_change': '容忍多少个这样的轮数',

  'schema.scales.auto': '图像用 unit，表格用 standard',
  'schema.scales.none': '数值保持原样',
  'schema.scales.standard': '每列按该折的训练集缩放到均值 0、标准差 1',
  'schema.scales.minmax': '每列按该折的训练集缩放到 0 .. 1',
  'schema.scales.unit': '除以该折训练集中绝对值最大的数（多数图像为 255）：像素缩放到 0 .. 1',

  'schema.samplers.random': '在各自范围内独立抽取每个参数；只要还有未试过的配置就不重复',
  'schema.samplers.grid': '每种配置试一次，最后一个参数变化最快',
  'schema.samplers.grid.points': '没有步长的浮点参数取多少个值：在其刻度上等距，含两端',
  'schema.samplers.sobol': '均匀填满空间：加扰的 Sobol 序列',
  'schema.samplers.halton': '均匀填满空间：加扰的 Halton 序列',
  'schema.samplers.tpe':
    '分别建模好的配置和其余配置的分布，提出前者相对于后者最可能的配置；适合各种参数，包括有条件的参数',
  'schema.samplers.tpe.n_startup_trials': '先随机试这么多次',
  'schema.samplers.tpe.n_ei_candidates': '从这么多个候选中选出下一种配置',
  'schema.samplers.tpe.gamma': '算作好的试验所占比例，最多 25 个',
  'schema.samplers.tpe.prior_weight': '从整个空间抽取的权重，以一次试验的权重为单位',
  'schema.samplers.cma_es': '让正态分布朝更好的试验演化；最适合数值参数和一百次以上的试验',
  'schema.samplers.gp':
    '用高斯过程建模损失，在预期改进最大处试验；数值参数、试验不超过几百次时的最佳选择',
  'schema.samplers.gp.n_startup_trials': '第一个模型之前，先让这么多次试验均匀分布在空间里',
  'schema.pruners.none': '每次试验都运行到底',
  'schema.samplers.nsga2':
    '由目前最好的配置繁衍出新的配置：遗传算法，最适合多个目标和几百次以上的试验',
  'schema.samplers.nsga2.population_size':
    '一代有多少次试验，也是最好的多少个作为亲代；第一代随机抽取',
  'schema.samplers.nsga2.crossover_prob': '子代有两个亲代的概率',
  'schema.samplers.nsga2.swapping_prob': '有两个亲代时，每个值取自第二个亲代的概率',
  'schema.samplers.nsga2.mutation_prob': '每个值被改变的概率；0 表示参数个数分之一',
  'schema.samplers.auto': '按空间、试验次数和目标从其他采样器中选一个，并说明选了哪个、为什么',
  'schema.several.auto': '从这些采样器中选一个',
  'schema.reasons.several': '有多个目标：nsga2 寻找它们的前沿',
  'schema.reasons.whole': '空间里的配置不多于试验次数：grid 全部试一遍',
  'schema.reasons.short': '试验太少，无从学习：sobol 均匀铺开',
  'schema.reasons.conditional': '有些参数只在其他参数取某些值时存在：tpe 最适合',
  'schema.reasons.choices': '至少一半的参数是没有顺序的选项：tpe 最适合',
  'schema.reasons.numbers': '参数不超过 15 个、试验不超过 250 次：gp 从每次试验中学到的最多',
  'schema.reasons.long': '只有数值参数，且试验超过 250 次：cma_es 走得最远',
  'schema.reasons.many': '参数很多，或试验很多且带有一些选项：tpe 都能应付',
  'schema.several.random': '不看试验的结果',
  'schema.several.grid': '不看试验的结果',
  'schema.several.sobol': '不看试验的结果',
  'schema.several.halton': '不看试验的结果',
  'schema.several.nsga2': '按全部目标排序',
  'schema.costs.parameters': '网络中可训练的数值个数',
  'schema.costs.seconds': '试验的训练时间',
  'schema.importances.fanova': '每个参数单独、每对参数共同解释了整个空间中损失方差的多少',
  'schema.importances.ped_anova': '每个参数在多大程度上决定试验能否进入最好的十分之一',
  'schema.scores.best': '迄今最好的一次',
  'schema.scores.last': '最近的一次',
  'schema.pruners.median': '试验的得分不如已完成的试验在第一折同一轮的中位数时停止',
  'schema.pruners.median.n_startup_trials': '完成的试验少于此数时不停止任何试验',
  'schema.pruners.median.n_warmup_steps': '在这一轮之前不停止任何试验',
  'schema.pruners.median.interval_steps': '从 n_warmup_steps 起每隔这么多轮检查一次',
  'schema.pruners.median.n_min_trials': '在某一轮报告过的已完成试验少于此数时，不在该轮停止',
  'schema.pruners.median.score': '被检查的试验以哪个得分为准；其他试验以它们在该轮的得分为准',
  'schema.pruners.percentile': '试验的得分不在已完成的试验于第一折同一轮的前百分之几以内时停止',
  'schema.pruners.percentile.percentile': '保留的百分比：25 保留最好的四分之一，50 即中位数',
  'schema.pruners.percentile.n_startup_trials': '完成的试验少于此数时不停止任何试验',
  'schema.pruners.percentile.n_warmup_steps': '在这一轮之前不停止任何试验',
  'schema.pruners.percentile.interval_steps': '从 n_warmup_steps 起每隔这么多轮检查一次',
  'schema.pruners.percentile.n_min_trials': '在某一轮报告过的已完成试验少于此数时，不在该轮停止',
  'schema.pruners.percentile.score': '被检查的试验以哪个得分为准；其他试验以它们在该轮的得分为准',
  'schema.pruners.threshold': '得分超出范围或不是数时停止试验',
  'schema.pruners.threshold.lower': '得分小于此值时停止；-1e30 表示没有下限',
  'schema.pruners.threshold.upper': '得分大于此值时停止；1e30 表示没有上限',
  'schema.pruners.threshold.n_warmup_steps': '在这一轮之前不停止任何试验',
  'schema.pruners.threshold.interval_steps': '从 n_warmup_steps 起每隔这么多轮检查一次',
  'schema.pruners.patience': '试验变差时停止：最近几轮的最好得分不及此前的最好得分',
  'schema.pruners.patience.patience': '等待多少个有得分的轮；最近 patience + 1 个与此前的相比',
  'schema.pruners.patience.min_delta': '容许差多少',
  'schema.pruners.asha':
    '异步逐次减半：在第 min_resource 轮以及它乘以 reduction_factor、乘以其平方等各轮，只有到过这一轮的试验中最好的 1 / reduction_factor 能继续',
  'schema.pruners.asha.min_resource': '第一级所在的轮：在此之前不停止任何试验',
  'schema.pruners.asha.reduction_factor': '每一级的轮数是前一级的这么多倍，每这么多次试验留下一个',
  'schema.pruners.asha.min_early_stopping_rate': '开头略去多少级',
  'schema.pruners.asha.bootstrap_count': '每一级先有这么多次试验停下，之后才有试验能通过',
  'schema.pruners.asha.score': '在每一级以哪个得分为准，对所有试验相同',
  'schema.pruners.wilcoxon':
    '用 Wilcoxon 符号秩检验逐折与最佳试验比较，各折都更差时停止；需要多折或重复',
  'schema.pruners.wilcoxon.p_threshold':
    '如此大的差异偶然出现的概率低于此值时停止；n 折时概率不会低于 1 / 2^n，所以 0.1 需要四折，0.15 三折，0.3 两折',
  'schema.pruners.wilcoxon.n_startup_steps': '在这么多折之前不停止任何试验',

  'schema.metrics.loss': '验证集上的损失，不含惩罚项',
  'schema.metrics.accuracy': '准确率：类别判断正确的行所占比例',
  'schema.metrics.macro_precision': '宏平均精确率：判为某类的行中确属该类的比例，对类别取平均',
  'schema.metrics.macro_recall': '宏平均召回率：某类的行中被找出的比例，对类别取平均（平衡准确率）',
  'schema.metrics.macro_f1': '宏平均 F1：精确率与召回率的调和平均，对类别取平均',
  'schema.metrics.weighted_precision': '按各类行数加权的精确率',
  'schema.metrics.weighted_recall': '按各类行数加权的召回率，与准确率相同',
  'schema.metrics.weighted_f1': '按各类行数加权的 F1',
  'schema.metrics.top_3_accuracy':
    '前三准确率：正确类别在三个最大输出之中的行所占比例；相等时靠前者优先；至少四个类别才有意义',
  'schema.metrics.log_loss':
    '对数损失：正确类别概率的负对数，对行取平均；与训练所用的损失无关，不含标签平滑',
  'schema.metrics.roc_auc':
    'ROC 曲线下面积：某类的行排在其他类的行之前的比例；多于两类时为各类对其余的平均',
  'schema.metrics.mean_squared_error': '均方误差：差的平方的平均值，单位为目标单位的平方',
  'schema.metrics.mean_absolute_error': '平均绝对误差：差的绝对值的平均，单位与目标相同',
  'schema.metrics.r2': '决定系数：目标方差中被解释的比例；1 为完美，0 相当于只猜平均值',

  'schema.data.source':
    '内置数据集的名称、CSV 文件的路径或地址，或由两个 IDX 文件组成的对象 {images, labels}',
  'schema.data.target': 'CSV 文件中要预测的列，用列名或列号；省略时为最后一列',
  'schema.data.task': 'classification（分类）或 regression（回归）；省略时由目标列判断',
  'schema.data.header': 'CSV 文件的第一行是否为列名；省略时由文件判断',
  'schema.data.drop': 'CSV 文件中要忽略的列的列表，用列名或列号',
  'schema.data.columns':
    'CSV 文件中某些列的类型，用列名或列号："number"（数字）或 "category"（类别）；省略时由文件判断',
  'schema.data.test_fraction': '留作最后一次测试的行所占比例；自带测试集的数据沿用其测试集',
  'schema.data.stratify': '分层：各部分中每个类别的比例相同',
  'schema.data.seed': '随机种子：决定哪些行分到哪里',
  'schema.data.scale': '如何缩放输入；只用各折的训练集来拟合',
  'schema.data.scale_target': '回归：训练时把目标缩放到均值 0、标准差 1；指标仍用目标自身的单位',
  'schema.data.limit': '只使用训练集中的这么多行，由种子抽取；0 表示全部',
  'schema.data.split': '行是随机划分，还是按时间块划分',
  'schema.data.window':
    '把 CSV 文件当作序列：按文件顺序取这么多行作为一个输入 [window, 列数]；0 表示普通的行，-1 表示数据集的惯用值',
  'schema.data.horizon': '用窗口时：目标在窗口之后第几行；0 表示数据集的惯用值，没有则为 1',
  'schema.text.num_words':
    '文本：只区分最常见的这么多个词，其余归为一个；计法同 Keras，0 为填充，1 为开头，2 为未知；0 表示数据集的惯用值',
  'schema.text.max_length': '文本：每行有多少个词；长的截断，短的用 0 补齐；0 表示数据集的惯用值',
  'schema.text.padding': '文本：短的行在哪一端补齐',
  'schema.text.truncating': '文本：长的行在哪一端截断',
  'schema.validation.folds': 'k 折交叉验证：训练集分成 k 份，每份轮流留出一次；0 表示改用比例',
  'schema.validation.fraction': '训练集中留作验证、用于给试验评分的比例',
  'schema.validation.repeats':
    '每种配置在每份留出的行上训练这么多次，权重与行的顺序各不相同，取全部的均值作为得分；结果先列出全部各折一遍，再列下一遍',
  'schema.training.optimizer': '优化器：梯度如何变成一步更新',
  'schema.training.schedule': '学习率随训练轮次如何变化',
  'schema.training.early_stopping': '早停：何时在最后一轮之前结束训练',
  'schema.training.loss': '损失函数：训练要减小的量',
  'schema.training.batch_size': '批大小：每一步的行数；越大，步子越稳、越少',
  'schema.training.epochs': '轮数：训练集最多遍历多少遍',
  'schema.training.l2': '在损失上加 l2 / 2 乘以权重平方和（不含偏置）',
  'schema.training.alpha': '同一惩罚的 scikit-learn 记法：l2 = alpha / 批中的行数',
  'schema.training.validation_freq':
    '每隔这么多轮、并在最后一轮，给留出的行评分；patience 早停只看这些轮',
  'schema.training.score':
    '每次训练结束时按哪一轮的权重评分；best 优先于 restore_best，并以各折最佳轮数的平均值重新训练；可挑的轮数越多，得分越偏乐观，测试结果会说明',
  'schema.training.shuffle': '每一轮都重新打乱行的顺序',
  'schema.training.huber_delta': '损失 huber 在何处由平方转为直线，单位为缩放后的目标',
  'schema.training.label_smoothing':
    '标签平滑，用于交叉熵：每一行的确定性中平均分给所有类别的比例，训练与验证损失都用（Szegedy 等，2016）',
  'schema.training.class_weight':
    '类别权重：训练时各类别的一行算多少；与 Keras 一致，评分与验证损失中所有行同等',
  'schema.training.clip_norm':
    '梯度（全部权重合在一起）的范数超过此值时按比例缩小；0 表示不限；在加上 l2 之前',
  'schema.training.clip_value': '梯度的每个数裁剪到正负此值之间；0 表示不限；先于 clip_norm',
  'schema.operators.number': '压入后面的数',
  'schema.operators.parameter': '压入参数的值，后面是其序号；参数不存在时为未定',
  'schema.operators.choice': '压入所选项代表的数：后面是参数序号、选项个数和每个选项的数',
  'schema.operators.negate': '-a',
  'schema.operators.add': 'a + b',
  'schema.operators.subtract': 'a - b',
  'schema.operators.multiply': 'a * b',
  'schema.operators.divide': 'a / b',
  'schema.operators.min': 'a 与 b 中较小的',
  'schema.operators.max': 'a 与 b 中较大的',
  'schema.operators.abs': 'a 的绝对值',
  'schema.operators.less_equal':
    'a <= b；所有比较都一样：一侧未定则未定，只因舍入而不同的数视为相等',
  'schema.operators.less': 'a < b',
  'schema.operators.greater_equal': 'a >= b',
  'schema.operators.greater': 'a > b',
  'schema.operators.equal': 'a == b',
  'schema.operators.unequal': 'a != b',
  'schema.operators.not': 'a 是否为假；a 未定则未定',
  'schema.operators.and': '一侧为假则为假，否则一侧未定则未定，否则为真',
  'schema.operators.or': '一侧为真则为真，否则一侧未定则未定，否则为假',
  'schema.search.sampler': '采样器：如何选出下一种配置',
  'schema.search.pruner': '剪枝器：何时提前放弃一次试验',
  'schema.search.trials': '最多试验多少种配置；0 表示整个网格，其他采样器为 50',
  'schema.search.time_limit_s': '超过这么多秒后不再开始新试验；0 表示不限',
  'schema.search.trial_time_limit_s':
    '一次试验训练超过这么多秒就结束它：已有得分的按剪枝计，以当时的得分为准，没有的按失败计；0 表示不限；由时钟决定，因此有试验被它结束的研究无法精确重复',
  'schema.search.seed': '随机种子：决定研究中的一切随机选择，包括配置、权重和行的顺序',
  'schema.search.parallelism':
    '提出新试验时不看最近的这么多次试验，因此无论用多少个线程，结果都相同',
  'schema.search.target': '最好的得分达到此值后不再开始新试验；1e30 表示不用',
  'schema.search.allow_duplicates':
    '同一配置可以试验不止一次，每次的初始权重和样本顺序都不同；网格搜索从不重复',
  'schema.search.no_improvement': '连续这么多次试验没有更好的得分后不再开始新试验；0 表示不用',
};
