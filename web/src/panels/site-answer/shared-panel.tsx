import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.js';
import type { FigureRow } from './figure-row.js';
import { FiguresCard } from './figures-card.js';
import { idsOf, type SiteView } from './site-view.js';

const ZONE_PARTS = ['fanKwh', 'coolingKwh', 'heatKwh'] as const;

/** What units have in common: zones, utilities, teams, and what stands behind the meter. */
export function SharedPanel({ view, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { variants, names, definition } = view;
  const row = (of: string, what: string) => t('siteRun.carrierRow', { carrier: of, what });
  const zones = idsOf(variants, (variant) => variant.zones.map(({ zone }) => zone)).flatMap((id) =>
    ZONE_PARTS.map((part): FigureRow => ({
      name: row(names.zone(id), t(`siteRun.zoneParts.${part}`)),
      unit: 'kWh',
      values: variants.map(({ variant }) => variant.zones.find(({ zone }) => zone === id)?.[part]),
    })),
  );
  const utilities = idsOf(variants, (variant) => variant.utilities.map(({ utility }) => utility)).map((id): FigureRow => {
    const uses = variants.map(({ variant }) => variant.utilities.find(({ utility }) => utility === id));
    return {
      name: row(names.utility(id), t('siteRun.utilityUsed')),
      unit: uses.find((use) => use !== undefined)?.unit ?? '',
      values: uses.map((use) => use?.used),
    };
  });
  const teams = idsOf(variants, (variant) => variant.teams.map(({ team }) => team)).map((id): FigureRow => {
    const name = definition?.teams.find((team) => team.id === id)?.name;
    return {
      name: row(name ? format.name(name) : id.replaceAll('-', ' '), t('siteRun.busy')),
      unit: '%',
      values: variants.map(({ variant }) => {
        const busy = variant.teams.find(({ team }) => team === id)?.busy ?? null;
        return busy === null ? null : busy * 100;
      }),
    };
  });
  const behind: FigureRow[] = [
    { name: t('siteRun.behind.generatedKwh'), unit: 'kWh', values: variants.map(({ variant }) => variant.behindTheMeter.generatedKwh) },
    { name: t('siteRun.behind.fedInKwh'), unit: 'kWh', values: variants.map(({ variant }) => variant.behindTheMeter.fedInKwh) },
    ...(['takenKwh', 'givenKwh', 'storedKwh'] as const).map((part) => ({
      name: t(`siteRun.behind.${part}`),
      unit: 'kWh',
      values: variants.map(({ variant }) => variant.behindTheMeter.battery?.[part]),
    })),
  ];
  return (
    <FiguresCard
      title={t('siteRun.shared')}
      caption={t('siteRun.sharedCaption')}
      view={view}
      file={`${file}-shared`}
      rows={[...zones, ...utilities, ...teams, ...behind]}
    />
  );
}
