import { type ReactNode, useEffect, useRef, useState } from 'react'
import style from './table.module.css'

/** A wide table in a region of its own, so that the page never scrolls sideways; reachable by keyboard when it overflows. */
export function ScrollTable({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <section ref={box} className={style.scroll} aria-label={label} {...(overflows ? { tabIndex: 0 } : {})}>
      {children}
    </section>
  )
}
