import { ActionIcon, Button, Menu, Slider, Tooltip } from '@mantine/core'
import {
  IconArrowsHorizontal,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRewindBackward10,
  IconRewindForward10,
  IconVolume,
  IconVolumeOff,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { formatDuration, useTexts } from '../../i18n/index.ts'
import { useNeighbours } from '../../ui/neighbours.tsx'
import { RATES } from './keys.ts'
import classes from './Player.module.css'
import type { Sound } from './use-sound.ts'
import type { View } from './use-view.ts'

/** Play and everything about how: each has a key as well. */
export function PlayerBar(props: { sound: Sound; view: View; rate: number; onRate: (rate: number) => void }) {
  const { sound, view, rate } = props
  const { phase, playing, at, duration, toggle, skip } = sound
  const { t } = useTexts()
  const { previous, next } = useNeighbours()
  const ready = phase === 'ready'
  const play = t(playing ? 'player.pause' : 'player.play')
  return (
    <div className={classes.bar}>
      {previous === undefined && next === undefined ? null : (
        <Act label={t('player.previous')} disabled={previous === undefined} onClick={() => previous?.()}>
          <IconPlayerSkipBack size={18} stroke={1.6} />
        </Act>
      )}
      <Act label={t('player.back10')} disabled={!ready} onClick={() => skip(-10)}>
        <IconRewindBackward10 size={20} stroke={1.6} />
      </Act>
      <ActionIcon size={38} radius="xl" disabled={!ready} aria-label={play} onClick={toggle}>
        {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </ActionIcon>
      <Act label={t('player.forward10')} disabled={!ready} onClick={() => skip(10)}>
        <IconRewindForward10 size={20} stroke={1.6} />
      </Act>
      {previous === undefined && next === undefined ? null : (
        <Act label={t('player.next')} disabled={next === undefined} onClick={() => next?.()}>
          <IconPlayerSkipForward size={18} stroke={1.6} />
        </Act>
      )}
      <span className={classes.time}>
        <strong>{formatDuration(at * 1000)}</strong> / {formatDuration(duration * 1000)}
      </span>
      <span className={classes.gap} />
      <Act label={t('player.zoomOut')} disabled={!view.zoomed} onClick={() => view.zoom(-1)}>
        <IconZoomOut size={18} stroke={1.6} />
      </Act>
      <Act label={t('player.zoomIn')} disabled={!ready || view.finest} onClick={() => view.zoom(1)}>
        <IconZoomIn size={18} stroke={1.6} />
      </Act>
      <Act label={t('player.zoomFit')} disabled={!view.zoomed} onClick={() => view.zoom('fit')}>
        <IconArrowsHorizontal size={18} stroke={1.6} />
      </Act>
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
            <Menu.Item key={one} onClick={() => props.onRate(one)} aria-current={one === rate}>
              {t('player.speedValue', { rate: one })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Volume onVolume={sound.setVolume} />
    </div>
  )
}

function Act(props: { label: string; disabled: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={props.disabled}
        aria-label={props.label}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
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
        w={64}
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
