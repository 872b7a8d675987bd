import path from 'node:path';
import type { DaySpan, PredictedSaving, WeatherFile } from '../contract/energy-file.js';
import { EnergyFile } from '../contract/energy-file.js';
import { BaselineRequest, type EnergyPeriod, type Ranged } from '../contract/enpi.js';
import type { HourlySeries } from '../contract/series.js';
import { isoSeries } from '../exchange/energy/iso-series.js';
import { readNsrdb } from '../exchange/energy/weather.js';
import { outdoorOf } from '../model/enpi/outdoor.js';
import { predictedSaving } from '../model/enpi/proof.js';
import { momentUs } from '../model/zone.js';
import { readDocument, type SourceDocument } from '../plant/document.js';
import { formatIssues } from '../plant/read.js';
import { parseAnswer } from './compare.js';
import { readText } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';
import { readPeriods } from './energy-periods.js';

/** A file of `twin energy` with all that it names. */
export interface EnergyCase {
  asked: EnergyFile;
  request: BaselineRequest;
  baseline: EnergyPeriod[];
  /** null: none was asked for */
  reporting: EnergyPeriod[] | null;
  /** from the begin of the baseline on, to the end of the file */
  all: EnergyPeriod[];
  predicted: (Ranged & { within: number | undefined }) | null;
}

/** Reads a file of `twin energy` and the files beside it. Whatever is wrong ends the command, each with its place. */
export async function readEnergyCase(file: string, io: Io): Promise<EnergyCase> {
  const read = readDocument(await readText(file, io), file === '-' ? 'stdin' : file, EnergyFile);
  if (!read.ok) throw new CliFault(EXIT.validation, formatIssues(read.issues));
  const { value: asked, source } = read;
  const beside = (name: string) => (file === '-' || path.isAbsolute(name) ? name : path.join(path.dirname(file), name));
  const table = beside(asked.periods.file);
  const periods = await readPeriods(await readText(table, io), table, asked);
  if (!periods.ok) throw new CliFault(EXIT.validation, formatIssues(periods.issues));
  const weather = asked.outdoor === undefined ? null : await readWeather(asked.outdoor, beside(asked.outdoor.file), asked.timezone, io);
  const all =
    weather === null ? periods.periods : periods.periods.map((period) => ({ ...period, outdoorC: outdoorOf(weather, period, asked.each, asked.timezone) }));
  const { baseline, reporting } = asked;
  const within = (span: DaySpan, pointer: string) => someWithin(all, span, asked.timezone, source, pointer);
  return {
    asked,
    request: requestOf(asked),
    baseline: within(baseline, '/baseline'),
    reporting: reporting === undefined ? null : within(reporting, '/reporting'),
    all: all.filter(({ fromUs }) => fromUs >= momentUs(asked.timezone, `${baseline.from}T00:00`)),
    predicted: asked.predicted === undefined ? null : await predictionOf(asked.predicted, beside, source, io),
  };
}

const requestOf = ({ each, timezone, drivers, heating, cooling, calendar, mostUnknown, limits }: EnergyFile): BaselineRequest =>
  BaselineRequest.parse({ each, timezone, drivers, heating, cooling, calendar, mostUnknown, limits });

/** Periods that lie wholly within. */
function spanned(periods: readonly EnergyPeriod[], { from, to }: DaySpan, timezone: string): EnergyPeriod[] {
  const fromUs = momentUs(timezone, `${from}T00:00`);
  const toUs = momentUs(timezone, `${to}T24:00`);
  return periods.filter((period) => period.fromUs >= fromUs && period.toUs <= toUs);
}

function someWithin(periods: readonly EnergyPeriod[], span: DaySpan, timezone: string, source: SourceDocument, pointer: string): EnergyPeriod[] {
  const found = spanned(periods, span, timezone);
  if (found.length > 0) return found;
  throw new CliFault(EXIT.validation, formatIssues([source.issueAt(pointer, 'no period of the file lies wholly within these days')]));
}

async function readWeather({ format, time, value, stepMin }: WeatherFile, file: string, timezone: string, io: Io): Promise<HourlySeries> {
  const text = await readText(file, io);
  const about = { id: 'outdoor', source: file, timezone };
  const columns = { time, value, toKept: (celsius: number) => celsius };
  const seconds = { 15: 900, 30: 1800, 60: 3600 } as const;
  const read = format === 'nsrdb' ? readNsrdb(text, 'Temperature', about) : isoSeries(text, columns, seconds[stepMin], { ...about, unit: 'degC' });
  if (!read.ok) throw new CliFault(EXIT.validation, `${file}:${read.line}:1 ${read.problem}`);
  return read.series;
}

async function predictionOf(
  { savedKwhPerDay, answer, variant, withinKwhPerDay }: PredictedSaving,
  beside: (name: string) => string,
  source: SourceDocument,
  io: Io,
): Promise<EnergyCase['predicted']> {
  if (savedKwhPerDay !== undefined) return { ...savedKwhPerDay, within: withinKwhPerDay };
  const file = beside(answer!);
  const { horizonS, variants } = answerOf(await readText(file, io), file);
  const found: { id: string; difference: { energyKwh?: Ranged | null } | null }[] = variants;
  const energy = found.find(({ id }) => id === variant)?.difference?.energyKwh ?? null;
  if (energy !== null) return { ...predictedSaving(energy, horizonS), within: withinKwhPerDay };
  const known = found.filter(({ difference }) => difference !== null).map(({ id }) => id);
  const problem = `${file} has no difference of energy of "${variant}"; it is about ${known.join(', ')}`;
  throw new CliFault(EXIT.validation, formatIssues([source.issueAt('/predicted/variant', problem)]));
}

function answerOf(text: string, file: string): ReturnType<typeof parseAnswer> {
  try {
    return parseAnswer(text);
  } catch {
    throw new CliFault(EXIT.validation, `${file}: is no answer of a run (result.json)`);
  }
}
