/** Exit codes of the simulator. */
export const EXIT = { ok: 0, failure: 1, usage: 2, badInput: 3, unreachable: 6 } as const;

/** Why a command ended early, in a sentence, with its exit code. */
export interface Ending {
  code: number;
  message: string;
}
