import { Anchor } from '@mantine/core'
import { useEffect } from 'react'
import { Link } from 'wouter'
import type { Call } from '../../../contract/calls.ts'
import { useTexts } from '../../i18n/index.ts'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { bindingRoute, routingRoute } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import classes from './CallBinding.module.css'
import { ModeBadge } from './ModeBadge.tsx'
import { StateMark } from './StateMark.tsx'
import { useBindings } from './store.ts'

/** What a call has to do with a binding: the private number that was dialled, and whose it is. */
export function CallBinding(props: { call: Call }) {
  const { masking } = props.call
  const { t } = useTexts()
  const find = useBindings((state) => state.find)
  const subscriptionId = masking?.subscriptionId
  const binding = useBindings((state) =>
    subscriptionId === undefined ? undefined : state.found.get(subscriptionId),
  )

  useEffect(() => {
    if (subscriptionId !== undefined) find(subscriptionId)
  }, [find, subscriptionId])

  if (masking === undefined) return null
  return (
    <Section title={t('bindings.ofCall.title')}>
      <Facts>
        {masking.x === undefined ? null : (
          <Fact name={t('bindings.ofCall.x')}>
            <NumberText number={masking.x} />
          </Fact>
        )}
        {masking.extension === undefined ? null : (
          <Fact name={t('bindings.fields.extension')}>
            <span className="tabular">{masking.extension}</span>
          </Fact>
        )}
        <Fact name={t('bindings.ofCall.binding')}>
          {masking.asked ? (
            <Anchor component={Link} href={routingRoute('log')} inherit>
              {t('bindings.ofCall.asked')}
            </Anchor>
          ) : binding === undefined ? (
            t(subscriptionId === undefined ? 'bindings.ofCall.none' : 'bindings.ofCall.notHere')
          ) : (
            <span className={classes.line}>
              <Anchor component={Link} href={bindingRoute(binding.id)} inherit>
                {t('bindings.ofCall.open')}
              </Anchor>
              <ModeBadge mode={binding.mode} />
              <StateMark state={binding.state} />
            </span>
          )}
        </Fact>
        {masking.hungUpBy === undefined ? null : (
          <Fact name={t('bindings.ofCall.hungUpBy')}>{t(`bindings.ofCall.${masking.hungUpBy}`)}</Fact>
        )}
        {masking.userData === undefined ? null : (
          <Fact name={t('bindings.fields.userData')}>{masking.userData}</Fact>
        )}
      </Facts>
    </Section>
  )
}
