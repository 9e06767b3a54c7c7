// Where it is: by GPS, by a typed landmark, or by moving the map under the pin. Fills the hidden fields of PlaceField in WGS-84.
/* eslint-disable @typescript-eslint/no-explicit-any */
interface Place { name: string; address?: string; lon: number; lat: number }

interface There { name?: string; area?: string; inside?: boolean }

export function begin(root: ParentNode): void {
  for (const section of root.querySelectorAll<HTMLElement>('[data-place]')) start(section);
}

function start(section: HTMLElement): void {
  const part = <T extends HTMLElement>(name: string) => section.querySelector<T>(`[data-place-${name}]`)!;
  const say = section.dataset as Record<string, string>;
  const text = part<HTMLInputElement>('text'), hits = part('hits'), note = part('note'), frame = part('map'), pin = part('pin') as unknown as SVGElement;
  const still = part<HTMLImageElement>('still'), gps = part('gps'), opener = part('open');
  const field = (which: string) => part<HTMLInputElement>(which);
  let map: { moveTo(lon: number, lat: number): void } | undefined;
  let asked = 0;

  if (note.dataset.placeNote === 'first') note.textContent = say.hint;

  function set(lon: number, lat: number, by: 'gps' | 'typed' | 'map', accuracy?: number): void {
    field('lon').value = lon.toFixed(7);
    field('lat').value = lat.toFixed(7);
    field('accuracy').value = accuracy === undefined ? '' : String(Math.round(accuracy));
    field('by').value = by;
    section.dataset.set = '';
    pin.removeAttribute('hidden');
    if (by !== 'map') map?.moveTo(lon, lat);
    if (!map) picture(lon, lat);
    section.dispatchEvent(new CustomEvent('gezhi:placed', { bubbles: true, detail: { lon, lat, by } }));
  }

  /** The point no longer holds: what is typed now counts. */
  function drop(words: string): void {
    asked++;
    note.textContent = words;
    if (!field('lon').value && !field('by').value) return;
    for (const which of ['lon', 'lat', 'accuracy', 'by']) field(which).value = '';
    delete section.dataset.set;
    if (!map) pin.setAttribute('hidden', '');
    still.hidden = true;
    section.dispatchEvent(new CustomEvent('gezhi:placed', { bubbles: true }));
  }

  function picture(lon: number, lat: number): void {
    if (!say.still) return;
    const theme = getComputedStyle(document.documentElement).colorScheme.includes('dark') ? 'dark' : 'light';
    still.src = say.still.replace('{lon}', lon.toFixed(6)).replace('{lat}', lat.toFixed(6)).replace('{theme}', theme);
    still.hidden = false;
  }
  function redraw(): void {
    if (!field('lon').value) return;
    section.dataset.set = '';
    pin.removeAttribute('hidden');
    picture(Number(field('lon').value), Number(field('lat').value));
  }
  redraw();
  section.closest('form')?.addEventListener('gezhi:restored', () => {
    redraw();
    if (field('lon').value) void nameIt(Number(field('lon').value), Number(field('lat').value), '', true);
  });

  /** What is at a point; null when the server does not say. */
  async function ask(lon: number, lat: number): Promise<There | null> {
    if (!say.at) return null;
    const url = new URL(say.at, location.href);
    url.searchParams.set('lon', lon.toFixed(6));
    url.searchParams.set('lat', lat.toFixed(6));
    const answer = await fetch(url).catch(() => null);
    return answer?.ok ? await answer.json() as There : null;
  }

  function name(there: There | null, words: string, keepText: boolean): void {
    if (there?.name && !keepText) text.value = there.name;
    // A long name is cut in its field: then it stands once more below, whole.
    const cut = text.scrollWidth > text.clientWidth ? text.value : '';
    note.textContent = [cut, there?.area, words].filter(Boolean).join(' · ');
  }

  async function nameIt(lon: number, lat: number, words: string, keepText: boolean): Promise<void> {
    const turn = ++asked;
    note.textContent = words;
    const there = await ask(lon, lat);
    if (turn !== asked) return;
    if (there?.inside === false) return drop(say.outside);
    name(there, words, keepText);
  }

  // GPS: a point outside the district is never taken, because the report could not be sent with it.
  function isFar(lon: number, lat: number): boolean {
    const [west, south, east, north] = (say.extent ?? '').split(',').map(Number);
    return north !== undefined && (lon < west || lon > east || lat < south || lat > north);
  }

  async function stand({ longitude: lon, latitude: lat, accuracy }: GeolocationCoordinates): Promise<void> {
    const turn = ++asked, there = isFar(lon, lat) ? { inside: false } : await ask(lon, lat);
    if (turn !== asked) return;
    if (there?.inside === false) {
      drop(say.away);
      return text.focus();
    }
    set(lon, lat, 'gps', accuracy);
    name(there, accuracy < 1 ? '' : say.found.replace('{0}', String(Math.round(accuracy))), text.value !== '');
  }

  if ('geolocation' in navigator) {
    gps.hidden = false;
    gps.addEventListener('click', () => {
      note.textContent = say.finding;
      navigator.geolocation.getCurrentPosition(({ coords }) => void stand(coords), () => { note.textContent = say.denied; text.focus(); }, { enableHighAccuracy: true, timeout: 12000, maximumAge: 30000 });
    });
  }

  // the map, only when asked for
  opener.hidden = false;
  opener.addEventListener('click', () => {
    opener.hidden = true;
    void import('./pickmap.js').then(async module => {
      frame.classList.add('open');
      const lon = Number(field('lon').value || NaN), lat = Number(field('lat').value || NaN);
      map = await module.open(frame, say.tiles, say.extent, Number.isFinite(lon + lat) ? [lon, lat] : undefined, (x, y) => {
        set(x, y, 'map');
        void nameIt(x, y, say.moved, false);
      });
      still.hidden = true;
      pin.removeAttribute('hidden');
    }).catch(() => { opener.hidden = false; note.textContent = say.denied; });
  });

  // typed words: they count more than an older point
  text.addEventListener('input', () => drop(say.hint));

  // typed landmarks
  if (!say.places) return;
  let timer: number | undefined, found: Place[] = [], at = -1;
  const close = () => { hits.hidden = true; hits.replaceChildren(); at = -1; text.setAttribute('aria-expanded', 'false'); };
  const choose = (place: Place) => {
    text.value = place.name;
    asked++;
    set(place.lon, place.lat, 'typed');
    name({ area: place.address }, say.typed, true);
    close();
  };

  function show(places: Place[]): void {
    found = places;
    hits.replaceChildren(...places.map(place => {
      const button = document.createElement('button'), address = document.createElement('small');
      button.type = 'button';
      button.setAttribute('role', 'option');
      button.textContent = place.name;
      address.textContent = place.address ?? '';
      button.append(address);
      button.addEventListener('click', () => choose(place));
      return button;
    }));
    hits.hidden = places.length === 0;
    text.setAttribute('aria-expanded', String(!hits.hidden));
    if (places.length === 0) note.textContent = say.none;
  }

  text.setAttribute('role', 'combobox');
  text.setAttribute('aria-expanded', 'false');
  text.setAttribute('aria-autocomplete', 'list');
  text.addEventListener('input', () => {
    clearTimeout(timer);
    const words = text.value.trim();
    if ([...words].length < 2) return close();
    timer = window.setTimeout(() => {
      const turn = ++asked, url = new URL(say.places, location.href);
      url.searchParams.set('q', words);
      fetch(url).then(answer => answer.ok ? answer.json() : []).then(places => { if (turn === asked) show(places as Place[]); }, () => close());
    }, 250);
  });
  text.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Enter') { // never sends the report
      event.preventDefault();
      if (hits.hidden) text.blur();
      else choose(found[Math.max(at, 0)]);
      return;
    }
    if (hits.hidden) return;
    if (event.key === 'Escape') return close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    at = (at + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length;
    [...hits.children].forEach((hit, index) => hit.setAttribute('aria-selected', String(index === at)));
    hits.children[at].scrollIntoView({ block: 'nearest' });
  });
  text.addEventListener('blur', () => window.setTimeout(() => { if (!hits.contains(document.activeElement)) close(); }, 150));
}

begin(document);
