/** What a SIP status of a failed leg says (RFC 3261 §21), in plain words. */

type Words = { readonly en: string; readonly zh: string }

const STATUSES: ReadonlyMap<number, Words> = new Map([
  [400, { en: 'The request was malformed', zh: '请求格式有误' }],
  [401, { en: 'Authentication is required', zh: '需要鉴权' }],
  [403, { en: 'The network refused the call', zh: '网络拒绝该呼叫' }],
  [404, { en: 'The number was not found', zh: '号码不存在' }],
  [407, { en: 'A proxy requires authentication', zh: '代理要求鉴权' }],
  [408, { en: 'No answer within the time allowed', zh: '超时未应答' }],
  [410, { en: 'The number is no longer in use', zh: '号码已停用' }],
  [415, { en: 'Media type not supported', zh: '不支持的媒体类型' }],
  [480, { en: 'Temporarily unavailable', zh: '暂时无法接通' }],
  [481, { en: 'The network no longer knows the call', zh: '网络中已无此呼叫' }],
  [482, { en: 'Routing loop', zh: '路由成环' }],
  [484, { en: 'The number is incomplete', zh: '号码不完整' }],
  [486, { en: 'Busy', zh: '用户忙' }],
  [487, { en: 'Ended before it was answered', zh: '接通前已结束' }],
  [488, { en: 'No common media format', zh: '媒体格式不兼容' }],
  [500, { en: 'Internal error of the network', zh: '网络内部错误' }],
  [501, { en: 'Not supported by the network', zh: '网络不支持' }],
  [502, { en: 'Gateway error', zh: '网关错误' }],
  [503, { en: 'The network is overloaded or out of service', zh: '网络过载或暂停服务' }],
  [504, { en: 'A gateway did not answer in time', zh: '网关超时' }],
  [600, { en: 'Busy everywhere', zh: '所有终端均忙' }],
  [603, { en: 'Declined', zh: '被拒绝' }],
  [604, { en: 'The number exists nowhere', zh: '号码在任何地方都不存在' }],
  [606, { en: 'Not acceptable to the other end', zh: '对端无法接受' }],
])

/** Codes without a sentence of their own are told by their class; `undefined` outside 100-699. */
export function sipStatus(code: number): Words | undefined {
  const known = STATUSES.get(code)
  if (known !== undefined) return known
  switch (Math.floor(code / 100)) {
    case 1:
    case 2:
      return { en: 'No failure', zh: '无异常' }
    case 3:
      return { en: 'The call was redirected', zh: '呼叫被转移' }
    case 4:
      return { en: 'The call could not be carried out as asked', zh: '呼叫请求未能执行' }
    case 5:
      return { en: 'The network failed', zh: '网络故障' }
    case 6:
      return { en: 'The call was refused everywhere', zh: '呼叫被全局拒绝' }
    default:
      return undefined
  }
}
