import * as XLSX from '@e965/xlsx'
import { UNCALCULATED } from '../values/spreadsheet-error.ts'
import { cellText } from './grid.ts'

export interface SheetReading {
  readonly decimalSign: ',' | '.'
  /** Whether the workbook counts its days from 1904. */
  readonly date1904: boolean
}

/** A date becomes ISO text and a number its 15 significant digits: what the cell holds, not how it is displayed. */
export function sheetCellText(cell: XLSX.CellObject, reading: SheetReading): string | null {
  if (cell.t === 'e') return cell.w ?? '#ERREUR'
  // A formula that was never calculated has no value: nothing is made up for it.
  if (cell.v === undefined || cell.t === 'z') return cell.f ? `${UNCALCULATED} =${cell.f}` : null
  if (typeof cell.v === 'boolean') return cell.v ? 'VRAI' : 'FAUX'
  if (typeof cell.v === 'number') {
    if (cell.z !== undefined && XLSX.SSF.is_date(cell.z))
      return isoDate(cell.v, reading) ?? numberText(cell.v, reading.decimalSign)
    return numberText(cell.v, reading.decimalSign)
  }
  return cellText(String(cell.v).replaceAll(/\r\n?/g, '\n'))
}

interface DateParts {
  readonly y: number
  readonly m: number
  readonly d: number
  readonly H: number
  readonly M: number
  readonly S: number
}

/** Null for a number that is no date: negative, or beyond the year 9999. */
function isoDate(serial: number, { date1904 }: SheetReading): string | null {
  const parts = XLSX.SSF.parse_date_code(serial, { date1904 }) as DateParts | null
  if (!parts) return null
  const { y, m, d, H, M, S } = parts
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
  const time = `${two(H)}:${two(M)}:${two(S)}`
  if (serial < 1) return time
  const day = `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`
  return serial % 1 === 0 ? day : `${day} ${time}`
}

function numberText(value: number, decimalSign: ',' | '.'): string {
  const digits = Number(value.toPrecision(15))
  const text = /e/.test(String(digits))
    ? digits.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : String(digits)
  return text.replace('.', decimalSign)
}
