import { PACKML_STATES, type PackmlState } from '../../src/contract/packml.js';
import { modeNumber, modeOf, nextStates, stateFamily, stateNumber, stateOf, timeElement } from '../../src/model/packml.js';

const clear = { blocked: false, starved: false };

describe('PackML', () => {
  it('numbers every state as OPC 30050 does', () => {
    expect(stateNumber('Execute')).toBe(6);
    expect(stateNumber('Complete')).toBe(17);
    expect(PACKML_STATES.map((state) => stateOf(stateNumber(state)))).toEqual([...PACKML_STATES]);
    expect(stateOf(18)).toBeNull();
    expect([modeNumber('Production'), modeOf(4), modeOf(9)]).toEqual([1, 'Changeover', null]);
  });

  it('lists the 55 transitions of the NodeSet besides those of the states that are skipped', () => {
    const lines = PACKML_STATES.flatMap((from) => nextStates(from).map((to) => `${from}>${to}`));
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.filter((line) => line.endsWith('>Stopping'))).toHaveLength(12);
    expect(lines.filter((line) => line.endsWith('>Aborting'))).toHaveLength(15);
    expect(nextStates('Execute')).toEqual(['Suspending', 'Holding', 'Completing', 'Stopping', 'Aborting']);
    expect(nextStates('Aborted')).toEqual(['Clearing']);
  });

  const families: [PackmlState, string, string | null][] = [
    ['Undefined', 'unknown', null],
    ['Clearing', 'down', 'internal'],
    ['Stopped', 'down', 'internal'],
    ['Starting', 'idle', null],
    ['Idle', 'idle', null],
    ['Suspended', 'idle', null],
    ['Execute', 'producing', null],
    ['Aborted', 'down', 'internal'],
    ['Holding', 'held', 'internal'],
    ['Held', 'held', 'internal'],
    ['Completing', 'idle', null],
  ];
  it.each(families)('%s in production is %s, cause %s', (state, family, cause) => {
    expect(stateFamily(state, 'Production', clear, false)).toEqual({ family, cause });
  });

  it('names the side that suspended a unit, and never blames a neighbour for a hold', () => {
    expect(stateFamily('Suspended', 'Production', { blocked: true, starved: false }, false)).toEqual({ family: 'blocked', cause: 'downstream' });
    expect(stateFamily('Suspending', 'Production', { blocked: false, starved: true }, false)).toEqual({ family: 'starved', cause: 'upstream' });
    expect(stateFamily('Held', 'Production', { blocked: false, starved: true }, false)).toEqual({ family: 'held', cause: 'internal' });
  });

  it('takes a resting unit outside the shifts for planned, and a broken one for broken', () => {
    expect(stateFamily('Stopped', 'Production', clear, true).family).toBe('planned');
    expect(stateFamily('Aborted', 'Production', clear, true).family).toBe('down');
    expect(stateFamily('Execute', 'Cleaning', clear, false).family).toBe('changeover');
  });

  it('books time by the rules of ISO 22400', () => {
    expect(timeElement('Execute', 'Production', false, true)).toBe('APT');
    expect(timeElement('Execute', 'Changeover', false, true)).toBe('AUST');
    expect(timeElement('Suspended', 'Production', false, true)).toBe('ADET');
    expect(timeElement('Idle', 'Production', false, false)).toBe('ADOT');
    expect(timeElement('Held', 'Production', false, false)).toBe('ADET');
    expect(timeElement('Execute', 'Production', true, true)).toBe('PDOT');
    expect(timeElement('Aborted', 'Maintenance', false, true)).toBe('PDOT');
    expect(timeElement('Undefined', 'Production', false, true)).toBe('unknown');
  });
});
