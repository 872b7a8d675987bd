import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitSharesQuery } from '../../data/cell-queries.js';
import { stateSharesQuery } from '../../data/queries.js';
import { useFormat } from '../../parts/use-format.js';
import { SIGN_GROUND, type LetteredSign } from '../../theme/palette.js';
import { sharesOver, SIGN_ORDER, signsOf, type SignShares } from './share-strip-sums.js';

/** What the machines of a line were in over the last hours. */
export function LineStrip({ line }: { line: string }) {
  return <LastHours bins={useQuery(stateSharesQuery(line)).data?.bins} />;
}

/** What the units of a site were at over the last hours. */
export function SiteStrip({ cell }: { cell: string }) {
  const samples = useQuery(unitSharesQuery(cell)).data?.samples;
  return <LastHours bins={useMemo(() => samples && signsOf(samples), [samples])} />;
}

function LastHours({ bins }: { bins: readonly SignShares[] | undefined }) {
  const { t } = useTranslation();
  return bins ? <ShareStrip bins={bins} labelOf={(shares) => t('lines.strip', { shares })} /> : <span className="share-strip" />;
}

/** Each column is a stretch of time, its colours the shares of the machines. `labelOf`: what is said of it, by the shares in words. */
export function ShareStrip({ bins, labelOf }: { bins: readonly SignShares[]; labelOf: (shares: string) => string }) {
  const { t } = useTranslation();
  const { percentWhole } = useFormat();
  const word = (sign: LetteredSign) => (sign === 'standby' ? t('accounts.standby') : t(`families.${sign}`));
  const shares = sharesOver(bins)
    .filter(([, share]) => share >= 0.005)
    .map(([sign, share]) => t('charts.pair', { name: word(sign), value: percentWhole(share) }));
  const label = labelOf(shares.join(', '));
  return (
    <svg className="share-strip" viewBox={`0 0 ${bins.length} 1`} preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      {bins.map((bin, i) =>
        stacked(bin).map(({ sign, from, share }) => (
          <rect key={`${i} ${sign}`} x={i} y={from} width={1.02} height={share} fill={`var(--state-${ground(sign)})`} />
        )),
      )}
    </svg>
  );
}

const ground = (sign: LetteredSign) => (sign === 'standby' ? SIGN_GROUND.standby : sign);

/** The signs of a stretch on top of each other. */
function stacked(bin: SignShares): { sign: LetteredSign; from: number; share: number }[] {
  let from = 1;
  return SIGN_ORDER.flatMap((sign) => {
    const share = bin[sign] ?? 0;
    from -= share;
    return share > 0 ? [{ sign, from, share }] : [];
  });
}
