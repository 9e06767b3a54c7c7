// Today's round: begin and end duty, the next place, check in with or without a photo. All of it works without network.
import type { App, Screen } from './app.js';
import type { Photo } from './camera.js';
import { button, empty, h, icon, link } from './dom.js';
import { end, follow, start, stateOf, type State } from './duty.js';
import { back, pill } from './parts.js';
import { photoField } from './photofield.js';
import { locate, metres, type Place } from './where.js';
import { dayOf, distance, t, when } from './words.js';
import type { Work } from './works.js';

interface Spot { id: string; name: string; lon: number; lat: number; isVisited: boolean }
interface Plan { id: string; name: string; areaName: string; from: string; until: string; on: string; places: Spot[] }
interface Stop extends Spot { plan: Plan; isWaiting: boolean }

const doubtMetres = 50;

const plans = (app: App): Plan[] => ((app.held.other.get('patrol') ?? []) as Plan[]).filter(plan => Array.isArray(plan.places));

/** Not yet visited first, always the nearest next; a check-in that waits counts at once. */
function stops(app: App): Stop[] {
  const sent = new Map(app.entries.filter(entry => entry.kind === 'check-in' && entry.state !== 'refused').map(entry => [(JSON.parse(entry.data) as { placeId: string }).placeId, dayOf(entry.madeAt)]));
  const all = plans(app).flatMap(plan => plan.places.map((place): Stop => ({ ...place, plan, isWaiting: !place.isVisited && (sent.get(place.id) ?? '') >= plan.on })));
  const order: Stop[] = [], left = all.filter(stop => !isDone(stop));
  let at: { lon: number; lat: number } | undefined = app.here;
  while (left.length > 0) {
    const here = at, next = here ? left.reduce((best, one) => metres(here, one) < metres(here, best) ? one : best) : left[0]!;
    left.splice(left.indexOf(next), 1);
    order.push(next);
    at = next;
  }
  return [...order, ...all.filter(isDone)];
}

const isDone = (stop: Stop): boolean => stop.isVisited || stop.isWaiting;
const hours = ({ from, until }: Plan): string => until <= from ? t('{0} 至次日 {1}', from, until) : `${from}–${until}`;

function screen(app: App): Screen {
  const state = stateOf(app), all = stops(app), [next, ...rest] = all.filter(stop => !isDone(stop)), done = all.filter(isDone);
  if (!state) return { title: t('今日巡查'), body: [back(t('今日巡查')), h('main', { class: 'sheet plain', id: 'main' }, empty('footprints', t('巡查还没有下载'), t('有网时打开一次；没有网格岗位的账号没有巡查。')))] };
  const main = h('main', { class: 'sheet plain', id: 'main' }, duty(app, state),
    next && h('h2', { class: 'sub' }, t('下一个点位')), next && card(app, state, next),
    rest.length > 0 && h('div', { class: 'nx' }, h('h2', {}, t('接下来')), h('span', {}, t('按路线排序'))),
    rest.length > 0 && h('ul', { class: 'entries' }, ...rest.map(stop => row(app, state, stop))),
    done.length > 0 && h('h2', { class: 'sub' }, t('今天已到 {0} 个', done.length)),
    done.length > 0 && h('ul', { class: 'kept' }, ...done.map(stop => h('li', {}, h('span', {}, stop.name), pill(stop.isVisited ? 'done' : 'hold', stop.isVisited ? t('已到') : t('已打卡，待上传'))))),
    all.length === 0 && empty('footprints', t('今天没有要到的点位'), t('没有巡查计划也可以上岗、巡查上报。')),
    h('div', { class: 'pair' }, link(t('我的轨迹'), 'map', '', '/field/tracks'), link(t('巡查上报'), 'plus', '', '#/new')));
  return { title: t('今日巡查'), body: [back(t('今日巡查')), main] };
}

