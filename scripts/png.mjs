// Makes a picture of a screen smaller without changing a pixel: flat areas compress best where rows are not filtered.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const HEAD = 8;
const [COLOURS, WITH_ALPHA] = [9, 6];

/** A PNG file of 8 bits a channel, in full colour, with its rows unfiltered. */
export function unfiltered(png) {
  const chunks = [];
  for (let at = HEAD; at < png.length; at += 12 + png.readUInt32BE(at)) chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) }); // prettier-ignore
  const head = chunks[0].data;
  const channels = head[COLOURS] === WITH_ALPHA ? 4 : 3;
  const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const rows = unfilter(pixels, head.readUInt32BE(0) * channels, channels);
  const others = chunks.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  return Buffer.concat([png.subarray(0, HEAD), ...[...others, { type: 'IDAT', data: deflateSync(rows, { level: 9 }) }, { type: 'IEND', data: Buffer.alloc(0) }].map(chunkOf)]); // prettier-ignore
}

/** The filters of PNG undone, row by row: none, left, above, mean of both, Paeth's. */
function unfilter(pixels, length, channels) {
  const rows = Buffer.from(pixels);
  for (let at = 0; at < rows.length; at += length + 1) {
    const filter = rows[at];
    rows[at] = 0;
    for (let i = 1; i <= length; i++) {
      const left = i > channels ? rows[at + i - channels] : 0;
      const above = at > 0 ? rows[at + i - length - 1] : 0;
      const corner = at > 0 && i > channels ? rows[at + i - length - 1 - channels] : 0;
      rows[at + i] += [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
    }
  }
  return rows;
}

function paeth(left, above, corner) {
  const [byLeft, byAbove, byCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
}

function chunkOf({ type, data }) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
