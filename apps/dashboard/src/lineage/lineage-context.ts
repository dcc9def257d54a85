import { createContext, useContext } from 'react'
import type { LineageTarget } from './lineage-target.ts'

/** Null where figures are printed and cannot be opened. */
export const LineageContext = createContext<((target: LineageTarget) => void) | null>(null)

/** Opens the panel that says where a figure comes from; null on a page whose figures are frozen. */
export function useLineage(): ((target: LineageTarget) => void) | null {
  return useContext(LineageContext)
}
