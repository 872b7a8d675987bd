import { Link } from '@tanstack/react-router';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { useFormat } from '../../parts/use-format.js';

/** A site by its name; by its id until its definition is there. */
export function CellLink({ cell, definition }: { cell: string; definition: CellDefinition | undefined }) {
  const format = useFormat();
  return (
    <Link to="/cells/$cell" params={{ cell }}>
      {definition ? format.name(definition.name) : cell}
    </Link>
  );
}
