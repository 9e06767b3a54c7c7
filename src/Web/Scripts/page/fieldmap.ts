// The field worker's map: today's tasks as numbered pins, the way between them, the own grid and where one stands.
import { areaMap, parseExtent } from './olmap.js';

/* eslint-disable @typescript-eslint/no-explicit-any */
interface Pin { n: number; lon: number; lat: number; href?: string }

const host = document.querySelector<HTMLElement>('[data-field-map]');
if (host) void start(host);

async function start(element: HTMLElement): Promise<void> {
  const pins = JSON.parse(element.dataset.fieldMap || '[]') as Pin[], own = (element.dataset.area ?? '').split(',');
  const shared = await areaMap(element, element.dataset.tiles ?? '/map/tiles/{z}/{x}/{y}.mvt', parseExtent(element.dataset.extent),
    code => own.includes(code) ? `${shared.palette.brand}14` : undefined);
  const { ol, map, palette } = shared;
  const here = new ol.Feature(), way = new ol.Feature();
  const tasks = pins.map(pin => Object.assign(new ol.Feature(new ol.Point(ol.fromLonLat([pin.lon, pin.lat]))), { pin }));
  way.setStyle([
    new ol.Style({ stroke: new ol.Stroke({ color: palette.surface, width: 7, lineCap: 'round' }) }),
    new ol.Style({ stroke: new ol.Stroke({ color: palette.brand, width: 4, lineCap: 'round', lineDash: [1, 8] }) }),
  ]);
  here.setStyle([[19, `${palette.new}29`], [8, palette.new]].map(([radius, color]) => new ol.Style({
    image: new ol.CircleStyle({ radius, fill: new ol.Fill({ color }), stroke: radius === 8 ? new ol.Stroke({ color: palette.surface, width: 3 }) : undefined }) })));
  tasks.forEach((task, index) => task.setStyle(pinStyle(ol, palette, task.pin.n, index === 0)));
  map.addLayer(new ol.VectorLayer({ source: new ol.VectorSource({ features: [way, here, ...tasks.reverse()] }) }));
  tasks.reverse();

  const fit = () => {
    const points = tasks.slice(0, 4).map(task => task.getGeometry().getCoordinates());
    if (here.getGeometry()) points.push(here.getGeometry().getCoordinates());
    if (points.length) shared.view.fit(ol.boundingExtent(points), { padding: [116, 40, 48, 40], maxZoom: 16.5 });
  };
  const locate = () => navigator.geolocation?.getCurrentPosition(({ coords }) => {
    here.setGeometry(new ol.Point(ol.fromLonLat([coords.longitude, coords.latitude])));
    if (tasks[0]) way.setGeometry(new ol.LineString([here.getGeometry().getCoordinates(), tasks[0].getGeometry().getCoordinates()]));
    fit();
  }, () => fit(), { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });

  map.on('click', (event: any) => {
    const pin: Pin | undefined = map.forEachFeatureAtPixel(event.pixel, (feature: any) => feature.pin, { hitTolerance: 8 });
    if (pin?.href) location.assign(pin.href);
  });
  for (const button of document.querySelectorAll('[data-locate]')) button.addEventListener('click', locate);
  fit();
  // Asking for the position without a press is only polite when it was allowed before.
  void navigator.permissions?.query({ name: 'geolocation' }).then(answer => { if (answer.state === 'granted') locate(); }, () => undefined);
  element.dataset.ready = '';
}

function pinStyle(ol: any, palette: Record<string, string>, n: number, isNext: boolean): any {
  const scale = isNext ? 1.35 : 1;
  return new ol.Style({ zIndex: isNext ? 2 : 1, renderer: ([x, y]: [number, number], state: any) => {
    const context: CanvasRenderingContext2D = state.context, s = scale * state.pixelRatio;
    context.save();
    context.translate(x, y);
    context.scale(s, s);
    const shape = new Path2D('M0 0C-6-8-11-12-11-19a11 11 0 0 1 22 0c0 7-5 11-11 19z');
    context.fillStyle = isNext ? palette.doing : palette['ink-2'];
    context.strokeStyle = palette.surface;
    context.lineWidth = 2;
    context.fill(shape);
    context.stroke(shape);
    context.fillStyle = palette.surface;
    context.font = `700 11px ${palette.sans}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(n), 0, -18.5);
    context.restore();
  } });
}
