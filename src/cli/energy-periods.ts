import type { EnergyFile } from '../contract/energy-file.js';
import type { EnergyPeriod } from '../contract/enpi.js';
import { textAsNumber } from '../exchange/csv-number.js';
import { csvSource } from '../exchange/csv-source.js';
import { SourceFault, type SourceRow } from '../exchange/source-row.js';
import { timeReader } from '../exchange/time-stamp.js';
import { periodEnd } from '../model/enpi/calendar.js';
import { inOrder, type FileIssue } from '../plant/document.js';

export type ReadPeriods = { ok: true; periods: EnergyPeriod[] } | { ok: false; issues: FileIssue[] };

type Asked = Pick<EnergyFile, 'each' | 'timezone' | 'drivers' | 'periods'>;
/** Tells what is wrong with a value of a row by its index. */
type Tell = (index: number, message: string) => void;

/** The periods of a CSV text in their order. Everything that is wrong with it is an issue at its line and column. */
export async function readPeriods(text: string, file: string, asked: Asked): Promise<ReadPeriods> {
  const issues: FileIssue[] = [];
  const periods: EnergyPeriod[] = [];
  const tell = (line: number | null, column: number | null, message: string) =>
    issues.push({ file, line: line ?? 1, column: column ?? 1, pointer: '', message });
  const { wanted, read } = reader(asked);
  try {
    for await (const block of csvSource(whole(text), { wanted, exact: false })) {
      for (const row of block) {
        if (!row.ok) tell(row.line, row.column, row.problem);
        const period = row.ok ? read(row, periods.at(-1), (index, message) => tell(row.placeOf(index).line, row.placeOf(index).column, message)) : null;
        if (period !== null) periods.push(period);
      }
    }
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    tell(error.line, error.column, error.message);
  }
  if (issues.length === 0 && periods.length === 0) tell(1, 1, 'there are no periods below the names of the columns');
  return issues.length > 0 ? { ok: false, issues: inOrder(issues) } : { ok: true, periods };
}

/** What is read of each row: its begin, then numbers. */
function reader({ each, timezone, drivers, periods: { begin, energy, unknown, outdoor } }: Asked) {
  const wanted = [begin, energy, ...drivers, ...[unknown, outdoor].filter((name) => name !== undefined)];
  const timeOf = timeReader('iso', timezone);
  const read = (row: SourceRow, before: EnergyPeriod | undefined, tell: Tell): EnergyPeriod | null => {
    const fromUs = timeOf(row.values[0]);
    const toUs = fromUs === null ? null : periodEnd(each, timezone, fromUs);
    const numbers = new Map(wanted.map((name, i) => [name, i === 0 ? null : numberIn(row, i, name, tell)]));
    const known = (name: string | undefined) => (name === undefined ? null : (numbers.get(name) ?? null));
    const unknownShare = known(unknown) ?? 0;
    if (unknownShare < 0 || unknownShare > 1) tell(wanted.indexOf(unknown!), `${unknown}: expected a share from 0 to 1, found ${unknownShare}`);
    if (fromUs === null) tell(0, `"${String(row.values[0] ?? '')}" is no date such as 2026-01-31 and no time such as 2026-01-31T06:00Z`);
    else if (toUs === null) tell(0, `no ${each} begins here by the clock of ${timezone}`);
    else if (before !== undefined && fromUs < before.toUs) tell(0, 'this period does not come after the one before');
    if (fromUs === null || toUs === null) return null;
    const ofDrivers = Object.fromEntries(drivers.map((id) => [id, known(id)]));
    return { fromUs, toUs, energyKwh: known(energy), unknownShare, drivers: ofDrivers, outdoorC: outdoor === undefined ? [] : [known(outdoor)] };
  };
  return { wanted, read };
}

function numberIn(row: SourceRow, index: number, name: string, tell: Tell): number | null {
  const value = row.values[index] ?? null;
  if (value === null) return null;
  const number = textAsNumber(String(value), row.decimal ?? '.');
  if (number === null) tell(index, `${name}: "${String(value)}" is no number`);
  return number;
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}
