import { useCallback, useMemo } from 'react';
import type { CellLive } from '../../../src/contract/cell-live.js';
import { cellItems } from '../../../src/contract/cell-items.js';
import { cellNames } from '../../../src/contract/cell-names.js';
import { askCell } from '../data/wall-requests.js';
import { routeOrder } from '../format/route-order.js';
import { SITE_PAGES, pagesOf } from './address.js';
import { AlarmsCard } from './alarms-card.js';
import { Board, type Turned } from './board.js';
import { PowerCard } from './power-card.js';
import { AheadCard, CarriersCard, EnergyAheadCard } from './site-ahead-cards.js';
import { FindingsCard, OrdersCard } from './site-order-cards.js';
import { UnitsCard } from './units-card.js';
import { usePolled } from './use-polled.js';
import { useSpeech } from './speech.js';

const EVERY_MS = 10 * 60_000;
const FEW = 3;
const MANY = 8;

/** The board of a site. */
export function SiteBoard({ view, pages, nowUs, alarmsHeard, ...turned }: { view: CellLive } & Turned) {
  const { format } = useSpeech();
  const { cell, electricity } = view;
  const ask = useCallback((signal: AbortSignal) => askCell(cell, signal), [cell]);
  const definition = usePolled(ask, EVERY_MS).answer?.definition;
  const names = useMemo(() => cellNames(definition, format.language), [definition, format.language]);
  const items = useMemo(() => cellItems(definition), [definition]);
  const shown = { view, nowUs, names };
  const electricityKw = view.powerKw['electricity'] ?? null;
  const cards = {
    site: (
      <>
        <UnitsCard {...shown} order={routeOrder(definition, view.order)} />
        <AheadCard {...shown} items={items} />
        <AlarmsCard kind="cells" place={cell} heard={alarmsHeard} />
        <PowerCard powerKw={electricityKw} expectedKw={electricity.expectedKw} meters={electricity} />
        <OrdersCard {...shown} most={FEW} />
      </>
    ),
    orders: (
      <>
        <OrdersCard {...shown} most={MANY} />
        <FindingsCard {...shown} />
      </>
    ),
    energy: (
      <>
        <CarriersCard {...shown} />
        <EnergyAheadCard {...shown} />
      </>
    ),
  };
  return (
    <Board
      name={format.name(view.name)}
      demo={view.demo ? 'site' : null}
      zone={view.timezone}
      nowUs={nowUs}
      turned={turned}
      pages={pagesOf(pages, SITE_PAGES).map((page) => ({ page, cards: cards[page] }))}
    />
  );
}
