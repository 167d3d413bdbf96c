// `topdown/pictures`: files of pictures read, and prepared as a network has seen its images.

export { type PictureFile, readPictureFile } from '../data/formats/picture-file';
export { decodePicture } from '../images/pictures/decode';
export type { Picture } from '../images/pictures/picture';
export { type Prepared, preparePicture } from '../images/pictures/prepare';
export type { Box } from '../images/pictures/resample';
