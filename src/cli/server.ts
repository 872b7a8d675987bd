import { Problem } from '../contract/problem.js';
import { Run, RunEnd, RunProgress } from '../contract/scenario.js';
import { CliFault, EXIT, type ExitCode, type Io } from './io.js';

export const DEFAULT_SERVER = 'http://127.0.0.1:3000';

export interface ServerOptions {
  server?: string;
  token?: string;
}

/** The service at an address, as the command talks to it. Faults end the command with a sentence. */
export class Server {
  readonly url: string;
  readonly token: string | null;

  constructor(options: ServerOptions, io: Io) {
    this.url = (options.server ?? io.env.PHARMATWIN_SERVER ?? DEFAULT_SERVER).replace(/\/+$/, '');
    this.token = options.token ?? io.env.PHARMATWIN_TOKEN ?? null;
    if (!URL.canParse(this.url) || !/^https?:/.test(this.url))
      throw new CliFault(EXIT.usage, `--server ${this.url}: expected an address such as ${DEFAULT_SERVER}`);
  }

  async text(path: string): Promise<string> {
    return (await this.fetch(path)).text();
  }

  async json(path: string): Promise<unknown> {
    return JSON.parse(await this.text(path)) as unknown;
  }

  /** Asks a what-if. */
  async ask(document: unknown, fresh: boolean): Promise<Run> {
    const response = await this.fetch(`/api/v1/runs${fresh ? '?fresh=true' : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
    });
    return Run.parse(await response.json());
  }

  /** Follows a run to its end. Goes on where it was after a lost connection, a few times. */
  async follow(id: string, onProgress: (progress: RunProgress) => void): Promise<RunEnd> {
    let lastId = '0';
    for (let attempt = 0; attempt < 5; attempt++) {
      const response = await this.fetch(`/api/v1/runs/${id}/events`, { headers: { accept: 'text/event-stream', 'last-event-id': lastId } });
      for await (const { id: eventId, event, data } of serverSentEvents(response)) {
        lastId = eventId;
        attempt = 0;
        if (event === 'status') return RunEnd.parse(data);
        if (event === 'progress') onProgress(RunProgress.parse(data));
      }
    }
    throw new CliFault(EXIT.unreachable, `${this.url}: the connection was lost while run ${id} was under way`);
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }) };
    let response: Response;
    try {
      response = await fetch(`${this.url}${path}`, { ...init, headers });
    } catch (error) {
      const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
      throw new CliFault(EXIT.unreachable, `${this.url} cannot be reached: ${cause?.code ?? cause?.message ?? (error as Error).message}`);
    }
    if (response.ok) return response;
    throw await refusal(response, this.url);
  }
}

const CODES: Record<number, ExitCode> = {
  404: EXIT.notFound,
  409: EXIT.failure,
  422: EXIT.validation,
  400: EXIT.validation,
  502: EXIT.unreachable,
  503: EXIT.unreachable,
};

async function refusal(response: Response, url: string): Promise<CliFault> {
  const text = await response.text();
  const problem = Problem.safeParse(parseJson(text));
  const code = CODES[response.status] ?? EXIT.failure;
  if (!problem.success) return new CliFault(code, `${url} answered ${response.status} ${response.statusText}`);
  const { detail, issues } = problem.data;
  return new CliFault(code, issues?.map((issue) => `${issue.pointer} ${issue.detail}`).join('\n') ?? detail);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

interface ServerSent {
  id: string;
  event: string;
  data: unknown;
}

/** The events of a text/event-stream; ends silently with the connection. */
async function* serverSentEvents(response: Response): AsyncGenerator<ServerSent> {
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    for await (const chunk of response.body!) {
      buffer += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = buffer.split('\n\n');
      buffer = blocks.pop()!;
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
        if (fields.has('data')) yield { id: fields.get('id') ?? '0', event: fields.get('event') ?? 'message', data: parseJson(fields.get('data')!) };
      }
    }
  } catch {
    return; // the connection was lost: the caller comes back with the last id
  }
}
