// `topdown/pictures`: files of pictures read, and prepared as a network has seen its images.

export { type PictureFile, readPictureFile } from '../data/picture-file';
export { decodePicture } from '../pictures/decode';
export type { Box } from '../pictures/ink-box';
export type { Picture } from '../pictures/picture';
export { type Prepared, preparePicture } from '../pictures/prepare';
