/**
 * Read picture files, and prepare them like the images that a network has seen.
 *
 * {@link readPictureFile} reads a PNG, a JPEG or an IDX file; it tells them apart by their first bytes, and limits
 * their size. {@link decodePicture} does the same for bytes in memory, also in a browser. {@link preparePicture} finds
 * the ink of a digit and centres it as in MNIST.
 *
 * @module topdown/pictures
 */

export { type PictureFile, readPictureFile } from '../data/formats/picture-file';
export { decodePicture } from '../images/pictures/decode';
export type { Picture } from '../images/pictures/picture';
export { type Prepared, preparePicture } from '../images/pictures/prepare';
export type { Box } from '../images/pictures/resample';
