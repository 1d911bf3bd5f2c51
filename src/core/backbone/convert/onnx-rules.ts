import type { OnnxValue } from './onnx-axes.ts';
import { QUANTISED } from './onnx-constants.ts';
import type { OnnxContext, OnnxRule } from './onnx-context.ts';
import { batchNorm, concat, conv, linear } from './onnx-convolutions.ts';
import { activation, arithmetic, bounded, clipped, hardSigmoid, joined, leaky } from './onnx-elementwise.ts';
import { flatten, gather, pad, passed, reshape, squeeze, transpose, unsqueeze } from './onnx-layout-rules.ts';
import { refuse } from './onnx-node.ts';
import { averagePool, globalAveragePool, maxPool, reduceMean } from './onnx-pools.ts';

const RULES: ReadonlyMap<string, OnnxRule> = new Map<string, OnnxRule>([
  ['Conv', conv],
  ['Gemm', linear],
  ['MatMul', linear],
  ['BatchNormalization', batchNorm],
  ['Relu', activation('relu')],
  ['Sigmoid', activation('sigmoid')],
  ['HardSwish', activation('hard-swish')],
  ['HardSigmoid', hardSigmoid],
  ['LeakyRelu', leaky],
  ['Clip', clipped],
  ['Max', bounded('least')],
  ['Min', bounded('most')],
  ['Add', arithmetic],
  ['Sub', arithmetic],
  ['Mul', arithmetic],
  ['Div', arithmetic],
  ['Sum', (context) => joined(context, 'Add')],
  ['Concat', concat],
  ['MaxPool', maxPool],
  ['AveragePool', averagePool],
  ['GlobalAveragePool', globalAveragePool],
  ['ReduceMean', reduceMean],
  ['Pad', pad],
  ['Transpose', transpose],
  ['Flatten', flatten],
  ['Reshape', reshape],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Gather', gather],
  ['Identity', passed],
  ['Dropout', passed],
  ['Cast', passed],
]);

/** Operators that a classifier has on top, where it leaves pictures behind. */
const ON_TOP: ReadonlySet<string> = new Set(['Softmax', 'LogSoftmax', 'ArgMax', 'TopK', 'GlobalMaxPool']);

const QUANTISED_OPERATORS = /^(QLinear|QGemm|Quantize|Dequantize|DynamicQuantize|ConvInteger|MatMulInteger)/;

/** What ONNX networks may be made of, for the person. */
export const ONNX_OPERATORS =
  'Conv (in one group or depthwise, not dilated), Gemm, BatchNormalization, Relu, LeakyRelu, Clip, Sigmoid, HardSigmoid, HardSwish, Add, Mul, Sub and Div by a constant, Concat, MaxPool, AveragePool, GlobalAveragePool, ReduceMean, Pad, Transpose, Identity, Dropout';

/**
 * Turns one node into layers.
 * @throws ConversionError where no rule covers it
 */
export function onnxRule(context: OnnxContext): OnnxValue {
  const { op } = context;
  if (QUANTISED_OPERATORS.test(op.operator)) return refuse(op, `${op.operator} ${QUANTISED}`);
  const rule = isStandard(op.domain) ? RULES.get(op.operator) : undefined;
  if (rule) return rule(context);
  const operator = isStandard(op.domain) ? op.operator : `${op.domain}.${op.operator}`;
  return refuse(op, `no rule for the operation ${operator}`, ON_TOP.has(op.operator));
}

const isStandard = (domain: string): boolean => domain === '' || domain === 'ai.onnx';
