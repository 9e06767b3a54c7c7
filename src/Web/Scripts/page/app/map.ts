// The map that needs no network: the ground as a picture kept on the device, on it own grids, numbered tasks and where one stands.
import { s } from './dom.js';
import type { Grid, Shown } from './tasks.js';
import { t } from './words.js';
import type { Place } from './where.js';

export interface Frame { width: number; height: number; top: number; bottom: number }
type Point = [number, number];
export interface View { lon: number; lat: number; zoom: number; frame: Frame }
const side = 36, mostPins = 9, nearestZoom = 17.5, wide = 720;
export const homeFrame: Frame = { width: 390, height: 248, top: 108, bottom: 40 };
export const longFrame: Frame = { ...homeFrame, top: 140 };
export const tallFrame: Frame = { width: 390, height: 700, top: 120, bottom: 40 };

const outer = (grids: readonly Grid[]): Point[][] => grids.filter(grid => grid.own !== false).flatMap(grid => grid.rings);

/** What is shown: the own grids, so that the picture of the ground stays the same all day; the tasks while there are no grids. */
export function viewOf(grids: readonly Grid[], tasks: readonly Shown[], frame: Frame): View | null {
  const points = [...outer(grids).flat(), ...grids.length > 0 ? [] : placedOf(tasks).map((task): Point => [task.lon!, task.lat!])].map(world);
  if (points.length === 0) return null;
  const [west, north, east, south] = box(points), zoom = Math.log2(Math.min((frame.width - 2 * side) / Math.max(1e-9, east - west), (frame.height - frame.top - frame.bottom - 12) / Math.max(1e-9, south - north)) / 256);
  const scale = Math.round(Math.min(zoom, nearestZoom) * 100) / 100, lift = (frame.bottom - frame.top) / 2 / (256 * 2 ** scale);
  const [lon, lat] = unworld([(west + east) / 2, (north + south) / 2 + lift]);
  return { lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5)), zoom: scale, frame };
}

/** The same picture as the online pages draw from; nobody's data. */
export const pictureOf = ({ lon, lat, zoom, frame }: View, isDark: boolean): string =>
  `/map/pick.svg?lon=${lon}&lat=${lat}&zoom=${zoom}&width=${wide}&height=${frame.height}${isDark ? '&theme=dark' : ''}`;

const placedOf = (tasks: readonly Shown[]): Shown[] => tasks.filter(task => task.lon !== undefined && task.lat !== undefined).slice(0, mostPins);

/** From the upper left corner of the frame. */
function pixels({ lon, lat, zoom, frame }: View): (p: Point) => Point {
  const [x0, y0] = world([lon, lat]), size = 256 * 2 ** zoom, round = (value: number): number => Math.round(value * 10) / 10;
  return p => { const [x, y] = world(p); return [round(frame.width / 2 + (x - x0) * size), round(frame.height / 2 + (y - y0) * size)]; };
}

export function draw(grids: readonly Grid[], tasks: readonly Shown[], here: Place | undefined, view: View): SVGElement {
  const { width, height } = view.frame, at = pixels(view), placed = placedOf(tasks), path = (ring: Point[]): string => `M${ring.map(p => at(p).join(' ')).join('L')}Z`;
  const spot = here && at([here.lon, here.lat]), near = spot && spot[0] > -width && spot[0] < 2 * width && spot[1] > -height && spot[1] < 2 * height ? spot : undefined;
  const svg = s('svg', { class: 'over', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'xMidYMid slice', role: 'img', 'aria-label': near ? t('任务地图：当前位置与 {0} 个待办点', placed.length) : t('任务地图：责任网格与 {0} 个待办点', placed.length) });
  for (const ring of outer(grids)) svg.append(s('path', { class: 'own', d: path(ring) }));
  const [first] = placed;
  if (near && first) for (const kind of ['way under', 'way']) svg.append(s('path', { class: kind, d: `M${near.join(' ')}L${at([first.lon!, first.lat!]).join(' ')}` }));
  if (near) svg.append(s('circle', { class: 'near', cx: near[0], cy: near[1], r: 19 }), s('circle', { class: 'here', cx: near[0], cy: near[1], r: 8 }));
  placed.map((task, index) => ({ task, index })).reverse().forEach(({ task, index }) => svg.append(pin(at([task.lon!, task.lat!]), index + 1, task)));
  return svg;
}

function pin([x, y]: Point, n: number, task: Shown): SVGElement {
  const late = task.dueAt !== undefined && Date.parse(task.dueAt) < Date.now(), label = s('text', { y: -15, 'text-anchor': 'middle' });
  label.textContent = String(n);
  return s('g', { class: `pin${n === 1 ? ' first' : ''}${late ? ' late' : ''}`, transform: `translate(${x} ${y}) scale(${n === 1 ? 1.35 : 1})` },
    s('path', { d: 'M0 0C-6-8-11-12-11-19a11 11 0 0 1 22 0c0 7-5 11-11 19z' }), label);
}

function box(points: readonly Point[]): [number, number, number, number] {
  const xs = points.map(p => p[0]), ys = points.map(p => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Web Mercator, 0 to 1 from the north-west. */
function world([lon, lat]: Point): Point {
  const sin = Math.sin(lat * Math.PI / 180);
  return [(lon + 180) / 360, .5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

const unworld = ([x, y]: Point): Point => [x * 360 - 180, Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI];
