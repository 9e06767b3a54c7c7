// What the worker did, kept before anything else happens with it. Words, places and photos are sealed; only the order and the state are not.
import { isOver, type Db, type State, type StoredBlob, type StoredEntry } from './db.js';
import { newId, sha256Hex } from './ids.js';
import type { Photo } from './camera.js';
import type { Vault } from './vault.js';
import type { Place } from './where.js';

export type Kind = 'accept' | 'depart' | 'arrive' | 'confirm' | 'hand-in' | 'send-back' | 'climb' | 'ask' | 'solve-on-spot' | 'report'
  | 'duty-start' | 'duty-end' | 'track' | 'check-in' | 'inspect' | 'recheck' | 'visit' | 'verify' | 'home-service';
export interface Theirs { state?: string; stateText?: string; version?: number; by?: string; at?: string; lines?: string[] }
export interface Receipt { entry: string; outcome: string; at: string; hash: string; signature: string }

/** Of the supervisor who decided in the worker's place: title of the post, and what was written. */
export interface Decision { by: string; why: string }

export interface Said {
  kind: Kind; title: string; caseId: string | null; baseVersion?: number; madeAt: string; place?: Place; data: string; blobs: string[]; bytes: number;
  problem?: { code: string; title: string; detail?: string }; theirs?: Theirs; receipt?: Receipt; decision?: Decision;
}
export interface Entry extends Said { id: string; seq: number; state: State }

export interface New { kind: Kind; title: string; caseId: string | null; baseVersion?: number; place?: Place; data: Record<string, unknown>; photos?: { photo: Photo; role: string }[] }

/** Entries that are not yet with the centre. */
export const open = (entries: readonly Entry[]): Entry[] => entries.filter(entry => !isOver(entry));

export async function add(db: Db, vault: Vault, made: New, now = new Date()): Promise<string> {
  const id = newId(now.getTime()), photos = made.photos ?? [], blobs: StoredBlob[] = [], hashes: string[] = [], told: object[] = [], afterPhotos: string[] = [];
  for (const { photo, role } of photos) {
    const bytes = await photo.file.arrayBuffer(), hash = await sha256Hex(bytes);
    if (hashes.includes(hash)) continue;
    hashes.push(hash);
    if (role === 'after') afterPhotos.push(hash);
    told.push({ hash, name: photo.file.name, role, ...photo.facts, bytes: bytes.byteLength, originalBytes: photo.originalBytes });
    blobs.push({ hash, entry: id, size: bytes.byteLength, sealed: await vault.seal(bytes) });
  }
  const madeAt = now.toISOString(), data = JSON.stringify({ ...made.data, deviceAt: madeAt, ...(told.length ? { photos: told } : {}), ...(afterPhotos.length ? { afterPhotos } : {}) });
  const said: Said = { kind: made.kind, title: made.title, caseId: made.caseId, baseVersion: made.baseVersion, madeAt, place: made.place, data, blobs: hashes, bytes: blobs.reduce((sum, b) => sum + b.size, 0) };
  const entry: StoredEntry = { id, seq: now.getTime(), state: 'waiting', caseId: made.caseId, sealed: await vault.sealText(said) };
  await db.write(['entries', 'blobs'], of => {
    of('entries').put(entry);
    for (const blob of blobs) of('blobs').put(blob);
  });
  return id;
}

export async function read(db: Db, vault: Vault): Promise<Entry[]> {
  const stored = await db.all<StoredEntry>('entries');
  const all = await Promise.all(stored.map(async ({ id, seq, state, sealed }): Promise<Entry> => ({ ...await vault.openText<Said>(sealed), id, seq, state })));
  return all.sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
}

export async function put(db: Db, vault: Vault, { id, seq, state, ...said }: Entry): Promise<void> {
  const entry: StoredEntry = { id, seq, state, caseId: said.caseId, sealed: await vault.sealText(said) };
  await db.write(['entries'], of => of('entries').put(entry));
}

export async function blob(db: Db, vault: Vault, entry: string, hash: string): Promise<ArrayBuffer> {
  const stored = await db.get<StoredBlob>('blobs', [entry, hash]);
  if (!stored) throw new Error(`photo ${hash} is not on the device`);
  return vault.open(stored.sealed);
}

/** The photos go, the entry with its receipt stays for the list of what was sent. */
export async function settle(db: Db, vault: Vault, { id, seq, ...said }: Entry, receipt: Receipt): Promise<void> {
  const entry: StoredEntry = { id, seq, state: 'accepted', caseId: said.caseId, sealed: await vault.sealText({ ...said, receipt, problem: undefined, theirs: undefined }) };
  await db.write(['entries', 'blobs'], of => {
    of('entries').put(entry);
    for (const hash of said.blobs) of('blobs').delete([id, hash]);
  });
}

/** A supervisor decided it: it leaves the queue and is shown as that; its photos stay until it goes from the list. */
export async function settleDecided(db: Db, vault: Vault, { id, seq, state: _, ...said }: Entry, receipt: Receipt, decision: Decision, now = Date.now()): Promise<void> {
  const entry: StoredEntry = { id, seq, state: 'decided', caseId: said.caseId, over: now, sealed: await vault.sealText({ ...said, receipt, decision, problem: undefined }) };
  await db.write(['entries'], of => of('entries').put(entry));
}

export const remove = (db: Db, { id, blobs }: Entry): Promise<void> =>
  db.write(['entries', 'blobs'], of => {
    of('entries').delete(id);
    for (const hash of blobs) of('blobs').delete([id, hash]);
  });

/** The worker's decision: the same again, made on the version that was shown; the photos move over, in one go. */
export async function again(db: Db, vault: Vault, old: Entry, now = new Date()): Promise<string> {
  const id = newId(now.getTime()), { seq: _, id: __, state: ___, problem: ____, theirs, receipt: _____, decision: ______, ...said } = old;
  const data = JSON.stringify({ ...JSON.parse(said.data) as object, insteadOf: old.id });
  const entry: StoredEntry = { id, seq: old.seq, state: 'waiting', caseId: said.caseId, sealed: await vault.sealText({ ...said, data, baseVersion: theirs?.version ?? said.baseVersion }) };
  const photos = await Promise.all(said.blobs.map(hash => db.get<StoredBlob>('blobs', [old.id, hash])));
  await db.write(['entries', 'blobs'], of => {
    of('entries').delete(old.id);
    of('entries').put(entry);
    for (const photo of photos) if (photo) { of('blobs').delete([old.id, photo.hash]); of('blobs').put({ ...photo, entry: id }); }
  });
  return id;
}
