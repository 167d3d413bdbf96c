/**
 * Each place of a map sees a square of places of another map, or of its own, with all their channels.
 * Weights are not shared: every place has its own. Up, down or within a layer.
 */
export interface Local {
  readonly kind: 'local';
  /** Places along a side of the square. */
  readonly field: number;
  /**
   * Where the squares lie. `centred`: around the place that lies over them, cut at the border, beyond
   * which there is nothing. `within`: spread evenly from border to border, so that none is cut.
   */
  readonly fields: 'centred' | 'within';
  /** `false`: within a layer, a unit does not see itself. */
  readonly self?: false | undefined;
}
