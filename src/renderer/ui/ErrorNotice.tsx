import type { ReactNode } from 'react'
import { Notice } from './Notice.tsx'

/** What went wrong and what to do, beside what it speaks of; nothing while nothing is wrong. */
export function ErrorNotice(props: {
  error: { readonly message: string; readonly remedy: string } | undefined
  /** Stands in place of the remedy. */
  children?: ReactNode
}) {
  const { error } = props
  if (error === undefined) return null
  return (
    <Notice tone="bad" title={error.message} role="alert">
      {props.children ?? error.remedy}
    </Notice>
  )
}
