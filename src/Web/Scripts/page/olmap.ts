// What all maps share: OpenLayers on demand, the area tiles in the page's own colours, positions in WGS-84.
/* eslint-disable @typescript-eslint/no-explicit-any */
const library: string = '/lib/ol-10.11.0/ol.js';

export type Extent = [number, number, number, number];
export interface Palette { [name: string]: string }
/** scale: how much larger than usual the page is set, for walls; marked: code of the area that is outlined; cells: whether unit grids are drawn. */
export interface AreaMap { ol: any; map: any; view: any; areas: any; palette: Palette; scale: number; marked: string; cells: boolean }

const names = ['brand', 'on-brand', 'surface', 'ink', 'ink-2', 'ink-3', 'late', 'new', 'doing', 's1', 's2', 's3', 's4', 'h1', 'h2', 'h3', 'h4', 'm-land', 'm-water', 'm-park', 'm-road', 'm-road-2', 'm-cell', 'm-label', 'sans'];

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function parseExtent(text: string | undefined): Extent {
  const numbers = (text ?? '').split(',').map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers as Extent : [113.4, 34.5, 113.9, 34.9];
}

/** Length of the area's code: 6 district, 9 street, 12 community, 15 grid, 17 micro-grid. */
const levelOf = (feature: any): number => String(feature.get('code') ?? '').length;

const widths: Record<number, number> = { 6: 2.2, 9: 1.6, 12: 1.1, 15: .8, 17: .6 };

