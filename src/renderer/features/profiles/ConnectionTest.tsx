import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useState } from 'react'
import type { Profile, ProfileCheck } from '../../../contract/profiles.ts'
import { errorOf } from '../../client/index.ts'
import { formatSpan, joinSentences, type Language, type Translate, useTexts } from '../../i18n/index.ts'
import { CheckList } from '../../ui/CheckList.tsx'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { obstacleOf } from './selectors.ts'
import { useProfiles } from './store.ts'

/** Address, clock and credentials in one request that places no call. */
export function ConnectionTest(props: { profile: Profile }) {
  const { profile } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const test = useProfiles((state) => state.test)
  const [checks, setChecks] = useState<readonly ProfileCheck[]>([])
  const { busy, error, act } = useAct(errorOf)

  const run = () =>
    act(async () => {
      setChecks([])
      setChecks(await test(profile.id))
    })

  return (
    <Section
      title={t('profiles.test.title')}
      hint={t('profiles.test.text')}
      aside={
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={17} stroke={1.75} aria-hidden="true" />}
          disabled={!online || obstacleOf(profile) !== undefined}
          loading={busy}
          onClick={run}
        >
          {t(busy ? 'profiles.test.running' : 'profiles.test.run')}
        </Button>
      }
    >
      <ErrorNotice error={error} />
      <CheckList
        checks={checks.map((check) => ({
          key: check.id,
          status: check.status,
          title: t(`profiles.test.${check.id}`),
          text: checkWords(check, t, language),
        }))}
      />
    </Section>
  )
}

function checkWords(check: ProfileCheck, t: Translate, language: Language): string {
  if (check.error !== undefined) return joinSentences(language, check.error.message, check.error.remedy)
  const offset = check.offsetMs === undefined ? undefined : formatSpan(Math.abs(check.offsetMs), language)
  if (check.id === 'clock' && offset !== undefined) {
    return t(check.status === 'pass' ? 'profiles.test.clockPass' : 'profiles.test.clockFail', { offset })
  }
  if (check.status !== 'pass') return t('profiles.test.notKnown')
  if (check.id === 'clock') return t('profiles.test.clockPassPlain')
  return t(check.id === 'address' ? 'profiles.test.addressPass' : 'profiles.test.credentialsPass')
}
