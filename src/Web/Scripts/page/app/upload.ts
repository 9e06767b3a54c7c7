// A photo goes up in chunks; broken off, it goes on where the server says.
import { call, Refused } from './api.js';

interface Have { have: number; whole: boolean }
const chunk = 256 * 1024, mostTurns = 3;

export async function upload(hash: string, bytes: ArrayBuffer): Promise<void> {
  const path = `/api/field/blobs/${hash}`;
  let there = await call<Have>('GET', path), turns = 0;
  while (!there.whole) {
    const part = new Uint8Array(bytes, there.have, Math.min(chunk, bytes.byteLength - there.have));
    try {
      there = await call<Have>('PUT', `${path}?offset=${there.have}&size=${bytes.byteLength}&name=photo.jpg`, part, true);
    } catch (fault) {
      // Another tab was faster, or what came was damaged on the way and is begun again.
      if (!(fault instanceof Refused) || (fault.status !== 409 && fault.status !== 422) || ++turns > mostTurns) throw fault;
      there = await call<Have>('GET', path);
    }
  }
}
