// The door without network: who may come in is told by the public key; what was noted stays on the phone until the centre has answered for it. No names.
interface Place { no: number; isSeated: boolean; isIn: boolean }
interface Gate { id: string; title: string; place: string; doorsAt: string; until: string; isSafe: boolean; places: Place[]; key: string }
interface Entry { id?: number; activityId: string; code: string | null; no: number; at: string; problem: string | null; sent: boolean }
interface Ticket { activityId: string; no: number; until: number }

const page = document.querySelector<HTMLElement>('[data-gate]')!;
const part = <T extends HTMLElement>(name: string): T => page.querySelector<T>(`[data-${name}]`)!;
const words = new Map([...document.querySelector<HTMLTemplateElement>('[data-words]')!.content.querySelectorAll<HTMLElement>('[data-name]')]
  .map(e => [e.dataset.name!, e.textContent ?? '']));
const word = (name: string, ...values: (string | number)[]): string =>
  values.reduce<string>((text, value, i) => text.replace(`{${i}}`, String(value)), words.get(name) ?? name);

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error ?? new Error('storage')); });

const opened: Promise<IDBDatabase> = (() => {
  const request = indexedDB.open('gezhi-gate', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('gates', { keyPath: 'id' });
    request.result.createObjectStore('entries', { keyPath: 'id', autoIncrement: true });
  };
  return asked(request);
})();
const all = async <T>(store: string): Promise<T[]> => asked((await opened).transaction(store).objectStore(store).getAll() as IDBRequest<T[]>);
const put = async (store: string, row: unknown): Promise<void> => { await asked((await opened).transaction(store, 'readwrite').objectStore(store).put(row)); };

const say = (text: string): void => { const said = part('said'); said.textContent = text; said.hidden = text === ''; };

const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

/** The ticket of a signed code; null: not one of ours, or changed. */
async function read(code: string, publicKey: string): Promise<Ticket | null> {
  const text = code.slice(code.lastIndexOf('=') + 1).trim();
  if (!/^[A-Za-z0-9_-]{118}$/.test(text)) return null;
  const all = bytes(text), key = await crypto.subtle.importKey('spki', bytes(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  if (!await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, all.slice(24), all.slice(0, 24))) return null;
  const hex = [...all.slice(0, 16)].map(b => b.toString(16).padStart(2, '0')).join(''), view = new DataView(all.buffer);
  return {
    activityId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    no: view.getInt32(16), until: view.getInt32(20) * 60000,
  };
}

let gates: Gate[] = [];
const gate = (): Gate | undefined => gates.find(g => g.id === part<HTMLSelectElement>('door').value);

/** Why somebody does not come in; null: they do. */
async function refuse(at: Gate, ticket: Ticket, now: number): Promise<string | null> {
  if (ticket.activityId !== at.id) return 'ticket.other';
  if (now < Date.parse(at.doorsAt)) return 'ticket.early';
  if (now > ticket.until || now > Date.parse(at.until)) return 'ticket.expired';
  const place = at.places.find(p => p.no === ticket.no);
  if (!place) return 'ticket.unknown'; // who signed up after the list was fetched is told by number later
  if (!place.isSeated) return 'ticket.waiting';
  const noted = (await all<Entry>('entries')).some(e => e.activityId === at.id && e.no === ticket.no && (!e.sent || e.problem === null));
  return place.isIn || noted ? 'ticket.twice' : null;
}

async function note(typed: string): Promise<void> {
  const at = gate();
  if (!at) return;
  const now = Date.now(), number = /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : null;
  const ticket = number === null ? await read(typed, at.key) : { activityId: at.id, no: number, until: Date.parse(at.until) };
  const problem = ticket ? await refuse(at, ticket, now) : 'ticket.false';
  if (!ticket || problem !== null) return say(`${ticket ? word('number', ticket.no) + '：' : ''}${word(problem ?? 'ticket.false')}`);
  await put('entries', { activityId: at.id, code: number === null ? typed.slice(typed.lastIndexOf('=') + 1).trim() : null, no: ticket.no, at: new Date(now).toISOString(), problem: null, sent: false } satisfies Entry);
  part<HTMLTextAreaElement>('code').value = '';
  say(word('in', ticket.no));
  await show();
}

/** Brings in what was noted, door by door; each entry has its own answer. */
async function send(): Promise<void> {
  const waiting = (await all<Entry>('entries')).filter(e => !e.sent);
  let [let_, refused] = [0, 0];
  for (const id of new Set(waiting.map(e => e.activityId))) {
    const mine = waiting.filter(e => e.activityId === id).slice(0, 500);
    let answer: Response;
    try {
      answer = await fetch(`/api/community/activities/${id}/door`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ entries: mine.map(e => ({ code: e.code, no: e.code === null ? e.no : null, at: e.at })) }),
      });
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      return say(word('offline'));
    }
    if (answer.status === 401 || answer.status === 403) return say(word('signed-out'));
    if (!answer.ok) return say(((await answer.json()) as { detail?: string }).detail ?? word('offline'));
    const { entries } = (await answer.json()) as { entries: { problem: string | null }[] };
    for (const [i, one] of mine.entries()) {
      const problem = entries[i]?.problem ?? null;
      await put('entries', { ...one, sent: true, problem });
      if (problem === null) let_++; else refused++;
    }
  }
  if (let_ + refused > 0) say(word('done', let_, refused));
  await fetchGates();
  await show();
}

