/** 各层及其字段的说明（简体中文），由 schema.zh.js 引入。 */
const activation = '激活函数：作用于每个输出';
const kernel_initializer = '权重如何初始化';
const input_initializer = '输入权重如何初始化';
const recurrent_initializer = '状态权重如何初始化';
const bias = '加一个可学习的偏置，初值为零';
const filter_bias = '给每个卷积核加一个可学习的偏置，初值为零';
const unit_bias = '给每个单元加一个可学习的偏置，初值为零';
const l1 = '在损失上加 l1 乘以本层权重（不含偏置）绝对值之和；同 Keras 的 kernel_regularizer';
const l2 =
  '在损失上加 l2 / 2 乘以本层权重（不含偏置）的平方和，与 training.l2 相加；是 Keras 中 l2 的一半';
const filters = '卷积核个数，即输出的通道数';
const window_2d = '窗口大小，两个方向相同';
const window_1d = '窗口大小';
const strides = '步幅：窗口每次移动多远';
const pool_strides = '步幅：窗口每次移动多远；0 表示等于窗口大小';
const padding = '填充：窗口在边界之外看到什么';
const pool_padding = '填充：窗口在边界之外看到什么；这些位置从不计入';
const state_units = '状态的维数';
const return_sequences = '输出每一步之后的状态 [T, units]，而不只是最后一步的 [units]';
const bidirectional =
  '双向：另有一个同样大小的层从末尾读起；两者的输出并排，宽度为 2 units（Schuster 与 Paliwal，1997）';
const epsilon = '加在方差上的小常数';
const center = '每个通道一个可学习的平移，初值为 0';
const scale = '每个通道一个可学习的系数，初值为 1';

