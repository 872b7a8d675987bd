import { sparkplugMessage, sparkplugRoot, stateTopic } from '../../src/telemetry/sparkplug-topic.js';

describe('topics of Sparkplug B', () => {
  it.each(['NBIRTH', 'NDATA', 'NDEATH', 'NCMD'] as const)('name no device in %s', (kind) => {
    expect(sparkplugMessage(`spBv1.0/plant/${kind}/press`)).toEqual({ node: 'plant/press', kind, device: null });
    expect(sparkplugMessage(`spBv1.0/plant/${kind}/press/TP01`)).toBeNull();
  });

  it.each(['DBIRTH', 'DDATA', 'DDEATH', 'DCMD'] as const)('name a device in %s', (kind) => {
    expect(sparkplugMessage(`spBv1.0/plant/${kind}/press/TP01`)).toEqual({ node: 'plant/press', kind, device: 'TP01' });
    expect(sparkplugMessage(`spBv1.0/plant/${kind}/press`)).toBeNull();
    expect(sparkplugMessage(`spBv1.0/plant/${kind}/press/`)).toBeNull();
  });

  it.each([
    'spAv1.0/plant/NDATA/press',
    'spBv1.0/plant/XDATA/press',
    'spBv1.0//NDATA/press',
    'spBv1.0/plant/NDATA/',
    'spBv1.0/plant/DDATA/press/a/b',
    'spBv1.0',
    '',
  ])('are not %p', (topic) => expect(sparkplugMessage(topic)).toBeNull());

  it('may have spaces and any letters, and differ by case', () => {
    expect(sparkplugMessage('spBv1.0/Usine Compiègne/DDATA/Ligne 1/Presse É')).toEqual({ node: 'Usine Compiègne/Ligne 1', kind: 'DDATA', device: 'Presse É' });
    expect(sparkplugMessage('spBv1.0/Plant/NDATA/press')!.node).not.toBe(sparkplugMessage('spBv1.0/plant/NDATA/press')!.node);
  });

  it('of commands and of the state of a host are as specified', () => {
    expect([sparkplugRoot('plant/press', 'NCMD'), stateTopic('twin-1')]).toEqual(['spBv1.0/plant/NCMD/press', 'spBv1.0/STATE/twin-1']);
  });
});
