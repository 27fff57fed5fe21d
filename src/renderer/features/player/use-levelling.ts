import { useCallback, useEffect, useRef, useState } from 'react'
import type { Sound } from './use-sound.ts'

/**
 * One side of a call is often far quieter than the other, and both are in one channel: a compressor brings
 * them together, and what it takes from the loud side is given to both.
 */
const COMPRESSOR = { threshold: -42, knee: 24, ratio: 8, attack: 0.004, release: 0.22 } as const
const MAKE_UP = 4.5

type Chain = { readonly context: AudioContext; readonly source: MediaElementAudioSourceNode }

/** Sound through the compressor or straight, from the first time it is wanted on. */
export function useLevelling(
  sound: Sound,
  initial: boolean,
): { levelled: boolean; setLevelled: (on: boolean) => void } {
  const { wave, phase } = sound
  const [levelled, setLevelled] = useState(initial)
  const chain = useRef<Chain | undefined>(undefined)

  const connect = useCallback(
    (on: boolean) => {
      const element = wave.current?.getMediaElement() ?? null
      if (element === null || (!on && chain.current === undefined)) return
      if (chain.current === undefined) {
        const context = new AudioContext()
        chain.current = { context, source: context.createMediaElementSource(element) }
      }
      const { context, source } = chain.current
      source.disconnect()
      if (!on) {
        source.connect(context.destination)
        return
      }
      const compressor = new DynamicsCompressorNode(context, COMPRESSOR)
      const makeUp = new GainNode(context, { gain: MAKE_UP })
      source.connect(compressor).connect(makeUp).connect(context.destination)
    },
    [wave],
  )

  useEffect(() => {
    if (phase === 'ready') connect(levelled)
  }, [phase, levelled, connect])
  useEffect(
    () => () => {
      chain.current?.context.close().catch(() => undefined)
      chain.current = undefined
    },
    [],
  )
  // A context that was made before the first gesture waits for one.
  useEffect(() => {
    if (sound.playing) chain.current?.context.resume().catch(() => undefined)
  }, [sound.playing])
  return { levelled, setLevelled }
}
