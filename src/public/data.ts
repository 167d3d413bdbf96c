/**
 * Declare a data set of your own.
 *
 * A {@link DataSet} is plain data: what its files are called, how images lie in them, how labels count and what
 * classes are called. {@link registerDataSet} makes it known to every command that takes a data set. Its
 * {@link Format} turns the files of one part into images and labels. {@link IDX} and {@link cifar} are such formats;
 * one of your own is one function. To load a data set that is already known, use `loadDataSet` of the core.
 *
 * @module topdown/data
 */

export type { DataSet, Orientation, PublishedArchive, PublishedFile } from '../data/data-set';
export { cifar } from '../data/formats/cifar';
export type { Format, PartRead } from '../data/formats/format';
export { IDX } from '../data/formats/idx';
export type { Labelling } from '../data/labelling';
export { registerDataSet } from '../data/load';
