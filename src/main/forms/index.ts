import { Refusal } from '../../contract/errors.ts'
import { FormFields, type SavedForm } from '../../contract/forms.ts'
import type { Handlers } from '../../contract/index.ts'
import { promptsIn } from '../../domain/notify/index.ts'
import type { UtcMs } from '../../domain/values.ts'
import type { Publish } from '../rpc/event-bus.ts'
import type { Store, StoredForm } from '../store/index.ts'

/** Forms that are kept under a name, to be filled in again. */
export function createForms(options: {
  store: Store
  publish: Publish
  clock: () => UtcMs
}): Handlers<'forms'> {
  const { store, publish, clock } = options
  return {
    async list() {
      return { forms: (await store.forms()).map(shown) }
    },
    async save({ formId, fields }) {
      const saved = await store.saveForm({ id: formId, name: fields.name, fields, at: clock() })
      if (saved === 'nameTaken') throw new Refusal('form.nameTaken', { name: fields.name })
      const form = shown(saved)
      publish({ name: 'forms.changed', payload: form })
      return form
    },
    async remove({ formId }) {
      const removed = await store.removeForm(formId)
      if (removed) publish({ name: 'forms.removed', payload: { formId } })
      return { removed }
    },
  }
}

const shown = ({ id, revision, fields, changedAt }: StoredForm): SavedForm => ({
  ...FormFields.parse(fields),
  id,
  revision,
  changedAt,
})

/** The saved forms that name a prompt. */
export async function formsWith(store: Store, prompt: string): Promise<SavedForm[]> {
  return (await store.forms()).map(shown).filter(({ body }) => promptsOf(body).includes(prompt))
}

function promptsOf(body: SavedForm['body']): readonly (string | undefined)[] {
  switch (body.kind) {
    case 'notification':
      return promptsIn(body.contents)
    case 'verification':
      return [body.options.before, body.options.after]
    case 'dial': {
      const { preVoice, waitVoice, lastMinVoice, recordHintTone } = body.options
      return [preVoice, waitVoice, lastMinVoice, recordHintTone]
    }
  }
}
