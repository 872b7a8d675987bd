import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SourceView } from '../../../../src/contract/cell-view.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { AccountBlock } from '../../parts/account-block.js';
import { Named } from '../../parts/named.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { remainingNow } from './remaining.js';

interface Common {
  names: CellNames;
  nowUs: number;
  heads: readonly string[];
  timezone: string;
}

/** A unit or slot: what it does, on which lot, and how long that will take. */
export function UnitRow({
  cell,
  unit,
  machines,
  madeUs,
  isOpen,
  onToggle,
  ...common
}: Common & { cell: string; unit: SourceView; machines: number; madeUs: number | null; isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { names, nowUs, heads, timezone } = common;
  const { lot, product, step, phase, phaseSinceUs } = unit;
  const remainingS = remainingNow(unit.remainingS, madeUs, nowUs);
  const phaseName = lot === null ? null : names.phase(phase, unit.source);
  return (
    <tr>
      <th scope="row">
        <Named id={unit.source}>{names.source(unit.source)}</Named>
        {machines > 0 && (
          <button type="button" className="fold" aria-expanded={isOpen} onClick={onToggle}>
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {t('cell.machines', { n: machines })}
          </button>
        )}
      </th>
      <StateCell source={unit} {...common} />
      <td data-label={heads[2]} className={lot === null ? 'empty' : ''}>
        {lot === null ? (
          <span className="minor">–</span>
        ) : (
          <>
            <Link to="/cells/$cell/lots/$lot" params={{ cell, lot }}>
              {lot}
            </Link>
            <span className="minor below" title={product ?? undefined}>
              {names.product(product)}
            </span>
          </>
        )}
      </td>
      <td data-label={heads[3]} className={phaseName === null && step === null ? 'empty' : ''}>
        {phaseName !== null ? (
          <>
            <Named id={phase}>{phaseName}</Named>
            {phaseSinceUs !== null && <span className="minor below">{t('cell.since', { time: format.moment(phaseSinceUs, nowUs, timezone) })}</span>}
          </>
        ) : (
          <span className="minor">{step === null ? '–' : <Named id={step}>{names.step(step, product)}</Named>}</span>
        )}
      </td>
      <td data-label={heads[4]} className={remainingS === null ? 'empty' : ''}>
        {remainingS === null ? (
          <span className="minor">–</span>
        ) : (
          <>
            {format.duration(remainingS.mean)} <SimTag />
            <span className="minor below">{format.range(format.duration(remainingS.low), format.duration(remainingS.high))}</span>
          </>
        )}
      </td>
      <Measures source={unit} heads={heads} speed={false} />
    </tr>
  );
}

/** A machine of a flow segment. */
export function MachineRow({ machine, ...common }: Common & { machine: SourceView }) {
  const { heads, names } = common;
  return (
    <tr className="machine">
      <th scope="row">
        <Named id={machine.source}>{names.source(machine.source)}</Named>
      </th>
      <StateCell source={machine} {...common} />
      <td className="machine-none" colSpan={3} />
      <Measures source={machine} heads={heads} speed />
    </tr>
  );
}

function StateCell({ source, names, nowUs, heads, timezone }: Common & { source: SourceView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { heardUs, causedBy, stands } = source;
  const { account, sinceUs } = stands?.holds ? stands : source;
  const since = (us: number) => t('cell.for', { duration: format.duration((nowUs - us) / 1e6), time: format.moment(us, nowUs, timezone) });
  const heard = heardUs === null ? t('lines.noReading') : t('cell.heard', { time: format.moment(heardUs, nowUs, timezone) });
  return (
    <td data-label={heads[1]} title={heard}>
      <AccountBlock account={account} />
      <span className="minor below">
        {account === 'unknown' ? heard : sinceUs !== null && since(sinceUs)}
        {causedBy !== null && ` · ${t('cell.causedBy', { source: names.source(causedBy) })}`}
        {stands?.holds && ` · ${names.source(stands.machine)}`}
      </span>
      {stands && !stands.holds && (
        <span className="below">
          <AccountBlock account={stands.account} />
          <span className="minor below">
            {[names.source(stands.machine), stands.sinceUs !== null && since(stands.sinceUs)].filter((text) => text !== false).join(', ')}
          </span>
        </span>
      )}
    </td>
  );
}

function Measures({ source: { powerKw, speedPerMin }, heads, speed }: { source: SourceView; heads: readonly string[]; speed: boolean }) {
  const format = useFormat();
  return (
    <>
      <td data-label={heads[5]} className={powerKw === null ? 'number empty' : 'number'}>
        {format.kw(powerKw)}
      </td>
      <td data-label={heads[6]} className={speed || speedPerMin !== null ? 'number' : 'number empty'}>
        {speed || speedPerMin !== null ? format.rate(speedPerMin) : <span className="minor">–</span>}
      </td>
    </>
  );
}
