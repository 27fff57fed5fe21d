import type { ComponentProps, ReactNode } from 'react'
import classes from './MaskingFrame.module.css'
import { MaskingTabs } from './MaskingTabs.tsx'

/** A part of the masking desk under the tabs that lead to the others. */
export function MaskingFrame(props: {
  here: ComponentProps<typeof MaskingTabs>['here']
  title: string
  children: ReactNode
}) {
  return (
    <div className={classes.frame}>
      <h1 className="visually-hidden">{props.title}</h1>
      <MaskingTabs here={props.here} />
      <div className={classes.body}>{props.children}</div>
    </div>
  )
}
