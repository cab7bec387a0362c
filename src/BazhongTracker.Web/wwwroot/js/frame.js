// The router scrolls to a place on the same page and leaves the focus behind; who skips to the content wants it there.
document.addEventListener('click', event => {
  if (event.target.closest?.('a.skip')) {
    event.preventDefault();
    event.stopPropagation();
    document.getElementById('content').focus();
  }
}, true);
// Escape, a click elsewhere and a chosen link close what is unfolded in the frame.
const choice = () => document.querySelector('.switches details[open], details.places[open]');
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && choice()) {
    const open = choice();
    open.open = false;
    open.querySelector('summary').focus();
  }
});
document.addEventListener('click', event => {
  if (choice() && (!choice().contains(event.target) || event.target.closest('a'))) {
    choice().open = false;
  }
});
document.addEventListener('click', event => { if (event.target.closest?.('[data-print]')) print(); });
// A grid of many links is one stop of the Tab key; the arrows move in it. Before each Tab, because the page is drawn anew while it lives.
const marks = grid => [...grid.querySelectorAll('td a')];
const settle = (grid, chosen) => {
  const all = marks(grid);
  const stop = chosen ?? all.find(mark => mark.tabIndex === 0 && mark.hasAttribute('tabindex')) ?? all[0];
  for (const mark of all) mark.tabIndex = mark === stop ? 0 : -1;
};
const middle = mark => { const box = mark.getBoundingClientRect(); return { x: box.left + box.width / 2, y: box.top + box.height / 2 }; };
const beside = (all, from, key) => {
  const at = all.indexOf(from), { x, y } = middle(from);
  if (key === 'Home' || key === 'End') return all.at(key === 'Home' ? 0 : -1);
  if (key === 'ArrowRight' || key === 'ArrowLeft') return all[at + (key === 'ArrowRight' ? 1 : -1)];
  const ahead = all.map(mark => ({ mark, ...middle(mark) })).filter(to => key === 'ArrowDown' ? to.y > y + 2 : to.y < y - 2);
  const away = to => Math.abs(to.y - y) * 1000 + Math.abs(to.x - x);
  return ahead.sort((a, b) => away(a) - away(b))[0]?.mark;
};
document.addEventListener('keydown', event => {
  if (event.key === 'Tab') for (const grid of document.querySelectorAll('[data-grid]')) settle(grid);
  const grid = event.target.closest?.('[data-grid] td a') && event.target.closest('[data-grid]');
  if (!grid || event.ctrlKey || event.altKey || event.metaKey || !/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key)) return;
  event.preventDefault();
  const to = beside(marks(grid), event.target, event.key);
  if (to) { settle(grid, to); to.focus(); }
});
// On paper nothing is folded, and the first line says when it was printed, by the clock of Shanghai.
let unfolded = [];
addEventListener('beforeprint', () => {
  for (const time of document.querySelectorAll('[data-printed]')) time.textContent = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);
  unfolded = [...document.querySelectorAll('main article details:not([open])')];
  for (const folded of unfolded) folded.open = true;
});
addEventListener('afterprint', () => { for (const folded of unfolded) folded.open = false; });
