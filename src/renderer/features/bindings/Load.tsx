import type { PrivateNumber } from '../../../contract/bindings.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from './Load.module.css'
import { loadOf } from './numbers.ts'

/** How much of what a private number can carry is used, as a bar with its figures. */
export function Load(props: { one: PrivateNumber }) {
  const { bindings, most, advised } = props.one
  const { t, language } = useTexts()
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  if (props.one.mode === 'x') return <span className={classes.text}>{t('privateNumbers.xMode')}</span>
  const bound = advised ?? most
  const share = advised === undefined ? (loadOf(props.one) ?? 0) : Math.min(1, bindings / advised)
  const words =
    bound === undefined
      ? t('bindings.x.load', { bindings: number(bindings) })
      : t('bindings.x.loadOf', { bindings: number(bindings), most: number(bound) })
  return (
    <span className={classes.load}>
      <span className={classes.text}>
        {words}
        {advised === undefined ? null : <small>{t('privateNumbers.advised')}</small>}
      </span>
      <span className={classes.bar} aria-hidden="true">
        <span
          style={{ width: `${share * 100}%` }}
          data-tone={
            share >= 1 && (most ?? 2) > 1 ? 'bad' : share >= 0.9 && (most ?? 2) > 1 ? 'warn' : undefined
          }
        />
      </span>
    </span>
  )
}
