/** Thrown where a stream is not what it should be, or is what is not decoded here. */
export class AacProblem extends Error {
  readonly kind: 'damaged' | 'unsupported'

  constructor(kind: 'damaged' | 'unsupported', detail: string) {
    super(detail)
    this.name = 'AacProblem'
    this.kind = kind
  }
}
