import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../src/contract/stream.js';
import { askStates } from '../data/wall-requests.js';
import { StateBlock } from '../parts/state-block.js';
import { mergeSpans } from '../store/spans.js';
import { stateFill } from '../theme/state-fill.js';
import { WallCard } from './board.js';
import { usePolled } from './use-polled.js';
import { useWallFormat } from './wall-format.js';

const HOURS = 8;
const EVERY_MS = 15_000;

/** Each station: what it is in, since when, and a strip of the last hours. */
export function StatesCard({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t } = useTranslation('wall');
  const format = useWallFormat();
  const { line } = view;
  const ask = useCallback((signal: AbortSignal) => askStates(line, HOURS, signal), [line]);
  const { answer } = usePolled(ask, EVERY_MS);
  const fromUs = nowUs - HOURS * 3600e6;
  return (
    <WallCard title={t('states')}>
      <ul className="wall-stations">
        {view.order.map((id) => {
          const { name, family, stateSinceUs } = view.units[id]!;
          const spans = mergeSpans(answer?.filter(({ unit }) => unit === id) ?? [], [], fromUs, nowUs);
          const x = (us: number) => `${((us - fromUs) / (nowUs - fromUs)) * 100}%`;
          return (
            <li key={id}>
              <span className="wall-station">{format.name(name)}</span>
              <StateBlock family={family} />
              <span className="wall-since">{stateSinceUs !== null && format.duration((nowUs - stateSinceUs) / 1e6)}</span>
              <svg className="wall-strip" width="100%" height="100%" aria-hidden="true">
                {spans.map((span) => (
                  <rect
                    key={span.fromUs}
                    x={x(span.fromUs)}
                    width={`${((span.toUs - span.fromUs) / (nowUs - fromUs)) * 100}%`}
                    height="100%"
                    fill={stateFill(span.family)}
                  />
                ))}
              </svg>
            </li>
          );
        })}
      </ul>
      <p className="wall-minor">{t('statesHours', { hours: HOURS })}</p>
    </WallCard>
  );
}
