import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Certificate {
  cert: string;
  key: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority made by openssl in a folder, and certificates that it signs, as paths of PEM files. */
export class Authority {
  readonly ca: string;
  private made = 0;

  constructor(
    private readonly folder: string,
    private readonly name = 'test authority',
  ) {
    this.ca = this.at(`${name}.ca.pem`);
    openssl('req', '-x509', ...KEY, '-keyout', this.at(`${name}.ca.key`), '-out', this.ca, '-subj', `/CN=${name}`, '-days', '2');
  }

  /** `names`: as in subjectAltName, such as IP:127.0.0.1. `days`: for so many from now on; below 0 it has expired. */
  sign(commonName: string, names = 'IP:127.0.0.1', days = 2): Certificate {
    const base = `${this.name}.${commonName}.${(this.made += 1)}`;
    const [key, request, cert, extensions] = ['key', 'csr', 'pem', 'ext'].map((end) => this.at(`${base}.${end}`)) as [string, string, string, string];
    openssl('req', '-new', ...KEY, '-keyout', key, '-out', request, '-subj', `/CN=${commonName}`);
    writeFileSync(extensions, `subjectAltName=${names}\n`);
    const by = ['-CA', this.ca, '-CAkey', this.at(`${this.name}.ca.key`), '-CAcreateserial'];
    openssl('x509', '-req', '-in', request, ...by, '-days', String(days), '-extfile', extensions, '-out', cert);
    return { cert, key };
  }

  private at(name: string): string {
    return path.join(this.folder, name.replaceAll(' ', '-'));
  }
}

const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' });
