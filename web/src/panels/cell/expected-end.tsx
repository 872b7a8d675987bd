import { useTranslation } from 'react-i18next';
import type { CellLookAhead } from '../../../../src/contract/cell-view.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';

/** When a lot ends by the look ahead of the week: median, and the ends that 10 and 90 % do not exceed. */
export function ExpectedEnd({
  end,
  untilUs,
  nowUs,
  timezone,
}: {
  end: CellLookAhead['lots'][number]['endUs'] | undefined;
  untilUs: number | null;
  nowUs: number;
  timezone: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (end === undefined || untilUs === null) return <>–</>;
  const said = (us: number | null) => (us === null ? t('cell.later', { time: format.moment(untilUs, nowUs, timezone) }) : format.moment(us, nowUs, timezone));
  return (
    <span>
      {said(end.p50)} <SimTag />
      {end.p10 !== null && <span className="minor below">{format.range(said(end.p10), said(end.p90))}</span>}
    </span>
  );
}
