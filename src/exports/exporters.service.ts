import { Injectable } from '@nestjs/common';
import { CellsController } from '../cells/cells.controller.js';
import { SeriesController } from '../telemetry/series.controller.js';
import { TwinController } from '../twin/twin.controller.js';
import { BatchesExport } from './batches-export.service.js';
import { CellExports } from './cell-exports.service.js';
import type { Exporter } from './exporter.js';
import { ReadingsExport } from './readings-export.service.js';
import { StatesExport } from './states-export.service.js';

const handler = <Controller extends object>(controller: { prototype: Controller }, name: keyof Controller & string) => [controller, name] as const;

/** Controllers and names of their handlers. */
const HANDLERS = {
  series: handler(SeriesController, 'series'),
  states: handler(SeriesController, 'states'),
  batches: handler(TwinController, 'batches'),
  lots: handler(CellsController, 'lots'),
  orders: handler(CellsController, 'orders'),
  alarms: handler(CellsController, 'machineAlarms'),
  ledger: handler(CellsController, 'ledger'),
  kpis: handler(CellsController, 'kpis'),
} as const;
export type Exported = keyof typeof HANDLERS;

/** The descriptor of a handler, which knows it and can be decorated. */
export const handlersOfExports = (): { controller: object; name: string; descriptor: PropertyDescriptor }[] =>
  Object.values(HANDLERS).map(([{ prototype }, name]) => ({ controller: prototype, name, descriptor: Object.getOwnPropertyDescriptor(prototype, name)! }));

/** Which handler is answered by which exporter, where another format than JSON is asked for. */
@Injectable()
export class Exporters {
  private readonly byHandler: ReadonlyMap<unknown, Exporter>;

  constructor(series: ReadingsExport, states: StatesExport, batches: BatchesExport, { lots, orders, alarms, ledger, kpis }: CellExports) {
    const exporters = { series, states, batches, lots, orders, alarms, ledger, kpis } as Record<Exported, unknown> as Record<Exported, Exporter>;
    const names = Object.keys(HANDLERS) as Exported[];
    this.byHandler = new Map(
      names.map((name) => [Object.getOwnPropertyDescriptor(HANDLERS[name][0].prototype, HANDLERS[name][1])!.value as unknown, exporters[name]]),
    );
  }

  of(handler: unknown): Exporter | null {
    return this.byHandler.get(handler) ?? null;
  }
}
