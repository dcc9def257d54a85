import { type RefObject, useLayoutEffect, useState } from 'react'
import { usePrinting } from '../shell/use-printing.ts'

/** A sheet's width in pixels, at the size that the print stylesheet sets. */
const SHEET = 680

/** The width that an element has, followed as it changes; a sheet's while the page is laid out for paper. */
export function useWidth(box: RefObject<HTMLElement | null>, start = 640): number {
  const printing = usePrinting()
  const [width, setWidth] = useState(start)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    // Behind its table a drawing has no width: it keeps the one it had.
    const measure = () => {
      if (element.clientWidth > 0) setWidth(Math.max(240, Math.floor(element.clientWidth)))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return printing ? SHEET : width
}
