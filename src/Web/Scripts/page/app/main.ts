// The field app: opens the store, shows the screen that the address names, and meets the centre whenever there is network.
import { Faulty, Refused, SignedOut, Unreachable, Wiped } from './api.js';
import type { App, Screen } from './app.js';
import type { Row, StoredBlob } from './db.js';
import { enrol, last, type Device } from './device.js';
import { listen } from './alarm.js';
import { ask } from './dom.js';
import * as entries from './entries.js';
import { finding } from './finding.js';
import * as gate from './gate.js';
import { home, mapScreen } from './home.js';
import { erase, isTooOld, leave, rescue, unsent } from './leave.js';
import { homeFrame, longFrame, pictureOf, tallFrame, viewOf, type View } from './map.js';
import { me, pinScreen } from './me.js';
import { nav } from './nav.js';
import { outboxPage } from './outboxpage.js';
import { decided, dropped, flush, letGo, tidy, type Sender } from './outbox.js';
import { strip } from './strip.js';
import { sync } from './sync.js';
import { taskPage } from './taskpage.js';
import { project, read, route } from './tasks.js';
import { lastPlace, locate, locateQuietly } from './where.js';
import { t } from './words.js';
import type { Vault } from './vault.js';
import { works } from './works.js';

const host = document.getElementById('app')!, everySeconds = 30, touchSeconds = 20;
let app: App | null = null, enrolled = false, meeting = false, shownAt: string | null = null, touchedAt = 0;

/** What is opened once stays open until the app is shut, by version: thousands of rows are not opened anew for each touch. */
const opened = new Map<string, { v: string; data: unknown }>();

async function plain(vault: Vault, row: Row): Promise<unknown> {
  const had = opened.get(row.key);
  if (had?.v === row.v) return had.data;
  const data = await vault.openText<unknown>(row.sealed);
  if (vault.isOpen) opened.set(row.key, { v: row.v, data });
  return data;
}

function door(body: Node[]): void {
  opened.clear();
  for (const work of works) work.follow?.(null);
  host.replaceChildren(...body);
  document.title = `${host.querySelector('h1')?.textContent ?? ''} · ${t('格治')}`;
}

async function start(): Promise<void> {
  const device = await last();
  if (!device) return first();
  if (await isTooOld(device)) await leave(device);
  const now = await last();
  if (!now) return first();
  await (await now.vault.resume() ? enter(now) : admit(now));
}

/** A device that nobody uses yet: whoever is signed in begins. */
async function first(): Promise<void> {
  if (!navigator.onLine) return door(gate.firstOffline(() => void start()));
  try {
    const device = await enrol(null);
    enrolled = true;
    await admit(device);
  } catch (fault) {
    door(closed(fault));
  }
}

function closed(fault: unknown): Node[] {
  if (fault instanceof SignedOut) return gate.signedOut();
  if (fault instanceof Faulty) return gate.refused(t('中心系统出了故障'), t('过一会儿再打开。'));
  if (fault instanceof Unreachable) return gate.firstOffline(() => void start());
  if (fault instanceof Wiped || fault instanceof Refused) return gate.refused(fault.problem.title, fault.problem.detail ?? '');
  throw fault;
}

async function admit(device: Device): Promise<void> {
  const open = (): Promise<void> => enter(device);
  app = null;
  const hasPin = await device.vault.hasPin();
  door(hasPin ? gate.unlock(device, await unsent(device.db), open) : gate.choosePin(device, open));
  if (hasPin && !enrolled && navigator.onLine) await whileShut(device);
}

/** Also a locked app hears that it was revoked, or that somebody else has signed in. */
async function whileShut(device: Device): Promise<void> {
  try {
    const now = await enrol(device);
    if (now.account !== device.account && !app) { enrolled = true; await admit(now); }
  } catch (fault) {
    if (fault instanceof Wiped && !app) await wipeShut(device, fault);
    else if (!(fault instanceof Unreachable || fault instanceof SignedOut || fault instanceof Refused || fault instanceof Wiped)) throw fault;
  }
}

/** Without the PIN nobody can save what was not sent: that alone waits for it. */
async function wipeShut(device: Device, { problem }: Wiped): Promise<void> {
  if (await unsent(device.db) > 0) return leave(device);
  await device.vault.destroy();
  await erase(device);
  door(gate.wiped(problem.detail ?? problem.title, null));
}

