import { createContext, useContext } from 'react'
import type { LineageTarget } from './lineage-target.ts'

export const LineageContext = createContext<(target: LineageTarget) => void>(() => {})

/** Opens the panel that says where a figure comes from. */
export function useLineage(): (target: LineageTarget) => void {
  return useContext(LineageContext)
}
