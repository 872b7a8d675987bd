/** What happens in a cell, for whoever keeps a record of it. Batches go by their serial number, units and steps by id. */
export type CellFact =
  | { kind: 'order-released'; atUs: number; order: number; id: string; product: string; dueUs: number | null }
  | { kind: 'order-done'; atUs: number; order: number; id: string; dueUs: number | null; lost: number }
  | { kind: 'batch-created'; atUs: number; batch: number; product: string; order: number; items: number; parents: number[] }
  | { kind: 'step-begun'; atUs: number; batch: number; step: string; unit: string; items: number }
  | { kind: 'phase-begun'; atUs: number; batch: number; step: string; unit: string; phase: string }
  | { kind: 'step-done'; atUs: number; batch: number; step: string; unit: string; items: number; rejected: number }
  | { kind: 'stored'; atUs: number; batch: number; store: string }
  | { kind: 'held'; atUs: number; batch: number; release: string }
  | { kind: 'released'; atUs: number; batch: number; deviated: boolean }
  | { kind: 'reworked'; atUs: number; batch: number; from: string }
  | { kind: 'merged'; atUs: number; batch: number; into: number }
  | { kind: 'batch-done'; atUs: number; batch: number; items: number }
  | { kind: 'batch-lost'; atUs: number; batch: number; items: number; why: 'scrap' | 'not-released' | 'hold-limit' | 'nothing-left' }
  | { kind: 'account'; atUs: number; unit: string; account: string };