async function enter(device: Device): Promise<void> {
  app = {
    device, held: { tasks: [], grids: [], units: [], categories: [], done: { on: '', cases: [] }, other: new Map() }, entries: [], tasks: [], contact: navigator.onLine ? 'new' : 'offline', syncedAt: await device.db.meta<number>('synced'),
    record: async made => { await entries.add(device.db, device.vault, made); await load(); void wake(); void meet(); },
    again: async entry => { await entries.again(device.db, device.vault, entry); await load(); await meet(); },
    letGo: async entry => { await letGo(device.db, entry); await load(); void meet(); },
    locate: async () => { if (app) { app.here = await locate(); await load(); } },
    meet, lock: () => lock(), signOut, picture,
  };
  shownAt = null;
  void navigator.storage?.persist?.();
  await load();
  void locateQuietly().then(async place => { if (place && app) { app.here = place; await load(); } });
  await meet();
}

/** Reads what is on the device and draws it, unless a form is being filled in. */
async function load(): Promise<void> {
  const now = app;
  if (!now?.device.vault.isOpen) return;
  const { db, vault } = now.device;
  now.held = await read(await db.all('rows'), row => plain(vault, row));
  now.entries = await entries.read(db, vault);
  now.tasks = route(now.held.tasks.map(task => project(task, now.entries)), now.here ?? lastPlace());
  if (app !== now) return;
  for (const work of works) work.follow?.(now);
  draw();
}

function screen(now: App): Screen {
  const [, name, id] = location.hash.split('/');
  switch (name) {
    case 'task': return taskPage(now, id ?? '');
    case 'map': return mapScreen(now);
    case 'new': return finding(now);
    case 'outbox': return outboxPage(now);
    case 'me': return me(now);
    case 'pin': return pinScreen(now);
    default: return works.find(work => name && work.screens[name])?.screens[name!]!(now, id ?? '') ?? home(now);
  }
}

function draw(): void {
  if (!app) return;
  const top = host.querySelector('.sync'), address = location.hash;
  if (shownAt === address && isTyped()) { top?.replaceWith(strip(app)); return; }
  const { title, body } = screen(app), isNew = shownAt !== address;
  shownAt = address;
  host.replaceChildren(strip(app), ...body, nav(app));
  document.title = `${title} · ${t('格治')}`;
  if (isNew) { if (address.endsWith('/do')) document.getElementById('do')?.scrollIntoView(); else scrollTo(0, 0); }
}

/** What a person has typed, photographed or opened is never drawn over. */
function isTyped(): boolean {
  return host.querySelector('details[open], .ph figure, .voice[data-on], dialog[open]') !== null
    || [...host.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('main textarea, main input, main select')].some(field =>
      field === document.activeElement || (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type) ? field.checked !== field.defaultChecked : field instanceof HTMLSelectElement ? field.selectedIndex > 0 : field.value !== field.defaultValue));
}

/** Sends first, then fetches what changed. */
async function meet(): Promise<void> {
  const now = app;
  if (!now || meeting || !now.device.vault.isOpen) return;
  if (!navigator.onLine) return say(now, 'offline');
  meeting = true;
  try {
    if (!enrolled) {
      const device = await enrol(now.device);
      enrolled = true;
      if (device.account !== now.device.account) return await other(now, device);
    }
    const { db, vault, facts } = now.device;
    await dropped(db);
    const sender: Sender = { db, vault, receiptKey: facts.receiptKey, changed: () => { void load(); } };
    await flush(sender);
    await sync(db, vault);
    if (await decided(sender) > 0) await flush(sender); // what waited behind a held entry goes on
    await tidy(db);
    await db.setMeta('synced', now.syncedAt = Date.now());
    say(now, 'fine');
    await load();
    await pictures(now);
  } catch (fault) {
    await trouble(now, fault);
  } finally {
    meeting = false;
    await load();
  }
}

/** Somebody else has signed in: their own store opens, this one stays shut with what it holds. */
async function other(now: App, device: Device): Promise<void> {
  await now.device.vault.lock();
  await admit(device);
}

