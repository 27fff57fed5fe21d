import { type Profile, ProfileFields } from '../../../contract/profiles.ts'
import { isMode } from '../../../domain/bindings/index.ts'
import { explainNumberProblem } from '../../../domain/explain/index.ts'
import { fieldNumber, groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { joinSentences, type Language, type Translate } from '../../i18n/index.ts'

/** A profile as it stands in the form: numbers as typed, nothing cleaned yet. */
export type ProfileForm = Omit<ProfileFields, 'displayNumbers' | 'privateNumbers' | 'ownNumber'> & {
  readonly displayNumbers: string[]
  readonly privateNumbers: string[]
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
  privateNumbers: [],
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
    ownNumber: profile.ownNumber === undefined ? '' : fieldNumber(profile.ownNumber),
    privateNumbers: (profile.privateNumbers ?? []).map(groupNumber),
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
  const masking = isMode(form.service)
  const numbers = masking ? form.privateNumbers : form.displayNumbers
  const wrongNumber = numbers
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
    ...(!masking && form.displayNumbers.length === 0
      ? { displayNumbers: t('profiles.form.problem.displayNumbers') }
      : wrongNumber === undefined
        ? {}
        : {
            [masking ? 'privateNumbers' : 'displayNumbers']: t('profiles.form.problem.number', {
              text: wrongNumber.text,
              problem: wrongNumber.problem ?? '',
            }),
          }),
    ...(own === undefined ? {} : { ownNumber: own }),
  }
}

/** The fields that are sent; `undefined` while something is wrong. */
export function fieldsOf(form: ProfileForm): ProfileFields | undefined {
  const own = parseDialled(form.ownNumber)
  const masking = isMode(form.service)
  const inForm = (text: string) => {
    const parsed = parseDialled(text)
    return parsed.ok ? parsed.number : text
  }
  const read = ProfileFields.safeParse({
    ...form,
    displayNumbers: masking ? [] : form.displayNumbers.map(inForm),
    privateNumbers: masking ? form.privateNumbers.map(inForm) : undefined,
    ownNumber: own.ok && !masking ? own.number : undefined,
  })
  return read.success ? read.data : undefined
}
