import type { Check } from './checks/check.js';
import type { SiteProof } from './prove.js';
import type { SaidFinding } from './said.js';
import type { ShortHistory } from './short-history.js';

const thousands = (n: number) => Math.round(n).toLocaleString('en-US');
const worst = ({ worst: relative }: Check) => (relative === null ? 'equal' : `within ${(100 * relative).toPrecision(2)} %`);

function checkLine(check: Check): string {
  const verdict = check.differing === 0 ? 'same' : `${check.differing} DIFFER`;
  return `  ${check.name.padEnd(26)} ${String(check.compared).padStart(6)} compared  ${worst(check).padEnd(18)} ${verdict}`;
}

function findingLine({ what, foundDay, sinceDay, lastDay, sentence }: SaidFinding, untilDay: number): string {
  const ended = lastDay < untilDay ? `, said until day ${lastDay.toFixed(1)}` : '';
  return `  ${what.padEnd(8)} found on day ${foundDay.toFixed(1)}, since day ${sinceDay.toFixed(1)}${ended}: ${sentence}`;
}

/** What was said of plants that began on other days, that day before each. */
function shortLines({ beginS, findings }: ShortHistory, days: number): string[] {
  const begun = new Date(beginS * 1000).toISOString().slice(0, 13);
  return findings.map((finding) => `  begun ${begun} h UTC:${findingLine(finding, days - 1)}`);
}

const falseOnes = (findings: readonly SaidFinding[]): number => findings.filter(({ what }) => what === 'false').length;

/** The proof of a site in lines: what was simulated, each check with what differs, each finding. */
export function proofLines({
  site,
  dialect,
  ask,
  readings,
  refused,
  lots,
  kwh,
  unknownShare,
  checks,
  findings,
  foundDay,
  shortHistories,
  ok,
}: SiteProof): string[] {
  const energy = Object.entries(kwh).map(([carrier, amount]) => `${thousands(amount)} kWh ${carrier}`);
  return [
    `${site} (${dialect}, seed ${ask.seed}): ${ok ? 'same' : 'DIFFERS'}; ${thousands(readings)} readings`,
    `  after ${ask.days} days: ${lots.ended} lots ended, ${lots.underWay} under way, ${energy.join(', ')}, ${(100 * unknownShare).toFixed(2)} % of the time unknown`,
    ...checks.flatMap((check) => [checkLine(check), ...check.differences.map((sentence) => `      ${sentence}`)]),
    ...refused.map((text) => `  refused: ${text}`),
    ...findings.map((finding) => findingLine(finding, ask.findingsDays - 1)),
    ...(ask.findingsDays > 0 && foundDay === null ? [`  the planted fault was NOT FOUND in ${ask.findingsDays} days`] : []),
    ...shortHistories.flatMap((history) => shortLines(history, ask.shortDays)),
    ...(shortHistories.length > 0
      ? [
          `  in ${ask.shortDays} days of ${shortHistories.length} plants begun on other days: ${falseOnes(shortHistories.flatMap((one) => one.findings))} false findings`,
        ]
      : []),
  ];
}

/** The table of docs/sites.md. */
export function tableLines(proofs: readonly SiteProof[]): string[] {
  const compared = ({ checks }: SiteProof) => checks.reduce((sum, check) => sum + check.compared, 0);
  const differing = ({ checks }: SiteProof) => checks.reduce((sum, check) => sum + check.differing, 0);
  const off = ({ checks }: SiteProof, name: string) => `${(100 * (checks.find((check) => check.name === name)?.worst ?? 0)).toPrecision(1)} %`;
  const rows = proofs.map((proof) => [
    proof.site,
    proof.dialect,
    thousands(proof.readings),
    String(compared(proof)),
    String(differing(proof)),
    off(proof, 'kWh by carrier'),
    off(proof, 'kWh by lot'),
    proof.foundDay === null ? 'not found' : `day ${proof.foundDay.toFixed(1)}`,
    String(proof.findings.filter(({ what }) => what !== 'planted').length),
    proof.shortHistories.length === 0 ? 'not looked for' : String(falseOnes(proof.shortHistories.flatMap(({ findings }) => findings))),
  ]);
  const head = [
    'site',
    'dialect',
    'readings',
    'compared',
    'differ',
    'kWh off, by source',
    'kWh off, by lot',
    'fault found',
    'other findings',
    'false in short histories',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}
