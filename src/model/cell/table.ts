import { BATCH_FIELDS, ORDER_FIELDS, PLACE_SUM, PLACE_SUMS, PRODUCT_SUM, PRODUCT_SUMS, type CellState } from './layout.js';

/** Fields of a batch and of an order by row, and sums by product and place. */

export const batchField = (state: CellState, row: number, field: number): number => state.batches[BATCH_FIELDS * row + field]!;
export function setBatch(state: CellState, row: number, field: number, value: number): void {
  state.batches[BATCH_FIELDS * row + field] = value;
}
export const orderField = (state: CellState, row: number, field: number): number => state.orders[ORDER_FIELDS * row + field]!;
export function addToOrder(state: CellState, row: number, field: number, value: number): void {
  state.orders[ORDER_FIELDS * row + field]! += value;
}
export const rowsOf = (state: CellState): number => state.batches.length / BATCH_FIELDS;

export function addToProduct(state: CellState, product: number, sum: (typeof PRODUCT_SUMS)[number], value: number): void {
  state.productSums[PRODUCT_SUMS.length * product + PRODUCT_SUM[sum]]! += value;
}
export function addToPlace(state: CellState, place: number, sum: (typeof PLACE_SUMS)[number], value: number): void {
  state.placeSums[PLACE_SUMS.length * place + PLACE_SUM[sum]]! += value;
}
