// This device: how much it holds, its lock, how it looks, the way out.
import type { App, Screen } from './app.js';
import { button, h, icon, link } from './dom.js';
import { open } from './entries.js';
import { changePin } from './gate.js';
import { back, signIn } from './parts.js';
import { isEnglish, size, t, when } from './words.js';

interface Look { theme?: string; elder?: boolean; gloves?: boolean; lang?: string }

export function me(app: App): Screen {
  const waiting = open(app.entries).length, facts = h('dl', { class: 'dl' });
  for (const [label, value] of [[t('记录'), t('{0} 条待上传，{1} 条已接收', waiting, app.entries.filter(entry => entry.state === 'accepted').length)], [t('任务和网格'), t('{0} 件任务，{1} 个网格', app.held.tasks.length, app.held.grids.length)], [t('更新于'), app.syncedAt ? when(app.syncedAt) : t('还没有')]] as const) facts.append(h('dt', {}, label), h('dd', {}, value));
  void quota(facts);
  const main = h('main', { class: 'sheet plain', id: 'main' }, h('section', { class: 'task' }, h('h2', {}, app.device.facts.me.name), facts, link(t('看本机记录'), 'file-text', 'wide', '#/outbox')),
    app.contact === 'signed-out' && signIn(),
    h('h2', { class: 'sub' }, t('锁')), h('p', { class: 'hint' }, t('{0} 分钟不用会自动上锁；{1} 小时连不上中心，本机的任务会清掉，没上传的记录不会。', app.device.facts.lockMinutes, app.device.facts.keepHours)),
    h('div', { class: 'pair' }, button(t('现在上锁'), 'shield-check', '', () => app.lock()), button(t('换密码'), 'settings', '', () => { location.hash = '#/pin'; })),
    h('h2', { class: 'sub' }, t('字号')), h('div', { class: 'pair' }, choice(t('标准字'), null, !isElder(), { elder: false }), choice(t('大字'), 'a-large-small', isElder(), { elder: true })),
    h('h2', { class: 'sub' }, t('手套模式')), h('p', { class: 'hint' }, t('戴手套也好按：按钮更大、间隔更宽。只在这部手机上。')), h('div', { class: 'pair' }, choice(t('平常'), null, !isGloved(), { gloves: false }), choice(t('戴手套'), null, isGloved(), { gloves: true })),
    h('h2', { class: 'sub' }, t('颜色')), h('div', { class: 'pair three' }, choice(t('浅色'), 'sun', theme() === 'light', { theme: 'light' }), choice(t('深色'), 'moon', theme() === 'dark', { theme: 'dark' }), choice(t('跟随设备'), null, theme() === undefined, { theme: 'auto' })),
    h('h2', { class: 'sub' }, t('语言')), h('div', { class: 'pair' }, choice('中文', null, !isEnglish(), { lang: 'zh-CN' }), choice('English', null, isEnglish(), { lang: 'en' })),
    h('h2', { class: 'sub' }, t('账号')), link(t('打开在线页面'), 'smartphone', 'wide', '/field'), link(t('我的设备'), 'settings', 'wide', '/field/devices'),
    button(t('退出登录'), 'log-out', 'danger wide', () => app.signOut()));
  return { title: t('我的'), body: [h('header', { class: 'back' }, h('h1', {}, t('我的'))), main] };
}

const isElder = (): boolean => document.documentElement.hasAttribute('data-elder');
const isGloved = (): boolean => document.documentElement.hasAttribute('data-gloves');
const theme = (): string | undefined => document.documentElement.dataset.theme;

function choice(words: string, drawing: string | null, isOn: boolean, look: Look): HTMLButtonElement {
  return h('button', { type: 'button', class: 'btn', 'aria-pressed': String(isOn), click: () => void choose(look) }, drawing && icon(drawing, 20), words);
}

/** Kept here for the app and, when there is network, for the online pages as well. */
async function choose(look: Look): Promise<void> {
  localStorage.setItem('gezhi:look', JSON.stringify({ ...JSON.parse(localStorage.getItem('gezhi:look') ?? '{}') as Look, ...look }));
  const [[name, value]] = Object.entries(look) as [string, string | boolean][] as [[string, string | boolean]];
  if (navigator.onLine && name !== 'gloves') await fetch(`/preferences?${name}=${value === true ? 1 : value === false ? 0 : value}&back=/favicon.svg`).catch(() => null);
  location.reload();
}

async function quota(list: HTMLElement): Promise<void> {
  const { usage = 0, quota: most = 0 } = await navigator.storage?.estimate?.() ?? {}, kept = await navigator.storage?.persisted?.() ?? false;
  list.append(h('dt', {}, t('占用空间')), h('dd', {}, t('{0}，本机还可用 {1}', size(usage), size(Math.max(0, most - usage)))), h('dt', {}, t('长期保存')), h('dd', {}, kept ? t('已允许，浏览器不会自行清理') : t('未允许；空间紧张时浏览器可能清理，请及时上传')));
}

export function pinScreen(app: App): Screen {
  return { title: t('换密码'), body: [back(t('换密码'), '#/me'), h('main', { class: 'sheet plain', id: 'main' }, changePin(app))], isForm: true };
}
