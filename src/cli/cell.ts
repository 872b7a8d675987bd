import { Option, type Command } from 'commander';
import { CELL_KPI_GROUPINGS, type CellKpiGrouping } from '../contract/cell-kpi.js';
import { cellText, cellsTable } from './cell-now.js';
import { alarmsText, findingsText, kpisText, lotsText, lotText, ordersText } from './cell-records.js';
import type { Io } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';

interface Options extends ServerOptions {
  json?: true;
}
interface Stretched extends Options {
  from?: string;
  to?: string;
}

/** The process cells of a service: their present state, and the record that was measured. */
export function addCell(program: Command, io: Io): void {
  const cell = program.command('cell').description('the process cells of a service, as they are now, and their record');
  const command = (name: string, description: string) => withServer(cell.command(name).description(description));
  const ofCell = (name: string, description: string) => command(name, description).argument('<cell>');
  const { json, text } = { json: (value: unknown) => io.out(JSON.stringify(value)), text: (lines: string) => io.out(lines) };
  const tell = <Item>(items: readonly Item[], options: Options, asText: (items: readonly Item[], io: Io) => string) =>
    options.json ? items.forEach(json) : text(asText(items, io));

  command('list', 'list the cells')
    .alias('ls')
    .action(async (options: Options) => tell(await serverOf(options, io).http.cells(), options, cellsTable));
  ofCell('show', 'show a cell with its units, lots and what lies ahead').action(async (id: string, options: Options) => {
    const { view } = await serverOf(options, io).http.cell(id);
    if (options.json) json(view);
    else text(cellText(view, io));
  });
  withStretch(ofCell('lots', 'lots that were under way, oldest first')).action(async (id: string, options: Stretched) =>
    tell(await serverOf(options, io).http.lots(id, stretchOf(options)), options, lotsText),
  );
  ofCell('lot', 'the record of a lot: where it came from, what was done to it, what became of it')
    .argument('<lot>')
    .action(async (id: string, lot: string, options: Options) => {
      const record = await serverOf(options, io).http.lot(id, lot);
      if (options.json) json(record);
      else text(lotText(record, io));
    });
  ofCell('orders', 'orders that were heard of').action(async (id: string, options: Options) =>
    tell(await serverOf(options, io).http.orders(id), options, ordersText),
  );
  ofCell('findings', 'what the cell does otherwise than its model says').action(async (id: string, options: Options) =>
    tell(await serverOf(options, io).http.findings(id), options, findingsText),
  );
  withStretch(ofCell('alarms', 'alarms that machines sent: those that stand, then those that ended')).action(async (id: string, options: Stretched) =>
    tell(await serverOf(options, io).http.machineAlarms(id, stretchOf(options)), options, alarmsText),
  );
  withStretch(ofCell('kpis', 'indicators, measured'))
    .addOption(new Option('--by <grouping>', 'what they are told by').choices(CELL_KPI_GROUPINGS).default('unit'))
    .action(async (id: string, { by, ...options }: Stretched & { by: CellKpiGrouping }) =>
      tell(await serverOf(options, io).http.cellKpis(id, by, stretchOf(options)), options, kpisText),
    );
  cell.showHelpAfterError('(twin cell --help)');
}

const withStretch = (command: Command): Command =>
  command
    .option('--from <time>', 'ISO 8601, or counted back from now, such as now-8h; now-7d where not given')
    .option('--to <time>', 'written like --from; now where not given');

const stretchOf = ({ from, to }: Stretched) => ({ ...(from && { from }), ...(to && { to }) });
