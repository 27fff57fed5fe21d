import type { CampaignContent } from '../../contract/campaigns.ts'
import { Refusal } from '../../contract/errors.ts'
import type { FrozenContent } from '../../domain/campaign/index.ts'
import type { Library } from '../../domain/notify/index.ts'

/** What is said from now on, whatever becomes of the template meanwhile. @throws Refusal when it has no id yet */
export function freeze(content: CampaignContent, library: Library): FrozenContent {
  if (content.kind === 'prompt') return content
  const template = library.template(content.templateId)
  if (template?.platformTemplateId === undefined) throw new Refusal('template.notFound')
  return { ...content, platformTemplateId: template.platformTemplateId, text: template.content }
}