export default {
  'schema.layers.dense':
    '全连接层：y = activation(x W + b)；x [B, D]，W [D, units]，y [B, units]；对序列逐步作用，每一步相同；图像被看作一行数',
  'schema.layers.dense.units': '层宽：每一行输出多少个数',
  'schema.layers.dense.activation': activation,
  'schema.layers.dense.kernel_initializer': kernel_initializer,
  'schema.layers.dense.use_bias': unit_bias,
  'schema.layers.dense.l1': l1,
  'schema.layers.dense.l2': l2,
  'schema.layers.dropout':
    '训练时随机把一部分输入置零，使各单元不互相依赖；其余输入相应放大；任何形状',
  'schema.layers.dropout.rate': '每个训练步中置零的输入所占比例',
  'schema.layers.activation': '对每个数作用一个函数；任何形状；用在 batch_norm 之后',
  'schema.layers.activation.activation': '作用什么函数',
  'schema.layers.flatten': '展平：把图像或序列变成一行数：[H, W, C] 变为 [H W C]',
  'schema.layers.reshape':
    '同样的数换一种形状：图像 [height, width, channels]，或当 height 为 0 时的序列 [width, channels]；数的个数不变',
  'schema.layers.reshape.height': '图像的行数；0 表示序列',
  'schema.layers.reshape.width': '图像的列数，或序列的步数',
  'schema.layers.reshape.channels': '每个像素或每一步有多少个数',

  'schema.layers.conv2d':
    "二维卷积：在图像各处寻找小的局部模式：x [B, H, W, C]，W [k, k, C, filters]，y [B, H', W', filters]",
  'schema.layers.conv2d.filters': filters,
  'schema.layers.conv2d.kernel_size': window_2d,
  'schema.layers.conv2d.strides': strides,
  'schema.layers.conv2d.padding': padding,
  'schema.layers.conv2d.dilation_rate': '膨胀率：窗口所看的像素之间的距离（Yu 与 Koltun，2016）',
  'schema.layers.conv2d.activation': activation,
  'schema.layers.conv2d.kernel_initializer': kernel_initializer,
  'schema.layers.conv2d.use_bias': filter_bias,
  'schema.layers.conv2d.l1': l1,
  'schema.layers.conv2d.l2': l2,
  'schema.layers.conv1d':
    "一维卷积：在序列各处寻找短的局部模式：x [B, T, C]，W [k, C, filters]，y [B, T', filters]",
  'schema.layers.conv1d.filters': filters,
  'schema.layers.conv1d.kernel_size': window_1d,
  'schema.layers.conv1d.strides': strides,
  'schema.layers.conv1d.padding': padding,
  'schema.layers.conv1d.dilation_rate': '膨胀率：窗口所看的各步之间的距离（Yu 与 Koltun，2016）',
  'schema.layers.conv1d.activation': activation,
  'schema.layers.conv1d.kernel_initializer': kernel_initializer,
  'schema.layers.conv1d.use_bias': filter_bias,
  'schema.layers.conv1d.l1': l1,
  'schema.layers.conv1d.l2': l2,

  'schema.layers.max_pool2d':
    "最大池化：图像每个窗口中最大的数，逐通道：[H, W, C] 变为 [H', W', C]",
  'schema.layers.max_pool2d.pool_size': window_2d,
  'schema.layers.max_pool2d.strides': pool_strides,
  'schema.layers.max_pool2d.padding': pool_padding,
  'schema.layers.max_pool1d': "最大池化：序列每个窗口中最大的数，逐通道：[T, C] 变为 [T', C]",
  'schema.layers.max_pool1d.pool_size': window_1d,
  'schema.layers.max_pool1d.strides': pool_strides,
  'schema.layers.max_pool1d.padding': pool_padding,
  'schema.layers.average_pool2d':
    "平均池化：图像每个窗口的平均值，逐通道：[H, W, C] 变为 [H', W', C]",
  'schema.layers.average_pool2d.pool_size': window_2d,
  'schema.layers.average_pool2d.strides': pool_strides,
  'schema.layers.average_pool2d.padding': pool_padding,
  'schema.layers.average_pool1d': "平均池化：序列每个窗口的平均值，逐通道：[T, C] 变为 [T', C]",
  'schema.layers.average_pool1d.pool_size': window_1d,
  'schema.layers.average_pool1d.strides': pool_strides,
  'schema.layers.average_pool1d.padding': pool_padding,
  'schema.layers.global_max_pool2d': '全局最大池化：图像每个通道中最大的数：[H, W, C] 变为 [C]',
  'schema.layers.global_max_pool1d':
    '全局最大池化：序列每个通道中最大的数：[T, C] 变为 [C]；有掩码时不计填充的步',
  'schema.layers.global_average_pool2d': '全局平均池化：图像每个通道的平均值：[H, W, C] 变为 [C]',
  'schema.layers.global_average_pool1d':
    '全局平均池化：序列每个通道的平均值：[T, C] 变为 [C]；有掩码时不计填充的步',

  'schema.layers.batch_norm':
    '批归一化：在整批数据上把每个通道变为均值 0、标准差 1，再乘以和加上可学习的数；训练之后改用滑动统计量；任何形状',
  'schema.layers.batch_norm.momentum':
    '每一批保留滑动统计量的比例；同 Keras，PyTorch 的数是另一部分的比例',
  'schema.layers.batch_norm.epsilon': epsilon,
  'schema.layers.batch_norm.center': center,
  'schema.layers.batch_norm.scale': scale,
  'schema.layers.layer_norm':
    '层归一化：把每一行、每一步或每个像素的各通道变为均值 0、标准差 1，再乘以和加上可学习的数；任何形状',
  'schema.layers.layer_norm.epsilon': epsilon,
  'schema.layers.layer_norm.center': center,
  'schema.layers.layer_norm.scale': scale,

  'schema.layers.embedding':
    '嵌入：每个词一个可学习的向量：词元 [B, T] 变为 [B, T, output_dim]；有多少个词由 data.num_words 决定',
  'schema.layers.embedding.output_dim': '每个词向量的长度',
  'schema.layers.embedding.embeddings_initializer': '词向量如何初始化',
  'schema.layers.embedding.mask_zero':
    '掩码：告诉后面的层哪些步是填充：循环层在这些步保持状态，注意力与全局池化不计这些步',
  'schema.layers.embedding.l1': l1,
  'schema.layers.embedding.l2': l2,
  'schema.layers.position_embedding':
    '位置编码：给序列的每一步加上代表其位置的向量：[T, C] 仍为 [T, C]',
  'schema.layers.position_embedding.encoding': '这些向量从哪里来',
  'schema.layers.simple_rnn':
    '循环层：逐步计算 h = activation(x W + h U + b)；x [B, T, C]，W [C, units]，U [units, units]',
  'schema.layers.simple_rnn.units': state_units,
  'schema.layers.simple_rnn.activation': '激活函数：作用于每一步',
  'schema.layers.simple_rnn.kernel_initializer': input_initializer,
  'schema.layers.simple_rnn.recurrent_initializer': recurrent_initializer,
  'schema.layers.simple_rnn.use_bias': bias,
  'schema.layers.simple_rnn.return_sequences': return_sequences,
  'schema.layers.simple_rnn.bidirectional': bidirectional,
  'schema.layers.simple_rnn.l1': l1,
  'schema.layers.simple_rnn.l2': l2,
  'schema.layers.lstm':
    '长短期记忆：带记忆单元和门（输入、遗忘、候选、输出；sigmoid 与 tanh）的循环层：x [B, T, C]，W [C, 4 units]，U [units, 4 units]',
  'schema.layers.lstm.units': state_units,
  'schema.layers.lstm.kernel_initializer': input_initializer,
  'schema.layers.lstm.recurrent_initializer': recurrent_initializer,
  'schema.layers.lstm.use_bias': bias,
  'schema.layers.lstm.unit_forget_bias': '遗忘门的偏置初值为 1（Jozefowicz 等，2015）',
  'schema.layers.lstm.return_sequences': return_sequences,
  'schema.layers.lstm.bidirectional': bidirectional,
  'schema.layers.lstm.l1': l1,
  'schema.layers.lstm.l2': l2,
  'schema.layers.gru':
    '门控循环单元：带门（更新、重置、候选；sigmoid 与 tanh；重置作用在乘积之后，即 Keras 的 reset_after）的循环层：x [B, T, C]，W [C, 3 units]，U [units, 3 units]，b [2, 3 units]',
  'schema.layers.gru.units': state_units,
  'schema.layers.gru.kernel_initializer': input_initializer,
  'schema.layers.gru.recurrent_initializer': recurrent_initializer,
  'schema.layers.gru.use_bias': bias,
  'schema.layers.gru.return_sequences': return_sequences,
  'schema.layers.gru.bidirectional': bidirectional,
  'schema.layers.gru.l1': l1,
  'schema.layers.gru.l2': l2,
  'schema.layers.self_attention':
    '多头自注意力：每一步变为所有步的加权平均，权重取决于彼此匹配的程度；[T, C] 仍为 [T, C]；放在残差块中 layer_norm 之后',
  'schema.layers.self_attention.num_heads': '头数：并列多少个这样的平均',
  'schema.layers.self_attention.key_dim':
    '每个头的查询、键和值的长度；0 表示 C / num_heads，向上取整',
  'schema.layers.self_attention.dropout': '每个训练步中置零的注意力权重所占比例',
  'schema.layers.self_attention.kernel_initializer': kernel_initializer,
  'schema.layers.self_attention.use_bias': unit_bias,
  'schema.layers.self_attention.l1': l1,
  'schema.layers.self_attention.l2': l2,

  'schema.layers.residual':
    '残差块：把块的输入加到其输出上：y = activation(layers(x) + x)；形状不同时，x 先经过一个可学习的 1 x 1 卷积，步幅按需要而定',
  'schema.layers.residual.layers': '块内的各层',
  'schema.layers.residual.activation': activation,
  'schema.layers.residual.kernel_initializer': kernel_initializer,
  'schema.layers.residual.l1': l1,
  'schema.layers.residual.l2': l2,

  'schema.structures.stack': '按给出的大小依次排列的全连接层；除 units 外可用 dense 的所有字段',
  'schema.structures.stack.sizes': '层宽列表、一个数，或以这种列表为选项的参数',
  'schema.structures.stack.dropout': '每层之后 dropout 的比例；0 表示没有',
  'schema.structures.repeat': '把其中的各层重复若干次',
  'schema.structures.repeat.times': '重复次数；可以是参数',
  'schema.structures.repeat.layers':
    '层的列表；{"param": "units", "each": true} 为每次重复各建一个参数：units.0、units.1……',
};
