/**
 * Which camera to open. Newer iPhones and many Huawei phones first offer a lens that cannot focus
 * on something near; the main back lens can, or switches by itself.
 */
export interface Lens {
  id: string;
  label: string;
}

const FRONT = /front|user|facetime|前置|前面|正面/i;
const BACK = /back|rear|environment|后置|背面|后面/i;
const SPECIAL = /ultra|tele|macro|depth|infrared|mono|超广角|长焦|微距|景深/i;
/** Several lenses behind one name: the phone takes the one that focuses (iOS). */
const COMBINED = /(dual wide|triple|双广角|三摄|三镜头)/i;

export function isFront(label: string): boolean {
  return FRONT.test(label) && !BACK.test(label);
}

function rank(label: string): number {
  if (COMBINED.test(label)) return 0;
  if (BACK.test(label) && !SPECIAL.test(label)) return 1;
  if (!isFront(label) && !SPECIAL.test(label)) return 2;
  return isFront(label) ? 4 : 3;
}

/** Lenses as they should be offered: the likeliest main back lens first; names that say nothing keep their order. */
export function sortLenses(lenses: readonly Lens[]): Lens[] {
  return lenses
    .map((lens, at) => ({ lens, at }))
    .sort((a, b) => rank(a.lens.label) - rank(b.lens.label) || a.at - b.at)
    .map(({ lens }) => lens);
}

/** The lens to change to after the first opening, or null to keep what was opened. */
export function betterLens(lenses: readonly Lens[], openedId: string | undefined): Lens | null {
  const best = sortLenses(lenses)[0];
  const opened = lenses.find((lens) => lens.id === openedId);
  if (!best || !opened || best.id === opened.id) return null;
  return rank(best.label) < rank(opened.label) ? best : null;
}
