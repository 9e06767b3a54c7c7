// The centre's map: open cases by density and as points, tied to the queue and the case card beside it.
// Contract: docs/decisions/0004-partial-pages.md.
import { areaMap, bubble, parseExtent, withAlpha, type AreaMap } from './olmap.js';

/* eslint-disable @typescript-eslint/no-explicit-any */
interface CasePoint { id: string; lon: number; lat: number; area: string; late?: boolean; warn?: boolean; title?: string }
interface Situation { cases: CasePoint[] }

const host = document.querySelector<HTMLElement>('[data-map]');
if (host) void start(host);

async function start(element: HTMLElement): Promise<void> {
  const steps = (element.dataset.steps ?? '1,5,10,20').split(',').map(Number);
  const counts = new Map<string, number>();
  const shown: { layer: string; cases: CasePoint[] } = { layer: 'density', cases: [] };
  const shared = await areaMap(element, element.dataset.tiles ?? '/map/tiles/{z}/{x}/{y}.mvt', parseExtent(element.dataset.extent), (code, zoom) => {
    if (code.length !== (zoom < 12 ? 12 : 15)) return undefined;
    const count = counts.get(code) ?? 0, step = steps.filter(from => count >= from).length;
    return step === 0 ? undefined : withAlpha(shared.palette[`h${step}`], .78);
  });
  const { ol, map } = shared;
  const source = new ol.VectorSource(), selected = new ol.VectorSource();
  const clusters = new ol.VectorLayer({
    source: new ol.Cluster({ source, distance: 46 * shared.scale, minDistance: 18 * shared.scale }),
    style: (feature: any) => pointStyle(shared, feature.get('features')),
  });
  const mark = new ol.VectorLayer({ source: selected, style: () => selectedStyle(shared) });
  map.addLayer(clusters);
  map.addLayer(mark);

  function draw(): void {
    const cases = shown.layer === 'late' ? shown.cases.filter(one => one.late) : shown.cases;
    counts.clear();
    for (const { area } of cases)
      for (const length of [12, 15]) if (area.length >= length) counts.set(area.slice(0, length), (counts.get(area.slice(0, length)) ?? 0) + 1);
    source.clear();
    source.addFeatures(cases.map(one => Object.assign(new ol.Feature({ geometry: new ol.Point(ol.fromLonLat([one.lon, one.lat])) }), { one })));
    shared.areas.changed();
  }

  async function load(): Promise<void> {
    const answer = await fetch(element.dataset.map!, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (!answer?.ok) return;
    shown.cases = ((await answer.json()) as Situation).cases;
    draw();
  }

  function follow(): void {
    const card = document.querySelector<HTMLElement>('[data-case]');
    const lon = Number(card?.dataset.lon), lat = Number(card?.dataset.lat);
    selected.clear();
    shared.view.padding = beside();
    if (shared.marked !== (card?.dataset.area ?? '')) {
      shared.marked = card?.dataset.area ?? '';
      shared.areas.changed();
    }
    if (!card?.dataset.lon || !Number.isFinite(lon + lat)) return;
    const at = ol.fromLonLat([lon, lat]);
    selected.addFeature(new ol.Feature(new ol.Point(at)));
    map.renderSync();
    const [x, y] = map.getPixelFromCoordinate(at) ?? [-1, -1], [width, height] = map.getSize(), [top, right, bottom, left] = beside();
    if (x < left || y < top || x > width - right || y > height - bottom)
      shared.view.animate({ center: at, duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250 });
  }

  /** What the card, the legend and the buttons cover: top, right, bottom, left. */
  function beside(): number[] {
    const card = document.querySelector<HTMLElement>('#panel > *');
    return [56, card && element.clientWidth > 640 ? card.offsetWidth + 28 : 16, 64, 16];
  }

  map.on('click', (event: any) => {
    const members: any[] | undefined = map.forEachFeatureAtPixel(event.pixel, (feature: any) => feature.get('features'), { hitTolerance: 6, layerFilter: (layer: any) => layer === clusters });
    if (!members) return;
    if (members.length === 1) open(element, members[0].one.id);
    else shared.view.fit(ol.boundingExtent(members.map(member => member.getGeometry().getCoordinates())), { padding: [40, 40, 40, 40], maxZoom: 18, duration: 250 });
  });
  map.on('pointermove', (event: any) => {
    element.style.cursor = !event.dragging && map.hasFeatureAtPixel(event.pixel, { hitTolerance: 6, layerFilter: (layer: any) => layer === clusters }) ? 'pointer' : '';
  });

  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-layer]'))
    button.addEventListener('click', () => {
      for (const other of document.querySelectorAll('[data-layer]')) other.setAttribute('aria-pressed', String(other === button));
      shown.layer = button.dataset.layer!;
      draw();
    });

  let waiting: number | undefined;
  document.addEventListener('gezhi:moved', () => { waiting ??= window.setTimeout(() => { waiting = undefined; void load(); }, 4000); });
  document.addEventListener('gezhi:out', () => window.clearTimeout(waiting)); // the session is over: what was to be asked in a moment as well
  document.addEventListener('htmx:after:swap', follow);
  await load();
  shared.view.padding = beside();
  if (source.getFeatures().length) shared.view.fit(source.getExtent(), { padding: [24, 24, 24, 24], maxZoom: 16 });
  follow();
  if (selected.getFeatures().length && shared.view.getZoom() < 13) {
    shared.view.setZoom(13);
    shared.view.setCenter(selected.getFeatures()[0].getGeometry().getCoordinates());
  }
  element.dataset.ready = '';
}

/** The queue's own link when the row is there, so that list, card and address stay one; otherwise the card alone. */
function open(element: HTMLElement, id: string): void {
  const link = document.querySelector<HTMLAnchorElement>(`[data-row="${CSS.escape(id)}"] a[href]`);
  if (link) return link.click();
  const url = (element.dataset.open ?? '').replace('{id}', encodeURIComponent(id));
  void window.htmx?.ajax('GET', url, { source: element, target: '#panel', select: '#panel', swap: 'outerMorph', replace: url });
}

function pointStyle(shared: AreaMap, members: any[]): any {
  const { ol, palette, scale: large } = shared;
  if (members.length === 1) {
    const one: CasePoint = members[0].one;
    return new ol.Style({ image: new ol.CircleStyle({ radius: 5 * large, fill: new ol.Fill({ color: one.late ? palette.late : one.warn ? palette.s2 : palette.s1 }), stroke: new ol.Stroke({ color: palette.surface, width: 1.6 }) }) });
  }
  return bubble(shared, members.length, members.filter(member => member.one.late).length);
}

function selectedStyle({ ol, palette, scale }: AreaMap): any[] {
  const circle = (radius: number, colour: string, line?: string) => new ol.Style({ image: new ol.CircleStyle({ radius, fill: new ol.Fill({ color: colour }), stroke: line ? new ol.Stroke({ color: line, width: 2.5 }) : undefined }) });
  return [circle(17 * scale, withAlpha(palette.late, .18)), circle(7.5 * scale, palette.late, palette.surface)];
}
