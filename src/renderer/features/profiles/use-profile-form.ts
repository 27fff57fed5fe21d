import { useForm } from '@mantine/form'
import { useTexts } from '../../i18n/index.ts'
import { type ProfileForm, problemsOf } from './form.ts'

/** A form that checks a field when it is left, and again while it is being mended. */
export function useProfileForm(initialValues: ProfileForm) {
  const { t, language } = useTexts()
  return useForm<ProfileForm>({
    initialValues,
    validateInputOnBlur: true,
    clearInputErrorOnChange: true,
    validate: (form) => problemsOf(form, t, language),
  })
}
