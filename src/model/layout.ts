/** The simulated state of a line: one block of plain data with typed views into it. Copying the block copies the state. */
export interface LineState {
  /** what the block looks like: equal to CompiledLine.layout */
  layout: string;
  bytes: Uint8Array;
  /** time and sums of the line, see state fields */
  line: Float64Array;
}
