// Tasks as the server gave them, and as they stand with what is still in the outbox: what was done offline counts at once.
import { isOver, type Row } from './db.js';
import type { Entry } from './entries.js';
import { metres, type Place } from './where.js';
import { works } from './works.js';

export type Step = 'accept' | 'depart' | 'arrive' | 'confirm' | 'hand-in';
/** As the server writes it; null and left out are the same. */
export interface Task {
  id: string; kind: 'confirm' | 'handle' | 'attend'; next: Step; state: string; stateText: string; title: string; category?: string; areaName: string; lon?: number; lat?: number;
  place?: string; isUrgent?: boolean; reportCount: number; beganAt: string; dueAt?: string; arrivedAt?: string; isOnTheWay?: boolean; version: number;
  unit?: string; caseNo?: string; asked?: string; photoNeeded?: boolean; sayings?: { text: string; at: string }[]; coverHash?: string; moves?: { text: string; at: string }[];
}
export interface Shown extends Task { waiting: number; isDone: boolean; needsMe: boolean; others: string[] }
export interface Grid { id: string; name: string; full: string; rings: [number, number][][]; own?: boolean }
export interface Category { key: string; name: string; onSpot?: boolean; group?: string }
export interface Unit { id: string; name: string; phone?: string }
export interface Held {
  tasks: Task[]; grids: Grid[]; units: Unit[]; categories: Category[];
  /** Cases that the worker finished on a day, on whatever device, as the centre knows. */
  done: { on: string; cases: string[] };
  /** What works.ts keeps, by kind. */
  other: ReadonlyMap<string, unknown[]>;
}

export async function read(rows: readonly Row[], open: (row: Row) => Promise<unknown>): Promise<Held> {
  const of = async <T>(kind: string): Promise<T[]> => Promise.all(rows.filter(row => row.kind === kind).map(async row => ({ ...await open(row) as object, id: row.id }) as unknown as T));
  const words = await of<{ id: string; all?: Category[]; on?: string; done?: string[] }>('words'), mine = words.find(one => one.id === 'me');
  const other = new Map<string, unknown[]>();
  for (const kind of works.flatMap(work => work.kinds)) other.set(kind, await of(kind));
  return {
    other, tasks: await of<Task>('task'), grids: await of<Grid>('grid'), units: await of<Unit>('unit'),
    categories: words.find(one => one.id === 'categories')?.all ?? [],
    done: { on: mine?.on ?? '', cases: Array.isArray(mine?.done) ? mine.done : [] },
  };
}

const after: Record<string, Step> = { accept: 'depart', depart: 'arrive', arrive: 'hand-in' };
const ends = new Set(['confirm', 'hand-in', 'send-back']);

export function project(task: Task, entries: readonly Entry[]): Shown {
  const mine = entries.filter(entry => entry.caseId === task.id && !isOver(entry) && entry.state !== 'refused');
  const shown: Shown = { ...task, waiting: mine.length, isDone: false, needsMe: mine.some(entry => entry.state === 'needs-me'), others: [] };
  for (const entry of mine) {
    if (task.kind !== 'confirm') shown.next = after[entry.kind] ?? shown.next;
    if (entry.kind === 'accept') shown.state = 'Handling';
    if (entry.kind === 'arrive') shown.arrivedAt = entry.madeAt;
    shown.isDone ||= ends.has(entry.kind) || (entry.kind === 'arrive' && task.kind === 'attend');
  }
  shown.others = others(shown);
  return shown;
}

/** What else may be done, as on the online page. */
function others(task: Shown): string[] {
  const all: string[] = [];
  if (task.next !== 'arrive' && !task.arrivedAt) all.push('arrive');
  if (task.kind === 'handle') {
    if (task.state === 'Handling' && task.next !== 'hand-in') all.push('hand-in');
    all.push('send-back');
    if (task.state === 'Handling') all.push('ask');
  }
  return [...all, 'climb'];
}

const rank = (task: Task, now: number): number => task.isUrgent ? 0 : task.dueAt && Date.parse(task.dueAt) < now + 3_600_000 ? 1 : 2;

/** Urgent and soon due first; within a rank always the nearest next. */
export function route<T extends Task>(tasks: readonly T[], from: Place | undefined, now = Date.now()): T[] {
  const order: T[] = [];
  let at: { lon: number; lat: number } | undefined = from;
  for (const level of [0, 1, 2]) {
    const rest = tasks.filter(task => rank(task, now) === level).sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') || a.id.localeCompare(b.id));
    while (rest.length > 0) {
      const here = at, far = (task: T): number => here && task.lon !== undefined && task.lat !== undefined ? metres(here, { lon: task.lon, lat: task.lat }) : Infinity;
      const next = rest.reduce((best, task) => far(task) < far(best) ? task : best);
      rest.splice(rest.indexOf(next), 1);
      order.push(next);
      if (next.lon !== undefined && next.lat !== undefined) at = { lon: next.lon, lat: next.lat };
    }
  }
  return order;
}
