import { ServerFailure, type TwinHttp } from '../../../client/http.js';
import type { CommissioningReport } from '../../contract/commissioning.js';
import type { TelemetryStatus } from '../../contract/telemetry.js';
import { EXIT } from '../io.js';
import { clockOf } from './stores.js';
import { causeOf, fail, ok, TIMEOUT_MS, warn, type Finding } from './finding.js';
import type { DoctorWords } from './words.js';

const JOURNAL_WARN = 0.5;
const LAG_WARN_S = 60;
const NAMED = 3;

/** Whether a service of ours answers there. */
export async function isOurs(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return ((await response.json()) as { status?: string }).status === 'ok';
  } catch {
    return false;
  }
}

/** How readings come in, as a running service says. */
export async function running(url: string, http: TwinHttp, words: DoctorWords): Promise<Finding[]> {
  const { service, unreachable } = words;
  try {
    const asked = Date.now();
    const { headers } = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const [status, report] = [await http.telemetry(), await http.commissioning()];
    return [...clockOf(service.itself, headers.get('date'), asked, words), ...wayIn(status, words), ...plant(report, words)];
  } catch (error) {
    if (error instanceof ServerFailure && (error.code === 'unauthorized' || error.code === 'forbidden'))
      return [warn(service.check, service.refused(url, error.message), service.tokenTodo)];
    const detail = error instanceof ServerFailure ? error.message : unreachable(url, causeOf(error));
    return [fail(service.check, detail, service.todo, EXIT.unreachable)];
  }
}

export function wayIn({ broker, journal, history, deadLetters }: TelemetryStatus, words: DoctorWords): Finding[] {
  const { messages, stored, letters } = words;
  const full = journal.bytes / journal.limitBytes;
  const room = words.journal.room(Math.round(full * 100), Math.round(journal.limitBytes / 1024 / 1024));
  const lag = stored.behind(history.lagS.toFixed(0));
  return [
    broker.ok
      ? ok(messages.check, `${broker.address}: ${broker.detail}`)
      : fail(messages.check, `${broker.address}: ${broker.detail}`, messages.todo, EXIT.failure),
    !journal.ok
      ? fail(words.journal.check, journal.detail, words.journal.full, EXIT.failure)
      : full > JOURNAL_WARN
        ? warn(words.journal.check, room, words.journal.filling)
        : ok(words.journal.check, room),
    !history.ok || history.lagS > LAG_WARN_S ? warn(stored.check, `${history.detail}; ${lag}`, stored.todo) : ok(stored.check, lag),
    deadLetters > 0 ? warn(letters.check, letters.some(deadLetters), letters.todo) : ok(letters.check, letters.none),
  ];
}

export function plant({ unmapped, nodes, silent, sources, errors, seesAll, discovery }: CommissioningReport, words: DoctorWords): Finding[] {
  const wrong = sources.filter(({ clock: { judgement } }) => judgement === 'ahead' || judgement === 'behind');
  const others = [...nodes.map(({ node }) => words.unmapped.node(node)), ...unmapped.map(({ topic, field }) => (field === null ? topic : `${topic} ${field}`))];
  const strange = { ...words.unmapped, none: seesAll || discovery ? words.unmapped.none : words.unmapped.noneBelow };
  const places = silent.map(({ topic, field }) => (field === null ? topic : `${topic} ${field}`));
  const clocks = wrong.map(({ line, unit, clock }) => words.clocks.behind(`${line}/${unit}`, (clock.medianS ?? 0).toFixed(1)));
  const failed = errors.map(({ topic, reasons }) => `${topic} (${Object.keys(reasons).join(', ')})`);
  return [
    some(strange, others, words.more),
    some(words.silent, places, words.more),
    some(words.clocks, clocks, words.more),
    some(words.errors, failed, words.more),
  ];
}

function some({ check, todo, none }: { check: string; todo: string; none: string }, found: readonly string[], more: DoctorWords['more']): Finding {
  if (found.length === 0) return ok(check, none);
  return warn(check, `${found.length}: ${found.slice(0, NAMED).join(', ')}${found.length > NAMED ? more(found.length - NAMED) : ''}`, todo);
}
