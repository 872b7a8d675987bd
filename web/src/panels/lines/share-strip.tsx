import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StateFamily } from '../../../../src/contract/packml.js';
import type { StateShares } from '../../../../src/contract/state-shares.js';
import { stateSharesQuery } from '../../data/queries.js';
import { FAMILY_ORDER } from '../../format/state.js';
import { useFormat } from '../../parts/use-format.js';
import { sharesOver } from './share-strip-sums.js';

/** What the machines of a line were in over the last hours: each column a stretch of time, its colours the shares of the machines. */
export function ShareStrip({ line }: { line: string }) {
  const { t } = useTranslation();
  const { percentWhole } = useFormat();
  const bins = useQuery(stateSharesQuery(line)).data?.bins;
  if (!bins) return <span className="share-strip" />;
  const sums = sharesOver(bins);
  const said = FAMILY_ORDER.filter((family) => sums[family] >= 0.005).map((family) =>
    t('charts.pair', { name: t(`families.${family}`), value: percentWhole(sums[family]) }),
  );
  const label = t('lines.strip', { shares: said.join(', ') });
  return (
    <svg className="share-strip" viewBox={`0 0 ${bins.length} 1`} preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      {bins.map((bin, i) =>
        stacked(bin).map(({ family, from, share }) => (
          <rect key={`${i} ${family}`} x={i} y={from} width={1.02} height={share} fill={`var(--state-${family})`} />
        )),
      )}
    </svg>
  );
}

/** The families of a bin on top of each other, producing at the foot. */
function stacked(bin: StateShares['bins'][number]): { family: StateFamily; from: number; share: number }[] {
  let from = 1;
  return FAMILY_ORDER.flatMap((family) => {
    const share = bin[family] ?? 0;
    from -= share;
    return share > 0 ? [{ family, from, share }] : [];
  });
}
