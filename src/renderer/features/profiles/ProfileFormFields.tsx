import { Input, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { isMode, MODES } from '../../../domain/bindings/index.ts'
import { groupNumber } from '../../../domain/phone/index.ts'
import { parseDialled } from '../../../domain/phone/parse.ts'
import { useTexts } from '../../i18n/index.ts'
import { Section } from '../../ui/Section.tsx'
import type { ProfileForm } from './form.ts'
import classes from './ProfileFormFields.module.css'

export function ProfileFormFields(props: { form: UseFormReturnType<ProfileForm> }) {
  const { form } = props
  const { t } = useTexts()
  const masking = isMode(form.getValues().service)
  const field = masking ? 'privateNumbers' : 'displayNumbers'
  const numbers = form.getInputProps(field)
  return (
    <>
      <Section title={t('profiles.form.sectionBasics')}>
        <div className={classes.grid}>
          <TextInput
            label={t('profiles.form.name')}
            description={t('profiles.form.nameHint')}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('profiles.form.service')}
            description={t('profiles.form.serviceHint')}
            data={(['callback', 'notification', 'verification', ...MODES] as const).map((service) => ({
              value: service,
              label: t(`common.service.${service}`),
            }))}
            {...form.getInputProps('service')}
          />
          <Input.Wrapper
            className={classes.wide}
            label={t('profiles.form.environment')}
            description={t('profiles.form.environmentHint')}
            labelElement="div"
          >
            <SegmentedControl
              fullWidth
              aria-label={t('profiles.form.environment')}
              data={(['real', 'test', 'simulator'] as const).map((environment) => ({
                value: environment,
                label: t(`common.environment.${environment}`),
              }))}
              {...form.getInputProps('environment')}
            />
          </Input.Wrapper>
          <TextInput
            className={classes.wide}
            label={t('profiles.form.address')}
            description={t('profiles.form.addressHint')}
            spellCheck={false}
            {...form.getInputProps('address')}
          />
          <TextInput
            label={t('profiles.form.appKey')}
            description={t('profiles.form.appKeyHint')}
            spellCheck={false}
            autoComplete="off"
            {...form.getInputProps('appKey')}
          />
          <Select
            label={t('profiles.form.scheme')}
            description={t('profiles.form.schemeHint')}
            data={['AKSK', 'WSSE']}
            {...form.getInputProps('scheme')}
          />
        </div>
      </Section>
      <Section title={t('profiles.form.sectionNumbers')}>
        <div className={classes.grid}>
          <TagsInput
            key={field}
            className={masking ? classes.wide : undefined}
            label={t(`profiles.form.${field}`)}
            description={t(`profiles.form.${field}Hint`)}
            placeholder={
              numbers.value.length > 0
                ? ''
                : t(masking ? 'profiles.form.privatePlaceholder' : 'profiles.form.displayPlaceholder')
            }
            splitChars={[',', '，', ';', '；', '\n']}
            {...numbers}
            onChange={(texts) => form.setFieldValue(field, texts.map(grouped))}
          />
          {masking ? null : (
            <TextInput
              label={t('profiles.form.ownNumber')}
              description={t('profiles.form.ownNumberHint')}
              placeholder={t('dial.number.placeholder')}
              inputMode="tel"
              {...form.getInputProps('ownNumber')}
            />
          )}
        </div>
      </Section>
      <Section title={t('profiles.form.sectionPushes')}>
        <div className={classes.grid}>
          <Select
            label={t('profiles.form.policy')}
            description={t('profiles.form.policyHint')}
            data={[
              { value: 'observe', label: t('profiles.form.observe') },
              { value: 'enforce', label: t('profiles.form.enforce') },
            ]}
            {...form.getInputProps('signaturePolicy')}
          />
        </div>
      </Section>
    </>
  )
}

/** A number that is understood is shown as it will be used; any other text stays as typed. */
function grouped(text: string): string {
  const parsed = parseDialled(text)
  return parsed.ok ? groupNumber(parsed.number) : text
}
