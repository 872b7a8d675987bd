import mqtt from 'mqtt';

/** The limit: a subscriber on mqtt.js as it comes, that only counts. `bare.js PORT`; told anything it answers `{ count }`. */
let count = 0;
const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${process.argv[2]}`, { clientId: 'bench-bare', protocolVersion: 4 });
client.on('message', () => count++);
await client.subscribeAsync('umh/v1/#', { qos: 1 });
process.on('message', () => process.send!({ count }));
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });
