/**
 * P(U ≤ u) for the Mann-Whitney count U of two samples of `m` and `n` distinct values of one population:
 * the largest value of all is in the first sample with probability m/(m+n), and then stands above n others.
 * H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947) 50-60.
 */
export function rankSumLowerTail(u: number, m: number, n: number): number {
  if (u < 0) return 0
  if (u >= m * n) return 1
  const half = Math.min(u, m * n - u - 1)
  let laws: Float64Array[] = Array.from({ length: n + 1 }, () => certainZero(half))
  for (let i = 1; i <= m; i++) {
    const next = [certainZero(half)]
    for (let j = 1; j <= n; j++) next.push(mixture(i, j, laws[j], next[j - 1], half))
    laws = next
  }
  const tail = (laws[n] ?? certainZero(half)).reduce((sum, each) => sum + each, 0)
  return half === u ? tail : 1 - tail
}

function certainZero(highest: number): Float64Array {
  const law = new Float64Array(highest + 1)
  law[0] = 1
  return law
}

function mixture(
  i: number,
  j: number,
  withoutFirst: Float64Array | undefined,
  withoutSecond: Float64Array | undefined,
  highest: number,
): Float64Array {
  const law = new Float64Array(highest + 1)
  for (let u = 0; u <= highest; u++) {
    law[u] = (i * (withoutFirst?.[u - j] ?? 0) + j * (withoutSecond?.[u] ?? 0)) / (i + j)
  }
  return law
}
