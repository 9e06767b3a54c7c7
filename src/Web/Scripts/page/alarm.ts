// Hears alarms on every page of the staff: one tab of the browser holds the stream and tells the others, so that many open tabs do not
// use up the connections; every page asks by itself as well, in case the stream is lost. Sound only after somebody touched the page.
interface Ringing { id: string; words: string; open: string; isDrill: boolean }

const pollMilliseconds = 10_000, channelName = 'gezhi-alarm';
const toldMark = 'told';
const signedIn = document.querySelector('details.who, .tabbar');
let audio: AudioContext | undefined, ringing = false, asking = 0, banner: HTMLElement | undefined;

if (signedIn) {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(channelName) : null;
  channel?.addEventListener('message', event => event.data === toldMark ? told() : heard(event.data as string));
  const hold = () => new Promise<void>(() => {
    const source = new EventSource('/emergency/live');
    source.addEventListener('told', () => {
      channel?.postMessage(toldMark);
      told();
    });
    source.addEventListener('moved', event => {
      const data = (event as MessageEvent<string>).data;
      channel?.postMessage(data);
      heard(data);
    });
  });
  // Where locks are not to be had (no secure context), this page only asks.
  if (navigator.locks) void navigator.locks.request(channelName, hold);
  asking = window.setInterval(() => void ask(), pollMilliseconds);
  void ask();
  for (const gesture of ['pointerdown', 'keydown'])
    addEventListener(gesture, () => { audio ??= new AudioContext(); void audio.resume(); }, { passive: true });
}

/** A message for this person: the red number counts anew. */
function told(): void {
  document.dispatchEvent(new CustomEvent('gezhi:told'));
}

function heard(data: string): void {
  document.dispatchEvent(new CustomEvent('gezhi:emergency', { detail: JSON.parse(data) as { id: string } }));
  void ask();
}

async function ask(): Promise<void> {
  const answer = await fetch('/emergency/mine', { headers: { 'Gezhi-Background': '1', Accept: 'application/json' } }).catch(() => null);
  if (answer?.status === 401) window.clearInterval(asking); // the session is over; the next page begins anew
  if (!answer?.ok || answer.redirected) return;
  const waiting = await answer.json() as Ringing[];
  show(waiting.filter(alarm => !location.pathname.startsWith(`/emergency/${alarm.id}`)));
  ringing = waiting.length > 0;
  if (ringing) ring();
}

function show(waiting: Ringing[]): void {
  banner?.remove();
  banner = undefined;
  if (!waiting.length) return;
  banner = document.createElement('div');
  banner.className = 'alarmbanner';
  banner.setAttribute('role', 'alert');
  for (const alarm of waiting) {
    const link = document.createElement('a'), words = document.createElement('strong'), open = document.createElement('span');
    link.href = `/emergency/${alarm.id}`;
    link.classList.toggle('drill', alarm.isDrill);
    words.textContent = alarm.words;
    open.textContent = alarm.open;
    link.append(words, open);
    banner.append(link);
  }
  const skip = document.querySelector('body > a.skip'); // stays the first that the keyboard meets
  if (skip) skip.after(banner);
  else document.body.prepend(banner);
}

// Two tones and a buzz, every ten seconds until it is answered.
export function ring(): void {
  if (document.visibilityState === 'visible' && 'vibrate' in navigator && navigator.userActivation?.hasBeenActive) navigator.vibrate([400, 200, 400]);
  if (audio?.state !== 'running') return;
  [880, 660, 880, 660].forEach((pitch, index) => {
    const tone = audio!.createOscillator(), gain = audio!.createGain(), at = audio!.currentTime + index * 0.3;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.25, at);
    gain.gain.exponentialRampToValueAtTime(0.01, at + 0.28);
    tone.connect(gain).connect(audio!.destination);
    tone.start(at);
    tone.stop(at + 0.28);
  });
}
