// `topdown/figures`: charts and images as SVG and PNG, colour maps, and figures of what a network did.

export { type Exhibit, exhibit } from '../exhibits/exhibit';
export { type FilmStrip, type FilmStrips, filmStrips } from '../exhibits/film-strips';
export { goodnessBySteps } from '../exhibits/goodness-by-step';
export {
  type Estimate,
  type LinePanels,
  linePanels,
  type PanelLine,
} from '../exhibits/line-panels';
export { BLUE_WHITE_ORANGE, type ColourMap, GREYS, VIRIDIS } from '../figures/colour-maps';
export { COLOURS } from '../figures/colours';
export { png } from '../figures/png';
export { type Matrix, type Range, raster } from '../figures/raster';
export { type Figure, type PlotLibrary, svg } from '../figures/svg';
