// Software that rewrites pages (translators, extensions) takes nodes away that Blazor will change later: an update would be lost, or end the circuit. They are put back.
const most = 3;
const times = new WeakMap();

// With each node Blazor keeps where it stands, and with each parent what stands in it.
const kept = node => Object.getOwnPropertySymbols(node).map(symbol => node[symbol]);
const isTaken = node => {
  const parent = kept(node).find(value => value instanceof Node);
  return parent && node.parentNode !== (parent instanceof Comment ? parent.parentNode : parent) && kept(parent).some(value => Array.isArray(value) && value.includes(node));
};

new MutationObserver((records, observer) => {
  for (const { target, removedNodes: [node, ...more], addedNodes, previousSibling, nextSibling } of records) {
    if (more.length > 0 || node?.nodeType !== Node.TEXT_NODE || !target.isConnected || !isTaken(node)) continue;
    times.set(node, (times.get(node) ?? 0) + 1);
    if (times.get(node) > most) {
      document.documentElement.dataset.connection = 'rewritten';
      observer.disconnect();
      return;
    }
    const place = [...addedNodes, nextSibling].find(other => other?.parentNode === target) ?? null;
    target.insertBefore(node, place);
    const wrappers = [previousSibling, nextSibling].filter(other => other?.localName === 'font');
    for (const foreign of [...addedNodes, ...wrappers]) if (kept(foreign).length === 0) foreign.remove();
  }
  observer.takeRecords();
}).observe(document.body, { childList: true, subtree: true });
