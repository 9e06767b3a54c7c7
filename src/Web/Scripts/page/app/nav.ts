// Under the thumb.
import type { App } from './app.js';
import { h, icon } from './dom.js';
import { open } from './entries.js';
import { t } from './words.js';

export function nav(app: App): HTMLElement {
  const at = location.hash || '#/', waiting = open(app.entries).length;
  const one = (href: string, words: string, drawing: string): HTMLElement =>
    h('a', { href, 'aria-current': at === href ? 'page' : null }, icon(drawing, 24), words, href === '#/outbox' && waiting > 0 && h('em', {}, String(Math.min(waiting, 99))));
  return h('nav', { class: 'tabbar noprint', 'aria-label': t('主导航') }, one('#/', t('任务'), 'list-checks'), one('#/map', t('地图'), 'map'),
    h('a', { class: 'plus', href: '#/new', 'aria-current': at === '#/new' ? 'page' : null }, h('span', {}, icon('plus', 30)), t('巡查上报')), one('#/outbox', t('本机记录'), 'cloud-upload'), one('#/me', t('我的'), 'user'));
}
