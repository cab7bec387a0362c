// A page of a session that is over shows nothing: it is emptied, and the person is led to sign in and back. Two minutes before, it says so.
const own = document.documentElement.dataset.session;
const warning = document.getElementById('session-warning');
const warnFrom = 120;
const askAgain = 10;
let leaving = false;
let next = 0;

const below = path => new URL(path, document.baseURI).href;

document.addEventListener('submit', event => { if (event.target.action === below('sign-out')) leaving = true; });

function blank(why) {
  // What is shown once stays until the person says it is kept.
  if (document.querySelector('input[data-kept]:not(:checked)')) return;
  leaving = true;
  document.title = '';
  document.body.replaceChildren();
  const here = location.pathname.slice(new URL('.', document.baseURI).pathname.length - 1) + location.search;
  location.replace(`sign-in?return=${encodeURIComponent(here)}${why ? `&why=${why}` : ''}`);
}

// What is said stands in the page already; it is put into the region that is read aloud, and the focus stays where it is.
function warn(kind) {
  if (!warning || warning.dataset.shown === kind) return;
  warning.dataset.shown = kind;
  warning.replaceChildren();
  const said = warning.parentElement.querySelector(`template[data-ends=${kind}]`);
  if (!said) return;
  warning.append(said.content.cloneNode(true));
  warning.querySelector('button')?.addEventListener('click', stay);
}

// Nobody has to do anything until shortly before the end; then it is asked again, for another page may have been used.
function plan(left) {
  const [idle, longest] = left.split(' ').map(Number);
  const soonest = Math.min(idle, longest);
  warn(soonest > warnFrom ? 'none' : longest <= idle ? 'longest' : 'idle');
  clearTimeout(next);
  next = setTimeout(check, 1000 * Math.max(1, soonest > warnFrom ? soonest - warnFrom : Math.min(askAgain, soonest)));
}

async function stay() {
  try {
    await fetch('session', { method: 'POST' });
  } finally {
    check();
  }
}

// Asked when the connection is cut, by the server when the session is over or by anything else, and before the session runs out. Asking is no deed of the person.
export async function check() {
  if (!own || leaving) return;
  try {
    const answer = await fetch(`session?of=${own}`, { cache: 'no-store' });
    if (!answer.ok || leaving) return;
    if (await answer.text() === 'ended') blank(answer.headers.get('Session-Why'));
    else plan(answer.headers.get('Session-Left') ?? '');
  } catch {
    // The server is away: that is the bar's to say.
  }
}

addEventListener('pageshow', event => { if (event.persisted) check(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) check(); });
// After the first view, which it must not delay.
setTimeout(check, 2000);
