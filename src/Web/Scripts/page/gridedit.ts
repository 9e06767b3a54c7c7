// The editor of boundaries. Corners shared by several areas move together; splits, merges and drawings are worked out by the server,
// shown first and applied when nothing is wrong. Contract: src/Grids/Editing.
import { areaMap, parseExtent } from './olmap.js';
import { Panel, say, type Change, type PlanView } from './gridpanel.js';

/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Editable { code: string; version: number; kind: string; name: string; households: number | null; polygons: number[][][][] }
interface Scope { scope: Editable; inside: Editable[]; around: Editable[] }
type Tool = 'select' | 'move' | 'split' | 'merge' | 'draw';

const host = document.querySelector<HTMLElement>('[data-grid-edit]');
if (host) void start(host);

async function start(element: HTMLElement): Promise<void> {
  const texts = JSON.parse(element.dataset.texts!) as Record<string, string>, ground = element.querySelector<HTMLElement>('[data-ground]')!;
  const answer = await fetch(`/api/grids/scope/${element.dataset.gridEdit}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return hint(texts.offline);
  const scope = await answer.json() as Scope, byCode = new Map(scope.inside.map(area => [area.code, area]));
  const shared = await areaMap(ground, element.dataset.tiles!, parseExtent(element.dataset.extent));
  const { ol, map, palette } = shared;
  ground.setAttribute('role', 'application');
  ground.setAttribute('aria-label', texts.map);

  let tool: Tool = 'select', chosen: string[] = [], drawn: number[][] | null = null, corner = -1;
  const moved: Map<string, any>[] = []; // for undo: geometries before each step
  const work = new ol.VectorSource({ features: scope.inside.map(feature) });
  const around = new ol.VectorSource({ features: scope.around.map(feature) }), sketch = new ol.VectorSource(), result = new ol.VectorSource();
  const border = new ol.VectorSource({ features: [feature(scope.scope)] }), pointer = new ol.VectorSource();
  const original = new Map<string, any>(work.getFeatures().map((one: any) => [one.getId(), one.getGeometry().clone()]));
  const panel = new Panel(element.parentElement!, texts, scope.inside, { pick, check, apply, look });
  const micro = element.querySelector<HTMLInputElement>('[data-micro]')!;

  map.addLayer(new ol.VectorLayer({ source: around, style: line(palette['m-cell'], 1, [2, 4]) }));
  const areas = new ol.VectorLayer({ source: work, style: areaStyle });
  map.addLayer(areas);
  map.addLayer(new ol.VectorLayer({ source: border, style: line(palette.ink, 2.4) }));
  map.addLayer(new ol.VectorLayer({ source: result, style: resultStyle }));
  map.addLayer(new ol.VectorLayer({ source: sketch, style: line(palette.late, 2.4, [6, 5]) }));
  map.addLayer(new ol.VectorLayer({ source: pointer, style: new ol.Style({ image: new ol.CircleStyle({ radius: 7, fill: new ol.Fill({ color: palette.late }), stroke: new ol.Stroke({ color: palette.surface, width: 2 }) }) }) }));

  const modify = new ol.Modify({ source: work, pixelTolerance: 9, condition: (event: any) => event.originalEvent.button === 0 && !isLocked(event.coordinate, true) });
  const cut = new ol.Draw({ source: sketch, type: 'LineString' }), outline = new ol.Draw({ source: sketch, type: 'Polygon' });
  const snaps = [new ol.Snap({ source: work, pixelTolerance: 9 }), new ol.Snap({ source: border, pixelTolerance: 9 })];
  for (const one of [modify, cut, outline, ...snaps]) { one.setActive(false); map.addInteraction(one); }

  let before = new Map<string, any>();
  modify.on('modifystart', () => { before = new Map(work.getFeatures().map((one: any) => [one.getId(), one.getGeometry().clone()])); });
  modify.on('modifyend', () => remember(before));
  for (const pen of [cut, outline]) pen.on('drawstart', () => { sketch.clear(); result.clear(); });
  cut.on('drawend', (event: any) => { drawn = event.feature.getGeometry().getCoordinates().map(degrees); panel.stale(); });
  outline.on('drawend', (event: any) => { drawn = event.feature.getGeometry().getCoordinates()[0].map(degrees); panel.stale(); panel.focusName(); });

  map.on('click', (event: any) => {
    if (tool === 'move' && !modify.getActive() || tool === 'draw') return;
    if (tool === 'split' && chosen.length === 1) return;
    const found: string[] = [];
    map.forEachFeatureAtPixel(event.pixel, (one: any) => { found.push(String(one.getId())); }, { layerFilter: (layer: any) => layer === areas });
    const wanted = found.filter(code => byCode.get(code)!.kind === 'Ordinary').sort((a, b) => level(b) - level(a));
    // a second press goes one step down, to the micro-grid
    const deeper = tool === 'merge' ? chosen[0]?.length === 17 : tool === 'select' && chosen[0]?.length === 15 && found.includes(chosen[0]);
    const over = tool === 'select' ? found.find(one => byCode.get(one)!.kind !== 'Ordinary') : undefined;
    const code = over && !chosen.includes(over) ? over : deeper ? wanted[0] : wanted.find(one => one.length === 15) ?? wanted[0];
    if (code) pick(code);
  });

  for (const button of element.querySelectorAll<HTMLButtonElement>('[data-tool]')) button.addEventListener('click', () => use(button.dataset.tool as Tool));
  element.querySelector<HTMLButtonElement>('[data-undo]')!.addEventListener('click', undo);
  micro.addEventListener('change', () => areas.changed());
  addEventListener('beforeunload', event => { if (moved.length && !panel.isDone) event.preventDefault(); });
  document.addEventListener('keydown', keys);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => areas.changed());

  use('select');
  prepared();
  element.dataset.ready = '';

  function use(next: Tool): void {
    if (moved.length && next !== 'move' && next !== 'select') return hint(texts.unsaved);
    tool = next;
    [drawn, corner] = [null, -1];
    for (const source of [sketch, result, pointer]) source.clear();
    if (next !== 'merge' && chosen.length > 1) chosen = chosen.slice(0, 1);
    modify.setActive(tool === 'move');
    cut.setActive(tool === 'split' && chosen.length === 1);
    outline.setActive(tool === 'draw');
    for (const snap of snaps) snap.setActive(tool === 'move' || tool === 'split' || tool === 'draw');
    for (const button of element.querySelectorAll<HTMLButtonElement>('[data-tool]')) button.setAttribute('aria-pressed', String(button.dataset.tool === tool));
    panel.show(tool, chosen);
    hint(texts[tool]);
    areas.changed();
  }

  function pick(code: string): void {
    if (tool === 'merge') chosen = chosen.includes(code) ? chosen.filter(one => one !== code) : chosen.length && level(chosen[0]) !== level(code) ? [code] : [...chosen, code];
    else chosen = [code];
    corner = -1;
    pointer.clear();
    cut.setActive(tool === 'split');
    panel.show(tool, chosen);
    hint(say(texts.chosen, chosen.map(one => byCode.get(one)!.name).join('、')));
    areas.changed();
  }

  /** The change as it stands on the map; null when there is nothing to look through. */
  function change(): Change | null {
    if (tool === 'merge') return chosen.length > 1 ? { kind: 'Merge', codes: chosen, versions: versions(chosen) } : null;
    if (tool === 'split') {
      if (chosen.length !== 1) return null;
      const groups = panel.groups();
      return drawn ?? groups ? { kind: 'Split', code: chosen[0], ...(drawn ? { line: drawn } : { groups: groups! }), versions: versions(chosen) } : null;
    }
    if (tool === 'draw') return drawn ? { kind: 'Draw', versions: {}, shapes: [{ parentCode: communityAt(drawn), kind: panel.kind, nameZh: panel.name, polygons: [[drawn]] }] } : null;
    const changed = work.getFeatures().filter((one: any) => !same(one.getGeometry(), original.get(one.getId())));
    return changed.length ? { kind: 'Redraw', versions: versions(changed.map((one: any) => one.getId())), shapes: changed.map((one: any) => ({ code: one.getId(), polygons: one.getGeometry().getCoordinates().map((p: any) => p.map((r: any) => r.map(degrees))) })) } : null;
  }

  async function check(): Promise<void> {
    const wanted = change();
    if (!wanted) return hint(texts.nothing);
    const plan = await panel.preview(wanted);
    if (plan) show(plan);
  }

  async function apply(): Promise<void> {
    const wanted = change();
    if (wanted && await panel.send(wanted)) location.assign(`/grids/edit?area=${element.dataset.gridEdit}&done=${panel.on}`);
  }

  function show(plan: PlanView): void {
    result.clear();
    if (plan.kind === 'Redraw') return;
    result.addFeatures(plan.areas.filter(area => area.polygons.length && (plan.kind !== 'Split' || area.code.length === level(chosen[0]))).map((area, index) => Object.assign(feature(area), { index, label: area.name })));
  }

  function look(lon: number, lat: number): void {
    const at = ol.fromLonLat([lon, lat]);
    pointer.clear();
    pointer.addFeature(new ol.Feature(new ol.Point(at)));
    shared.view.animate({ center: at, zoom: Math.max(shared.view.getZoom(), 18), duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250 });
  }

  /** What the household check or a link prepared. */
  function prepared(): void {
    const { merge, split, groups, line: along, select } = element.dataset;
    if (merge) { use('merge'); chosen = merge.split(',').filter(code => byCode.has(code)); }
    else if (split && byCode.has(split)) {
      use('split');
      pick(split);
      if (along) { drawn = along.split('_').map(pair => pair.split(',').map(Number)); sketch.addFeature(new ol.Feature(new ol.LineString(drawn.map(one => ol.fromLonLat(one))))); }
    } else if (select && byCode.has(select)) return pick(select);
    else return;
    panel.show(tool, chosen);
    if (split && groups) panel.choose(groups.split('_').map(group => group.split(',')));
    areas.changed();
    void check();
  }

  function remember(step: Map<string, any>): void {
    const changed = new Map([...step].filter(([code, geometry]) => !same(geometry, work.getFeatureById(code).getGeometry())));
    if (changed.size) moved.push(changed);
    tell();
  }

  function undo(): void {
    const step = moved.pop();
    if (step) for (const [code, geometry] of step) work.getFeatureById(code).setGeometry(geometry);
    pointer.clear();
    tell();
  }

  function tell(): void {
    element.querySelector<HTMLButtonElement>('[data-undo]')!.disabled = moved.length === 0;
    panel.stale();
    hint(moved.length ? say(texts.moved, moved.length) : texts[tool]);
  }

  function keys(event: KeyboardEvent): void {
    if ((event.target as HTMLElement).closest('input, textarea, select')) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'z') { event.preventDefault(); return undo(); }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const tools: Tool[] = ['select', 'move', 'split', 'merge', 'draw'], number = Number(event.key);
    if (number >= 1 && number <= 5) return use(tools[number - 1]);
    if (event.key === 'Escape') return use(tool);
    if (tool !== 'move' || chosen.length !== 1) return;
    const steps: Record<string, [number, number]> = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    if (event.key === '[' || event.key === ']') walk(event.key === ']' ? 1 : -1);
    else if (steps[event.key] && corner >= 0) { event.preventDefault(); event.stopPropagation(); nudge(steps[event.key], event.shiftKey ? 10 : 1); }
  }

  /** Goes to the next corner of the chosen area. */
  function walk(by: number): void {
    const ring = work.getFeatureById(chosen[0]).getGeometry().getCoordinates()[0][0];
    corner = (Math.max(corner, by > 0 ? -1 : 0) + by + ring.length - 1) % (ring.length - 1);
    pointer.clear();
    pointer.addFeature(new ol.Feature(new ol.Point(ring[corner])));
    hint(say(texts.corner, corner + 1, ring.length - 1));
  }

  /** Moves the corner walked to, in every area that shares it. */
  function nudge([east, north]: [number, number], metres: number): void {
    const at = work.getFeatureById(chosen[0]).getGeometry().getCoordinates()[0][0][corner] as number[];
    if (isLocked(at, false)) return hint(texts.locked);
    const scale = metres / Math.cos(degrees(at)[1] * Math.PI / 180), to = [at[0] + east * scale, at[1] + north * scale];
    const step = new Map<string, any>();
    for (const one of work.getFeatures()) {
      const geometry = one.getGeometry();
      if (!geometry.getCoordinates().flat(2).some((c: number[]) => c[0] === at[0] && c[1] === at[1])) continue;
      step.set(one.getId(), geometry.clone());
      const next = geometry.clone();
      next.setCoordinates(geometry.getCoordinates().map((p: any) => p.map((r: any) => r.map((c: number[]) => c[0] === at[0] && c[1] === at[1] ? to : c))));
      one.setGeometry(next);
    }
    pointer.clear();
    pointer.addFeature(new ol.Feature(new ol.Point(to)));
    remember(step);
  }

  /** Corners and edges of the scope's own border stand still: areas outside share them. */
  function isLocked(at: number[], tells: boolean): boolean {
    const near = border.getFeatures()[0].getGeometry().getCoordinates().flat(1).some((ring: number[][]) => ring.some((from, i) => i + 1 < ring.length && distance(at, from, ring[i + 1]) < 9 * shared.view.getResolution()));
    const corners = near ? work.getFeatures().flatMap((one: any) => one.getGeometry().getCoordinates().flat(2)) as number[][] : [];
    const closest = corners.length ? corners.reduce((best, c) => Math.hypot(c[0] - at[0], c[1] - at[1]) < Math.hypot(best[0] - at[0], best[1] - at[1]) ? c : best) : at;
    const locked = near && border.getFeatures()[0].getGeometry().getCoordinates().flat(1).some((ring: number[][]) => ring.some((from, i) => i + 1 < ring.length && distance(closest, from, ring[i + 1]) < .05));
    if (locked && tells) hint(texts.locked);
    return locked;
  }

  function communityAt(ring: number[][]): string {
    if (scope.scope.code.length >= 12) return scope.scope.code.slice(0, 12);
    const middle = ol.fromLonLat(ring.slice(1).reduce(([x, y], [lon, lat]) => [x + lon / (ring.length - 1), y + lat / (ring.length - 1)], [0, 0]));
    return scope.inside.find(area => area.code.length === 12 && work.getFeatureById(area.code).getGeometry().intersectsCoordinate(middle))?.code ?? scope.scope.code;
  }

  /** Versions of the areas and of all inside them: the server refuses what somebody changed in between. */
  function versions(codes: string[]): Record<string, number> {
    return Object.fromEntries(scope.inside.filter(area => codes.some(code => area.code.startsWith(code))).map(area => [area.code, area.version]));
  }

  function feature(area: { code: string; polygons: number[][][][] }): any {
    const closed = area.polygons.map(polygon => polygon.map(ring => (String(ring[0]) === String(ring[ring.length - 1]) ? ring : [...ring, ring[0]]).map(point => ol.fromLonLat(point))));
    const made = new ol.Feature(new ol.GeoJSON().readGeometry({ type: 'MultiPolygon', coordinates: closed }));
    made.setId(area.code);
    return made;
  }

  function degrees(at: number[]): number[] {
    return ol.toLonLat(at).map((n: number) => Math.round(n * 1e7) / 1e7);
  }

  function same(a: any, b: any): boolean {
    return JSON.stringify(a.getCoordinates()) === JSON.stringify(b.getCoordinates());
  }

  function level(code: string): number {
    return code.length;
  }

  function areaStyle(one: any): any {
    const code = String(one.getId()), area = byCode.get(code)!, isChosen = chosen.includes(code);
    if (area.kind !== 'Ordinary') return new ol.Style({ zIndex: 4, fill: new ol.Fill({ color: `${palette.s4}${isChosen ? '66' : '2e'}` }), stroke: new ol.Stroke({ color: palette.s4, width: 2, lineDash: [6, 4] }), text: label(area.name, palette.s4) });
    if (code.length === 17 && !micro.checked && !isChosen) return undefined;
    const width = code.length === 17 ? .9 : code.length === 15 ? 2 : 2.6;
    return new ol.Style({
      zIndex: isChosen ? 3 : 17 - code.length,
      fill: new ol.Fill({ color: isChosen ? `${palette.brand}38` : 'rgba(0,0,0,0.01)' }),
      stroke: new ol.Stroke({ color: isChosen ? palette.brand : code.length === 17 ? palette['m-cell'] : palette['m-label'], width: isChosen ? width + 1 : width }),
    });
  }

  function resultStyle(one: any): any {
    const colour = palette[`s${1 + one.index % 4}`];
    return new ol.Style({ fill: new ol.Fill({ color: `${colour}55` }), stroke: new ol.Stroke({ color: colour, width: 2.6 }), text: label(one.label, palette.ink) });
  }

  function label(text: string, colour: string): any {
    return new ol.Text({ text, font: `600 ${12 * shared.scale}px ${palette.sans}`, overflow: true, fill: new ol.Fill({ color: colour }), stroke: new ol.Stroke({ color: palette['m-land'], width: 3 }) });
  }

  function line(color: string, width: number, lineDash?: number[]): any {
    return new ol.Style({ stroke: new ol.Stroke({ color, width, lineDash }) });
  }

  function hint(text: string): void {
    element.querySelector<HTMLElement>('[data-hint]')!.textContent = text;
  }
}

/** Distance of a point from a segment, in the units of the map. */
function distance(p: number[], a: number[], b: number[]): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]], square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}
