import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';
export function charge(_line: CompiledLine, _state: LineState, _station: number, _items: number): void {}
export function nextEventUs(_state: LineState): number {
  return Number.MAX_SAFE_INTEGER;
}
export function isDrained(_line: CompiledLine, _state: LineState): boolean {
  return true;
}
export function skipTo(_line: CompiledLine, _state: LineState, _atUs: number): void {}
