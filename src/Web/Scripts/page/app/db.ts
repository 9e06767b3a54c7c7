// What lies on the device, one database for each account. Only `meta` holds plain values (no person's data): sealed keys, counters, times.
export interface Sealed { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }
export interface Row { key: string; kind: string; id: string; v: string; bucket: number; sealed: Sealed }
export type State = 'waiting' | 'sending' | 'needs-me' | 'refused' | 'accepted' | 'decided';
/** `over`: when a supervisor decided it, in milliseconds. */
export interface StoredEntry { id: string; seq: number; state: State; caseId: string | null; sealed: Sealed; over?: number }
/** With the centre, by a signed receipt: done, or decided by a supervisor. */
export const isOver = ({ state }: { state: State }): boolean => state === 'accepted' || state === 'decided';
export interface StoredBlob { hash: string; entry: string; size: number; sealed: Sealed }
type Store = 'meta' | 'rows' | 'entries' | 'blobs';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error ?? new Error('storage')); });

export class Db {
  private constructor(private readonly base: IDBDatabase, readonly name: string) {}

  static async open(account: string): Promise<Db> {
    const name = `gezhi-field-${account}`, request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const base = request.result;
      base.createObjectStore('meta');
      base.createObjectStore('rows', { keyPath: 'key' }).createIndex('kind', 'kind');
      base.createObjectStore('entries', { keyPath: 'id' });
      base.createObjectStore('blobs', { keyPath: ['entry', 'hash'] });
    };
    const base = await asked(request);
    base.onversionchange = () => base.close();
    return new Db(base, name);
  }

  get<T>(store: Store, key: IDBValidKey): Promise<T | undefined> {
    return asked(this.base.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>);
  }

  all<T>(store: Store, kind?: string): Promise<T[]> {
    const from = this.base.transaction(store).objectStore(store);
    return asked((kind === undefined ? from.getAll() : from.index('kind').getAll(kind)) as IDBRequest<T[]>);
  }

  /** Everything or nothing, and only reported as done when it is on the disk. */
  write(stores: Store[], work: (of: (store: Store) => IDBObjectStore) => void): Promise<void> {
    return new Promise((done, failed) => {
      const change = this.base.transaction(stores, 'readwrite', { durability: 'strict' });
      change.oncomplete = () => done();
      change.onerror = change.onabort = () => failed(change.error ?? new Error('storage'));
      work(store => change.objectStore(store));
    });
  }

  meta<T>(key: string): Promise<T | undefined> { return this.get<T>('meta', key); }

  setMeta(key: string, value: unknown): Promise<void> {
    return this.write(['meta'], of => { if (value === undefined) of('meta').delete(key); else of('meta').put(value, key); });
  }

  close(): void { this.base.close(); }
}

export const remove = (name: string): Promise<unknown> => asked(indexedDB.deleteDatabase(name));
