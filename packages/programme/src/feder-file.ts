import { z } from 'zod'
import { IsoDate } from './iso-date.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

/** A number in a register, by which a document is found again: never the name of somebody or of a firm. */
export const RegisterNumber = z
  .string()
  .regex(
    /^(?=.*\d)[A-Z0-9]+([./_-][A-Z0-9]+)*$/,
    'un numéro de registre : capitales, chiffres, points, tirets ou barres, un chiffre au moins',
  )

/** What is known of one thing that the control asks for. Without a reference it is « non renseigné », which is not « non ». */
const Piece = z
  .strictObject({
    id: Slug,
    label: Wording,
    formerly: z.array(Slug).default([]),
    status: z.enum(['not-recorded', 'partly', 'recorded']).default('not-recorded'),
    references: z.array(RegisterNumber).default([]),
    /** Day on which it was last looked at. */
    checkedOn: IsoDate.optional(),
  })
  .refine((piece) => (piece.status === 'not-recorded') === (piece.references.length === 0), {
    message: 'un statut renseigné va avec un numéro de registre au moins, et « not-recorded » avec aucun',
    path: ['status'],
  })
export type FederPiece = z.infer<typeof Piece>

/** `feder.yaml`: what a control of the ERDF opens. The figures themselves are the programme's indicators. */
export const FederFile = z.strictObject({
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
})
export type FederFile = z.infer<typeof FederFile>
