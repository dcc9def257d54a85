import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, number>> = Object.freeze({
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
})

/** Arrow keys among the marks of a drawing: one tab stop for all of them; Home and End go to the first and the last. */
export function useMarkKeys(): (event: KeyboardEvent<SVGSVGElement>) => void {
  return (event) => {
    const marks = [...event.currentTarget.querySelectorAll<SVGElement>('[data-mark]')]
    const here = marks.findIndex((mark) => mark.matches(':focus'))
    if (here < 0) return
    const step = STEPS[event.key]
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? marks.length - 1 : here + (step ?? 0)
    const mark = marks[Math.max(0, Math.min(marks.length - 1, next))]
    if (mark === undefined || next === here) return
    event.preventDefault()
    mark.focus()
  }
}
