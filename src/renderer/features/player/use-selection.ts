import { useCallback, useRef, useState } from 'react'
import type WaveSurfer from 'wavesurfer.js'
import RegionsPlugin, { type Region } from 'wavesurfer.js/plugins/regions'
import type { Span } from './follow.ts'

const LEAST_S = 0.05

export type Selection = {
  readonly span: Span | undefined
  select(span: Span | undefined): void
  /** Lets spans be drawn on a waveform and moved by their handles. */
  dress(wave: WaveSurfer, colour: string): void
}

/** The chosen stretch of the recording: drawn with the pointer, set by keys, shown with handles. */
export function useSelection(): Selection {
  const [span, setSpan] = useState<Span>()
  const regions = useRef<{ show(span: Span | undefined): void } | undefined>(undefined)

  const dress = useCallback((wave: WaveSurfer, colour: string) => {
    const plugin = wave.registerPlugin(RegionsPlugin.create())
    const told = ({ start, end }: Region) => setSpan({ from: start, to: end })
    const onlyOne = (kept: Region | undefined) => {
      for (const region of plugin.getRegions()) if (region !== kept) region.remove()
    }
    plugin.on('region-created', (region) => {
      onlyOne(region)
      told(region)
    })
    plugin.on('region-updated', told)
    const end = plugin.enableDragSelection({ color: colour, minLength: LEAST_S })
    wave.once('destroy', end)
    setSpan(undefined)
    regions.current = {
      show(next) {
        onlyOne(undefined)
        if (next !== undefined)
          plugin.addRegion({ start: next.from, end: next.to, color: colour, minLength: LEAST_S })
      },
    }
  }, [])

  const select = useCallback((next: Span | undefined) => {
    const whole = next === undefined || next.to - next.from < LEAST_S ? undefined : next
    setSpan(whole)
    regions.current?.show(whole)
  }, [])
  return { span, select, dress }
}
