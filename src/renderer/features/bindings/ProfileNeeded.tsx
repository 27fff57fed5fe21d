import { Button } from '@mantine/core'
import { IconIdBadge2 } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Mode } from '../../../domain/bindings/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { EnvironmentBadge } from '../../ui/EnvironmentBadge.tsx'
import { ROUTES } from '../../ui/routes.ts'
import { EmptyState } from '../../ui/states.tsx'
import { useProfiles } from '../profiles/index.ts'
import classes from './ProfileNeeded.module.css'

/** Stands where an application of certain modes is needed and another profile is in use. */
export function ProfileNeeded(props: { modes: readonly Mode[] }) {
  const { t } = useTexts()
  const list = useProfiles((state) => state.list)
  const use = useProfiles((state) => state.use)
  const fit = list.filter(({ service }) => props.modes.some((mode) => mode === service))
  const modes = props.modes.map((mode) => mode.toUpperCase()).join(' / ')
  return (
    <EmptyState
      icon={<IconIdBadge2 size={28} stroke={1.5} />}
      title={t(fit.length === 0 ? 'bindings.noProfile.title' : 'bindings.otherProfile.title', { modes })}
      text={t(fit.length === 0 ? 'bindings.noProfile.text' : 'bindings.otherProfile.text', { modes })}
      action={
        fit.length === 0 ? (
          <Button component={Link} href={`${ROUTES.profiles}/new`}>
            {t('bindings.noProfile.action')}
          </Button>
        ) : (
          <div className={classes.choices}>
            {fit.map((profile) => (
              <Button
                key={profile.id}
                variant="default"
                rightSection={<EnvironmentBadge environment={profile.environment} />}
                onClick={() => use(profile.id)}
              >
                {t('bindings.otherProfile.use', { name: profile.name })}
              </Button>
            ))}
          </div>
        )
      }
    />
  )
}
