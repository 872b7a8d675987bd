import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStop } from '../../../../src/contract/line-oee.js';
import { useFormat } from '../../parts/use-format.js';
import { useWho } from '../../parts/use-who.js';
import type { LineNames } from './line-names.js';
import { FIRST_SORT, nextSort, sortStops, STOP_COLUMNS, type StopColumn, type StopSort } from './stop-order.js';
import { canBeTold, stopKey } from './stop-sayings.js';
import { useReasonName } from './use-reason-name.js';

interface Props {
  stops: readonly LineStop[];
  line: string;
  names: LineNames;
  toUs: number;
  timezone: string;
  caption: string;
  /** keys of those that are chosen */
  chosen: ReadonlySet<string>;
  onChoose: (key: string, is: boolean) => void;
}

const FIGURES: readonly StopColumn[] = ['begin', 'duration'];
const signOf = (sort: StopSort, column: StopColumn) => (sort.by !== column ? '↕' : sort.up ? '↑' : '↓');

/** A row a stop, to be chosen. The head of a column sorts by it. */
export function StopsTable({ stops, line, names, toUs, timezone, caption, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const who = useWho();
  const format = useFormat();
  const [sort, setSort] = useState(FIRST_SORT);
  const reasonName = useReasonName(names);
  const words = (stop: LineStop, column: 'machine' | 'kind' | 'cause') =>
    column === 'machine' ? names.machine(stop.unit) : column === 'kind' ? t(`losses.kinds.${stop.kind}`) : reasonName(stop.reason);
  const [, ...heads] = STOP_COLUMNS.map((column) => t(`losses.${column}`));
  return (
    <div className="table-scroll stops-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="units">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{t('losses.say.choice')}</span>
            </th>
            {STOP_COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={sort.by !== column ? 'none' : sort.up ? 'ascending' : 'descending'}>
                <button type="button" className="sort" onClick={() => setSort(nextSort(sort, column))}>
                  {t(`losses.${column}`)} <span aria-hidden="true">{signOf(sort, column)}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortStops(stops, sort, words).map((stop) => {
            const key = stopKey(stop);
            const remarks = [
              stop.toUs === null && t('losses.goesOn'),
              !stop.began && t('losses.before'),
              stop.part && t('losses.say.part'),
              stop.merged && t('losses.say.merged', { n: stop.merged.stops }),
            ].filter((remark) => typeof remark === 'string');
            const moment = format.moment(stop.fromUs, toUs, timezone);
            const cells = [
              <Link to="/lines/$line/machines/$unit" params={{ line, unit: stop.unit }}>
                {words(stop, 'machine')}
              </Link>,
              <>
                {format.duration(stop.downS)} {remarks.length > 0 && <span className="minor">({remarks.join(', ')})</span>}
              </>,
              words(stop, 'kind'),
              <>
                {words(stop, 'cause')}
                {stop.said && (
                  <span className="stop-said minor">
                    {t('losses.say.by', { who: who(stop.said.who), time: format.moment(stop.said.recordedAtUs, toUs, timezone) })}
                    {stop.said.comment !== null && <q>{stop.said.comment}</q>}
                  </span>
                )}
              </>,
            ];
            return (
              <tr key={key}>
                <td className="stop-choice">
                  <label title={canBeTold(stop) ? undefined : t('losses.say.widen')}>
                    <input
                      type="checkbox"
                      checked={chosen.has(key)}
                      disabled={!canBeTold(stop)}
                      onChange={(event) => onChoose(key, event.target.checked)}
                      aria-label={t(canBeTold(stop) ? 'losses.say.choose1' : 'losses.say.widen1', { machine: names.machine(stop.unit), time: moment })}
                    />
                  </label>
                </td>
                <th scope="row">{moment}</th>
                {cells.map((cell, i) => (
                  <td key={heads[i]} data-label={heads[i]} className={FIGURES.includes(STOP_COLUMNS[i + 1]!) ? 'number' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
