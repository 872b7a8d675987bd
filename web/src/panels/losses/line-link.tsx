import { Link } from '@tanstack/react-router';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { useFormat } from '../../parts/use-format.js';

/** The way back to a line. */
export function LineLink({ line, definition }: { line: string; definition: LineDefinition | undefined }) {
  const format = useFormat();
  return (
    <Link to="/lines/$line" params={{ line }}>
      {definition ? format.name(definition.name) : line}
    </Link>
  );
}
