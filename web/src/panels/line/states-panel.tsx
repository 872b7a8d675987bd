import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { ChartCard } from '../../charts/chart-card.js';
import { StateStrips } from '../../charts/state-strips.js';
import { statesQuery } from '../../data/queries.js';
import { useShortcut } from '../../habits/page.js';
import { utcOf } from '../../format/iso.js';
import { FAMILY_ORDER } from '../../format/state.js';
import { hoursMinutes } from '../../format/time.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { useFormat } from '../../parts/use-format.js';
import type { LiveLine } from '../../store/live-line.js';
import { mergeSpans, totals } from '../../store/spans.js';
import { hoursBefore } from './asked-window.js';
import { WINDOW_HOURS, type WindowHours } from './window.js';

const HOUR_US = 3600e6;
/** The strips move on in steps that a pixel can show. */
const STEPS_PER_WINDOW = 1200;

interface Props {
  view: LineView;
  live: LiveLine;
  nowUs: number;
  /** seen again, not live */
  past: boolean;
  reasonName: (code: number) => string;
  selected: string;
  onSelect: (unit: string) => void;
}

export function StatesPanel({ view, live, nowUs, past, reasonName, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: '/lines/$line' });
  const { hours = 8 } = useSearch({ from: '/lines/$line' });
  const at = WINDOW_HOURS.indexOf(hours);
  const choose = (next: WindowHours | undefined) => next && void navigate({ search: (search) => ({ ...search, hours: next }), replace: true });
  useShortcut('wider', () => choose(WINDOW_HOURS[at + 1]), at < WINDOW_HOURS.length - 1);
  useShortcut('narrower', () => choose(WINDOW_HOURS[at - 1]), at > 0);
  const { from, to } = hoursBefore(nowUs, hours, past);
  const { data: history } = useQuery(statesQuery(view.line, from, to));
  const stepUs = (hours * HOUR_US) / STEPS_PER_WINDOW;
  const toUs = past ? nowUs : Math.ceil(nowUs / stepUs) * stepUs;
  const fromUs = toUs - hours * HOUR_US;
  const strips = useMemo(
    () =>
      view.order.map((id) => ({
        id,
        name: format.name(view.units[id]!.name),
        spans: mergeSpans(history?.filter((span) => span.unit === id) ?? [], (past ? undefined : live.spans[id]) ?? [], fromUs, toUs),
      })),
    // Names do not change: the view itself is left out, so that strips are made anew only as time moves on.
    [history, live.spans, past, fromUs, toUs, format],
  );
  const chosen = strips.find((strip) => strip.id === selected) ?? strips[0]!;
  return (
    <ChartCard
      title={t('line.states')}
      caption={t('line.states')}
      className="states"
      aside={
        <SegmentedControl
          aria-label={t('line.window')}
          value={String(hours)}
          onChange={(value) => choose(WINDOW_HOURS.find((each) => String(each) === value))}
          data={WINDOW_HOURS.map((value) => ({ value: String(value), label: t('line.windowHours', { hours: value }) }))}
        />
      }
      table={() => ({
        head: [t('charts.station'), ...FAMILY_ORDER.map((family) => t(`families.${family}`))],
        rows: strips.map((strip) => {
          const sums = totals(strip.spans);
          return [strip.name, ...FAMILY_ORDER.map((family) => (sums[family] ? `${hoursMinutes(sums[family])}` : '–'))];
        }),
      })}
      csv={{
        name: `${view.line}-states`,
        rows: () => [
          ['station', 'from', 'to', 'state', 'reason'],
          ...strips.flatMap(({ name, spans }) => spans.map((span) => [name, utcOf(span.fromUs), utcOf(span.toUs), span.family, span.reason])),
        ],
      }}
      foot={<Totals spans={chosen.spans} name={chosen.name} />}
    >
      <StateStrips {...{ strips, fromUs, selected: chosen.id, onSelect, reasonName }} nowUs={toUs} zone={view.timezone} />
    </ChartCard>
  );
}

function Totals({ spans, name }: { spans: Parameters<typeof totals>[0]; name: string }) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const sums = totals(spans);
  const all = Object.values(sums).reduce((sum, seconds) => sum + seconds, 0);
  return (
    <div className="totals">
      <h3>{t('line.statesTotals', { unit: name })}</h3>
      <ul>
        {FAMILY_ORDER.filter((family) => sums[family]).map((family) => (
          <li key={family}>
            <StateSwatch family={family} size={18} />
            {t(`families.${family}`)} <b>{hoursMinutes(sums[family]!)}</b> <span className="minor">{percent(sums[family]! / all)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
