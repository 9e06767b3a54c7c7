// One line on top in words: whether there is network, and what is still on this device.
import type { App } from './app.js';
import { h, icon } from './dom.js';
import { open } from './entries.js';
import { t, when } from './words.js';

export function strip(app: App): HTMLElement {
  const waiting = open(app.entries), mine = waiting.filter(entry => entry.state === 'needs-me' || entry.state === 'refused').length, n = waiting.length - mine;
  const [look, drawing, words, small, to, toWords] =
    app.contact === 'signed-out' ? ['', 'log-in', t('登录已过期'), n > 0 ? t('{0} 条已存在本机，登录后上传', n) : t('登录后更新任务'), `/sign-in?returnUrl=${encodeURIComponent('/field/app')}`, t('登录')]
    : app.contact === 'offline' ? ['', 'cloud-off', n > 0 ? t('离线工作中，{0} 条已存在本机', n) : t('离线工作中'), t('有网后自动上传，不会重复提交'), n + mine > 0 ? '#/outbox' : '', t('查看')]
    : app.contact === 'fault' ? ['', 'triangle-alert', t('中心系统出了故障'), n > 0 ? t('{0} 条在本机，没有丢，会自动再送', n) : t('没有丢失，会自动再试'), n + mine > 0 ? '#/outbox' : '', t('查看')]
    : mine > 0 ? ['', 'triangle-alert', t('{0} 条需要您看一看', mine), t('没有送到，也没有丢'), '#/outbox', t('去看')]
    : n > 0 ? ['', 'cloud-upload', t('正在上传，{0} 条已存在本机', n), t('收到回执才算送到'), '#/outbox', t('查看')]
    : ['ok', 'circle-check', t('已连接'), app.syncedAt ? t('任务更新于 {0}', when(app.syncedAt)) : t('正在取任务'), '', ''];
  return h('div', { class: `sync ${look}`, role: 'status' }, icon(drawing!), h('span', {}, words!, h('small', {}, small!)), to ? h('a', { href: to }, toWords!) : null);
}
