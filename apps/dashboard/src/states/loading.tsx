import { Skeleton } from '@mantine/core'
import style from './states.module.css'

/** The place of a text that is on its way. Said once to a screen reader; the lines themselves are mute. */
export function LoadingLines({ lines, label }: { lines: number; label: string }) {
  const widths = Array.from({ length: lines }, (_, line) => ({ line, width: `${92 - ((line * 17) % 40)}%` }))
  return (
    <div className={style.loading} role="status" data-loading="">
      <span className="hidden">{label}</span>
      {widths.map(({ line, width }) => (
        <Skeleton key={line} height={14} width={width} radius="xs" aria-hidden="true" />
      ))}
    </div>
  )
}
