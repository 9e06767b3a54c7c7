// The wall and the leader's page: parts come by live.ts; here are the map of the wall, the replay of the day, and the word when nothing comes any more.
import { areaMap, bubble, parseExtent, withAlpha } from './olmap.js';

/* eslint-disable @typescript-eslint/no-explicit-any */
interface Cell { area: string; count: number; late: number }
interface Part extends Cell { name: string; lon: number; lat: number }
interface OnMap { cells: Cell[]; parts: Part[] }

/** Parts are asked for anew so often though nothing moves: limits run out by themselves, and the day ends. */
const quiet = 30_000;
/** After so long without parts the page is not fresh any more. */
const stale = 75_000;
const step = 1_100;

let placedAt = performance.now(), askedAt = placedAt;

function watch(): void {
  document.addEventListener('gezhi:placed', () => { placedAt = performance.now(); });
  window.setInterval(() => {
    const since = performance.now() - placedAt;
    if (since > quiet && performance.now() - askedAt > quiet && document.visibilityState === 'visible') ask();
    const head = document.querySelector<HTMLElement>('[data-stale]');
    head?.classList.toggle('stale', since > stale);
    if (head && since > stale && !head.querySelector('[role=status]')) {
      const words = document.createElement('strong');
      words.setAttribute('role', 'status');
      words.textContent = head.dataset.stale!;
      head.append(words);
    } else if (since <= stale) head?.querySelector('[role=status]')?.remove();
  }, 5_000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && performance.now() - placedAt > quiet) ask();
  });
}

function ask(): void {
  askedAt = performance.now();
  document.dispatchEvent(new CustomEvent('gezhi:refresh'));
}

async function drawMap(host: HTMLElement): Promise<void> {
  const steps = [1, 2, 4, 8], counts = new Map<string, number>();
  const shared = await areaMap(host, host.dataset.tiles!, parseExtent(host.dataset.extent), (code, zoom) => {
    if (code.length !== (zoom < 11.5 ? 12 : zoom < 15 ? 15 : 17)) return undefined;
    const number = counts.get(code) ?? 0, colour = steps.filter(from => number >= from).length;
    return colour === 0 ? undefined : withAlpha(shared.palette[`h${colour}`], .8);
  });
  const { ol, map, view } = shared, source = new ol.VectorSource();
  map.addLayer(new ol.VectorLayer({ source, style: (feature: any) => bubble(shared, feature.get('part').count, feature.get('part').late, true) }));
  let waiting = false, again = false;

  async function load(): Promise<void> {
    if (waiting) { again = true; return; }
    waiting = true;
    const url = new URL(host.dataset.wallmap!, location.href), at = new URLSearchParams(location.search).get('at');
    if (at) url.searchParams.set('at', at);
    const answer = await fetch(url, { headers: { Accept: 'application/json', 'Gezhi-Background': '1' } }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      const { cells, parts } = (await answer.json()) as OnMap;
      counts.clear();
      for (const { area, count } of cells)
        for (const length of [12, 15, 17]) if (area.length >= length) counts.set(area.slice(0, length), (counts.get(area.slice(0, length)) ?? 0) + count);
      source.clear();
      source.addFeatures(parts.map(part => { const feature = new ol.Feature({ geometry: new ol.Point(ol.fromLonLat([part.lon, part.lat])) }); feature.set('part', part); return feature; }));
      shared.areas.changed();
    }
    waiting = false;
    if (again) { again = false; void load(); }
  }

  map.on('click', (event: any) => {
    const part: Part | undefined = map.forEachFeatureAtPixel(event.pixel, (feature: any) => feature.get('part'), { hitTolerance: 6 });
    if (part && part.area.length < 17) location.assign(`${location.pathname}?area=${encodeURIComponent(part.area)}`);
  });
  document.addEventListener('gezhi:placed', () => void load());
  await load();
  view.padding = [64, 20, 96, 20];
  view.fit(ol.transformExtent(parseExtent(host.dataset.extent), 'EPSG:4326', 'EPSG:3857'), { padding: [8, 8, 8, 8] });
  host.dataset.ready = '';
}

/** The slider, the bars of the hours and the play button all do the same: they set the hour in the address and ask for the parts. */
function replay(form: HTMLFormElement): void {
  const slider = form.querySelector<HTMLInputElement>('input[type=range]')!, play = document.querySelector<HTMLButtonElement>('[data-play]');
  const running = (): number => Number(document.getElementById('wallhead')?.dataset.hour ?? slider.dataset.hour);
  let soon: number | undefined, playing: number | undefined;
  form.classList.add('live');

  function show(hour: number | null): void {
    const url = new URL(location.href);
    if (hour === null) url.searchParams.delete('at');
    else url.searchParams.set('at', String(hour));
    history.replaceState(history.state, '', url);
    slider.value = String(hour ?? running());
    window.clearTimeout(soon);
    soon = window.setTimeout(() => document.dispatchEvent(new CustomEvent('gezhi:refresh')), 120);
  }

  function stop(): void {
    window.clearInterval(playing);
    playing = undefined;
    if (play) [play.ariaPressed, play.ariaLabel] = ['false', play.dataset.words!];
  }

  slider.addEventListener('input', () => {
    stop();
    const hour = Math.min(Number(slider.value), running());
    slider.value = String(hour);
    show(hour);
  });
  form.addEventListener('submit', event => event.preventDefault());
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-at]');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    stop();
    show(link.dataset.at ? Number(link.dataset.at) : null);
  });
  document.addEventListener('gezhi:placed', () => {
    if (!new URLSearchParams(location.search).has('at') && document.activeElement !== slider) slider.value = String(running());
  });
  if (!play) return;
  play.hidden = false;
  play.addEventListener('click', () => {
    if (playing !== undefined) return stop();
    [play.ariaPressed, play.ariaLabel] = ['true', play.dataset.stop!];
    let hour = Number(slider.value) >= running() ? 0 : Number(slider.value);
    show(hour);
    playing = window.setInterval(() => {
      hour++;
      if (hour > running()) { stop(); show(null); }
      else show(hour);
    }, step);
  });
}

const host = document.querySelector<HTMLElement>('[data-wallmap]'), form = document.querySelector<HTMLFormElement>('form[data-replay]');
watch();
if (host) void drawMap(host);
if (form) replay(form);

export {};
