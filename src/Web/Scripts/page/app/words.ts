// Words of the app. The Chinese sentence is the key, in place; English lies in the page as data (Texts.en.json beside this file).
const english = JSON.parse((document.getElementById('texts') as HTMLTemplateElement | null)?.content.textContent ?? '{}') as Record<string, string>;
const zone = document.getElementById('app')?.dataset.zone ?? 'Asia/Shanghai';

export const isEnglish = (): boolean => document.documentElement.lang.startsWith('en');

export function t(sentence: string, ...values: (string | number)[]): string {
  let text = isEnglish() ? english[sentence] ?? sentence : sentence;
  if (isEnglish() && values.includes(1)) text = text.replace(/(\{\d\}) (\w+?)s\b/, (all, n: string, word: string) => values[Number(n[1])] === 1 ? `${n} ${word.endsWith('ie') ? word.slice(0, -2) + 'y' : word}` : all);
  return text.replace(/\{(\d)\}/g, (_, n: string) => String(values[Number(n)] ?? ''));
}

function parts(at: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return Object.fromEntries(format.formatToParts(at).map(part => [part.type, part.value]));
}

/** Local day of the district, "2026-03-05". */
export const dayOf = (at: string | number): string => day(new Date(at));

const day = (at: Date): string => { const p = parts(at); return `${p.year}-${p.month}-${p.day}`; };

/** "16:02" today, "昨天 16:02", "11-20 16:02". */
export function when(iso: string | number, now = new Date()): string {
  const at = new Date(iso), p = parts(at), clock = `${p.hour}:${p.minute}`;
  if (day(at) === day(now)) return clock;
  if (day(at) === day(new Date(now.getTime() - 86_400_000))) return t('昨天 {0}', clock);
  return `${p.month}-${p.day} ${clock}`;
}

/** "今天 16:00", "明天 10:00", "11-25 10:00". */
export function until(iso: string, now = new Date()): string {
  const at = new Date(iso), p = parts(at), clock = `${p.hour}:${p.minute}`;
  if (at < now) return t('超 {0}', span(now.getTime() - at.getTime()));
  if (day(at) === day(now)) return t('今天 {0}', clock);
  return day(at) === day(new Date(now.getTime() + 86_400_000)) ? t('明天 {0}', clock) : `${p.month}-${p.day} ${clock}`;
}

/** "38 分", "5 小时", "3 天". */
export function span(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(Math.abs(milliseconds) / 60_000));
  return minutes < 60 ? t('{0}分', minutes) : minutes < 2880 ? t('{0}时', Math.floor(minutes / 60)) : t('{0}天', Math.floor(minutes / 1440));
}

export function today(now = new Date()): string {
  return new Intl.DateTimeFormat(isEnglish() ? 'en-GB' : 'zh-CN', { timeZone: zone, month: isEnglish() ? 'short' : 'long', day: 'numeric', weekday: 'short' }).format(now);
}

/** "240 米", "1.3 公里". */
export const distance = (metres: number): string =>
  metres < 995 ? t('{0} 米', Math.max(10, Math.round(metres / 10) * 10)) : t('{0} 公里', (metres / 1000).toFixed(1));

/** "186 KB", "12.4 MB". */
export const size = (bytes: number): string => bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1024))} KB`
  : bytes < 1_000_000_000 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${(bytes / 1_073_741_824).toFixed(1)} GB`;
