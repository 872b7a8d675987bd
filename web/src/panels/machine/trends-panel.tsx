import { SegmentedControl } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { LineView } from '../../../../src/contract/stream.js';
import { ChartCard } from '../../charts/chart-card.js';
import { append, since } from '../../charts/columns.js';
import { curvesCsv } from '../../charts/curves-csv.js';
import { curveOf } from '../../charts/history.js';
import type { ShownCurve } from '../../charts/plot-options.js';
import { TimeChart } from '../../charts/time-chart.js';
import { seriesQuery } from '../../data/queries.js';
import { useFormat } from '../../parts/use-format.js';
import { valueAt } from '../line/output-curves.js';
import { WINDOW_HOURS, type WindowHours } from '../line/window.js';
import { signalFacts, trendSignals } from './shown-signals.js';
import { signalName } from './signal-name.js';
import { useTrails } from './use-trails.js';

const POINTS = 400;
const HEIGHT = 130;
/** Rows of the table. */
const INSTANTS = 25;

interface Props {
  view: LineView;
  unit: string;
  nowUs: number;
  definition: LineDefinition | undefined;
  hours: WindowHours;
  onHours: (hours: WindowHours) => void;
}

/** Measured signals of a machine over the last hours, with their limits. */
export function TrendsPanel({ view, unit, nowUs, definition, hours, onHours }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const signals = trendSignals(view.units[unit]!);
  const trail = useTrails(unit, signals);
  const history = useQueries({
    queries: signals.map(({ signal }) => seriesQuery(view.line, unit, signal, `now-${hours}h`, 'now', POINTS)),
    combine: (results) => results.map(({ data }) => data),
  });
  const toS = nowUs / 1e6;
  const fromS = toS - hours * 3600;
  const trends = signals.map(({ signal, reading }, i) => {
    const facts = signalFacts(definition, unit, signal);
    const name = signalName(t, format, signal, facts.name);
    const stored = history[i] ? curveOf(history[i]) : { atS: [], value: [] };
    const measured: ShownCurve = { ...since(append(stored, trail(signal)), fromS), label: name, kind: 'measured', stepped: true };
    const level = (value: number | null, label: string): ShownCurve[] =>
      value === null ? [] : [{ atS: [fromS, toS], value: [value, value], label, kind: 'plan' }];
    const ideal = signal === 'speed' ? view.units[unit]!.nominalRatePerMin : null;
    const limits = [...level(facts.low, t('machine.low')), ...level(facts.high, t('machine.high')), ...level(ideal, t('machine.ideal'))];
    const value = typeof reading.value === 'number' ? reading.value : null;
    return { signal, name, value, unit: facts.unit ?? '', outside: isOutside(value, facts), curves: [measured, ...limits] };
  });
  return (
    <ChartCard
      title={t('machine.trends')}
      caption={t('machine.trends')}
      aside={
        <SegmentedControl
          aria-label={t('line.window')}
          value={String(hours)}
          onChange={(value) => onHours(WINDOW_HOURS.find((each) => String(each) === value) ?? 8)}
          data={WINDOW_HOURS.map((value) => ({ value: String(value), label: t('line.windowHours', { hours: value }) }))}
        />
      }
      table={() => ({
        head: [t('charts.time'), ...trends.map(({ name, unit: of }) => `${name} ${of}`.trim())],
        rows: Array.from({ length: INSTANTS }, (_, i) => fromS + (i * hours * 3600) / (INSTANTS - 1)).map((at) => [
          format.clock(at * 1e6, view.timezone),
          ...trends.map(({ curves }) => format.figure(valueAt(curves[0]!, at))),
        ]),
      })}
      csv={{
        name: `${view.line}-${unit}-trends`,
        rows: () =>
          curvesCsv(
            trends.map(({ curves, unit: of }) => ({ ...curves[0]!, label: of ? `${curves[0]!.label} [${of}]` : curves[0]!.label })),
            t('charts.time'),
            '',
            t('sim.tag'),
          ),
      }}
    >
      {trends.length === 0 && <p className="minor">{t('machine.noTrends')}</p>}
      <div className="trends">
        {trends.map(({ signal, name, value, unit: of, outside, curves }) => (
          <div key={signal}>
            <h3>
              <span>{name}</span>
              <span className={outside ? 'late' : ''}>
                {format.figure(value)} {of} {outside && '⚠'}
              </span>
            </h3>
            <TimeChart
              label={t('machine.trend', { signal: name })}
              curves={curves}
              fromS={fromS}
              toS={toS}
              zone={view.timezone}
              write={format.figure}
              height={HEIGHT}
              fromZero={signal === 'speed' || signal === 'power'}
            />
          </div>
        ))}
      </div>
    </ChartCard>
  );
}

const isOutside = (value: number | null, { low, high }: { low: number | null; high: number | null }) =>
  value !== null && ((low !== null && value < low) || (high !== null && value > high));
