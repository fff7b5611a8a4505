/** Numbers that look drawn and are the same in every run. */
export interface Random {
  /** From 0 up to, never reaching, 1. */
  next: () => number;
  below: (count: number) => number;
  /** Most are near the median, a few far above: one in a hundred at or above `p99`. */
  logNormal: (median: number, p99: number) => number;
  /** A place below `count`; the first come far oftener than the last. */
  skewed: (count: number) => number;
}

const Z99 = 2.326;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32: a few lines, and good enough for sizes and dates.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below: (count) => Math.floor(next() * count),
    logNormal: (median, p99) => median * Math.exp((normal() * Math.log(p99 / median)) / Z99),
    skewed: (count) => Math.floor(count ** next()) - 1,
  };
}
