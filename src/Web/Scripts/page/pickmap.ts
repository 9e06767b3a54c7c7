// The map of PlaceField: the pin stands still in the middle, the map moves under it.
import { areaMap, parseExtent } from './olmap.js';

export async function open(frame: HTMLElement, tiles: string, extent: string | undefined, at: [number, number] | undefined, moved: (lon: number, lat: number) => void): Promise<{ moveTo(lon: number, lat: number): void }> {
  const target = document.createElement('div');
  frame.append(target);
  const { ol, map, view } = await areaMap(target, tiles, parseExtent(extent));
  let byHand = false;
  const moveTo = (lon: number, lat: number) => {
    byHand = false;
    view.setCenter(ol.fromLonLat([lon, lat]));
    view.setZoom(Math.max(view.getZoom() ?? 0, 17));
  };
  if (at) moveTo(...at);
  // Only a person's hand counts: dragging, pressing, the wheel, the arrow keys.
  for (const event of ['pointerdown', 'wheel', 'keydown']) target.addEventListener(event, () => { byHand = true; }, { passive: true });
  map.on('click', (event: { coordinate: number[] }) => view.animate({ center: event.coordinate, duration: 150 }));
  map.on('moveend', () => {
    if (!byHand) return;
    const [lon, lat] = ol.toLonLat(view.getCenter());
    moved(lon, lat);
  });
  return { moveTo };
}
