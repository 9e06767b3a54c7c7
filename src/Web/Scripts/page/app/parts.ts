// Pieces that several screens show.
import type { App } from './app.js';
import { h, icon, link, s } from './dom.js';
import type { Shown } from './tasks.js';
import { metres } from './where.js';
import { distance, t } from './words.js';
import { left, limitWords, standing, usedShare } from './words-of.js';

const shapes: Record<string, string> = {
  new: 'M6 1.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4z', doing: 'M6 1.2a4.8 4.8 0 0 1 0 9.6a4.8 4.8 0 0 1 0-9.6z', check: 'M6 .8 11.2 6 6 11.2.8 6z',
  done: 'm1.8 6.4 2.9 2.9 5.5-6.2', late: 'M6 .9 11.6 10.8H.4z', hold: 'M3.8 2v8M8.2 2v8',
};

export function pill(look: string, words: string): HTMLElement {
  const drawn = look === 'late' || look === 'check', half = look === 'doing';
  const shape = s('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, s('path', { d: shapes[look]!, fill: drawn ? 'currentColor' : 'none', stroke: drawn ? 'none' : 'currentColor', 'stroke-width': half ? 1.4 : 2.2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }),
    half && s('path', { d: 'M6 1.2a4.8 4.8 0 0 1 0 9.6z', fill: 'currentColor' }));
  return h('span', { class: `st ${look}` }, shape, words);
}

export function deadline(task: Shown): HTMLElement | null {
  if (!task.dueAt || task.kind === 'attend') return null;
  const share = usedShare(task), look = share > 1 ? 'x' : share >= .8 ? 'w' : '';
  const bar = s('svg', { class: `bar-s ${look}`, viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, s('rect', { width: Math.round(Math.min(share, 1) * 100), height: 6 }));
  return h('div', { class: `sla ${look}` }, icon('clock', 18), h('span', {}, limitWords(task)), bar, h('b', {}, left(task)));
}

export function ring(done: number, all: number): HTMLElement {
  const round = 2 * Math.PI * 19, circle = (more = {}): SVGElement => s('circle', { cx: 22, cy: 22, r: 19, ...more });
  return h('div', { class: 'ring', role: 'img', 'aria-label': t('今天 {0} 件，已完成 {1} 件', all, done) },
    s('svg', { width: 44, height: 44, viewBox: '0 0 44 44', 'aria-hidden': 'true' }, circle(), done > 0 && circle({ 'stroke-dasharray': `${(Math.min(done / Math.max(all, 1), 1) * round).toFixed(1)} ${round.toFixed(1)}` })),
    h('b', { 'aria-hidden': 'true' }, String(done), h('i', {}, `/${all}`)));
}

export const whereabouts = (app: App, task: Shown): string => {
  const place = task.place || task.areaName;
  return app.here && task.lon !== undefined && task.lat !== undefined ? `${place} · ${distance(metres(app.here, { lon: task.lon, lat: task.lat }))}` : place;
};

export const status = (task: Shown): HTMLElement => pill(...standing(task));

export const geo = (task: Shown): string | null => task.lon === undefined || task.lat === undefined ? null : `geo:${task.lat.toFixed(6)},${task.lon.toFixed(6)}`;

export const back = (title: string, to = '#/'): HTMLElement =>
  h('header', { class: 'back' }, h('a', { href: to, 'aria-label': t('返回') }, icon('arrow-left', 24)), h('h1', {}, title));

/** The first photo of a case, when it is on the device or can be fetched. */
export function cover(app: App, task: Shown): HTMLElement | null {
  if (!task.coverHash) return null;
  const image = h('img', { alt: t('现场照片：{0}', task.title), width: 84, height: 84 }), box = h('a', { class: 'thumb', href: `#/task/${task.id}`, hidden: true }, image);
  void app.picture(`/files/${task.coverHash}/thumb`).then(blob => {
    if (!blob) return;
    image.src = URL.createObjectURL(blob);
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
    box.hidden = false;
  });
  return box;
}

export const signIn = (): HTMLElement => link(t('去登录'), 'log-in', 'primary', `/sign-in?returnUrl=${encodeURIComponent('/field/app')}`);
