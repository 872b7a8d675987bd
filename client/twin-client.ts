import { TwinHttp } from './http.js';
import { TwinStream, type WebSocketConstructor } from './stream.js';

export interface TwinClientOptions {
  /** http://host:port of the service */
  url: string;
  token?: string | null;
  /** The global one where not given; Node before 22 has none: pass that of `ws`. */
  webSocket?: WebSocketConstructor;
  fetch?: typeof globalThis.fetch;
}

/** The service as its own page, its command line and its tests use it: the HTTP API and the live stream. */
export class TwinClient {
  readonly http: TwinHttp;
  private stream_: TwinStream | null = null;

  constructor(private readonly options: TwinClientOptions) {
    this.http = new TwinHttp(options);
  }

  /** The live stream, connected on the first subscription. */
  get stream(): TwinStream {
    const { url, token, webSocket } = this.options;
    this.stream_ ??= new TwinStream({ url: streamUrl(url), ...(token ? { token } : {}), ...(webSocket ? { webSocket } : {}) });
    return this.stream_;
  }

  close(): void {
    this.stream_?.close();
    this.stream_ = null;
  }
}

/** ws://host:port/ws of http://host:port. */
const streamUrl = (url: string): string => `${url.replace(/^http/, 'ws').replace(/\/+$/, '')}/ws`;
