// Draws the trajectory with ECharts in the place of the server's drawing; all words, numbers and the scale are the server's.
const narrow = matchMedia('(max-width: 699px)');

function pattern(tile, draw) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = tile;
  draw(canvas.getContext('2d'));
  return { image: canvas.toDataURL(), imageWidth: tile, imageHeight: tile, repeat: 'repeat' };
}

function look() {
  const style = getComputedStyle(document.documentElement);
  const color = name => style.getPropertyValue('--' + name).trim();
  const colors = Object.fromEntries(['ink', 'ink2', 'ink3', 'line', 'line2', 'surface', 'accent', 'ok', 'warn', 'bad', 'b1', 'b2', 'b3', 'b4'].map(name => [name, color(name)]));
  colors.hatch = pattern(8, p => { p.strokeStyle = colors.warn; p.globalAlpha = 0.45; for (const x of [-8, 0, 8]) { p.moveTo(x, 8); p.lineTo(x + 8, 0); } p.stroke(); });
  colors.dots = pattern(6, p => { p.fillStyle = colors.bad; p.globalAlpha = 0.4; p.arc(2, 2, 0.9, 0, 7); p.fill(); });
  return colors;
}

function option(sheet, c, small, font) {
  const text = { fontFamily: font, fontSize: 12, color: c.ink3 };
  const strong = { ...text, fontSize: 13, fontWeight: 700, color: c.ink };
  const halo = { ...strong, textBorderColor: c.surface, textBorderWidth: 3 };
  const symbols = {
    final: { symbol: 'circle', itemStyle: { color: c.ink } },
    preliminary: { symbol: 'circle', itemStyle: { color: c.surface, borderColor: c.ink, borderWidth: 1.6 } },
    published: { symbol: 'rect', itemStyle: { color: c.ok } },
    superseded: { symbol: 'path://M0,0L8,8M0,8L8,0', itemStyle: { color: 'none', borderColor: c.ink3, borderWidth: 1.4 } },
  };
  const quiet = { silent: true, animation: false, tooltip: { show: false }, emphasis: { disabled: true } };
  const line = (data, style) => ({ ...quiet, type: 'line', data, symbol: 'none', lineStyle: style });
  const series = [];
  // Labels stand on the side where nothing else runs.
  const over = node => sheet.points.some(p => p.at === node.at && p.value > node.value);
  const ahead = point => { const asked = sheet.path.find(([at]) => at === point.at) ?? (point.at > sheet.path.at(-1)?.[0] ? sheet.path.at(-1) : undefined); return asked && point.value > asked[1]; };

  sheet.zones.forEach((area, zone) => series.push({
    ...quiet, type: 'custom', z: 0, data: [0], encode: { x: -1, y: -1 }, clip: true,
    renderItem(_, api) {
      const points = area.map(p => api.coord(p));
      const children = [{ type: 'polygon', shape: { points }, style: { fill: c['b' + (zone + 1)] } }];
      if (zone > 1) children.push({ type: 'polygon', shape: { points }, style: { fill: zone === 2 ? c.hatch : c.dots } });
      return { type: 'group', children };
    },
  }));
  if (sheet.past) series.push({
    ...quiet, type: 'custom', z: 1, data: [0], encode: { x: -1, y: -1 },
    renderItem(_, api) {
      const [x, foot] = api.coord([sheet.past.at, sheet.low]), [right, top] = api.coord([sheet.to, sheet.high]);
      return { type: 'group', children: [
        { type: 'rect', shape: { x, y: top, width: right - x, height: foot - top }, style: { fill: c.line, opacity: 0.5 } },
        { type: 'text', style: { text: small ? '' : sheet.past.text, x: (x + right) / 2, y: top + 12, align: 'center', verticalAlign: 'middle', fill: c.ink3, font: `12px ${font}` } },
      ] };
    },
  });
  // Names stand over all four areas: the broad ones inside, the narrow ones by a leader.
  if (!small) sheet.zones.forEach((area, zone) => series.push({
    ...quiet, type: 'custom', z: 1, data: [0], encode: { x: -1, y: -1 },
    renderItem(_, api) {
      const half = area.length / 2, at = Math.floor(half * [2, 5, 3, 4][zone] / 8), over = api.coord(area[at]), under = api.coord(area[2 * half - 1 - at]);
      const middle = (over[1] + under[1]) / 2, away = zone === 0 || zone === 3 ? 0 : (zone === 1) === over[1] > under[1] ? 52 : -52;
      const children = [{ type: 'text', style: { text: sheet.zoneNames[zone], x: over[0], y: middle + away + Math.sign(away) * 9, align: 'center', verticalAlign: 'middle', fill: c.ink2, font: `13px ${font}`, stroke: c.surface, lineWidth: away ? 3 : 0 } }];
      if (away) children.unshift({ type: 'line', shape: { x1: over[0], y1: middle, x2: over[0], y2: middle + away }, style: { stroke: c.ink3 } });
      return { type: 'group', children };
    },
  }));
  series.push(line(sheet.path, { color: c.ink, width: 1.4, type: [6, 4] }));
  sheet.others.forEach((other, at) => series.push({
    ...line(other.points, { color: c.ink3, width: 1.4, type: at ? [7, 2, 2, 2] : [2, 2] }),
    endLabel: { show: !small, formatter: other.name, ...text, distance: 10 }, labelLayout: { moveOverlap: 'shiftY' },
  }));
  if (sheet.forecast && sheet.points.length) {
    const f = sheet.forecast, last = sheet.points.at(-1);
    series.push(line([[last.at, last.value], [f.at, f.value]], { color: c.accent, width: 1.8, type: [1.5, 3.5] }));
    if (f.low != null && f.high != null) series.push({ ...line([[f.at, f.low], [f.at, f.high]], { color: c.accent, width: 1.8 }), symbol: 'rect', symbolSize: [10, 1.8], itemStyle: { color: c.accent } });
    series.push({
      ...quiet, type: 'scatter', z: 4, data: [[f.at, f.value]], symbol: 'rect', symbolSize: 8, itemStyle: { color: c.surface, borderColor: c.accent, borderWidth: 1.6 },
    });
    // Not over the label of the target, which stands at the same place.
    if (!small) series.push({
      ...quiet, type: 'custom', z: 7, data: [0], encode: { x: -1, y: -1 },
      renderItem(_, api) {
        const [x, y] = api.coord([f.at, f.value]), aim = sheet.aim ? api.coord([sheet.to, sheet.aim.value])[1] : NaN, at = Math.abs(aim - y) < 34 ? (aim <= y ? aim + 32 : aim - 40) : y - 5;
        const words = (text, down, weight) => ({ type: 'text', style: { text, x: x + 12, y: at + down, verticalAlign: 'middle', fill: c.accent, font: `${weight}px ${font}` } });
        return { type: 'group', children: [words(f.label, 0, 'bold 13'), words(f.range ?? '', 16, '12')] };
      },
    });
  }
  if (sheet.aim) {
    const a = sheet.aim;
    series.push(line([[sheet.from, a.value], [sheet.to, a.value]], { color: c.ink, width: 1.4 }));
    series.push({
      ...quiet, type: 'scatter', z: 5, data: [[sheet.isLine ? sheet.to : a.at, a.value]], symbol: 'diamond', symbolSize: sheet.isLine ? 0 : 13, itemStyle: { color: c.ink },
    });
    // On a phone over the diamond, and over the number of the newest figure where that stands at the same place.
    if (small) series.push({
      ...quiet, type: 'custom', z: 7, data: [0], encode: { x: -1, y: -1 },
      renderItem(_, api) {
        const last = sheet.points.at(-1), [x, y] = api.coord([sheet.isLine ? sheet.to : a.at, a.value]), [right, number] = last?.label ? api.coord([last.at, last.value]) : [NaN, NaN];
        const own = y - 21, taken = number + (last && ahead(last) ? -15 : 15), at = Math.abs(right - x) < 110 && Math.abs(own - taken) < 16 ? taken - 16 : own;
        return { type: 'group', children: [{ type: 'text', style: { text: a.label, x, y: at, align: 'right', verticalAlign: 'middle', fill: c.ink, font: `bold 13px ${font}`, stroke: c.surface, lineWidth: 3 } }] };
      },
    });
    // Beside the sheet, and clear of figures that were reported after the due date.
    if (!small) series.push({
      ...quiet, type: 'custom', z: 7, data: [0], encode: { x: -1, y: -1 },
      renderItem(_, api) {
        const last = sheet.points.at(-1), [x, y] = api.coord([sheet.to, a.value]), past = last && !sheet.isLine && last.at > a.at && Math.abs(api.coord([last.at, last.value])[1] - y) < 30;
        const words = (text, at, style) => ({ type: 'text', style: { text, x: x + 12, y: at, verticalAlign: 'middle', ...style } });
        return { type: 'group', children: [words(a.label, y - (past ? 30 : 5), { fill: c.ink, font: `bold 13px ${font}` }), words(sheet.aimNote ?? '', y - (past ? 14 : -11), { fill: c.ink3, font: `12px ${font}` })] };
      },
    });
  }
  if (sheet.gap && sheet.points.length) {
    const g = sheet.gap, last = sheet.points.at(-1);
    series.push(line([[last.at, last.value], [g.at, g.value]], { color: c.bad, width: 1.6 }));
    series.push({ ...quiet, type: 'scatter', z: 5, data: [[g.at, g.value]], symbolSize: 0, label: { show: true, ...halo, color: c.bad, position: g.value > last.value ? 'top' : 'bottom', align: 'right', formatter: g.label }, labelLayout: { hideOverlap: true } });
  }
  if (sheet.node) {
    series.push({
      ...quiet, type: 'scatter', z: 4, data: [[sheet.node.at, sheet.node.value]], symbol: 'diamond', symbolSize: 11, itemStyle: { color: c.surface, borderColor: c.ink, borderWidth: 1.6 },
      label: { show: !small, ...text, textBorderColor: c.surface, textBorderWidth: 3, ...(over(sheet.node) ? { position: 'right', offset: [0, 12] } : { position: 'left', offset: [0, -9] }), distance: 9, formatter: sheet.node.label }, labelLayout: { hideOverlap: true },
    });
    // On a phone there is no room beside the figures: at the foot, under its diamond.
    if (small) series.push({
      ...quiet, type: 'custom', z: 2, data: [0], encode: { x: -1, y: -1 },
      renderItem(_, api) {
        const [x, y] = api.coord([sheet.node.at, sheet.node.value]), [left, foot] = api.coord([sheet.from, sheet.low]), [right] = api.coord([sheet.to, sheet.low]);
        return { type: 'group', children: [
          { type: 'line', shape: { x1: x, y1: y + 6, x2: x, y2: foot - 22 }, style: { stroke: c.ink3 } },
          { type: 'text', style: { text: sheet.node.label, x: x < (left + right) / 2 ? x + 4 : x - 4, y: foot - 12, align: x < (left + right) / 2 ? 'left' : 'right', verticalAlign: 'middle', fill: c.ink2, font: `12px ${font}`, stroke: c.surface, lineWidth: 3 } },
        ] };
      },
    });
  }
  if (sheet.base) series.push({ ...quiet, type: 'scatter', z: 4, data: [[sheet.base.at, sheet.base.value]], symbolSize: 7, ...symbols[sheet.base.mark], label: { show: true, ...text, position: 'bottom', align: 'left', formatter: sheet.base.label }, labelLayout: { hideOverlap: true } });
  if (sheet.superseded.length) series.push({ ...quiet, type: 'scatter', data: sheet.superseded.map(p => [p.at, p.value]), symbolSize: 8, ...symbols.superseded });
  series.push({
    id: 'figures', type: 'line', z: 6, animation: false, symbolSize: 7, lineStyle: { color: c.ink, width: 1.8 },
    emphasis: { scale: 1.5, lineStyle: { width: 1.8 } },
    data: sheet.points.map((p, at) => ({
      value: [p.at, p.value], ...symbols[p.mark],
      label: { show: !!p.label, formatter: p.label ?? '', position: ahead(p) ? 'top' : 'bottom', align: !at ? 'left' : at === sheet.points.length - 1 && (small || sheet.aim && p.at === sheet.to) ? 'right' : 'center', ...halo, ...(small && at && at < sheet.points.length - 1 ? { fontWeight: 400, fontSize: 11 } : {}) },
    })),
    labelLayout: { hideOverlap: true },
  });

  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `bold 13px ${font}`;
  const room = small ? 20 : Math.max(172, Math.ceil(pen.measureText(sheet.aim?.label ?? '').width) + 24);
  return {
    animation: false, textStyle: { fontFamily: font }, backgroundColor: 'transparent',
    grid: { left: 46, right: room, top: 26, bottom: 28, containLabel: false },
    xAxis: {
      type: 'value', min: sheet.from, max: sheet.to, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: c.line2 } },
      axisTick: { show: true, customValues: sheet.years.map(y => y.at), lineStyle: { color: c.line2 } },
      axisLabel: { ...text, customValues: sheet.years.map(y => y.at), formatter: at => { const y = sheet.years.find(y => y.at === at); return y ? small ? y.short : y.text : ''; } },
      axisPointer: { label: { show: false }, lineStyle: { color: c.ink3, type: 'solid' } },
    },
    yAxis: {
      type: 'value', min: sheet.low, max: sheet.high, name: sheet.axis, nameLocation: 'end', nameGap: 10, nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -40] },
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { showMinLine: true, lineStyle: { color: c.line }, interval: 0 },
      interval: sheet.ticks.length > 1 ? sheet.ticks[1].at - sheet.ticks[0].at : undefined,
      axisLabel: { ...text, formatter: at => sheet.ticks.find(t => Math.abs(t.at - at) < 1e-9 * Math.max(1, Math.abs(at)))?.text ?? '' },
    },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0, axisPointer: { type: 'line', snap: true },
      backgroundColor: c.ink, borderWidth: 0, padding: [7, 10], textStyle: { fontFamily: font, fontSize: 13, color: c.surface, lineHeight: 19, width: small ? 230 : 420, overflow: 'break' },
      formatter: found => sheet.points[[].concat(found).find(f => f.seriesId === 'figures')?.dataIndex]?.told ?? '',
    },
    series,
  };
}

