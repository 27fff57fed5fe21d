import { KERNEL_BASE64 } from './bytes.ts'

/** The functions of kernel.c; places in memory are in bytes. */
const FUNCTIONS = [
  ...['mix_pcm16', 'mix_pcm24', 'mix_pcm32', 'mix_float32', 'mix_float64', 'mix_codes', 'add', 'mean'],
  ...['clear', 'add_halving', 'add_rational', 'place', 'push'],
  ...['peak', 'blocks', 'shift', 'scale', 'follow', 'limit', 'encode'],
] as const
const PLACES = ['input', 'filters', 'levels', 'envelope', 'limited', '__heap_base'] as const

type Loop = (...args: number[]) => number

export type Loops = {
  readonly memory: WebAssembly.Memory
  readonly at: Readonly<Record<(typeof PLACES)[number], number>>
  readonly run: Readonly<Record<(typeof FUNCTIONS)[number], Loop>>
}

const module = new WebAssembly.Module(Uint8Array.from(Buffer.from(KERNEL_BASE64, 'base64')))

export function instantiate(): Loops {
  const { exports } = new WebAssembly.Instance(module)
  const { memory } = exports
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('the kernel has no memory')
  const placeOf = (name: string): number => {
    const global = exports[name]
    if (!(global instanceof WebAssembly.Global) || typeof global.value !== 'number') {
      throw new TypeError(`the kernel has no ${name}`)
    }
    return global.value
  }
  const loopOf = (name: string): Loop => {
    const loop = exports[name]
    if (typeof loop !== 'function') throw new TypeError(`the kernel has no ${name}`)
    return (...args) => Number(loop(...args))
  }
  return { memory, at: keyed(PLACES, placeOf), run: keyed(FUNCTIONS, loopOf) }
}

function keyed<Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Record<Name, Value>
function keyed(names: readonly string[], of: (name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, of(name)]))
}
