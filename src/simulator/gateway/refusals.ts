/** The errors of docs/upload-target.md, and `badRequest` for what cannot be read at all. */
const STATUSES = {
  badRequest: 400,
  badName: 400,
  unauthorized: 401,
  notFound: 404,
  duplicate: 409,
  tooLarge: 413,
  badFormat: 415,
} as const

/** A request the gateway does not accept: thrown where it is found, answered in one place. */
export class GatewayRefusal extends Error {
  readonly code: string
  readonly httpStatus: number

  constructor(code: string, httpStatus: number, text: string) {
    super(text)
    this.name = 'GatewayRefusal'
    this.code = code
    this.httpStatus = httpStatus
  }
}

export const gatewayRefusal = (code: keyof typeof STATUSES, text: string) =>
  new GatewayRefusal(code, STATUSES[code], text)