export async function attach(box, first) {
  const live = box.querySelector('.course-live'), told = box.querySelector('.course-told');
  const library = await import(new URL(live.dataset.echarts, document.baseURI).href).catch(() => null);
  // The drawing of the server stays.
  if (!library) return { show() {}, stop() {} };
  const { init } = library;
  let sheet = first, at = -1;
  const chart = init(live, null, { renderer: 'svg' });
  const draw = () => {
    live.setAttribute('aria-label', sheet.alt + told.dataset.hint);
    chart.setOption(option(sheet, look(), narrow.matches, getComputedStyle(box).fontFamily), { notMerge: true });
  };
  live.tabIndex = 0;
  live.setAttribute('role', 'group');
  box.dataset.live = '';
  chart.resize();
  draw();

  const read = next => {
    at = Math.min(Math.max(next, 0), sheet.points.length - 1);
    if (at < 0) return;
    const index = chart.getOption().series.findIndex(s => s.id === 'figures');
    chart.dispatchAction({ type: 'showTip', seriesIndex: index, dataIndex: at });
    told.textContent = sheet.points[at].told;
  };
  const hush = () => { at = -1; told.textContent = ''; chart.dispatchAction({ type: 'hideTip' }); };
  live.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = { ArrowRight: at + 1, ArrowLeft: at < 0 ? sheet.points.length - 1 : at - 1, Home: 0, End: sheet.points.length - 1 }[event.key];
    if (next !== undefined) { event.preventDefault(); read(next); }
    else if (event.key === 'Escape') hush();
  });
  live.addEventListener('blur', hush);

  const resized = new ResizeObserver(() => chart.resize());
  resized.observe(live);
  const themed = new MutationObserver(draw);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  for (const query of [dark, narrow]) query.addEventListener('change', draw);
  return {
    show(next) { sheet = next; draw(); if (at >= 0) read(at); },
    stop() {
      resized.disconnect();
      themed.disconnect();
      for (const query of [dark, narrow]) query.removeEventListener('change', draw);
      chart.dispose();
    },
  };
}
