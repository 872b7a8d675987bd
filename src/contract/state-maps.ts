import { PACKML_STATES, type PackmlState } from './packml.js';

/** State of PackML by what a source sends: a number or a text. */
export type StateMap = Readonly<Record<string, PackmlState>>;

const numbered = (states: readonly PackmlState[]): StateMap => Object.fromEntries(states.map((state, number) => [String(number), state]));

/**
 * Numbers and texts that kinds of machines have for their states.
 * - packml: ISA-TR88.00.02 and OPC 30050.
 * - opc-30060: OPC UA for tobacco machines (OPC 30060), which count otherwise.
 * - libremfg: the open PackML simulator of libremfg, 2.1.0.
 * - weihenstephan: operating states of the Weihenstephan Standards by name. What waits for others is Suspended, what failed Held.
 */
export const STATE_MAPS = {
  packml: numbered(PACKML_STATES),
  'opc-30060': numbered([
    'Stopped',
    'Resetting',
    'Idle',
    'Starting',
    'Execute',
    'Completing',
    'Complete',
    'Aborting',
    'Aborted',
    'Stopping',
    'Clearing',
    'Suspending',
    'Suspended',
    'Unsuspending',
    'Holding',
    'Held',
    'Unholding',
  ]),
  libremfg: numbered([
    'Undefined',
    'Idle',
    'Stopped',
    'Starting',
    'Clearing',
    'Suspended',
    'Execute',
    'Stopping',
    'Aborting',
    'Aborted',
    'Holding',
    'Held',
    'Unholding',
    'Suspending',
    'Unsuspending',
    'Resetting',
    'Completing',
    'Complete',
  ]),
  weihenstephan: {
    Stopped: 'Stopped',
    Idle: 'Idle',
    Prepared: 'Suspended',
    Lack: 'Suspended',
    Tailback: 'Suspended',
    LackBranchLine: 'Suspended',
    TailbackBranchLine: 'Suspended',
    Operating: 'Execute',
    Aborted: 'Aborted',
    EquipmentFailure: 'Held',
    ExternalFailure: 'Held',
    Held: 'Held',
  },
} as const satisfies Record<string, StateMap>;
export type StateMapName = keyof typeof STATE_MAPS;
export const STATE_MAP_NAMES = Object.keys(STATE_MAPS) as [StateMapName, ...StateMapName[]];
