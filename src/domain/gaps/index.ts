export { findGaps, type Gap, TWIN_MS } from './find.ts'
export { CALL_GAP_KINDS, type CallGapKind, GAP_DAYS, GAP_KINDS, type GapKind } from './kinds.ts'
export { repushRequest } from './request.ts'
