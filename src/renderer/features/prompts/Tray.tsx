import { Anchor, Button, CloseButton, Progress } from '@mantine/core'
import { Link } from 'wouter'
import { errorOf } from '../../client/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { promptRoute } from '../../ui/routes.ts'
import { useAct } from '../../ui/use-act.ts'
import { usePrompts } from './store.ts'
import classes from './Tray.module.css'
import { isOver, shareOf, summary, type TrayItem } from './tray.ts'

/** Files that are being converted: each and all together. What is over stays until it is cleared. */
export function Tray() {
  const { t } = useTexts()
  const tray = usePrompts((state) => state.tray)
  const cancel = usePrompts((state) => state.cancel)
  const dismiss = usePrompts((state) => state.dismiss)
  const { error, act } = useAct(errorOf)
  const items = [...tray.values()]
  if (items.length === 0) return null
  const { all, over, failed, share } = summary(items)
  const running = over < all
  const cancelAll = () =>
    act(async () => {
      await Promise.all(items.filter((item) => !isOver(item)).map(({ id }) => cancel(id)))
    })
  return (
    <section className={classes.tray} aria-label={t('prompts.tray.title')}>
      <div className={classes.head}>
        <span className={classes.title} role="status">
          {running
            ? t('prompts.tray.running', { over, all })
            : t('prompts.tray.over', { count: all - failed })}
        </span>
        {failed === 0 ? null : (
          <span className={classes.failed}>{t('prompts.tray.failed', { count: failed })}</span>
        )}
        {running ? (
          <Button size="compact-xs" variant="default" onClick={cancelAll}>
            {t('prompts.tray.cancelAll')}
          </Button>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => act(dismiss)}>
            {t('prompts.tray.dismiss')}
          </Button>
        )}
      </div>
      {running ? (
        <Progress value={share * 100} size={3} radius={0} aria-label={t('prompts.tray.title')} />
      ) : null}
      <ErrorNotice error={error} />
      <ul className={classes.items}>
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Item(props: { item: TrayItem }) {
  const { item } = props
  const { t, language } = useTexts()
  const cancel = usePrompts((state) => state.cancel)
  const mend = usePrompts((state) => state.mend)
  const { busy, error, act } = useAct(errorOf)
  const [made] = 'promptIds' in item ? item.promptIds : []
  const problem = error ?? item.error
  return (
    <li className={classes.item}>
      <span className={classes.name} title={item.fileName}>
        {item.fileName}
      </span>
      <span className={classes.state}>
        {item.state === 'failed' || item.state === 'notSent' ? null : made !== undefined ? (
          <Anchor
            component={Link}
            href={promptRoute(made)}
            size="xs"
            aria-label={t('prompts.tray.open', { name: item.fileName })}
          >
            {t('prompts.tray.done')}
          </Anchor>
        ) : (
          t(`prompts.tray.${item.state}`)
        )}
      </span>
      {isOver(item) ? null : (
        <CloseButton
          size="xs"
          aria-label={t('prompts.tray.cancel', { name: item.fileName })}
          onClick={() => act(() => cancel(item.id))}
        />
      )}
      {isOver(item) ? null : (
        <Progress
          className={classes.bar}
          value={shareOf(item) * 100}
          size={3}
          aria-label={t('prompts.tray.share', { name: item.fileName })}
        />
      )}
      {problem === undefined ? null : (
        <p className={classes.error}>{joinSentences(language, problem.message, problem.remedy)}</p>
      )}
      {'mends' in item && item.mends.length > 0 ? (
        <span className={classes.mends}>
          {item.mends.map((how) => (
            <Button
              key={how}
              size="compact-xs"
              variant="default"
              loading={busy}
              onClick={() => act(() => mend(item.id, how))}
            >
              {t(`prompts.tray.${how}`)}
            </Button>
          ))}
        </span>
      ) : null}
    </li>
  )
}
