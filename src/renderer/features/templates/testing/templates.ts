import type { Template } from '../../../../contract/templates.ts'
import { isTemplateId, isUtcMs, must } from '../../../../domain/values.ts'

/** A template in order, as main tells of it. */
export function templateOf(id: string, revision: number, title = '取件通知'): Template {
  const at = must(0, isUtcMs, 'time')
  return {
    id: must(id, isTemplateId, 'template id'),
    revision,
    title,
    content: '您好${TXT_20}。',
    createdAt: at,
    changedAt: at,
    bytes: 18,
    findings: [],
    reviews: [],
  }
}
