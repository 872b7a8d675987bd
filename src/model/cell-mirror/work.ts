import { mean } from '../../engine/distribution.js';
import type { Cleaning } from '../../contract/cell.js';
import { accountOfPhase, type BookAccount } from './account.js';
import type { Hearing, Work } from './books.js';
import type { Activity } from './facts.js';

const US_PER_S = 1e6;

const ACTIVITIES: ReadonlySet<string> = new Set<Activity>(['set-up', 'start-up', 'changeover', 'cleaning', 'clearance', 'maintenance']);
const isActivity = (name: string): name is Activity => ACTIVITIES.has(name);
/** What a unit may be at that is no work of a recipe. */
const NO_PHASE: ReadonlySet<string> = new Set(['idle', 'waking', 'loading', 'done', 'none']);

/** A unit is at another phase or activity, or at one of another lot: the one before is over. Without phases the account tells the activity. */
export function turnWork(h: Hearing): void {
  const { book } = h;
  const { told, work, account, atUs } = book;
  const name = told.phase ?? (isActivity(account) ? account : null);
  if (work !== null && work.name === name && work.lot === told.lot && work.step === told.step) return;
  if (work !== null) endWork(h, work);
  book.work = null;
  if (name === null) return;
  const { lot, step, product } = told;
  book.work = { name, lot, step, product, fromUs: null, sinceUs: atUs, activeUs: 0, whole: work !== null && account !== 'unknown' };
}

/** Time of a unit in an account: active where it is that of its work. */
export function doWork(work: Work, account: BookAccount, fromUs: number, us: number): void {
  if (account === 'unknown') work.whole = false;
  if (account !== accountOfPhase(work.name)) return;
  work.fromUs ??= fromUs;
  work.activeUs += us;
}

function endWork(h: Hearing, work: Work): void {
  const { source, book, facts } = h;
  const { name, lot, fromUs, activeUs } = work;
  if (fromUs === null || NO_PHASE.has(name)) return;
  const toUs = book.atUs;
  const activeS = activeUs / US_PER_S;
  if (isActivity(name)) {
    done(h, name, work, toUs);
    if (work.whole) facts?.push({ kind: 'activity', source: source.id, activity: name, lot, fromUs, toUs, activeS });
  } else if (work.whole && lot !== null && work.product !== null && work.step !== null) {
    const items = h.mirror.lots[lot]?.events.findLast(({ event, source: at }) => event.event === 'step-begin' && at === source.id)?.event;
    const itemsIn = items?.event === 'step-begin' ? items.in : null;
    facts?.push({ kind: 'phase', source: source.id, lot, product: work.product, step: work.step, phase: name, items: itemsIn, fromUs, toUs, activeS });
  }
}

/** What the end of an activity means for the unit. */
function done({ source, book }: Hearing, activity: Activity, { activeUs, whole }: Work, atUs: number): void {
  const { condition } = book;
  if (activity === 'cleaning') {
    condition.soiledSinceUs = null;
    condition.cleanSinceUs = atUs;
    const cleaning = source.unit?.cleaning;
    if (cleaning && isMajor(cleaning, activeUs / US_PER_S, whole)) condition.campaign = { batches: 0, sinceUs: atUs, lot: null };
  }
  if (activity === 'maintenance') {
    const id = likelyMaintenance(source.unit?.maintenance ?? [], book, atUs);
    if (id !== null) condition.maintained[id] = { ranUs: book.ranUs, atUs };
  }
}

/** Whether a cleaning was a major one: the only kind, or of a length beyond the middle of both (on a scale of ratios). */
function isMajor({ minor, major }: Cleaning, activeS: number, whole: boolean): boolean {
  if (minor === undefined) return true;
  const [short, long] = [mean(minor.lasts), mean(major.lasts)];
  return long > short && activeS > Math.sqrt(short * long) && (whole || activeS > short);
}

/** No signal tells which maintenance it was: of several the one that was due, if that is known of all. */
function likelyMaintenance(plans: readonly { id: string; every: number; clock: 'operation' | 'time' }[], book: Hearing['book'], atUs: number): string | null {
  if (plans.length === 1) return plans[0]!.id;
  let best: { id: string; share: number } | null = null;
  for (const { id, every, clock } of plans) {
    const last = book.condition.maintained[id];
    if (last === undefined) return null;
    const share = (clock === 'operation' ? book.ranUs - last.ranUs : atUs - last.atUs) / every;
    if (best === null || share > best.share) best = { id, share };
  }
  return best?.id ?? null;
}

/** A lot has gone through a unit: it is soiled, and set up for its product. */
export function soil({ source, book }: Hearing, lot: string, atUs: number): void {
  const { condition } = book;
  condition.setUp = { lot, product: null };
  if (!source.unit?.cleaning) return;
  condition.soiledSinceUs = atUs;
  const { campaign } = condition;
  if (campaign === null || campaign.lot === lot) return;
  campaign.batches++;
  campaign.lot = lot;
}
