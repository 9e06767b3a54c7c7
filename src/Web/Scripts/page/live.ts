// The stream tells seq, kind, id and area; the page fetches the rows it shows. htmx's event-stream extension keeps the connection:
// it reconnects with Last-Event-ID and rests while the tab is hidden.
interface Moved { seq: number; kind: string; id: string; area: string }

const stream = document.querySelector<HTMLElement>('[data-live]');
if (stream) follow(stream);

function follow(element: HTMLElement): void {
  const dot = document.querySelector<HTMLElement>('[data-live-dot]');
  const waiting = new Set<string>();
  let timer: number | undefined;

  function say(state: 'on' | 'off'): void {
    if (!dot || dot.dataset.state === state) return;
    dot.dataset.state = state;
    const words = dot.querySelector('span');
    if (words) words.textContent = (state === 'on' ? dot.dataset.on : dot.dataset.off) ?? '';
  }

  async function fetchRows(): Promise<void> {
    timer = undefined;
    const ids = [...waiting].slice(0, 50);
    ids.forEach(id => waiting.delete(id));
    const url = new URL(element.dataset.rows!, location.href);
    for (const [name, value] of new URLSearchParams(location.search)) if (name !== 'case') url.searchParams.set(name, value);
    url.searchParams.set('ids', ids.join(','));
    const answer = await fetch(url, { headers: { 'HX-Request': 'true', 'Gezhi-Background': '1', Accept: 'text/html' } }).catch(() => null);
    if (answer?.redirected) return say('off'); // signed out: the rows wait for a reload
    if (answer?.ok) place(await answer.text(), ids);
    else ids.forEach(id => waiting.add(id));
    if (waiting.size) timer = window.setTimeout(() => void fetchRows(), answer?.ok ? 300 : 5000);
  }

  function place(html: string, ids: string[]): void {
    const queue = document.querySelector<HTMLElement>('[data-queue]');
    if (!queue) return;
    const page = new DOMParser().parseFromString(html, 'text/html');
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
    for (const part of page.querySelectorAll<HTMLElement>('[data-part]')) {
      const there = document.getElementById(part.id);
      if (!there) continue;
      const now = document.importNode(part, true);
      there.replaceWith(now);
      window.htmx?.process(now);
    }
  }

  element.addEventListener('moved', event => {
    const moved = JSON.parse((event as CustomEvent<{ data: string }>).detail.data) as Moved;
    waiting.add(moved.id);
    timer ??= window.setTimeout(() => void fetchRows(), 300);
    document.dispatchEvent(new CustomEvent('gezhi:moved', { detail: moved }));
  });
  for (const name of ['hello', 'beat', 'moved']) element.addEventListener(name, () => say('on'));
  element.addEventListener('htmx:sse:close', () => say('off'));
  element.addEventListener('htmx:sse:error', () => say('off'));
  // htmx begins when its own script has run, which may be before the extension has arrived: then nobody would connect. So it is told here,
  // after both, and after htmx's own beginning, which it put off by a timer too.
  window.setTimeout(() => {
    element.setAttribute('hx-sse:connect', element.dataset.stream!);
    window.htmx?.process(element, true);
  });
  // The extension retries a broken stream, but not a first connection that failed.
  for (const name of ['htmx:error', 'htmx:response:error'])
    element.addEventListener(name, () => { say('off'); window.setTimeout(() => window.htmx?.process(element, true), 5000); });
}

export {};
