// Nothing leaves the outbox without a receipt that this installation signed over exactly what was sent.
import { fromBase64, sha256Hex } from './ids.js';
import type { Entry, Receipt } from './entries.js';

export async function entryHash(entry: Pick<Entry, 'id' | 'kind' | 'caseId' | 'madeAt' | 'data' | 'blobs'>): Promise<string> {
  return sha256Hex(`${entry.id}\n${entry.kind}\n${entry.caseId ?? ''}\n${entry.madeAt}\n${await sha256Hex(entry.data)}\n${entry.blobs.join(',')}`);
}

/** What a supervisor may have made of an entry. */
export const decisions = ['dropped', 'handed-on'];

export async function isSigned(entry: Entry, receipt: Receipt, receiptKey: string, outcomes: readonly string[] = ['accepted']): Promise<boolean> {
  if (receipt.entry !== entry.id || !outcomes.includes(receipt.outcome) || receipt.hash !== await entryHash(entry)) return false;
  const key = await crypto.subtle.importKey('spki', fromBase64(receiptKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const text = new TextEncoder().encode(`${receipt.entry}\n${receipt.outcome}\n${receipt.at}\n${receipt.hash}`);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(receipt.signature), text);
}
