// Keys and paste of the entry form: Enter goes down, F8 to the next problem, a pasted column fills downwards.
import { keepDrafts } from './drafts.js';

const cells = root => [...root.querySelectorAll('[data-cell]:not(:disabled)')];
const typed = root => [...root.querySelectorAll('[data-part]:not(:disabled, [readonly])')].filter(part => part.offsetParent);

function focus(cell) {
  if (!cell) return;
  cell.scrollIntoView({ block: 'center' });
  cell.focus();
  cell.select?.();
}

function next(root, from) {
  const all = cells(root);
  focus(all[all.indexOf(from) + 1]);
}

// From what is typed to the next thing to be typed; behind the last one Tab goes on to the buttons, as everywhere.
function step(root, event) {
  const all = typed(root);
  const there = all[all.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
  if (!there) return;
  event.preventDefault();
  focus(there);
}

// From the cursor downwards; from the top when it stands elsewhere or the first is asked for.
function nextProblem(root, first = false) {
  const rows = [...root.querySelectorAll('[data-problem]')];
  const here = first ? null : document.activeElement?.closest('tbody');
  const after = rows.find(row => here && here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) ?? rows[0];
  focus(after?.querySelector('.note-input:placeholder-shown') ?? after?.querySelector('[data-cell]:not(:disabled)') ?? cells(root).find(cell => !cell.value));
}

function showReceipts(root) {
  const heading = root.querySelector('#receipts');
  heading?.scrollIntoView({ block: 'center' });
  heading?.focus({ preventScroll: true });
}

export function attach(root, page, code, person) {
  const drafts = keepDrafts(root, page, person);
  const onKey = event => {
    if (event.key === 'F8') {
      event.preventDefault();
      nextProblem(root);
    } else if (event.key === 'Enter' && !event.isComposing && event.target.matches?.('[data-cell]')) {
      event.preventDefault();
      next(root, event.target);
    } else if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.isComposing && event.target.matches?.('[data-part]')) {
      step(root, event);
    } else if (event.key === 'F9' && event.target.matches?.('[data-part]')) {
      event.preventDefault();
      event.target.closest('tbody').querySelector('.acts button')?.focus();
    }
  };
  const onPaste = event => {
    const cell = event.target.closest?.('[data-cell]');
    const text = event.clipboardData?.getData('text') ?? '';
    if (cell && /[\n\t]/.test(text.trimEnd())) {
      event.preventDefault();
      // A circuit takes messages of 32 KB: the rows of one form need far less. Nothing is cut off, for a number cut short is another number.
      drafts.send();
      drafts.dropAll();
      page.invokeMethodAsync('Paste', cell.dataset.cell, text.length > 8000 ? null : text);
    }
  };
  // From the press of the button to its answer a row that goes out takes no more keys, even before the server has made it read-only.
  let going = [];
  const onBeforeInput = event => { if (going.includes(event.target.closest?.('tbody'))) event.preventDefault(); };
  const onClick = event => {
    if (event.target.closest?.('[data-next]')) nextProblem(root);
    if (event.target.closest?.('[data-first]')) nextProblem(root, true);
    if (event.target.closest?.('[data-receipts]')) {
      event.preventDefault();
      showReceipts(root);
    }
    if (event.target.closest?.('[data-send]')) going = [...root.querySelectorAll('[data-ready]')];
  };
  document.addEventListener('keydown', onKey);
  root.addEventListener('paste', onPaste);
  root.addEventListener('beforeinput', onBeforeInput);
  document.addEventListener('click', onClick);
  root.dataset.live = 'true';
  if (code && !document.activeElement?.matches('[data-part]')) focus(root.querySelector(`[data-code="${CSS.escape(code)}"] [data-cell]:not(:disabled)`) ?? root.querySelector(`[data-code="${CSS.escape(code)}"] input`));
  return {
    settled: drafts.settled,
    sent(keys) {
      going = [];
      drafts.drop(keys);
      // Whoever writes on meanwhile is not taken away from there.
      if (document.activeElement?.matches('[data-part]')) return;
      if (keys.length > 0) showReceipts(root);
      else nextProblem(root, true);
    },
    // The row is open again: what was reported stands there to be changed.
    withdrawn(key) { focus(root.querySelector(`[data-key="${CSS.escape(key)}"] [data-cell]:not(:disabled)`)); },
    stop() {
      drafts.stop();
      document.removeEventListener('keydown', onKey);
      root.removeEventListener('paste', onPaste);
      root.removeEventListener('beforeinput', onBeforeInput);
      document.removeEventListener('click', onClick);
    },
  };
}
