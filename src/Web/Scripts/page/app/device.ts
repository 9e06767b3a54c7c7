// This device and whose work it keeps. Only ids stand outside the sealed store.
import { call, Refused, SignedOut, useDevice } from './api.js';
import { Db } from './db.js';
import { newId } from './ids.js';
import { Vault } from './vault.js';

interface Known { account?: string; devices: Record<string, string> }
export interface Enrolled { id: string; receiptKey: string; lockMinutes: number; keepHours: number; me: { accountId: string; name: string } }
export interface Device { account: string; db: Db; vault: Vault; facts: Enrolled }

const store = 'gezhi:field';
const known = (): Known => JSON.parse(localStorage.getItem(store) ?? '{"devices":{}}') as Known;
const remember = (next: Known): void => localStorage.setItem(store, JSON.stringify(next));

/** The store of whoever used the app last; null on a new device. */
export async function last(): Promise<Device | null> {
  const { account, devices } = known(), id = account && devices[account];
  if (!account || !id) return null;
  const db = await Db.open(account), facts = await db.meta<Enrolled>('facts');
  if (!facts) { db.close(); return null; }
  useDevice(id);
  return { account, db, facts, vault: new Vault(db, () => facts.lockMinutes) };
}

/** Says to the server that this device keeps the work of whoever is signed in, and opens that person's store. */
export async function enrol(current: Device | null): Promise<Device> {
  const { account, devices } = known();
  const ids = [...new Set([...account && devices[account] ? [devices[account]!] : [], ...Object.values(devices)])];
  for (const id of [...ids, newId()]) {
    useDevice(id);
    try {
      const facts = await call<Enrolled>('POST', '/api/field/devices', { id, name: nameOf(navigator.userAgent) });
      return await keep(facts, current);
    } catch (fault) {
      if (!(fault instanceof Refused) || fault.problem.code !== 'device.other-person') throw fault;
    }
  }
  throw new SignedOut();
}

async function keep(facts: Enrolled, current: Device | null): Promise<Device> {
  const account = facts.me.accountId, before = known();
  remember({ account, devices: { ...before.devices, [account]: facts.id } });
  const same = current?.account === account ? current : null;
  const db = same?.db ?? await Db.open(account);
  await db.setMeta('facts', facts);
  await db.setMeta('contact', Date.now());
  return same ? Object.assign(same, { facts }) : { account, db, facts, vault: new Vault(db, () => facts.lockMinutes) };
}

export function forget(account: string): void {
  const { devices } = known(), { [account]: _, ...rest } = devices;
  remember({ devices: rest });
}

function nameOf(agent: string): string {
  const model = /Android [\d.]+; ([^;)]+)/.exec(agent)?.[1] ?? /\(([^;)]+)/.exec(agent)?.[1] ?? '', browser = /(MicroMessenger|Edg|Chrome|Firefox|Safari)\/[\d]+/.exec(agent)?.[0] ?? '';
  return `${model.trim()} · ${browser}`.slice(0, 80);
}
