/** Runs at most `width` pieces of work at a time; the others wait in the order they came. */
export function lanes(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = width;
  const queue: (() => void)[] = [];

  function release(): void {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  }

  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => { queue.push(resolve); });
    try {
      return await work();
    } finally {
      release();
    }
  };
}
