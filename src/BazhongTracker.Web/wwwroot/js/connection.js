// The bar of a lost connection: what Blazor says about its circuit becomes data-connection on the page; the sheet shows the sentence that fits.
import { check } from './session.js';

const bar = document.getElementById('components-reconnect-modal');
const page = document.documentElement;
const again = 15000;

const say = state => { if (state) page.dataset.connection = state; else delete page.dataset.connection; };

// The server answers but no longer knows this page. Nobody stands at a kiosk to press the button; elsewhere what was typed can still be copied first.
function gone() {
  if (document.querySelector('[data-unattended]')) location.reload();
  else say('gone');
}

// Blazor has stopped trying; we do not, since a server may be away for a night.
async function retry() {
  try {
    if (await Blazor.reconnect()) say();
    else gone();
  } catch {
    setTimeout(retry, again);
  }
}

bar.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  if (detail.state !== 'hide') check();
  switch (detail.state) {
    case 'show': say('lost'); break;
    case 'retrying': say(detail.currentAttempt > 0 ? 'again' : 'lost'); break;
    case 'hide': say(); break;
    case 'failed': setTimeout(retry, again); break;
    default: gone();
  }
});
