import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StopAccount } from '../../../../src/contract/lost-time.js';
import { stopsQuery } from '../../data/line-queries.js';
import { Failed } from '../../shell/failed.js';
import { CausesPanel } from './causes-panel.js';
import type { LineNames } from './line-names.js';
import { stopsScope } from './scope-text.js';
import { StopsOverTime } from './stops-over-time.js';
import { StopsPanel } from './stops-panel.js';

interface Props {
  line: string;
  stretch: { from: string; to: string };
  /** of this machine alone */
  unit: string | undefined;
  /** of this loss of the bridge alone */
  loss: StopAccount | undefined;
  /** where the line is measured: of a loss of the bridge they are the stops of these machines */
  measuredAt: readonly string[];
  names: LineNames;
  timezone: string;
  /** codes of the reasons that the plant file names */
  codes: readonly number[];
  /** the reason that is looked at; undefined: all; null: unassigned */
  chosen: number | null | undefined;
  onChoose: (reason: number | null | undefined) => void;
}

/** Stops of machines: by cause, over time, and one by one. */
export function StopsPanels({ line, stretch, unit, loss, measuredAt, names, timezone, codes, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const stops = useQuery({ ...stopsQuery(line, stretch, { unit, loss }), placeholderData: keepPreviousData });
  const scope = stopsScope(t, { unit, atMeasure: loss && measuredAt }, names);
  const isChosen = ({ reason }: { reason: number | null }) => chosen === undefined || reason === chosen;
  if (stops.error) return <Failed error={stops.error} reset={() => void stops.refetch()} />;
  if (!stops.data) return null;
  return (
    <div className={stops.isPlaceholderData ? 'page page-old' : 'page'}>
      <div className="line-grid">
        <CausesPanel stops={stops.data} {...{ scope, names, chosen, onChoose }} />
        <StopsOverTime stops={stops.data} {...{ names, timezone, isChosen }} />
      </div>
      <StopsPanel
        title={t('losses.stops')}
        stops={stops.data}
        shown={stops.data.items.filter(isChosen)}
        {...{ names, timezone, chosen, codes }}
        onAll={() => onChoose(undefined)}
      />
    </div>
  );
}
