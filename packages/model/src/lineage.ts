export { traceFunding } from './lineage/funding.ts'
export { traceIndicator } from './lineage/indicator.ts'
export { tracePartner } from './lineage/partner.ts'
export { traceSurveyCell } from './lineage/survey-cell.ts'
