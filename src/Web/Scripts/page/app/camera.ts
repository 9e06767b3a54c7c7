// Photos of an entry: what the camera wrote is read first, then the photo is made smaller.
import { readExif, type Facts } from '../exif.js';
import { shrink } from '../shrink.js';

export interface Photo { file: File; facts: Facts; originalBytes: number }

export async function prepare(original: File): Promise<Photo> {
  const facts = await readExif(original), smaller = await shrink(original);
  return { file: smaller && smaller.size < original.size * .9 ? smaller : original, facts, originalBytes: original.size };
}
