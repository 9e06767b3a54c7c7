// On duty or not, and the way in between: taken only while this app is open and the worker is on duty, thinned, sealed at once.
import type { App } from './app.js';
import type { Sealed } from './db.js';
import { t } from './words.js';
import { metres } from './where.js';

interface DutyItem { id: string; isOn: boolean; changedAt?: string; keepDays: number; visitMetres: number; mostHours: number }
/** Unix seconds, lon, lat, accuracy in metres. */
type Point = [number, number, number, number];
export interface State { isOn: boolean; since?: number; keepDays: number; visitMetres: number; points: number; isDenied: boolean }

const store = 'track', mostPoints = 60, longestSeconds = 900, farMetres = 50, someMetres = 10, someSeconds = 30, stillSeconds = 300, doubtMetres = 100;
let watching: number | undefined, points: Point[] = [], denied = false, writing: Promise<void> = Promise.resolve(), read: App | null = null;

export function stateOf(app: App): State | null {
  const held = (app.held.other.get('patrol') ?? []) as DutyItem[], server = held.find(item => item.id === 'duty');
  if (!server) return null;
  const [mine] = app.entries.filter(entry => /^duty-/.test(entry.kind) && entry.state !== 'refused').slice(-1), changed = server.changedAt ? Date.parse(server.changedAt) : 0;
  const isMine = mine !== undefined && Date.parse(mine.madeAt) >= changed - 1000, since = isMine ? Date.parse(mine.madeAt) : changed;
  const isOn = (isMine ? mine.kind === 'duty-start' : server.isOn) && Date.now() - since < server.mostHours * 3_600_000;
  return { isOn, since: isOn ? since : undefined, keepDays: server.keepDays, visitMetres: server.visitMetres, points: points.length, isDenied: denied };
}

export async function start(app: App): Promise<void> {
  await app.record({ kind: 'duty-start', title: t('上岗'), caseId: null, data: {} });
}

/** What was walked goes first: the duty is over with what follows. */
export async function end(app: App): Promise<void> {
  await hand(app);
  await app.record({ kind: 'duty-end', title: t('下岗'), caseId: null, data: {} });
}

/** Called whenever something changed: begins to watch, or stops; null when the app is locked or left. */
export function follow(app: App | null): void {
  const state = app && stateOf(app);
  if (!app || !state?.isOn) { stop(); if (app && state) void resume(app).then(() => hand(app)); return; }
  if (watching !== undefined || !('geolocation' in navigator)) return;
  watching = navigator.geolocation.watchPosition(({ coords, timestamp }) => {
    denied = false;
    const point: Point = [Math.floor(timestamp / 1000), Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6)), Math.round(coords.accuracy)];
    if (isWorth(point)) keep(app, point);
  }, fault => { denied = fault.code === fault.PERMISSION_DENIED; }, { enableHighAccuracy: true, maximumAge: 10_000, timeout: 60_000 });
  void resume(app);
}

function stop(): void {
  if (watching !== undefined) navigator.geolocation.clearWatch(watching);
  watching = undefined;
}

/** Every 50 metres, every half minute while one moves, every five minutes while one stands. */
function isWorth([at, lon, lat, accuracy]: Point): boolean {
  const before = points[points.length - 1];
  if (accuracy > doubtMetres) return false;
  if (!before) return true;
  const seconds = at - before[0], far = metres({ lon, lat }, { lon: before[1], lat: before[2] });
  return far >= farMetres || (seconds >= someSeconds && far >= someMetres) || seconds >= stillSeconds;
}

function keep(app: App, point: Point): void {
  points.push(point);
  const isFull = points.length >= mostPoints || point[0] - points[0]![0] >= longestSeconds;
  writing = writing.then(() => isFull ? hand(app) : save(app)).catch(() => undefined); // locked just now: the next opening goes on with what was sealed
}

async function save({ device: { db, vault } }: App): Promise<void> {
  if (vault.isOpen) await db.setMeta(store, await vault.sealText(points));
}

/** What a killed browser left sealed. */
async function resume(app: App): Promise<void> {
  const { db, vault } = app.device;
  if (read === app || !vault.isOpen) return;
  read = app;
  const left = await db.meta<Sealed>(store);
  if (left) points = [...await vault.openText<Point[]>(left), ...points.filter(() => watching !== undefined)];
}

/** The points so far become one entry. */
async function hand(app: App): Promise<void> {
  await resume(app);
  const whole = points;
  if (whole.length === 0 || !app.device.vault.isOpen) return;
  points = [];
  await app.record({ kind: 'track', title: t('{0} 个点', whole.length), caseId: null, data: { points: whole } });
  await app.device.db.setMeta(store, undefined);
}