async function trouble(now: App, fault: unknown): Promise<void> {
  if (fault instanceof Faulty) return say(now, 'fault');
  if (fault instanceof Unreachable) return say(now, 'offline');
  if (fault instanceof SignedOut) { enrolled = false; return say(now, 'signed-out'); }
  if (fault instanceof Wiped) return wipe(now, fault);
  if (fault instanceof Refused && fault.problem.code === 'device.unknown') { enrolled = false; return say(now, 'offline'); }
  if (!now.device.vault.isOpen) return; // locked in the middle: what was not finished waits
  throw fault;
}

async function wipe(now: App, { problem }: Wiped): Promise<void> {
  const { db, vault } = now.device, file = await rescue(db, vault);
  app = null;
  await vault.destroy();
  await erase(now.device);
  door(gate.wiped(problem.detail ?? problem.title, file));
}

function say(now: App, contact: App['contact']): void {
  now.contact = contact;
  if (app === now) host.querySelector('.sync')?.replaceWith(strip(now));
}

async function lock(): Promise<void> {
  const now = app;
  if (!now) return;
  await now.device.vault.lock();
  await admit(now.device);
}

async function signOut(): Promise<void> {
  const now = app!, left = entries.open(now.entries).length;
  const sure = await ask(t('退出登录？'), left > 0 ? t('还有 {0} 条没有上传。它们会加密留在本机，您下次登录、输密码后接着上传；其他资料会清除。', left) : t('本机的任务和密码会清除，下次登录重新下载。'), t('退出'), t('不退出'));
  if (!sure) return;
  app = null;
  await leave(now.device);
  await fetch('/api/session', { method: 'DELETE' }).catch(() => null);
  location.assign(navigator.onLine ? '/sign-in' : '/field/app');
}

/** The browser wakes the service worker when the network is back, where it can. */
async function wake(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration() as (ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } }) | undefined;
  await worker?.sync?.register('gezhi-outbox').catch(() => undefined);
}

/** Pictures are kept sealed like everything else. */
async function picture(path: string): Promise<Blob | null> {
  const { db, vault } = app!.device, kept = await db.get<StoredBlob>('blobs', ['picture', path]);
  const type = path.includes('.svg') ? 'image/svg+xml' : 'image/jpeg';
  if (kept) return new Blob([await vault.open(kept.sealed)], { type });
  const answer = navigator.onLine ? await fetch(path).catch(() => null) : null;
  if (!answer?.ok || answer.redirected || !vault.isOpen) return null;
  const bytes = await answer.arrayBuffer(), sealed = await vault.seal(bytes);
  await db.write(['blobs'], of => of('blobs').put({ hash: path, entry: 'picture', size: bytes.byteLength, sealed } satisfies StoredBlob));
  return new Blob([bytes], { type });
}

/** What a shift needs to see: the first photo of every task and the ground of the own grids, light and dark. */
async function pictures(now: App): Promise<void> {
  const views = [homeFrame, longFrame, tallFrame].map(frame => viewOf(now.held.grids, now.tasks, frame)).filter((view): view is View => view !== null);
  const paths = [...views.flatMap(view => [pictureOf(view, false), pictureOf(view, true)]), ...now.tasks.flatMap(task => task.coverHash ? [`/files/${task.coverHash}/thumb`] : [])];
  for (const path of paths) if (app === now && now.device.vault.isOpen) await picture(path);
}

async function watch(): Promise<void> {
  if (!app) return;
  if (await isTooOld(app.device)) { const { device } = app; app = null; await leave(device); return start(); }
  if (await app.device.vault.isOver()) return lock();
  await meet();
}

function touch(): void {
  if (!app || Date.now() - touchedAt < touchSeconds * 1000) return;
  touchedAt = Date.now();
  void app.device.vault.touch();
}

addEventListener('hashchange', () => { touch(); draw(); });
addEventListener('online', () => void meet());
addEventListener('offline', () => { if (app) say(app, 'offline'); });
addEventListener('pointerdown', touch);
addEventListener('keydown', touch);
document.addEventListener('visibilitychange', () => { if (!document.hidden) void watch(); });
navigator.serviceWorker?.addEventListener('message', event => { if (event.data === 'gezhi:flush') void meet(); });
setInterval(() => void watch(), everySeconds * 1000);
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');
listen();
void start();
