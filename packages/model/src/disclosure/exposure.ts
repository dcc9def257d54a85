import type { Target } from './attacker.ts'
import { follows, freedomOf } from './elimination.ts'
import type { Equation, Floor, System } from './system.ts'

/** The targets that an attacker works out: by adding and subtracting what is published, or because bounds meet. */
export function exposed(system: System, targets: readonly Target[]): readonly Target[] {
  const freedom = freedomOf(
    system.equations.map(({ columns }) => columns),
    system.columns.length,
  )
  const index = indexOf(system)
  return targets.filter((target) => {
    const columns = target.leaves.flatMap((leaf) => system.columnOf.get(leaf) ?? [])
    return columns.length === 0 || follows(freedom, columns) || boundsMeet(system, index, columns)
  })
}

/** Equations by each of their columns, floors by their first. */
interface Index {
  readonly equations: readonly (readonly Equation[])[]
  readonly floors: readonly (readonly Floor[])[]
}

function indexOf({ columns, equations, floors }: System): Index {
  const byColumn: Equation[][] = columns.map(() => [])
  const byFirst: Floor[][] = columns.map(() => [])
  for (const equation of equations) for (const column of equation.columns) byColumn[column]?.push(equation)
  for (const floor of floors) byFirst[floor.columns[0] ?? -1]?.push(floor)
  return { equations: byColumn, floors: byFirst }
}

/** Whether the bounds of a sum leave one whole number: by its own leaves, and by each equation it is a part of. */
function boundsMeet({ low, high, columns: all }: System, index: Index, columns: readonly number[]): boolean {
  const own = new Uint8Array(all.length)
  let least = 0
  let most = 0
  for (const column of columns) {
    own[column] = 1
    least += low[column] ?? 0
    most += high[column] ?? 0
  }
  for (const equation of index.equations[columns[0] ?? -1] ?? []) {
    if (equation.columns.length < columns.length) continue
    let within = 0
    let othersLeast = 0
    let othersMost = 0
    for (const column of equation.columns) {
      if (own[column] === 1) within++
      else {
        othersLeast += low[column] ?? 0
        othersMost += high[column] ?? 0
      }
    }
    if (within < columns.length) continue
    most = Math.min(most, equation.sum - othersLeast)
    least = Math.max(least, equation.sum - othersMost)
  }
  for (const column of columns) {
    for (const floor of index.floors[column] ?? []) {
      if (floor.atLeast > least && floor.columns.every((each) => own[each] === 1)) least = floor.atLeast
    }
  }
  return least >= most
}
