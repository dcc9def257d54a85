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
function boundsMeet({ low, high }: System, index: Index, columns: readonly number[]): boolean {
  const own = new Set(columns)
  let least = total(columns, low)
  let most = total(columns, high)
  for (const { columns: all, sum } of index.equations[columns[0] ?? -1] ?? []) {
    if (all.length < columns.length) continue
    const others = all.filter((column) => !own.has(column))
    if (all.length - others.length < columns.length) continue
    most = Math.min(most, sum - total(others, low))
    least = Math.max(least, sum - total(others, high))
  }
  for (const column of columns) {
    for (const { columns: all, atLeast } of index.floors[column] ?? []) {
      if (atLeast > least && all.every((each) => own.has(each))) least = atLeast
    }
  }
  return least >= most
}

function total(columns: readonly number[], values: readonly number[]): number {
  return columns.reduce((sum, column) => sum + (values[column] ?? 0), 0)
}
