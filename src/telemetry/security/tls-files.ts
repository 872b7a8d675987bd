import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';

export interface TlsFile {
  setting: string;
  file: string | undefined;
}

export interface TlsFiles {
  ca: TlsFile;
  cert: TlsFile;
  key: TlsFile;
}

/** Certificates and key of files, looked at together. Throws a sentence where one cannot be read, is no PEM, or key and certificate are no pair. */
export function readTlsFiles({ ca, cert, key }: TlsFiles): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  if ((cert.file === undefined) !== (key.file === undefined)) {
    const [given, missing] = cert.file === undefined ? [key, cert] : [cert, key];
    throw new Error(`${given.setting} is set, and ${missing.setting} is not: a certificate needs its key`);
  }
  const read = { ...contentOf('ca', ca), ...contentOf('cert', cert), ...contentOf('key', key) };
  for (const [part, { setting, file }] of [
    ['ca', ca],
    ['cert', cert],
    ['key', key],
  ] as const)
    // prettier-ignore
    if (file !== undefined) attempt({ [part]: read[part] }, (reason) => `${setting}: ${file} cannot be used: ${reason}`);
  attempt(read, (reason) => `${cert.setting} and ${key.setting} do not belong together: ${reason}`);
  return read;
}

/** Changes where one of the files does. */
export const versionOfFiles = ({ ca, cert, key }: TlsFiles): string => [ca, cert, key].map(({ file }) => (file === undefined ? '' : timeOf(file))).join(' ');

function contentOf<Part extends string>(part: Part, { setting, file }: TlsFile): Partial<Record<Part, Buffer>> {
  if (file === undefined) return {};
  try {
    return { [part]: readFileSync(file) } as Record<Part, Buffer>;
  } catch (error) {
    throw new Error(`${setting}: cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
}

function attempt(options: SecureContextOptions, said: (reason: string) => string): void {
  try {
    createSecureContext(options);
  } catch (error) {
    throw new Error(said((error as Error).message), { cause: error });
  }
}

function timeOf(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
