import { existsSync } from 'node:fs';
import path from 'node:path';

/** Of each plant file the `types.yaml` in its folder, or where there is none that in the folder above. Each once. */
export const typesBeside = (files: readonly string[]): string[] => [
  ...new Set(
    files.flatMap((file) => {
      const folder = path.dirname(file);
      return [folder, path.join(folder, '..')]
        .map((each) => path.join(each, 'types.yaml'))
        .filter((candidate) => existsSync(candidate))
        .slice(0, 1);
    }),
  ),
];
