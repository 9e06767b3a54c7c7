// Where the device is. Asked for when something is recorded; never in the background.
export interface Place { lon: number; lat: number; accuracyMetres: number; at: string }

let last: Place | undefined;
const fresh = 120_000;

export const lastPlace = (now = Date.now()): Place | undefined => last && now - Date.parse(last.at) < fresh ? last : undefined;

export function locate(longestMilliseconds = 8000): Promise<Place | undefined> {
  return new Promise(done => {
    if (!('geolocation' in navigator)) { done(undefined); return; }
    navigator.geolocation.getCurrentPosition(({ coords, timestamp }) => {
      last = { lon: Number(coords.longitude.toFixed(6)), lat: Number(coords.latitude.toFixed(6)), accuracyMetres: Math.round(coords.accuracy), at: new Date(timestamp).toISOString() };
      done(last);
    }, () => done(lastPlace()), { enableHighAccuracy: true, timeout: longestMilliseconds, maximumAge: 60_000 });
  });
}

/** Only asks when it was allowed before. */
export async function locateQuietly(): Promise<Place | undefined> {
  const state = await navigator.permissions?.query({ name: 'geolocation' }).then(answer => answer.state, () => 'prompt');
  return state === 'granted' ? locate() : lastPlace();
}

/** On a sphere; good to a metre over the distances of a grid. */
export function metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const rad = Math.PI / 180, x = (b.lon - a.lon) * rad * Math.cos((a.lat + b.lat) / 2 * rad), y = (b.lat - a.lat) * rad;
  return Math.hypot(x, y) * 6_371_008;
}
