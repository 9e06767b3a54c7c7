// Before anything is drawn: type size, colours and language as they were last chosen on this device. A plain script, so that nothing flickers.
(() => {
  const root = document.documentElement, look = JSON.parse(localStorage.getItem('gezhi:look') ?? '{}') as { theme?: string; elder?: boolean; gloves?: boolean; lang?: string };
  if (look.theme) root.dataset.theme = look.theme;
  if (look.theme === 'auto') delete root.dataset.theme;
  if (look.elder !== undefined) root.toggleAttribute('data-elder', look.elder);
  root.toggleAttribute('data-gloves', look.gloves === true);
  if (look.lang) root.lang = look.lang;
})();
