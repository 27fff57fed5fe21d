import type { Operation } from './faults.ts'

export type Method = 'POST' | 'GET' | 'PUT' | 'DELETE'

type Route = Readonly<Partial<Record<Method, Operation>>>

/**
 * URIs of voice-call.md 0, private-number-axb-ax.md 0 and private-number-axe-axyb-x.md 2 and 3; `callStop`
 * and `record` serve both products. Anything else is 404 without a resultcode.
 */
const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/rest/httpsessions/click2Call/v2.0', { POST: 'click2Call' }],
  ['/rest/httpsessions/callnotify/v2.0', { POST: 'callnotify' }],
  ['/rest/httpsessions/callVerify/v1.0', { POST: 'callVerify' }],
  ['/rest/httpsessions/callStop/v2.0', { POST: 'callStop' }],
  ['/rest/provision/voice/record/v1.0', { GET: 'record' }],
  [
    '/rest/caas/relationnumber/partners/v1.0',
    { POST: 'axb.bind', DELETE: 'axb.unbind', PUT: 'axb.modify', GET: 'axb.query' },
  ],
  [
    '/rest/provision/caas/privatenumber/v1.0',
    { POST: 'ax.bind', DELETE: 'ax.unbind', PUT: 'ax.modify', GET: 'ax.query' },
  ],
  ['/rest/caas/privatenumber/calleenumber/v1.0', { PUT: 'ax.callee' }],
  [
    '/rest/caas/extendnumber/v1.0',
    { POST: 'axe.bind', DELETE: 'axe.unbind', PUT: 'axe.modify', GET: 'axe.query' },
  ],
  ['/rest/caas/extendnumber/v2.0', { GET: 'axe.list' }],
  ['/rest/caas/virtualnumber/v1.0', { GET: 'axe.count' }],
  ['/rest/omp/xyrelationnumber/v1.0', { POST: 'axyb.bind', DELETE: 'axyb.unbind', GET: 'axyb.query' }],
])

/** What a request asks for; `methodFits` is false when the URI has no operation for its method. */
export type Target = { readonly operation: Operation; readonly methodFits: boolean }

/** @returns nothing when there is no such URI */
export function targetOf(method: string, path: string): Target | undefined {
  const entries = Object.entries(ROUTES.get(path) ?? {})
  const fitting = entries.find(([name]) => name === method)
  const operation = (fitting ?? entries[0])?.[1]
  return operation === undefined ? undefined : { operation, methodFits: fitting !== undefined }
}
