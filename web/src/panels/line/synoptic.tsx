import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { ChartCard } from '../../charts/chart-card.js';
import { wrap } from '../../charts/text.js';
import { useWidth } from '../../charts/use-width.js';
import { SimTag } from '../../parts/tag.js';
import { holderOf } from '../../store/holder.js';
import { useFormat } from '../../parts/use-format.js';
import { BufferBar } from './buffer-bar.js';
import { flowRows, flowTable, stationsOf } from './flow-table.js';
import { MARK, NAME, StationBox } from './station-box.js';
import { layOut, nameRoom } from './synoptic-layout.js';

interface Props {
  view: LineView;
  asOfUs: number;
  /** the page is not kept up to date */
  old: boolean;
  reasonName: (code: number) => string;
  selected: string;
}

/** The line as a picture: stations in the order of the flow and the buffers between them. */
export function Synoptic({ view, asOfUs, old, reasonName, selected }: Props) {
  const { t } = useTranslation();
  const [ref, width] = useWidth<HTMLDivElement>(1200);
  const format = useFormat();
  const nameLines = Math.max(1, ...view.order.map((id) => wrap(format.name(view.units[id]!.name), nameRoom(width), NAME, 2, 600).length));
  const layout = layOut(view.order.length, width, nameLines);
  const holder = holderOf(view, asOfUs);
  const across = layout.direction === 'across';
  return (
    <ChartCard
      title={t('line.synoptic')}
      caption={t('line.synopticLabel')}
      table={() => flowTable(stationsOf(view, format), t, format, (us) => format.moment(us, asOfUs, view.timezone))}
      csv={{ name: `${view.line}-flow`, rows: () => flowRows(stationsOf(view, format)) }}
      aside={
        view.order.length > 1 && (
          <span className="hint">
            {t('line.ghost')} <SimTag />
          </span>
        )
      }
    >
      <div ref={ref} className="synoptic">
        <svg width={layout.width} height={layout.height + (across ? MARK : 0)} role="group" aria-label={t('line.synopticLabel')}>
          {layout.buffers.map((place, i) => (
            <BufferBar key={view.order[i]} view={view} pageOld={old} after={view.order[i]!} place={place} direction={layout.direction} />
          ))}
          {layout.stations.map((place, i) => {
            const id = view.order[i]!;
            return (
              <StationBox
                key={id}
                id={id}
                unit={view.units[id]!}
                view={view}
                asOfUs={asOfUs}
                place={place}
                direction={layout.direction}
                holds={holder === id}
                deviation={view.deviations.find((deviation) => deviation.unit === id) ?? null}
                pageOld={old}
                reasonName={reasonName}
                selected={view.order.length > 1 && selected === id}
              />
            );
          })}
        </svg>
      </div>
    </ChartCard>
  );
}
