import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { LiveCell } from '../cells/live-cell.js';
import type { SupplyNote } from '../contract/supply-note.js';
import {
  PRODUCTION,
  requestOf,
  type BaselinePoints,
  type BaselineSavings,
  type CarriedOut,
  type KeptBaseline,
  type NewBaseline,
} from '../contract/energy-baseline.js';
import type { NoBaseline } from '../contract/enpi.js';
import { leftOutText } from '../contract/left-out-words.js';
import { refusal } from '../contract/refusal.js';
import { fitBaseline, type BaselineModel } from '../model/enpi/baseline.js';
import { cusumOf } from '../model/enpi/cusum.js';
import { pointsOf } from '../model/enpi/points.js';
import { savingsOf } from '../model/enpi/savings.js';
import { periodsWithin } from '../model/metering/periods.js';
import { lastUnitsOf } from '../model/metering/production.js';
import { DAY_US, momentUs } from '../model/zone.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { Window } from '../telemetry/history.js';
import { EnergyBaselineRow } from './energy-baseline.entity.js';
import { EnergyPeriods } from './periods.service.js';
import { PromisedSavings, type RunNamed } from './promised-savings.service.js';
import { carriersOf } from './sites.service.js';

/** Readings of every quarter of an hour of every meter are looked at. */
const MOST_DAYS = 400;

