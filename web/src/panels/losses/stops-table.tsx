import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStop } from '../../../../src/contract/line-oee.js';
import { useFormat } from '../../parts/use-format.js';
import type { LineNames } from './line-names.js';
import { FIRST_SORT, nextSort, sortStops, STOP_COLUMNS, type StopColumn, type StopSort } from './stop-order.js';
import { useReasonName } from './use-reason-name.js';

interface Props {
  stops: readonly LineStop[];
  line: string;
  names: LineNames;
  toUs: number;
  timezone: string;
  caption: string;
}

const FIGURES: readonly StopColumn[] = ['begin', 'duration'];
const signOf = (sort: StopSort, column: StopColumn) => (sort.by !== column ? '↕' : sort.up ? '↑' : '↓');

/** A row a stop. The head of a column sorts by it. */
export function StopsTable({ stops, line, names, toUs, timezone, caption }: Props) {
  const { t } = useTranslation();
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
            const cut = stop.toUs === null ? t('losses.goesOn') : stop.whole ? null : t('losses.before');
            const cells = [
              <Link to="/lines/$line/machines/$unit" params={{ line, unit: stop.unit }}>
                {words(stop, 'machine')}
              </Link>,
              <>
                {format.duration(stop.downS)} {cut !== null && <span className="minor">({cut})</span>}
              </>,
              words(stop, 'kind'),
              words(stop, 'cause'),
            ];
            return (
              <tr key={`${stop.unit} ${stop.fromUs}`}>
                <th scope="row">{format.moment(stop.fromUs, toUs, timezone)}</th>
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
