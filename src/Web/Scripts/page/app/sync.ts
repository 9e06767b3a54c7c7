// Fetches what changed. Broken off anywhere, it goes on with what is there: the hashes are made of what is on the device.
import { call } from './api.js';
import { bucketOf, hashes, stateOf } from './buckets.js';
import type { Db, Row } from './db.js';
import { toBase64 } from './ids.js';
import type { Vault } from './vault.js';

interface Answer {
  state: string; serverTime: string; same?: boolean; differ?: number[]; more?: boolean; next?: string; gone?: [string, string][];
  rows?: { kind: string; id: string; v: string; data: unknown }[];
}
const path = '/api/field/sync', mostRounds = 200;

/** @returns Whether anything changed. */
export async function sync(db: Db, vault: Vault): Promise<boolean> {
  const held = await db.all<Row>('rows');
  if (held.length === 0) return first(db, vault);
  const buckets = await hashes(held);
  const answer = await call<Answer>('POST', path, { state: await stateOf(buckets), buckets: toBase64(buckets) });
  await db.setMeta('contact', Date.now());
  if (answer.same || !answer.differ?.length) return false;
  for (let round = 0, more = true; more && round < mostRounds; round++) {
    const wanted = new Map(answer.differ.map(bucket => [bucket, [] as [string, string, string][]]));
    for (const row of round === 0 ? held : await db.all<Row>('rows')) wanted.get(row.bucket)?.push([row.kind, row.id, row.v]);
    const part = await call<Answer>('POST', path, { have: Object.fromEntries(wanted) });
    await keep(db, vault, part);
    more = part.more === true;
    if (part.same) break;
  }
  return true;
}

async function first(db: Db, vault: Vault): Promise<boolean> {
  let after: string | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const part: Answer = await call<Answer>('POST', path, { state: null, buckets: null, after });
    await keep(db, vault, part);
    if (!part.more) break;
    after = part.next;
  }
  await db.setMeta('contact', Date.now());
  return true;
}

async function keep(db: Db, vault: Vault, { rows = [], gone = [] }: Answer): Promise<void> {
  const sealed = await Promise.all(rows.map(async ({ kind, id, v, data }): Promise<Row> =>
    ({ key: `${kind}\n${id}`, kind, id, v, bucket: await bucketOf(kind, id), sealed: await vault.sealText(data) })));
  await db.write(['rows'], of => {
    for (const [kind, id] of gone) of('rows').delete(`${kind}\n${id}`);
    for (const row of sealed) of('rows').put(row);
  });
}
