import type { CubeTables } from './cube-cells.ts'
import type { KioskTables } from './field/kiosks.ts'
import type { ReceptionTables } from './field/reception.ts'
import type { SkillTables } from './field/skills.ts'
import type { StructureTables } from './field/structures.ts'
import type { VoiceTables } from './field/voices.ts'
import type { WorkshopTables } from './field/workshops.ts'
import type { ColumnType, Origin } from './table.ts'

/** What Kysely knows of a snapshot; it says the same as `TABLES` (a test holds them together). BIGINT comes back as bigint, DECIMAL as string. */
export interface Database
  extends CubeTables,
    KioskTables,
    ReceptionTables,
    WorkshopTables,
    SkillTables,
    VoiceTables,
    StructureTables {
  tallies: Origin & {
    questionnaire: string
    variable: string
    codes: string
    territory: string | null
    centre: string | null
    period: string | null
    n: number | null
    certainty: string
    reason: string | null
    printed: string | null
  }
  partner_scores: Origin & {
    territory: string
    partner: string
    partner_label: string
    theme: string | null
    theme_label: string | null
    internal: string
    criterion: string
    score: string | null
  }
  funding: Origin & { territory: string; funder: string; year: number; amount: string | null }
  verbatims: Origin & { questionnaire: string; variable: string; territory: string | null; body: string }
  correspondences: Origin & {
    audience: string
    correspondence: string
    area: string
    member_kind: string
    member: string
  }
  logic_nodes: Origin & { audience: string; node: string; kind: string; has_prototype: boolean }
  prototypes: Origin & { prototype: string; area: string | null; printed: string }
  loads: {
    load_id: string
    source: string
    file: string
    sha256: string
    received_at: string
    provenance: string
    rows_read: bigint
    rows_loaded: bigint
    rows_quarantined: bigint
    rows_ignored: bigint
  }
  warnings: {
    load_id: string
    row_no: number | null
    code: string
    message: string
    column_name: string | null
    found: string | null
  }
  quarantine: {
    load_id: string
    row_no: number
    column_name: string | null
    value: string | null
    code: string
    message: string
    raw: string | null
  }
  source_rows: { load_id: string; row_no: number; fields: string }
}

/** What the driver hands back for each column type. */
export type JavaScriptOf<T extends ColumnType> = T extends 'INTEGER'
  ? number
  : T extends 'BIGINT'
    ? bigint
    : T extends 'BOOLEAN'
      ? boolean
      : string
