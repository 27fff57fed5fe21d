import { Button } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import type { Finding } from '../../../contract/doctor.ts'
import { errorOf } from '../../client/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { CheckList } from '../../ui/CheckList.tsx'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useDoctor } from './store.ts'

/** All that calls depend on, looked at when a person asks: first the installation, then each profile. */
export function DoctorSection() {
  const { t } = useTexts()
  const online = useOnline()
  const { findings, run } = useDoctor((state) => state)
  const { busy, error, act } = useAct(errorOf)
  const ofProfiles = Map.groupBy(
    findings.filter(({ profileId }) => profileId !== undefined),
    ({ profileId }) => profileId,
  )
  return (
    <>
      <Section
        title={t('doctor.title')}
        hint={t('doctor.hint')}
        aside={
          <Button
            leftSection={<IconStethoscope size={17} stroke={1.75} aria-hidden="true" />}
            disabled={!online}
            loading={busy}
            onClick={() => act(run)}
          >
            {t('doctor.run')}
          </Button>
        }
      >
        <ErrorNotice error={error} />
        <Findings of={findings.filter(({ profileId }) => profileId === undefined)} />
      </Section>
      {[...ofProfiles].map(([profileId, found]) => (
        <Section key={profileId} title={found[0]?.profileName ?? ''}>
          <Findings of={found} />
        </Section>
      ))}
    </>
  )
}

function Findings(props: { of: readonly Finding[] }) {
  const { t, language } = useTexts()
  return (
    <CheckList
      checks={props.of.map(({ check, status, code, message, remedy }) => ({
        key: `${check} ${code}`,
        status,
        title: t(`doctor.check.${check}`),
        text: joinSentences(language, message, remedy),
      }))}
    />
  )
}
