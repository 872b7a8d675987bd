import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ShownCurve } from '../src/charts/plot-options.js';
import { TimeChart } from '../src/charts/time-chart.js';
import { startWords } from '../src/i18n/i18n.js';
import { Preferences } from '../src/shell/preferences-provider.js';
import '../src/theme/base.css';

declare global {
  interface Window {
    /** Works through a refresh of twelve trends by one second and gives its time on the main thread [ms]. */
    refresh: { ours: () => Promise<number>; bare: () => Promise<number> };
  }
}

/** What the limit is told of: twelve live trends of three curves with 900 points. */
const TRENDS = 12;
const CURVES = 3;
const POINTS = 900;
const SIZE = { width: 380, height: 190 };

const at = (nowS: number) => Float64Array.from({ length: POINTS }, (_, i) => nowS - POINTS + i);
const valueAt = (s: number, trend: number, curve: number) => 100 + 10 * Math.sin(s / (20 + trend)) + 3 * Math.sin(s / 3 + curve) + curve;
const valuesOf = (atS: Float64Array, trend: number, curve: number) => atS.map((s) => valueAt(s, trend, curve));
const write = (value: number) => value.toFixed(0);

let show: (nowS: number) => void;

function Trends() {
  const [nowS, setNow] = useState(POINTS);
  show = setNow;
  return Array.from({ length: TRENDS }, (_, trend) => <Trend key={trend} trend={trend} nowS={nowS} />);
}

function Trend({ trend, nowS }: { trend: number; nowS: number }) {
  const curves = useMemo(() => {
    const atS = at(nowS);
    return Array.from({ length: CURVES }, (_, curve): ShownCurve => ({
      label: `curve ${curve}`,
      kind: curve === 0 ? 'measured' : 'simulated',
      atS,
      value: valuesOf(atS, trend, curve),
    }));
  }, [trend, nowS]);
  return (
    <div style={{ width: SIZE.width, float: 'left' }}>
      <TimeChart label={`trend ${trend}`} curves={curves} fromS={nowS - POINTS} toS={nowS} zone="UTC" write={write} height={SIZE.height} fromZero={false} />
    </div>
  );
}

function barePlots(): (nowS: number) => void {
  const holder = document.getElementById('bare')!;
  const data = (nowS: number, trend: number): uPlot.AlignedData => {
    const atS = at(nowS);
    return [atS, ...Array.from({ length: CURVES }, (_, curve) => valuesOf(atS, trend, curve))];
  };
  const series = [{}, ...Array.from({ length: CURVES }, () => ({ stroke: 'black', width: 2, points: { show: false } }))];
  const plots = Array.from(
    { length: TRENDS },
    (_, trend) => new uPlot({ ...SIZE, legend: { show: false }, scales: { x: { time: false } }, series }, data(POINTS, trend), holder),
  );
  return (nowS) => plots.forEach((plot, trend) => plot.setData(data(nowS, trend)));
}

/** uPlot draws in a microtask after its data are set: the time ends after it. */
function timedBy(refresh: (nowS: number) => void): () => Promise<number> {
  let nowS = POINTS;
  return async () => {
    await new Promise(requestAnimationFrame);
    const begin = performance.now();
    refresh(++nowS);
    await Promise.resolve();
    await Promise.resolve();
    return performance.now() - begin;
  };
}

startWords('en');
createRoot(document.getElementById('ours')!).render(
  <Preferences>
    <Trends />
  </Preferences>,
);
await new Promise(requestAnimationFrame);
window.refresh = { ours: timedBy((nowS) => flushSync(() => show(nowS))), bare: timedBy(barePlots()) };
