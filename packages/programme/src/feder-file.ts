import { z } from 'zod'
import { IsoDate } from './iso-date.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

/** A run of letters longer than this could be somebody's name. */
const MOST_LETTERS = 4

/**
 * A register in which documents are numbered, and the form of its numbers: `#` stands for a digit, `@` for a capital letter,
 * anything else for itself. `####-@@@-####` is the form of 2017-FED-0042.
 */
const Register = z.strictObject({
  id: Slug,
  label: Wording,
  form: z
    .string()
    .max(60)
    .regex(
      /^[#@A-Z0-9./_-]+$/,
      '# pour un chiffre, @ pour une capitale ; capitales, chiffres, . / _ - pour eux-mêmes',
    )
    .regex(/#.*#/, 'deux chiffres (#) au moins : un numéro se distingue d’un autre par des chiffres')
    .refine(
      (form) => longestRun(form, /[@A-Z]+/g) <= MOST_LETTERS && longestRun(form, /@+/g) < MOST_LETTERS,
      {
        message: `jamais ${MOST_LETTERS} lettres libres (@) de suite, ni plus de ${MOST_LETTERS} lettres : ce serait la place d’un nom`,
      },
    ),
})
type Register = z.infer<typeof Register>

function longestRun(text: string, run: RegExp): number {
  return Math.max(0, ...[...text.matchAll(run)].map(([found]) => found.length))
}

/** Whether a reference has the form of one of these registers' numbers. */
export function isRegisterNumber(reference: string, registers: readonly Pick<Register, 'form'>[]): boolean {
  return registers.some(({ form }) => {
    const pattern = form
      .replaceAll(/[./_-]/g, '\\$&')
      .replaceAll('#', '[0-9]')
      .replaceAll('@', '[A-Z]')
    return new RegExp(`^${pattern}$`).test(reference)
  })
}

/** What is known of one thing that the control asks for. Without a reference it is « non renseigné », which is not « non ». */
const Piece = z
  .strictObject({
    id: Slug,
    label: Wording,
    formerly: z.array(Slug).default([]),
    status: z.enum(['not-recorded', 'partly', 'recorded']).default('not-recorded'),
    references: z.array(z.string().min(1).max(60)).default([]),
    /** Day on which it was last looked at. */
    checkedOn: IsoDate.optional(),
  })
  .refine((piece) => (piece.status === 'not-recorded') === (piece.references.length === 0), {
    message: 'un statut renseigné va avec un numéro de registre au moins, et « not-recorded » avec aucun',
    path: ['status'],
  })
export type FederPiece = z.infer<typeof Piece>

const PIECES = ['procurement', 'documents', 'publicity'] as const

/** `feder.yaml`: what a control of the ERDF opens. The figures themselves are the programme's indicators. */
export const FederFile = z
  .strictObject({
    /** The funder whose control it is. */
    funder: Slug,
    origin: Wording,
    /** Indicators that say who took part. */
    publicIdentification: z.array(Slug).min(1),
    /** The horizontal obligations, each with the indicators that inform it. */
    obligations: z
      .array(z.strictObject({ id: Slug, label: Wording, indicators: z.array(Slug).default([]) }))
      .min(1),
    procurement: z.array(Piece).default([]),
    documents: z.array(Piece).default([]),
    publicity: z.array(Piece).default([]),
    /** Without one, no reference can be given. */
    registers: z.array(Register).default([]),
  })
  .superRefine((file, context) => {
    const forms = file.registers.map(({ form }) => form).join(', ')
    for (const group of PIECES)
      file[group].forEach((piece, at) => {
        piece.references.forEach((reference, index) => {
          if (isRegisterNumber(reference, file.registers)) return
          context.addIssue({
            code: 'custom',
            path: [group, at, 'references', index],
            message: forms
              ? `« ${reference} » trouvé ; un numéro de la forme d’un registre est attendu : ${forms}`
              : `« ${reference} » trouvé ; aucun registre n’est déclaré : donnez sa forme sous « registers »`,
          })
        })
      })
  })
export type FederFile = z.infer<typeof FederFile>
