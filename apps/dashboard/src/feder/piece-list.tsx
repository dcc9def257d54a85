import type { FederPiece } from '@retombees/contract/feder'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import style from '../pages/page.module.css'

/** Pieces that the control asks for, each with its register numbers, or the word that none was given. */
export function PieceList({ pieces }: { pieces: readonly FederPiece[] }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  return (
    <ul className={style.list}>
      {pieces.map((piece) => (
        <li key={piece.id}>
          <span className={style.item}>{set(piece.label)}</span>
          <span className={style.soft}>
            {[
              t(`feder.status.${piece.status}`),
              ...piece.references,
              ...(piece.checkedOn === null ? [] : [formatDate(piece.checkedOn, locale)]),
            ].join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
