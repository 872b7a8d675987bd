import { formatIssue } from '../../src/plant/document.js';
import { readLine } from '../../src/plant/read.js';
import { broken } from './line.js';

const TEXTS = 'cause: { en: c, fr: c }, consequence: { en: k, fr: k }';
const POWER = 'power: { standby: 0.5 kW, idle: 1 kW, execute: 4 kW }';
const RESPONSE = 'response: { en: r, fr: r }';
/** The packer with alarms, each a flow mapping without its texts. */
const withAlarms = (...alarms: string[]) => broken(POWER, `${POWER}\n    alarms:\n${alarms.map((alarm) => `      - { ${alarm} }`).join('\n')}`);
const HEAD = 'id: hot, name: { en: n, fr: n }, priority: high';
const ON = 'on: { when: above, signal: process.temp, limit: 100 }';

const faults = (text: string) => {
  const read = readLine(text, 'line.yaml');
  return read.ok ? [] : read.issues.map((issue) => formatIssue(issue).replace(/^line\.yaml:\d+:\d+ /, ''));
};
const AT = '/stations/1/alarms/0';

describe('alarms in a plant file', () => {
  it('are read with quiet defaults', () => {
    const read = readLine(withAlarms(`${HEAD}, ${ON}, ${TEXTS}, ${RESPONSE}`), 'line.yaml');
    expect(read.ok && read.definition.stations[1]!.alarms).toEqual([
      {
        ...{ id: 'hot', name: { en: 'n', fr: 'n' }, kind: 'alarm', priority: 'high', onDelay: 0, offDelay: 60 },
        on: { when: 'above', signal: 'process.temp', limit: 100, deadBand: 0 },
        ...{ cause: { en: 'c', fr: 'c' }, consequence: { en: 'k', fr: 'k' }, response: { en: 'r', fr: 'r' } },
      },
    ]);
  });

  it.each(
    [
      [`${HEAD}, ${ON}, ${TEXTS}`, `${AT} an alarm asks for a response: say which, or make it an advisory (kind: advisory)`],
      [`${HEAD}, ${ON}, ${RESPONSE}, cause: { en: c, fr: c }`, `${AT}/consequence missing: expected keys with values`],
      [
        `${HEAD}, on: { when: over, signal: power, limit: 1 }, ${TEXTS}, ${RESPONSE}`,
        `${AT}/on/when expected one of above, below, state, deviation, silent, stale, found "over"`,
      ],
      [
        `${HEAD}, on: { when: above, signal: power, limit: 1, deadband: 1 }, ${TEXTS}, ${RESPONSE}`,
        `${AT}/on/deadband unknown key "deadband", did you mean "deadBand"?`,
      ],
      [`${HEAD}, on: { when: above, signal: power, limit: 1, deadBand: -1 }, ${TEXTS}, ${RESPONSE}`, `${AT}/on/deadBand must be at least 0, found -1`],
      [
        `${HEAD}, on: { when: above, signal: state, limit: 1 }, ${TEXTS}, ${RESPONSE}`,
        `${AT}/on/signal expected one of speed, speedSetpoint, power, or a text such as "process.name", found "state"`,
      ],
      [
        `${HEAD}, on: { when: state, is: [stuck], for: 5 min }, ${TEXTS}, ${RESPONSE}`,
        `${AT}/on/is/0 expected one of producing, idle, starved, blocked, held, changeover, planned, down, found "stuck"`,
      ],
      [
        `${HEAD}, on: { when: deviation, finding: slow }, onDelay: 5, ${TEXTS}, ${RESPONSE}`,
        `${AT}/onDelay expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", found 5`,
      ],
      [
        `id: hot, name: { en: n, fr: n }, priority: critical, on: { when: silent }, ${TEXTS}, ${RESPONSE}`,
        `${AT}/priority expected one of urgent, high, medium, low, found "critical"`,
      ],
    ].map(([alarm, issue]) => [issue!, alarm!]),
  )('are refused with: %s', (issue, alarm) => {
    expect(faults(withAlarms(alarm))).toEqual([issue]);
  });

  it('have ids of their own within a station, and may share them with another', () => {
    const advisory = `${HEAD}, kind: advisory, on: { when: silent }, ${TEXTS}`;
    expect(faults(withAlarms(advisory, advisory))).toEqual([`/stations/1/alarms/1/id alarm "hot" is already used by /stations/1/alarms/0`]);
    const both = withAlarms(advisory).replace('shifts:', `alarms:\n  - { ${HEAD}, kind: advisory, on: { when: stale, for: 2 min }, ${TEXTS} }\nshifts:`);
    expect(faults(both)).toEqual([]);
  });

  it('of a line watch its power or its silence', () => {
    const text = withAlarms().replace(/ {4}alarms:\n/, '');
    const ofLine = (on: string) => text.replace('shifts:', `alarms:\n  - { ${HEAD}, on: { ${on} }, ${TEXTS}, ${RESPONSE} }\nshifts:`);
    expect(faults(ofLine('when: above, signal: power, limit: 50'))).toEqual([]);
    expect(faults(ofLine('when: above, signal: speed, limit: 50'))).toEqual(['/alarms/0/on/signal expected "power", found "speed"']);
    expect(faults(ofLine('when: silent'))).toEqual(['/alarms/0/on/when expected one of above, below, stale, found "silent"']);
  });
});
