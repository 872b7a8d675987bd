import type { CompiledCell } from '../cell/compile.js';
import type { Told } from './account.js';
import { FORMAT, type Air, type CellMirror, type SourceBook, type WaitBook } from './books.js';
import { sourcesOf } from './sources.js';

/** The mirror of a cell of which nothing was heard yet. */
export function openMirror(cell: CompiledCell): CellMirror {
  const { list, groups } = sourcesOf(cell);
  return {
    format: FORMAT,
    cell: cell.definition.id,
    layout: cell.layout,
    asOfUs: null,
    late: 0,
    strange: 0,
    books: list.map(({ id, kind }) => newBook(id, kind === 'zone')),
    groups: groups.map(({ members }) => newGroup(members.length)),
    lots: {},
    orders: {},
  };
}

const newGroup = (members: number): WaitBook => {
  const nothing = () => Array.from({ length: members }, () => ({ side: 'stands' as const, row: -1 }));
  return { doneUs: null, now: nothing(), told: nothing(), turns: [] };
};

const NOTHING: Told = {
  state: null,
  mode: null,
  blocked: false,
  starved: false,
  reason: null,
  lot: null,
  product: null,
  order: null,
  step: null,
  phase: null,
  speedPerMin: null,
  setPerMin: null,
  powerKw: null,
  flow: null,
  setback: null,
};

const newBook = (id: string, zone: boolean): SourceBook => ({
  id,
  firstUs: null,
  atUs: 0,
  heardUs: 0,
  eventUs: 0,
  told: { ...NOTHING },
  dirty: true,
  silent: false,
  gaps: [],
  account: 'unknown',
  sinceUs: 0,
  stretch: null,
  rowEndUs: 0,
  rows: [],
  dropped: 0,
  before: -1,
  untold: 0,
  processed: { last: null, resets: 0 },
  rejected: { last: null, resets: 0 },
  meters: [],
  run: null,
  turns: [],
  runs: {},
  stop: null,
  work: null,
  ranUs: 0,
  lastStops: {},
  condition: { setUp: null, soiledSinceUs: null, cleanSinceUs: null, campaign: null, maintained: {} },
  hour: { fromUs: 0, us: {}, kwh: {}, used: {}, drawn: 0 },
  air: zone ? newAir(0) : null,
});

export const newAir = (fromUs: number): Air => ({
  fromUs,
  us: 0,
  fanKw: null,
  fanKwUs: 0,
  flow: null,
  flowUs: 0,
  flowKnownUs: 0,
  outdoorC: null,
  outdoorUs: 0,
  outdoorKnownUs: 0,
  roomDpPa: null,
});
