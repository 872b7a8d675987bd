import type { LotSituation, PlaceSituation } from '../../../src/model/cell/situation.js';
import { HOUR, MONDAY_US } from './cells.js';

/** An idle place of which nothing more is known. */
export const placeSituation = (place: string, rest: Partial<PlaceSituation> = {}): PlaceSituation => ({
  place,
  lot: null,
  stage: 'idle',
  phase: null,
  activeS: null,
  down: null,
  product: null,
  soiledSinceUs: null,
  cleanSinceUs: null,
  campaign: null,
  ranS: {},
  maintenanceS: {},
  machines: [],
  ...rest,
});

/** A lot of 100 items of product a and order O that was placed, and begun, an hour before Monday's instant. */
export const lotSituation = (lot: string, rest: Partial<LotSituation> & Pick<LotSituation, 'step'>): LotSituation => ({
  lot,
  product: 'a',
  order: 'O',
  status: 'placed',
  items: 100,
  rejected: 0,
  store: null,
  sinceUs: MONDAY_US - HOUR,
  begunUs: MONDAY_US - HOUR,
  test: null,
  record: null,
  ...rest,
});
