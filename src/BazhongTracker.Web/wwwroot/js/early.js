// Until the circuit is up: what is typed is carried over to the live page, what needs the circuit is inert, and a circuit that does not come is told. Needs no other script.
(() => {
  const page = document.documentElement;
  const patience = 8000;
  const settling = 10000;
  const unattended = 60000;
  const place = 'typed';
  let stop = () => { };
  let hasBeenUp = false;

  const isDown = () => page.dataset.circuit === 'down';
  const form = () => document.querySelector('.entry-page');
  const isLive = () => !isDown() && (!form() || form().dataset.live === 'true');

  // The same field on the live page. Forms that are sent by the browser work without a circuit.
  function nameOf(field) {
    const [key, part] = [field.closest?.('[data-key]')?.dataset.key, field.dataset?.part];
    if (key && part) return `[data-key="${CSS.escape(key)}"] [data-part="${CSS.escape(part)}"]`;
    const action = field.name && field.closest?.('form[action]')?.getAttribute('action');
    return action ? `form[action="${CSS.escape(action)}"] [name="${CSS.escape(field.name)}"]` : null;
  }

  function remember(field) {
    const person = form()?.dataset.person;
    const cell = { key: field.closest('[data-key]')?.dataset.key, part: field.dataset.part, text: field.value.toWellFormed?.() ?? field.value };
    if (!person || !cell.key || !cell.part) return;
    try {
      const before = JSON.parse(sessionStorage.getItem(place));
      const others = before?.person === person ? before.cells.filter(c => c.key !== cell.key || c.part !== cell.part) : [];
      sessionStorage.setItem(place, JSON.stringify({ person, cells: [...others, cell] }));
    } catch {
      // A browser that stores nothing: the bar and the question before leaving remain.
    }
  }

  function begin() {
    stop();
    // The answer to an early click on a link comes after the circuit.
    if (hasBeenUp && isDown()) page.dataset.circuit = 'up';
    if (!isDown()) return;
    const began = location.href;
    const typed = new Map();
    const unfolded = new Map();
    const seen = new WeakSet();
    let hand = null;
    let handName = null;
    let catcher = null;
    let stilled = [];

    for (const control of document.querySelectorAll('button, input, select, textarea')) {
      control.inert = !control.dataset.part && !control.closest('form[action], .notice-bar, .session-warning');
    }
    document.querySelector('main')?.setAttribute('aria-busy', 'true');

    function take(field) {
      const name = nameOf(field);
      if (!name) return;
      seen.add(field);
      typed.set(name, field.value);
      remember(field);
    }

    // Typed before this script came.
    for (const field of document.querySelectorAll('input[data-part], form[action][method=get] input:not([type=hidden])')) if (field.value !== field.defaultValue) take(field);
    for (const field of document.querySelectorAll('select[data-part], form[action][method=get] select')) {
      const drawn = [...field.options].find(o => o.defaultSelected) ?? field.options[0];
      if (drawn && field.value !== drawn.value) take(field);
    }
    const hold = field => { [hand, handName] = nameOf(field) ? [field, nameOf(field)] : [null, null]; };
    hold(document.activeElement);

    // The drawn page gives way to the live one while somebody types: no key is lost, also where the cell comes only with its data.
    function follow() {
      if (!hand || hand.isConnected) return;
      let to = document.querySelector(handName);
      if (!to) {
        if (hand.localName === 'select' || !hand.dataset.part) return;
        catcher = document.body.appendChild(document.createElement('div'));
        catcher.className = 'visually-hidden';
        catcher.dataset.key = hand.closest('[data-key]').dataset.key;
        to = catcher.appendChild(document.createElement('input'));
        to.dataset.part = hand.dataset.part;
        to.setAttribute('aria-label', hand.getAttribute('aria-label') ?? '');
      }
      seen.add(to);
      if (typed.has(handName)) to.value = typed.get(handName);
      const [from, until] = [hand.selectionStart, hand.selectionEnd];
      hand = to;
      to.focus({ preventScroll: true });
      if (from != null) to.setSelectionRange?.(from, until);
    }

    function carry() {
      if (location.href !== began) return end();
      // The catcher stands last.
      if (catcher && hand && document.querySelector(handName) !== hand) {
        catcher.remove();
        catcher = null;
      }
      follow();
      for (const [name, text] of typed) {
        const field = document.querySelector(name);
        if (!field || seen.has(field)) continue;
        seen.add(field);
        field.value = text;
      }
      for (const box of document.querySelectorAll('details')) {
        const open = unfolded.get(box.querySelector('summary')?.textContent);
        if (open === undefined || seen.has(box)) continue;
        seen.add(box);
        box.open = open;
      }
      if (form() && isLive()) end();
    }

    const onInput = event => take(event.target);
    const onToggle = event => {
      if (event.target.localName !== 'details') return;
      seen.add(event.target);
      unfolded.set(event.target.querySelector('summary')?.textContent, event.target.open);
    };
    const onFocus = event => hold(event.target);
    const onUnload = event => { if (form() && typed.size) event.preventDefault(); };
    const changes = new MutationObserver(carry);
    changes.observe(document.body, { childList: true, subtree: true });
    const up = new MutationObserver(() => {
      if (isDown()) return;
      hasBeenUp = true;
      clearTimeout(waiting);
      if (page.dataset.connection === 'late') delete page.dataset.connection;
      // The live page may have been drawn before its circuit was told to be up; Blazor does not know what was done to these.
      for (const cell of stilled) cell.inert = cell.readOnly = false;
      up.disconnect();
      carry();
      setTimeout(end, form() ? 6 * settling : settling);
    });
    const marks = { attributes: true, attributeFilter: ['data-circuit'] };
    up.observe(page, marks);
    const live = new MutationObserver(() => { if (isLive() && form()) end(); });
    live.observe(document.body, { attributes: true, attributeFilter: ['data-live'], subtree: true });

    function tell() {
      if (!isDown()) return;
      page.dataset.connection = 'late';
      stilled = [...document.querySelectorAll('[data-part]')].filter(cell => !cell.readOnly && !cell.inert);
      for (const cell of stilled) {
        if (cell.localName === 'select') cell.inert = true;
        else cell.readOnly = true;
      }
      if (document.querySelector('[data-unattended]')) setTimeout(() => { if (isDown()) location.reload(); }, unattended);
    }
    const waiting = setTimeout(tell, patience);
    // Blazor's own script did not come.
    document.addEventListener('circuit-impossible', tell);
    document.addEventListener('input', onInput, true);
    document.addEventListener('change', onInput, true);
    document.addEventListener('toggle', onToggle, true);
    document.addEventListener('focusin', onFocus);
    addEventListener('beforeunload', onUnload);

    function end() {
      stop = () => { };
      clearTimeout(waiting);
      for (const observer of [changes, up, live]) observer.disconnect();
      document.removeEventListener('circuit-impossible', tell);
      document.removeEventListener('input', onInput, true);
      document.removeEventListener('change', onInput, true);
      document.removeEventListener('toggle', onToggle, true);
      document.removeEventListener('focusin', onFocus);
      removeEventListener('beforeunload', onUnload);
      catcher?.remove();
    }
    stop = end;
  }

  for (const button of document.querySelectorAll('[data-reload]')) button.addEventListener('click', () => location.reload());
  begin();
  // A page that Blazor brought without loading a new one.
  document.addEventListener('circuit-starting', () => Blazor.addEventListener('enhancedload', begin));
})();
