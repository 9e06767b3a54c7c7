// How what is on the device goes: at sign-out, after too long without contact, and when the centre revokes the device.
import { isOver, remove, type Db, type StoredBlob, type StoredEntry } from './db.js';
import { forget, last, type Device } from './device.js';
import { blob, open, read } from './entries.js';
import { toBase64 } from './ids.js';
import type { Vault } from './vault.js';

export async function unsent(db: Db): Promise<number> {
  return (await db.all<StoredEntry>('entries')).filter(entry => !isOver(entry)).length;
}

/** Everything but unsent entries goes. With nothing unsent the key dies as well; else it stays wrapped by the PIN, for them alone. */
export async function leave({ db, vault, account }: Device): Promise<void> {
  if (await unsent(db) > 0) {
    await vault.lock();
    const sent = (await db.all<StoredEntry>('entries')).filter(isOver), over = new Set(sent.map(({ id }) => id));
    const pictures = (await db.all<StoredBlob>('blobs')).filter(blob => blob.entry === 'picture' || over.has(blob.entry));
    return db.write(['rows', 'entries', 'blobs'], of => {
      of('rows').clear();
      for (const { hash, entry } of pictures) of('blobs').delete([entry, hash]);
      for (const { id } of sent) of('entries').delete(id);
    });
  }
  await vault.destroy();
  await erase({ db, account });
}

export async function leaveLast(): Promise<void> {
  const device = await last();
  if (device) await leave(device);
}

/** After so many hours without contact nobody can vouch for the device any more. */
export async function isTooOld({ db, facts }: Device, now = Date.now()): Promise<boolean> {
  const contact = await db.meta<number>('contact');
  return contact !== undefined && now - contact > facts.keepHours * 3_600_000 && (await db.all('rows')).length + Number(await db.meta('held') !== undefined) > 0;
}

export async function erase({ db, account }: Pick<Device, 'db' | 'account'>): Promise<void> {
  forget(account);
  db.close();
  await remove(db.name);
}

/** What was not sent, once, as one file: words and photos. */
export async function rescue(db: Db, vault: Vault): Promise<Blob | null> {
  const entries = open(await read(db, vault));
  if (entries.length === 0) return null;
  const all = await Promise.all(entries.map(async ({ kind, title, caseId, madeAt, place, data, id, blobs }) => ({
    id, kind, title, caseId, madeAt, place, data: JSON.parse(data) as unknown,
    photos: await Promise.all(blobs.map(async hash => ({ hash, jpeg: toBase64(new Uint8Array(await blob(db, vault, id, hash))) }))),
  })));
  return new Blob([JSON.stringify(all)], { type: 'application/json' });
}
