import { useCallback } from 'react';
import type { LineView } from '../../../src/contract/stream.js';
import { askGood } from '../data/wall-requests.js';
import { isoOf } from '../format/iso.js';
import { countingUnit, goodRises, measuredOutput, planLine, quantile, unitsPerItem } from '../panels/line/output-curves.js';
import { bandPath, linePath } from './curve-path.js';
import { useSpeech } from './speech.js';
import { usePolled } from './use-polled.js';

const EVERY_MS = 60_000;
const NONE = { atS: [], value: [] };

type Shift = NonNullable<LineView['shift']>;

/** Good units over the shift: measured (solid), the bands of 10 to 90 % that were expected when it began and are from here on, and the plan. The sentences above say the same. */
export function OutputCurve({ view, shift: { fromUs, toUs }, plan, nowUs }: { view: LineView; shift: Shift; plan: number | null; nowUs: number }) {
  const { format } = useSpeech();
  const { line, start, forecast, output } = view;
  const unit = countingUnit(view);
  const ask = useCallback((signal: AbortSignal) => askGood(line, unit, isoOf(fromUs), signal), [line, unit, fromUs]);
  const { answer } = usePolled(ask, EVERY_MS);
  const history = answer === null ? NONE : goodRises(answer.good, answer.processed, answer.defective);
  const [fromS, toS, nowS] = [fromUs / 1e6, toUs / 1e6, nowUs / 1e6];
  const measured = measuredOutput(history, { atS: [nowS], value: [output.good] }, fromS, unitsPerItem(view));
  const most = 1.05 * Math.max(output.good, plan ?? 0, start?.p90.at(-1) ?? 0, forecast?.p90.at(-1) ?? 0);
  const frame = { fromS, toS, most };
  const stroke = { vectorEffect: 'non-scaling-stroke', fill: 'none' } as const;
  return (
    <div className="wall-curve" aria-hidden="true">
      <div className="wall-curve-plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          <path {...stroke} className="wall-curve-plan" d={linePath(planLine(plan, fromS, toS), frame)} />
          <path vectorEffect="non-scaling-stroke" className="output-bar-band" d={bandPath(quantile(start, 'p10'), quantile(start, 'p90'), frame)} />
          <path vectorEffect="non-scaling-stroke" className="output-bar-band" d={bandPath(quantile(forecast, 'p10'), quantile(forecast, 'p90'), frame)} />
          <path {...stroke} className="wall-curve-expected" d={linePath(quantile(forecast, 'p50'), frame)} />
          <path {...stroke} className="wall-curve-measured" d={linePath(measured, frame)} />
        </svg>
      </div>
      <p className="wall-minor">
        <span>{format.clock(fromUs, view.timezone)}</span>
        <span>{format.clock(toUs, view.timezone)}</span>
      </p>
    </div>
  );
}
