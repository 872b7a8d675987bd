import { Option, type Command } from 'commander';
import { CELL_KPI_GROUPINGS, type CellKpiGrouping } from '../contract/cell-kpi.js';
import type { LotRecord } from '../contract/cell-view.js';
import { LOT_OUTCOMES, type LotOutcome } from '../contract/lot-page.js';
import { cellText, cellsTable } from './cell-now.js';
import { alarmsText, findingsText, kpisText, lotsText, lotText, ordersText } from './cell-records.js';
import type { Io } from './io.js';
import { speechOf, type Speech } from './speech.js';
import { serverOf, type ServerOptions, withServer } from './server.js';
import { stretchOf, withStretch, type Stretched } from './stretch.js';

interface Options extends ServerOptions {
  json?: true;
}
type StretchedOptions = Options & Stretched;
interface LotsOptions extends Options, Stretched {
  product?: string;
  outcome?: LotOutcome;
}

/** The process cells of a service: their present state, and the record that was measured. */
export function addCell(program: Command, io: Io): void {
  const cell = program.command('cell').description('the process cells of a service, as they are now, and their record');
  const command = (name: string, description: string) => withServer(cell.command(name).description(description));
  const ofCell = (name: string, description: string) => command(name, description).argument('<cell>');
  const { json, text } = { json: (value: unknown) => io.out(JSON.stringify(value)), text: (lines: string) => io.out(lines) };
  /** Texts name things by the cell file and have the time of the site, JSON has ids and UTC. */
  const speech = async (id: string, options: Options) => speechOf((await serverOf(options, io).http.cellDefinition(id)).definition, io.lang);
  const tell = async <Item>(items: readonly Item[], id: string, options: Options, asText: (items: readonly Item[], speech: Speech) => string) =>
    options.json ? items.forEach(json) : text(asText(items, await speech(id, options)));

  command('list', 'list the cells')
    .alias('ls')
    .action(async (options: Options) => {
      const cells = await serverOf(options, io).http.cells();
      if (options.json) cells.forEach(json);
      else text(cellsTable(cells, Date.now() * 1000, io));
    });
  ofCell('show', 'show a cell with its units, lots and what lies ahead').action(async (id: string, options: Options) => {
    const { view } = await serverOf(options, io).http.cell(id);
    if (options.json) json(view);
    else text(cellText(view, Date.now() * 1000, await speech(id, options)));
  });
  withStretch(ofCell('lots', 'lots that were under way, oldest first'))
    .option('--product <id>', 'those of one product alone')
    .addOption(new Option('--outcome <outcome>', 'those that ended so alone').choices(LOT_OUTCOMES))
    .action(async (id: string, options: LotsOptions) => tell(await allLots(id, options, io), id, options, lotsText));
  ofCell('lot', 'the record of a lot: where it came from, what was done to it, what became of it')
    .argument('<lot>')
    .action(async (id: string, lot: string, options: Options) => {
      const record = await serverOf(options, io).http.lot(id, lot);
      if (options.json) json(record);
      else text(lotText(record, await speech(id, options)));
    });
  ofCell('orders', 'orders that were heard of').action(async (id: string, options: Options) =>
    tell(await serverOf(options, io).http.orders(id), id, options, ordersText),
  );
  ofCell('findings', 'what the cell does otherwise than its model says').action(async (id: string, options: Options) =>
    tell(await serverOf(options, io).http.findings(id), id, options, findingsText),
  );
  withStretch(ofCell('alarms', 'alarms that machines sent: those that stand, then those that ended')).action(async (id: string, options: StretchedOptions) =>
    tell(await serverOf(options, io).http.machineAlarms(id, stretchOf(options)), id, options, alarmsText),
  );
  withStretch(ofCell('kpis', 'indicators, measured'))
    .addOption(new Option('--by <grouping>', 'what they are told by').choices(CELL_KPI_GROUPINGS).default('unit'))
    .action(async (id: string, { by, ...options }: StretchedOptions & { by: CellKpiGrouping }) =>
      tell(await serverOf(options, io).http.cellKpis(id, by, stretchOf(options)), id, options, kpisText),
    );
  cell.showHelpAfterError('(twin cell --help)');
}

/** Lots of all pages. */
async function allLots(id: string, options: LotsOptions, io: Io): Promise<LotRecord[]> {
  const { http } = serverOf(options, io);
  const { product, outcome } = options;
  const asked = { ...stretchOf(options), ...(product && { product }), ...(outcome && { outcome }), limit: 500 };
  const lots: LotRecord[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items, next } = await http.lots(id, { ...asked, ...(cursor && { cursor }) });
    lots.push(...items);
    cursor = next;
  }
  return lots;
}