/** Baselines of sites that are kept, and what was saved against them. */
@Injectable()
export class EnergyBaselines {
  constructor(
    @InjectRepository(EnergyBaselineRow) private readonly rows: Repository<EnergyBaselineRow>,
    private readonly periods: EnergyPeriods,
    private readonly promised: PromisedSavings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Fits a baseline to the history of a site and keeps it. Throws 422 where there is none. */
  async create(live: LiveCell, asked: NewBaseline, by: string): Promise<KeptBaseline> {
    const { definition, version } = live.plant;
    const { timezone } = definition;
    const window = daysOf(asked, timezone);
    const meters = await this.periods.metersHeard(live, asked.carrier === null ? carriersOf(live) : [asked.carrier], window);
    if (meters.length === 0) throw refused('/days', 'no meter of the carrier was heard in these days');
    const source = asked.heating === null && asked.cooling === null ? null : await this.periods.outdoorSource(live, window);
    const request = requestOf(asked, timezone, source !== null);
    const outdoor = request.heating !== null || request.cooling !== null ? source : null;
    const { periods } = await this.periods.collect(live, periodsWithin(asked.each, timezone, window), { meters, outdoor, request });
    const fitted = fitBaseline(request, periods);
    if (!fitted.ok) throw noBaseline(fitted.reason);
    const { name, carrier } = asked;
    const row = this.rows.create({
      ...{ id: randomUUID(), cell: definition.id, name, carrier, createdAt: new Date(this.clock.nowUs() / 1000), createdBy: by, modelVersion: version },
      ...{ request, meters, outdoor, periods, notes: notesOf(live, asked, source) },
    });
    await this.rows.insert(row);
    return keptOf(row, fitted.model);
  }

  /** Newest first. */
  async list(live: LiveCell): Promise<KeptBaseline[]> {
    const rows = await this.rows.find({ where: { cell: live.plant.definition.id }, order: { createdAt: 'DESC', id: 'DESC' } });
    return rows.map((row) => keptOf(row, modelOf(row)));
  }

  /** Throws 404. */
  async find(live: LiveCell, id: string): Promise<EnergyBaselineRow> {
    const cell = live.plant.definition.id;
    const row = await this.rows.findOneBy({ id, cell });
    if (row === null) throw new ProblemError('not-found', refusal('noBaseline', { cell, id }));
    return row;
  }

  show = (row: EnergyBaselineRow): KeptBaseline => keptOf(row, modelOf(row));

  points = (row: EnergyBaselineRow): BaselinePoints => ({ id: row.id, points: pointsOf(modelOf(row), row.periods) });

  /** What was used in the whole periods of a window against a baseline; with a run that was carried out what it promised. */
  async savings(live: LiveCell, row: EnergyBaselineRow, window: Window, run: RunNamed | null): Promise<BaselineSavings> {
    const { request, meters, outdoor } = row;
    const model = modelOf(row);
    const spans = request.each === 'hour' ? [] : periodsWithin(request.each, request.timezone, window);
    if ((spans.at(-1)?.toUs ?? 0) - (spans[0]?.fromUs ?? 0) > MOST_DAYS * DAY_US) throw refused('/from', refusal('withinDays', { days: MOST_DAYS }));
    const { periods, silent } = await this.periods.collect(live, spans, { meters, outdoor, request });
    const savings = savingsOf(model, periods);
    const carriedOut: CarriedOut | null = run && savings && (await this.promised.prove(live, row.carrier, run, savings));
    const after = periods.filter(({ fromUs }) => fromUs >= model.baseline.toUs);
    return {
      baseline: keptOf(row, model),
      savings,
      cusum: cusumOf(model, [...row.periods, ...after]),
      carriedOut,
      notes: silent.map(({ carrier, source }) => ({
        code: 'meter-silent',
        detail: `${source}: nothing was heard of its ${carrier}; the baseline is of it too`,
      })),
    };
  }
}

function daysOf({ days: { from, to } }: NewBaseline, timezone: string): Window {
  const window = { fromUs: momentUs(timezone, `${from}T00:00`), toUs: momentUs(timezone, `${to}T24:00`) };
  if (window.toUs - window.fromUs > MOST_DAYS * DAY_US) throw refused('/days/from', refusal('atMostDays', { days: MOST_DAYS }));
  return window;
}

/** The model of a kept baseline: fitted to the same periods it is the same. */
function modelOf({ id, request, periods }: EnergyBaselineRow): BaselineModel {
  const fitted = fitBaseline(request, periods);
  if (!fitted.ok) throw new Error(`the kept baseline ${id} cannot be fitted any more: ${fitted.reason.code}`);
  return fitted.model;
}

function keptOf(row: EnergyBaselineRow, { baseline }: BaselineModel): KeptBaseline {
  const { id, cell, name, carrier, createdAt, createdBy, modelVersion, meters, outdoor, notes } = row;
  return { id, cell, name, carrier, createdAt: createdAt.toISOString(), createdBy, modelVersion, meters, outdoor, baseline, notes };
}

function notesOf({ plant: { definition } }: LiveCell, asked: NewBaseline, outdoor: string | null): SupplyNote[] {
  const notes: SupplyNote[] = [];
  if (outdoor === null && asked.heating === undefined && asked.cooling === undefined)
    notes.push({ code: 'no-outdoor-temperature', detail: 'the site sends no outdoor temperature: degree-days are no driver' });
  if (asked.production && lastUnitsOf(definition).mixed)
    notes.push({ code: 'production-not-counted', detail: `units of the last steps make other steps, too: their counters do not tell ${PRODUCTION}` });
  return notes;
}

function noBaseline(reason: NoBaseline): ProblemError {
  const whys = reason.leftOut.map((each) => leftOutText(each, 'en'));
  const left = [...new Set(whys)].map((why) => `${whys.filter((other) => other === why).length} (${why})`);
  if (reason.code === 'collinear')
    return refused(
      '/each',
      refusal('notToldApart', { term: reason.term, others: `${reason.of.join(', ')}${left.length > 0 ? `; left out: ${left.join(', ')}` : ''}` }),
    );
  const { found, needed } = reason;
  return refused(
    '/days',
    left.length === 0 ? refusal('tooFewPeriods', { usable: found, needed }) : refusal('tooFewPeriodsLeft', { usable: found, needed, left: left.join(', ') }),
  );
}

const refused = (pointer: string, detail: string): ProblemError => new ProblemError('validation', detail, [{ pointer, detail }]);
