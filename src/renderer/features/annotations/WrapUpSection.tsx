import { Button, Checkbox, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ProfileId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProfiles } from '../profiles/index.ts'
import { useAnnotations } from './store.ts'

const ALL = 'all'

/** The list of wrap-up codes, one a line, for all profiles and for each. */
export function WrapUpSection() {
  const { t } = useTexts()
  const profiles = useProfiles((state) => state.list)
  const [owner, setOwner] = useState(ALL)
  const profile = profiles.find(({ id }) => id === owner)
  return (
    <Section title={t('annotations.codes.title')} hint={t('annotations.codes.hint')}>
      <Select
        label={t('annotations.codes.owner')}
        allowDeselect={false}
        maw={320}
        mb={12}
        data={[
          { value: ALL, label: t('annotations.codes.all') },
          ...profiles.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={profile === undefined ? ALL : owner}
        onChange={(next) => setOwner(next ?? ALL)}
      />
      <Codes key={profile?.id ?? ALL} profileId={profile?.id} />
    </Section>
  )
}

function Codes(props: { profileId: ProfileId | undefined }) {
  const { profileId } = props
  const { t } = useTexts()
  const codes = useAnnotations((state) => state.codes)
  const mandatoryFor = useAnnotations((state) => state.mandatoryFor)
  const saveCodes = useAnnotations((state) => state.saveCodes)
  const { busy, error, act } = useAct(errorOf)
  const own = codes.filter((code) => !code.removed && code.profileId === profileId)
  const [text, setText] = useState<string>()
  const shown = text ?? own.map(({ label }) => label).join('\n')

  const keep = (mandatory: readonly ProfileId[]) =>
    act(async () => {
      const labels = [...new Set(shown.split('\n').map((line) => line.trim().slice(0, 40)))].filter(Boolean)
      // A label that was there keeps its code, also one that was taken away before.
      const idOf = (label: string) =>
        codes.find((code) => code.profileId === profileId && code.label === label)?.id ?? crypto.randomUUID()
      await saveCodes(
        profileId,
        labels.map((label) => ({ id: idOf(label), label })),
        [...mandatory],
      )
      setText((now) => (now === text ? undefined : now))
    })

  return (
    <>
      <Textarea
        label={t('annotations.codes.list')}
        description={t('annotations.codes.listHint')}
        autosize
        minRows={4}
        maxRows={14}
        maw={420}
        value={shown}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {profileId === undefined ? null : (
        <Checkbox
          mt={12}
          label={t('annotations.codes.mandatory')}
          checked={mandatoryFor.includes(profileId)}
          onChange={(event) =>
            keep([
              ...mandatoryFor.filter((id) => id !== profileId),
              ...(event.currentTarget.checked ? [profileId] : []),
            ])
          }
        />
      )}
      <ErrorNotice error={error} />
      <Button mt={14} loading={busy} disabled={text === undefined} onClick={() => keep(mandatoryFor)}>
        {t('common.save')}
      </Button>
    </>
  )
}
