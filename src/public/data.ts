// `topdown/data`: what a data set of one’s own is declared with.

export type { DataSet, Orientation, PublishedArchive, PublishedFile } from '../data/data-set';
export { cifar } from '../data/formats/cifar';
export type { Format, PartRead } from '../data/formats/format';
export { IDX } from '../data/formats/idx';
export type { Labelling } from '../data/labelling';
export { registerDataSet } from '../data/load';
