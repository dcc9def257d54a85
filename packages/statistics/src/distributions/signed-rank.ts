/**
 * P(V ≤ v) for Wilcoxon's signed-rank sum V of `n` distinct non-zero differences symmetric about zero.
 * F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945) 80-83.
 */
export function signedRankLowerTail(v: number, n: number): number {
  const highest = (n * (n + 1)) / 2
  if (v < 0) return 0
  if (v >= highest) return 1
  const half = Math.min(v, highest - v - 1)
  const law = new Float64Array(half + 1)
  law[0] = 1
  for (let rank = 1; rank <= n; rank++) {
    for (let sum = half; sum >= 0; sum--) {
      law[sum] = ((law[sum] ?? 0) + (sum >= rank ? (law[sum - rank] ?? 0) : 0)) / 2
    }
  }
  const tail = law.reduce((sum, each) => sum + each, 0)
  return half === v ? tail : 1 - tail
}
