// The map that needs no network: own grids, numbered tasks and where one stands, drawn from what is on the device.
import { s } from './dom.js';
import type { Grid, Shown } from './tasks.js';
import { t } from './words.js';
import type { Place } from './where.js';

interface Frame { width: number; height: number; top: number; bottom: number }
type Point = [number, number];
const side = 36, mostPins = 9, smallestDegrees = .0016;

export function draw(grids: readonly Grid[], tasks: readonly Shown[], here: Place | undefined, frame: Frame): SVGElement | null {
  const placed = tasks.filter(task => task.lon !== undefined && task.lat !== undefined).slice(0, mostPins), rings = grids.flatMap(grid => grid.polygons.map(polygon => polygon[0]!));
  const points: Point[] = [...rings.flat(), ...placed.map((task): Point => [task.lon!, task.lat!])];
  if (points.length === 0) return null;
  const near = here && isNear(points, here) ? here : undefined;
  const at = fit(near ? [...points, [near.lon, near.lat]] : points, frame), path = (ring: Point[]): string => `M${ring.map(p => at(p).join(' ')).join('L')}Z`;
  const svg = s('svg', { class: 'over', viewBox: `0 0 ${frame.width} ${frame.height}`, preserveAspectRatio: 'xMidYMid slice', role: 'img', 'aria-label': near ? t('任务地图：当前位置与 {0} 个待办点', placed.length) : t('任务地图：责任网格与 {0} 个待办点', placed.length) });
  for (const ring of rings) svg.append(s('path', { class: 'own', d: path(ring) }));
  const [first] = placed;
  if (near && first) for (const kind of ['way under', 'way']) svg.append(s('path', { class: kind, d: `M${at([near.lon, near.lat]).join(' ')}L${at([first.lon!, first.lat!]).join(' ')}` }));
  if (near) {
    const [cx, cy] = at([near.lon, near.lat]);
    svg.append(s('circle', { class: 'near', cx, cy, r: 19 }), s('circle', { class: 'here', cx, cy, r: 8 }));
  }
  placed.map((task, index) => ({ task, index })).reverse().forEach(({ task, index }) => svg.append(pin(at([task.lon!, task.lat!]), index + 1, task)));
  return svg;
}

function pin([x, y]: Point, n: number, task: Shown): SVGElement {
  const late = task.dueAt !== undefined && Date.parse(task.dueAt) < Date.now(), label = s('text', { y: -15, 'text-anchor': 'middle' });
  label.textContent = String(n);
  return s('g', { class: `pin${n === 1 ? ' first' : ''}${late ? ' late' : ''}`, transform: `translate(${x} ${y}) scale(${n === 1 ? 1.35 : 1})` },
    s('path', { d: 'M0 0C-6-8-11-12-11-19a11 11 0 0 1 22 0c0 7-5 11-11 19z' }), label);
}

function isNear(points: readonly Point[], { lon, lat }: Place): boolean {
  const [west, south, east, north] = box(points), far = .03;
  return lon > west - far && lon < east + far && lat > south - far && lat < north + far;
}

function box(points: readonly Point[]): [number, number, number, number] {
  const lons = points.map(p => p[0]), lats = points.map(p => p[1]);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Degrees to pixels, so that everything lies between what covers the top and the bottom. */
function fit(points: readonly Point[], { width, height, top, bottom }: Frame): (p: Point) => Point {
  const [west, south, east, north] = box(points), middle: Point = [(west + east) / 2, (south + north) / 2], narrow = Math.cos(middle[1] * Math.PI / 180);
  const scale = Math.min((width - 2 * side) / Math.max((east - west) * narrow, smallestDegrees), (height - top - bottom - side) / Math.max(north - south, smallestDegrees));
  const round = (value: number): number => Math.round(value * 10) / 10;
  return ([lon, lat]) => [round(width / 2 + (lon - middle[0]) * narrow * scale), round((top + height - bottom) / 2 + 10 - (lat - middle[1]) * scale)];
}
