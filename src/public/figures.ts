/**
 * Charts and images as SVG and PNG, colour maps, and figures of what a network did.
 *
 * {@link drawFigure} turns a declaration for Observable Plot into a {@link Figure}: SVG with a title and a caption.
 * {@link linePanels} and {@link filmStrips} are forms that studies use, {@link goodnessBySteps} draws the race of
 * labels on a watched image, {@link raster} draws a matrix in one of the colour maps, and {@link png} makes any SVG a
 * PNG, with fonts that it ships.
 *
 * @module topdown/figures
 */

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
