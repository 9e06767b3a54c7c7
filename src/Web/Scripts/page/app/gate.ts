// The door: choose a PIN at first use, type it after a while, hear what to do when the door stays shut.
import type { App } from './app.js';
import type { Device } from './device.js';
import { button, field, h, icon, note } from './dom.js';
import { signIn } from './parts.js';
import { t } from './words.js';

const input = (name: string): HTMLInputElement =>
  h('input', { type: 'password', inputmode: 'numeric', pattern: '[0-9]*', maxlength: 6, autocomplete: 'off', name, class: 'pin-in', required: true });
const isPin = (text: string): boolean => /^\d{4,6}$/.test(text);

const door = (title: string, text: string, ...more: (Node | null)[]): Node[] =>
  [h('main', { class: 'sheet plain door', id: 'main' }, icon('shield-check', 40), h('h1', {}, title), h('p', { class: 'lead' }, text), ...more)];

/** Presses once at a time; Enter counts as a press. */
function form(words: string, send: () => Promise<void>, ...parts: Node[]): HTMLElement {
  let busy = false;
  const press = h('button', { type: 'submit', class: 'btn primary big wide' }, icon('check', 22), words);
  const go = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    press.setAttribute('aria-disabled', 'true');
    await send().finally(() => { busy = false; press.removeAttribute('aria-disabled'); });
  };
  return h('form', { class: 'form', novalidate: true, submit: event => { event.preventDefault(); void go(); } }, ...parts, press);
}

export function choosePin(device: Device, done: () => Promise<void>): Node[] {
  const pin = input('Pin'), twice = input('Twice'), wrong = h('p', { class: 'err', role: 'alert' });
  const send = async (): Promise<void> => {
    wrong.textContent = !isPin(pin.value) ? t('请用 4 到 6 位数字。') : pin.value !== twice.value ? t('两次不一样，请再输一次。') : '';
    if (wrong.textContent) return;
    await device.vault.begin(pin.value);
    await done();
  };
  return door(t('给本机设一个密码'), t('任务和照片会加密存在这部手机上，没有网络也能用。手机丢了，别人没有密码也打不开。4 到 6 位数字，好记就行；半小时不用才会再问一次。'),
    form(t('好了'), send, field('Pin', t('本机密码'), pin), field('Twice', t('再输一次'), twice), wrong));
}

export function unlock(device: Device, unsent: number, done: () => Promise<void>): Node[] {
  const pin = input('Pin'), wrong = h('p', { class: 'err', role: 'alert' });
  const send = async (): Promise<void> => {
    const answer = await device.vault.unlock(pin.value);
    pin.value = '';
    if (answer === 'open') return done();
    wrong.textContent = answer === 'wrong' ? t('密码不对，请再试。记录都还在。') : t('错得多了，请等 {0} 秒再试。记录都还在，不会删除。', answer.waitSeconds);
    pin.focus();
  };
  return door(t('请输密码'), unsent > 0 ? t('{0}，本机有 {1} 条记录还没上传。', device.facts.me.name, unsent) : device.facts.me.name, form(t('打开'), send, field('Pin', t('本机密码'), pin), wrong));
}

export function changePin(app: App): HTMLElement {
  const old = input('Old'), pin = input('Pin'), wrong = h('p', { class: 'err', role: 'alert' });
  return form(t('好了'), async () => {
    wrong.textContent = isPin(pin.value) ? await app.device.vault.change(old.value, pin.value) ? '' : t('密码不对，请再试。记录都还在。') : t('请用 4 到 6 位数字。');
    if (!wrong.textContent) location.hash = '#/me';
  }, field('Old', t('现在的本机密码'), old), field('Pin', t('新的本机密码'), pin), wrong);
}

export const firstOffline = (again: () => void): Node[] =>
  door(t('第一次打开要有网络'), t('走到有信号的地方打开一次，之后没有网络也能用。'), button(t('再试一次'), 'refresh-cw', 'primary big wide', again));

export const signedOut = (): Node[] => door(t('请先登录'), t('登录后任务会下载到这部手机，没有网络也能用。'), signIn());

export const refused = (title: string, text: string): Node[] => door(title, text, signIn());

/** The centre revoked this device: what was not sent can be saved once. */
export function wiped(reason: string, file: Blob | null): Node[] {
  const save = file && h('a', { class: 'btn primary big wide', href: URL.createObjectURL(file), download: 'gezhi-unsent.json' }, icon('download', 22), t('保存没上传的记录'));
  return door(t('本机的资料已清除'), reason, note('said warn', 'info', file ? t('没上传的记录只能在这里保存一次') : t('没有遗留的记录'), file ? t('保存后交给中心；离开本页就没有了。') : undefined), save);
}
