export { type Account, createPlatform, type Platform, type ProbeResult } from './client.ts'
export type { DownloadOutcome } from './download.ts'
export { AnswerLost } from './exchange.ts'
export { createGate, type Gate, GateMemory, type GateState } from './gate.ts'
export type {
  CallNotifyBody,
  CallVerifyBody,
  Click2CallBody,
  PlacedCall,
  PlatformRequest,
  PlayInfo,
} from './operations.ts'
export type { Outcome } from './outcome.ts'
export {
  type BoundAnswer,
  bindAx,
  bindAxb,
  bindAxe,
  bindAxyb,
  bindPair,
  modifyAx,
  modifyAxb,
  modifyAxe,
  queryAx,
  queryAxb,
  queryAxe,
  queryAxeOfX,
  queryAxyb,
  setTemporaryCallee,
  unbindAx,
  unbindAxb,
  unbindAxe,
  unbindAxyb,
} from './private-number/index.ts'
export { NotConnected, type ProxyChoice, type Transport } from './socket.ts'
