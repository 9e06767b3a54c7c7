// Nothing leaves the outbox without a receipt that this installation signed over exactly what was sent.
import { fromBase64, sha256Hex } from './ids.js';
import type { Entry, Receipt } from './entries.js';

export async function entryHash(entry: Pick<Entry, 'id' | 'kind' | 'caseId' | 'madeAt' | 'data' | 'blobs'>): Promise<string> {
  return sha256Hex(`${entry.id}\n${entry.kind}\n${entry.caseId ?? ''}\n${entry.madeAt}\n${await sha256Hex(entry.data)}\n${entry.blobs.join(',')}`);
}

export async function isSigned(entry: Entry, receipt: Receipt, receiptKey: string): Promise<boolean> {
  if (receipt.entry !== entry.id || receipt.outcome !== 'accepted' || receipt.hash !== await entryHash(entry)) return false;
  const key = await crypto.subtle.importKey('spki', fromBase64(receiptKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const text = new TextEncoder().encode(`${receipt.entry}\naccepted\n${receipt.at}\n${receipt.hash}`);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(receipt.signature), text);
}
