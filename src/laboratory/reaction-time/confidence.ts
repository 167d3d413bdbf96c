/** The softmax of the greatest logit of each image, 0 … 1: [images × classes] → [images]. */
export function confidence(logits: Float32Array, classes: number): Float32Array {
  return Float32Array.from({ length: logits.length / classes }, (_, image) => {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const most = Math.max(...row);
    return 1 / row.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
  });
}
