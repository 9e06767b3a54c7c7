// Today: the map, one next task with one thing to do, then the rest along the way.
import type { App, Screen } from './app.js';
import { button, empty, h, icon, link } from './dom.js';
import { draw, homeFrame, longFrame, pictureOf, tallFrame, viewOf, type Frame } from './map.js';
import { cover, deadline, geo, ring, status, whereabouts } from './parts.js';
import type { Shown } from './tasks.js';
import { lastPlace } from './where.js';
import { dayOf, span, t, today, until } from './words.js';
import { works } from './works.js';
import { isLate, stepIcon, stepWords, taskKind } from './words-of.js';

export function home(app: App): Screen {
  const todo = app.tasks.filter(task => !task.isDone), done = doneToday(app), [next, ...rest] = todo;
  const head = h('header', { class: 'fmap' }, h('h1', { class: 'vh' }, t('今日任务')), ...ground(app, todo, isLong(groundName(app)) ? longFrame : homeFrame),
    h('div', { class: 'hd' }, h('div', {}, h('strong', {}, groundName(app)), h('small', {}, `${today()} · ${app.held.grids.length > 0 ? t('离线地图已就绪') : t('地图还没有下载')}`)), ring(done, done + todo.length)),
    h('div', { class: 'ctl' }, h('button', { type: 'button', 'aria-label': t('按我的位置重新排序'), click: () => void app.locate() }, icon('locate', 22))));
  const list = h('ol', { class: 'next', start: 2 }, ...rest.map((task, index) => row(app, task, index + 2)));
  const main = h('main', { class: 'sheet', id: 'main' }, next ? card(app, next) : nothing(app),
    rest.length > 0 && h('div', { class: 'nx' }, h('h2', {}, t('接下来')), h('span', {}, t('按路线排序'))), rest.length > 0 && list, ...works.map(work => work.today(app)));
  return { title: t('今日任务'), body: [head, main] };
}

const groundName = ({ held: { grids }, device }: App): string => grids.length === 0 ? device.facts.me.name : grids.length === 1 ? grids[0]!.full : t('{0} 等 {1} 个网格', grids[0]!.name, grids.length);

/** A headline of two lines: the first pin stands below it. */
const isLong = (name: string): boolean => [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0) > 30;

/** The picture of the ground comes from the device as soon as it is unsealed; what is drawn on it does not wait. */
function ground(app: App, tasks: Shown[], frame: Frame): Node[] {
  const view = viewOf(app.held.grids, tasks, frame);
  if (!view) return [];
  const image = h('img', { class: 'ground', alt: '', width: 720, height: frame.height, hidden: true });
  void app.picture(pictureOf(view, isDark())).then(blob => {
    if (!blob) return;
    image.src = URL.createObjectURL(blob);
    image.addEventListener('load', () => { image.hidden = false; URL.revokeObjectURL(image.src); }, { once: true });
  });
  return [image, draw(app.held.grids, tasks, app.here, view)];
}

const isDark = (): boolean => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

/** What the worker finished today: what the centre knows, from whatever device, and what is still on this one. */
function doneToday({ entries, held }: App): number {
  const ends = new Set(['confirm', 'hand-in', 'solve-on-spot']), now = dayOf(Date.now());
  const mine = entries.filter(entry => ends.has(entry.kind) && entry.state !== 'refused' && entry.state !== 'decided' && dayOf(entry.madeAt) === now && (entry.caseId !== null || entry.state !== 'accepted'));
  return new Set([...held.done.on === now ? held.done.cases : [], ...mine.map(entry => entry.caseId ?? entry.id)]).size;
}

const nothing = (app: App): HTMLElement => app.contact === 'new'
  ? empty('refresh-cw', t('正在取任务'), t('第一次要等一会儿，之后没有网络也能打开。'))
  : empty('circle-check', t('现在没有待办'), t('派给您的核实和处置会出现在这里。巡查时看到问题，按下面的加号上报。'), link(t('巡查上报'), 'plus', 'primary', '#/new'));

function card(app: App, task: Shown): HTMLElement {
  const way = geo(task);
  const facts = [task.category, task.reportCount > 1 ? t('另有 {0} 人反映', task.reportCount - 1) : ''].filter(Boolean).join(' · ');
  const act = task.next === 'accept' || task.next === 'depart'
    ? button(stepWords(task.next), stepIcon(task.next), 'primary', () => quick(app, task))
    : link(stepWords(task.next), stepIcon(task.next), 'primary', `#/task/${task.id}/do`);
  return h('article', { class: 'task' },
    h('div', { class: 'r1' }, h('div', {}, status(task), task.isUrgent === true && h('span', { class: 'urgent' }, t('急')), h('h2', {}, h('a', { href: `#/task/${task.id}` }, task.title)), h('p', { class: 'ad' }, whereabouts(app, task), facts && h('br'), facts)), cover(app, task)),
    deadline(task), task.kind === 'attend' && h('p', { class: 'wait' }, icon('clock', 18), h('span', {}, t('已上报 {0}，还没有人到场', span(Date.now() - Date.parse(task.beganAt))))),
    h('div', { class: `act${way ? '' : ' two'}` }, way && h('a', { class: 'btn', href: way, 'aria-label': t('导航') }, icon('navigation', 22)), h('a', { class: 'btn', href: `#/task/${task.id}`, 'aria-label': t('看详情') }, icon('file-text', 22)), act));
}

/** Taking it and setting out need no further page. */
export const quick = (app: App, task: Shown): Promise<void> =>
  app.record({ kind: task.next === 'accept' ? 'accept' : 'depart', title: task.title, caseId: task.id, baseVersion: task.version, place: lastPlace(), data: {} });

const row = (app: App, task: Shown, n: number): HTMLElement =>
  h('li', {}, h('span', { class: 'n' }, String(n)), h('a', { href: `#/task/${task.id}` }, h('strong', {}, task.isUrgent === true && h('span', { class: 'urgent' }, t('急')), task.title), h('small', {}, whereabouts(app, task))),
    h('div', { class: `d${isLate(task) ? ' late' : ''}` }, h('b', {}, task.dueAt && task.kind !== 'attend' ? until(task.dueAt) : ''), task.waiting > 0 ? t('待上传') : taskKind(task)));

export function mapScreen(app: App): Screen {
  const todo = app.tasks.filter(task => !task.isDone), drawn = ground(app, todo, tallFrame);
  const main = h('main', { id: 'main' }, h('h1', { class: 'vh' }, t('任务地图')), h('div', { class: 'fmap tall' }, ...drawn.length > 0 ? drawn : [empty('map', t('地图还没有下载'), t('有网时打开一次，网格边界就留在本机。'))],
    h('div', { class: 'hd' }, h('div', {}, h('strong', {}, groundName(app)), h('small', {}, t('{0} 个待办点', todo.filter(task => task.lon !== undefined).length)))),
    h('div', { class: 'ctl' }, h('button', { type: 'button', 'aria-label': t('回到当前位置'), click: () => void app.locate() }, icon('locate', 22)))));
  return { title: t('任务地图'), body: [main] };
}
