import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { stopsQuery } from '../../data/line-queries.js';
import { statesQuery } from '../../data/queries.js';
import { Card } from '../../parts/card.js';
import { StateSwatch } from '../../parts/state-swatch.js';
import { useFormat } from '../../parts/use-format.js';
import type { LiveLine } from '../../store/live-line.js';
import { hoursBefore } from './asked-window.js';
import { unexplainedStops } from './unexplained.js';

const SHOWN = 5;

interface Props {
  view: LineView;
  live: LiveLine;
  nowUs: number;
  past: boolean;
  onSelect: (unit: string) => void;
}

/** Stops of the window for which neither machine nor person gave a reason, the newest first; nothing where there is none. */
export function UnexplainedPanel({ view, live, nowUs, past, onSelect }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hours = 8 } = useSearch({ from: '/lines/$line' });
  const { from, to } = hoursBefore(nowUs, hours, past);
  const { data: history } = useQuery(statesQuery(view.line, from, to));
  const { data: listed } = useQuery(stopsQuery(view.line, { from, to }));
  const stops = useMemo(
    () => {
      const told = listed?.items.filter(({ said }) => said !== null) ?? [];
      return history ? unexplainedStops(view.order, history, past ? {} : live.spans, nowUs - hours * 3600e6, nowUs, told) : [];
    },
    // Stops become known by the minute: the instant itself is left out, so that they are not looked for at every view.
    [history, listed, live.spans, past, hours, Math.floor(nowUs / 60e6)],
  );
  if (stops.length === 0) return null;
  return (
    <Card title={t('line.unexplained', { n: stops.length })} aside={<span className="hint">{t('line.windowHours', { hours })}</span>}>
      <ul className="unexplained">
        {stops.slice(0, SHOWN).map(({ unit, fromUs, toUs, family }) => (
          <li key={`${unit} ${fromUs}`}>
            <button type="button" className="plain-button" onClick={() => onSelect(unit)}>
              <StateSwatch family={family} size={18} />
              <b>{format.name(view.units[unit]!.name)}</b>
              <span className="minor">
                {format.clock(fromUs, view.timezone)}, {format.duration((toUs - fromUs) / 1e6)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="minor">
        {stops.length > SHOWN && <span>{t('line.unexplainedMore', { n: stops.length - SHOWN })}</span>}
        <Link to="/lines/$line/oee" params={{ line: view.line }} search={{ from, to, reason: 'none' }}>
          {t('line.giveReasons')}
        </Link>
      </p>
    </Card>
  );
}
