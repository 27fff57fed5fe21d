/** Key pair of an application and who may use it, whatever its product. */
export type Credentials = {
  readonly appKey: string
  readonly appSecret: string
  /** Requests per real second before flow control; default the option of that name. */
  readonly requestsPerSecond?: number
  /** `suspended` answers 1010008, `unavailable` 1010021; `frozen` is an account of Private Number in arrears. */
  readonly state?: 'active' | 'suspended' | 'unavailable' | 'frozen'
  /** Source addresses allowed (1020166 otherwise); all when absent. */
  readonly allowedIps?: readonly string[]
}
