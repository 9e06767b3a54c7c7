// What the device has, in 256 hashes: the server compares and keeps nothing about devices.
import { hex, sha256 } from './ids.js';

export interface Mark { kind: string; id: string; v: string; bucket: number }
const count = 256, width = 8;

export const bucketOf = async (kind: string, id: string): Promise<number> => (await sha256(`${kind}\n${id}`))[0]!;

const before = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0;

/** 2,048 bytes; an empty bucket is eight zeros. */
export async function hashes(marks: readonly Mark[]): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(count * width), lines: string[][] = [];
  for (const mark of [...marks].sort((a, b) => before(a.kind, b.kind) || before(a.id, b.id))) (lines[mark.bucket] ??= []).push(`${mark.kind}\n${mark.id}\n${mark.v}\n`);
  await Promise.all(lines.map(async (held, bucket) => all.set((await sha256(held.join(''))).subarray(0, width), bucket * width)));
  return all;
}

export const stateOf = async (all: Uint8Array<ArrayBuffer>): Promise<string> => hex(await sha256(all.buffer));
