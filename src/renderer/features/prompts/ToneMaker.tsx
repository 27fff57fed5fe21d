import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { promptNameProblem } from '../../../domain/prompt/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { fromHere } from '../../ui/go.ts'
import { promptRoute } from '../../ui/routes.ts'
import { useAct } from '../../ui/use-act.ts'
import { usePrompts } from './store.ts'

const START = { kind: 'silence', seconds: 1, hz: 440, levelDbm0: -19, name: 'silence-1s.wav' } as const

type Fields = {
  readonly kind: 'silence' | 'tone'
  readonly seconds: number
  readonly hz: number
  readonly levelDbm0: number
  readonly name: string
}

/** A silent prompt or a tone of a given length. */
export function ToneMaker(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const makeTone = usePrompts((state) => state.makeTone)
  const [fields, setFields] = useState<Fields>(START)
  const { busy, error, act, forget } = useAct(errorOf)
  const { kind, seconds, hz, levelDbm0, name } = fields
  const wrongName = promptNameProblem(name)
  const set = (change: Partial<Fields>) => {
    forget()
    setFields({ ...fields, ...change })
  }
  const number = (field: 'seconds' | 'hz' | 'levelDbm0') => (value: string | number) => {
    if (typeof value === 'number') set({ [field]: value })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const goOn = fromHere()
    act(async () => {
      const tone = kind === 'tone' ? { tone: { hz, levelDbm0 } } : {}
      const made = await makeTone({ name, seconds, ...tone })
      props.onClose()
      goOn(promptRoute(made.id))
    })
  }
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('prompts.tone.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={t('prompts.maker.kind')}
            data={(['silence', 'tone'] as const).map((value) => ({
              value,
              label: t(`prompts.maker.${value}`),
            }))}
            value={kind}
            onChange={(value) => set({ kind: value === 'tone' ? 'tone' : 'silence' })}
          />
          <NumberInput
            label={t('prompts.maker.seconds')}
            min={0.1}
            max={249}
            step={0.5}
            decimalScale={2}
            clampBehavior="blur"
            value={seconds}
            onChange={number('seconds')}
          />
          {kind === 'tone' ? (
            <Group grow>
              <NumberInput
                label={t('prompts.maker.hz')}
                min={50}
                max={3400}
                step={10}
                clampBehavior="blur"
                value={hz}
                onChange={number('hz')}
              />
              <NumberInput
                label={t('prompts.maker.level')}
                min={-40}
                max={-3}
                clampBehavior="blur"
                value={levelDbm0}
                onChange={number('levelDbm0')}
              />
            </Group>
          ) : null}
          <TextInput
            label={t('prompts.maker.name')}
            description={kind === 'silence' ? t('prompts.maker.hint') : t('prompts.detail.nameHint')}
            error={wrongName === undefined ? undefined : t(`prompts.detail.nameProblem.${wrongName}`)}
            spellCheck={false}
            value={name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <ErrorNotice error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={wrongName !== undefined}>
              {t('prompts.maker.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
