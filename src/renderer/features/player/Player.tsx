import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type WaveSurfer from 'wavesurfer.js'
import MinimapPlugin from 'wavesurfer.js/plugins/minimap'
import type { CallId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { focusOf } from '../../ui/keys.ts'
import { Later, useLater } from '../../ui/Later.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useNeighbours } from '../../ui/neighbours.tsx'
import { readRemembered, remember } from '../../ui/remembered.ts'
import type { Span } from './follow.ts'
import { playerAct, RATES, stepRate } from './keys.ts'
import { MarkLane } from './MarkLane.tsx'
import { MarkForm, MarkList } from './MarkList.tsx'
import { type MarkDraft, useMarks } from './marks-store.ts'
import classes from './Player.module.css'
import { PlayerBar } from './PlayerBar.tsx'
import type { Peaks } from './peaks.ts'
import { RedactButton } from './RedactButton.tsx'
import { RedactionNotice } from './RedactionNotice.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { useFollow } from './use-follow.ts'
import { useLevelling } from './use-levelling.ts'
import { useSelection } from './use-selection.ts'
import { useSound } from './use-sound.ts'
import { useView } from './use-view.ts'
import { Wave } from './Wave.tsx'

const MAP_HEIGHT = 22
/** Of the two rows under the waveform, with the gap between them. */
const BARS_HEIGHT = 74
const NO_MARKS: readonly never[] = []

const rememberedRate = () => {
  const rate = Number(readRemembered('player.rate') ?? 1)
  return RATES.includes(rate) ? rate : 1
}

/** One recording: its waveform near and far, how it is played, and what was marked in it. Every act has a key. */
export function Player(props: {
  callId: CallId
  audioPath: string
  peaksPath: string
  /** The waveform, where it is on its way already. */
  peaks: Promise<Peaks> | undefined
  /** Called when the waveform is drawn, or cannot be. */
  onShown: (() => void) | undefined
}) {
  const { callId, audioPath, peaksPath } = props
  const { t } = useTexts()
  const wave = useRef<HTMLDivElement>(null)
  const map = useRef<HTMLDivElement>(null)
  const [turn, setTurn] = useState(0)
  const [rate, setRate] = useState(rememberedRate)
  const [looping, setLooping] = useState(false)
  const [skipPauses, setSkipPauses] = useState(readRemembered('player.skipPauses') === 'true')
  const [draft, setDraft] = useState<MarkDraft>()
  const neighbours = useNeighbours()
  const marks = useMarks((state) => state.byCall.get(callId)) ?? NO_MARKS
  const { show, save, played } = useMarks((state) => state)

  const selection = useSelection()
  const dressSelection = selection.dress
  const dress = useCallback(
    (made: WaveSurfer) => {
      if (wave.current !== null) dressSelection(made, coloured(wave.current, '--wave-chosen'))
      made.on('play', () => played(callId, made.getCurrentTime() * 1000))
    },
    [dressSelection, callId, played],
  )
  const sound = useSound({ container: wave, audioPath, peaksPath, early: props.peaks, turn, dress })
  const { phase, at, seek, skip, toggle } = sound
  const shown = phase !== 'loading'
  const { onShown } = props
  useEffect(() => {
    if (shown) onShown?.()
  }, [shown, onShown])
  const later = useLater(shown)
  useEffect(() => (later ? show(callId) : undefined), [later, callId, show])
  const addMap = useCallback((made: WaveSurfer) => dressMap(made, wave.current, map.current), [])
  const view = useView(sound, addMap)
  const { levelled, setLevelled } = useLevelling(sound, readRemembered('player.levelled') === 'true')
  useFollow(sound, looping ? selection.span : undefined, skipPauses)

  const setSoundRate = sound.setRate
  useEffect(() => {
    if (phase === 'ready') setSoundRate(rate)
  }, [phase, rate, setSoundRate])
  const chooseRate = (next: number) => {
    setRate(next)
    remember('player.rate', String(next))
  }
  const chooseSkip = (on: boolean) => {
    setSkipPauses(on)
    remember('player.skipPauses', String(on))
  }
  const chooseLevel = (on: boolean) => {
    setLevelled(on)
    remember('player.levelled', String(on))
  }
  const end = (edge: 'from' | 'to') => {
    const { from, to } = selection.span ?? { from: 0, to: sound.duration }
    const next: Span =
      edge === 'from' ? { from: at, to: Math.max(to, at) } : { from: Math.min(from, at), to: at }
    selection.select(next)
    setLooping(true)
  }
  const clear = () => {
    selection.select(undefined)
    setLooping(false)
  }
  const addMarker = () => save(callId, { fromMs: at * 1000, text: '' })
  const comment = () => {
    const { span } = selection
    setDraft(
      span === undefined
        ? { fromMs: at * 1000, text: '' }
        : { fromMs: span.from * 1000, toMs: span.to * 1000, text: '' },
    )
  }

  // The listener is one; what it does is always that of the last drawing.
  const press = useRef((_event: KeyboardEvent) => {})
  press.current = (event) => {
    const act = playerAct(event, focusOf(event.target))
    if (act === undefined || event.defaultPrevented || phase !== 'ready') return
    if (act.kind === 'clear' && selection.span === undefined) return
    event.preventDefault()
    if (act.kind === 'toggle') toggle()
    else if (act.kind === 'skip') skip(act.seconds)
    else if (act.kind === 'speed') chooseRate(stepRate(rate, act.steps))
    else if (act.kind === 'zoom') view.zoom(act.steps)
    else if (act.kind === 'loopFrom') end('from')
    else if (act.kind === 'loopTo') end('to')
    else if (act.kind === 'loop') setLooping(!looping && selection.span !== undefined)
    else if (act.kind === 'clear') clear()
    else if (act.kind === 'marker') addMarker()
    else if (act.kind === 'comment') comment()
    else if (act.kind === 'silence') chooseSkip(!skipPauses)
    else if (act.kind === 'level') chooseLevel(!levelled)
    else if (act.kind === 'neighbour') (act.step > 0 ? neighbours.next : neighbours.previous)?.()
  }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  const markers = marks.filter(({ heads }) => heads[0]?.record.text === '')
  const comments = marks.filter(({ heads }) => heads[0]?.record.text !== '')
  return (
    <section className={classes.player} aria-label={t('player.label')} data-phase={phase}>
      <div>
        <MarkLane kind="markers" marks={markers} span={view.span} onGo={seek} />
        <Wave waveRef={wave} sound={sound} view={view} />
        <MarkLane kind="comments" marks={comments} span={view.span} onGo={seek} />
        <div ref={map} className={classes.map} data-shown={view.zoomed || undefined} aria-hidden="true" />
      </div>
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
      <Later when={shown} height={BARS_HEIGHT}>
        <PlayerBar sound={sound} view={view} rate={rate} onRate={chooseRate} />
        <SelectionBar
          span={selection.span}
          looping={looping}
          skipPauses={skipPauses}
          levelled={levelled}
          onLoop={() => setLooping(!looping)}
          onClear={clear}
          onMarker={addMarker}
          onComment={comment}
          onSkipPauses={chooseSkip}
          onLevelled={chooseLevel}
        >
          {selection.span === undefined ? null : (
            <RedactButton callId={callId} span={selection.span} onDone={clear} />
          )}
        </SelectionBar>
      </Later>
      <RedactionNotice callId={callId} />
      {draft === undefined ? null : (
        <MarkForm
          key={`${draft.id ?? 'new'}-${draft.fromMs}`}
          callId={callId}
          draft={draft}
          onDone={() => setDraft(undefined)}
        />
      )}
      <MarkList callId={callId} marks={marks} onGo={seek} onEdit={setDraft} />
    </section>
  )
}

const coloured = (place: HTMLElement, name: string): string =>
  getComputedStyle(place).getPropertyValue(name).trim()

/** The whole of the waveform once more, small, for when only a part is in sight. */
function dressMap(made: WaveSurfer, place: HTMLDivElement | null, mapPlace: HTMLDivElement | null): void {
  if (place === null || mapPlace === null) return
  made.registerPlugin(
    MinimapPlugin.create({
      container: mapPlace,
      height: MAP_HEIGHT,
      waveColor: coloured(place, '--wave'),
      progressColor: coloured(place, '--wave-played'),
      overlayColor: coloured(place, '--wave-chosen'),
    }),
  )
}
