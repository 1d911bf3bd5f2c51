import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Random } from '../../core/random.ts';

/** A weight that training changes. */
export interface Parameter {
  /** Unique within a learner, and the same in the next session: the key of checkpoints. */
  readonly name: string;
  /** Set by the optimiser at each step; the old tensor is disposed there. */
  value: Tensor;
  /** Factor on the learning rate: 1 for the head and the topmost block, less further down. */
  readonly rate: number;
  /** What weight decay acts on. 'all-but-last-row': a matrix whose last row is the bias. */
  readonly decay: 'all' | 'none' | 'all-but-last-row';
}

export interface Pass {
  /** [batch, classes]. */
  readonly logits: Tensor2D;
  /**
   * Gradients of the parameters, in their order.
   * @param error [batch, classes], the loss's gradient with respect to the logits
   */
  readonly backward: (error: Tensor2D) => readonly Tensor[];
}

/**
 * What is trained: a head on features, or the upper blocks of a backbone with the head on top.
 * `forward` and `backward` are called inside one tidy, which frees what they leave.
 */
export interface Learner {
  readonly parameters: readonly Parameter[];
  /**
   * @param inputs a batch as the learner's examples hold it
   * @param random draws dropout's masks; null: none, as in evaluation
   */
  readonly forward: (inputs: Tensor, random: Random | null) => Pass;
  /** Frees the parameters and everything that the learner holds. */
  readonly dispose: () => void;
}

/** Labelled inputs of a learner. Each has one or more views: row 0 is the photo itself. */
export interface Examples {
  readonly labels: Int32Array;
  /** Views of each example, the photo included. */
  readonly views: number;
  /**
   * @param rows which examples, and which view of each
   * @returns [rows, …]
   */
  readonly read: (rows: readonly { readonly example: number; readonly view: number }[]) => Promise<Tensor>;
}
