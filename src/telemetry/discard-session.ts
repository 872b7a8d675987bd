import type { MqttSourceOptions } from './mqtt-client.js';
import { MqttConnection } from './mqtt-connection.js';

/** Takes a session away from the broker, with all that it holds. Whether the broker said yes. */
export function discardSession({ url, clientId, username, password, ca, cert, key }: MqttSourceOptions): Promise<boolean> {
  return new Promise((resolve) => {
    let gone = false;
    const connection: MqttConnection = new MqttConnection(
      { url, clientId, username, password, ca, cert, key, clean: true },
      {
        connack: ({ returnCode }) => {
          gone = returnCode === 0;
          connection.end();
        },
        suback: () => undefined,
        unsuback: () => undefined,
        publish: () => true,
        closed: () => resolve(gone),
      },
    );
  });
}
