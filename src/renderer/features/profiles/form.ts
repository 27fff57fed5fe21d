import { type Profile, ProfileFields } from '../../../contract/profiles.ts'
import { explainNumberProblem } from '../../../domain/explain/index.ts'
import { groupNumber, parseDialled } from '../../../domain/phone/index.ts'
import { joinSentences, type Language, type Translate } from '../../i18n/index.ts'

/** A profile as it stands in the form: numbers as typed, nothing cleaned yet. */
export type ProfileForm = Omit<ProfileFields, 'displayNumbers' | 'ownNumber'> & {
  readonly displayNumbers: string[]
  readonly ownNumber: string
}

export const NEW_PROFILE: ProfileForm = {
  name: '',
  service: 'callback',
  environment: 'test',
  address: '',
  appKey: '',
  scheme: 'AKSK',
  displayNumbers: [],
  ownNumber: '',
  signaturePolicy: 'observe',
}

export function formOf(profile: Profile): ProfileForm {
  const { name, service, environment, address, appKey, scheme, signaturePolicy } = profile
  return {
    name,
    service,
    environment,
    address,
    appKey,
    scheme,
    signaturePolicy,
    displayNumbers: profile.displayNumbers.map(groupNumber),
    ownNumber: profile.ownNumber === undefined ? '' : groupNumber(profile.ownNumber),
  }
}

/** What is wrong with each field, in words; a field that is not named is in order. */
export function problemsOf(
  form: ProfileForm,
  t: Translate,
  language: Language,
): Partial<Record<keyof ProfileForm, string>> {
  const { shape } = ProfileFields
  const numberWords = (text: string) => {
    const parsed = parseDialled(text)
    if (parsed.ok) return undefined
    const words = explainNumberProblem(parsed.reason, parsed.params, language)
    return joinSentences(language, words.message, words.remedy)
  }
  const wrongDisplay = form.displayNumbers
    .map((text) => ({ text, problem: numberWords(text) }))
    .find(({ problem }) => problem !== undefined)
  const address = !shape.address.safeParse(form.address).success
    ? t('profiles.form.problem.address')
    : form.environment === 'real' && !form.address.startsWith('https:')
      ? t('profiles.form.problem.addressHttps')
      : undefined
  const own = form.ownNumber.trim() === '' ? undefined : numberWords(form.ownNumber)
  return {
    ...(shape.name.safeParse(form.name).success ? {} : { name: t('profiles.form.problem.name') }),
    ...(shape.appKey.safeParse(form.appKey).success ? {} : { appKey: t('profiles.form.problem.appKey') }),
    ...(address === undefined ? {} : { address }),
    ...(form.displayNumbers.length === 0
      ? { displayNumbers: t('profiles.form.problem.displayNumbers') }
      : wrongDisplay === undefined
        ? {}
        : {
            displayNumbers: t('profiles.form.problem.number', {
              text: wrongDisplay.text,
              problem: wrongDisplay.problem ?? '',
            }),
          }),
    ...(own === undefined ? {} : { ownNumber: own }),
  }
}

/** The fields that are sent; `undefined` while something is wrong. */
export function fieldsOf(form: ProfileForm): ProfileFields | undefined {
  const own = parseDialled(form.ownNumber)
  const read = ProfileFields.safeParse({
    ...form,
    displayNumbers: form.displayNumbers.map((text) => {
      const parsed = parseDialled(text)
      return parsed.ok ? parsed.number : text
    }),
    ownNumber: own.ok ? own.number : undefined,
  })
  return read.success ? read.data : undefined
}
