// ↑↓ move from row to row, Enter follows the row's link by itself, space shows where the number comes from, / goes to the search.
let page;

const typing = e => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.ctrlKey || e.metaKey || e.altKey;
const links = () => [...page.querySelectorAll('tbody .name a')];

function press(e) {
  if (!page?.isConnected || typing(e)) return;
  const rows = links();
  const at = rows.indexOf(document.activeElement);
  if (e.key === '/') {
    e.preventDefault();
    page.querySelector('input[type=search]').focus();
  } else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    if (rows.length === 0) return;
    e.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + (e.key === 'ArrowDown' ? 1 : -1)))].focus();
  } else if (e.key === ' ' && at >= 0) {
    e.preventDefault();
    page.classList.toggle('origins');
  } else if (e.key === 'Escape') {
    page.classList.remove('origins');
  }
}

export function listen(element) {
  page = element;
  document.addEventListener('keydown', press);
}

export function leave() {
  document.removeEventListener('keydown', press);
}
