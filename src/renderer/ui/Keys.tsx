import { Kbd } from '@mantine/core'

/** `mod` is written as this system writes it. */
const isMac = () => /mac/i.test(globalThis.navigator?.platform ?? '')

export function Keys(props: { keys: readonly string[] }) {
  return (
    <span className="keys" aria-hidden="true">
      {props.keys.map((key) => (
        <Kbd key={key} size="xs">
          {key === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : key}
        </Kbd>
      ))}
    </span>
  )
}
