import { useForm } from '@mantine/form'
import { useTexts } from '../../i18n/index.ts'
import { NEW_PROFILE, type ProfileForm, problemsOf } from './form.ts'

/** A form that checks a field when it is left, and again while it is being mended. */
export function useProfileForm(initialValues: ProfileForm) {
  const { t, language } = useTexts()
  const form = useForm<ProfileForm>({
    initialValues,
    validateInputOnBlur: true,
    clearInputErrorOnChange: true,
    validate: (form) => problemsOf(form, t, language),
  })
  /** Sends a form that is in order; else leads to the first field that is not. */
  const submit = (send: (values: ProfileForm) => void) =>
    form.onSubmit(send, (problems) => {
      const first = Object.keys(NEW_PROFILE).find((field) => problems[field] !== undefined)
      if (first !== undefined) form.getInputNode(first)?.focus()
    })
  return { form, submit }
}
