/**
 * A QR code of a text, made on the phone: two phones in a basement have no server to draw it (ISO/IEC 18004).
 *
 * Byte mode in UTF-8, error correction level L and one fixed mask: it is read from a screen, where nothing is smudged, and
 * fewer modules are read sooner.
 */

/** Per version from 1: error correction codewords of a block at level L, and how many blocks (table 9). */
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];

/** What follows is UTF-8 (ECI 26): the mode 0111 and the number. */
const UTF8 = [0b0111, 26] as const;
const BYTES = 0b0100;

/** Longer than the largest version kept here takes. */
export class TextTooLong extends Error {}

const sizeOf = (version: number): number => 17 + 4 * version;

/** Where the centres of the small squares lie, on both axes (annex E). */
function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((4 * version + 2 * count + 1) / (2 * count - 2)) * 2;
  const rest = Array.from({ length: count - 1 }, (_, index) => sizeOf(version) - 7 - step * index);
  return [6, ...rest.reverse()];
}

/** All codewords of a version, with those for correction: the modules that no pattern takes, by eights. */
function codewords(version: number): number {
  const beside = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const squares = version === 1 ? 0 : 25 * (beside * beside - 3) - 10 * (beside - 2);
  const patterns = 3 * 64 + 2 * (sizeOf(version) - 16) + 31 + (version >= 7 ? 36 : 0) + squares;
  return Math.floor((sizeOf(version) ** 2 - patterns) / 8);
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0;
const capacity = (version: number): number => codewords(version) - at(CORRECTION, version - 1) * at(BLOCKS, version - 1);

function bitsOf(value: number, length: number): number[] {
  return Array.from({ length }, (_, index) => (value >>> (length - 1 - index)) & 1);
}

/** The data codewords: what it is, how long, the bytes, and the fill (7.4). */
function dataOf(bytes: Uint8Array): { version: number; data: number[] } {
  const version = CORRECTION.findIndex((_, index) => capacity(index + 1) * 8 >= 16 + (index + 1 < 10 ? 8 : 16) + bytes.length * 8) + 1;
  if (version === 0) throw new TextTooLong();
  const bits = [...bitsOf(UTF8[0], 4), ...bitsOf(UTF8[1], 8), ...bitsOf(BYTES, 4), ...bitsOf(bytes.length, version < 10 ? 8 : 16)];
  for (const byte of bytes) bits.push(...bitsOf(byte, 8));
  const room = capacity(version) * 8;
  bits.push(...bitsOf(0, Math.min(4, room - bits.length)));
  bits.push(...bitsOf(0, (8 - (bits.length % 8)) % 8));
  const data = Array.from({ length: bits.length / 8 }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8).join(""), 2));
  for (let fill = 0; data.length < capacity(version); fill += 1) data.push(fill % 2 === 0 ? 0xec : 0x11);
  return { version, data };
}

/** Multiplication in GF(256) by the polynomial 0x11d (7.5.2). */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    if ((b >>> bit) & 1) product ^= a;
  }
  return product;
}

/** The generator polynomial of that degree, without its leading one. */
function generator(degree: number): number[] {
  const found = [...Array<number>(degree - 1).fill(0), 1];
  for (let root = 1, step = 0; step < degree; step += 1, root = times(root, 2)) {
    for (let index = 0; index < degree; index += 1) found[index] = times(at(found, index), root) ^ at(found, index + 1);
  }
  return found;
}

function correctionOf(block: readonly number[], divisor: readonly number[]): number[] {
  const rest = Array<number>(divisor.length).fill(0);
  for (const byte of block) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((coefficient, index) => { rest[index] = at(rest, index) ^ times(coefficient, factor); });
  }
  return rest;
}

/** Data and correction, a codeword of each block in turn; the last blocks are longer by one (7.6). */
function interleaved(version: number, data: readonly number[]): number[] {
  const count = at(BLOCKS, version - 1);
  const divisor = generator(at(CORRECTION, version - 1));
  const short = Math.floor(data.length / count);
  const shorter = count - (data.length % count);
  let from = 0;
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(from, (from += short + (index < shorter ? 0 : 1)));
    return { block, correction: correctionOf(block, divisor) };
  });
  const inTurn = (lists: number[][]): number[] =>
    Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
  return [...inTurn(blocks.map(({ block }) => block)), ...inTurn(blocks.map(({ correction }) => correction))];
}

/** The remainder of a BCH code, for format (7.9) and version (7.10). */
function remainder(value: number, length: number, polynomial: number): number {
  let rest = value;
  for (let step = 0; step < length; step += 1) rest = (rest << 1) ^ ((rest >>> (length - 1)) * polynomial);
  return rest;
}

/** Modules by row; null where data go. */
type Grid = (boolean | null)[][];

function set(grid: Grid, row: number, column: number, dark: boolean): void {
  const line = grid[row];
  if (line && column >= 0 && column < line.length) line[column] = dark;
}

/** Concentric squares around a centre; `dark` by the distance from it. */
function square(grid: Grid, row: number, column: number, reach: number, light: readonly number[]): void {
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) set(grid, row + y, column + x, !light.includes(Math.max(Math.abs(x), Math.abs(y))));
  }
}

function placeFormat(grid: Grid): void {
  const size = grid.length;
  const level = 0b01_000; // level L, mask 0
  const bits = ((level << 10) | remainder(level, 10, 0x537)) ^ 0x5412;
  const bit = (index: number): boolean => ((bits >>> index) & 1) === 1;
  for (let index = 0; index < 15; index += 1) {
    set(grid, index < 6 ? index : index < 8 ? index + 1 : size - 15 + index, 8, bit(index));
    set(grid, 8, index < 8 ? size - 1 - index : index === 8 ? 7 : 14 - index, bit(index));
  }
  set(grid, size - 8, 8, true);
}

function placeVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let index = 0; index < 18; index += 1) {
    const dark = ((bits >>> index) & 1) === 1;
    const [near, far] = [Math.floor(index / 3), grid.length - 11 + (index % 3)];
    set(grid, near, far, dark);
    set(grid, far, near, dark);
  }
}

function patterns(version: number): Grid {
  const size = sizeOf(version);
  const grid: Grid = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null));
  for (let index = 0; index < size; index += 1) {
    set(grid, 6, index, index % 2 === 0);
    set(grid, index, 6, index % 2 === 0);
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]] as const) square(grid, row, column, 4, [2, 4]);
  const centres = alignments(version);
  const last = centres.length - 1;
  centres.forEach((row, y) => {
    centres.forEach((column, x) => {
      const atFinder = (x === 0 && y === 0) || (x === 0 && y === last) || (x === last && y === 0);
      if (!atFinder) square(grid, row, column, 2, [1]);
    });
  });
  placeFormat(grid);
  placeVersion(grid, version);
  return grid;
}

/** Two columns at a time from the right, upwards and downwards in turn, around the patterns (7.7.3). */
function* path(grid: Grid): Generator<[number, number]> {
  const size = grid.length;
  let upwards = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (grid[row]?.[column] === null) yield [row, column];
    }
    upwards = !upwards;
  }
}

/** Rows of "0" and "1", without the quiet zone. @throws TextTooLong */
export function encodeQr(text: string): string[] {
  const { version, data } = dataOf(new TextEncoder().encode(text));
  const words = interleaved(version, data);
  const grid = patterns(version);
  let index = 0;
  for (const [row, column] of [...path(grid)]) {
    const bit = (at(words, index >>> 3) >>> (7 - (index & 7))) & 1;
    set(grid, row, column, (bit === 1) !== ((row + column) % 2 === 0));
    index += 1;
  }
  return grid.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
}
