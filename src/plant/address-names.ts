import path from 'node:path';

/** A name for each file that stands in an address: its own, and where two have the same so many folders above it, joined by colons, as tell them apart. */
export function addressNames(files: readonly string[]): Map<string, string> {
  const parts = new Map(files.map((file) => [file, path.resolve(file).split(path.sep).reverse()]));
  const suffix = (file: string, levels: number) => parts.get(file)!.slice(0, levels).reverse().join(':');
  const nameOf = (file: string): [string, string] => {
    let levels = 1;
    while (levels < parts.get(file)!.length && files.some((other) => other !== file && suffix(other, levels) === suffix(file, levels))) levels++;
    return [suffix(file, levels), file];
  };
  return new Map(files.map(nameOf));
}
