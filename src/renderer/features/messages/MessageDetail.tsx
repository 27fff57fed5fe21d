import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import type { Message } from '../../../contract/messages.ts'
import { useTexts } from '../../i18n/index.ts'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { CodeFact, MomentFact, NumberFact } from '../../ui/FactValues.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NumberText } from '../../ui/NumberText.tsx'
import { bindingRoute } from '../../ui/routes.ts'
import { Section } from '../../ui/Section.tsx'
import { useProfiles } from '../profiles/index.ts'
import classes from './MessageDetail.module.css'
import { MessageMark } from './MessageMark.tsx'

const TONES = {
  held: 'info',
  passed: 'info',
  dropped: 'warn',
  sent: 'good',
  partly: 'warn',
  failed: 'bad',
} as const
const RESULTS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'] as const

/** One text message: who wrote to whom through which number, what became of it and why. */
export function MessageDetail(props: { message: Message }) {
  const { message } = props
  const { t } = useTexts()
  const profile = useProfiles((state) => state.list.find(({ id }) => id === message.profileId)?.name)
  const told = RESULTS.find((one) => one === String(message.sendResult ?? ''))
  return (
    <article className={classes.detail}>
      <header className={classes.head}>
        <h2 className={classes.title}>
          {message.from === undefined ? t('messages.nobody') : <NumberText number={message.from} />}
          <span aria-hidden="true">→</span>
          {message.to === undefined ? t('messages.nobody') : <NumberText number={message.to} />}
        </h2>
        <MessageMark state={message.state} />
      </header>
      <Notice tone={TONES[message.state]} title={t(`messages.state.${message.state}`)}>
        {told === undefined ? t(`messages.means.${message.state}`) : t(`messages.result.${told}`)}
      </Notice>
      {message.content === undefined ? null : (
        <Section title={t('messages.content')}>
          <p className={classes.content}>{message.content}</p>
        </Section>
      )}
      <Section title={t('bindings.facts.title')}>
        <Facts>
          {message.from === undefined ? null : (
            <Fact name={t('messages.from')}>
              <NumberFact number={message.from} />
            </Fact>
          )}
          {message.to === undefined ? null : (
            <Fact name={t('messages.to')}>
              <NumberFact number={message.to} />
            </Fact>
          )}
          {message.x === undefined ? null : (
            <Fact name="X">
              <NumberFact number={message.x} />
            </Fact>
          )}
          <Fact name={t('messages.at')}>
            <MomentFact at={message.at} />
          </Fact>
          {message.parts === undefined ? null : (
            <Fact name={t('messages.parts')}>{t('messages.partsCount', { count: message.parts })}</Fact>
          )}
          {message.bindingId === undefined ? null : (
            <Fact name={t('messages.binding')}>
              <Anchor component={Link} href={bindingRoute(message.bindingId)} inherit>
                {t('messages.openBinding')}
              </Anchor>
            </Fact>
          )}
          {message.userData === undefined ? null : (
            <Fact name={t('bindings.fields.userData')}>{message.userData}</Fact>
          )}
          {profile === undefined ? null : <Fact name={t('bindings.facts.profile')}>{profile}</Fact>}
          <Fact name={t('messages.smsId')}>
            <CodeFact code={message.smsId} copyLabel={t('common.copy')} />
          </Fact>
        </Facts>
      </Section>
    </article>
  )
}
