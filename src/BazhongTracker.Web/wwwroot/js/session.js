// A page of a session that is over shows nothing: it is emptied, and the person is led to sign in and back.
const own = document.documentElement.dataset.session;
let leaving = false;

document.addEventListener('submit', event => { if (new URL(event.target.action).pathname === '/sign-out') leaving = true; });

function blank() {
  leaving = true;
  document.title = '';
  document.body.replaceChildren();
  location.replace(`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`);
}

// Asked when the connection is cut: by the server when the session is over, or by anything else.
export async function check() {
  if (!own || leaving) return;
  try {
    const answer = await fetch(`/session?of=${own}`, { cache: 'no-store' });
    if (answer.ok && !leaving && await answer.text() === 'ended') blank();
  } catch {
    // The server is away: that is the bar's to say.
  }
}

addEventListener('pageshow', event => { if (event.persisted) check(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) check(); });
