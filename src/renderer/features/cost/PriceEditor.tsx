import { ActionIcon, Button, Modal, NumberInput, Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Price } from '../../../contract/cost.ts'
import { billingDay, dayText, PER_YUAN, PRICED, SUGGESTED } from '../../../domain/billing/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProfiles } from '../profiles/index.ts'
import classes from './CostView.module.css'
import { useCost } from './store.ts'

/** A line being written; the price may still be empty. */
type Line = Omit<Price, 'amount'> & { readonly key: number; readonly amount: number | undefined }

const startOfMonth = () => `${dayText(billingDay(Date.now())).slice(0, 7)}-01`

/** The price table as a person keeps it: what, for whom, from which day, how much. */
export function PriceEditor(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={820}
      title={t('cost.prices.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Lines onClose={props.onClose} />
    </Modal>
  )
}

function Lines(props: { onClose: () => void }) {
  const { t } = useTexts()
  const online = useOnline()
  const prices = useCost((state) => state.prices)
  const save = useCost((state) => state.savePrices)
  const profiles = useProfiles((state) => state.list)
  const { busy, error, act } = useAct(errorOf)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [next, setNext] = useState(0)
  const add = (more: readonly Omit<Line, 'key'>[]) => {
    setLines((before) => [...before, ...more.map((line, at) => ({ ...line, key: next + at }))])
    setNext(next + more.length)
  }
  useEffect(() => {
    const kept = prices ?? []
    setLines(kept.map((price, key) => ({ ...price, key })))
    setNext(kept.length)
  }, [prices])

  const change = (key: number, part: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const complete = lines.flatMap(({ key: _key, amount, ...line }): Price[] =>
    amount === undefined ? [] : [{ ...line, amount }],
  )
  const names = lines.map(({ item, profileId, from }) => `${item} ${profileId ?? ''} ${from}`)
  const twice = lines.filter((_, at) => names.indexOf(names[at] ?? '') !== at).map(({ key }) => key)
  const missing = SUGGESTED.filter(({ item }) => !lines.some((line) => line.item === item))
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => {
          await save(complete)
          props.onClose()
        })
      }}
    >
      <p className={classes.hint}>{t('cost.prices.hint')}</p>
      <div className={classes.lines}>
        {lines.map((line, at) => (
          <fieldset key={line.key} className={classes.line} aria-label={t('cost.prices.line', { n: at + 1 })}>
            <Select
              label={t('cost.prices.item')}
              allowDeselect={false}
              data={PRICED.map((value) => ({ value, label: t(`cost.item.${value}`) }))}
              value={line.item}
              onChange={(value) => {
                const item = PRICED.find((one) => one === value)
                if (item !== undefined) change(line.key, { item })
              }}
            />
            <Select
              label={t('cost.by.profile')}
              placeholder={t('cost.allProfiles')}
              clearable
              data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
              value={line.profileId ?? null}
              onChange={(value) =>
                change(line.key, { profileId: profiles.find(({ id }) => id === value)?.id })
              }
            />
            <DatePickerInput
              label={t('cost.prices.from')}
              valueFormat="YYYY-MM-DD"
              value={line.from}
              {...(twice.includes(line.key) ? { error: t('cost.prices.twice') } : {})}
              onChange={(from) => {
                if (from !== null) change(line.key, { from })
              }}
            />
            <NumberInput
              label={t('cost.prices.yuan')}
              min={0}
              max={10_000}
              decimalScale={4}
              hideControls
              required
              value={line.amount === undefined ? '' : line.amount / PER_YUAN}
              onChange={(value) =>
                change(line.key, {
                  amount: typeof value === 'number' ? Math.round(value * PER_YUAN) : undefined,
                })
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('cost.prices.remove', { n: at + 1 })}
              onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
            >
              <IconTrash size={17} stroke={1.6} />
            </ActionIcon>
          </fieldset>
        ))}
      </div>
      <ErrorNotice error={error} />
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => add([{ item: 'callbackA', from: startOfMonth(), amount: undefined }])}
        >
          {t('cost.prices.add')}
        </Button>
        {missing.length === 0 ? null : (
          <Button
            variant="default"
            onClick={() => add(missing.map((price) => ({ ...price, from: startOfMonth() })))}
          >
            {t('cost.prices.suggest')}
          </Button>
        )}
        <Button
          type="submit"
          className={classes.end}
          loading={busy}
          disabled={!online || twice.length > 0 || complete.length < lines.length}
        >
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
