// The map of the page of areas: the drawn picture becomes a map to move in; a press goes one step down to the area below it.
import { areaMap, parseExtent } from './olmap.js';

/** Lengths of the codes: district, street, community, grid, micro-grid. */
const steps = [6, 9, 12, 15, 17];

const host = document.querySelector<HTMLElement>('[data-grid-map]');
if (host) void start(host);

async function start(element: HTMLElement): Promise<void> {
  const area = element.dataset.gridMap ?? '', below = steps.find(length => length > area.length) ?? 17;
  const target = document.createElement('div');
  let over = '';
  element.prepend(target);
  const shared = await areaMap(target, element.dataset.tiles ?? '', parseExtent(element.dataset.extent),
    code => code === over ? `${shared.palette.brand}38` : code === area ? `${shared.palette.brand}14` : undefined);
  shared.marked = area;
  shared.areas.changed();
  element.querySelector(':scope > svg')?.remove();

  /** The next area on the way down to what lies under the pointer; outside the shown area its neighbour of the same level. */
  const areaAt = (pixel: [number, number]): string => {
    let finest = '', dedicated = '';
    shared.map.forEachFeatureAtPixel(pixel, (feature: { get(name: string): unknown; getType(): string }) => {
      const code = String(feature.get('code') ?? '');
      if (feature.get('layer') !== 'area') return;
      if (feature.get('kind')) dedicated ||= code;
      else if (code.length > finest.length) finest = code;
    });
    if (dedicated.startsWith(area) && area.length >= 12 && dedicated !== area) return dedicated;
    return finest.slice(0, finest.startsWith(area) ? below : area.length);
  };
  shared.map.on('pointermove', (event: { pixel: [number, number]; dragging: boolean }) => {
    const code = event.dragging ? '' : areaAt(event.pixel);
    if (code === over) return;
    over = code;
    target.classList.toggle('over', code !== '' && code !== area);
    shared.areas.changed();
  });
  shared.map.on('click', (event: { pixel: [number, number] }) => {
    const code = areaAt(event.pixel);
    if (code && code !== area) location.assign((element.dataset.link ?? '').replace('{code}', code));
  });
  const cells = document.querySelector<HTMLInputElement>('[data-cells]');
  cells?.addEventListener('change', () => { shared.cells = cells.checked; shared.areas.changed(); });
  element.dataset.ready = '';
}
