import '../theme/print.css';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cellDefinitionQuery } from '../data/cell-queries.js';
import { definitionQuery } from '../data/queries.js';
import { infoQuery } from '../data/search-queries.js';
import { serverNowUs } from '../data/server-clock.js';
import { useFormat } from '../parts/use-format.js';
import { usePrinting } from '../shell/printing.js';
import { fitTables } from './fit-tables.js';
import { pageWindows } from './page.js';
import { placeOf } from './place.js';
import { useListed } from './use-listed.js';
import { stretchOf } from './window-moves.js';

/** What a sheet of paper says of itself: of what it is, over which time, in which zone, by which version, where it came from and when. */
export function PrintHead() {
  const { t } = useTranslation();
  const format = useFormat();
  const { pathname } = useLocation();
  const printing = usePrinting();
  const place = placeOf(pathname);
  const line = useQuery({ ...definitionQuery(place?.id ?? ''), enabled: place?.kind === 'line' }).data;
  const cell = useQuery({ ...cellDefinitionQuery(place?.id ?? ''), enabled: place?.kind === 'cell' }).data;
  const info = useQuery(infoQuery).data;
  const window = useListed(pageWindows).at(-1);
  const inForce = line ?? cell;
  const zone = inForce?.definition.timezone ?? 'UTC';
  const nowUs = serverNowUs();
  const stretch = window ? stretchOf(window, nowUs) : null;
  useLayoutEffect(() => (printing ? fitTables(document.getElementById('content')!) : undefined), [printing]);
  if (!printing) return null;
  const facts: [string, string | null][] = [
    [t('habits.sheet.place'), inForce ? format.name(inForce.definition.name) : (place?.id ?? null)],
    [t('habits.sheet.window'), stretch && t('kpi.span', { from: format.dayAndClock(stretch.fromUs, zone), to: format.dayAndClock(stretch.toUs, zone) })],
    [t('habits.sheet.zone'), zone],
    [t('habits.sheet.version'), info ? `Pharmatwin ${info.version}${inForce ? `, ${t('run.model', { version: inForce.version.slice(0, 8) })}` : ''}` : null],
    [t('habits.sheet.address'), location.href],
    [t('habits.sheet.made'), format.dayAndClock(nowUs, zone)],
  ];
  return (
    <>
      <p>{t('habits.sheet.uncontrolled')}</p>
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="print-fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
