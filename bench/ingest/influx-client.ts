/** What the bench asks of InfluxDB: its databases, and how many points it has written. */
export class InfluxClient {
  constructor(private readonly port: number) {}

  async create(database: string): Promise<void> {
    await this.ask(`CREATE DATABASE "${database}"`);
  }

  async drop(database: string): Promise<void> {
    await this.ask(`DROP DATABASE "${database}"`);
  }

  /** Points written to a database so far, by the server's own counters: a question that costs it next to nothing. */
  async written(database: string): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/debug/vars`);
    const shards = Object.values((await answer.json()) as Record<string, { name?: string; tags?: { database?: string }; values?: { writePointsOk?: number } }>);
    return shards.reduce((sum, { name, tags, values }) => sum + (name === 'shard' && tags?.database === database ? (values?.writePointsOk ?? 0) : 0), 0);
  }

  /** Distinct points of a database, counted one by one. */
  async count(database: string): Promise<number> {
    const rows = await this.ask('SELECT count(num) FROM readings; SELECT count(str) FROM readings; SELECT count(bool) FROM readings', database);
    return rows.flat().reduce((sum, row) => sum + (row[1] ?? 0), 0);
  }

  /** Times [us] of the process values of one unit after an instant, in order. */
  async timesAfter(database: string, line: string, unit: string, afterUs: number): Promise<number[]> {
    const where = `"line" = '${line}' AND "unit" = '${unit}' AND "signal" =~ /process/ AND time > ${afterUs}u`;
    return (await this.ask(`SELECT num FROM readings WHERE ${where}`, database))[0]!.map(([atUs]) => atUs!);
  }

  private async ask(statements: string, database?: string): Promise<(number | null)[][][]> {
    const url = new URL(`http://127.0.0.1:${this.port}/query?epoch=u`);
    if (database !== undefined) url.searchParams.set('db', database);
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ q: statements }) });
    const { results, error } = (await answer.json()) as { results?: { error?: string; series?: { values: (number | null)[][] }[] }[]; error?: string };
    const fault = error ?? results?.find((result) => result.error !== undefined)?.error;
    if (fault !== undefined) throw new Error(`InfluxDB: ${fault}`);
    return (results ?? []).map(({ series }) => series?.[0]?.values ?? []);
  }
}
