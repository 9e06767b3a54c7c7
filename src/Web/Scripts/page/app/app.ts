// What the screens know and may do. There is one of it, made by main.ts.
import type { Device } from './device.js';
import type { Entry, New } from './entries.js';
import type { Held, Shown } from './tasks.js';
import type { Place } from './where.js';

/** How things stand with the centre: in words on the strip. */
export type Contact = 'new' | 'fine' | 'sending' | 'offline' | 'fault' | 'signed-out';

export interface App {
  device: Device;
  held: Held;
  entries: Entry[];
  tasks: Shown[];
  contact: Contact;
  syncedAt?: number;
  here?: Place;
  /** Stores first; sending is tried afterwards. */
  record(made: New): Promise<void>;
  again(entry: Entry): Promise<void>;
  letGo(entry: Entry): Promise<void>;
  locate(): Promise<void>;
  meet(): Promise<void>;
  lock(): Promise<void>;
  signOut(): Promise<void>;
  /** A picture of the centre, kept sealed on the device once it was seen; null when it is not here and there is no network. */
  picture(path: string): Promise<Blob | null>;
}

/** A screen: what is drawn, and whether it may be drawn anew under the worker's hands. */
export interface Screen { title: string; body: Node[]; isForm?: boolean }