/** @param fill colour of an area, or undefined to leave it open */
export async function areaMap(target: HTMLElement, tiles: string, extent: Extent, fill?: (code: string, zoom: number) => string | undefined): Promise<AreaMap> {
  const ol = await import(library);
  target.tabIndex = 0; // the arrow keys and + − work
  target.classList.add('olmap'); // first, so that the map finds its size
  const colours = palette();
  const around = ol.transformExtent(extent, 'EPSG:4326', 'EPSG:3857');
  const view = new ol.View({ minZoom: 9, maxZoom: 19, showFullExtent: true, extent: ol.transformExtent(wider(extent), 'EPSG:4326', 'EPSG:3857'), constrainOnlyCenter: true });
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  const shared: AreaMap = { ol, map: null, view, areas: null, palette: colours, scale, marked: '', cells: false };
  const label = (text: string, size: number, weight = 600) => new ol.Style({ zIndex: 10, text: new ol.Text({
    text, font: `${weight} ${size * scale}px ${shared.palette.sans}`, overflow: true,
    fill: new ol.Fill({ color: shared.palette['m-label'] }), stroke: new ol.Stroke({ color: shared.palette['m-land'], width: 3 }) }) });

  const style = (feature: any, resolution: number) => {
    const zoom = view.getZoomForResolution(resolution) ?? 12, level = levelOf(feature), layer = feature.get('layer');
    if (feature.getType() === 'Point') return labelFor(feature, level, zoom, label);
    if (layer === 'unit') return shared.cells ? new ol.Style({ zIndex: 6, fill: new ol.Fill({ color: 'rgba(0,0,0,0)' }), stroke: new ol.Stroke({ color: shared.palette.s3, width: 1, lineDash: [2, 3] }) }) : undefined;
    if (!level) return ground(ol, shared.palette, feature, layer, resolution, zoom);
    if ((level === 17 && zoom < 15) || (level === 15 && zoom < 11.5)) return undefined;
    const code = String(feature.get('code')), colour = fill?.(code, zoom);
    if (feature.get('kind')) return zoom < 13 ? undefined : new ol.Style({ zIndex: 7, fill: new ol.Fill({ color: colour ?? `${shared.palette.s4}24` }), stroke: new ol.Stroke({ color: shared.palette.s4, width: code === shared.marked ? 3 : 1.8, lineDash: [6, 4] }) });
    const isMarked = code === shared.marked || (shared.marked.length > 12 && code === shared.marked.slice(0, zoom < 15 ? 15 : 17));
    if (isMarked) return new ol.Style({ zIndex: 5, fill: new ol.Fill({ color: colour ?? 'rgba(0,0,0,0)' }), stroke: new ol.Stroke({ color: shared.palette.ink, width: 2.2 * scale }) });
    return new ol.Style({
      fill: new ol.Fill({ color: colour ?? 'rgba(0,0,0,0)' }),
      stroke: new ol.Stroke({ color: colour && level === 15 ? shared.palette['m-land'] : shared.palette['m-cell'], width: widths[level] ?? .8 }),
    });
  };
  shared.areas = new ol.VectorTileLayer({
    source: new ol.VectorTileSource({ format: new ol.MVT(), url: tiles, maxZoom: 16, transition: 0 }),
    style, declutter: true, renderMode: 'vector',
  });
  shared.map = new ol.Map({ target, layers: [shared.areas], view, interactions: ol.defaultInteractions({ onFocusOnly: false }), controls: [new ol.Zoom({ zoomInTipLabel: '+', zoomOutTipLabel: '−' }), new ol.ScaleLine({ units: 'metric' })] });
  view.fit(around, { padding: [24, 24, 24, 24] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { shared.palette = palette(); shared.areas.changed(); shared.map.render(); });
  return shared;
}

/** A number in a circle, with the late part as an arc around it; hung under its place where a name stands there. */
export function bubble({ ol, palette, scale: large }: AreaMap, count: number, late: number, isBelow = false): any {
  const radius = (12 + Math.min(Math.sqrt(count) * 1.15, 14)) * large;
  return new ol.Style({ zIndex: 20, renderer: ([x, top]: [number, number], state: any) => {
    const context: CanvasRenderingContext2D = state.context, scale: number = state.pixelRatio, r = radius * scale, y = isBelow ? top + r + 10 * scale * large : top;
    disc(context, x, y, r + 3 * scale, withAlpha(palette.surface, .85));
    disc(context, x, y, r, palette.brand);
    if (late > 0) {
      context.beginPath();
      context.arc(x, y, r + 1.5 * scale, -Math.PI / 2, -Math.PI / 2 + Math.max(late / count * 2 * Math.PI, .3));
      context.lineWidth = 3.5 * scale;
      context.strokeStyle = palette.late;
      context.stroke();
    }
    context.fillStyle = palette['on-brand'];
    context.font = `700 ${12.5 * scale * large}px ${palette.sans}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(count), x, y + .5 * scale);
  } });
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

export function withAlpha(colour: string, alpha: number): string {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  return hex ? `rgba(${hex.slice(1).map(part => parseInt(part, 16)).join(',')},${alpha})` : colour;
}

/** Parks, water and roads; lines are drawn as wide as they are (width in metres), but never thinner than can be seen. */
function ground(ol: any, colours: Palette, feature: any, layer: string, resolution: number, zoom: number): any {
  const isMain = feature.get('kind') === 'main-road', isLine = feature.getType().endsWith('LineString');
  const metres = Number(feature.get('width')) || (isMain ? 30 : 14);
  const line = (color: string, least: number, zIndex: number) => new ol.Style({ zIndex, stroke: new ol.Stroke({ color, width: Math.min(Math.max(metres / resolution, least), 40), lineCap: 'round', lineJoin: 'round' }) });
  if (layer === 'park') return new ol.Style({ zIndex: -3, fill: new ol.Fill({ color: colours['m-park'] }) });
  if (layer === 'water') return isLine ? line(colours['m-water'], 3, -2) : new ol.Style({ zIndex: -2, fill: new ol.Fill({ color: colours['m-water'] }) });
  if (layer === 'road' && isMain) return [line(colours['m-road-2'], zoom < 13 ? 2.4 : 5, 0), line(colours['m-road'], zoom < 13 ? 1.4 : 3.6, 1)];
  if (layer === 'road') return [line(colours['m-road-2'], 2.2, -1), line(colours['m-road'], 1.2, 0)];
  return undefined;
}

function labelFor(feature: any, level: number, zoom: number, label: (text: string, size: number, weight?: number) => any): any {
  const english = document.documentElement.lang.startsWith('en') ? feature.get('en') : undefined;
  const name = String(english ?? feature.get('name') ?? '').replace(/^.*?(第\d+网格|\d+微网格|Grid \d+|Micro-grid \d+)$/, '$1');
  if (level === 0) return zoom >= 16 ? label(name, 10.5, 400) : undefined;
  if (!name || (level === 9 && zoom > 15) || (level === 12 && (zoom < 13 || zoom > 17)) || (level === 15 && zoom < 15.6) || (level === 17 && zoom < 17.5)) return undefined;
  return level === 9 ? label(name, 13) : label(name, 11, 500);
}

function wider([west, south, east, north]: Extent): Extent {
  const x = (east - west) * .6, y = (north - south) * .6;
  return [west - x, south - y, east + x, north + y];
}
