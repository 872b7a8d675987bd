import { stat } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { packageRoot } from './package.js';

const YEAR_MS = 365 * 86_400_000;
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pharmatwin</title>
<h1>Pharmatwin is running</h1><p>The screens are not built. Build them with <code>npm run build</code> and load this page again.</p>
<p>The interface for programs is described at <a href="/api/docs">/api/docs</a>.</p></html>`;

/** Wallboards have a page of their own, which is lighter. */
const pageOf = (name: string) => (name === 'wall' || name.startsWith('wall/') ? 'wall.html' : 'index.html');

/** Serves the built web app. An address that is no file is the app's own (a screen): it gets its page. */
@Module({})
export class WebModule implements OnModuleInit {
  private readonly root = path.join(packageRoot, 'dist', 'web');

  constructor(private readonly adapter: HttpAdapterHost) {}

  onModuleInit(): void {
    const http = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    // Not awaited: Fastify would settle its error handler before Nest sets ours.
    void http.register(fastifyStatic, { root: path.dirname(this.root), serve: false });
    http.get('/*', (request, reply) => this.serve(request, reply));
  }

  private async serve(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const name = (request.params as { '*': string })['*'];
    if (name === 'api' || name.startsWith('api/') || name === 'ws') return reply.callNotFound();
    if (name !== '' && (await this.isFile(name))) {
      // Vite names the files of assets/ by the hash of what is in them: they never change.
      const forGood = name.startsWith('assets/') ? { maxAge: YEAR_MS, immutable: true } : { maxAge: 0 };
      return reply.sendFile(`web/${name}`, forGood);
    }
    if (!(request.headers.accept ?? '').includes('text/html')) return reply.callNotFound();
    const page = pageOf(name);
    if (await this.isFile(page)) return reply.header('cache-control', 'no-cache').sendFile(`web/${page}`, { cacheControl: false });
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(NOT_BUILT);
  }

  private async isFile(name: string): Promise<boolean> {
    const file = path.join(this.root, name);
    return (
      !name.includes('\0') &&
      file.startsWith(this.root + path.sep) &&
      (await stat(file).then(
        (found) => found.isFile(),
        () => false,
      ))
    );
  }
}
