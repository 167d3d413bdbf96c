/**
 * Files of pictures read, and prepared as a network has seen its images.
 *
 * {@link readPictureFile} reads a PNG, a JPEG or a file of IDX, told apart by their first bytes and within limits
 * of size; {@link decodePicture} does so for bytes in memory, in a browser too. {@link preparePicture} finds the
 * ink of a digit and centres it as MNIST was made.
 *
 * @module topdown/pictures
 */

export { type PictureFile, readPictureFile } from '../data/formats/picture-file';
export { decodePicture } from '../images/pictures/decode';
export type { Picture } from '../images/pictures/picture';
export { type Prepared, preparePicture } from '../images/pictures/prepare';
export type { Box } from '../images/pictures/resample';
