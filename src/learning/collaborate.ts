/**
 * Each layer's goodness as it counts in its own logit when layers work together: its own, and what
 * the others have above or below their thresholds, `share` of it. For layer l with n_l units
 *
 *     G'_l = G_l + share · Σ_{m≠l} (G_m − n_m) · n_l / n_m.
 *
 * No layer is changed for what another does: the sum only says how sure the network is already.
 * [T × K × B] each; new arrays, or the given ones where `share` is 0.
 * Source: G. Lorberbom, I. Gat, Y. Adi, A. Schwing and T. Hazan (2023), Layer Collaboration in the
 * Forward-Forward Algorithm; there thresholds are the same for all layers, here θ = n.
 */
export function collaborate(
  goodness: readonly Float32Array[],
  units: readonly number[],
  share: number,
): readonly Float32Array[] {
  if (share === 0) return goodness;
  return goodness.map((own, layer) =>
    own.map((value, at) => {
      const others = goodness.reduce(
        (sum, other, index) =>
          index === layer ? sum : sum + (other[at] as number) / (units[index] as number) - 1,
        0,
      );
      return value + share * others * (units[layer] as number);
    }),
  );
}
