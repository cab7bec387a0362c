// What is typed is stored on the server soon after the last key. Until the server says so, the cells stay in this tab (sessionStorage), also over a reload and a new sign-in.
const quiet = 500;
const longest = 1500;
const late = 2500;
const patience = 5000;
const again = 2000;
const batch = 8;

const connected = () => [undefined, 'rewritten'].includes(document.documentElement.dataset.connection);

export function keepDrafts(root, page, person) {
  const place = 'typed';
  const unsaved = new Map();
  const asking = new Set();
  // Given back under the cursor: no browser tells of a change there when it is left.
  const carried = new Set();
  let timer;
  let since;

  const name = cell => `${cell.key} ${cell.part}`;
  const cellOf = target => {
    const [part, key] = [target.dataset?.part, target.closest?.('[data-key]')?.dataset.key];
    return part && key ? { key, part } : null;
  };

  function remember() {
    try {
      if (unsaved.size) sessionStorage.setItem(place, JSON.stringify({ person, cells: [...unsaved.values()].map(({ key, part, text }) => ({ key, part, text })) }));
      else sessionStorage.removeItem(place);
    } catch {
      // A browser that stores nothing: the page itself still has the cells.
    }
  }

  function show() {
    const now = Date.now();
    const keys = new Set([...unsaved.values()].filter(cell => cell.failed || now - cell.since > late).map(cell => cell.key));
    for (const row of root.querySelectorAll('[data-key]')) row.toggleAttribute('data-unsaved', keys.has(row.dataset.key));
  }

  function drop(which) {
    for (const [id, cell] of unsaved) if (which(cell)) unsaved.delete(id);
    remember();
    show();
  }

  async function ask(cells) {
    const sent = Date.now();
    for (const cell of cells) cell.sent = sent;
    const doubt = setTimeout(() => document.dispatchEvent(new Event('circuit-doubted')), late);
    let stored = false;
    try {
      stored = await page.invokeMethodAsync('Keep', cells.filter(cell => !cell.heard).map(({ key, part, text, left }) => ({ key, part, text, left: !!left })));
      for (const cell of cells) cell.heard = true;
    } catch {
      // Not heard: tried again.
    }
    clearTimeout(doubt);
    for (const cell of cells) {
      cell.failed = !stored;
      if (!stored) cell.sent = Date.now() + again - patience;
    }
    drop(cell => stored && cells.includes(cell));
  }

  // Everything that is due leaves at once, before whatever the browser sends next.
  function send() {
    clearTimeout(timer);
    timer = since = undefined;
    if (!connected()) return Promise.resolve();
    const now = Date.now();
    const due = [...unsaved.values()].filter(cell => !cell.sent || now - cell.sent >= patience);
    for (let from = 0; from < due.length; from += batch) {
      const asked = ask(due.slice(from, from + batch)).finally(() => asking.delete(asked));
      asking.add(asked);
    }
    return Promise.all(asking);
  }

  function put(target, left) {
    const cell = cellOf(target);
    if (!cell) return;
    const before = unsaved.get(name(cell));
    unsaved.set(name(cell), { ...cell, text: target.value.toWellFormed?.() ?? target.value, left, since: before?.since ?? Date.now(), failed: before?.failed });
    remember();
  }

  const onInput = event => {
    if (!cellOf(event.target)) return;
    put(event.target, false);
    since ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(0, Math.min(quiet, since + longest - Date.now())));
  };
  // A date changes with every digit of its year: drawing it anew under the cursor would take the others away.
  const isOpenDate = target => target.type === 'date' && target === document.activeElement;
  const onChange = event => {
    if (isOpenDate(event.target)) return;
    const cell = cellOf(event.target);
    if (cell) carried.delete(name(cell));
    put(event.target, true);
    send();
  };
  const onLeave = event => {
    const cell = cellOf(event.target);
    if (cell && carried.delete(name(cell))) {
      event.target.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (event.target.type === 'date' && !event.target.readOnly) {
      put(event.target, true);
      send();
    }
  };
  const onClick = event => {
    send();
    // A button of the row: from now on the server knows better than what was typed before.
    const row = event.target.closest?.('button')?.closest('[data-key]');
    if (row && connected()) drop(cell => cell.key === row.dataset.key);
  };
  const onTick = () => {
    show();
    if (!connected() || timer) return;
    if (unsaved.size) send();
    else if ('late' in root.dataset) page.invokeMethodAsync('Keep', []).catch(() => {});
  };
  const onHide = () => { if (document.hidden) send(); else if (connected()) page.invokeMethodAsync('LookAgain').catch(() => {}); };
  const onUnload = event => {
    send();
    if ((unsaved.size > 0 || root.querySelector('[data-late]')) && document.documentElement.dataset.connection !== 'gone') event.preventDefault();
  };
  const settled = () => Promise.race([send().then(() => unsaved.size === 0 && !('late' in root.dataset)), new Promise(done => setTimeout(() => done(false), again))]);
  let submitting = false;
  const onSubmit = async event => {
    if (submitting || unsaved.size === 0 || !connected()) return;
    event.preventDefault();
    await settled();
    submitting = true;
    // A form takes no second submit while it is telling of the first.
    setTimeout(() => event.target.requestSubmit(event.submitter));
  };

  // Of a page that went away before everything was stored; another person's remains are not this person's.
  function restore() {
    let left;
    try {
      left = JSON.parse(sessionStorage.getItem(place));
    } catch {
      return;
    }
    if (left?.person !== person) {
      remember();
      return;
    }
    const cursor = document.activeElement && cellOf(document.activeElement);
    for (const cell of left.cells) {
      const isLeft = !cursor || name(cursor) !== name(cell);
      unsaved.set(name(cell), { ...cell, left: isLeft, since: Date.now() });
      if (!isLeft) carried.add(name(cell));
    }
    send();
  }

  root.addEventListener('input', onInput);
  root.addEventListener('change', onChange, true);
  root.addEventListener('focusout', onLeave);
  document.addEventListener('click', onClick, true);
  document.addEventListener('submit', onSubmit);
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('beforeunload', onUnload);
  const ticking = setInterval(onTick, 1000);
  restore();

  return {
    send,
    settled,
    drop(keys) { drop(cell => keys.includes(cell.key)); },
    dropAll() { drop(() => true); },
    stop() {
      clearTimeout(timer);
      clearInterval(ticking);
      root.removeEventListener('input', onInput);
      root.removeEventListener('change', onChange, true);
      root.removeEventListener('focusout', onLeave);
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('submit', onSubmit);
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onUnload);
    },
  };
}
