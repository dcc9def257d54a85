import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import style from './chart-frame.module.css'
import type { ImageWords } from './chart-image.ts'

interface ImageButtonsProps {
  /** What holds the drawing and its legend. */
  drawing: () => HTMLElement | null
  /** Without its extension. */
  file: string
  words: ImageWords
}

/** The drawing to take away as an image, with its title, its base and its provenance in it. */
export function ImageButtons({ drawing, file, words }: ImageButtonsProps) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const take = async (format: 'svg' | 'png') => {
    const box = drawing()
    if (box === null) return
    try {
      const { chartPng, chartSvg, save } = await import('./chart-image.ts')
      const image = chartSvg(box, words)
      save(
        format === 'svg' ? new Blob([image.svg], { type: 'image/svg+xml' }) : await chartPng(image),
        `${file}.${format}`,
      )
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  return (
    <p className={style.images}>
      <span>{t('chart.image')}</span>
      {(['png', 'svg'] as const).map((format) => (
        <button key={format} type="button" onClick={() => void take(format)}>
          {format.toUpperCase()}
        </button>
      ))}
      {failed && <span role="alert">{t('chart.image_failed')}</span>}
    </p>
  )
}
