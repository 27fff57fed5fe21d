import { useMemo } from 'react'
import type { Prompt } from '../../../contract/prompts.ts'
import type { Template } from '../../../contract/templates.ts'
import type { Library } from '../../../domain/notify/index.ts'
import type { ProfileId } from '../../../domain/values.ts'
import { standingOf, usePrompts } from '../prompts/index.ts'
import { useTemplates } from '../templates/index.ts'

/** What is known here of prompts and templates, for the account of a profile. */
function libraryOf(
  prompts: readonly Prompt[],
  templates: readonly Template[],
  profileId: ProfileId,
): Library {
  return {
    prompt(name) {
      const known = prompts.find((prompt) => prompt.name === name)
      if (known === undefined) return undefined
      return {
        name,
        passed: standingOf(prompts, name, profileId) === 'passed',
        seconds: known.version.seconds,
      }
    },
    template(id) {
      const known = templates.find((template) => template.id === id)
      if (known === undefined) return undefined
      const { title, content, platformTemplateId, reviews } = known
      return {
        id,
        title,
        content,
        platformTemplateId,
        passed: reviews.some((review) => review.profileId === profileId && review.state === 'passed'),
      }
    },
  }
}

export function useLibrary(profileId: ProfileId): Library {
  const prompts = usePrompts((state) => state.prompts)
  const templates = useTemplates((state) => state.list)
  return useMemo(
    () => libraryOf([...prompts.values()], templates, profileId),
    [prompts, templates, profileId],
  )
}
