// The key to everything on the device. Made here, never leaves, cannot be read out; wrapped by the worker's PIN. While the app is unlocked the key
// itself waits in the database for lockMinutes after the last touch, so that a reload asks for nothing; then it is taken away again.
import type { Db, Sealed } from './db.js';

interface Wrapped { salt: Uint8Array<ArrayBuffer>; iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer; rounds: number }
interface Held { key: CryptoKey; until: number }
interface Tries { wrong: number; waitUntil: number }
export type Unlocked = 'open' | 'wrong' | { waitSeconds: number };

const rounds = 310_000, free = 5, longestWaitSeconds = 900;
const sealing = { name: 'AES-GCM', length: 256 };

async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>, times: number): Promise<CryptoKey> {
  const plain = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times }, plain, sealing, false, ['wrapKey', 'unwrapKey']);
}

export class Vault {
  private key: CryptoKey | null = null;

  constructor(private readonly db: Db, private readonly lockMinutes: () => number) {}

  get isOpen(): boolean { return this.key !== null; }

  async hasPin(): Promise<boolean> { return await this.db.meta('wrapped') !== undefined; }

  /** First use: a new key under a new PIN. */
  async begin(pin: string): Promise<void> {
    const key = await crypto.subtle.generateKey(sealing, true, ['encrypt', 'decrypt']);
    await this.wrap(key, pin);
    const raw = await crypto.subtle.exportKey('raw', key); // from here on only in a form that cannot be read out
    this.key = await crypto.subtle.importKey('raw', raw, sealing, false, ['encrypt', 'decrypt']);
    new Uint8Array(raw).fill(0);
    await this.touch();
  }

  async change(old: string, pin: string): Promise<boolean> {
    const key = await this.unwrap(old, true);
    if (key) await this.wrap(key, pin);
    return key !== null;
  }

  /** Reopens what was unlocked a short while ago in this browser. */
  async resume(now = Date.now()): Promise<boolean> {
    const held = await this.db.meta<Held>('held');
    if (!held) return false;
    if (held.until < now) { await this.lock(); return false; }
    this.key = held.key;
    return true;
  }

  async unlock(pin: string, now = Date.now()): Promise<Unlocked> {
    const tries = await this.db.meta<Tries>('tries') ?? { wrong: 0, waitUntil: 0 };
    if (tries.waitUntil > now) return { waitSeconds: Math.ceil((tries.waitUntil - now) / 1000) };
    const key = await this.unwrap(pin, false);
    if (!key) return this.count(tries.wrong + 1, now);
    this.key = key;
    await this.db.setMeta('tries', undefined);
    await this.touch(now);
    return 'open';
  }

  /** A touch puts the lock off. */
  async touch(now = Date.now()): Promise<void> {
    if (this.key) await this.db.setMeta('held', { key: this.key, until: now + this.lockMinutes() * 60_000 } satisfies Held);
  }

  async isOver(now = Date.now()): Promise<boolean> {
    const held = await this.db.meta<Held>('held');
    return !held || held.until < now;
  }

  async lock(): Promise<void> {
    this.key = null;
    await this.db.setMeta('held', undefined);
  }

  /** Nobody opens anything with it any more. */
  async destroy(): Promise<void> {
    await this.lock();
    await this.db.setMeta('wrapped', undefined);
  }

  async seal(plain: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.held(), plain) };
  }

  async open({ iv, bytes }: Sealed): Promise<ArrayBuffer> { return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.held(), bytes); }

  sealText(value: unknown): Promise<Sealed> { return this.seal(new TextEncoder().encode(JSON.stringify(value))); }

  async openText<T>(sealed: Sealed): Promise<T> { return JSON.parse(new TextDecoder().decode(await this.open(sealed))) as T; }

  private held(): CryptoKey {
    if (!this.key) throw new DOMException('locked', 'InvalidStateError');
    return this.key;
  }

  /** Five are forgiven; then each wrong one doubles the waiting. Nothing is ever deleted for it. */
  private async count(wrong: number, now: number): Promise<Unlocked> {
    const waitSeconds = wrong < free ? 0 : Math.min(longestWaitSeconds, 30 * 2 ** (wrong - free));
    await this.db.setMeta('tries', { wrong, waitUntil: now + waitSeconds * 1000 } satisfies Tries);
    return waitSeconds > 0 ? { waitSeconds } : 'wrong';
  }

  private async wrap(key: CryptoKey, pin: string): Promise<void> {
    const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = await crypto.subtle.wrapKey('raw', key, await keyOf(pin, salt, rounds), { name: 'AES-GCM', iv });
    await this.db.setMeta('wrapped', { salt, iv, bytes, rounds } satisfies Wrapped);
  }

  private async unwrap(pin: string, readable: boolean): Promise<CryptoKey | null> {
    const wrapped = await this.db.meta<Wrapped>('wrapped');
    if (!wrapped) return null;
    const by = await keyOf(pin, wrapped.salt, wrapped.rounds);
    return crypto.subtle.unwrapKey('raw', wrapped.bytes, by, { name: 'AES-GCM', iv: wrapped.iv }, sealing, readable, ['encrypt', 'decrypt']).then(key => key, () => null);
  }
}
