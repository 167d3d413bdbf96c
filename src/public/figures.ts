// `topdown/figures`: charts and images as SVG and PNG, colour maps, and figures of what a network did.

export { BLUE_WHITE_ORANGE, COLOURS, type ColourMap, GREYS, VIRIDIS } from '../charts/colours';
export { drawFigure, type Figure } from '../charts/figure';
export { type FilmStrip, type FilmStrips, filmStrips } from '../charts/film-strips';
export {
  type Estimate,
  type LinePanels,
  linePanels,
  type PanelLine,
} from '../charts/line-panels';
export { png } from '../charts/png';
export { type Matrix, type Range, raster } from '../charts/raster';
export { type FigureDeclaration, type PlotLibrary, svg } from '../charts/svg';
export { goodnessBySteps } from '../figures/goodness-by-step';
