import { ActionIcon, Button, Menu, Slider, Tooltip } from '@mantine/core'
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
  IconRewindForward10,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { focusOf } from '../../ui/keys.ts'
import { Notice } from '../../ui/Notice.tsx'
import { playerAct, RATES, stepRate } from './keys.ts'
import classes from './Player.module.css'
import { useSound } from './use-sound.ts'

/** Waveform, play, seek, speed and volume of one recording; every act has a key. */
export function Player(props: { audioPath: string; peaksPath: string }) {
  const { t } = useTexts()
  const wave = useRef<HTMLDivElement>(null)
  const [turn, setTurn] = useState(0)
  const [rate, setRate] = useState(1)
  const sound = useSound({ container: wave, ...props, turn })
  const { phase, playing, at, duration, toggle, skip } = sound
  const chooseRate = (next: number) => {
    setRate(next)
    sound.setRate(next)
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = playerAct(event, focusOf(event.target))
      if (act === undefined || event.defaultPrevented) return
      event.preventDefault()
      if (act.kind === 'toggle') toggle()
      else if (act.kind === 'skip') skip(act.seconds)
      else {
        const next = stepRate(rate, act.steps)
        setRate(next)
        sound.setRate(next)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [toggle, skip, rate, sound.setRate])

  const play = t(playing ? 'player.pause' : 'player.play')
  return (
    <section className={classes.player} aria-label={t('player.label')} data-phase={phase}>
      <Wave waveRef={wave} sound={sound} />
      {phase === 'failed' ? (
        <Notice
          tone="bad"
          title={t('player.failed')}
          actions={
            <Button size="xs" variant="default" onClick={() => setTurn(turn + 1)}>
              {t('player.reload')}
            </Button>
          }
        >
          {t('player.failedRemedy')}
        </Notice>
      ) : null}
      <div className={classes.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={phase !== 'ready'}
          aria-label={t('player.back10')}
          onClick={() => skip(-10)}
        >
          <IconRewindBackward10 size={20} stroke={1.6} />
        </ActionIcon>
        <ActionIcon size={38} radius="xl" disabled={phase !== 'ready'} aria-label={play} onClick={toggle}>
          {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          disabled={phase !== 'ready'}
          aria-label={t('player.forward10')}
          onClick={() => skip(10)}
        >
          <IconRewindForward10 size={20} stroke={1.6} />
        </ActionIcon>
        <span className={classes.time}>
          <strong>{formatDuration(at * 1000)}</strong> / {formatDuration(duration * 1000)}
        </span>
        <span className={classes.hint}>{t('player.hintKeys')}</span>
        <Menu position="top">
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={`${t('player.speed')} ${rate}×`}
            >
              {t('player.speedValue', { rate })}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {RATES.map((one) => (
              <Menu.Item key={one} onClick={() => chooseRate(one)} aria-current={one === rate}>
                {t('player.speedValue', { rate: one })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Volume onVolume={sound.setVolume} />
      </div>
    </section>
  )
}

/** The drawing, which is also the slider over the time of the recording. */
function Wave(props: {
  waveRef: React.RefObject<HTMLDivElement | null>
  sound: ReturnType<typeof useSound>
}) {
  const { at, duration, seek, skip, phase } = props.sound
  const { t } = useTexts()
  const [hover, setHover] = useState<number>()
  const track = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setHover(Math.min(1, Math.max(0, (event.clientX - left) / width)))
  }
  return (
    <div
      className={classes.wave}
      role="slider"
      tabIndex={0}
      aria-label={t('player.wave')}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={t('player.position', {
        time: formatDuration(at * 1000),
        total: formatDuration(duration * 1000),
      })}
      onPointerMove={track}
      onPointerLeave={() => setHover(undefined)}
      onKeyDown={(event) => {
        const step = event.shiftKey ? 1 : 5
        if (event.key === 'ArrowLeft') skip(-step)
        else if (event.key === 'ArrowRight') skip(step)
        else if (event.key === 'Home') seek(0)
        else if (event.key === 'End') seek(duration)
        else return
        event.preventDefault()
      }}
    >
      <div ref={props.waveRef} className={classes.canvas} data-ready={phase === 'ready' || undefined} />
      {hover === undefined || duration === 0 ? null : (
        <span
          className={classes.pointer}
          style={{ left: `${hover * 100}%` }}
          data-late={hover > 0.9 || undefined}
          aria-hidden="true"
        >
          <i>{formatDuration(hover * duration * 1000)}</i>
        </span>
      )}
    </div>
  )
}

function Volume(props: { onVolume: (volume: number) => void }) {
  const { t } = useTexts()
  const [volume, setVolume] = useState(1)
  const [muted, setMuted] = useState(false)
  const put = (next: number, mute: boolean) => {
    setVolume(next)
    setMuted(mute)
    props.onVolume(mute ? 0 : next)
  }
  const label = t(muted ? 'player.unmute' : 'player.mute')
  return (
    <div className={classes.volume}>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => put(volume, !muted)}>
          {muted ? <IconVolumeOff size={18} stroke={1.6} /> : <IconVolume size={18} stroke={1.6} />}
        </ActionIcon>
      </Tooltip>
      <Slider
        w={84}
        size="sm"
        min={0}
        max={1}
        step={0.05}
        label={null}
        value={muted ? 0 : volume}
        thumbLabel={t('player.volume')}
        onChange={(next) => put(next, false)}
      />
    </div>
  )
}
