import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { LinkState } from '../client/index.ts'
import { useTexts } from '../i18n/index.ts'
import classes from './LinkBanner.module.css'

/** A break shorter than this heals before anyone reads of it. */
const PATIENCE_MS = 700

export function LinkBanner(props: { state: LinkState }) {
  const { t } = useTexts()
  const broken = props.state !== 'online'
  const [shown, setShown] = useState(false)

  useEffect(() => {
    if (!broken) {
      setShown(false)
      return undefined
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [broken])

  if (!broken || !shown) return null
  const refused = props.state === 'refused'
  return (
    <div className={classes.banner} role="status">
      <IconPlugConnectedX size={18} stroke={1.75} aria-hidden="true" />
      <strong>{t(refused ? 'frame.link.refusedTitle' : 'frame.link.offlineTitle')}</strong>
      <span>{t(refused ? 'frame.link.refusedText' : 'frame.link.offlineText')}</span>
    </div>
  )
}
