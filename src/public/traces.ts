// `topdown/traces`: activity over time recorded, selected and read again; rows of metrics.

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
