import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import { LineageContext } from './lineage-context.ts'
import type { LineageTarget } from './lineage-target.ts'

const LineagePanel = lazy(() => import('./lineage-panel.tsx'))

/** Gives every figure under it the means to open its lineage, and takes the reader back to that figure afterwards. */
export function LineageProvider({ children }: { children: ReactNode }) {
  const [target, setTarget] = useState<LineageTarget | null>(null)
  const [opened, setOpened] = useState(false)
  const origin = useRef<HTMLElement | null>(null)
  const open = useCallback((next: LineageTarget) => {
    origin.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setTarget(next)
    setOpened(true)
  }, [])
  const close = useCallback(() => {
    setOpened(false)
    origin.current?.focus({ preventScroll: true })
  }, [])
  return (
    <LineageContext value={open}>
      {children}
      {target !== null && (
        <Suspense>
          <LineagePanel target={target} opened={opened} onClose={close} />
        </Suspense>
      )}
    </LineageContext>
  )
}
