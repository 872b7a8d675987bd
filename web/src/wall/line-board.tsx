import type { LineView } from '../../../src/contract/stream.js';
import { LINE_PAGES, pagesOf } from './address.js';
import { AlarmsCard } from './alarms-card.js';
import { Board, type Turned } from './board.js';
import { EnergyShiftCard, StationPowerCard } from './line-energy-cards.js';
import { OeeCard, StopsCard } from './line-oee-cards.js';
import { metersOf } from './line-output.js';
import { OutputCard } from './output-card.js';
import { PowerCard } from './power-card.js';
import { StatesCard } from './states-card.js';
import { useSpeech } from './speech.js';

/** The board of a line. */
export function LineBoard({ view, pages, nowUs, alarmsHeard, ...turned }: { view: LineView } & Turned) {
  const { format } = useSpeech();
  const { powerKw, expectedPowerKw } = view.output;
  const cards = {
    line: (
      <>
        <StatesCard view={view} nowUs={nowUs} />
        <OutputCard view={view} nowUs={nowUs} />
        <AlarmsCard kind="lines" place={view.line} heard={alarmsHeard} />
        <PowerCard powerKw={powerKw} expectedKw={expectedPowerKw} meters={metersOf(view)} />
      </>
    ),
    oee: (
      <>
        <OeeCard view={view} />
        <StopsCard view={view} />
      </>
    ),
    energy: (
      <>
        <PowerCard powerKw={powerKw} expectedKw={expectedPowerKw} meters={metersOf(view)} />
        <EnergyShiftCard view={view} />
        <StationPowerCard view={view} />
      </>
    ),
  };
  return (
    <Board
      name={format.name(view.name)}
      demo={view.demo ? 'line' : null}
      zone={view.timezone}
      nowUs={nowUs}
      turned={turned}
      pages={pagesOf(pages, LINE_PAGES).map((page) => ({ page, cards: cards[page] }))}
    />
  );
}
