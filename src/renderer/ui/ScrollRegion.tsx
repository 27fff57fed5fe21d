import type { ReactNode, Ref } from 'react'

/** What scrolls and holds nothing that takes the focus, so that keys must reach it itself. */
export function ScrollRegion(props: {
  label: string
  className?: string | undefined
  ref?: Ref<HTMLElement>
  children: ReactNode
}) {
  return (
    <section
      ref={props.ref}
      className={props.className}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the arrow keys could not scroll it
      tabIndex={0}
      aria-label={props.label}
    >
      {props.children}
    </section>
  )
}
