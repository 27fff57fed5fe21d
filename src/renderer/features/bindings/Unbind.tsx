import { Button, Modal, TextInput } from '@mantine/core'
import { IconLinkOff } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Binding, BindingPair } from '../../../contract/bindings.ts'
import { withoutSeals } from '../../../domain/phone/index.ts'
import { errorOf } from '../../client/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { showToast } from '../../ui/toast.ts'
import { useAct } from '../../ui/use-act.ts'
import { useBindings } from './store.ts'
import classes from './Unbind.module.css'

const lastFour = (number: string): string => withoutSeals(number).slice(-4)

/**
 * What is unbound does not come back: bound anew it has another id and perhaps another X. So the last digits of
 * its number are asked for.
 *
 * @param props.pair only this B of an AXYB binding
 */
export function Unbind(props: { binding: Binding; pair?: BindingPair }) {
  const { binding, pair } = props
  const { t, language } = useTexts()
  const online = useOnline()
  const unbind = useBindings((state) => state.unbind)
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState('')
  const { busy, error, act, forget } = useAct(errorOf)
  const number = pair?.b ?? binding.x ?? binding.a
  const digits = lastFour(number)
  const active = binding.pairs.filter(({ state }) => state === 'active').length

  const close = () => {
    setOpened(false)
    setTyped('')
    forget()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== digits || busy) return
    act(async () => {
      await unbind(binding.id, pair?.id)
      close()
      showToast(t, { message: t('bindings.unbind.done') })
    })
  }

  return (
    <>
      {pair === undefined ? (
        <Button
          variant="default"
          color="red"
          disabled={!online}
          className={classes.open}
          leftSection={<IconLinkOff size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpened(true)}
        >
          {t('bindings.unbind.open')}
        </Button>
      ) : (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          disabled={!online}
          onClick={() => setOpened(true)}
        >
          {t('bindings.unbind.open')}
        </Button>
      )}
      <Modal
        opened={opened}
        onClose={close}
        title={t(pair === undefined ? 'bindings.unbind.title' : 'bindings.unbind.pairTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form className={classes.form} onSubmit={submit}>
          <p>
            <strong>
              <NumberText number={number} />
            </strong>{' '}
            {joinSentences(
              language,
              t('bindings.unbind.text'),
              pair === undefined && active > 0 ? t('bindings.unbind.pairs', { count: active }) : undefined,
            )}
          </p>
          <TextInput
            data-autofocus
            label={t('bindings.unbind.confirm')}
            placeholder={digits}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ErrorNotice error={error} />
          <div className={classes.acts}>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" loading={busy} disabled={!online || typed.trim() !== digits}>
              {t('bindings.unbind.act')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
