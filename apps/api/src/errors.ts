import { detailOf, type ProblemCode } from './problems/catalogue.ts'

/** The secret is missing or weak: the server does not start. */
export class SecretError extends Error {
  static missing(): SecretError {
    return new SecretError(`RETOMBEES_SECRET n’est pas défini. ${HOW_TO_MAKE_ONE}`)
  }

  static weak(reason: string): SecretError {
    return new SecretError(`RETOMBEES_SECRET est trop faible : ${reason}. ${HOW_TO_MAKE_ONE}`)
  }
}

const HOW_TO_MAKE_ONE =
  'Retombées ne démarre pas sans un secret d’au moins 32 caractères tirés au hasard ; ' +
  'créez-en un avec « openssl rand -base64 32 », gardez-le hors du dépôt, puis relancez.'

/** The store cannot be used as it is. */
export class StoreError extends Error {
  static newer(path: string, found: number, known: number): StoreError {
    return new StoreError(
      `${path} : schéma ${found} trouvé, ce programme connaît jusqu’à ${known}. ` +
        'Ce fichier vient d’une version plus récente de Retombées : mettez le programme à jour.',
    )
  }
}

/** An account, a password or a token that cannot be had as asked. The message is the French one. */
export class AccountError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(detailOf(code, params, 'fr'))
  }
}
