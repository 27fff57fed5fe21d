import { useTexts } from '../../i18n/index.ts'
import classes from './Figures.module.css'

export type Figure = { readonly key: string; readonly name: string; readonly count: number }

/** The counts that are not zero, by the names that they can have. */
export const figuresOf = <K extends string>(
  keys: readonly K[],
  counts: Readonly<Partial<Record<K, number>>>,
  nameOf: (key: K) => string,
): Figure[] =>
  keys.flatMap((key) => {
    const count = counts[key] ?? 0
    return count === 0 ? [] : [{ key, name: nameOf(key), count }]
  })

/** Counts beside their names, the largest first. */
export function Figures(props: { label: string; figures: readonly Figure[] }) {
  const { language } = useTexts()
  const number = new Intl.NumberFormat(language)
  return (
    <dl className={classes.figures} aria-label={props.label}>
      {[...props.figures]
        .sort((one, other) => other.count - one.count)
        .map(({ key, name, count }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>{number.format(count)}</dd>
          </div>
        ))}
    </dl>
  )
}
