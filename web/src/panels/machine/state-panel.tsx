import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { statesQuery } from '../../data/queries.js';
import { familySinceUs, isSilent } from '../../format/state.js';
import { Card } from '../../parts/card.js';
import { StateBlock } from '../../parts/state-block.js';
import { useFormat } from '../../parts/use-format.js';
import type { LiveLine } from '../../store/live-line.js';
import { PackmlDiagram } from './packml-diagram.js';
import { statePath } from './state-path.js';

const HOURS = 8;
/** States that the path is made of: ten changes. */
const SHOWN = 11;

/** The PackML state of a machine, since when and why, and how it came there. */
export function StatePanel({
  view,
  live,
  unit: id,
  nowUs,
  reasonName,
}: {
  view: LineView;
  live: LiveLine;
  unit: string;
  nowUs: number;
  reasonName: (code: number) => string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useQuery(statesQuery(view.line, `now-${HOURS}h`, 'now')).data ?? [];
  const unit = view.units[id]!;
  const { state, mode, reason } = unit;
  const sinceUs = familySinceUs(unit);
  const path = statePath(
    history.filter((span) => span.unit === id),
    live.spans[id] ?? [],
    SHOWN,
  );
  const said = { state, mode: t(`machine.modes.${mode}`) };
  return (
    <Card title={t('machine.states')} aside={<StateBlock family={unit.family} />}>
      <p className="sentence">
        <b>
          {sinceUs === null
            ? t('machine.sinceUnknown', said)
            : t(isSilent(unit) ? 'machine.silentSince' : 'machine.since', { ...said, duration: format.duration((nowUs - sinceUs) / 1e6) })}
        </b>
        {unit.cause && <span>{t(`causes.${unit.cause}`)}</span>}
        {reason !== null && reason !== 0 && unit.family !== 'producing' && <span>{t('machine.reason', { reason: reasonName(reason) })}</span>}
      </p>
      <PackmlDiagram path={path} state={state} label={t('machine.statesLabel', { n: Math.max(0, path.length - 1), state })} />
      <ol className="path" aria-label={t('machine.path')}>
        {path.map(({ state: each, atUs }, i) => (
          <li key={i}>
            <span className="minor">{i}</span> {t('machine.pathStep', { state: each, time: format.clock(atUs, view.timezone, true) })}
          </li>
        ))}
      </ol>
    </Card>
  );
}
