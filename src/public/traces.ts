/**
 * Record activity over time, choose what to record, and read it again; rows of metrics.
 *
 * {@link recordTrace} writes states over steps as Zarr while a network watches images; {@link selectTrace} chooses
 * images, hypotheses, layers, units and steps. {@link openTrace} reads a trace; {@link openInPython} is the line of
 * Python that opens it. {@link watchImage} keeps everything that a network did with one image. A
 * {@link MetricRow} is one number about a run at an epoch or batch.
 *
 * @module topdown/traces
 */

export { type MetricRow, metricRow } from '../observation/metrics';
export { type OpenedTrace, openTrace, type TraceValues } from '../observation/open-trace';
export { recordTrace, type TraceProgress } from '../observation/record-trace';
export type { TraceSettings } from '../observation/trace-about';
export { openInPython } from '../observation/trace-arrays';
export {
  selectTrace,
  type TraceBounds,
  type TraceChoice,
  type Traced,
  type TracedLayer,
  type TraceSelection,
} from '../observation/trace-selection';
export { type WatchedImage, watchImage } from '../observation/watched-image';
export {
  type TraceOptions,
  type TraceReport,
  tracedImages,
  tracedOf,
  traceNetwork,
  traceOptions,
} from '../training/trace-network';
