import type { Profile } from '../../../contract/profiles.ts'
import { isMode } from '../../../domain/bindings/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { Section } from '../../ui/Section.tsx'
import classes from './PushAddresses.module.css'

const VOICE_KINDS = ['status', 'fee'] as const
const MASKING_KINDS = ['status', 'fee', 'callin', 'sms', 'smsControl', 'numberState'] as const

/** Where the platform is told to push for this profile. */
export function PushAddresses(props: { profile: Profile }) {
  const { push, service } = props.profile
  const kinds = isMode(service) ? MASKING_KINDS : VOICE_KINDS
  const { t } = useTexts()
  return (
    <Section title={t('profiles.push.title')} hint={t('profiles.push.text')}>
      {push === undefined ? (
        <p className={classes.none}>{t('profiles.push.none')}</p>
      ) : (
        <dl className={classes.list}>
          {kinds.map((kind) => (
            <div key={kind}>
              <dt>{t(`profiles.push.${kind}`)}</dt>
              <dd>
                <code>{push[kind]}</code>
                <CopyIcon
                  value={push[kind]}
                  label={`${t('common.copy')}: ${t(`profiles.push.${kind}`)}`}
                  done={t('common.copied')}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
