/** A source of numbers uniform in [0, 1). */
export type RandomStream = () => number

/**
 * Reproducible stream from a whole-number seed: xoshiro128++, 53 bits a draw, its state filled by SplitMix32.
 * D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021) 36.
 */
export function randomStream(seed: number): RandomStream {
  const fill = splitMix(seed)
  const word = xoshiroWords(Uint32Array.of(fill(), fill(), fill(), fill()))
  return () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53
}

/** Words of 32 bits of xoshiro128++ from a state of four words, not all zero. */
export function xoshiroWords(state: Uint32Array): () => number {
  let [a = 0, b = 0, c = 0, d = 0] = state
  return () => {
    const word = (rotate((a + d) >>> 0, 7) + a) >>> 0
    const third = c ^ a
    const fourth = d ^ b
    c = third ^ (b << 9)
    b ^= third
    a ^= fourth
    d = rotate(fourth, 11)
    return word
  }
}

function splitMix(seed: number): () => number {
  let counter = seed >>> 0
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0
    let mixed = counter
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }
}

function rotate(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0
}
