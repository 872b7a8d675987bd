import { createServer } from 'node:net';
import { Aedes } from 'aedes';

/** A broker of aedes as it comes: `aedes.js PORT`. */
const aedes = await Aedes.createBroker();
const server = createServer((socket) => aedes.handle(socket));
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send!({ ready: true }));
process.on('disconnect', () => process.exit(0));
