import { ServerFailure, type TwinHttp } from '../../../client/http.js';
import type { CommissioningReport } from '../../contract/commissioning.js';
import type { TelemetryStatus } from '../../contract/telemetry.js';
import { EXIT } from '../io.js';
import { clockOf } from './stores.js';
import { causeOf, fail, ok, TIMEOUT_MS, warn, type Finding } from './finding.js';

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
export async function running(url: string, http: TwinHttp): Promise<Finding[]> {
  try {
    const asked = Date.now();
    const { headers } = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const [status, report] = [await http.telemetry(), await http.commissioning()];
    return [...clockOf('the service', headers.get('date'), asked), ...wayIn(status), ...plant(report)];
  } catch (error) {
    if (error instanceof ServerFailure && (error.code === 'unauthorized' || error.code === 'forbidden'))
      return [warn('service', `${url} does not let us ask: ${error.message}`, 'give --token (PHARMATWIN_TOKEN) one with the scope read on all lines')];
    return [
      fail(
        'service',
        error instanceof ServerFailure ? error.message : `${url} cannot be reached: ${causeOf(error)}`,
        'start it, or mend --server',
        EXIT.unreachable,
      ),
    ];
  }
}

export function wayIn({ broker, journal, history, deadLetters }: TelemetryStatus): Finding[] {
  const full = journal.bytes / journal.limitBytes;
  const room = `${Math.round(full * 100)} % of its limit of ${Math.round(journal.limitBytes / 1024 / 1024)} MB`;
  return [
    broker.ok
      ? ok('messages', `${broker.address}: ${broker.detail}`)
      : fail('messages', `${broker.address}: ${broker.detail}`, 'mend the connection with the broker', EXIT.failure),
    !journal.ok
      ? fail('journal', journal.detail, 'nothing is acknowledged until there is room: make some, or bring the history back', EXIT.failure)
      : full > JOURNAL_WARN
        ? warn('journal', room, 'a store behind it is down or slow: see history')
        : ok('journal', room),
    !history.ok || history.lagS > LAG_WARN_S
      ? warn('stored history', `${history.detail}; ${history.lagS.toFixed(0)} s behind`, 'look at the history: what waits is in the journal')
      : ok('stored history', `${history.lagS.toFixed(0)} s behind`),
    deadLetters > 0
      ? warn('dead letters', `${deadLetters} could not be used`, 'twin dead-letter list says why; mend the mapping, restart, twin dead-letter replay')
      : ok('dead letters', 'none'),
  ];
}

export function plant({ unmapped, nodes, silent, sources, errors, seesAll, discovery }: CommissioningReport): Finding[] {
  const wrong = sources.filter(({ clock: { judgement } }) => judgement === 'ahead' || judgement === 'behind');
  const others = [
    ...nodes.map(({ node }) => `Sparkplug B node ${node}`),
    ...unmapped.map(({ topic, field }) => (field === null ? topic : `${topic} ${field}`)),
  ];
  const unseen = seesAll || discovery ? '' : ' below the prefixes of the plant files; TWIN_MQTT_DISCOVER lets it look further';
  return [
    some('unmapped topics', others, 'twin commissioning shows a suggested mapping of each', `none${unseen}`),
    some('silent topics', silent.map(({ topic, field }) => (field === null ? topic : `${topic} ${field}`)), 'is the machine on, and is the topic right?', 'none'), // prettier-ignore
    some('clocks of sources', wrong.map(({ line, unit, clock }) => `${line}/${unit} ${(clock.medianS ?? 0).toFixed(1)} s behind`), 'set their clocks by NTP; minus is ahead', 'none is wrong'), // prettier-ignore
    some('errors of topics', errors.map(({ topic, reasons }) => `${topic} (${Object.keys(reasons).join(', ')})`), 'twin commissioning --json has the last payloads', 'none'), // prettier-ignore
  ];
}

function some(check: string, found: readonly string[], todo: string, none: string): Finding {
  if (found.length === 0) return ok(check, none);
  const more = found.length > NAMED ? `, and ${found.length - NAMED} more` : '';
  return warn(check, `${found.length}: ${found.slice(0, NAMED).join(', ')}${more}`, todo);
}
