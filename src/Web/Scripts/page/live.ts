// The stream tells seq, kind, id and area; the page fetches the rows it shows. htmx's event-stream extension keeps the connection:
// it reconnects with Last-Event-ID and rests while the tab is hidden. When the session is over (401) nothing is asked any more.
interface Moved { seq: number; kind: string; id: string; area: string }
interface Connection { cancelled: boolean; config: { reconnectDelay: number } }

/** While a finger or button is down nothing moves: what is pressed would be gone before the click, and the click with it. */
let pressed: Promise<void> | undefined;
document.addEventListener('pointerdown', () => {
  pressed ??= new Promise(done => {
    const up = (): void => {
      for (const name of ['pointerup', 'pointercancel']) document.removeEventListener(name, up, true);
      window.setTimeout(() => { pressed = undefined; done(); }); // after the click that follows
    };
    for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, up, true);
  });
}, true);
const released = (): Promise<void> => pressed ?? Promise.resolve();

/** Milliseconds until the next try after so many in vain: 1 s, doubling to 30 s. */
const pause = (inVain: number): number => Math.min(1000 * 2 ** inVain, 30_000);

const stream = document.querySelector<HTMLElement>('[data-live]');
if (stream) follow(stream);

function follow(element: HTMLElement): void {
  const dot = document.querySelector<HTMLElement>('[data-live-dot]');
  const waiting = new Set<string>();
  let timer: number | undefined, isOver = false, unanswered = 0, unconnected = 0, silent = 0, connection: Connection | undefined;

  function say(state: 'on' | 'off' | 'out'): void {
    if (!dot || dot.dataset.state === state || isOver && state !== 'out') return;
    dot.dataset.state = state;
    const words = dot.querySelector('span');
    if (words) words.textContent = dot.dataset[state] ?? '';
  }

  /** The session is over: say so, show the way back in, ask no more. */
  function signedOut(): void {
    isOver = true;
    clearTimeout(timer);
    document.dispatchEvent(new CustomEvent('gezhi:out'));
    say('out');
    const link = dot?.querySelector('a');
    if (!link) return;
    link.href = '/sign-in?returnUrl=' + encodeURIComponent(location.pathname + location.search);
    link.hidden = false;
  }

  async function fetchRows(): Promise<void> {
    timer = undefined;
    const ids = [...waiting].slice(0, 50);
    ids.forEach(id => waiting.delete(id));
    const url = new URL(element.dataset.rows!, location.href);
    for (const [name, value] of new URLSearchParams(location.search)) if (name !== 'case') url.searchParams.set(name, value);
    url.searchParams.set('ids', ids.join(','));
    const answer = await fetch(url, { headers: { 'HX-Request': 'true', 'Gezhi-Background': '1', Accept: 'text/html' } }).catch(() => null);
    if (answer?.status === 401) return signedOut();
    if (answer?.redirected) return say('off'); // another page wants to be seen first: the rows wait for a reload
    unanswered = answer?.ok ? 0 : unanswered + 1;
    if (answer?.ok) {
      const html = await answer.text();
      await released();
      place(html, ids);
    }
    else ids.forEach(id => waiting.add(id));
    if (waiting.size) timer = window.setTimeout(() => void fetchRows(), answer?.ok ? 300 : pause(unanswered - 1));
  }

  function place(html: string, ids: string[]): void {
    const queue = document.querySelector<HTMLElement>('[data-queue]'), page = new DOMParser().parseFromString(html, 'text/html');
    if (queue) placeRows(queue, page, ids);
    for (const part of page.querySelectorAll<HTMLElement>('[data-part]')) placePart(part);
    document.dispatchEvent(new CustomEvent('gezhi:placed'));
  }

  function placeRows(queue: HTMLElement, page: Document, ids: string[]): void {
    const rows = new Map([...page.querySelectorAll<HTMLElement>('[data-row]')].map(row => [row.dataset.row!, row]));
    for (const id of ids) {
      const old = queue.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`), row = rows.get(id);
      if (!row) { old?.remove(); continue; }
      const fresh = document.importNode(row, true), focused = old?.contains(document.activeElement);
      if (old?.classList.contains('on')) fresh.classList.add('on');
      else fresh.classList.add('fresh');
      old?.remove();
      const order = fresh.dataset.sort ?? '';
      queue.insertBefore(fresh, [...queue.children].find(other => ((other as HTMLElement).dataset.sort ?? '') > order) ?? null);
      window.htmx?.process(fresh);
      if (focused) fresh.querySelector<HTMLElement>('a[href]')?.focus({ preventScroll: true });
    }
  }

  /** A part is replaced as a whole; where the reader was in it, and what they had folded open, stays. */
  function placePart(part: HTMLElement): void {
    const there = document.getElementById(part.id);
    if (!there) return;
    const now = document.importNode(part, true), active = there.contains(document.activeElement) ? document.activeElement as HTMLElement : null;
    for (const open of there.querySelectorAll<HTMLDetailsElement>('details[open][id]')) now.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute('open', '');
    there.replaceWith(now);
    window.htmx?.process(now);
    const place = active?.getAttribute('href');
    if (active) [...now.querySelectorAll<HTMLElement>('a[href], summary, button')].find(other => place ? other.getAttribute('href') === place : other.tagName === active.tagName)?.focus({ preventScroll: true });
  }

  element.addEventListener('moved', event => {
    const moved = JSON.parse((event as CustomEvent<{ data: string }>).detail.data) as Moved;
    if (moved.kind === 'people.told') return; // a message to this person is no row of the page
    if (element.dataset.rows) {
      waiting.add(moved.id);
      timer ??= window.setTimeout(() => void fetchRows(), 300);
    }
    document.dispatchEvent(new CustomEvent('gezhi:moved', { detail: moved }));
  });
  // A page that wants its parts anew although nothing moved: time alone changes numbers too.
  document.addEventListener('gezhi:refresh', () => { if (!isOver && element.dataset.rows) timer ??= window.setTimeout(() => void fetchRows(), 0); });
  for (const name of ['hello', 'beat', 'moved'])
    element.addEventListener(name, () => {
      unconnected = silent = 0;
      if (connection) connection.config.reconnectDelay = pause(0);
      say('on');
    });
  element.addEventListener('htmx:sse:close', () => say('off'));
  element.addEventListener('htmx:sse:error', event => {
    if ((event as CustomEvent<{ status?: number }>).detail.status === 401) signedOut();
    else say('off');
  });
  element.addEventListener('htmx:sse:before:connection', event => {
    if (isOver) (event as CustomEvent<{ connection: Connection }>).detail.connection.cancelled = true;
  });
  // The extension begins to count anew with each connection: one that opens and says nothing must make it wait longer as well.
  element.addEventListener('htmx:sse:after:connection', event => {
    connection = (event as CustomEvent<{ connection: Connection }>).detail.connection;
    connection.config.reconnectDelay = pause(silent++);
  });
  // htmx begins when its own script has run, which may be before the extension has arrived: then nobody would connect. So it is told here,
  // after both, and after htmx's own beginning, which it put off by a timer too.
  window.setTimeout(() => {
    if (window.htmx) window.htmx.config.sse = { reconnectDelay: pause(0), reconnectMaxDelay: 30_000 };
    // A page that fetches itself: what the reader had folded open, or shut, stays so.
    if (window.htmx && !element.dataset.rows) window.htmx.config.morphIgnore = ['open'];
    element.setAttribute('hx-sse:connect', element.dataset.stream!);
    window.htmx?.process(element, true);
  });
  // The extension retries a broken stream, but not a first connection that failed.
  for (const name of ['htmx:error', 'htmx:response:error'])
    element.addEventListener(name, event => {
      if ((event as CustomEvent<{ ctx?: HtmxContext }>).detail.ctx?.response?.status === 401) return signedOut();
      say('off');
      window.setTimeout(() => window.htmx?.process(element, true), pause(unconnected++));
    });
}

export {};
