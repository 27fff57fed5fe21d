import type { Call } from '../../../contract/calls.ts'
import { explainEnd } from '../../../domain/explain/index.ts'
import { useTexts } from '../../i18n/index.ts'
import classes from './Ending.module.css'

/** Why a call ended: a sentence, what to do, and below in small type the codes with their meaning. */
export function Ending(props: { call: Call; codes: 'brief' | 'full' }) {
  const { call } = props
  const { t, language } = useTexts()
  const words = explainEnd(call, language)
  return (
    <div className={classes.ending}>
      <p className={classes.headline}>{words.headline}</p>
      {words.advice === '' ? null : <p className={classes.advice}>{words.advice}</p>}
      {call.settledByUser ? <p className={classes.advice}>{t('calls.settledByUser')}</p> : null}
      {words.codes.length === 0 ? null : props.codes === 'brief' ? (
        <p className={classes.brief}>
          {words.codes.map(({ label, value }) => `${label} ${value}`).join(' · ')}
        </p>
      ) : (
        <table className={classes.codes} aria-label={t('calls.codes')}>
          <thead className="visually-hidden">
            <tr>
              <th>{t('calls.what')}</th>
              <th>{t('calls.code')}</th>
              <th>{t('calls.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {words.codes.map(({ label, value, meaning }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="tabular">{value}</td>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