function duty(app: App, state: State): HTMLElement {
  const words = state.isOn ? t('在岗中') : t('还没有上岗');
  const track = !state.isOn ? t('上岗之后、本应用打开着的时候才记录轨迹；锁屏或切到别的应用就停。只有您能看，{0} 天后删除。', state.keepDays)
    : state.isDenied ? t('没有定位权限，不记录轨迹。可以在浏览器设置里允许；打卡也要用。')
    : t('正在记录轨迹，本机还有 {0} 个点没有送出。锁屏或切到别的应用会停。', state.points);
  return h('section', { class: 'task duty' }, h('h2', {}, words, state.since ? h('small', {}, ` ${t('{0} 上岗', when(state.since))}`) : null),
    state.isOn ? button(t('下岗'), 'log-out', 'danger big wide', () => end(app)) : button(t('上岗'), 'footprints', 'primary big wide', () => start(app)),
    h('p', { class: 'hint' }, icon('info', 16), ` ${track}`));
}

const far = (app: App, stop: Stop): string => app.here ? ` · ${distance(metres(app.here, stop))}` : '';

function card(app: App, state: State, stop: Stop): HTMLElement {
  const photos = photoField(`photo-${stop.id}`, t('拍一张（可以不拍）'), 1), said = h('p', { class: 'err', role: 'alert' });
  return h('article', { class: 'task', 'data-stop': stop.id }, h('h2', {}, stop.name), h('p', { class: 'ad' }, `${stop.plan.name} · ${hours(stop.plan)}${far(app, stop)}`),
    state.isOn && photos.element, said,
    h('div', { class: 'pair' }, link(t('导航'), 'navigation', '', `geo:${stop.lat.toFixed(6)},${stop.lon.toFixed(6)}`),
      state.isOn ? button(t('到点打卡'), 'map-pin', 'primary', () => arrive(app, state, stop, said, photos.photos)) : h('span', { class: 'hint' }, t('上岗后打卡'))));
}

function row(app: App, state: State, stop: Stop): HTMLElement {
  const said = h('p', { class: 'err', role: 'alert' });
  return h('li', { class: 'task', 'data-stop': stop.id }, h('div', { class: 'r1' }, h('div', {}, h('strong', {}, stop.name), h('p', { class: 'ad' }, `${hours(stop.plan)}${far(app, stop)}`))), said,
    state.isOn && button(t('到点打卡'), 'map-pin', '', () => arrive(app, state, stop, said, () => Promise.resolve([]))));
}

/** Says at once what the centre would refuse later. */
async function arrive(app: App, { visitMetres }: State, stop: Stop, said: HTMLElement, photos: () => Promise<Photo[]>): Promise<void> {
  said.textContent = t('正在定位…');
  const place: Place | undefined = await locate(15_000);
  if (!place) { said.textContent = t('没有定位。到室外或窗边再试一次。'); return; }
  const away = metres(place, stop);
  if (away - Math.min(place.accuracyMetres, doubtMetres) > visitMetres) { said.textContent = t('离点位约 {0}，{1} 米以内才算到。请走近再打卡。', distance(away), visitMetres); return; }
  said.textContent = '';
  await app.record({ kind: 'check-in', title: stop.name, caseId: null, data: { placeId: stop.id, lon: place.lon, lat: place.lat, accuracyMetres: place.accuracyMetres }, photos: (await photos()).map(photo => ({ photo, role: 'photo' })) });
}

function today(app: App): Node | null {
  const state = stateOf(app);
  if (!state) return null;
  const left = stops(app).filter(stop => !isDone(stop)).length;
  return h('section', { class: 'task patrolcard' }, h('div', { class: 'r1' }, h('div', {}, h('strong', {}, t('今日巡查')), h('p', { class: 'ad' }, `${state.isOn ? t('在岗中') : t('还没有上岗')} · ${left > 0 ? t('还有 {0} 个点位', left) : t('没有要到的点位')}`)), link(t('去巡查'), 'footprints', state.isOn ? 'primary' : '', '#/patrol')));
}

export const patrol: Work = { kinds: ['patrol'], screens: { patrol: screen }, today, follow };
