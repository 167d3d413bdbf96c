/** What decides how a training is watched, not what is learnt. */
export interface TrainingOptions {
  /** Minutes between checkpoints within an epoch. */
  readonly saveEvery: number;
  /** Whether to write for TensorBoard, too. */
  readonly tensorboard?: boolean | undefined;
}