/** The newest list while there is network; what lies on the phone stays as it is without. */
async function fetchGates(): Promise<void> {
  try {
    const answer = await fetch('/api/community/gates', { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const told = (await answer.json()) as { publicKey: string; items: Omit<Gate, 'key'>[] };
    const store = (await opened).transaction('gates', 'readwrite').objectStore('gates'); // all or nothing: whoever leaves the page now keeps the old list
    await Promise.all([asked(store.clear()), ...told.items.map(one => asked(store.put({ ...one, key: told.publicKey })))]);
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault; // no network: the phone knows what it knew
  }
}

const clock = (at: string): string => new Date(at).toLocaleString('sv').slice(0, 16);

async function show(): Promise<void> {
  gates = (await all<Gate>('gates')).sort((a, b) => a.doorsAt.localeCompare(b.doorsAt));
  const doors = part<HTMLSelectElement>('door'), chosen = doors.value;
  doors.replaceChildren(...gates.map(g => new Option(g.title, g.id, false, g.id === chosen)));
  part('doors').hidden = part('entry').hidden = gates.length === 0;
  part('empty').hidden = gates.length > 0;
  const at = gate();
  part('door-facts').textContent = at ? `${at.place} · ${clock(at.doorsAt)} – ${clock(at.until)}${at.isSafe ? '' : ` · ${word('unsafe')}`}` : '';
  const entries = (await all<Entry>('entries')).reverse(), waiting = entries.filter(e => !e.sent).length;
  part('kept').hidden = entries.length === 0;
  part('count').textContent = word('count', waiting);
  part<HTMLButtonElement>('send').hidden = waiting === 0;
  part('entries').replaceChildren(...entries.slice(0, 200).map(e => {
    const row = document.createElement('li'), name = document.createElement('strong'), what = document.createElement('span');
    name.textContent = word('number', e.no);
    what.textContent = `${clock(e.at)} · ${!e.sent ? word('waits') : e.problem ? word(e.problem) : word('sent')}`;
    row.append(name, what);
    return row;
  }));
}

async function start(): Promise<void> {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');
  part('note').addEventListener('submit', event => { event.preventDefault(); void note(part<HTMLTextAreaElement>('code').value); });
  part('door').addEventListener('change', () => void show());
  part('send').addEventListener('click', () => void send());
  addEventListener('online', () => void send());
  await fetchGates();
  await show();
  const scanned = new URLSearchParams(location.hash.slice(1)).get('code');
  if (scanned) {
    part<HTMLTextAreaElement>('code').value = scanned;
    const ticket = gates[0] ? await read(scanned, gates[0].key) : null;
    if (ticket && gates.some(g => g.id === ticket.activityId)) part<HTMLSelectElement>('door').value = ticket.activityId;
    history.replaceState(null, '', location.pathname);
    await show();
  }
}

void start();

export {};
