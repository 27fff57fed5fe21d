import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { BindTerms } from '../../../contract/binding-terms.ts'
import { type BindingFinding, checkTerms } from '../../../domain/bindings/index.ts'
import { explainBindingFinding } from '../../../domain/explain/index.ts'
import type { ProfileId } from '../../../domain/values.ts'
import { joinSentences, type Language } from '../../i18n/index.ts'
import { useBindings } from './store.ts'

/** Until typing rests this long, nothing is said of unfinished terms. */
const PAUSE_MS = 400
const NONE: readonly BindingFinding[] = []

const readTerms = (text: string): BindTerms | undefined => {
  const read = BindTerms.safeParse(text === '' ? undefined : JSON.parse(text))
  return read.success ? read.data : undefined
}

/**
 * What is to be said of terms: by the rules of their mode at once, and by the ledger as soon as main has
 * answered. Numbers that are masked can be judged by main alone.
 */
export function useTermsFindings(
  profileId: ProfileId | undefined,
  terms: BindTerms | undefined,
): readonly BindingFinding[] {
  const check = useBindings((state) => state.check)
  const [rested] = useDebouncedValue(terms === undefined ? '' : JSON.stringify(terms), PAUSE_MS)
  const [answer, setAnswer] = useState<{ of: string; findings: readonly BindingFinding[] }>()

  useEffect(() => {
    const asked = readTerms(rested)
    if (profileId === undefined || asked === undefined) return undefined
    let wanted = true
    check(profileId, asked).then(
      (findings) => {
        if (wanted) setAnswer({ of: rested, findings })
      },
      // The rules of the mode stand; binding itself asks the ledger once more.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [check, profileId, rested])

  if (answer?.of === rested) return answer.findings
  const local = readTerms(rested)
  return local === undefined || rested.includes('~') ? NONE : checkTerms(local)
}

export type FieldWords = {
  readonly error: string | undefined
  readonly notes: readonly { readonly weight: 'warn' | 'note'; readonly text: string }[]
}

/** What findings say of one field, in words: the first that stops, and all that warn. */
export function wordsOf(findings: readonly BindingFinding[], field: string, language: Language): FieldWords {
  const own = findings
    .filter((finding) => finding.field === field)
    .map((finding) => {
      const { message, remedy } = explainBindingFinding(finding, language)
      return { weight: finding.weight, text: joinSentences(language, message, remedy) }
    })
  return {
    error: own.find(({ weight }) => weight === 'stop')?.text,
    notes: own.flatMap(({ weight, text }) => (weight === 'stop' ? [] : [{ weight, text }])),
  }
}
