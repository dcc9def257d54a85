import { Surface } from '../chart/surface.tsx'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { layOutCloud, type Weighed } from './cloud-layout.ts'
import style from './words.module.css'

/** Words drawn, the most given the largest; the sorted table beside it holds the numbers. */
export function WordCloud({ words, name }: { words: readonly Weighed[]; name: string }) {
  const { locale } = useLocale()
  return (
    <Surface name={name} heightOf={(width) => layOutCloud(words, width).height}>
      {(width) =>
        layOutCloud(words, width).words.map(({ word, n, x, y, size }, at) => (
          <text
            key={word}
            className={at % 2 ? style.soft : style.word}
            x={x}
            y={y}
            fontSize={size}
            textAnchor="middle"
          >
            <title>{`${word} : ${formatCount(n, locale)}`}</title>
            {word}
          </text>
        ))
      }
    </Surface>
  )
}
