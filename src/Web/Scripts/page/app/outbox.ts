// Sends what waits, in order, one sender at a time on this device. An entry leaves only with a signed receipt.
import { call, Refused } from './api.js';
import { isOver, type Db, type Row, type StoredBlob, type StoredEntry } from './db.js';
import { blob, put, read, remove, settle, settleDecided, type Decision, type Entry, type Receipt, type Theirs } from './entries.js';
import { decisions, isSigned } from './receipt.js';
import { upload } from './upload.js';
import type { Vault } from './vault.js';

interface Result { id: string; outcome: 'accepted' | 'needs-me' | 'refused' | 'later' | 'decided'; receipt?: Receipt; problem?: Entry['problem']; theirs?: Theirs; by?: string; why?: string }
interface Answer { serverTime: string; skewSeconds: number; results: Result[] }
export interface Sender { db: Db; vault: Vault; receiptKey: string; changed: () => void }

const most = 20, lock = 'gezhi-field-outbox';

/** @returns How many were accepted; −1 when another window is sending. */
export const flush = (sender: Sender): Promise<number> =>
  navigator.locks.request(lock, { ifAvailable: true }, held => held ? send(sender).finally(() => rest(sender)) : -1);

async function send(sender: Sender): Promise<number> {
  const { db, vault } = sender, left = new Set<string>();
  let accepted = 0;
  for (;;) {
    const entries = await read(db, vault), held = new Set(entries.filter(e => e.state === 'needs-me').map(e => e.caseId));
    const next = entries.filter(e => isQueued(e) && !left.has(e.id) && !(e.caseId && held.has(e.caseId))).slice(0, most);
    if (next.length === 0) return accepted;
    const whole: Entry[] = [];
    for (const entry of next) if (await photos(sender, entry)) whole.push(entry);
    for (const [entry, result] of await post(sender, whole)) {
      if (result && await take(sender, entry, result)) accepted++;
      else left.add(entry.id);
    }
    sender.changed();
  }
}

const isQueued = (entry: Entry): boolean => entry.state === 'waiting' || entry.state === 'sending';

/** What was not finished waits again. */
async function rest({ db, vault, changed }: Sender): Promise<void> {
  if (!vault.isOpen) return;
  for (const entry of await read(db, vault)) if (entry.state === 'sending') await put(db, vault, { ...entry, state: 'waiting' });
  changed();
}

/** @returns False: a photo can never be taken; the entry says why. */
async function photos({ db, vault, changed }: Sender, entry: Entry): Promise<boolean> {
  await put(db, vault, { ...entry, state: 'sending' });
  changed();
  try {
    for (const hash of entry.blobs) await upload(hash, await blob(db, vault, entry.id, hash));
    return true;
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.problem.code.startsWith('device.')) throw fault;
    await put(db, vault, { ...entry, state: 'refused', problem: fault.problem });
    return false;
  }
}

/** One that the server cannot even read must not hold up the others: then they go one by one. */
async function post({ db, vault }: Pick<Sender, 'db' | 'vault'>, entries: readonly Entry[]): Promise<[Entry, Result | undefined][]> {
  if (entries.length === 0) return [];
  try {
    const answer = await call<Answer>('POST', '/api/field/entries', body(entries));
    await db.setMeta('skew', answer.skewSeconds);
    await db.setMeta('contact', Date.now());
    return entries.map(entry => [entry, answer.results.find(r => r.id === entry.id)]);
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.problem.code.startsWith('device.')) throw fault;
    if (entries.length === 1) return [[entries[0]!, { id: entries[0]!.id, outcome: 'refused', problem: fault.problem }]];
    const all: [Entry, Result | undefined][] = [];
    for (const entry of entries) all.push(...await post({ db, vault }, [entry]));
    return all;
  }
}

/** Written by hand: the data go out exactly as they were hashed. */
function body(entries: readonly Entry[]): string {
  const one = ({ id, kind, caseId, baseVersion, madeAt, place, data, blobs }: Entry) =>
    `${JSON.stringify({ id, kind, caseId: caseId ?? undefined, baseVersion, madeAt, place, blobs }).slice(0, -1)},"data":${data}}`;
  return `{"sentAt":${JSON.stringify(new Date().toISOString())},"entries":[${entries.map(one).join(',')}]}`;
}

async function take({ db, vault, receiptKey }: Sender, entry: Entry, { outcome, receipt, problem, theirs, by = '', why: said = '' }: Result): Promise<boolean> {
  if (outcome === 'accepted' && receipt && await isSigned(entry, receipt, receiptKey)) {
    await settle(db, vault, entry, receipt);
    return true;
  }
  if (outcome === 'decided' && receipt && await isSigned(entry, receipt, receiptKey, decisions)) {
    await settleDecided(db, vault, entry, receipt, { by, why: said });
    return true;
  }
  const state = outcome === 'needs-me' || outcome === 'refused' ? outcome : 'waiting';
  const why = outcome === 'accepted' || outcome === 'decided' ? { code: 'receipt.unsigned', title: '' } : problem;
  await put(db, vault, { ...entry, state, problem: why, theirs });
  return false;
}

/** What a supervisor decided leaves the queue, if the receipt is signed over exactly what lies here.
 *  @returns How many left. */
export async function decided({ db, vault, receiptKey }: Pick<Sender, 'db' | 'vault' | 'receiptKey'>): Promise<number> {
  const rows = await db.all<Row>('rows', 'decided');
  if (rows.length === 0) return 0;
  let left = 0;
  const entries = await read(db, vault);
  for (const row of rows) {
    const entry = entries.find(one => one.id === row.id && !isOver(one));
    if (!entry) continue;
    const { receipt, by, why } = await vault.openText<Decision & { receipt: Receipt }>(row.sealed);
    if (!await isSigned(entry, receipt, receiptKey, decisions)) continue;
    await settleDecided(db, vault, entry, receipt, { by, why });
    left++;
  }
  return left;
}

/** The worker lets one go: the device forgets it, and the centre's record says so as soon as it can be reached. */
export async function letGo(db: Db, entry: Entry): Promise<void> {
  await db.setMeta('dropped', [...await db.meta<string[]>('dropped') ?? [], entry.id]);
  await remove(db, entry);
}

export async function dropped(db: Db): Promise<void> {
  for (const id of await db.meta<string[]>('dropped') ?? []) {
    await call('POST', `/api/field/entries/${id}/dropped`, {});
    await db.setMeta('dropped', (await db.meta<string[]>('dropped') ?? []).filter(one => one !== id));
  }
}

/** How long what is over stays on the list. */
export const longestDays = 3;

/** What was received, or decided, some days ago needs no place any more. */
export async function tidy(db: Db, now = Date.now()): Promise<void> {
  const old = new Set((await db.all<StoredEntry>('entries')).filter(entry => isOver(entry) && now - (entry.over ?? entry.seq) > longestDays * 86_400_000).map(({ id }) => id));
  if (old.size === 0) return;
  const photos = (await db.all<StoredBlob>('blobs')).filter(one => old.has(one.entry));
  await db.write(['entries', 'blobs'], of => {
    for (const id of old) of('entries').delete(id);
    for (const { entry, hash } of photos) of('blobs').delete([entry, hash]);
  });
}
