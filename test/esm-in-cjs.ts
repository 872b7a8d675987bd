import { jest } from '@jest/globals';

/**
 * @fastify/static 10 is CommonJS and requires content-disposition 3, which is ESM. Node 20.19 can do that, Jest cannot before
 * Node 24.9. It is used for downloads by name only, which nothing of ours asks for. To be imported before any dynamic
 * import of the service.
 */
jest.mock('content-disposition', () => ({
  create: () => {
    throw new Error('content-disposition is not there in tests');
  },
}));
