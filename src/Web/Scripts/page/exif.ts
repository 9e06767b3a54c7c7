// What a camera writes into a JPEG: when and where. Read before the photo is made smaller, because that loses it.
export interface Facts { takenAt?: string; offset?: string; lon?: number; lat?: number }

const head = 256 * 1024;

export async function readExif(file: Blob): Promise<Facts> {
  const view = new DataView(await file.slice(0, head).arrayBuffer());
  try {
    const start = findExif(view);
    return start < 0 ? {} : readTiff(view, start);
  } catch (fault) {
    if (fault instanceof RangeError) return {}; // offsets that point outside: a damaged header says nothing
    throw fault;
  }
}

/** Where the TIFF header begins, or −1. */
function findExif(view: DataView): number {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return -1;
  for (let at = 2; at + 10 < view.byteLength;) {
    const marker = view.getUint16(at), length = view.getUint16(at + 2);
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda || length < 2) return -1;
    at += 2 + length;
  }
  return -1;
}

interface Entry { type: number; count: number; at: number }

function readTiff(view: DataView, base: number): Facts {
  const little = view.getUint16(base) === 0x4949;
  const short = (at: number) => view.getUint16(at, little), long = (at: number) => view.getUint32(at, little);
  const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8];
  const directory = (offset: number): Map<number, Entry> => {
    const entries = new Map<number, Entry>();
    for (let i = 0, n = short(base + offset); i < n; i++) {
      const at = base + offset + 2 + i * 12, type = short(at + 2), count = long(at + 4);
      entries.set(short(at), { type, count, at: (sizes[type] ?? 1) * count > 4 ? base + long(at + 8) : at + 8 });
    }
    return entries;
  };
  const ascii = (entry?: Entry) => entry && [...Array(Math.min(entry.count, 64)).keys()].map(i => String.fromCharCode(view.getUint8(entry.at + i))).join('').replace(/\0.*$/, '');
  const degrees = (entry?: Entry) => {
    if (!entry || entry.count < 3) return undefined;
    const [d, m, s] = [0, 8, 16].map(i => long(entry.at + i) / (long(entry.at + i + 4) || 1));
    return d + m / 60 + s / 3600;
  };

  const main = directory(long(base + 4)), facts: Facts = {};
  const more = main.get(0x8769), place = main.get(0x8825);
  if (more) {
    const details = directory(long(more.at));
    const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(ascii(details.get(0x9003)) ?? '');
    if (taken) facts.takenAt = `${taken[1]}-${taken[2]}-${taken[3]}T${taken[4]}`;
    const offset = ascii(details.get(0x9011));
    if (offset && /^[+-]\d\d:\d\d$/.test(offset)) facts.offset = offset;
  }
  if (place) {
    const gps = directory(long(place.at)), lat = degrees(gps.get(2)), lon = degrees(gps.get(4));
    if (lat !== undefined && lon !== undefined && (lat !== 0 || lon !== 0) && lat <= 90 && lon <= 180) {
      facts.lat = Number((ascii(gps.get(1)) === 'S' ? -lat : lat).toFixed(7));
      facts.lon = Number((ascii(gps.get(3)) === 'W' ? -lon : lon).toFixed(7));
    }
  }
  return facts;
}
