/**
 * Which code is meant when several are in view: the one nearest to the centre. A code outside the
 * aim is taken only when it is alone and seen twice, so a second card at the edge of the picture is
 * not read instead of the one the officer points at.
 */
export interface Point {
  x: number;
  y: number;
}

export interface Code {
  text: string;
  centre: Point;
}

export interface Size {
  width: number;
  height: number;
}

/** Half the side of the aimed square, as a share of the picture's shorter side. */
const AIM = 0.35;

function fromCentre(point: Point, size: Size): Point {
  return { x: Math.abs(point.x - size.width / 2), y: Math.abs(point.y - size.height / 2) };
}

export function isAimed(code: Code, size: Size): boolean {
  const { x, y } = fromCentre(code.centre, size);
  return Math.max(x, y) <= AIM * Math.min(size.width, size.height);
}

/** The code nearest to the centre, or null when there is none. */
export function nearest(codes: readonly Code[], size: Size): Code | null {
  const distance = (code: Code): number => {
    const { x, y } = fromCentre(code.centre, size);
    return Math.hypot(x, y);
  };
  return codes.reduce<Code | null>((best, code) => (best && distance(best) <= distance(code) ? best : code), null);
}

/** Decides frame by frame; remembers what was seen at the edge. */
export class Aim {
  private seen: string | null = null;

  /** The text that is meant, or null to go on looking. */
  choose(codes: readonly Code[], size: Size): string | null {
    const best = nearest(codes, size);
    if (best === null) return null;
    if (isAimed(best, size)) return best.text;
    const alone = new Set(codes.map((code) => code.text)).size === 1;
    const again = alone && this.seen === best.text;
    this.seen = alone ? best.text : null;
    return again ? best.text : null;
  }

  forget(): void {
    this.seen = null;
  }
}
