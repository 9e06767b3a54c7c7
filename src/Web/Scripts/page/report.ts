// The report form: photos, place and voice; and a second press does not send twice.
import './photos.js';
import './place.js';
import './voice.js';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]'))
  form.addEventListener('submit', event => {
    if (form.dataset.sent !== undefined) return event.preventDefault();
    form.dataset.sent = '';
    form.querySelector('[type=submit]')?.setAttribute('aria-disabled', 'true');
  });
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    delete form.dataset.sent;
    form.querySelector('[type=submit]')?.removeAttribute('aria-disabled');
  }
});
