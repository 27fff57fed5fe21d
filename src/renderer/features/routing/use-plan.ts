import type { ProfileId } from '../../../domain/values.ts'
import { EMPTY_PLAN, formOfPlan, type PlanForm } from './form.ts'
import { useRouting } from './store.ts'

/** The rules of a profile as they stand on the screen, and whether they are kept so. */
export function usePlan(profileId: ProfileId): { readonly form: PlanForm; readonly changed: boolean } {
  const draft = useRouting((state) => state.drafts.get(profileId))
  const plan = useRouting((state) => state.kept.get(profileId)?.plan)
  const form = draft ?? (plan === undefined ? EMPTY_PLAN : formOfPlan(plan))
  return { form, changed: draft !== undefined }
}
