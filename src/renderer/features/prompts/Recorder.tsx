import { Button, Group, Modal, Progress, TextInput } from '@mantine/core'
import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { Notice } from '../../ui/Notice.tsx'
import { type MicrophoneProblem, problemOf, type Recording, record } from './microphone.ts'
import classes from './Recorder.module.css'
import { usePrompts } from './store.ts'

type Stage =
  | { readonly kind: 'ready'; readonly problem?: MicrophoneProblem }
  | { readonly kind: 'recording'; readonly since: number; readonly recording: Recording }
  | { readonly kind: 'recorded'; readonly sound: Blob; readonly url: string }

const READY: Stage = { kind: 'ready' }
const TICK_MS = 200

/** Records a prompt from the microphone, lets it be heard, and has it converted like any other file. */
export function Recorder(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const [name, setName] = useState('')
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('prompts.record.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.body}>
        <p>{t('prompts.recorder.text')}</p>
        <TextInput
          label={t('prompts.recorder.name')}
          placeholder={t('prompts.recorder.fileName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Desk
          fileName={name.trim() === '' ? t('prompts.recorder.fileName') : name.trim()}
          onUsed={props.onClose}
        />
      </div>
    </Modal>
  )
}

/** Lives as long as the dialog is open: leaving it ends a recording. */
function Desk(props: { fileName: string; onUsed: () => void }) {
  const { t } = useTexts()
  const add = usePrompts((state) => state.add)
  const [stage, setStage] = useState<Stage>(READY)
  const [level, setLevel] = useState(0)
  const current = useRef<Stage>(stage)
  current.current = stage

  useEffect(
    () => () => {
      if (current.current.kind === 'recording') current.current.recording.drop()
      if (current.current.kind === 'recorded') URL.revokeObjectURL(current.current.url)
    },
    [],
  )

  const stop = () => {
    const { current: now } = current
    if (now.kind !== 'recording') return
    const sound = now.recording.stop()
    setStage({ kind: 'recorded', sound, url: URL.createObjectURL(sound) })
  }
  const start = async () => {
    if (stage.kind === 'recorded') URL.revokeObjectURL(stage.url)
    try {
      const recording = await record(setLevel, stop)
      setStage({ kind: 'recording', since: Date.now(), recording })
    } catch (thrown) {
      setStage({ kind: 'ready', problem: problemOf(thrown) })
    }
  }
  const use = () => {
    if (stage.kind !== 'recorded') return
    add([new File([stage.sound], `${props.fileName}.wav`)], { origin: 'microphone' })
    props.onUsed()
  }

  const problem = stage.kind === 'ready' ? stage.problem : undefined
  return (
    <>
      {problem === undefined ? null : (
        <Notice tone="bad" role="alert" title={t(`prompts.recorder.${problem}`)}>
          {t(`prompts.recorder.${problem}Text`)}
        </Notice>
      )}
      <div className={classes.stage}>
        {stage.kind === 'recording' ? (
          <>
            <Elapsed since={stage.since} />
            <Progress value={level * 100} aria-label={t('prompts.recorder.level')} />
            <Button
              color="red"
              leftSection={<IconPlayerStopFilled size={16} aria-hidden="true" />}
              onClick={stop}
            >
              {t('prompts.recorder.stop')}
            </Button>
          </>
        ) : (
          <>
            <Button
              variant={stage.kind === 'recorded' ? 'default' : 'filled'}
              leftSection={<IconMicrophone size={16} stroke={1.75} aria-hidden="true" />}
              onClick={start}
            >
              {t(stage.kind === 'recorded' ? 'prompts.recorder.again' : 'prompts.recorder.start')}
            </Button>
            {/* biome-ignore lint/a11y/useMediaCaption: what was just spoken has no captions */}
            {stage.kind === 'recorded' ? <audio controls src={stage.url} /> : null}
          </>
        )}
      </div>
      <Group justify="flex-end">
        <Button disabled={stage.kind !== 'recorded'} onClick={use}>
          {t('prompts.recorder.use')}
        </Button>
      </Group>
    </>
  )
}

function Elapsed(props: { since: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className={classes.time} role="timer">
      {formatDuration(now - props.since)}
    </span>
  )
}
